"""Words that run from right to left: told where a line could not hold them in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from compositor.errors import Finding, Severity
from compositor.model.lines import Line
from compositor.proof.sheets import Sheets, excerpt, page_name
from compositor.proof.type import part_of
from compositor.text.letters import classes

_WORDS = re.compile("R[RvjD]*(?:_+R[RvjD]*)+")
_MAY_RUN_BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""All blocks with letters that run from right to left, assigned or not yet (UAX #9, DerivedBidiClass)."""


def backwards(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines whose words from right to left stand in the order of the line, or go on in the next (UAX #9 L2)."""
    pages = {one.page for one in sheets.stretches if _MAY_RUN_BACKWARDS.search(one.text)}
    for printed in sheets.lines if pages else ():
        if printed.page not in pages:
            continue
        line, part = printed.line.line, part_of(printed, sheets.parts)
        kinds = classes(line.text)
        goes_on = part is not None and kinds[-1:] == "R" and classes(part.text[line.end : line.end + 1]) == "R"
        if "R" not in kinds or not (goes_on or _turned(line, kinds)):
            continue
        where = f"box {printed.line.box} on page {page_name(printed.page)}"
        message = f"words that run from right to left stand in the order of the line in {where}: {excerpt(line.text)!r}"
        hint = "shorten them, or put them in a paragraph of their own in a wider box"
        place = part.source.place(line.start) if part is not None else sheets.place(printed)
        ends = (printed.page, printed.line.box, printed.line.story)
        yield Finding("BACKWARDS", Severity.WARNING, message, hint, place, *ends)


def _turned(line: Line, kinds: str) -> bool:
    """Tell whether the last of some words stands to the right of the first."""
    places = _places(line)
    return any(places[match.start()] < places[match.end() - 1] for match in _WORDS.finditer(kinds))


def _places(line: Line) -> list[int]:
    """Return where the glyph of each character of a line is painted."""
    places: list[int] = []
    pen = 0
    for run in line.runs:
        pens = accumulate(run.advances, initial=pen)
        counts = run.counts or (1,) * len(run.codes)
        for at, shift, count in zip(pens, run.shifts or (0,) * len(run.codes), counts, strict=False):
            places += [at + shift] * count
        pen += sum(run.advances)
    return places
