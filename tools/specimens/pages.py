"""The specimens of the page: a made-up issue that shows what no sample does, composed as any other.

Its pictures are drawn first. Of the page that a layout editor would send back the findings are marked on the picture,
as report.html marks them.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image, ImageDraw

from compositor.errors import Severity
from compositor.model.page import Page
from compositor.pipeline import Composed, Request, Stopwatch, compose, outcome, write_files
from tools.specimens.art import draw_all

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARKED = "06"
_COLOURS = {Severity.ERROR: (190, 0, 0), Severity.WARNING: (176, 96, 0), Severity.NOTE: (0, 90, 160)}


def composed(folder: Path) -> tuple[Request, Composed]:
    """Lay the issue out in a folder with its pictures, and compose it."""
    issue = folder / "pages"
    shutil.rmtree(issue, ignore_errors=True)
    shutil.copytree(HERE / "pages" / "issue", issue)
    draw_all(issue / "art")
    request = Request(issue, folder, HERE / "pages" / "layouts", ROOT / "fonts")
    return request, compose(request, Stopwatch(lambda _: None))


def marked(picture: Image.Image, page: Page, made: Composed) -> Image.Image:
    """Return a page's picture with a numbered frame round the place of every finding on it."""
    draw = ImageDraw.Draw(picture)
    scale = picture.width / page.width
    for number, finding in enumerate(outcome(made).findings, 1):
        if finding.page != page.label or finding.area is None or finding.severity is Severity.NOTE:
            continue
        x, y, width, height = (length * scale for length in finding.area)
        colour = _COLOURS[finding.severity]
        draw.rectangle((x - 3, y - 3, x + width + 3, y + height + 3), outline=colour, width=2)
        words = f"{number} {finding.code}"
        wide = draw.textlength(words)
        draw.rectangle((x - 3, y - 16, x + wide + 3, y - 3), fill=colour)
        draw.text((x, y - 15), words, fill=(255, 255, 255))
    return picture


def drawn(folder: Path, shown: Path) -> list[Path]:
    """Compose the issue into a folder, and write the pictures of its pages to be shown."""
    request, made = composed(folder)
    write_files(request, made, Stopwatch(lambda _: None))
    shown.mkdir(parents=True, exist_ok=True)
    paths = []
    for page in outcome(made).pages:
        picture = Image.open(folder / "pages" / "proof" / f"{page.label}.png").convert("RGB")
        picture = marked(picture, page, made) if page.label == MARKED else picture
        out = io.BytesIO()
        picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        paths.append(shown / f"page-{page.label}.png")
        paths[-1].write_bytes(out.getvalue())
    return paths
