"""The law of changes: whatever is typed, every remark has its place, and no change but a word's own takes letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compositor.intake.passages import Copy
from compositor.lint import changed, lint
from compositor.lint.remarks import Change, Remark
from tests.lint.desk import HANS, HANT, TAIWAN, plain, story

LETTERS = "一設设發发等年月日星期三第二版主任說王小明布·特ABz09１Ａ"
MARKS = "，。、；：？！“”‘’「」『』（）()\"',.:;…—\u3000 \n\n\\*[]{}#|！~"
WORDS = frozenset({"MIXED_SCRIPT", "WEEKDAY", "NAME_TWO_WAYS", "FULL_WIDTH", "LITERAL_JUMP_LINE"})
"""What puts other letters in the place of some."""


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


def keeps_letters(copy: Copy, remarks: tuple[Remark, ...]) -> bool:
    """Tell whether the changes of all remarks but those on words leave the letters of a file as they are."""
    made = changed(copy.source.text, [one for one in remarks if one.code not in WORDS])
    return letters(made) == letters(copy.source.text)


@given(st.text(alphabet=LETTERS + MARKS, max_size=120), st.sampled_from([HANT, HANS, TAIWAN]), st.booleans())
@example("“\n\n”", HANT, True)
@example("", HANT, False)
def test_changes_keep_the_letters_and_remarks_have_places(text: str, terms: object, front: bool) -> None:
    copy = story(text) if front else plain(text)
    remarks = lint([copy], terms)  # type: ignore[arg-type]
    assert keeps_letters(copy, remarks)
    size = len(copy.source.text)
    for one in remarks:
        assert 0 <= one.start <= one.end <= size
        assert all(0 <= change.start <= change.end <= size for change in one.changes)
        assert not one.changes or one.before != one.after


@pytest.mark.parametrize("code", ["BRACKETS"])
def test_the_law_catches_a_change_that_takes_a_letter(code: str) -> None:
    copy = plain("百強縣(市)的名單。")
    (one,) = lint([copy], HANT)
    assert one.code == code
    wrong = replace(one, changes=(Change(one.start, one.end, "（）"),))
    assert keeps_letters(copy, (one,))
    assert not keeps_letters(copy, (wrong,))
