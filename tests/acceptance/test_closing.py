"""The original front page on a page a fifth too small closes by itself, and the report says how."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from compositor.errors import ExitCode
from tests.acceptance import front_page
from tests.acceptance.composing import run
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

_WHERE = {
    "lead": ("sprint", 3, "1-3"),
    "second": ("top100", 2, "4-5"),
    "report": ("inspection", 2, "4-5"),
    "notice": ("subscriptions", 3, "1-3"),
    "brief": ("cooperation", 2, "4-5"),
    "opinion": ("comment", 3, "1-3"),
}
_REST = {"columns": "1-2", "flow": 2, "style": "rest", "balance": True, "optional": True}


def _manifest(extra: dict[str, Any], jump: dict[str, str]) -> str:
    boxes = {box: {"story": story, **jump} for box, (story, _, _) in _WHERE.items()}
    pages = [{"section": "要聞", "template": "small", "boxes": boxes}]
    if jump:
        pages.append({"section": "綜合", "template": "rests", "boxes": {}})
    issue = {"paper": "jintan-times", "date": "2019-11-15", "note": "樣張", **extra, "pages": pages}
    return yaml.safe_dump(issue, allow_unicode=True, sort_keys=False)


def _template(rows: dict[str, int]) -> str:
    """A page of two stacks of boxes with so many rows each."""
    boxes: dict[str, Any] = {}
    at = {"1-3": 9, "4-5": 9}
    for name, (_, flow, columns) in _WHERE.items():
        foot = at[columns] + rows[name] - 1
        boxes[name] = {"columns": columns, "rows": f"{at[columns]}-{foot}", "flow": flow, "style": "report"}
        at[columns] = foot + 2
    return yaml.safe_dump({"boxes": boxes}, sort_keys=False)


def _layouts(folder: Path, rows: dict[str, int]) -> Path:
    """The paper's layouts with a small front page, and a page of empty boxes."""
    shutil.copytree(ROOT / "layouts" / "jintan-times", folder / "layouts" / "jintan-times", dirs_exist_ok=True)
    paper = folder / "layouts" / "jintan-times"
    settings = (paper / "paper.yaml").read_text(encoding="utf-8")
    settings = settings.replace("390mm]", "780mm]").replace("rows: 78", "rows: 160")
    (paper / "paper.yaml").write_text(settings + "jumps: {front: 6, before: 3, after: 3}\n", encoding="utf-8")
    (paper / "small.yaml").write_text(_template(rows), encoding="utf-8")
    rests = {
        f"rest-{number}": {**_REST, "columns": columns, "rows": span}
        for number, (columns, span) in enumerate(
            (columns, span) for columns in ("1-2", "3-4") for span in ("4-13", "15-24", "26-39", "41-58", "60-76")
        )
    }
    (paper / "rests.yaml").write_text(yaml.safe_dump({"boxes": rests}, sort_keys=False), encoding="utf-8")
    return folder / "layouts"


def _report(folder: Path, issue: Path, rows: dict[str, int]) -> dict[str, Any]:
    layouts = _layouts(folder, rows)
    places = ("--layouts", layouts, "--fonts", ROOT / "fonts", "--out", folder / "out")
    said = run("compose", issue, *places, "--only", "press")
    assert said.returncode in {ExitCode.DONE, ExitCode.PAGES_WITHHELD}, said.stderr
    found: dict[str, Any] = json.loads((folder / "out" / front_page.SLUG / "report.json").read_text(encoding="utf-8"))
    return found


def _rows_needed(original: str, folder: Path) -> dict[str, int]:
    """The rows that each story takes whole: its box made a row deeper until nothing is left over."""
    issue = front_page.cut(original, folder, _manifest({}, {}))
    rows = dict.fromkeys(_WHERE, 16)
    while True:
        report = _report(folder, issue, rows)
        over = {box["name"]: box["overset_lines"] for box in report["pages"][0]["boxes"] if box["overset_characters"]}
        if not over:
            return rows
        for name, lines in over.items():
            rows[name] += max(1, -(-lines // _WHERE[name][1]))


def test_the_front_page_a_fifth_too_small_closes_by_itself(original: str, tmp_path: Path) -> None:
    needed = _rows_needed(original, tmp_path / "whole")
    small = {name: rows * 4 // 5 for name, rows in needed.items()}
    fit = {"fit": {"tighten": "2", "rows": "5", "jump": "auto"}}
    issue = front_page.cut(original, tmp_path / "small", _manifest(fit, {"jump": "auto"}))
    report = _report(tmp_path / "small", issue, small)
    lost = {"OVERSET", "COPY_LOST", "COPY_DOUBLED", "COPY_ORDER", "JUMP", "FIT_WRONG"}
    assert not [one for one in report["findings"] if one["code"] in lost]
    placed = {box["story"] for page in report["pages"] for box in page["boxes"] if box["story"]}
    assert placed == {story for story, _, _ in _WHERE.values()}
    assert report["jumps"]
    explained = {step["story"] for step in report["steps"] if step["done"]}
    assert explained >= {jump["story"] for jump in report["jumps"]}
    assert all(step["words"] and step["remedies"] for step in report["steps"] if step["done"])
