"""The marks of the faces: where their ink stands against where the region wants it, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Final

from compositor.errors import Finding, Place, Severity
from compositor.kept import NOTHING, Kept
from compositor.model.design import Design, Style
from compositor.model.page import Page, SetLine
from compositor.model.settings import Direction, InkAt, Region
from compositor.proof.sheets import all_text
from compositor.records import dataclass
from compositor.text.case import Chain, Faces
from compositor.text.marks import TABLE, ink_at

_MARKS: Final = tuple(mark for row in TABLE for mark in row.marks)


class Outcome(StrEnum):
    """What became of a mark that its role's own face places otherwise."""

    TAKEN = "taken from another face"
    CELL = "put in a cell"
    SQUEEZED = "squeezed where its white is"
    WHOLE = "never squeezed"


@dataclass(frozen=True, slots=True)
class _Row:
    """The face that a role's marks should come from, that from which they are set, and what became of them."""

    own: str
    used: str
    outcome: Outcome


def marks_read(
    design: Design, pages: Sequence[Page], faces: Faces, places: Mapping[str, Place], *, kept: Kept = NOTHING
) -> tuple[Finding, ...]:
    """Return a finding for every role whose face places printed marks otherwise than the paper's region.

    ``places`` are where each face is named. clreq #positioning_of_punctuation_marks; GB/T 15834-2011 5.1.1, 5.2.1.
    """
    marked = [kept.once("letters", page.label, page, partial(_letters, page)) for page in pages]
    printed = set[str]().union(*(characters for characters, _ in marked))
    directions = sorted(set[Direction]().union(*(ways for _, ways in marked)))
    roles = sorted({(style.role, style.weight) for style in _styles(design)})
    region = design.paper.setting.region
    found = []
    for direction in directions:
        for role, weight in roles:
            chain, vertical = faces.chain(role, weight), direction is Direction.VERTICAL
            rows: dict[_Row, list[str]] = {}
            for mark, row in _misplaced(chain, printed, region, vertical=vertical):
                rows.setdefault(row, []).append(mark)
            for row, marks in rows.items():
                found.append(_finding(role, row, "".join(marks), region, places.get(row.own)))
    return tuple(dict.fromkeys(found))


def _letters(page: Page) -> tuple[frozenset[str], frozenset[Direction]]:
    """Return the marks that a page prints, and the directions in which its lines run."""
    text = all_text(page)
    marks = frozenset([mark for mark in _MARKS if mark in text])
    return marks, frozenset([ink.line.direction for ink in page.ink if isinstance(ink, SetLine)])


def _styles(design: Design) -> Iterator[Style]:
    for template in design.templates.values():
        for box in template.boxes:
            yield from box.style.styles.values()
        for furniture in template.furniture:
            yield from (item.style for item in furniture.items if item.style is not None)


def _misplaced(chain: Chain, printed: set[str], region: Region, *, vertical: bool) -> Iterator[tuple[str, _Row]]:
    for row in TABLE:
        for mark in row.marks:
            at = ink_at(mark, row.kind, region, vertical=vertical)
            if at is None or mark not in printed:
                continue
            own = chain.mark(mark, vertical=vertical)
            used = chain.mark(mark, vertical=vertical, at=at)
            fits = chain.fits(mark, vertical=vertical, at=at)
            if own.missing or (fits and own.face == used.face):
                continue
            yield mark, _Row(own.face, used.face, _outcome(chain, mark, at, vertical=vertical))


def _outcome(chain: Chain, mark: str, at: InkAt, *, vertical: bool) -> Outcome:
    used = chain.mark(mark, vertical=vertical, at=at)
    if used.face != chain.mark(mark, vertical=vertical).face:
        return Outcome.TAKEN
    if 2 * sum(used.advances) <= used.upem:
        return Outcome.CELL
    return Outcome.WHOLE if chain.half(mark, vertical=vertical, at=at) is None else Outcome.SQUEEZED


def _finding(role: str, row: _Row, marks: str, region: Region, place: Place | None) -> Finding:
    message = f"the face {row.own} of the role {role} doesn't place {marks} as {region.value} does; "
    hint = "give the role marks: the name of a role whose face is drawn for the paper's region"
    if row.outcome is Outcome.TAKEN:
        message += f"they are taken from {row.used}"
        hint = "to take all its marks from one face, give the role marks: the name of that face's role"
    elif row.outcome is Outcome.CELL:
        message += "no face of its chain does; they are narrow and put in cells of an em"
    elif row.outcome is Outcome.SQUEEZED:
        message += "no face of its chain does; they are squeezed on the side where their white is"
    else:
        message += "no face of its chain does; they have no half that is white and are never squeezed"
    severity = Severity.WARNING if row.outcome is Outcome.WHOLE else Severity.NOTE
    return Finding("FACE_MARKS", severity, message, hint, place)
