"""Spreads: columns keep clear of the fold, heads and pictures cross it, and both halves meet when they are parted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compositor import plan, proof
from compositor.makeup import MadeUp, make_up
from compositor.makeup.columns import text_area
from compositor.makeup.rules import between_columns
from compositor.model.copy import BoxCopy, Issue, PageCopy, Picture, Story
from compositor.model.design import (
    Align,
    Area,
    Design,
    FurnitureBox,
    FurnitureItem,
    ItemKind,
    PictureBox,
    Template,
    TextBox,
)
from compositor.model.grid import SEAM
from compositor.model.page import Image, Page, Rule, SetLine, Tint
from compositor.model.settings import Direction, OwnColumns
from compositor.model.spreads import delivered, held, joined, label_of, own_page, parted, seen
from compositor.model.standing import stance
from compositor.units import pt
from tests.laws.strategies import RED
from tests.makeup.desk import ASSET, CASE, EM, GRID, HERE, LOOK, PAPER, box, han, look, part, story, style

WIDE = replace(GRID, page=PAPER.width, spread=True, seam=8 * EM)
"""Four columns from 50 to 480 pt on a page of 600; those of the page at the right from 650 pt on."""
FOLD = PAPER.width


def spread_of(*stories: Story, boxes: tuple[TextBox | PictureBox, ...], furniture: bool = True) -> tuple[Issue, Design]:
    """An issue of one spread, 02-03, after a page 01 without boxes."""
    item = FurnitureItem(ItemKind.TEXT, Area(0, 0, 20 * EM, EM), HERE, "第{page}版", style("folio"))
    folio = (FurnitureBox("folio", (1, 4), (1, 1), (item,), HERE),) if furniture else ()
    templates = {
        "front": Template("front", (), folio, HERE),
        "spread": Template("spread", boxes, (), HERE),
        "spread/left": Template("spread/left", (), folio, HERE),
        "spread/right": Template("spread/right", (), folio, HERE),
    }
    copies = tuple(
        BoxCopy(one.name, HERE, story=tale.slug, half="02" if one.columns[0] <= 4 else "03")
        for one, tale in zip([one for one in boxes if isinstance(one, TextBox)], stories, strict=True)
    )
    copies += tuple(
        BoxCopy(
            one.name, HERE, picture=Picture(one.name, HERE, "河", part(f"{one.name}:cutline", han(60)), asset=ASSET)
        )
        for one in boxes
        if isinstance(one, PictureBox)
    )
    halves = tuple(
        PageCopy(number, f"{number:02d}", "", f"spread/{side}", (), (), HERE)
        for number, side in ((2, "left"), (3, "right"))
    )
    pages = (
        PageCopy(1, "01", "", "front", (), (), HERE),
        PageCopy(2, "02-03", "", "spread", (), copies, HERE, halves),
    )
    issue = Issue("river", "issue.yaml", "river", date(2019, 11, 15), 0, "", (), pages, stories)
    return issue, Design(replace(PAPER, grid=WIDE), templates)


def composed(issue: Issue, design: Design) -> MadeUp:
    return make_up(issue, design, plan.plan(issue, design), CASE)


def spread(made: MadeUp) -> Page:
    return next(page for page in joined(made.pages) if page.halves)


def lines(page: Page, name: str) -> list[SetLine]:
    return [ink for ink in page.ink if isinstance(ink, SetLine) and ink.part == name]


@pytest.mark.parametrize(
    "keys",
    [{}, {"flow": 3}, {"flow": 5}, {"flow": 4, "own": OwnColumns(11 * EM)}, {"flow": 2, "inset": 1}],
)
def test_no_column_lies_across_the_fold(keys: dict[str, Any]) -> None:
    area = text_area(box(columns=(3, 6), rows=(1, 10), **keys), WIDE)
    assert not any(column.x < FOLD < column.x + column.measure for column in area.columns)
    assert {column.x < FOLD for column in area.columns} == {True, False}
    assert len({column.measure for column in area.columns}) == 1


def test_no_line_of_a_vertical_box_lies_on_the_fold() -> None:
    text = box(columns=(4, 5), rows=(1, 20), flow=2, direction=Direction.VERTICAL)
    made = composed(*spread_of(story(part("body", han(400))), boxes=(text,)))
    body = lines(spread(made), "body")
    assert {line.x < FOLD for line in body} == {True, False}
    white = WIDE.fold((4, 5))
    assert white is not None
    assert not any(white[0] < line.x + EM // 2 and line.x - EM // 2 < white[1] for line in body)
    assert [line.column for line in body] == sorted(line.column for line in body), "tier by tier, over the fold"


def test_no_rule_between_columns_stands_in_the_fold() -> None:
    rules = between_columns(box(columns=(3, 6), rows=(1, 10), column_rule=pt(1)), WIDE, 1, 11)
    assert len([rule for rule in rules if isinstance(rule, Rule)]) == 2


def headline(count: int, align: Align = Align.LEFT) -> Page:
    head = style("headline", pt(30), pt(36), align=align)
    text = box(columns=(2, 7), rows=(1, 20), style=look(headline=head))
    return spread(composed(*spread_of(story(part("headline", han(count)), part("body", han(60))), boxes=(text,))))


@pytest.mark.parametrize("align", [Align.LEFT, Align.CENTRE])
def test_the_fold_falls_between_characters_of_a_head(align: Align) -> None:
    (head,) = lines(headline(22, align), "headline")
    first = head.x + head.line.indent
    assert first < FOLD < first + head.line.width
    assert (FOLD - first) % pt(30) == 0


def test_both_halves_of_what_crosses_the_fold_meet() -> None:
    page = headline(22)
    left, right = parted(page)
    assert (left.label, right.label, left.width, right.width) == ("02", "03", PAPER.width, PAPER.width)
    (one,), (other,) = lines(left, "headline"), lines(right, "headline")
    (whole,) = lines(page, "headline")
    assert one.line.text + other.line.text == whole.line.text, "each character stands on one page"
    assert one.x + one.line.indent + one.line.width == PAPER.width
    assert other.x + other.line.indent == 0
    assert one.baseline == other.baseline


def test_a_picture_is_cut_by_the_sheet_alone() -> None:
    photo = PictureBox("photo", (3, 6), (1, 20), LOOK, HERE)
    page = spread(composed(*spread_of(boxes=(photo,))))
    (whole,) = (ink for ink in page.ink if isinstance(ink, Image))
    left, right = ([ink for ink in half.ink if isinstance(ink, Image)] for half in parted(page))
    assert left[0].area == whole.area
    assert right[0].area == replace(whole.area, x=whole.area.x - FOLD)
    assert left[0].crop == right[0].crop == whole.crop
    words = lines(page, "photo:cutline")
    assert all(line.x + line.line.measure <= WIDE.column_x(4) + WIDE.measure for line in words), "clear of the fold"


def test_each_page_has_its_folio_and_is_delivered_as_the_paper_chooses() -> None:
    made = composed(*spread_of(story(part("body", han(60))), boxes=(box(columns=(3, 6)),)))
    folios = {page.label: [line.line.text for line in lines(page, "item-0")] for page in delivered(made.pages, "pages")}
    assert folios == {"01": ["第一版"], "02": ["第二版"], "03": ["第三版"]}
    assert [page.label for page in delivered(made.pages, "panorama")] == ["01", "02-03"]
    assert [page.label for page in delivered(made.pages, "both")] == ["01", "02", "03", "02-03"]
    assert [line.x for line in lines(spread(made), "item-0")] == [WIDE.left, FOLD + WIDE.left]


def test_bound_at_the_right_the_pages_follow_each_other_from_the_right() -> None:
    page = headline(5)
    one, other = page.halves
    turned = replace(page, halves=(replace(one, label="03", number=3), replace(other, label="02", number=2)))
    assert [half.label for half in parted(turned)] == ["02", "03"]
    assert lines(parted(turned)[1], "headline"), "the head stands at the left, on page 3"


def test_findings_and_boxes_are_told_of_the_page_where_they_lie() -> None:
    boxes = (box("one", (1, 2)), box("other", (6, 7)))
    made = composed(
        *spread_of(story(part("body", han(60))), replace(story(part("body", han(900))), slug="more"), boxes=boxes)
    )
    issue, design = spread_of(
        story(part("body", han(60))), replace(story(part("body", han(900))), slug="more"), boxes=boxes
    )
    found = proof.told(
        proof.read(issue, design, plan.plan(issue, design), made.pages, made.fit, made.jumps),
        issue,
        design,
        plan.plan(issue, design),
        made.pages,
    )
    overset = next(finding for finding in found if finding.code == "OVERSET")
    whole = joined(made.pages)
    own = own_page(whole, overset)
    assert (own.page, own.box) == ("03", "other")
    assert own.area is not None
    assert own.area[0] == WIDE.column_x(6) - FOLD
    assert label_of(whole, "02-03", "other") == "03"
    assert held(made.pages, {"02-03"}) == {"02", "03", "02-03"}
    assert held(made.pages, {"01"}) == {"01"}
    folio = replace(overset, page="03", box="folio", area=(10, 10, 10, 10))
    (shown,) = seen(made.pages, [folio])
    assert (shown.page, shown.box, shown.area) == ("02-03", "folio@03", (FOLD + 10, 10, 10, 10))
    assert own_page(whole, shown) == folio


def test_a_strip_at_the_fold_parts_its_columns_or_its_lines_there() -> None:
    lying = box("strip", SEAM, (1, 20), flow=2)
    columns = text_area(lying, WIDE).columns
    assert [column.x < FOLD for column in columns] == [True, False]
    assert not any(column.x < FOLD < column.x + column.measure for column in columns)
    standing = box("strip", SEAM, (1, 20), flow=1, direction=Direction.VERTICAL)
    stands = stance(standing, WIDE)
    assert [part.index for part in text_area(stands.box, stands.grid).columns] == [0, 0]
    made = composed(*spread_of(story(part("body", han(90))), boxes=(replace(standing, tint=None),)))
    body = lines(spread(made), "body")
    assert body
    assert all(abs(line.x - FOLD) >= EM // 2 for line in body)


def findings(page: Page, issue: Issue, design: Design) -> list[str]:
    made = composed(issue, design)
    pages = tuple(page if one.halves else one for one in made.pages)
    dummy = plan.plan(issue, design)
    return [finding.code for finding in proof.read(issue, design, dummy, pages, made.fit, made.jumps)]


def test_proof_tells_a_character_that_the_fold_cuts() -> None:
    text = box(columns=(2, 7), rows=(1, 20), style=look(headline=style("headline", pt(30), pt(36))))
    issue, design = spread_of(story(part("headline", han(22)), part("body", han(60))), boxes=(text,))
    sound = next(page for page in composed(issue, design).pages if page.halves)
    assert "FOLD_CUT" not in findings(sound, issue, design)
    moved = tuple(
        replace(ink, x=ink.x + pt(7)) if isinstance(ink, SetLine) and ink.part == "headline" else ink
        for ink in sound.ink
    )
    assert "FOLD_CUT" in findings(replace(sound, ink=moved), issue, design)


def test_proof_notes_a_strip_between_pages_of_two_sheets() -> None:
    issue, design = spread_of(story(part("body", han(20))), boxes=(box("strip", SEAM, (1, 20), flow=2),))
    page = next(page for page in composed(issue, design).pages if page.halves)
    assert "SEAM_SHEETS" in findings(page, issue, design), "of three pages 2 and 3 are of two sheets"
    last = PageCopy(4, "04", "", "front", (), (), HERE)
    issue = replace(issue, pages=(*issue.pages, last))
    assert "SEAM_SHEETS" not in findings(page, issue, design)


def test_tints_and_rules_stand_on_both_pages() -> None:
    page = replace(
        headline(5), ink=(Tint(Area(FOLD - 10, 0, 20, 10), RED, ""), Rule(FOLD - 10, 5, FOLD + 10, 5, 2, ""))
    )
    for half in parted(page):
        assert [type(ink) for ink in half.ink] == [Tint, Rule]
