"""Adverts as the paper sells them: modules, and what makes a picture box one for adverts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    from compositor.model.design import Area

_FITS = SP * 72 * 5 // 254
"""How far an advert's box may be off its module: half a millimetre."""


@dataclass(frozen=True, slots=True)
class AdvertModule:
    """A size that a paper sells: in columns and rows, or as width and height; 0 for what isn't given."""

    name: str
    columns: int
    rows: int
    width: int
    height: int

    def fits(self, span: tuple[int, int], area: Area) -> bool:
        """Tell whether a box of so many columns and rows, with that area, has the module's size."""
        if self.columns:
            return span == (self.columns, self.rows)
        return abs(area.width - self.width) <= _FITS and abs(area.height - self.height) <= _FITS

    @property
    def size(self) -> str:
        """The size in words."""
        sides = f"{self.width / SP / 72 * 25.4:.1f} × {self.height / SP / 72 * 25.4:.1f} mm" if self.width else ""
        return ", ".join(filter(None, (f"{self.columns} columns × {self.rows} rows" if self.columns else "", sides)))


@dataclass(frozen=True, slots=True)
class AdvertBox:
    """What makes a picture box one for adverts: the word that marks them, and the module it was made for."""

    label: str
    module: AdvertModule | None = None
