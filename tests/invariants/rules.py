"""The invariants of any output, whatever engine set it, as functions of a printed line: what breaks each of them.

They know nothing of the product's own tables: lists of marks and widths of pairs come from the conformance data
(clreq and GB/T 15834-2011 as data). Each returns a word for what is wrong, or nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from compositor.model.settings import Direction
from tests.invariants.printed import Printed, Sort

NEAR = 0.02
"""Points by which two places may differ and be the same."""
LOOSE = 0.125
"""The widest white between Han, in ems, that needs no finding (clreq #line_adjustment; an eighth of an em)."""
_LATIN = re.compile("[A-Za-z0-9]")
_STOPS = frozenset("，。、；：？！”’」』）》】〉〗〕］｝．")
_IN_CELL = frozenset("-–·‧/")
"""Marks narrower than the half em (the em, in TW and HK) in whose middle they stand."""
_FIXED_DOWN = frozenset("：；？！")
"""Marks that keep their em in vertical lines (clreq #punctuation_width_adjustment)."""
_OPENERS = frozenset("“‘「『（《【〈〖〔［｛")


@dataclass(frozen=True)
class Law:
    """What the data say for one region: marks that begin or end no line, and the width of pairs, in ems."""

    region: str
    no_start: frozenset[str]
    no_end: frozenset[str]
    pairs: Mapping[str, float]
    edge: float
    """The place at which justified lines end, in points."""


Rule = Callable[[Printed, Law], str]


@cache
def _data(cases: Path) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], float]]:
    folder = cases / "cases" / "03-clreq-jlreq"
    levels = json.loads((folder / "clreq_kinsoku_lists.json").read_text(encoding="utf-8"))["levels"]
    rows = (folder / "clreq_adjacent_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = {(row["region"], row["text"]): float(row["width_em_expected"]) for row in map(json.loads, rows)}
    return levels, pairs


def law(cases: Path, region: str, edge: float) -> Law:
    """Return the law of a region at level GB."""
    levels, pairs = _data(cases)
    own = {text: width for (where, text), width in pairs.items() if where == region}
    found = levels["gb"]
    return Law(region, frozenset(found["no_line_start"]), frozenset(found["no_line_end"]), own, edge)


def is_han(text: str) -> bool:
    """Tell whether a sort is one Han character."""
    return len(text) == 1 and unicodedata.category(text) == "Lo" and unicodedata.east_asian_width(text) == "W"


def line_start(line: Printed, law: Law) -> str:
    """I01: no line starts with a mark of the level's list; a pair —— may, and marks inside Latin are Latin."""
    words = line.words
    if line.begun_by_rescue or not words or words[0] not in law.no_start or line.start == 0:
        return ""
    before = line.text[line.start - 1]
    inside_latin = before.isascii() and words[:2].isascii() and not before.isspace()
    return "" if words.startswith("——") or inside_latin else f"starts with {words[0]}"


def line_end(line: Printed, law: Law) -> str:
    """I02: no line ends with a mark of the level's list; a solidus inside an address may."""
    words = line.words
    if line.set.rescued or line.last or not words or words[-1] not in law.no_end:
        return ""
    return "" if words[-1] == "/" and words[-2:].isascii() else f"ends with {words[-1]}"


def dashes(line: Printed, law: Law) -> str:
    """I03: —— and …… are never split over two lines and have no space between their halves."""
    del law
    text, end = line.text, line.end
    if not line.last and text[end - 1] in "—…⋯" and text[end] == text[end - 1] and _odd_run(text, end):
        return f"splits {text[end - 1] * 2}"
    for one, other in pairwise(line.sorts):
        if one.text == other.text and one.text in "—…⋯" and other.at - one.end > NEAR:
            return f"opens {one.text * 2}"
    return ""


def _odd_run(text: str, end: int) -> bool:
    """Tell whether an odd number of equal marks stands just before ``end``."""
    at = end
    while at and text[at - 1] == text[end - 1]:
        at -= 1
    return bool((end - at) % 2)


def measure(line: Printed, law: Law) -> str:
    """I05: every line but a paragraph's last is exactly the measure, and none is wider."""
    over = line.sorts[-1].end - law.edge
    white = (0.25 if law.region == "CN" else 0.5) if line.sorts[-1].text in _IN_CELL else 0.0
    if over > white * line.sorts[-1].size + NEAR:
        return f"is {over:.3f} pt too wide"
    if line.set.justified and not line.last and -over > white * line.sorts[-1].size + NEAR:
        return f"is {-over:.3f} pt short"
    if (
        not line.set.justified
        and not line.last
        and len(line.sorts) > 1
        and any(is_han(s.text) for s in line.sorts[:-1])
    ):
        return "isn't justified"
    return ""


def line_end_width(line: Printed, law: Law) -> str:
    """I06: in the mainland a full-width stop or closing mark at a justified line's end is half an em wide."""
    last = line.sorts[-1]
    if law.region != "CN" or line.last or last.text not in _STOPS:
        return ""
    if line.direction is Direction.VERTICAL and last.text in _FIXED_DOWN:
        return ""
    width = (last.end - last.at) / last.size
    return "" if abs(width - 0.5) < 0.01 else f"{last.text} is {width:.2f} em wide at the line's end"


def pair_width(line: Printed, law: Law) -> str:
    """I07: two neighbouring marks have the width of the data, in solid lines, where nothing else moves them."""
    if not line.last:
        return ""
    for index, (one, other) in enumerate(pairwise(line.sorts)):
        wanted = law.pairs.get(one.text + other.text)
        if wanted is None or index + 2 >= len(line.sorts) or index == 0:
            continue
        after = line.sorts[index + 2]
        before = line.sorts[index - 1]
        four = (before, one, other, after)
        alone = is_han(before.text) and is_han(after.text) and all(a.stop == b.start for a, b in pairwise(four))
        width = (after.at - one.at) / one.size
        if alone and width > (2.0 if wanted == 1.75 else wanted) + 0.01:  # a quarter of a centred mark: either will do
            return f"{one.text}{other.text} is {width:.2f} em wide, not {wanted}"
    return ""


def latin_gap(line: Printed, law: Law) -> str:
    """I08: a gap of at least 1/8 em stands between Han and Latin inside a line, at most 1/2 em beside what all take."""
    del law
    widest = _han_gaps(line)
    common = min(widest) if widest else 0.0
    for one, other in pairwise(line.sorts):
        mixed = (is_han(one.text) and _LATIN.match(other.text)) or (_LATIN.match(one.text[-1]) and is_han(other.text))
        if not mixed or _upright(line, one if is_han(other.text) else other):
            continue
        gap = (other.at - one.end) / max(one.size, other.size)
        if gap < 0.125 - 0.01 or (widest and gap > 0.5 + common + 0.01):
            return f"{one.text}{other.text} stand {gap:.2f} em apart"
    return ""


def _upright(line: Printed, latin: Sort) -> bool:
    """Tell of Latin that stands upright in an em of its own, as in vertical lines: no gap is due beside it."""
    return line.direction is Direction.VERTICAL and not latin.turned


def _han_gaps(line: Printed) -> list[float]:
    """Return the white between neighbouring Han, in ems."""
    return [
        (other.at - one.end) / one.size
        for one, other in pairwise(line.sorts)
        if is_han(one.text) and is_han(other.text) and one.stop == other.start and abs(one.size - other.size) < NEAR
    ]


def whole_words(line: Printed, law: Law) -> str:
    """I09: words and numbers with their signs are not split, but at a hyphen or where one alone exceeds the measure."""
    if line.last or line.hyphenated or line.set.rescued:
        return ""
    around = line.text[max(0, line.end - 40) : line.end + 40]
    at = min(40, line.end)
    before, after = line.text[line.end - 1], line.text[line.end]
    if re.match("[0-9]", before) and re.match("[0-9%％‰℃°]|[.,][0-9]", line.text[line.end :]):
        return f"splits a number: {around[at - 6 : at]}|{around[at : at + 6]}"
    if re.match("[A-Za-z]", before) and re.match("[A-Za-z]", after) and not _address(line.text, line.end):
        return f"splits a word: {around[at - 6 : at]}|{around[at : at + 6]}"
    return f"parts {before}|{after}" if before in "￥＄￡№$£¥€" and after.isdigit() else ""


def _address(text: str, end: int) -> bool:
    start = max(text.rfind(" ", 0, end), 0)
    return bool(re.search(r"://|www\.|@", text[start : end + 60]))


def lone_character(line: Printed, law: Law) -> str:
    """I10: a paragraph's last line has two characters besides marks (孤字)."""
    del law
    if not line.last or line.start == 0:
        return ""
    characters = [letter for letter in line.text[line.start :] if unicodedata.category(letter)[0] in "LN"]
    return f"ends on {line.words}" if len(characters) < 2 else ""


def even(line: Printed, law: Law) -> str:
    """I12: the gaps between Han of a line are equal."""
    del law
    gaps = _han_gaps(line)
    if not gaps or line.last:
        return ""
    spread = max(gaps) - min(gaps)
    return f"gaps differ by {spread:.3f} em" if spread * line.sorts[0].size > NEAR else ""


def loose(line: Printed, law: Law) -> str:
    """I12: a gap over 1/8 em is wider than the paper allows without a finding."""
    del law
    gaps = _han_gaps(line)
    return f"gap of {min(gaps):.3f} em" if gaps and min(gaps) > LOOSE + 0.002 else ""


def opening_at_start(line: Printed, law: Law) -> str:
    """I13: an opening mark at a line's start is half an em wide in every line alike, but in an indented one."""
    first = line.sorts[0]
    if line.set.indent or line.start == 0 or first.text not in _OPENERS or len(line.sorts) < 2:
        return ""
    opened = min(_han_gaps(line), default=0.0)
    width = (line.sorts[1].at - first.at) / first.size - opened
    single = is_han(line.sorts[1].text) and line.sorts[1].start == first.stop
    return f"{first.text} takes {width:.2f} em at the line's start" if single and abs(width - 0.5) > 0.01 else ""


def clusters(line: Printed, law: Law) -> str:
    """I14: no mark, selector or joiner is parted from its base."""
    del law
    first = line.text[line.start]
    parted = unicodedata.category(first)[0] == "M" or first == "\u200d" or 0x1F3FB <= ord(first) <= 0x1F3FF
    return f"starts with U+{ord(first):04X}" if line.start and parted else ""


def double_marks(line: Printed, law: Law) -> str:
    """I16: ？！ take one em in all, in solid lines (GB/T 15834-2011 5.1.2)."""
    if law.region != "CN" or not line.last:
        return ""
    marks = "？！"
    if line.direction is Direction.VERTICAL:  # there they keep their em
        return ""
    for (one, other), after in zip(pairwise(line.sorts), line.sorts[2:], strict=False):
        if one.text in marks and other.text in marks and after.text not in marks:
            width = (after.at - one.at) / one.size
            if width > 1.01:
                return f"{one.text}{other.text} take {width:.2f} em"
    return ""


MUST: Mapping[str, Rule] = {
    "I01": line_start,
    "I02": line_end,
    "I03": dashes,
    "I05": measure,
    "I06": line_end_width,
    "I07": pair_width,
    "I08": latin_gap,
    "I09": whole_words,
    "I12": even,
    "I13": opening_at_start,
    "I14": clusters,
    "I16": double_marks,
}
"""Rules that no line may break; I04, I15 and I17 are of whole galleys."""

COUNTED: Mapping[str, Rule] = {"I10": lone_character, "I12 (over 1/8 em)": loose}
"""What is counted, and has to be reported where it happens."""
