"""Issues to make feeds and books of: a day's pages with all that copy can hold, two more, and copy that means harm."""

from dataclasses import replace

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
from compositor.epaper.shelf import Shelf, shelved

ADDRESS = "https://epaper.hewan.example/read/"
PLANT = Figure("plant", "pictures/plant-3f2a9c.jpg", 12, 8, "橋上的人", Words("通車那天。"), Words("林禾攝"))
CHART = Figure("traffic", "", 0, 0, "車次逐年上升", Words("歷年車次"), None, Grid(((Words("年"),), (Words("2023"),))))


def zone(page: str, box: str = "lead", jump: str = "", back: str = "") -> HotZone:
    return HotZone(page, ((0, 0), (5000, 0), (5000, 2500), (0, 2500)), box, jump, back)


def bridge() -> Article:
    heads = (
        Head("kicker", Words("歷時十年")),
        Head("headline", Words("河灣橋通車", (Marked(0, 2, Mark.RUBY, "hé wān"),))),
        Head("deck", Words("首日車流四萬輛")),
        Head("byline", Words("本報記者 林禾")),
    )
    table = Grid(
        ((Words("年"), Words("車次")), (Words("2023"), Words("8"), Words("多一格")), (Words("2024"), Words(""))),
        (Align.LEFT, Align.RIGHT),
        Words("車次"),
    )
    text = "【本報訊】河灣橋5月20日通車，走了十年①。《河灣志》載：此處舊有渡口，名曰白沙。"
    marks = (
        Marked(0, 5, Mark.DATELINE),
        Marked(5, 8, Mark.NAME),
        Marked(5, 6, Mark.RUBY, "hé"),
        Marked(20, 21, Mark.NOTE_MARK, "1"),
        Marked(23, 26, Mark.TITLE),
        Marked(38, 40, Mark.STRONG),
        Marked(38, 39, Mark.DOTS),
    )
    blocks = (
        Block(Kind.PARAGRAPH, Words(text, marks)),
        Block(Kind.SUBHEAD, Words("首日四萬輛")),
        Block(Kind.TABLE, grid=table),
        Block(Kind.FIGURE, figure=PLANT),
        Block(Kind.QUOTE, Words("橋是路的一口氣。")),
        Block(Kind.FIGURE, figure=CHART),
        Block(Kind.PARAGRAPH, Words("通車後，兩岸往來只要12分鐘①。", (Marked(14, 15, Mark.NOTE_MARK, "1"),))),
        Block(Kind.NOTE, Words("①據交通局統計。", (Marked(0, 1, Mark.NOTE_NUMBER, "1"),))),
    )
    zones = (zone("01", jump="02"), zone("02", "rest", back="01"))
    return Article("bridge", "河灣橋通車", "01", "要聞", heads, blocks, zones)


def issue(date: str = "2024-05-20", **changed: object) -> Publication:
    """Return an issue of two pages: an article that jumps, one corrected, one withdrawn, one set vertically."""
    poem = Article(
        "渡口",
        "渡口",
        "02",
        "副刊",
        (Head("headline", Words("渡口")), Head("byline", Words("沈白"))),
        (Block(Kind.PARAGRAPH, Words("船在12月停了，河在7點醒來。", (Marked(0, 1, Mark.RUBY, "chuán"),))),),
        (zone("02", "poem"),),
        vertical=True,
    )
    fixed = Article(
        "tax",
        "稅率下調",
        "01",
        "要聞",
        (Head("headline", Words("稅率下調")),),
        (Block(Kind.PARAGRAPH, Words("稅率下調至3%。")),),
        (zone("01", "tax"),),
        notice=Notice(NoticeKind.CORRECTED, f"{date}T18:30:00+08:00", "前稿誤作2%。"),
    )
    gone = Article("gone", "", "02", "", notice=Notice(NoticeKind.WITHDRAWN, f"{date}T12:00:00+08:00", "本稿已撤。"))
    advert = Figure("ad", "pictures/ad-1.jpg", 10, 10, "廣告", advert=True)
    view = Figure("view", "pictures/view-2.png", 9, 6, "河面", Words("黃昏的河。"), Words("沈白攝"))
    pages = (
        PublishedPage("01", 1, "要聞", "01", 390_000, 550_000, ("bridge", "tax"), ((view, zone("01", "view")),)),
        PublishedPage("02", 2, "副刊", "02", 390_000, 550_000, ("bridge", "渡口", "gone"), ((advert, zone("02")),)),
    )
    made = Publication(
        date,
        "hewan",
        "河灣日報",
        date,
        "+08:00",
        12,
        "zh-Hant-HK",
        "HK",
        "Hant",
        pages,
        (bridge(), fixed, poem, gone),
        address=ADDRESS,
        publisher="河灣報社",
        editor="周行",
        imprint=(("出版", "河灣報社"), ("總編輯", "周行")),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def shelf(*issues: Publication) -> Shelf:
    newest, *others = sorted(issues, key=lambda one: one.date, reverse=True)
    return Shelf.of(newest, tuple(shelved(one) for one in others))


HARM = "<script>alert(1)</script>&lt;b&gt;\"'`]]><!--\u202e右\u2066左\x00\x0b\x1b\ufffe\ud800&#0;javascript:alert(1)"


def hostile() -> Publication:
    """Return an issue whose every word of copy means harm."""
    said = Words(HARM, (Marked(0, 4, Mark.RUBY, HARM), Marked(2, 9, Mark.NOTE_MARK, HARM), Marked(9, 99, Mark.NAME)))
    figure = Figure(HARM, "pictures/a\"'<b>.jpg", 4, 3, HARM, said, said, Grid(((said, said), (said,)), (), said))
    kinds = [kind for kind in Kind if kind not in (Kind.TABLE, Kind.FIGURE)]
    shown = (Block(Kind.TABLE, grid=figure.grid), Block(Kind.FIGURE, figure=figure))
    blocks = (*(Block(kind, said) for kind in kinds), *shown)
    heads = tuple(Head(name, said, (HARM, HARM)) for name in ("kicker", "headline", "deck", "byline", HARM))
    one = Article(HARM, HARM, HARM, HARM, heads, blocks, (zone(HARM),))
    fixed = replace(one, slug="fixed", notice=Notice(NoticeKind.CORRECTED, "2024-05-21T08:00:00+08:00", HARM))
    gone = Article("gone", HARM, HARM, HARM, notice=Notice(NoticeKind.WITHDRAWN, "2024-05-21T08:00:00+08:00", HARM))
    page = PublishedPage(HARM, 1, HARM, "x1", 1, 1, (HARM, "fixed", "gone"), ((figure, zone(HARM)),))
    return issue(
        name=HARM,
        paper=HARM,
        edition=HARM,
        publisher=HARM,
        editor=HARM,
        imprint=((HARM, HARM),),
        pages=(page,),
        articles=(one, fixed, gone),
    )
