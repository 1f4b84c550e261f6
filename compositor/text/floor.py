"""The floor under the table of marks: what UAX #14 says where a character has no row of its own.

The Chinese table knows the marks of Chinese copy; emoji, kana, hangul, Brahmic scripts, no-break spaces and the
like are left to UAX #14 with the classes that it suggests for Chinese (section 8 and LB1). The table stands on
top: what it forbids stays forbidden, whatever the floor says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from functools import cache

from compositor.model.settings import Kinsoku
from compositor.text import uax14
from compositor.text.items import Items
from compositor.text.letters import classes
from compositor.text.marks import Break, Kind
from compositor.text.uax14 import ROOT, Tailoring, verdicts


class Strictness(StrEnum):
    """How strictly lines are broken beside marks of kana and the like (CSS Text 3 section 5.3, line-break)."""

    LOOSE = "loose"
    NORMAL = "normal"
    STRICT = "strict"


STRICTNESS = {
    Kinsoku.NONE: Strictness.LOOSE,
    Kinsoku.LOOSE: Strictness.LOOSE,
    Kinsoku.BASIC: Strictness.NORMAL,
    Kinsoku.GB: Strictness.NORMAL,
    Kinsoku.STRICT: Strictness.STRICT,
}
"""The strictness of the floor under each level of line-edge prohibition."""

# CSS Text 3 section 5.3: what may begin (or, prefixes, end) a line at each strictness, in Chinese only for those
# of the second list.
_HYPHEN_LIKE = "〜゠"
_ITERATION = "々〻ゝゞヽヾ"
_CENTRED = "：；・･‼⁇⁈⁉！？"
_WIDE_AFFIXES = "°‰′″‵℃℉﹪％￠±€№﹩＄￡￥￦¤"
_SHORT_HYPHENS = "‐–"
# Quotes of Chinese copy are known to open and to close: LB19 is for those that aren't (UAX #14 section 5.1, QU).
_QUOTES = {"“": "OP", "‘": "OP", "”": "CL", "’": "CL"}
# Ambiguous signs of Latin copy, as in km²: letters there, whatever stars and circled numbers are.
_LATIN_SIGNS = "§¨ª²³¶·¸¹º¼½¾×÷"


@cache
def tailoring(strictness: Strictness, *, chinese: bool = True) -> Tailoring:
    """Return the tailoring of UAX #14 for a strictness: of Chinese copy, or of copy of no known language."""
    kana = "NS" if strictness is Strictness.STRICT else "ID"
    if not chinese:
        freed = _ITERATION if strictness is Strictness.LOOSE else ""
        return Tailoring(f"any-{strictness}", {"AI": "AL", "CJ": kana}, dict.fromkeys(freed, "ID"))
    freed = "" if strictness is Strictness.STRICT else _HYPHEN_LIKE
    if strictness is Strictness.LOOSE:
        freed += _ITERATION + _CENTRED + _WIDE_AFFIXES + _SHORT_HYPHENS
    own = dict.fromkeys(_LATIN_SIGNS, "AL") | dict.fromkeys(freed, "ID") | _QUOTES
    return Tailoring(f"zh-{strictness}", {"AI": "ID", "CJ": kana}, own)


# Of nearly all copy this finds nothing: what it passes over has a row in the table or is Latin or Han.
_BEYOND = re.compile("[^ -~·À-ɏ\u2014\u2018-\u201d\u2026、-\u3004〆-】・\u3400-\u4dbf一-鿿！-～\U00020000-\U0003fffd]")
# Scripts set as Latin runs whose words UAX #14 may part, such as Tibetan after a tsheg.
_FOREIGN = re.compile("[\u0250-\u1fff\u2c00-\u2dff\ua4d0-\uabff\U00010000-\U0001efff]")
_OWN = frozenset(Kind) - {
    Kind.HAN,
    Kind.CELL,
    Kind.LETTER,
    Kind.BACKWARDS,
    Kind.DIGIT,
    Kind.LATIN_SYMBOL,
    Kind.SPACE,
    Kind.COMBINING,
    Kind.JOINER,
    Kind.FLAG,
    Kind.ZERO_WIDTH,
}
"""The classes whose line edges the table itself knows."""
_BLANK_HELD = "\u3000\u00a0"
"""A blank and a no-break space: UAX #14 LB12a parts them, and then what the space holds would begin a line."""
_FREE = frozenset({Kinsoku.NONE, Kinsoku.LOOSE})
_OPEN = frozenset({Break.ALLOWED.value, Break.SOFT.value})


# Three Han on either side are as far as a verdict looks: no rule of UAX #14 asks for more than the third unit on either
# side of a boundary, and what runs on (spaces, numbers, flags) ends before a Han.
_FROM_HAN = re.compile("(?s:.*)(?=[一-鿿]{3})")
_TO_HAN = re.compile("[一-鿿]{3}")


def lay(items: Items, text: str, start: int, end: int, level: Kinsoku) -> None:
    """Forbid what UAX #14 forbids beside characters of ``text[start:end]`` that the table has no row for.

    At levels none and loose the table alone says which line edges its marks may stand at, whatever their neighbours.
    """
    first = last = start
    found = bytearray()
    for match in _BEYOND.finditer(text, start, end):
        offset = match.start()
        if offset >= last:
            before = max(start, last - 3)
            left, right = _FROM_HAN.match(text, before, offset), _TO_HAN.search(text, offset, end)
            first, last = left.end() if left else before, right.end() if right else end
            found = verdicts(text[first:last], tailoring(STRICTNESS[level]))
        for at in (offset, offset + 1):
            if at < end and (not found[at - first] or text[at - 1 : at + 1] == _BLANK_HELD):
                _forbid(items, text, at, level)


def _forbid(items: Items, text: str, at: int, level: Kinsoku) -> None:
    """Forbid what the table would allow at an offset, if a boundary is there."""
    if level in _FREE and not _OWN.isdisjoint(map(Kind, classes(text[at - 1 : at + 1]))):
        return
    glyphs, units, breaks = items.glyphs, items.units, items.breaks
    boundary = bisect_left(units.first, bisect_left(glyphs.at, at))
    if 0 < boundary < items.count and glyphs.at[units.first[boundary]] == at and breaks[boundary] in _OPEN:
        breaks[boundary] = Break.FORBIDDEN.value


def seams(run: str) -> dict[int, Break]:
    """Return where a run of another script than Latin may be parted: nothing is added there (UAX #14 LB21)."""
    if _FOREIGN.search(run) is None:
        return {}
    ends = uax14.opportunities(run, ROOT)
    return {end: Break.SEAM for end in ends if _FOREIGN.search(run, end - 1, end + 1)}
