"""The heat map: total ink of a page as a picture, with its legend; what is over the limit stands out in red."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from compositor.preflight.coverage import Coverage, lasting, over_limit

if TYPE_CHECKING:
    from PIL import Image, ImageFont

Colour = tuple[int, int, int]
RAMP: Final[tuple[tuple[float, Colour], ...]] = (
    (0.0, (255, 255, 255)),
    (0.08, (226, 239, 240)),
    (0.3, (150, 201, 209)),
    (0.6, (62, 134, 165)),
    (1.0, (24, 52, 104)),
)
"""From no ink to the limit."""
OVER: Final[Colour] = (214, 24, 42)
_MARK: Final[Colour] = (240, 138, 0)
_WORDS: Final[Colour] = (40, 40, 40)
_WANTED: Final = 75
"""Dots to the inch of the map."""
_EDGE, _BAND, _TYPE = 16, 14, 15


def heat_map(total: Any, coverage: Coverage) -> bytes:
    """Return a page's total ink (255 is 100 percent) as PNG, under it what its colours say and what was measured."""
    from PIL import Image

    page = _page(total, coverage)
    type_ = _face()
    told = _told(coverage)
    wide = max(page.width, 360) + 2 * _EDGE
    deep = page.height + 2 * _EDGE + _BAND + (len(told) + 1) * (_TYPE + 6) + _EDGE
    sheet = Image.new("RGB", (wide, deep), (244, 242, 238))
    sheet.paste(page, (_EDGE, _EDGE))
    _legend(sheet, page.height + 2 * _EDGE, coverage.limit, (type_, told))
    return png(sheet)


def bare_map(total: Any, coverage: Coverage) -> bytes:
    """Return the map alone, cut to the trim, as PNG."""
    return png(_page(total, coverage))


def png(picture: Image.Image) -> bytes:
    """Return a picture as PNG: the same bytes for the same picture."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()


def colour_of(share: float) -> Colour:
    """Return the colour of a share of the limit, from 0 to 1."""
    for (low, one), (high, other) in pairwise(RAMP):
        if share <= high:
            at = (share - low) / (high - low)
            red, green, blue = (round(a + (b - a) * at) for a, b in zip(one, other, strict=True))
            return red, green, blue
    return RAMP[-1][1]


def _page(total: Any, coverage: Coverage) -> Image.Image:
    from PIL import Image, ImageMath

    step = max(int(coverage.resolution // _WANTED), 1)
    quarter: Image.Image = ImageMath.lambda_eval(
        lambda names: names["convert"](names["min"](names["total"] / 4, 255), "L"), total=total
    )
    small = quarter.reduce(step)
    top = coverage.limit * 255 / 400
    colours = [colour_of(min(value / top, 1.0)) for value in range(256)]
    page = Image.merge("RGB", [small.point([colour[band] for colour in colours]) for band in range(3)])
    if coverage.over:
        over = over_limit(lasting(total, coverage.method, coverage.limit), coverage.limit)
        mask = over.reduce(step).point([0] + [255] * 255)
        page.paste(OVER, (0, 0, *page.size), mask)
    _marks(page, coverage)
    return page


def _marks(page: Image.Image, coverage: Coverage) -> None:
    """Draw a frame round the densest square, and a ring round the dot with the most ink."""
    from PIL import ImageDraw

    if coverage.empty:
        return
    drawn = ImageDraw.Draw(page)
    scale = page.width / (coverage.size[0] or 1)
    left, top, wide, high = (edge * scale for edge in coverage.square_at)
    drawn.rectangle((left, top, left + wide, top + high), outline=_MARK, width=2)
    x, y = (edge * scale for edge in coverage.most_at)
    drawn.ellipse((x - 6, y - 6, x + 6, y + 6), outline=_MARK, width=2)


def _told(coverage: Coverage) -> list[str]:
    x, y = coverage.most_at
    left, top = coverage.square_at[:2]
    inks = ", ".join(f"{ink} {share:.1f} %" for ink, share in coverage.inks)
    return [
        f"Page {coverage.page}: most {coverage.most:.0f} % at {x:.1f}, {y:.1f} mm (ring)",
        f"{coverage.over:.2f} % of the page over {coverage.limit:g} %",
        f"Densest square of 15 mm: {coverage.square:.0f} % at {left:.1f}, {top:.1f} mm (frame)",
        inks,
        f"{coverage.method}, {coverage.resolution:g} dots to the inch",
    ]


def _legend(
    sheet: Image.Image, top: int, limit: float, words: tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, list[str]]
) -> None:
    from PIL import ImageDraw

    drawn = ImageDraw.Draw(sheet)
    type_, told = words
    wide = min(sheet.width - 2 * _EDGE, 420)
    inner = wide - 60
    for x in range(inner):
        drawn.line((_EDGE + x, top, _EDGE + x, top + _BAND), fill=colour_of(x / inner))
    drawn.rectangle((_EDGE + inner, top, _EDGE + wide, top + _BAND), fill=OVER)
    drawn.rectangle((_EDGE, top, _EDGE + wide, top + _BAND), outline=_WORDS)
    under = top + _BAND + 3
    step = 100 if limit > 250 else 50
    for percent in (*range(0, int(limit - step / 2), step), limit):
        x = _EDGE + percent / limit * inner
        drawn.line((x, top + _BAND, x, top + _BAND + 4), fill=_WORDS)
        drawn.text((x, under + 2), f"{percent:g}", fill=_WORDS, font=type_, anchor="ma")
    drawn.text((_EDGE + inner + 30, under + 2), "over", fill=OVER, font=type_, anchor="ma")
    for number, line in enumerate(told, 1):
        drawn.text((_EDGE, under + number * (_TYPE + 6)), line, fill=_WORDS, font=type_)


def _face() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(_TYPE)
