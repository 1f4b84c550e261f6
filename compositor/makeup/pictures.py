"""Pictures: in boxes of their own and under the head of a story, with cutline and credit beneath."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compositor.makeup.charts import bar_chart
from compositor.makeup.columns import TextArea
from compositor.makeup.framing import place_of, shown_part
from compositor.makeup.heads import aligned
from compositor.model.copy import Part, Picture
from compositor.model.design import Align, Area, BoxStyle, Grid, PictureBox, Style
from compositor.model.lines import Line
from compositor.model.page import Image, Ink, MissingPicture, PlacedBox, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.model.standing import Turn
from compositor.text import Matter, TypeCase, set_lines, set_ragged

_MISSING_ASPECT = (3, 2)
_LEFT_FOR_COPY = 2
"""Rows that a picture inside a story leaves to the copy in its columns."""


@dataclass(frozen=True, slots=True)
class _Caption:
    """Cutline and credit as set: lines with their part names, x offsets and rows, and the cutline's style."""

    lines: tuple[tuple[str, Line, int, int], ...]
    rows: int
    style: Style

    @property
    def height(self) -> int:
        return self.rows * self.style.leading


def _caption(picture: Picture, measure: int, box_style: BoxStyle, case: TypeCase) -> _Caption:
    style = box_style.style("cutline")
    placed: list[tuple[str, Line, int, int]] = []
    rows = 0
    for line in _set(picture.cutline, measure, box_style, case):
        placed.append(("cutline", line, aligned(style.align, measure, line), rows))
        rows += 1
    credit = _set(picture.credit, measure, box_style, case)
    if len(credit) == 1 and placed and _beside(placed[-1], credit[0], measure, style.size):
        rows -= 1
    for line in credit:
        placed.append(("credit", line, measure - line.width, rows))
        rows += 1
    return _Caption(tuple(placed), rows, style)


def _beside(last: tuple[str, Line, int, int], credit: Line, measure: int, gap: int) -> bool:
    """Tell whether a credit has room, flush right, on the row of the cutline's last line."""
    _, line, x, _ = last
    return x + line.indent + line.width + gap + credit.width <= measure


def _set(part: Part | None, measure: int, box_style: BoxStyle, case: TypeCase) -> tuple[Line, ...]:
    if part is None:
        return ()
    style = box_style.style("credit" if part.name.endswith("credit") else "cutline")
    lines: list[Line] = []
    for paragraph in part.paragraphs:
        matter = Matter(part.text, paragraph.start, paragraph.end, part.spans, box_style, style)
        ragged = style.align is not Align.JUSTIFY
        lines += set_ragged(matter, measure, case) if ragged else set_lines(matter, (measure,), case)
    return tuple(lines)


def _caption_ink(picture: Picture, caption: _Caption, x: int, y: int, owner: tuple[str, str]) -> list[Ink]:
    box, story = owner
    ink: list[Ink] = []
    for kind, line, offset, row in caption.lines:
        part = picture.cutline if kind == "cutline" else picture.credit
        assert part is not None
        baseline = caption.style.line_in(y + row * caption.style.leading)
        ink.append(SetLine(line, x + offset, baseline, box, story, part.name))
    return ink


def picture_box(box: PictureBox, picture: Picture, grid: Grid, case: TypeCase) -> tuple[tuple[Ink, ...], PlacedBox]:
    """Fill a picture box: the picture or chart above, cutline and credit on whole rows at its foot."""
    box = replace(box, style=box.style.directed(Direction.HORIZONTAL))
    outer = grid.area(box.columns, box.rows)
    side, row = box.inset * grid.size, box.inset * grid.leading
    inner = Area(outer.x + side, outer.y + row, outer.width - 2 * side, outer.height - 2 * row)
    caption = _caption(picture, inner.width, box.style, case)
    depth = -(-caption.height // grid.leading) * grid.leading
    shown = Area(inner.x, inner.y, inner.width, max(0, inner.height - depth))
    ink: list[Ink] = [Tint(outer, box.tint, box.name)] if box.tint else []
    ink += _shown(picture, shown, box.name, box.style, case)
    ink += _caption_ink(picture, caption, inner.x, shown.bottom + depth - caption.height, (box.name, ""))
    if box.frame_weight:
        ink += outline(outer, box.frame_weight, box.name)
    return tuple(ink), PlacedBox(box.name, "picture", outer)


def _shown(picture: Picture, area: Area, box: str, box_style: BoxStyle, case: TypeCase) -> tuple[Ink, ...]:
    if picture.chart is not None:
        return bar_chart(picture.chart, area, box, box_style, case)
    if picture.asset is None:
        return (MissingPicture(area, box, picture.name),)
    place = place_of(picture.framing, picture.asset, area)
    return (Image(picture.asset, place, box, picture.alt, shown_part(picture.framing, picture.asset, place)),)


def _upright(picture: Picture, area: Area, box: str, look: tuple[BoxStyle, Grid], case: TypeCase) -> tuple[Ink, ...]:
    """Draw a picture or chart that will stand upright in ``area``; in a vertical box that lies, it lies too."""
    box_style, grid = look
    if grid.direction is not Direction.VERTICAL:
        return _shown(picture, area, box, box_style, case)
    turn, style = Turn(), box_style.directed(Direction.HORIZONTAL)
    return tuple(turn.lain(ink) for ink in _shown(picture, turn.area(area), box, style, case))


def story_picture(
    picture: Picture, area: TextArea, grid: Grid, owner: tuple[str, str, BoxStyle], case: TypeCase
) -> tuple[tuple[Ink, ...], TextArea]:
    """Set a story's picture at the top of its last columns; return its ink and the columns that are left.

    A picture wider than one set before it stands below that one. In a vertical box, lying, it is upright when the
    box stands.
    """
    box, story, box_style = owner
    span = max(1, min(picture.columns, len(area.columns)))
    first, last = area.columns[-span], area.columns[-1]
    row = max(column.row for column in area.columns[-span:])
    width = last.x + last.measure - first.x
    aspect = picture.framing.proportions(picture.asset) if picture.asset else _MISSING_ASPECT
    beside = grid.direction is Direction.VERTICAL  # the words stand beside it, and need some of the air between
    if beside:
        aspect = aspect[::-1]
    caption = _caption(picture, width, box_style, case)
    air = grid.leading // 2
    rows = -(-(width * aspect[1] // aspect[0] + caption.height + air) // grid.leading)
    rows = min(rows, max(0, first.foot - row - _LEFT_FOR_COPY))
    top = max(grid.row_y(row), 0)
    height = max(0, rows * grid.leading - caption.height - air)
    shown = Area(first.x, top, width, height)
    ink = list(_upright(picture, shown, box, (box_style, grid), case))
    ink += _caption_ink(picture, caption, first.x, shown.bottom + (air // 2 if beside else 0), (box, story))
    return tuple(ink), area.below(row + rows, first=first.index)


def outline(area: Area, weight: int, box: str) -> list[Ink]:
    """Return the four rules of a frame whose outer edge is the area's."""
    half = weight // 2
    x0, y0, x1, y1 = area.x + half, area.y + half, area.right - half, area.bottom - half
    return [
        Rule(area.x, y0, area.right, y0, weight, box),
        Rule(area.x, y1, area.right, y1, weight, box),
        Rule(x0, area.y, x0, area.bottom, weight, box),
        Rule(x1, area.y, x1, area.bottom, weight, box),
    ]
