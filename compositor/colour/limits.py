"""The ink limit: every pixel of a picture held to it (ISO 12647-3:2013; GWG 2022 R0026)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image


def limited(inks: Image.Image, limit: float) -> Image.Image:
    """Hold every pixel of a CMYK picture to ``limit`` percent: black stays, C, M and Y are scaled down together."""
    from PIL import Image, ImageMath

    if within(inks, limit):
        return inks
    *colours, black = inks.split()
    most = limit * 255 / 100
    total = _sum(colours)
    room = ImageMath.lambda_eval(lambda names: names["max"](most - names["k"], 0), k=black)
    share = ImageMath.lambda_eval(
        lambda names: names["min"](names["float"](names["room"]) / names["max"](names["total"], 1), 1.0),
        room=room,
        total=total,
    )

    def scaled(band: Image.Image) -> Any:
        return ImageMath.lambda_eval(
            lambda names: names["convert"](names["float"](names["band"]) * names["share"], "L"), band=band, share=share
        )

    return Image.merge("CMYK", [*(scaled(band) for band in colours), black])


def within(inks: Image.Image, limit: float) -> bool:
    """Tell whether no pixel has more ink than ``limit`` percent; looked at roughly first, which mostly suffices."""
    from PIL import ImageChops

    cyan, magenta, yellow, black = inks.split()
    quarters: Any = ImageChops.add(
        ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2), scale=2
    ).getextrema()
    return bool(quarters[1] * 4 + 4 <= limit * 255 / 100) or most_ink(inks) <= limit


def most_ink(inks: Image.Image) -> float:
    """Return the most ink on any pixel, in percent."""
    return float(_sum(inks.split()).getextrema()[1]) * 100 / 255


def _sum(bands: Any) -> Any:
    from PIL import ImageMath

    total = bands[0]
    for band in bands[1:]:
        total = ImageMath.lambda_eval(lambda names: names["one"] + names["other"], one=total, other=band)
    return total
