"""Latin runs: where a word, a number or an address may be parted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from compositor.text.case import Hyphens
from compositor.text.marks import ADDRESS_SEAMS, Break

_WORD = re.compile(r"[A-Za-zÀ-ɏ]{5,}")
_COMPOUND = re.compile(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{2})")
_ADDRESS = re.compile(r"://|www\.|@")
_SOFT_HYPHEN = "\u00ad"
_FEWEST_BEFORE = 2
_FEWEST_AFTER = 3
_LONGEST_WORD = 64
"""Longer runs of letters are no words of a dictionary's."""


def cuts(run: str, hyphens: Hyphens | None) -> dict[int, Break]:
    """Return the offsets at which a Latin run may be parted, with what each is.

    Words are parted at dictionary points with at least two letters before and three after, never in
    capitals; compounds after their hyphens; addresses after their marks. Numbers have no such offsets
    (clreq #mixed_text_composition_in_horizontal_writing_mode; UAX #14 LB25). ``hyphens`` None leaves words whole.
    """
    if len(run) < _FEWEST_BEFORE + _FEWEST_AFTER:
        return {}
    if _ADDRESS.search(run):
        ends = (offset + 1 for offset, character in enumerate(run) if character in ADDRESS_SEAMS)
        return {end: Break.SEAM for end in ends if _FEWEST_BEFORE <= end <= len(run) - _FEWEST_AFTER}
    found = {match.end(): Break.SEAM for match in _COMPOUND.finditer(run)}
    if hyphens is not None:
        for match in _WORD.finditer(run):
            found.update(_points(match[0], match.start(), hyphens))
    return found


def _points(word: str, start: int, hyphens: Hyphens) -> dict[int, Break]:
    if word.isupper() or len(word) > _LONGEST_WORD:
        return {}
    last = len(word) - _FEWEST_AFTER
    return {start + point: Break.HYPHEN for point in hyphens.points(word) if _FEWEST_BEFORE <= point <= last}


def apart(run: str, found: Mapping[int, Break]) -> tuple[str, ...]:
    """Return the parts of a Latin run that are shaped by themselves: no kerning reaches across a seam.

    Else a line that ends there would end inside the measure by what its last letter was drawn towards the next.
    """
    seams = sorted(offset for offset, kind in found.items() if kind is Break.SEAM)
    return tuple(run[start:end] for start, end in pairwise((0, *seams, len(run)))) if seams else (run,)


def without_ignorables(run: str, letters: str) -> tuple[str, dict[int, int], dict[int, Break]]:
    """Take zero-width characters out of a Latin run whose classes are ``letters``.

    Returns the run without them, how many of them follow the character before each offset of that run, and
    the breaks they ask for: a soft hyphen (U+00AD) a hyphen, a zero-width space (U+200B) a seam (UAX #14 LB8).
    """
    kept: list[str] = []
    swallowed: dict[int, int] = {}
    asked: dict[int, Break] = {}
    for character, letter in zip(run, letters, strict=True):
        if letter != "Z":
            kept.append(character)
            continue
        swallowed[len(kept)] = swallowed.get(len(kept), 0) + 1
        if character == _SOFT_HYPHEN:
            asked[len(kept)] = Break.HYPHEN
        elif character == "\u200b":
            asked[len(kept)] = Break.SEAM
    return "".join(kept), swallowed, asked
