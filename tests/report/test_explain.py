"""compositor explain: a readable account of one line, and words for whoever asks for a line that isn't there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import ExitCode, UsageError
from compositor.intake.phrases import PhraseReader
from compositor.report import Asked, explain
from compositor.text import Matter, set_head
from tests.proof.desk import STORIES, desk
from tests.report.told import COPY, accounted_desk
from tests.testface import EM, PLAIN, type_case

DESK = accounted_desk()


def explained(story: str, line: int, **more: str) -> str:
    return explain(DESK.issue, DESK.pages, Asked(story, line, **more))


def test_a_line_is_shown_among_its_neighbours_with_its_place() -> None:
    told = explained("brief", 2).splitlines()
    assert told[0] == "黨報黨刊征訂 (brief): body line 2 of 4"
    assert told[1].startswith("page 01, box brief-2, column 1, row 3; characters ")
    assert told[1].endswith("10 pt song")
    shown = [row[8:] for row in told[3:6]]
    assert [row[0] for row in told[3:6]] == [" ", "▸", " "]
    assert "".join(shown) == COPY[: sum(map(len, shown))]


def test_measure_adjustment_break_cost_and_refusals_are_told() -> None:
    told = explained("brief", 3)
    assert "measure 10 em: 0.62 em too wide, reduced" in told
    assert "brackets and quotes 括號引號 ×1: -0.50 of 0.50 em" in told
    assert "line 3 of 4: breaks 到｜郵" in told
    assert "cost 878 (reduction 878), of 878 for the paragraph" in told
    assert "  -3 單｜位: gaps of 0.433 em; paragraph +1 line with gaps over ⅛ em" in told
    assert "  -2 位｜”: ” may not begin a line 避頭 (GB/T 15834-2011 5.1.3" in told
    assert "  -1 ”｜到: gaps of 0.095 em; paragraph +61,171" in told
    assert "  +1 郵｜局: 1.62 em too wide, more than can be given" in told


def test_lines_are_counted_in_one_box_where_it_is_named() -> None:
    assert explained("sprint", 1, page="2", box="rest").startswith(
        "衝刺全年目標 (sprint): body line 1 of 5 of page 2 box rest"
    )
    assert "page 02, box rest" in explained("sprint", 1, page="02")
    assert explained("sprint", 12) != explained("sprint", 1, box="rest")


def test_a_line_without_a_choice_is_said_to_have_none() -> None:
    assert "there was nothing to choose" in explained("sprint", 1, part="jump_line")


@pytest.mark.parametrize(
    ("story", "line", "more", "words"),
    [
        ("sprnt", 1, {}, "issues/2019-11-15/issue.yaml: the issue has no story 'sprnt'; did you mean 'sprint'?"),
        ("zzz", 1, {}, "its stories are sprint, brief"),
        ("brief", 5, {}, "stories/brief.md:1:1: there is no line 5: body of 'brief' has 4 lines"),
        ("brief", 0, {}, "there is no line 0"),
        ("brief", -1, {}, "there is no line -1"),
        ("sprint", 9, {"page": "02"}, "there is no line 9: body of 'sprint' in page 02 has 5 lines"),
        ("brief", 1, {"part": "deck"}, "has no part 'deck' set; it has headline, body, byline"),
        ("brief", 1, {"box": "lead"}, "no line of body stands in box lead; it stands in 01/brief-2"),
        ("sprint", 1, {"page": "7"}, "no line of body stands in page 7; it stands in 01/lead, 02/rest"),
    ],
)
def test_a_line_that_is_not_there_is_wrong_usage(story: str, line: int, more: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError) as raised:
        explained(story, line, **more)
    assert words in str(raised.value)
    assert raised.value.exit_code is ExitCode.USAGE


def test_a_story_that_is_not_placed_is_wrong_usage() -> None:
    spare = replace(STORIES[1], slug="spare")
    issue = replace(DESK.issue, stories=(*DESK.issue.stories, spare))
    with pytest.raises(UsageError, match="'spare' stands on no page of 2019-11-15"):
        explain(issue, DESK.pages, Asked("spare", 1))


def test_a_line_of_a_head_is_told_with_its_sense() -> None:
    case = replace(type_case(), phrases=PhraseReader())
    title = "新一輪招商引資熱潮在全區掀起"
    lines = iter(set_head(Matter(title, 0, len(title), (), None, PLAIN), 10 * EM, case))
    made = desk().spoil(lambda ink: tuple(replace(ink, line=line) for line in lines), story="brief", part="headline")
    told = explain(made.issue, made.pages, Asked("brief", 1, "headline"))
    assert "measure 10 em: 9.00 em wide\nline 1 of 2: breaks 潮｜在, between phrases\ncost " in told
    assert "-1 熱｜潮: inside a word; head +" in told
    assert "for the head" in told
