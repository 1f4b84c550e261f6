"""Words as outlines, for drawings: SVG that is printed may not have text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FILES = {"song": "song-black.otf", "hei": "hei-black.otf", "thin": "hei-regular.otf", "kai": "kai-regular.ttf"}


@cache
def face(name: str) -> TTFont:
    """Return a face of the repository's."""
    return TTFont(FONTS / FILES[name])


def number(value: float) -> str:
    """Return a coordinate as SVG has it, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def width(words: str, size: float, name: str = "hei") -> float:
    """Return how wide words are in a size."""
    font = face(name)
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    return float(sum(metrics[cmap[ord(letter)]][0] for letter in words)) * size / float(font["head"].unitsPerEm)


def words(
    text: str,
    at: tuple[float, float],
    size: float,
    *,
    name: str = "hei",
    anchor: str = "start",
    fill: str = "#000",
    more: str = "",
) -> str:
    """Return a path of the words, their baseline beginning, centred or ending at a point."""
    font = face(name)
    glyphs, cmap, metrics = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
    scale = size / font["head"].unitsPerEm
    x = at[0] - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width(text, size, name)
    pen = SVGPathPen(glyphs, ntos=number)
    for letter in text:
        glyph = cmap[ord(letter)]
        glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, x, at[1])))
        x += metrics[glyph][0] * scale
    return f'<path d="{pen.getCommands()}" fill="{fill}"{" " + more if more else ""}/>'


def drawing(size: tuple[float, float], *parts: str) -> str:
    """Return a whole SVG."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(size[0])} {number(size[1])}">'
    return "\n".join((head, *parts, "</svg>", ""))
