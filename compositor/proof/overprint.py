"""Small black words and thin black rules on much colour: they can neither lie on it nor be cut out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.findings import RATINGS
from compositor.model.overprint import knocked_out
from compositor.model.page import Image, Rule, SetLine, Tint, Trace
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name
from compositor.units import points, pt

_SMALL: Final = pt(12)
_THIN: Final = pt(2)


def black_on_colour(sheets: Sheets) -> Iterator[Finding]:
    """Yield black words under 12 pt and rules under 2 pt whose ground leaves them no room in the ink limit.

    Over it they would have more ink than the press dries; knocked out, the press would have to be in register to a
    tenth of a millimetre (GWG 2022 R0009, R0010).
    """
    limit = sheets.design.paper.ink_limit
    for page in sheets.pages:
        if not any(isinstance(ink, Tint | Image | Trace) for ink in sheets.drawn(page)):
            continue  # there is no colour that black might lie on
        found: dict[tuple[str, str, str], Finding] = {}
        for ink in knocked_out(page.ink, limit):
            part = ink.part if isinstance(ink, SetLine) else ""
            if (ink.box, type(ink).__name__, part) in found:
                continue
            finding = _words(ink, page.label, sheets) if isinstance(ink, SetLine) else _rule(ink, page.label)
            if finding:
                found[(ink.box, type(ink).__name__, part)] = finding
        yield from found.values()


def _words(line: SetLine, page: str, sheets: Sheets) -> Finding | None:
    size = min((run.size for run in line.line.runs), default=_SMALL)
    if size >= _SMALL or not line.line.text.strip():
        return None
    printed, limit = Printed(page, line), sheets.design.paper.ink_limit
    message = (
        f"box {line.box} on page {page_name(page)} has black words of {points(size):g} pt on a ground of too much "
        f"colour for black to lie on it within {limit} % of ink: {excerpt(line.line.text)}"
    )
    hint = "give them a paler ground, or a white or coloured plate, or set them in 12 pt or more"
    place = sheets.place(printed)
    return Finding("OVERPRINT", RATINGS["OVERPRINT"].severities[0], message, hint, place, page, line.box, line.story)


def _rule(rule: Rule | Trace, page: str) -> Finding | None:
    if rule.weight >= _THIN:
        return None
    message = f"box {rule.box} on page {page_name(page)} has a black rule of {points(rule.weight):g} pt on much colour"
    hint = "make it 2 pt or heavier, or the ground paler"
    return Finding("OVERPRINT", Severity.WARNING, message, hint, None, page, rule.box)
