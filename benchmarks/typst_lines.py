"""The same paragraphs set by typst, read back from its PDF: where every character of every line stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from operator import itemgetter

import pypdfium2 as pdfium
from pypdfium2 import raw

from benchmarks.gaps import Place, SetLine
from benchmarks.texts import INDENT, ROOT, Text

POINTS = 9
_MARGIN = 20
_HIGH, _LOW, _LOW_END = 0xD800, 0xDC00, 0xE000
_LINE_END_HYPHEN = 2
"""What pdfium gives for a hyphen that ends a line."""
_PAGE = """
#let asked = json(bytes(sys.inputs.asked))
#set page(width: (asked.measure * {points} + 2 * {margin}) * 1pt, height: 9000pt, margin: {margin}pt)
#set text(
  size: {points}pt, lang: "zh", region: asked.region,
  font: (
    (name: "Compositor Latin Serif", covers: "latin-in-cjk"),
    "Noto Serif CJK SC", "Noto Sans CJK SC", "Compositor Kai", "Noto Serif",
  ),
)
#set par(justify: true, linebreaks: asked.breaks, first-line-indent: (amount: {indent}em, all: true))
#for paragraph in asked.paragraphs {{ block(breakable: false, par(paragraph)) }}
"""


class MisreadError(Exception):
    """The characters read from the PDF aren't those that were set."""


def typst_version() -> str:
    """Return the version of typst, empty where it isn't installed."""
    try:
        return version("typst")
    except PackageNotFoundError:
        return ""


def set_by_typst(text: Text, measure: int, breaks: str) -> Iterator[SetLine]:
    """Set a text to ``measure`` ems with ``breaks`` (optimized or simple) and yield its lines.

    Raises ``MisreadError`` where a line of the PDF isn't what comes next in the copy.
    """
    asked = {
        "measure": measure,
        "region": text.setting.region.value.lower(),
        "breaks": breaks,
        "paragraphs": text.paragraphs,
    }
    page = _PAGE.format(points=POINTS, margin=_MARGIN, indent=INDENT)
    compiler = import_module("typst").Compiler(
        page.encode(), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True
    )
    content = compiler.compile(format="pdf", sys_inputs={"asked": json.dumps(asked)})
    return _by_paragraph(list(lines_in(content)), text.paragraphs)


def lines_in(content: bytes) -> Iterator[list[Place]]:
    """Yield the lines of a PDF as its visible characters, in no certain order; a line is one baseline."""
    document = pdfium.PdfDocument(content)
    for page in document:
        line, baseline = list[Place](), None
        for character, x, y in _characters(page.get_textpage()):
            if baseline is None or abs(y - baseline) > 1:
                if line:
                    yield line
                line, baseline = [], y
            line.append((character, (x - _MARGIN) / POINTS))
        if line:
            yield line
    document.close()


def _characters(page: pdfium.PdfTextPage) -> Iterator[tuple[str, float, float]]:
    x, y, high = raw.c_double(), raw.c_double(), 0
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if _HIGH <= code < _LOW:  # characters beyond U+FFFF come in two halves (UTF-16)
            high = code
            continue
        if _LOW <= code < _LOW_END:
            code = 0x10000 + (high - _HIGH << 10) + code - _LOW
        character = "-" if code == _LINE_END_HYPHEN else chr(code)
        if character.isspace() or raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        yield character, x.value, y.value


def _by_paragraph(lines: Sequence[list[Place]], paragraphs: Sequence[str]) -> Iterator[SetLine]:
    at = 0
    for paragraph in paragraphs:
        left = paragraph.strip()
        while left:
            if at == len(lines):
                raise MisreadError(f"the PDF ends before {left[:30]!r}")
            places, left = _in_copy_order(lines[at], left)
            at += 1
            yield SetLine(places, not left)


def _in_copy_order(line: list[Place], copy: str) -> tuple[tuple[Place, ...], str]:
    """Return a line's characters in the order of the copy, with the copy's spaces, and the copy that is left.

    A reader of PDFs may swap neighbours whose glyphs overlap (a closing mark and an opening one, both trimmed).
    """
    where: dict[str, list[float]] = {}
    for character, x in sorted(line, key=itemgetter(1), reverse=True):
        where.setdefault(character, []).append(x)
    out, found, x = list[Place](), 0, 0.0
    for at, character in enumerate(copy):
        if found == len(line):
            return tuple(out), copy[at:].lstrip()
        if not character.isspace():
            if not where.get(character):
                raise MisreadError(f"the PDF has the line {''.join(one for one, _ in line)!r}, the copy {copy[:30]!r}")
            x = where[character].pop()
            found += 1
        out.append((character, x))
    return tuple(out), ""
