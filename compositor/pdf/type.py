"""Set lines as text operators (ISO 32000-1 9.4): every glyph where its line says, to a thousandth of a point."""

from __future__ import annotations

from collections.abc import Callable

from compositor.model.lines import Line, Run
from compositor.model.settings import Direction
from compositor.pdf.fonts import WHOLE, EmbeddedFace
from compositor.pdf.numbers import decimal, length
from compositor.units import SP

# Positions inside a run are counted in hundred-thousandths of a scaled point: whole numbers, so nothing adds up.
_FINE = 100_000
_TOLERANCE = SP * _FINE // 1000
# TJ numbers (thousandths of an em) have one decimal up to this size, two above it.
_LARGE = 24 * SP

FontOf = Callable[[str], EmbeddedFace]


class TypeSetter:
    """Writes lines; remembers which font the content stream has set, and says so only when it changes."""

    def __init__(self, font_of: FontOf) -> None:
        self._font_of = font_of
        self._set: tuple[str, int] | None = None

    def forget(self) -> None:
        """Start a new content stream, where no font is set."""
        self._set = None

    def line(self, line: Line, x: int, baseline: int) -> list[str]:
        """Return the operators of a line whose measure begins at ``x``; y upwards, both in scaled points.

        Raises ``ValueError`` for a vertical line.
        """
        if line.direction is not Direction.HORIZONTAL:
            raise ValueError("the pen draws horizontal lines only")
        out = ["BT"]
        at = x + line.indent
        for run in line.runs:
            if run.codes:
                out += self._run(run, at, baseline + run.rise)
            at += sum(run.advances)
        return [*out, "ET"] if len(out) > 1 else []

    def _run(self, run: Run, x: int, y: int) -> list[str]:
        font = self._font_of(run.face)
        size = run.size
        step = 1 if size > _LARGE else 10
        shifts = run.shifts or (0,) * len(run.codes)
        out: list[str] = []
        pieces: list[str] = []
        glyphs: list[str] = []
        layer_now, pen, target = -1, 0, 0
        for code, text, advance, shift in zip(run.codes, run.texts(), run.advances, shifts, strict=True):
            cut = font.cut(code, advance * 1000 // size, shift * 1000 // size) if shift or advance < size else WHOLE
            layer, painted, width = font.sort(code, text, cut)
            place = (target + shift) * _FINE - cut.shift * 100 * size
            if layer_now < 0:
                pen = place
            elif not -_TOLERANCE < place - pen < _TOLERANCE:
                moved = round((place - pen) / (size * step))
                _close(pieces, glyphs)
                pieces.append(decimal(-moved * step / 100, 2))
                pen += moved * size * step
            if layer != layer_now:
                _flush(out, pieces, glyphs)
                out += self._font(font.layers[layer].name, size)
                if layer_now < 0:
                    out.append(f"1 0 0 1 {length(x + round(place / _FINE))} {length(y)} Tm")
                layer_now = layer
            glyphs.append(painted)
            pen += width * 100 * size
            target += advance
        _flush(out, pieces, glyphs)
        return out

    def _font(self, name: str, size: int) -> list[str]:
        if self._set == (name, size):
            return []
        self._set = (name, size)
        return [f"/{name} {decimal(size / SP, 5)} Tf"]


def _close(pieces: list[str], glyphs: list[str]) -> None:
    if glyphs:
        pieces.append(f"<{''.join(glyphs)}>")
        glyphs.clear()


def _flush(out: list[str], pieces: list[str], glyphs: list[str]) -> None:
    _close(pieces, glyphs)
    if pieces:
        out.append(f"[{''.join(pieces)}] TJ")
        pieces.clear()
