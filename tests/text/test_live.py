"""Live type: a paragraph set before is found again wherever its copy stands, and never in place of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.model.lines import Line
from compositor.model.settings import Region
from compositor.text import LiveType, Matter, set_lines
from tests.testface import type_case
from tests.text.composing import ems, matter

CASE = type_case(Region.CN)
MEASURES = ems(13)
COPY = "渡口的燈亮了，船老大把纜繩收在腳邊，等最後一班擺渡的人。江上起了霧，對岸的鐘敲過九下，誰也沒有說話。"


def at(text: str, start: int) -> Matter:
    """Return the copy as a paragraph of a text, from an offset on."""
    return replace(matter(text, indent=2), start=start, end=start + len(COPY))


def full(lines: tuple[Line, ...]) -> list[object]:
    """Return lines with their accounts."""
    return [(line, line.audit) for line in lines]


def test_a_paragraph_that_moved_has_the_lines_that_it_would_be_set_to() -> None:
    live = LiveType(CASE)
    first = at(f"首段。\n{COPY}\n末段。", 4)
    assert live.lines(first, MEASURES) == set_lines(first, MEASURES, CASE)
    moved = at(f"首段長了一些。\n{COPY}\n末段。", 8)
    assert full(live.again().lines(moved, MEASURES)) == full(set_lines(moved, MEASURES, CASE))


def test_one_that_stays_is_not_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    live, text = LiveType(CASE), f"首段。\n{COPY}\n末段。"
    lines = live.lines(at(text, 4), MEASURES)
    monkeypatch.setattr("compositor.text.live.set_lines", None)
    assert live.again().lines(at(text.replace("末", "尾"), 4), MEASURES) is lines


@pytest.mark.parametrize(
    "other",
    [
        at(f"首段。\n{COPY}，末段。", 4),
        replace(at(f"首段。\n{COPY}\n末段。", 4), indent=0),
        replace(at(f"首段。\n{COPY}\n末段。", 4), solid_end=False),
        replace(at(f"首段。\n{COPY}\n末段。", 4), style=replace(matter(COPY).style, size=7 * 65536)),
        at(f"首段。\n{COPY.replace('霧', '風')}\n末段。", 4),
    ],
    ids=["what follows", "indent", "end", "style", "copy"],
)
def test_nothing_stands_in_for_what_is_set_otherwise(other: Matter) -> None:
    live = LiveType(CASE)
    live.lines(at(f"首段。\n{COPY}\n末段。", 4), MEASURES)
    assert full(live.again().lines(other, MEASURES)) == full(set_lines(other, MEASURES, CASE))
    assert live.again().lines(other, ems(9)) == set_lines(other, ems(9), CASE)


def test_what_was_not_asked_for_again_is_dropped() -> None:
    live, text = LiveType(CASE), f"首段。\n{COPY}\n末段。"
    lines = live.lines(at(text, 4), MEASURES)
    later = live.again()
    later.clear()
    assert later.lines(at(text, 4), MEASURES) is not lines
