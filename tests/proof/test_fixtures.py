"""Furniture that is missing or says what is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.page import SetLine
from compositor.proof.fixtures import _numbered, _required_items
from compositor.proof.sheets import sheets
from tests.proof.desk import Desk, desk, words

SOUND = desk()


def says(text: str, box: str, part: str) -> list[Finding]:
    def other(line: SetLine) -> tuple[SetLine]:
        return (replace(line, line=words(text)),)

    return list(SOUND.spoil(other, box=box, part=part).read())


def errors(spoiled: Desk) -> list[str]:
    return [finding.code for finding in spoiled.read() if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(("kind", "page"), [("front", "01"), ("inside", "02")])
def test_a_furniture_box_that_the_paper_requires_is_missed(kind: str, page: str) -> None:
    required = dict(SOUND.design.paper.required) | {kind: ("imprint",)}
    (finding,) = SOUND.with_paper(required=required).read()
    assert (finding.code, finding.page, finding.severity) == ("FURNITURE_MISSING", page, Severity.ERROR)
    assert f"has no imprint, which the paper requires on its {kind} pages" in finding.message


def test_a_required_item_that_is_not_printed_is_a_warning() -> None:
    spoiled = SOUND.without(box="folio", part="item-0")
    found = [one for one in spoiled.read() if one.code == "FURNITURE_MISSING" and one.severity is Severity.WARNING]
    assert len(found) == 1
    assert found[0].message.endswith('folio on page 2 lacks "第{page}版"')
    assert str(found[0].place) == "front.yaml:5:7"


def test_a_required_item_names_what_has_no_value_and_only_that() -> None:
    spoiled = SOUND.without(box="folio", part="item-0")
    page, copy = spoiled.pages[1], spoiled.issue.pages[1]
    (box,) = (box for box in spoiled.design.templates[copy.template].furniture if box.name == "folio")
    (item,) = (item for item in box.items if item.text == "第{page}版")
    asked = replace(box, items=(replace(item, text="第{page}版 {tide}"),))
    read = sheets(spoiled.issue, spoiled.design, spoiled.dummy, spoiled.pages)
    (finding,) = _required_items(page, asked, copy, {"page": "二"}, read)
    assert finding.message.endswith('lacks "第{page}版 {tide}": no value for tide')


def test_an_item_that_is_not_required_may_be_absent() -> None:
    assert SOUND.without(box="masthead", part="item-1").read() == ()


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("2019年11月15日星期四", "2019-11-15 is 星期五"),
        ("2019年11月16日星期五", "the issue's date is 2019-11-15"),
    ],
)
def test_a_wrong_day_is_an_error(text: str, truth: str) -> None:
    (finding,) = says(text, "masthead", "item-1")
    assert (finding.code, finding.severity) == ("FURNITURE_WRONG", Severity.ERROR)
    assert truth in finding.message
    assert finding.place == SOUND.design.templates["front"].furniture[0].items[1].place


def test_the_day_of_foundation_may_stand_beside_the_issues_date() -> None:
    assert says("1985年1月1日創刊", "masthead", "item-2")[0].code == "PAGE_NUMBER"
    assert [finding.code for finding in says("1985年1月1日創刊", "masthead", "item-1")] == ["FURNITURE_WRONG"]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("今日4版第一版", "the issue has 2 pages"),
        ("今日四版第一版", "the issue has 2 pages"),
        ("今日2版第一版總第3020期", "the issue is number 3021"),
    ],
)
def test_a_wrong_count_is_an_error(text: str, truth: str) -> None:
    (finding,) = says(text, "masthead", "item-2")
    assert truth in finding.message
    assert finding.severity is Severity.ERROR


def test_a_page_that_says_another_number_is_an_error_and_none_a_warning() -> None:
    (wrong,) = says("第三版", "folio", "item-0")
    assert (wrong.code, wrong.severity) == ("PAGE_NUMBER", Severity.ERROR)
    (none,) = says("綜合", "folio", "item-0")
    assert (none.code, none.severity) == ("PAGE_NUMBER", Severity.WARNING)
    (front,) = says("今日2版", "masthead", "item-2")
    assert (front.code, front.severity) == ("PAGE_NUMBER", Severity.NOTE)


def test_a_page_that_prints_no_number_is_marked_at_its_folio() -> None:
    (none,) = says("綜合", "folio", "item-0")
    (folio,) = (box for box in SOUND.pages[1].boxes if box.name == "folio")
    assert (none.page, none.box) == ("02", "folio")
    assert none.area == (folio.area.x, folio.area.y, folio.area.width, folio.area.height)


@pytest.mark.parametrize("text", ["第2版", "02", "2", "二", "第二版 綜合"])
def test_a_page_number_stands_as_label_or_number(text: str) -> None:
    assert says(text, "folio", "item-0") == []


def lettered(text: str) -> list[str]:
    """What is said of page two labelled A2 when its folio reads ``text``."""
    page, sheet = SOUND.issue.pages[1], SOUND.pages[1]
    (line,) = (ink for ink in sheet.ink if isinstance(ink, SetLine) and (ink.box, ink.part) == ("folio", "item-0"))
    said = replace(line, line=words(text))
    template = SOUND.design.templates[page.template]
    found = _numbered(replace(sheet, label="A2"), replace(page, label="A2"), [said], template)
    return [finding.severity.value for finding in found]


@pytest.mark.parametrize("text", ["第A2版", "A2", "第A2版\u3000生活", "A2 生活"])
def test_a_lettered_page_number_stands_alone_or_beside_its_section(text: str) -> None:
    assert lettered(text) == []


def test_a_page_that_says_another_lettered_number_is_an_error() -> None:
    assert lettered("第A3版\u3000生活") == ["error"]
    assert lettered("第2版") == ["error"]
    assert lettered("生活") == ["warning"]


def test_a_digest_may_point_to_other_pages() -> None:
    assert errors(SOUND) == []
    assert says("今日2版第一版 導讀見第二版", "masthead", "item-2") == []


def test_required_furniture_of_a_spreads_page_may_have_a_name_of_its_own() -> None:
    page, copy, template = SOUND.pages[1], SOUND.issue.pages[1], SOUND.design.templates["inside"]
    ink = tuple(replace(one, box="folio-right") if one.box == "folio" else one for one in page.ink)
    (box,) = (box for box in template.furniture if box.name == "folio")
    right = replace(template, name="inside/right", furniture=(replace(box, name="folio-right"),))
    pages = (SOUND.issue.pages[0], replace(copy, template="inside/right"))
    spread = replace(
        SOUND,
        pages=(SOUND.pages[0], replace(page, ink=ink)),
        issue=replace(SOUND.issue, pages=pages),
        design=replace(SOUND.design, templates={**SOUND.design.templates, "inside/right": right}),
    )
    assert "FURNITURE_MISSING" not in spread.codes()
    whole = replace(spread, issue=replace(spread.issue, pages=SOUND.issue.pages))
    assert "FURNITURE_MISSING" in whole.codes()
