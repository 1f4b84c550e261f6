"""report.html: one whole, escaped page that a person reads without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from compositor.errors import Finding, Place, Severity
from compositor.model.page import SetLine
from compositor.report import file_entry, report_html
from tests.proof.desk import SIZE, desk
from tests.report.told import accounted_desk, opened, outcome, overset_desk

SOUND = outcome(desk())
OVERSET = outcome(overset_desk())
ACCOUNTED = outcome(accounted_desk())
PICTURES = {"01": "proof/01.png", "02": "proof/02.png"}
VOID = {"meta", "img", "br", "link"}


class Reader(HTMLParser):
    """Checks that elements nest and keeps what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_is_whole_and_needs_no_scripts() -> None:
    page = report_html(OVERSET, [file_entry("proof/01.png", "picture", b"x")], pictures=PICTURES)
    reader = read(page)
    tags = [tag for tag, _ in reader.tags]
    assert page.startswith("<!doctype html>")
    assert not {"script", "link", "iframe"} & set(tags)
    assert ("html", {"lang": "en"}) in reader.tags
    assert "prefers-color-scheme: dark" in page
    assert all(not str(attrs.get(name, "")).startswith("http") for _, attrs in reader.tags for name in ("src", "href"))


def test_pages_in_error_are_told_first_with_their_pictures_and_hints() -> None:
    reader = read(report_html(OVERSET, pictures=PICTURES))
    assert "1 page of 2 withheld: 01. 1 error, 0 warnings, 0 notes." in reader.text
    assert [attrs["src"] for tag, attrs in reader.tags if tag == "img"] == [
        "proof/01.png",
        "proof/02.png",
        "proof/01.png",
    ]
    figures = [attrs["class"] for tag, attrs in reader.tags if tag == "figure"]
    assert figures == ["withheld", "released"]
    assert "cut 18 characters, give box brief-2 2 more lines, or add a jump" in reader.text
    assert "issues/2019-11-15/issue.yaml:41:9" in reader.text


def marks(page: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in read(page).tags if tag == "a" and (attrs.get("id") or "").startswith("mark-")]


def test_a_finding_is_marked_on_the_picture_of_its_page() -> None:
    page = report_html(OVERSET, pictures=PICTURES)
    (mark,) = marks(page)
    assert (mark["class"], mark["href"]) == ("error", "#finding-1")
    assert mark["style"] == "left:53.33%;top:55.00%;width:33.33%;height:22.50%"
    assert (mark["title"] or "").startswith("OVERSET: ")
    assert '<li class="error" id="finding-1">' in page
    assert '<a class="show" href="#mark-1">' in page
    for state in (":target", ":hover", ":focus-visible"):
        assert state in page.partition(".marked > a:is(")[2].partition("{")[0]


def test_marks_with_one_corner_stand_side_by_side_the_smallest_on_top() -> None:
    large, small = (Finding("X", Severity.NOTE, "so", page="01", area=(0, 0, n, n)) for n in (100, 50))
    found = marks(report_html(replace(SOUND, findings=(small, large, small)), pictures=PICTURES))
    assert [mark["id"] for mark in found] == ["mark-2", "mark-1", "mark-3"]
    assert [(mark["style"] or "").partition("--n:")[2] for mark in found] == ["", "1", "2"]


def test_what_has_no_place_or_no_picture_is_listed_without_a_mark() -> None:
    bare = Finding("X", Severity.NOTE, "so", page="01")
    assert marks(report_html(replace(SOUND, findings=(bare,)), pictures=PICTURES)) == []
    page = report_html(OVERSET)
    assert marks(page) == []
    assert "#mark-" not in page


def test_a_sound_issue_is_said_to_be_released() -> None:
    reader = read(report_html(SOUND))
    assert "all 2 pages are released for press" in reader.text
    assert "0 errors" in reader.text


def test_fit_jumps_and_normalisations_are_told() -> None:
    reader = read(report_html(SOUND))
    assert "（下轉第二版）" in reader.text
    assert "12 of 12" in reader.text
    assert "paragraph 2" in reader.text
    assert "stories/sprint.md:8:43" in reader.text


def test_what_people_wrote_is_escaped() -> None:
    finding = Finding(
        "X_Y", Severity.NOTE, '<script>alert("稿")</script> & more', '<i>"', Place('<a href="x">.yaml', 1, 1), "01"
    )
    page = report_html(replace(SOUND, findings=(finding,)))
    reader = read(page)
    assert "<script" not in page
    assert "<i>" not in page
    assert '<script>alert("稿")</script> & more' in reader.text


def test_chinese_is_marked_as_such_in_english_sentences() -> None:
    page = report_html(OVERSET)
    assert '<span lang="zh">黨報黨刊征訂</span>' in page
    assert '<span lang="zh-Hant-CN">金壇時報</span>' in page


def test_names_of_files_are_quoted_in_links() -> None:
    page = report_html(SOUND, pictures={"01": "proof/A 1#.png"})
    assert 'src="proof/A%201%23.png"' in page


def hot_lines(reader: Reader) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in reader.tags if tag == "a" and (attrs.get("id") or "").startswith("L")]


def test_lines_lie_over_the_picture_of_their_page_where_they_stand() -> None:
    reader = read(report_html(ACCOUNTED, pictures=PICTURES))
    lines = hot_lines(reader)
    page = ACCOUNTED.pages[0]
    set_by_text = [ink for ink in page.ink if isinstance(ink, SetLine) and ink.line.trail]
    assert [line["id"] for line in lines] == [f"L01-{number}" for number in range(1, len(set_by_text) + 1)]
    assert len(lines) == 4
    for line, ink in zip(lines, set_by_text, strict=True):
        area = ink.em_boxes()
        told = {key: float(value.rstrip("%")) for key, value in re.findall(r"(\w+):([\d.]+%)", line["style"] or "")}
        assert told["left"] * page.width / 100 == pytest.approx(area.x, abs=page.width / 10_000)
        assert told["top"] * page.height / 100 == pytest.approx(area.y, abs=page.height / 10_000)
        assert told["width"] * page.width / 100 == pytest.approx(area.width, abs=page.width / 10_000)
        assert told["height"] * page.height / 100 == pytest.approx(area.height, abs=page.height / 10_000)


def test_a_line_is_reached_by_pointer_touch_and_keyboard_without_a_script() -> None:
    page = report_html(ACCOUNTED, pictures=PICTURES)
    lines = hot_lines(read(page))
    assert all(line["href"] == f"#{line['id']}" for line in lines)
    assert not any("tabindex" in line for line in lines)
    for state in (":hover", ":focus", ":target"):
        assert state in page
    assert "<script" not in page


def test_a_line_says_why_it_stands_as_it_does() -> None:
    reader = read(report_html(ACCOUNTED, pictures=PICTURES))
    assert "brackets and quotes 括號引號 ×1: -0.50 of 0.50 em" in reader.text
    assert "may not begin a line 避頭 (GB/T 15834-2011" in reader.text
    assert "line 4 of 4: the copy ends" in reader.text


def test_without_pictures_no_line_is_accounted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_: object) -> None:
        raise AssertionError("an account was worked out")

    monkeypatch.setattr("compositor.text.audit.Paragraph", asked)
    assert hot_lines(read(report_html(outcome(accounted_desk())))) == []


def test_evenness_is_told_by_page_and_story() -> None:
    loose = outcome(opened(desk(), SIZE // 5, box="lead", part="body", row=3, column=0))
    reader = read(report_html(loose))
    assert "How even the lines are" in reader.text
    assert "孤行" in reader.text
    titles = [attrs["title"] for tag, attrs in reader.tags if tag == "span" and "title" in attrs]
    assert titles == ["page 01, lead: 仍是一片繁忙景象工人"] * 2
