"""Heads over a box's columns: label, kicker, headline, deck, byline, each on its lines, together on whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compositor.makeup.columns import TextArea
from compositor.model.copy import Part
from compositor.model.design import Align, Area, BoxStyle, Grid, Style
from compositor.model.lines import Line, Side, characters
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.text import Matter, TypeCase, set_head
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


def fitted(part: Part, style: Style, measure: int, box_style: BoxStyle, case: TypeCase, *, less: int = 0) -> _SetPart:
    """Set a head in ``measure`` at the largest size of its style at which it fits.

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
        for found in _ways(part, _at_size(style, size), measure, box_style, case):
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


def _ways(part: Part, style: Style, measure: int, box_style: BoxStyle, case: TypeCase) -> Iterator[_SetPart]:
    """Yield a head as set at its size: as wide as it is, then as narrow as it has to be.

    All its lines are condensed alike. Nothing is condensed that runs down the page or has something beside it.
    """
    lines = _head_lines(part, style, measure, box_style, case)
    yield _SetPart(part, style, lines)
    if style.condense == 1000 or style.direction is Direction.VERTICAL:
        return
    lines = _head_lines(part, style, measure * 1000 // style.condense, box_style, case)
    widest = max((line.indent + line.width for line in lines), default=0)
    if widest > measure and not any(line.annotations for line in lines):
        condensed = max(style.condense, measure * 1000 // widest)
        yield _SetPart(part, style, tuple(line.narrowed(condensed, measure) for line in lines))


def _is_fit(head: _SetPart) -> bool:
    most = len(head.part.breaks) + 1 if head.part.breaks else _MOST_LINES
    return len(head.lines) <= most and not any(line.tight for line in head.lines)


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
    for paragraph in part.paragraphs:
        breaks = tuple(offset for offset in part.breaks if paragraph.start < offset < paragraph.end)
        matter = Matter(part.text, paragraph.start, paragraph.end, part.spans, box_style, style)
        lines += set_head(matter, measure, case, breaks=breaks, most=_MOST_LINES)
    return tuple(lines)


def set_heads(
    parts: Sequence[Part], area: TextArea, grid: Grid, owner: tuple[str, str, BoxStyle], case: TypeCase
) -> Head:
    """Set ``parts`` one below the other over all columns of ``area``; ``owner`` is box, story and box style.

    The depth is a whole number of body lines (clreq #headings), see `whole_rows`; two fifths of the white
    that this leaves over stand above the head, the rest below. A head deeper than its columns is set smaller,
    all parts by the same step, as far as their styles allow.
    """
    if not parts or not area.columns:
        return Head((), 0)
    box, story, box_style = owner
    set_parts, height, rows = _fitted_in_depth(parts, area, grid, box_style, case)
    y = max(grid.row_y(area.columns[0].row) + max(0, rows * grid.leading - height) * 2 // 5, 0)
    ink: list[Ink] = []
    for index, head in enumerate(set_parts):
        y += head.style.space_before if index else 0
        ink += _label(head, area, y, box, box_style) if head.part.name == _LABEL else ()
        inset = _label_pad(head, box_style)
        for line in head.lines:
            over, under = head.room(line)
            baseline = head.style.line_in(y + over)
            x = area.x + inset + aligned(head.style.align, area.width - 2 * inset, line)
            colour = head.style.colour
            ink.append(SetLine(line, x, baseline, box, story, head.part.name, colour=colour))
            y += over + head.style.leading + under
        y += head.style.space_after
    return Head(tuple(ink), rows)


def _fitted_in_depth(
    parts: Sequence[Part], area: TextArea, grid: Grid, box_style: BoxStyle, case: TypeCase
) -> tuple[list[_SetPart], int, int]:
    """Return the parts as set, their height with all white between them, and the body lines that they take."""
    styles = [box_style.style(part.name) for part in parts]
    most = max(style.size - style.min_size for style in styles)
    less = 0
    while True:
        pairs = zip(parts, styles, strict=True)
        heads = [fitted(part, style, area.width, box_style, case, less=less) for part, style in pairs]
        height = sum(head.style.space_before + head.height + head.style.space_after for head in heads)
        height -= heads[0].style.space_before
        rows = whole_rows(height, heads[-1].style.space_after, grid.leading)
        if rows <= area.columns[0].rows or less >= most:
            return heads, height, rows
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


def _label(head: _SetPart, area: TextArea, y: int, box: str, box_style: BoxStyle) -> tuple[Ink, ...]:
    """Draw a standing head as a label: a tint behind its words, a heavy rule at their foot."""
    pad = _label_pad(head, box_style)
    width = max(line.width for line in head.lines) + 2 * pad
    x = area.x + aligned(head.style.align, area.width, replace(head.lines[0], width=width))
    ink: list[Ink] = []
    if box_style.label_tint is not None:
        ink.append(Tint(Area(x, y, width, head.height), box_style.label_tint, box))
    if box_style.label_rule:
        colour = box_style.label_tint or head.style.colour
        foot = y + head.height + box_style.label_rule // 2
        ink.append(Rule(area.x, foot, area.x + area.width, foot, box_style.label_rule, box, colour))
    return tuple(ink)
