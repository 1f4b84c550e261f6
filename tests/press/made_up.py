"""Two pages made up by hand: a story that jumps."""

from __future__ import annotations

from datetime import date

from compositor.errors import Place
from compositor.model.copy import Issue, Paragraph, Part, SourceMap, Story
from compositor.model.design import Area, Design, Grid, Paper
from compositor.model.page import Link, Page, PlacedBox, SetLine
from compositor.model.wording import Wording
from compositor.units import mm, pt
from tests.faces.type_library import CN, vendored
from tests.pdf.setting_desk import line

HERE = Place("issue.yaml", 1, 1)
GRID = Grid(5, pt("123.5"), pt(17), pt("9.5"), pt(14), 70, mm(14), mm(18))
PAPER = Paper(
    slug="jintan-times",
    name="金壇時報",
    setting=CN,
    timezone="+08:00",
    width=mm(270),
    height=mm(390),
    bleed=0,
    grid=GRID,
    wording=Wording(),
    entries=(),
    imprint=(),
    colours={},
    required={},
    press_standard="x4",
    ink_limit=220,
    place=HERE,
)
DESIGN = Design(PAPER, {})


def _part(name: str, text: str) -> Part:
    return Part(name, text, (Paragraph(0, len(text)),), (), SourceMap("sprint.md", (), (), (0,)))


ISSUE = Issue(
    slug="2019-11-15",
    file="issue.yaml",
    paper="jintan-times",
    date=date(2019, 11, 15),
    number=3021,
    note="",
    entries=(),
    pages=(),
    stories=(
        Story("sprint", HERE, (_part("headline", "咬定目標\n不放鬆"), _part("body", "頭條"))),
        Story("brief", HERE, (_part("body", "簡訊"),)),
    ),
)


def _page(label: str, section: str, text: str, boxes: tuple[PlacedBox, ...], link: Link) -> Page:
    setting = line(vendored().chain("song"), text)
    ink = (SetLine(setting, mm(20), mm(40), "lead", "sprint", "body"),)
    number = int(label[-1])
    return Page(label, number, section, PAPER.width, PAPER.height, 0, ink, boxes, (link,))


LEAD = Area(mm(14), mm(18), mm(100), mm(200))
REST = Area(mm(14), mm(90), mm(100), mm(100))
FOOT = Area(mm(80), mm(210), mm(34), mm(5))
PAGES = (
    _page(
        "01",
        "要聞",
        "頭條（下轉第二版）",
        (PlacedBox("masthead", "furniture", LEAD), PlacedBox("lead", "text", LEAD, "sprint")),
        Link(FOOT, "lead", "A/2", "rest", "下轉第二版"),
    ),
    _page(
        "A/2",
        "綜合",
        "（上接第一版）其餘",
        (PlacedBox("rest", "text", REST, "sprint"), PlacedBox("brief", "text", FOOT, "brief")),
        Link(FOOT, "rest", "01", "lead", "上接第一版"),
    ),
)
