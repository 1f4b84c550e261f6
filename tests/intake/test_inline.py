"""Bracketed spans: what they give, where they stand in the source, and faults for what can't be read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.faults import Code
from compositor.intake.mapped import rebuild
from compositor.model.copy import Emphasis, Normalisation, Span
from tests.intake.test_story import body_of, read

RUBY, DOTS, NAME, TITLE = Emphasis.RUBY, Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE


def spans_of(typed: str) -> tuple[str, set[Span]]:
    body = body_of(typed)
    return body.text, set(body.spans)


@pytest.mark.parametrize(
    ("typed", "text", "spans"),
    [
        ("讀[重要]{.dots}的", "讀重要的", {Span(1, 3, DOTS)}),
        ("[李白]{.name}", "李白", {Span(0, 2, NAME)}),
        ("[史記]{.title}", "史記", {Span(0, 2, TITLE)}),
        ("[字]{.strong}[文]{.kai}", "字文", {Span(0, 1, Emphasis.STRONG), Span(1, 2, Emphasis.KAI)}),
        ('[漢字]{ruby="hàn zì"}', "漢字", {Span(0, 1, RUBY, "hàn"), Span(1, 2, RUBY, "zì")}),
        ('[漢，字]{ruby="hàn zì"}', "漢，字", {Span(0, 1, RUBY, "hàn"), Span(2, 3, RUBY, "zì")}),
        ('[漢字]{ruby="ㄏㄢˋ ㄗˋ"}', "漢字", {Span(0, 1, RUBY, "ㄏㄢˋ"), Span(1, 2, RUBY, "ㄗˋ")}),
        ('[人工智能]{ruby="rén gōng"}', "人工智能", {Span(0, 4, RUBY, "rén gōng")}),
        ("[世界貿易組織]{ruby=WTO}", "世界貿易組織", {Span(0, 6, RUBY, "WTO")}),
        ('[GDP]{ruby="國內生產總值"}', "GDP", {Span(0, 3, RUBY, "國內生產總值")}),
        (
            '[李白]{.name .dots ruby="Lǐ Bái"}',
            "李白",
            {Span(0, 2, NAME), Span(0, 2, DOTS), Span(0, 1, RUBY, "Lǐ"), Span(1, 2, RUBY, "Bái")},
        ),
        ('[[漢]{ruby="ㄏㄢˋ"}字]{ruby="hànzì"}', "漢字", {Span(0, 1, RUBY, "ㄏㄢˋ"), Span(0, 2, RUBY, "hànzì")}),
        ('[[漢]{ruby="汉"}字]{.title}', "漢字", {Span(0, 1, RUBY, "汉"), Span(0, 2, TITLE)}),
        ("**[重**要]{.dots}", "重要", {Span(0, 2, DOTS), Span(0, 1, Emphasis.STRONG)}),
        ("[產業\n集聚]{.dots}", "產業集聚", {Span(0, 4, DOTS)}),
        ('[字]{ruby="a\\"b"}', "字", {Span(0, 1, RUBY, 'a"b')}),
        ("## [李白]{.name}傳", "李白傳", {Span(0, 2, NAME)}),
    ],
)
def test_spans(typed: str, text: str, spans: set[Span]) -> None:
    assert spans_of(typed) == (text, spans)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("據[1]報導", "據[1]報導"),
        ("[甲](乙)[丙]", "[甲](乙)[丙]"),
        ("{甲}", "{甲}"),
        ("[甲] {.dots}", "[甲] {.dots}"),
        ("\\[字]{.dots}", "[字]{.dots}"),
        ("\\[字\\]{.dots}", "[字]{.dots}"),
        ("[字\\]{.dots}", "[字]{.dots}"),
        ("[[[", "[[["),
        ("]]{", "]]{"),
    ],
)
def test_plain_brackets_are_copy_and_a_backslash_keeps_others_copy(typed: str, text: str) -> None:
    if typed == "]]{":
        assert not read(f"---\nheadline: 題\n---\n{typed}")[1].stopping
        return
    assert spans_of(typed) == (text, set())


def test_a_backslash_inside_a_span_keeps_a_bracket() -> None:
    assert spans_of("[甲\\[乙\\]丙]{.dots}") == ("甲[乙]丙", {Span(0, 5, DOTS)})


def test_every_bracket_and_brace_is_a_change_with_its_place() -> None:
    source = '---\nheadline: 題\n---\n讀[漢字]{ruby="hàn zì"}了'
    story, _ = read(source)
    body = story.part("body")
    assert body is not None
    pieces = [(source[piece.source_start : piece.source_end], piece.rule) for piece in body.source.pieces]
    assert pieces == [("[", Normalisation.MARKUP), (']{ruby="hàn zì"}', Normalisation.MARKUP)]
    assert body.source.place(1).column == 3
    assert body.source.place(3).column == 21


@pytest.mark.parametrize(
    ("typed", "column", "says"),
    [
        ("[字]{.dot}", 5, "there is no"),
        ("[字]{width=3}", 5, "there is no"),
        ("[字]{", 4, "never closed"),
        ("[字]{.dots", 4, "never closed"),
        ("字]{.dots}", 2, "no bracket"),
        ("[]{.dots}", 1, "nothing stands in the brackets"),
        ("[字]{}", 4, "nothing stands in the braces"),
        ("[字]{甲}", 5, "can't be read"),
        ('[字]{ruby=""}', 1, "empty"),
        ('[　]{ruby="hàn"}', 1, "nothing stands"),
        ('[字]{ruby="ㄏㄢㄢㄢ"}', 1, "no syllable"),
        ('[字]{ruby="ㄏㄢˋㄗˋ"}', 1, "no syllable"),
        ('[漢字]{ruby="ㄏㄢˋ"}', 1, "1 to 2 Han"),
        ('[GDP]{ruby="ㄏㄢˋ"}', 1, "1 to 0 Han"),
        ("[字]{.name .title}", 1, "two lines"),
        ("[[字]{.name}a]{.title}", 1, "two lines"),
        ("[字]{.dots .dots}", 11, "twice"),
        ('[[字]{ruby="a"}]{ruby="b"}', 1, "two readings"),
        ("[" * 9 + "字" + "]{.dots}" * 9, 1, "more than 8"),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_place(typed: str, column: int, says: str) -> None:
    _, faults = read(f"---\nheadline: 題\n---\n{typed}")
    (fault,) = faults.stopping
    assert (fault.code, fault.place.line, fault.place.column) == (Code.SPAN_SYNTAX, 4, column)  # type: ignore[union-attr]
    assert says in fault.message
    assert fault.hint


def test_heads_cutlines_and_credits_have_spans_too() -> None:
    text = (
        '---\nkicker: \'[重要]{.dots}的\'\nheadline: "[饕]{ruby=\\"tāo\\"}與[李白]{.name}"\n'
        'deck: a\\[b]{.dots}\n---\n![圖為[李白]{.name}像](a.jpg){alt="[x]{.y}" credit="[某]{.name}攝"}\n'
    )
    story, faults = read(text)
    assert not [fault for fault in faults.stopping if fault.code is Code.SPAN_SYNTAX]
    found = {part.name: (part.text, set(part.spans)) for part in story.parts}
    assert found["kicker"] == ("重要的", {Span(0, 2, DOTS)})
    assert found["headline"] == ("饕與李白", {Span(0, 1, RUBY, "tāo"), Span(2, 4, NAME)})
    assert found["deck"] == ("a[b]{.dots}", set())
    assert found["a-1:cutline"] == ("圖為李白像", {Span(2, 4, NAME)})
    assert found["a-1:credit"] == ("某攝", {Span(0, 1, NAME)})
    assert story.pictures[0].alt == "[x]{.y}"
    for part in story.parts:
        assert rebuild(part, text) == part.text


def test_a_headline_given_in_lines_keeps_its_spans() -> None:
    story, faults = read("---\nheadline_lines: ['[李白]{.name}', '[杜甫]{.name}']\n---\n文\n")
    assert not faults.stopping
    headline = story.part("headline")
    assert headline is not None
    assert set(headline.spans) == {Span(0, 2, NAME), Span(3, 5, NAME)}


PIECES = (
    "[",
    "]",
    "{",
    "}",
    "]{",
    ".dots",
    ".name",
    'ruby="hàn"',
    "ruby=",
    '"',
    "\\",
    "漢",
    "字",
    " ",
    "*",
    "**",
    "\n",
    "\u200b",
)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_brackets_are_read_or_are_faults_and_no_letter_is_lost(typed: str) -> None:
    text = f"---\nheadline: 題\n---\n{typed}"
    story, _ = read(text)
    body = story.part("body")
    assert body is not None
    assert rebuild(body, text) == body.text
    assert all(0 <= span.start < span.end <= len(body.text) for span in body.spans)
    assert sum(map(body.text.count, "漢字")) + sum(
        one.source_end - one.source_start for one in body.source.pieces
    ) >= sum(map(typed.count, "漢字"))


def test_many_brackets_are_read_in_time_that_grows_with_them() -> None:
    for many in ("[" * 50_000, "]{" * 20_000, "[字]{.dots}" * 5_000, "[" * 5_000 + "]{.dots}" * 5_000):
        begin = time.perf_counter()
        read(f"---\nheadline: 題\n---\n{many}")
        assert time.perf_counter() - begin < 15
