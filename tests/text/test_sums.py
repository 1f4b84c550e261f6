"""Sums of units: in C they are those of Python, which adds up what isn't as items have it."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.text import items as used
from compositor.text import sums
from compositor.text.casting import items_of
from tests.cores import needs
from tests.testface import EM, type_case
from tests.text.composing import HAN, matter

needs_c = needs(sums)
widths = st.sampled_from((0, 0, 0, 1, -1, 65536, 2**30, 2**40, -(2**40)))


@given(st.lists(widths, max_size=40))
def test_sums_of_all_units(of: list[int]) -> None:
    assert used._summed_all(of) == list(accumulate(of, initial=0))
    ones = bytearray([abs(width) % 256 for width in of])
    assert used._summed_all(ones) == list(accumulate(ones, initial=0))


@given(st.dictionaries(st.integers(0, 39), widths))
def test_sums_of_few_units(of: dict[int, int]) -> None:
    every = [of.get(unit, 0) for unit in range(40)]
    assert used._summed(of, 40) == list(accumulate(every, initial=0))


@needs_c
@given(st.lists(st.integers(-(2**40), 2**40), max_size=40))
def test_in_c_no_sum_is_left_to_python_that_need_not_be(of: list[int]) -> None:
    assert sums.every(of) == sums.few(dict(enumerate(of)), len(of)) == list(accumulate(of, initial=0))


@needs_c
@pytest.mark.parametrize("spoilt", [None, 2.5, "9", (), 2**40 + 1, 2**63, -(2**100), type, b"1"], ids=str)
def test_in_c_what_is_no_width_is_left_to_python(spoilt: Any) -> None:
    assert sums.every([1, spoilt]) is None
    assert sums.every(spoilt) is None
    assert sums.few({0: spoilt}, 1) is None
    assert sums.few({spoilt: 1}, 1) is None
    assert sums.few(spoilt, 1) is None
    assert sums.few({}, spoilt) is None
    for unit, count in ((1, 1), (-1, 4), (0, -1), (0, 2**22 + 1)):
        assert sums.few({unit: 1}, count) is None
    few: Any = sums.few
    for told in ((), (spoilt,), (spoilt, spoilt, spoilt)):
        with pytest.raises(TypeError):
            few(*told)


def test_where_nothing_is_added_up_in_c_python_does(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "，".join((HAN, "internationalisation（161.52億元）", HAN))
    cast = items_of(matter(text, hyphenate=True), type_case(), 13 * EM)
    monkeypatch.setattr(sums, "every", lambda _: None)
    monkeypatch.setattr(sums, "few", lambda *_: None)
    again = items_of(matter(text, hyphenate=True), type_case(), 13 * EM)
    names = [f"{edge}{of}" for edge in ("start", "end") for of in ("s", "_shrink", "_stop", "_room", "_gaps")]
    assert all(getattr(cast, name) == getattr(again, name) for name in names)
