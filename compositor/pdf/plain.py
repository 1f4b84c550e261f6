"""Lines of plain type, as nearly all are, written in a few strokes.

Every glyph of them stands for a character and none is moved; those that are painted whole are of one layer. A line is
written as `compositor.pdf.type` writes any, or left to it. Beside this module stands the same in C, ``plain.c``, which
is used in its place where set-up has compiled it (`compositor/compiled.py`): what one writes, the other does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, repeat
from operator import itemgetter

from compositor.model.lines import Run
from compositor.pdf.fonts import EmbeddedFace, FontSet
from compositor.pdf.numbers import FINE, TOLERANCE, length, moved, points, step_of

_EM = 1000

_Piece = tuple[int, str]
"""Glyphs of a layer as an array of TJ has them, but for the brackets at both ends."""


def written(
    runs: Sequence[Run], x: int, y: int, fonts: Mapping[str, EmbeddedFace], after: FontSet | None
) -> tuple[str, FontSet | None] | None:
    """Return the operators of a horizontal line that begins at ``x`` on the baseline ``y``, and the font set then.

    It comes ``after`` that font was set. None where a run of it isn't plain: some of its sorts have been asked for
    then, which are the first that it has to ask for anyhow.
    """
    out = ["BT"]
    for run in runs:
        if run.codes:
            pieces = _pieces(run, fonts)
            if not pieces:
                return None
            begin = f"1 0 0 1 {length(x)} {length(y + run.rise)} Tm"
            layers = fonts[run.face].layers
            for layer, alike in pieces if len(pieces) < 2 else _by_layer(pieces):
                wanted = layers[layer].name, run.size
                if wanted != after:
                    after = wanted
                    out.append(f"/{wanted[0]} {points(run.size)} Tf")
                if begin:
                    out.append(begin)
                    begin = ""
                out.append(f"[<{alike}>] TJ" if alike[-1] != "<" else f"[<{alike[:-1]}] TJ")
        x += sum(run.advances)
    return " ".join([*out, "ET"]) if len(out) > 1 else "", after


def _pieces(run: Run, fonts: Mapping[str, EmbeddedFace]) -> list[_Piece]:
    """Return the pieces of a run; nothing of one that isn't plain."""
    if run.counts or run.shifts or run.condensed != 1000 or not len(run.codes) == len(run.text) == len(run.advances):
        return []
    font = fonts[run.face]
    glyphs = list(map(font.painted.full.__getitem__, run.codes))
    if "" in glyphs:
        return _letters(run, font)
    return _squeezed(run, font, glyphs) if min(run.advances) < run.size else _spread(run, font, glyphs)


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
    step = step_of(run.size)
    unit, em = run.size * step, run.size * 100
    out, begin, off = "", 0, 0
    for at, advance, width in zip(range(1, len(glyphs)), run.advances, wide, strict=False):
        off += advance * FINE - width * em
        if not -TOLERANCE < off < TOLERANCE:
            on = round(off / unit)
            out += f"{''.join(glyphs[begin:at])}>{moved(-on * step)}<"
            off -= on * unit
            begin = at
    return f"{out}{''.join(glyphs[begin:])}"


def _squeezed(run: Run, font: EmbeddedFace, glyphs: list[str]) -> list[_Piece]:
    """Return the pieces of a run of which marks are set narrower than their em; nothing if not of a layer."""
    of, codes, text, size, step = font.whole, run.codes, run.text, run.size, step_of(run.size)
    out: list[_Piece] = []
    begin = off = 0
    for at, advance in enumerate(run.advances):
        if advance == size:
            continue
        sorts = font.squeezed[advance, size] if advance < size else of
        end = at + 1 if sorts is of else at
        if begin < end:
            if not of.agree(codes[begin:end], glyphs[begin:end], text[begin:end]):
                return []
            out.append((of.layers[0][0], "".join(glyphs[begin:end])))
        if sorts is not of:
            out.append(sorts.known[codes[at], text[at]][:2])
        begin = at + 1
        off += advance * FINE - sorts.width * size * 100
        if not -TOLERANCE < off < TOLERANCE and begin < len(codes):
            on = round(off / (size * step))
            out.append((out[-1][0], f">{moved(-on * step)}<"))
            off -= on * size * step
    if begin < len(codes):
        if not of.agree(codes[begin:], glyphs[begin:], text[begin:]):
            return []
        out.append((of.layers[0][0], "".join(glyphs[begin:])))
    return out


def _by_layer(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Put together what is of one layer; a number after which nothing follows there closes its array."""
    for layer, alike in groupby(pieces, key=itemgetter(0)):
        yield layer, "".join([piece for _, piece in alike])
