"""Notices on stories after they were published: withdrawal (撤稿) and correction (更正)."""

from __future__ import annotations

from enum import StrEnum

from compositor.errors import Place
from compositor.records import dataclass


class NoticeKind(StrEnum):
    """What was done to a story after it was published."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class StoryNotice:
    """A notice on a story: what was done, when (ISO 8601 with the zone), the words that readers get, who signed.

    ``pictures`` are boxes of pictures, such as 01/photo, that are withdrawn with it.
    """

    story: str
    kind: NoticeKind
    at: str
    words: str
    by: str = ""
    place: Place | None = None
    pictures: tuple[str, ...] = ()


def standing(notices: tuple[StoryNotice, ...]) -> dict[str, StoryNotice]:
    """Return the notice that each story has: its withdrawal where it has one, else the last."""
    found: dict[str, StoryNotice] = {}
    for one in notices:
        before = found.get(one.story)
        if before is None or before.kind is NoticeKind.CORRECTED or one.kind is NoticeKind.WITHDRAWN:
            found[one.story] = one
    return found
