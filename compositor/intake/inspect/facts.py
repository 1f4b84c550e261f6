"""What stands in a PDF, as far as a printing house asks; lengths are points of default user space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, foot, right and top."""


class Kind(StrEnum):
    """What is painted: type, a stroked path, a filled path, a picture, a shading."""

    TEXT = "text"
    LINE = "line"
    AREA = "area"
    IMAGE = "picture"
    SHADE = "shading"


@dataclass(frozen=True, slots=True)
class Look:
    """How something is painted: its colour space and values, size (type) or weight (lines), and overprint.

    ``space`` is the name of the space; of Separation and DeviceN the names of their inks follow, and ``behind`` is
    the alternate space. ``clear`` tells that what is under it is seen through it.
    """

    kind: Kind
    space: str
    values: tuple[float, ...]
    size: float
    overprint: bool
    mode: int
    clear: bool = False
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """All that a page paints in one look: how often, around where, and whether it stands outside the trim."""

    look: Look
    count: int
    area: Box
    outside: bool = False


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture as painted: pixels, bits, space, coding, and its pixels to the inch (the smaller of both axes)."""

    name: str
    width: int
    height: int
    bits: int
    space: str
    coding: tuple[str, ...]
    resolution: float
    masked: bool
    area: Box


@dataclass(frozen=True, slots=True)
class FontFacts:
    """A font that a page can use: its name and kind, whether its program is embedded and has Unicode."""

    name: str
    kind: str
    embedded: bool
    unicode: bool


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: what it says, and its profile (empty where there is none), by object."""

    kind: str
    identifier: str
    words: str
    registry: str
    profile: bytes
    object_id: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page: its boxes by name (absent ones left out), what it paints and with what."""

    number: int
    boxes: Mapping[str, Box]
    rotated: bool
    user_unit: bool
    actions: bool
    annotations: tuple[tuple[str, Box, bool], ...]
    group: str | None
    soft_groups: tuple[str, ...]
    marks: tuple[Mark, ...]
    pictures: tuple[PictureFacts, ...]
    fonts: tuple[FontFacts, ...]
    untagged: int = 0
    structure_order: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tagged file says of its structure: types with their alternative words, in order."""

    marked: bool = False
    root: bool = False
    parents: bool = False
    language: str = ""
    shows_title: bool = False
    elements: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A PDF.

    ``faults`` tells what of it could not be read, ``oddities`` what in it is of a wrong type, ``mended`` what a reader
    has to guess at.

    ``told`` is the Info dictionary, ``packet`` the XMP packet's properties; ``features`` names what it has that a
    press file may not (JavaScript, EmbeddedFiles …), ``codings`` the filters of all its streams.
    """

    version: str = ""
    encrypted: bool = False
    ids: tuple[int, int] = (0, 0)
    told: Mapping[str, str] = field(default_factory=dict)
    packet: Mapping[str, str] | None = None
    packet_coded: bool = False
    intents: tuple[Intent, ...] = ()
    features: frozenset[str] = frozenset()
    codings: frozenset[str] = frozenset()
    pages: tuple[PageFacts, ...] = ()
    tags: Tags = field(default_factory=Tags)
    faults: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
