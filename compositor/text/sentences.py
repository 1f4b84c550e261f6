"""Where sentences end: the places at which a story would best jump to another page."""

from __future__ import annotations

import re
from functools import cache

from compositor.model.settings import Kinsoku
from compositor.text.marks import BY_KIND, Kind, kind_of, may_start_line

_ENDERS = frozenset("".join(BY_KIND[kind].marks for kind in (Kind.STOP, Kind.EXCLAMATION, Kind.DOUBLE_MARK, Kind.DOTS)))
_FOLLOWERS = frozenset("".join(BY_KIND[kind].marks for kind in (Kind.CLOSING, Kind.RIGHT_SINGLE))) | _ENDERS
_CLOSERS = _FOLLOWERS - _ENDERS
_CANDIDATE = re.compile(rf"[{re.escape(''.join(sorted(_FOLLOWERS)))}]|.(?=\n|\Z)", re.DOTALL)
"""What may end a sentence or a paragraph; all other characters, which are nearly all, needn't be looked at."""


def sentence_ends(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets in ``text[start:end]`` just after a sentence or a paragraph, ascending.

    A sentence ends after 。？！ or an ellipsis and the closing quotes and brackets that follow (GB/T 15834-2011
    4.1–4.3), unless a mark follows that may not begin a line (？，); a paragraph ends before its U+000A or at the
    text's end.
    """
    found = []
    for offset in map(re.Match.end, _CANDIDATE.finditer(text, start, end)):
        last = text[offset - 1]
        following = text[offset] if offset < len(text) else "\n"
        ends = following == "\n" or (_begins(following) and _ends(text, offset))
        if ends and last != "\n":
            found.append(offset)
    return tuple(found)


@cache
def _begins(char: str) -> bool:
    """Tell whether a sentence may begin with a character, which no mark may that is bound to what precedes it."""
    kind = kind_of(char)
    bound = kind in {Kind.COMBINING, Kind.JOINER} or not may_start_line(kind, Kinsoku.BASIC)
    return char not in _FOLLOWERS and not bound


def _ends(text: str, offset: int) -> bool:
    """Tell whether the marks just before ``offset`` end a sentence: an ender, or one before closing marks."""
    while offset > 0 and text[offset - 1] in _CLOSERS:
        offset -= 1
    return offset > 0 and text[offset - 1] in _ENDERS
