"""Habits of newspapers that a paper may have its reasons to leave: told as notes, never as faults."""

from __future__ import annotations

from compositor import units
from compositor.errors import Finding, Severity
from compositor.intake.faults import Code, Faults
from compositor.intake.grid import in_points
from compositor.intake.sheet import Sheet
from compositor.model.design import Grid, Style

_LEAST, _USUAL = units.pt("7.875"), units.pt("10.5")
"""六號, below which body copy is hard to read, and 五號 (clreq #type_sizes)."""
_FEWEST = 10
"""Characters to a line (clreq #type_area)."""
_SHORT = 14
"""In so short a line one em of indent is enough (clreq #paragraph_adjustment)."""


def habits(sheet: Sheet, grid: Grid, body: Style | None, faults: Faults) -> None:
    """Note where a paper's body isn't as newspapers set theirs."""
    size, characters = grid.size, grid.measure // grid.size
    if size < _LEAST or size > _USUAL:
        message = f"the body is {in_points(size)}; newspapers set from {in_points(_LEAST)} to {in_points(_USUAL)}"
        _note(sheet, "body", message, "9pt to 9.5pt is common", faults)
    if characters < _FEWEST:
        message = f"a line has {characters} characters"
        _note(sheet, "measure", message, "with fewer than 10, lines are set loose often", faults)
    if not size <= 2 * (grid.leading - size) <= 2 * size:
        share = (grid.leading - size) * 100 // size
        message = f"the white between lines is {share} % of the body"
        _note(sheet, "leading", message, "50 to 100 % is usual; ruby and dots beside the lines need half an em", faults)
    ems = body.indent / size if body is not None else 2
    if ems not in {1, 2} or (ems == 1 and characters > _SHORT):
        message = f"paragraphs of the body are indented by {ems:g} em"
        hint = "2em is usual, 1em where lines are very short"
        _note(sheet, "indent", message, hint, faults)


def _note(sheet: Sheet, key: str, message: str, hint: str, faults: Faults) -> None:
    inner = sheet.sheet("grid")
    if key == "indent":
        styles = sheet.sheet("styles")
        inner = styles.sheet("body") if styles else None
    place = inner.place_of(key) if inner else sheet.place
    faults.note(Finding(Code.HABIT, Severity.NOTE, message, hint, place))
