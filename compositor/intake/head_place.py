"""Where the heads of a box stand, as its template has it."""

from __future__ import annotations

from compositor.intake.faults import Code, Faults
from compositor.intake.sheet import Sheet
from compositor.model.design import Grid, HeadPlace, TextBox
from compositor.model.settings import Direction
from compositor.model.standing import stance


def head_place(sheet: Sheet | None) -> HeadPlace:
    """Return where a box's head stands; over all columns at the top where the template says nothing."""
    if sheet is None:
        return HeadPlace()
    return HeadPlace(
        sheet.span("columns"), sheet.whole("row"), sheet.flag("beside"), Direction(sheet.text("direction"))
    )


def head_sound(box: TextBox, sheet: Sheet | None, grid: Grid, faults: Faults) -> bool:
    """Tell whether a head's place is one in its box, which leaves columns for copy."""
    rows = stance(box, grid).box.rows
    place, lines = box.head, rows[1] - rows[0] + 1
    first, last = place.columns or (1, box.flow)
    key = wrong = hint = ""
    if last > box.flow:
        key, wrong = "columns", f"columns {first}-{last} lie outside the box, which has {box.flow}"
        hint = "count its columns of text from 1"
    elif place.alone and last - first + 1 == box.flow:
        key, wrong, hint = "columns", "it leaves no column for copy", "name fewer columns than the box has"
    elif place.direction is Direction.VERTICAL and box.direction is Direction.VERTICAL:
        key, wrong, hint = "direction", "the heads of a vertical box are vertical", "take it out"
    elif place.direction is Direction.VERTICAL and first > 1 and last < box.flow:
        key, wrong, hint = "columns", "a vertical head stands at an edge of its box", "name the first or last columns"
    elif place.row > 1 and (place.row > lines or place.alone):
        key, wrong = "row", f"no head begins at row {place.row} here"
        hint = "name a row of the box, for a head over copy"
    if key and sheet is not None:
        faults.add(Code.OUT_OF_RANGE, sheet.place_of(key), f"{box.name}: head: {wrong}", hint)
    return not key
