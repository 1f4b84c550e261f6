"""The ink limit: every pixel of a picture held to it (ISO 12647-3:2013; GWG 2022 R0026).

Pictures are looked at in strips, and in tiles where a strip may have too much: most need no arithmetic, and never are
there wide numbers of all pixels at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL import Image

_STRIP: Final = 256
_TILE: Final = (256, 64)
_Box = tuple[int, int, int, int]


def limited(inks: Image.Image, limit: float) -> Image.Image:
    """Return a CMYK picture with no pixel over ``limit`` percent; the picture itself where it has none.

    Black stays, C, M and Y are scaled down together.
    """
    made = inks
    for box, tile in _over(inks, limit):
        made = inks.copy() if made is inks else made
        made.paste(_held(tile, limit), box)
    return made


def hold(inks: Image.Image, limit: float) -> None:
    """Hold every pixel of a CMYK picture to ``limit`` percent where it stands, as ``limited`` does."""
    for box, tile in _over(inks, limit):
        inks.paste(_held(tile, limit), box)


def within(inks: Image.Image, limit: float) -> bool:
    """Tell whether no pixel has more ink than ``limit`` percent."""
    return all(_most(tile) * 100 / 255 <= limit for _, tile in _over(inks, limit))


def most_ink(inks: Image.Image) -> float:
    """Return the most ink on any pixel, in percent."""
    return max(_most(inks.crop(strip)) for strip in _boxes((0, 0, *inks.size), (inks.width, _STRIP))) * 100 / 255


def _over(inks: Image.Image, limit: float) -> Iterator[tuple[_Box, Image.Image]]:
    """Yield the tiles that may have pixels over the limit; looked at in 8 bits, which mostly suffices."""
    from PIL import ImageChops

    inks.load()
    least = (limit * 255 / 100 - 4) / 4  # each of three halvings drops half a step at most
    for strip in _boxes((0, 0, *inks.size), (inks.width, _STRIP)):
        cyan, magenta, yellow, black = inks.crop(strip).split()
        pairs = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
        quarters: Any = ImageChops.add(*pairs, scale=2)
        if quarters.getextrema()[1] <= least:
            continue
        for left, top, right, bottom in _boxes((0, 0, *quarters.size), _TILE):
            if quarters.crop((left, top, right, bottom)).getextrema()[1] > least:
                box = (left, top + strip[1], right, bottom + strip[1])
                yield box, inks.crop(box)


def _boxes(area: _Box, size: tuple[int, int]) -> Iterator[_Box]:
    """Yield the boxes of a size that an area falls into, row by row."""
    left, top, right, bottom = area
    for y in range(top, bottom, size[1]):
        for x in range(left, right, size[0]):
            yield x, y, min(x + size[0], right), min(y + size[1], bottom)


def _held(tile: Image.Image, limit: float) -> Image.Image:
    """Return a tile whose C, M and Y share what black leaves of the limit, rounded down."""
    from PIL import Image, ImageMath

    *colours, black = tile.split()
    most = int(limit * 255 / 100)
    total = _sum(colours)
    room = ImageMath.lambda_eval(
        lambda names: names["min"](names["max"](most - names["k"], 0), names["total"]), k=black, total=total
    )
    total = ImageMath.lambda_eval(lambda names: names["max"](names["total"], 1), total=total)

    def scaled(band: Image.Image) -> Any:
        return ImageMath.lambda_eval(
            lambda names: names["convert"](names["band"] * names["room"] / names["total"], "L"),
            band=band,
            room=room,
            total=total,
        )

    return Image.merge("CMYK", [*(scaled(band) for band in colours), black])


def _most(tile: Image.Image) -> float:
    return float(_sum(tile.split()).getextrema()[1])


def _sum(bands: Any) -> Any:
    from PIL import ImageMath

    total = bands[0]
    for band in bands[1:]:
        total = ImageMath.lambda_eval(lambda names: names["one"] + names["other"], one=total, other=band)
    return total
