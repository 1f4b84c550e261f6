"""Plain text: encodings, paragraphs, wrapped lines, heads; and that no letter is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.incoming import Wish
from compositor.incoming.decoding import decoded
from compositor.incoming.model import Action, Confidence
from compositor.intake.files import Refused
from tests.conftest import ROOT
from tests.incoming.desk import came

TALL = (
    "新區通車首日——\n青河大橋今晨開放\n——首日車流平穩有序\n本報記者 王明 通訊員 李小花\n\n"
    "　　本報訊　三月八日六時，青河大橋正式開放通行。第一批車輛依次駛過收費站，秩序良好。\n"
    "　　據介紹，大橋全長2.4公里，雙向六車道，設計時速80公里，比計劃提前20天完工。\n\n　　從繞行到直達\n\n"
    "　　過去東岸居民到西岸上班，要繞行老橋，單程一個多小時。如今直達只需二十五分鐘。\n"
    "　　相關部門表示，下一步還將開通三條公交線路，方便沿線居民出行。\n"
)
SIMPLE = (
    "青河大桥今晨开放\n本报记者 王明\n\n"
    "　　本报讯　大桥全长2.4公里，双向六车道，比计划提前20天完工。\n　　居民说，早上能多睡一会儿了。\n"
)
STORIES = sorted((ROOT / "issues").glob("*/stories/*.md"))


_ANY = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TALL, "big5hkscs"), *((text, encoding) for text in (TALL, SIMPLE) for encoding in _ANY)],
)
def test_one_text_in_any_encoding_is_one_story(tmp_path: Path, text: str, encoding: str) -> None:
    wanted = came(tmp_path, "a.txt", text.encode("utf-8"))
    assert came(tmp_path, "b.txt", text.encode(encoding)).made.written.text == wanted.made.written.text


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_encodings_are_told_for_every_sample_story(path: Path) -> None:
    text = path.read_text("utf-8").split("---\n", 2)[2]
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        assert decoded(text.encode(encoding), "a.txt").text == text
    tall = text.encode("big5hkscs", "ignore").decode("big5hkscs")
    if len(tall) > 0.95 * len(text):
        found = decoded(tall.encode("big5hkscs"), "a.txt")
        assert (found.text, found.confidence) == (tall, Confidence.UNSURE)


def test_big5_is_a_guess_and_said_to_be(tmp_path: Path) -> None:
    found = came(tmp_path, "a.txt", TALL.encode("big5hkscs"))
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["encoding"]
    sure = came(tmp_path, "a.txt", TALL.encode("big5hkscs"), Wish(encoding="big5hkscs"))
    assert sure.entries(Action.WARNED) == []


def test_heads_are_told_by_shape_and_place(tmp_path: Path) -> None:
    found = came(tmp_path, "a.txt", TALL.encode())
    assert found.heads == {
        "kicker": "新區通車首日——",
        "headline": "青河大橋今晨開放",
        "deck": "——首日車流平穩有序",
        "byline": "本報記者 王明 通訊員 李小花",
        "dateline": "本報訊",
    }
    assert found.subheads == ["從繞行到直達"]
    places = {entry.what: entry.spot.line for entry in found.entries(Action.RECOGNISED)}
    assert places == {"kicker": 1, "headline": 2, "deck": 3, "byline": 4, "dateline": 6, "subhead": 9}
    assert found.whole(TALL) == {}


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("（記者 王明 通訊員 李小花）", "記者 王明 通訊員 李小花"),
        ("文/圖 王明", "文/圖 王明"),
        ("□王明 李小花", "□王明 李小花"),
        ("本报首席记者 王明", "本报首席记者 王明"),
        ("作者：歐陽修", "歐陽修"),
        ("By John Smith", "By John Smith"),
        ("王　明", "王　明"),
    ],
)
def test_bylines_under_the_headline(tmp_path: Path, line: str, byline: str) -> None:
    text = f"青河大橋今晨開放\n{line}\n　　大橋全長2.4公里，比計劃提前20天完工。\n　　下一步開通三條公交線路。\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.heads["byline"] == byline
    assert found.whole(text) == {}


@pytest.mark.parametrize(
    ("end", "byline", "stays"),
    [
        ("（王明）", "王明", ""),
        ("(本報記者 李小花)", "本報記者 李小花", ""),
        ("\n　　　　　　　　王明", "王明", ""),
        ("（完）", "", "（完）"),
        ("（下轉第二版）", "", ""),
        ("（圖為施工現場）", "", "（圖為施工現場）"),
    ],
)
def test_bylines_at_the_end(tmp_path: Path, end: str, byline: str, stays: str) -> None:
    text = f"青河大橋今晨開放\n　　大橋全長2.4公里，比計劃提前20天完工。\n　　下一步將開通三條公交線路。{end}\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.heads.get("byline", "") == byline
    assert found.paragraphs[-1] == f"下一步將開通三條公交線路。{stays}"
    taken_out_by_intake = dict.fromkeys("（下轉第二版）", 1) if "下轉" in end else {}
    assert found.whole(text) == taken_out_by_intake


@pytest.mark.parametrize(
    "dateline",
    [
        "本報訊",
        "本报讯（记者 王明）",
        "新華社北京3月8日電",
        "新华社北京3月8日电（记者 王明 李小花）",
        "【本報訊】",
        "本報上海專電",
        "〔記者王明／台北報導〕",
        "（中央社記者王明台北8日電）",
        "中新網3月8日電",
    ],
)
def test_datelines(tmp_path: Path, dateline: str) -> None:
    text = f"青河大橋今晨開放\n　　{dateline}　三月八日六時，大橋正式開放通行。\n　　下一步將開通三條公交線路。\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.heads["dateline"] == dateline
    assert found.whole(text) == {}


@pytest.mark.parametrize(
    "first", ["本報記者獲悉，大橋三月八日開放通行。", "新華社的消息令人振奮。", "電話響了很久才有人接。"]
)
def test_what_is_no_dateline_stays_copy(tmp_path: Path, first: str) -> None:
    found = came(tmp_path, "a.txt", f"青河大橋今晨開放\n　　{first}\n　　下一步將開通三條公交線路。\n".encode())
    assert "dateline" not in found.heads
    assert found.paragraphs[0] == first


def test_labels_name_parts_and_are_not_printed(tmp_path: Path) -> None:
    text = "【引題】：新區通車\n標題：青河大橋今晨開放\n副題：首日車流平穩\n作者：王明\n正文：\n"
    text += "大橋全長2.4公里。\n下一步將開通三條公交線路。\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.heads == {
        "kicker": "新區通車",
        "headline": "青河大橋今晨開放",
        "deck": "首日車流平穩",
        "byline": "王明",
    }
    assert found.whole(text) == {}


def test_what_is_unsure_stays_in_the_body(tmp_path: Path) -> None:
    text = (
        "青河大橋今晨開放\n兩岸同城近一步\n　　大橋全長2.4公里，比計劃提前20天完工。\n　　下一步將開通三條公交線路。\n"
    )
    found = came(tmp_path, "a.txt", text.encode())
    assert found.heads == {"headline": "青河大橋今晨開放"}
    assert found.paragraphs[0] == "兩岸同城近一步"
    assert [(entry.what, entry.text) for entry in found.entries(Action.UNSURE)] == [("deck", "兩岸同城近一步")]


def test_a_dateline_below_an_unsure_line_stays_in_the_copy(tmp_path: Path) -> None:
    text = "青河大橋今晨開放\n兩岸同城近一步\n　　本報訊　大橋全長2.4公里。\n　　下一步將開通三條公交線路。\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.paragraphs[:2] == ["兩岸同城近一步", "本報訊　大橋全長2.4公里。"]
    assert [entry.what for entry in found.entries(Action.UNSURE)] == ["deck", "dateline"]
    assert found.entries(Action.WARNED) == [], "it is one story"


def test_several_stories_in_one_file_are_told(tmp_path: Path) -> None:
    one = "　　本報訊　大橋全長2.4公里。\n　　下一步將開通三條公交線路。\n"
    found = came(tmp_path, "a.txt", f"青河大橋今晨開放\n{one}圖書館開館\n{one}".encode())
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["several stories"]


def test_copy_without_a_headline_says_so(tmp_path: Path) -> None:
    found = came(tmp_path, "a.txt", "　　大橋全長2.4公里。\n　　下一步將開通三條公交線路。\n".encode())
    assert found.heads == {}
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["headline"]


WRAPPED = [
    "　　三月八日清晨六時，青河大橋正式開放通行，第一批車",
    "輛依次駛過收費站，秩序良好。據介紹，大橋全長二點四公",
    "里，雙向六車道，設計時速八十公里，比計劃提前二十天。",
    "　　過去東岸居民到西岸上班，要繞行老橋，單程一個多小",
    "時。如今直達只需二十五分鐘，早上能多睡一會兒了。",
]


def test_wrapped_lines_are_joined_where_that_is_sure(tmp_path: Path) -> None:
    text = "青河大橋今晨開放\n\n" + "\n".join(WRAPPED) + "\n"
    found = came(tmp_path, "a.txt", text.encode())
    assert found.paragraphs == ["".join(WRAPPED[:3]).strip(), "".join(WRAPPED[3:]).strip()]
    assert "3 lines wrapped" in found.entries(Action.CHANGED)[0].why
    assert found.whole(text) == {}


def test_lines_of_many_lengths_are_paragraphs(tmp_path: Path) -> None:
    lines = [
        "大橋全長二點四公里，雙向六車道。",
        "比計劃提前二十天完工，這在全市是頭一回。",
        "下一步將開通三條公交線路，方便出行。",
        "完工了。",
    ]
    found = came(tmp_path, "a.txt", "\n".join(["青河大橋今晨開放", *lines]).encode())
    assert found.paragraphs == lines


def test_latin_lines_are_joined_with_a_space(tmp_path: Path) -> None:
    words = "The bridge over the river was opened to traffic this morning after more than two years of work on it"
    lines = [words[at : at + 51].strip() for at in range(0, len(words), 51)] * 4
    wrapped = [f"{line:.<50}"[:50] for line in lines]
    found = came(tmp_path, "a.txt", ("Bridge opens\n\n" + "\n".join(wrapped) + "\n").encode())
    assert found.paragraphs == [" ".join(wrapped)]


def test_mixed_line_ends_are_told(tmp_path: Path) -> None:
    found = came(tmp_path, "a.txt", "大橋開放\r\n　　大橋全長2.4公里。\r　　開通三條線路。\n　　秩序良好。\n".encode())
    assert len(found.paragraphs) == 3
    assert found.entries(Action.CHANGED)[0].what == "line ends"


def test_characters_that_nobody_sees_are_named(tmp_path: Path) -> None:
    found = came(tmp_path, "a.txt", "大橋開放\n　　大橋\x00全長\u200b2.4公里。\n　　開通三\x00條線路。\n".encode())
    assert found.paragraphs == ["大橋全長2.4公里。", "開通三條線路。"]
    assert [text for _, text in found.left_out()] == ["U+0000", "U+200B ZERO WIDTH SPACE"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (TALL.encode("gb18030")[:101] + b"\xff\xff" + TALL.encode("gb18030")[101:], "GB18030: byte 10"),
        (TALL.encode()[:100] + b"\xb5\xc4" + TALL.encode()[102:], "UTF-8: byte"),
        (b"\xef\xbb\xbf\xff\xfe\xfd", "UTF-8: byte 3 is 0xFF"),
        (TALL.encode("utf-16")[:-1], "UTF-16 (little-endian): byte"),
        (bytes(range(256)) * 20, "can't be read"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("\u3000\n".encode(), "no copy"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word document"),
        (b"%PDF-1.7\n", "a PDF"),
        ("<html><p>大橋".encode(), "web page"),
    ],
    ids=[
        "gb18030",
        "utf-8",
        "after the mark",
        "cut off",
        "bytes",
        "empty",
        "white",
        "wide white",
        "doc",
        "pdf",
        "html",
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(Refused) as told:
        came(tmp_path, "a.txt", content)
    assert message in str(told.value) or "no text" in str(told.value)
    assert told.value.hint


def test_the_place_of_a_wrong_byte_is_its_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        came(tmp_path, "a.txt", "大橋開放\n　　大橋全長".encode() + b"\xb5" + "二公里，雙向六車道。\n".encode())
    place = told.value.place
    assert place is not None
    assert (place.line, place.column) == (2, 7)
