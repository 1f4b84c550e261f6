"""Things beside paragraphs: pictures and quotes go with their copy, on whole rows, or to the top of a later column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.makeup import MadeUp
from compositor.model.copy import Beside, Picture, Quote, Story
from compositor.model.design import BoxStyle
from compositor.model.page import Image, Rule, SetLine
from compositor.model.settings import Direction
from compositor.units import pt
from tests.makeup.desk import ASSET, EM, GRID, HERE, LINE, LOOK, box, han, lines, made, part, places, story, texts

LOOKS = replace(LOOK, quote_rule=pt(1))


def photo(anchor: int, *, width: int = 6, left: bool = False, columns: int = 1) -> Picture:
    """A picture three wide and two high: 4 ems high at 6 wide, for which it takes four rows of text."""
    return Picture("photo", HERE, "", asset=ASSET, beside=Beside(anchor, left, width * 1000, columns))


def with_quote(words: str, anchor: int, *bodies: str, style: BoxStyle = LOOKS) -> MadeUp:
    said = part("quote-1:quote", words)
    one = story(part("body", *bodies), said)
    one = replace(one, quotes=(Quote(said, Beside(anchor, width=6000), HERE),))
    return made(one, box(columns=(1, 2), rows=(1, 12), flow=1, style=style))


def shown(result: MadeUp) -> Image:
    (image,) = (ink for ink in result.pages[0].ink if isinstance(ink, Image))
    return image


def measures(result: MadeUp) -> list[int]:
    return [line.line.measure // EM for line in lines(result, "body")]


def walk(first: int, *pictures: Picture) -> Story:
    """A story whose second paragraph begins at offset ``first`` + 1."""
    return story(part("body", han(first), han(200)), pictures=pictures)


def test_a_picture_stands_beside_its_paragraph() -> None:
    wide = box(columns=(1, 2), rows=(1, 14), flow=1)
    result = made(walk(42, photo(43)), wide)
    area = shown(result).area
    assert measures(result)[:8] == [21, 21, 14, 14, 14, 14, 21, 21]
    assert (area.x + area.width, area.width) == (GRID.left + 21 * EM, 6 * EM)
    assert GRID.row_y(3) < area.y
    assert area.y + area.height < GRID.row_y(7)


def test_it_moves_with_its_copy() -> None:
    wide = box(columns=(1, 2), rows=(1, 14), flow=1)
    one, other = (shown(made(walk(count, photo(count + 1)), wide)).area for count in (42, 63))
    assert replace(one, y=one.y + LINE) == other


def test_it_stands_at_the_left_where_that_is_asked_for() -> None:
    result = made(walk(42, photo(43, left=True)), box(columns=(1, 2), rows=(1, 14), flow=1))
    assert shown(result).area.x == GRID.left
    beside = lines(result, "body")[2]
    assert (beside.x, beside.line.measure) == (GRID.left + 7 * EM, 14 * EM)


def test_copy_jumps_over_it_where_less_than_the_least_measure_is_left() -> None:
    result = made(walk(20, photo(21)), box(rows=(1, 14)))
    rows = [row for _, row in places(result, "body")]
    assert set(measures(result)) == {10}
    assert rows[:3] == [0, 1, 6]
    assert shown(result).area.x == GRID.left + 2 * EM, "in the middle of its column"


def test_it_leaves_an_em_over_and_under() -> None:
    area = shown(made(walk(42, photo(43)), box(columns=(1, 2), rows=(1, 14), flow=1))).area
    above = GRID.baseline(2) + EM * 120 // 1000
    below = GRID.baseline(7) - EM * 880 // 1000
    assert min(area.y - above, below - area.y - area.height) == EM


def test_it_goes_to_the_top_of_the_next_column_where_its_own_has_no_room() -> None:
    result = made(walk(80, photo(81)), box(columns=(1, 2), rows=(1, 10)))
    area = shown(result).area
    assert area.x >= GRID.column_x(2)
    assert area.y == GRID.row_y(1) + (LINE - EM) // 2
    (fit,) = result.fit.story("walk").boxes
    assert fit.moved == ("photo",)


def test_two_things_of_one_paragraph_stand_below_one_another() -> None:
    two = (photo(43), replace(photo(43), name="other"))
    result = made(walk(42, *two), box(columns=(1, 2), rows=(1, 14), flow=1))
    one, other = (ink.area for ink in result.pages[0].ink if isinstance(ink, Image))
    assert one.y + one.height < other.y


def test_one_of_two_columns_takes_both() -> None:
    result = made(walk(20, photo(21, width=0, columns=2)), box(columns=(1, 3), rows=(1, 20)))
    area = shown(result).area
    assert (area.x, area.width) == (GRID.column_x(1), 21 * EM)
    taken = range((area.y - GRID.top) // LINE, -(-(area.y + area.height - GRID.top) // LINE))
    rows = [row for column, row in places(result, "body") if column < 2]
    assert rows
    assert not set(rows) & set(taken)


def test_it_stands_where_its_paragraph_stands_after_a_jump() -> None:
    result = made(walk(100, photo(101)), box(rows=(1, 8)), box(columns=(1, 2), rows=(1, 30), flow=1))
    drawn = [number for number, page in enumerate(result.pages) for ink in page.ink if isinstance(ink, Image)]
    assert drawn == [1]


def test_it_goes_to_the_head_of_the_next_box_where_that_of_its_paragraph_has_no_room() -> None:
    one = story(part("body", han(100), han(100)), pictures=(photo(0, width=10),))
    result = made(one, box("first", rows=(1, 6)), box("then", columns=(2, 2), rows=(1, 30)))
    first, then = result.fit.story("walk").boxes
    assert (first.moved, then.moved) == ((), ("photo",))
    ink = [(number, one) for number, page in enumerate(result.pages) for one in page.ink]
    ((number, area),) = [(number, one.area) for number, one in ink if isinstance(one, Image)]
    assert (number, area.x) == (1, GRID.column_x(2))
    assert GRID.row_y(2) <= area.y < GRID.row_y(3), "under the line that says where the story comes from"
    body = [one for _, one in ink if isinstance(one, SetLine) and one.part == "body"]
    assert "".join(one.line.text for one in body) == han(100) + han(100)


def test_it_has_no_room_where_no_box_has() -> None:
    one = story(part("body", han(100)), pictures=(photo(0, width=10),))
    result = made(one, box("first", rows=(1, 6)), box("then", columns=(2, 2), rows=(1, 6)))
    assert not [ink for page in result.pages for ink in page.ink if isinstance(ink, Image)]


def test_in_a_vertical_box_it_is_upright_beside_its_lines() -> None:
    text = box(columns=(1, 2), rows=(1, 20), direction=Direction.VERTICAL, flow=1)
    result = made(walk(58, photo(59)), text)
    area = shown(result).area
    assert area.height == 6 * EM
    assert area.width >= area.height
    assert measures(result)[2] == 29 - 7


def test_a_quote_stands_between_two_rules_in_its_own_type() -> None:
    result = with_quote("步道亮燈", 43, han(42), han(150))
    (line,) = lines(result, "quote-1:quote")
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert [rule.weight for rule in rules] == [pt(1), pt(1)]
    assert rules[0].y0 < line.baseline < rules[1].y0
    assert "".join(texts(result, "body")) == han(42) + han(150)
    assert measures(result)[2] == 14


@pytest.mark.parametrize("words", ["步道亮燈", "沿河步道亮燈居民早晨散步"])
def test_a_quote_is_as_deep_as_its_words(words: str) -> None:
    result = with_quote(words, 43, han(42), han(200))
    count = len(lines(result, "quote-1:quote"))
    first, last = (ink.y0 for ink in result.pages[0].ink if isinstance(ink, Rule))
    assert last - first >= count * LINE + EM - pt(1)
    assert "".join(texts(result, "quote-1:quote")) == words
