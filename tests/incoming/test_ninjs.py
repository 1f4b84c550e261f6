"""Items of ninjs, 1.x to 3.x: what each property becomes, and that no letter is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compositor.incoming.model import Action
from compositor.intake.files import Refused
from compositor.model.copy import ParagraphKind
from tests.incoming.desk import Came, came
from tests.incoming.test_word import picture

COPY = "三月八日清晨六時，青河大橋正式開放通行。"
REST = "據介紹，大橋全長二點四公里，比計劃提前二十天完工。"
HTML = f"<p>{COPY}</p><h2>從繞行到直達</h2><p>據介紹，大橋全長<b>二點四</b>公里，<em>比計劃</em>提前二十天完工。</p>"
FIRST: dict[str, Any] = {
    "uri": "http://news.example.org/1",
    "type": "text",
    "version": "2",
    "language": "zh-Hant",
    "headline": "青河大橋今晨開放",
    "byline": "王明",
    "located": "青河",
    "body_xhtml": HTML,
    "body_text": f"{COPY}\n從繞行到直達\n{REST}",
    "subject": [{"name": "交通"}],
}


def item(folder: Path, content: dict[str, Any] | str, name: str = "a.json") -> Came:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return came(folder, name, text.encode("utf-8", "surrogatepass"))


def test_an_item_of_1_x(tmp_path: Path) -> None:
    found = item(tmp_path, FIRST)
    assert found.heads == {"headline": "青河大橋今晨開放", "byline": "王明", "dateline": "青河"}
    assert [one.removeprefix("青河\u3000") for one in found.paragraphs] == [COPY, "從繞行到直達", REST]
    assert found.subheads == ["從繞行到直達"]
    assert [(what, text) for what, text in found.left_out()] == [("body_text text", FIRST["body_text"])]
    assert found.entries(Action.LEFT_OUT)[0].quiet, "the same words in another form need nobody's look"
    assert "subject" in next(entry.text for entry in found.entries(Action.CHANGED) if entry.what == "properties")
    source = FIRST["headline"] + FIRST["byline"] + FIRST["located"] + FIRST["body_text"] * 2
    assert found.whole(source) == {}


def test_an_item_of_2_x(tmp_path: Path) -> None:
    second = {
        "uri": "u",
        "standard": {"name": "ninjs", "version": "2.1"},
        "headlines": [
            {"role": "main", "value": "青河大橋今晨開放"},
            {"role": "subtitle", "value": "首日平穩"},
            {"value": "橋通了"},
        ],
        "by": "本報記者 王明",
        "bodies": [
            {"role": "plain", "contenttype": "text/plain", "value": COPY},
            {"role": "html", "contenttype": "text/html", "value": f"<p>{COPY}</p><p>{REST}</p>"},
        ],
        "descriptions": [{"value": "大橋開放。"}],
    }
    found = item(tmp_path, second)
    assert found.heads == {"headline": "青河大橋今晨開放", "deck": "首日平穩", "byline": "本報記者 王明"}
    assert found.paragraphs == [COPY, REST]
    left = [("headlines", "橋通了"), ("bodies plain", COPY), ("descriptions", "大橋開放。")]
    assert found.left_out() == left
    assert not any(entry.quiet for entry in found.entries(Action.LEFT_OUT)), "other words are to be looked at"


def test_a_dateline_in_the_copy_counts_before_the_place(tmp_path: Path) -> None:
    found = item(tmp_path, FIRST | {"body_xhtml": f"<p>新華社青河3月8日電　{COPY}</p>", "body_text": ""})
    assert found.heads["dateline"] == "新華社青河3月8日電"
    assert ("located", "青河") in found.left_out()


def test_a_headline_that_the_body_repeats_is_taken_once(tmp_path: Path) -> None:
    found = item(tmp_path, {"headline": "大橋今晨開放", "body_text": f"大橋今晨開放\n{COPY}"})
    assert found.paragraphs == [COPY]
    assert found.left_out() == [("headline", "大橋今晨開放")]


def test_pictures_beside_the_item_come_with_it(tmp_path: Path) -> None:
    (tmp_path / "bridge.png").write_bytes(picture())
    association = {
        "type": "picture",
        "description_text": "首批車輛駛過大橋。",
        "byline": "樣張",
        "renditions": {"small": {"href": "no.png", "width": 60}, "main": {"href": "bridge.png", "width": 800}},
    }
    found = item(tmp_path, {"headline": "大橋開放", "body_text": COPY, "associations": {"main": association}})
    assert found.made.written.pictures == (("a-1.png", picture()),)
    assert '![首批車輛駛過大橋。](pictures/a-1.png){credit="樣張"}' in found.made.written.text


@pytest.mark.parametrize("href", ["http://example.org/a.jpg", "../secret.png", "/etc/passwd", "a\u0000b"])
def test_pictures_elsewhere_are_named_with_their_words(tmp_path: Path, href: str) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    association = {
        "type": "picture",
        "descriptions": [{"value": "首批車輛。"}],
        "renditions": [{"name": "r", "href": href}],
    }
    content = {"headline": "大橋開放", "body_text": COPY, "associations": [{"name": "main", **association}]}
    found = item(tmp_path / "items", content)
    assert found.made.written.pictures == ()
    assert found.left_out() == [("descriptions of association main", "首批車輛。")]
    assert found.entries(Action.WARNED)[0].what == "picture"


def test_bad_hypertext_is_read_all_the_same(tmp_path: Path) -> None:
    html = (
        f"<div>開頭<p>{COPY}<p>不關的段<b>粗<i>斜</b>落。<br>換行之後&nbsp;&amp;&lt;尖&gt;。<script>var 甲;</script>"
        "<ul><li>第一件<li>第二件</ul><table><tr><td>街道<td>人口<tr><td>東城<td>12</table><ruby>饕<rp>(</rp><rt>tāo<rp>)</rp></ruby>餮"
    )
    found = item(tmp_path, {"headline": "大橋開放", "body_html": html})
    assert ("script", "var 甲;") in found.left_out()
    assert any("&<尖>" in one for one in found.paragraphs)
    body = found.story.part("body")
    assert body is not None
    assert sum(one.kind is ParagraphKind.TABLE for one in body.paragraphs) == 1
    assert [span.reading for span in body.spans if span.reading] == ["tāo"]


def test_what_its_agency_holds_is_warned_of(tmp_path: Path) -> None:
    found = item(
        tmp_path, FIRST | {"pubstatus": "canceled", "embargoed": "2024-03-08T06:00:00+08:00", "ednote": "勿刊"}
    )
    assert [entry.what for entry in found.entries(Action.WARNED)] == ["pubstatus", "embargoed"]
    assert ("ednote", "勿刊") in found.left_out()


def test_surrogates_without_a_partner_are_named(tmp_path: Path) -> None:
    found = item(tmp_path, '{"headline": "大橋\\ud83c開放", "body_text": "大橋開放。\\ud83d\\ude00完工。\\udc00"}')
    assert found.heads["headline"] == "大橋\ufffd開放"
    assert "😀" in found.paragraphs[0]
    assert "2 surrogates" in found.entries(Action.WARNED)[0].why


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        ('{"headline": "大橋",\n "body_text": "開放', "unterminated string", (2, 15)),
        ('{"headline": "大橋" "body_text": 1}', "expecting ',' delimiter", (1, 19)),
        ('[{"headline": "大橋"}]', "one JSON object", None),
        ('{"headline": ' + "[" * 5000 + "]" * 5000 + "}", "64 levels", None),
        ('{"headline": {"a": "b"}}', "no copy", None),
        ("{}", "no copy", None),
        ("", "empty", None),
        ('{"headline": "大\u0001橋"}', "control character", (1, 16)),
    ],
)
def test_damaged_items_are_told_with_their_place(
    tmp_path: Path, content: str, message: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(Refused) as told:
        item(tmp_path, content)
    assert message in str(told.value)
    assert place is None or (told.value.place is not None and (told.value.place.line, told.value.place.column) == place)


def test_words_in_odd_places_are_named(tmp_path: Path) -> None:
    odd = {"body_html": ["甲", {"x": "乙"}], "bodies": [{"content": "丙"}, "丁。"], "headline": "大橋", "by": None}
    found = item(tmp_path, odd)
    assert found.paragraphs == ["丁。"]
    assert found.left_out() == [("body_html", "甲\n乙"), ("bodies", "丙")]
