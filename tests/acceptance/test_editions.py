"""Editions: a manifest that says what differs from the issue beside it; only plates that differ are made."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from compositor import intake
from compositor.__main__ import main
from compositor.errors import CopyError, ExitCode
from tests.conftest import ROOT

NAME = "2019-11-15"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "issues" / NAME, tmp_path / "issues" / NAME)
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    return tmp_path / "issues" / NAME


def edition(folder: Path, text: str, name: str = "late.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_an_edition_makes_the_plates_that_differ_and_says_why(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "stories/mailbox.md").read_text("utf-8")
    (folder / "stories/mailbox-late.md").write_text(re.sub(r"headline: ..", "headline: 晚到", text, count=1), "utf-8")
    path = edition(folder, "base: issue.yaml\npages:\n  - label: 3\n    boxes:\n      letter: {story: mailbox-late}\n")
    out = tmp_path / "out"
    assert main(["compose", str(path), "--out", str(out)]) == ExitCode.DONE
    assert [one.name for one in (out / f"{NAME}-late/press").iterdir()] == ["jintan-times-20191115-late-03.pdf"]
    report = json.loads((out / f"{NAME}-late/report.json").read_text("utf-8"))
    told = {one["code"]: one for one in report["findings"] if one["code"].startswith("EDITION_")}
    assert told["EDITION_PAGE"]["page"] == "03"
    assert "page 03 differs from issue.yaml" in told["EDITION_PAGE"]["message"]
    assert "晚到" in told["EDITION_PAGE"]["message"]
    assert told["EDITION_SAME"]["message"] == "pages 01, 02, 04 are as in issue.yaml"
    assert not [one for one in report["findings"] if one["code"] == "STANDBY"]
    names = {one.name for one in (out / f"{NAME}-late/proof").iterdir()}
    assert "jintan-times-20191115-late-proof.pdf" in names
    capsys.readouterr()
    assert main(["check", str(folder)]) == ExitCode.DONE
    assert "STANDBY" not in capsys.readouterr().err


def test_what_an_edition_says_counts_and_the_rest_is_the_bases(folder: Path) -> None:
    base = intake.read(folder).issue
    path = edition(
        folder,
        "base: issue.yaml\nedition: 北區版\nentries: {price: 3元}\npages:\n"
        "  - label: '04'\n    staff: {校對: 某某}\n    boxes: {call: none}\n",
    )
    made = intake.read(path).issue
    assert (made.slug, made.zone, made.edition) == (f"{NAME}-late", "late", "北區版")
    assert dict(made.entries) == {**dict(base.entries), "price": "3元"}
    assert [page.label for page in made.pages] == [page.label for page in base.pages]
    assert made.page("03").boxes == base.page("03").boxes
    assert dict(made.page("04").staff) == {**dict(base.page("04").staff), "校對": "某某"}
    assert [box.box for box in made.page("04").boxes] == [box.box for box in base.page("04").boxes if box.box != "call"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("base: late.yaml\n", "its own base"),
        ("base: ../other/issue.yaml\n", "a manifest in the same folder"),
        ("base: [issue.yaml]\n", "a manifest in the same folder"),
        ("base: other.yaml\n", "other.yaml"),
        ("base: second.yaml\n", "is an edition itself"),
        ("base: issue.yaml\npages:\n  - label: 03\n    boxes:\n      letter: {story: nothing}\n", "nothing"),
        ("base: issue.yaml\npages: 3\n", "pages"),
    ],
)
def test_a_base_that_cannot_be_used_is_a_fault_with_its_place(folder: Path, text: str, words: str) -> None:
    edition(folder, "base: issue.yaml\n", "second.yaml")
    with pytest.raises(CopyError) as error:
        intake.read(edition(folder, text))
    assert words in str(error.value)
    assert "late.yaml:" in str(error.value) or "other.yaml" in str(error.value)


def test_an_edition_has_a_ledger_of_its_own(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edition(folder, "base: issue.yaml\npages:\n  - label: '04'\n    boxes: {call: none}\n")
    at = ["--by", "desk", "--at", "2019-11-15T23:00:00+08:00", "--out", str(tmp_path / "out")]
    assert main(["release", str(path), "--pages", "04", *at]) == ExitCode.DONE
    assert (folder / "released-late/jintan-times-20191115-late-04.pdf").is_file()
    assert not (folder / "released").exists()
