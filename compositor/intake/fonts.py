"""Font files by role: fonts.yaml, a paper's own roles over it, and the files opened for `faces`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compositor.errors import Place
from compositor.faces import FaceError, FaceFile, Faces, Role, Supplement, tried
from compositor.intake import files
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import Refused, inside, said_path, shown
from compositor.intake.folders import came_with_program
from compositor.intake.forms import FONTS, WEIGHTS
from compositor.intake.limit_forms import raised
from compositor.intake.quarantine import Died, Quarantine
from compositor.intake.sheet import Sheet, Value, nearest
from compositor.intake.source import Source
from compositor.intake.yamltree import read_tree
from compositor.model.limits import LIMITS, MEGA, Limits
from compositor.model.settings import Setting
from compositor.records import dataclass

_sound: Final[set[tuple[bytes, int]]] = set()
"""Faces that were tried and hold, by the sum of their files and their index: nobody tries them again."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What an issue's supplement brings, for the reports: where each drawn character and each face is named."""

    characters: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    faces: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RoleDesk:
    """A role as typed, with the folder that its files lie in and the sheet that names them."""

    sheet: Sheet
    folder: Path
    place: Place


def read_roles(source: Source | None, folder: Path, faults: Faults) -> dict[str, RoleDesk]:
    """Read fonts.yaml; every fault is recorded."""
    tree = read_tree(source, faults) if source else None
    value = FONTS.check(tree, "", faults) if tree else None
    return own_roles(value.content if value is not None and isinstance(value.content, Sheet) else None, folder)


def own_roles(sheet: Sheet | None, folder: Path) -> dict[str, RoleDesk]:
    """Return the roles of a checked sheet."""
    if sheet is None:
        return {}
    pairs = ((name, value.content) for name, value in sheet.values.items())
    return {name: RoleDesk(one, folder, sheet.key_place(name)) for name, one in pairs if isinstance(one, Sheet)}


@dataclass(slots=True)
class FontCase:
    """Opens the files that the roles asked for need, each once."""

    roles: Mapping[str, RoleDesk]
    faults: Faults
    limits: Limits = LIMITS
    quarantine: Quarantine = field(default_factory=Quarantine)
    files: dict[str, FaceFile] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    _ids: dict[tuple[Path, int], str | None] = field(default_factory=dict)

    def bring(self, sheet: Sheet | None, folder: Path) -> tuple[Supplement, Brought]:
        """Open what an issue's supplement brings from its folder; faults are recorded."""
        if sheet is None:
            return Supplement(), Brought()
        from compositor.intake.supplement import Drawings  # late: few issues draw glyphs

        drawings = Drawings(folder, tuple(self.roles), self.faults, self.quarantine)
        glyphs = sheet.sheet("glyphs")
        if glyphs is not None:
            drawings.read(glyphs)
        ids, made = drawings.faces("supplement")
        for file in made:
            self.files[file.id] = file
            self.places[file.id] = sheet.key_place("glyphs")
        opened = [(self._file(value, folder), value.place) for value in sheet.items("faces")]
        faces = {id_: place for id_, place in opened if id_ is not None}
        return Supplement(ids, tuple(faces)), Brought(drawings.characters, faces)

    def open(
        self, wanted: Iterable[tuple[str, Place]], setting: Setting, supplement: Supplement | None = None
    ) -> Faces | None:
        """Open the faces of the roles ``wanted`` (each with where it is named), and of all that they lean on.

        Returns None where there is a fault: a role or file that isn't there, or a file that is no font.
        """
        before = len(self.faults.stopping)
        made: dict[str, Role] = {}
        asked = [(name, place, "") for name, place in wanted]
        while asked:
            name, place, by = asked.pop(0)
            if name in made:
                continue
            desk = self.roles.get(name)
            if desk is None:
                self._no_role(name, place, by)
                continue
            role = made[name] = self._role(name, desk)
            leans = (*role.fallback, *filter(None, (role.latin, role.marks)))
            asked += [(other, desk.place, name) for other in leans]
        if len(self.faults.stopping) > before:
            self._look_at_all(setting)
            return None
        return self._faces(made, setting, supplement or Supplement())

    def _no_role(self, name: str, place: Place, by: str) -> None:
        message = f"there is no role {said(name)}" + (f", on which the role {by} leans" if by else "")
        hint = nearest(name, tuple(self.roles), "the roles are " + ", ".join(self.roles))
        self.faults.add(Code.UNKNOWN_NAME, place, message, hint)

    def _role(self, name: str, desk: RoleDesk) -> Role:
        weights: dict[str, str] = {}
        for weight in WEIGHTS:
            face = self._face(desk, weight) if weight in desk.sheet else None
            if face is not None:
                weights[weight] = face
        sheet = desk.sheet
        if not any(weight in sheet.keys for weight in WEIGHTS) and not sheet.texts("fallback"):
            message = f"the role {said(name)} has neither a face nor a role to fall back on"
            self.faults.add(Code.MISSING_KEY, desk.place, message, "give it a regular face")
        return Role(name, weights, sheet.texts("fallback"), sheet.text("latin") or None, sheet.text("marks") or None)

    def _face(self, desk: RoleDesk, weight: str) -> str | None:
        return self._file(desk.sheet.values[weight], desk.folder)

    def _file(self, value: Value, folder: Path) -> str | None:
        """Open the face that a value names: a file, or a file and which of its faces."""
        inner = value.content if isinstance(value.content, Sheet) else None
        text = inner.text("file") if inner else str(value.content)
        index, place = inner.whole("index") if inner else 0, value.place
        if not text:
            return None
        try:
            path = inside(folder, text)
        except Refused as refused:
            self.faults.add(refused.code, place, f"the font {said(text)} {refused.message}", refused.hint)
            return None
        if (path, index) not in self._ids:
            self._ids[path, index] = self._opened(path, index, place)
        return self._ids[path, index]

    def _opened(self, path: Path, index: int, place: Place) -> str | None:
        name, ours = shown(path), came_with_program(path, "fonts")
        most = self.limits.font_megabytes * MEGA
        try:
            content = files.mapped(path, most) if ours else files.content(path, most)
        except Refused as refused:
            hint = raised("font_megabytes", most // MEGA) if refused.code is Code.TOO_LARGE else refused.hint
            self.faults.add(refused.code, place, f"the font {said_path(name)} {refused.message}", hint)
            return None
        if not (ours or self._holds(FaceFile(path.stem, name, content, index), place)):
            return None
        stem = f"{path.stem}#{index}" if content[:4] == b"ttcf" else path.stem
        id_ = stem
        while id_ in self.files:
            id_ = f"{path.parent.name}-{id_}"
        self.files[id_] = FaceFile(id_, name, content, index, str(path) if ours else "")
        self.places[id_] = place
        return id_

    def _holds(self, file: FaceFile, place: Place) -> bool:
        """Tell whether a face can be used without harm."""
        known = (hashlib.sha256(file.content).digest(), file.index)
        if known in _sound:
            return True
        hint = "name a static TTF, OTF or TTC file"
        try:
            wrong = self.quarantine.run(tried, file)
        except Died as died:
            wrong = died.message
            hint += f"; {raised(died.limit, getattr(self.limits, died.limit))}" if died.limit else ""
        if wrong:
            self.faults.add(Code.NOT_A_FONT, place, f"the font {said_path(file.path)} {wrong}", hint)
            return False
        _sound.add(known)
        return True

    def _faces(self, roles: Mapping[str, Role], setting: Setting, supplement: Supplement) -> Faces | None:
        try:
            return Faces(self.files, roles, setting, supplement)
        except (FaceError, KeyError) as error:
            if not self._look_at_all(setting):
                place = next(iter(self.places.values()), Place(""))
                self.faults.add(Code.NOT_A_FONT, place, f"the faces can't be used: {error}", "look at fonts.yaml")
            return None

    def _look_at_all(self, setting: Setting) -> bool:
        """Record each file that is no font; tell whether there was one."""
        found = False
        for id_, file in self.files.items():
            try:
                Faces({id_: file}, {}, setting)
            except FaceError as error:
                found = True
                message = str(error).removeprefix(file.path).lstrip(": ")
                words = f"the font {said_path(file.path)} {message}"
                self.faults.add(Code.NOT_A_FONT, self.places[id_], words, "name a static TTF, OTF or TTC file")
        return found
