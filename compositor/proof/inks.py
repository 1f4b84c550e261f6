"""Inks as the press takes them: the plan of each page, the ink limit, tints behind small type, type in several inks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from compositor.errors import Finding, Place
from compositor.model.assets import Tones
from compositor.model.design import Colour
from compositor.model.findings import RATINGS
from compositor.model.page import Image, Ink, MissingPicture, Page, Rule, SetLine, Tint, Trace
from compositor.model.printing import INKS, InkPlan
from compositor.proof.reversed import holds
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name
from compositor.units import points, pt

_SMALL: Final = pt(12)
"""Type under it is small (GWG 2022 R0009, R0011)."""
_RICH: Final = 220
"""More ink in type that is black is too much (GWG 2022 R0015)."""
_LEAST_RULE: Final = pt("0.25")
_PRINTS: Final = {InkPlan.BLACK: "black alone", InkPlan.RED: "black and one colour"}


def too_much_ink(sheets: Sheets) -> Iterator[Finding]:
    """Yield what has more ink than the press takes, or than black type should have, each once for a box."""
    for page in sheets.pages:
        yield from _once(_limit(page, sheets))


def inks(sheets: Sheets) -> Iterator[Finding]:
    """Yield what the press prints otherwise than it is asked to, or out of register, each once for a box."""
    for page in sheets.pages:
        yield from _once(chain(_plan(page, sheets), _rules(page, sheets), _type(page, sheets)))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is found, but of what differs only in how much of it there is the first."""
    told: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.code, finding.box, finding.message.partition(": ")[0])
        if key not in told:
            told.add(key)
            yield finding


def colours(ink: Ink) -> tuple[Colour, ...]:
    """Return the colours of a piece of ink; those of pictures' pixels are their own affair."""
    match ink:
        case SetLine() | Rule() | Tint():
            return (ink.colour,)
        case Trace():
            return tuple(one for one in (ink.fill, ink.stroke) if one is not None)
        case Image() if ink.asset.drawing is not None:
            drawn = [one for shape in ink.asset.drawing.shapes for one in (shape.fill, shape.stroke)]
            return tuple(dict.fromkeys(one if isinstance(one, Colour) else one.colour for one in drawn if one))
        case _:
            return ()


def _plan(page: Page, sheets: Sheets) -> Iterator[Finding]:
    """Yield boxes that use inks which their page doesn't have, and how they print instead."""
    if page.plan is InkPlan.COLOUR:
        return
    held = sheets.design.paper.printing.inks(page.plan)
    lacking: dict[str, dict[str, None]] = {}
    for ink in page.ink:
        own = lacking.setdefault(ink.box, {})
        own |= dict.fromkeys(one.name for one in colours(ink) if not _used(one) <= held)
        if isinstance(ink, Image) and ink.asset.drawing is None and ink.asset.tones is Tones.COLOUR:
            own |= {"a picture": None}
    for box, names in lacking.items():
        if names:
            message = f"page {page_name(page.label)} prints in {_PRINTS[page.plan]}, and {_in(box)} has {_list(names)}"
            hint = "they print in the page's inks, as dark as they were; pictures in black alone"
            yield _finding("INK_PLAN", message, hint, page, box)


def _limit(page: Page, sheets: Sheets) -> Iterator[Finding]:
    """Yield colours of more ink than the press takes (ISO 12647-3; GWG 2022 R0026), and rich black type (R0015)."""
    limit = sheets.design.paper.ink_limit
    if page.plan is InkPlan.BLACK:
        return
    plain = all(sum(colour.cmyk) <= min(limit, _RICH) for colour in sheets.colours(page))
    for ink in sheets.drawn(page) if plain else page.ink:
        for colour in colours(ink):
            total = sum(colour.cmyk)
            if total > limit:
                message = f"{_in(ink.box)} on page {page_name(page.label)} has the colour {colour.name}"
                message += f": {total} percent of ink, over the limit of {limit}"
                hint = "give the colour less cyan, magenta and yellow; more black keeps it dark"
                yield _finding("INK_OVER", message, hint, page, ink)
            elif isinstance(ink, SetLine) and colour.cmyk[3] >= 85 and total > _RICH:
                message = f"{_in(ink.box)} on page {page_name(page.label)} has type in rich black"
                message += f": {colour.name}, {total} percent of ink"
                yield _finding("RICH_BLACK", message, "set type in black alone", page, ink)


def _rules(page: Page, sheets: Sheets) -> Iterator[Finding]:
    """Yield rules of white, or of several inks, that are too fine to register (GWG 2022 R0018, R0019)."""
    for ink in sheets.drawn(page):
        if not isinstance(ink, Rule) or ink.weight >= _LEAST_RULE:
            continue
        many = len(_used(ink.colour))
        if many == 1 or (many > 1 and page.plan is InkPlan.BLACK):
            continue
        kind = f"in {many} inks" if many else "in white"
        message = f"{_in(ink.box)} on page {page_name(page.label)} has a rule {kind}: {points(ink.weight):g} pt"
        yield _finding("RULE_INKS", message, "at least 0.25 pt, or one ink", page, ink)


def _type(page: Page, sheets: Sheets) -> Iterator[Finding]:
    """Yield small type in several inks (GWG 2022 R0017), and small type on a tint that dot gain makes too dark."""
    printing = sheets.design.paper.printing
    dark: list[Tint] = []
    several = {id(one): len(_used(one)) > 1 and page.plan is not InkPlan.BLACK for one in sheets.colours(page)}
    tints = any(isinstance(ink, Tint) for ink in sheets.drawn(page))
    for ink in page.ink if tints or any(several.values()) else ():
        if isinstance(ink, Tint):
            cyan, magenta, _, black = ink.colour.cmyk
            if max(cyan, magenta, black) > printing.text_tint:
                dark.append(ink)
            else:
                dark = [one for one in dark if not _covers(ink, one)]
        elif isinstance(ink, Image | MissingPicture):
            dark = [one for one in dark if not _covers(ink, one)]
        elif isinstance(ink, SetLine) and (several[id(ink.colour)] or dark):
            yield from _small_type(ink, dark, page, sheets, several=several[id(ink.colour)])


def _small_type(line: SetLine, dark: Sequence[Tint], page: Page, sheets: Sheets, *, several: bool) -> Iterator[Finding]:
    """Yield a line that is set too small for the inks that it has, or for what it stands on."""
    if not any(line.colour.cmyk) or not line.line.text.strip():
        return
    size = min([run.size for run in line.line.runs], default=0)
    if several and size < sheets.design.paper.printing.least_inks:
        yield _small(line, page, sheets, size)
    ground = next((one for one in reversed(dark) if holds(one.area, line)), None) if size < _SMALL else None
    if ground is not None:
        yield _tinted(line, ground, page, sheets)


def _covers(over: Tint | Image | MissingPicture, under: Tint) -> bool:
    above, below = over.area, under.area
    return above.x <= below.x and above.y <= below.y and above.right >= below.right and above.bottom >= below.bottom


def _small(line: SetLine, page: Page, sheets: Sheets, size: int) -> Finding:
    least = points(sheets.design.paper.printing.least_inks)
    message = f"{_in(line.box)} on page {page_name(page.label)} has type of {points(size):g} pt in several inks"
    message += f": {excerpt(line.line.text)}; the paper wants {least:g} pt"
    return replace(
        _finding("INKS_SMALL", message, "set it larger, or in one ink: it blurs out of register", page, line),
        place=_place(page, line, sheets),
    )


def _tinted(line: SetLine, ground: Tint, page: Page, sheets: Sheets) -> Finding:
    cyan, magenta, _, black = ground.colour.cmyk
    most = sheets.design.paper.printing.text_tint
    message = f"{_in(line.box)} on page {page_name(page.label)} has small type on the tint {ground.colour.name}"
    message += f": {max(cyan, magenta, black)} percent of one ink, over the {most:g} that the paper allows"
    hint = "a paler tint: newsprint prints 12 percent as 25"
    return replace(_finding("TINT_DARK", message, hint, page, line), place=_place(page, line, sheets))


def _used(colour: Colour) -> frozenset[str]:
    return frozenset(name for name, ink in zip(INKS, colour.cmyk, strict=True) if ink)


def _in(box: str) -> str:
    return f"box {box}" if box else "the page"


def _list(names: dict[str, None]) -> str:
    few = list(names)[:4]
    return ", ".join(few) + (" and others" if len(names) > len(few) else "")


def _finding(code: str, message: str, hint: str, page: Page, ink: Ink | str) -> Finding:
    box, story = (ink, "") if isinstance(ink, str) else (ink.box, ink.story if isinstance(ink, SetLine) else "")
    return Finding(code, RATINGS[code].severities[0], message, hint, None, page.label, box, story)


def _place(page: Page, line: SetLine, sheets: Sheets) -> Place | None:
    return sheets.place(Printed(page.label, line))
