"""Notes and tables read on the page: no cell and no note is lost, and what a column has no room for is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from compositor.model.design import Align, BoxStyle, Grid, TextBox
from compositor.model.page import Ink, SetLine
from compositor.units import pt
from tests.laws.composing import Proofs, composed, proofed
from tests.laws.strategies import one_box, style
from tests.makeup.blocks_desk import read
from tests.makeup.desk import HERE

GRID = Grid(columns=3, measure=pt(108), gutter=pt(12), size=pt(9), leading=pt(13), rows=20, left=pt(40), top=pt(42))
PARTS = "subhead kicker headline deck byline dateline strong kai label cutline credit jump_head jump_line chart".split()
LOOK = BoxStyle(
    "default",
    {part: style(part, pt(9), pt(13)) for part in (*PARTS, "continued_line")}
    | {
        "body": style("body", pt(9), pt(13), align=Align.JUSTIFY),
        "note": style("note", pt(7), pt(10), space_before=pt(6), align=Align.JUSTIFY),
        "note_mark": style("note_mark", pt(6), pt(13), rise=pt(2)),
    },
)
BOX = TextBox("lead", (1, 3), (1, 20), 3, LOOK, HERE)
ROWS = "\n".join(f"| 第{n}街 | {n}2.{n} | 沿河步道早晨散步的居民 |" for n in range(1, 10))
COPY = (
    "沿河步道昨晚亮燈，兩岸居民早晨散步、晚間納涼都有了去處[^a]。水質監測站同日投入運行。" * 3
    + f"\n\n: 表一　各街人數\n| 街 | 人數 | 說明 |\n|---|---|:--|\n{ROWS}\n\n"
    + "技術人員逐一檢查設備[^b]，一年四季不停。\n\n"
    + "[^a]: 步道全長十二公里，沿途有休息亭八座，早晚開放，下雨天除外。\n\n[^b]: 見附表。"
)


def made(copy: str = COPY) -> Proofs:
    return composed(one_box(GRID, BOX, read(copy)))


SOUND = made()


def codes(proofs: Proofs) -> set[str]:
    return {str(finding.code) for finding in proofs.findings}


def spoiled(change: Callable[[SetLine], Ink | None]) -> set[str]:
    """What is found where every line of the body has been changed, or taken away."""
    page = SOUND.made.pages[0]
    ink = [change(one) if isinstance(one, SetLine) and one.part == "body" else one for one in page.ink]
    pages = (replace(page, ink=tuple(one for one in ink if one is not None)),)
    drawn = one_box(GRID, BOX, SOUND.issue.stories[0])
    return codes(proofed(drawn, SOUND.dummy, replace(SOUND.made, pages=pages))) - codes(SOUND)


def test_sound_tables_and_notes_are_found_sound() -> None:
    assert codes(SOUND) <= {"UNDERSET", "COLUMN_ENDS", "FURNITURE", "PAGE_NUMBER"}
    parts = [ink.part for ink in SOUND.made.pages[0].ink if isinstance(ink, SetLine)]
    assert parts.count("table_head") == 6, "the table is parted twice"


@pytest.mark.parametrize("words", ["72.7", "第8街", "人數", "表一　各街人數"])
def test_a_cell_that_is_lost_is_found(words: str) -> None:
    assert "COPY_LOST" in spoiled(lambda line: None if line.line.text == words else line)


def test_a_note_that_is_lost_is_found() -> None:
    assert spoiled(lambda line: None if line.line.text == "②見附表。" else line) == {"COPY_LOST"}


def test_a_number_of_a_note_that_is_wrong_is_found() -> None:
    def renumbered(line: SetLine) -> SetLine:
        if line.line.text != "②見附表。":
            return line
        first, *rest = line.line.runs
        return replace(line, line=replace(line.line, runs=(replace(first, text="③" + first.text[1:]), *rest)))

    assert spoiled(renumbered) == {"COPY_CHANGED"}


def test_two_cells_that_change_places_are_out_of_order() -> None:
    places = {ink.line.text: ink.x for ink in SOUND.made.pages[0].ink if isinstance(ink, SetLine)}

    def swapped(line: SetLine) -> SetLine:
        other = {"第3街": "32.3", "32.3": "第3街"}.get(line.line.text)
        return replace(line, x=places[other]) if other else line

    assert "COPY_ORDER" in spoiled(swapped)


def test_a_row_off_the_grid_is_found_and_a_note_may_be() -> None:
    def lowered(line: SetLine) -> SetLine:
        return replace(line, baseline=line.baseline + pt(1)) if line.line.text == "第2街" else line

    assert "OFF_GRID" in spoiled(lowered)


def test_a_number_that_a_column_has_no_room_for_is_told_with_what_to_do() -> None:
    proofs = made('| 甲 | 乙 |\n|---|---|\n| 1234567890123456 | 丙 |\n{widths="1 3"}')
    (found,) = [finding for finding in proofs.findings if finding.code == "TABLE_WIDE"]
    assert "'1234567890123456'" in found.message
    assert "widths=" in found.hint
    assert found.place is not None
    assert found.place.line == 6
    assert "TABLE_WIDE" not in codes(made("| 甲 | 乙 |\n|---|---|\n| 1234567890123456 | 丙 |"))


def test_a_head_whose_cell_is_broken_to_pieces_is_told() -> None:
    table = "| 平均畝產量 | 人數 |\n|---|---|\n| 甲 | 沿河步道早晨散步的居民 |\n"
    (found,) = [finding for finding in made(table + '{widths="1 3"}').findings if finding.code == "TABLE_WIDE"]
    assert "'平均畝產量'" in found.message
    assert "widths=" in found.hint
    assert "TABLE_WIDE" not in codes(made(table + '{widths="1 1"}'))
