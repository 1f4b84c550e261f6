"""The table of character classes: rows, prohibitions, pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compositor.model.settings import Kinsoku, Region
from compositor.text.casting import items_of
from compositor.text.letters import classes
from compositor.text.marks import TABLE, Break, Kind, kind_of, may_break, may_end_line, may_start_line, trims
from tests.testface import EM, type_case
from tests.text.composing import matter


def legal(text: str, level: Kinsoku) -> list[int]:
    """Return the offsets in ``text`` at which a line may end."""
    items = items_of(matter(text, kinsoku=level, hyphenate=False), type_case(), 1 << 60)
    open_ = {Break.ALLOWED, Break.SOFT, Break.SEAM}
    return [items.glyphs.at[items.units.first[at]] for at in range(1, items.count) if items.breaks[at] in open_]


def test_every_row_names_its_clause_and_no_mark_stands_in_two_rows() -> None:
    marks = "".join(row.marks for row in TABLE)
    assert all(row.clause for row in TABLE)
    assert len(marks) == len(set(marks))
    assert all(kind_of(mark) is row.kind for row in TABLE for mark in row.marks)


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("字", Kind.HAN),
        ("〇", Kind.HAN),
        ("々", Kind.HAN),
        ("の", Kind.HAN),
        ("ㄅ", Kind.HAN),
        ("𠮷", Kind.HAN),
        ("한", Kind.CELL),
        ("①", Kind.CELL),
        ("★", Kind.CELL),
        ("\ue000", Kind.CELL),
        ("😀", Kind.CELL),
        ("Ａ", Kind.WIDE_ALNUM),
        ("é", Kind.LETTER),
        ("Я", Kind.LETTER),
        ("7", Kind.DIGIT),
        ("«", Kind.LATIN_OPENING),
        ("﹁", Kind.OPENING),
        ("︶", Kind.CLOSING),
        ("\u0301", Kind.COMBINING),
        ("\ufe0f", Kind.COMBINING),
        ("\U000e0100", Kind.COMBINING),
        ("\u200b", Kind.ZERO_WIDTH),
        ("\t", Kind.SPACE),
    ],
)
def test_characters_that_the_table_does_not_list_are_classed_by_unicode(character: str, kind: Kind) -> None:
    assert kind_of(character) is kind
    assert classes(character) == kind.value


@pytest.mark.parametrize("mark", "。，、；：？！”’」』）］｝〕】》〉〗·・‧～－")
def test_gb_marks_may_not_begin_a_line(mark: str) -> None:
    kind = kind_of(mark)
    assert not may_start_line(kind, Kinsoku.GB)
    assert not may_start_line(kind, Kinsoku.BASIC)
    assert may_start_line(kind, Kinsoku.NONE)
    assert legal(f"文{mark}字", Kinsoku.GB) == [2]


@pytest.mark.parametrize("mark", "“‘「『（［｛〔【《〈〖")
def test_gb_opening_marks_may_not_end_a_line(mark: str) -> None:
    assert not may_end_line(kind_of(mark), Kinsoku.GB)
    assert legal(f"文{mark}字", Kinsoku.GB) == [1]
    assert legal(f"文{mark}字", Kinsoku.NONE) == [1, 2]


def test_the_solidus_neither_begins_nor_ends_a_line_at_gb() -> None:
    assert legal("男/女", Kinsoku.GB) == []
    assert legal("男/女", Kinsoku.BASIC) == [2]


def test_only_strict_forbids_dashes_and_ellipses_at_a_line_start() -> None:
    assert legal("字——字", Kinsoku.GB) == [1, 3]
    assert legal("字——字", Kinsoku.STRICT) == [3]
    assert legal("字……字", Kinsoku.GB) == [1, 3]
    assert legal("字……字", Kinsoku.STRICT) == [3]


@pytest.mark.parametrize(
    ("pair", "allowed"),
    [
        ("——：", False),
        ("（——", False),
        ("——”", False),
        ("——）", False),
        ("——，", False),
        ("——……", False),
        ("，——", True),
        ("……——", True),
        ("字——", True),
        ("——字", True),
    ],
)
def test_pair_matrix_of_dashes(pair: str, allowed: bool) -> None:
    inner = len(pair) - 2 if pair.endswith(("——", "……")) else 2
    assert (inner in legal(pair, Kinsoku.GB)) is allowed


def test_quotes_beside_han_break_outside_and_hold_inside() -> None:
    assert legal("說“好”的", Kinsoku.GB) == [1, 4]


def test_numbers_keep_their_points_prefixes_and_postfixes() -> None:
    for run in ("161.52", "1,234", "12.05%", "¥3", "￥1,234", "15℃", "７５％", "№2", "-3.2"):
        assert legal(f"為{run}的", Kinsoku.GB) == [1, 1 + len(run)]


def test_connectors_and_solidi_beside_latin_obey_too_and_a_minus_is_none() -> None:
    assert legal("中-A", Kinsoku.GB) == []
    assert legal("中/A", Kinsoku.GB) == []
    assert legal("降-3度", Kinsoku.GB) == [1, 3]


def test_a_number_and_its_measure_are_better_kept_together() -> None:
    assert may_break(Kind.DIGIT, Kind.HAN, Kinsoku.GB) is Break.SOFT
    assert may_break(Kind.HAN, Kind.DIGIT, Kinsoku.GB) is Break.ALLOWED


def test_clusters_are_one_unit() -> None:
    for cluster in ("葛\U000e0100", "é", "👨\u200d👩\u200d👧", "🇨🇳", "👍🏽", "❤\ufe0f\u200d🔥"):
        assert legal(f"字{cluster}字", Kinsoku.GB) == [1, 1 + len(cluster)]


def test_centred_stops_keep_their_white_before_a_closing_bracket() -> None:
    assert trims(Kind.STOP, Kind.CLOSING, Region.CN) == (True, False)
    assert trims(Kind.STOP, Kind.CLOSING, Region.TW) == (False, False)
    assert trims(Kind.CLOSING, Kind.STOP, Region.HK) == (True, False)


def rows(cases: Path, name: str) -> list[dict[str, Any]]:
    path = cases / "cases" / "03-clreq-jlreq" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_conformance_line_edges_of_clreq(cases: Path) -> None:
    wrong = []
    for row in rows(cases, "clreq_line_edge.jsonl"):
        level = Kinsoku(row["level"])
        starts = 6 in legal(row["probe_start"], level)
        ends = 5 + len(row["mark"]) in legal(row["probe_end"], level)
        if (starts, ends) != (row["may_start_line"], row["may_end_line"]):
            wrong.append(row["id"])
    assert wrong == []


def test_conformance_adjacent_pairs_of_clreq_in_the_mainland(cases: Path) -> None:
    wrong = []
    for row in rows(cases, "clreq_adjacent_pairs.jsonl"):
        if row["region"] != "CN":
            continue
        items = items_of(matter(row["probe"], latin_gap=0), type_case(), 1 << 60)
        if sum(items.units.widths[1:3]) != row["width_em_expected"] * EM:
            wrong.append(row["id"])
    assert wrong == []


@pytest.mark.parametrize("code", [0x20000, 0x2A6DF, 0x2A700, 0x2EBF0, 0x2F800, 0x31350, 0x323B0, 0x33479, 0x3FFFD])
def test_all_of_planes_two_and_three_is_han_whatever_unicode_python_knows(code: int) -> None:
    assert kind_of(chr(code)) is Kind.HAN
    assert kind_of("\ue001") is Kind.CELL


def test_copy_as_a_string_of_classes_says_of_each_character_what_it_is_by_itself() -> None:
    planes = (*range(0x10000), 0x1F1E6, 0x1F3FB, 0x1F600, 0x20000, 0xE0020, 0x10FFFF)
    assert [hex(code) for code in planes if classes(chr(code)) != kind_of(chr(code)).value] == []
    assert classes("甲é\u3400\U0001f600，") == "HAHGp"
