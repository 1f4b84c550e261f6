"""Reader's PDFs from the cache: what has one docket is one PDF, and what makes another makes another docket."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compositor import pipeline
from compositor.epaper.making import READER, Making
from compositor.errors import Place
from compositor.filing import Cache
from compositor.model.assets import Asset
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.pdf.dockets import faces_of
from compositor.pipeline import Composed, Request, Stopwatch
from tests.conftest import ROOT


@cache
def composed() -> Composed:
    return pipeline.compose(Request(ROOT / "issues" / "2024-04-21-wangyu"), Stopwatch(lambda _: None))


def making(kept: Path | None = None) -> Making:
    read = composed().read
    used = Cache(kept, lambda: b"one", spare=0) if kept else Cache()
    return Making(read.issue, read.design, read.faces, used)


def without(value: Any) -> Any:
    """Return a value with everything else in the fields that dockets leave out."""
    if isinstance(value, Asset):
        drawn = value.drawing is not None or value.leaf is not None
        return replace(value, file="elsewhere.jpg", held=b"" if drawn else lambda: value.content)
    if isinstance(value, Place):
        return Place("elsewhere.md", 1, 1)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(without, value)) if value and not isinstance(value[0], int | float | str) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = {one.name: without(getattr(value, one.name)) for one in fields(value) if one.init and one.compare}
    if isinstance(value, Line):
        own |= {"adjustments": {"other": 1}, "trail": None}
    return replace(value, **own)


def test_a_readers_pdf_is_made_of_nothing_that_its_docket_leaves_out() -> None:
    made = making()
    page = composed().made.pages[0]
    other = replace(making(), issue=without(made.issue))
    stripped = without(page)
    assert stripped != page or other.issue != made.issue
    assert other.docket([stripped]) == made.docket([page])
    assert other.pdf([stripped]) == made.pdf([page])


def test_whatever_changes_in_pages_issue_design_or_a_face_changes_the_docket(monkeypatch: pytest.MonkeyPatch) -> None:
    made, pages = making(), composed().made.pages
    first, second = pages[:2]
    story = made.issue.stories[0]
    paper = made.design.paper
    found = [
        made.docket([first]),
        made.docket([second]),
        made.docket([first, second]),
        made.docket([second, first]),
        made.docket([replace(first, ink=first.ink[1:])]),
        made.docket([replace(first, links=())]) if first.links else b"",
        replace(making(), issue=replace(made.issue, stories=made.issue.stories[1:])).docket([first]),
        replace(making(), issue=replace(made.issue, stories=(replace(story, parts=()),))).docket([first]),
        replace(making(), design=replace(made.design, paper=replace(paper, name="別的"))).docket([first]),
    ]
    face = next(face for ink in first.ink if isinstance(ink, SetLine) for face in faces_of(ink.line))
    monkeypatch.setitem(made.faces.face(face).__dict__, "sum", "another file")
    found.append(making().docket([first]))
    assert len(set(found)) == len(found)


def test_what_is_found_is_what_was_made_and_a_spoilt_one_is_made_anew(tmp_path: Path) -> None:
    page = composed().made.pages[-1:]
    cold = making(tmp_path)
    pdf = cold.pdf(page)
    warm = making(tmp_path)
    assert warm.pdf(page) == pdf == making().pdf(page)
    assert warm.cache.tally.found == {READER: 1}
    (entry,) = [path for path in (tmp_path / READER).rglob("*") if path.is_file()]
    entry.write_bytes(entry.read_bytes().replace(b"obj", b"bjo", 1))
    spoilt = making(tmp_path)
    assert spoilt.pdf(page) == pdf
    assert spoilt.cache.tally.spoilt == 1


@pytest.mark.parametrize("issue", sorted(path.name for path in (ROOT / "issues").iterdir() if path.is_dir()))
def test_issues_of_every_kind_have_a_docket(issue: str) -> None:
    read = pipeline.compose(Request(ROOT / "issues" / issue), Stopwatch(lambda _: None))
    made = Making(read.read.issue, read.read.design, read.read.faces)
    dockets = {made.docket([page]) for page in read.made.pages}
    assert len(dockets) == len(read.made.pages)
