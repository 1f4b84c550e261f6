"""Where ink stands: inside its box and page, on the grid, off other copy, columns ending together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import HEAD_PARTS, ParagraphKind
from compositor.model.design import Area, TextBox
from compositor.model.measures import columns_of, rows_of
from compositor.model.page import Page, PlacedBox, SetLine
from compositor.model.settings import Direction, Hanging
from compositor.model.shapes import runs_round
from compositor.proof.areas import bounds, extent, inside, meet, parts, stands_on
from compositor.proof.sheets import HAIR, Printed, Sheets, excerpt, many, page_name
from compositor.proof.stretches import Stretch
from compositor.proof.type import over_measure

_BUG = "this is a fault of the program or of the template: look at the box's rows and columns"
_NO_ROOM = "give the box more rows, shorten the words, or set them in a smaller style"
_MADE_TO_FIT = frozenset((*HEAD_PARTS, "jump_head", "cutline", "credit"))
"""Parts that stand whole in their box, however many lines they need."""


def in_place(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines that leave page or box, and those that stand in others' way."""
    for page in sheets.pages:
        if _plainly_in_place(page, sheets):
            continue  # nearly all
        lines = [(ink, inked(ink)) for ink in page.ink if isinstance(ink, SetLine)]
        yield from _outside(page, lines, sheets)
        yield from _collisions(page, lines, sheets)


def _plainly_in_place(page: Page, sheets: Sheets) -> bool:
    """Tell whether no line can be out of its place, by how far stretches of lines reach."""
    own: dict[str, list[tuple[Area, Stretch]]] = {}
    areas, whole = {box.name: box for box in page.boxes}, Area(0, 0, page.width, page.height)
    for stretch in sheets.on(page):
        box, reach = areas.get(stretch.box), stretch.reach
        if box is None or reach is None or not reach.apart:
            return False
        room = parts(box, page.label, sheets, heads=stretch.column < 0)
        if len(room) != 1 or not _lies_within(reach.ink, _limits(room[0], whole)):
            return False
        own.setdefault(box.name, []).append((reach.ink, stretch))
    if any(
        meet(one[0], two[0]) and _touch(one[1], two[1]) for its in own.values() for one, two in combinations(its, 2)
    ):
        return False
    return not any(_near({name: [area for area, _ in its] for name, its in own.items()}, page, sheets).values())


def _touch(one: Stretch, other: Stretch) -> bool:
    """Tell whether any line of a stretch meets one of another."""
    places = [inked(line) for line in other.lines]
    return any(meet(inked(line), place) for line in one.lines for place in places)


def _outside(page: Page, lines: Sequence[tuple[SetLine, Area]], sheets: Sheets) -> Iterator[Finding]:
    """Yield lines that leave their page's trim or their own box."""
    areas = {box.name: box for box in page.boxes}
    whole = Area(0, 0, page.width, page.height)
    rooms: dict[tuple[str, bool], tuple[Area, ...]] = {}
    within: dict[tuple[str, bool], _Limits] = {}
    for line, place in lines:
        box, key = areas.get(line.box), (line.box, line.column < 0)
        if box is not None and key not in rooms:
            room = rooms[key] = parts(box, page.label, sheets, heads=line.column < 0)
            within[key] = _limits(room[0], whole) if len(room) == 1 else _NOWHERE
        if _lies_within(place, within.get(key, _NOWHERE)):
            continue  # nearly all
        if inside(place, whole) and box is not None and _holds(rooms[key], place, line, page.label, sheets):
            continue
        printed = Printed(page.label, line)
        if over_measure(printed, sheets):
            continue  # said already, with what to cut
        if not inside(place, whole):
            yield _finding("OUTSIDE_PAGE", printed, "leaves the page", sheets)
        elif box is None:
            yield _finding("OUTSIDE_BOX", printed, "stands in a box that the page does not have", sheets)
        else:
            yield _finding("OUTSIDE_BOX", printed, "leaves its box", sheets)


_Limits = tuple[int, int, int, int]
_NOWHERE: Final[_Limits] = (1, 1, 0, 0)


def _limits(room: Area, page: Area) -> _Limits:
    """Return the left, top, right and bottom between which a place lies `inside` a room and the page."""
    left, top = max(room.x, page.x), max(room.y, page.y)
    right, bottom = min(room.right, page.right), min(room.bottom, page.bottom)
    return left - HAIR, top - HAIR, right + HAIR, bottom + HAIR


def _lies_within(place: Area, limits: _Limits) -> bool:
    left, top, right, bottom = limits
    return left <= place.x and place.x + place.width <= right and top <= place.y and place.y + place.height <= bottom


def _holds(room: Sequence[Area], place: Area, line: SetLine, label: str, sheets: Sheets) -> bool:
    return _within(place, room) or _within(_let_hang(place, line, label, sheets), room)


def _let_hang(place: Area, line: SetLine, label: str, sheets: Sheets) -> Area:
    style = sheets.style(Printed(label, line))
    if style is None or style.hanging is Hanging.NONE:
        return place
    measure = line.line.measure
    if line.line.direction is Direction.VERTICAL:
        return Area(place.x, place.y, place.width, min(place.height, measure))
    return Area(place.x, place.y, min(place.width, measure), place.height)


def _collisions(page: Page, lines: Sequence[tuple[SetLine, Area]], sheets: Sheets) -> Iterator[Finding]:
    """Yield lines that run into another box without leave, or over other words of their own box."""
    by_box: dict[str, list[tuple[SetLine, Area]]] = {}
    for line, place in lines:
        by_box.setdefault(line.box, []).append((line, place))
    near = _near({name: [place for _, place in own] for name, own in by_box.items()}, page, sheets)
    for line, place in lines if any(near.values()) else ():
        for box, takes in near[line.box]:
            if any(meet(place, part) for part in takes) and not _clear(place, line.box, box, page, sheets):
                yield _finding("COLLISION", Printed(page.label, line), f"runs into box {box.name}", sheets)
    yield from _overprinted(page.label, by_box.values(), sheets)


def _near(
    places: Mapping[str, Sequence[Area]], page: Page, sheets: Sheets
) -> dict[str, list[tuple[PlacedBox, tuple[Area, ...]]]]:
    """Return the boxes, with the areas that they take, into which lines of each box may run that must not."""
    inked_boxes = sheets.inked(page)
    boxes = [(box, parts(box, page.label, sheets)) for box in page.boxes if box.name in inked_boxes]
    near = {}
    for name, own in places.items():
        whole = bounds(own)
        near[name] = [
            (box, takes)
            for box, takes in boxes
            if box.name != name and any(meet(whole, part) for part in takes) and not _declared(name, box, page, sheets)
        ]
    return near


def _declared(name: str, other: PlacedBox, page: Page, sheets: Sheets) -> bool:
    one, two = sheets.box(page.label, name), sheets.box(page.label, other.name)
    return (one is not None and other.name in (*one.overlaps, *one.over)) or (
        two is not None and name in (*two.overlaps, *two.over)
    )


def _clear(place: Area, name: str, other: PlacedBox, page: Page, sheets: Sheets) -> bool:
    """Tell whether a line stands in a box that another's lines run round, or runs round one off its contour."""
    one, two = sheets.box(page.label, name), sheets.box(page.label, other.name)
    if one is None or two is None:
        return False
    return runs_round(two, one) or (runs_round(one, two) and not stands_on(place, one, other.name))


def _overprinted(label: str, boxes: Iterable[Sequence[tuple[SetLine, Area]]], sheets: Sheets) -> Iterator[Finding]:
    crowded: dict[str, SetLine] = {}
    for lines in boxes:
        for line, other in _over_one_another(lines):
            if (head := _upright_head(line, other, label, sheets)) is not None:
                crowded.setdefault(head.box, head)
            else:
                fault = f"stands over {excerpt(line.line.text)!r}"
                yield _finding("COLLISION", Printed(label, other), fault, sheets)
    for head in crowded.values():
        yield _crowding(Printed(label, head), sheets)


def _over_one_another(lines: Sequence[tuple[SetLine, Area]]) -> Iterator[tuple[SetLine, SetLine]]:
    """Yield lines that meet, by pairs, from the top of their box to its foot."""
    placed = sorted(
        [(place.y, line.x, at, place.x, place.right, place.bottom) for at, (line, place) in enumerate(lines)]
    )
    for after, (y, _, at, left, right, bottom) in enumerate(placed, 1):
        for below in range(after, len(placed)):
            top, _, other, start, end, foot = placed[below]
            if top >= bottom:
                break
            if left + HAIR < end and start + HAIR < right and y + HAIR < foot and top + HAIR < bottom:
                yield lines[at][0], lines[other][0]


def _upright_head(one: SetLine, other: SetLine, label: str, sheets: Sheets) -> SetLine | None:
    """Return which of two lines is of a vertical head in a horizontal box, the other being none; None for others."""
    box = sheets.box(label, one.box)
    if not isinstance(box, TextBox) or box.direction is Direction.VERTICAL:
        return None
    standing = [line for line in (one, other) if line.line.direction is Direction.VERTICAL and line.column < 0]
    return standing[0] if len(standing) == 1 else None


def _crowding(printed: Printed, sheets: Sheets) -> Finding:
    """Return what is said of a vertical head that needs more width than the columns it has for itself."""
    head = printed.line
    copy = sheets.issue.page(printed.page).box(head.box)
    message = (
        f'the vertical head of "{sheets.title(head.story)}" is wider than its columns in box {head.box} '
        f"on page {page_name(printed.page)} and stands on the copy"
    )
    hint = "shorten it, let it be set smaller, or give it more columns of the box (head: {columns: …})"
    place = copy.place if copy else None
    return Finding("HEAD_WIDE", Severity.ERROR, message, hint, place, printed.page, head.box, head.story)


def on_grid(sheets: Sheets) -> Iterator[Finding]:
    """Yield boxes with body lines off the page's grid; subheads and notes may stand between its lines."""
    off: dict[tuple[str, str, str], list[SetLine]] = {}
    free: dict[str, tuple[tuple[int, int], ...]] = {}
    for stretch in sheets.stretches:
        if stretch.part != "body":
            continue
        if stretch.story not in free:
            free[stretch.story] = _off_grid_by_right(stretch.story, sheets)
        stands = sheets.stance(stretch.page, stretch.box)
        grid = stands.grid if stands else sheets.design.paper.grid
        leading, first = grid.leading, grid.baseline(1)
        for printed, baseline in zip(stretch.printed, sheets.baselines(stretch), strict=True):
            if HAIR < (baseline - first) % leading < leading - HAIR:  # hardly any
                start = printed.line.line.start
                if not any(begin <= start < end for begin, end in free[stretch.story]):
                    off.setdefault((stretch.page, stretch.box, stretch.story), []).append(printed.line)
    for (page, _, _), lines in off.items():
        fault = f"and {len(lines) - 1} more are off the page's grid"
        yield _finding("OFF_GRID", Printed(page, lines[0]), fault, sheets)


def _off_grid_by_right(slug: str, sheets: Sheets) -> tuple[tuple[int, int], ...]:
    """Return where the subheads and notes of a story begin and end: their lines have leading of their own."""
    story = sheets.story(slug)
    body = story.part("body") if story else None
    free = {ParagraphKind.SUBHEAD, ParagraphKind.NOTE}
    paragraphs = [one for one in body.paragraphs if one.kind in free] if body else []
    return tuple((one.start, max(one.end, one.start + 1)) for one in paragraphs)


def column_ends(sheets: Sheets) -> Iterator[Finding]:
    """Yield boxes whose columns end on different lines; the last may end short (clreq: multi-column, equal lines).

    What a short last column leaves free is UNDERSET's affair.
    """
    leading = sheets.design.paper.grid.leading
    feet: dict[tuple[str, str, str], dict[int, int]] = {}
    for stretch in sheets.stretches:
        if stretch.column >= 0 and stretch.story:
            columns = feet.setdefault((stretch.page, stretch.box, stretch.story), {})
            foot = max(sheets.baselines(stretch)) - _foot(stretch, sheets)
            columns[stretch.column] = max(columns.get(stretch.column, foot), foot)
    for (page, name, story), columns in feet.items():
        last = columns[max(columns)]
        full = [foot for column, foot in columns.items() if column != max(columns)] or [last]
        apart = round((max(*full, last) - min(full)) / leading)
        box = sheets.box(page, name)
        empty = max(0, len(box.filled) - len(columns)) if isinstance(box, TextBox) else 0
        if apart or empty:
            what = f"end {many(apart, 'line')} apart" if apart else "don't end together"
            if empty:
                what += f", {many(empty, 'column')} being empty"
            message = f"the columns of box {name} on page {page_name(page)} {what}"
            hint = "cut or add a few lines, or let the box balance its columns (balance: true)"
            copy = sheets.issue.page(page).box(name)
            place = copy.place if copy else None
            yield Finding("COLUMN_ENDS", Severity.NOTE, message, hint, place, page, name, story)


def _foot(stretch: Stretch, sheets: Sheets) -> int:
    """Return where the column of some lines ends, in a box whose columns end apart from one another; else nothing."""
    stands = sheets.stance(stretch.page, stretch.box)
    if stands is None or not (stands.box.shape or stands.box.upright):
        return 0
    places = columns_of(stands.box, stands.grid).places
    column = stretch.column
    rows = rows_of(stands.box, stands.grid, places[column]) if column < len(places) else ()
    return stands.grid.row_y(rows[-1][1]) if rows else 0


def inked(line: SetLine) -> Area:
    """Return the rectangle that a line's ink fills: its em boxes less a tenth on both sides of the line.

    Han leave about that much white in their em box, so that heads may be set with less leading than size.
    """
    ems, tenth = line.em_boxes(), line.line.size // 10
    if line.line.direction is Direction.VERTICAL:
        return Area(ems.x + tenth, ems.y, ems.width - 2 * tenth, ems.height)
    return Area(ems.x, ems.y + tenth, ems.width, ems.height - 2 * tenth)


def _within(place: Area, parts: Sequence[Area]) -> bool:
    """Tell whether a place lies in areas that are apart from one another, in one of them or in several."""
    if len(parts) == 1:
        return inside(place, parts[0])
    x0, y0, x1, y1 = place.x + HAIR, place.y + HAIR, place.right - HAIR, place.bottom - HAIR
    covered = sum(
        max(0, min(x1, part.right) - max(x0, part.x)) * max(0, min(y1, part.bottom) - max(y0, part.y)) for part in parts
    )
    return covered >= max(0, x1 - x0) * max(0, y1 - y0)


def _finding(code: str, printed: Printed, fault: str, sheets: Sheets) -> Finding:
    """Return a finding on a line out of its place: an error in copy, a warning in furniture and charts."""
    label, line = printed.page, printed.line
    error = bool(line.story) or not line.generated or code == "OUTSIDE_PAGE"
    severity = Severity.ERROR if error and code != "OFF_GRID" else Severity.WARNING
    text = excerpt(line.line.text)
    message = f"{text!r} ({line.part} in box {line.box}, page {page_name(label)}) {fault}"
    hint = _NO_ROOM if line.part.rpartition(":")[2] in _MADE_TO_FIT else _BUG
    return Finding(
        code, severity, message, hint, sheets.place(printed), label, line.box, line.story, extent(line.em_boxes())
    )
