"""Reads a finished PDF by the standard's own arithmetic, so that the pen is judged by the file and not by its model.

Every glyph of a page with its text, origin and font, from the content stream, the widths and the ToUnicode maps of
the file (ISO 32000-1 9.4.4, 9.7.4.3 and 9.10.3). Both writing modes, and text that is turned.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
import pypdf
import pypdfium2


@dataclass(frozen=True)
class Glyph:
    """A glyph with its origin; ``width`` is how far it moves the pen, ``turn`` the matrix that it is drawn with."""

    text: str
    x: float
    y: float
    width: float
    size: float
    font: str
    turn: tuple[float, ...] = (1, 0, 0, 1)


@dataclass(frozen=True)
class Font:
    name: str
    widths: dict[int, float]
    default: float
    meanings: dict[int, str]
    base: str
    vertical: bool
    heights: dict[int, tuple[float, float, float]]

    def moves(self, code: int) -> tuple[float, float, float, float]:
        """Return how a glyph moves the pen, and where its origin lies from it, in thousandths of an em."""
        width = self.widths.get(code, self.default)
        if not self.vertical:
            return width, 0, 0, 0
        height, x, y = self.heights.get(code, (-1000, width / 2, 880))
        return 0, height, -x, -y


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def operators(content: bytes, page: int = 0) -> list[tuple[list[Any], str]]:
    with opened(content) as pdf:
        found = pikepdf.parse_content_stream(pdf.pages[page])
        return [([_plain(operand) for operand in step.operands], str(step.operator)) for step in found]


def _plain(operand: Any) -> Any:
    if isinstance(operand, pikepdf.Array):
        return [_plain(item) for item in operand]
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, int | float | Decimal):
        return float(operand)
    return str(operand)


def fonts(content: bytes, page: int = 0) -> dict[str, Font]:
    with opened(content) as pdf:
        resources = pdf.pages[page].Resources
        return {name: _font(name, font) for name, font in resources.get("/Font", {}).items()}


def _font(name: str, font: Any) -> Font:
    descendant = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    rows = list(descendant.get("/W", []))
    for first, row in zip(rows[::2], rows[1::2], strict=True):
        for at, width in enumerate(row):
            widths[int(first) + at] = float(width)
    heights: dict[int, tuple[float, float, float]] = {}
    rest = iter(descendant.get("/W2", []))
    for first in rest:
        told = next(rest)
        row = [
            float(number) for number in (told if isinstance(told, pikepdf.Array) else (next(rest) for _ in range(3)))
        ]
        codes = range(int(first), int(first) + len(row) // 3 if isinstance(told, pikepdf.Array) else int(told) + 1)
        stances = list(zip(row[::3], row[1::3], row[2::3], strict=True))
        heights |= dict(zip(codes, stances * (1 if len(stances) > 1 else len(codes)), strict=True))
    vertical = str(font.Encoding) == "/Identity-V"
    if vertical:
        assert [int(number) for number in descendant.DW2] == [880, -1000]
    read = meanings(font.ToUnicode.read_bytes())
    return Font(name, widths, float(descendant.DW), read, str(font.BaseFont), vertical, heights)


def meanings(cmap: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap.decode("ascii"), flags=re.DOTALL):
        rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]*)>", block)
        assert len(rows) == len(block.strip().splitlines()) <= 100
        found.update({int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows})
    return found


def glyphs(content: bytes, page: int = 0) -> list[Glyph]:
    """Return every glyph of a page in painting order."""
    return list(_painted(operators(content, page), fonts(content, page)))


def _painted(steps: Sequence[tuple[list[Any], str]], known: dict[str, Font]) -> Iterator[Glyph]:
    font, size, turn, x, y = "", 0.0, (1.0, 0.0, 0.0, 1.0), 0.0, 0.0
    for operands, operator in steps:
        if operator == "Tf":
            font, size = operands
        elif operator == "Tm":
            turn, (x, y) = tuple(operands[:4]), operands[4:]
        elif operator == "TJ":
            face = known[font]
            for item in operands[0]:
                if isinstance(item, float):
                    moved = (0, -item) if face.vertical else (-item, 0)
                    x, y = _moved(x, y, moved, size, turn)
                    continue
                for at in range(0, len(item), 2):
                    code = int.from_bytes(item[at : at + 2], "big")
                    across, down, *origin = face.moves(code)
                    place = _moved(x, y, origin, size, turn)
                    yield Glyph(face.meanings[code], *place, (across or -down) / 1000 * size, size, font, turn)
                    x, y = _moved(x, y, (across, down), size, turn)
        else:
            assert operator not in {"Td", "TD", "T*", "Tj", "'", '"', "Tc", "Tw", "Tz", "Ts"}


def _moved(x: float, y: float, by: Sequence[float], size: float, turn: Sequence[float]) -> tuple[float, float]:
    """Move a place by thousandths of an em of text space."""
    across, up = by[0] / 1000 * size, by[1] / 1000 * size
    return x + across * turn[0] + up * turn[2], y + across * turn[1] + up * turn[3]


def texts(content: bytes, page: int = 0) -> dict[str, str]:
    """Return what libraries read from a page, without white space."""
    document = pypdfium2.PdfDocument(content)
    read = {
        "pypdfium2": document[page].get_textpage().get_text_range(),
        "pypdf": pypdf.PdfReader(io.BytesIO(content)).pages[page].extract_text(),
        "content": "".join(glyph.text for glyph in glyphs(content, page)),
    }
    return {name: bare(text) for name, text in read.items()}


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
