"""What mainland papers have to print of themselves: 報紙出版管理規定 (2005), articles 31 and 34."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.errors import Finding, Severity
from compositor.model.assets import Asset
from compositor.model.design import Area, Style
from compositor.model.page import Image, SetLine
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.proof.regulation import FACTS, regulation
from compositor.units import pt
from tests.proof.desk import GRID, Desk, desk, words

SOUND = desk()
RECORD = (
    "金壇時報 2019年11月15日 今日2版 總第3021期 國內統一連續出版物號CN 32-0046 郵發代號27-123 "
    "主管：甲 主辦：乙 出版：丙 "
    "總編輯：丁 社址：戊 電話：己 郵編：庚 印刷：辛 定價：一元"
)
SIMPLIFIED = (
    "金壇時報 2019年11月15日 今日2版 总第3021期 CN 32-0046 邮发代号27-123 "
    "主管：甲 主办：乙 出版：丙 "
    "社长：丁 地址：戊 热线：己 邮政编码：庚 印刷单位：辛 零售：￥1.00"
)


def found(one: Desk) -> list[Finding]:
    return list(regulation(one.issue, one.design, one.pages))


def printing(text: str) -> Desk:
    return SOUND.spoil(lambda old: (replace(old, line=words(text)),), box="masthead", part="item-2")


def lacks(text: str) -> list[str]:
    return [finding.message for finding in found(printing(text)) if finding.code == "REGULATION"]


@pytest.mark.parametrize("text", [RECORD, SIMPLIFIED])
def test_a_paper_that_prints_its_record_is_sound(text: str) -> None:
    assert found(printing(text)) == []


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        ("主管", "who is responsible (主管單位)"),
        ("主辦", "who runs it (主辦單位)"),
        ("CN", "the CN number (國內統一連續出版物號)"),
        ("總編輯", "the editor-in-chief or director (總編輯、社長)"),
        ("社址", "the address (社址)"),
        ("電話", "a telephone number (電話)"),
        ("郵編", "the postal code (郵政編碼)"),
        ("印刷", "the printer and the printer's address (印刷單位)"),
        ("郵發代號", "how it is distributed (發行方式、郵發代號)"),
        ("定價", "the price (定價)"),
        ("總第", "the total number of the issue (總期號)"),
        ("今日", "the number of pages (版數)"),
    ],
)
def test_a_fact_that_is_not_printed_is_named(gone: str, what: str) -> None:
    text = RECORD.replace("國內統一連續出版物號", "").replace(gone, "×").replace("一元", "一塊").replace("第3021期", "")
    text = text if gone == "總第" else f"{text} 總第3021期"
    assert lacks(text) == [f"no furniture prints {what}"]


def test_what_is_not_printed_is_marked_where_furniture_stands() -> None:
    spoiled = SOUND.without(box="masthead", part="item-0")
    (masthead,) = (box for box in SOUND.pages[0].boxes if box.name == "masthead")
    marked = [one for one in found(spoiled) if one.code in {"PAPER_NAME", "REGULATION"}]
    assert len(marked) > 1
    place = masthead.area
    assert {(one.box, one.area) for one in marked} == {("masthead", (place.x, place.y, place.width, place.height))}


def test_each_fact_is_told_as_a_note_of_its_own() -> None:
    notes = [finding for finding in found(SOUND) if finding.code == "REGULATION"]
    assert {finding.severity for finding in notes} == {Severity.NOTE}
    assert 5 < len(notes) < len(FACTS)


def test_other_regions_have_no_such_rules() -> None:
    assert found(SOUND.with_paper(setting=Setting(Region.HK, Script.HANT, HanForms.HK))) == []


def of(one: Desk, code: str) -> list[str]:
    return [finding.message for finding in found(one) if finding.code == code]


def test_page_one_prints_the_papers_name() -> None:
    spoiled = SOUND.without(box="masthead", part="item-0")
    assert of(spoiled, "PAPER_NAME") == ["no furniture on page 1 prints the paper's name, 金壇時報"]
    assert of(SOUND, "PAPER_NAME") == []


def test_a_masthead_that_is_an_image_names_the_paper_in_its_alt() -> None:
    spoiled = SOUND.without(box="masthead", part="item-0")
    art = Asset("masthead.svg", "ef" * 32, 400, 100, b"")
    image = Image(art, Area(GRID.left, GRID.top, pt(120), pt(30)), "masthead", "金壇時報")
    page = replace(spoiled.pages[0], ink=(image, *spoiled.pages[0].ink))
    assert of(replace(spoiled, pages=(page, *spoiled.pages[1:])), "PAPER_NAME") == []


def sectioned(size: float) -> Desk:
    """The desk with the section's name in the folio of page two in a size."""

    def change(line: SetLine) -> tuple[SetLine]:
        return (replace(line, line=words("綜合", pt(size))),)

    spoiled = SOUND.spoil(change, box="folio", part="item-0")
    return with_item(spoiled, "inside", text="{section}")


def with_item(one: Desk, template: str, **changes: Any) -> Desk:
    """The desk with the first item of a template's furniture changed."""
    old = one.design.templates[template]
    box = old.furniture[0]
    items = (replace(box.items[0], **changes), *box.items[1:])
    new = replace(old, furniture=(replace(box, items=items),))
    return replace(one, design=replace(one.design, templates=dict(one.design.templates) | {template: new}))


def test_a_sections_head_is_not_larger_than_the_papers_name() -> None:
    assert of(sectioned(10), "SECTION_HEAD") == []
    assert of(sectioned(11), "SECTION_HEAD") == ["the head of 綜合 on page 2 is larger than the paper's name"]


def folios(*moves: int, mirror: bool = False) -> list[str]:
    """What is said of inside pages from the second on whose numbers stand so many points from the box's left."""
    pages, templates = [SOUND.issue.pages[0]], dict(SOUND.design.templates)
    inside = templates["inside"]
    for number, move in enumerate(moves, 2):
        name = f"inside-{number}"
        box = inside.furniture[0]
        item = replace(box.items[0], area=Area(pt(move), 0, pt(50), pt(15)))
        templates[name] = replace(inside, furniture=(replace(box, items=(item,), mirror=mirror),))
        pages.append(replace(SOUND.issue.pages[1], number=number, label=f"{number:02d}", template=name))
    one = replace(SOUND, issue=replace(SOUND.issue, pages=tuple(pages)))
    one = replace(one, design=replace(one.design, templates=templates))
    return of(one, "FOLIO_PLACE")


def test_page_numbers_stand_in_one_place_on_pages_of_one_hand() -> None:
    assert folios(0, 9, 0, 9) == []
    assert folios(0, 0, 0, 0, mirror=True) == []
    assert folios(0, 9, 5, 9) == ["the number of page 4 stands elsewhere than that of page 2"]


def test_the_style_of_the_desk_is_what_sizes_are_measured_by() -> None:
    item = SOUND.design.templates["inside"].furniture[0].items[0]
    assert isinstance(item.style, Style)
    assert item.style.size == pt(10)
