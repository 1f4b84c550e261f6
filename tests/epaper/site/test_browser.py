"""The browser that the site is tried in sees what it should, and tells what a page may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.epaper.site.conftest import Faults, Tabs

POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'"
PAGE = """<!doctype html><html lang="zh-Hant"><head><meta charset="utf-8"><title>河灣</title>
<meta http-equiv="Content-Security-Policy" content="{policy}"></head><body>{body}</body></html>"""


def page(folder: Path, body: str) -> Path:
    path = folder / "page.html"
    path.write_text(PAGE.format(policy=POLICY, body=body), encoding="utf-8")
    return path


def test_han_has_a_face_and_files_of_the_site_run(tabs: Tabs, tmp_path: Path) -> None:
    (tmp_path / "own.js").write_text("document.title = 'ran';", encoding="utf-8")
    tab = tabs(page(tmp_path, '<p><span id="a">河</span><span id="b">灣</span></p><script src="own.js"></script>'))
    assert tab.title() == "ran"
    widths = tab.evaluate("['a', 'b'].map(id => document.getElementById(id).getBoundingClientRect().width)")
    assert widths == [16, 16]  # an em each


@pytest.mark.parametrize(
    "body",
    [
        "<script>document.title = 'ran'</script>",
        "<img src='https://elsewhere.invalid/a.png' alt=''>",
        "<p onclick='1'>x</p><button onclick='alert(1)'>x</button>",
        "<script src='absent.js'></script>",
    ],
)
def test_what_a_page_may_not_do_is_told(tabs: Tabs, tmp_path: Path, body: str) -> None:
    tab = tabs(page(tmp_path, body))
    for button in tab.query_selector_all("button"):
        button.click()
    tab.wait_for_timeout(50)
    assert tab.title() == "河灣"
    assert tabs.wrong
    tabs.wrong.clear()


def test_axe_sees_what_is_wrong(tabs: Tabs, axe: Faults, tmp_path: Path) -> None:
    tab = tabs(page(tmp_path, "<main><h1>河灣</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>"))
    assert [fault for fault in axe(tab) if fault.startswith("image-alt")]
