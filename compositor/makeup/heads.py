"""Heads over a box's columns: label, kicker, headline, deck, byline, each on its lines, together on whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from compositor.makeup.columns import TextArea
from compositor.model.copy import Part
from compositor.model.design import Align, Area, BoxStyle, Grid, HeadPlace, Style
from compositor.model.lines import Line, Side, characters
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.model.standing import Turn
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, set_head
from compositor.text import measure as measure_type
from compositor.units import SP

_STEP = SP // 2
_MOST_LINES = 4
_LABEL = "standing_head"


@dataclass(frozen=True, slots=True)
class Head:
    """The ink of a box's heads and the body lines that they take from the top of its columns."""

    ink: tuple[Ink, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class _SetPart:
    part: Part
    style: Style
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        return sum(self.style.leading + sum(self.room(line)) for line in self.lines)

    def room(self, line: Line) -> tuple[int, int]:
        """Return what a line needs above and below its leading for what stands beside it.

        Lines of a body don't grow (clreq #handling_interlinear_punctuation); those of a head stand on no grid, and
        their leading is too small for a reading.
        """
        white = (self.style.leading - self.style.size) // 2
        over, under = (
            max((one.outer for one in line.annotations if one.side is side), default=0)
            for side in (Side.OVER, Side.UNDER)
        )
        return max(0, over - white), max(0, under - white)


@dataclass(frozen=True, slots=True)
class _Stick:
    """Sets heads of one box style in one measure; what has been set at a size isn't set again."""

    measure: int
    box_style: BoxStyle
    case: TypeCase
    kept: dict[tuple[str, int, int], tuple[Line, ...]] = field(default_factory=dict)

    def lines(self, part: Part, style: Style, measure: int) -> tuple[Line, ...]:
        """Return the lines of a part in its style, in a measure that is the stick's or one to be condensed to it."""
        key = (part.name, style.size, measure)
        if key not in self.kept:
            self.kept[key] = _head_lines(part, style, measure, self.box_style, self.case)
        return self.kept[key]


def _fitted(part: Part, style: Style, stick: _Stick, *, less: int) -> _SetPart:
    """Set a head in its measure at the largest size of its style at which it fits.

    The sizes are those that its style lists, or every half point. At each the head may be condensed, as far as its
    style allows and no further than needed, before a smaller one is tried.

    ``less`` takes so much off the largest size, though never below the style's smallest.

    It fits where no line is wider than the measure and the breaks made by hand are the only ones (or there
    are no more than four lines). A head without breaks by hand that would end a line inside a word, or with one
    character on it, is set up to a fifth smaller if that helps. At the smallest size it is taken as it is;
    proof reports what doesn't fit.
    """
    fits: _SetPart | None = None
    for size in _sizes(style, less):
        for found in _ways(part, _at_size(style, size), stick):
            if _is_fit(found) and (part.breaks or _is_clean(found)):
                return found
            if fits is None and _is_fit(found):
                fits = found
        if fits and size * 5 <= fits.style.size * 4:
            break
    return fits or found


def _sizes(style: Style, less: int) -> Sequence[int]:
    """Return the sizes of a style that are at least ``less`` below its largest, largest first; one at least."""
    largest = max(style.min_size, style.size - less)
    if style.sizes:
        return [size for size in style.sizes if size <= largest] or style.sizes[-1:]
    return (*range(largest, style.min_size, -_STEP), style.min_size)


def _ways(part: Part, style: Style, stick: _Stick) -> Iterator[_SetPart]:
    """Yield a head as set at its size: as wide as it is, then as narrow as it has to be.

    All its lines are condensed alike. Nothing is condensed that runs down the page or has something beside it.
    """
    measure = stick.measure
    lines = stick.lines(part, style, measure)
    yield _SetPart(part, style, lines)
    if style.condense == 1000 or style.direction is Direction.VERTICAL:
        return
    lines = stick.lines(part, style, measure * 1000 // style.condense)
    widest = max((line.indent + line.width for line in lines), default=0)
    if widest > measure and not any(line.annotations for line in lines):
        condensed = max(style.condense, measure * 1000 // widest)
        yield _SetPart(part, style, tuple(line.narrowed(condensed, measure) for line in lines))


def _is_fit(head: _SetPart) -> bool:
    return len(head.lines) <= _most(head.part) and not any(line.tight for line in head.lines)


def _most(part: Part) -> int:
    """Return how many lines a head may have: those that the desk broke it into, or up to four."""
    return 1 + sum(offset > 0 for offset in part.breaks) if part.breaks else _MOST_LINES


def _is_clean(head: _SetPart) -> bool:
    """Tell whether no line ends inside a word, and none has one character alone."""
    lone = len(head.lines) > 1 and any(characters(line.text) == 1 for line in head.lines)
    return not lone and not any(line.parted for line in head.lines)


def _at_size(style: Style, size: int) -> Style:
    if size == style.size:
        return style
    return replace(style, size=size, leading=style.leading * size // style.size)


def _head_lines(part: Part, style: Style, measure: int, box_style: BoxStyle, case: TypeCase) -> tuple[Line, ...]:
    lines: list[Line] = []
    measure_type((part.text,), style, case)
    for paragraph in part.paragraphs:
        breaks = tuple(offset for offset in part.breaks if paragraph.start < offset < paragraph.end)
        matter = Matter(part.text, paragraph.start, paragraph.end, part.spans, box_style, style)
        lines += set_head(matter, measure, case, breaks=breaks, most=_most(part))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where heads stand: left edge and width, the first of ``rows`` of a ``leading``, with ``air`` between lines.

    ``before`` is white that has to stand above. ``pad`` is the white inside a tint, at the sides and above and below.
    """

    x: int
    width: int
    top: int
    rows: int
    leading: int
    air: int
    before: int = 0
    pad: int = 0

    @property
    def measure(self) -> int:
        return self.width - 2 * self.pad

    def over(self) -> int:
        """Return the rows that stand free above a tint."""
        return -(-self.before // self.leading)

    def tinted(self, inner: int) -> int:
        """Return the rows that a tint takes around heads so deep."""
        return -(-(inner + 2 * self.pad + self.air) // self.leading)

    def taken(self, inner: int, after: int) -> int:
        """Return the rows that heads take that are ``inner`` deep, with ``after`` below them."""
        if self.pad:
            return self.over() + self.tinted(inner) + -(-after // self.leading)
        return whole_rows(self.before + inner + after, after, self.leading)

    def tint(self, inner: int) -> Area:
        """Return the rectangle of a tint: level with the Han beside it, above and below."""
        y = self.top + self.over() * self.leading + self.air // 2
        return Area(self.x, y, self.width, self.tinted(inner) * self.leading - self.air)


@dataclass(frozen=True, slots=True)
class _Stack:
    """Heads as set, one below the other: how deep they are, without the white below the last, and their rows."""

    parts: list[_SetPart]
    inner: int
    rows: int


def set_heads(  # noqa: PLR0917  (what stands where, and what it is set from)
    parts: Sequence[Part],
    area: TextArea,
    grid: Grid,
    owner: tuple[str, str, BoxStyle],
    case: TypeCase,
    place: HeadPlace = HeadPlace(),  # noqa: B008  (it is frozen)
) -> Head:
    """Set ``parts`` one below the other over all columns of ``area``; ``owner`` is box, story and box style.

    The depth is a whole number of body lines (clreq #headings), see `whole_rows`; two fifths of the white
    that this leaves over stand above the head, the rest below. A head over some of its box's columns, or beside them,
    is level with the copy at its side. A head deeper than its columns is set smaller, all parts by the same step, as
    far as their styles allow.
    """
    if not parts or not area.columns:
        return Head((), 0)
    tint, column = owner[2].head_tint, area.columns[0]
    if place.direction is Direction.VERTICAL and grid.direction is not Direction.VERTICAL:
        return _standing(parts, area, grid, owner, case)
    air, within = grid.leading - grid.size, place.row > 1
    first = owner[2].style(parts[0].name)
    before = max(first.space_before, grid.leading // 2) if within else 0
    room = _Room(
        area.x, area.width, grid.row_y(column.row), column.rows, grid.leading, air, before, grid.size if tint else 0
    )
    stack = _stacked(parts, room, owner[2], case)
    if tint:
        under = room.tint(stack.inner)
        y = under.y + (under.height - stack.inner) // 2
    elif place.columns and not within:
        y = room.top + air // 2 - (stack.parts[0].style.leading - stack.parts[0].style.size) // 2
    else:
        white = stack.rows * room.leading - before - stack.inner - stack.parts[-1].style.space_after
        y = max(room.top + before + max(0, white) * 2 // 5, 0)
    return Head((*_under(room, stack, owner), *_ink(stack, room, y, owner)), stack.rows)


def _standing(
    parts: Sequence[Part], area: TextArea, grid: Grid, owner: tuple[str, str, BoxStyle], case: TypeCase
) -> Head:
    """Set vertical heads in columns of a horizontal box: level with the first line, at the box's edge.

    They are set lying, like those of a vertical box, and stood up.
    """
    box, story, style = owner
    column, air = area.columns[0], grid.leading - grid.size
    upright = (box, story, style.directed(Direction.VERTICAL))
    pad = grid.size if style.head_tint else 0
    room = _Room(0, max(grid.size, column.rows * grid.leading - air), 0, area.width, 1, 0, 0, pad)
    stack = _stacked(parts, room, upright[2], case)
    first, last = stack.parts[0].style, stack.parts[-1].style
    edge = 0 if pad else (first.leading - first.size) // 2
    far = 0 if pad else (last.leading - last.size) // 2
    ink = (*_under(room, stack, upright), *_ink(stack, room, pad - edge, upright))
    depth = stack.inner + 2 * pad - edge - far
    right = area.x + (min(depth, area.width) if column.index == 0 else area.width)
    turn = Turn(right, grid.row_y(column.row) + air // 2)
    longest = max((line.width for head in stack.parts for line in head.lines), default=0)
    rows = column.rows if pad else min(column.rows, -(-(longest + air) // grid.leading))
    return Head(tuple(turn.stood(one) for one in ink), rows)


def _under(room: _Room, stack: _Stack, owner: tuple[str, str, BoxStyle]) -> tuple[Ink, ...]:
    """Return the tint that heads are reversed out of, where their box style has one."""
    box, _, box_style = owner
    return (Tint(room.tint(stack.inner), box_style.head_tint, box),) if box_style.head_tint else ()


def _ink(stack: _Stack, room: _Room, y: int, owner: tuple[str, str, BoxStyle]) -> list[Ink]:
    box, story, box_style = owner
    ink: list[Ink] = []
    left = room.x + room.pad
    for index, head in enumerate(stack.parts):
        y += head.style.space_before if index else 0
        ink += _label(head, (left, room.measure), y, box, box_style) if head.part.name == _LABEL else ()
        inset = _label_pad(head, box_style)
        for line in head.lines:
            over, under = head.room(line)
            baseline = head.style.line_in(y + over)
            x = left + inset + aligned(head.style.align, room.measure - 2 * inset, line)
            colour = head.style.colour
            ink.append(SetLine(line, x, baseline, box, story, head.part.name, colour=colour))
            y += over + head.style.leading + under
        y += head.style.space_after
    return ink


def _stacked(parts: Sequence[Part], room: _Room, box_style: BoxStyle, case: TypeCase) -> _Stack:
    """Return the parts set as large as the room is wide and deep enough for."""
    styles = [box_style.style(part.name) for part in parts]
    most = max(style.size - style.min_size for style in styles)
    less, stick = 0, _Stick(room.measure, box_style, case)
    while True:
        pairs = zip(parts, styles, strict=True)
        heads = [_fitted(part, style, stick, less=less) for part, style in pairs]
        after = heads[-1].style.space_after
        inner = sum(head.style.space_before + head.height + head.style.space_after for head in heads)
        inner -= heads[0].style.space_before + after
        rows = room.taken(inner, after)
        if rows <= room.rows or less >= most:
            return _Stack(heads, inner, rows)
        less += _STEP


def whole_rows(height: int, after: int, leading: int) -> int:
    """Return the body lines that a head takes: the nearest whole number to its height with all white.

    ``height`` includes the white ``after`` the head, which gives way where the head alone fills the lines.
    """
    return max(-(-(height - after) // leading), (height * 2 + leading) // (2 * leading))


def aligned(align: Align, measure: int, line: Line) -> int:
    """Return how far right of its measure's left edge a line begins."""
    if align is Align.CENTRE:
        return (measure - line.width) // 2
    return measure - line.width if align is Align.RIGHT else 0


def _label_pad(head: _SetPart, box_style: BoxStyle) -> int:
    """Return the white at both sides of a standing head's words when a tint stands behind them."""
    tinted = head.part.name == _LABEL and box_style.label_tint is not None
    return head.style.size // 2 if tinted else 0


def _label(head: _SetPart, across: tuple[int, int], y: int, box: str, box_style: BoxStyle) -> tuple[Ink, ...]:
    """Draw a standing head as a label: a tint behind its words, a heavy rule at their foot.

    ``across`` is where its measure begins and how wide it is.
    """
    left, measure = across
    pad = _label_pad(head, box_style)
    width = max(line.width for line in head.lines) + 2 * pad
    x = left + aligned(head.style.align, measure, replace(head.lines[0], width=width))
    ink: list[Ink] = []
    if box_style.label_tint is not None:
        ink.append(Tint(Area(x, y, width, head.height), box_style.label_tint, box))
    if box_style.label_rule:
        colour = box_style.label_tint or head.style.colour
        foot = y + head.height + box_style.label_rule // 2
        ink.append(Rule(left, foot, left + measure, foot, box_style.label_rule, box, colour))
    return tuple(ink)
