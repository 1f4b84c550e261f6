"""Where ink stands: inside its box and page, on the grid, off other copy, columns ending together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.errors import Finding, Severity
from compositor.model.copy import HEAD_PARTS, ParagraphKind
from compositor.model.design import Area, TextBox
from compositor.model.lines import em_box
from compositor.model.measures import columns_of, rows_of
from compositor.model.page import Page, PlacedBox, SetLine
from compositor.model.settings import Direction, Hanging
from compositor.model.shapes import runs_round
from compositor.proof.areas import extent, inside, meet, parts, stands_on
from compositor.proof.sheets import HAIR, Printed, Sheets, excerpt, many, page_name
from compositor.proof.type import over_measure

_BUG = "this is a fault of the program or of the template: look at the box's rows and columns"
_NO_ROOM = "give the box more rows, shorten the words, or set them in a smaller style"
_MADE_TO_FIT = frozenset((*HEAD_PARTS, "jump_head", "cutline", "credit"))
"""Parts that stand whole in their box, however many lines they need."""


def outside(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines that leave their page's trim or their own box."""
    for page in sheets.pages:
        areas = {box.name: box for box in page.boxes}
        for line in _lines(page):
            printed = Printed(page.label, line)
            if over_measure(printed, sheets):
                continue  # said already, with what to cut
            box = areas.get(line.box)
            place = inked(line)
            if not inside(place, Area(0, 0, page.width, page.height)):
                yield _finding("OUTSIDE_PAGE", printed, "leaves the page", sheets)
            elif box is None:
                yield _finding("OUTSIDE_BOX", printed, "stands in a box that the page does not have", sheets)
            elif not _within(
                _let_hang(place, line, page.label, sheets), parts(box, page.label, sheets, heads=line.column < 0)
            ):
                yield _finding("OUTSIDE_BOX", printed, "leaves its box", sheets)


def _let_hang(place: Area, line: SetLine, label: str, sheets: Sheets) -> Area:
    style = sheets.style(Printed(label, line))
    if style is None or style.hanging is Hanging.NONE:
        return place
    measure = line.line.measure
    if line.line.direction is Direction.VERTICAL:
        return Area(place.x, place.y, place.width, min(place.height, measure))
    return Area(place.x, place.y, min(place.width, measure), place.height)


def collisions(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines that run into another box without leave, or over other words of their own box."""
    for page in sheets.pages:
        lines = _lines(page)
        drawn = {ink.box for ink in page.ink}
        boxes = [(box, parts(box, page.label, sheets)) for box in page.boxes if box.name in drawn]
        for line in lines:
            place = inked(line)
            for box, takes in boxes:
                meets = box.name != line.box and any(meet(place, part) for part in takes)
                if (
                    meets
                    and not _declared(line.box, box, page, sheets)
                    and not _clear(place, line.box, box, page, sheets)
                ):
                    yield _finding("COLLISION", Printed(page.label, line), f"runs into box {box.name}", sheets)
        yield from _overprinted(page.label, lines, sheets)


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


def _overprinted(label: str, lines: Sequence[SetLine], sheets: Sheets) -> Iterator[Finding]:
    by_box: dict[str, list[SetLine]] = {}
    for line in lines:
        by_box.setdefault(line.box, []).append(line)
    crowded: dict[str, SetLine] = {}
    for box_lines in by_box.values():
        placed = sorted(((inked(line), line) for line in box_lines), key=lambda pair: (pair[0].y, pair[1].x))
        for index, (place, line) in enumerate(placed):
            for below, other in placed[index + 1 :]:
                if below.y >= place.bottom:
                    break
                if not meet(place, below):
                    continue
                if (head := _upright_head(line, other, label, sheets)) is not None:
                    crowded.setdefault(head.box, head)
                else:
                    fault = f"stands over {excerpt(line.line.text)!r}"
                    yield _finding("COLLISION", Printed(label, other), fault, sheets)
    for head in crowded.values():
        yield _crowding(Printed(label, head), sheets)


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
    for printed in sheets.lines:
        line = printed.line
        if line.part != "body" or _off_grid_by_right(line, sheets):
            continue
        stands = sheets.stance(printed.page, line.box)
        grid = stands.grid if stands else sheets.design.paper.grid
        rest = (sheets.lain(printed).baseline - grid.baseline(1)) % grid.leading
        if min(rest, grid.leading - rest) > HAIR:
            off.setdefault((printed.page, line.box, line.story), []).append(line)
    for (page, _, _), lines in off.items():
        fault = f"and {len(lines) - 1} more are off the page's grid"
        yield _finding("OFF_GRID", Printed(page, lines[0]), fault, sheets)


def _off_grid_by_right(line: SetLine, sheets: Sheets) -> bool:
    story = sheets.story(line.story)
    body = story.part("body") if story else None
    if body is None:
        return False
    paragraphs = [part for part in body.paragraphs if part.start <= line.line.start < max(part.end, part.start + 1)]
    return any(paragraph.kind in {ParagraphKind.SUBHEAD, ParagraphKind.NOTE} for paragraph in paragraphs)


def column_ends(sheets: Sheets) -> Iterator[Finding]:
    """Yield boxes whose columns end on different lines; the last may end short (clreq: multi-column, equal lines).

    What a short last column leaves free is UNDERSET's affair.
    """
    leading = sheets.design.paper.grid.leading
    feet: dict[tuple[str, str, str], dict[int, int]] = {}
    for printed in sheets.lines:
        line = printed.line
        if line.column >= 0 and line.story:
            columns = feet.setdefault((printed.page, line.box, line.story), {})
            foot = sheets.lain(printed).baseline - _foot(printed, sheets)
            columns[line.column] = max(columns.get(line.column, foot), foot)
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


def _foot(printed: Printed, sheets: Sheets) -> int:
    """Return where the column of a line ends, in a box whose columns end apart from one another; else nothing."""
    stands = sheets.stance(printed.page, printed.line.box)
    if stands is None or not (stands.box.shape or stands.box.upright):
        return 0
    places = columns_of(stands.box, stands.grid).places
    column = printed.line.column
    rows = rows_of(stands.box, stands.grid, places[column]) if column < len(places) else ()
    return stands.grid.row_y(rows[-1][1]) if rows else 0


def inked(line: SetLine) -> Area:
    """Return the rectangle that a line's ink fills: its em boxes less a tenth on both sides of the line.

    Han leave about that much white in their em box, so that heads may be set with less leading than size.
    """
    set_line = line.line
    size = max((run.size for run in set_line.runs), default=0)
    over, under = (part - size // 10 for part in em_box(set_line.direction, size))
    return line.area((set_line.indent, set_line.indent + set_line.width), (-under, over))


def _lines(page: Page) -> list[SetLine]:
    return [ink for ink in page.ink if isinstance(ink, SetLine)]


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
