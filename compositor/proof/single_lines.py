"""Single lines: a paragraph's first line alone at a column's foot, or its last alone at a column's head (孤行)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from compositor.errors import Finding, Severity
from compositor.model.copy import ParagraphKind, Part
from compositor.model.settings import SingleLines
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name

_HINT = "cut or add a few words in a paragraph above, or let the box have a line more or less"


def single_lines(sheets: Sheets) -> Iterator[Finding]:
    """Yield a note for every line alone whose style says that none is to be."""
    stories: dict[str, list[Printed]] = {}
    for own in sheets.stretches:
        style = sheets.style(own.printed[0]) if own.part == "body" and own.story and not own.generated else None
        if style is not None and style.single_lines is SingleLines.AVOID:
            stories.setdefault(own.story, []).extend(own.printed)
    for slug, lines in stories.items():
        body = sheets.issue.story(slug).part("body")
        if body is not None:
            yield from _of_story(body, lines)


def _of_story(body: Part, lines: list[Printed]) -> Iterator[Finding]:
    starts = [paragraph.start for paragraph in body.paragraphs]
    lines = sorted(lines, key=lambda printed: printed.line.line.start)
    for index, own in groupby(lines, lambda printed: bisect_right(starts, printed.line.line.start) - 1):
        paragraph = body.paragraphs[max(index, 0)]
        if paragraph.kind is ParagraphKind.TEXT:
            yield from _of_paragraph(body, list(own))


def _of_paragraph(body: Part, lines: list[Printed]) -> Iterator[Finding]:
    columns = [list(group) for _, group in groupby(lines, _column)]
    for where, (printed, *others) in (("foot", columns[0]), ("head", columns[-1])):
        if len(columns) < 2 or others:
            continue
        line, box = printed.line, printed.line.box
        which = "first" if where == "foot" else "last"
        message = (
            f"the {which} line of a paragraph stands alone at the {where} of column {line.column + 1} "
            f"of box {box} on page {page_name(printed.page)}: {excerpt(line.line.text)!r}"
        )
        place = body.source.place(line.line.start)
        yield Finding("SINGLE_LINE", Severity.NOTE, message, _HINT, place, printed.page, box, line.story)


def _column(printed: Printed) -> tuple[str, str, int]:
    return printed.page, printed.line.box, printed.line.column
