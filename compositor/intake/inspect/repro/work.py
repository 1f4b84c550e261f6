"""What the parts of a page have in common while it is made ready: document, colours, fonts, what was found."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Final

from compositor.intake.inspect.matrices import PLAIN, Matrix
from compositor.intake.inspect.repro.fonts import Fonts
from compositor.intake.inspect.repro.layers import Layers
from compositor.intake.inspect.repro.pictures import Pictures
from compositor.intake.inspect.repro.spaces import GREY, Space, Spaces
from compositor.intake.inspect.repro.targets import Grey, Target
from compositor.intake.inspect.repro.telling import Told, Unprintable
from compositor.records import dataclass

DEEPEST: Final = 24
"""How deep forms may stand in forms: a page that says more draws in a circle."""
_MOST_STEPS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that is set: its space, and what became of it; ``pattern`` where it is one."""

    space: Space = GREY
    values: tuple[float, ...] = ()
    pattern: bool = False

    @property
    def white(self) -> bool:
        """Tell whether it has no ink."""
        return not self.pattern and bool(self.values) and not any(self.values)


@dataclass(slots=True)
class State:
    """The graphics state (ISO 32000-1 8.4.1), as far as what is made of a page depends on it.

    ``pen``, ``over`` and ``face_set`` are the line width, the overprint and the font with its size that the new content
    has set; the others are what the page asked for.
    """

    ctm: Matrix = PLAIN
    fill: Colour = Colour()
    stroke: Colour = Colour()
    weight: float = 1.0
    pen: float = 1.0
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    over: tuple[bool, bool, int] = (False, False, 0)
    font: Any = None
    face: tuple[str, Any] = ("", 0)
    face_set: tuple[str, Any] = ("", 0)
    rendering: int = 0

    @property
    def inherited(self) -> tuple[Any, ...]:
        """What a form's own content is made by, besides the form."""
        colours = tuple((one.space.kind, one.space.inks, one.values, one.pattern) for one in (self.fill, self.stroke))
        return (*colours, self.weight, self.pen, self.over_fill, self.over_stroke, self.mode, self.over)


@dataclass(slots=True)
class Work:
    """One page in the making. ``old`` is PDF/X-1a; ``clear`` tells that something is seen through."""

    pdf: Any
    target: Target
    told: Told
    old: bool
    layers: Layers
    fonts: Fonts
    pictures: Pictures
    masks: Pictures
    clear: bool = False
    groups: set[str] = field(default_factory=set)
    forms: dict[Any, Any] = field(default_factory=dict)
    steps: int = 0
    size: tuple[float, float] | None = None
    """Width and height of what is shown of the page."""

    @classmethod
    def of(cls, pdf: Any, target: Target, told: Told, *, old: bool) -> Work:
        """Lay out the work on a document."""
        grey = Grey(told)
        layers, fonts = Layers(pdf.Root, told), Fonts(pdf, told, old)
        return cls(
            pdf, target, told, old, layers, fonts, Pictures(pdf, target, told, old), Pictures(pdf, grey, told, old)
        )

    @property
    def spaces(self) -> Spaces:
        """What reads colour spaces."""
        return Spaces(self.told)

    def step(self) -> None:
        """Count an operator."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            words = f"it is drawn in more than {_MOST_STEPS:,} steps"
            raise Unprintable(words, "simplify its drawings, or turn them into a picture of 200 pixels to the inch")
