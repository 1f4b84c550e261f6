"""Furniture: masthead, ears, folio and imprint, drawn from the template's items and computed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from compositor.makeup.codes import code
from compositor.makeup.framing import kept
from compositor.model.design import WHITE, Align, Area, FurnitureBox, FurnitureItem, Grid, ItemKind, Style
from compositor.model.lines import Line
from compositor.model.page import Image, Ink, Link, PlacedBox, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.plan.values import Lead, filled
from compositor.records import dataclass
from compositor.text import TypeCase, set_words

_NAMES = re.compile(r"\{([^{}]+)\}")
_ADDRESS = re.compile(r"(?:https?|mailto|tel|geo|sms):", re.IGNORECASE)
_MIRRORED = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}


@dataclass(frozen=True, slots=True)
class Wordbook:
    """The words that furniture patterns name on one page, the type to set them in, and where names lead."""

    words: Mapping[str, str]
    case: TypeCase
    leads: Mapping[str, Lead] = field(default_factory=dict)


Drawn = tuple[tuple[Ink, ...], PlacedBox, tuple[Link, ...]]
"""The ink of a furniture box, the box in its place, and its links in the reader's PDF."""


def furniture(box: FurnitureBox, grid: Grid, book: Wordbook, *, even: bool) -> Drawn:
    """Draw a furniture box; on even pages a mirrored box swaps left and right.

    A text item whose pattern names something without a value is left out; proof says so where it is
    required. The part of each line is ``item-N``, N being the item's place in the template from 0.
    """
    area = grid.area(box.columns, box.rows)
    mirrored = box.mirror and even
    ink: list[Ink] = []
    links: list[Link] = []
    for index, item in enumerate(box.items):
        place = _placed(item, area, mirrored=mirrored)
        align = _MIRRORED.get(item.align, item.align) if mirrored else item.align
        shown = replace(item, area=place, align=align)
        drawn = _item(shown, box.name, f"item-{index}", book)
        if item.kind is ItemKind.QR and _stands_on(ink, drawn):
            ink.append(Tint(place, WHITE, box.name))
        ink += drawn
        links += _links(shown, drawn, box.name, book)
    return tuple(ink), PlacedBox(box.name, "furniture", area), tuple(links)


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
        place = kept(item.asset, area, item.align, item.valign) if item.asset else area
        return (Image(item.asset, place, box, item.alt),) if item.asset is not None else ()
    if item.kind is ItemKind.QR:
        return _code(item, box, part, book)
    return _words(item, box, part, book)


def _code(item: FurnitureItem, box: str, part: str, book: Wordbook) -> tuple[Ink, ...]:
    """Draw a QR code as large as its modules fill whole scaled points, its words under it, both as ``align`` says."""
    address = filled(item.text, book.words)
    label = filled(item.label, book.words) if item.label and item.style else None
    asset = code(address, item.level) if address else None
    if address is None or asset is None:
        return ()
    area, beneath = item.area, item.style.leading if item.style and label else 0
    module = min(area.width, area.height - beneath) // asset.width
    if module <= 0:
        return ()
    side = module * asset.width
    across = {Align.LEFT: 0, Align.RIGHT: area.width - side}.get(item.align, (area.width - side) // 2)
    drawn = Image(asset, Area(area.x + across, area.y, side, side), box, f"{label or 'QR'} {address}".strip())
    if label is None or item.style is None:
        return (drawn,)
    under = Area(area.x, area.y + side, area.width, area.height - side)
    align = Align.CENTRE if item.align is Align.JUSTIFY else item.align
    words = replace(item, kind=ItemKind.TEXT, text=item.label, area=under, align=align, valign="top")
    return (drawn, *_words(words, box, part, book))


def _stands_on(below: Sequence[Ink], drawn: Sequence[Ink]) -> bool:
    """Tell whether a code would stand on a tint or picture of its box, and not on white paper."""
    grounds = [ink.area for ink in below if isinstance(ink, Tint | Image)]
    codes = [ink.area for ink in drawn if isinstance(ink, Image)]
    return any(one.meets(other) for one in codes for other in grounds)


def _links(item: FurnitureItem, drawn: Sequence[Ink], box: str, book: Wordbook) -> Iterator[Link]:
    """Yield where an item leads in the reader's PDF: a code to its address, a line of the guide to its story."""
    address = filled(item.text, book.words) if item.kind is ItemKind.QR else None
    if address and drawn and _ADDRESS.match(address):
        yield Link(item.area, box, "", "", address, address=address)
    names = [name for name in _NAMES.findall(item.text) if name in book.leads]
    for name in names[:1] if drawn else ():
        lead = book.leads[name]
        yield Link(item.area, box, lead.page, lead.box, lead.title)


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
