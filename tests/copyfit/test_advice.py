"""Advice: applied literally, each remedy does what it says; a cut is the least that works."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from compositor import makeup, plan, proof
from compositor.copyfit import Desk, advice
from compositor.model.adverts import AdvertBox
from compositor.model.copy import BoxCopy, Issue, JumpTarget, PageCopy, Part, Story, solid
from compositor.model.design import Design, HeadPlace, PictureBox, Rules, Template, TextBox
from compositor.model.fitting import (
    Add,
    Advice,
    Change,
    Cut,
    Draft,
    DropPicture,
    JumpTo,
    Loosen,
    PlaceAdvert,
    PlaceFiller,
    Recrop,
    Remedy,
    Resize,
    ShortenHead,
)
from compositor.model.ways import Way
from tests.copyfit.situations import Situation, part_of, shortened, situation
from tests.laws.composing import Proofs, case_of, composed
from tests.laws.strategies import Drawn
from tests.laws.words import HERE

SITUATIONS = 500
CHUNK = 25


@cache
def asked(seed: int) -> tuple[Situation, Advice | None]:
    """A situation and the advice for it."""
    found = situation(seed)
    desk = Desk(case_of(found.draft.design.paper.setting))
    return found, advice(found.draft, desk, found.story)


def made(draft: Draft) -> Proofs:
    """A draft composed from the beginning, as a run does."""
    return composed(Drawn(draft.issue, draft.design))


def amiss(draft: Draft) -> str:
    """What is wrong with the first story of a draft, made up from the beginning: over, under or nothing."""
    dummy = plan.plan(draft.issue, draft.design)
    whole = makeup.make_up(draft.issue, draft.design, dummy, case_of(draft.design.paper.setting))
    if whole.fit.story("first").overset_characters:
        return "over"
    rooms = proof.rooms(dummy, whole.pages, draft.design.paper.grid)
    boxes = [box for thread in dummy.threads if thread.story == "first" for box in thread.boxes]
    return "under" if any((room := rooms.get((box.page, box.box.name))) and room.underset for box in boxes) else ""


def edited(draft: Draft, remedy: Remedy, *, less: int = 0) -> Draft:
    """The draft as an editor leaves it who does what the remedy says; a cut so many characters ``less``."""
    for change in remedy.changes:
        draft = _edited(draft, change, less)
    return draft


def _edited(draft: Draft, change: Change, less: int) -> Draft:
    match change:
        case Resize(page, box, rows):
            return _template(draft, page, lambda one: (replace(one, rows=rows) if one.name == box else one,))
        case JumpTo(slug, page, box, to_page, to_box):
            issue = _boxes(draft.issue, page, box, replace_with=JumpTarget(to_page, to_box, HERE))
            target = issue.page(to_page)
            rest = replace(target, boxes=(*target.boxes, BoxCopy(to_box, HERE, continues=slug)))
            return replace(draft, issue=_with_page(issue, rest))
        case PlaceFiller() | PlaceAdvert():
            return _filled(draft, change)
        case Cut() | Loosen() | Add():
            return _body(draft, change.story, lambda body: _rewritten(body, change, less))
        case _:
            return _story(draft, change.story, lambda story: _dressed(story, change))


def _rewritten(body: Part, change: Cut | Loosen | Add, less: int) -> Part:
    if isinstance(change, Loosen):
        return _looser(body, change.start, change.lines)
    if isinstance(change, Add):
        return _longer(body, "文" * (change.characters - less))
    begin = change.start
    while less:
        begin += 1
        less -= not body.text[begin - 1].isspace()
    return shortened(body, begin, change.end) if begin < change.end else body


def _dressed(story: Story, change: ShortenHead | DropPicture | Recrop) -> Story:
    if isinstance(change, ShortenHead):
        return _with_head(story, change.part, change.keep)
    if isinstance(change, DropPicture):
        return replace(story, pictures=_others(story, change.picture))
    return replace(story, pictures=_cropped(story, change.picture, change.crop))


def _filled(draft: Draft, change: PlaceFiller | PlaceAdvert) -> Draft:
    top, foot = change.cell[1]

    def parted(one: TextBox) -> tuple[TextBox | PictureBox, ...]:
        if one.name != change.box:
            return (one,)
        if isinstance(change, PlaceAdvert):
            advert = PictureBox(change.name, one.columns, (top, foot), one.style, HERE, advert=AdvertBox("廣告"))
            return replace(one, rows=(one.rows[0], top - 2)), advert
        own = replace(one, name=change.name, rows=(top, foot), balance=True, head=HeadPlace(), optional=True)
        own = replace(own, rules=Rules(top=one.column_rule or 19660))
        return replace(one, rows=(one.rows[0], top - 2)), own

    draft = _template(draft, change.page, parted)
    page = draft.issue.page(change.page)
    if isinstance(change, PlaceAdvert):
        picture = next(one for one in draft.issue.house if one.name == change.advert)
        boxes = (*page.boxes, BoxCopy(change.name, HERE, picture=picture))
        return replace(draft, issue=_with_page(draft.issue, replace(page, boxes=boxes)))
    page = replace(page, boxes=(*page.boxes, BoxCopy(change.name, HERE, story=change.filler)))
    issue = _with_page(draft.issue, page)
    filler = next(one for one in issue.fillers if one.slug == change.filler)
    return replace(draft, issue=replace(issue, stories=(*issue.stories, filler)))


def _template(draft: Draft, label: str, change) -> Draft:  # type: ignore[no-untyped-def]
    name = draft.issue.page(label).template
    old = draft.design.templates[name]
    boxes = tuple(new for one in old.boxes for new in change(one))
    templates = {**draft.design.templates, name: Template(old.name, boxes, old.furniture, old.place)}
    return replace(draft, design=Design(draft.design.paper, templates))


def _boxes(issue: Issue, label: str, box: str, *, replace_with: JumpTarget) -> Issue:
    page = issue.page(label)
    boxes = tuple(replace(one, jump=replace_with) if one.box == box else one for one in page.boxes)
    return _with_page(issue, replace(page, boxes=boxes))


def _with_page(issue: Issue, page: PageCopy) -> Issue:
    return replace(issue, pages=tuple(page if one.label == page.label else one for one in issue.pages))


def _story(draft: Draft, slug: str, change) -> Draft:  # type: ignore[no-untyped-def]
    stories = tuple(change(one) if one.slug == slug else one for one in draft.issue.stories)
    return replace(draft, issue=replace(draft.issue, stories=stories))


def _body(draft: Draft, slug: str, change) -> Draft:  # type: ignore[no-untyped-def]
    def of(story: Story) -> Story:
        return replace(story, parts=tuple(change(one) if one.name == "body" else one for one in story.parts))

    return _story(draft, slug, of)


def _looser(body: Part, start: int, lines: int) -> Part:
    paragraphs = tuple(replace(one, looseness=lines) if one.start == start else one for one in body.paragraphs)
    return replace(body, paragraphs=paragraphs)


def _longer(body: Part, more: str) -> Part:
    *rest, last = body.paragraphs
    return part_of(body, body.text + more, (*rest, replace(last, end=last.end + len(more))))


def _with_head(story: Story, name: str, keep: int) -> Story:
    def cut(part: Part) -> Part:
        if part.name != name:
            return part
        return part_of(part, part.text[:keep], tuple(replace(one, end=keep) for one in part.paragraphs))

    return replace(story, parts=tuple(cut(part) for part in story.parts))


def _others(story: Story, name: str):  # type: ignore[no-untyped-def]
    return tuple(one for one in story.pictures if one.name != name)


def _cropped(story: Story, name: str, crop):  # type: ignore[no-untyped-def]
    return tuple(
        replace(one, framing=replace(one.framing, crop=crop)) if one.name == name else one for one in story.pictures
    )


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SITUATIONS, CHUNK))
def test_advice_taken_literally_does_what_it_says(first: int) -> None:
    for seed in range(first, first + CHUNK):
        found, told = asked(seed)
        if told is None:
            assert not amiss(found.draft), seed
            continue
        for remedy in told.remedies:
            after = amiss(edited(found.draft, remedy))
            wrong = {"over"} if told.over else {"over", "under"}
            assert (after not in wrong) == remedy.closes, (seed, after, remedy.words)
            assert remedy.closes or remedy.lines >= 0, (seed, remedy.words)
            if remedy.way is Way.CUT:
                _is_least(found, remedy, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, SITUATIONS, 50))
def test_no_copy_is_lost_by_what_is_advised(seed: int) -> None:
    found, told = asked(seed)
    for remedy in told.remedies if told else ():
        after = made(edited(found.draft, remedy))
        assert not after.found("COPY_LOST", "COPY_DOUBLED", "COPY_ORDER", "FIT_WRONG", "JUMP"), remedy.words


def _is_least(found: Situation, remedy: Remedy, seed: int) -> None:
    """A cut of a number of characters is the least: with one less copy is left over."""
    if not re.match("cut [0-9]", remedy.words):  # a whole sentence
        return
    change = remedy.changes[0]
    assert isinstance(change, Cut)
    text = found.draft.issue.story("first").part("body").text  # type: ignore[union-attr]
    assert remedy.words.split()[1] == str(solid(text[change.start : change.end])), seed
    assert amiss(edited(found.draft, remedy, less=1)) == "over", (seed, remedy.words)
