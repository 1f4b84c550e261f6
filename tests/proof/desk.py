"""A small issue of two pages made by hand, sound in all points, and the means to spoil it.

Type is ten points on fifteen; every character is an em wide and its glyph is its code point, so that places are
whole numbers and nothing of the other stages is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from compositor.errors import Finding, Place
from compositor.model.assets import Asset
from compositor.model.copy import (
    BoxCopy,
    Issue,
    JumpTarget,
    Normalisation,
    PageCopy,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    Piece,
    SourceMap,
    Story,
    Stretch,
)
from compositor.model.design import (
    Align,
    Area,
    BoxStyle,
    Design,
    FurnitureBox,
    FurnitureItem,
    Grid,
    ItemKind,
    Paper,
    PictureBox,
    Style,
    Template,
    TextBox,
)
from compositor.model.dummy import BoxFit, Dummy, DummyPage, Fit, PlacedPicture, StoryFit, Thread, ThreadBox
from compositor.model.lines import Line, Run
from compositor.model.page import Image, Ink, JumpMark, Page, PlacedBox, SetLine
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.model.wording import Wording
from compositor.proof import read
from compositor.units import pt

SIZE, LEADING = pt(10), pt(15)
GRID = Grid(columns=2, measure=pt(100), gutter=pt(20), size=SIZE, leading=LEADING, rows=20, left=pt(40), top=pt(40))
ISSUE_YAML = "issues/2019-11-15/issue.yaml"


def style(name: str, size: float = 10, leading: float = 15, align: Align = Align.JUSTIFY) -> Style:
    return Style(name, "song", "regular", pt(size), pt(leading), pt(size), align=align)


STYLES = {
    name: style(name)
    for name in ("body", "byline", "cutline", "credit", "jump_line", "continued_line", "jump_head", "kicker")
}
STYLES |= {"headline": style("headline", 24, 30, Align.LEFT), "subhead": style("subhead", 12, 15, Align.LEFT)}
STORY_STYLE = BoxStyle("news", STYLES)
BRIEF_STYLE = BoxStyle("brief", STYLES | {"headline": style("headline", 14, 15, Align.LEFT)})


def part(name: str, text: str, file: str, line: int = 1) -> Part:
    """A part whose source is its own text, from the given line of a file on; a subhead begins with §."""
    paragraphs, at = [], 0
    for paragraph in text.split("\n"):
        kind = ParagraphKind.SUBHEAD if paragraph.startswith("§") else ParagraphKind.TEXT
        paragraphs.append(Paragraph(at, at + len(paragraph), kind))
        at += len(paragraph) + 1
    before = 100 * (line - 1)
    pieces = tuple(
        Piece(at, at + 1, before + at, before + at + 1, Normalisation.PARAGRAPH)
        for at, char in enumerate(text)
        if char == "\n"
    )
    source = SourceMap(file, (Stretch(0, before, len(text)),), pieces, tuple(100 * n for n in range(40)))
    return Part(name, text, tuple(paragraphs), (), source)


def set_words(text: str, start: int, end: int, **more: Any) -> Line:
    """One line of text[start:end]."""
    size = more.pop("size", SIZE)
    words = text[start:end]
    codes = tuple(map(ord, words))
    run = Run("song-regular", size, words, codes, (size,) * len(codes), start, end)
    width = size * len(codes)
    more.setdefault("measure", width)
    return Line(start, end, (run,), width=width, **more)


def words(text: str, size: int = SIZE) -> Line:
    """Generated words, which cover no copy."""
    line = set_words(text, 0, len(text), size=size)
    return replace(line, start=0, end=0, runs=tuple(replace(run, start=0, end=0) for run in line.runs))


def set_body(body: Part, start: int, end: int) -> list[Line]:
    """Lines of ten ems, the first of a paragraph indented by two."""
    lines = []
    for paragraph in body.paragraphs:
        at, stop = max(paragraph.start, start), min(paragraph.end, end)
        while at < stop:
            indent = 2 * SIZE if at == paragraph.start else 0
            room = (GRID.measure - indent) // SIZE
            last = min(stop, at + room)
            full = last - at == room and last < paragraph.end
            lines.append(set_words(body.text, at, last, measure=GRID.measure, indent=indent, justified=full))
            at = last
    return lines


BODY = "\n".join(
    (
        "初冬時節各處工地仍是一片繁忙景象工人們趕在寒潮到來之前完成屋面施工為年內交付打下基礎",
        "據統計今年前三季度全鎮完成投資同比增長一成二新開工項目十八個竣工項目十一個超出序時進度",
        "下一步將倒排工期掛圖作戰確保完成全年目標任務並為明年開局積蓄後勁各部門分工負責每周通報一次並抓緊落實到位",
    )
)
BRIEF = "訂閱工作自即日起開始各單位可到就近郵局統一辦理個人訂戶請撥打熱線"
STORIES = (
    Story(
        "sprint",
        Place("stories/sprint.md", 1, 1),
        (part("headline", "衝刺全年目標", "stories/sprint.md", 2), part("body", BODY, "stories/sprint.md", 8)),
    ),
    Story(
        "brief",
        Place("stories/brief.md", 1, 1),
        (
            part("headline", "黨報黨刊征訂", "stories/brief.md", 2),
            part("byline", "本報記者", "stories/brief.md", 3),
            part("body", BRIEF, "stories/brief.md", 6),
        ),
    ),
)
ASSET = Asset("pictures/plant.jpg", "ab" * 32, 600, 400, b"")
PHOTO = Picture(
    "pictures/plant.jpg",
    Place(ISSUE_YAML, 20, 9),
    "工地",
    cutline=part("photo:cutline", "工人在屋面上施工。", ISSUE_YAML, 21),
    credit=part("photo:credit", "本報攝", ISSUE_YAML, 22),
    asset=ASSET,
)


def _item(text: str, y: float, *, required: bool = False) -> FurnitureItem:
    area = Area(0, pt(y), pt(220), pt(15))
    return FurnitureItem(ItemKind.TEXT, area, Place("front.yaml", 5, 7), text=text, style=style("f"), required=required)


MASTHEAD = FurnitureBox(
    "masthead",
    (1, 2),
    (1, 3),
    (_item("金壇時報", 0, required=True), _item("{date}{weekday}", 15), _item("今日{pages}版第{number}期", 30)),
    Place("front.yaml", 4, 1),
)
FOLIO = FurnitureBox("folio", (1, 2), (1, 1), (_item("第{page}版", 0, required=True),), Place("inside.yaml", 3, 1))
LEAD = TextBox("lead", (1, 2), (4, 11), 2, STORY_STYLE, Place("front.yaml", 8, 3))
PHOTO_BOX = PictureBox("photo", (1, 1), (13, 20), STORY_STYLE, Place("front.yaml", 9, 3))
BRIEF_BOX = TextBox("brief-2", (2, 2), (13, 18), 1, BRIEF_STYLE, Place("front.yaml", 10, 3))
SPARE = TextBox("spare", (2, 2), (19, 20), 1, BRIEF_STYLE, Place("front.yaml", 11, 3), optional=True)
REST = TextBox("rest", (1, 2), (3, 6), 2, BRIEF_STYLE, Place("inside.yaml", 8, 3))

TEMPLATES = {
    "front": Template("front", (LEAD, PHOTO_BOX, BRIEF_BOX, SPARE), (MASTHEAD,), Place("front.yaml", 1, 1)),
    "inside": Template("inside", (REST,), (FOLIO,), Place("inside.yaml", 1, 1)),
}
PAPER = Paper(
    slug="jintan-times",
    name="金壇時報",
    setting=Setting(Region.CN, Script.HANT, HanForms.CN),
    timezone="+08:00",
    width=pt(300),
    height=pt(400),
    bleed=0,
    grid=GRID,
    wording=Wording(),
    entries=(),
    imprint=(),
    colours={},
    required={"front": ("masthead",), "inside": ("folio",)},
    press_standard="x4",
    ink_limit=220,
    place=Place("paper.yaml", 1, 1),
)
JUMP_HEAD = part("jump_head", "衝刺全年", "stories/sprint.md", 2)
TO_REST = JumpTarget("02", "rest", Place(ISSUE_YAML, 12, 30))
COPIES = (
    BoxCopy("lead", Place(ISSUE_YAML, 12, 9), story="sprint", jump=TO_REST),
    BoxCopy("photo", Place(ISSUE_YAML, 20, 9), picture=PHOTO),
    BoxCopy("brief-2", Place(ISSUE_YAML, 41, 9), story="brief"),
)
REST_COPY = BoxCopy("rest", Place(ISSUE_YAML, 50, 9), continues="sprint", jump_head=JUMP_HEAD)
PAGE_COPIES = (
    PageCopy(1, "01", "要聞", "front", (), COPIES, Place(ISSUE_YAML, 5, 5)),
    PageCopy(2, "02", "綜合", "inside", (), (REST_COPY,), Place(ISSUE_YAML, 45, 5)),
)

CUT = 95
"""Where the story sprint leaves page one: at the end of its eleventh line."""


def column_line(line: Line, box: TextBox, story: str, part_name: str, where: tuple[int, int]) -> SetLine:
    """A line in column and row (from 0) of a box."""
    column, row = where
    x = GRID.column_x(box.columns[0] + column)
    baseline = GRID.baseline(box.rows[0] + row)
    made = part_name in ("jump_line", "continued_line")
    if made:
        x += GRID.measure - line.width
    return SetLine(line, x, baseline, box.name, story, part_name, column, row, generated=made)


def head_line(line: Line, box: TextBox, story: str, part_name: str) -> SetLine:
    """A head over all columns of a box, in its first rows."""
    size = line.runs[0].size
    return SetLine(line, GRID.column_x(box.columns[0]), GRID.row_y(box.rows[0]) + size, box.name, story, part_name)


def flow(lines: Iterable[SetLine | Line], box: TextBox, first: int, rows: int) -> list[SetLine]:
    """Body lines in a box's columns, ``rows`` to a column from row ``first`` on."""
    return [
        column_line(line, box, "sprint", "body", (index // rows, first + index % rows))
        for index, line in enumerate(lines)
        if isinstance(line, Line)
    ]


def _furniture_line(text: str, box: FurnitureBox, index: int) -> SetLine:
    line, area = words(text), GRID.area(box.columns, box.rows)
    y = area.y + box.items[index].area.y + pt(12)
    return SetLine(line, area.x, y, box.name, "", f"item-{index}", generated=True)


def _placed(box: TextBox | PictureBox | FurnitureBox, kind: str, story: str = "") -> PlacedBox:
    return PlacedBox(box.name, kind, GRID.area(box.columns, box.rows), story)


@dataclass(frozen=True, slots=True)
class Desk:
    """The issue with its pages, to be read as it is or spoiled."""

    issue: Issue
    design: Design
    dummy: Dummy
    pages: tuple[Page, ...]
    fit: Fit
    jumps: tuple[JumpMark, ...]

    def read(self) -> tuple[Finding, ...]:
        return read(self.issue, self.design, self.dummy, self.pages, self.fit, self.jumps)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.read()]

    def lines(self) -> list[tuple[int, int, SetLine]]:
        """Every set line with the index of its page and of its ink."""
        return [
            (at, index, ink)
            for at, page in enumerate(self.pages)
            for index, ink in enumerate(page.ink)
            if isinstance(ink, SetLine)
        ]

    def spoil(self, change: Callable[[SetLine], Iterable[Ink]], **where: Any) -> Desk:
        """Replace every line whose attributes are as ``where`` says by what ``change`` gives for it."""
        pages = []
        for page in self.pages:
            ink: list[Ink] = []
            for piece in page.ink:
                hit = isinstance(piece, SetLine) and all(getattr(piece, key) == value for key, value in where.items())
                ink += change(piece) if isinstance(piece, SetLine) and hit else [piece]
            pages.append(replace(page, ink=tuple(ink)))
        return replace(self, pages=tuple(pages))

    def without(self, **where: Any) -> Desk:
        """Take every line away whose attributes are as ``where`` says."""
        return self.spoil(_nothing, **where)

    def with_story(self, slug: str, **changes: Any) -> Desk:
        stories = tuple(replace(s, **changes) if s.slug == slug else s for s in self.issue.stories)
        return replace(self, issue=replace(self.issue, stories=stories))

    def with_paper(self, **changes: Any) -> Desk:
        return replace(self, design=replace(self.design, paper=replace(self.design.paper, **changes)))

    def with_box(self, template: str, name: str, **changes: Any) -> Desk:
        old = self.design.templates[template]
        boxes = tuple(replace(box, **changes) if box.name == name else box for box in old.boxes)
        templates = dict(self.design.templates) | {template: replace(old, boxes=boxes)}
        return replace(self, design=replace(self.design, templates=templates))


def _nothing(line: SetLine) -> tuple[Ink, ...]:
    return ()


def desk() -> Desk:
    """Return the sound issue: a lead that jumps to page two, a picture, a brief with a byline, furniture."""
    issue = Issue("2019-11-15", ISSUE_YAML, "jintan-times", date(2019, 11, 15), 3021, "", (), PAGE_COPIES, STORIES)
    threads = (
        Thread("sprint", (ThreadBox("01", LEAD, COPIES[0]), ThreadBox("02", REST, REST_COPY, JUMP_HEAD))),
        Thread("brief", (ThreadBox("01", BRIEF_BOX, COPIES[2]),)),
    )
    dummy_pages = (
        DummyPage(PAGE_COPIES[0], TEMPLATES["front"], (PlacedPicture(PHOTO_BOX, COPIES[1]),), (MASTHEAD,)),
        DummyPage(PAGE_COPIES[1], TEMPLATES["inside"], (), (FOLIO,)),
    )
    ends = (len(BODY), len(BRIEF))
    fit = Fit(
        (
            StoryFit(
                "sprint", (_fit("01", "lead", 12, (0, CUT)), _fit("02", "rest", 4, (CUT, ends[0]))), ends[0], 0, 0
            ),
            StoryFit("brief", (_fit("01", "brief-2", 5, (0, ends[1]), "brief"),), ends[1], 0, 0),
        )
    )
    jump = JumpMark("sprint", "01", "lead", "02", "rest", "（下轉第二版）", "（上接第一版）")
    return Desk(issue, Design(PAPER, TEMPLATES), Dummy(dummy_pages, threads), (_front(), _inside()), fit, (jump,))


def _fit(page: str, box: str, rows: int, span: tuple[int, int], story: str = "sprint") -> BoxFit:
    text = BODY if story == "sprint" else BRIEF
    solid = len(text[slice(*span)].replace("\n", ""))
    return BoxFit(page, box, story, rows, rows, solid, *span)


def _front() -> Page:
    body, brief = STORIES[0].part("body"), STORIES[1].part("body")
    assert body is not None
    assert brief is not None
    head = set_words("衝刺全年目標", 0, 6, size=pt(24), measure=pt(220))
    lead = flow(set_body(body, 0, CUT), LEAD, 2, 6)
    lead.append(column_line(words("（下轉第二版）"), LEAD, "sprint", "jump_line", (1, 7)))
    ink: list[Ink] = [
        _furniture_line("金壇時報", MASTHEAD, 0),
        _furniture_line("2019年11月15日星期五", MASTHEAD, 1),
        _furniture_line("今日2版第一版總第3021期", MASTHEAD, 2),
        head_line(head, LEAD, "sprint", "headline"),
        *lead,
        Image(ASSET, Area(GRID.column_x(1), GRID.row_y(13), pt(100), pt(90)), "photo", "工地"),
        *_captions(),
        head_line(set_words("黨報黨刊征訂", 0, 6, size=pt(14), measure=pt(100)), BRIEF_BOX, "brief", "headline"),
    ]
    for row, line in enumerate(set_body(brief, 0, len(BRIEF)), 1):
        ink.append(column_line(line, BRIEF_BOX, "brief", "body", (0, row)))
    ink.append(column_line(set_words("本報記者", 0, 4, measure=pt(100)), BRIEF_BOX, "brief", "byline", (0, 5)))
    boxes = (
        _placed(MASTHEAD, "furniture"),
        _placed(LEAD, "text", "sprint"),
        _placed(PHOTO_BOX, "picture"),
        _placed(BRIEF_BOX, "text", "brief"),
        _placed(SPARE, "text"),
    )
    return Page("01", 1, "要聞", PAPER.width, PAPER.height, 0, tuple(ink), boxes)


def _captions() -> list[SetLine]:
    assert PHOTO.cutline is not None
    assert PHOTO.credit is not None
    x = GRID.column_x(1)
    cutline = set_words(PHOTO.cutline.text, 0, len(PHOTO.cutline.text), measure=pt(100))
    credit = set_words(PHOTO.credit.text, 0, len(PHOTO.credit.text), measure=pt(100))
    return [
        SetLine(cutline, x, GRID.baseline(19), "photo", "", "photo:cutline"),
        SetLine(credit, x + pt(100) - credit.width, GRID.baseline(20), "photo", "", "photo:credit"),
    ]


def _inside() -> Page:
    body = STORIES[0].part("body")
    assert body is not None
    head = set_words(JUMP_HEAD.text, 0, 4, size=pt(14), measure=pt(220))
    rest = set_body(body, CUT, len(BODY))
    places = [(0, 2), (0, 3), (1, 1), (1, 2), (1, 3)]
    ink: list[Ink] = [
        _furniture_line("第二版", FOLIO, 0),
        head_line(head, REST, "sprint", "jump_head"),
        column_line(words("（上接第一版）"), REST, "sprint", "continued_line", (0, 1)),
    ]
    ink += [column_line(line, REST, "sprint", "body", place) for line, place in zip(rest, places, strict=True)]
    boxes = (_placed(FOLIO, "furniture"), _placed(REST, "text", "sprint"))
    return Page("02", 2, "綜合", PAPER.width, PAPER.height, 0, tuple(ink), boxes)
