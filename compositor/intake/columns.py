"""The columns of text of a template's box: of the grid, or of a measure of the box's own (破欄), and their room."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from compositor.intake.faults import Code, Faults
from compositor.intake.grid import in_points
from compositor.intake.sheet import Sheet
from compositor.model.design import BoxStyle, Grid, TextBox
from compositor.model.measures import columns_of, most_columns, rows_of
from compositor.model.settings import Direction, OwnColumns
from compositor.model.shapes import area_of
from compositor.model.standing import Stance, cell_place, first_cell, stance

_NARROWEST: Final = 2  # body characters in a column; a full line has to hold a character and its mark


def own_columns(sheet: Sheet, style: BoxStyle, grid: Grid) -> OwnColumns | None:
    """Return the measure and gutter that a box has for itself; ems are those of its body."""
    if "measure" not in sheet and "gutter" not in sheet:
        return None
    em = style.style("body").size if "body" in style.styles else grid.size
    gutter = sheet.length("gutter", em=em) if "gutter" in sheet else None
    return OwnColumns(sheet.length("measure", em=em), gutter)


def with_flow(box: TextBox, sheet: Sheet, grid: Grid) -> TextBox:
    """Return a box with as many columns as it says, else as its own measure fits into it, else as it spans."""
    if "flow" in sheet:
        return replace(box, flow=sheet.whole("flow"))
    if box.own is not None and box.own.measure:
        stands = stance(box, grid)
        return replace(box, flow=most_columns(stands.box, stands.grid))
    return replace(box, flow=1 if box.direction is Direction.VERTICAL else box.columns[1] - box.columns[0] + 1)


def columns_sound(box: TextBox, sheet: Sheet, grid: Grid, faults: Faults) -> bool:
    """Tell whether a box has room for its columns, none of which lies across the fold of a spread."""
    stands = stance(box, grid)
    size = box.style.style("body").size if "body" in box.style.styles else grid.size
    sound = _roomy(box, stands, sheet, faults)
    if not sound:
        return False
    if box.flow == 1 and box.direction is Direction.HORIZONTAL and grid.fold(box.columns):
        message = f"{box.name}: its one column of text would lie across the fold"
        hint = "flow: 2 or more, so that the fold falls between columns; or keep the box on one page"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("flow" if "flow" in sheet else "columns"), message, hint)
        return False
    if box.own is not None and not _fits(box, stands, size, sheet, faults):
        return False
    return not box.shape or _shape_sound(box, stands, sheet, faults)


def _roomy(box: TextBox, stands: Stance, sheet: Sheet, faults: Faults) -> bool:
    """Tell whether a box has room for type once inset and gutters are taken off; a vertical one along its height."""
    size = box.style.style("body").size if "body" in box.style.styles else stands.grid.size
    width = area_of(stands.box, stands.grid).width - 2 * box.inset * stands.grid.size
    gutter = stands.grid.gutter if box.own is None or box.own.gutter is None else box.own.gutter
    column = (width - (box.flow - 1) * gutter) // box.flow
    lines = stands.box.rows[1] - stands.box.rows[0] + 1 - 2 * box.inset
    narrow = column < _NARROWEST * size
    if not narrow and lines >= 1:
        return True
    along, from_line_to_line = ("rows", "columns") if stands.turn else ("columns", "rows")
    key = from_line_to_line if not narrow else "flow" if "flow" in sheet else along
    message = (
        f"{box.name}: no room for type: {box.flow} columns of {in_points(max(column, 0))} and {max(lines, 0)} lines"
    )
    faults.add(Code.OUT_OF_RANGE, sheet.place_of(key), message, "make the box larger, or its inset or flow smaller")
    return False


def _fits(box: TextBox, stands: Stance, size: int, sheet: Sheet, faults: Faults) -> bool:
    """Tell whether columns of a box's own measure are whole ems wide, and stand in it with white between."""
    own = box.own
    assert own is not None
    if own.measure % size or (own.measure and own.measure < _NARROWEST * size):
        fewer = max(_NARROWEST, own.measure // size)
        message = f"{box.name}: the measure {in_points(own.measure)} is no whole number of {in_points(size)}"
        hint = f"write {fewer}em or {fewer + 1}em (clreq #type_area)"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("measure"), message, hint)
        return False
    found = columns_of(stands.box, stands.grid)
    wanted = min(stands.grid.gutter, size // 2) if own.gutter is None else own.gutter
    if found.over <= 0 and (box.flow == 1 or found.least >= wanted):
        return True
    measure = found.places[0][1]
    side = "height" if stands.turn else "width"
    room = area_of(stands.box, stands.grid).width - 2 * box.inset * stands.grid.size
    message = (
        f"{box.name}: {box.flow} columns of {in_points(measure)} with {in_points(wanted)} between them don't fit "
        f"into its {side} of {in_points(room)}"
    )
    key = "measure" if "measure" in sheet else "gutter"
    faults.add(Code.OUT_OF_RANGE, sheet.place_of(key), message, "fewer columns, a shorter measure, or a larger box")
    return False


def _shape_sound(box: TextBox, stands: Stance, sheet: Sheet, faults: Faults) -> bool:
    """Tell whether copy finds a column in each rectangle of a box, and a head of its own place one over the first."""
    columns = [(place, rows_of(stands.box, stands.grid, place)) for place in columns_of(stands.box, stands.grid).places]
    for number, cell in enumerate(box.shape, 1):
        area, row = cell_place(stands.box, stands.grid, cell)
        first = row + (0 if stands.turn else box.inset)
        last = row + max(0, area.height // stands.grid.leading - 1) - (0 if stands.turn else box.inset)
        held = {
            line
            for (x, measure), runs in columns
            for a, b in runs
            for line in range(max(a, first), min(b, last) + 1)
            if x < area.right and area.x < x + measure
        }
        if len(held) * 2 < last - first + 1 or first > last:
            message = f"{box.name}: no column of text lies in rectangle {number}, or there is no room for type in it"
            hint = "make it larger, or the inset or the measure smaller"
            faults.add(Code.OUT_OF_RANGE, sheet.place_of("plus"), message, hint)
            return False
    if box.head.columns is None:
        return True
    area, _ = first_cell(stands.box, stands.grid)
    over = [columns[at - 1][0] for at in range(box.head.columns[0], box.head.columns[1] + 1) if at <= len(columns)]
    if all(area.x <= x and x + measure <= area.right for x, measure in over):
        return True
    head = sheet.sheet("head")
    place = head.place_of("columns") if head else sheet.place
    message = f"{box.name}: head: its columns don't lie in the first rectangle of the box"
    faults.add(Code.OUT_OF_RANGE, place, message, "name columns of the first, or put the rectangle of the head first")
    return False
