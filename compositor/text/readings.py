"""Readings: the type that stands beside a base, pinyin and other words in a line of their own, zhuyin in a stack."""

from __future__ import annotations

import re
from dataclasses import replace

from compositor.model.lines import Gloss, Line, Run, em_box
from compositor.model.settings import Direction
from compositor.model.zhuyin import Syllable, is_zhuyin, syllable
from compositor.records import dataclass
from compositor.text.letters import classes
from compositor.text.marks import LATIN, Kind
from compositor.text.sorts import Sort, Sorts

# clreq #h-choice_of_size_and_ratio_for_zhuyin: letters and tones are three tenths of the base, with the room of the
# tone half an em; #h-basic-requirements (of romanization): half the base.
_ZHUYIN = (3, 10)
_WORDS = (1, 2)
_NEUTRAL = (1, 15)

_RUNS_ON = frozenset({*LATIN, Kind.SPACE, Kind.COMBINING, Kind.RIGHT_SINGLE, Kind.SHORT_CONNECTOR})
_PIECE = re.compile(f"[{re.escape(''.join(sorted(_RUNS_ON)))}]+|.{Kind.COMBINING}*")


def stack_of(reading: str) -> Syllable | None:
    """Return the syllable of a reading that is set as a stack of zhuyin, None of one that is set as words."""
    return syllable(reading) if is_zhuyin(reading) else None


def size_of(reading: str, em: int) -> int:
    """Return the size at which a reading is set beside type of size ``em``."""
    over, under = _ZHUYIN if stack_of(reading) else _WORDS
    return em * over // under


def words(text: str, sorts: Sorts) -> Line:
    """Set the words of a reading on a line of their natural width; in vertical lines Latin lies on its side.

    The line covers no copy of its own; ``missing`` are offsets into ``text``.
    """
    runs: list[Run] = []
    missing: list[int] = []
    for match in _PIECE.finditer(classes(text)):
        at, piece = match.start(), text[match.start() : match.end()]
        latin = match[0][0] in _RUNS_ON
        for sort in sorts.latin(piece) if latin else (sorts.han(piece),):
            count = sum(sort.counts)
            if sort.missing:
                missing += range(at, at + count)
            runs.append(_run(sort, text[at : at + count]))
            at += count
    width = sum(sum(run.advances) for run in runs)
    direction = Direction.VERTICAL if sorts.vertical else Direction.HORIZONTAL
    return Line(0, 0, tuple(runs), width, width, direction=direction, missing=tuple(missing))


def _run(sort: Sort, text: str) -> Run:
    fount = sort.fount
    return Run(
        *(fount.face, fount.size, text, sort.codes, sort.advances, 0, 0),
        shifts=sort.shifts if any(sort.shifts) else (),
        counts=sort.counts if sort.counts != (1,) * len(sort.codes) else (),
        rise=fount.rise,
        posture=fount.posture,
    )


def spread(line: Line, extra: int) -> Line:
    """Share ``extra`` out around the glyphs of a line of Han: half as much outside as between two.

    clreq #h-word_alignment: a short annotation in Han is tracked, one in Latin is centred. A line with Latin in it,
    or without extra, is returned as it is.
    """
    glyphs = sum(len(run.codes) for run in line.runs)
    share = extra // glyphs if glyphs else 0
    if share <= 0 or not set(classes(line.text)) <= {Kind.HAN.value}:
        return line
    runs = tuple(
        replace(
            run,
            advances=tuple(advance + share for advance in run.advances),
            shifts=tuple(shift + share // 2 for shift in run.shifts or (0,) * len(run.codes)),
        )
        for run in line.runs
    )
    width = line.width + share * glyphs
    return replace(line, runs=runs, width=width, measure=width)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A letter or tone of a stack: its line, and where its origin stands right of and below the base's em box.

    Right of the em box's left edge, below its top edge, in scaled points.
    """

    line: Line
    right: int
    down: int


def stack(reading: Syllable, sorts: Sorts, em: int) -> tuple[Stroke, ...]:
    """Stack a syllable at the right of a base of size ``em``, in the order in which it is written.

    The letters stand below each other, centred on the base, and take three fifths of the half em beside it; the tone
    has the rest. It stands half above the top of the last letter; a checked tone beside the last letter; the neutral
    tone above the first (clreq #h-positioning_tones_in_zhuyin).
    """
    size = sorts.size
    top = (em - len(reading.letters) * size) // 2
    last = top + (len(reading.letters) - 1) * size
    beside, middle = em + size + (em // 2 - size) // 2, em + size // 2
    marks = {
        reading.tone: (beside, last),
        reading.checked: (beside, last + size // 2),
        reading.neutral: (middle, top - em * _NEUTRAL[0] // _NEUTRAL[1] // 2),
    }
    strokes: list[Stroke] = []
    for match in re.finditer(".\u0307?", reading.text):
        if match[0] in marks:
            strokes.append(_mark(match[0], sorts, *marks[match[0]]))
            continue
        line = _single(sorts.han(match[0]), match[0])
        strokes.append(Stroke(line, em + (size - line.width) // 2, top + em_box(Direction.HORIZONTAL, size)[0]))
        top += size
    return tuple(strokes)


def _mark(text: str, sorts: Sorts, right: int, down: int) -> Stroke:
    """Set a tone with the middle of its ink ``right`` of the base's left edge and ``down`` from its top."""
    sort, (along, over) = sorts.inked(text)
    return Stroke(_single(sort, text), right - along, down + over)


def _single(sort: Sort, text: str) -> Line:
    missing = tuple(range(len(text))) if sort.missing else ()
    return Line(0, 0, (_run(sort, text),), sort.width, sort.width, missing=missing)


def stacked(strokes: tuple[Stroke, ...], at: int, em: int, direction: Direction) -> tuple[Gloss, ...]:
    """Place a stack beside a base that begins at ``at`` along a line."""
    over = em_box(direction, em)
    if direction is Direction.VERTICAL:
        return tuple(Gloss(one.line, at + one.down, one.right - over[1]) for one in strokes)
    return tuple(Gloss(one.line, at + one.right, over[0] - one.down) for one in strokes)
