"""The checklist of the page: what it names is there, and the specimen issue shows what it says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from compositor import intake
from compositor.errors import Severity
from compositor.model.copy import Issue
from compositor.pipeline import Composed
from tools.specimens import pages

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| what |")
]
SHOWN = sorted({name for row in ROWS for name in row[3].strip(" |").split(", ") if name != "–"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    return pages.composed(tmp_path_factory.mktemp("specimens"))[1]


@cache
def sample(name: str) -> Issue:
    return intake.read(ROOT / "issues" / name, layouts=ROOT / "layouts", fonts=ROOT / "fonts").issue


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0])[:40])
def test_the_code_and_the_rule_test_are_there(row: list[str]) -> None:
    code, test = (re.findall(r"`([^`]+)`", cell) for cell in row[1:3])
    assert code
    assert test
    assert all((ROOT / path).is_file() for path in code)
    for path, _, function in (name.partition("::") for name in test):
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_page_and_box_that_is_named_is_there(made: Composed) -> None:
    for name in SHOWN:
        issue, _, rest = name.partition("/")
        label, _, box = rest.partition("/")
        read = made.read.issue if issue == "pages" else sample(issue)
        page = read.page(label)
        assert not box or page.box(box) is not None, name


def test_every_picture_of_a_page_is_there_and_every_page_has_one(made: Composed) -> None:
    for page in made.read.issue.pages:
        path = ROOT / "docs" / "pictures" / "pages" / f"page-{page.label}.png"
        assert path.is_file()
        assert f"pictures/pages/{path.name}" in TEXT


def test_the_specimens_are_sound_but_for_the_page_that_is_sent_back(made: Composed) -> None:
    assert made.withheld == frozenset()
    told = {(one.page, one.code) for one in made.findings if one.severity is not Severity.NOTE}
    assert {code for page, code in told if page == pages.MARKED} == {
        "HEADS_MEET",
        "HEAD_FOOT",
        "PAGE_CUT",
        "RULE_THROUGH",
    }
    assert {code for page, code in told if page != pages.MARKED} <= {"PAGE_CUT"}, "sheets of charts and adverts"


def test_every_finding_on_a_page_has_its_place_on_the_picture(made: Composed) -> None:
    assert [str(one) for one in made.findings if one.page and one.area is None] == []
