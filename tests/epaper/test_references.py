"""Addresses and pages that copy and furniture name are links where they stand, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.epaper.references import referring
from compositor.model.copy import Issue, PageCopy
from compositor.model.page import Link, Page, SetLine
from compositor.model.spreads import delivered
from tests.makeup.desk import HERE, box, issue_of, part, story
from tests.makeup.desk import composed as made_up
from tests.makeup.test_spreads import composed, spread_of


def pages_of(text: str) -> tuple[tuple[Page, ...], Issue]:
    issue, design = issue_of(story(part("headline", "題"), part("body", text)), box(rows=(1, 40)))
    more = [PageCopy(number, f"{number:02d}", "城事", "front", (), (), HERE) for number in (3, 12)]
    pages = made_up(issue, design).pages
    return pages, replace(issue, pages=(*issue.pages, *more))


def found(text: str) -> list[Link]:
    (page, *_) = referring(*pages_of(text))
    return list(page.links)


def under(link: Link, page: Page) -> str:
    """Return what is printed in the rectangle of a link."""
    shown = ""
    for ink in page.ink:
        if isinstance(ink, SetLine) and ink.box == link.box and ink.em_boxes().meets(link.area):
            at = ink.x + ink.line.indent
            for run in ink.line.runs:
                for text, advance in zip(run.texts(), run.advances, strict=True):
                    shown += text if link.area.x <= at + advance // 2 < link.area.right else ""
                    at += advance
    return shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("網址是https://example.org/a?b=1。", "https://example.org/a?b=1"),
        ("見www.example.org/news，或來電。", "https://www.example.org/news"),
        ("來信寄desk@example.org，謝謝。", "mailto:desk@example.org"),
        ("（https://example.org/w_(x)）", "https://example.org/w_(x)"),
        ("(https://example.org/x).", "https://example.org/x"),
    ],
)
def test_an_address_is_a_link_where_it_stands(text: str, address: str) -> None:
    links = found(text)
    assert {link.address for link in links} == {address}
    page = pages_of(text)[0][0]
    printed = "".join(under(link, page) for link in links)
    assert address.removeprefix("mailto:").endswith(printed.removeprefix("https://"))
    assert len(printed) > 10


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "3.5版", "a@b", "https://", "www.", "意見第三版", "見3月4日第3版"]
)
def test_what_is_no_address_and_no_page_is_no_link(text: str) -> None:
    assert found(f"說是{text}，如此。") == []


@pytest.mark.parametrize(
    ("text", "label"), [("詳見第三版", "03"), ("（全文見3版）", "03"), ("刊於今日十二版", "12"), ("見第 3 頁", "03")]
)
def test_a_page_of_the_issue_is_a_link_where_copy_names_it(text: str, label: str) -> None:
    links = found(f"昨日開工。{text}。")
    assert {(link.to_page, link.title, link.address) for link in links} == {(label, f"{label} 城事", "")}
    printed = "".join(under(link, pages_of(f"昨日開工。{text}。")[0][0]) for link in links)
    assert text.replace(" ", "").rstrip("）").endswith(printed.replace(" ", ""))


def test_a_page_that_the_issue_has_not_is_no_link() -> None:
    assert found("昨日開工，詳見第九版。") == []


def test_an_address_over_two_lines_is_a_link_on_each() -> None:
    text = "詳情請看" + "https://example.org/" + "a-long-way-to-go/" * 3
    links = found(text)
    assert len(links) > 1
    assert {link.address for link in links} == {text[4:]}
    assert len({link.area.y for link in links}) == len(links)


def test_what_leads_somewhere_already_goes_on_doing_so() -> None:
    pages, issue = pages_of("詳見第三版。")
    (page, *_) = referring(pages, issue)
    again = replace(page, links=(replace(page.links[0], title="稿"),))
    assert referring((again,), issue) == (again,)


def test_on_each_half_of_a_spread_a_link_lies_where_its_words_do() -> None:
    text = box(columns=(3, 6), flow=4)
    issue, design = spread_of(story(part("body", "城" * 350 + "詳見01版。" + "城" * 350)), boxes=(text,))
    halves = referring(delivered(composed(issue, design).pages, "pages"), issue)
    ((at, link),) = [(at, link) for at, page in enumerate(halves) for link in page.links]
    assert 0 <= link.area.x < link.area.right <= halves[at].width
    assert under(link, halves[at]) == "01版"
