"""The ink plan of a page: what it has in inks without a plate is printed with those that have one."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final

from compositor.colour import Condition
from compositor.model.design import Colour
from compositor.model.drawing import Drawing
from compositor.model.page import Image, Ink, Page, Rule, SetLine, Tint, Trace
from compositor.model.printing import INKS, InkPlan, Printing
from compositor.records import dataclass

_COLOURS: Final = INKS[:3]
_HALVINGS: Final = 8


@dataclass(slots=True)
class Plates:
    """Parts pages among the plates of their plan, by a printing condition's lightness."""

    condition: Condition
    printing: Printing
    _known: dict[tuple[InkPlan, tuple[int, int, int, int]], tuple[int, int, int, int]] = field(default_factory=dict)

    def ink(self, page: Page) -> tuple[Ink, ...]:
        """Return the ink of a page with all colours in the inks of its plan; pictures are the darkroom's."""
        if page.plan is InkPlan.COLOUR:
            return page.ink
        return tuple(self._parted(one, page.plan) for one in page.ink)

    def _parted(self, ink: Ink, plan: InkPlan) -> Ink:
        match ink:
            case SetLine() | Rule() | Tint():
                return replace(ink, colour=self.colour(ink.colour, plan))
            case Trace():
                fill, stroke = (one and self.colour(one, plan) for one in (ink.fill, ink.stroke))
                return replace(ink, fill=fill, stroke=stroke)
            case Image() if ink.asset.drawing is not None:
                return replace(ink, asset=replace(ink.asset, drawing=self._drawn(ink.asset.drawing, plan)))
            case _:
                return ink

    def _drawn(self, drawing: Drawing, plan: InkPlan) -> Drawing:
        shapes = []
        for shape in drawing.shapes:
            stroke = shape.stroke and replace(shape.stroke, colour=self.colour(shape.stroke.colour, plan))
            shapes.append(replace(shape, fill=shape.fill and self.colour(shape.fill, plan), stroke=stroke))
        return replace(drawing, shapes=tuple(shapes))

    def colour(self, colour: Colour, plan: InkPlan) -> Colour:
        """Return a colour in the inks of a plan, as light as it was as far as they go."""
        key = (plan, colour.cmyk)
        if key not in self._known:
            self._known[key] = self._inks(colour.cmyk, plan)
        inks = self._known[key]
        return colour if inks == colour.cmyk else replace(colour, cmyk=inks)

    def _inks(self, inks: tuple[int, int, int, int], plan: InkPlan) -> tuple[int, int, int, int]:
        """Return inks of a plan: of the second colour what the others don't dull, then black until it is as dark."""
        held = self.printing.inks(plan)
        if all(name in held for name, ink in zip(INKS, inks, strict=True) if ink):
            return inks
        wanted = self.condition.lightness(inks)
        own = [ink for name, ink in zip(_COLOURS, inks, strict=False) if name in held]
        if not own:
            return 0, 0, 0, self.condition.black_for(wanted)
        dull = max((ink for name, ink in zip(_COLOURS, inks, strict=False) if name not in held), default=0)
        strength = max(0, sum(own) // len(own) - dull)
        cyan, magenta, yellow = (strength if name in held else 0 for name in _COLOURS)
        if not strength:
            return 0, 0, 0, self.condition.black_for(wanted)
        low, high = 0, min(100, int(self.condition.ink_limit) - cyan - magenta - yellow)
        for _ in range(_HALVINGS):
            middle = (low + high) // 2
            if self.condition.lightness((cyan, magenta, yellow, middle)) > wanted:
                low = middle + 1 if middle < high else middle
            else:
                high = middle
        return cyan, magenta, yellow, min(low, high)
