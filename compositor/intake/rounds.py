"""What lines run round, as a template has it: a part of its columns, the room left to copy, a contour; what lies over.

Also which boxes are drawn over which, and whether that can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.grid import in_points
from compositor.intake.scalars import Choice, Length, Whole
from compositor.intake.schema import Key, ListOf, Record
from compositor.intake.sheet import Sheet, length
from compositor.model.design import Area, Box, Cell, Grid, PictureBox, TextBox
from compositor.model.rounds import Extent, Point, Round, Sides
from compositor.model.shapes import area_of, areas_of

LEAST: Final = 7
"""Ems that a line beside something has at least where nothing is said: half a column's usual thirteen to fifteen.

clreq asks for ten and more in books, and says that newspapers have shorter lines.
"""
_POINT: Final = ListOf(Length(("em", "%")), 2, 2)
AROUND: Final = Record(
    "what lines run round",
    (
        Key("gap", Length(("em",)), "the least white between it and the lines beside it, in ems of their type or pt"),
        Key("rows", Whole(0, 20), "body lines of white over and under it at least", default="1"),
        Key("least", Length(("em",), positive=True), f"the shortest measure beside it; {LEAST}em by default"),
        Key(
            "sides",
            Choice(tuple(side.value for side in Sides)),
            "where lines run: at both sides, left, right (in a vertical box above, below), or at the wider",
            default="both",
        ),
        Key(
            "contour",
            ListOf(_POINT, 3, 200),
            "the corners of what is seen of it, each from left and top of its box in mm, pt, em or % of it, such as"
            " [[50%, 0%], [100%, 100%], [0%, 100%]]; lines run along it; the box itself by default",
        ),
    ),
)
EXTENT: Final = (
    Key("left", Length(("em", "%")), "from the left edge of its columns to its own; 0 by default"),
    Key("width", Length(("em", "%"), positive=True), "its width, where it takes a part of its columns only"),
)


def extent_of(name: str, sheet: Sheet, spans: Cell, grid: Grid, faults: Faults) -> Extent | None:
    """Return the part of its columns that a box takes, None where it takes all; a fault where it leaves them."""
    if "left" not in sheet and "width" not in sheet:
        return None
    if "plus" in sheet.keys:
        message = f"{name}: a box of several rectangles takes all of its columns"
        faults.add(Code.WRONG_BOX, sheet.place_of("plus"), message, "take left and width out, or plus")
        return None
    room = grid.area(*spans).width
    left = sheet.length("left", em=grid.size, whole=room)
    width = sheet.length("width", em=grid.size, whole=room) if "width" in sheet else room - left
    if left + width <= room and width > 0:
        return Extent(left, width)
    message = f"{name}: from {in_points(left)} on {in_points(max(width, 0))} wide, it leaves its columns"
    key = "width" if "width" in sheet else "left"
    faults.add(Code.OUT_OF_RANGE, sheet.place_of(key), message, f"its columns are {in_points(room)} wide")
    return None


def rounds_of(inner: TextBox | PictureBox, outer: TextBox, sheet: Sheet, grid: Grid, faults: Faults) -> list[Round]:
    """Return what the lines of a box run round where another stands inside it."""
    own = sheet.sheet("around")
    em = outer.style.style("body").size if "body" in outer.style.styles else grid.size
    gap = own.length("gap", em=em) if own and "gap" in own else em
    least = own.length("least", em=em) if own and "least" in own else LEAST * em
    rows, sides = (own.whole("rows"), Sides(own.text("sides"))) if own else (1, Sides.BOTH)
    air = max(0, rows * grid.leading - (grid.leading - grid.size) // 2)
    areas = areas_of(inner, grid, whole=True)
    outlines = [_corners(area) for area in areas]
    if own is not None and own.items("contour"):
        outlines = [tuple(_contour(inner.name, own, area_of(inner, grid), grid, faults))]
    return [Round(inner.name, outline, gap, air, least, sides) for outline in outlines]


def _corners(area: Area) -> tuple[Point, ...]:
    return ((area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom))


def _contour(name: str, sheet: Sheet, area: Area, grid: Grid, faults: Faults) -> Iterator[Point]:
    for item in sheet.items("contour"):
        typed = [str(one.content) for one in item.content] if isinstance(item.content, tuple) else []
        if len(typed) != 2:
            continue
        x = length(typed[0], em=grid.size, whole=area.width)
        y = length(typed[1], em=grid.size, whole=area.height)
        if x > area.width or y > area.height:
            message = f"{name}: contour: the point {typed[0]}, {typed[1]} lies outside the box"
            hint = f"the box is {in_points(area.width)} × {in_points(area.height)}"
            faults.add(Code.OUTSIDE_BOX, item.place, message, hint)
        yield area.x + min(x, area.width), area.y + min(y, area.height)


def check_over(boxes: tuple[Box, ...], sheet: Sheet, faults: Faults) -> None:
    """Tell of boxes that would have to lie over one another by turns."""
    over = {box.name: box.over for box in boxes}
    for box in boxes:
        if box.over and _comes_back(box.name, over):
            table = next((found for key in ("boxes", "furniture") if (found := _sheet(sheet, key, box.name))), sheet)
            message = f"{box.name} can't lie over {said(box.over[0])}, which lies over it"
            faults.add(Code.WRONG_BOX, table.place_of("over"), message, "take one of the two out")


def _sheet(sheet: Sheet, key: str, name: str) -> Sheet | None:
    table = sheet.sheet(key)
    return table.sheet(name) if table is not None else None


def _comes_back(name: str, over: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a box is under itself."""
    reached, left = set[str](), list(over[name])
    while left:
        one = left.pop()
        if one == name:
            return True
        if one not in reached:
            reached.add(one)
            left += over.get(one, ())
    return False
