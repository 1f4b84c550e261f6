"""The checklist of the page: what it names is there, and the specimen issue shows what it says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from compositor import intake
from compositor.errors import Severity
from compositor.pipeline import Composed, Request, outcome
from compositor.report import report_html
from tools.specimens import pages

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| what |")
]
SHOWN = sorted({name for row in ROWS for name in row[3].strip(" |").split(", ")})

FAULTS = {
    "01": (
        ("FURNITURE_WRONG", "masthead", 2),  # the weekday, the number of pages
        ("SERIAL_FORM", "masthead", 2),  # the CN number, the 郵發 number
        ("PAPER_NAME", "masthead", 1),
        ("REGULATION", "masthead", 10),
        ("HEADS", "", 1),
        ("HEAD_LEVELS", "second", 1),
        ("LOOSE", "lead", 1),
        ("LOOSE", "second", 1),
    ),
    "02": (("BOX_OVERLAP", "photo", 1), ("BOX_EMPTY", "empty", 1), ("BOX_OUTSIDE", "below", 1)),
    "03": (
        ("RESOLUTION", "coarse", 1),
        ("RESOLUTION", "coarser", 1),
        ("PICTURE_CUT", "strip", 1),
        ("ADVERT_SIZE", "advert", 2),  # of another module, and of another shape
        ("SINGLE_LINE", "words", 1),
        ("LOOSE", "words", 1),
    ),
    "05": (
        ("PAGE_ORDER", "", 1),
        ("FOLIO_PLACE", "", 1),
        ("SECTION_HEAD", "folio", 1),
        ("SINGLE_LINE", "alone", 2),
        ("HEADS", "", 1),
        ("LOOSE", "alone", 1),
    ),
}
"""What is wrong with each page of the issue that is sent back: code, box, how often."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    return pages.composed(tmp_path_factory.mktemp("specimens"))[1]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Request, Composed]:
    return pages.composed(tmp_path_factory.mktemp("faults"), "faults")


@cache
def sample(name: str) -> intake.Intake:
    return intake.read(ROOT / "issues" / name, layouts=ROOT / "layouts", fonts=ROOT / "fonts")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0])[:40])
def test_the_code_and_the_rule_test_are_there(row: list[str]) -> None:
    code, test = (re.findall(r"`([^`]+)`", cell) for cell in row[1:3])
    assert code
    assert test
    assert all((ROOT / path).is_file() for path in code)
    for path, _, function in (name.partition("::") for name in test):
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_page_and_box_that_is_named_is_there(made: Composed, faulty: tuple[Request, Composed]) -> None:
    own = {"pages": made.read, "faults": faulty[1].read}
    for name in SHOWN:
        issue, _, rest = name.partition("/")
        label, _, box = rest.partition("/")
        read = own[issue] if issue in own else sample(issue)
        page = read.issue.page(label)
        furniture = {one.name for one in read.design.templates[page.template].furniture}
        assert not box or page.box(box) is not None or box in {*furniture, "empty"}, name


def test_every_picture_of_a_page_is_there_and_every_page_has_one(
    made: Composed, faulty: tuple[Request, Composed]
) -> None:
    for name, one in (("pages", made), ("faults", faulty[1])):
        for page in one.read.issue.pages:
            path = ROOT / "docs" / "pictures" / "pages" / f"{pages.PICTURES[name]}-{page.label}.png"
            assert path.is_file()
            assert f"pictures/pages/{path.name}" in TEXT


def test_the_issue_that_is_sent_back_is_told_of_just_what_is_wrong_with_it(faulty: tuple[Request, Composed]) -> None:
    found = Counter((one.page, one.code, one.box) for one in faulty[1].findings if one.page)
    wanted = {(page, code, box): count for page, told in FAULTS.items() for code, box, count in told}
    assert found == Counter(wanted)
    assert faulty[1].withheld == {"01", "02", "03"}


def test_what_is_wrong_stands_on_its_page_in_the_report(faulty: tuple[Request, Composed]) -> None:
    told = outcome(faulty[1])
    report = report_html(told, pictures={page.label: f"{page.label}.png" for page in told.pages})
    for number, one in enumerate(told.findings, 1):
        assert not one.page or (one.area is not None and f'id="mark-{number}"' in report), str(one)


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
