"""U+3000 between two Han inside a paragraph: gone where it is debris, kept where it parts what belongs apart."""

from __future__ import annotations

import pytest

from compositor.intake.debris import white_between_han
from compositor.intake.mapped import rebuild
from compositor.model.copy import Normalisation
from compositor.model.settings import HanSpace
from tests.intake.desk import LEAD, PAPER, Desk
from tests.intake.test_story import read


def mended(text: str, wish: HanSpace = HanSpace.MEND) -> str:
    for start, end in sorted(white_between_han(text, wish), reverse=True):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("縣裏今年　種樹十萬株，成活九成。", "縣裏今年種樹十萬株，成活九成。"),
        ("今天　天氣好，老街上　　擠滿了人。", "今天天氣好，老街上擠滿了人。"),
        ("本報訊　縣城的老戲　臺修好了。", "本報訊　縣城的老戲臺修好了。"),
        ("他說：“新米又香　又糯。”", "他說：“新米又香又糯。”"),
        ("出席的有主任王　明和三位村民。", "出席的有主任王明和三位村民。"),
        ("工程分兩期，第一期　今年完工。", "工程分兩期，第一期今年完工。"),
    ],
)
def test_u3000_between_two_han_in_prose_is_debris(typed: str, set_as: str) -> None:
    assert mended(typed) == set_as


@pytest.mark.parametrize(
    "typed",
    [
        "本報訊　昨天起老街通車，行人先走。",
        "據清河通訊社一月四日電　昨夜大雪，山路封閉。",
        "本報記者　張三　李四報道，老街昨天通車。",
        "記者張三　昨天自縣城報道，山路已通。",
        "問　你幾時來的？",
        "三　水利，渠道修了十里。",
        "編者按　這封信寫於十年前，今天刊出。",
        "到會的有：王　明、張三豐、李　四。",
        "到會的有張三豐　李　四　王小五　趙六等人，會開了一天。",
        "獲獎名單：張三豐　李四光。",
        "老街夜景（張三豐　攝影），昨天拍成。",
        "白日依山盡　黃河入海流。欲窮千里目　更上一層樓。",
        "某年某月某日　某某於清河",
        "張三豐　李四光",
        "，　前面有標點，　後面也有。　又一句",
        "用Ａ　字，又用ABC　字，再用3　個。",
    ],
)
def test_u3000_that_parts_what_belongs_apart_stays(typed: str) -> None:
    assert mended(typed) == typed
    assert mended(typed, HanSpace.KEEP) == typed


def test_all_of_it_goes_or_stays_where_a_paper_or_a_story_says_so() -> None:
    assert mended("本報訊　昨天　起雪", HanSpace.REMOVE) == "本報訊昨天起雪"
    assert mended("縣裏今年　種樹，好。", HanSpace.KEEP) == "縣裏今年　種樹，好。"


def test_what_went_is_recorded_with_its_place() -> None:
    source = (
        "---\nheadline: 老街　通車\n---\n縣裏今年　種樹，\n成活**九　成多**。\n\n## 前街　後街\n\n"
        "| 甲　乙，好 | 丙 |\n|---|---|\n| 丁 | 戊 |\n"
    )
    story, faults = read(source)
    assert not faults.stopping
    body, headline = story.part("body"), story.part("headline")
    assert body is not None
    assert headline is not None
    assert headline.text == "老街　通車"
    assert body.text.startswith("縣裏今年種樹，成活九成多。\n前街　後街\n甲　乙，好\t丙")
    assert rebuild(body, source) == body.text
    places = [piece for piece in body.source.pieces if piece.rule is Normalisation.HAN_SPACE]
    assert [source[piece.source_start : piece.source_end] for piece in places] == ["　", "　"]


def test_a_story_says_it_before_the_paper(desk: Desk) -> None:
    def body() -> str:
        part = desk.read().issue.story("lead").part("body")
        assert part is not None
        return part.text

    desk.change(LEAD, "第一段，有", "第一段　很長，有")
    assert "第一段很長，有" in body()
    desk.change(PAPER, "styles:\n  body:", "composition: {han_space: keep}\nstyles:\n  body:")
    assert "第一段　很長，有" in body()
    typed = (desk.root / LEAD).read_text("utf-8")
    desk.write(LEAD, typed.replace("byline: 某某\n", "composition: {han_space: mend}\n"))
    assert "第一段很長，有" in body()


def test_a_paragraph_of_nothing_but_white_and_han_is_read_in_time_that_grows_with_it() -> None:
    copy = "字　" * 100_000 + "字。"
    assert mended("好，" + copy) == "好，" + copy
