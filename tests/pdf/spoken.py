"""Reads a tagged PDF as a screen reader does: the elements of its structure, each with the text that is its own.

Marked content is found by its number in the content streams, its glyphs by ToUnicode, and what stands for other text by
ActualText (ISO 32000-1 14.7.4, 9.10.2, 14.9.4). Nothing of the program is used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.pdf.reading import meanings


@dataclass
class Node:
    """An element: its type, what is said of it, and its text and elements in their order; links by their number."""

    kind: str
    key: str = ""
    alt: str = ""
    title: str = ""
    kids: list[Node | str] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def base_text(self) -> str:
        """The text without readings."""
        return "".join(
            kid if isinstance(kid, str) else kid.base_text
            for kid in self.kids
            if isinstance(kid, str) or kid.kind != "RT"
        )

    @property
    def nodes(self) -> list[Node]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def all(self, *kinds: str) -> Iterator[Node]:
        if self.kind in kinds:
            yield self
        for kid in self.nodes:
            yield from kid.all(*kinds)


@dataclass
class Spoken:
    """A document: its structure, and what of its content is in no element and no artifact."""

    root: Node
    untagged: list[str]
    artifacts: str

    def story(self, slug: str) -> Node:
        (found,) = (node for node in self.root.nodes if node.key == f"story:{slug}")
        return found


def spoken(content: bytes) -> Spoken:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [_Page(page) for page in pdf.pages]
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        tree = pdf.Root.StructTreeRoot
        parents = _numbers(tree.ParentTree)
        root = _node(tree.K[0], _Reading(pages, places, parents), None)
        for at, page in enumerate(pages):
            assert page.used == set(page.marks), f"page {at + 1}: marks without an element"
        untagged = [f"page {at + 1}: {one}" for at, page in enumerate(pages) for one in page.untagged]
        return Spoken(root, untagged, "".join(page.artifacts for page in pages))


def _numbers(tree: Any) -> dict[int, Any]:
    found = list(tree.Nums)
    return {int(key): thing for key, thing in zip(found[::2], found[1::2], strict=True)}


@dataclass
class _Reading:
    pages: list[_Page]
    places: dict[tuple[int, int], int]
    parents: dict[int, Any]


def _node(element: Any, reading: _Reading, page: int | None) -> Node:
    said = {key: str(element.get(f"/{key}", "")) for key in ("ID", "Alt", "T")}
    node = Node(str(element.S)[1:], said["ID"], said["Alt"], said["T"])
    for one in _many(element, "/A"):
        node.attributes |= {key[1:]: worth for key, worth in one.items() if key != "/O"}
    if "/Pg" in element:
        page = reading.places[element.Pg.objgen]
    for kid in _many(element, "/K"):
        if isinstance(kid, int):
            node.kids.append(_marked(element, reading, (page, kid)))
        elif kid.get("/Type") == "/MCR":
            node.kids.append(_marked(element, reading, (reading.places[kid.Pg.objgen], int(kid.MCID))))
        elif kid.get("/Type") == "/OBJR":
            assert reading.parents[int(kid.Obj.StructParent)].objgen == element.objgen
            node.annotations.append(kid.Obj)
        else:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, reading, page))
    if "/ActualText" in element:
        node.kids = [str(element.ActualText)]
    return node


def _many(element: Any, key: str) -> list[Any]:
    """Return what an entry holds, one thing or several (ISO 32000-1 14.7.2)."""
    if key not in element:
        return []
    found = element[key]
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _marked(element: Any, reading: _Reading, mark: tuple[int | None, int]) -> str:
    """Return the text of a mark, which has to be its element's in the parent tree, and no other's."""
    page, number = mark
    assert page is not None
    owner = reading.parents[reading.pages[page].key][number]
    assert owner.objgen == element.objgen, f"page {page + 1}, mark {number}"
    assert number not in reading.pages[page].used, f"page {page + 1}, mark {number} is read twice"
    reading.pages[page].used.add(number)
    return reading.pages[page].marks[number]


class _Page:
    """The text of a page's marks by their numbers."""

    def __init__(self, page: Any) -> None:
        self.key = int(page.obj.get("/StructParents", -1))
        self.marks: dict[int, str] = {}
        self.used: set[int] = set()
        self.untagged: list[str] = []
        self.artifacts = ""
        self._fonts = {
            name: meanings(font.ToUnicode.read_bytes()) for name, font in page.Resources.get("/Font", {}).items()
        }
        self._font: dict[int, str] = {}
        self._open: list[tuple[str, int]] = []
        for step in pikepdf.parse_content_stream(page):
            self._step(str(step.operator), step.operands)

    def _step(self, operator: str, operands: Any) -> None:
        match operator:
            case "BDC" | "BMC":
                self._begin(operands)
            case "EMC":
                self._open.pop()
            case "Tf":
                self._font = self._fonts[str(operands[0])]
            case "TJ":
                codes = b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
                text = "".join(self._font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))
                if not any(kind == "said" for kind, _ in self._open):
                    self._put(text)
            case "Do" | "f" | "f*" | "S" | "s" | "B" | "B*" | "sh":
                self._put("")

    def _begin(self, operands: Any) -> None:
        known = operands[1] if len(operands) > 1 else {}
        if str(operands[0]) == "/Artifact":
            assert not self._open, "an artifact inside something else"
            self._open.append(("artifact", -1))
        elif "/MCID" in known:
            assert not self._open, "a mark inside another"
            self._open.append(("mark", int(known["/MCID"])))
            assert self._open[-1][1] not in self.marks, "a number given twice"
            self.marks[self._open[-1][1]] = ""
        else:
            self._put(str(known["/ActualText"]))
            self._open.append(("said", -1))

    def _put(self, text: str) -> None:
        kind, number = self._open[0] if self._open else ("", -1)
        if kind == "mark":
            self.marks[number] += text
        elif kind == "artifact":
            self.artifacts += text
        else:
            self.untagged.append(text or "a drawing")
