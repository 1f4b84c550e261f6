"""Threads and the heads over their later parts."""

from __future__ import annotations

import pytest

from compositor.errors import Place
from compositor.intake.phrases import PhraseReader
from compositor.model.copy import BoxCopy, Paragraph, Part, SourceMap, Story
from compositor.model.design import BoxStyle, Template, TextBox
from compositor.model.dummy import BoxFit, Dummy, Fit, StoryFit, Thread, ThreadBox
from compositor.plan import propose
from compositor.plan.threads import shortened_head

HERE = Place("stories/sprint.md", 1, 1)
SOURCE = SourceMap("stories/sprint.md", (), (), (0,))


def story(headline: str, *breaks: int) -> Story:
    part = Part("headline", headline, (Paragraph(0, len(headline)),), (), SOURCE, breaks)
    return Story("sprint", HERE, (part,))


@pytest.mark.parametrize(
    ("headline", "breaks", "short"),
    [
        ("咬定目標不放鬆 確保實現“全年紅”", (), "咬定目標不放鬆"),
        ("咬定目標不放鬆確保實現“全年紅”", (7,), "咬定目標不放鬆"),
        ("我區位列百強區第47位", (), "我區位列百強區第47位"),
        ("最新榜單發布——我區列第47位", (), "最新榜單發布"),
        ("“穩，快，好”三字見真章，四季度再加力", (), "“穩，快，好”三字見真章"),
        ("投資161.52億元", (), "投資161.52億元"),
    ],
)
def test_a_jump_head_is_the_headline_up_to_its_first_phrase(headline: str, breaks: tuple[int, ...], short: str) -> None:
    part = shortened_head(story(headline, *breaks))
    assert part is not None
    assert (part.name, part.text) == ("jump_head", short)


@pytest.mark.parametrize(
    ("headline", "short"),
    [
        ("新能源汽車產業園昨日在青禾開工建設", "新能源汽車產業園"),
        ("市委書記周明遠調研城市更新工作情況", "市委書記周明遠"),
        ("暴雨突襲消防員連夜轉移三百名群眾", "暴雨突襲消防員連夜轉移三百名群眾"),
        ("粵劇傳承不能只靠老戲迷", "粵劇傳承不能只靠老戲迷"),
    ],
)
def test_a_long_phrase_gives_what_it_speaks_of_to_the_jump_head(headline: str, short: str) -> None:
    part = shortened_head(story(headline), PhraseReader())
    assert part is not None
    assert part.text == short


def test_a_story_without_a_headline_has_no_jump_head() -> None:
    assert shortened_head(Story("sprint", HERE, ())) is None


def thread(*names: str) -> Thread:
    style = BoxStyle("default", {})
    boxes = (TextBox(name, (1, 1), (1, 9), 1, style, HERE) for name in names)
    return Thread("sprint", tuple(ThreadBox("01", box, BoxCopy(box.name, HERE)) for box in boxes))


def fit(*spans: tuple[int, int]) -> Fit:
    boxes = tuple(BoxFit("01", f"b{n}", "sprint", 9, 9, 9, *span) for n, span in enumerate(spans))
    return Fit((StoryFit("sprint", boxes, 99, 0, 0),))


def test_a_story_that_ended_early_gives_its_last_box_up() -> None:
    dummy = Dummy((), (thread("b0", "b1", "b2"),))
    better = propose(dummy, fit((0, 50), (50, 99), (99, 99)))
    assert better is not None
    assert [box.box.name for box in better.threads[0].boxes] == ["b0", "b1"]
    assert better.round == 2


def test_a_story_that_fills_its_boxes_leaves_nothing_to_propose() -> None:
    assert propose(Dummy((), (thread("b0", "b1"),)), fit((0, 50), (50, 99))) is None


def test_a_story_keeps_its_first_box_though_it_has_no_body() -> None:
    dummy = Dummy((), (thread("b0"),))
    assert propose(dummy, fit((0, 0))) is None


def test_templates_name_their_boxes() -> None:
    box = thread("b0").boxes[0].box
    assert Template("front", (box,), (), HERE).box("b0") is box
