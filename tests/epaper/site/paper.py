"""A paper to make a site of: every kind of block and mark, a story that jumps, notices, vertical text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, Final

from PIL import Image

from compositor.epaper.addresses import (
    article_view,
    issue_book,
    issue_pdf,
    page_pdf,
    page_picture,
    page_thumbnail,
    plain,
    social_picture,
)
from compositor.epaper.feeds import root_feeds, story_files
from compositor.epaper.levels import first_size, small_size
from compositor.epaper.publication import (
    Align,
    Article,
    Block,
    Figure,
    Grid,
    Head,
    HotZone,
    Kind,
    Mark,
    Marked,
    Notice,
    NoticeKind,
    Publication,
    PublishedPage,
    Words,
)
from compositor.epaper.search import Change, fixed_files, indexed, words_files
from compositor.epaper.shelf import Shelf, shelved
from compositor.epaper.site import asset_files, issue_files, root_files
from compositor.epaper.sitefile import SiteFile

HOSTILE: Final = (
    "</title></script><script>window.ran=1</script><img src=x onerror=window.ran=1>\" onload='window.ran=1' "
    "javascript:window.ran=1 &lt;b&gt; &#60; \u202eabc\u2066 \x00\x1b<!--<svg/onload=window.ran=1>"
)
"""What a stranger may have put into copy."""

_KEPT: Final = set("date timezone language region script binding address file at name value number".split())
"""Fields that are the program's own, or stand for what the program checks when it reads the paper."""
_BLANK: Final = {"jump", "back", "zone"}
"""Fields that mean something else where they are blank."""

LEFT: Final = ((500, 1000), (6000, 1000), (6000, 5000), (3000, 5000), (3000, 8000), (500, 8000))
RIGHT: Final = ((6200, 1000), (9500, 1000), (9500, 8000), (6200, 8000))
ANGLE: Final = ((3200, 5200), (5900, 5200), (5900, 7900), (3200, 7900))
FOOT: Final = ((500, 8200), (9500, 8200), (9500, 9600), (500, 9600))


def marked(text: str) -> Words:
    """Return words with a span of every kind: [kind:words] with a value after |."""
    found: list[Marked] = []
    out = ""
    for name, inside, value, rest in re.findall(r"(?:\[([a-z-]+):([^]|]*)(?:\|([^]]*))?\])?([^[]*)", text):
        if name:
            found.append(Marked(len(out), len(out) + len(inside), Mark(name), value))
        out += inside + rest
    return Words(out, tuple(found))


def lead(slug: str = "bridge") -> Article:
    """Return a story over two pages with everything that a body may have."""
    heads = (
        Head("kicker", Words("換下三十一塊石頭，留住一條老路")),
        Head("headline", Words("河灣橋今天通車車隊走了十年的路"), ("河灣橋今天通車", "車隊走了十年的路")),
        Head("deck", Words("——第一輛是公共汽車")),
        Head("byline", Words("本報記者 林禾")),
    )
    table = Grid(
        (
            (Words(""), Words("2023年"), Words("2024年")),
            (Words("車次"), Words("1,204"), marked("1,310[note-mark:②|2]")),
            (Words("人次"), Words("36,000"), Words("")),
        ),
        (Align.LEFT, Align.RIGHT, Align.RIGHT),
        Words("河灣橋車流"),
    )
    opening = (
        "[dateline:本報訊]　[name:河灣]橋[ruby:灣|wān]今天[strong:通車]，"
        "《[title:河灣志]》說它[dots:十年]未修[note-mark:①|1]。"
    )
    blocks = (
        Block(Kind.PARAGRAPH, marked(opening + "又一處[note-mark:①|1]，一處沒有注的[note-mark:⑨|9]。")),
        Block(
            Kind.FIGURE,
            figure=Figure("plant", "pictures/plant.jpg", 120, 80, "橋上的人", Words("通車。"), Words("林禾攝")),
        ),
        Block(Kind.SUBHEAD, Words("十年")),
        Block(Kind.PARAGRAPH, marked("[label:問：][kai:橋是誰的？]" + "河水從橋下過去，車從橋上過去。" * 12)),
        Block(Kind.QUOTE, Words("橋修好了，路就近了。")),
        Block(Kind.TABLE, grid=table),
        Block(Kind.TABLE, grid=table),
        Block(Kind.TABLE, grid=replace(table, caption=None)),
        Block(Kind.NOTE, marked("[note-number:①|1]見本報2014年5月20日第1版。")),
        Block(Kind.NOTE, marked("[note-number:②|2]不含夜間。")),
    )
    zones = (HotZone("01", LEFT, "lead", jump="02"), HotZone("02", RIGHT, "lead-on", back="01"))
    return Article(slug, "河灣橋今天通車 車隊走了十年的路", "01", "要聞", heads, blocks, zones)


def articles() -> tuple[Article, ...]:
    """Return the articles of an issue."""
    body = (Block(Kind.PARAGRAPH, Words("湖邊住久了，看天先看水。水面起細皺，是東風12級，3日起長紋，是A型。" * 6)),)
    standing = Article("lake", "湖居小札", "04", "副刊", (Head("headline", Words("湖居小札")),), body, vertical=True)
    return (
        lead(),
        Article(
            "fee",
            "停車費更正",
            "01",
            "要聞",
            (Head("standing_head", Words("便民信箱")), Head("headline", Words("停車費更正"))),
            body,
            (HotZone("01", RIGHT, "fee"), HotZone("01", FOOT, "fee")),
            notice=Notice(NoticeKind.CORRECTED, "2024-05-21T09:00:00+08:00", "五元應為六元。\n特此更正。"),
        ),
        Article("headless", "沒有題目的一段話", "02", "綜合", (), body, (HotZone("02", LEFT, "brief"),)),
        replace(standing, zones=(HotZone("04", LEFT, "lake"),)),
        Article("gone", "", "02", "", notice=Notice(NoticeKind.WITHDRAWN, "2024-05-22T09:00:00+08:00", "本稿已撤。")),
    )


def publication(slug: str = "2024-05-20", **changes: Any) -> Publication:
    """Return an issue of four pages; ``changes`` are other fields of it."""
    picture = Figure("market", "pictures/market.jpg", 60, 90, "早市", Words("早市開了。"))
    advert = Figure("bank", "pictures/bank.jpg", 90, 30, "河灣銀行", advert=True)
    chart = Figure(
        "cars", "", 0, 0, "車流逐年增加", grid=Grid(((Words("年"), Words("萬輛")), (Words("2023"), Words("3.6"))))
    )
    pages = (
        PublishedPage(
            "01", 1, "要聞", "01", 390_000, 545_000, ("bridge", "fee"), ((advert, HotZone("01", FOOT, "ad")),)
        ),
        PublishedPage(
            "02",
            2,
            "綜合",
            "02",
            390_000,
            545_000,
            ("headless", "bridge", "gone"),
            ((picture, HotZone("02", FOOT, "p")), (chart, HotZone("02", ANGLE, "c"))),
        ),
        PublishedPage("03", 3, "", "03", 390_000, 545_000, ()),
        PublishedPage("04", 4, "副刊", "04", 390_000, 545_000, ("lake",)),
    )
    whole = Publication(
        slug, "hewan", "河灣日報", slug[:10], "+08:00", 12, "zh-Hant-CN", "CN", "Hant", pages, articles(),
        imprint=(("主辦", "河灣日報社（樣張）"), ("印刷", "河灣印刷廠")), edition="晨刊",
    )  # fmt: skip
    return replace(whole, **changes)


def hostile(held: Any, at: str = "") -> Any:
    """Return a publication with hostile copy before the words of every field that copy or a paper's file fills."""
    if is_dataclass(held) and not isinstance(held, type):
        changed = {field.name: hostile(getattr(held, field.name), field.name) for field in fields(held)}
        if isinstance(held, Publication):
            changed["name"] = HOSTILE + held.name
        if isinstance(held, PublishedPage):
            changed["name"] = plain(changed["label"])
        if isinstance(held, Marked):
            changed["value"] = HOSTILE + held.value if held.mark is Mark.RUBY else held.value
        return replace(held, **changed)
    if isinstance(held, tuple):
        return tuple(hostile(one, at) for one in held)
    if type(held) is str and at not in _KEPT and (held or at not in _BLANK):
        return HOSTILE + held
    return held


def files(*publications: Publication) -> Iterator[SiteFile]:
    """Yield a whole site of these issues, of which the last is the newest, with plain pictures and no real PDFs."""
    shelf = Shelf.of(publications[-1], tuple(shelved(one) for one in publications[:-1]))
    yield from root_files(shelf)
    yield from asset_files()
    yield from root_feeds(shelf, publications[-1:])
    yield from fixed_files()
    yield from indexed(lambda _: None, [Change(one.folder, one.date, one) for one in publications]).files
    for one in publications:
        yield from issue_files(one, shelf)
        yield from story_files(one)
        yield from words_files(one, partial(article_view, one.folder))
        yield from _made_elsewhere(one)


def _made_elsewhere(made: Publication) -> Iterator[SiteFile]:
    folder = made.folder
    yield SiteFile(issue_pdf(folder), b"%PDF")
    yield SiteFile(issue_book(folder), b"PK")
    for page in made.pages:
        yield SiteFile(page_pdf(folder, page.name), b"%PDF")
        yield SiteFile(page_picture(folder, page.name), _picture(first_size(page)))
        yield SiteFile(page_thumbnail(folder, page.name), _picture(small_size(page)))
    for name in ("plant", "market", "bank"):
        yield SiteFile(f"{folder}/pictures/{name}.jpg", _picture((60, 40), "JPEG"))
    for article in made.articles:
        yield SiteFile(social_picture(folder, article.slug), b"")


def _picture(size: tuple[int, int], kind: str = "WEBP") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (236, 233, 226)).save(out, kind)
    return out.getvalue()
