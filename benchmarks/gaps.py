"""How even set lines are: one measuring for every engine, from where its characters stand.

Only the places of Han characters are compared: their glyphs begin where their cells do in every engine, while
those of marks are shifted as each engine trims them. Lengths in ems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compositor.model.lines import Line

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
SINGLES = frozenset("，。、；：！？（）「」『』《》〈〉【】〔〕“”‘’")
"""Full-width marks that are half white, half ink."""
WIDE_GAP = 1 / 8
_EXACT = 0.004
"""What the figures of a PDF may be rounded by."""

Place = tuple[str, float]
"""A character and where it begins on its line."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """The characters of a line in order, spaces too; ``last`` tells that its paragraph ends there."""

    places: tuple[Place, ...]
    last: bool

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.places)

    def end(self) -> float | None:
        """Return where the last cell ends, None where that isn't a Han character's."""
        last, at = next(place for place in reversed(self.places) if not place[0].isspace())
        return at + 1 if HAN.match(last) else None

    def gaps(self) -> list[float]:
        """Return the white between neighbouring Han characters."""
        return [
            right - left - 1
            for (one, left), (other, right) in pairwise(self.places)
            if HAN.match(one) and HAN.match(other)
        ]

    def singles(self) -> list[float]:
        """Return the cells of marks that stand alone between Han characters: what lies between those two."""
        return [
            after[1] - before[1] - 1
            for before, mark, after in zip(self.places, self.places[1:], self.places[2:], strict=False)
            if mark[0] in SINGLES and HAN.match(before[0]) and HAN.match(after[0])
        ]


@dataclass(slots=True)
class Evenness:
    """What is found in the lines of an engine; lines that end a paragraph are solid and don't count.

    ``alone`` are paragraphs that end on one character, ``bare`` those of them where no mark follows it.
    """

    lines: int = 0
    paragraphs: int = 0
    pairs: int = 0
    squares: float = 0.0
    loosest: float = 0.0
    wide: int = 0
    singles: int = 0
    squeezed: int = 0
    halved: int = 0
    white: float = 0.0
    alone: int = 0
    bare: int = 0
    edges: int = 0
    missed: int = 0

    @property
    def mean_square(self) -> float:
        """Mean squared Han gap in (em/100)²."""
        return self.squares / self.pairs * 10_000 if self.pairs else 0.0

    @property
    def squeezed_share(self) -> float:
        return self.squeezed / self.singles if self.singles else 0.0

    @property
    def halved_share(self) -> float:
        return self.halved / self.singles if self.singles else 0.0

    @property
    def white_taken(self) -> float:
        """The white that a single mark has lost, in the mean."""
        return self.white / self.singles if self.singles else 0.0

    @property
    def wide_share(self) -> float:
        return self.wide / self.lines if self.lines else 0.0


def evenness(lines: Iterable[SetLine], measure: float) -> Evenness:
    """Measure the lines of whole paragraphs, in order, that were set to ``measure`` ems."""
    out, inside = Evenness(), False
    for line in lines:
        if line.last:
            out.paragraphs += 1
            words = [character for character, _ in line.places if character.isalnum()]
            out.alone += inside and len(words) == 1
            out.bare += inside and len(words) == 1 == len(line.text.strip())
            inside = False
            continue
        inside = True
        _add(out, line, measure)
    return out


def _add(out: Evenness, line: SetLine, measure: float) -> None:
    gaps, singles = line.gaps(), line.singles()
    widest = max(gaps, default=0.0)
    end = line.end()
    if end is not None:
        out.edges += 1
        out.missed += abs(end - measure) > _EXACT
    out.lines += 1
    out.pairs += len(gaps)
    out.squares += sum(gap * gap for gap in gaps)
    out.loosest = max(out.loosest, widest)
    out.wide += widest > WIDE_GAP + _EXACT
    out.singles += len(singles)
    out.squeezed += sum(cell < 1 - _EXACT for cell in singles)
    out.halved += sum(cell < 0.5 + 2 * _EXACT for cell in singles)
    out.white += sum(max(1 - cell, 0.0) for cell in singles)


def of_lines(lines: Sequence[Line], size: int) -> Iterator[SetLine]:
    """Measure one paragraph set by this program; ``size`` in scaled points is its em."""
    for index, line in enumerate(lines):
        yield SetLine(tuple(_places(line, size)), index == len(lines) - 1)


def _places(line: Line, size: int) -> Iterator[Place]:
    pen = line.indent
    for run in line.runs:
        for text, advance in zip(run.texts(), run.advances, strict=True):
            yield from ((character, pen / size) for character in text)
            pen += advance
