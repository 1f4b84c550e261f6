"""Facts beside what is reckoned: entries, total number, order of pages, serial numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compositor import proof
from compositor.errors import Finding, Place, Severity
from compositor.model.copy import IndexItem
from compositor.model.imposition import PressSheets
from compositor.model.numbering import Numbering
from compositor.model.page import SetLine
from compositor.model.settings import HanForms, Region, Script, Setting
from tests.proof.desk import ISSUE_YAML, Desk, desk, words

SOUND = desk()
AT = Place(ISSUE_YAML, 4, 11)


def with_issue(base: Desk = SOUND, **changes: Any) -> Desk:
    return replace(base, issue=replace(base.issue, **changes))


def told(one: Desk, code: str) -> list[Finding]:
    return [finding for finding in one.read() if finding.code == code]


def test_an_entry_that_says_another_lunar_date_is_told_where_it_is_typed() -> None:
    spoiled = with_issue(entries=(("lunar", "農曆己亥年十月二十"),), fact_places={"lunar": AT})
    (finding,) = told(spoiled, "FACT_DIFFERS")
    assert (finding.severity, finding.place) == (Severity.WARNING, AT)
    assert "it is 農曆己亥年十月十九, which is printed" in finding.message


def test_a_fact_is_marked_where_what_is_reckoned_is_printed() -> None:
    (finding,) = told(with_issue(entries=(("weekday", "星期四"),), fact_places={"weekday": AT}), "FACT_DIFFERS")
    assert (finding.page, finding.box) == ("01", "masthead")
    assert finding.area is not None


def test_a_finding_of_a_page_alone_is_marked_on_all_of_it() -> None:
    page = SOUND.pages[1]
    found = (Finding("PAGE_ORDER", Severity.WARNING, "page 2 comes first", page=page.label),)
    (marked,) = proof.told(found, SOUND.issue, SOUND.design, SOUND.dummy, SOUND.pages)
    assert marked.area == (0, 0, page.width, page.height)


@pytest.mark.parametrize("said", ["農曆己亥年十月十九", "十月十九", "己亥年十月十九", "農曆十月十九"])
def test_an_entry_may_say_the_right_lunar_date_in_its_own_words(said: str) -> None:
    assert told(with_issue(entries=(("lunar", said),)), "FACT_DIFFERS") == []


@pytest.mark.parametrize(("name", "said"), [("weekday", "星期四"), ("pages", "4"), ("number", "3020")])
def test_an_entry_under_a_reckoned_name_that_says_otherwise_is_told(name: str, said: str) -> None:
    assert len(told(with_issue(entries=((name, said),)), "FACT_DIFFERS")) == 1


def test_a_printed_lunar_date_that_is_not_the_issues_is_an_error() -> None:
    def line(text: str) -> Desk:
        return SOUND.spoil(lambda old: (replace(old, line=words(text)),), box="masthead", part="item-1")

    (finding,) = told(line("2019年11月15日農曆己亥年十月廿九"), "FURNITURE_WRONG")
    assert finding.severity is Severity.ERROR
    assert "2019-11-15 is 農曆己亥年十月十九" in finding.message
    assert told(line("2019年11月15日農曆己亥年十月十九　十二月初八臘八"), "FURNITURE_WRONG") == []


def test_a_wrong_fact_is_told_where_it_is_typed() -> None:
    def change(line: SetLine) -> tuple[SetLine]:
        return (replace(line, line=words("2019年11月15日農曆己亥年十月廿九")),)

    spoiled = SOUND.spoil(change, box="masthead", part="item-1")
    design = spoiled.design
    front = design.templates["front"]
    masthead = front.furniture[0]
    items = (masthead.items[0], replace(masthead.items[1], text="{date}{day_of_old}"), *masthead.items[2:])
    templates = dict(design.templates) | {"front": replace(front, furniture=(replace(masthead, items=items),))}
    spoiled = with_issue(
        replace(spoiled, design=replace(design, templates=templates)),
        entries=(("day_of_old", "農曆己亥年十月廿九"),),
        fact_places={"day_of_old": AT},
    )
    (finding,) = told(spoiled, "FURNITURE_WRONG")
    assert finding.place == AT


def test_a_number_beside_the_one_reckoned_is_told() -> None:
    numbering = Numbering(date(2019, 11, 11), 3016)
    (finding,) = told(with_issue(SOUND.with_paper(numbering=numbering), fact_places={"number": AT}), "FACT_DIFFERS")
    assert "the number 3021; from the paper's number_from it is 3020" in finding.message
    assert finding.place == AT
    assert told(SOUND.with_paper(numbering=replace(numbering, number=3017)), "FACT_DIFFERS") == []


@pytest.mark.parametrize(
    ("numbering", "message"),
    [
        (Numbering(date(2019, 11, 11), 3017, (0, 1)), "the paper has no issue on 2019-11-15, a Friday"),
        (Numbering(date(2019, 12, 1), 3030), "2019-11-15, a Friday is before number_from begins"),
    ],
)
def test_a_day_without_an_issue_is_told(numbering: Numbering, message: str) -> None:
    (finding,) = told(with_issue(SOUND.with_paper(numbering=numbering), fact_places={"date": AT}), "FACT_DIFFERS")
    assert (finding.message, finding.place) == (message, AT)


def labelled(first: str, second: str) -> list[str]:
    """What is said of the order of two pages with these labels."""
    pages = tuple(replace(page, label=label) for page, label in zip(SOUND.issue.pages, (first, second), strict=True))
    from compositor.proof.facts import _order
    from compositor.proof.sheets import sheets

    issue = replace(SOUND.issue, pages=pages)
    return [one.message for one in _order(sheets(issue, SOUND.design, replace(SOUND.dummy, threads=()), ()))]


@pytest.mark.parametrize(("first", "second"), [("01", "02"), ("1", "2"), ("A8", "B1"), ("A1", "a2"), ("09", "10")])
def test_page_labels_ascend(first: str, second: str) -> None:
    assert labelled(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("02", "01", "page 1 comes after page 2"),
        ("01", "03", "page 3 comes after page 1; pages between are missing"),
        ("B1", "A2", "page A2 comes after page B1"),
        ("A8", "B2", "page B2 comes after page A8; pages between are missing"),
    ],
)
def test_pages_out_of_order_are_told(first: str, second: str, message: str) -> None:
    assert labelled(first, second) == [message]


def test_pages_that_make_no_whole_press_sheets_are_told() -> None:
    pages = SOUND.issue.pages
    paper = SOUND.design.paper

    def on(sheets: PressSheets | None) -> list[str]:
        spoiled = SOUND.with_paper(printing=replace(paper.printing, sheets=sheets))
        return [finding.message for finding in told(spoiled, "SHEET_COUNT")]

    assert not on(None)
    assert not on(PressSheets(least=2))
    assert on(PressSheets(up=4, least=8)) == [f"the issue has {len(pages)} pages, which make no whole sheets of 8"]


def printed(text: str, region: Region = Region.CN) -> list[str]:
    spoiled = SOUND.spoil(lambda old: (replace(old, line=words(text)),), box="masthead", part="item-1")
    spoiled = spoiled.with_paper(setting=Setting(region, Script.HANT, HanForms.CN))
    return [finding.message.partition(": ")[2] for finding in told(spoiled, "SERIAL_FORM")]


@pytest.mark.parametrize("text", ["CN 32-0046", "CN32-0999", "CN ××-××××（樣張）", "郵發代號 27-123", "邮发代号：1-1"])
def test_numbers_of_newspapers_have_their_form(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize("text", ["CN 32-1046", "CN 32-0000", "CN 32-46", "CN 99-0046", "CN 3-0046"])
def test_a_cn_number_of_another_form_is_told(text: str) -> None:
    assert printed(text) == [f"{text} is no newspaper's number"]


def test_a_postal_number_of_a_magazine_is_told() -> None:
    assert printed("郵發代號 28-123") == ["the 郵發代號 28-… is no newspaper's"]


def test_other_regions_have_other_numbers() -> None:
    assert printed("CN 32-1046", Region.HK) == []


LINE = IndexItem("brief", "黨報黨刊征訂", AT)


def test_a_line_of_the_index_that_is_not_printed_is_told() -> None:
    (finding,) = told(with_issue(index=(LINE,)), "INDEX_UNPRINTED")
    assert "no furniture prints {index1} and {index1_page} for the story brief" in finding.message
    assert finding.place == AT


def test_a_line_of_the_index_that_is_printed_with_its_page_is_sound() -> None:
    design = SOUND.design
    front = design.templates["front"]
    masthead = front.furniture[0]
    items = (masthead.items[0], replace(masthead.items[1], text="{index1} {index1_page}版"), *masthead.items[2:])
    templates = dict(design.templates) | {"front": replace(front, furniture=(replace(masthead, items=items),))}
    shown = replace(SOUND, design=replace(design, templates=templates))
    assert told(with_issue(shown, index=(LINE,)), "INDEX_UNPRINTED") == []
