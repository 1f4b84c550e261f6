"""Proof sheets (大樣): everything stated on them is read back, and the page stands on them to scale."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from compositor.errors import Finding, Severity
from compositor.model.design import Area
from compositor.model.page import SetLine, Tint
from compositor.model.settings import Script
from compositor.report import TRUE, Desk, Outcome, Released, box_lines, sheet_pdf
from compositor.report import sheets as module
from compositor.report.correcting import EDGE, SIZES, SMALL
from compositor.units import SP, mm
from tests.proof.desk import desk
from tests.report.told import drawable, outcome, overset_desk
from tests.testface import type_case

SOUND = drawable(outcome(desk()))
OVERSET = drawable(outcome(overset_desk()))
CASE = type_case()


def sheet(told: Outcome, size: str = "a3", page: int = 0) -> bytes:
    return sheet_pdf(told.pages[page], told, Desk.of(told.issue, told.design, CASE), size)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def said(told: Outcome, size: str = "a3", page: int = 0) -> list[str]:
    """Return every line of words that the sheet adds to the page."""
    made = told.pages[page]
    work = Desk.of(told.issue, told.design, CASE)
    found = []

    class Listening:
        def page(self, *_: object, **__: object) -> None: ...
        def reduced(self, *_: object) -> object:
            return pytest.MonkeyPatch.context()

        def draw(self, ink: object) -> None:
            if isinstance(ink, SetLine) and ink.box == "sheet":
                found.append(ink.line.text)

        def finish(self) -> bytes:
            return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "pen", lambda *_: Listening())
        sheet_pdf(made, told, work, size)
    return found


def test_a_sheet_names_paper_date_page_scale_and_that_it_is_not_released() -> None:
    words = said(SOUND)
    paper = SOUND.design.paper
    assert f"{paper.name}　{SOUND.issue.date:%Y-%m-%d}　第 01 版" in words
    assert "樣張　未付印" in words
    assert any("比例 " in line and "成品 " in line for line in words)


def test_columns_and_every_fifth_line_are_numbered() -> None:
    grid, words = SOUND.design.paper.grid, said(SOUND)
    for row in (1, *range(5, grid.rows + 1, 5)):
        assert words.count(str(row)) >= 2, row
    assert all(str(column) in words for column in range(1, grid.columns + 1))


def test_a_page_in_error_is_made_and_marked_with_its_findings_and_its_overset() -> None:
    words = said(OVERSET)
    assert "樣張　不予付印　未付印　錯誤 1 處" in words
    assert "1 OVERSET" in words
    assert "溢 2 行 18 字" in words
    assert sheet(OVERSET).startswith(b"%PDF")


def test_stories_are_listed_by_number_with_lines_and_characters() -> None:
    words = said(SOUND)
    lines = [line for line in words if line.endswith(" 字") or " 字 " in line]
    assert len(lines) == sum(box.kind == "text" for box in SOUND.pages[0].boxes)
    assert any("lead" in line for line in words)


def test_readers_sign_three_times_each() -> None:
    words = said(SOUND)
    assert [word for word in words if word in "一審 二審 三審 一校 二校 三校".split()] == (
        "一審 二審 三審 一校 二校 三校".split()
    )
    assert [words.count(word) for word in ("姓名", "日期", "時間")] == [6, 6, 6]


def test_a_released_page_bears_its_version_and_one_that_changed_since_is_no_longer_it() -> None:
    gone = Released("01", 2, "x.pdf", "夜班", "2019-11-15T00:31:00+08:00", changed=False)
    assert "第 2 版次　已付印　2019-11-15 00:31　夜班" in said(replace(SOUND, releases=(gone,)))
    words = said(replace(SOUND, releases=(replace(gone, changed=True),)))
    assert "樣張　未付印　與付印的第 2 版次不同" in words


def test_a_simplified_paper_has_simplified_words() -> None:
    paper = SOUND.design.paper
    setting = replace(paper.setting, script=Script.HANS)
    words = said(replace(SOUND, design=replace(SOUND.design, paper=replace(paper, setting=setting))))
    assert "样张　未付印" in words
    assert not any("樣" in word or "審" in word for word in words)


@pytest.mark.parametrize("size", ["a3", "a4", TRUE])
def test_a_line_of_the_page_stands_where_the_scale_says(size: str) -> None:
    laid = module._laid(SOUND.pages[0], size)
    document = pypdfium2.PdfDocument(sheet(SOUND, size))
    wide, high = document[0].get_size()
    if size != TRUE:
        assert (wide, high) == pytest.approx([edge / SP for edge in SIZES[size]], abs=0.01)
    else:
        assert laid.thousandths == 1000
    line = next(ink for ink in SOUND.pages[0].ink if isinstance(ink, SetLine) and ink.line.runs[0].size >= 9 * SP)
    x, y = line.x + line.line.indent, line.baseline
    there = (
        (laid.place.x + x * laid.thousandths / 1000) / SP,
        high - (laid.place.y + y * laid.thousandths / 1000) / SP,
    )
    sizes = line.line.runs[0].size * laid.thousandths / 1000 / SP
    matrices = []
    for thing in document[0].get_objects(max_depth=3):
        if thing.type == 1:
            matrix = thing.get_matrix()
            matrices.append((matrix.e, matrix.f, matrix.a))
    assert any(abs(e - there[0]) < 0.05 and abs(f - there[1]) < 0.05 for e, f, _ in matrices), (
        there,
        sizes,
        matrices[:5],
    )


def test_findings_beyond_the_panel_go_on_over_further_sheets() -> None:
    found = tuple(
        Finding("LOOSE", Severity.WARNING, f"finding number {n} of many, told in a sentence of some length", page="01")
        for n in range(300)
    )
    told = replace(SOUND, findings=found)
    words = said(told, "a4")
    assert "轉下張" in words
    assert all(f"{n} LOOSE" in words for n in range(1, 301))
    assert len(pypdfium2.PdfDocument(sheet(told, "a4"))) > 1


def test_no_number_on_the_page_covers_another() -> None:
    found = tuple(Finding("LOOSE", Severity.WARNING, "x", page="01", box="lead") for _ in range(12))
    told = replace(SOUND, findings=found)
    page = told.pages[0]
    proofed = module._Proofed(
        page,
        told,
        Desk.of(told.issue, told.design, CASE),
        tuple(box for box in box_lines(told) if box.page == "01"),
        tuple(enumerate(found, 1)),
    )
    tags = [ink.area for ink in module._marks(proofed, module._laid(page, "a4")) if isinstance(ink, Tint)]
    assert len(tags) == 12 + len(proofed.stories)
    assert not any(one.meets(other) for at, one in enumerate(tags) for other in tags[:at])


def test_type_on_a_sheet_is_never_too_small_to_read() -> None:
    assert SMALL >= 6.5 * SP
    assert mm(5) <= EDGE


def test_the_same_page_gives_the_same_bytes() -> None:
    assert sheet(OVERSET) == sheet(OVERSET)


def test_a_number_stands_where_it_hides_no_type_if_there_is_such_a_place() -> None:
    wanted, other, third = (Area(x, 0, 10, 10) for x in (0, 20, 40))
    assert module._clear([wanted, other], ()) == wanted
    assert module._clear([wanted, other], [Area(5, 5, 10, 10)]) == other
    assert module._clear([wanted, other, third], [Area(5, 5, 1, 1), Area(22, 2, 1, 1), Area(41, 1, 1, 1)]) == wanted
