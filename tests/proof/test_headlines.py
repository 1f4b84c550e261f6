"""Heads on the page: what their breaks part, characters alone, marks at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compositor.errors import Severity
from compositor.model.page import Ink, SetLine
from tests.proof.desk import Desk, desk, set_words

SOUND = desk()
HEAD = {"box": "lead", "part": "headline"}


def broken(at: int, *, parted: bool = False) -> Desk:
    """The lead's headline on two lines, the second beginning at an offset."""

    def change(line: SetLine) -> Iterable[Ink]:
        text, size = line.line.text, line.line.runs[0].size
        first = set_words(text, 0, at, size=size, measure=line.line.measure, parted=parted)
        second = set_words(text, at, len(text), size=size, measure=line.line.measure)
        down = 3 * size // 2
        return replace(line, line=first), replace(line, line=second, baseline=line.baseline + down)

    return SOUND.spoil(change, **HEAD)


def findings(spoiled: Desk, code: str) -> list[str]:
    return [finding.message for finding in spoiled.read() if finding.code == code]


def test_a_head_of_sound_lines_has_no_finding() -> None:
    assert not findings(broken(2), "HEAD_BREAK")
    assert not findings(broken(2), "HEAD_LONE")


def test_a_break_inside_a_word_is_a_note_that_shows_where() -> None:
    (note,) = [finding for finding in broken(3, parted=True).read() if finding.code == "HEAD_BREAK"]
    assert note.severity is Severity.NOTE
    assert 'headline of "衝刺全年目標" on page 1 is broken inside what belongs together: 衝刺全|年目標' in note.message
    assert "break it by hand" in note.hint


def test_a_break_by_hand_inside_a_word_is_noted_as_the_desks_own() -> None:
    spoiled = broken(3, parted=True)
    story = next(story for story in spoiled.issue.stories if story.part("headline") == SOUND.issue.stories[0].parts[0])
    parts = tuple(replace(part, breaks=(3,)) if part.name == "headline" else part for part in story.parts)
    (note,) = [f for f in spoiled.with_story(story.slug, parts=parts).read() if f.code == "HEAD_BREAK"]
    assert "is broken by hand" in note.message
    assert "leave the line ends to the program" in note.hint


def test_one_character_alone_on_a_line_of_a_head_is_a_warning() -> None:
    for at in (1, 5):
        (warning,) = [finding for finding in broken(at).read() if finding.code == "HEAD_LONE"]
        assert warning.severity is Severity.WARNING
        assert warning.message.endswith("衝" if at == 1 else "標")


def test_a_head_that_ends_with_a_stop_or_comma_is_noted() -> None:
    story = SOUND.issue.stories[0]

    def ended(mark: str) -> list[str]:
        parts = tuple(replace(part, text=part.text + mark) if part.name == "headline" else part for part in story.parts)
        return findings(SOUND.with_story(story.slug, parts=parts), "HEAD_END_MARK")

    assert ended("。") == ['headline of "衝刺全年目標。" ends with 。']
    assert ended("，")
    assert not ended("？")
    assert not ended("……")
    assert not ended("”")
