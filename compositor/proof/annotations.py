"""The room between the lines: enough for what stands there, and nothing of it on other type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from compositor.errors import Finding, Severity
from compositor.model.copy import Emphasis
from compositor.model.design import Area
from compositor.model.lines import Annotation, Side
from compositor.model.page import SetLine
from compositor.proof.readings import WHAT
from compositor.proof.sheets import HAIR, Printed, Sheets, excerpt, page_name
from compositor.proof.type import Parts, part_of

# The least line gap in thousandths of the type's size (clreq #handling_interlinear_punctuation).
_ONE_SIDE, _BOTH_SIDES = 500, 625


def room(sheets: Sheets) -> Iterator[Finding]:
    """Yield parts whose lines stand too near each other for what is between them, and what stands on other type."""
    told = chain.from_iterable(stretch.told for stretch in sheets.stretches)
    annotated = [printed for printed in told if printed.line.line.annotations]
    if not annotated:
        return
    parts = sheets.parts
    groups: dict[tuple[str, str, str, str], list[Printed]] = {}
    for printed in annotated:
        groups.setdefault(_owner(printed), []).append(printed)
    count = Counter(map(_owner, sheets.lines))
    others = {page.label: _Page(page.ink) for page in sheets.pages}
    for key, lines in groups.items():
        clashes = [(printed, one) for printed in lines for one in others[key[0]].under(printed.line)]
        if clashes:
            yield _clash(clashes, parts, sheets)
        elif count[key] > 1:
            yield from _gap(lines, parts, sheets)


def _owner(printed: Printed) -> tuple[str, str, str, str]:
    line = printed.line
    return printed.page, line.box, line.story, line.part


class _Page:
    """The lines of a page by their place, to find those that an annotation stands on."""

    def __init__(self, ink: Sequence[object]) -> None:
        lines = [line for line in ink if isinstance(line, SetLine)]
        self._areas = [(line, _inked(line)) for line in lines]

    def under(self, line: SetLine) -> Iterator[Annotation]:
        """Yield the annotations of a line that stand on another line's type, or on what stands beside that."""
        outer = [(one, area(one, line)) for one in line.line.annotations if one.outer > 0]
        if not outer:
            return
        whole = _around([place for _, place in outer])
        near = [
            (other, place) for other, place in self._areas if other is not line and _meet(_wide(place, other), whole)
        ]
        for one, place in outer:
            if any(_on(place, inked, one) or _beside(place, other, one) for other, inked in near):
                yield one


def area(one: Annotation, line: SetLine) -> Area:
    """Return the rectangle in which an annotation stands on the page."""
    return line.area((one.at, one.at + one.length), one.reach(line.line.direction))


def _inked(line: SetLine) -> Area:
    """Return the rectangle of a line's ink: Han leave a twelfth of their em box white all around."""
    box = line.em_boxes()
    white = min(box.height, box.width, max((run.size for run in line.line.runs), default=0)) // 12
    return Area(box.x + white, box.y + white, box.width - 2 * white, box.height - 2 * white)


def _wide(place: Area, line: SetLine) -> Area:
    return _around([place, *(area(one, line) for one in line.line.annotations)])


def _around(places: Sequence[Area]) -> Area:
    x, y = min(place.x for place in places), min(place.y for place in places)
    right, bottom = max(place.right for place in places), max(place.bottom for place in places)
    return Area(x, y, right - x, bottom - y)


def _meet(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > HAIR and down > HAIR


def _on(place: Area, inked: Area, one: Annotation) -> bool:
    """Tell whether an annotation stands on type; a reading's letters leave a tenth of their own em white, too."""
    white = one.depth // 10 if one.emphasis is Emphasis.RUBY else 0
    less = Area(place.x, place.y + white, place.width, place.height - 2 * white)
    return _meet(less, inked)


def _beside(place: Area, other: SetLine, one: Annotation) -> bool:
    return any(_on(place, area(two, other), one) for two in other.line.annotations if two.outer > 0)


def _clash(clashes: list[tuple[Printed, Annotation]], parts: Parts, sheets: Sheets) -> Finding:
    printed, one = clashes[0]
    part = part_of(printed, parts)
    base = part.text[one.start : one.end] if part else printed.line.line.text
    what = f"the reading {one.text!r}" if one.emphasis is Emphasis.RUBY else WHAT[one.emphasis]
    more = f", and {len(clashes) - 1} more like it" if len(clashes) > 1 else ""
    message = (
        f"{what} of {excerpt(base)!r} {'stands' if one.emphasis is not Emphasis.DOTS else 'stand'} on other type "
        f"in box {printed.line.box} on page {page_name(printed.page)}{more}"
    )
    hint = "give the style more leading, put white between the two, or take it out"
    place = part.source.place(one.start) if part else sheets.place(printed)
    return Finding(
        "BETWEEN_LINES", Severity.WARNING, message, hint, place, printed.page, printed.line.box, printed.line.story
    )


def _gap(lines: list[Printed], parts: Parts, sheets: Sheets) -> Iterator[Finding]:
    """Yield a part whose line gap is under half its size, or five eighths with something on both sides.

    clreq #handling_interlinear_punctuation: a line does not grow for what stands beside it, so the gap has to do.
    """
    first = lines[0]
    style = sheets.style(first)
    sides = {one.side for printed in lines for one in printed.line.line.annotations if one.outer > 0}
    if style is None or not sides:
        return
    least = _BOTH_SIDES if len(sides) == len(Side) else _ONE_SIDE
    gap = (style.leading - style.size) * 1000 // style.size
    if gap >= least:
        return
    line = first.line
    both = "both sides" if len(sides) == len(Side) else "one side"
    message = (
        f"the line gap of {line.part.replace('_', ' ')} in box {line.box} on page {page_name(first.page)} is "
        f"{gap / 1000:.2f} em; what stands on {both} of its lines wants {least / 1000:.3g} em"
    )
    hint = f"give the style {style.name} a leading of {(1000 + least) / 1000:g} em or more"
    part = part_of(first, parts)
    place = part.source.place(line.line.annotations[0].start) if part else sheets.place(first)
    yield Finding("LINE_GAP", Severity.NOTE, message, hint, place, first.page, line.box, line.story)
