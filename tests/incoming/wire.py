"""Ten files of each format as a desk gets them in a night, damaged ones among them; all sentences are our own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.incoming.test_nitf import nitf
from tests.incoming.wordfiles import docx, para, part, ruby, run, table, zipped

BRIDGE = "青河大橋今晨開放"
FIRST = "三月八日六時，青河大橋正式開放通行。第一批車輛依次駛過收費站，秩序良好。"
SECOND = "據介紹，大橋全長2.4公里，雙向六車道，設計時速80公里，比計劃提前20天完工。"
THIRD = "“早上能多睡一會兒了。”住在東岸的張先生說，過去繞行老橋要一個多小時。"
SIGNED = "本報記者 王明 通訊員 李小花"
JIAN = (
    "青河大桥今晨开放\n本报记者 王明\n"
    "　　本报讯　三月八日六时，青河大桥正式开放通行。\n　　据介绍，大桥全长2.4公里，比计划提前20天完工。\n"
)


@dataclass(frozen=True)
class Wire:
    """A file: what it is called, what stands in it, and what is to come of it: heads and paragraphs, or a fault."""

    name: str
    content: bytes
    heads: dict[str, str] = field(default_factory=dict)
    paragraphs: int = 0
    letters: str = ""
    fault: str = ""


def text_files() -> list[Wire]:
    tall = f"新區通車首日——\n{BRIDGE}\n{SIGNED}\n\n　　本報訊　{FIRST}\n　　{SECOND}\n　　{THIRD}\n"
    heads = {"kicker": "新區通車首日——", "headline": BRIDGE, "byline": SIGNED, "dateline": "本報訊"}
    jian = {"headline": "青河大桥今晨开放", "byline": "本报记者 王明", "dateline": "本报讯"}
    blank = f"{BRIDGE}\r\n\r\n新華社青河3月8日電（記者 王明）{FIRST}\r\n\r\n{SECOND}\r\n\r\n{THIRD}（完）\r\n"
    wrapped = f"{BRIDGE}\n\n" + "\n\n".join("\n".join(_wrapped(one)) for one in (FIRST, SECOND, THIRD)) + "\n"
    dirty = f"{BRIDGE}\n　　{FIRST[:9]}\x00\x00{FIRST[9:]}\r　　{SECOND}\r\n　　*{THIRD}*\n"
    return [
        Wire("utf8.txt", tall.encode(), heads, 3, tall),
        Wire("utf16.txt", tall.encode("utf-16"), heads, 3, tall),
        Wire("utf16-no-mark.txt", tall.encode("utf-16-be"), heads, 3, tall),
        Wire("gb18030.txt", JIAN.encode("gb18030"), jian, 2, JIAN),
        Wire("big5.txt", tall.encode("big5hkscs"), heads, 3, tall),
        Wire(
            "agency.txt", blank.encode(), {"headline": BRIDGE, "dateline": "新華社青河3月8日電（記者 王明）"}, 3, blank
        ),
        Wire("wrapped.txt", wrapped.encode("gb18030"), {"headline": BRIDGE}, 3, wrapped),
        Wire("dirty.txt", dirty.encode(), {"headline": BRIDGE}, 3, dirty),
        Wire("cut-off.txt", tall.encode("utf-16")[:-1], fault="UTF-16 (little-endian): byte"),
        Wire("mixed.txt", tall.encode() + JIAN.encode("gb18030"), fault="UTF-8: byte"),
        Wire("empty.txt", b"\r\n", fault="is empty"),
        Wire("noise.txt", bytes(range(256)) * 8, fault=""),
    ]


def _wrapped(text: str) -> list[str]:
    return [text[at : at + 12] for at in range(0, len(text), 12)]


def word_files() -> list[Wire]:
    heads = {"headline": BRIDGE, "byline": SIGNED}
    copy = (para(FIRST), para(SECOND), para(THIRD))
    words = FIRST + SECOND + THIRD
    title, signed = para(BRIDGE, style="a3"), para(SIGNED)
    sound = docx(title, signed, *copy)
    tracked = para(run(FIRST), '<w:del w:author="編"><w:r><w:delText>刪去的話。</w:delText></w:r></w:del>')
    noted = para(run(SECOND), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    note = part("footnotes", f'<w:footnote w:id="1">{para("引自工程處三月七日的說明。")}</w:footnote>')
    comment = part("comments", f'<w:comment w:id="1" w:author="編">{para("工期請再核實")}</w:comment>')
    related = {"rId8": ("footnotes", "footnotes.xml"), "rId9": ("comments", "comments.xml")}
    parts: dict[str, str | bytes] = {"word/footnotes.xml": note, "word/comments.xml": comment}
    odd = para(ruby("饕餮", "tāo tiè"), run("[注]*重*", "<w:b/>"), run("\\ {x} |a| #", "<w:i/>"), run("。"))
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "橋">]><d>&a;</d>'
    grid = table(("線路", "班次"), ("12路", "每10分鐘"))
    return [
        Wire("styled.docx", sound, heads, 3, BRIDGE + SIGNED + words),
        Wire("unstyled.docx", docx(para(BRIDGE), signed, *copy), heads, 3, BRIDGE + SIGNED + words),
        Wire("tracked.docx", docx(title, signed, tracked, *copy[1:]), heads, 3, BRIDGE + SIGNED + words + "刪去的話。"),
        Wire(
            "noted.docx",
            docx(title, signed, copy[0], noted, copy[2], parts=parts, related=related),
            heads,
            4,
            BRIDGE + SIGNED + words + "引自工程處三月七日的說明。工期請再核實",
        ),
        Wire(
            "odd.docx",
            docx(title, signed, *copy, odd),
            heads,
            4,
            BRIDGE + SIGNED + words + "饕餮tāotiè[注]*重*\\{x}|a|#。",
        ),
        Wire(
            "table.docx", docx(title, signed, *copy, grid), heads, 4, BRIDGE + SIGNED + words + "線路班次12路每10分鐘"
        ),
        Wire("cut-off.docx", sound[: len(sound) * 2 // 3], fault="cut off or damaged"),
        Wire("flipped.docx", _flipped(sound), fault="can't be"),
        Wire("bomb.docx", docx(parts={"word/document.xml": bomb}), fault="declares the entity a"),
        Wire("zip-bomb.docx", docx(parts={"word/document.xml": b"<" * 50_000_000}), fault="unpacks to more"),
        Wire("sheet.docx", zipped({"xl/workbook.xml": "<a/>"}), fault="no part word/document.xml"),
        Wire("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, fault="old Word document"),
        Wire("empty.docx", docx(), fault="no copy"),
    ]


def _flipped(content: bytes) -> bytes:
    at = content.index(b"word/document.xml") + 60
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 40]) + content[at + 40 :]


def ninjs_files() -> list[Wire]:
    html = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    words = FIRST + SECOND + THIRD
    heads = {"headline": BRIDGE, "byline": SIGNED}
    first = {"uri": "u1", "headline": BRIDGE, "byline": SIGNED}
    second = {"uri": "u2", "headlines": [{"role": "main", "value": BRIDGE}], "by": SIGNED}
    picture = {
        "type": "picture",
        "description_text": "首批車輛。",
        "renditions": {"main": {"href": "http://e.org/a.jpg"}},
    }
    body = [{"role": "main", "contenttype": "text/html", "value": html}]
    all_words = BRIDGE + SIGNED + words
    placed, shown = (
        second | {"bodies": body, "located": "青河"},
        first | {"body_xhtml": html, "associations": {"a": picture}},
    )
    wide = json.dumps(first | {"body_html": html}, ensure_ascii=False).encode("utf-16")
    lone = _json(first | {"body_html": html}).replace(b"</p>", b"\\ud83c</p>", 1)
    deep = '{"headline": ' + "[" * 9000 + "]" * 9000 + "}"
    return [
        Wire("xhtml.json", _json(first | {"body_xhtml": html}), heads, 3, all_words),
        Wire("text.json", _json(first | {"body_text": f"{FIRST}\n{SECOND}\n{THIRD}"}), heads, 3, all_words),
        Wire("both.json", _json(first | {"body_html": html, "body_text": words}), heads, 3, all_words + words),
        Wire("second.json", _json(second | {"bodies": body}), heads, 3, all_words),
        Wire("located.json", _json(placed), heads | {"dateline": "青河"}, 3, all_words + "青河"),
        Wire("picture.json", _json(shown), heads, 3, all_words + "首批車輛。"),
        Wire("utf16.json", wide, heads, 3, all_words),
        Wire("surrogate.json", lone, heads, 3, all_words + "\ufffd"),
        Wire("cut-off.json", _json(first | {"body_html": html})[:-40], fault="can't be read"),
        Wire("comma.json", b'{"headline": "a" "byline": "b"}', fault="expecting ',' delimiter"),
        Wire("deep.json", deep.encode(), fault="64 levels"),
        Wire("list.json", _json([first]), fault="one JSON object"),
        Wire("null.json", b'{"headline": "a\0b"}', fault="control character"),
    ]  # fmt: skip


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def nitf_files() -> list[Wire]:
    heads = f"<body.head><hedline><hl1>{BRIDGE}</hl1></hedline><byline>{SIGNED}</byline></body.head>"
    content = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    wanted = {"headline": BRIDGE, "byline": SIGNED}
    words = "大橋" + BRIDGE + SIGNED + FIRST + SECOND + THIRD
    dtd = '<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">'
    media = (
        "<media media-type='image'><media-reference source='a.jpg'/><media-caption>首批車輛。</media-caption></media>"
    )
    grid = "<table><tr><th>線路</th><th>班次</th></tr><tr><td>12路</td><td>每10分鐘</td></tr></table>"
    named = nitf(content.replace("，", "&middot;", 1), heads, doctype=dtd)
    bomb = "<!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
    plain = nitf(content, heads)
    return [
        Wire("plain.xml", plain.encode(), wanted, 3, words),
        Wire("gb2312.xml", nitf(content, heads, declared="GB2312").encode("gb18030"), wanted, 3, words),
        Wire("utf16.nitf", nitf(content, heads, declared="UTF-16").encode("utf-16"), wanted, 3, words),
        Wire("entities.xml", named.encode(), wanted, 3, words.replace("，", "·", 1)),
        Wire("media.xml", nitf(content + media, heads).encode(), wanted, 3, words + "首批車輛。"),
        Wire("table.xml", nitf(content + grid, heads).encode(), wanted, 4, words + "線路班次12路每10分鐘"),
        Wire("bare.xml", nitf(content.replace("<p>", "").replace("</p>", "<br/>"), heads).encode(), wanted, 3, words),
        Wire("cut-off.xml", plain[: len(plain) // 2].encode(), fault="can't be read as NITF"),
        Wire("bomb.xml", nitf(content + "<p>&b;</p>", heads, doctype=bomb).encode(), fault="declares the entity a"),
        Wire("mismatch.xml", plain.replace("</hl1>", "").encode(), fault="mismatched tag"),
        Wire("wrong-bytes.xml", plain.encode("gb18030"), fault="not well-formed"),
        Wire("deep.xml", nitf("<p>" * 500 + "橋" + "</p>" * 500, heads).encode(), fault="inside one another"),
        Wire("rss.xml", b"<?xml version='1.0'?><rss><channel/></rss>", fault="begins with <rss>"),
    ]  # fmt: skip


FILES = {"text": text_files(), "docx": word_files(), "ninjs": ninjs_files(), "nitf": nitf_files()}
