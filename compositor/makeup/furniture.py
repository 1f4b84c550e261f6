"""Furniture: masthead, ears, folio and imprint, drawn from the template's items and computed words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compositor.model.design import Align, Area, FurnitureBox, FurnitureItem, Grid, ItemKind, Style
from compositor.model.lines import Line
from compositor.model.page import Image, Ink, PlacedBox, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.plan.values import filled
from compositor.text import TypeCase, set_words

_MIRRORED = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}


@dataclass(frozen=True, slots=True)
class Wordbook:
    """The words that furniture patterns name on one page, and the type to set them in."""

    words: Mapping[str, str]
    case: TypeCase


def furniture(box: FurnitureBox, grid: Grid, book: Wordbook, *, even: bool) -> tuple[tuple[Ink, ...], PlacedBox]:
    """Draw a furniture box; on even pages a mirrored box swaps left and right.

    A text item whose pattern names something without a value is left out; proof says so where it is
    required. The part of each line is ``item-N``, N being the item's place in the template from 0.
    """
    area = grid.area(box.columns, box.rows)
    mirrored = box.mirror and even
    ink: list[Ink] = []
    for index, item in enumerate(box.items):
        place = _placed(item, area, mirrored=mirrored)
        align = _MIRRORED.get(item.align, item.align) if mirrored else item.align
        shown = replace(item, area=place, align=align)
        ink += _item(shown, box.name, f"item-{index}", book)
    return tuple(ink), PlacedBox(box.name, "furniture", area)


def _placed(item: FurnitureItem, box: Area, *, mirrored: bool) -> Area:
    x = box.width - item.area.x - item.area.width if mirrored else item.area.x
    return Area(box.x + x, box.y + item.area.y, item.area.width, item.area.height)


def _item(item: FurnitureItem, box: str, part: str, book: Wordbook) -> tuple[Ink, ...]:
    area = item.area
    if item.kind is ItemKind.RULE:
        return (Rule(area.x, area.y, area.right, area.bottom, item.weight, box, item.colour),)
    if item.kind is ItemKind.TINT:
        return (Tint(area, item.colour, box),)
    if item.kind is ItemKind.IMAGE:
        return (Image(item.asset, area, box, item.alt),) if item.asset is not None else ()
    return _words(item, box, part, book)


def _words(item: FurnitureItem, box: str, part: str, book: Wordbook) -> tuple[SetLine, ...]:
    """Set an item's words: in one line, or where that is too wide and the item is deep enough, by sense in more."""
    text, style = filled(item.text, book.words), item.style
    if text is None or style is None:
        return ()
    along, deep = item.area.width, item.area.height
    if style.direction is Direction.VERTICAL:
        along, deep = deep, along
    most = 1 + max(0, deep - style.size) // style.leading
    lines = set_words(text, style, book.case, measure=along, most=most)
    placed = []
    for index, line in enumerate(lines):
        x, y = _begins(item, style, line, (index, len(lines)))
        placed.append(SetLine(line, x, y, box, "", part, colour=item.colour, generated=True))
    return tuple(placed)


def _begins(item: FurnitureItem, style: Style, line: Line, among: tuple[int, int]) -> tuple[int, int]:
    """Return where a line begins so that its item's lines stand in its area as ``align`` and ``valign`` say.

    ``among`` is the line's index and how many lines there are; vertical lines follow each other to the left.
    """
    area, size, (index, many) = item.area, style.size, among
    vertical = style.direction is Direction.VERTICAL
    before, deep = index * style.leading, size + (many - 1) * style.leading
    width, height = (deep, line.width) if vertical else (line.width, deep)
    across = {Align.CENTRE: (area.width - width) // 2, Align.RIGHT: area.width - width}.get(item.align, 0)
    down = {"top": 0, "middle": (area.height - height) // 2, "bottom": area.height - height}[item.valign]
    if vertical:
        return area.x + across + deep - size + size // 2 - before, area.y + down
    return area.x + across, area.y + down + before + size * 880 // 1000
