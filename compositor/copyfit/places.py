"""Where a story may jump: the ends of paragraphs and sentences with enough set lines on either side.

T-83 of the house's rules: six lines before and after, at a paragraph's end rather than a sentence's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from compositor.model.copy import Paragraph, ParagraphKind, Part
from compositor.model.page import Page, SetLine
from compositor.model.ways import JumpPolicy
from compositor.records import dataclass
from compositor.text import sentence_ends


@dataclass(frozen=True, slots=True)
class JumpPlace:
    """A lawful place for a jump: its offset in the body, after which paragraph, and the set lines on either side.

    ``whole`` tells that the paragraph, counted from 1 over all that are no subheads, ends there.
    """

    offset: int
    paragraph: int
    whole: bool
    before: int
    after: int


def jump_places(body: Part, story: str, pages: Iterable[Page], policy: JumpPolicy) -> tuple[JumpPlace, ...]:
    """Return the places at which a story, as it is set, may jump; lines left over are not counted."""
    ends = sorted(
        ink.line.end
        for page in pages
        for ink in page.ink
        if isinstance(ink, SetLine) and (ink.story, ink.part) == (story, "body") and ink.line.end > ink.line.start
    )
    copy: list[Paragraph] = [one for one in body.paragraphs if one.kind is ParagraphKind.TEXT]
    found = []
    for number, one in enumerate(copy, 1):
        for end in (*sentence_ends(body.text, one.start, one.end - 1), one.end):
            before = bisect_left(ends, end) + 1
            after = len(ends) - before
            if before >= policy.least_before and after >= policy.least_after:
                found.append(JumpPlace(end, number, end == one.end, before, after))
    return tuple(found)
