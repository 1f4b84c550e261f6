"""Copy-fitting: what may be changed so that a story fits its boxes, and what was tried and done.

A change is literal: an editor makes the same one by hand in the story, the issue or the template. A remedy is one
or more changes that have been tried together.
"""

from __future__ import annotations

from compositor.errors import Place
from compositor.model.copy import Crop, Issue
from compositor.model.design import Cell, Design
from compositor.model.ways import Way
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """The body of a story loses text[start:end]: the end of a paragraph, or a whole one."""

    story: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Loosen:
    """The paragraph that begins at ``start`` is to have so many lines more (below 0: fewer) than its best."""

    story: str
    start: int
    lines: int


@dataclass(frozen=True, slots=True)
class DropPicture:
    """A story's picture is left out, with its words."""

    story: str
    picture: str


@dataclass(frozen=True, slots=True)
class Recrop:
    """A story's picture shows this part of itself, and takes ``rows`` body lines more (below 0: fewer)."""

    story: str
    picture: str
    crop: Crop
    rows: int


@dataclass(frozen=True, slots=True)
class ShortenHead:
    """A head of a story keeps its first ``keep`` characters (the editor finds the words)."""

    story: str
    part: str
    keep: int


@dataclass(frozen=True, slots=True)
class Resize:
    """A box of a page takes these rows of the grid."""

    page: str
    box: str
    rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class JumpTo:
    """A story jumps from a box to an empty one on a later page."""

    story: str
    page: str
    box: str
    to_page: str
    to_box: str


@dataclass(frozen=True, slots=True)
class Add:
    """The body of a story gets so many characters more at its end."""

    story: str
    characters: int


@dataclass(frozen=True, slots=True)
class PlaceFiller:
    """A filler stands in a box of its own, ``name``, that is cut from the foot of a box."""

    page: str
    box: str
    name: str
    cell: Cell
    filler: str


@dataclass(frozen=True, slots=True)
class PlaceAdvert:
    """An advert of the house stands in a box of its own, ``name``, that is cut from the foot of a box."""

    page: str
    box: str
    name: str
    cell: Cell
    advert: str


Change = Cut | Loosen | DropPicture | Recrop | ShortenHead | Resize | JumpTo | Add | PlaceFiller | PlaceAdvert


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that were tried together for one story: ``closes`` tells that it then fits.

    ``lines`` is by how many body lines they help, counted over all columns; ``words`` says what to do, as an
    editor says it, and ``place`` where.
    """

    way: Way
    story: str
    page: str
    box: str
    changes: tuple[Change, ...]
    lines: int
    closes: bool
    words: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What can be done for a story that doesn't fit: its remedies, the best first.

    ``lines`` and ``characters`` are left over, or, where ``over`` is False, free.
    """

    story: str
    page: str
    box: str
    over: bool
    lines: int
    characters: int
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue with the design that it is made up in: what changes are made to."""

    issue: Issue
    design: Design


@dataclass(frozen=True, slots=True)
class Step:
    """What ``fit:`` or ``jump: auto`` did in one round, or why it could do nothing for a story (``done`` False)."""

    round: int
    story: str
    page: str
    box: str
    done: bool
    remedies: tuple[Remedy, ...]
    words: str
