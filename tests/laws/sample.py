"""One issue made by hand, sound in all laws, to be spoiled: two pages, a jump, subheads, captions, a byline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from compositor.model.copy import BoxCopy, Issue, JumpTarget, PageCopy, Picture, Story
from compositor.model.design import Align, BoxStyle, Design, Grid, Style, Template, TextBox
from compositor.model.page import Ink, SetLine
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws.composing import Proofs, composed
from tests.laws.strategies import Drawn, paper, style
from tests.laws.words import ASSET, HERE, part

GRID = Grid(columns=3, measure=12 * pt(9), gutter=pt(9), size=pt(9), leading=pt(13), rows=30, left=pt(40), top=pt(42))

SENTENCES = (
    "今年以來，沿河各村的步道陸續修好，居民早晨可以沿着堤壩散步。",
    "負責人介紹，全長12.5公里的步道共設座椅86處、路燈214盞，“春天以前全部亮燈”。",
    "水質監測站目前正在調試，數據每小時公布一次……技術人員逐一檢查設備。",
)
BODY = (SENTENCES[0] * 3, "路燈亮了", SENTENCES[1] * 4, SENTENCES[2] * 3, "水清了", SENTENCES[0] * 2, SENTENCES[1] * 3)


def box_style(**more: Style) -> BoxStyle:
    """A box style whose parts are all in whole points."""
    body = style("body", pt(9), pt(13), align=Align.JUSTIFY, indent=pt(18))
    kai = style("kai", pt(9), pt(13), role="kai")
    caption = style("cutline", pt("7.5"), pt(11), role="hei")
    styles = {
        "body": body,
        "subhead": style("subhead", pt(10), pt(13), role="hei", weight="black", space_before=pt(9), space_after=pt(3)),
        "standing_head": style("label", pt(11), pt(19), role="hei", weight="black", space_after=pt(7)),
        "kicker": style("kicker", pt(13), pt(18), role="kai"),
        "headline": style("headline", pt(26), pt(30), weight="black", min_size=pt(14), space_after=pt(5)),
        "deck": style("deck", pt(12), pt(16), role="kai"),
        "jump_head": style("jump_head", pt(16), pt(20), weight="black"),
        "cutline": caption,
        "credit": replace(caption, align=Align.RIGHT),
        "chart": style("chart", pt(8), pt(12), role="hei"),
        "strong": style("strong", pt(9), pt(13), role="hei"),
    }
    named = ("byline", "jump_line", "continued_line", "kai", "dateline", "label")
    return BoxStyle("default", styles | dict.fromkeys(named, kai) | more)


LOOK = box_style()
LEAD = TextBox("lead", (1, 3), (1, 18), 3, LOOK, HERE)
REST = TextBox("rest", (1, 2), (1, 24), 2, LOOK, HERE)
BRIEF = TextBox("brief", (1, 3), (20, 30), 3, LOOK, HERE, balance=True)
PHOTO = Picture(
    "walk",
    HERE,
    "",
    part("walk:cutline", "新修的步道"),
    part("walk:credit", "本報攝"),
    ASSET,
)
STORIES = (
    Story(
        "walk",
        HERE,
        (part("headline", "沿河步道亮燈"), part("byline", "本報記者"), part("body", *BODY, subheads=(1, 4))),
        (PHOTO,),
    ),
    Story("water", HERE, (part("headline", "水質每小時公布"), part("body", SENTENCES[2] * 4))),
)


def sample(look: BoxStyle = LOOK) -> Drawn:
    """The issue, with the box style given."""
    front = Template("front", (replace(LEAD, style=look), replace(BRIEF, style=look)), (), HERE)
    inside = Template("inside", (replace(REST, style=look),), (), HERE)
    lead = BoxCopy("lead", HERE, story="walk", jump=JumpTarget("02", "rest", HERE))
    brief, rest = BoxCopy("brief", HERE, story="water"), BoxCopy("rest", HERE, continues="walk")
    pages = (
        PageCopy(1, "01", "", "front", (), (lead, brief), HERE),
        PageCopy(2, "02", "", "inside", (), (rest,), HERE),
    )
    issue = Issue("sample", "issue.yaml", "drawn", date(2019, 11, 15), 3021, "", (), pages, STORIES)
    return Drawn(issue, Design(paper(GRID, Wording()), {"front": front, "inside": inside}))


@cache
def sound() -> Proofs:
    """The sample as composed."""
    return composed(sample())


def spoiled(change: Callable[[SetLine], Ink | None], proofs: Proofs | None = None) -> Proofs:
    """The sample with every set line changed, or taken out for None; what proof found stays as it was."""
    proofs = proofs or sound()
    pages = tuple(
        replace(
            page,
            ink=tuple(new for ink in page.ink if (new := change(ink) if isinstance(ink, SetLine) else ink) is not None),
        )
        for page in proofs.made.pages
    )
    return replace(proofs, made=replace(proofs.made, pages=pages))
