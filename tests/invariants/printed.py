"""Reads the lines of a galley back from its PDF: sorts with their places, by the standard's own arithmetic.

ISO 32000-1 9.4.4 (text space), 9.7.4.3 (widths and vertical metrics), 9.10.3 (ToUnicode). Places are points along
the line from the page's edge at which lines begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from compositor.model.lines import Line
from compositor.model.settings import Direction
from tests.invariants.galleys import EDGE, LEADING, Galley
from tests.pdf import reading

_STEP = re.compile(
    rb"/(?P<font>\S+) (?P<size>[\d.]+) Tf"
    rb"|(?P<matrix>(?:[-\d.]+ ){6})Tm"
    rb"|\[(?P<shown>[^\]]*)\] TJ"
    rb"|(?P<other>\b(?:Td|TD|T\*|Tj|Tc|Tw|Tz|Ts)\b)"
)
_SHOWN = re.compile(rb"<([0-9A-Fa-f]*)>|([-\d.]+)")
_NOTHING = re.compile("[\u200b-\u200d\u00ad\u2060\ufeff\\s]")


@dataclass(frozen=True)
class Sort:
    """A painted character or cluster: where its cell begins and ends along the line, and its size, in points.

    ``start`` and ``stop`` are the offsets of the copy that it stands for, equal for a hyphen of the line's own.
    ``turned`` tells of type that lies on its side.
    """

    text: str
    at: float
    end: float
    size: float
    start: int = 0
    stop: int = 0
    turned: bool = False


@dataclass(frozen=True)
class Printed:
    """A line as the file has it, with the copy that it stands for: ``text[start:end]`` of its paragraph."""

    sorts: tuple[Sort, ...]
    text: str
    start: int
    end: int
    set: Line
    """The line as the compositor meant it: its findings are told by it, its places are not."""
    hyphenated: bool
    direction: Direction = Direction.HORIZONTAL
    begun_by_rescue: bool = False
    """The break before the line was a forbidden one, allowed by the rescue rule and reported."""

    @property
    def words(self) -> str:
        """What is printed, hyphens included."""
        return "".join(sort.text for sort in self.sorts)

    @property
    def last(self) -> bool:
        """Tell whether the line ends its paragraph."""
        return self.end == len(self.text)


def pages(galley: Galley) -> list[list[Sort]]:
    """Return the sorts of every line of a galley, line by line."""
    found: list[list[Sort]] = []
    with reading.opened(galley.pdf) as pdf:
        for page in pdf.pages:
            fonts = {name: reading._font(name, font) for name, font in page.Resources.Font.items()}
            content = b"\n".join(part.read_bytes() for part in _parts(page.Contents))
            size = (float(page.MediaBox[2]), float(page.MediaBox[3]))
            rows: dict[int, list[Sort]] = {}
            for row, sort in _sorts(content, fonts, _Sheet(galley.direction, size)):
                rows.setdefault(row, []).append(sort)
            found += [rows[row] for row in sorted(rows)]
    return found


@dataclass(frozen=True)
class _Sheet:
    """How places on a page become lines and places along them."""

    direction: Direction
    size: tuple[float, float]

    def row(self, x: float, y: float) -> int:
        """Return the number of the line nearest to a place."""
        down = self.size[1] - y if self.direction is Direction.HORIZONTAL else self.size[0] - x
        return round((down * 65536 - EDGE) / LEADING)

    def along(self, x: float, y: float) -> float:
        """Return how far along its line a place is."""
        return x if self.direction is Direction.HORIZONTAL else self.size[1] - y


def _parts(contents: Any) -> list[Any]:
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _sorts(content: bytes, fonts: dict[str, reading.Font], sheet: _Sheet) -> Iterator[tuple[int, Sort]]:
    font, size, x, y, turn = fonts[next(iter(fonts))], 0.0, 0.0, 0.0, (1.0, 0.0, 0.0, 1.0)
    for step in _STEP.finditer(content):
        if step["font"]:
            font, size = fonts["/" + step["font"].decode()], float(step["size"])
        elif step["matrix"]:
            a, b, c, d, x, y = (float(number) for number in step["matrix"].split())
            turn = (a, b, c, d)
        elif step["shown"] is not None:
            for codes, number in _SHOWN.findall(step["shown"]):
                if number:
                    move = -float(number)
                    x, y = reading._moved(x, y, (0, move) if font.vertical else (move, 0), size, turn)
                    continue
                for at in range(0, len(codes), 4):
                    code = int(codes[at : at + 4], 16)
                    across, down, *_ = font.moves(code)
                    after = reading._moved(x, y, (across, down), size, turn)
                    text = _NOTHING.sub("", font.meanings[code])
                    yield sheet.row(x, y), Sort(text, sheet.along(x, y), sheet.along(*after), size, turned=turn[1] != 0)
                    x, y = after
        else:
            raise AssertionError(f"an operator that moves the pen in another way: {step['other']!r}")


def lines(galley: Galley) -> Iterator[Printed]:
    """Yield the lines of a galley as printed, each beside its copy; fails where they don't tile it (I04)."""
    rows = iter(pages(galley))
    for paragraph in galley.paragraphs:
        at, rescued = 0, False
        for set_line in paragraph.lines:
            sorts = tuple(_read(next(rows), paragraph.text, at))
            end = _past_blanks(paragraph.text, sorts[-1].stop)
            hyphenated = sorts[-1].start == sorts[-1].stop
            yield Printed(sorts, paragraph.text, at, end, set_line, hyphenated, galley.direction, rescued)
            at, rescued = end, set_line.rescued
        assert at == len(paragraph.text), f"{paragraph.article}: lost {paragraph.text[at : at + 40]!r}"
    assert next(rows, None) is None


def _read(sorts: list[Sort], text: str, at: int) -> Iterator[Sort]:
    """Yield the sorts of a line with the offsets of what they stand for in ``text`` from ``at`` on."""
    shown = [sort for sort in sorts if sort.text]
    for index, sort in enumerate(shown):
        start = at = _past_blanks(text, at)
        for letter in sort.text:
            at = _past_blanks(text, at)
            if at < len(text) and text[at] == letter:
                at += 1
                continue
            own = sort.text in {"-", "\u2010"} and index == len(shown) - 1
            assert own, f"prints {''.join(s.text for s in shown)!r} where the copy has {text[at : at + 40]!r}"
        yield replace(sort, start=start, stop=at)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and _NOTHING.match(text[at]):
        at += 1
    return at
