"""``{looseness=…}`` at a paragraph's end."""

from __future__ import annotations

import pytest

from compositor.intake.faults import Code
from compositor.model.copy import Normalisation
from tests.intake.test_story import body_of, read


@pytest.mark.parametrize(
    ("typed", "text", "looseness"),
    [
        ("今天。{looseness=-1}", "今天。", -1),
        ("今天。 {looseness=1}", "今天。", 1),
        ("今天。{ looseness = +2 }", "今天。", 2),
        ("今天\n下雨。\n{looseness=-1}", "今天下雨。", -1),
        ("**今天**{looseness=-1}", "今天", -1),
        ("今天。\\{looseness=-1}", "今天。{looseness=-1}", 0),
        ("今{looseness=-1}天。", "今{looseness=-1}天。", 0),
        ("今天。{鬆=-1}", "今天。{鬆=-1}", 0),
    ],
)
def test_looseness_is_read_and_taken_out(typed: str, text: str, looseness: int) -> None:
    body = body_of(typed)
    assert body.text == text
    assert [paragraph.looseness for paragraph in body.paragraphs] == [looseness]


def test_it_is_recorded_as_markup() -> None:
    body = body_of("今天。{looseness=-1}\n\n明天。")
    assert [paragraph.looseness for paragraph in body.paragraphs] == [-1, 0]
    first = body.source.pieces[0]
    assert (first.start, first.end, first.rule) == (3, 3, Normalisation.MARKUP)


@pytest.mark.parametrize(
    "typed", ["今天。{looseness=多}", "今天。{looseness=0}", "今天。{looseness=9}", "## 今天{looseness=1}"]
)
def test_what_cannot_be_read_is_a_fault_with_its_place(typed: str) -> None:
    faults = read(f"---\nheadline: 題\n---\n{typed}")[1]
    (fault,) = faults.stopping
    assert fault.code == Code.LOOSENESS_SYNTAX
    assert str(fault.place) == f"story.md:4:{typed.index('{') + 1}"
