"""What the roles cover, for `compositor fonts`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from compositor.faces.cabinet import Faces
from compositor.faces.face import Face
from compositor.records import dataclass

_HAN = (range(0x4E00, 0xA000), range(0xF900, 0xFB00))
# Rows of double-byte codes, first and last lead byte.
_CHARSETS = {"GB 2312": ("gb2312", 0xB0, 0xF7), "Big5": ("big5", 0xA4, 0xF9), "GBK": ("gbk", 0x81, 0xFE)}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many Han characters of a charset a face has."""

    charset: str
    has: int
    of: int


@dataclass(frozen=True, slots=True)
class Row:
    """One weight of a role: its face and file, what it covers, and the roles that it falls back on."""

    role: str
    weight: str
    face: str
    file: str
    glyphs: int
    coverage: tuple[Coverage, ...]
    fallback: tuple[str, ...]
    latin: str = ""
    marks: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A face of an issue's supplement: the role and weight that it is drawn for, and its characters.

    Both are empty where it is for all; ``file`` is empty where its glyphs are drawn.
    """

    role: str
    weight: str
    file: str
    characters: tuple[str, ...]


def brought(faces: Faces) -> tuple[Brought, ...]:
    """Return what a supplement brings, in the order of its characters and then of its files."""
    supplement = faces.supplement
    drawn = (
        Brought(role, weight, "", _characters(faces.face(id_))) for (role, weight), id_ in supplement.drawn.items()
    )
    last = (Brought("", "", faces.face(id_).path, _characters(faces.face(id_))) for id_ in supplement.last)
    return (*drawn, *last)


def _characters(face: Face) -> tuple[str, ...]:
    return tuple(chr(code) for code in sorted(face.characters))


def describe(faces: Faces) -> tuple[Row, ...]:
    """Return a row for every weight of every role, in the order in which fonts.yaml names them."""
    counted: dict[str, tuple[Coverage, ...]] = {}
    rows = []
    for role in faces.roles.values():
        for weight, face_id in role.weights.items():
            face = faces.face(face_id)
            if face_id not in counted:
                counted[face_id] = coverage(face)
            rows.append(
                Row(
                    role.name,
                    weight,
                    face_id,
                    face.path,
                    face.glyphs,
                    counted[face_id],
                    role.fallback,
                    role.latin or "",
                    role.marks or "",
                    face.licence,
                )
            )
    return tuple(rows)


def coverage(face: Face) -> tuple[Coverage, ...]:
    """Return how many Han characters of GB 2312, Big5 and GBK a face has."""
    return tuple(
        Coverage(name, len(characters & face.characters), len(characters)) for name, characters in charsets().items()
    )


@cache
def charsets() -> Mapping[str, frozenset[int]]:
    """Return the Han characters of each charset as code points (6,763 in GB 2312, 13,060 in Big5, 20,902 in GBK …)."""
    return {name: _han_of(*rows) for name, rows in _CHARSETS.items()}


def _han_of(codec: str, first: int, last: int) -> frozenset[int]:
    found = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(codec, "ignore")
            if len(text) == 1 and any(ord(text) in block for block in _HAN):
                found.add(ord(text))
    return frozenset(found)
