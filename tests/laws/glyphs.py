"""The law that no character is printed as nothing: it has a glyph, or is a 〓 that is told and withholds its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compositor import proof
from compositor.faces import GETA, Face
from compositor.faces.shape import is_ignorable
from compositor.model.page import SetLine
from tests.faces.type_library import vendored
from tests.laws.composing import Proofs


def every_character_has_a_glyph(proofs: Proofs) -> Iterator[str]:
    """Every character has a glyph of a face that has it, or is missing, told by its place, and its page withheld."""
    faces = vendored(proofs.design.paper.setting)
    held = proof.withheld(proofs.findings, proofs.made.jumps)
    for page in proofs.made.pages:
        for ink in page.ink:
            if not isinstance(ink, SetLine):
                continue
            missing = dict(_blanks(ink, faces.face))
            if set(missing) != set(ink.line.missing):
                yield f"{page.label}: of {ink.line.text!r} {missing} are blank, {ink.line.missing} are said to be"
            for char in missing.values():
                if page.label not in held:
                    yield f"{page.label}: is released with {char!r} missing"
                if not _told(proofs, page.label, ink, char):
                    yield f"{page.label}: nobody is told where {char!r} of {ink.story} is missing"


def _blanks(ink: SetLine, face_of: Callable[[str], Face]) -> Iterator[tuple[int, str]]:
    for run in ink.line.runs:
        face = face_of(run.face)
        at = run.start
        for code, text in zip(run.codes, run.texts(), strict=True):
            shown = "".join(char for char in text if not is_ignorable(char))
            lacks = bool(shown) and (code in {0, face.geta} or not face.has(shown)) and shown != GETA
            for char in text:
                if lacks:
                    yield at, char
                at += 1


def _told(proofs: Proofs, page: str, ink: SetLine, char: str) -> bool:
    """Tell whether a finding names character, page and story, and the place where it first stands on that page."""
    found = [
        one for one in proofs.found("GLYPH_MISSING", page=page, story=ink.story) if f"U+{ord(char):04X}" in one.message
    ]
    part = proofs.issue.story(ink.story).part(ink.part) if ink.story and not ink.generated else None
    if part is None:
        return bool(found)
    lines = [one for made in proofs.made.pages if made.label == page for one in made.ink if isinstance(one, SetLine)]
    own = [one for one in lines if (one.story, one.part, one.generated) == (ink.story, ink.part, False)]
    first = min((at for one in own for at in one.line.missing if part.text[at] == char), default=-1)
    return first >= 0 and part.source.place(first) in {one.place for one in found}
