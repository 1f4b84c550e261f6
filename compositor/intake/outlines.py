"""Boxes of a template that are no rectangles: made of several, or with boxes that stand inside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.rounds import rounds_of
from compositor.intake.sheet import Sheet, nearest
from compositor.model.design import Cell, Grid, HeadPlace, PictureBox, TextBox
from compositor.model.grid import SEAM
from compositor.model.rounds import Round
from compositor.model.settings import Direction
from compositor.model.shapes import cells_of, is_whole, squares

_AIR = 1  # body lines of white over and under a box that stands inside another


def shape_of(name: str, sheet: Sheet, first: Cell, grid: Grid, faults: Faults) -> tuple[Cell, ...]:
    """Return the rectangles of a box, none where it is but one; what lies outside the grid is a fault."""
    cells = [first]
    for item in sheet.items("plus"):
        one = item.content
        columns, rows = (one.span("columns"), one.span("rows")) if isinstance(one, Sheet) else (None, None)
        if isinstance(one, Sheet) and SEAM in (columns, first[0]):
            message = f"{name}: a box at the fold is one rectangle"
            faults.add(Code.WRONG_BOX, sheet.place_of("plus"), message, "take plus out")
        elif isinstance(one, Sheet) and columns and rows and in_grid(name, one, grid, faults):
            cells.append((columns, rows))
    if len(cells) > 1 and not is_whole(cells):
        message = f"{name}: its rectangles don't make one shape"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("plus"), message, "let each touch another along a side")
    return tuple(cells) if len(cells) > 1 else ()


def in_grid(name: str, sheet: Sheet, grid: Grid, faults: Faults, *, below: int = 0) -> bool:
    """Tell whether columns and rows lie in the grid; a fault where they don't.

    A box may go on for the rows ``below`` that the sheet has under the type area: proof tells where it does.
    """
    sound = True
    for key, most in (("columns", grid.across), ("rows", grid.rows)):
        span = sheet.span(key)
        if span is not None and span[1] > most + (below if key == "rows" else 0):
            message = f"{name}: {key} {span[0]}-{span[1]} lie outside the grid, which has {most} {key}"
            faults.add(Code.OUTSIDE_GRID, sheet.place_of(key), message, f"{key} run from 1 to {most}")
            sound = False
    if sheet.span("columns") == SEAM and not (grid.spread and grid.seam):
        message = f"{name}: there is no strip at the fold here"
        hint = "give the paper's page a seam, and let the template say spread: true; or name columns"
        faults.add(Code.OUTSIDE_GRID, sheet.place_of("columns"), message, hint)
        sound = False
    return sound


def around(shape: tuple[Cell, ...]) -> Cell:
    """Return the rectangle around rectangles."""
    columns, rows = zip(*shape, strict=True)
    return (
        (min(first for first, _ in columns), max(last for _, last in columns)),
        (min(first for first, _ in rows), max(last for _, last in rows)),
    )


def nested(
    boxes: tuple[TextBox | PictureBox, ...], sheet: Sheet, grid: Grid, faults: Faults
) -> tuple[TextBox | PictureBox, ...]:
    """Return boxes with the room taken out that others take inside them, or with what their lines run round.

    Lines run round boxes that say how, or that take a part of their columns; in vertical boxes round all. Others take
    all columns that they touch, with a line of white over and under.
    """
    by_name = {box.name: box for box in boxes}
    holes: dict[str, list[Cell]] = {}
    rounds: dict[str, list[Round]] = {}
    for name, inner in sheet.sheets("boxes"):
        outer = inner.text("inside")
        if not outer:
            if "around" in inner.keys:
                message = f"{name}: around says how the lines of the box run that it is inside; it is in none"
                faults.add(Code.WRONG_BOX, inner.key_place("around"), message, "add inside: the box, or take it out")
            continue
        if name not in by_name or not _may_stand(by_name[name], outer, inner, (by_name, sheet), faults):
            continue
        own, around_it = by_name[name], by_name[outer]
        if isinstance(around_it, TextBox) and (
            "around" in inner or own.extent is not None or around_it.direction is Direction.VERTICAL
        ):
            rounds.setdefault(outer, []).extend(rounds_of(own, around_it, inner, grid, faults))
        else:
            cells = cells_of(own, whole=True)
            holes.setdefault(outer, []).extend((columns, _airy(rows)) for columns, rows in cells)
    return tuple(
        replace(box, holes=tuple(holes.get(box.name, ())), rounds=tuple(rounds.get(box.name, ())))
        if isinstance(box, TextBox) and (box.name in holes or box.name in rounds)
        else box
        for box in boxes
    )


def _airy(rows: tuple[int, int]) -> tuple[int, int]:
    return max(1, rows[0] - _AIR), rows[1] + _AIR


def _may_stand(
    box: TextBox | PictureBox,
    outer: str,
    sheet: Sheet,
    known: tuple[Mapping[str, TextBox | PictureBox], Sheet],
    faults: Faults,
) -> bool:
    boxes, template = known
    place = sheet.place_of("inside")
    table = template.sheet("boxes")
    around_it = boxes.get(outer)
    if around_it is None or outer == box.name:
        if outer == box.name or table is None or outer not in table.keys:
            names = tuple(name for name in boxes if name != box.name)
            faults.add(Code.UNKNOWN_NAME, place, f"inside: there is no other box {said(outer)}", nearest(outer, names))
        return False
    if not isinstance(around_it, TextBox):
        message = f"{box.name}: {outer} is no text box, so nothing stands inside it"
        faults.add(Code.WRONG_BOX, place, message, "take inside out, or declare that they overlap")
        return False
    if around_it.head != HeadPlace():
        message = f"{box.name}: the head of {outer} has a place of its own, so nothing stands inside it"
        faults.add(Code.WRONG_BOX, place, message, "take inside out, or the head of the other")
        return False
    return _within(box, around_it, place, faults)


def _within(box: TextBox | PictureBox, outer: TextBox, place: Place, faults: Faults) -> bool:
    mine, its = squares(box), squares(outer)
    if mine < its:
        return True
    what = "fills" if mine == its else "reaches beyond"
    message = f"{box.name} {what} {outer.name}, inside which it is to stand"
    faults.add(Code.OUTSIDE_BOX, place, message, "make it smaller, or take inside out")
    return False
