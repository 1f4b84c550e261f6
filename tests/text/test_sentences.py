"""Where sentences end."""

from __future__ import annotations

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
