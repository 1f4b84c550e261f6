"""How a picture is framed: crop, focus and fit as typed, in a manifest or in a story's braces."""

from __future__ import annotations

from compositor.intake.faults import Code, Faults
from compositor.intake.sheet import Sheet
from compositor.model.assets import Asset
from compositor.model.copy import WHOLE, Crop, Framing


def framing(sheet: Sheet, asset: Asset | None, faults: Faults, *, whole: bool = False) -> Framing:
    """Return the framing that a checked sheet asks for; a crop without area, or a focus outside it, is a fault.

    Where it says nothing of fit, drawings and PDFs are shown whole, and other pictures where ``whole`` says so.
    """
    crop, focus = _crop(sheet, faults), _focus(sheet)
    if focus is not None and not (crop[0] <= focus[0] <= crop[2] and crop[1] <= focus[1] <= crop[3]):
        message = "focus: the point lies outside the crop, so that it can't be seen"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("focus"), message, "move the focus, or make the crop larger")
        focus = None
    drawn = asset is not None and not asset.has_pixels
    return Framing(crop, focus, sheet.text("fit") == "whole" if "fit" in sheet else whole or drawn)


def _crop(sheet: Sheet, faults: Faults) -> Crop:
    found = sheet.numbers("crop")
    if len(found) != 4:
        return WHOLE
    left, top, right, bottom = found
    if left < right and top < bottom:
        return (left, top, right, bottom)
    message = "crop: nothing lies between its edges"
    faults.add(
        Code.OUT_OF_RANGE, sheet.place_of("crop"), message, "write left, top, right and bottom, such as 0 0 80 100"
    )
    return WHOLE


def _focus(sheet: Sheet) -> tuple[float, float] | None:
    found = sheet.numbers("focus")
    return (found[0], found[1]) if len(found) == 2 else None
