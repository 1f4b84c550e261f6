"""Collation of records made by hand: what is told of lines, words and places, and what only follows."""

from __future__ import annotations

from dataclasses import replace

from compositor.collation import Change, Kind, Sheetwork, as_text, collate, from_json, to_json
from compositor.collation.sheets import Place, Sheet, Words

COPY = "渡口的燈還亮着。第一班船過河。"


def work(*breaks: int, text: str = COPY, box: str = "lead") -> Sheetwork:
    """A page with one box, a story's body in it, its lines beginning at these offsets."""
    ends = (*breaks[1:], len(text))
    lines = tuple(
        Words(box, "ferry", "body", start, end, text[start:end], "song 9 0/0/0/100")
        for start, end in zip(breaks, ends, strict=True)
    )
    sheet = Sheet("01", (1000, 2000), (Place(box, "text", "ferry", (0, 0, 10, 20)),), lines, ())
    return Sheetwork("2024-05-20", {("ferry", "body"): text}, {}, (sheet,))


def told(old: Sheetwork, new: Sheetwork) -> list[tuple[Kind, int, str, str]]:
    return [(one.kind, one.line, one.before, one.after) for one in collate(old, new)]


def test_lines_that_break_otherwise_are_told_with_their_numbers_only_where_these_differ() -> None:
    assert told(work(0, 8), work(0, 7)) == [(Kind.LINES, 0, "", "")]
    assert told(work(0, 8), work(0, 5, 10)) == [(Kind.LINES, 0, "2 lines", "3 lines")]
    assert "line breaks changed" in as_text(collate(work(0, 8), work(0, 7)), work(0, 8), work(0, 7))


def test_a_word_is_told_in_its_line_and_the_breaks_that_follow_are_not() -> None:
    new = work(0, 8, text=COPY.replace("第一班", "頭一班"))
    assert told(work(0, 7), new) == [(Kind.WORDS, 2, "第", "頭")]


def test_a_story_in_another_box_has_moved() -> None:
    moved = [change for change in collate(work(0, 8), work(0, 8, box="foot")) if change.story]
    assert [(one.kind, one.before, one.after) for one in moved] == [
        (Kind.PLACE, "lead on page 01", "foot on page 01"),
    ]


def test_a_record_is_read_back_as_it_was_written() -> None:
    one = work(0, 8)
    assert from_json(to_json(one)) == one
    assert collate(one, from_json(to_json(one))) == ()
    page: tuple[Change, ...] = collate(one, replace(one, sheets=()))
    assert {change.kind for change in page} == {Kind.PAGE, Kind.STORY}
