"""Changes to an issue and its layout, made as an editor would make them by hand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from compositor.model.adverts import AdvertBox
from compositor.model.copy import BoxCopy, Issue, JumpTarget, PageCopy, Paragraph, ParagraphKind, Part, Story
from compositor.model.design import Design, HeadPlace, PictureBox, Rules, TextBox
from compositor.model.fitting import (
    Add,
    Change,
    Cut,
    Draft,
    DropPicture,
    JumpTo,
    Loosen,
    PlaceAdvert,
    PlaceFiller,
    Recrop,
    Resize,
    ShortenHead,
)

STAND_IN = "文"
"""What stands in for the characters that an editor has yet to add."""

MOST_ADDED = 4000
"""As many stand ready, so that the same text is set with any number of them."""


def changed(draft: Draft, changes: tuple[Change, ...]) -> Draft:
    """Return a draft with changes made to it; raises ``KeyError`` where one names what isn't there."""
    return reduce(_changed, changes, draft)


def _changed(draft: Draft, change: Change) -> Draft:
    make: Callable[[Draft, Any], Draft] = _MADE[type(change)]
    return make(draft, change)


def without(part: Part, start: int, end: int) -> Part:
    """Return a part that doesn't set text[start:end], which ends a paragraph or is whole ones; its text stays."""
    paragraphs: list[Paragraph] = []
    for paragraph in part.paragraphs:
        if start <= paragraph.start and paragraph.end <= end:
            continue
        if paragraph.start < start < paragraph.end:
            stop = start - (len(part.text[:start]) - len(part.text[:start].rstrip()))
            paragraphs.append(replace(paragraph, end=stop))
        else:
            paragraphs.append(paragraph)
    return replace(part, paragraphs=tuple(paragraphs), left_out=(*part.left_out, (start, end)))


def _story(draft: Draft, slug: str, change: Callable[[Story], Story]) -> Draft:
    stories = tuple(change(story) if story.slug == slug else story for story in draft.issue.stories)
    if stories == draft.issue.stories and all(story.slug != slug for story in stories):
        raise KeyError(slug)
    return replace(draft, issue=replace(draft.issue, stories=stories))


def _part(draft: Draft, slug: str, name: str, change: Callable[[Part], Part]) -> Draft:
    def of(story: Story) -> Story:
        return replace(story, parts=tuple(change(part) if part.name == name else part for part in story.parts))

    return _story(draft, slug, of)


def _cut(draft: Draft, change: Cut) -> Draft:
    return _part(draft, change.story, "body", lambda part: without(part, change.start, change.end))


def _add(draft: Draft, change: Add) -> Draft:
    def longer(part: Part) -> Part:
        copy = [one for one in part.paragraphs if one.kind is ParagraphKind.TEXT]
        at, more = max((one.end for one in copy or part.paragraphs), default=0), change.characters
        room = max(MOST_ADDED, more)

        def moved(one: Paragraph) -> Paragraph:
            if one.end == at:
                return replace(one, end=at + more)
            return replace(one, start=one.start + room, end=one.end + room) if one.start >= at else one

        spans = tuple(
            replace(one, start=one.start + room, end=one.end + room) if one.start >= at else one for one in part.spans
        )
        paragraphs = tuple(moved(one) for one in part.paragraphs) or (Paragraph(0, more),)
        left_out = (*part.left_out, (at + more, at + room))
        text = part.text[:at] + STAND_IN * room + part.text[at:]
        return replace(part, text=text, paragraphs=paragraphs, spans=spans, left_out=left_out)

    return _part(draft, change.story, "body", longer)


def _loosen(draft: Draft, change: Loosen) -> Draft:
    def loosened(part: Part) -> Part:
        paragraphs = tuple(
            replace(one, looseness=change.lines) if one.start == change.start else one for one in part.paragraphs
        )
        return replace(part, paragraphs=paragraphs)

    return _part(draft, change.story, "body", loosened)


def _shorten(draft: Draft, change: ShortenHead) -> Draft:
    def shortened(part: Part) -> Part:
        paragraphs = tuple(replace(one, end=min(one.end, change.keep)) for one in part.paragraphs)
        spans = tuple(span for span in part.spans if span.end <= change.keep)
        breaks = tuple(at for at in part.breaks if at < change.keep)
        return replace(part, text=part.text[: change.keep], paragraphs=paragraphs, spans=spans, breaks=breaks)

    return _part(draft, change.story, change.part, shortened)


def _drop_picture(draft: Draft, change: DropPicture) -> Draft:
    def fewer(story: Story) -> Story:
        kept = tuple(picture for picture in story.pictures if picture.name != change.picture)
        names = {part.name for picture in kept for part in (picture.cutline, picture.credit) if part}
        dropped = [picture for picture in story.pictures if picture.name == change.picture]
        words = {part.name for picture in dropped for part in (picture.cutline, picture.credit) if part} - names
        parts = tuple(part for part in story.parts if part.name not in words)
        return replace(story, pictures=kept, parts=parts, left_out=(*story.left_out, *dropped))

    return _story(draft, change.story, fewer)


def _recrop(draft: Draft, change: Recrop) -> Draft:
    def cropped(story: Story) -> Story:
        pictures = tuple(
            replace(picture, framing=replace(picture.framing, crop=change.crop))
            if picture.name == change.picture
            else picture
            for picture in story.pictures
        )
        return replace(story, pictures=pictures)

    return _story(draft, change.story, cropped)


def own_template(draft: Draft, label: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Draft:
    """Return a draft whose page of that label has a template of its own; ``change`` returns its new fields."""
    page = draft.issue.page(label)
    template = draft.design.templates[page.template]
    name = f"{template.name} of page {label}"
    fields = change({"boxes": template.boxes})
    templates = dict(draft.design.templates) | {name: replace(template, **fields)}
    issue = _page(draft.issue, replace(page, template=name))
    return Draft(issue, replace(draft.design, templates=templates))


def _page(issue: Issue, page: PageCopy) -> Issue:
    return replace(issue, pages=tuple(page if one.label == page.label else one for one in issue.pages))


def _resize(draft: Draft, change: Resize) -> Draft:
    def resized(fields: Mapping[str, Any]) -> Mapping[str, Any]:
        boxes: tuple[TextBox | PictureBox, ...] = fields["boxes"]
        return {"boxes": tuple(replace(box, rows=change.rows) if box.name == change.box else box for box in boxes)}

    return own_template(draft, change.page, resized)


def _jump(draft: Draft, change: JumpTo) -> Draft:
    issue = draft.issue
    page, target = issue.page(change.page), issue.page(change.to_page)
    begins = page.box(change.box)
    if begins is None:
        raise KeyError(change.box)
    jump = JumpTarget(change.to_page, change.to_box, begins.place)
    onward = replace(begins, jump=jump)
    boxes = tuple(onward if copy.box == change.box else copy for copy in page.boxes)
    issue = _page(issue, replace(page, boxes=boxes))
    rest = BoxCopy(change.to_box, begins.place, continues=change.story)
    order = _order(draft.design, target)
    there = sorted((*target.boxes, rest), key=lambda copy: order.get(copy.box, len(order)))
    return replace(draft, issue=_page(issue, replace(target, boxes=tuple(there))))


def _order(design: Design, page: PageCopy) -> Mapping[str, int]:
    return {box.name: at for at, box in enumerate(design.templates[page.template].boxes)}


def _fill(draft: Draft, change: PlaceFiller) -> Draft:
    def foot(box: TextBox) -> TextBox:
        own = replace(box, name=change.name, rows=change.cell[1], balance=True, head=HeadPlace())
        return replace(own, rules=_rules_under(box), optional=True)

    filler = next(story for story in draft.issue.fillers if story.slug == change.filler)
    draft = _parted(draft, change, foot, lambda host: BoxCopy(change.name, host.place, story=filler.slug))
    return replace(draft, issue=replace(draft.issue, stories=(*draft.issue.stories, filler)))


def _advertise(draft: Draft, change: PlaceAdvert) -> Draft:
    def foot(box: TextBox) -> PictureBox:
        label = AdvertBox(draft.design.paper.advert_label)
        own = PictureBox(change.name, box.columns, change.cell[1], box.style, box.place, advert=label, optional=True)
        return replace(own, rules=_rules_under(box))

    picture = next(one for one in draft.issue.house if one.name == change.advert)
    return _parted(draft, change, foot, lambda host: BoxCopy(change.name, host.place, picture=picture))


def _rules_under(box: TextBox) -> Rules:
    return Rules(top=box.column_rule or _HAIRLINE, bottom=box.rules.bottom)


def _parted(
    draft: Draft,
    change: PlaceFiller | PlaceAdvert,
    foot: Callable[[TextBox], TextBox | PictureBox],
    copy_of: Callable[[BoxCopy], BoxCopy],
) -> Draft:
    """Return a draft with a box cut from the foot of another, a row left between them, and what stands in it."""

    def parted(fields: Mapping[str, Any]) -> Mapping[str, Any]:
        boxes: list[TextBox | PictureBox] = []
        for box in fields["boxes"]:
            boxes.append(box)
            if box.name == change.box and isinstance(box, TextBox):
                top = change.cell[1][0]
                boxes[-1] = replace(box, rows=(box.rows[0], top - 2), rules=replace(box.rules, bottom=0))
                boxes.append(foot(box))
        return {"boxes": tuple(boxes)}

    draft = own_template(draft, change.page, parted)
    page = draft.issue.page(change.page)
    host = page.box(change.box)
    if host is None:
        raise KeyError(change.box)
    boxes: list[BoxCopy] = []
    for copy in page.boxes:
        boxes.append(copy)
        if copy.box == change.box:
            boxes.append(copy_of(host))
    return replace(draft, issue=_page(draft.issue, replace(page, boxes=tuple(boxes))))


_HAIRLINE = 65536 * 3 // 10

_MADE: Mapping[type[Change], Callable[[Draft, Any], Draft]] = {
    Add: _add,
    Cut: _cut,
    DropPicture: _drop_picture,
    JumpTo: _jump,
    Loosen: _loosen,
    PlaceAdvert: _advertise,
    PlaceFiller: _fill,
    Recrop: _recrop,
    Resize: _resize,
    ShortenHead: _shorten,
}
