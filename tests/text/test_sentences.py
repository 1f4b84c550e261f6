"""Where sentences end."""

from __future__ import annotations

import time

import pytest

from compositor.text.sentences import sentence_ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("一。二。", (2, 4)),
        ("他說：“好。”又走了。", (7, 11)),
        ("真的嗎？！是的", (5, 7)),
        ("還有……還有", (4, 6)),
        ("一段\n二段", (2, 5)),
        ("投資161.52億元。", (11,)),
        ("（完。）\n", (4,)),
        ("“走嗎？”，他問。", (9,)),
        ("快！·慢", (4,)),
    ],
)
def test_sentences_end_after_their_marks_and_closing_quotes(text: str, ends: tuple[int, ...]) -> None:
    assert sentence_ends(text, 0, len(text)) == ends


def test_only_ends_inside_the_stretch_are_named() -> None:
    assert sentence_ends("一。二。三。", 2, 4) == (4,)


def test_quotes_closed_one_after_another_take_linear_time() -> None:
    """Six thousand took half a minute of every run that had them in copy left over."""
    text = "“" * 20_000 + "好。" + "”" * 20_000 + "走"
    began = time.process_time()
    assert sentence_ends(text, 0, len(text)) == (40_002, 40_003)
    assert time.process_time() - began < 2
