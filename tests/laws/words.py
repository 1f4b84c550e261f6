"""Copy drawn at random: our own words with everything in them that composition finds hard."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from compositor.errors import Place
from compositor.model.assets import Asset
from compositor.model.copy import (
    HEAD_PARTS,
    Advert,
    Bar,
    Chart,
    Emphasis,
    Framing,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    SourceMap,
    Span,
    Story,
    Stretch,
)

HERE = Place("stories/drawn.md", 1, 1)

PLAIN = (
    "今年以來各地工地一片繁忙景象",
    "河岸",
    "新修的步道",
    "居民",
    "早晨沿着堤壩散步",
    "橋",
    "技術人員逐一檢查設備",
    "春天的田野",
    "由",
    "每戶都能領到一份",
    "水質監測站",
    "目前正在調試",
    "負責人介紹",
    "共",
    "一年四季",
    "天氣轉涼",
)
MARKS = ("，", "。", "、", "；", "：", "？", "！", "？！", "——", "……", "…", "—", "·", "～", "／", "-", "％")
BRACKETS = (
    "“",
    "”",
    "‘",
    "’",
    "「",
    "」",
    "『",
    "』",
    "（",
    "）",
    "《",
    "》",
    "〈",
    "〉",
    "【",
    "】",
    "(",
    ")",
    "[",
    "]",
)
NESTED = ("“他說：‘好！’”", "《書名〈篇名〉》", "（見附表（二））", "「一『二』三」", "“甲”“乙”、“丙”。", "”）》，")
NUMBERS = (
    "2019年11月15日",
    "161.52億元",
    "12.3%",
    "3,021",
    "No.7",
    "0519-8288",
    "１２３",
    "㎡",
    "±5℃",
    "第47位",
    "1/3",
)
LATIN = (
    "GDP",
    "international",
    "a",
    "don't",
    "PM2.5",
    "https://example.org/a/very/long/address?id=20191115&page=2",
    "Incomprehensibilities",
    "e-paper",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Café Zürich",
)
SPACES = (" ", "\u3000", "\u00a0")
RARE = ("𠮷野", "𡃁仔", "👍🏽", "葛\U000e0100", "é\u0301", "〇", "\u3402", "\ue000", "한글", "かな")
MORSELS = (*PLAIN, *PLAIN, *PLAIN, *MARKS, *MARKS, *NESTED, *BRACKETS, *NUMBERS, *LATIN, *SPACES, *RARE)

_MOST_HEADS = 20
"""The most subheads that a body is drawn with."""
_BLANK = " \u3000\u00a0"


def phrases(least: int = 1, most: int = 12, morsels: tuple[str, ...] = MORSELS) -> st.SearchStrategy[str]:
    """One line of copy without white space at its ends, as intake gives it; never empty."""
    words = st.lists(st.sampled_from(morsels), min_size=least, max_size=most).map("".join)
    return words.map(lambda text: text.strip(_BLANK) or "河")


def source(text: str) -> SourceMap:
    """A source that is the text itself, on one line."""
    return SourceMap(HERE.file, (Stretch(0, 0, len(text)),), (), (0,))


def part(name: str, *paragraphs: str, subheads: tuple[int, ...] = (), spans: tuple[Span, ...] = ()) -> Part:
    """A part of paragraphs joined by U+000A; those whose index is in ``subheads`` are subheads."""
    text, at, made = "\n".join(paragraphs), 0, []
    for index, words in enumerate(paragraphs):
        kind = ParagraphKind.SUBHEAD if index in subheads else ParagraphKind.TEXT
        made.append(Paragraph(at, at + len(words), kind))
        at += len(words) + 1
    return Part(name, text, tuple(made), spans, source(text))


@st.composite
def bodies(draw: st.DrawFn, *, length: int = 1000, subheads: bool = True) -> Part:
    """A body of about ``length`` characters, none for 0, with subheads and emphasis."""
    morsels = draw(st.sampled_from((MORSELS, MORSELS, (*PLAIN, *MARKS), PLAIN)))
    drawn = draw(st.lists(phrases(1, 12, morsels), min_size=1, max_size=4))
    times = draw(st.lists(st.sampled_from((0, 1, 1, 2, 5, 9)), min_size=len(drawn), max_size=len(drawn)))
    texts: list[str] = []
    heads: list[int] = []
    while sum(map(len, texts)) < length:
        for words, many in zip(drawn, times, strict=True):
            if not many and subheads and len(heads) < _MOST_HEADS:
                heads.append(len(texts))
            texts.append(words * max(many, 1))
    body = shortened(part("body", *texts, subheads=tuple(heads)), length)
    return _emphasised(body, draw(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 60)), max_size=3)))


def shortened(body: Part, end: int) -> Part:
    """A body cut at ``end``, without white space at its new end."""
    end = len(body.text[:end].rstrip(_BLANK + "\n"))
    paragraphs = tuple(Paragraph(one.start, min(one.end, end), one.kind) for one in body.paragraphs if one.start < end)
    spans = tuple(replace(one, end=min(one.end, end)) for one in body.spans if one.start < end)
    return Part(body.name, body.text[:end], paragraphs, spans, source(body.text[:end]))


def longer(body: Part, text: str) -> Part:
    """A body with one more paragraph of text at its end."""
    start = len(body.text) + (1 if body.text else 0)
    whole = f"{body.text}\n{text}" if body.text else text
    paragraphs = (*body.paragraphs, Paragraph(start, start + len(text)))
    return Part(body.name, whole, paragraphs, body.spans, source(whole))


def _emphasised(body: Part, wanted: list[tuple[int, int]]) -> Part:
    spans: list[Span] = []
    for index, (start, size) in enumerate(sorted(wanted)):
        inside = next((one for one in body.paragraphs if one.start <= start < one.end), None)
        begin = max([start, *(span.end for span in spans)])
        if inside is not None and inside.kind is ParagraphKind.TEXT and begin < min(start + size, inside.end):
            kind, end = (Emphasis.STRONG, Emphasis.KAI, Emphasis.DATELINE)[index % 3], min(start + size, inside.end)
            spans += [Span(begin, end, kind), *_apparatus(body.text, begin, end, size)]
    return Part(body.name, body.text, body.paragraphs, tuple(spans), body.source)


def _apparatus(text: str, begin: int, end: int, size: int) -> list[Span]:
    """What stands beside some words: dots, a line, a reading over the whole or zhuyin at the first of them.

    Intake lets no reading stand over white space alone.
    """
    reading = ("hàn zì", "ㄏㄢˋ", "世貿", "")[size % 4]
    base = end if size % 3 == 0 and reading != "ㄏㄢˋ" else begin + 1
    beside = [Span(begin, end, (Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE)[size % 3])]
    read = reading and text[begin:base].strip()
    return [*beside, Span(begin, base, Emphasis.RUBY, reading)] if read else beside


@st.composite
def head(draw: st.DrawFn, name: str) -> Part:
    """A head of some words, a headline perhaps broken by hand."""
    morsels = (*PLAIN, *PLAIN, *MARKS, *NESTED, *NUMBERS, *LATIN[:4], *SPACES)
    text = draw(phrases(1, 3 if name in ("standing_head", "byline") else 6, morsels))
    made = part(name, text)
    cut = draw(st.integers(0, 2 * len(text)))
    if name != "headline" or not 0 < cut < len(text) or text[cut].isspace():
        return made
    return Part(name, made.text, made.paragraphs, made.spans, made.source, (cut,))


def _asset(size: tuple[int, int]) -> Asset:
    return Asset("pictures/river.jpg", f"{size[0]:08x}{size[1]:08x}" * 4, *size, b"")


ASSET = _asset((300, 200))
CROPS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(61, 100), st.integers(61, 100))
FRAMINGS = st.builds(
    lambda crop, whole: Framing((crop[0] / 100, crop[1] / 100, crop[2] / 100, crop[3] / 100), (0.6, 0.6), whole),
    CROPS,
    st.booleans(),
) | st.just(Framing())
ASSETS = st.tuples(st.integers(1, 4000), st.integers(1, 4000)).map(_asset)
CHARTS = st.tuples(
    st.sampled_from(("bar", "column", "line", "pie", "ring")),
    st.lists(
        st.tuples(phrases(1, 2, PLAIN), st.floats(-10, 1000), st.sampled_from(("12.5", "161.52億元", "7"))), max_size=5
    ),
).map(lambda drawn: Chart(drawn[0], "收成", "萬噸", tuple(Bar(*row) for row in drawn[1]), HERE))


def adverts(name: str) -> st.SearchStrategy[Picture]:
    """An advert, whose art may say what it is."""
    return st.builds(
        lambda asset, labelled: Picture(name, HERE, "", asset=asset, advert=Advert("", labelled)), ASSETS, st.booleans()
    )


@st.composite
def pictures(draw: st.DrawFn, name: str) -> Picture:
    """A picture, a chart, or a file that is not there; with or without cutline and credit."""
    kind = draw(st.sampled_from(("asset", "missing", "chart")))
    captions = {
        say: draw(st.none() | phrases(1, 5).map(lambda text, say=say: part(f"{name}:{say}", text)))  # type: ignore[misc]
        for say in ("cutline", "credit")
    }
    return Picture(
        name,
        HERE,
        "",
        cutline=captions["cutline"],
        credit=captions["credit"],
        framing=draw(FRAMINGS),
        asset=draw(ASSETS) if kind == "asset" else None,
        chart=draw(CHARTS) if kind == "chart" else None,
        columns=draw(st.integers(1, 3)),
    )


@st.composite
def stories(draw: st.DrawFn, slug: str, *, length: int, subheads: bool = True) -> Story:
    """A story of about ``length`` characters, with any combination of heads and perhaps a picture of its own."""
    names = [name for name in HEAD_PARTS if draw(st.booleans())]
    heads = [draw(head(name)) for name in names]
    inside = tuple(draw(pictures(f"{slug}-{number}")) for number in range(draw(st.sampled_from((0, 0, 0, 0, 0, 1, 2)))))
    return Story(slug, HERE, (*heads, draw(bodies(length=length, subheads=subheads))), inside)
