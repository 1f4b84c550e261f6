"""Rows: a box gets some from the boxes above or below it, or gives some to them; who loses them is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.copyfit.remedies import remedy, spared
from compositor.copyfit.trial import Case
from compositor.model.design import PictureBox, TextBox
from compositor.model.dummy import ThreadBox
from compositor.model.fitting import Remedy, Resize
from compositor.model.settings import Direction
from compositor.model.ways import Way
from compositor.records import dataclass

_MOST_ROWS = 12
_LEAST_ROWS = 4
"""Rows that a box keeps at least."""

Boxes = Sequence[TextBox | PictureBox]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge that a box shares with all the boxes on its other side: its foot (``down``), or its top."""

    box: TextBox
    others: tuple[TextBox | PictureBox, ...]
    down: bool

    def moved(self, page: str, rows: int) -> tuple[Resize, ...]:
        """Return the changes that give the box so many rows (below 0: take them)."""
        top, foot = self.box.rows
        own = (top, foot + rows) if self.down else (top - rows, foot)
        found = [Resize(page, self.box.name, own)]
        for other in self.others:
            first, last = other.rows
            found.append(Resize(page, other.name, (first + rows, last) if self.down else (first, last - rows)))
        return tuple(found)

    def least(self, rows: int) -> int:
        """Return the rows that the smallest of the boxes would keep."""
        depth = [self.box.rows[1] - self.box.rows[0] + 1 + rows]
        return min(depth + [other.rows[1] - other.rows[0] + 1 - rows for other in self.others])


def rows_moved(case: Case, most: int) -> Iterator[Remedy]:
    """Yield for each edge of the story's boxes the fewest rows moved over it that make it fit, or what helps most."""
    sign = 1 if case.before.over else -1
    for place in reversed(case.before.thread.boxes):
        for edge in edges(case, place):
            enough = _enough(case, edge)
            for rows in _numbers(enough, most or _MOST_ROWS):
                if edge.least(sign * rows) < _LEAST_ROWS:
                    continue
                changes = edge.moved(place.page, sign * rows)
                outcome = case.with_changes(changes, *stories_of(case, place.page, edge))
                if not spared(case, outcome) or (outcome.own.over and sign < 0):
                    continue
                said = words_of(place, edge, sign * rows)
                found = remedy(case, Way.ROWS, changes, outcome, said, place.box.place)
                if found.closes or (rows < enough and case.left(outcome.own) < case.left(case.before)):
                    yield found
                    break


def _enough(case: Case, edge: Edge) -> int:
    """Return the fewest rows that can be enough."""
    flow = edge.box.flow
    return -(-case.before.over // flow) if case.before.over else max(1, (case.before.free - 2) // flow)


def _numbers(enough: int, most: int) -> Iterator[int]:
    """Yield how many rows to try: from the fewest that can be enough to two more, then fewer and fewer."""
    yield from (rows for rows in range(enough, enough + 3) if rows <= most)
    yield from range(min(enough - 1, most), 0, -1)


def stories_of(case: Case, page: str, edge: Edge) -> list[str]:
    """Return the stories in the boxes on the other side of an edge."""
    copies = [case.draft.issue.page(page).box(box.name) for box in edge.others]
    return [copy.story or copy.continues for copy in copies if copy and (copy.story or copy.continues)]


def words_of(place: ThreadBox, edge: Edge, rows: int) -> str:
    """Return what moving rows over an edge is, as an editor says it."""
    names = " and ".join(other.name for other in edge.others)
    many = f"{abs(rows)} {'row' if abs(rows) == 1 else 'rows'}"
    if rows > 0:
        return f"give box {place.box.name} on page {place.page} {many} more, which box {names} loses"
    return f"make box {place.box.name} on page {place.page} {many} shorter, which box {names} gets"


def edges(case: Case, place: ThreadBox) -> Iterator[Edge]:
    """Yield the edges of a box whose other side is made of whole boxes, text or pictures, that could move too."""
    box = place.box
    if not _plain(box):
        return
    boxes = case.draft.design.templates[case.draft.issue.page(place.page).template].boxes
    for down in (True, False):
        others = _across(box, boxes, down=down)
        if others:
            yield Edge(box, others, down)


def _plain(box: TextBox | PictureBox) -> bool:
    if isinstance(box, PictureBox):
        return box.advert is None
    return not box.shape and not box.holes and box.direction is Direction.HORIZONTAL


def _across(box: TextBox, boxes: Boxes, *, down: bool) -> tuple[TextBox | PictureBox, ...]:
    """Return the boxes just across an edge, if together they are as wide as the box, else none."""

    def beyond(other: TextBox | PictureBox) -> int:
        return other.rows[0] - box.rows[1] if down else box.rows[0] - other.rows[1]

    facing = [one for one in boxes if one.columns[0] <= box.columns[1] and box.columns[0] <= one.columns[1]]
    facing = [one for one in facing if beyond(one) > 0]
    if not facing:
        return ()
    nearest = min(map(beyond, facing))
    next_to = sorted((one for one in facing if beyond(one) == nearest), key=lambda one: one.columns)
    whole = nearest <= _FAR and all(map(_plain, next_to))
    columns = [column for one in next_to for column in range(one.columns[0], one.columns[1] + 1)]
    return tuple(next_to) if whole and columns == list(range(box.columns[0], box.columns[1] + 1)) else ()


_FAR = 3
"""Rows between two boxes that are still taken to share an edge, the first of the lower one counted."""
