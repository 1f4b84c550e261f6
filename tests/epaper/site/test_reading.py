"""The site in a reader's browser, from a disk: by mouse and keyboard, at phone size, in the dark, without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from compositor.epaper.markup import shown
from tests.epaper.site.conftest import Faults, Tabs
from tests.epaper.site.paper import HOSTILE, files, hostile, publication

ISSUE: Final = "2024-05-20"
VIEWS: Final = (
    "index.html",
    "calendar-2024.html",
    "search.html",
    f"{ISSUE}/index.html",
    f"{ISSUE}/page-01.html",
    f"{ISSUE}/page-02.html",
    f"{ISSUE}/story-bridge.html",
    f"{ISSUE}/story-lake.html",
    f"{ISSUE}/story-fee.html",
    f"{ISSUE}/story-gone.html",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for file in files(publication("2024-05-19"), publication(ISSUE)):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.bytes)
    return folder


def own_words(tab: Any) -> set[str]:
    """Return the languages in which the site's own words stand."""
    found = tab.evaluate("[...document.querySelectorAll('[data-w]')].map(one => one.closest('[lang]').lang)")
    return set(found)


@pytest.mark.parametrize(("width", "light"), [(1280, "light"), (320, "dark")])
def test_nothing_is_out_of_reach(tabs: Tabs, axe: Faults, site: Path, width: int, light: str) -> None:
    """WCAG 2.2 AA as far as a program sees it (axe-core), and reflow at 320 pixels (1.4.10)."""
    tab = tabs(site / VIEWS[0], width=width, height=800, color_scheme=light)
    for view in VIEWS:
        tab.goto((site / view).as_uri())
        assert not axe(tab), view
        wider = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, (view, wider)


def test_a_story_that_jumps_opens_from_both_pages_and_leads_back(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "page-01.html", height=1800)
    box = tab.locator("#page-picture").bounding_box()
    assert box
    for place, page in (((0.2, 0.7), "page-01.html"), ((0.75, 0.5), "page-02.html")):
        tab.goto((site / ISSUE / page).as_uri())
        tab.mouse.click(box["x"] + box["width"] * place[0], box["y"] + box["height"] * place[1])
        tab.wait_for_url("**/story-bridge.html")
        assert tab.locator("h1").inner_text().replace("\n", "") == "河灣橋今天通車車隊走了十年的路"
    tab.locator(".places a").nth(1).click()
    tab.wait_for_url("**/page-02.html#zone-bridge")
    stroke = tab.evaluate("getComputedStyle(document.querySelector('.zone:target polygon')).strokeOpacity")
    assert stroke == "1"


def test_what_lies_in_the_angle_of_an_outline_is_no_part_of_it(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "page-01.html", height=1800)
    box = tab.locator("#page-picture").bounding_box()
    assert box
    for x, y, there in ((0.2, 0.7, "story"), (0.45, 0.4, "story"), (0.45, 0.7, "")):
        place = [box["x"] + box["width"] * x, box["y"] + box["height"] * y]
        zone = "document.elementFromPoint(...place).closest('.zone')"
        assert tab.evaluate(f"place => {zone}?.dataset.story ? 'story' : ''", place) == there


def test_by_keyboard_hot_zones_come_in_reading_order(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "page-01.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    names = []
    for _ in range(8):
        tab.keyboard.press("Tab")
        names.append(tab.evaluate("document.activeElement.closest('svg') ? document.activeElement.ariaLabel : ''"))
    zones = [name for name in names if name]
    assert zones == ["河灣橋今天通車 車隊走了十年的路 (1/2)", "停車費更正", "廣告 河灣銀行"]


def test_a_reader_may_have_the_sites_words_in_another_language(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "page-01.html")
    tab.locator("#settings summary").click()
    tab.select_option("#language", "en")
    tab.locator("text=On this page").wait_for()
    assert own_words(tab) == {"en"}
    assert tab.locator("h1").inner_text() == "Page 01 要聞"
    assert tab.locator(".crumbs time").inner_text() == "Mon 20 May 2024"
    assert tab.locator("#strip").get_attribute("aria-label") == "Pages"
    tab.goto((site / ISSUE / "story-bridge.html").as_uri())  # and it is kept
    tab.locator("text=Where it was printed").wait_for()
    assert tab.locator("article").get_attribute("lang") == "zh-Hant-CN"
    tab.locator("#settings summary").click()
    tab.select_option("#language", "zh-Hans")
    tab.locator("text=在报纸上的位置").wait_for()
    tab.goto((site / "search.html").as_uri() + "?q=通車")
    tab.locator("text=找到 2 篇").wait_for()
    tab.locator("#settings summary").click()
    tab.select_option("#language", "en")
    tab.locator("text=2 articles").wait_for()
    assert tab.locator(".filters label").first.inner_text().startswith("Year")


def test_a_reader_may_turn_the_light_off_and_it_stays_off(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / "index.html", color_scheme="light")
    lit = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    tab.locator("#settings summary").press("Enter")
    tab.select_option("#light", "dark")
    dark = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert lit != dark
    tab.reload()
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    tab.keyboard.press("Tab")


def test_vertical_text_stands_scrolls_by_wheel_and_may_be_laid(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "story-lake.html", width=800, height=600)
    mode = "getComputedStyle(document.querySelector('.standing')).writingMode"
    assert tab.evaluate(mode) == "vertical-rl"
    assert tab.locator(".upright").first.inner_text() == "12"
    tab.locator("#lie").click()
    assert tab.evaluate(mode) == "horizontal-tb"
    tab.locator("text=改為直排").click()
    assert tab.evaluate(mode) == "vertical-rl"
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate(mode) == "horizontal-tb"


def test_traditional_copy_of_the_mainland_has_its_forms_and_places_of_marks(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "page-01.html")
    forms = "[...document.querySelectorAll('body *')].map(one => getComputedStyle(one).fontLanguageOverride)"
    assert set(tab.evaluate(forms)) == {'"ZHS"'}


def test_it_is_read_without_scripts(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / "index.html", java_script_enabled=False)
    assert not tab.locator("#settings").is_visible()
    tab.locator(".month a.day").first.click()
    tab.locator(".sheets a").nth(1).click()
    tab.locator("svg#zones a").nth(1).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/story-bridge.html")
    assert tab.locator("text=見本報2014年5月20日第1版。").is_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_two_characters_lead_from_the_front_door_to_a_story_and_to_another_issue(
    tabs: Tabs, axe: Faults, site: Path, width: int
) -> None:
    tab = tabs(site / "index.html", width=width, has_touch=width < 600)
    tab.fill("#search-here-field", "通車")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?*")
    assert tab.url.endswith("/search.html?q=%E9%80%9A%E8%BB%8A")
    tab.locator("#hits li").nth(1).wait_for()
    assert not axe(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    first = tab.locator("#hits a").first
    assert first.inner_text() == "河灣橋今天通車 車隊走了十年的路"
    first.click() if width > 600 else first.tap()
    tab.wait_for_url(f"**/{ISSUE}/story-bridge.html")
    tab.locator(".ways a").first.click()
    tab.wait_for_url("**/calendar-2024.html#m05")
    tab.locator("a.day").first.press("Enter")
    tab.wait_for_url("**/2024-05-19/index.html")
    tab.locator(".turns a.next-issue").click()
    tab.wait_for_url(f"**/{ISSUE}/index.html")


def test_on_paper_the_story_stands_alone(tabs: Tabs, site: Path) -> None:
    tab = tabs(site / ISSUE / "story-bridge.html", color_scheme="dark")
    tab.emulate_media(media="print")
    assert tab.locator(".heads h1").is_visible()
    for gone in (".ways", ".turns", ".formats", "#settings"):
        assert not tab.locator(gone).first.is_visible()
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    tab.goto((site / ISSUE / "story-lake.html").as_uri())  # what stands and scrolls would be cut off
    assert tab.evaluate("getComputedStyle(document.querySelector('.standing')).writingMode") == "horizontal-tb"


def test_hostile_copy_runs_nowhere(tabs: Tabs, tmp_path: Path) -> None:
    for file in files(hostile(publication())):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.bytes)
    tab = tabs(tmp_path / "index.html")
    tab.on("dialog", lambda dialog: tabs.wrong.append(dialog.message))
    for path in sorted(tmp_path.rglob("*.html")):
        tab.goto(path.as_uri())
        assert tab.evaluate("window.ran") is None, path.name
        assert shown(HOSTILE).split()[0] in tab.locator("body").inner_text()
    tab.locator("#settings summary").click()
    tab.select_option("#language", "en")
    tab.locator("text=Search").first.wait_for()
    assert tab.evaluate("window.ran") is None
