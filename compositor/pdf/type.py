"""Set lines as text operators (ISO 32000-1 9.4): every glyph where its line says, to a thousandth of a point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from compositor.kept import Told
from compositor.model.lines import MIDDLE, Line, Run
from compositor.model.settings import Direction, Posture
from compositor.pdf import plain
from compositor.pdf.fonts import UPRIGHT, WHOLE, Cut, EmbeddedFace, FontSet
from compositor.pdf.numbers import FINE, TOLERANCE, decimal, length, moved, points, step_of
from compositor.records import dataclass

FontOf = Callable[[str], EmbeddedFace]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a run begins, how its glyphs are turned, and which way it goes on; ``whole`` tells its direction.

    What is ``condensed`` goes on by so many thousandths of what its glyphs say.

    ``cuts`` are those of its glyphs where they don't follow from advances and shifts.

    The last glyph of a run that goes down is painted by itself. PDFium takes pieces of type that follow one another and
    begin level, or so far apart as half their width, for parts of one row, from left to right: columns that begin level
    were read from the left.
    """

    x: int
    y: int
    turn: str = "1 0 0 1"
    step: tuple[int, int] = (1, 0)
    whole: Cut = WHOLE
    cuts: tuple[Cut, ...] = ()
    condensed: int = 1000

    def begin(self, along: int) -> str:
        """Return the operator that puts the pen ``along`` the run."""
        along = round(along * self.condensed / 1000)
        return f"{self.turn} {length(self.x + along * self.step[0])} {length(self.y + along * self.step[1])} Tm"


class TypeSetter:
    """Writes lines; remembers which font the content stream has set, and says so only when it changes."""

    def __init__(self, font_of: FontOf) -> None:
        self._fonts = Told(font_of)
        self._set: FontSet | None = None

    def forget(self) -> None:
        """Start a new content stream, where no font is set."""
        self._set = None

    def line(self, line: Line, x: int, y: int) -> list[str]:
        """Return the operators of a line: a horizontal one's measure begins at ``x`` on the baseline ``y``.

        A vertical line's centre is ``x``, its measure begins at ``y``; y upwards, both in scaled points.
        """
        vertical = line.direction is Direction.VERTICAL
        written = None if vertical else plain.written(line.runs, x + line.indent, y, self._fonts, self._set)
        if written is not None:
            operators, self._set = written
            return [operators] if operators else []
        out = ["BT"]
        at = line.indent
        for run in line.runs:
            if run.codes:
                out += self._standing(run, x, y - at) if vertical else self._lying(run, _Frame(x + at, y + run.rise))
            at += sum(run.advances)
        return [*out, "ET"] if len(out) > 1 else []

    def _lying(self, run: Run, frame: _Frame) -> list[str]:
        """Return the operators of a run of a horizontal line; a condensed one is written whole in a narrower space."""
        if run.condensed == 1000:
            return self._run(run, frame)
        turn = f"{decimal(run.condensed / 1000)} 0 0 1"
        return self._run(_whole(run), replace(frame, turn=turn, condensed=run.condensed))

    def _standing(self, run: Run, x: int, y: int) -> list[str]:
        """Return the operators of a run of a vertical line of centre ``x`` that begins at ``y``."""
        if run.posture is Posture.SIDEWAYS:
            return self._run(run, _Frame(x + run.rise, y, "0 -1 1 0", (0, -1)))
        frame = _Frame(x + run.rise - _foot(run), y, step=(0, -1), whole=UPRIGHT)
        if run.posture is Posture.ABREAST:
            frame = replace(frame, turn=f"{decimal(run.condensed / 1000)} 0 0 1", cuts=abreast(run))
        return self._run(run, frame)

    def _run(self, run: Run, frame: _Frame) -> list[str]:
        font = self._fonts[run.face]
        return self._written(run, frame, font, frame.cuts or self._cuts(run, font, frame.whole))

    def _written(self, run: Run, frame: _Frame, font: EmbeddedFace, cuts: Sequence[Cut] | None) -> list[str]:
        size, step, whole = run.size, step_of(run.size), frame.whole
        onward = 1 if whole.vertical else -1  # ISO 32000-1 9.4.3: a number moves back in a row, on in a column
        apart = len(run.codes) - 1 if frame.step[1] and not frame.cuts else -1  # see _Frame
        of = font.of(whole)
        known, wide, shifts = of.known, 100 * size, run.shifts
        out: list[str] = []
        pieces: list[str] = []
        glyphs: list[str] = []
        layer_now, pen, target = -1, 0, 0
        sorts = zip(run.codes, run.texts() if run.counts else run.text, run.advances, strict=True)
        for index, (code, text, advance) in enumerate(sorts):
            if cuts is None or ((cut := cuts[index]) is whole and not (shifts and shifts[index])):
                layer, painted, width = known[code, text]
                place = target * FINE
            else:
                layer, painted, width = font.sort(code, text, cut)
                place = (target + (shifts[index] if shifts else 0)) * FINE - cut.shift * wide
            if layer_now < 0:
                pen = place
            elif not -TOLERANCE < place - pen < TOLERANCE:
                on = round((place - pen) / (size * step))
                _close(pieces, glyphs)
                pieces.append(moved(onward * on * step))
                pen += on * size * step
            if index == apart:
                _flush(out, pieces, glyphs)
            if layer != layer_now:
                _flush(out, pieces, glyphs)
                out += self._font(font.layers[layer].name, size)
                if layer_now < 0:
                    out.append(frame.begin(round(place / FINE)))
                layer_now = layer
            glyphs.append(painted)
            pen += width * wide
            target += advance
        _flush(out, pieces, glyphs)
        return out

    @staticmethod
    def _cuts(run: Run, font: EmbeddedFace, whole: Cut) -> Sequence[Cut] | None:
        """Return the cuts of a run's glyphs, None where all are whole: none is moved or set narrower than its em."""
        size = run.size
        if not run.shifts and min(run.advances, default=size) >= size:
            return None
        narrow = font.of(whole).narrow(run.codes)
        if not run.shifts and narrow.issuperset(run.codes):
            return None
        shifts = run.shifts or (0,) * len(run.codes)
        return [
            font.cut(code, advance * 1000 // size, shift * 1000 // size, whole)
            if (shift or advance < size) and code not in narrow
            else whole
            for code, advance, shift in zip(run.codes, run.advances, shifts, strict=True)
        ]

    def _font(self, name: str, size: int) -> list[str]:
        if self._set == (name, size):
            return []
        self._set = (name, size)
        return [f"/{name} {points(size)} Tf"]


def _whole(run: Run) -> Run:
    """Return a condensed run as wide as its glyphs are; what rounding leaves over doesn't add up."""
    ends = [round(end * 1000 / run.condensed) for end in accumulate(run.advances, initial=0)]
    shifts = tuple(round(shift * 1000 / run.condensed) for shift in run.shifts)
    return replace(run, advances=tuple(end - start for start, end in pairwise(ends)), shifts=shifts, condensed=1000)


def abreast(run: Run) -> tuple[Cut, ...]:
    """Return the cuts of digits side by side: to a program that reads text back each takes its share of the em."""
    cuts: list[Cut] = []
    cell: list[int] = []
    for across, advance in zip(run.across, run.advances, strict=True):
        cell.append((across + _foot(run)) * 1_000_000 // (run.condensed * run.size))
        if advance:
            height = 1000 // len(cell)
            cuts += [Cut(-height * at, height, vertical=True, across=place) for at, place in enumerate(cell)]
            cell = []
    return tuple(cuts)


def _foot(run: Run) -> int:
    """Return how far left of the centre line the pen goes down: where turned words have their baseline."""
    return run.size * MIDDLE // 1000


def _close(pieces: list[str], glyphs: list[str]) -> None:
    if glyphs:
        pieces.append(f"<{''.join(glyphs)}>")
        glyphs.clear()


def _flush(out: list[str], pieces: list[str], glyphs: list[str]) -> None:
    _close(pieces, glyphs)
    if pieces:
        out.append(f"[{''.join(pieces)}] TJ")
        pieces.clear()
