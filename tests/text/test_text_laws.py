"""Laws of set lines, each with a seeded fault that it catches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.model.lines import Line, Run
from compositor.model.settings import Hanging, Keep, Kinsoku, LineStart, MarkWidth, Region
from compositor.text import Matter, set_first_fit, set_lines
from compositor.text.casting import items_of
from compositor.text.marks import LATIN, Kind, kind_of, may_end_line, may_start_line
from tests.testface import PLAIN, type_case
from tests.text.composing import ems, matter

_MARKS = "，、。：；？！“”‘’（）《》·—…—…～-/"
_ALPHABET = _MARKS + "一二三四五六七八九十百千第年月 aBc19.,%¥éあ한①\u3000\u200b\u0301葛\U000e0100\u7ab0😀"
copy = st.one_of(
    st.text(_ALPHABET, max_size=120),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(
        st.sampled_from(("近年來", "，", "。”", "“", "161.52", "億元", "newspaper", "——", "……", " ")), max_size=50
    ).map("".join),
)
widths = st.lists(st.integers(2, 40).map(lambda half: half / 2), min_size=1, max_size=6)
styles = st.fixed_dictionaries(
    {
        "kinsoku": st.sampled_from(Kinsoku),
        "mark_width": st.sampled_from(MarkWidth),
        "latin_gap": st.sampled_from((0, 125, 250)),
        "hyphenate": st.booleans(),
        "rescue": st.booleans(),
        "tight_pairs": st.booleans(),
        "line_start": st.sampled_from(LineStart),
        "hanging": st.sampled_from(Hanging),
        "squeeze_stops": st.booleans(),
        "latin_gap_fixed": st.booleans(),
        "latin_grid": st.booleans(),
        "keep": st.sampled_from(((), tuple(Keep))),
    }
)


@given(copy)
def test_all_units_but_those_of_one_han_character_are_noted_in_order(text: str) -> None:
    units = items_of(matter(text), type_case(), *ems(9)).units
    others = {at for at, ends in enumerate(zip(units.left, units.right, strict=True)) if ends != ("H", "H")}
    assert units.unlike == sorted(set(units.unlike))
    assert others <= set(units.unlike)


def tiles(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether lines, and the runs in them, cover the copy once and in order, but for swallowed space."""
    at = 0
    for line in lines:
        if line.start != at:
            return False
        for run in line.runs:
            if run.start == run.end:
                continue
            if (
                run.start != at
                or run.text != text[at : run.end]
                or sum(run.counts or (1,) * len(run.codes)) != len(run.text)
            ):
                return False
            at = run.end
        if text[at : line.end].strip():
            return False
        at = line.end
    return at == len(text)


def fits(lines: Sequence[Line]) -> bool:
    """Tell whether every line is within its measure or says that it isn't, and its width is what it says."""
    return all(
        line.width == sum(sum(run.advances) for run in line.runs)
        and (line.tight or line.width + line.indent <= line.measure)
        for line in lines
    )


def exact(lines: Sequence[Line]) -> bool:
    """Tell whether every line but the last is exactly its measure, if it has anything that may be opened."""
    return all(
        line.width + line.indent == line.measure if line.justified else line.tight or _shut(line) for line in lines[:-1]
    )


def _shut(line: Line) -> bool:
    kinds = [kind_of(character) for character in line.text if kind_of(character) is not Kind.ZERO_WIDTH]
    shut = {*LATIN, Kind.COMBINING, Kind.JOINER, Kind.EM_DASH, Kind.DOTS, Kind.TWO_EM_DASH, Kind.SHORT_CONNECTOR}
    shut |= {Kind.SOLIDUS, Kind.RIGHT_SINGLE, Kind.SPACE, Kind.FLAG}
    return len(kinds) <= 1 or all(kind in shut for kind in kinds[1:]) or all(kind in shut for kind in kinds[:-1])


def lawful(text: str, lines: Sequence[Line], level: Kinsoku) -> bool:
    """Tell whether no line breaks where the level forbids it, or says that it had to."""
    for before, after in pairwise(lines):
        drawn = text[before.start : before.end].rstrip(" \u200b\u0301\U000e0100")
        following = text[after.start : after.end].lstrip("\u200b")
        if before.rescued or not drawn or not following or _two(following) or before.hyphenated:
            continue
        last, first = kind_of(drawn[-1]), kind_of(following[0])
        if first in LATIN or last in LATIN or (first is Kind.SHORT_CONNECTOR and following[1:2].isdigit()):
            continue
        if not may_start_line(first, level) or not may_end_line(last, level):
            return False
    return True


def _two(text: str) -> bool:
    """Tell of —— that may begin a line where a single — may not."""
    return text.startswith(("——", "—\u200b"))


@given(copy, widths, styles)
@settings(max_examples=300)
def test_law_lines_tile_the_copy(text: str, measures: list[float], style: dict[str, Any]) -> None:
    for compose in (set_lines, set_first_fit):
        assert tiles(text, compose(matter(text, **style), ems(*measures), type_case()))


@given(copy, widths, styles, st.sampled_from(Region))
@settings(max_examples=300)
def test_law_every_line_fits(text: str, measures: list[float], style: dict[str, Any], region: Region) -> None:
    for compose in (set_lines, set_first_fit):
        assert fits(compose(matter(text, **style), ems(*measures), type_case(region)))


@given(st.text(_ALPHABET, max_size=120), st.integers(3, 20), styles, st.sampled_from(Region))
@settings(max_examples=300)
def test_law_justified_is_exact(text: str, width: int, style: dict[str, Any], region: Region) -> None:
    assert exact(set_lines(matter(text, **style), ems(width), type_case(region)))


@given(st.text(_ALPHABET, max_size=120), st.integers(3, 20), st.sampled_from(Kinsoku))
@settings(max_examples=300)
def test_law_prohibitions_hold(text: str, width: int, level: Kinsoku) -> None:
    for compose in (set_lines, set_first_fit):
        assert lawful(text, compose(matter(text, kinsoku=level), ems(width), type_case()), level)


@given(st.text("一二三四五，。“”（）19a ", max_size=100), st.integers(3, 20), st.integers(0, 12))
@settings(max_examples=200)
def test_law_threading_is_neutral(text: str, width: int, cut: int) -> None:
    whole = set_lines(matter(text), ems(width), type_case())
    assert whole == set_lines(matter(text), ems(*[width] * 7), type_case())
    if cut < len(whole):
        rest = replace(matter(text), start=whole[cut].start)
        assert set_lines(rest, ems(width), type_case()) == whole[cut:]


@given(st.text("一二三四五，。“”（）19a ", max_size=80), st.text("一二三，。19a", max_size=40), st.integers(3, 20))
@settings(max_examples=200)
def test_law_more_copy_more_lines(text: str, more: str, width: int) -> None:
    def count(copy: str) -> int:
        return len(set_lines(matter(copy), ems(width), type_case()))

    assert count(text + "。一二三四五六七八九十" + more + "一" * width) >= count(text)


@given(copy, widths, styles)
@settings(max_examples=100)
def test_law_same_input_same_lines(text: str, measures: list[float], style: dict[str, Any]) -> None:
    fresh = type_case()
    assert set_lines(matter(text, **style), ems(*measures), fresh) == set_lines(
        matter(text, **style), ems(*measures), fresh
    )


def _lines() -> tuple[str, tuple[Line, ...]]:
    text = "近年來，全區上下“咬定目標”不放鬆，推進創新求提升。"
    return text, set_lines(Matter(text, 0, len(text), (), None, PLAIN), ems(8.5), type_case())


def _dropped(line: Line) -> Line:
    run = line.runs[0]
    short = Run(run.face, run.size, run.text[:-1], run.codes[:-1], run.advances[:-1], run.start, run.end - 1)
    return replace(line, runs=(short, *line.runs[1:]))


def _wider(line: Line) -> Line:
    run = line.runs[0]
    wide = replace(run, advances=(run.advances[0] + 1, *run.advances[1:]))
    return replace(line, runs=(wide, *line.runs[1:]), width=line.width + 1)


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        (tiles, lambda lines: lines[1:]),
        (tiles, lambda lines: (*lines, lines[-1])),
        (tiles, lambda lines: (_dropped(lines[0]), *lines[1:])),
        (lambda _text, lines: fits(lines), lambda lines: (_wider(lines[0]), *lines[1:])),
        (
            lambda _text, lines: exact(lines),
            lambda lines: (replace(lines[0], measure=lines[0].measure + 1), *lines[1:]),
        ),
        (
            lambda text, lines: lawful(text, lines, Kinsoku.GB),
            lambda lines: (replace(lines[0], end=3), replace(lines[1], start=3), *lines[2:]),
        ),
    ],
)
def test_every_law_catches_its_seeded_fault(
    law: Callable[[str, Sequence[Line]], bool], fault: Callable[[tuple[Line, ...]], tuple[Line, ...]]
) -> None:
    text, lines = _lines()
    assert law(text, lines)
    assert not law(text, fault(lines))
