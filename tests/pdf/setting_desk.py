"""Sets plain lines for the pen without the text stage, and opens pens."""

from __future__ import annotations

import re
from datetime import date

from compositor.faces import Chain, Faces, Shape
from compositor.model.epaper import Epaper
from compositor.model.lines import Line, Run
from compositor.model.page import SetLine
from compositor.pdf import ColourSpace, Pen
from compositor.units import pt
from tests.faces.type_library import vendored

MARKS = "，。、：；？！“”‘’（）《》「」『』【】〔〕·"
PIECES = re.compile(
    f"——|……|[{MARKS}]|" + r"[A-Za-z0-9 .,%éΩ-]+|.[\ufe00-\ufe0f\U000e0100-\U000e01ef\u0301]*", re.DOTALL
)
DATE = date(2019, 11, 15)


def pen(
    faces: Faces | None = None,
    space: ColourSpace = ColourSpace.CMYK,
    *,
    outlined: bool = False,
    screens: Epaper | None = None,
) -> Pen:
    return Pen(
        faces or vendored(),
        space=space,
        title="金壇時報 2019-11-15",
        issue_date=DATE,
        timezone="+08:00",
        language="zh-Hant-CN",
        outlined=outlined,
        screens=screens,
    )


def drawn(*lines: Line, faces: Faces | None = None, space: ColourSpace = ColourSpace.CMYK) -> bytes:
    """Return a page of lines, 40 pt from the left, the first baseline 50 pt down, 30 pt apart."""
    used = pen(faces, space)
    used.page(pt(600), pt(800), 0, label="01")
    for at, line in enumerate(lines):
        used.draw(SetLine(line, pt(40), pt(50 + 30 * at), "box"))
    return used.finish()


def line(chain: Chain, text: str, *, size: int = pt("9.5"), extra: int = 0, halved: str = "") -> Line:
    """Set a text on one line: ``extra`` after every glyph, marks of ``halved`` half an em wide."""
    runs: list[Run] = []
    at = 0
    for match in PIECES.finditer(text):
        piece = match[0]
        if piece in {"——", "……"} or piece in MARKS:
            shapes: tuple[Shape, ...] = (chain.mark(piece),)
        elif re.match("[A-Za-z0-9 é]", piece):
            shapes = chain.latin(piece)
        else:
            shapes = (chain.han(piece),)
        for shape in shapes:
            count = sum(shape.counts)
            runs.append(run(shape, text[at : at + count], at, size))
            at += count
        half = chain.half(piece) if piece in halved else None
        if half:
            last = runs.pop()
            advances, shifts = (half.advance * size // 1000,), (half.shift * size // 1000,)
            runs.append(Run(last.face, size, last.text, last.codes, advances, last.start, last.end, shifts))
    if extra:
        runs = [
            Run(
                r.face,
                r.size,
                r.text,
                r.codes,
                tuple(a + extra for a in r.advances),
                r.start,
                r.end,
                r.shifts,
                r.counts,
            )
            for r in runs
        ]
    width = sum(sum(r.advances) for r in runs)
    return Line(0, len(text), tuple(runs), width, width)


def run(shape: Shape, text: str, start: int, size: int) -> Run:
    advances = tuple(round(advance * size / shape.upem) for advance in shape.advances)
    shifts = tuple(round(shift * size / shape.upem) for shift in shape.shifts)
    return Run(shape.face, size, text, shape.codes, advances, start, start + len(text), shifts, shape.counts)


def origins(line: Line, x: float) -> list[float]:
    """Return where the line wants each glyph drawn, in points, from a measure that begins at ``x`` points."""
    places = []
    at = line.indent
    for one in line.runs:
        for advance, shift in zip(one.advances, one.shifts or (0,) * len(one.codes), strict=True):
            places.append(x + (at + shift) / 65536)
            at += advance
    return places
