"""A role's faces in the order in which they are asked, for one paper's region, script and Han forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from compositor.faces.face import GETA, Face, is_ignorable
from compositor.faces.shape import Half, Shape
from compositor.model.settings import Setting

HAN_SCRIPT = "Hani"
LATIN_LANGUAGE = "en"
# A mark whose ink leaves this much of the em box empty on one side, or on both, can be halved there
# (thousandths of an em; clreq #punctuation_width_adjustment: half of the box is white).
_EMPTY_HALF = 480
_EMPTY_QUARTERS = 240


@dataclass(frozen=True, slots=True)
class Order:
    """Which faces a chain asks, first to last: for Han, for marks, and for Latin; ``latin`` may be empty."""

    han: tuple[Face, ...]
    marks: tuple[Face, ...]
    latin: tuple[Face, ...]


class Chain:
    """A role at a weight. Whatever is asked twice is answered from a table."""

    def __init__(self, role: str, weight: str, order: Order, setting: Setting) -> None:
        self.role = role
        self.weight = weight
        self._order = order
        self._setting = setting
        self._han: dict[str, Shape] = {}
        self._han_vertical: dict[str, Shape] = {}
        self._marks: dict[str, Shape] = {}
        self._marks_vertical: dict[str, Shape] = {}
        self._latin: dict[str, tuple[Shape, ...]] = {}
        self._halves: dict[tuple[str, bool], Half | None] = {}
        self._faces = {face.id: face for face in (*order.han, *order.marks, *order.latin)}

    @property
    def faces(self) -> tuple[str, ...]:
        """The ids of the faces asked for Han, first to last."""
        return tuple(face.id for face in self._order.han)

    def han(self, text: str, *, vertical: bool = False) -> Shape:
        """Shape one Han character with what belongs to it (variation selectors, combining marks).

        The faces are asked in the language of the paper's Han forms, whatever its region.
        """
        table = self._han_vertical if vertical else self._han
        shape = table.get(text)
        if shape is None:
            faces = self._order.han
            if len(text) > 1 and is_ignorable(text[1]):
                faces = tuple(sorted(faces, key=lambda face: not face.has_variant(text[0], text[1])))
            shape = table[text] = self._set(text, faces, self._setting.han_language, vertical=vertical)
        return shape

    def mark(self, text: str, *, vertical: bool = False) -> Shape:
        """Shape a Chinese mark, or a cluster of them such as —— that is one mark.

        The faces are asked in the region's language, whatever the Han forms.
        """
        table = self._marks_vertical if vertical else self._marks
        shape = table.get(text)
        if shape is None:
            language = self._setting.marks_language
            shape = table[text] = self._set(text, self._order.marks, language, vertical=vertical)
        return shape

    def latin(self, text: str, *, vertical: bool = False) -> tuple[Shape, ...]:
        """Shape a run of Latin letters and digits with its kerning and ligatures; one shape per face.

        Runs in vertical lines are set sideways or upright as they are here, so ``vertical`` changes nothing.
        """
        del vertical
        shapes = self._latin.get(text)
        if shapes is None:
            shapes = self._latin[text] = self._set_run(text)
        return shapes

    def half(self, mark: str, *, vertical: bool = False) -> Half | None:
        """Return how a full-width mark is set half an em wide, or None where it can't be.

        From the face's ``halt`` or ``vhal`` feature; where it has none, from where the ink lies.
        """
        key = (mark, vertical)
        if key not in self._halves:
            self._halves[key] = self._halved(mark, vertical=vertical)
        return self._halves[key]

    def ink(self, mark: str) -> tuple[int, int, int, int]:
        """Return the ink box of a mark in thousandths of an em: left, bottom, right, top from its origin."""
        shape = self.mark(mark)
        face = self._faces[shape.face]
        at = 0
        boxes = []
        for code, advance, shift in zip(shape.codes, shape.advances, shape.shifts, strict=True):
            left, bottom, right, top = face.ink(code)
            move = round((at + shift) * 1000 / face.upem)
            boxes.append((left + move, bottom, right + move, top))
            at += advance
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    def _set(self, text: str, faces: Sequence[Face], language: str, *, vertical: bool) -> Shape:
        for face in faces:
            if face.has(text):
                shape = face.shape(text, language=language, script=HAN_SCRIPT, vertical=vertical)
                if shape is not None:
                    return shape
        return self._missing(text, vertical=vertical)

    def _missing(self, text: str, *, vertical: bool) -> Shape:
        """Set a 〓 for every character of ``text`` (or the last face's .notdef where no face has a 〓)."""
        faces = (*self._order.marks, *self._order.han, *self._order.latin)
        face = next((face for face in faces if face.geta), faces[-1])
        geta = face.shape(GETA, language=self._setting.marks_language, script=HAN_SCRIPT, vertical=vertical)
        counts: list[int] = []
        for character in text:
            if counts and is_ignorable(character):
                counts[-1] += 1
            else:
                counts.append(1)
        code, advance = (geta.codes[0], geta.advances[0]) if geta else (0, face.upem)
        many = len(counts)
        return Shape(face.id, face.upem, (code,) * many, (advance,) * many, (0,) * many, tuple(counts), missing=True)

    def _set_run(self, text: str) -> tuple[Shape, ...]:
        parts = [(cluster, self._latin_face(cluster)) for cluster in _clusters(text)]
        shapes = []
        for face, group in groupby(parts, key=lambda part: part[1]):
            run = "".join(cluster for cluster, _ in group)
            if face is None:
                shapes.append(self._missing(run, vertical=False))
            elif face in self._order.latin:
                shapes.append(self._run_in(face, run, LATIN_LANGUAGE, ""))
            else:
                shapes.append(self._run_in(face, run, self._setting.marks_language, HAN_SCRIPT))
        return tuple(shapes)

    def _latin_face(self, cluster: str) -> Face | None:
        return next((face for face in (*self._order.latin, *self._order.han) if face.has(cluster)), None)

    def _run_in(self, face: Face, run: str, language: str, script: str) -> Shape:
        shape = face.shape(run, language=language, script=script)
        return shape if shape is not None else self._missing(run, vertical=False)

    def _halved(self, mark: str, *, vertical: bool) -> Half | None:
        plain = self.mark(mark, vertical=vertical)
        if plain.missing or len(plain.codes) != 1:
            return None
        face = self._faces[plain.face]
        language, feature = self._setting.marks_language, "vhal" if vertical else "halt"
        if face.has_feature(feature):
            cut = face.shape(mark, language=language, script=HAN_SCRIPT, vertical=vertical, feature=feature)
            if cut is None or cut.codes != plain.codes or cut.width >= plain.width:
                return None
            return Half(*(round(value * 1000 / face.upem) for value in (cut.width, cut.shifts[0] - plain.shifts[0])))
        if round(plain.width * 1000 / face.upem) != 1000:
            return None
        left, bottom, right, top = face.ink(plain.codes[0])
        if not vertical:
            return _half_by_ink(left, 1000 - right)
        origin = round(face.vertical(plain.codes[0])[2] * 1000 / face.upem)
        return _half_by_ink(origin - top, 1000 - (origin - bottom))


def _half_by_ink(before: int, after: int) -> Half | None:
    """Halve a mark by the white before and after its ink, in thousandths of an em."""
    if before >= _EMPTY_HALF:
        return Half(500, -500)
    if after >= _EMPTY_HALF:
        return Half(500, 0)
    if before >= _EMPTY_QUARTERS and after >= _EMPTY_QUARTERS:
        return Half(500, -250)
    return None


def _clusters(text: str) -> list[str]:
    """Split a Latin run into letters with what belongs to them (UAX #29, without its rarer rules)."""
    clusters: list[str] = []
    for character in text:
        if clusters and (unicodedata.combining(character) or is_ignorable(character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
