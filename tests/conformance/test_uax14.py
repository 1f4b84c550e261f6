"""The Unicode line breaking algorithm: rules that the data touch little, tailoring, cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.text.floor import Strictness, tailoring
from compositor.text.uax14 import ROOT, Verdict, class_of, opportunities, verdicts


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", ()),
        ("a", ()),
        ("a b", (2,)),
        ("a\u00a0b", ()),
        ("a\u200b  b", (4,)),
        ("字\u2060字", ()),
        ("( a", ()),
        ("a — b", (2, 4)),
        ("$1,234.5%", ()),
        ("a -1", (2,)),
        ("e-mail", (2,)),
        ("字“字”字", (1, 4)),
        ("字“a”字", ()),
        ("한글", (1,)),
        ("\u1112\u1161\u11ab", ()),
        ("🇨🇳🇫🇷", (2,)),
        ("👍🏽👍", (2,)),
        ("👩\u200d👩", ()),
        ("ภาษาไทย", ()),
        ("བོད་ཡིག", (4,)),
        ("\u25cc\u1b44", ()),
        ("a\nb", (2,)),
    ],
)
def test_rules(text: str, ends: tuple[int, ...]) -> None:
    assert opportunities(text) == ends


def test_line_ends_are_mandatory() -> None:
    assert list(verdicts("a\r\nb c")) == [
        Verdict.NOT,
        Verdict.NOT,
        Verdict.NOT,
        Verdict.MUST,
        0,
        Verdict.MAY,
        Verdict.MUST,
    ]


def test_every_code_point_has_a_class() -> None:
    assert [class_of(character) for character in "字，a\u3000😀\U0010ffff"] == ["ID+", "CL+", "AL", "BA+", "ID+", "AL"]


def test_a_tailoring_changes_classes_and_no_rules() -> None:
    assert opportunities("字“a”字①a", tailoring(Strictness.NORMAL)) == (1, 4, 5, 6)
    assert opportunities("字①a") == (1,)
    assert opportunities("あっあ", tailoring(Strictness.STRICT)) == (2,)
    assert opportunities("あっあ", tailoring(Strictness.NORMAL)) == (1, 2)
    assert opportunities("佐々木", tailoring(Strictness.NORMAL)) == (2,)
    assert opportunities("佐々木", tailoring(Strictness.LOOSE)) == (1, 2)


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_has_a_verdict_at_every_offset(text: str) -> None:
    found = verdicts(text, ROOT)
    assert len(found) == len(text) + 1
    assert not text or (found[0], found[-1]) == (Verdict.NOT, Verdict.MUST)


@pytest.mark.parametrize("stretch", ["字", "\u0301", " ", "“", "🇨", "1,", "(", "\u200d", "a\u200b"])
def test_work_grows_with_the_length_of_the_text(stretch: str) -> None:
    def seconds(times: int) -> float:
        text = stretch * times
        best = 1e9
        for _ in range(3):
            began = time.perf_counter()
            verdicts(text)
            best = min(best, time.perf_counter() - began)
        return best

    seconds(100)
    assert seconds(40_000) < 40 * seconds(4_000) + 0.05
