"""Word documents: what each thing in them becomes, and that no letter is lost."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from compositor.incoming import Wish
from compositor.incoming.model import Action
from compositor.model.copy import Emphasis, ParagraphKind
from tests.incoming.desk import came
from tests.incoming.wordfiles import docx, para, part, ruby, run, styles, table

COPY = "三月八日清晨六時，青河大橋正式開放通行，兩岸居民不必再繞行老橋。"
REST = "據介紹，大橋全長二點四公里，雙向六車道，比計劃提前二十天完工。"


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), (90, 120, 60)).save(stream, "PNG")
    return stream.getvalue()


def drawn(name: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="圖" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{name}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def test_styles_say_what_is_the_head(tmp_path: Path) -> None:
    body = (
        para("新區通車", style="yt"),
        para("青河大橋今晨開放", style="a3"),
        para("首日車流平穩", style="a5"),
        para("王明", style="zz"),
        para(COPY),
        para("從繞行到直達", style="2"),
        para(REST),
    )
    found = came(tmp_path, "a.docx", docx(*body))
    assert found.heads == {
        "kicker": "新區通車",
        "headline": "青河大橋今晨開放",
        "deck": "首日車流平穩",
        "byline": "王明",
    }
    assert found.paragraphs == [COPY, "從繞行到直達", REST]
    assert found.subheads == ["從繞行到直達"]
    whys = {entry.what: entry.why for entry in found.entries(Action.RECOGNISED)}
    assert whys["headline"] == "the style Title"


def test_a_desk_maps_its_own_styles(tmp_path: Path) -> None:
    names = {"x1": "大樣題", "x2": "記者行"}
    parts: dict[str, str | bytes] = {"word/styles.xml": styles(names)}
    content = docx(para("大橋通車", style="x1"), para("王明", style="x2"), para(COPY), parts=parts)
    found = came(tmp_path, "a.docx", content, Wish(styles={"大樣題": "headline", "記者行": "byline"}))
    assert found.heads == {"headline": "大橋通車", "byline": "王明"}


def test_without_styles_shape_and_place_decide(tmp_path: Path) -> None:
    found = came(tmp_path, "a.docx", docx(para("大橋通車"), para("本報記者 王明"), para(f"本報訊　{COPY}"), para(REST)))
    assert found.heads == {"headline": "大橋通車", "byline": "本報記者 王明", "dateline": "本報訊"}
    assert all(entry.confidence for entry in found.entries(Action.RECOGNISED))


def test_a_headline_of_two_lines_keeps_them(tmp_path: Path) -> None:
    two = "<w:r><w:t>青河大橋</w:t><w:br/><w:t>今晨開放</w:t></w:r>"
    found = came(tmp_path, "a.docx", docx(para(two, style="a3"), para(COPY)))
    assert "headline_lines:\n  - 青河大橋\n  - 今晨開放\n" in found.made.written.text


def test_strong_words_italics_and_dots_are_dressed(tmp_path: Path) -> None:
    dressed = (
        run("重點", "<w:b/>") + run("在") + run("楷體", "<w:i/>") + run("與") + run("着重", '<w:em w:val="dot"/>')
        + run("和") + run("都是", "<w:b/><w:i/>") + run("x", "<w:b/>") + run("y") + run("不粗", '<w:b w:val="0"/>')
        + run("字樣", '<w:rStyle w:val="ae"/>')
    )  # fmt: skip
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(COPY), para(dressed + run("。"))))
    assert found.paragraphs[1] == "重點在楷體與着重和都是xy不粗字樣。"
    assert found.words_in(Emphasis.STRONG) == ["重點", "都是", "x", "字樣"]
    assert found.words_in(Emphasis.KAI) == ["楷體", "都是"]
    assert found.words_in(Emphasis.DOTS) == ["着重"]


def test_readings_stand_beside_their_words(tmp_path: Path) -> None:
    words = para(
        run("所謂"), ruby("饕餮", "tāo tiè"), run("，亦作"), ruby("饕", "ㄊㄠ"), ruby("字", "ㄊㄊㄊㄊㄊ"), run("。")
    )
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(COPY), words))
    body = found.story.part("body")
    assert body is not None
    readings = [(body.text[one.start : one.end], one.reading) for one in body.spans if one.reading]
    assert readings == [("饕", "tāo"), ("餮", "tiè"), ("饕", "ㄊㄠ")]
    assert "字（ㄊㄊㄊㄊㄊ）。" in found.paragraphs[1], "what is no syllable stands in brackets"


def test_notes_become_notes(tmp_path: Path) -> None:
    notes = part(
        "footnotes",
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{para(run("指實際居住半年以上的人口。"))}</w:footnote>'
        f'<w:footnote w:id="3">{para(run("沒有人提到這一條。"))}</w:footnote>',
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    content = docx(
        para("人口連續增長", style="a3"),
        para(run("常住人口連續五年增長"), mark, run("，增速最快。")),
        parts={"word/footnotes.xml": notes},
        related={"rId9": ("footnotes", "footnotes.xml")},
    )
    found = came(tmp_path, "a.docx", content)
    assert "增長[^1]，增速最快。\n\n[^1]: 指實際居住半年以上的人口。\n" in found.made.written.text
    assert found.left_out() == [("note", "沒有人提到這一條。")]


def test_changes_that_were_tracked_are_made_and_named(tmp_path: Path) -> None:
    words = para(
        run("大橋"),
        f'<w:ins w:id="1" w:author="李編">{run("今晨")}</w:ins>',
        '<w:del w:id="2" w:author="李編"><w:r><w:delText>昨晚</w:delText></w:r></w:del>',
        run("開放通行。"),
    )
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), words, para(REST)))
    assert found.paragraphs[0] == "大橋今晨開放通行。"
    assert found.left_out() == [("deleted words", "昨晚")]
    assert found.entries(Action.LEFT_OUT)[0].why == "by 李編"


def test_comments_headers_and_hidden_words_are_named(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/comments.xml": part("comments", f'<w:comment w:id="0" w:author="王編">{para("核實工期")}</w:comment>'),
        "word/header1.xml": part("hdr", para("青河日報稿紙")),
    }
    related = {"rId7": ("comments", "comments.xml"), "rId8": ("header", "header1.xml")}
    body = para(run("大橋開放。"), run("勿發", "<w:vanish/>"))
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), body, parts=parts, related=related))
    named = [("hidden words", "勿發"), ("comment", "核實工期"), ("header", "青河日報稿紙")]
    assert found.left_out() == named


def test_fields_keep_their_result(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2024")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="rId5">{run("報名處")}</w:hyperlink>'
    related = {"rId5": ("hyperlink", "http://example.org/")}
    found = came(
        tmp_path,
        "a.docx",
        docx(para("大橋通車", style="a3"), para(field, run("年，見"), link, run("。")), related=related),
    )
    assert found.paragraphs == ["2024年，見報名處。"]
    assert [entry.text for entry in found.entries(Action.CHANGED)] == ['DATE \\@ "yyyy"', "http://example.org/"]


def test_tables_become_tables(tmp_path: Path) -> None:
    rows = table(("街道", "人口|萬"), ("東城", "12.5"), ("西城", "*8.25*"))
    found = came(tmp_path, "a.docx", docx(para("人口", style="a3"), para(COPY), rows, para(REST)))
    body = found.story.part("body")
    assert body is not None
    grid = next(one.table for one in body.paragraphs if one.kind is ParagraphKind.TABLE)
    assert grid is not None
    cells = [[body.text[cell.start : cell.end] for cell in row] for row in grid.rows]
    assert [[text.strip() for text in row] for row in cells] == [
        ["街道", "人口|萬"],
        ["東城", "12.5"],
        ["西城", "*8.25*"],
    ]


def test_a_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), table((COPY,)), para(REST)))
    assert found.paragraphs == [COPY, REST]


def test_text_boxes_stand_behind_their_paragraph_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent>{para('相關鏈接：三條公交線路將開通。')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + inner
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + inner
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(run(COPY), box), para(REST)))
    assert found.paragraphs == [COPY, "相關鏈接：三條公交線路將開通。", REST]


def test_pictures_are_saved_with_their_words(tmp_path: Path) -> None:
    content = docx(
        para("大橋通車", style="a3"),
        para(COPY),
        para(drawn("rId4", "車隊駛過[新橋]")),
        para("首批車輛駛過青河大橋。樣張 攝", style="a9"),
        para(REST),
        parts={"word/media/image1.png": picture()},
        related={"rId4": ("image", "media/image1.png")},
    )
    found = came(tmp_path, "bridge.docx", content)
    assert found.made.written.pictures == (("bridge-1.png", picture()),)
    assert "![首批車輛駛過青河大橋。樣張 攝](pictures/bridge-1.png)" in found.made.written.text
    assert found.paragraphs == [COPY, REST]


def test_pictures_elsewhere_are_named_not_fetched(tmp_path: Path) -> None:
    related = {"rId4": ("image", "http://example.org/a.jpg"), "rId5": ("image", "../../../etc/passwd")}
    body = para(COPY + "", drawn("rId4"), drawn("rId5"))
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), body, related=related))
    assert found.made.written.pictures == ()
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["picture", "picture"]


def test_numbers_of_lists_are_written_out(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>',
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    content = docx(
        para("大橋通車", style="a3"),
        para(COPY),
        *(para(f"第{name}件事要辦好。", properties=item) for name in "甲乙"),
        parts={"word/numbering.xml": numbering},
        related={"rId6": ("numbering", "numbering.xml")},
    )
    found = came(tmp_path, "a.docx", content)
    assert found.paragraphs[1:] == ["一、第甲件事要辦好。", "二、第乙件事要辦好。"]
    assert [entry.text for entry in found.entries(Action.ADDED)] == ["一、", "二、"]


def test_signs_of_symbol_fonts_are_named(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(run("完工"), sign, run("，通車。"))))
    assert found.paragraphs == ["完工〓，通車。"]
    assert "Wingdings F0FC" in found.entries(Action.WARNED)[0].why


def test_line_breaks_in_copy_part_paragraphs(tmp_path: Path) -> None:
    two = f"<w:r><w:t>{COPY}</w:t><w:br/><w:t>{REST}</w:t></w:r>"
    found = came(tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para(two)))
    assert found.paragraphs == [COPY, REST]
    assert [entry.what for entry in found.entries(Action.CHANGED)] == ["line breaks"]


@pytest.mark.parametrize(
    "mark", ["*重*", "[注]{.dots}", "[^1]", "# 井", "| 甲 | 乙 |", "\\[", "{looseness=-1}", "![圖](a.jpg)", "\\"]
)
def test_marks_that_mean_something_in_a_story_come_back_as_they_were(tmp_path: Path, mark: str) -> None:
    words = (f"{mark}橋通車了。", f"大橋{mark}通車了。", f"大橋通車了。{mark}")
    found = came(tmp_path, "a.docx", docx(para(f"大橋{mark}通車", style="a3"), *(para(one) for one in words)))
    assert found.paragraphs == [re.sub(" +", " ", one) for one in words]
    assert found.part("headline") == f"大橋{mark}通車".replace("[^", "［^"), "a head has no notes, and no way to say so"


def test_a_heading_below_copy_is_a_subhead(tmp_path: Path) -> None:
    body = (para("大橋通車"), para(COPY), para("從繞行到直達", style="1"), para(REST))
    found = came(tmp_path, "a.docx", docx(*body))
    assert found.heads == {"headline": "大橋通車"}
    assert found.subheads == ["從繞行到直達"]


def test_a_byline_below_a_styled_headline(tmp_path: Path) -> None:
    found = came(
        tmp_path, "a.docx", docx(para("大橋通車", style="a3"), para("本報記者 王明"), para(f"　　{COPY}"), para(REST))
    )
    assert found.heads == {"headline": "大橋通車", "byline": "本報記者 王明"}
