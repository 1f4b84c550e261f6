"""Pages of other people's PDFs in ours: each stands once in a file, as a form with all that it needs in it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compositor.model.assets import Asset
from compositor.model.page import Image
from compositor.pdf.colour import ColourSpace
from compositor.pdf.conversion import Darkroom
from compositor.pdf.file import Stream
from compositor.pdf.numbers import decimal
from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    from compositor.intake.inspect.repro import Target


@dataclass(frozen=True, slots=True)
class Placed:
    """A page as it is to stand in a file: its document, and whether something in it is seen through."""

    content: bytes
    clear: bool


def placed(asset: Asset, darkroom: Darkroom, space: ColourSpace, *, black: bool) -> Placed:
    """Return a page in the colours of a document: inks as intake made it ready, black alone, or light."""
    leaf = asset.leaf
    assert leaf is not None
    if space is ColourSpace.CMYK and not black:
        return Placed(leaf.ready, leaf.clear)
    key = (asset.sha256, space)
    if key not in darkroom.leaves:
        from compositor.intake.inspect.repro import Black, Light, Wanted, ready

        target: Target = Black(darkroom.condition) if black else Light(darkroom.condition)
        made = ready(asset.content, Wanted(leaf.page, leaf.box), target)
        if made.refused:  # what can be printed in inks can be made from those
            made = ready(leaf.ready, Wanted(), target)
        darkroom.leaves[key] = (made.content or leaf.ready, leaf.clear)
    return Placed(*darkroom.leaves[key])


def stub() -> Stream:
    """Return an empty form, in whose place ``embed`` puts a page."""
    return Stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", b"")


def operators(image: Image, name: str, corner: tuple[int, int]) -> str:
    """Return what paints a page where its image stands: to scale, and cut to what is shown of it.

    ``corner`` is the area's lower left, on the sheet, in scaled points.
    """
    left, top, right, bottom = image.crop
    area, asset = image.area, image.asset
    wide, high = area.width / (right - left), area.height / (bottom - top)
    x, y = corner[0] - left * wide, corner[1] - (1 - bottom) * high
    matrix = (wide / asset.width, high / asset.height, x / SP, y / SP)
    across, up, east, north = (decimal(value, 6) for value in matrix)
    edges = " ".join(decimal(length / SP) for length in (*corner, area.width, area.height))
    return f"q {edges} re W n {across} 0 0 {up} {east} {north} cm /{name} Do Q"


def embed(pdf: Any, leaves: Mapping[str, Placed], *, light: bool = False) -> None:
    """Put pages where the drawing has stubs by their names; a page with one that is seen through blends in its colours.

    (ISO 32000-1 11.4.7: a page's group says in which space; ISO 15930-7 wants the inks.)
    """
    import pikepdf

    if not leaves:
        return
    from compositor.intake.inspect.repro import FORM

    made: dict[str, Any] = {}
    for page in pdf.pages:
        known = page.obj.get("/Resources", {}).get("/XObject", {})
        for key in [one for one in known.keys() if one[1:] in leaves]:  # noqa: SIM118  (a dictionary of pikepdf)
            leaf = leaves[key[1:]]
            if key not in made:
                with pikepdf.open(io.BytesIO(leaf.content)) as other:
                    made[key] = pdf.copy_foreign(other.pages[0].obj.Resources.XObject[FORM])
            known[key] = made[key]
            if leaf.clear:
                space = pikepdf.Name.DeviceRGB if light else pikepdf.Name.DeviceCMYK
                page.obj.Group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=space)
