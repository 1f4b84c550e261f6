"""NITF items: what each element becomes, and that no letter is lost."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from compositor.incoming.model import Action
from compositor.intake.files import Refused
from compositor.model.copy import Emphasis
from tests.incoming.desk import Came, came
from tests.incoming.test_word import picture

HEAD = "<head><title>大橋</title><docdata><urgency ed-urg='4'/></docdata></head>"
HEADS = (
    "<body.head><hedline><hl1>青河大橋今晨開放</hl1><hl2>首日車流平穩</hl2></hedline>"
    "<byline>記者 <person>王明</person></byline>"
    "<dateline><location>青河</location> <story.date>3月8日電</story.date></dateline>"
    "<abstract><p>大橋開放。</p></abstract></body.head>"
)
CONTENT = (
    "<p lede='true'>三月八日清晨六時，<em>青河</em>大橋正式開放通行。</p><hl2>從繞行到直達</hl2>"
    "<p>據介紹，<org>工程處</org>計劃<fn><p>指二〇二一年的計劃。</p></fn>提前二十天完工。</p>"
    "<ol><li>路面</li><li>橋塔</li></ol>"
)


def nitf(content: str = CONTENT, heads: str = HEADS, end: str = "", declared: str = "UTF-8", doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n{doctype}<nitf version="-//IPTC//DTD NITF 3.5//EN">{HEAD}'
        f"<body>{heads}<body.content><block>{content}</block></body.content>{end}</body></nitf>\n"
    )


def item(folder: Path, text: str, encoding: str = "utf-8") -> Came:
    return came(folder, "a.xml", text.encode(encoding))


def words(text: str) -> str:
    return re.sub("<[^>]*>", "", text)


def test_elements_say_what_is_what(tmp_path: Path) -> None:
    found = item(tmp_path, nitf())
    heads = {"headline": "青河大橋今晨開放", "deck": "首日車流平穩", "byline": "記者 王明", "dateline": "青河3月8日電"}
    assert found.heads == heads
    assert found.subheads == ["從繞行到直達"]
    assert found.words_in(Emphasis.KAI) == ["青河"]
    assert found.paragraphs[-3:-1] == ["1. 路面", "2. 橋塔"]
    assert "計劃[^1]提前" in found.made.written.text
    assert found.left_out() == [("title", "大橋"), ("abstract", "大橋開放。")]
    assert found.whole(words(nitf())) == {}


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "gb18030", "big5", "utf-16"])
def test_encodings_that_xml_names(tmp_path: Path, encoding: str) -> None:
    text = nitf("<p>大橋正式開放通行。</p>", declared=encoding)
    used = {"gb2312": "gb18030"}.get(encoding, encoding)
    assert item(tmp_path, text, used).heads["headline"] == "青河大橋今晨開放"


def test_entities_of_hypertext_are_read_with_a_document_type(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE nitf SYSTEM "http://example.org/nitf-3-5.dtd">\n'
    found = item(tmp_path, nitf("<p>大橋&mdash;&mdash;新&unknown;區。</p>", doctype=doctype))
    assert found.paragraphs[0].endswith("大橋——新&unknown;區。")
    assert found.entries(Action.WARNED)[0].why.startswith("&unknown; has no meaning")


def test_a_picture_in_the_item_is_saved(tmp_path: Path) -> None:
    media = (
        "<media media-type='image'><media-reference mime-type='image/png' alternate-text='車隊'/>"
        f"<media-object encoding='base64'>{base64.b64encode(picture()).decode()}</media-object>"
        "<media-caption>首批車輛。</media-caption><media-producer>樣張</media-producer></media>"
    )
    found = item(tmp_path, nitf(CONTENT + media))
    assert found.made.written.pictures == (("a-1.png", picture()),)
    assert '![首批車輛。](pictures/a-1.png){credit="樣張" alt="車隊"}' in found.made.written.text


def test_a_picture_elsewhere_is_named_with_its_words(tmp_path: Path) -> None:
    media = "<media media-type='image'><media-reference source='http://example.org/a.jpg'/><media-caption>首批車輛。</media-caption></media>"
    found = item(tmp_path, nitf(CONTENT + media))
    assert ("caption of a picture", "首批車輛。") in found.left_out()
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["image"]


def test_a_tagline_signs_the_story(tmp_path: Path) -> None:
    heads = "<body.head><hedline><hl1>青河大橋今晨開放</hl1></hedline></body.head>"
    end = "<body.end><tagline>（本報記者 王明）</tagline><bibliography>參考書目</bibliography></body.end>"
    found = item(tmp_path, nitf(heads=heads, end=end))
    assert found.heads["byline"] == "本報記者 王明"
    assert ("bibliography", "參考書目") in found.left_out()


def test_words_between_elements_are_not_lost(tmp_path: Path) -> None:
    text = nitf(
        "裸字在前<p>大橋開放。</p>中間<table><tr><td>街道</td>夾字<td>人口</td></tr><tr><td>東城</td><td>12</td></tr></table>裸字在後"
    )
    found = item(tmp_path, text.replace("<body.content>", "<body.content>外頭"))
    assert found.whole(words(text) + "外頭") == {}


def test_entity_bombs_are_refused(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE nitf [<!ENTITY a '甲甲甲甲'>" + "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(Refused, match="declares the entity a") as told:
        item(tmp_path, nitf("<p>&h;</p>", doctype=f"{bomb}]>\n"))
    assert told.value.place is not None
    assert told.value.place.line == 2


def test_files_outside_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    outside = f"<!DOCTYPE nitf [<!ENTITY x SYSTEM '{(tmp_path / 'secret.txt').as_uri()}'>]>\n"
    with pytest.raises(Refused, match="declares the entity x"):
        item(tmp_path, nitf("<p>&x;</p>", doctype=outside))


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (nitf()[:400], "no element found|unclosed token", 0),
        (nitf().replace("</hl1>", "</hl9>"), "mismatched tag", 2),
        ("<html><body><p>大橋</p></body></html>", "begins with <html>", 1),
        ("<nitf><head/></nitf>", "no <body>", 1),
        (nitf("<p>" * 300 + "大橋" + "</p>" * 300), "inside one another", 2),
        (nitf("<p>大橋&nbsp;開放。</p>"), "undefined entity", 2),
        (nitf("<p>大\x01橋。</p>"), "not well-formed", 2),
        (nitf("<p>大\x00橋。</p>"), "not well-formed", 2),
        (nitf(declared="x-klingon"), "encoding that isn't known", 1),
        ("<nitf><body><body.content></body.content></body></nitf>", "no copy", 0),
    ],
)
def test_damaged_items_are_told_with_their_place(tmp_path: Path, text: str, message: str, line: int) -> None:
    with pytest.raises(Refused, match=message) as told:
        item(tmp_path, text)
    place = told.value.place
    assert not line or (place is not None and place.line == line)


def test_a_wrong_byte_is_told_with_its_line(tmp_path: Path) -> None:
    text = nitf(declared="gb2312").encode("gb18030").replace("通行".encode("gb18030"), b"\xff\xff")
    with pytest.raises(Refused, match="0xFF") as told:
        came(tmp_path, "a.xml", text)
    assert told.value.place is not None
    assert told.value.place.line == 2
