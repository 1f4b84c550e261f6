"""Characters of the other script, the paper's exceptions, and what is put in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.lint import guessed_terms
from compositor.model.settings import Region, Script
from tests.lint.desk import HANS, HANT, TAIWAN, found, mended, plain, story, told


def test_simplified_strays_in_traditional_copy_are_told_with_their_place() -> None:
    (one,) = found("項目加快建设，明年完工。")
    assert (one.code, one.place.line, one.place.column) == ("MIXED_SCRIPT", 4, 6)
    assert (one.before, one.after) == ("设", "設")


def test_traditional_strays_in_simplified_copy_are_told() -> None:
    assert told(found("今年的產量比去年高。", HANS)) == [("MIXED_SCRIPT", "產", "产")]


def test_strays_that_stand_together_are_one_remark() -> None:
    assert told(found("要建设发展好家園。")) == [("MIXED_SCRIPT", "设发", "設發")]


@pytest.mark.parametrize(
    "body",
    [
        "皇后在後宮，里長在家裏，干支與乾坤，范先生是模範。",
        "台灣的週末，准時抵達；游泳池只有一個出口。",
        "户外温度，税率，悦耳，着急",
    ],
)
def test_what_traditional_copy_writes_too_is_not_told(body: str) -> None:
    assert found(body) == ()


def test_what_simplified_copy_writes_too_is_not_told() -> None:
    assert found("乾隆年间的瞭望塔，著名的徵羽之音。", HANS) == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("剪头发", "剪頭髮"), ("發展與发展", "發展與發展"), ("翻日历", "翻日曆"), ("歷史与历史", "歷史與歷史")],
)
def test_phrases_tell_which_of_several_characters_is_meant(typed: str, wanted: str) -> None:
    assert mended(f"{typed}。") == f"{wanted}。"


def test_each_region_has_its_own_forms() -> None:
    assert mended("因为这里好。", HANT) == "因為這里好。"
    assert mended("群众来了。", TAIWAN) == "群眾來了。"


def test_the_papers_exceptions_and_names_are_left_alone() -> None:
    terms = replace(HANT, keep=("华为",), names=("王跃中",))
    assert told(found("华为公司的王跃中說，华夏。", terms)) == [("MIXED_SCRIPT", "华", "華")]


def test_a_passage_in_the_other_script_is_told_once() -> None:
    (one,) = found("联合国大会周六表示，未见到对朝鲜早期裁军行动的相应回应。")
    assert "this passage is simplified" in one.message
    assert one.after.startswith("聯合國大會周六表示，未見到")


def test_markup_is_no_part_of_words() -> None:
    copy = story("加快**建设**，[办]{.dots}好。")
    from compositor.lint import changed, lint

    assert "加快**建設**，[辦]{.dots}好。" in changed(copy.source.text, lint([copy], HANT))


def test_the_script_and_region_of_copy_without_a_paper_are_guessed() -> None:
    assert guessed_terms([plain("今年的产业发展比去年好，發。")]).script is Script.HANS
    assert guessed_terms([plain("他說：「今年的產量高。」")]).region is Region.TW
    assert guessed_terms([plain("他說：“今年的產量高。”")]).region is Region.CN
