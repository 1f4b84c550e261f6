"""The one table of character classes: what a mark is, where it may stand, what it may give.

Every other step of text asks here; a second list of punctuation anywhere is a bug. Rows carry their clauses:
clreq = Requirements for Chinese Text Layout (W3C, 2024-03-21), GB/T 15834-2011, UAX #14.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum, StrEnum

from compositor.model.settings import InkAt, Kinsoku, Region
from compositor.records import dataclass


class Kind(StrEnum):
    """The class of a character or unit, one letter each, so that copy becomes a string of classes."""

    HAN = "H"
    """Han, kana, bopomofo: an em box that takes a gap beside Latin letters and digits."""
    CELL = "G"
    """Hangul, symbols, emoji: a box that breaks on both sides and takes no gap."""
    WIDE_ALNUM = "F"
    """Full-width letters and digits."""
    OPENING = "o"
    CLOSING = "c"
    RIGHT_SINGLE = "r"
    """’ U+2019: a closing mark, or an apostrophe between Latin letters."""
    PAUSE = "p"
    STOP = "s"
    EXCLAMATION = "q"
    DOUBLE_MARK = "x"
    EM_DASH = "m"
    """One U+2014: half of a two-em dash, or a connector where it stands alone."""
    TWO_EM_DASH = "d"
    DOTS = "t"
    """One U+2026 or U+22EF: half of an ellipsis."""
    ELLIPSIS = "e"
    CONNECTOR = "n"
    SHORT_CONNECTOR = "h"
    INTERPUNCT = "i"
    WIDE_INTERPUNCT = "k"
    """・ U+30FB, which has an em of its own."""
    SOLIDUS = "l"
    WIDE_SOLIDUS = "w"
    PREFIX = "$"
    POSTFIX = "%"
    UNIT = "u"
    """Squared units such as ㎏: not parted from the number before them."""
    HAN_SPACE = "z"
    LETTER = "A"
    DIGIT = "D"
    BACKWARDS = "R"
    """Letters written from right to left."""
    LATIN_OPENING = "O"
    LATIN_CLOSING = "C"
    LATIN_PREFIX = "Y"
    LATIN_POSTFIX = "T"
    LATIN_POINT = "P"
    """Half-width marks that end a Latin phrase: Latin beside Han, gap and all."""
    LATIN_SIGN = "S"
    """Half-width signs that go for a word: & # @."""
    LATIN_QUOTE = "Q"
    LATIN_SYMBOL = "B"
    SPACE = "_"
    COMBINING = "v"
    JOINER = "j"
    FLAG = "g"
    ZERO_WIDTH = "Z"


class Reduction(StrEnum):
    """What may give width, in the order in which it gives (clreq #procedures_for_inter-character_spacing_reduction)."""

    WORD_SPACE = "word_space"
    INTERPUNCT = "interpunct"
    BRACKET = "bracket"
    COMMA = "comma"
    LATIN_GAP = "latin_gap"
    STOP = "stop"


# At level loose, the newspapers' set of jlreq (#characters_not_starting_a_line), stay: closing marks, stops, commas.
_EVER = frozenset({Kinsoku.LOOSE, Kinsoku.BASIC, Kinsoku.GB, Kinsoku.STRICT})
_BASIC = frozenset({Kinsoku.BASIC, Kinsoku.GB, Kinsoku.STRICT})
_GB = frozenset({Kinsoku.GB, Kinsoku.STRICT})
_STRICT = frozenset({Kinsoku.STRICT})
_NEVER: frozenset[Kinsoku] = frozenset()
_ALL = frozenset(Region)
_CN = frozenset({Region.CN})
_CENTRED = frozenset({Region.TW, Region.HK})


@dataclass(frozen=True, slots=True)
class MarkClass:
    """One row of the table.

    ``no_start`` and ``no_end`` are the levels at which such a mark may not begin or end a line. ``cell`` is
    its width in thousandths of an em (in ``half_in`` regions half as much). ``adjustable`` are the regions in
    which it may be set half as wide in horizontal lines, ``reduction`` the step at which it gives its white.
    """

    kind: Kind
    marks: str
    clause: str
    no_start: frozenset[Kinsoku] = _NEVER
    no_end: frozenset[Kinsoku] = _NEVER
    cell: int = 1000
    half_in: frozenset[Region] = frozenset()
    adjustable: frozenset[Region] = frozenset()
    reduction: Reduction | None = None


TABLE = (
    MarkClass(
        Kind.OPENING,
        "“‘「『（［｛〔【《〈〖",
        "GB/T 15834-2011 5.1.3; clreq #prohibition_rules_for_line_start_end",
        no_end=_EVER,
        adjustable=_ALL,
        reduction=Reduction.BRACKET,
    ),
    MarkClass(
        Kind.CLOSING,
        "”」』）］｝〕】》〉〗",
        "GB/T 15834-2011 5.1.3; clreq #prohibition_rules_for_line_start_end",
        no_start=_EVER,
        adjustable=_ALL,
        reduction=Reduction.BRACKET,
    ),
    MarkClass(
        Kind.RIGHT_SINGLE,
        "’",
        "GB/T 15834-2011 5.1.3; an apostrophe between Latin letters: UAX #29 WB6, WB7",
        no_start=_EVER,
        adjustable=_ALL,
        reduction=Reduction.BRACKET,
    ),
    MarkClass(
        Kind.PAUSE,
        "，、；：",
        "GB/T 15834-2011 5.1.1",
        no_start=_EVER,
        adjustable=_ALL,
        reduction=Reduction.COMMA,
    ),
    MarkClass(Kind.STOP, "。．", "GB/T 15834-2011 5.1.1", no_start=_EVER, adjustable=_ALL, reduction=Reduction.STOP),
    MarkClass(
        Kind.EXCLAMATION,
        "？！",
        "GB/T 15834-2011 5.1.2; clreq #punctuation_width_adjustment: fixed in TW and HK",
        no_start=_BASIC,
        adjustable=_CN,
        reduction=Reduction.STOP,
    ),
    MarkClass(Kind.DOUBLE_MARK, "‼⁇⁈⁉", "GB/T 15834-2011 5.1.2; clreq #prohibition_rules_for_line_start_end", _BASIC),
    MarkClass(
        Kind.TWO_EM_DASH,
        "⸺",
        "GB/T 15834-2011 5.1.4: two ems, never split; at a line's start only strict minds",
        no_start=_STRICT,
        cell=2000,
    ),
    MarkClass(Kind.EM_DASH, "—", "GB/T 15834-2011 5.1.4 (two of them), 5.1.6 (one, a connector)", no_start=_BASIC),
    MarkClass(
        Kind.DOTS,
        "…⋯",
        "GB/T 15834-2011 5.1.5: two ems, never split; at a line's start only strict minds",
        no_start=_STRICT,
    ),
    MarkClass(Kind.ELLIPSIS, "", "GB/T 15834-2011 5.1.5: two of the dots above", no_start=_STRICT, cell=2000),
    MarkClass(Kind.CONNECTOR, "～〜－―", "GB/T 15834-2011 5.1.6", no_start=_BASIC),
    MarkClass(
        Kind.SHORT_CONNECTOR,
        "-‐‑‒–",
        "GB/T 15834-2011 5.1.6: half an em beside Han; within Latin a Latin hyphen",
        no_start=_BASIC,
        cell=500,
    ),
    MarkClass(
        Kind.INTERPUNCT,
        "·‧",
        "GB/T 15834-2011 5.1.7; clreq #punctuation_width_adjustment: one em in TW and HK",
        no_start=_BASIC,
        half_in=_CN,
        adjustable=_CENTRED,
        reduction=Reduction.INTERPUNCT,
    ),
    MarkClass(
        Kind.WIDE_INTERPUNCT,
        "・",
        "GB/T 15834-2011 5.1.7; UAX #11: wide, so where copy has it, an em that may be reduced",
        no_start=_BASIC,
        adjustable=_ALL,
        reduction=Reduction.INTERPUNCT,
    ),
    MarkClass(
        Kind.SOLIDUS,
        "/",
        "GB/T 15834-2011 5.1.9: half an em beside Han; within Latin a Latin solidus",
        no_start=_EVER,
        no_end=_GB,
        cell=500,
    ),
    MarkClass(Kind.WIDE_SOLIDUS, "／", "GB/T 15834-2011 5.1.9; clreq: 1 em", _EVER, _GB, half_in=_CN),
    MarkClass(Kind.PREFIX, "￥＄￡№", "UAX #14 LB23a, LB25 PR; jlreq cl-12: not parted from its number", no_end=_EVER),
    MarkClass(
        Kind.POSTFIX, "％℃℉￠‰", "UAX #14 LB23a, LB25 PO; jlreq cl-13: not parted from its number", no_start=_BASIC
    ),
    MarkClass(Kind.HAN_SPACE, "\u3000", "CSS Text 4 text-spacing-trim: blanks beside U+3000 are trimmed"),
    MarkClass(Kind.LATIN_OPENING, "([{", "UAX #14 LB14 OP", no_end=_EVER),
    MarkClass(Kind.LATIN_CLOSING, ")]}", "UAX #14 LB13 CL, CP", no_start=_EVER),
    MarkClass(Kind.LATIN_PREFIX, "$£¥€", "UAX #14 LB23a, LB25 PR", no_end=_EVER),
    MarkClass(Kind.LATIN_POSTFIX, "%", "UAX #14 LB23a, LB25 PO", no_start=_BASIC),
    MarkClass(Kind.LATIN_POINT, ",.:;!?", "UAX #14 LB13, LB15d EX, IS", no_start=_EVER),
    MarkClass(Kind.LATIN_SIGN, "&#@", "CSS Text 4 text-autospace: in Chinese these count as letters"),
    MarkClass(Kind.LATIN_QUOTE, "\"'", "UAX #14 LB19 QU: not known which side it opens", _EVER, _EVER),
    MarkClass(Kind.LATIN_SYMBOL, "\u00a0\u2007\u202f°′″−", "UAX #14 LB12 GL, LB25: part of the run it stands in"),
    MarkClass(Kind.JOINER, "\u200d", "UAX #29 GB11: joins emoji into one cluster"),
    MarkClass(Kind.COMBINING, "\u200c", "UAX #29 GB9"),
)

QUOTES = {Region.CN: ("“”", "‘’"), Region.TW: ("「」", "『』"), Region.HK: ("「」", "『』")}
"""The quotes of each region, and those inside them (GB/T 15834-2011 4.8.3; clreq #quotation_marks)."""

HANGING = "、，。．"
"""Marks that may hang at a line's end in a style that lets them (clreq #hanging_punctuation_marks_at_line_end)."""

_UPRIGHT = "：；？！"
"""Marks that fill an em, upright, in vertical lines (GB/T 15834-2011 5.2; clreq #punctuation_width_adjustment)."""

ADDRESS_SEAMS = frozenset("/?&=#._-")
"""After these an address on the net may be parted (UAX #14 LB13, SY; Chicago Manual of Style 7.46)."""

BY_KIND = {row.kind: row for row in TABLE}
_BY_CHARACTER = {character: row.kind for row in TABLE for character in row.marks}
_DASHES = frozenset({Kind.TWO_EM_DASH, Kind.ELLIPSIS, Kind.DOTS, Kind.EM_DASH})
_FIXED_AROUND = frozenset({Kind.CONNECTOR, Kind.SHORT_CONNECTOR, Kind.SOLIDUS, Kind.WIDE_SOLIDUS, Kind.EM_DASH})
LATIN = frozenset(
    {
        Kind.LETTER,
        Kind.DIGIT,
        Kind.BACKWARDS,
        Kind.LATIN_OPENING,
        Kind.LATIN_CLOSING,
        Kind.LATIN_PREFIX,
        Kind.LATIN_POSTFIX,
        Kind.LATIN_POINT,
        Kind.LATIN_SIGN,
        Kind.LATIN_QUOTE,
        Kind.LATIN_SYMBOL,
    }
)
_GAPPED = frozenset({Kind.LETTER, Kind.DIGIT, Kind.BACKWARDS, Kind.LATIN_POINT, Kind.LATIN_SIGN})
_LAST_LATIN_BLOCK = 0x24F
_SQUARED_UNITS = range(0x3380, 0x33E0)
_FULLWIDTH_FORMS = range(0xFF01, 0xFF5F)
_IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)
"""Planes 2 and 3, Han whether Unicode has assigned them yet or not (UAX #11; UAX #14 ID)."""
_REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_JAMO_VOWELS = range(0x1160, 0x1200)


def kind_of(character: str) -> Kind:
    """Return the class of one character, taken by itself.

    The table speaks first; what it doesn't list is classed by its Unicode category and East Asian width
    (UAX #11), so that no character is without a class.
    """
    kind = _BY_CHARACTER.get(character)
    if kind is not None:
        return kind
    code = ord(character)
    for block, found in _BLOCKS:
        if code in block:
            return found
    category = unicodedata.category(character)
    if category[0] == "M":
        return Kind.COMBINING
    if category[0] in "ZC":
        return _blank_kind(character, category)
    if code > _LAST_LATIN_BLOCK and _stands_in_a_cell(character, category):
        return _cell_kind(code, character, category)
    if category[0] == "L" and unicodedata.bidirectional(character) in {"R", "AL"}:
        return Kind.BACKWARDS
    return _latin_kind(category)


_BLOCKS = (
    (_IDEOGRAPHIC_PLANES, Kind.HAN),
    (_SQUARED_UNITS, Kind.UNIT),
    (_REGIONAL_INDICATORS, Kind.FLAG),
    (_SKIN_TONES, Kind.COMBINING),
    (_TAGS, Kind.COMBINING),
    (_JAMO_VOWELS, Kind.COMBINING),
)


def _blank_kind(character: str, category: str) -> Kind:
    if category[0] == "Z" or character.isspace():
        return Kind.SPACE
    return Kind.CELL if category in {"Co", "Cn", "Cs"} else Kind.ZERO_WIDTH


def _stands_in_a_cell(character: str, category: str) -> bool:
    width = unicodedata.east_asian_width(character)
    return width in "WF" or category[0] == "S" or (width == "A" and category[0] != "L") or category == "No"


def _cell_kind(code: int, character: str, category: str) -> Kind:
    if category in {"Ps", "Pi"}:
        return Kind.OPENING
    if category in {"Pe", "Pf"}:
        return Kind.CLOSING
    if code in _FULLWIDTH_FORMS and character.isalnum():
        return Kind.WIDE_ALNUM
    if category[0] not in "LN" or unicodedata.name(character, "").startswith(("HANGUL", "CIRCLED", "PARENTHESIZED")):
        return Kind.CELL
    return Kind.HAN if unicodedata.east_asian_width(character) == "W" else Kind.CELL


def _latin_kind(category: str) -> Kind:
    if category[0] == "L":
        return Kind.LETTER
    if category[0] == "N":
        return Kind.DIGIT
    if category in {"Ps", "Pi"}:
        return Kind.LATIN_OPENING
    return Kind.LATIN_CLOSING if category in {"Pe", "Pf"} else Kind.LATIN_SYMBOL


KINDS = {kind.value: kind for kind in Kind}
"""Classes by their letter: ``Kind(letter)`` in an eighth of the time."""


def may_start_line(kind: Kind, level: Kinsoku) -> bool:
    """Tell whether a mark of this class may begin a line (clreq #prohibition_rules_for_line_start_end)."""
    row = BY_KIND.get(kind)
    return row is None or level not in row.no_start


def may_end_line(kind: Kind, level: Kinsoku) -> bool:
    """Tell whether a mark of this class may end a line (clreq #prohibition_rules_for_line_start_end)."""
    row = BY_KIND.get(kind)
    return row is None or level not in row.no_end


def ink_at(mark: str, kind: Kind, region: Region, *, vertical: bool = False) -> InkAt | None:
    """Return where in its em box a mark has its ink, None where no rule says.

    clreq #positioning_of_punctuation_marks; GB/T 15834-2011 5.1.1, 5.2.1. Stops stand in a corner in CN and in the
    middle in TW and HK; brackets and quotes hug what they hold everywhere.
    """
    if kind is Kind.OPENING:
        return InkAt.END
    if kind in {Kind.CLOSING, Kind.RIGHT_SINGLE}:
        return InkAt.START
    if kind in {Kind.INTERPUNCT, Kind.WIDE_INTERPUNCT}:
        return InkAt.MIDDLE
    if kind not in {Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION} or (vertical and mark in _UPRIGHT):
        return None
    if region is not Region.CN:
        return InkAt.MIDDLE
    return InkAt.START if mark in _UPRIGHT else InkAt.CORNER


def adjustable(mark: str, kind: Kind, region: Region, *, vertical: bool = False) -> bool:
    """Tell whether a mark may be set half as wide (clreq #punctuation_width_adjustment)."""
    return region in BY_KIND[kind].adjustable and not (vertical and mark in _UPRIGHT)


class Break(IntEnum):
    """What a boundary between two units is to the breaker."""

    ALLOWED = 0
    FORBIDDEN = 1
    """A line-edge prohibition: may be broken to rescue a line, and is reported then."""
    NEVER = 2
    """Inside a number, a word, or before a space: not even a rescue breaks it."""
    SOFT = 3
    """Between a number and its Chinese measure or 年, 月, 日: allowed, better avoided."""
    HYPHEN = 4
    """A hyphenation point of a Latin word: a hyphen is added."""
    SEAM = 5
    """A seam of a compound or an address: nothing is added."""
    EMERGENCY = 6
    """Inside a unit that is wider than the measure."""
    RELAXED = 7
    """Inside three marks together, where a style prefers a forbidden break to a loose line; is reported too."""
    NUMERAL = 8
    """What SOFT is, of a number in Han numerals, which are characters like others: 十一 and 月, 第 and 一."""


SHUT = frozenset({Break.NEVER, Break.FORBIDDEN, Break.RELAXED})
"""Boundaries at which a line may not end unless there is no other way, or none that is as even."""


def may_break(before: Kind, after: Kind, level: Kinsoku) -> Break:
    """Return what the boundary between two neighbouring units is.

    ``before`` is the class at which the first unit ends and ``after`` that with which the second begins; the
    pair is that of the logical text, whatever styles it crosses (clreq #prohibition_rules_for_line_start_end;
    UAX #14 LB7, LB13, LB14, LB23, LB25).
    """
    if after is Kind.SPACE or _inseparable(before, after):
        return Break.NEVER
    if level is not Kinsoku.NONE and before in _DASHES and after in _DASHES and _dashes_hold(before, after):
        return Break.FORBIDDEN
    if not may_start_line(after, level) or not may_end_line(before, level):
        return Break.FORBIDDEN
    if before is Kind.DIGIT and after is Kind.HAN:
        return Break.SOFT
    return Break.ALLOWED


def _inseparable(before: Kind, after: Kind) -> bool:
    """Tell of pairs that are one unit of sense: words, numbers with prefix and postfix (UAX #14 LB23, LB25)."""
    if before in LATIN and after in LATIN:
        return True
    if before is Kind.WIDE_ALNUM and after in {Kind.WIDE_ALNUM, Kind.POSTFIX, Kind.UNIT}:
        return True
    if after in {Kind.POSTFIX, Kind.UNIT}:
        return before in LATIN
    return before is Kind.PREFIX and after in {*LATIN, Kind.WIDE_ALNUM}


def _dashes_hold(before: Kind, after: Kind) -> bool:
    """Tell whether two dashes or ellipses keep together: all but …… followed by —— do (ctex-kit #945)."""
    return not (before in {Kind.ELLIPSIS, Kind.DOTS} and after in {Kind.TWO_EM_DASH, Kind.EM_DASH})


def takes_gap(before: Kind, after: Kind) -> bool:
    """Tell whether a gap stands between two units: between Han and Latin, beside no Chinese mark.

    clreq #mixed_text_composition_in_horizontal_writing_mode; in Chinese half-width points and signs such as &
    are Latin too, brackets, quotes and hyphens are not (CSS Text 4 text-autospace). The % is set like ％ and ℃,
    without.
    """
    return (before is Kind.HAN and after in _GAPPED) or (before in _GAPPED and after is Kind.HAN)


def may_stretch(before: Kind, after: Kind, level: Kinsoku) -> bool:
    """Tell whether the last step of expansion may open this boundary.

    Not inside unbreakable units, not around connectors and solidi
    (clreq #procedures_for_inter-character_spacing_expansion).
    """
    if before in _DASHES and after in _DASHES:
        return False
    if before in _FIXED_AROUND or after in _FIXED_AROUND:
        return False
    return may_break(before, after, level) is not Break.NEVER


def trims(before: Kind, after: Kind, region: Region) -> tuple[bool, bool]:
    """Tell of two neighbouring marks whether the first loses its white, and whether the second does.

    The white is taken where it parts a bracket from what it holds or two marks from each other, half an em
    altogether (clreq #reduction_of_consecutive_punctuation_marks; CSS Text 4 text-spacing-trim). In TW and HK
    a centred stop keeps its own white before a closing bracket. Half-width brackets have none to give, but their
    neighbours have.
    """
    first, second = _AS_BRACKET.get(before), _AS_BRACKET.get(after)
    if first is None or second is None or before is Kind.LATIN_CLOSING:
        return False, False
    if second == "(":
        return False, True
    centred = region is not Region.CN
    if first == ")" or (first == "," and not centred):
        return second in {")", ",", "."}, False
    return False, False


_AS_BRACKET = {
    Kind.LATIN_OPENING: "(",
    Kind.LATIN_CLOSING: ")",
    Kind.OPENING: "(",
    Kind.CLOSING: ")",
    Kind.RIGHT_SINGLE: ")",
    Kind.PAUSE: ",",
    Kind.STOP: ",",
    Kind.EXCLAMATION: ",",
    Kind.INTERPUNCT: ".",
    Kind.WIDE_INTERPUNCT: ".",
    Kind.HAN_SPACE: ".",
}
