"""What stands on a finished page, read from the file: sorts with their places, rows of them, and colours.

A sort is a painted character. Places count from the trim's top left in points, y down, as in the dump; they are
reckoned from content stream, widths and ToUnicode maps, never from the compositor's own pages.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.pdf import reading

NEAR = 0.02
"""Points by which two places may differ and be the same."""
_GAP = 0.9
"""A gap of so many ems parts two lines that stand on one baseline."""


@dataclass(frozen=True)
class Sort:
    """A painted character: its origin, where the next one would stand by its own width, and its ink."""

    text: str
    x: float
    y: float
    right: float
    size: float
    ink: tuple[float, ...] = ()


@dataclass(frozen=True)
class Area:
    """A rectangle of a page."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside or on the edge."""
        inside = self.x - NEAR <= x <= self.x + self.width + NEAR
        return inside and self.y - NEAR <= y <= self.y + self.height + NEAR


def sorts(path: Path, page: int = 0) -> list[Sort]:
    """Return every sort of a page in painting order."""
    content = path.read_bytes()
    left, top = _corner(content, page)
    inks = _inks(reading.operators(content, page))
    return [
        Sort(glyph.text, glyph.x - left, top - glyph.y, glyph.x + glyph.width - left, glyph.size, ink)
        for glyph, ink in zip(reading.glyphs(content, page), inks, strict=True)
        if glyph.text != "\N{ZERO WIDTH SPACE}"
    ]


def _corner(content: bytes, page: int) -> tuple[float, float]:
    """Return the x and y of the trim's top left corner as the file counts."""
    with reading.opened(content) as pdf:
        box = pdf.pages[page].trimbox
        return float(box[0]), float(box[3])


def _inks(steps: Sequence[tuple[list[Any], str]]) -> Iterator[tuple[float, ...]]:
    """Yield the fill colour in which each glyph is painted."""
    fill: tuple[float, ...] = (0.0,)
    for operands, operator in steps:
        if operator in {"k", "rg", "g"}:
            fill = tuple(operands)
        elif operator == "TJ":
            count = sum(len(item) // 2 for item in operands[0] if isinstance(item, bytes))
            yield from [fill] * count


def seen_by_pdfium(path: Path, page: int = 0) -> list[Sort]:
    """Return the sorts of a page as PDFium's text extraction tells them, white space left out."""
    left, top = _corner(path.read_bytes(), page)
    document = pypdfium2.PdfDocument(path)
    try:
        text = document[page].get_textpage()
        found: list[Sort] = []
        for at in range(text.count_chars()):
            letter, x, y = _character(text, at)
            if "\udc00" <= letter <= "\udfff" and found:  # the second half of a character beyond the BMP
                pair = (found[-1].text + letter).encode("utf-16", "surrogatepass").decode("utf-16")
                found[-1] = replace(found[-1], text=pair)
            elif letter:
                found.append(Sort(letter, x - left, top - y, x - left, 0.0))
        return found
    finally:
        document.close()


def _character(text: pypdfium2.PdfTextPage, at: int) -> tuple[str, float, float]:
    """Return a character and its origin; nothing for what PDFium adds of its own."""
    letter = "-" if pdfium.FPDFText_IsHyphen(text.raw, at) == 1 else chr(pdfium.FPDFText_GetUnicode(text.raw, at))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
    if pdfium.FPDFText_IsGenerated(text.raw, at) == 1 or letter.isspace() or letter in "\u200b\0":
        letter = ""
    return letter, x.value, y.value


def rows(page: Iterable[Sort]) -> list[list[Sort]]:
    """Return the sorts by the lines that they stand in: neighbours on one baseline."""
    found: list[list[Sort]] = []
    for sort in page:
        last = found[-1][-1] if found else None
        if last and abs(sort.y - last.y) < NEAR and -sort.size <= sort.x - last.right < _GAP * sort.size:
            found[-1].append(sort)
        else:
            found.append([sort])
    return found


def colours(path: Path) -> dict[str, set[str]]:
    """Return what a file paints with: colour operators, and the colour spaces of its images and shadings."""
    found: dict[str, set[str]] = {"operators": set(), "spaces": set()}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _colours(page, page.get("/Resources", {}), found)
    return found


def _colours(stream: Any, resources: Any, found: dict[str, set[str]]) -> None:
    wanted = frozenset("g G k K rg RG cs CS sc scn SC SCN sh".split())
    for step in pikepdf.parse_content_stream(stream):
        name = str(step.operator)
        if name in wanted:
            found["operators"].add(name)
        if name in {"cs", "CS"}:
            found["spaces"].add(str(step.operands[0]))
    for inner in resources.get("/XObject", {}).values():
        if inner.Subtype == "/Form":
            _colours(inner, inner.get("/Resources", {}), found)
        elif not inner.get("/ImageMask", False):
            space = inner.get("/ColorSpace", None)
            if isinstance(space, pikepdf.Array):
                space = space[1] if space[0] == "/Indexed" else space[0]
            found["spaces"].add(str(space))
        mask = inner.get("/SMask", None)
        if mask is not None:
            found["spaces"].add("/SMask")


def read_by_poppler(output: str) -> str:
    """Return what pdftotext printed, without white space and page ends."""
    return re.sub(r"[\s\f\u200b]+", "", output)
