"""Small tables of a story: rows of cells between pipes, a row of dashes under the first.

A line ``: caption`` may stand right above, a line ``{widths="4 3 3"}`` right below. Colons at the dashes set a column
to the left ``:--``, in the middle ``:-:`` or to the right ``--:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.mapped import Mapped, copied, joined, replaced
from compositor.intake.source import Source
from compositor.model.copy import Cell, CellAlign, Normalisation, Table
from compositor.records import dataclass

ROW: Final = re.compile(r"[ \t]*\|")
CAPTION: Final = re.compile(r":[ \t]+(?=\S)")
"""What a caption begins with, where a row stands below it."""
BELOW: Final = re.compile(r"[ \t]*\{[^\r\n{}]*\}[ \t]*")
_WIDTHS: Final = re.compile(r'[ \t]*\{[ \t]*widths="[ ]*([1-9][0-9]?(?: +[1-9][0-9]?)*)[ ]*"[ \t]*\}[ \t]*')
_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_PIPE: Final = re.compile(r"\\.|\|")
_DASHES: Final = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*")
_ALIGNS: Final = {
    ("", ""): CellAlign.AUTO,
    (":", ""): CellAlign.LEFT,
    (":", ":"): CellAlign.CENTRE,
    ("", ":"): CellAlign.RIGHT,
}
_HINT: Final = "write | a | b |, below it a row |---|---|, then a row for each line, with as many cells"

Range = tuple[int, int]
Words = Callable[[Mapped], Mapped]


@dataclass(slots=True)
class _Read:
    """A table while it is put together: its texts so far, and how far the source is accounted for."""

    source: Source
    words: Words
    reached: int
    texts: list[Mapped] = field(default_factory=list)
    size: int = 0

    def gap(self, end: int, text: str = "") -> None:
        if end > self.reached:
            self.texts.append(replaced(text, self.reached, end, Normalisation.TABLE))
            self.size += len(text)
            self.reached = end

    def cell(self, place: Range) -> Cell:
        copy = self.words(copied(self.source, *place))
        self.texts.append(copy)
        self.reached = place[1]
        start, self.size = self.size, self.size + len(copy.text)
        return Cell(start, self.size)


def table(source: Source, block: Range, words: Words, faults: Faults) -> tuple[Mapped, Table] | None:
    """Return a table's text and the offsets of its cells in it; None, with faults, where it can't be read.

    ``words`` makes copy of what stands in a cell.
    """
    lines = _lines(source.text, block)
    caption = lines.pop(0) if CAPTION.match(source.text, *lines[0]) else None
    widths = lines.pop() if len(lines) > 1 and not ROW.match(source.text, *lines[-1]) else None
    stray = next((line for line in lines if not ROW.match(source.text, *line)), None)
    if stray is not None:
        message = f"{said(source.text[slice(*stray)].strip())} stands among the rows of a table"
        faults.add(Code.TABLE_SYNTAX, source.place(stray[0]), message, "let it stand once, under the last row")
        return None
    rows = [_cells(source.text, line) for line in lines]
    aligns = _aligns(source.text, rows[1]) if len(rows) > 1 else ()
    shares = _shares(source, widths, len(rows[0]), faults) if widths else ()
    if not _sound(source, (rows, aligns), block, faults):
        return None
    read = _Read(source, words, block[0])
    said_above = None
    if caption is not None:
        read.gap(_after(CAPTION, source.text, caption))
        said_above = read.cell((read.reached, caption[1]))
    made = []
    for number, row in enumerate((rows[0], *rows[2:])):
        start = row[0][0]
        read.gap(start, "\n" if number or caption else "")
        made.append(_row(read, row))
    read.gap(block[1])
    return joined(read.texts), Table(tuple(made), aligns, shares, said_above)


def _row(read: _Read, row: list[Range]) -> tuple[Cell, ...]:
    cells = []
    for index, place in enumerate(row):
        if index:
            read.gap(place[0], "\t")
        cells.append(read.cell(place))
    return tuple(cells)


def _lines(text: str, block: Range) -> list[Range]:
    at, found = block[0], []
    while at < block[1]:
        match = _LINE.match(text, at, block[1])
        assert match is not None
        found.append(match.span(1))
        at = match.end()
    return found


def _after(pattern: re.Pattern[str], text: str, line: Range) -> int:
    match = pattern.match(text, *line)
    assert match is not None
    return match.end()


def _cells(text: str, line: Range) -> list[Range]:
    """Return where the cells of a row stand, between pipes that no backslash makes copy."""
    at, found = _after(ROW, text, line), []
    for match in _PIPE.finditer(text, at, line[1]):
        if match[0] == "|":
            found.append((at, match.start()))
            at = match.end()
    if text[at : line[1]].strip() or not found:
        found.append((at, line[1]))
    return found


def _aligns(text: str, row: list[Range]) -> tuple[CellAlign, ...]:
    """Return the columns' alignments; nothing where the row isn't one of dashes."""
    found = [_DASHES.fullmatch(text, *place) for place in row]
    return tuple(_ALIGNS[match[1], match[2]] for match in found if match) if all(found) else ()


def _sound(source: Source, rows: tuple[list[list[Range]], tuple[CellAlign, ...]], block: Range, faults: Faults) -> bool:
    """Tell whether a table has a head, its dashes, rows under them, and in all of them as many cells."""
    found, aligns = rows
    before = len(faults.stopping)
    if not aligns:
        place = source.place(found[1][0][0] - 1 if len(found) > 1 else block[0])
        faults.add(Code.TABLE_SYNTAX, place, "a table has a row of dashes under its head, but none stands here", _HINT)
    elif len(found) < 3:
        faults.add(Code.TABLE_SYNTAX, source.place(block[0]), "this table has a head and no rows", _HINT)
    for row in found:
        place = source.place(row[0][0] - 1)
        if len(row) != len(found[0]):
            message = f"this row has {len(row)} cells, the table's head {len(found[0])}"
            faults.add(Code.TABLE_SYNTAX, place, message, "leave a cell empty: | |; a pipe in copy is written \\|")
        elif not any(source.text[slice(*cell)].strip() for cell in row):
            faults.add(Code.TABLE_SYNTAX, place, "nothing stands in this row", "take it out")
    return len(faults.stopping) == before


def _shares(source: Source, line: Range, columns: int, faults: Faults) -> tuple[int, ...]:
    match = _WIDTHS.fullmatch(source.text, *line)
    shares = tuple(map(int, match[1].split())) if match else ()
    if len(shares) == columns:
        return shares
    words = said(source.text[slice(*line)].strip())
    message = f"{words} is no width for each of {columns} columns"
    hint = f'write {{widths="{" ".join("1" * columns)}"}}: how the columns share the measure'
    faults.add(Code.TABLE_SYNTAX, source.place(line[0]), message, hint)
    return ()
