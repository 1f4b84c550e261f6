"""Zhuyin: a syllable's letters and its tone, as the Handbook of Mandarin Phonetic Symbols has them."""

from __future__ import annotations

import re

from compositor.records import dataclass

_LETTER = "[\u3105-\u312f\u31a0-\u31b3\u31b8-\u31ba\u31bc-\u31bf]"
_ANY = re.compile("[\u3105-\u312f\u31a0-\u31bf]")
_SYLLABLE = re.compile(f"(˙?)({_LETTER}{{1,3}})([ˉˊˇˋ˪˫]?)([\u31b4-\u31b7\u31bb]?\u0307?)(˙?)")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable as written: ``letters``, and at most one mark of its tone.

    ``tone`` stands at the upper right of the last letter, ``checked`` (of dialects) at its lower right,
    ``neutral`` before the first (clreq #h-positioning_tones_in_zhuyin).
    """

    text: str
    letters: str
    tone: str = ""
    checked: str = ""
    neutral: str = ""


def is_zhuyin(text: str) -> bool:
    """Tell whether a reading is written in zhuyin: by its letters."""
    return _ANY.search(text) is not None


def syllable(text: str) -> Syllable | None:
    """Return the syllable that ``text`` is, None where it is none. The neutral tone may be typed last too."""
    match = _SYLLABLE.fullmatch(text)
    if match is None:
        return None
    before, letters, tone, checked, after = match.groups()
    if sum(map(bool, (before, tone or checked, after))) > 1:
        return None
    return Syllable(text, letters, tone, checked, before or after)
