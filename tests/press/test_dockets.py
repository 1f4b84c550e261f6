"""Dockets: what has one docket is one plate to the byte, and what makes another plate makes another docket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast

import pytest

from compositor import pipeline
from compositor.errors import Place
from compositor.faces import Face, FaceFile, Faces
from compositor.model.assets import Asset
from compositor.model.copy import Issue
from compositor.model.design import BLACK, Colour
from compositor.model.lines import Annotation, Line, Run
from compositor.model.page import Image, Ink, Page, Rule, SetLine
from compositor.model.printing import InkPlan
from compositor.pdf.dockets import LEFT_OUT, faces_of
from compositor.pipeline import Composed, Request, Stopwatch
from compositor.press import Dockets, Pressroom, page_pdf
from compositor.slugs import slug_words
from tests.conftest import ROOT

SAMPLES = ("2024-04-21-wangyu", "2025-10-16-wangyu")
"""Readings, drawings and pictures between them, lines that stand and lines that lie."""


@pytest.fixture(scope="module", params=SAMPLES)
def composed(request: pytest.FixtureRequest) -> Composed:
    return pipeline.compose(Request(ROOT / "issues" / request.param), Stopwatch(lambda _: None))


class Asked:
    """Faces that note which of them are asked for, and have nothing else to say."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self.asked: set[str] = set()

    def face(self, face_id: str) -> Face:
        self.asked.add(face_id)
        return self._faces.face(face_id)


def room(composed: Composed) -> Pressroom:
    return Pressroom.of(composed.read.design.paper, slug_words(composed.read, composed.case))


def dockets(composed: Composed) -> Dockets:
    read = composed.read
    return Dockets(read.issue, read.design.paper, read.faces, room(composed))


def test_a_plate_is_made_of_nothing_that_its_docket_leaves_out(composed: Composed) -> None:
    read, paper = composed.read, composed.read.design.paper
    bare = cast(Issue, SimpleNamespace(date=read.issue.date, zone=read.issue.zone))
    desk = dockets(composed)
    for page in pipeline.plated(composed)[:2]:
        faces = Asked(read.faces)
        stripped = cast(Page, without(page))
        assert desk.docket(stripped, 1) == desk.docket(page, 1)
        made = page_pdf(stripped, bare, paper, cast(Faces, faces), room=room(composed))
        assert made == page_pdf(page, read.issue, paper, read.faces, room=room(composed))
        assert faces.asked == {face for ink in page.ink if isinstance(ink, SetLine) for face in faces_of(ink.line)}


def without(value: Any) -> Any:
    """Return a page with everything else in the fields that dockets leave out."""
    match value:
        case Asset():
            drawn = value.drawing is not None or value.leaf is not None
            return replace(value, file="elsewhere.jpg", held=b"" if drawn else lambda: value.content)
        case Place():
            return Place("elsewhere.md", 1, 1)
        case Line():
            return replace(value, adjustments={"other": 1}, annotations=without(value.annotations), trail=None)
        case Page() | Image() | SetLine() | Annotation():
            return replace(value, **{name: without(getattr(value, name)) for name in _names(value)})
        case tuple() if value and not isinstance(value[0], int | float):
            return tuple(map(without, value))
        case _:
            return value


def _names(value: Any) -> list[str]:
    return [one.name for one in fields(value)]


def test_all_that_is_left_out_is_tried() -> None:
    assert set(LEFT_OUT) == {Asset, Place, Line}


def changes(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield a page changed in one thing at a time."""
    yield "label", replace(page, label="other")
    yield "width", replace(page, width=page.width + 1)
    yield "height", replace(page, height=page.height + 1)
    yield "bleed", replace(page, bleed=page.bleed + 1)
    yield "plan", replace(page, plan=InkPlan.BLACK if page.plan is InkPlan.COLOUR else InkPlan.COLOUR)
    yield "order", replace(page, ink=page.ink[::-1])
    yield "less", replace(page, ink=page.ink[1:])
    kinds: dict[str, tuple[int, Ink]] = {}
    for at, ink in enumerate(page.ink):
        kinds.setdefault(type(ink).__name__, (at, ink))
    for at, ink in kinds.values():
        for name, other in _others(ink):
            yield name, replace(page, ink=(*page.ink[:at], other, *page.ink[at + 1 :]))


def _others(ink: Ink) -> Iterator[tuple[str, Ink]]:
    grey = Colour(BLACK.name, (0, 0, 0, 99), BLACK.srgb)
    match ink:
        case SetLine():
            yield "x", replace(ink, x=ink.x + 1)
            yield "baseline", replace(ink, baseline=ink.baseline + 1)
            yield "colour", replace(ink, colour=grey)
            for name, run in _runs(ink.line.runs[0]):
                yield name, replace(ink, line=replace(ink.line, runs=(run, *ink.line.runs[1:])))
            yield "indent", replace(ink, line=replace(ink.line, indent=ink.line.indent + 1))
        case Rule():
            yield "weight", replace(ink, weight=ink.weight + 1)
            yield "rule", replace(ink, x1=ink.x1 + 1)
        case Image():
            yield "crop", replace(ink, crop=(0.0, 0.0, 0.9, 1.0))
            yield "picture", replace(ink, asset=replace(ink.asset, sha256="0" * 64))
            if ink.asset.drawing is not None:
                drawing = replace(ink.asset.drawing, shapes=ink.asset.drawing.shapes[1:])
                yield "drawing", replace(ink, asset=replace(ink.asset, drawing=drawing))


def _runs(run: Run) -> Iterator[tuple[str, Run]]:
    yield "glyph", replace(run, codes=(run.codes[0] + 1, *run.codes[1:]))
    yield "advance", replace(run, advances=(run.advances[0] + 1, *run.advances[1:]))
    yield "shift", replace(run, shifts=(1, *([0] * (len(run.codes) - 1))))
    yield "size", replace(run, size=run.size + 1)
    yield "text", replace(run, text="〓" + run.text[1:])
    yield "rise", replace(run, rise=run.rise + 1)
    yield "condensed", replace(run, condensed=999)


def test_whatever_changes_on_a_page_changes_its_docket(composed: Composed) -> None:
    desk = dockets(composed)
    page = max(pipeline.plated(composed), key=lambda page: len({type(ink) for ink in page.ink}))
    before = desk.docket(page, 1)
    named = [(name, desk.docket(other, 1)) for name, other in changes(page)]
    assert {"glyph", "crop", "plan"} <= {name for name, _ in named}
    assert [name for name, docket in named if docket == before] == []
    assert len({docket for _, docket in named}) == len(named)
    assert desk.docket(page, 2) != before


def test_whatever_changes_in_the_issue_the_paper_the_slug_or_a_face_changes_the_docket(
    composed: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, desk = pipeline.plated(composed)[0], dockets(composed)
    issue, paper = composed.read.issue, composed.read.design.paper
    slugged = replace(paper, printing=replace(paper.printing, marks=("slug",)))
    others: dict[str, Callable[[], Dockets]] = {
        "as it was": lambda: dockets(composed),
        "date": lambda: replace(desk, issue=replace(issue, date=date(2001, 1, 1)), _common=b""),
        "zone": lambda: replace(desk, issue=replace(issue, zone="north"), _common=b""),
        "paper": lambda: replace(desk, paper=replace(paper, ink_limit=200), _common=b""),
        "printing": lambda: replace(
            desk, paper=replace(paper, printing=replace(paper.printing, sharpen=7)), _common=b""
        ),
        "slug": lambda: replace(desk, paper=slugged, _common=b""),
    }
    found = {name: made().docket(page, 1) for name, made in others.items()}
    assert found["as it was"] == desk.docket(page, 1)
    assert len(set(found.values())) == len(found)
    used = next(face for ink in page.ink if isinstance(ink, SetLine) for face in faces_of(ink.line))
    face = composed.read.faces.face(used)
    monkeypatch.setitem(face.__dict__, "sum", "another file")
    assert desk.docket(page, 1) not in found.values()


def test_a_face_is_known_by_what_is_in_its_file(composed: Composed) -> None:
    face = composed.read.faces.face("song-regular")
    file = (ROOT / "fonts" / "song-regular.otf").read_bytes()
    assert face.sum == f"{sha256(file).hexdigest()}-0"
    copied = Face(FaceFile("song-regular", "elsewhere.otf", file))
    assert copied.sum == face.sum
