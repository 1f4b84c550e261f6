"""Pictures: in boxes of their own and under the head of a story, with cutline and credit beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compositor.makeup.captions import MISSING_ASPECT, Laid, caption, in_picture, laid_out
from compositor.makeup.charts import chart_ink
from compositor.makeup.columns import TextArea
from compositor.makeup.framing import place_of, shown_part
from compositor.model.copy import Picture
from compositor.model.design import WHITE, Area, BoxStyle, Grid, PictureBox
from compositor.model.opaque import is_even
from compositor.model.page import Image, Ink, MissingPicture, PlacedBox, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.model.shapes import area_of
from compositor.model.standing import Turn
from compositor.text import TypeCase, set_single

_LEFT_FOR_COPY = 2
"""Rows that a picture inside a story leaves to the copy in its columns."""


def picture_box(box: PictureBox, picture: Picture, grid: Grid, case: TypeCase) -> tuple[tuple[Ink, ...], PlacedBox]:
    """Fill a picture box: the picture or chart, cutline and credit where its style wants them.

    Under a picture they take whole rows at the box's foot.
    """
    box = replace(box, style=box.style.directed(Direction.HORIZONTAL))
    outer = area_of(box, grid)
    side, row = box.inset * grid.size, box.inset * grid.leading
    inner = Area(outer.x + side, outer.y + row, outer.width - 2 * side, outer.height - 2 * row)
    laid = laid_out(picture, inner, (box.style, grid), case)
    ink: list[Ink] = [Tint(outer, box.tint, box.name)] if box.tint else []
    art = _shown(picture, laid.shown, box.name, box.style, case)
    ink += [*art, *laid.ink(picture, box.style, (box.name, ""))]
    if box.advert is not None and picture.advert is not None and not picture.advert.labelled:
        ink += advert_label(box, laid.shown, art, case)
    if box.frame_weight:
        ink += outline(outer, box.frame_weight, box.name)
    return tuple(ink), PlacedBox(box.name, "advert" if box.advert else "picture", outer)


def advert_label(box: PictureBox, area: Area, art: Sequence[Ink], case: TypeCase) -> list[Ink]:
    """Return the word that marks an advert, on white in its upper right corner (廣告法, article 14).

    Where a rule of its drawing runs there, and a line further in none does, it stands there.
    """
    assert box.advert is not None
    style = box.style.style("advert_label")
    line = set_single(box.advert.label, style, box.style, case)
    pad = style.size // 4
    width = line.width + 2 * pad
    corner = Area(area.right - width, area.y, width, style.leading)
    within = replace(corner, x=corner.x - style.leading, y=corner.y + style.leading)
    drawn = next((ink for ink in art if isinstance(ink, Image) and ink.asset.drawing is not None), None)
    patch = within if drawn and not is_even(drawn, corner) and is_even(drawn, within) else corner
    word = SetLine(line, patch.x + pad, style.line_in(patch.y), box.name, "", "advert_label", generated=True)
    return [Tint(patch, WHITE, box.name), word]


def _shown(picture: Picture, area: Area, box: str, box_style: BoxStyle, case: TypeCase) -> tuple[Ink, ...]:
    if picture.chart is not None:
        drawn = chart_ink(picture.chart, area, box, box_style, case)
        return tuple(ink if isinstance(ink, MissingPicture) else replace(ink, figure=picture.name) for ink in drawn)
    if picture.asset is None:
        return (MissingPicture(area, box, picture.name),)
    place = place_of(picture.framing, picture.asset, area)
    shown = shown_part(picture.framing, picture.asset, place)
    return (Image(picture.asset, place, box, picture.alt, shown, picture.name),)


def upright(picture: Picture, area: Area, box: str, look: tuple[BoxStyle, Grid], case: TypeCase) -> tuple[Ink, ...]:
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
    aspect = picture.framing.proportions(picture.asset) if picture.asset else MISSING_ASPECT
    beside = grid.direction is Direction.VERTICAL  # the words stand beside it, and need some of the air between
    if beside:
        aspect = aspect[::-1]
    air, top = grid.leading // 2, max(grid.row_y(row), 0)
    most = max(0, first.foot - row - _LEFT_FOR_COPY)
    natural = width * aspect[1] // aspect[0]

    def room(depth: int) -> tuple[int, Area]:
        """Return how many rows the picture takes with words so deep under it, and where it stands."""
        rows = min(-(-(natural + depth + air) // grid.leading), most)
        return rows, Area(first.x, top, width, max(0, rows * grid.leading - depth - air))

    rows, shown = room(0)
    over = box_style.cutline_at == "over" and picture.chart is None and not beside
    laid = in_picture(picture, shown, box_style, case) if over else None
    if laid is None:
        words = caption(picture, width, box_style, case)
        rows, shown = room(words.height)
        laid = Laid(shown, words, (first.x, shown.bottom + (air // 2 if beside else 0)))
    ink = list(upright(picture, laid.shown, box, (box_style, grid), case))
    ink += laid.ink(picture, box_style, (box, story))
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
