"""Things beside paragraphs as a story has them: pictures, quotes typed, words lifted; what can't be read."""

from __future__ import annotations

import pytest

from compositor.intake.mapped import rebuild
from compositor.model.copy import Beside, Emphasis, Normalisation, Story
from tests.intake.test_story import read, rules_of

FRONT = "---\nheadline: 題\n---\n"


def sound(body: str) -> Story:
    story, faults = read(FRONT + body)
    assert [str(fault) for fault in faults.stopping] == []
    return story


def text_of(story: Story) -> str:
    body = story.part("body")
    assert body is not None
    return body.text


def test_a_quote_is_copy_of_its_own_beside_the_paragraph_after_it() -> None:
    source = "甲甲。\n\n[抽出\n的話]{.quote}\n\n乙乙。"
    story = sound(source)
    assert text_of(story) == "甲甲。\n乙乙。"
    (quote,) = story.quotes
    assert (quote.part.name, quote.part.text) == ("quote-1:quote", "抽出的話")
    assert quote.beside == Beside(4)
    assert story.part("quote-1:quote") is quote.part
    assert rebuild(quote.part, FRONT + source) == quote.part.text
    assert rules_of(quote.part) == [Normalisation.LINE_ENDING]
    body = story.part("body")
    assert body is not None
    assert rebuild(body, FRONT + source) == body.text
    assert str(quote.part.source.place(0)) == "story.md:6:2"


def test_after_the_last_paragraph_it_stands_beside_that() -> None:
    assert sound("甲甲。\n\n乙乙。\n\n[抽出]{.quote}").quotes[0].beside.anchor == 4


def test_braces_say_where_it_stands() -> None:
    (quote,) = sound("[抽*出*]{beside=left .quote width=6.5em columns=2}\n\n甲。").quotes
    assert (quote.part.text, quote.beside) == ("抽出", Beside(0, left=True, width=6500, columns=2))


def test_words_of_a_paragraph_are_lifted_and_stay_copy() -> None:
    source = "甲甲。\n\n乙[一**杆**到\n底]{.quote}。"
    story = sound(source)
    assert text_of(story) == "甲甲。\n乙一杆到底。"
    (quote,) = story.quotes
    assert (quote.part.text, quote.beside) == ("一杆到底", Beside(4))
    body = story.part("body")
    assert body is not None
    assert [span.emphasis for span in body.spans] == [Emphasis.STRONG]
    assert quote.part.spans == ()
    assert str(quote.part.source.place(0)) == "story.md:6:3"
    assert str(quote.part.source.place(3)) == "story.md:7:1"


def test_a_backslash_makes_the_bracket_a_letter() -> None:
    story = sound("\\[不是抽文]{.quote}")
    assert (text_of(story), story.quotes) == ("[不是抽文]{.quote}", ())


def test_a_picture_may_stand_beside_a_paragraph() -> None:
    body = '甲甲。\n\n![圖](a.png){alt="圖" beside=left width=6em}\n\n乙乙。\n\n![圖](b.png){alt="圖"}'
    story, faults = read(FRONT + body)
    assert not faults.stopping
    assert [picture.beside for picture in story.pictures] == [Beside(4, left=True, width=6000), None]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[抽出]{.quote beside=middle}", "WRONG_TYPE 4:1"),
        ("[抽出]{.quote width=6}", "NOT_A_LENGTH 4:1"),
        ("[抽出]{.quote color=red}", "UNKNOWN_KEY 4:13"),
        ("[抽出]{.quote columns=0}", "WRONG_TYPE 4:1"),
        ("[ ]{.quote}", "EMPTY 4:1"),
        ('![圖](a.png){alt="圖" width=6em}', "PICTURE_SYNTAX 4:1"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_place(body: str, told: str) -> None:
    faults = read(FRONT + body)[1]
    assert told in [f"{fault.code} {fault.place.line}:{fault.place.column}" for fault in faults.stopping if fault.place]
