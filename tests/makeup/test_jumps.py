"""Where a story leaves its box, and the words that say so."""

from __future__ import annotations

import pytest

from compositor.units import pt
from tests.makeup.desk import EM, box, han, lines, look, made, part, places, story, style, texts


def sentences(*counts: int) -> str:
    """Sentences of so many characters, the full stop counted."""
    return "".join(han(count - 1) + "。" for count in counts)


def test_copy_with_room_does_not_jump() -> None:
    result = made(story(part("body", han(100))), box(), box())
    assert result.jumps == ()
    assert [len(page.links) for page in result.pages] == [0, 0]


def test_a_jump_line_stands_on_the_last_row_and_the_rest_under_a_continued_line() -> None:
    result = made(story(part("body", han(160))), box(), box())
    assert texts(result, "jump_line") == ["（下轉第二版）"]
    assert places(result, "jump_line") == [(0, 9)]
    (line,) = lines(result, "jump_line")
    assert line.x + line.line.width == pt(150)
    assert texts(result, "continued_line", 1) == ["（上接第一版）"]
    assert places(result, "body", 1)[0] == (0, 1)
    assert [len(places(result, "body", page)) for page in (0, 1)] == [9, 7]
    (jump,) = result.jumps
    assert (jump.from_page, jump.from_box, jump.to_page, jump.to_box) == ("01", "lead", "02", "lead")
    assert [link.to_page for page in result.pages for link in page.links] == ["02", "01"]


def test_a_jump_head_stands_over_the_rest() -> None:
    result = made(story(part("headline", "步道亮燈，居民散步"), part("body", han(160))), box(), box())
    assert texts(result, "jump_head", 1) == ["步道亮燈"]
    assert places(result, "continued_line", 1) == [(0, 2)]


def test_a_story_leaves_at_a_sentence_that_ends_by_the_foot() -> None:
    """The last sentence that ends in the rows above the jump line is the last of page one."""
    body = sentences(45, 42, 30, 50)
    result = made(story(part("body", body)), box(), box())
    first = "".join(texts(result, "body"))
    assert first == body[:87]
    assert "".join(texts(result, "body", 1)) == body[87:]


def test_a_story_without_a_sentence_near_the_foot_leaves_inside_one() -> None:
    result = made(story(part("body", sentences(200))), box(), box())
    assert "".join(texts(result, "body")) == han(90)
    assert result.fit.story("walk").boxes[1].start == 90


def test_a_jump_line_stands_beside_a_short_last_line_of_a_full_box() -> None:
    """Two ems of copy, one of white and seven of jump line fill the tenth row."""
    body = part("body", han(92), han(50))
    result = made(story(body), box(), box())
    assert places(result, "body")[-1] == places(result, "jump_line")[0] == (0, 9)
    (line,) = lines(result, "jump_line")
    assert line.x + line.line.width == pt(150)
    assert line.x - (lines(result, "body")[-1].x + 2 * EM) >= EM


def test_no_story_leaves_just_after_a_subhead() -> None:
    """A subhead's end is a paragraph's end, but its text has to stand under it."""
    for size in range(1, 40):
        body = part("body", han(60 + size), han(4), han(100), subheads=(1,))
        result = made(story(body), box(), box())
        foot = [line.line.text for line in lines(result, "body")][-2:]
        assert han(4) not in foot, size


def test_a_story_jumps_on_from_a_later_box() -> None:
    result = made(story(part("body", han(250))), box(), box(), box())
    assert [texts(result, "jump_line", page) for page in range(3)] == [["（下轉第二版）"], ["（下轉第三版）"], []]
    assert [texts(result, "continued_line", page) for page in range(3)] == [[], ["（上接第一版）"], ["（上接第二版）"]]
    copy = "".join(text for page in range(3) for text in texts(result, "body", page))
    assert copy == han(250)


def test_a_box_without_room_for_copy_is_left_by_no_jump() -> None:
    """Heads fill the first box: all copy is left over there, and nothing says that it goes on."""
    one = story(part("headline", han(5)), part("body", han(60)))
    result = made(one, box(rows=(1, 2)), box())
    assert result.jumps == ()
    assert texts(result, "body", 1) == texts(result, "continued_line", 1) == []
    fit = result.fit.story("walk")
    assert (fit.overset_start, fit.overset_characters, fit.overset_lines) == (0, 60, 6)


def test_no_jump_leads_to_a_box_without_room_for_copy() -> None:
    result = made(story(part("body", han(160))), box(), box(rows=(1, 1)), box())
    assert result.jumps == ()
    assert "".join(texts(result, "body")) == han(100)
    assert result.fit.story("walk").overset_characters == 60


@pytest.mark.parametrize("byline", [4, 16])
def test_a_byline_without_room_takes_copy_along_to_the_next_box(byline: int) -> None:
    result = made(story(part("byline", han(byline)), part("body", han(100))), box(), box())
    assert len(result.jumps) == 1
    assert len(texts(result, "body", 1)) > 0
    assert "".join(texts(result, "byline", 1)) == han(byline)


def test_jump_words_follow_the_box_style() -> None:
    large = style("jump_line", pt(5), pt(15))
    result = made(story(part("body", han(160))), box(style=look(jump_line=large)), box())
    assert {run.size for line in lines(result, "jump_line") for run in line.line.runs} == {pt(5)}


def test_the_rest_begins_after_the_white_space_that_follows_the_jump() -> None:
    body = han(80) + "。 " + han(60)
    result = made(story(part("body", body)), box(), box())
    assert result.fit.story("walk").boxes[1].start == 82
    assert texts(result, "body", 1)[0] == han(10)
