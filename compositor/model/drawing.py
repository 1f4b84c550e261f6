"""Vector art: what a drawing inks, as paths with flat colours, in painting order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compositor.records import dataclass

if TYPE_CHECKING:
    from compositor.model.design import Colour

Step = tuple[str, tuple[float, ...]]
"""A step of a path as PDF names it: m and l with a point, c with three, h with none (ISO 32000-1 8.5.2.1)."""

Matrix = tuple[float, float, float, float, float, float]
"""x' = ax + cy + e, y' = bx + dy + f."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the line along a path is drawn; lengths in the shape's own units, cap and join as PDF numbers them."""

    colour: Colour
    weight: float
    cap: int = 0
    join: int = 0
    miter: float = 4.0
    dashes: tuple[float, ...] = ()
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A path and its fill rule."""

    steps: tuple[Step, ...]
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A path that is filled, stroked or both, in its own units; ``matrix`` takes them to those of the drawing.

    It shows only inside of every one of ``clips``, which are in units of the drawing.
    """

    outline: Outline
    matrix: Matrix
    fill: Colour | None = None
    stroke: Stroke | None = None
    clips: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its shapes, from (0, 0) at the top left to ``width`` and ``height``, y down."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
