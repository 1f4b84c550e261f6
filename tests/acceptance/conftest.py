"""Issues as readers get them: each is composed once, by the command, into a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance import front_page
from tests.acceptance.composing import Composed, beside, run
from tests.conftest import ROOT, absent

SAMPLES = tuple(sorted(path.parent.name for path in (ROOT / "issues").glob("*/issue.yaml")))

Compose = Callable[[str], Composed]


@pytest.fixture(scope="session")
def compose(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Compose:
    """Return a function from an issue's name to the issue composed; the original front page is one of them."""
    made: dict[str, Composed] = {}

    def find(slug: str) -> Composed:
        if slug not in made:
            folder = tmp_path_factory.mktemp(slug)
            issue = ROOT / "issues" / slug
            if slug == front_page.SLUG:
                issue = front_page.cut(request.getfixturevalue("original"), folder)
            made[slug] = Composed(issue, folder / "out" / slug, run("compose", *beside(issue), "--out", folder / "out"))
        return made[slug]

    return find


@pytest.fixture(scope="session")
def original(request: pytest.FixtureRequest) -> str:
    """Return the text of the original front page."""
    path: Path = request.getfixturevalue("cases") / "copy" / "front-page.txt"
    if not path.is_file():
        absent(f"the original front page in {path}")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=[*SAMPLES, front_page.SLUG])
def issue(request: pytest.FixtureRequest, compose: Compose) -> Composed:
    """Return every issue in turn: those in ``issues/`` and the original front page."""
    return compose(request.param)


@pytest.fixture(scope="session", params=SAMPLES)
def sample(request: pytest.FixtureRequest, compose: Compose) -> Composed:
    """Return every issue of ``issues/`` in turn."""
    return compose(request.param)


@pytest.fixture(scope="session")
def first(compose: Compose) -> Composed:
    """Return one issue, for the faults that checks are shown to find."""
    return compose(SAMPLES[0])
