"""Facts that furniture prints, as the desk types them."""

from __future__ import annotations

from datetime import date

import pytest

from compositor.model.design import ItemKind
from compositor.model.numbering import Numbering
from tests.intake.desk import FRONT, MANIFEST, PAPER, Desk

ENTRIES = "entries: {lunar: 十月十九}\n"


def test_facts_know_where_they_are_typed(desk: Desk) -> None:
    issue = desk.read().issue
    assert str(issue.fact_places["lunar"]).endswith("issue.yaml:4:18")
    assert str(issue.fact_places["date"]).endswith("issue.yaml:2:7")


def test_a_paper_says_from_what_its_numbers_are_reckoned(desk: Desk) -> None:
    typed = "number_from: {date: 2019-01-02, number: 7, days: [fri, wed], without: [2019-10-02], extra: [2019-10-03]}\n"
    desk.change(PAPER, "region: CN\n", "region: CN\n" + typed)
    wanted = Numbering(date(2019, 1, 2), 7, (2, 4), (date(2019, 10, 2),), (date(2019, 10, 3),))
    assert desk.read().design.paper.numbering == wanted


def test_a_number_known_on_a_day_without_an_issue_is_a_fault(desk: Desk) -> None:
    desk.change(PAPER, "region: CN\n", "region: CN\nnumber_from: {date: 2019-01-02, number: 7, days: [fri]}\n")
    (fault,) = desk.faults()
    assert (fault.code, fault.message) == (
        "OUT_OF_RANGE",
        "number_from: the paper has no issue on 2019-01-02, a Wednesday",
    )


def test_the_index_takes_the_headline_where_it_has_no_words(desk: Desk) -> None:
    desk.change(MANIFEST, ENTRIES, ENTRIES + "index: [{story: lead}, {story: brief, text: 簡訊}]\n")
    assert [(item.story, item.text) for item in desk.read().issue.index] == [
        ("lead", "主題一 主題二"),
        ("brief", "簡訊"),
    ]


def test_a_story_of_the_index_that_no_page_takes_is_a_fault(desk: Desk) -> None:
    desk.change(MANIFEST, ENTRIES, ENTRIES + "index: [{story: leed, text: 簡訊}]\n")
    (fault,) = desk.faults()
    assert (fault.code, fault.message) == ("INDEX_UNPLACED", 'index: no page takes the story "leed"')
    assert fault.hint == "do you mean lead?"
    assert str(fault.place).endswith("issue.yaml:5:17")


def test_the_weather_is_read_in_the_order_typed(desk: Desk) -> None:
    desk.change(MANIFEST, ENTRIES, ENTRIES + "weather: {sky: 晴, low: -3, high: 5}\n")
    assert desk.read().issue.weather == (("sky", "晴"), ("low", "-3"), ("high", "5"))


@pytest.mark.parametrize(("low", "high"), [(9, 5), (-99, 5)])
def test_weather_that_cannot_be_is_a_fault(desk: Desk, low: int, high: int) -> None:
    desk.change(MANIFEST, ENTRIES, ENTRIES + f"weather: {{low: {low}, high: {high}}}\n")
    (fault,) = desk.faults()
    assert fault.code == "OUT_OF_RANGE"


def test_an_item_may_be_a_qr_code_with_its_words(desk: Desk) -> None:
    rule = "      - {rule: 0.5pt, top: 90%}\n"
    code = (
        '      - {qr: "https://example.org/{day}", label: 數字報, style: small, width: 20%, level: Q, align: centre}\n'
    )
    desk.change(FRONT, rule, rule + code)
    item = desk.read().design.templates["front"].furniture[0].items[2]
    assert (item.kind, item.text, item.label, item.level) == (ItemKind.QR, "https://example.org/{day}", "數字報", "Q")


def test_words_under_a_code_need_a_style_and_addresses_hold_no_white(desk: Desk) -> None:
    rule = "      - {rule: 0.5pt, top: 90%}\n"
    desk.change(FRONT, rule, rule + '      - {qr: "https://example.org", label: 數字報}\n      - {qr: "a b"}\n')
    assert [fault.code for fault in desk.faults()] == ["MISSING_KEY", "BAD_NAME"]
