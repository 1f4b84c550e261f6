"""How words are folded before they are looked up: width, case, and traditional and simplified characters alike.

The script of the search page (`search.js`) folds what is typed by the same rules, character by character: NFKC (UAX
#15), small letters, the simplified character where OpenCC has one, no variation selectors. What is asked for in either
script finds copy in both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from compositor.intake.scripts import tables

HAN: Final = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
"""Letters written without spaces between words, which are looked up in pairs: Han, kana, bopomofo, Hangul."""
_RUN: Final = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+")
_HAN: Final = re.compile(f"[{HAN}]")
_SELECTORS: Final = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class _Folded(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        simple = tables().folded
        small = unicodedata.normalize("NFKC", character).lower()
        self[code] = "" if _SELECTORS.match(character) else "".join(simple.get(ord(one), one) for one in small)
        return self[code]


_FOLDED: Final = _Folded()


def fold(text: str) -> str:
    """Return text as it is looked up."""
    return text.translate(_FOLDED)


def terms(text: str) -> set[str]:
    """Return what a text can be found by: single Han, pairs of them that stand together, and words and numbers."""
    found: set[str] = set()
    for run in _RUN.findall(fold(text)):
        if _HAN.match(run):
            found.update(run)
            found.update(map(str.__add__, run, run[1:]))
        else:
            found.add(run)
    return found


@cache
def fold_table() -> tuple[str, str]:
    """Return the characters that are folded to a simplified one, and those that they are folded to, one for one."""
    pairs = sorted((chr(code), other) for code, other in tables().folded.items() if len(other) == 1)
    return "".join(one for one, _ in pairs), "".join(other for _, other in pairs)
