"""Broken paragraphs, ends without a mark, white by hand."""

from __future__ import annotations

import pytest

from compositor.lint import changed, lint
from tests.lint.desk import HANT, found, mended, plain, told

WHOLE = "四季度是衝刺全年目標的重要階段，各板塊都在趕工。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("投資一百億元，其中新產業占七成。產業集", "聚效應明顯。"),
        ("明確目標。掛圖作戰，", "始終保持狀態。"),
        ("論壇發布了最新年度的報告，名為《中國工業", "百強縣發展報告》，我區上榜。"),
        ("學校與政府的優勢都在這裏。他說，促進", "了教育鏈的融合。"),
        ("流程圖已經掛起，掛圖作戰。倒", "排時序，協同推進。"),
        ("他說這是好事。各方都同意", "，並且馬上去做。"),
    ],
)
def test_paragraphs_broken_in_mid_sentence_are_joined(one: str, other: str) -> None:
    body = f"{WHOLE}\n\n{one}\n\n{other}"
    assert [remark.code for remark in found(body)] == ["PARAGRAPH_BROKEN"]
    assert mended(body) == f"{WHOLE}\n\n{one}{other}"


@pytest.mark.parametrize("white", ["\n\n\n", "\r\n\r\n", "\n \n"])
def test_the_white_between_goes_whatever_it_is(white: str) -> None:
    text = f"{WHOLE}明確目標，{white}始終保持狀態。"
    copy = plain(text)
    assert changed(text, lint([copy], HANT)) == f"{WHOLE}明確目標，始終保持狀態。"


def test_a_paragraph_without_its_last_mark_gets_one() -> None:
    assert (
        mended(f"{WHOLE}他們在球場訓練\n\n利文斯頓隊隨後趕到。") == f"{WHOLE}他們在球場訓練。\n\n利文斯頓隊隨後趕到。"
    )


@pytest.mark.parametrize(
    "body",
    [
        WHOLE + "左玲",
        WHOLE + "（徐歡 劉旭）",
        WHOLE + "會議要求：\n\n一是抓緊。",
        WHOLE + "他說：“好。”",
        "短的一行\n\n又一行",
        "主辦：區委 主管：宣傳部 編輯：電視台，電話一二三四五六七八九十。"[:-1],
        WHOLE + "（下轉第二版）",
    ],
)
def test_bylines_heads_and_introductions_need_no_mark(body: str) -> None:
    assert not {"END_MARK", "PARAGRAPH_BROKEN"} & {one.code for one in found(body)}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("投票 。然後走了。", "投票。然後走了。"),
        ("他說“ 好”。", "他說“好”。"),
        ("上世紀 八十年代。他走了。", "上世紀八十年代。他走了。"),
        ("他用  ATM 取錢。走了。", "他用ATM 取錢。走了。"),
        ("他去了\u3000上海。走了。", "他去了上海。走了。"),
    ],
)
def test_white_that_does_not_belong_goes(typed: str, wanted: str) -> None:
    assert {one.code for one in found(typed)} == {"SPACES"}
    assert mended(typed) == wanted


@pytest.mark.parametrize(
    "body",
    ["他在 2019 年用 iPhone 拍照。走了。", "本報訊\u3000今天下雨。走了。", "本報訊（記者 王強） 今天下雨。走了。"],
)
def test_white_beside_latin_and_after_datelines_is_left_alone(body: str) -> None:
    assert found(body) == ()


@pytest.mark.parametrize(
    "body",
    [
        "**第一站 鹽倉街** 從東口進，看石板。走了。",
        "[風土小識]{.title} 清代的書。讀完了。",
        "他讀[史記]{.title} 是在冬天。走了。",
    ],
)
def test_white_about_a_head_that_is_run_in_is_left_alone(body: str) -> None:
    assert found(body) == ()


def test_paragraphs_typed_without_a_blank_line_are_told() -> None:
    (one,) = found("第一段寫完了。\n第二段也寫完了。")
    assert (one.code, one.place.line, one.place.column) == ("PARAGRAPH_JOINED", 4, 7)
    assert mended("第一段寫完了。\n第二段也寫完了。") == "第一段寫完了。\n\n第二段也寫完了。"


def test_a_blank_line_is_of_the_files_own_line_ends() -> None:
    from compositor.lint import lint
    from tests.lint.desk import story

    copy = story("第一段寫完了。\r\n第二段也寫完了。")
    assert "完了。\r\n\r\n第二段" in changed(copy.source.text, lint([copy], HANT))


def test_wrapped_lines_are_no_paragraphs() -> None:
    assert found("第一段的第一行，\n第二行寫完了。\n第三行也寫完了。") == ()


def test_white_in_heads_parts_phrases() -> None:
    from tests.lint.desk import story

    assert lint([story("正文。", "headline: 咬定目標 確保實現")], HANT) == ()


def test_indents_by_hand_are_one_remark_for_a_file() -> None:
    remarks = found("\u3000\u3000第一段。\n\n\u3000\u3000第二段。")
    assert told(remarks) == [("SPACES", "\u3000\u3000第一段。\n\n\u3000\u3000", "第一段。\n\n")]
    assert "2 paragraphs" in remarks[0].message
    assert lint([plain("\u3000\u3000第一段。\n\u3000\u3000第二段。")], HANT) == ()


def test_a_quote_is_read_as_words_beside_the_copy() -> None:
    assert found(f"[先把橋修好]{{.quote}}\n\n{WHOLE}") == ()
