"""Spreads (通版) and strips at the fold (中縫) as a desk declares them: what is read, and what is refused where."""

from __future__ import annotations

import pytest

from compositor.model.grid import SEAM
from compositor.model.shapes import shared_cells
from tests.intake.desk import INSIDE, MANIFEST, PAPER, Desk

LEFT, RIGHT = "columns: 1-4", "columns: 5-8"
SPREAD = """\
spread: true
furniture:
  folio: {columns: 1-4, rows: 1, items: [{text: "{page}", style: small}]}
  folio-right: {columns: 5-8, rows: 1, items: [{text: "{page} {section}", style: small}]}
boxes:
  rest: {columns: 3-6, rows: 3-30, optional: true}
  right: {columns: 7-8, rows: 3-30, optional: true}
  upright: {columns: 4-5, rows: 32-38, direction: vertical, optional: true}
  bars: {columns: 3-6, rows: 40-50, kind: picture, optional: true}
"""


def spread(desk: Desk, label: str = "02-03", more: str = "", template: str = SPREAD) -> Desk:
    text = (desk.root / MANIFEST).read_text(encoding="utf-8")
    text = text.replace("  - section: 綜合\n", f'  - label: "{label}"\n    section: 綜合\n{more}')
    desk.write(MANIFEST, text)
    desk.write(INSIDE, template)
    return desk


def test_a_spread_is_two_pages_with_columns_that_count_on(desk: Desk) -> None:
    read = spread(desk, more="    facing: {section: 影像}\n").read()
    page = read.issue.pages[1]
    assert (page.label, page.number, read.issue.count) == ("02-03", 2, 3)
    assert [(half.label, half.number, half.section) for half in page.halves] == [("02", 2, "綜合"), ("03", 3, "影像")]
    assert {box.box: box.half for box in page.boxes} == {"rest": "02", "bars": "02"}
    grid, templates = read.design.paper.grid, read.design.templates
    assert grid.column_x(5) == grid.page + grid.left
    (folio,) = templates[page.halves[1].template].furniture
    assert (folio.name, folio.columns) == ("folio-right", (1, 4)), "furniture of each page stands on its own grid"
    assert templates["inside"].furniture == ()


def test_the_even_page_lies_left_and_in_a_paper_bound_at_the_right_it_lies_right(desk: Desk) -> None:
    desk.change(PAPER, "page: {size", "page: {binding: right, size")
    page = spread(desk).read().issue.pages[1]
    assert [half.label for half in page.halves] == ["03", "02"]
    assert {box.box: box.half for box in page.boxes}["rest"] == "03", "it begins on the page at the left"


def test_a_jump_may_name_a_page_of_the_spread(desk: Desk) -> None:
    lead = spread(desk).read().issue.pages[0].box("main")
    assert lead is not None
    assert lead.jump is not None
    assert (lead.jump.page, lead.jump.box) == ("02-03", "rest")


@pytest.mark.parametrize(
    ("label", "told"), [("02-04", "SPREAD"), ("01-02", "LABEL_TWICE"), ("02", "SPREAD"), ("03-02", "SPREAD")]
)
def test_pages_that_do_not_lie_beside_each_other_are_refused(desk: Desk, label: str, told: str) -> None:
    spread(desk, label)
    assert any(fault.startswith(told) for fault in desk.told())


def test_pages_back_to_back_are_refused(desk: Desk) -> None:
    spread(desk)
    text = (desk.root / MANIFEST).read_text(encoding="utf-8")
    extra = '  - label: "09"\n    template: inside\n'
    desk.write(MANIFEST, text.replace('  - label: "02-03"', extra + '  - label: "02-03"'))
    assert any("back to back" in fault.message for fault in desk.faults())


def test_a_template_of_one_page_takes_no_spread(desk: Desk) -> None:
    spread(
        desk,
        template="boxes:\n  rest: {columns: 1-4, rows: 1-30}\n  bars: {columns: 1-4, rows: 40-50, kind: picture}\n",
    )
    assert any(fault.startswith("SPREAD") for fault in desk.told())


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ("rest: {columns: 3-6, rows: 3-30, flow: 1}", "one column of text would lie across the fold"),
        ("rest: {columns: 3-9, rows: 3-30}", "outside the grid, which has 8"),
        ("rest: {columns: fold, rows: 3-30}", "no strip at the fold"),
    ],
)
def test_what_cannot_stand_at_the_fold_is_refused(desk: Desk, box: str, told: str) -> None:
    spread(desk, template=SPREAD.replace("rest: {columns: 3-6, rows: 3-30, optional: true}", box))
    assert any(told in fault.message for fault in desk.faults())


def test_a_strip_at_the_fold_has_columns_of_its_own(desk: Desk) -> None:
    desk.change(PAPER, "page: {size", "page: {seam: 21mm, size")
    strip = "rest: {columns: fold, rows: 3-30, flow: 2}"
    read = spread(desk, template=SPREAD.replace("rest: {columns: 3-6, rows: 3-30, optional: true}", strip)).read()
    box = read.design.templates["inside"].box("rest")
    assert box is not None
    assert box.columns == SEAM
    area = read.design.paper.grid.area(box.columns, box.rows)
    assert area.x + area.width // 2 == read.design.paper.grid.page


def test_a_box_across_the_fold_meets_the_strip(desk: Desk) -> None:
    desk.change(PAPER, "page: {size", "page: {seam: 21mm, size")
    read = spread(desk, template=SPREAD + "  strip: {columns: fold, rows: 20-31, flow: 2, optional: true}\n").read()
    template = read.design.templates["inside"]
    rest, strip = template.box("rest"), template.box("strip")
    assert rest is not None
    assert strip is not None
    assert list(shared_cells(rest, strip, read.design.paper.grid)) == [((3, 6), (20, 30))]


def test_a_strip_wider_than_the_white_is_refused(desk: Desk) -> None:
    desk.change(PAPER, "page: {size", "page: {seam: 90mm, size")
    assert any(fault.startswith("TYPE_AREA") for fault in desk.told())
