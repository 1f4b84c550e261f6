"""Tables on the grid: whole rows and ems, figures point under point, parted between rows under their head."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compositor import makeup, plan
from compositor.makeup.tables import Wants, from_cells, shared
from compositor.model.page import Rule
from compositor.model.settings import Direction
from compositor.report import dump_text
from compositor.units import pt
from tests.conftest import Golden
from tests.makeup.blocks_desk import read, table
from tests.makeup.desk import CASE, EM, LINE, box, han, issue_of, lines, look, made, places, style, texts

LEFT = pt(50)
"""Where the first column of the desk's grid begins."""


def across(result: object, name: str = "body") -> list[tuple[str, float]]:
    """The words of a part's lines with the ems by which they begin right of the column's edge."""
    return [(ink.line.text, (ink.x - LEFT) / EM) for ink in lines(result, name)]  # type: ignore[arg-type]


def test_rows_stand_on_body_lines_and_columns_on_whole_ems() -> None:
    typed = "| 名 | 說明 |\n|---|---|\n| 甲 | 沿河步道亮燈居民早晨 |\n| 乙 | 散步 |"
    result = made(read(typed), box(rows=(1, 10)))
    assert across(result) == [
        ("名", 0),
        ("說明", 2),
        ("甲", 0),
        ("沿河步道亮", 2),
        ("燈居民早晨", 2),
        ("乙", 0),
        ("散步", 2),
    ]
    assert [row for _, row in places(result, "body")] == [0, 0, 1, 1, 2, 3, 3]
    assert result.fit.story("walk").boxes[0].lines_used == 4


def test_rules_stand_over_the_head_under_it_and_under_the_last_row() -> None:
    result = made(read(table(2, caption="表一")), box(rows=(1, 10)))
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    top = pt(60)
    assert [(rule.y0 - top) // LINE for rule in rules] == [1, 2, 4]
    assert {(rule.x0, rule.x1, rule.weight, rule.box) for rule in rules} == {(LEFT, LEFT + 10 * EM, pt(0.25), "lead")}
    assert lines(result, "body")[0].x == LEFT + 4 * EM  # the caption in the middle


def test_rules_between_rows_and_their_weight_are_the_box_styles() -> None:
    ruled = replace(look(), table_rule=pt(1), row_rule=pt(0.5))
    result = made(read(table(3)), box(rows=(1, 10), style=ruled))
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert sorted(((rule.y0 - pt(60)) // LINE, rule.weight) for rule in rules) == [
        (0, pt(1)),
        (1, pt(1)),
        (2, pt(0.5)),
        (3, pt(0.5)),
        (4, pt(1)),
    ]


def test_figures_stand_point_under_point() -> None:
    typed = "| 名 | 數 |\n|---|---|\n| 甲 | 12.25 |\n| 乙 | 3 |\n| 丙 | 104.5% |"
    result = made(read(typed), box(rows=(1, 10)))
    ends = {}
    for ink in lines(result, "body"):
        (run,) = ink.line.runs
        whole = ink.line.text.partition(".")[0]
        ends[ink.line.text] = ink.x + sum(run.advances[: len(whole)])
    assert ends["12.25"] == ends["3"] == ends["104.5%"]


@pytest.mark.parametrize(("dashes", "left"), [(":--", 5), (":-:", 7), ("--:", 9)])
def test_colons_set_a_column_left_centred_or_right(dashes: str, left: int) -> None:
    typed = f'| 名名 | 說說說說 |\n|:--|{dashes}|\n| 甲 | 乙 |\n{{widths="1 1"}}'
    assert across(made(read(typed), box(rows=(1, 10))))[-1] == ("乙", left)


def test_a_head_is_set_in_its_own_style() -> None:
    styles = look(table=style("table", pt(8)), table_head=style("table_head", pt(9)))
    result = made(read(table(1)), box(rows=(1, 10), style=styles))
    assert [ink.line.runs[0].size for ink in lines(result, "body")] == [pt(9), pt(9), pt(8), pt(8)]


def test_a_table_that_a_column_holds_is_whole() -> None:
    """Three lines at the column's foot stay blank for it."""
    result = made(read(f"{han(70)}\n\n{table(4)}\n\n{han(20)}"), box(columns=(1, 2), rows=(1, 10)))
    assert {ink.column for ink in lines(result, "body") if "行" in ink.line.text} == {1}
    assert texts(result, "table_head") == []


def test_a_longer_table_is_parted_between_rows_and_its_head_repeated() -> None:
    result = made(read(f"{han(30)}\n\n{table(9, caption='表一')}"), box(columns=(1, 2), rows=(1, 10)))
    assert texts(result, "table_head") == ["欄0", "欄1"]
    assert [ink.generated for ink in lines(result, "table_head")] == [True, True]
    assert places(result, "table_head") == [(1, 0), (1, 0)]
    assert [text for text in texts(result, "body") if "行" in text] == [f"第{row}行" for row in range(1, 10)]
    assert [column for column, _ in places(result, "body")].count(1) == 8
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert len(rules) == 6


def test_rows_have_the_same_columns_on_both_sides_of_a_parting() -> None:
    rows = "".join(f"| 甲 | {han(4)} |\n" for _ in range(12)) + f"| 乙丙丁 | {han(9)} |"
    result = made(read(f"| 名 | 說 |\n|---|---|\n{rows}"), box(columns=(1, 2), rows=(1, 10)))
    second = {(ink.x - LEFT - 11 * EM * ink.column) // EM for ink in lines(result, "body") if ink.line.text == han(4)}
    assert second == {4}


def test_a_table_never_leaves_under_its_head_alone() -> None:
    """A head at a column's foot with no row under it would be a head without copy."""
    for above in range(1, 30):
        result = made(read(f"{han(above * 10)}\n\n{table(12, caption='表一')}"), box(columns=(1, 4), rows=(1, 10)))
        feet = {ink.column: ink.line.text for ink in lines(result, "body")}
        assert not {"表一", "欄0", "欄1"} & set(feet.values()), above


def test_a_story_jumps_between_rows_and_the_head_stands_over_the_rest() -> None:
    result = made(read(f"{han(40)}\n\n{table(14)}"), box(rows=(1, 10)), box(rows=(1, 20)))
    assert texts(result, "jump_line") == ["（下轉第二版）"]
    assert [text for text in texts(result, "body") if "行" in text] == [f"第{row}行" for row in range(1, 5)]
    assert texts(result, "table_head", 1) == ["欄0", "欄1"]
    assert [text for text in texts(result, "body", 1) if "行" in text] == [f"第{row}行" for row in range(5, 15)]
    first, second = result.fit.story("walk").boxes
    assert first.characters + second.characters == 40 + 4 + sum(len(f"第{n}行{n}.5") for n in range(1, 15))


def test_no_story_jumps_inside_a_row_or_after_a_head() -> None:
    typed = "| 名 | 說明 |\n|---|---|\n" + "\n".join(f"| 甲{n}。 | {han(12)}。 |" for n in range(9))
    for above in range(1, 12):
        one = read(f"{han(above * 10 - 1)}。\n\n{typed}")
        result = made(one, box(rows=(1, 14)), box(rows=(1, 40)))
        (paragraph,) = (paragraph for paragraph in one.parts[0].paragraphs if paragraph.table)
        assert paragraph.table is not None
        starts = {row[0].start for row in paragraph.table.rows if row is not paragraph.table.rows[1]}
        cut = result.fit.story("walk").boxes[1].start
        if paragraph.start < cut < paragraph.end:
            assert cut in starts - {paragraph.table.rows[0][0].start}, above


def test_a_row_that_no_column_holds_is_overset_and_counted() -> None:
    typed = f"| 名 | 說明 |\n|---|---|\n| 甲 | {han(90)} |"
    result = made(read(f"{han(20)}\n\n{typed}"), box(rows=(1, 10)))
    fit = result.fit.story("walk")
    assert fit.overset_characters == 3 + 91
    assert texts(result, "body") == [han(10), han(20)[10:]]
    assert fit.overset_lines > 0


def test_shares_are_whole_ems_that_fill_the_measure() -> None:
    assert shared((4, 3, 3), 10 * EM, EM) == (4 * EM, 3 * EM, 3 * EM)
    assert shared((4, 3, 3), 14 * EM, EM) == (6 * EM, 4 * EM, 4 * EM)
    assert shared((1, 99), 10 * EM, EM) == (EM, 9 * EM)


def test_columns_share_what_is_left_over_and_give_where_words_can_break() -> None:
    assert from_cells([Wants(2, 2, 2, 1), Wants(3, 3, 3, 1)], 10 * EM, EM) == (4 * EM, 6 * EM)
    assert from_cells([Wants(4, 4, 4, 4), Wants(20, 4, 4, 1)], 10 * EM, EM) == (4 * EM, 6 * EM)
    assert sum(from_cells([Wants(9, 9, 9, 9)] * 3, 10 * EM, EM)) == 10 * EM


@pytest.mark.parametrize("count", [1, 2, 5, 10, 13, 40])
def test_any_number_of_columns_has_room_in_the_measure(count: int) -> None:
    result = made(read(table(2, columns=count)), box(rows=(1, 40)))
    assert max(ink.x for ink in lines(result, "body")) < LEFT + 10 * EM
    assert all(ink.x >= LEFT for ink in lines(result, "body"))


def test_no_row_goes_on_alone() -> None:
    """Of ten rows nine have room under the head: eight stand there, two under the head in the next column."""
    result = made(read(table(10)), box(columns=(1, 2), rows=(1, 10)))
    rows = [(ink.column, ink.line.text) for ink in lines(result, "body") if "行" in ink.line.text]
    assert rows[7:] == [(0, "第8行"), (1, "第9行"), (1, "第10行")]


def test_words_stand_clear_of_figures_before_them() -> None:
    typed = '| 數數 | 說說 |\n|--:|---|\n| 1 | 乙 |\n{widths="1 1"}'
    (_, first), (_, second) = across(made(read(typed), box(rows=(1, 10))))[:2]
    assert (first + 2, second) == (4, 5)


def test_a_label_is_broken_only_where_there_is_no_room() -> None:
    typed = f"| 鎮名 | 數 | 說明 |\n|---|---|---|\n| 堯塘新鎮 | 12 | {han(12)} |"
    assert "堯塘新鎮" in texts(made(read(typed), box(rows=(1, 20))), "body")


def test_a_story_with_a_table_and_notes_in_two_boxes(golden: Golden) -> None:
    """The layout as a whole: a table parted by a jump, its head repeated, two notes below."""
    typed = (
        f"{han(18)}[^a]。\n\n{table(7, caption='表一　行')}\n\n{han(9)}[^b]。\n\n[^a]: {han(21)}。\n\n[^b]: 見表一。"
    )
    small = look(
        note=style("note", pt(8), pt(10), space_before=pt(10)),
        note_mark=style("note_mark", pt(6), rise=pt(3)),
        table=style("table", pt(9), space_before=LINE),
    )
    issue, design = issue_of(read(typed), box(rows=(1, 10), style=small), box(rows=(1, 12), style=small))
    dummy = plan.plan(issue, design)
    golden(Path("golden/blocks.txt"), dump_text(issue, dummy, makeup.make_up(issue, design, dummy, CASE).pages))


def test_a_table_stands_up_with_vertical_lines() -> None:
    """Rows go from right to left, cells from top to bottom; rules stand between them."""
    upright = box(columns=(1, 2), rows=(1, 20), flow=1, direction=Direction.VERTICAL)
    result = made(read(table(2)), upright)
    cells = {ink.line.text: ink for ink in lines(result, "body")}
    assert {ink.line.direction for ink in cells.values()} == {Direction.VERTICAL}
    assert cells["欄0"].x > cells["第1行"].x > cells["第2行"].x
    assert cells["第1行"].x == cells["1.5"].x
    assert cells["第1行"].baseline < cells["1.5"].baseline
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert all(rule.x0 == rule.x1 for rule in rules)
    assert len(rules) == 3
