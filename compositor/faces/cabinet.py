"""Every face of a run and the roles that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from compositor.faces.chain import Chain, Order
from compositor.faces.face import Face
from compositor.faces.sfnt import FaceError, FaceFile
from compositor.model.settings import Setting
from compositor.records import dataclass

REGULAR = "regular"
_NEAREST = {"black": ("bold", "heavy", "semibold"), "bold": ("black", "semibold", "heavy")}
_SAMPLE_HAN = "一"


@dataclass(frozen=True, slots=True)
class Role:
    """What copy asks for (song, hei, kai …): faces by weight, roles to fall back on, and companions.

    ``latin`` is the role that sets Latin and digits, ``marks`` the one that sets Chinese marks, each None
    where the role does so itself. A role without faces of its own stands for its first fallback.
    """

    name: str
    weights: Mapping[str, str]
    fallback: tuple[str, ...] = ()
    latin: str | None = None
    marks: str | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A face that can't give the Han forms a paper asks for: face id, and words for the desk."""

    face: str
    message: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """Faces that an issue brings beside those of its roles, by id (補字).

    ``drawn`` are faces of glyphs drawn for the issue, by role and weight; both are empty for one that counts in all,
    the weight for one that counts in every weight of its role. What is drawn for a role comes before its own faces, so
    that a wrong glyph can be replaced. ``last`` are asked for what no face of a chain has, and after them glyphs drawn
    for other roles.
    """

    drawn: Mapping[tuple[str, str], str] = field(default_factory=dict)
    last: tuple[str, ...] = ()

    @property
    def faces(self) -> tuple[str, ...]:
        """The ids of all its faces."""
        return (*self.drawn.values(), *self.last)

    def first(self, role: str, weight: str) -> tuple[str, ...]:
        """Return the drawn faces that come before a role's own."""
        own = {drawn_weight: face for (name, drawn_weight), face in self.drawn.items() if name == role and drawn_weight}
        order = [nearest_weight(own, weight)] if own else []
        order += [face for key, face in self.drawn.items() if key in {(role, ""), ("", "")}]
        order += own.values()
        return tuple(dict.fromkeys(order))


NO_SUPPLEMENT = Supplement()


class Faces:
    """The faces of a run, opened, with their roles, for one paper.

    Raises ``FaceError`` where a file is no font (its message begins with the path), and ``KeyError`` where a
    role or the supplement names a face or a role that isn't there.
    """

    def __init__(
        self,
        files: Mapping[str, FaceFile],
        roles: Mapping[str, Role],
        setting: Setting,
        supplement: Supplement = NO_SUPPLEMENT,
    ) -> None:
        self.setting = setting
        self.supplement = supplement
        self.roles = dict(roles)
        self._faces = {id_: open_face(file) for id_, file in files.items()}
        self._chains: dict[tuple[str, str], Chain] = {}
        for id_ in supplement.faces:
            self.face(id_)
        for role in self.roles.values():
            for id_ in role.weights.values():
                self.face(id_)
            for name in (*role.fallback, *filter(None, (role.latin, role.marks))):
                self.role(name)

    def face(self, face_id: str) -> Face:
        """Return a face by its id; raises ``KeyError`` where there is none."""
        return self._faces[face_id]

    @cached_property
    def at_hand(self) -> frozenset[str]:
        """The faces whose glyphs needn't be cut out before plates are made."""
        return frozenset(id_ for id_, face in self._faces.items() if face.at_hand)

    def role(self, name: str) -> Role:
        """Return a role by its name; raises ``KeyError`` where there is none."""
        return self.roles[name]

    def chain(self, role: str, weight: str = REGULAR) -> Chain:
        """Return the chain of a role; a weight that it lacks becomes the nearest it has.

        Raises ``KeyError`` where there is no such role, or neither it nor its fallbacks have a face.
        """
        key = (role, weight)
        if key not in self._chains:
            found = self.role(role)
            han = self._order(role, weight)
            if not han:
                raise KeyError(role)
            marks = _unique((*self._order(self._companion(found, "marks"), weight), *han))
            latin = self._order(self._companion(found, "latin"), weight)
            drawn, last = self._supplementary(found, weight)
            self._chains[key] = Chain(role, weight, Order(han, marks, latin, drawn, last), self.setting)
        return self._chains[key]

    def told(self) -> tuple[object, ...]:
        """Return all that chains are made from: roles, supplement, setting, and each face by the sum of its file."""
        sums = tuple((id_, face.sum) for id_, face in sorted(self._faces.items()))
        return self.roles, self.supplement, self.setting, sums

    def _supplementary(self, role: Role, weight: str) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
        """Return the supplement's faces that come before a role's own, and those that come last.

        A role without a face is set as its first fallback is, in what is drawn as well.
        """
        supplement = self.supplement
        names = (role.name,) if role.weights else (role.name, *role.fallback[:1])
        first = dict.fromkeys(id_ for name in names for id_ in supplement.first(name, weight))
        leaning = (id_ for name in role.fallback for id_ in supplement.first(name, weight))
        last = dict.fromkeys((*supplement.last, *leaning, *supplement.drawn.values()))
        return tuple(map(self.face, first)), tuple(self.face(id_) for id_ in last if id_ not in first)

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Return every face that lacks the Han forms of the paper (never silently another's)."""
        own = (face for id_, face in self._faces.items() if id_ not in self.supplement.faces)
        return tuple(found for face in own if (found := self._shortfall(face)))

    def _companion(self, role: Role, what: Literal["latin", "marks"]) -> str | None:
        """Return a role's companion, its first fallback's where it has neither one nor a face of its own."""
        own: str | None = getattr(role, what)
        if own or role.weights:
            return own
        found = (getattr(self.role(name), what) for name in role.fallback)
        return next(filter(None, found), None)

    def _order(self, name: str | None, weight: str) -> tuple[Face, ...]:
        """Return the faces of a role and of its fallbacks, each once, depth first."""
        if name is None:
            return ()
        return _unique(tuple(self._walk(name, weight, set())))

    def _walk(self, name: str, weight: str, seen: set[str]) -> Iterator[Face]:
        if name in seen:
            return
        seen.add(name)
        role = self.role(name)
        if role.weights:
            yield self.face(nearest_weight(role.weights, weight))
        for other in role.fallback:
            yield from self._walk(other, weight, seen)

    def _shortfall(self, face: Face) -> Shortfall | None:
        setting = self.setting
        forms = setting.han_forms.value
        if not face.has(_SAMPLE_HAN) or face.has_locl(setting.han_language) or face.drawn_for(forms):
            return None
        message = f"the face {face.id} has no Han forms chosen for {forms}: its characters look as it was drawn"
        return Shortfall(face.id, message)


def open_face(file: FaceFile) -> Face:
    """Open a face; raises ``FaceError`` with the path and what is wrong, in plain words."""
    try:
        return Face(file)
    except FaceError as error:
        raise FaceError(f"{file.path} {error}") from None


def nearest_weight(weights: Mapping[str, str], weight: str) -> str:
    """Return the face of the weight asked for, else of a near one, else the regular, else the first."""
    for name in (weight, *_NEAREST.get(weight, ()), REGULAR):
        if name in weights:
            return weights[name]
    return next(iter(weights.values()))


def _unique(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    return tuple({face.id: face for face in faces}.values())
