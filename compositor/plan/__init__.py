"""Plan: which copy goes in which box, and where stories jump. Pure; sets no type."""

from __future__ import annotations

from itertools import pairwise

from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue, PageCopy
from compositor.model.design import Design, PictureBox, TextBox
from compositor.model.dummy import Dummy, DummyPage, Fit, PlacedPicture, Thread
from compositor.model.page import JumpMark
from compositor.model.phrases import Phrases
from compositor.plan.changes import changed
from compositor.plan.imposition import UnevenError, imposed, uneven_words
from compositor.plan.threads import thread_of, threads

__all__ = [
    "MOST_ROUNDS",
    "UnevenError",
    "changed",
    "imposed",
    "plan",
    "propose",
    "thread_of",
    "uneven_words",
    "unmade_jumps",
]

MOST_ROUNDS = 2
"""How often an issue is made up at most: the first dummy, and one that answers its fit."""


def plan(issue: Issue, design: Design, phrases: Phrases | None = None, kept: Kept = NOTHING) -> Dummy:
    """Return the first dummy: what the manifest says, box by box and thread by thread.

    ``phrases`` reads headlines from which a jump head is to be made; threads that are ``kept`` are taken as they were.
    """
    return Dummy(
        pages=tuple(_dummy_page(one, design) for page in issue.pages for one in (*page.halves, page)),
        threads=threads(issue, design, phrases, kept),
    )


def propose(dummy: Dummy, fit: Fit) -> Dummy | None:
    """Return a better dummy than ``dummy`` for what ``fit`` says, or None where there is nothing to better.

    A story that ended before its last box gives that box up, so that no jump leads to it.
    """
    kept = tuple(_shortened(thread, fit) for thread in dummy.threads)
    if kept == dummy.threads:
        return None
    return Dummy(pages=dummy.pages, threads=kept, round=dummy.round + 1)


def unmade_jumps(dummy: Dummy, fit: Fit) -> tuple[JumpMark, ...]:
    """Return the jumps that the manifest asked for of every story with copy left over, without their words.

    Where such a story stopped before a box, the page that box is on waits with the page it should have left.
    """
    over = {story.story for story in fit.stories if story.overset_characters}
    return tuple(
        JumpMark(thread.story, one.page, one.box.name, other.page, other.box.name, "", "")
        for thread in dummy.threads
        if thread.story in over
        for one, other in pairwise(thread.boxes)
    )


def _shortened(thread: Thread, fit: Fit) -> Thread:
    used = {(box.page, box.box) for box in fit.story(thread.story).boxes if box.end > box.start}
    boxes = thread.boxes
    while len(boxes) > 1 and (boxes[-1].page, boxes[-1].box.name) not in used:
        boxes = boxes[:-1]
    return thread if boxes == thread.boxes else Thread(thread.story, boxes)


def _dummy_page(copy: PageCopy, design: Design) -> DummyPage:
    template = design.templates[copy.template]
    pictures = []
    for box_copy in copy.boxes:
        box = template.box(box_copy.box)
        if isinstance(box, PictureBox):
            pictures.append(PlacedPicture(box, box_copy))
        elif not isinstance(box, TextBox):
            raise KeyError(box_copy.box)
    return DummyPage(copy, template, tuple(pictures), template.furniture)
