"""Set lines as text operators (ISO 32000-1 9.4): every glyph where its line says, to a thousandth of a point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby, pairwise, repeat
from operator import attrgetter, itemgetter

from compositor.faces import Face
from compositor.kept import NOTHING, Kept
from compositor.model.lines import MIDDLE, Line, Run
from compositor.model.settings import Direction, Posture
from compositor.pdf.fonts import UPRIGHT, WHOLE, Cut, EmbeddedFace, Sort
from compositor.pdf.numbers import decimal, length
from compositor.records import dataclass
from compositor.units import SP

# Positions inside a run are counted in hundred-thousandths of a scaled point: whole numbers, so nothing adds up.
_FINE = 100_000
_TOLERANCE = SP * _FINE // 1000
# TJ numbers (thousandths of an em) have one decimal up to this size, two above it.
_LARGE = 24 * SP
_EM = 1000

SAID = (
    *("face", "size", "text", "codes", "advances", "shifts"),
    *("counts", "rise", "posture", "across", "condensed"),
)
"""What a run is written from: all that it says but for where in its copy it stands."""
_OF_RUN = attrgetter(*SAID)

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Sorts of one cut of a face that a line asked for, in order; ``name`` is the face's in the document.

    ``sorts`` is how each of the ``pairs`` of a glyph and what it stands for is painted.
    """

    face: Face
    name: str
    cut: Cut
    pairs: tuple[tuple[int, str], ...]
    sorts: tuple[Sort, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """A line as it was written: its operators, the sorts that it asked for, and the font that was set after it."""

    operators: str
    asked: tuple[_Asked, ...]
    after: tuple[str, int] | None


class TypeSetter:
    """Writes lines; remembers which font the content stream has set, and says so only when it changes.

    A line that is ``kept`` as it was written for an earlier document, in its place and after the same font, is written
    so again if the fonts of this one paint all its sorts alike. They are asked for in any case, in the same order.
    """

    def __init__(self, font_of: FontOf, kept: Kept = NOTHING) -> None:
        self._font_of = font_of
        self._kept = kept
        self._asked: list[_Asked] = []
        self._pairs: dict[tuple[int, str], tuple[int, str]] = {}
        self._set: tuple[str, int] | None = None

    def forget(self) -> None:
        """Start a new content stream, where no font is set."""
        self._set = None

    def line(self, line: Line, x: int, y: int) -> list[str]:
        """Return the operators of a line: a horizontal one's measure begins at ``x`` on the baseline ``y``.

        A vertical line's centre is ``x``, its measure begins at ``y``; y upwards, both in scaled points.
        """
        if not self._kept.keeping:
            return self._line(line, x, y)
        made_of = (self._set, line.direction, line.indent, *map(_OF_RUN, line.runs))
        written: _Written | None = self._kept.find("line", (x, y), made_of)
        if written is None or not self._holds(written):
            self._asked = []
            operators = " ".join(self._line(line, x, y))
            written = _Written(operators, tuple(self._asked), self._set)
            self._kept.keep("line", (x, y), made_of, written)
        self._set = written.after
        return [written.operators] if written.operators else []

    def _holds(self, written: _Written) -> bool:
        """Ask for the sorts of a line that was written before; tell whether they are painted as they were."""
        for one in written.asked:
            font = self._font_of(one.face.id)
            if font.face is not one.face or font.name != one.name:
                return False
            of = font.of(one.cut)
            found = tuple(map(of.known.get, one.pairs))
            if None in found:
                asked = zip(found, one.pairs, one.sorts, strict=True)
                found = tuple([had or of.again(pair, sort) for had, pair, sort in asked])
            if found != one.sorts:
                return False
        return True

    def _note(self, run: Run, font: EmbeddedFace, cuts: Iterable[Cut]) -> None:
        """Note the sorts that a run has asked for."""
        one = self._pairs
        pairs = [one.setdefault(pair, pair) for pair in zip(run.codes, run.texts(), strict=True)]
        for cut, alike in groupby(zip(cuts, pairs, strict=False), key=itemgetter(0)):
            of, asked = font.of(cut), tuple([pair for _, pair in alike])
            sorts = tuple([of.known.get(pair) or of.sort(*pair) for pair in asked])
            self._asked.append(_Asked(font.face, font.name, cut, asked, sorts))

    def _line(self, line: Line, x: int, y: int) -> list[str]:
        out = ["BT"]
        at = line.indent
        vertical = line.direction is Direction.VERTICAL
        for run in line.runs:
            if run.codes and vertical:
                out += self._standing(run, x, y - at)
            elif run.codes:
                out += self._plain(run, x + at, y + run.rise) or self._lying(run, _Frame(x + at, y + run.rise))
            at += sum(run.advances)
        return [*out, "ET"] if len(out) > 1 else []

    def _plain(self, run: Run, x: int, y: int) -> list[str]:
        """Return the operators of a run that can be written in a few strokes, as nearly all can; else nothing.

        Each of its glyphs stands for a character, none is moved, and those that are painted whole are of one layer.
        They are what ``_written`` writes of it.
        """
        if run.counts or run.shifts or run.condensed != 1000:
            return []
        font = self._font_of(run.face)
        glyphs = list(map(font.painted.full.__getitem__, run.codes))
        if "" in glyphs:
            pieces = _letters(run, font)
        else:
            pieces = _squeezed(run, font, glyphs) if min(run.advances) < run.size else _spread(run, font, glyphs)
        out: list[str] = []
        start = f"1 0 0 1 {length(x)} {length(y)} Tm"
        for layer, alike in pieces if len(pieces) < 2 else _by_layer(pieces):
            out += self._font(font.layers[layer].name, run.size)
            if start:
                out.append(start)
                start = ""
            out.append(f"[<{alike}>] TJ" if alike[-1] != "<" else f"[<{alike[:-1]}] TJ")
        if out and self._kept.keeping:
            self._note(run, font, self._cuts(run, font, WHOLE) or repeat(WHOLE))
        return out

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
        font = self._font_of(run.face)
        cuts = frame.cuts or self._cuts(run, font, frame.whole)
        out = self._written(run, frame, font, cuts)
        if self._kept.keeping:
            self._note(run, font, repeat(frame.whole) if cuts is None else cuts)
        return out

    def _written(self, run: Run, frame: _Frame, font: EmbeddedFace, cuts: Sequence[Cut] | None) -> list[str]:
        size, step, whole = run.size, 1 if run.size > _LARGE else 10, frame.whole
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
                layer, painted, width = known.get((code, text)) or of.sort(code, text)
                place = target * _FINE
            else:
                layer, painted, width = font.sort(code, text, cut)
                place = (target + (shifts[index] if shifts else 0)) * _FINE - cut.shift * wide
            if layer_now < 0:
                pen = place
            elif not -_TOLERANCE < place - pen < _TOLERANCE:
                moved = round((place - pen) / (size * step))
                _close(pieces, glyphs)
                pieces.append(_moved(onward * moved * step))
                pen += moved * size * step
            if index == apart:
                _flush(out, pieces, glyphs)
            if layer != layer_now:
                _flush(out, pieces, glyphs)
                out += self._font(font.layers[layer].name, size)
                if layer_now < 0:
                    out.append(frame.begin(round(place / _FINE)))
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
        return [f"/{name} {_points(size)} Tf"]


_Piece = tuple[int, str]
"""Glyphs of a layer as an array of TJ has them, but for the brackets at both ends."""


def _spread(run: Run, font: EmbeddedFace, glyphs: list[str]) -> list[_Piece]:
    """Return the pieces of a run whose glyphs, an em wide, stand solid or further apart; nothing if not of a layer."""
    of, advances = font.whole, run.advances
    if not of.agree(run.codes, glyphs, run.text):
        return []
    if advances.count(run.size) >= len(glyphs) - (advances[-1] > run.size):
        return [(of.layers[0][0], "".join(glyphs))]
    return [(of.layers[0][0], _apart(run, glyphs, repeat(_EM)))]


def _letters(run: Run, font: EmbeddedFace) -> list[_Piece]:
    """Return the pieces of a run of letters, which are narrower or wider than an em; nothing if not of a layer."""
    glyphs = list(map(font.painted.codes.__getitem__, run.codes))
    wide = list(map(font.painted.widths.__getitem__, run.codes))
    if _EM in wide or "" in glyphs or not font.whole.agree(run.codes, glyphs, run.text):
        return []
    return [(font.whole.layers[0][0], _apart(run, glyphs, wide) if len(glyphs) > 1 else glyphs[0])]


def _apart(run: Run, glyphs: list[str], wide: Iterable[int]) -> str:
    """Return glyphs of widths in an array of TJ, moved back and on wherever they would miss their places."""
    step = 1 if run.size > _LARGE else 10
    unit, em = run.size * step, run.size * 100
    out, begin, off = "", 0, 0
    for at, advance, width in zip(range(1, len(glyphs)), run.advances, wide, strict=False):
        off += advance * _FINE - width * em
        if not -_TOLERANCE < off < _TOLERANCE:
            moved = round(off / unit)
            out += f"{''.join(glyphs[begin:at])}>{_moved(-moved * step)}<"
            off -= moved * unit
            begin = at
    return f"{out}{''.join(glyphs[begin:])}"


def _squeezed(run: Run, font: EmbeddedFace, glyphs: list[str]) -> list[_Piece]:
    """Return the pieces of a run of which marks are set narrower than their em; nothing if not of a layer."""
    of, codes, text, size, step = font.whole, run.codes, run.text, run.size, 1 if run.size > _LARGE else 10
    out: list[_Piece] = []
    begin = off = 0
    for at, advance in enumerate(run.advances):
        if advance == size:
            continue
        sorts = font.squeezed(advance, size) if advance < size else of
        end = at + 1 if sorts is of else at
        if begin < end:
            if not of.agree(codes[begin:end], glyphs[begin:end], text[begin:end]):
                return []
            out.append((of.layers[0][0], "".join(glyphs[begin:end])))
        if sorts is not of:
            out.append(sorts.sort(codes[at], text[at])[:2])
        begin = at + 1
        off += advance * _FINE - sorts.width * size * 100
        if not -_TOLERANCE < off < _TOLERANCE and begin < len(codes):
            moved = round(off / (size * step))
            out.append((out[-1][0], f">{_moved(-moved * step)}<"))
            off -= moved * size * step
    if begin < len(codes):
        if not of.agree(codes[begin:], glyphs[begin:], text[begin:]):
            return []
        out.append((of.layers[0][0], "".join(glyphs[begin:])))
    return out


def _by_layer(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Put together what is of one layer; a number after which nothing follows there closes its array."""
    for layer, alike in groupby(pieces, key=itemgetter(0)):
        yield layer, "".join([piece for _, piece in alike])


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


@cache
def _points(size: int) -> str:
    """Write a size of type: a document has few."""
    return decimal(size / SP, 5)


@cache
def _moved(hundredths: int) -> str:
    """Write a number of TJ, given in hundredths of a thousandth of an em: few of them are not written often."""
    return decimal(hundredths / 100, 2)


def _close(pieces: list[str], glyphs: list[str]) -> None:
    if glyphs:
        pieces.append(f"<{''.join(glyphs)}>")
        glyphs.clear()


def _flush(out: list[str], pieces: list[str], glyphs: list[str]) -> None:
    _close(pieces, glyphs)
    if pieces:
        out.append(f"[{''.join(pieces)}] TJ")
        pieces.clear()
