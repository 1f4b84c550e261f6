"""Word documents (.docx; ECMA-376 part 1, 17): paragraphs by their styles, runs, readings, notes, tables, pictures.

What a printed page wouldn't show (comments, deleted words, hidden words, instructions of fields) is named in the
account and left out, and so is what stands outside the copy: headers and footers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import field
from typing import Final

from compositor.incoming.hypertext import tabled
from compositor.incoming.model import (
    Account,
    Arrival,
    Block,
    Figure,
    Grid,
    Para,
    Run,
    Runs,
    Spot,
    merged,
    seen,
    stripped,
    words_of,
)
from compositor.incoming.package import Package, by_whom, chosen, opened, text_of
from compositor.incoming.wordruns import Dress, Runner
from compositor.incoming.wordstyles import Lists, Styles, numbering_of
from compositor.incoming.xmltree import Element
from compositor.records import dataclass

_ASIDE: Final = {
    "header": "header",
    "footer": "footer",
    "comments": "comment",
    "chart": "chart",
    "diagramData": "diagram",
    "aFChunk": "embedded document",
}
_NOTES: Final = {"footnotes": ("w:footnote", "w:footnoteReference"), "endnotes": ("w:endnote", "w:endnoteReference")}
_WRAPPERS: Final = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "mc:AlternateContent"}
)
_CAPTION: Final = "caption"


@dataclass(slots=True)
class Document:
    """A document while it is read."""

    package: Package
    main: str
    styles: Styles
    lists: Lists
    account: Account = field(default_factory=Account)
    notes: dict[str, Runs] = field(default_factory=dict)
    counted: int = 0
    waiting: list[Run] = field(default_factory=list)
    """Runs of a paragraph whose end was deleted, so that it goes on with the next."""

    @property
    def spot(self) -> Spot:
        """Where the paragraph stands that is being read."""
        return Spot(f"paragraph {self.counted}")

    def blocks(self, parent: Element) -> list[Block]:
        """Return the blocks that stand in an element."""
        found: list[Block] = []
        for child in chosen(parent):
            if child.name == "w:p":
                found += self._paragraph(child)
            elif child.name == "w:tbl":
                found += self._table(child)
            elif child.name in _WRAPPERS:
                found += self.blocks(child)
            elif child.name in {"w:del", "w:moveFrom"}:
                self._deleted(child)
            elif child.name not in {"w:sectPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr"}:
                self._stray(child)
        return found

    def _stray(self, element: Element) -> None:
        words = text_of(element)
        if seen(words):
            self.account.left_out("words", words, self.spot, f"in an element {element.name} that isn't known")

    def _deleted(self, element: Element) -> None:
        words = text_of(element)
        if seen(words):
            self.account.left_out("deleted words", words, self.spot, by_whom(element))

    def _paragraph(self, element: Element) -> list[Block]:
        self.counted += 1
        properties = element.first("w:pPr")
        style = _value(properties, "w:pStyle")
        role, name = self.styles.role(style)
        dress = Dress(strong=self.styles.wears(style, "b") and not role, kai=self.styles.wears(style, "i") and not role)
        runner = Runner(self, dress)
        runner.read(element)
        typed = "".join(run.text for run in runner.lines[0]).startswith("\u3000\u3000")
        lines = [stripped(merged(line)) for line in runner.lines]
        if properties is not None and properties.first("w:rPr", "w:del") is not None:
            lines[0] = (*self.waiting, *lines[0])
            self.waiting = list(lines.pop())
            self.account.changed("paragraph", self.spot, "its end is deleted: it goes on with the next")
            return [*(Para(line, self.spot, role, name) for line in lines if line), *runner.after]
        lines[0] = (*self.waiting, *lines[0])
        self.waiting = []
        self._count(element, style, lines, role)
        why = f"the style {name}"
        side = _value(properties, "w:jc") in {"center", "right", "end"}
        found: list[Block] = [
            Para(line, self.spot, role, why if role else "", set_in=side, indented=typed or _indented(properties))
            for line in lines
            if line
        ]
        if len(found) > 1 and role not in {"headline", "kicker", "deck"}:
            self.account.changed("line breaks", self.spot, f"{len(found) - 1} of them part paragraphs now")
        return [*found, *runner.after]

    def _count(self, element: Element, style: str, lines: list[Runs], role: str) -> None:
        """Write what a list puts before its item."""
        item = numbering_of(element) or self.styles.numbering(style)
        mark = self.lists.mark(item) if item is not None and item[0] != "0" else ""
        if mark and lines[0] and role not in {"headline", "deck", "kicker", "byline", "dateline"}:
            space = "" if ord(mark[-1]) > 0x2E80 else " "
            lines[0] = (Run(mark + space, made=True), *lines[0])
            self.account.added("number", mark, self.spot, "of an item in a list")

    def _table(self, element: Element) -> list[Block]:
        rows: list[list[Runs]] = []
        after: list[Block] = []
        spot = Spot(f"table after paragraph {self.counted}")
        for row in _inside(element, "w:tr"):
            rows.append([])
            for cell in _inside(row, "w:tc"):
                rows[-1].append(self._cell(cell, after))
                span = _value(cell.first("w:tcPr"), "w:gridSpan")
                rows[-1] += [()] * (min(int(span), 63) - 1 if span.isdigit() else 0)
        found = tabled(rows, spot)
        if not any(isinstance(block, Grid) for block in found) and found:
            self.account.changed("table", spot, "of one row or column: its cells are paragraphs")
        return [*found, *after]

    def _cell(self, cell: Element, after: list[Block]) -> Runs:
        runs: list[Run] = []
        for block in self.blocks(cell):
            if isinstance(block, Para):
                runs += [*((Run("\u3000", made=True),) if runs else ()), *block.runs]
            elif isinstance(block, Grid):
                self.account.changed("table", block.spot, "stood in a cell; its cells follow one another there")
                for one in (cell for row in block.rows for cell in row):
                    runs += [*((Run("\u3000", made=True),) if runs else ()), *one]
            else:
                after.append(block)
        return merged(runs)

    def note(self, name: str) -> None:
        """Read a note that the copy refers to, if it hasn't been."""
        if name in self.notes:
            return
        self.notes[name] = ()
        kind, _, number = name.partition("-")
        part = self._related(kind)
        element = next(
            (one for one in (self.package.tree(part).elements(_NOTES[kind][0]) if part else ()) if _id(one) == number),
            None,
        )
        if element is not None:
            counted = self.counted
            runs: list[Run] = []
            for block in self.blocks(element):
                if isinstance(block, Para):
                    runs += [*((Run("\u3000", made=True),) if runs else ()), *block.runs]
                elif isinstance(block, Grid):
                    self.account.left_out("table in a note", _words_in(block), self.spot)
            self.counted = counted
            self.notes[name] = merged(runs)

    def _related(self, kind: str) -> str:
        relations = self.package.relations(self.main).values()
        return next((one.target for one in relations if one.kind == kind and one.target in self.package.names), "")

    def aside(self) -> str:
        """Name what stands outside the copy; return all of its letters, and those of notes."""
        letters = []
        for one in self.package.relations(self.main).values():
            if one.outside or one.target not in self.package.names:
                continue
            if one.kind in _NOTES:
                letters.append(self._unread_notes(one.target, one.kind))
            elif one.kind in _ASIDE and one.target.endswith(".xml"):
                letters.append(self._aside(one.target, _ASIDE[one.kind]))
            elif one.kind in {"aFChunk", "package", "oleObject"}:
                self.account.warned("embedded document", Spot(), "isn't read", posixpath.basename(one.target))
        return "".join(letters)

    def _aside(self, part: str, what: str) -> str:
        root = self.package.tree(part)
        each = list(root.elements("w:comment")) or [root]
        for one in each:
            words = text_of(one)
            if seen(words):
                self.account.left_out(what, words, Spot(part), by_whom(one), quiet=what in {"header", "footer"})
        return text_of(root)

    def _unread_notes(self, part: str, kind: str) -> str:
        root = self.package.tree(part)
        for one in root.elements(_NOTES[kind][0]):
            words = text_of(one)
            if f"{kind}-{_id(one)}" not in self.notes and seen(words):
                self.account.left_out("note", words, Spot(part), "nothing in the copy refers to it")
        return text_of(root)


def read_word(content: bytes, file: str, mapped: Mapping[str, str]) -> Arrival:
    """Read a document; ``mapped`` are the styles that the desk has mapped; raises ``Refused``."""
    package, main = opened(content, file)
    relations = {one.kind: one.target for one in package.relations(main).values() if not one.outside}
    styles = Styles.of(package, relations.get("styles", "word/styles.xml"), mapped)
    lists = Lists.of(package, relations.get("numbering", "word/numbering.xml"))
    document = Document(package, main, styles, lists)
    root = package.tree(main)
    body = root.first("w:body")
    if body is None:
        raise package.refused("its document has no body")
    blocks = document.blocks(body)
    if document.waiting:
        blocks.append(Para(merged(document.waiting), document.spot))
    letters = text_of(root) + document.aside()
    return Arrival("docx", _captioned(blocks), seen(letters), document.account, document.notes)


def _captioned(blocks: list[Block]) -> list[Block]:
    """Put words in a style for captions under the picture before them, or after them."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        is_caption = isinstance(block, Para) and block.role == _CAPTION
        if is_caption and isinstance(last, Figure) and not last.cutline:
            assert isinstance(block, Para)
            out[-1] = Figure(last.content, last.suffix, last.spot, block.runs, last.credit, last.alt)
        elif isinstance(block, Figure) and isinstance(last, Para) and last.role == _CAPTION:
            out[-1] = Figure(block.content, block.suffix, block.spot, last.runs, block.credit, block.alt)
        else:
            out.append(block)
    return out


def _inside(element: Element, name: str) -> list[Element]:
    """Return rows or cells, looked for through what wraps them."""
    found = []
    for child in chosen(element):
        if child.name == name:
            found.append(child)
        elif child.name in _WRAPPERS:
            found += _inside(child, name)
    return found


def _value(properties: Element | None, name: str) -> str:
    found = properties.first(name) if properties is not None else None
    return found.attributes.get("w:val", "") if found is not None else ""


def _indented(properties: Element | None) -> bool:
    found = properties.first("w:ind") if properties is not None else None
    given = found.attributes if found is not None else {}
    return any(given.get(name, "0").lstrip("0") for name in ("w:firstLine", "w:firstLineChars"))


def _id(element: Element) -> str:
    return element.attributes.get("w:id", "")


def _words_in(block: Grid) -> str:
    return "".join(words_of(cell) for row in block.rows for cell in row)
