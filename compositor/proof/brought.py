"""What an issue's supplement brings, against what its pages print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compositor.errors import Finding, Place, Severity
from compositor.model.page import Page, SetLine
from compositor.proof.sheets import named


def unused(pages: Sequence[Page], characters: Mapping[str, Place], faces: Mapping[str, Place]) -> tuple[Finding, ...]:
    """Return a note for every drawn character and every supplementary face that no page prints.

    Both by where they are named: characters by themselves, faces by their ids.
    """
    if not characters and not faces:
        return ()
    lines = [ink.line for page in pages for ink in page.ink if isinstance(ink, SetLine)]
    printed = set("".join([line.text for line in lines]))
    asked = {run.face for line in lines for run in line.runs}
    found = [
        Finding(
            "SUPPLEMENT_UNUSED",
            Severity.NOTE,
            f"the glyph drawn for {named(character)} isn't printed",
            "take it out of the supplement, or look whether the copy has another character that looks like it",
            place,
        )
        for character, place in characters.items()
        if character not in printed
    ]
    found += [
        Finding(
            "SUPPLEMENT_UNUSED",
            Severity.NOTE,
            f"the supplementary face {face} isn't needed: the faces of the paper have what is printed",
            "take it out of the supplement; to replace a glyph that is wrong, draw it or give the role another face",
            place,
        )
        for face, place in faces.items()
        if face not in asked
    ]
    return tuple(found)
