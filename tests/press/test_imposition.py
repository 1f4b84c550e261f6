"""Imposed sheets, cut, folded and laid together, give the pages in order, heads up."""

from __future__ import annotations

import pytest

from compositor import plan
from compositor.errors import Place
from compositor.model.copy import PageCopy
from compositor.model.imposition import Gathering, PressSheet, PressSheets, Rows, Turn
from tests.press.folding import Printed, folded, nested, read, sheet


def pages(count: int, labels: str = "") -> list[PageCopy]:
    place = Place("issue.yaml", 1, 1)
    names = [f"{labels[number] if labels else ''}{number + 1:02}" for number in range(count)]
    return [PageCopy(number, name, "", "page", (), (), place) for number, name in enumerate(names, 1)]


def printed(side: Rows) -> list[list[Printed]]:
    return [[(cell.page, 2 * cell.turned) for cell in row] for row in side]


def bound(made: tuple[PressSheet, ...], wanted: PressSheets, *, right: bool = False) -> list[Printed]:
    """The sheets folded and laid together."""
    head = wanted.turn is Turn.HEAD
    stacks = [folded(sheet(printed(one.front), printed(one.back), head=head), right=right) for one in made]
    if wanted.gathering is Gathering.NESTED:
        return read(nested(stacks))
    return read([leaf for stack in stacks for leaf in stack])


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("turn", Turn)
@pytest.mark.parametrize("gathering", Gathering)
@pytest.mark.parametrize("up", [2, 4, 8])
def test_folded_sheets_give_the_pages_in_order(up: int, gathering: Gathering, turn: Turn, right: bool) -> None:
    for count in (2, 4, 6, 8, 12, 16, 20, 24, 32, 64):
        wanted = PressSheets(up=up, gathering=gathering, turn=turn, least=2)
        made = plan.imposed(pages(count), wanted, right=right)
        assert bound(made, wanted, right=right) == [(number, 0) for number in range(1, count + 1)], count


def test_eight_broadsheet_pages_are_two_sheets_of_facing_pages() -> None:
    made = plan.imposed(pages(8), PressSheets())
    sides = [[[cell.page for cell in row] for row in side] for one in made for side in (one.front, one.back)]
    assert sides == [[[8, 1]], [[2, 7]], [[6, 3]], [[4, 5]]]


def test_twelve_pages_on_sheets_of_eight_are_one_sheet_and_a_half() -> None:
    made = plan.imposed(pages(12), PressSheets(up=4))
    assert [one.pages for one in made] == [(1, 2, 3, 4, 9, 10, 11, 12), (5, 6, 7, 8)]


def test_each_section_has_sheets_of_its_own_unless_they_are_printed_together() -> None:
    copies = pages(8, "AAAABBBB")
    assert [one.name for one in plan.imposed(copies, PressSheets())] == ["A1", "B1"]
    assert [one.name for one in plan.imposed(copies, PressSheets(apart=False))] == ["1", "2"]


def test_pages_that_make_no_whole_sheets_or_too_many_are_refused() -> None:
    with pytest.raises(plan.UnevenError) as uneven:
        plan.imposed(pages(6), PressSheets())
    message, hint = plan.uneven_words(uneven.value, PressSheets())
    assert message == "the issue has 6 pages, which make no whole sheets of 4"
    assert "add 2 or take out 2" in hint
    with pytest.raises(plan.UnevenError) as many:
        plan.imposed(pages(16), PressSheets(most=12))
    assert "the press prints 12 in one run" in plan.uneven_words(many.value, PressSheets(most=12))[0]
