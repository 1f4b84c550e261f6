"""Write the specimen sheets, the specimens of the page, and their pictures; ``make specimen`` runs this.

usage: python -m tools.specimens FOLDER [PICTURES]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from compositor.model.settings import Direction
from tools.specimens import pages
from tools.specimens.cells import Cases
from tools.specimens.rows import read
from tools.specimens.sheets import made

_SCALE = 1.5
_PAPER = (255, 255, 255)
_COLOURS = [
    tuple(paper + (ink - paper) * step // steps for ink, paper in zip(inks, _PAPER, strict=True))
    for inks, steps in (((0, 0, 0), 9), ((200, 16, 46), 4), ((150, 200, 235), 2))
    for step in range(inks != (0, 0, 0), steps + 1)
]
"""Greys, reds and blues from paper to full ink: sixteen, so that a point of a picture takes four bits."""


def pictures(content: bytes) -> list[bytes]:
    """Return each page of a PDF as a picture of few greys, small enough to keep."""
    document = pypdfium2.PdfDocument(content)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _COLOURS for part in colour])
    out = []
    for page in document:
        picture = io.BytesIO()
        image = page.render(scale=_SCALE).to_pil().convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
        image.save(picture, "PNG", optimize=True)
        out.append(picture.getvalue())
    return out


def main(folder: Path, shown: Path | None) -> None:
    """Write both directions into ``folder``, and the pictures of their pages into ``shown``."""
    rows, cases = read(), Cases()
    folder.mkdir(parents=True, exist_ok=True)
    for direction in Direction:
        content = made(rows, direction, cases)
        path = folder / f"specimen-{direction}.pdf"
        path.write_bytes(content)
        sys.stdout.write(f"{path}\n")
        for number, picture in enumerate(pictures(content), 1):
            place = (shown or folder) / f"specimen-{direction}-{number}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(picture)
            sys.stdout.write(f"{place}\n")
    for place in pages.drawn(folder, shown.parent / "pages" if shown else folder):
        sys.stdout.write(f"{place}\n")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: python -m tools.specimens FOLDER [PICTURES]")
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
