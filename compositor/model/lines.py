"""Set lines: what text gives to make-up. Lengths in scaled points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from itertools import accumulate
from typing import Protocol

from compositor.model.audit import LineAudit
from compositor.model.copy import Emphasis
from compositor.model.often import made_often
from compositor.model.settings import Direction, Posture
from compositor.records import dataclass

MIDDLE = 315
"""How high above their baseline turned letters have their middle, in thousandths of an em.

Half the mean of the heights of capitals and small letters in text faces: a turned line of both looks centred about it.
"""


def em_box(direction: Direction, size: int) -> tuple[int, int]:
    """Return how far the em box of type of ``size`` reaches over and under the line's own line (scaled points).

    That is the baseline of horizontal lines, where over is above, and the centre line of vertical ones, where
    over is to the right.
    """
    if direction is Direction.VERTICAL:
        return size - size // 2, size // 2
    over = size * 880 // 1000
    return over, size - over


@made_often
class Run:
    """Glyphs of one face at one size, as parallel tuples.

    ``codes`` are glyph ids of the full face; ``advances`` are what each glyph moves the pen by, adjustments
    included; ``shifts`` move the drawn glyph along the line before it is painted (a halved opening mark is
    drawn half an em early); empty means all 0. ``counts`` says how many characters of ``text`` each glyph
    stands for; empty means one each. ``start`` and ``end`` are offsets into the part's text, equal where the
    run is generated. ``rise`` lifts the run above the baseline.

    In vertical lines advances go down the page, and ``rise`` moves the run to the right of the centre line:
    sideways runs have their baseline there. Glyphs that stand ``abreast`` are upright, with their middles ``across``
    to the right of the centre line, ``condensed`` to so many thousandths of their width; all but the last of a cell
    advance by 0. Runs of a head that is condensed to fit are drawn so many thousandths wide too; their advances and
    shifts are what is left.
    """

    face: str
    size: int
    text: str
    codes: tuple[int, ...]
    advances: tuple[int, ...]
    start: int
    end: int
    shifts: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    rise: int = 0
    posture: Posture = Posture.UPRIGHT
    across: tuple[int, ...] = ()
    condensed: int = 1000

    def narrowed(self, condensed: int) -> Run:
        """Return an upright run of a horizontal line condensed to so many thousandths of its width."""
        advances, shifts = _share(self.advances, condensed), _share(self.shifts, condensed)
        return replace(self, advances=advances, shifts=shifts, condensed=self.condensed * condensed // 1000)

    def glyphs(self, first: int, last: int) -> Run:
        """Return the glyphs from one to before another."""
        texts = self.texts()
        before, text = "".join(texts[:first]), "".join(texts[first:last])
        generated = self.start == self.end
        start = self.start if generated else self.start + len(before)
        return replace(
            self,
            text=text,
            codes=self.codes[first:last],
            advances=self.advances[first:last],
            start=start,
            end=start if generated else start + len(text),
            shifts=self.shifts[first:last],
            counts=self.counts[first:last],
            across=self.across[first:last],
        )

    def texts(self) -> tuple[str, ...]:
        """Return the characters that each glyph stands for."""
        if not self.counts:
            return tuple(self.text)
        out, at = [], 0
        for count in self.counts:
            out.append(self.text[at : at + count])
            at += count
        return tuple(out)

    def offsets(self) -> Sequence[int]:
        """Return where what each glyph stands for begins in the part's text; of a generated run, all at its place."""
        if self.start == self.end:
            return (self.start,) * len(self.codes)
        return list(accumulate(self.counts[:-1], initial=self.start)) if self.counts else range(self.start, self.end)


def _share(lengths: tuple[int, ...], thousandths: int) -> tuple[int, ...]:
    return tuple(length * thousandths // 1000 for length in lengths)


class Side(StrEnum):
    """Where an annotation stands: above or below a horizontal line, right or left of a vertical one."""

    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Gloss:
    """Type of an annotation: a small line in its place beside the annotated one.

    It begins ``along`` scaled points from where the annotated line's measure begins, and its baseline (of a
    vertical gloss its centre line) begins ``over`` that line's baseline or centre line, as `SetLine.point` has it.
    Beside a vertical line a horizontal gloss stands upright: zhuyin do.
    """

    line: Line
    along: int
    over: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What stands beside part.text[start:end] of a line: a reading, a dot, or a line.

    ``at`` and ``length`` are along the line, from where its measure begins; it stands on ``side``, ``distance``
    outward from that edge of an em box of ``em``, and reaches ``depth`` further. Zhuyin in a horizontal line stand
    inside the line, at a distance of one em inward. ``glosses`` are the type of a reading.
    """

    emphasis: Emphasis
    start: int
    end: int
    at: int
    length: int
    side: Side
    distance: int
    depth: int
    em: int
    glosses: tuple[Gloss, ...] = ()

    @property
    def text(self) -> str:
        """What a reading reads as set."""
        return "".join(gloss.line.text for gloss in self.glosses)

    @property
    def outer(self) -> int:
        """How far it reaches out of the em box."""
        return self.distance + self.depth

    def reach(self, direction: Direction) -> tuple[int, int]:
        """Return from where to where it reaches over the line, in ascending order, as `SetLine.point` has it."""
        over, under = em_box(direction, self.em)
        if self.side is Side.OVER:
            return over + self.distance, over + self.outer
        return -under - self.outer, -under - self.distance


@made_often
class Line:
    """A set line: part.text[start:end], its runs from left to right (top to bottom where vertical).

    ``measure`` is what the line had, ``indent`` the white before the first glyph (inside the measure),
    ``width`` what the advances sum to. ``end`` includes white space swallowed at the line's end, so the
    lines of a part tile it. ``adjustments`` are what the width adjustment gave or took by class;
    ``missing`` the offsets of characters without a glyph (drawn as 〓); ``rescued`` tells that a forbidden
    break had to be allowed, ``tight`` that the line is wider than its measure,
    ``parted`` that a line of a head ends inside a word, name or number, or between marks that hold together.
    ``trail`` is where its account is to be had, None for lines that were set without a choice.
    ``annotations`` are what stands beside the line, part by part. ``off`` is by how many lines the paragraph that
    ends here misses the looseness asked for. ``condensed`` is to how many thousandths of their width a head's line
    had its runs condensed.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    measure: int
    width: int
    indent: int = 0
    justified: bool = False
    adjustments: Mapping[str, int] = field(default_factory=dict)
    direction: Direction = Direction.HORIZONTAL
    missing: tuple[int, ...] = ()
    rescued: bool = False
    tight: bool = False
    hyphenated: bool = False
    parted: bool = False
    annotations: tuple[Annotation, ...] = ()
    off: int = 0
    condensed: int = 1000
    trail: Trail | None = field(default=None, compare=False, repr=False)

    @property
    def audit(self) -> LineAudit | None:
        """Why the line stands as it does; worked out anew each time it is asked for."""
        return self.trail.account(self) if self.trail is not None else None

    def narrowed(self, condensed: int, measure: int) -> Line:
        """Return a horizontal line with nothing beside it, in ``measure`` and condensed to so many thousandths."""
        runs = tuple(run.narrowed(condensed) for run in self.runs)
        width, indent = sum(sum(run.advances) for run in runs), self.indent * condensed // 1000
        tight = indent + width > measure
        return replace(self, runs=runs, measure=measure, width=width, indent=indent, tight=tight, condensed=condensed)

    @property
    def bases(self) -> frozenset[int]:
        """The offsets of the characters that a reading stands beside; what they are apart is room for it, no gap."""
        return frozenset(at for one in self.annotations if one.glosses for at in range(one.start, one.end))

    @property
    def size(self) -> int:
        """The size of its type, the largest if there are several; 0 of a line without any."""
        runs = self.runs
        return runs[0].size if len(runs) == 1 else max([run.size for run in runs], default=0)

    @property
    def text(self) -> str:
        """The characters drawn, generated ones included."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def characters(text: str) -> int:
    """Count what a reader counts as characters of a head's line: Han, letters and digits, no marks and no space."""
    return sum(character.isalnum() for character in text)


class Trail(Protocol):
    """Where lines can be accounted for: what they were set from, kept until somebody asks."""

    def account(self, line: Line) -> LineAudit:
        """Return the account of one of the lines that were set from here."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a story's body: paragraph index and offset into the part's text."""

    paragraph: int
    offset: int
