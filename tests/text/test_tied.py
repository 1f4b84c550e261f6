"""Lines tied up: what is untied is what was tied, in Python and by the core in C, and nothing spoilt harms it."""

from __future__ import annotations

import marshal
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.model.lines import Line, Run
from compositor.model.settings import Direction, Posture
from compositor.text import tied as used
from tests.cores import in_python, needs

needs_c = needs(used)
COPY = "一二三國，。𠮷Ag.é\u0301" * 3


numbers = st.sampled_from((0, 1, 1, 255, 256, 589824, 589824, 65535, 65536, -1, -3, 2**31 - 1, -(2**31)))
rows = st.lists(numbers, max_size=4).map(tuple)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    start = draw(st.integers(0, len(COPY)))
    end = draw(st.integers(start, len(COPY)))
    codes = draw(st.lists(numbers, max_size=9).map(tuple))
    alike = draw(st.booleans())
    advances = (draw(numbers),) * len(codes) if alike else draw(st.lists(numbers, max_size=9).map(tuple))
    return Run(
        face=draw(st.sampled_from(("song", "kai"))),
        size=draw(st.sampled_from((589824, 655360))),
        text=COPY[start:end] if start < end else draw(st.sampled_from(("-", "", "〓〓"))),
        codes=codes,
        advances=advances,
        start=start,
        end=end,
        shifts=draw(rows),
        counts=draw(rows),
        rise=draw(st.sampled_from((0, 0, -7))),
        posture=draw(st.sampled_from(Posture)),
        across=draw(rows),
        condensed=draw(st.sampled_from((1000, 800))),
    )


@st.composite
def lines(draw: st.DrawFn) -> Line:
    return Line(
        start=draw(numbers),
        end=draw(numbers),
        runs=tuple(draw(st.lists(runs(), max_size=4))),
        measure=draw(numbers),
        width=draw(numbers),
        indent=draw(numbers),
        justified=draw(st.booleans()),
        adjustments=draw(st.dictionaries(st.sampled_from(("comma", "stop", "line_end", "han_gap")), numbers)),
        direction=Direction.VERTICAL,
        missing=draw(rows),
        rescued=draw(st.booleans()),
        tight=draw(st.booleans()),
        hyphenated=draw(st.booleans()),
        parted=draw(st.booleans()),
        off=draw(numbers),
        condensed=draw(numbers),
    )


def carried(module: Any, given_: tuple[Line, ...], trail: object = None) -> tuple[Line, ...] | None:
    flat = marshal.loads(marshal.dumps(module.tie(given_)))
    return module.untie(flat, COPY, Direction.VERTICAL, trail)  # type: ignore[no-any-return]


@settings(max_examples=100, deadline=None)
@given(st.lists(lines(), max_size=5).map(tuple))
def test_what_is_untied_is_what_was_tied(given_: tuple[Line, ...]) -> None:
    trail = object()
    for module in (used, in_python("compositor.text.tied")):
        got = carried(module, given_, trail)
        assert repr(got) == repr(given_)
        assert got == given_
        assert all(line.trail is trail for line in got or ())


def line() -> Line:
    run = Run("song", 589824, "一二", (700, 6), (589824, 294912), 0, 2)
    alike = Run("song", 589824, "三國", (700, 700), (589824, 589824), 2, 4)
    return Line(0, 4, (run, alike), 1769472, 1769472, adjustments={"comma": -7}, direction=Direction.VERTICAL)


SPOILT: tuple[Any, ...] = (None, "9", 2.5, (1,), ("一",), [1], {1: 2}, {"a": 2**80}, 2**31, -(2**80), b"A", type, True)


@needs_c
@pytest.mark.parametrize("spoilt", SPOILT, ids=repr)
def test_what_is_no_line_is_not_tied(spoilt: object) -> None:
    whole: Any = used
    for name in {one.name for one in fields(Line)} - {"direction", "trail"}:
        changed = line()
        setattr(changed, name, spoilt)
        assert whole.tie((changed,)) is None or repr(carried(used, (changed,))) == repr((changed,))
        delattr(changed, name)
        assert whole.tie((changed,)) is None
    for name in [one.name for one in fields(Run)]:
        changed = line()
        setattr(changed.runs[0], name, spoilt)
        assert whole.tie((changed,)) is None or repr(carried(used, (changed,))) == repr((changed,))
        delattr(changed.runs[0], name)
        assert whole.tie((changed,)) is None
    assert whole.tie((spoilt,)) is None


@needs_c
def test_what_was_not_tied_is_no_lines() -> None:
    whole: Any = used
    said, founts, words = whole.tie((line(), line()))
    for at in range(0, len(said), 2):
        for other in (b"\xff\xff", b"\xff\x7f", b"\x00\x00", b"\x07\x00"):
            told = said[:at] + other + said[at + 2 :]
            assert isinstance(whole.untie((told, founts, words), COPY, Direction.VERTICAL, None), tuple | None)
        cut = (said[:at], founts, words)
        assert whole.untie(cut, COPY, Direction.VERTICAL, None) is None
    assert whole.untie((said, [], words), COPY, Direction.VERTICAL, None) is None
    assert whole.untie((said, founts, []), COPY, Direction.VERTICAL, None) is None
    assert whole.untie((said, founts, words), "一", Direction.VERTICAL, None) is None
    for spoilt in ((), (said,), None, (said, None, words), (said, founts, ()), (said, [()], words), (said, [1], words)):
        with pytest.raises((TypeError, SystemError)):
            whole.untie(spoilt, COPY, Direction.VERTICAL, None)
    with pytest.raises(ValueError, match="lying"):
        whole.untie((said, [("song", 1, 0, "lying", 1000)], words), COPY, Direction.VERTICAL, None)
    with pytest.raises(TypeError):
        whole.tie(None)
