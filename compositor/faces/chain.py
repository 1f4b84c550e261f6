"""A role's faces in the order in which they are asked, for one paper's region, script and Han forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby

from compositor.faces.bidi import joined, levels, runs_backwards
from compositor.faces.face import GETA, Face
from compositor.faces.lie import EM, Ink, halved, ink_of, keeps, lies
from compositor.faces.shape import Half, Shape, is_ignorable
from compositor.model.settings import InkAt, Setting
from compositor.records import dataclass

_Asked = tuple[str, bool, InkAt | None]
HAN_SCRIPT = "Hani"
LATIN_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Order:
    """Which faces a chain asks, first to last: for Han, for marks, and for Latin; ``latin`` may be empty.

    ``drawn`` come before them all, ``last`` after.
    """

    han: tuple[Face, ...]
    marks: tuple[Face, ...]
    latin: tuple[Face, ...]
    drawn: tuple[Face, ...] = ()
    last: tuple[Face, ...] = ()

    def around(self, faces: tuple[Face, ...]) -> tuple[Face, ...]:
        """Return faces with those before and after them."""
        return (*self.drawn, *faces, *self.last) if self.drawn or self.last else faces


class Chain:
    """A role at a weight. Whatever is asked twice is answered from a table."""

    def __init__(self, role: str, weight: str, order: Order, setting: Setting) -> None:
        self.role = role
        self.weight = weight
        self._order = order
        self._setting = setting
        self._han: dict[str, Shape] = {}
        self._han_vertical: dict[str, Shape] = {}
        self._marks: dict[_Asked, Shape] = {}
        self._latin: dict[str, tuple[Shape, ...]] = {}
        self._uprights: dict[str, Shape] = {}
        self._halves: dict[_Asked, Half | None] = {}
        self._faces = {face.id: face for face in order.around((*order.han, *order.marks, *order.latin))}

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
            faces = self._order.around(self._order.han)
            if len(text) > 1 and is_ignorable(text[1]):
                faces = tuple(sorted(faces, key=lambda face: not face.has_variant(text[0], text[1])))
            shape = table[text] = self._set(text, faces, self._setting.han_language, vertical=vertical)
        return shape

    def squares(self, characters: str, face: str) -> Mapping[str, int]:
        """Return what glyphs of a face `han` gives Han characters, of those that are one glyph an em wide.

        As far as that is known of many at once: of others nothing is said.
        """
        first = self._order.han[0]
        if first.id != face:
            return {}
        left = "".join(one for one in characters if not any(drawn.has(one) for drawn in self._order.drawn))
        return first.squares(left, language=self._setting.han_language, script=HAN_SCRIPT)

    def mark(self, text: str, *, vertical: bool = False, at: InkAt | None = None) -> Shape:
        """Shape a Chinese mark, or a cluster of them such as —— that is one mark.

        The faces are asked in the region's language, whatever the Han forms; the first is taken whose ink lies
        where ``at`` says, and where none's does, the first that has the mark.
        """
        key = (text, vertical, at)
        shape = self._marks.get(key)
        if shape is None:
            shape = self._marks[key] = self._fitting(text, at, vertical=vertical)
        return shape

    def fits(self, mark: str, *, vertical: bool = False, at: InkAt) -> bool:
        """Tell whether the mark that `mark` gives is an em wide and has its ink where ``at`` says.

        A narrower one fits where the middle is wanted: there it is put by the setter.
        """
        shape = self.mark(mark, vertical=vertical, at=at)
        return not shape.missing and self._lies(self._faces[shape.face], shape, at, vertical=vertical)

    def latin(self, text: str) -> tuple[Shape, ...]:
        """Shape a run of Latin letters and digits with its kerning and ligatures; one shape per face."""
        shapes = self._latin.get(text)
        if shapes is None:
            shapes = self._latin[text] = self._set_run(text)
        return shapes

    def upright(self, letter: str) -> Shape:
        """Shape one Latin letter or digit, with its combining marks, that stands upright in a vertical line."""
        shape = self._uprights.get(letter)
        if shape is None:
            faces = (*self._order.latin, *self._order.han)
            shape = self._uprights[letter] = self._set(letter, faces, LATIN_LANGUAGE, vertical=True)
        return shape

    def half(self, mark: str, *, vertical: bool = False, at: InkAt | None = None) -> Half | None:
        """Return how a full-width mark is set half an em wide, or None where it can't be.

        From the face's ``halt`` or ``vhal`` feature, unless that would cut into the ink; where the face has none,
        or none for a mark whose place ``at`` is laid down, from where the ink lies.
        """
        key = (mark, vertical, at)
        if key not in self._halves:
            self._halves[key] = self._halved(mark, at, vertical=vertical)
        return self._halves[key]

    def ink(self, mark: str, *, vertical: bool = False, at: InkAt | None = None) -> Ink | None:
        """Return where the ink of a mark lies; None where it draws nothing."""
        shape = self.mark(mark, vertical=vertical, at=at)
        return ink_of(self._faces[shape.face], shape, vertical=vertical)

    def _fitting(self, text: str, at: InkAt | None, *, vertical: bool) -> Shape:
        first = None
        for face in self._order.around(self._order.marks):
            if not face.has(text):
                continue
            shape = face.shape(text, language=self._setting.marks_language, script=HAN_SCRIPT, vertical=vertical)
            if shape is None:
                continue
            drawn = face in self._order.drawn  # whoever draws a mark has placed it
            if at is None or drawn or self._lies(face, shape, at, vertical=vertical):
                return shape
            first = first or shape
        return first or self._missing(text, vertical=vertical)

    def _lies(self, face: Face, shape: Shape, at: InkAt, *, vertical: bool) -> bool:
        if round(shape.width * EM / face.upem) != EM:
            return at is InkAt.MIDDLE
        return lies(ink_of(face, shape, vertical=vertical), at, vertical=vertical)

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
        if runs_backwards(text) and (phrase := self._phrase(text)) is not None:
            return (phrase,)
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

    def _phrase(self, text: str) -> Shape | None:
        """Set a phrase that runs from right to left in the first face that has all of it; None where none has."""
        face = self._latin_face(text)
        if face is None:
            return None
        shapes = [face.shape(part, language=LATIN_LANGUAGE, script="") for part in levels(text)]
        set_ = [shape for shape in shapes if shape is not None]
        return joined(set_) if len(set_) == len(shapes) else None

    def _latin_face(self, cluster: str) -> Face | None:
        faces = self._order.around((*self._order.latin, *self._order.han))
        return next((face for face in faces if face.has(cluster)), None)

    def _run_in(self, face: Face, run: str, language: str, script: str) -> Shape:
        shape = face.shape(run, language=language, script=script)
        return shape if shape is not None else self._missing(run, vertical=False)

    def _halved(self, mark: str, at: InkAt | None, *, vertical: bool) -> Half | None:
        plain = self.mark(mark, vertical=vertical, at=at)
        face = self._faces[plain.face]
        if plain.missing or len(plain.codes) != 1 or round(plain.width * EM / face.upem) != EM:
            return None
        ink = ink_of(face, plain, vertical=vertical)
        if face.has_feature("vhal" if vertical else "halt"):
            half = self._half_by_feature(mark, plain, vertical=vertical)
            if half is not None and keeps(half, ink):
                return half
            if half is None and at is None:  # the face lets this mark be
                return None
        return halved(ink)

    def _half_by_feature(self, mark: str, plain: Shape, *, vertical: bool) -> Half | None:
        face, language = self._faces[plain.face], self._setting.marks_language
        feature = "vhal" if vertical else "halt"
        cut = face.shape(mark, language=language, script=HAN_SCRIPT, vertical=vertical, feature=feature)
        if cut is None or cut.codes != plain.codes or cut.width >= plain.width:
            return None
        return Half(*(round(value * EM / face.upem) for value in (cut.width, cut.shifts[0] - plain.shifts[0])))


def _clusters(text: str) -> list[str]:
    """Split a Latin run into letters with what belongs to them (UAX #29, without its rarer rules)."""
    clusters: list[str] = []
    for character in text:
        if clusters and (unicodedata.combining(character) or is_ignorable(character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
