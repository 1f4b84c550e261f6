"""Search from the disk: what is typed finds copy in either script, the newest first, with the hit marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compositor.epaper.addresses import article_view
from compositor.epaper.publication import Publication
from compositor.epaper.search import Change, fixed_files, indexed, words_files
from tests.epaper.search.papers import article, paper

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'">
<title>search</title></head><body><form id="search" action="search.html"><input name="q"><button>Go</button>
<div class="filters"></div></form><output id="count" aria-live="polite"></output><ol id="hits"></ol>
<script src="assets/search.js"></script></body></html>
"""
HOSTILE = '<img src=x onerror="window.hurt=1">'
ISSUES = (
    paper("2022-12-31", article("old", "河灣橋開工", "三年以後通車。")),
    paper(
        "2024-05-20",
        article("bridge", "河灣大橋通車", "河灣大橋今天通車。\n總工程師說：“通車以後，南來北往快了。”"),
        article("board", "學校開學", f"{HOSTILE}新學期開始，學生乘車過河灣大橋上學。", page="02", section="教育"),
    ),
    paper(
        "2024-05-21",
        article("film", "Ｆｉｌｍ Week 開幕", "電影周放映 120 部影片，其中party 12 部。"),
        article("art", "Art", "學界與術語：學術的學與術。"),
    ),
)


def site(root: Path, issues: tuple[Publication, ...] = ISSUES, lang: str = "zh-Hant") -> Path:
    """Write what search needs into a folder, issue by issue, and a page; return the page."""

    def read(path: str) -> bytes | None:
        return (root / path).read_bytes() if (root / path).is_file() else None

    def put(path: str, content: bytes) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    for file in fixed_files():
        put(file.path, file.bytes)
    for one in issues:
        made = indexed(read, (Change(one.folder, one.date, one),))
        for file in (*made.files, *words_files(one, lambda slug, one=one: article_view(one.folder, slug))):  # type: ignore[misc]
            put(file.path, file.bytes)
        for path in made.stale:
            (root / path).unlink()
    put("search.html", PAGE.format(lang=lang).encode())
    return root / "search.html"


@pytest.fixture
def ask(tabs: Callable[..., Any], tmp_path: Path) -> Any:
    """Return a function that opens the page, types, and returns what it then shows."""
    page = site(tmp_path)
    tab = tabs(page)
    tab.wait_for_selector("select[name=order] option[value=heads]", state="attached")

    def typed(words: str) -> Any:
        tab.fill("input[name=q]", words)
        tab.press("input[name=q]", "Enter")
        tab.wait_for_selector("#hits:not([aria-busy])", state="attached")
        return tab

    return typed


def titles(tab: Any) -> list[str]:
    return [str(one) for one in tab.locator("#hits li > a").all_text_contents()]


def test_two_characters_find_articles_newest_first_with_the_hit_marked(ask: Any) -> None:
    tab = ask("通車")
    assert titles(tab) == ["河灣大橋通車", "河灣橋開工"]
    assert tab.locator("#count").text_content() == "找到 2 篇"
    assert tab.locator("#hits li").first.locator(".snippet mark").all_text_contents()[0] == "通車"
    assert tab.locator("#hits li").first.locator("a").get_attribute("href").endswith("/2024-05-20/story-bridge.html")
    assert tab.locator("#hits li").first.locator(".where").text_content() == "2024-05-20 · 第 01 版 · 要聞"


def test_width_case_and_script_make_no_difference_and_words_stand_in_a_row(ask: Any) -> None:
    wanted = {
        "河湾大桥": ["河灣大橋通車", "學校開學"],
        "film": ["Ｆｉｌｍ Week 開幕"],
        "ＦＩＬＭ　week": ["Ｆｉｌｍ Week 開幕"],
        "art": ["Art"],
        "12": ["Ｆｉｌｍ Week 開幕"],
        "橋": ["河灣大橋通車", "學校開學", "河灣橋開工"],
        "學術語": [],
        "通車 總工程師": ["河灣大橋通車"],
        "，。": [],
        "constructor": [],
        "img": ["學校開學"],
    }
    assert {typed: titles(ask(typed)) for typed in wanted} == wanted


def test_copy_in_hits_is_words_and_filters_narrow_them(ask: Any) -> None:
    tab = ask("河灣")
    assert tab.evaluate("window.hurt") is None
    assert len(titles(tab)) == 3
    tab.select_option("select[name=section]", "教育")
    tab.wait_for_selector("#hits:not([aria-busy])", state="attached")
    assert titles(tab) == ["學校開學"]
    assert HOSTILE[9:] in tab.locator("#hits .snippet").text_content()
    tab.select_option("select[name=section]", "")
    tab.select_option("select[name=year]", "2022")
    tab.wait_for_selector("#hits:not([aria-busy])", state="attached")
    assert titles(tab) == ["河灣橋開工"]


def test_an_address_asks_for_itself_and_english_readers_get_english_words(
    tabs: Callable[..., Any], tmp_path: Path
) -> None:
    page = site(tmp_path, lang="en")
    tab = tabs(page.as_uri() + "?q=" + "通車")
    tab.wait_for_selector("#hits li")
    assert tab.locator("#count").text_content() == "2 articles"
    assert tab.locator("label").first.text_content().startswith("Year")
