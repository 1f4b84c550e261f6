"""Tables read on the page: in which order their cells stand, and whether their columns are wide enough."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from compositor.errors import Finding, Severity
from compositor.model.copy import Cell, Paragraph, Part
from compositor.model.lines import characters
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name

_HINT = 'say how its columns share the measure: {widths="4 3 3"}; else take a column out, or give the story a wider box'
_HEAD_LINES = 2
_Key = tuple[str, str, int, int, int]


def cells_of(part: Part, lines: Sequence[Printed]) -> Mapping[int, tuple[int, int]]:
    """Return where the rows and cells stand that lines of tables are set from, by the lines' indexes.

    A row stands where the highest of its baselines in a column is, a cell where the leftmost of its lines begins.
    """
    cells = [
        (cell.start, number, index)
        for paragraph in part.paragraphs
        if paragraph.table is not None
        for number, row in enumerate((*_caption(paragraph), *paragraph.table.rows), paragraph.start)
        for index, cell in enumerate(row)
    ]
    if not cells:
        return {}
    tables = [paragraph for paragraph in part.paragraphs if paragraph.table is not None]
    keys: dict[int, _Key] = {}
    for number, printed in enumerate(lines):
        line = printed.line
        if any(table.start <= line.line.start < table.end for table in tables):
            _, row, index = cells[bisect_right(cells, (line.line.start, 1 << 60)) - 1]
            keys[number] = (printed.page, line.box, line.column, row, index)
    tops: dict[tuple[str, str, int, int], int] = {}
    lefts: dict[_Key, int] = {}
    for number, key in keys.items():
        line = lines[number].line
        tops[key[:4]] = min(tops.get(key[:4], line.baseline), line.baseline)
        lefts[key] = min(lefts.get(key, line.x), line.x)
    return {number: (tops[key[:4]], lefts[key]) for number, key in keys.items()}


def _caption(paragraph: Paragraph) -> tuple[tuple[Cell, ...], ...]:
    return ((paragraph.table.caption,),) if paragraph.table and paragraph.table.caption else ()


def tables_read(sheets: Sheets) -> Iterator[Finding]:
    """Yield tables with a column too narrow for a word or number in it, or for its head."""
    for story in sheets.issue.stories:
        body = story.part("body")
        if body is None:
            continue
        for table in (paragraph for paragraph in body.paragraphs if paragraph.table is not None):
            lines = [
                printed
                for printed in sheets.lines
                if (printed.line.story, printed.line.part) == (story.slug, "body")
                and table.start <= printed.line.line.start < table.end
            ]
            parted = next((one for one in lines if _parts_a_word(one, body)), None)
            if parted is not None:
                yield _wide(parted, body, sheets)
            yield from _ragged(table, lines, body, sheets)


def _ragged(table: Paragraph, lines: Sequence[Printed], body: Part, sheets: Sheets) -> Iterator[Finding]:
    """Yield a table whose head has a cell of more than two lines, or one character alone: its column is too narrow."""
    for cell in table.table.rows[0] if table.table else ():
        own = [one for one in lines if cell.start <= one.line.line.start < cell.end]
        first = (own[0].page, own[0].line.box, own[0].line.column) if own else ("", "", 0)
        own = [one for one in own if (one.page, one.line.box, one.line.column) == first]  # heads are repeated
        alone = any(characters(one.line.line.text) == 1 for one in own)
        if len(own) > _HEAD_LINES or (len(own) > 1 and alone):
            box, page, story = own[0].line.box, own[0].page, own[0].line.story
            title = sheets.title(story)
            words = excerpt(body.text[cell.start : cell.end].strip())
            message = (
                f'the head of a table of "{title}" is ragged in box {box} on page {page_name(page)}: '
                f"{words!r} stands in {len(own)} lines{', one character alone on one' if alone else ''}"
            )
            place = body.source.place(cell.start)
            yield Finding("TABLE_WIDE", Severity.WARNING, message, _HINT, place, page, box, story)
            return


def _parts_a_word(printed: Printed, body: Part) -> bool:
    """Tell whether a line ends inside a number or a word that no hyphen parts."""
    line = printed.line.line
    around = body.text[line.end - 1 : line.end + 1]
    return len(around) == 2 and around.isascii() and around.isalnum() and not line.hyphenated


def _wide(printed: Printed, body: Part, sheets: Sheets) -> Finding:
    line, box = printed.line.line, printed.line.box
    message = (
        f'a table of "{sheets.title(printed.line.story)}" is too wide for box {box} on page '
        f"{page_name(printed.page)}: a column has no room for {excerpt(_word(body.text, line.end))!r}"
    )
    place = body.source.place(line.end)
    return Finding("TABLE_WIDE", Severity.WARNING, message, _HINT, place, printed.page, box, printed.line.story)


def _word(text: str, at: int) -> str:
    start = end = at
    while start and text[start - 1].isascii() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isascii() and not text[end].isspace():
        end += 1
    return text[start:end]
