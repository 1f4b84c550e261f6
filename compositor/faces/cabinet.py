"""Every face of a run and the roles that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compositor.faces.chain import Chain, Order
from compositor.faces.face import Face, FaceFile
from compositor.faces.sfnt import FaceError
from compositor.model.settings import Region, Setting

REGULAR = "regular"
_NEAREST = {"black": ("bold", "heavy", "semibold"), "bold": ("black", "semibold", "heavy")}
_SAMPLE_HAN = "一"
_SAMPLE_MARKS = "，。"


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
    """A face that can't give the forms a paper asks for: face id, what (han or marks), and words for the desk."""

    face: str
    what: str
    message: str


class Faces:
    """The faces of a run, opened, with their roles, for one paper.

    Raises ``FaceError`` where a file is no font (its message begins with the path), and ``KeyError`` where a
    role names a face or a role that isn't there.
    """

    def __init__(self, files: Mapping[str, FaceFile], roles: Mapping[str, Role], setting: Setting) -> None:
        self.setting = setting
        self.roles = dict(roles)
        self._faces = {id_: open_face(file) for id_, file in files.items()}
        self._chains: dict[tuple[str, str], Chain] = {}
        for role in self.roles.values():
            for id_ in role.weights.values():
                self.face(id_)
            for name in (*role.fallback, *filter(None, (role.latin, role.marks))):
                self.role(name)

    def face(self, face_id: str) -> Face:
        """Return a face by its id; raises ``KeyError`` where there is none."""
        return self._faces[face_id]

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
            marks = _unique((*self._order(found.marks, weight), *han)) if found.marks else han
            latin = self._order(self._latin_role(found), weight)
            self._chains[key] = Chain(role, weight, Order(han, marks, latin), self.setting)
        return self._chains[key]

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Return every face that lacks the forms of the paper's region or Han forms (never silently another's)."""
        return tuple(shortfall for face in self._faces.values() for shortfall in self._shortfalls(face))

    def _latin_role(self, role: Role) -> str | None:
        """Return the Latin companion of a role, its first fallback's where it has no face of its own."""
        if role.latin or role.weights:
            return role.latin
        return next((self.role(name).latin for name in role.fallback if self.role(name).latin), None)

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

    def _shortfalls(self, face: Face) -> Iterator[Shortfall]:
        if not face.has(_SAMPLE_HAN):
            return
        setting = self.setting
        if not face.has_locl(setting.han_language) and not face.drawn_for(setting.han_forms.value):
            yield Shortfall(
                face.id,
                "han",
                f"the face {face.id} has no Han forms chosen for {setting.han_forms.value}: "
                "its characters look as it was drawn",
            )
        if not _marks_stand_right(face, setting):
            yield Shortfall(
                face.id,
                "marks",
                f"the face {face.id} doesn't place marks as {setting.region.value} does; "
                "give its role a marks: role that does",
            )


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


def _marks_stand_right(face: Face, setting: Setting) -> bool:
    """Tell whether commas and full stops stand at the left (CN) or in the middle (TW, HK) of their em box."""
    for mark in _SAMPLE_MARKS:
        shape = face.shape(mark, language=setting.marks_language, script="Hani") if face.has(mark) else None
        if shape is None:
            continue
        left, _, right, _ = face.ink(shape.codes[0])
        middle = (left + right) / 2
        if not (middle < 450 if setting.region is Region.CN else 450 <= middle <= 550):
            return False
    return True
