"""A desk for make-up: one page in square type, ten points on fifteen, so that every position is a whole number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from compositor import makeup, plan
from compositor.errors import Place
from compositor.makeup import MadeUp
from compositor.model.assets import Asset
from compositor.model.copy import (
    BoxCopy,
    Issue,
    JumpTarget,
    PageCopy,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    SourceMap,
    Story,
)
from compositor.model.design import Align, BoxStyle, Design, Grid, Paper, Style, Template, TextBox
from compositor.model.page import SetLine
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.model.wording import Wording
from compositor.units import pt
from tests.testface import type_case

HERE = Place("drawn.yaml", 1, 1)
EM, LINE = pt(10), pt(15)
ASCENT = EM * 880 // 1000
"""From the top of an em box of ten points to its baseline."""
GRID = Grid(columns=4, measure=10 * EM, gutter=EM, size=EM, leading=LINE, rows=40, left=pt(50), top=pt(60))
CASE = type_case(Region.CN)
HAN = "沿河步道亮燈居民早晨散步水質監測站正在調試"


def style(name: str, size: int = EM, leading: int = LINE, **more: Any) -> Style:
    """A style, ragged left unless it is said otherwise."""
    settings: dict[str, Any] = {"min_size": size, "align": Align.LEFT} | more
    return Style(name, "song", "regular", size, leading, **settings)


STYLES = {
    name: style(name)
    for name in "byline dateline strong kai label cutline credit jump_line continued_line standing_head deck".split()
} | {
    "body": style("body", align=Align.JUSTIFY),
    "subhead": style("subhead"),
    "kicker": style("kicker"),
    "headline": style("headline", pt(20), pt(30)),
    "jump_head": style("jump_head", pt(20), pt(30)),
    "chart": style("chart"),
}
LOOK = BoxStyle("default", STYLES)


def look(**more: Any) -> BoxStyle:
    """The box style with other styles for some parts, or other settings of its own."""
    settings = {key: more.pop(key) for key in ("label_rule", "label_tint", "byline_at") if key in more}
    return replace(LOOK, styles=STYLES | more, **settings)


def han(count: int) -> str:
    """So many Han characters."""
    return (HAN * (count // len(HAN) + 1))[:count]


def part(name: str, *paragraphs: str, subheads: Iterable[int] = (), breaks: tuple[int, ...] = ()) -> Part:
    """A part of paragraphs; those whose index is in ``subheads`` are subheads."""
    text, at, made = "\n".join(paragraphs), 0, []
    for index, words in enumerate(paragraphs):
        kind = ParagraphKind.SUBHEAD if index in subheads else ParagraphKind.TEXT
        made.append(Paragraph(at, at + len(words), kind))
        at += len(words) + 1
    return Part(name, text, tuple(made), (), SourceMap("walk.md", (), (), (0,)), breaks)


def story(*parts: Part, pictures: tuple[Picture, ...] = ()) -> Story:
    """The story walk."""
    return Story("walk", HERE, parts, pictures)


def box(name: str = "lead", columns: tuple[int, int] = (1, 1), rows: tuple[int, int] = (1, 10), **more: Any) -> TextBox:
    """A text box on the grid's own columns unless ``flow`` is given."""
    flow = more.pop("flow", columns[1] - columns[0] + 1)
    return TextBox(name, columns, rows, flow, more.pop("style", LOOK), HERE, **more)


PAPER = Paper(
    slug="river",
    name="沿河日報",
    setting=Setting(Region.CN, Script.HANT, HanForms.CN),
    timezone="+08:00",
    width=pt(600),
    height=pt(800),
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


def made(one: Story, *boxes: TextBox, grid: Grid = GRID) -> MadeUp:
    """Make up a story that runs through boxes, each on a page of its own."""
    return composed(*issue_of(one, *boxes, grid=grid))


def issue_of(one: Story, *boxes: TextBox, grid: Grid = GRID) -> tuple[Issue, Design]:
    """An issue of one story that runs through boxes, each on a page of its own, and its design."""
    labels = [f"{number:02d}" for number in range(1, len(boxes) + 1)]
    templates = {label: Template(label, (text,), (), HERE) for label, text in zip(labels, boxes, strict=True)}
    pages = []
    for number, (label, text) in enumerate(zip(labels, boxes, strict=True), 1):
        onward = JumpTarget(labels[number], boxes[number].name, HERE) if number < len(boxes) else None
        first = number == 1
        copy = BoxCopy(text.name, HERE, one.slug if first else "", "" if first else one.slug, onward)
        pages.append(PageCopy(number, label, "", label, (), (copy,), HERE))
    issue = Issue("river", "issue.yaml", "river", date(2019, 11, 15), 0, "", (), tuple(pages), (one,))
    return issue, Design(replace(PAPER, grid=grid), templates)


def composed(issue: Issue, design: Design) -> MadeUp:
    """Plan and make up in as many rounds as it takes."""
    dummy = plan.plan(issue, design)
    result = makeup.make_up(issue, design, dummy, CASE)
    while (better := plan.propose(dummy, result.fit)) is not None:
        dummy, result = better, makeup.make_up(issue, design, better, CASE)
    return result


def lines(result: MadeUp, name: str, page: int = 0) -> list[SetLine]:
    """The set lines of a part on a page, in painting order."""
    return [ink for ink in result.pages[page].ink if isinstance(ink, SetLine) and ink.part == name]


def texts(result: MadeUp, name: str, page: int = 0) -> list[str]:
    """What the lines of a part on a page read."""
    return [ink.line.text for ink in lines(result, name, page)]


def places(result: MadeUp, name: str, page: int = 0) -> list[tuple[int, int]]:
    """Column and row, from 0 within the box, of the lines of a part on a page."""
    return [(ink.column, ink.row) for ink in lines(result, name, page)]


ASSET = Asset("pictures/river.jpg", "ab" * 32, 300, 200, b"")
