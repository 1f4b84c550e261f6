"""The picture that stands for an article where it is shared: its head as it is printed, cut from the page.

1200 by 630 dots, as Open Graph's readers ask for it (1.91 : 1). What of other articles is in it is faint.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from compositor.epaper.addresses import social_picture
from compositor.epaper.publication import Article, HotZone, Publication, PublishedPage
from compositor.epaper.sitefile import SiteFile
from compositor.pdf.screens import Screen

if TYPE_CHECKING:
    from PIL import Image

SIZE: Final = (1200, 630)
_QUALITY: Final = 82
_LEAST: Final = 90_000
"""A window is at least as wide as that, in thousandths of a millimetre: larger type than in print helps nobody."""
_AIR: Final = 3_000
_FAINT: Final = 0.28
_PARTS: Final = 10_000

Box = tuple[int, int, int, int]


def begun(publication: Publication, page: PublishedPage) -> Iterator[Article]:
    """Yield the articles that begin on a page."""
    return (article for article in publication.articles if article.page == page.label)


def social_pictures(publication: Publication, page: PublishedPage, screen: Screen) -> Iterator[SiteFile]:
    """Yield the pictures of the articles that begin on a page, which the ``screen`` shows alone."""
    for article in begun(publication, page):
        zones = [zone for zone in article.zones if zone.page == page.label]
        if zones and not article.withdrawn:
            content = _picture(article, page, zones, screen)
            yield SiteFile(social_picture(publication.folder, article.slug), content)


def _picture(article: Article, page: PublishedPage, zones: Sequence[HotZone], screen: Screen) -> bytes:
    from PIL import Image, ImageDraw

    window = head_window(page, zones[0], vertical=article.vertical)
    left, top, right, _ = window
    scale = SIZE[0] / (right - left)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    corner = (round(left * scale), round(top * scale))
    shown = _painted(screen, size, corner)
    mask = Image.new("L", SIZE, round(255 * (1 - _FAINT)))
    draw = ImageDraw.Draw(mask)
    for zone in zones:
        points = [(x * size[0] / _PARTS - corner[0], y * size[1] / _PARTS - corner[1]) for x, y in zone.outline]
        draw.polygon(points, fill=0)
    shown.paste("white", (0, 0), mask)
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def _painted(screen: Screen, size: tuple[int, int], corner: tuple[int, int]) -> Image.Image:
    """Return what stands in the window; paper beyond the page's foot is white."""
    return screen.paint(0, size, (corner[0], corner[1], corner[0] + SIZE[0], corner[1] + SIZE[1]))


def head_window(page: PublishedPage, zone: HotZone, *, vertical: bool) -> Box:
    """Return what of a page shows the head of an article whose first part is ``zone``, in thousandths of a millimetre.

    It has the proportion of ``SIZE``, lies on the page where that is large enough, and begins where reading does: at
    the top left of the part, of a vertical one at its top right.
    """
    across = [x * page.width // _PARTS for x, _ in zone.outline]
    down = [y * page.height // _PARTS for _, y in zone.outline]
    wide = max(across) - min(across) + 2 * _AIR
    width = min(max(wide, _LEAST), page.width)
    height = width * SIZE[1] // SIZE[0]
    middle = (min(across) + max(across) - width) // 2
    left = middle if wide <= width else max(across) + _AIR - width if vertical else min(across) - _AIR
    left = min(max(left, 0), page.width - width)
    top = min(max(min(down) - _AIR, 0), max(0, page.height - height))
    return left, top, left + width, top + height
