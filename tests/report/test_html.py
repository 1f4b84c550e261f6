"""report.html: one whole, escaped page that a person reads without scripts."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from compositor.errors import Finding, Place, Severity
from compositor.report import file_entry, report_html
from tests.proof.desk import desk
from tests.report.told import outcome, overset_desk

SOUND = outcome(desk())
OVERSET = outcome(overset_desk())
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
    assert [attrs["src"] for tag, attrs in reader.tags if tag == "img"] == ["proof/01.png", "proof/02.png"]
    figures = [attrs["class"] for tag, attrs in reader.tags if tag == "figure"]
    assert figures == ["withheld", "released"]
    assert "cut 18 characters, give box brief-2 2 more lines, or add a jump" in reader.text
    assert "issues/2019-11-15/issue.yaml:41:9" in reader.text


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
