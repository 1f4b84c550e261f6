"""Hot lines from the cache: what has one docket has one account to the letter, and what is told otherwise another."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from compositor import pipeline
from compositor.filing import Cache
from compositor.model.page import Page, SetLine
from compositor.pipeline import Composed, Request, Stopwatch
from compositor.report.accounted import LINES, Accounts
from compositor.report.html import hot_lines
from compositor.text.audit import ParagraphTrail
from compositor.text.head_audit import HeadTrail
from tests.conftest import ROOT


@cache
def composed() -> Composed:
    return pipeline.compose(Request(ROOT / "issues" / "2019-11-15"), Stopwatch(lambda _: None))


def accounts(kept: Path | None = None) -> Accounts:
    read = composed().read
    used = Cache(kept, lambda: b"one", spare=0) if kept else Cache()
    return Accounts(composed().case, read.faces, read.names, used)


def page() -> Page:
    return composed().made.pages[0]


def _with(kind: type, change: object) -> Page:
    """Return the page with the first line of a kind changed."""
    ink = list(page().ink)
    at = next(at for at, one in enumerate(ink) if isinstance(one, SetLine) and isinstance(one.line.trail, kind))
    assert callable(change)
    line = ink[at]
    assert isinstance(line, SetLine)
    ink[at] = replace(line, line=change(line.line))
    return replace(page(), ink=tuple(ink))


def test_every_page_is_found_again_with_the_same_words(tmp_path: Path) -> None:
    cold, warm = accounts(tmp_path), accounts(tmp_path)
    for one in composed().made.pages:
        told = hot_lines(one, f"proof/{one.label}.png")
        assert told.count(b"<span>") > 100
        assert cold.hot_lines(one, f"proof/{one.label}.png") == told
        assert warm.hot_lines(one, f"proof/{one.label}.png") == told
    assert (cold.cache.tally.found, warm.cache.tally.found) == ({}, {LINES: len(composed().made.pages)})


def test_whatever_an_account_comes_from_changes_its_docket(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, case = accounts(), composed().case

    def paragraph(**changed: object) -> Page:
        return _with(ParagraphTrail, lambda line: replace(line, trail=replace(line.trail, **changed)))

    trail = next(
        one.line.trail for one in page().ink if isinstance(one, SetLine) and isinstance(one.line.trail, ParagraphTrail)
    )
    matter = trail.matter
    pages = {
        "as it is": page(),
        "adjustments": _with(ParagraphTrail, lambda line: replace(line, adjustments={"stop": -77})),
        "measures": paragraph(measures=(*trail.measures, 77)),
        "text": paragraph(matter=replace(matter, text=matter.text + "字")),
        "end": paragraph(matter=replace(matter, end=matter.end - 1)),
        "style": paragraph(matter=replace(matter, style=replace(matter.style, size=matter.style.size + 1))),
        "looseness": paragraph(matter=replace(matter, looseness=1)),
        "head": _with(
            HeadTrail, lambda line: replace(line, trail=replace(line.trail, wanted=replace(line.trail.wanted, most=9)))
        ),
        "less": replace(page(), ink=page().ink[1:]),
    }
    found = {name: desk.docket(one, "a.png") for name, one in pages.items()}
    found["picture"] = desk.docket(page(), "b.png")
    found["names"] = replace(accounts(), names=("河灣",)).docket(page(), "a.png")
    other = replace(case, hyphens=_Never())
    assert replace(accounts(), case=other).docket(page(), "a.png") is None, "its lines are of another case"
    face = next(iter(desk.faces._faces.values()))
    monkeypatch.setitem(face.__dict__, "sum", "another file")
    found["face"] = accounts().docket(page(), "a.png")
    assert None not in found.values()
    assert len(set(found.values())) == len(found)


class _Never:
    def points(self, word: str, language: str = "en") -> tuple[int, ...]:
        return ()


def test_a_spoilt_entry_is_told_anew(tmp_path: Path) -> None:
    told = accounts(tmp_path).hot_lines(page(), "a.png")
    (entry,) = [path for path in (tmp_path / LINES).rglob("*") if path.is_file()]
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    spoilt = accounts(tmp_path)
    assert spoilt.hot_lines(page(), "a.png") == told
    assert spoilt.cache.tally.spoilt == 1
