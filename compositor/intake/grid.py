"""The page grid of a paper: columns and body lines, and the type area that they make."""

from __future__ import annotations

from typing import Final

from compositor import units
from compositor.intake.faults import Code, Faults
from compositor.intake.sheet import Sheet
from compositor.model.design import Grid

_SLACK: Final = units.pt("0.5")
_GRID_KEYS: Final = ("columns", "measure", "gutter", "body", "leading")


def in_points(length: int) -> str:
    """Return a length in scaled points as messages write it, 9.5pt."""
    return f"{units.points(length):.3f}".rstrip("0").rstrip(".") + "pt"


def grid_of(sheet: Sheet | None, size: tuple[int, int], page: Sheet | None, faults: Faults) -> Grid | None:
    """Return the page grid, its type area centred between the sides; a fault where it doesn't fit the margins."""
    margins = page.sheet("margins") if page else None
    if sheet is None or margins is None or not all(size) or not all(key in sheet for key in _GRID_KEYS):
        return None
    body = sheet.length("body")
    columns, gutter = sheet.whole("columns"), sheet.length("gutter", em=body)
    measure, leading = sheet.length("measure", em=body), sheet.length("leading", em=body)
    if leading < body or measure % body:
        _grid_fault(sheet, (body, measure, leading), faults)
        return None
    width = columns * measure + (columns - 1) * gutter
    room = size[0] - margins.length("inside") - margins.length("outside")
    height = size[1] - margins.length("top") - margins.length("bottom")
    rows = sheet.whole("rows") or max(height // leading, 0)
    if width > room or rows < 1 or rows * leading > height:
        message = (
            f"the type area is {in_points(width)} × {in_points(rows * leading)} ({columns} columns, {rows} rows), "
            f"but the margins leave {in_points(room)} × {in_points(height)}"
        )
        hint = "take a column, rows or characters away, or make a margin smaller"
        faults.add(Code.TYPE_AREA, sheet.place, message, hint)
        return None
    left = (size[0] - width) // 2
    widest = max(margins.length("inside"), margins.length("outside"))
    if left < widest - _SLACK:
        message = (
            f"the type area stands in the middle of the page, {in_points(left)} from both sides, "
            f"but one margin is {in_points(widest)}"
        )
        faults.add(Code.TYPE_AREA, sheet.place, message, "make both side margins alike, or take a character away")
        return None
    seam = page.length("seam") if page else 0
    if seam > 2 * left - gutter:
        message = (
            f"the strip at the fold, {in_points(seam)}, leaves no white: the margins there are {in_points(2 * left)}"
        )
        faults.add(Code.TYPE_AREA, page.place_of("seam") if page else sheet.place, message, "make it narrower")
        return None
    return Grid(columns, measure, gutter, body, leading, rows, left, margins.length("top"), page=size[0], seam=seam)


def _grid_fault(sheet: Sheet, sizes: tuple[int, int, int], faults: Faults) -> None:
    body, measure, leading = sizes
    if leading < body:
        message = f"the leading {in_points(leading)} is less than the body {in_points(body)}"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("leading"), message, "lines would stand on one another")
    else:
        message = f"the measure {in_points(measure)} is no whole number of body characters of {in_points(body)}"
        hint = f"write {measure // body}em or {measure // body + 1}em (clreq #type_area)"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("measure"), message, hint)
