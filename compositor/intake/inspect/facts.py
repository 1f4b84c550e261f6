"""What stands in a PDF, as far as a printing house asks; lengths are points of default user space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from compositor.records import dataclass

Box = tuple[float, float, float, float]
"""Left, foot, right and top."""


class Kind(StrEnum):
    """What is painted: type, a stroked path, a filled path, a picture, a shading."""

    TEXT = "text"
    LINE = "line"
    AREA = "area"
    IMAGE = "picture"
    SHADE = "shading"

    __hash__ = str.__hash__  # which is ten times as fast as that of an enumeration


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
    """A picture as painted: pixels, bits, space, coding, and its pixels to the inch (the smaller of both axes).

    ``most_ink`` is the most ink on any of its pixels in percent, where they were asked for; ``unread`` tells why not.
    """

    name: str
    width: int
    height: int
    bits: int
    space: str
    coding: tuple[str, ...]
    resolution: float
    masked: bool
    area: Box
    smooth: bool = False
    """Whether readers shall invent pixels between its own (Interpolate)."""
    most_ink: float | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """A font's program: under which key it stands, what kind it is, and what of it doesn't fit what the PDF says.

    ``widths`` are glyphs that are shown and whose width is told otherwise than the program has it (CID, told, real);
    ``absent`` are those that are shown and that it hasn't got. ``licence`` is the fsType of OS/2.
    """

    key: str
    kind: str
    widths: tuple[tuple[int, float, float], ...] = ()
    absent: tuple[int, ...] = ()
    licence: int | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FontFacts:
    """A font that a page can use: its name and kind, whether its program is embedded and has Unicode.

    ``heir`` is the kind of the CIDFont of a composite font, ``mapped`` whether that has a CIDToGIDMap; ``encoding`` the
    name of its CMap, or of the collection of one that is embedded after a colon, ``collection`` that of the CIDFont.
    ``measured`` tells whether a simple font says widths for all its codes, ``mute`` the code points that ToUnicode
    gives and that are no characters.
    """

    name: str
    kind: str
    embedded: bool
    unicode: bool
    heir: str = ""
    mapped: bool = False
    encoding: str = ""
    collection: str = ""
    measured: bool = True
    mute: tuple[int, ...] = ()
    program: ProgramFacts | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """How content is written: operators that there are not, pairs that are not closed, how deep q is nested.

    ``intents`` are the rendering intents and ``modes`` the blend modes that it names.
    """

    unknown: frozenset[str] = frozenset()
    unbalanced: frozenset[str] = frozenset()
    deepest: int = 0
    intents: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: what it says, and its profile (empty where there is none), by object."""

    kind: str
    identifier: str
    words: str
    registry: str
    profile: bytes
    object_id: tuple[int, int]
    components: int = 0
    """N of the profile's stream."""
    reference: bool = False
    """Whether it names a profile that lies elsewhere (DestOutputProfileRef)."""


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
    grammar: Grammar = field(default_factory=Grammar)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure: its standard type, how deep it stands, whether words stand for it, and a place.

    One that is not ``full`` holds nothing.
    """

    kind: str
    depth: int = 0
    worded: bool = False
    placed: bool = False
    full: bool = True


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tagged file says of its structure: its elements in reading order, and what helps readers through it.

    Page by page: how many pieces of marked content are ``unheld`` by any element, of how many the parent tree is
    ``untraced``, it leads to no element or another one; and how many links are ``loose``, no Link element's.
    ``entries`` are those of the outline, ``unstructured`` how many of those and of the links lead to places on pages
    and not to elements; ``opens`` is what is shown beside the page at first.
    """

    marked: bool = False
    root: bool = False
    parents: bool = False
    language: str = ""
    shows_title: bool = False
    elements: tuple[Element, ...] = ()
    unheld: tuple[int, ...] = ()
    untraced: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()
    entries: int = 0
    unstructured: int = 0
    labelled: bool = False
    opens: str = ""


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
    packet_odd: tuple[str, ...] = ()
    """What of the XMP packet is not as XMP and XML have it."""
    foreign: frozenset[str] = frozenset()
    """Namespaces of the packet that neither XMP nor a schema in it describes."""
    in_order: bool = False
    """Whether it is written in the order of its pages (linearized)."""
