"""Outlines of glyphs as HarfBuzz draws them."""

from __future__ import annotations

import uharfbuzz as hb

from compositor.faces.cut import Segment


def traced(font: hb.Font, code: int, scale: float) -> list[Segment]:
    """Return a glyph's outline scaled, curves as cubics; nothing of one without ink."""
    drawing = _Drawing(scale)
    font.draw_glyph(code, _DRAW, drawing)
    return drawing.segments


class _Drawing:
    """An outline as HarfBuzz draws it, scaled; quadratic curves are raised to cubics, which is exact."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._at = (0.0, 0.0)
        self.segments: list[Segment] = []

    def add(self, kind: str, *points: float) -> None:
        """Add a step whose points are in units of the face."""
        self.segments.append((kind, tuple(point * self._scale for point in points)))
        if points:
            self._at = (points[-2], points[-1])

    def quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        """Add a quadratic curve from where the pen is."""
        x0, y0 = self._at
        self.add(
            "curve",
            *(x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3),
            *(x + 2 * (x1 - x) / 3, y + 2 * (y1 - y) / 3),
            *(x, y),
        )


def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, drawing: drawing.add("move", x, y))
    functions.set_line_to_func(lambda x, y, drawing: drawing.add("line", x, y))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, drawing: drawing.quadratic(x1, y1, x, y))
    functions.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, drawing: drawing.add("curve", x1, y1, x2, y2, x, y))
    functions.set_close_path_func(lambda drawing: drawing.add("close"))
    return functions


_DRAW = _draw_functions()
