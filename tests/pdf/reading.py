"""Reads a finished PDF by the standard's own arithmetic, so that the pen is judged by the file and not by its model.

Every glyph of a page with its text, origin and font, from the content stream, the widths and the ToUnicode maps of
the file (ISO 32000-1 9.4.4, 9.7.4.3 and 9.10.3).
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
    text: str
    x: float
    y: float
    width: float
    size: float
    font: str


@dataclass(frozen=True)
class Font:
    name: str
    widths: dict[int, float]
    default: float
    meanings: dict[int, str]
    base: str


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
    return Font(name, widths, float(descendant.DW), meanings(font.ToUnicode.read_bytes()), str(font.BaseFont))


def meanings(cmap: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap.decode("ascii"), flags=re.DOTALL):
        rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]*)>", block)
        assert len(rows) == len(block.strip().splitlines()) <= 100
        found.update({int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows})
    return found


def glyphs(content: bytes, page: int = 0) -> list[Glyph]:
    """Return every glyph of a page in painting order; text is upright and horizontal."""
    return list(_painted(operators(content, page), fonts(content, page)))


def _painted(steps: Sequence[tuple[list[Any], str]], known: dict[str, Font]) -> Iterator[Glyph]:
    font, size, x, y = "", 0.0, 0.0, 0.0
    for operands, operator in steps:
        if operator == "Tf":
            font, size = operands
        elif operator == "Tm":
            assert operands[:4] == [1, 0, 0, 1]
            x, y = operands[4:]
        elif operator == "TJ":
            for item in operands[0]:
                if isinstance(item, float):
                    x -= item / 1000 * size
                    continue
                face = known[font]
                for at in range(0, len(item), 2):
                    code = int.from_bytes(item[at : at + 2], "big")
                    width = face.widths.get(code, face.default) / 1000 * size
                    yield Glyph(face.meanings[code], x, y, width, size, font)
                    x += width
        else:
            assert operator not in {"Td", "TD", "T*", "Tj", "'", '"', "Tc", "Tw", "Tz", "Ts"}


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
