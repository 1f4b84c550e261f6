"""Notes and tables as typed: what becomes of them, with exact maps, and what is found wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.errors import Place
from compositor.intake.faults import Faults
from compositor.intake.mapped import rebuild
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import Source
from compositor.intake.story import read_story
from compositor.model.copy import CellAlign, Emphasis, ParagraphKind, Part, Table
from compositor.model.wording import NoteMark

FRONT = "---\nheadline: 題\n---\n"


def read(text: str, look: NoteMark = NoteMark.CIRCLED) -> tuple[Part, Faults]:
    faults = Faults()
    source = Source.of("story.md", FRONT + text)
    stand = Stand(Place("issue.yaml", 1, 1))
    story = read_story(source, "story", stand, Pictures(Path("nowhere"), faults), note_mark=look)
    body = story.part("body")
    assert body is not None
    assert rebuild(body, source.text) == body.text
    return body, faults


def sound(text: str, look: NoteMark = NoteMark.CIRCLED) -> Part:
    body, faults = read(text, look)
    assert [fault.message for fault in faults.stopping] == []
    return body


def table_of(text: str) -> tuple[Part, Table]:
    body = sound(text)
    table = next(paragraph.table for paragraph in body.paragraphs if paragraph.table)
    return body, table


def faults_of(text: str) -> list[str]:
    """Every fault as ``CODE line:column`` in the body, whose first line is 1."""
    _, faults = read(text)
    return [f"{one.code} {one.place.line - 3}:{one.place.column}" for one in faults.stopping if one.place]


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (NoteMark.CIRCLED, "甲①乙②。\n①一\n②二"),
        (NoteMark.BRACKETS, "甲〔1〕乙〔2〕。\n〔1〕一\n〔2〕二"),
        (NoteMark.SQUARE, "甲[1]乙[2]。\n[1]一\n[2]二"),
    ],
)
def test_notes_are_marked_as_the_paper_says(look: NoteMark, text: str) -> None:
    body = sound("甲[^甲]乙 [^b]。\n\n[^甲]: 一\n\n[^b]:二", look)
    assert body.text == text
    marks = [(span.emphasis, body.text[span.start : span.end]) for span in body.spans]
    first, second = text[1 : text.index("乙")], text[text.index("乙") + 1 : text.index("。")]
    assert marks == [
        (Emphasis.NOTE_MARK, first),
        (Emphasis.NOTE_MARK, second),
        (Emphasis.NOTE_NUMBER, first),
        (Emphasis.NOTE_NUMBER, second),
    ]


def test_more_than_fifty_notes_have_brackets_throughout() -> None:
    marks = "".join(f"字[^{n}]" for n in range(51))
    body = sound(marks + "\n\n" + "\n\n".join(f"[^{n}]: 注" for n in range(51)))
    assert body.text.startswith("字〔1〕字〔2〕")
    assert "字〔51〕\n〔1〕注" in body.text


def test_circled_numbers_go_on_to_fifty() -> None:
    marks = "".join(f"字[^{n}]" for n in range(50))
    body = sound(marks + "\n\n" + "\n\n".join(f"[^{n}]: 注" for n in range(50)))
    assert "字⑳字㉑" in body.text
    assert "字㉟字㊱" in body.text
    assert body.text.endswith("㊿注")


def test_a_mark_inside_emphasis_parts_it() -> None:
    body = sound("**重要[^a]消息**。\n\n[^a]: 注")
    assert [(span.emphasis.value, body.text[span.start : span.end]) for span in body.spans[:3]] == [
        ("strong", "重要"),
        ("note_mark", "①"),
        ("strong", "消息"),
    ]


def test_a_note_goes_on_in_the_lines_below_and_may_have_emphasis() -> None:
    body = sound("甲[^a]。\n\n[^a]: 第一\n第二**重**。")
    assert body.text == "甲①。\n①第一第二重。"
    assert body.paragraphs[1].kind is ParagraphKind.NOTE


def test_a_backslash_prints_the_brackets() -> None:
    assert sound("甲\\[^a]。").text == "甲[^a]。"


def test_a_head_has_no_notes() -> None:
    faults = Faults()
    source = Source.of("story.md", "---\nheadline: 題[^a]\n---\n甲[^a]。\n\n[^a]: 注")
    read_story(source, "story", Stand(Place("issue.yaml", 1, 1)), Pictures(Path("nowhere"), faults))
    (fault,) = faults.stopping
    assert (fault.code, str(fault.place)) == ("NOTE_SYNTAX", "story.md:2:12")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲[^a]。", ["NOTE_UNKNOWN 1:2"]),
        ("甲。\n\n[^a]: 注", ["NOTE_UNUSED 3:1"]),
        ("甲[^a]。\n\n[^a]: 注\n\n[^a]: 注", ["NOTE_TWICE 5:1"]),
        ("甲[^a]乙[^b]。\n\n[^b]: 注\n\n[^a]: 注", ["NOTE_ORDER 3:1"]),
        ("甲[^a]。\n\n[^a]: 注\n\n乙。", ["NOTE_ORDER 3:1"]),
        ("甲[^a]。\n\n[^a]:", ["NOTE_SYNTAX 3:1"]),
        ("[^a]甲。\n\n[^a]: 注", ["NOTE_UNUSED 3:1", "NOTE_SYNTAX 1:1"]),
        ("甲[^a]。\n\n[^a]: 注[^a]", ["NOTE_SYNTAX 3:8"]),
    ],
)
def test_faults_of_notes(text: str, told: list[str]) -> None:
    assert sorted(faults_of(text)) == sorted(told)


TABLE = ": 表一　人口\n| 區 | 人口 |\n|:--|--:|\n| 東 | 12 |\n| **西** | |"


def test_a_table_is_rows_of_cells() -> None:
    body, table = table_of(f"甲。\n\n{TABLE}\n\n乙。")
    assert body.text == "甲。\n表一　人口\n區\t人口\n東\t12\n西\t\n乙。"
    assert [paragraph.kind.value for paragraph in body.paragraphs] == ["text", "table", "text"]
    assert [[body.text[cell.start : cell.end] for cell in row] for row in table.rows] == [
        ["區", "人口"],
        ["東", "12"],
        ["西", ""],
    ]
    assert table.caption is not None
    assert body.text[table.caption.start : table.caption.end] == "表一　人口"
    assert table.aligns == (CellAlign.LEFT, CellAlign.RIGHT)
    (span,) = body.spans
    assert (body.text[span.start : span.end], span.emphasis) == ("西", Emphasis.STRONG)


def test_every_character_of_a_cell_is_mapped_to_its_place() -> None:
    body, table = table_of(TABLE)
    cell = table.rows[1][1]
    place = body.source.place(cell.start)
    assert (place.line - 3, place.column) == (4, 7)


def test_widths_are_shares_of_the_measure() -> None:
    assert table_of(TABLE + '\n{widths="4 3"}')[1].widths == (4, 3)


def test_cells_take_notes_escaped_pipes_and_no_pipe_at_the_end() -> None:
    body, _ = table_of("| 甲 | 乙\n|---|---\n| 丙[^a] | 丁\\|戊\n\n[^a]: 注")
    assert body.text == "甲\t乙\n丙①\t丁|戊\n①注"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_make_no_difference_to_a_table(ends: str) -> None:
    assert sound(TABLE.replace("\n", ends)).text == sound(TABLE).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| 甲 | 乙 |\n| 丙 | 丁 |", ["TABLE_SYNTAX 2:1"]),
        ("| 甲 | 乙 |", ["TABLE_SYNTAX 1:1"]),
        ("| 甲 | 乙 |\n|---|---|", ["TABLE_SYNTAX 1:1"]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 |", ["TABLE_SYNTAX 3:1"]),
        ("| 甲 | 乙 |\n|---|---|\n| | |", ["TABLE_SYNTAX 3:1"]),
        ("甲。\n| 甲 |\n|---|\n| 乙 |", ["TABLE_SYNTAX 2:1"]),
        ("| 甲 |\n|---|\n| 乙 |\n丙。", ["TABLE_SYNTAX 4:1"]),
        ('| 甲 |\n|---|\n| 乙 |\n{widths="1 2"}', ["TABLE_SYNTAX 4:1"]),
        ("| 甲 |\n|---|\n| 乙 |\n{width=1}", ["TABLE_SYNTAX 4:1"]),
        ('| 甲 |\n|---|\n{widths="1"}\n| 乙 |', ["TABLE_SYNTAX 3:1"]),
    ],
)
def test_faults_of_tables(text: str, told: list[str]) -> None:
    assert faults_of(text) == told


def test_a_colon_without_a_table_below_is_copy() -> None:
    assert sound(": 甲。").text == ": 甲。"


PIECES = (
    *"甲。|*{}\\ \t\n\u200b",
    *("\\|", "[^a]", "[^b]", "[^a]:", "\n\n", "---", ":--", "| ", ": ", "**", "## ", "\r\n", "字[^a]"),
    *('{widths="1 2"}', "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "\n\n[^a]: 注"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_law_any_body_is_read_and_its_map_rebuilds_it(morsels: list[str]) -> None:
    """Whatever is typed: a fault with a place, or paragraphs and cells that tile the body."""
    body, faults = read("".join(morsels))
    assert all(fault.place is not None and fault.hint for fault in faults.stopping)
    at = 0
    for paragraph in body.paragraphs:
        assert body.text[at : paragraph.start] in {"", "\n"}
        at = paragraph.end
        if paragraph.table is not None:
            cells = [cell for row in paragraph.table.rows for cell in row]
            begin = paragraph.table.caption.end + 1 if paragraph.table.caption else paragraph.start
            assert begin == cells[0].start
            assert [cell.end + 1 for cell in cells[:-1]] == [cell.start for cell in cells[1:]]
            assert cells[-1].end == paragraph.end
    assert at == len(body.text)


def test_a_mark_is_left_out_of_the_line_beside_a_title() -> None:
    body = sound("讀[史記[^a]本紀]{.title}。\n\n[^a]: 注")
    assert [(span.emphasis.value, body.text[span.start : span.end]) for span in body.spans[:3]] == [
        ("title", "史記"),
        ("note_mark", "①"),
        ("title", "本紀"),
    ]


def test_a_reading_in_a_cell_is_kept() -> None:
    body, _ = table_of('| 字 | 音 |\n|---|---|\n| [饕]{ruby="tāo"}[^a] | 乙 |\n\n[^a]: 注')
    assert [span.reading for span in body.spans if span.reading] == ["tāo"]
