"""The page view in a reader's browser: enlarged, lit and turned by mouse, keys and fingers, from disk and server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from compositor.epaper import reader_pdf
from compositor.epaper.archive.adding import Coming, Rooms
from compositor.epaper.archive.folder import keep
from compositor.epaper.feeds import root_feeds, story_files
from compositor.epaper.gathering import gathered
from compositor.epaper.media import MOST_BYTES, page_files, picture_files
from compositor.epaper.site import issue_files, root_files
from compositor.epaper.site.root import asset_files
from compositor.epaper.sitefile import SiteFile
from compositor.model.spreads import delivered
from compositor.pipeline import Request, Stopwatch, compose
from tests.conftest import ROOT
from tests.epaper.site.conftest import Faults, Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page

ACROSS, DOWN = "jintan/2019-11-15", "wangyu/2024-04-21-wangyu"
"""Samples that are bound at the left and, vertical, at the right, each in a site of its own."""
EARLIER = "2019-11-14"
ROOMS: Final = Rooms(issue_files, root_files, asset_files, root_feeds, story_files)
PHONE: Final[dict[str, Any]] = {
    "width": 390,
    "height": 800,
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 3,
}
MOST_SCRIPT = 60_000


def made(name: str) -> Coming:
    """Return the first two pages of a sample issue as they come to a site."""
    composed = compose(Request(ROOT / "issues" / name), Stopwatch(lambda _: None))
    pages, read = delivered(composed.made.pages, "pages")[:2], composed.read
    found = gathered(pages, read.issue, composed.dummy, read.design)
    pdf = reader_pdf(pages, read.issue, read.design, read.faces)
    files = (*page_files(found.publication, pdf), *picture_files(found.publication, found.shots))
    return Coming(found.publication, files)


def day_before(coming: Coming) -> Coming:
    """Return the same pages as an issue of the day before."""
    publication = replace(coming.publication, slug=EARLIER, date=EARLIER, number=coming.publication.number - 1)
    start = coming.publication.folder
    files = (SiteFile(publication.folder + one.path.removeprefix(start), one.content) for one in coming.files)
    return Coming(publication, tuple(files))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two sites: of two issues, and of one."""
    folder = tmp_path_factory.mktemp("printed")
    across = made("2019-11-15")
    for coming in (day_before(across), across):
        keep(folder / "jintan", coming, ROOMS)
    keep(folder / "wangyu", made("2024-04-21-wangyu"), ROOMS)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server(printed: Path) -> Iterator[str]:
    """Return the address of the site on a server."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(printed)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


def sharp(tab: Page, level: str) -> None:
    """Wait until every tile of a level that is in view is there."""
    tab.wait_for_function(
        """level => {
            const tiles = [...document.querySelectorAll('#tiles img')].filter(one => one.src.includes(`/${level}/`));
            return tiles.length && tiles.every(one => one.className === 'sharp' && one.naturalWidth);
        }""",
        arg=level,
    )


def zoomed(tab: Page) -> int:
    return int((tab.text_content("#zoom") or "").rstrip("%"))


PLACES = """() => {
    const picture = document.getElementById('page-picture').getBoundingClientRect();
    return [...document.querySelectorAll('#zones polygon')].map(one => {
        const box = one.getBoundingClientRect(), points = one.getAttribute('points').split(/[ ,]/).map(Number);
        const across = points.filter((_, at) => at % 2 === 0), down = points.filter((_, at) => at % 2);
        const edges = (values, from, size) =>
            [Math.min(...values), Math.max(...values)].map(value => from + value / 1e4 * size);
        const [left, right] = edges(across, picture.left, picture.width);
        const [top, bottom] = edges(down, picture.top, picture.height);
        return Math.max(...[box.left - left, box.right - right, box.top - top, box.bottom - bottom].map(Math.abs));
    });
}"""
"""How far each hot zone is from where it belongs on the picture, in pixels."""

TAP_TWICE = """([x, y]) => {
    const target = document.elementFromPoint(x, y);
    for (const detail of [1, 2]) {
        const at = {bubbles: true, cancelable: true, clientX: x, clientY: y, pointerType: 'touch', detail: 1};
        target.dispatchEvent(new PointerEvent('pointerdown', at));
        target.dispatchEvent(new PointerEvent('click', at));
    }
}"""
"""Two taps at once: a slow machine would take real ones for two."""


def test_first_pictures_and_scripts_are_light(printed: Path) -> None:
    pictures = list(printed.glob("*/*/pages/*.webp"))
    assert len(pictures) == 6
    assert max(one.stat().st_size for one in pictures) <= MOST_BYTES
    assert sum(one.stat().st_size for one in (printed / "jintan").glob("assets/*.js")) <= MOST_SCRIPT


@pytest.mark.parametrize("issue", [ACROSS, DOWN])
def test_the_wheel_enlarges_what_it_points_at_until_type_is_sharp(tabs: Tabs, printed: Path, issue: str) -> None:
    tab = tabs(printed / issue / "page-01.html")
    assert not tab.query_selector("#tiles img")
    tab.mouse.move(500, 500)
    there = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.id"
    before = tab.evaluate(there, [500, 500])
    tab.keyboard.down("Control")
    for _ in range(3):
        tab.mouse.wheel(0, -100)
    tab.keyboard.up("Control")
    sharp(tab, "300")
    assert zoomed(tab) > 300
    assert tab.evaluate(there, [500, 500]) == before
    assert max(tab.evaluate(PLACES)) < 1
    lit = tab.screenshot(clip={"x": 400, "y": 300, "width": 200, "height": 200})
    tab.mouse.move(1270, 5)
    assert tab.screenshot(clip={"x": 400, "y": 300, "width": 200, "height": 200}) != lit  # over the tiles


def test_keys_enlarge_and_pan_while_the_page_has_the_focus(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html")
    tab.keyboard.press("+")
    assert zoomed(tab) == 100  # letters mean nothing elsewhere (WCAG 2.1.4)
    tab.focus("#tools button")
    tab.keyboard.press("+")
    tab.keyboard.press("+")
    assert zoomed(tab) == 225
    before = tab.evaluate("[view.scrollLeft, view.scrollTop]")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    after = tab.evaluate("[view.scrollLeft, view.scrollTop]")
    assert all(new > old for new, old in zip(after, before, strict=True))
    tab.keyboard.press("-")
    assert zoomed(tab) == 150
    tab.keyboard.press("0")
    assert zoomed(tab) == 100
    assert max(tab.evaluate(PLACES)) < 1


def test_the_mouse_drags_what_is_enlarged_and_a_drag_is_no_click(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html")
    for _ in range(3):
        tab.click("[data-do=in]")
    before = tab.evaluate("[view.scrollLeft, view.scrollTop]")
    tab.mouse.move(400, 400)
    tab.mouse.down()
    tab.mouse.move(300, 340, steps=3)
    tab.mouse.up()
    after = tab.evaluate("[view.scrollLeft, view.scrollTop]")
    assert [round(new - old) for new, old in zip(after, before, strict=True)] == [100, 60]
    assert tab.url.endswith("page-01.html")


@pytest.mark.parametrize(("issue", "key"), [(ACROSS, "ArrowRight"), (DOWN, "ArrowLeft")])
def test_arrows_turn_pages_the_way_the_paper_is_bound(tabs: Tabs, printed: Path, issue: str, key: str) -> None:
    tab = tabs(printed / issue / "page-01.html")
    tab.keyboard.press(key)
    tab.wait_for_url("**/page-02.html")
    assert tab.get_attribute("#strip [aria-current]", "href") == "page-02.html"
    tab.keyboard.press("ArrowLeft" if key == "ArrowRight" else "ArrowRight")
    tab.wait_for_url("**/page-01.html")


def test_all_parts_of_a_story_are_lit_and_its_jump_leads_there_and_back(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html", height=1400)
    for here, there in (("01", "02"), ("02", "01")):
        tab.hover("#zone-sprint")
        assert tab.evaluate("[...document.querySelectorAll('.lit')].every(one => one.dataset.story === 'sprint')")
        assert tab.locator(".lit").count() == 3  # the zone, the list's row, the jump
        tab.click(".jump-tag.lit")
        tab.wait_for_url(f"**/page-{there}.html#zone-sprint")
        assert tab.evaluate("document.getElementById('zone-sprint').classList.contains('lit')"), here


def test_a_story_opens_beside_either_of_its_pages_on_a_wide_screen(tabs: Tabs, axe: Faults, server: str) -> None:
    for page in ("01", "02"):
        tab = tabs(f"{server}/{ACROSS}/page-{page}.html")
        tab.focus("#zone-sprint")
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#panel[open] h1")
        assert "四季度行程過半" in tab.inner_text("#panel h1")
        assert "全年紅" in tab.inner_text("#panel .panel-story")
        if page == "01":
            assert not axe(tab)
        tab.keyboard.press("Escape")
        tab.wait_for_selector("#panel", state="hidden")
        assert tab.evaluate("document.activeElement.id") == "zone-sprint"
        tab.click("#zone-sprint polygon")
        tab.click("#panel [data-whole]")
        tab.wait_for_url("**/story-sprint.html")


def test_from_a_disk_and_on_a_phone_the_link_is_followed(tabs: Tabs, printed: Path, server: str) -> None:
    tab = tabs(printed / ACROSS / "page-01.html")
    tab.click("#zone-sprint polygon")
    tab.wait_for_url("**/story-sprint.html")
    tab = tabs(f"{server}/{ACROSS}/page-01.html", **PHONE)
    tab.tap("#zone-sprint polygon")
    tab.wait_for_url("**/story-sprint.html")
    assert "四季度行程過半" in tab.inner_text("h1")


@pytest.mark.parametrize("issue", [ACROSS, DOWN])
def test_two_taps_enlarge_to_reading_size_and_back(tabs: Tabs, axe: Faults, printed: Path, issue: str) -> None:
    tab = tabs(printed / issue / "page-01.html", **PHONE)
    tab.evaluate(TAP_TWICE, [200, 400])
    sharp(tab, "300")
    em = tab.evaluate("stage.clientWidth / (270 / 25.4) * 9.3 / 72")
    assert em == pytest.approx(17, abs=0.5)
    assert max(tab.evaluate(PLACES)) < 1
    assert not axe(tab)
    wider = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0
    tab.evaluate(TAP_TWICE, [200, 400])
    assert zoomed(tab) == 100
    assert tab.url.endswith("page-01.html")


def touch(tab: Page, *steps: tuple[str, list[tuple[int, int]]]) -> None:
    driver = tab.context.new_cdp_session(tab)
    for kind, places in steps:
        points = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(places)]
        driver.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_two_fingers_enlarge(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html", **PHONE)
    start, middle, wide = [(150, 400), (250, 400)], [(120, 400), (280, 400)], [(80, 400), (330, 400)]
    touch(tab, ("touchStart", start), ("touchMove", middle), ("touchMove", wide), ("touchEnd", []))
    assert zoomed(tab) == pytest.approx(250, abs=5)
    assert tab.evaluate("visualViewport.scale") == 1  # the page's, not the window's
    assert tab.url.endswith("page-01.html")


SWIPE = """([from, to]) => {
    const target = document.getElementById('page-picture');
    for (const [kind, x] of [['touchstart', from], ['touchmove', to], ['touchend', to]]) {
        const point = new Touch({identifier: 1, target, clientX: x, clientY: 420});
        const touches = kind === 'touchend' ? [] : [point];
        target.dispatchEvent(new TouchEvent(kind, {bubbles: true, cancelable: true, touches, changedTouches: [point]}));
    }
}"""
"""A quick swipe: a slow machine would make one of a second of it, which is no swipe."""


@pytest.mark.parametrize(("issue", "ways"), [(ACROSS, [300, 60]), (DOWN, [60, 300])])
def test_a_swipe_turns_pages_the_way_the_paper_is_bound(tabs: Tabs, printed: Path, issue: str, ways: list[int]) -> None:
    tab = tabs(printed / issue / "page-01.html", **PHONE)
    tab.evaluate(SWIPE, ways)
    tab.wait_for_url("**/page-02.html")
    assert zoomed(tab) == 100


def test_nothing_is_kept_of_where_a_reader_was(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html")
    tab.click("[data-do=in]")
    tab.keyboard.press("Escape")
    assert zoomed(tab) == 100
    assert tab.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage), document.cookie || [])") == []


def test_without_its_script_a_page_is_whole(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "page-01.html", java_script_enabled=False)
    assert tab.is_hidden("#tools")
    assert tab.is_hidden("#panel")
    tab.click("#zone-sprint polygon")
    tab.wait_for_url("**/story-sprint.html")


def found(tab: Page, words: str) -> None:
    """Search for words from wherever the reader is, and open the story that has them in its head."""
    tab.wait_for_url("**/search.html*")
    tab.fill("#search input[name=q]", words)
    tab.press("#search input[name=q]", "Enter")
    tab.wait_for_selector(f"#hits li a:has-text('{words}')")


def test_a_reader_with_a_mouse_goes_through_the_site(tabs: Tabs, printed: Path) -> None:
    """An issue, a page, enlarged, a story that jumps from both its pages, a search, another issue: from a disk."""
    tab = tabs(printed / "jintan" / "index.html")
    tab.goto((printed / ACROSS / "index.html").as_uri())
    tab.click(".sheets a >> nth=0")
    tab.wait_for_url("**/page-01.html")
    tab.mouse.move(500, 500)
    tab.keyboard.down("Control")
    for _ in range(3):
        tab.mouse.wheel(0, -100)
    tab.keyboard.up("Control")
    sharp(tab, "300")
    tab.click("[data-do=fit]")
    tab.click("#zone-top100 polygon")
    tab.wait_for_url("**/story-top100.html")
    tab.click(".places a >> nth=1")
    tab.wait_for_url("**/page-02.html#zone-top100")
    tab.click("#zone-top100 polygon")
    tab.wait_for_url("**/story-top100.html")
    assert "47" in tab.inner_text("h1")
    tab.click(".ways a[href*=search]")
    found(tab, "訂閱")
    tab.click("#hits li a:has-text('訂閱') >> nth=0")
    tab.wait_for_url("**/story-*.html*")
    assert "訂閱" in tab.inner_text("h1")
    tab.click(".crumbs a >> nth=0")
    tab.wait_for_url("**/index.html")
    tab.click(".issue-head .turns a >> nth=0")
    tab.wait_for_url(lambda address: address.split("/")[-2] in {EARLIER, "2019-11-15"})
    assert tab.locator(".sheets a").count() == 2


def to(tab: Page, place: str) -> None:
    """Go to a place by Tab alone."""
    for _ in range(80):
        tab.keyboard.press("Tab")
        if tab.evaluate("place => document.activeElement.matches(place)", place):
            return
    pytest.fail(f"the keyboard doesn't reach {place}")


def test_a_reader_with_a_keyboard_goes_through_the_site(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "index.html")
    to(tab, ".sheets a")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/page-01.html")
    to(tab, "#tools [data-do=in]")
    for _ in range(4):
        tab.keyboard.press("+")
    sharp(tab, "300")
    tab.keyboard.press("0")
    for page in ("01", "02"):
        to(tab, "#zone-sprint")
        assert tab.evaluate("document.activeElement.classList.contains('lit')")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/story-sprint.html")
        tab.go_back()
        tab.wait_for_url(f"**/page-{page}.html")
        if page == "01":
            tab.keyboard.press("ArrowRight")
            tab.wait_for_url("**/page-02.html")
    to(tab, ".ways a[href*=search]")
    tab.keyboard.press("Enter")
    found(tab, "訂閱")


def test_a_reader_with_a_phone_goes_through_the_site(tabs: Tabs, printed: Path) -> None:
    tab = tabs(printed / ACROSS / "index.html", **PHONE)
    tab.tap(".sheets a >> nth=0")
    tab.wait_for_url("**/page-01.html")
    tab.evaluate(TAP_TWICE, [200, 400])
    sharp(tab, "300")
    tab.tap("[data-do=fit]")
    for page in ("01", "02"):
        tab.goto((printed / ACROSS / f"page-{page}.html").as_uri())
        tab.tap("#zone-sprint polygon")
        tab.wait_for_url("**/story-sprint.html")
    tab.tap(".ways a[href*=search]")
    found(tab, "訂閱")
    tab.tap("#hits li a:has-text('訂閱') >> nth=0")
    tab.wait_for_url("**/story-*.html*")
    assert "訂閱" in tab.inner_text("h1")
