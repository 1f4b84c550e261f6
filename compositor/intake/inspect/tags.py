"""The structure of a tagged PDF: its elements in reading order, and whose its marked content and links are.

(ISO 32000-1 14.7: the structure tree, the parent tree, and what elements hold.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from compositor.intake.inspect.coding import entry
from compositor.intake.inspect.facts import Element, Tags
from compositor.records import dataclass

_MOST: Final = 1_000_000
Number = tuple[int, int]
"""An object's number and generation."""


@dataclass(slots=True)
class _Holdings:
    """What elements hold: marked content by page and number, and objects, each with the element's number and type."""

    pages: Mapping[Number, int]
    marks: dict[tuple[int, int], Number] = field(default_factory=dict)
    objects: dict[Number, tuple[Number, str]] = field(default_factory=dict)


def tags(pdf: Any, painted: Sequence[frozenset[int]]) -> Tags:
    """Return the structure of a document; ``painted`` are the numbers of the marked content of each page."""
    root = pdf.Root
    tree = entry(root, "/StructTreeRoot")
    holdings = _Holdings({page.obj.objgen: at for at, page in enumerate(pdf.pages)})
    elements = tuple(_elements(tree, holdings)) if tree is not None else ()
    parents = dict(_numbers(tree.get("/ParentTree"))) if tree is not None else {}
    pages = [page.obj for page in pdf.pages]
    lost = [_lost(page, (at, painted[at]), holdings, parents) for at, page in enumerate(pages)]
    return Tags(
        marked=bool(entry(root, "/MarkInfo", {}).get("/Marked", False)),
        root=tree is not None,
        parents=tree is not None and "/ParentTree" in tree,
        language=str(entry(root, "/Lang", "")),
        shows_title=bool(entry(root, "/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
        elements=elements,
        unheld=tuple(unheld for unheld, _ in lost),
        untraced=tuple(untraced for _, untraced in lost),
        loose=tuple(sum(_loose(page, holdings, parents)) for page in pages),
        entries=sum(1 for _ in _entries(root)),
        unstructured=sum(map(_unstructured, (*_entries(root), *(link for page in pages for link in _links(page))))),
        labelled="/PageLabels" in root,
        opens=str(entry(root, "/PageMode", "/"))[1:],
    )


def _elements(tree: Any, holdings: _Holdings) -> Iterator[Element]:
    """Yield the elements in reading order, and note what they hold."""
    import pikepdf

    roles = tree.get("/RoleMap", {})
    waiting: list[tuple[Any, int]] = [(tree, 0)]
    seen: set[Number] = set()
    for _ in range(_MOST):
        if not waiting:
            return
        one, depth = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        seen.add(one.objgen)
        kids = one.get("/K")
        many = list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]
        inner = [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        if "/S" in one:
            kind = _standard(str(one.S)[1:], roles)
            _hold(one, kind, many, holdings)
            worded = "/Alt" in one or "/ActualText" in one
            yield Element(kind, depth, worded=worded, placed=_placed(one), full=len(many) > 0)
        waiting += ((kid, depth + 1) for kid in reversed(inner))


def _standard(kind: str, roles: Any) -> str:
    """Return the standard type that a type stands for (ISO 32000-1 14.7.3)."""
    for _ in range(16):
        if f"/{kind}" not in roles:
            return kind
        kind = str(roles[f"/{kind}"])[1:]
    return kind


def _hold(element: Any, kind: str, kids: Sequence[Any], holdings: _Holdings) -> None:
    import pikepdf

    own = element.get("/Pg")
    for kid in kids:
        if isinstance(kid, int):
            page, number = own, kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            page, number = kid.get("/Pg", own), int(kid.MCID)
        elif isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            holdings.objects[kid.Obj.objgen] = (element.objgen, kind)
            continue
        else:
            continue
        if page is not None and page.objgen in holdings.pages:
            holdings.marks[holdings.pages[page.objgen], number] = element.objgen


def _placed(element: Any) -> bool:
    """Tell whether an element says where on its page it is (BBox of its layout, ISO 32000-1 14.8.5.4.3)."""
    import pikepdf

    said = element.get("/A")
    many = list(said) if isinstance(said, pikepdf.Array) else [said]
    return any(isinstance(one, pikepdf.Dictionary) and "/BBox" in one for one in many)


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """Yield what a number tree has (ISO 32000-1 7.9.7)."""
    waiting = [] if tree is None else [tree]
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop()
        pairs = list(one.get("/Nums", ()))
        yield from ((int(number), thing) for number, thing in zip(pairs[::2], pairs[1::2], strict=False))
        waiting += one.get("/Kids", ())


def _lost(
    page: Any, painted: tuple[int, frozenset[int]], holdings: _Holdings, parents: Mapping[int, Any]
) -> tuple[int, int]:
    """Return how many pieces of a page no element holds, and of how many the parent tree doesn't know whose."""
    import pikepdf

    at, marks = painted
    own = parents.get(int(entry(page, "/StructParents", -1)))
    known = list(own) if isinstance(own, pikepdf.Array) else []
    unheld = untraced = 0
    for number in marks:
        holder = holdings.marks.get((at, number))
        if holder is None:
            unheld += 1
        elif number >= len(known) or _number(known[number]) != holder:
            untraced += 1
    return unheld, untraced


def _number(thing: Any) -> Number | None:
    return thing.objgen if hasattr(thing, "objgen") else None


def _links(page: Any) -> Iterator[Any]:
    yield from (note for note in entry(page, "/Annots", ()) if str(note.get("/Subtype", "")) == "/Link")


def _loose(page: Any, holdings: _Holdings, parents: Mapping[int, Any]) -> Iterator[bool]:
    """Tell of each link whether no Link element has it, or the parent tree leads elsewhere (ISO 14289-1 7.18.5)."""
    for link in _links(page):
        holder, kind = holdings.objects.get(link.objgen, (None, ""))
        parent = parents.get(int(link.get("/StructParent", -1)))
        yield kind not in ("Link", "Reference", "Annot") or holder is None or _number(parent) != holder


def _entries(root: Any) -> Iterator[Any]:
    """Yield the entries of the outline."""
    outline = entry(root, "/Outlines")
    waiting = [outline.First] if outline is not None and "/First" in outline else []
    for _ in range(100_000):
        if not waiting:
            return
        one = waiting.pop()
        yield one
        waiting += [one[key] for key in ("/Next", "/First") if key in one]


def _unstructured(link: Any) -> bool:
    """Tell whether something leads to a place on a page and not to an element (ISO 14289-2 8.8)."""
    action = link.get("/A")
    inside = action is not None and str(action.get("/S", "")) == "/GoTo"
    return "/Dest" in link or (inside and "/SD" not in action)
