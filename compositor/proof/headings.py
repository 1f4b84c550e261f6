"""Heads as they stand to one another and to their copy: 碰題 side by side, 疊題 stacked, 背題 at a column's foot.

Newspapers avoid heads that are read as one (碰題, 並題) or follow one another without copy between (疊題); a head with
fewer than two lines of copy under it (背題) is wrong everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import ParagraphKind, Part
from compositor.model.design import Area
from compositor.model.page import Image, MissingPicture, Page, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.proof.areas import bounds, extent
from compositor.proof.sheets import Printed, Sheets, excerpt, many, page_name
from compositor.records import dataclass

MAIN: Final = frozenset({"headline", "jump_head"})
"""The parts that are the head of a story, or of its rest."""
_PARTS: Final = MAIN | {"standing_head", "kicker", "deck"}
LEAST_BELOW: Final = 2
"""Body lines that have to stand under a head."""
_ALIKE: Final = (10, 11)
"""Heads are of a size where the smaller stands to the larger as 10 to 11 at least."""
_STACKED: Final = 3
"""Heads within so many body lines of one another follow one another."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a story in a box of a page: its lines in reading order, and the rectangle of their em boxes."""

    page: str
    box: str
    story: str
    lines: tuple[SetLine, ...]
    area: Area

    @property
    def size(self) -> int:
        """The size of its type, the largest if there are several."""
        return max((run.size for line in self.lines for run in line.line.runs), default=0)

    @property
    def vertical(self) -> bool:
        """Whether its lines are vertical."""
        return self.lines[0].line.direction is Direction.VERTICAL

    @property
    def faces(self) -> frozenset[str]:
        """The faces that it is set in."""
        return frozenset(run.face for line in self.lines for run in line.line.runs)

    @property
    def along(self) -> Span:
        """Where it begins and ends in the direction of its lines."""
        return self.along_of(self.area)

    @property
    def over(self) -> Span:
        """Where it begins and ends across its lines, in the order in which they are read."""
        return self.over_of(self.area)

    def along_of(self, area: Area) -> Span:
        """Return where an area begins and ends in the direction of this head's lines."""
        return (area.y, area.bottom) if self.vertical else (area.x, area.right)

    def over_of(self, area: Area) -> Span:
        """Return where an area begins and ends across this head's lines, in the order in which they are read."""
        return (-area.right, -area.x) if self.vertical else (area.y, area.bottom)


def headings(page: Page, sheets: Sheets, parts: frozenset[str] = MAIN) -> tuple[Heading, ...]:
    """Return the heads of a page, those of one box and story together; ``parts`` are parts of heads."""
    if (page.label, parts) not in sheets.heads:
        found: dict[tuple[str, str], tuple[list[SetLine], list[Area]]] = {}
        for stretch in sheets.on(page):
            lines = [ink for ink in stretch.lines if ink.line.runs] if stretch.story and stretch.part in parts else []
            if lines:
                reach = stretch.reach if len(lines) == len(stretch.lines) else None
                own, areas = found.setdefault((stretch.box, stretch.story), ([], []))
                own += lines
                areas.append(reach.ems if reach else around(lines))
        sheets.heads[page.label, parts] = tuple(
            [Heading(page.label, *key, tuple(own), bounds(areas)) for key, (own, areas) in found.items()]
        )
    return sheets.heads[page.label, parts]


def around(lines: Sequence[SetLine]) -> Area:
    """Return the rectangle around the em boxes of some lines."""
    return bounds([line.em_boxes() for line in lines])


def side_by_side(sheets: Sheets) -> Iterator[Finding]:
    """Yield 碰題: two heads on the same rows, of one face, size and number of lines, with little white between.

    A rule between them parts them, and so does a frame or a tint around one.
    """
    for page in sheets.pages:
        for one, other in combinations(headings(page, sheets), 2):
            first, second = sorted((one, other), key=lambda heading: heading.along)
            if _alike(first, second) and _read_as_one(first, second) and not _parted(first, second, page):
                message = (
                    f"the heads of {_said(first, sheets)} and {_said(second, sheets)} stand side by side on page "
                    f"{page_name(page.label)} and are read as one (碰題)"
                )
                hint = "move one of them, put a rule between them, or set one in another face, size or number of lines"
                yield _finding("HEADS_MEET", message, hint, second, sheets)


def _alike(one: Heading, other: Heading) -> bool:
    small, large = sorted((one.size, other.size))
    same = one.vertical == other.vertical and len(one.lines) == len(other.lines) and one.faces == other.faces
    return one.box != other.box and same and small * _ALIKE[1] >= large * _ALIKE[0]


def _read_as_one(one: Heading, other: Heading) -> bool:
    """Tell whether the eye goes from one head on to the other: level, and within two ems."""
    depth = min(one.over[1] - one.over[0], other.over[1] - other.over[0])
    level = _shared(one.over, other.over) * 2 > depth
    return level and one.along[1] <= other.along[0] < one.along[1] + 2 * max(one.size, other.size)


def _parted(one: Heading, other: Heading, page: Page) -> bool:
    """Tell whether a rule or the edge of a tint stands between two heads."""
    white, rows = (one.along[1], other.along[0]), one.over
    for ink in page.ink:
        if isinstance(ink, Rule):
            x, y = sorted((ink.x0, ink.x1)), sorted((ink.y0, ink.y1))
            along, over = (y, (-x[1], -x[0])) if one.vertical else (x, y)
            if white[0] <= along[0] and along[1] <= white[1] and _shared((over[0], over[1]), rows) > 0:
                return True
        elif isinstance(ink, Tint) and _holds(ink.area, one.area) != _holds(ink.area, other.area):
            return True
    return False


def stacked(sheets: Sheets) -> Iterator[Finding]:
    """Yield 疊題: the heads of one story directly over those of another, with no copy of its own under or beside it."""
    near = _STACKED * sheets.design.paper.grid.leading
    for page in sheets.pages:
        for upper, lower in permutations(headings(page, sheets, _PARTS), 2):
            if upper.vertical != lower.vertical or not 0 <= lower.over[0] - upper.over[1] < near:
                continue  # nearly all
            body = _part(upper.story, "body", sheets)
            if body is None or not body.text or upper.box == lower.box:
                continue
            shorter = min(upper.along[1] - upper.along[0], lower.along[1] - lower.along[0])
            if _shared(upper.along, lower.along) * 2 >= shorter and not _copy_between(upper, lower, page):
                message = (
                    f"the head of {_said(upper, sheets)} stands on that of {_said(lower, sheets)} on page "
                    f"{page_name(page.label)}, with no copy between (疊題)"
                )
                hint = "give the upper box more rows, or change the two boxes' places"
                yield _finding("HEADS_STACKED", message, hint, lower, sheets)


def subheads_under(sheets: Sheets) -> Iterator[Finding]:
    """Yield subheads directly under the head of their own story, where that stands within the copy (插題)."""
    for page in sheets.pages:
        for heading in headings(page, sheets, _PARTS):
            spans = _subheads(heading.story, sheets)
            lines = [ink for ink in page.ink if isinstance(ink, SetLine) and _is_copy(ink, heading)] if spans else []
            areas = [ink.em_boxes() for ink in lines]
            if not any(heading.over_of(area)[1] <= heading.over[0] for area in areas):
                continue
            first: dict[int, SetLine] = {}
            for line, area in sorted(zip(lines, areas, strict=True), key=lambda pair: heading.over_of(pair[1])):
                if heading.over_of(area)[0] >= heading.over[1]:
                    first.setdefault(line.column, line)
            for line in first.values():
                if any(start <= line.line.start < end for start, end in spans):
                    yield _under_head(Heading(page.label, line.box, line.story, (line,), line.em_boxes()), sheets)


def _is_copy(line: SetLine, heading: Heading) -> bool:
    """Tell whether a line is of a story's copy, over or under a head of it."""
    own = (line.box, line.story, line.part) == (heading.box, heading.story, "body")
    return own and _shared(heading.along_of(line.em_boxes()), heading.along) > 0


def _under_head(subhead: Heading, sheets: Sheets) -> Finding:
    message = (
        f"the subhead {excerpt(subhead.lines[0].line.text)!r} stands directly under the head of its story in box "
        f"{subhead.box} on page {page_name(subhead.page)} (疊題)"
    )
    hint = "let the head stand a row or two higher or lower, or lengthen or shorten the copy before the subhead"
    return _finding("HEADS_STACKED", message, hint, subhead, sheets)


def _copy_between(upper: Heading, lower: Heading, page: Page) -> bool:
    """Tell whether copy or a picture stands between two heads, or copy of the upper one beside it."""
    for ink in page.ink:
        if isinstance(ink, Image | MissingPicture):
            if _between(ink.area, upper, lower):
                return True
        elif isinstance(ink, SetLine) and ink.part not in _PARTS:
            area = ink.em_boxes()
            own = (ink.story, ink.box) == (upper.story, upper.box)
            if (own and _shared(upper.over_of(area), upper.over) > 0) or _between(area, upper, lower):
                return True
    return False


def _between(area: Area, upper: Heading, lower: Heading) -> bool:
    middle = sum(upper.over_of(area)) // 2
    return upper.over[1] <= middle <= lower.over[0] and _shared(upper.along_of(area), upper.along) > 0


def at_foot(sheets: Sheets) -> Iterator[Finding]:
    """Yield 背題: heads and subheads with fewer than two lines of copy under them, though there is more."""
    columns: dict[tuple[str, str, str], dict[int, list[Printed]]] = {}
    for own in sheets.stretches:
        if own.part == "body" and own.column >= 0:
            box = columns.setdefault((own.page, own.box, own.story), {})
            box.setdefault(own.column, []).extend(own.printed)
    for page in sheets.pages:
        for heading in headings(page, sheets):
            below = columns.get((page.label, heading.box, heading.story), {})
            most = max((len(lines) for lines in below.values()), default=0)
            if 0 < most < LEAST_BELOW and _goes_on(heading.story, max(below.values(), key=len)[-1], sheets):
                yield _back(heading, "the head", most, sheets)
    for (label, name, story), found in columns.items():
        spans = _subheads(story, sheets)
        for lines in found.values() if spans else ():
            yield from _subhead_at_foot(lines, spans, (label, name, story), sheets)


def _subheads(story: str, sheets: Sheets) -> tuple[Span, ...]:
    body = _part(story, "body", sheets)
    paragraphs = body.paragraphs if body else ()
    return tuple((one.start, one.end) for one in paragraphs if one.kind is ParagraphKind.SUBHEAD)


def _subhead_at_foot(
    lines: Sequence[Printed], spans: Sequence[Span], at: tuple[str, str, str], sheets: Sheets
) -> Iterator[Finding]:
    below = 0
    for printed in sorted(lines, key=lambda one: -one.line.line.start):
        if not any(start <= printed.line.line.start < end for start, end in spans):
            below += 1
        elif below < LEAST_BELOW and _goes_on(at[2], max(lines, key=lambda one: one.line.line.start), sheets):
            yield _back(Heading(*at, (printed.line,), printed.line.em_boxes()), "the subhead", below, sheets)
            return
        else:
            return


def _goes_on(story: str, last: Printed, sheets: Sheets) -> bool:
    """Tell whether copy of a story follows a line."""
    body = _part(story, "body", sheets)
    return body is not None and bool(body.text[last.line.line.end :].strip())


def _back(heading: Heading, what: str, below: int, sheets: Sheets) -> Finding:
    under = "no line" if not below else many(below, "line")
    message = (
        f"{what} {excerpt(heading.lines[0].line.text)!r} stands at the foot of a column in box {heading.box} on page "
        f"{page_name(heading.page)} with {under} under it (背題)"
    )
    hint = "give the box more rows, or shorten the copy before it or the head"
    return _finding("HEAD_FOOT", message, hint, heading, sheets)


def _finding(code: str, message: str, hint: str, heading: Heading, sheets: Sheets) -> Finding:
    line = heading.lines[0]
    part = None if line.generated else _part(heading.story, line.part, sheets)
    place = part.source.place(line.line.start) if part else sheets.place(Printed(heading.page, line))
    ends = (heading.page, heading.box, heading.story, extent(heading.area))
    return Finding(code, Severity.WARNING, message, hint, place, *ends)


def _part(story: str, name: str, sheets: Sheets) -> Part | None:
    own = sheets.story(story)
    return own.part(name) if own else None


def _said(heading: Heading, sheets: Sheets) -> str:
    return f'"{sheets.title(heading.story)}"'


def _shared(one: Span, other: Span) -> int:
    """Return how far two spans run together; negative, how far they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _holds(outer: Area, inner: Area) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom
