"""A browser for the site: Debian's Chromium, started once, with the paper's own faces; it leaves the disk for nothing.

Every tab of a test is watched: a script that fails, anything that the content security policy had to stop and any
request for what isn't the site's fail the test that opened it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conftest import ROOT, absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{faces}</dir>
  <cachedir>{cache}</cachedir>
  <match target="scan"><test name="family"><string>Noto Serif CJK SC Black</string></test>
    <edit name="family" mode="assign"><string>Noto Serif CJK SC</string></edit></match>
  <match target="scan"><test name="family"><string>Noto Sans CJK SC Black</string></test>
    <edit name="family" mode="assign"><string>Noto Sans CJK SC</string></edit></match>
  <alias><family>serif</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias><family>Kaiti SC</family><prefer><family>Compositor Kai</family></prefer></alias>
</fontconfig>
"""
WAIT: Final = 10_000
"""Milliseconds after which what a test waits for does not come."""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return the browser; the test skips where it or its driver is absent."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright, of the extra browser")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        absent("the program chromium (on Debian: chromium)")
    folder = tmp_path_factory.mktemp("chromium")
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(faces=ROOT / "fonts", cache=folder / "cache"), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            env={**kept, "FONTCONFIG_FILE": str(fonts)},
        )
        yield browser
        browser.close()


@dataclass
class Tabs:
    """Opens tabs and keeps what went wrong in them: ``wrong`` is empty at the end of a test, or the test fails."""

    browser: Browser
    wrong: list[str] = field(default_factory=list)
    opened: list[Any] = field(default_factory=list)

    def __call__(self, address: Path | str, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        """Open a file of the site, or an address of a server on this machine.

        ``options`` are Playwright's of a new context: ``color_scheme="dark"``, ``java_script_enabled=False``,
        ``has_touch=True``, ``is_mobile=True``, ``reduced_motion="reduce"``, ``locale="en"``.
        """
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(WAIT)
        self.opened.append(context)
        tab: Page = context.new_page()
        tab.on("pageerror", self._failed)
        tab.on("console", self._said)
        tab.on("request", self._asked)
        tab.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        return tab

    def _failed(self, error: Error) -> None:
        self.wrong.append(f"a script failed: {error}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"the browser says: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:", "http://localhost:")):
            self.wrong.append(f"asked others for {request.url}")


@pytest.fixture
def tabs(chromium: Browser) -> Iterator[Tabs]:
    """Return what opens tabs; at the end all are closed, and nothing has gone wrong in them."""
    opener = Tabs(chromium)
    yield opener
    for context in opener.opened:
        context.close()
    assert not opener.wrong, "\n".join(opener.wrong)


Faults = Callable[["Page"], list[str]]


@pytest.fixture(scope="session")
def axe() -> Faults:
    """Return a function from a tab to its violations by axe-core, of all its rules."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        absent("axe-playwright-python, of the extra browser")
    judge = Axe()

    def faults(tab: Page) -> list[str]:
        # it would fetch styles, which a disk refuses; WCAG 2.5.8 has to be asked for
        options = {"preload": False, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
        found = judge.run(tab, options=options).response
        return [
            f"{one['id']} ({one['impact']}): {node['html'][:200]}: {node.get('failureSummary', '')[:300]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return faults
