"""Which inks the colours of drawings have: the paper's own, or those that pictures get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from compositor.colour import Condition
from compositor.model.design import Colour
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The inks of a paper's own colours by their sRGB, and the condition by which all others become inks."""

    named: Mapping[tuple[int, int, int], Colour] = field(default_factory=dict)
    condition: Condition = field(default_factory=Condition)

    def colour(self, rgb: tuple[int, int, int]) -> Colour:
        """Return the colour that a drawing means by its sRGB.

        One of the paper's own has the paper's inks; any other is turned into inks as pictures are, greys into black
        alone.
        """
        if rgb in self.named:
            return self.named[rgb]
        return Colour("#{:02x}{:02x}{:02x}".format(*rgb), self.condition.colour(rgb), rgb)
