"""Copy is words in markup, whatever it holds; what could run is refused."""

import json
import xml.etree.ElementTree as ET

import pytest

from compositor.epaper.markup import Markup, element, joined, json_block, shown, words

HOSTILE = "<script>alert(1)</script>&lt;\"'><img src=x onerror=alert(1)>\x00\x07\u202e\ud800\uffff\x85"


def test_words_are_escaped_once() -> None:
    assert words("a<b&c\"'") == "a&lt;b&amp;c&quot;&#x27;"
    assert words(words("&")) == "&amp;"
    assert element("p", None, "&lt;") == "<p>&amp;lt;</p>"
    assert joined(("<", Markup("<br/>")), "&") == "&lt;&amp;<br/>"


def test_whatever_copy_holds_it_is_text_in_both_readings() -> None:
    made = element("p", {"title": HOSTILE, "lang": "zh-Hant"}, HOSTILE, element("br"))
    read = ET.fromstring(made)  # and so are the characters those of XML
    assert read.text == read.get("title") == shown(HOSTILE)
    assert [one.tag for one in read] == ["br"]
    made.encode("utf-8")


def test_what_turns_the_line_or_is_unseen_is_shown() -> None:
    assert shown("a\u202eb\u2066c") == "a[U+202E]b[U+2066]c"
    assert shown("\x00\x1b\t\n") == "\u2400\u241b\t\n"
    assert shown("\ud800\ufffe") == "\ufffd\ufffd"


@pytest.mark.parametrize(
    ("name", "attributes", "children"),
    [
        ("p onclick", {}, ()),
        ("p", {"onclick": "x"}, ()),
        ("p", {"ONCLICK": "x"}, ()),
        ("p", {"style": "x"}, ()),
        ("p", {'a"b': "x"}, ()),
        ("a", {"href": "javascript:alert(1)"}, ()),
        ("a", {"href": " JaVa\tscript:alert(1)"}, ()),
        ("a", {"href": "\x01javascript:alert(1)"}, ()),
        ("img", {"src": "data:text/html,x"}, ()),
        ("br", {}, ("x",)),
        ("script", {}, ("x",)),
        ("style", {}, ("x",)),
        ("title", {}, (Markup("</title><p>"),)),
    ],
)
def test_what_could_run_is_refused(name: str, attributes: dict[str, str], children: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        element(name, attributes, *children)


def test_links_of_the_web_and_of_the_site_stand() -> None:
    for target in ("https://news.example/a?b=c", "mailto:desk@news.example", "../a/b.html#c", "#x:y", "a/b:c", ""):
        assert f'href="{target}"' in element("a", {"href": target})
    assert element("input", {"disabled": True, "hidden": False, "name": None, "size": 3}) == (
        '<input disabled="" size="3"/>'
    )


def test_a_json_block_can_not_be_ended_by_what_it_tells() -> None:
    told = {"name": "</script><!--<script>&\u2028\u202e\ud800"}
    made = json_block("application/ld+json", told)
    inside = made.partition(">")[2].removesuffix("</script>")
    assert "<" not in inside
    assert not {"&", "\u202e"} & set(inside)
    assert json.loads(inside) == told
