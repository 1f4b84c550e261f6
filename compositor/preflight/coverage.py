"""How much ink lies on a page: the most, the mean of squares, and each plate's share, measured from separations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from compositor.intake.inspect.pixels import summed
from compositor.preflight.separations import OWN, Separations
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

SQUARE_LIMIT: Final = 245
"""The most ink that any square of 15 mm may have on average, in percent (GWG 2022 R0026)."""
_SIDE: Final = 15.0
_ROUNDING: Final = 1.2
"""Percent that rounding to 255ths on four plates may add."""
_CELL: Final = 3.0
"""The side in millimetres of the cells in which dots over the limit are gathered to areas."""
_MOST_AREAS: Final = 20
_NARROW: Final = 3

Place = tuple[float, float]
"""Millimetres from the trim's left and from its top."""
Area = tuple[float, float, float, float]
"""Left, top, width and height in millimetres from the trim's top left."""
Dots = tuple[int, int, int, int]
"""Left, top, right and bottom in dots."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ink of a page inside the trim: its plates' shares of the area, and total ink, in percent.

    ``most`` is the most ink of any dot, first seen at ``most_at``; ``over`` the share of the page above ``limit``, in
    ``areas``, each with its most ink. ``square`` is the highest mean of a square of 15 mm, at ``square_at``; ``dense``
    are the areas of squares whose mean is too high. ``size`` is the page's, in millimetres.
    """

    page: int
    method: str
    resolution: float
    limit: float
    inks: tuple[tuple[str, float], ...]
    most: float
    most_at: Place
    over: float
    areas: tuple[tuple[float, Area], ...]
    square: float
    square_at: Area
    dense: tuple[tuple[float, Area], ...] = ()
    size: Place = (0.0, 0.0)
    limits: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all is printed."""
        return self.most == 0


def measured(plates: Separations, limit: float) -> Coverage:
    """Measure a page's plates by an ink limit in percent."""
    return measured_total(plates, total_ink(plates), limit)


def measured_total(plates: Separations, total: Any, limit: float) -> Coverage:
    """Measure plates whose sum is known."""
    scale = 25.4 / plates.resolution
    peaks = lasting(total, plates.method, limit)
    top = int(peaks.getextrema()[1])
    x, y = _first(_at_least(peaks, top))
    sums, side = _squares(total, scale)
    densest = sums.getextrema()[1]
    left, above = _first(_at_least(sums, densest))
    crowded = _at_least(sums, int(SQUARE_LIMIT * 255 / 100 * side[0] * side[1]) + 1)
    wide, high = plates.size
    over = over_limit(peaks, limit)
    return Coverage(
        page=plates.page,
        method=plates.method,
        resolution=plates.resolution,
        limit=limit,
        inks=tuple((ink, _mean(plate)) for ink, plate in plates.plates.items()),
        most=_percent(top),
        most_at=(x * scale, y * scale),
        over=over.histogram()[255] * 100 / (wide * high),
        areas=tuple(_areas(total, over, scale)),
        square=_percent(densest / (side[0] * side[1])),
        square_at=(left * scale, above * scale, side[0] * scale, side[1] * scale),
        dense=tuple(_areas(sums, crowded, scale, side)),
        size=(wide * scale, high * scale),
        limits=plates.limits,
    )


def total_ink(plates: Separations) -> Any:
    """Return the sum of a page's plates, dot by dot: 255 is 100 percent."""
    return summed(plates.plates)


def lasting(total: Any, method: str, limit: float) -> Any:
    """Return total ink without what of our own plates is over the limit, but narrower than three dots.

    Where two shapes meet, each plate smooths its own edge, and the sum of a dot may be more than either shape has.
    """
    from PIL import ImageMath

    most = _most_allowed(limit)
    if method != OWN or min(total.size) < _NARROW or total.getextrema()[1] <= most:
        return total
    size = total.size
    wide = _spread(_padded(_spread(total, "min"), size), "max").crop((0, 0, *size))
    return ImageMath.lambda_eval(
        lambda names: names["total"] * (names["total"] <= most) + names["wide"] * (names["total"] > most),
        total=total,
        wide=wide,
    )


def _spread(total: Any, which: str) -> Any:
    """Return the least or the most of each three dots, across and down; two dots less either way."""
    from PIL import ImageMath

    for axis in (0, 1):
        wide, high = total.width - 2 * (axis == 0), total.height - 2 * (axis == 1)
        one, two, three = (
            total.crop((at * (axis == 0), at * (axis == 1), at * (axis == 0) + wide, at * (axis == 1) + high))
            for at in range(_NARROW)
        )
        total = ImageMath.lambda_eval(
            lambda names: names[which](names[which](names["one"], names["two"]), names["three"]),
            one=one,
            two=two,
            three=three,
        )
    return total


def _padded(total: Any, size: tuple[int, int]) -> Any:
    """Return what was taken off at the edges put on again without ink, twice as wide."""
    from PIL import Image

    sheet = Image.new("I", (size[0] + 2, size[1] + 2))
    sheet.paste(total, (2, 2))
    return sheet


def over_limit(total: Any, limit: float) -> Image.Image:
    """Return 255 for each dot with more ink than the limit; what rounding may add is allowed for."""
    return _at_least(total, _most_allowed(limit) + 1)


def _most_allowed(limit: float) -> int:
    return int((limit + _ROUNDING) * 255 / 100)


def _at_least(total: Any, least: int) -> Image.Image:
    from PIL import ImageMath

    mask: Image.Image = ImageMath.lambda_eval(
        lambda names: names["convert"]((names["total"] >= least) * 255, "L"), total=total
    )
    return mask


def _percent(value: float) -> float:
    return value * 100 / 255


def _mean(plate: Image.Image) -> float:
    from PIL import ImageStat

    return _percent(ImageStat.Stat(plate).mean[0])


def _first(mask: Image.Image) -> tuple[int, int]:
    """Return the first dot of a mask, from the top, then from the left."""
    box = mask.getbbox()
    if box is None:
        return 0, 0
    row = mask.crop((0, box[1], mask.width, box[1] + 1)).getbbox()
    return (row[0] if row else 0), box[1]


def _squares(total: Any, scale: float) -> tuple[Any, tuple[int, int]]:
    """Return the sums of all squares of 15 mm, one for each dot at which its top left can lie, and their sides."""
    wide, high = (max(min(int(_SIDE / scale), side), 1) for side in total.size)
    return runs(runs(total, wide, 0), high, 1), (wide, high)


def runs(total: Any, length: int, axis: int) -> Any:
    """Return the sums of all stretches of ``length`` dots, across (axis 0) or down: by doubling, twice as long each."""
    power, reach = total, 1
    made: Any = None
    done = 0
    while length:
        if length & 1:
            piece = _moved(power, done, axis)
            made = piece if made is None else _added(made, piece)
            done += reach
        length >>= 1
        if length:
            power = _added(power, _moved(power, reach, axis))
            reach *= 2
    return made


def _moved(image: Any, by: int, axis: int) -> Any:
    return image if by == 0 else image.crop((by * (axis == 0), by * (axis == 1), *image.size))


def _added(one: Any, other: Any) -> Any:
    from PIL import ImageMath

    size = (min(one.width, other.width), min(one.height, other.height))
    one, other = (image if image.size == size else image.crop((0, 0, *size)) for image in (one, other))
    return ImageMath.lambda_eval(lambda names: names["one"] + names["other"], one=one, other=other)


def _areas(total: Any, over: Image.Image, scale: float, side: tuple[int, int] = (1, 1)) -> Iterator[tuple[float, Area]]:
    """Yield the areas over the limit, the heaviest first: dots in neighbouring cells are one area.

    Of sums each dot stands for the square of a ``side`` that begins there.
    """
    if over.getbbox() is None:
        return
    cell = max(round(_CELL / scale), 1)
    found: list[tuple[float, Dots]] = []
    for cells in _joined(_marked(over, cell)):
        left, top, right, bottom = box = _tight(over, cells, cell)
        most = _percent(total.crop(box).getextrema()[1] / (side[0] * side[1]))
        _gather(found, most, (left, top, right + side[0] - 1, bottom + side[1] - 1))
    placed = [
        (most, (left * scale, top * scale, (right - left) * scale, (bottom - top) * scale))
        for most, (left, top, right, bottom) in found
    ]
    placed.sort(key=lambda one: (-one[0] * one[1][2] * one[1][3], one[1]))
    yield from placed[:_MOST_AREAS]


def _gather(found: list[tuple[float, Dots]], most: float, box: Dots) -> None:
    """Add an area to those found; with what it lies over it becomes one."""
    while True:
        over = next((one for one in found if _meet(one[1], box)), None)
        if over is None:
            found.append((most, box))
            return
        found.remove(over)
        left, top, right, bottom = over[1]
        box = min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3])
        most = max(most, over[0])


def _meet(one: Dots, other: Dots) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _marked(over: Image.Image, cell: int) -> set[tuple[int, int]]:
    """Return the cells, by column and row, that have a dot over the limit; a mean of them would round few to none."""
    found = set()
    for row in range(-(-over.height // cell)):
        strip = over.crop((0, row * cell, over.width, min((row + 1) * cell, over.height)))
        if strip.getbbox() is None:
            continue
        for column in range(-(-over.width // cell)):
            if strip.crop((column * cell, 0, min((column + 1) * cell, over.width), strip.height)).getbbox():
                found.add((column, row))
    return found


def _joined(cells: set[tuple[int, int]]) -> Iterator[set[tuple[int, int]]]:
    """Yield groups of cells that touch, also at a corner; the highest first."""
    left = set(cells)
    for start in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if start not in left:
            continue
        left.remove(start)
        group, waiting = {start}, [start]
        while waiting:
            column, row = waiting.pop()
            near = {(column + across, row + down) for across in (-1, 0, 1) for down in (-1, 0, 1)} & left
            left -= near
            group |= near
            waiting += near
        yield group


def _tight(over: Image.Image, cells: set[tuple[int, int]], cell: int) -> Dots:
    """Return the rectangle around the dots over the limit in a group of cells."""
    columns, rows = [column for column, _ in cells], [row for _, row in cells]
    left, top = min(columns) * cell, min(rows) * cell
    right, bottom = min((max(columns) + 1) * cell, over.width), min((max(rows) + 1) * cell, over.height)
    box = over.crop((left, top, right, bottom)).getbbox() or (0, 0, right - left, bottom - top)
    return left + box[0], top + box[1], left + box[2], top + box[3]
