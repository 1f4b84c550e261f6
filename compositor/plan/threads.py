"""Threads: the boxes that each story runs through, and the heads over their later parts."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import partial
from typing import Any

from compositor.kept import NOTHING, Kept
from compositor.model.copy import HEAD_PARTS, BoxCopy, Issue, PageCopy, Paragraph, Part, Story
from compositor.model.design import Design, TextBox
from compositor.model.dummy import Thread, ThreadBox
from compositor.model.phrases import OPEN, Phrases

_LONG = 12
_NAMED = 4


def threads(issue: Issue, design: Design, phrases: Phrases | None = None, kept: Kept = NOTHING) -> tuple[Thread, ...]:
    """Return one thread a placed story, in the order in which the pages place them: as they were, if ``kept``."""
    ground = kept.once("ground of threads", "", (issue.pages, design, phrases), object)
    found = []
    for page in issue.pages:
        for copy in page.boxes:
            if copy.story:
                made_of = (ground, issue.story(copy.story))
                make = partial(_thread, issue, design, page.label, copy, phrases)
                found.append(kept.once("thread", (page.label, copy.box), made_of, make))
    return tuple(found)


def thread_of(issue: Issue, design: Design, story: str, phrases: Phrases | None = None) -> Thread:
    """Return the thread of one placed story; raises ``KeyError`` where no page places it."""
    for page in issue.pages:
        for copy in page.boxes:
            if copy.story == story:
                return _thread(issue, design, page.label, copy, phrases)
    raise KeyError(story)


def _thread(issue: Issue, design: Design, label: str, copy: BoxCopy, phrases: Phrases | None) -> Thread:
    story = issue.story(copy.story)
    boxes = [ThreadBox(label, composed(_text_box(issue, design, label, copy.box), story), copy)]
    seen = {(label, copy.box)}
    jump = copy.jump
    while jump is not None and (jump.page, jump.box) not in seen:
        seen.add((jump.page, jump.box))
        target = issue.page(jump.page).box(jump.box)
        if target is None:
            raise KeyError(jump.box)
        box = composed(_text_box(issue, design, jump.page, jump.box), story)
        boxes.append(ThreadBox(jump.page, box, target, target.jump_head or shortened_head(story, phrases)))
        jump = target.jump
    return Thread(story.slug, tuple(boxes))


def _text_box(issue: Issue, design: Design, label: str, name: str) -> TextBox:
    box = design.templates[issue.page(label).template].box(name)
    if not isinstance(box, TextBox):
        raise KeyError(name)
    return with_filled(box, issue.page(label))


def with_filled(box: TextBox, page: PageCopy) -> TextBox:
    """Return a box whose lines run round only what the page has copy or a picture for."""
    rounds = tuple(one for one in box.rounds if page.box(one.name) is not None)
    return box if rounds == box.rounds else replace(box, rounds=rounds)


_SET_ON_THEIR_OWN = frozenset((*HEAD_PARTS, "subhead", "jump_head", "jump_line", "continued_line", "chart"))


def composed(box: TextBox, story: Story) -> TextBox:
    """Return a box with the settings of composition of its story.

    The styles of its body take them, of what stands inside that and of the words under its pictures; heads and
    generated words keep the paper's.
    """
    if not story.composition:
        return box
    changes: dict[str, Any] = dict(story.composition)
    styles = {
        part: style if part in _SET_ON_THEIR_OWN else replace(style, **changes)
        for part, style in box.style.styles.items()
    }
    return replace(box, style=replace(box.style, styles=styles))


def shortened_head(story: Story, phrases: Phrases | None = None) -> Part | None:
    """Return the jump head of a story: its headline up to the end of the first phrase.

    The phrase ends at the first break made by hand, space, comma, colon or dash outside quotes and brackets. Of
    one that is still longer than twelve characters only what it speaks of is taken, where ``phrases`` finds that
    it opens with as much as names it: a verb without its object would say what the story doesn't.
    """
    headline = story.part("headline")
    if headline is None:
        return None
    end = _phrase_end(headline.text, headline.breaks)
    if end > _LONG and phrases is not None:
        end = _subject_end(phrases.joints(headline.text[:end])) or end
    spans = tuple(span for span in headline.spans if span.end <= end)
    return Part("jump_head", headline.text[:end], (Paragraph(0, end),), spans, headline.source)


def _subject_end(joints: bytes) -> int:
    """Return the offset of the first joint that is open, if what stands before it is neither too short nor too long."""
    first = next((offset for offset, held in enumerate(joints) if offset and held <= OPEN), 0)
    return first if _NAMED <= first <= _LONG else 0


def _phrase_end(text: str, breaks: tuple[int, ...]) -> int:
    depth = 0
    for offset, char in enumerate(text):
        category = unicodedata.category(char)
        if depth == 0 and offset > 1 and (offset in breaks or _ends_phrase(char, category)):
            return len(text[:offset].rstrip())
        if category in ("Ps", "Pi"):
            depth += 1
        elif category in ("Pe", "Pf"):
            depth = max(0, depth - 1)
    return len(text)


def _ends_phrase(char: str, category: str) -> bool:
    """Tell white space, dashes and full-width points from the points inside numbers and names (by property)."""
    wide = unicodedata.east_asian_width(char) in "WF"
    return category == "Zs" or (category == "Po" and wide) or char == "\u2014"
