"""From words to joints: how firmly neighbouring words hold together in a head.

No standard says where the sense of a head parts; what is graded here is the habit of desks: a function word
stands with what it governs (在北京, 和老党员), a particle with what it follows (的, 了), an adverb with its verb, a
measure with its number, a modifier with its noun; subject and predicate, and what a preposition begins, part
well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from compositor.intake.phrases.words import Word
from compositor.model.phrases import INSIDE_WORD

_INSIDE = {"R": 255, "m": 255, "t": 245, "X": 255, "S": 245, "T": 225, "q": 250, "i": 215, "l": 212}
_FIRM = INSIDE_WORD - 1
_SEAM = 150
_MARK = INSIDE_WORD + 30

# Classes of the dictionary, and the few that grades tell apart.
_AS = {"j": "n", "s": "n", "g": "n", "o": "n", "b": "a", "z": "a", "l": "i", "x": "u", "X": "n", "?": "n"}
_NOUNS = frozenset("nNRST")

_ROWS = (
    ("*", "u", 185), ("*", "k", 185), ("h", "*", 185), ("*", "y", 170),
    ("m", "q", 245), ("m", "m", 245), ("q", "q", 200),
    ("t", "f", 190), ("*", "f", 150), ("f", "*", 25),
    ("p", "*", 130), ("*", "p", 15),
    ("c", "*", 130), ("*", "c", 20),
    ("u", "*", 45),
    ("d", "m", 150), ("v", "m", 60), ("*", "m", 30),
    ("q", "n", 110), ("q", "a", 100), ("q", "m", 120), ("q", "*", 25),
    ("m", "n", 130), ("m", "a", 100), ("m", "*", 60),
    ("t", "t", 100), ("t", "n", 55), ("t", "*", 20), ("*", "t", 25),
    ("d", "d", 100), ("d", "*", 95), ("*", "d", 20),
    ("r", "n", 110), ("r", "*", 60), ("*", "r", 30),
    ("a", "n", 110), ("a", "*", 60), ("n", "a", 25), ("*", "a", 60),
    ("v", "i", 45), ("i", "*", 40), ("*", "i", 30),
    ("v", "n", 60), ("v", "v", 55), ("N", "n", 90), ("n", "N", 80), ("n", "v", 15),
    ("R", "n", 110), ("n", "R", 60), ("S", "n", 70), ("T", "n", 60), ("n", "n", 90),
    ("*", "*", 60),
)  # fmt: skip


_TAILS = frozenset("至到予于向成入为给出起掉完住走开过好上下去来回得满")
"""After a verb these are part of it: 縮短至, 送到, 開放予."""

_LAST_OF_COMPOUNDS = frozenset(
    (
        "会议 大会 工作 集团 公司 机构 中心 计划 项目 工程 行动 活动 草案 方案 条例 体系 系统 平台 问题 情况 建设 发展 "
        "服务 主任 主席 书记 部长 局长 市长 团伙 比率 规划 制度 措施 政策 产业 基地 园区 部门 委员会 管理局"
    ).split()
)
"""Nouns that close a compound more often than they begin a phrase."""


def joints_of(text: str, words: Sequence[Word]) -> bytes:
    """Return how firmly a folded ``text`` holds together at each of its offsets, from its words."""
    out = bytearray(len(text) + 1)
    for word in words:
        inside = max(INSIDE_WORD + 8, _INSIDE.get(word.kind, 0))
        for offset in range(word.start + 1, word.end):
            out[offset] = _SEAM if offset in word.seams else inside
        if word.kind == "R":
            _part_at_dots(text, word, out)
    for before, after in pairwise(words):
        out[after.start] = _between(text, before, after)
    _hold_quotations(text, out)
    return bytes(out)


def _part_at_dots(text: str, word: Word, out: bytearray) -> None:
    """Let a foreign name part after its dot, if it must part at all."""
    for offset in range(word.start + 1, word.end):
        if unicodedata.category(text[offset - 1])[0] == "P":
            out[offset] = INSIDE_WORD + 5


def _between(text: str, before: Word, after: Word) -> int:
    if "_" in {before.kind, after.kind}:
        return 0
    if "w" in {before.kind, after.kind}:
        return _beside_mark(text, before, after)
    first, second = _class(before), _class(after)
    held = _row(first, second)
    if first == "v" and text[after.start : after.end] in _TAILS:
        return 150
    if first in _NOUNS and text[after.start : after.end] in _LAST_OF_COMPOUNDS:
        held = max(held, 120)
    if before.single or after.single:
        held = max(held, _beside_single(before, after, first, second))
    return held


def _class(word: Word) -> str:
    return _AS.get(word.kind, word.kind)


def _row(first: str, second: str) -> int:
    wide = "n" if first in _NOUNS else first, "n" if second in _NOUNS else second
    for before, after, held in _ROWS:
        if before in {"*", first, wide[0]} and after in {"*", second, wide[1]}:
            return held
    return 60


def _beside_single(before: Word, after: Word, first: str, second: str) -> int:
    """Return how firmly a single character holds on: it is more often a part of a word than a word."""
    content = frozenset("nvaN")
    if before.single and after.single and first in content and second in content:
        return 185
    if after.single and second in {"n", "N", "a"}:
        return 100 if first == "v" else 150
    if after.single and second == "v" and first == "v":
        return 80
    if before.single and first in {"n", "N", "a"} and second != "v":
        return 150
    return {"v": 120, "d": 140, "p": 160}.get(first, 0) if before.single else 0


def _beside_mark(text: str, before: Word, after: Word) -> int:
    """Grade a joint beside a mark: what a mark closes parts well, what it opens begins well (by property)."""
    opens = unicodedata.category(text[after.start]) in {"Ps", "Pi"}
    if after.kind == "w" and not opens:
        return _MARK
    if before.kind == "w":
        return _after_mark(text, before, after, unicodedata.category(text[before.start]))
    return 130 if before.kind in "pcd" else 10


def _after_mark(text: str, before: Word, after: Word, category: str) -> int:
    if category in {"Ps", "Pi"}:
        return _MARK
    if category in {"Pe", "Pf"}:
        return 185 if after.kind in "ukfy" else 55 if _class(after) in _NOUNS else 20
    if category == "Po":
        return 0 if unicodedata.east_asian_width(text[before.start]) in "WF" else 10
    paired = category == "Pd" and before.start > 0 and text[before.start - 1] == text[before.start]
    return 0 if paired else 180


def _hold_quotations(text: str, out: bytearray) -> None:
    """Hold what stands in quotes and brackets together: the more firmly the shorter it is."""
    opened: list[int] = []
    for offset, character in enumerate(text):
        category = unicodedata.category(character)
        if category in {"Ps", "Pi"}:
            opened.append(offset)
        elif category in {"Pe", "Pf"} and opened:
            start = opened.pop()
            more = 90 if offset - start <= 8 else 50
            for inside in range(start + 1, offset + 1):
                if out[inside] < INSIDE_WORD:
                    out[inside] = min(_FIRM, out[inside] + more)
