"""補字: faces and drawn glyphs that an issue brings for characters which the faces of its paper lack or draw wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Final

from compositor.errors import Place
from compositor.faces import EM, HEAD, DrawingError, FaceFile, Glyph, drawn_face, outlined
from compositor.intake import files
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import Refused, inside, said_path, shown
from compositor.intake.forms import WEIGHTS
from compositor.intake.quarantine import Died, Quarantine
from compositor.intake.sheet import Sheet, Value, nearest
from compositor.intake.svg import MOST_BYTES, SvgError, read_svg
from compositor.records import dataclass

_OVERHANG: Final = EM // 10
"""How far a glyph may stand out of the em box before it is told: a stroke's end may touch its neighbour."""

Key = tuple[str, str]
"""Role and weight that a glyph is drawn for, '' for all."""


@dataclass(slots=True)
class Drawings:
    """Reads the drawn glyphs of one issue, each file once."""

    folder: Path
    roles: tuple[str, ...]
    faults: Faults
    quarantine: Quarantine = field(default_factory=Quarantine)
    glyphs: dict[Key, dict[str, Glyph]] = field(default_factory=dict)
    characters: dict[str, Place] = field(default_factory=dict)
    _read: dict[Path, Glyph | None] = field(default_factory=dict)

    def read(self, sheet: Sheet) -> None:
        """Read every glyph that a checked mapping of characters names; faults are recorded."""
        for name, value in sheet.values.items():
            place = sheet.key_place(name)
            character = self._character(name, place)
            if character is None:
                continue
            for key, path in self._named(value, name):
                glyph = self._glyph(path)
                if glyph is not None:
                    self.glyphs.setdefault(key, {})[character] = glyph

    def faces(self, stem: str) -> tuple[dict[Key, str], list[FaceFile]]:
        """Return the faces made of the glyphs, with their ids by role and weight; ids begin with ``stem``."""
        ids, made = {}, []
        for at, key in enumerate(sorted(self.glyphs), 1):
            ids[key] = f"{stem}-{at}" if key != ("", "") else stem
            content = drawn_face(f"Supplement-{at}", self.glyphs[key])
            made.append(FaceFile(ids[key], "the glyphs drawn for the issue", content))
        return ids, made

    def _character(self, name: str, place: Place) -> str | None:
        """Return the character that a key names, by itself or by its code point; None with a fault."""
        code = ord(name) if len(name) == 1 else int(name[2:], 16)
        character = chr(code) if code <= 0x10FFFF else ""
        wrong = _no_character(code, character)
        if wrong:
            hint = "name one character that has a shape of its own, such as 𠮶 or U+20BB6"
            self.faults.add(Code.BAD_NAME, place, f"{said(name)} {wrong}", hint)
            return None
        if character in self.characters:
            message = f"{_told(character)} is named twice; it also stands in line {self.characters[character].line}"
            self.faults.add(Code.DUPLICATE_KEY, place, message, "keep one")
            return None
        self.characters[character] = place
        return character

    def _named(self, value: Value, name: str) -> Iterator[tuple[Key, Value]]:
        """Yield the files named for a character, each with the role and weight that it is drawn for."""
        if not isinstance(value.content, Sheet):
            yield ("", ""), value
            return
        for role, inner in value.content.values.items():
            if role not in self.roles:
                hint = nearest(role, self.roles, "the roles are " + ", ".join(self.roles))
                message = f"supplement.glyphs.{said(name)[1:-1]}: there is no role {said(role)}"
                self.faults.add(Code.UNKNOWN_NAME, value.content.key_place(role), message, hint)
            elif isinstance(inner.content, Sheet):
                for weight in WEIGHTS:
                    if weight in inner.content:
                        yield (role, weight), inner.content.values[weight]
            else:
                yield (role, ""), inner

    def _glyph(self, value: Value) -> Glyph | None:
        text = str(value.content)
        try:
            path = inside(self.folder, text)
            if path not in self._read:
                self._read[path] = None
                self._read[path] = self._drawn(shown(path), files.content(path, MOST_BYTES))
        except Refused as refused:
            self.faults.add(refused.code, value.place, f"the glyph {said(text)} {refused.message}", refused.hint)
            return None
        return self._read[path]

    def _drawn(self, name: str, content: bytes) -> Glyph | None:
        told = f"the glyph {said_path(name)}"
        try:
            glyph = self.quarantine.run(_traced, content, name)
        except SvgError as error:
            self.faults.add(error.code, error.place, f"{told} can't be used: {error.message}", error.hint)
            return None
        except Died as died:
            message = f"{told} can't be used: it {died.message}"
            self.faults.add(Code.NOT_A_GLYPH, Place(name, 1, 1), message, "draw it anew, as plain filled outlines")
            return None
        left, bottom, right, top = glyph.box
        if right <= 0 or left >= EM or top <= HEAD - EM or bottom >= HEAD:
            message = f"{told} can't be used: all its ink lies outside its viewBox"
            self.faults.add(Code.NOT_A_GLYPH, Place(name, 1, 1), message, "let the viewBox enclose the drawing")
            return None
        out = max(-left, right - EM, top - HEAD, HEAD - EM - bottom)
        if out > _OVERHANG:
            message = f"{told} stands out of its em box by {out} thousandths of an em"
            self.faults.warn(Code.GLYPH_BOX, Place(name, 1, 1), message, "let the viewBox enclose the drawing")
        return glyph


def _traced(content: bytes, name: str) -> Glyph:
    """Return the outline of a glyph; raises ``SvgError``."""
    inked = read_svg(content, name)
    try:
        return outlined([one.figure for one in inked])
    except DrawingError as error:
        place = inked[error.figure].place if error.figure is not None else Place(name, 1, 1)
        raise SvgError(Code.NOT_A_GLYPH, place, error.message, error.hint) from error


def _no_character(code: int, character: str) -> str:
    """Say why a code point can't be drawn as a character of its own, '' where it can (Unicode 17, 4.5, 23.7)."""
    if not character:
        return "is no code point: the last is U+10FFFF"
    category = unicodedata.category(character)
    if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "is no character"
    if category in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
        return "is white or invisible"
    return "is a mark that combines with another character" if category[0] == "M" else ""


def _told(character: str) -> str:
    return f"{character} U+{ord(character):04X}"
