"""The reader of phrases: words of both scripts, names and numbers whole, function words with what they govern."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.intake.phrases import PhraseReader, lexicon
from compositor.model.phrases import INSIDE_NAME, INSIDE_WORD

READER = PhraseReader()


def joint(marked: str) -> int:
    """Return how firmly the text holds together where ``|`` stands."""
    before, _, after = marked.partition("|")
    return READER.joints(before + after)[len(before)]


def words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in READER.words(text)]


def test_a_text_has_a_joint_at_every_offset_and_parts_at_its_ends() -> None:
    joints = READER.joints("咬定目標不放鬆")
    assert len(joints) == 8
    assert joints[0] == joints[-1] == 0


def test_traditional_and_simplified_copy_have_the_same_words() -> None:
    assert words("確保實現全年紅") == ["確保", "實現", "全年紅"]
    assert READER.joints("不放鬆確保實現全年紅") == READER.joints("不放松确保实现全年红")


@pytest.mark.parametrize(
    "marked",
    [
        "放|鬆",
        "確|保實現",
        "人工智|能走進課堂",
        "立法|院三讀",
        "計程|車與機車",
        "打卡|地的背後",
        "阿卜杜拉·哈|桑出任",
    ],
)
def test_words_are_whole(marked: str) -> None:
    assert joint(marked) >= INSIDE_WORD


@pytest.mark.parametrize(
    "marked",
    [
        "投資161.52|億元",
        "11月|13日起調整",
        "百分之|四",
        "縮短至五點|三年",
        "三百|名群眾",
        "第4|7位",
        "逾四萬|人",
        "市委書記周明|遠調研",
        "王|秀蘭：穿上白大褂",
        "歐陽|修文率代表團",
        "巴赫罗|夫与埃尔马诺",
        "青禾|區召開會議",
    ],
)
def test_numbers_with_their_measures_dates_and_names_are_whole(marked: str) -> None:
    assert joint(marked) >= INSIDE_NAME


def test_a_foreign_name_parts_after_its_dot_rather_than_elsewhere() -> None:
    assert INSIDE_WORD <= joint("阿卜杜拉·|哈桑出任特使") < joint("阿卜杜拉·哈|桑出任特使")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("熱潮|在全區掀起", "熱潮在|全區掀起"),  # a preposition stands with what it governs
        ("困難群眾|和老黨員", "困難群眾和|老黨員"),  # so does a conjunction
        ("迟到三十年的|毕业典礼", "迟到三十年|的毕业典礼"),  # a particle with what it follows
        ("農民售糧|更便捷", "農民售糧更|便捷"),  # an adverb with what it modifies
        ("居民收入|穩步增長", "居民|收入穩步增長"),  # a compound against subject and predicate
        ("數據|將開放予公眾", "數據將開放|予公眾"),  # a verb with its tail
        ("破解|“三難”問題", "破解“三|難”問題"),
        ("全區，|一二三", "全區|一二三"),
    ],
)
def test_sense_parts_in_one_place_rather_than_another(better: str, worse: str) -> None:
    assert better.replace("|", "") == worse.replace("|", "") or "一二三" in better
    assert joint(better) < joint(worse)


def test_quotations_and_titles_hold_together() -> None:
    assert joint("“城市|更新”之路") > joint("城市|更新之路")
    assert joint("《青禾|日報》") > joint("青禾|日報")


def test_a_long_word_parts_at_its_seam_rather_than_inside_its_parts() -> None:
    assert joint("中共中央|政治局召開會議") < INSIDE_WORD <= joint("中共中|央政治局召開會議")


@pytest.mark.parametrize(
    "text", ["", " ", "？！", "a", "\ud83d\ude00", "𠮷野家", "————", "（（（", "的的的的", "字" * 5000]
)
def test_any_text_is_read(text: str) -> None:
    assert len(READER.joints(text)) == len(text) + 1
    assert READER.joints(text) == PhraseReader().joints(text)


def test_the_desks_own_names_are_whole_in_both_scripts() -> None:
    reader = PhraseReader(("宏圖遠",))
    assert max(READER.joints("走進宏圖遠景新城")[3:5]) < INSIDE_NAME
    for text in ("走進宏圖遠景新城", "走进宏图远景新城"):
        assert min(reader.joints(text)[3:5]) >= INSIDE_NAME


def test_the_dictionary_is_read_when_the_first_head_asks() -> None:
    reader = PhraseReader()
    assert reader._lexicon is None
    reader.joints("放鬆")
    assert reader._lexicon is not None


# laws

COPY = st.text(st.sampled_from("市長王建國在青禾區說：“5G網絡第47位”·—…（）的了\u3000 \n\u200b𠮷1%a，"), max_size=40)


@given(st.one_of(COPY, st.text(max_size=30)))
@settings(max_examples=300, deadline=None)
def test_words_tile_any_text_and_joints_meet_its_offsets(text: str) -> None:
    tiles = READER.words(text)
    assert "".join(text[word.start : word.end] for word in tiles) == text
    assert all(one.end == other.start for one, other in pairwise(tiles))
    joints = READER.joints(text)
    assert len(joints) == len(text) + 1
    assert joints[0] == joints[-1] == 0


def test_a_machine_that_has_the_higher_byte_first_reads_the_same_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    column = memoryview("確保".encode("utf-16-le"))
    assert list(lexicon._codes(column)) == [ord("確"), ord("保")]
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    assert list(lexicon._codes(column)) == [int.from_bytes(one.encode("utf-16-le"), "big") for one in "確保"]
