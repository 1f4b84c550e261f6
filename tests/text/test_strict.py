"""The strict pass of total fit: in C it finds what it finds in Python, and Python does it where the C isn't there."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compositor.model.settings import Kinsoku
from compositor.text import breaker, costs, strict
from compositor.text.breaker import total_fit
from compositor.text.casting import items_of
from compositor.text.items import Items
from tests.cores import is_in_c, needs
from tests.testface import EM, type_case
from tests.text.composing import HAN, ems, matter

ROOT = Path(__file__).resolve().parents[2]
IN_C = is_in_c(strict)
needs_c = needs(strict)
PIECES = (
    *"一二三四五六七八九十國年月",
    *"，。、「」（）：！？・—…",
    *("newspaper ", "a", " 12.5%", "第19屆", "——", "……", "2019年", "\u200b", "\u3000", "hyphenation"),
)
WIDTHS = (2, 3, 4.5, 6, 7.25, 9, 13, 14, 20)

Found = tuple[int, tuple[int, ...], int]


def in_python(items: Items, measures: tuple[int, ...], *, solid_end: bool) -> Found | None:
    """What the pass finds in Python, None where it finds nothing."""
    way = breaker._passes(items.em)[0]
    search = breaker._Search(items, way, solid_end=solid_end)
    cost, ends = search.run(measures)
    return (cost, ends, search.tried) if cost < way.refuses else None


def in_c(items: Any, measures: Any, *, solid_end: bool = True) -> Found | None:
    alone = tuple([costs.lone(items, items.count - many) for many in range(1, min(items.count, costs.MANY) + 1)])
    return strict.least(items, measures, items.em // 8, costs.WEIGHTS, alone if solid_end else None)


@needs_c
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=120),
    st.lists(st.sampled_from(WIDTHS), min_size=1, max_size=4),
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "hyphenate": st.booleans(),
            "tracking": st.sampled_from((0, 40, EM // 10)),
            "kinsoku": st.sampled_from(tuple(Kinsoku)),
            "latin_gap": st.sampled_from((0, 125, 250)),
            "squeeze_stops": st.booleans(),
        },
    ),
)
@settings(max_examples=600, deadline=None)
@example(["一"], [3], False, {})
@example(["一", "，"] * 60, [3, 6], True, {})
def test_in_c_the_lines_are_those_of_python(
    pieces: list[str], widths: list[float], solid_end: bool, style: dict[str, Any]
) -> None:
    measures = breaker._plain_measures(ems(*widths))
    items = items_of(matter("".join(pieces), **style), type_case(), min(measures))
    if items.count:
        assert in_c(items, measures, solid_end=solid_end) == in_python(items, measures, solid_end=solid_end)


@needs_c
@given(
    st.lists(st.tuples(*[st.integers(-2, 12) for _ in range(11)]), min_size=2, max_size=60),
    st.lists(st.integers(1, 60), min_size=1, max_size=4),
    st.sampled_from((8, 16, 80)),
    st.booleans(),
)
@settings(max_examples=1000, deadline=None)
def test_in_c_sums_of_any_kind_are_weighed_as_in_python(
    steps: list[tuple[int, ...]], measures: list[int], em: int, solid_end: bool
) -> None:
    """Of sums that no copy has, which go back too, the search and its costs are still the same."""
    items = items_of(matter(HAN[:1] * (len(steps) - 1)), type_case(), EM)
    items.em = em
    totals = [0] * 11
    names = ("start_shrink", "end_shrink", "start_stop", "end_stop", "start_room", "end_room", "start_gaps", "end_gaps")
    lists: list[list[int]] = [[] for _ in range(10)]
    for step in steps:
        for at in range(10):
            totals[at] += step[at] + (em if at < 2 else 0)
            lists[at].append(totals[at])
    items.starts, items.ends = lists[:2]
    for name, sums in zip(names, lists[2:], strict=True):
        setattr(items, name, sums)
    items.breaks = bytearray([max(step[10], 0) % 9 for step in steps])
    wide = tuple([measure * em for measure in measures])
    try:
        wanted = in_python(items, wide, solid_end=solid_end)
    except ZeroDivisionError:
        return
    assert in_c(items, wide, solid_end=solid_end) == wanted


@pytest.mark.parametrize("looseness", [-1, 0, 1])
@pytest.mark.parametrize("width", [3, 4.5, 13])
def test_what_the_pass_finds_is_what_total_fit_returns(
    width: float, looseness: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked for of lines, and in a measure for which it takes a rescue."""
    texts = [HAN, "，".join((HAN, "internationalisation（161.52億元）", HAN)), "「" * 9 + "一" * 9, "a" * 30, "——" * 20]
    cast = [items_of(matter(text), type_case(), ems(width)[0]) for text in texts]
    found = [total_fit(items, ems(width + 2, width), looseness=looseness) for items in cast]
    monkeypatch.setattr(strict, "least", lambda *_: None)
    assert found == [total_fit(items, ems(width + 2, width), looseness=looseness) for items in cast]


@needs_c
@pytest.mark.parametrize("piece", ["，", "「", "一", "i", "\u200b", "——", "1", "字a", " ", "年來，「在10月」。"])
def test_in_c_long_paragraphs_take_no_longer(piece: str) -> None:
    """From no place are more than 512 lines weighed, and what isn't as copy is ends."""
    text = (piece * 20_000)[:20_000]
    items = items_of(matter(text), type_case(), 13 * EM)
    found = in_c(items, ems(15, 13))
    assert found == in_python(items, ems(15, 13), solid_end=True)
    assert found is None or found[2] <= 512 * items.count


SPOILT: tuple[Any, ...] = (
    None,
    2.5,
    "9",
    (),
    [],
    [1],
    {},
    2**80,
    -(2**80),
    -1,
    0,
    b"\0\0",
    bytearray(1),
    type,
    Ellipsis,
)


class Spoilt:
    """Items of which anything may be spoilt."""

    def __init__(self, items: Items) -> None:
        names = re.findall(r"one\((\w+)\)", (ROOT / "compositor/text/strict.c").read_text(encoding="utf-8"))
        for name in names:
            setattr(self, name, getattr(items, name))
        self.names = names
        self.units = items.units
        self.tail = items.tail


def refused(*told: Any) -> None:
    try:
        found: Any = strict.least(*told)
    except (TypeError, AttributeError):
        return
    assert found is None or isinstance(found, tuple)


@needs_c
@pytest.mark.parametrize("spoilt", SPOILT, ids=[str(at) for at in range(len(SPOILT))])
def test_in_c_what_is_no_paragraph_is_left_to_python_or_refused(spoilt: object) -> None:
    whole = items_of(matter(HAN), type_case(), 13 * EM)
    good = (Spoilt(whole), ems(15, 13), EM // 8, costs.WEIGHTS, (0, 0, 0, 0))
    assert strict.least(*good) == in_python(whole, ems(15, 13), solid_end=True)  # type: ignore[arg-type]
    for name in Spoilt(whole).names:
        for inside in (False, True):
            items = Spoilt(whole)
            setattr(items, name, [*whole.starts[:-1], spoilt] if inside else spoilt)
            refused(items, *good[1:])
    for at in range(5):
        refused(*good[:at], spoilt, *good[at + 1 :])
        if isinstance(good[at], tuple):
            refused(*good[:at], (*good[at][:-1], spoilt), *good[at + 1 :])  # type: ignore[index]
        refused(*good[:at])
    refused(spoilt)


@needs_c
def test_in_c_numbers_too_large_are_left_to_python() -> None:
    for much in (2**44 + 1, 2**53, 2**62, 2**63, 2**100):
        items = items_of(matter(HAN), type_case(), 13 * EM)
        items.ends[-1] = much
        assert in_c(items, ems(15, 13)) is None
        assert in_c(items_of(matter(HAN), type_case(), 13 * EM), (much,)) is None


def test_the_core_weighs_as_many_lines_as_the_breaker() -> None:
    source = (ROOT / "compositor/text/strict.c").read_text(encoding="utf-8")
    told = {name: int(number) for name, number in re.findall(r"#define (\w+) (\d+)\n", source)}
    tree = ast.parse((ROOT / "compositor/text/breaker.py").read_text(encoding="utf-8"))
    (most,) = [
        one.value
        for one in tree.body
        if isinstance(one, ast.AnnAssign) and ast.unparse(one.target) == "_MOST_CANDIDATES"
    ]
    assert isinstance(most, ast.Constant)
    assert told["MOST_CANDIDATES"] == most.value
    assert told["ALONE"] == costs.MANY


def copied(folder: Path, program: str) -> str:
    shutil.copytree(ROOT / "compositor", folder / "compositor", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "compositor/text/strict.c").open("a", encoding="utf-8") as source:
        source.write("/* changed */\n")
    run = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return run.stdout.strip()


def test_where_nothing_is_compiled_the_breaker_does_it(tmp_path: Path) -> None:
    program = "import compositor.text.breaker as it; print(it.strict.__file__, it.strict.least(*5 * [None]))"
    assert copied(tmp_path, program) == f"{tmp_path / 'compositor/text/strict.py'} None"


def test_a_core_that_cannot_be_loaded_is_left_for_the_breaker(tmp_path: Path) -> None:
    program = "from compositor import compiled; from pathlib import Path; from importlib.machinery import *; "
    program += f"compiled._found = lambda: {str(tmp_path)!r} + '/made'; place = Path('made/compositor/text'); "
    program += "place.mkdir(parents=True); (place / ('strict' + EXTENSION_SUFFIXES[0])).write_bytes(b'broken'); "
    program += "import compositor.text.strict as it; print(it.__file__)"
    assert copied(tmp_path, program) == str(tmp_path / "compositor/text/strict.py")
