"""Which characters the vendored faces hold.

Sets are made from the character sets that Python's own codecs know (GB 2312, GBK, Big5, Big5-HKSCS) and from
Unihan (UAX #38): the field kTGH is 通用規範漢字表 (2013), kSimplifiedVariant and kTraditionalVariant give
the other script's form of a character. Only code points are computed here; a face keeps those of them that
its source has.
"""

import bz2
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Unassigned, surrogate, private-use and control characters never belong in a newspaper face; the codecs give
# a few (Big5-HKSCS's private area, C0 controls).
LEFT_OUT = frozenset({"Cc", "Cn", "Co", "Cs"})

# Symbols a page may need beside its Han, as inclusive ranges of code points. A face takes what its source has.
SYMBOLS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A: names from Europe, pinyin
    (0x01CD, 0x01DC),  # pinyin with the third tone
    (0x01F8, 0x01F9),  # pinyin ǹ
    (0x0251, 0x0251),  # pinyin ɑ
    (0x0261, 0x0261),  # pinyin ɡ
    (0x02C6, 0x02DD),  # spacing tone marks
    (0x02EA, 0x02EB),  # bopomofo tone marks
    (0x0300, 0x030C),  # combining accents
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x1E3E, 0x1E3F),  # pinyin ḿ
    (0x1EBC, 0x1EC1),  # pinyin ế ề
    (0x2002, 0x2003),  # en and em space
    (0x2010, 0x205F),  # dashes, quotes, ellipses, dagger, per mille, reference mark
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # letterlike, fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # enclosed numbers and letters
    (0x2500, 0x26FF),  # boxes, blocks, geometric shapes, weather, stars
    (0x2700, 0x27BF),  # dingbats, negative circled numbers
    (0x2B00, 0x2BFF),  # more arrows and stars
    (0x2E3A, 0x2E3B),  # two- and three-em dash
    (0x3000, 0x312F),  # CJK punctuation with 〓, kana, bopomofo
    (0x31A0, 0x31EF),  # bopomofo extended, strokes
    (0x31F0, 0x33FF),  # kana extended, enclosed CJK, squared words
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6F),  # CJK compatibility forms, small forms
    (0xFF01, 0xFF65),  # full-width forms, half-width CJK punctuation
    (0xFFE0, 0xFFE6),  # full-width currency and signs
    (0x1F100, 0x1F1E5),  # enclosed letters (no flags)
    (0x1F200, 0x1F265),  # enclosed Han
)

# Han of names that no set above has: 𠮷 (of 𠮷野家).
NAMES = frozenset({0x20BB7})

# What the Latin companions hold: letters, figures and the marks that stand inside a Latin word or number.
LATIN: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x0192, 0x0192),
    (0x01CD, 0x01DC),
    (0x01F8, 0x01F9),
    (0x0218, 0x021B),
    (0x0251, 0x0251),
    (0x0261, 0x0261),
    (0x02C6, 0x02DD),
    (0x0300, 0x0304),
    (0x0306, 0x030C),
    (0x0327, 0x0328),
    (0x0384, 0x03CE),
    (0x0400, 0x045F),
    (0x0490, 0x0491),
    (0x1E3E, 0x1E3F),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x2002, 0x200A),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x203C, 0x203D),
    (0x2044, 0x2044),
    (0x2047, 0x2049),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2103, 0x2103),
    (0x2109, 0x2109),
    (0x2113, 0x2113),
    (0x2116, 0x2117),
    (0x2120, 0x2122),
    (0x212E, 0x212E),
    (0x2150, 0x215E),
    (0x2212, 0x2212),
    (0xFB00, 0xFB04),
)


@dataclass(frozen=True, slots=True)
class Charsets:
    """The three sets of code points that faces are cut down to."""

    text: frozenset[int]
    head: frozenset[int]
    latin: frozenset[int]


def in_ranges(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the assigned code points of inclusive ranges."""
    return frozenset(
        code
        for first, last in ranges
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) not in LEFT_OUT
    )


def in_codec(codec: str) -> frozenset[int]:
    """Return the code points that the two-byte codes of an East Asian codec stand for.

    A code may stand for two code points (Big5-HKSCS 0x8862, Ê̄); both are taken.
    """
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(map(ord, text))
    return frozenset(code for code in found if code > 0x7F and unicodedata.category(chr(code)) not in LEFT_OUT)


def unihan_field(path: Path, field: str) -> dict[int, tuple[int, ...]]:
    """Read one field of a Unihan file (packed by bzip2): code point → the code points in its value (UAX #38).

    Values that name no code point (kTGH) give an empty tuple.
    """
    rows: dict[int, tuple[int, ...]] = {}
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 3 and cells[1] == field:
                values = re.findall(r"U\+([0-9A-F]{4,6})", cells[2])
                rows[int(cells[0][2:], 16)] = tuple(int(value, 16) for value in values)
    return rows


def with_variants(codes: frozenset[int], variants: Path) -> frozenset[int]:
    """Add the simplified and traditional forms of every character, so that converted copy is covered too."""
    added: set[int] = set()
    for field in ("kSimplifiedVariant", "kTraditionalVariant"):
        forms = unihan_field(variants, field)
        added.update(form for code in codes for form in forms.get(code, ()))
    return codes | added


def charsets(*, mappings: Path, variants: Path) -> Charsets:
    """Make the three sets.

    `mappings` and `variants` are Unihan_OtherMappings and Unihan_Variants, packed by bzip2.

    Heads take GB 2312, Big5, 通用規範漢字表, HKSCS and the variants of all of these; text faces GBK as well.
    """
    tgh = frozenset(unihan_field(mappings, "kTGH"))
    base = in_codec("gb2312") | in_codec("big5") | in_codec("big5hkscs") | tgh
    beside = in_ranges(SYMBOLS) | NAMES
    return Charsets(
        text=with_variants(base | in_codec("gbk"), variants) | beside,
        head=with_variants(base, variants) | beside,
        latin=in_ranges(LATIN),
    )
