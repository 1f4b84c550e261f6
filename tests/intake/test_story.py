"""Copy as read: markup, normalisation, exact maps; and the law that a map rebuilds the copy from its source."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.errors import Place
from compositor.intake import markdown, normalise
from compositor.intake.faults import Faults
from compositor.intake.mapped import rebuild
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import Source
from compositor.intake.story import read_story
from compositor.model.copy import Emphasis, Normalisation, Part, Piece, Story, Stretch
from compositor.model.limits import Limits


def read(text: str) -> tuple[Story, Faults]:
    faults = Faults()
    source = Source.of("story.md", text)
    return read_story(source, "story", Stand(Place("issue.yaml", 1, 1)), Pictures(Path("nowhere"), faults)), faults


def body_of(text: str, front: str = "headline: 題") -> Part:
    source = f"---\n{front}\n---\n{text}"
    story, faults = read(source)
    assert not faults.stopping, faults.stopping
    body = story.part("body")
    assert body is not None
    assert rebuild(body, source) == body.text
    return body


def rules_of(part: Part) -> list[Normalisation]:
    return [piece.rule for piece in part.source.pieces]


@pytest.mark.parametrize(
    ("typed", "read_as", "rule"),
    [
        ("產業集\n聚效應", "產業集聚效應", Normalisation.LINE_ENDING),
        ("產業集\r\n聚效應", "產業集聚效應", Normalisation.LINE_ENDING),
        ("產業集  \n　聚效應", "產業集聚效應", Normalisation.LINE_ENDING),
        ("產業\u2028集", "產業集", Normalisation.LINE_ENDING),
        ("line one\nline two", "line one line two", Normalisation.LINE_ENDING),
        ("白加黑”\n5個", "白加黑”5個", Normalisation.LINE_ENDING),
        ("say “so”\nand go", "say “so” and go", Normalisation.LINE_ENDING),
        ("漢字\nkanji", "漢字kanji", Normalisation.HAN_LATIN_SPACE),
        ("漢字\n(kanji)", "漢字(kanji)", Normalisation.LINE_ENDING),
        ("ＦＵＬＬ\nwidth", "ＦＵＬＬ width", Normalisation.LINE_ENDING),
        ("한글\n쓰기", "한글 쓰기", Normalisation.LINE_ENDING),
        ("ภาษา\u200b\nไทย", "ภาษาไทย", Normalisation.LINE_ENDING),
        ("用 Latin 字", "用Latin字", Normalisation.HAN_LATIN_SPACE),
        ("前 10 名", "前10名", Normalisation.HAN_LATIN_SPACE),
        ("　　段首", "段首", Normalisation.INDENT),
        ("    段首", "段首", Normalisation.INDENT),
        ("段尾  ", "段尾", Normalisation.TRAILING_SPACE),
        ("two  words", "two words", Normalisation.RUN_OF_SPACES),
        ("two\twords", "two words", Normalisation.RUN_OF_SPACES),
        ("推進。（下轉第二版）", "推進。", Normalisation.LITERAL_JUMP_LINE),
        ("推進。(下转第2版)", "推進。", Normalisation.LITERAL_JUMP_LINE),
        ("（上接第一版）推進。", "推進。", Normalisation.LITERAL_JUMP_LINE),
        ("（上接A1版）推進。", "推進。", Normalisation.LITERAL_JUMP_LINE),
        ("零\u200b寬", "零寬", Normalisation.CONTROL),
        ("響\x07鈴", "響鈴", Normalisation.CONTROL),
        ("\u202e反", "反", Normalisation.CONTROL),
        ("**重**點", "重點", Normalisation.MARKUP),
        ("星\\*號", "星*號", Normalisation.MARKUP),
    ],
)
def test_normalisation(typed: str, read_as: str, rule: Normalisation) -> None:
    body = body_of(typed)
    assert body.text == read_as
    assert rule in rules_of(body)


@pytest.mark.parametrize(
    "typed",
    [
        "咬定目標 不放鬆",
        "甲\u3000乙",
        "Latin words stay",
        "5 * 3 = 15",
        "5*3*2",
        "一顆*星",
        "*一顆",
        "** 空 **",
        "***三***",
        "# 不是小標題",
        "- 不是列表",
        "1. 不是列表",
        "> 不是引文",
        "`不是代碼`",
        "<b>不是標記</b>",
        "{{7*7}} %s $x \\alpha",
        "（見第二版）",
        "\ufa19\u2fa6e\u0301",
        "👨\u200d👩\u200d👧",
        "葛\U000e0100",
    ],
)
def test_all_else_is_copy_as_typed(typed: str) -> None:
    body = body_of(typed)
    assert body.text == typed
    assert not body.spans


def test_emphasis() -> None:
    body = body_of("**重*點**，*楷\n體*，*未閉，**黑**。")
    assert body.text == "重*點，楷體，*未閉，黑。"
    assert [(span.emphasis, body.text[span.start : span.end]) for span in body.spans] == [
        (Emphasis.STRONG, "重*點"),
        (Emphasis.KAI, "楷體"),
        (Emphasis.STRONG, "黑"),
    ]


def test_emphasis_ends_with_its_paragraph() -> None:
    assert body_of("*甲\n\n乙*").spans == ()


def test_blank_lines_part_paragraphs() -> None:
    body = body_of("\n\n甲\n　\n\n乙\n## 丙\n丁\n\n（下轉第二版）\n\n")
    assert body.text == "甲\n乙\n丙\n丁"
    assert [body.text[one.start : one.end] for one in body.paragraphs] == ["甲", "乙", "丙", "丁"]
    assert [one.kind.value for one in body.paragraphs] == ["text", "text", "subhead", "text"]


def test_an_indented_line_without_a_blank_line_is_told() -> None:
    _, faults = read("---\nheadline: 題\n---\n甲\n　　乙\n")
    assert [(str(one.code), str(one.place)) for one in faults.passing] == [("INDENT_IN_PARAGRAPH", "story.md:5:1")]


def test_a_literal_jump_line_is_told() -> None:
    _, faults = read("---\nheadline: 題\n---\n甲。（下轉第二版）\n")
    assert [(str(one.code), str(one.place)) for one in faults.passing] == [("LITERAL_JUMP_LINE", "story.md:4:3")]


def test_controls_taken_out_are_told() -> None:
    _, faults = read("---\nheadline: 題\n---\n甲\x1b[31m\n")
    assert [(str(one.code), str(one.place)) for one in faults.passing] == [("CONTROL_REMOVED", "story.md:4:2")]
    assert "\x1b" not in faults.passing[0].message


def test_a_story_without_a_body_is_a_warning() -> None:
    story, faults = read("---\nheadline: 題\n---\n　\n\n")
    body = story.part("body")
    assert body is not None
    assert (body.text, body.paragraphs) == ("", ())
    assert [str(one.code) for one in faults.passing] == ["EMPTY_STORY"]


def test_a_picture_without_alt_is_told_and_a_missing_one_found() -> None:
    _, faults = read("---\nheadline: 題\n---\n甲\n\n![圖](pictures/none.png)\n")
    assert {str(one.code) for one in faults.passing} == {"PICTURE_ALT", "PICTURE_MISSING"}


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("咬定目標 不放鬆", "咬定目標 不放鬆"),
        ("'單引號''內'", "單引號'內"),
        ('"反斜線 \\" 與 \\u4e2d"', '反斜線 " 與 中'),
        ('"兩行\n  標題"', "兩行標題"),
        ("兩行\n  標題", "兩行標題"),
        ('"a\\nb"', "a b"),
        ("用 Latin 字", "用Latin字"),
        ('"  前後  "', "前後"),
        ("*不是楷體*x", None),
        ("'*不是楷體*'", "*不是楷體*"),
        ("甲 # 註", "甲"),
    ],
)
def test_heads_are_mapped_letter_for_letter(typed: str, read_as: str | None) -> None:
    source = f"---\nheadline: {typed}\n---\n甲\n"
    story, faults = read(source)
    head = story.part("headline")
    if read_as is None:
        assert faults.stopping
        return
    assert not faults.stopping
    assert head is not None
    assert head.text == read_as
    assert rebuild(head, source) == head.text


def test_headline_of_lines_alone() -> None:
    source = '---\nheadline_lines:\n  - 咬定目標\n  - "確保實現"\n---\n甲\n'
    story, faults = read(source)
    head = story.part("headline")
    assert not faults.stopping
    assert head is not None
    assert (head.text, head.breaks) == ("咬定目標 確保實現", (5,))
    assert rebuild(head, source) == head.text


def test_kicker_and_deck_are_broken_by_hand_like_the_headline() -> None:
    heads = "kicker_lines: [引題一, 引題二]\nheadline: 主題\ndeck: 副題一副題二\ndeck_lines: [副題一, 副題二]\n"
    source = f"---\n{heads}---\n甲\n"
    story, faults = read(source)
    kicker, deck = story.part("kicker"), story.part("deck")
    assert not faults.stopping
    assert kicker is not None
    assert deck is not None
    assert (kicker.text, kicker.breaks) == ("引題一 引題二", (4,))
    assert (deck.text, deck.breaks) == ("副題一副題二", (3,))
    assert rebuild(kicker, source) == kicker.text


def test_lines_by_hand_of_other_words_are_a_fault() -> None:
    _, faults = read("---\nheadline: 主題\ndeck: 副題一\ndeck_lines: [副題, 二]\n---\n甲\n")
    (fault,) = faults.stopping
    assert fault.message == 'deck_lines do not give the deck "副題一"'


def test_long_spaces_and_marks_take_linear_time() -> None:
    wide = Limits(story=200_000, paragraph=200_000)
    began = time.perf_counter()
    for text in ("甲" + " " * 100_000 + "乙", "*甲 " * 20_000, "甲\n" * 20_000):
        faults = Faults()
        pictures = Pictures(Path("nowhere"), faults, limits=wide)
        source = Source.of("story.md", f"---\nheadline: 題\n---\n{text}")
        body = read_story(source, "story", Stand(Place("issue.yaml", 1, 1)), pictures).part("body")
        assert body is not None
        assert rebuild(body, source.text) == body.text
        assert not faults.stopping, faults.stopping
    assert time.perf_counter() - began < 10, "a second is plenty; squares of these lengths take minutes"


# laws

LETTERS = st.sampled_from("甲乙丙，。“”（）ab Z19% \t\u3000\n\n\r*\\#!_[]\u200b\x07\u202e—…·第版下轉")
WORDS = st.sampled_from(["（下轉第二版）", "\n\n", "**", "## ", "\r\n", "![", "\\*", "  ", "\n　　", "Latin", "中文"])
BODIES = st.lists(st.one_of(LETTERS, WORDS), max_size=60).map("".join)
HEADS = st.text(st.sampled_from("甲乙 ，“”ab1\u3000—"), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@given(body=BODIES, head=HEADS, dateline=st.booleans())
def test_law_the_map_rebuilds_the_copy(body: str, head: str, dateline: bool) -> None:
    """No copy is lost or doubled at the door: every part is rebuilt from the file by its map alone."""
    quoted = head.replace("'", "''")
    front = f"---\nheadline: '{quoted}'\n" + ("dateline: 本報訊\n" if dateline else "") + "---\n"
    source = front + body
    story, _ = read(source)
    for part in story.parts:
        assert rebuild(part, source) == part.text
        ends = [one.end for one in part.paragraphs]
        assert "\n".join(part.text[one.start : one.end] for one in part.paragraphs) == part.text
        assert not ends or ends[-1] == len(part.text)
        assert all(0 <= span.start < span.end <= len(part.text) for span in part.spans)
    text = story.part("body")
    assert text is not None
    covered = [(one.source_start, one.source_start + one.size) for one in text.source.stretches]
    covered += [(one.source_start, one.source_end) for one in text.source.pieces]
    reached = len(front)
    for start, end in sorted(one for one in covered if one[0] >= len(front)):
        assert start == reached
        reached = end
    assert reached == len(source)
    gone = "".join(source[one.source_start : one.source_end] for one in text.source.pieces if one.start == one.end)
    run_in = 3 if any(span.emphasis is Emphasis.DATELINE for span in text.spans) else 0
    assert _han(text.text) - run_in == _han(body) - _han(gone)


def _han(text: str) -> int:
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text)


SOUND = "---\nheadline: 題\ndateline: 本報訊\n---\n產業集\n聚 Latin 效應。\n\n　　次段，**重**點。（下轉第二版）\n"


def _spoilt(part: Part, at: int, kind: str) -> Part:
    """Return the part with one slip in its map or text: the seeded faults of the law."""
    source = part.source
    stretches, pieces = list(source.stretches), list(source.pieces)
    one = stretches[at % len(stretches)]
    if kind == "lost":
        stretches.remove(one)
    elif kind == "shifted":
        stretches[at % len(stretches)] = Stretch(one.start, one.source_start + 1, one.size)
    elif kind == "doubled":
        stretches.insert(at % len(stretches), one)
    elif kind == "short":
        stretches[at % len(stretches)] = Stretch(one.start, one.source_start, one.size - 1)
    elif kind == "lawless":
        piece = pieces[at % len(pieces)]
        rule = Normalisation.FULLWIDTH_LATIN
        pieces[at % len(pieces)] = Piece(piece.start, piece.end, piece.source_start, piece.source_end, rule)
    elif kind == "forgotten":
        del pieces[at % (len(pieces) - 1)]  # the last is the white at the end of the file
    else:
        middle = part.text[:3] + "訛" + part.text[4:]
        return replace(part, text=middle)
    return replace(part, source=replace(source, stretches=tuple(stretches), pieces=tuple(pieces)))


@given(
    at=st.integers(0, 40),
    kind=st.sampled_from(["lost", "shifted", "doubled", "short", "lawless", "forgotten", "misread"]),
)
def test_law_of_the_map_catches_a_slip(at: int, kind: str) -> None:
    story, _ = read(SOUND)
    body = story.part("body")
    assert body is not None
    assert rebuild(body, SOUND) == body.text
    with pytest.raises(ValueError, match="body"):
        rebuild(_spoilt(body, at, kind), SOUND)


def test_the_real_front_page_can_be_read(cases: Path) -> None:
    """The original copy, as a story of its own, loses only its two jump lines and its line ends."""
    copy = (cases / "copy" / "front-page.txt").read_text(encoding="utf-8")
    source = "---\nheadline: 題\n---\n" + copy
    story, faults = read(source)
    body = story.part("body")
    assert body is not None
    assert not faults.stopping
    assert rebuild(body, source) == body.text
    assert [str(one.code) for one in faults.passing].count("LITERAL_JUMP_LINE") == 2
    wanted = copy.replace("（下轉第二版）", "")
    assert "".join(body.text.split()) == "".join(wanted.split())


@given(st.text(st.sampled_from("字a1，版０Ａ {}[]*\\^|#-\u3000\u200b\u00ad\n\x07\u2028"), max_size=24))
def test_a_paragraph_of_plain_words_is_what_all_rules_make_of_it(text: str) -> None:
    def told() -> tuple[Story, object]:
        story, faults = read(f"---\nheadline: 題\n---\n字{text}")
        return story, (faults.stopping, faults.passing)

    taken = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MARKED", re.compile(""))
        patch.setattr(normalise, "_OF_ONE_LINE", frozenset())
        assert told() == taken
