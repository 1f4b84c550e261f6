"""Compares two renderings of a page: what may differ is antialiasing, a pixel along the edges of ink."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.conftest import Tool

_DARK, _INKED = 96, 208
"""A pixel that is certainly ink, and the least that has to stand there or beside it in the other rendering."""


def rendered(content: bytes, folder: Path, tool: Tool, resolution: int = 150) -> Image.Image:
    """Return the first page of a PDF in grey, 150 pixels to the inch."""
    path = folder / "rendered.pdf"
    path.write_bytes(content)
    options = ["-r", str(resolution), "-gray", "-singlefile", str(path), str(folder / "rendered")]
    subprocess.run([tool("pdftoppm"), *options], check=True)
    with Image.open(folder / "rendered.pgm") as picture:
        return picture.copy()


def unlike(one: Image.Image, other: Image.Image) -> int:
    """Count the pixels that are ink in one rendering and have none on or beside them in the other."""
    wide, high = min(one.width, other.width), min(one.height, other.height)
    assert max(one.width, other.width) - wide <= 1, "a last part of a pixel may count or not"
    one, other = (picture.crop((0, 0, wide, high)) for picture in (one, other))
    return _alone(one, other) + _alone(other, one)


def _alone(one: Image.Image, other: Image.Image) -> int:
    dark = one.point(lambda value: 255 * (value < _DARK))
    bare = other.filter(ImageFilter.MinFilter(3)).point(lambda value: 255 * (value > _INKED))
    return ImageChops.multiply(dark, bare).histogram()[255]


def ink(picture: Image.Image) -> float:
    """Return how much of a rendering is ink, in percent."""
    histogram = picture.histogram()
    return 100 - sum(value * count for value, count in enumerate(histogram)) / sum(histogram) / 2.55
