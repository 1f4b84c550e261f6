"""The specimens of the page: two made-up issues, composed as any other.

``pages`` shows what no sample does, ``faults`` what a layout editor sends back. Their pictures are drawn first.
Of
pages that are sent back the places of findings are framed on the picture, as report.html frames them.
"""

from __future__ import annotations

import io
import shutil
from itertools import groupby
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from compositor.errors import Finding, Severity
from compositor.model.page import Page
from compositor.pipeline import Composed, Request, Stopwatch, compose, outcome, write_files
from tools.specimens.art import draw_all

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARKED: Final = "06"
"""The page of ``pages`` that is sent back; of ``faults`` all are."""
PICTURES: Final = {"pages": "page", "faults": "fault"}
"""The issues, and how the pictures of their pages are called."""
_COLOURS = {Severity.WARNING: (176, 96, 0), Severity.NOTE: (0, 90, 160)}


def composed(folder: Path, name: str = "pages") -> tuple[Request, Composed]:
    """Lay one of the issues out in a folder with its pictures, and compose it."""
    issue = folder / name
    shutil.rmtree(issue, ignore_errors=True)
    shutil.copytree(HERE / name / "issue", issue)
    draw_all(issue / "art")
    request = Request(issue, folder, HERE / name / "layouts", ROOT / "fonts")
    return request, compose(request, Stopwatch(lambda _: None))


def framed(picture: Image.Image, page: Page, made: Composed) -> Image.Image:
    """Return a proof's picture with the places of warnings and notes framed as in report.html.

    Errors are framed on it already, and warnings have their labels; notes get them here.
    """
    draw = ImageDraw.Draw(picture)
    scale = picture.width / page.width
    own = [
        (number, one)
        for number, one in enumerate(outcome(made).findings, 1)
        if one.page == page.label and one.severity in _COLOURS
    ]
    for (area, severity, code), group in groupby(sorted(own, key=_mark), _mark):
        numbers = [number for number, _ in group]
        x, y, width, height = (length * scale for length in area)
        colour = _COLOURS[Severity(severity)]
        draw.rectangle((x - 3, y - 3, x + width + 3, y + height + 3), outline=colour, width=2)
        words = f"{numbers[0]}{f'-{numbers[-1]}' if len(numbers) > 1 else ''} {code}"
        if severity == Severity.NOTE:
            foot = y + height + 3
            draw.rectangle((x - 3, foot, x + draw.textlength(words), foot + 13), fill=colour)
            draw.text((x, foot + 1), words, fill=(255, 255, 255))
    return picture


def _mark(numbered: tuple[int, Finding]) -> tuple[tuple[int, int, int, int], str, str]:
    finding = numbered[1]
    return finding.area or (0, 0, 0, 0), finding.severity, finding.code


def drawn(folder: Path, shown: Path) -> list[Path]:
    """Compose the issues into a folder, and write the pictures of their pages to be shown."""
    shown.mkdir(parents=True, exist_ok=True)
    return [path for name in PICTURES for path in _drawn(name, folder, shown)]


def _drawn(name: str, folder: Path, shown: Path) -> list[Path]:
    request, made = composed(folder, name)
    write_files(request, made, Stopwatch(lambda _: None))
    paths = []
    for page in outcome(made).pages:
        picture = Image.open(folder / name / "proof" / f"{page.label}.png").convert("RGB")
        picture = framed(picture, page, made) if name == "faults" or page.label == MARKED else picture
        out = io.BytesIO()
        picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        paths.append(shown / f"{PICTURES[name]}-{page.label}.png")
        paths[-1].write_bytes(out.getvalue())
    return paths
