"""The words of a picture: under it, in it on a band, or beside it."""

from __future__ import annotations

from collections.abc import Mapping

from compositor.makeup.folds import beside_fold
from compositor.makeup.framing import place_of
from compositor.makeup.heads import aligned
from compositor.model.copy import Part, Picture
from compositor.model.design import WHITE, Align, Area, BoxStyle, Colour, Grid, Style
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine, Tint
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, set_lines, set_ragged

MISSING_ASPECT = (3, 2)
_LEAST_BESIDE = 6
"""Ems of the cutline's type that have to be free beside a picture, so that its words may stand there."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Cutline and credit as set: lines with their part names, x offsets and rows, and the cutline's style."""

    lines: tuple[tuple[str, Line, int, int], ...]
    rows: int
    style: Style
    colours: Mapping[str, Colour]

    @property
    def height(self) -> int:
        """The height of all lines."""
        return self.rows * self.style.leading


def caption(picture: Picture, measure: int, box_style: BoxStyle, case: TypeCase) -> Caption:
    """Set the words of a picture: the cutline, and the credit flush right, on its last line where it has room."""
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
    return Caption(tuple(placed), rows, style, {kind: box_style.style(kind).colour for kind in ("cutline", "credit")})


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


def caption_ink(picture: Picture, words: Caption, at: tuple[int, int], owner: tuple[str, str]) -> list[Ink]:
    """Return the words of a picture from the place ``at`` on; ``owner`` are the names of the box and the story."""
    x, y = at
    box, story = owner
    ink: list[Ink] = []
    for kind, line, offset, row in words.lines:
        part = picture.cutline if kind == "cutline" else picture.credit
        assert part is not None
        baseline = words.style.line_in(y + row * words.style.leading)
        ink.append(SetLine(line, x + offset, baseline, box, story, part.name, colour=words.colours[kind]))
    return ink


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture and its words laid out: where each stands, and the band under words in the picture."""

    shown: Area
    words: Caption
    at: tuple[int, int]
    band: Area | None = None

    def ink(self, picture: Picture, box_style: BoxStyle, owner: tuple[str, str]) -> list[Ink]:
        """Return the words, with their band under them."""
        band: list[Ink] = []
        if self.band is not None:
            band = [Tint(self.band, box_style.cutline_tint or WHITE, owner[0])]
        return [*band, *caption_ink(picture, self.words, self.at, owner)]


def laid_out(picture: Picture, room: Area, look: tuple[BoxStyle, Grid], case: TypeCase) -> Laid:
    """Lay a picture and its words out in a room as the box style says.

    Where the words have no place in the picture or beside it, they stand under it.
    """
    box_style, grid = look
    if picture.chart is None and (picture.cutline or picture.credit):
        if box_style.cutline_at == "over":
            over = in_picture(picture, room, box_style, case)
            if over is not None:
                return over
        elif box_style.cutline_at == "beside":
            aside = _aside(picture, room, (box_style, grid), case)
            if aside is not None:
                return aside
    beneath = beside_fold(room, grid)
    words = caption(picture, beneath.width, box_style, case)
    depth = -(-words.height // grid.leading) * grid.leading
    shown = Area(room.x, room.y, room.width, max(0, room.height - depth))
    return Laid(shown, words, (beneath.x, shown.bottom + depth - words.height))


def in_picture(picture: Picture, room: Area, box_style: BoxStyle, case: TypeCase) -> Laid | None:
    """Lay the words on a band at the picture's foot; None where it would cover a third of it."""
    place = place_of(picture.framing, picture.asset, room) if picture.asset else room
    pad = box_style.style("cutline").size // 2
    words = caption(picture, max(place.width - 2 * pad, 1), box_style, case)
    height = words.height + pad
    if height * 3 > place.height:
        return None
    band = Area(place.x, place.bottom - height, place.width, height)
    return Laid(room, words, (band.x + pad, band.y + pad // 2), band)


def _aside(picture: Picture, room: Area, look: tuple[BoxStyle, Grid], case: TypeCase) -> Laid | None:
    """Lay the words beside a picture as deep as the room, level with its foot; None where the room is too narrow."""
    box_style, grid = look
    wide, high = picture.framing.proportions(picture.asset) if picture.asset else MISSING_ASPECT
    width, size = room.height * wide // high, box_style.style("cutline").size
    measure = (room.width - width - grid.gutter) // size * size
    if measure < _LEAST_BESIDE * size:
        return None
    words = caption(picture, measure, box_style, case)
    if words.height > room.height:
        return None
    shown = Area(room.x, room.y, width, room.height)
    return Laid(shown, words, (shown.right + grid.gutter, shown.bottom - words.height))
