"""The structure of a reader's file, by which it is read aloud: elements and what of the pages is theirs.

(ISO 32000-1 14.7 and 14.8: the tree, the parent tree, and the standard structure types.) They are named as PDF 1.7
has them; PDF 2.0 has other names for some, and a namespace for all (ISO 32000-2 14.8.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from compositor.records import dataclass

if TYPE_CHECKING:
    import pikepdf

NAMESPACE: Final = "http://iso.org/pdf2/ssn"
_RENAMED: Final = {
    "Art": "Sect",
    "TOC": "L",
    "TOCI": "LI",
    "Reference": "LBody",
    "Note": "FENote",
    "BlockQuote": "Aside",
}
"""What PDF 2.0 has in the place of types that it no longer knows (ISO 32000-2 14.8.4)."""
_SAID_OF: Final = {"FENote": (("FENote", "NoteType", "Endnote"),), "L": (("List", "ListNumbering", "None"),)}

Worth = str | int | tuple[str, ...]
"""A name, a whole number, or lengths in points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its page, from 0, and its number there (ISO 32000-1 14.7.4.2)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkMark:
    """The link annotation of that number, in the order in which links were drawn (ISO 32000-1 14.7.4.3)."""

    number: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure: its type, what it holds in reading order, and what is said of it.

    ``attributes`` are owner, name and worth of each; ``key`` is its identifier. ``names`` are by what links and
    bookmarks find it, ``refers`` names of elements that it refers to (ISO 32000-2 14.7.2, Ref).
    """

    kind: str
    kids: tuple[Kid, ...] = ()
    alt: str = ""
    actual: str = ""
    title: str = ""
    key: str = ""
    attributes: tuple[tuple[str, str, Worth], ...] = ()
    names: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()


Kid = Element | Mark | LinkMark


@dataclass(frozen=True, slots=True)
class Tree:
    """A structure that has been written: its elements by their names, and the first that has something on each page."""

    named: Mapping[str, Any]
    first: Mapping[int, Any]
    whole: Any

    def element(self, name: str, page: int) -> Any:
        """Return the element of a name, or what is first on a page."""
        return self.named.get(name) or self.first.get(page) or self.whole


def write(pdf: pikepdf.Pdf, root: Element, links: Sequence[Any], *, second: bool = False) -> Tree:
    """Write the structure tree; ``links`` are the link annotations, in the order of their numbers.

    Every piece of marked content and every link has its element in the parent tree (ISO 32000-1 14.7.4.4). ``second``
    says that the types are those of PDF 2.0.
    """
    import pikepdf

    tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    space = None
    if second:
        space = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Namespace, NS=pikepdf.String(NAMESPACE)))
        tree.Namespaces = pikepdf.Array([space])
    writer = _Writer(pdf, links, space)
    whole = writer.element(root, tree)
    tree.K = pikepdf.Array([whole])
    tree.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(writer.parents())))
    tree.ParentTreeNextKey = len(pdf.pages) + len(links)
    if writer.keyed:
        names = [thing for key in sorted(writer.keyed) for thing in (pikepdf.String(key), writer.keyed[key])]
        tree.IDTree = pdf.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))
    if second:
        writer.refer()
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    return Tree(writer.named, writer.first, whole)


class _Writer:
    """Writes elements, and keeps whose each piece of marked content and each link is."""

    def __init__(self, pdf: pikepdf.Pdf, links: Sequence[Any], space: Any) -> None:
        self._pdf, self._links, self._space = pdf, links, space
        self._pages = [page.obj for page in pdf.pages]
        self._of_marks: list[dict[int, Any]] = [{} for _ in self._pages]
        self._of_links: dict[int, Any] = {}
        self._refers: list[tuple[Any, tuple[str, ...]]] = []
        self.keyed: dict[str, Any] = {}
        self.named: dict[str, Any] = {}
        self.first: dict[int, Any] = {}

    def element(self, element: Element, parent: Any) -> Any:
        """Write an element and all in it; return it."""
        import pikepdf

        name = pikepdf.Name
        kind = element.kind if self._space is None else _RENAMED.get(element.kind, element.kind)
        made = self._pdf.make_indirect(pikepdf.Dictionary(Type=name.StructElem, S=name(f"/{kind}"), P=parent))
        if self._space is not None:
            made.NS = self._space
        for key, said in (("/Alt", element.alt), ("/ActualText", element.actual), ("/T", element.title)):
            if said:
                made[key] = pikepdf.String(said)
        if element.key:
            made.ID = pikepdf.String(element.key)
            self.keyed[element.key] = made
        for known in element.names:
            self.named.setdefault(known, made)
        if element.refers:
            self._refers.append((made, element.refers))
        told = (*element.attributes, *(() if self._space is None else _SAID_OF.get(kind, ())))
        if told:
            made.A = _attributes(told)
        pages = {mark.page for mark in element.kids if isinstance(mark, Mark)}
        page = min(pages, default=-1)
        if page >= 0:
            made.Pg = self._pages[page]
        kids = [self._kid(kid, made, page) for kid in element.kids]
        if kids:
            made.K = kids[0] if len(kids) == 1 else pikepdf.Array(kids)
        return made

    def _kid(self, kid: Kid, parent: Any, page: int) -> Any:
        import pikepdf

        if isinstance(kid, Element):
            return self.element(kid, parent)
        if isinstance(kid, Mark):
            self._of_marks[kid.page][kid.number] = parent
            self.first.setdefault(kid.page, parent)
            if kid.page == page:
                return kid.number
            return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)
        link = self._links[kid.number]
        self._of_links[kid.number] = parent
        link.StructParent = len(self._pages) + kid.number
        return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=link.P, Obj=link)

    def refer(self) -> None:
        """Let elements refer to those whose names they have."""
        import pikepdf

        for made, names in self._refers:
            others = [self.named[name] for name in names if name in self.named]
            if others:
                made.Ref = pikepdf.Array(others)

    def parents(self) -> list[Any]:
        """Return the parent tree as numbers and what belongs to them: pages first, then links."""
        import pikepdf

        found: list[Any] = []
        for at, (page, of_page) in enumerate(zip(self._pages, self._of_marks, strict=True)):
            if of_page:
                page.StructParents = at
                marks = [of_page.get(number) for number in range(max(of_page) + 1)]
                found += [at, self._pdf.make_indirect(pikepdf.Array(marks))]
        for number in sorted(self._of_links):
            found += [len(self._pages) + number, self._of_links[number]]
        return found


def _attributes(told: Sequence[tuple[str, str, Worth]]) -> Any:
    """Write attribute objects, one an owner (ISO 32000-1 14.7.5)."""
    import pikepdf

    owners: dict[str, Any] = {}
    for owner, key, worth in told:
        made = owners.setdefault(owner, pikepdf.Dictionary(O=pikepdf.Name(f"/{owner}")))
        made[f"/{key}"] = _worth(worth)
    found = list(owners.values())
    return found[0] if len(found) == 1 else pikepdf.Array(found)


def _worth(worth: Worth) -> Any:
    import pikepdf

    if isinstance(worth, str):
        return pikepdf.Name(f"/{worth}")
    return worth if isinstance(worth, int) else pikepdf.Array([Decimal(length) for length in worth])
