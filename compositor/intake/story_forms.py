"""The form of a story's front matter."""

from __future__ import annotations

from typing import Final

from compositor.intake import composition
from compositor.intake.fit_forms import FIT
from compositor.intake.scalars import COPY, Text
from compositor.intake.schema import Key, ListOf, Record

FORMERLY: Final = Text(
    r"(?:[^\W_][\w.-]{0,79}/)?[^\W_][\w.-]{0,79}",
    "name of a story, or of an issue and a story such as 2024-05-20/bridge",
    looser=r"[^\s:._/-][^\s:]{0,160}",
)
STORY: Final = Record(
    "a story's front matter",
    (
        Key("standing_head", COPY, "the column tag over the head"),
        Key("kicker", COPY, "the line above the headline"),
        Key("kicker_lines", ListOf(COPY, 1, 8), "the kicker line by line, where the desk breaks it by hand"),
        Key("headline", COPY, "the head; may be left out where headline_lines are given"),
        Key("headline_lines", ListOf(COPY, 1, 8), "the head line by line, where the desk breaks it by hand"),
        Key("deck", COPY, "the line below the headline"),
        Key("deck_lines", ListOf(COPY, 1, 8), "the deck line by line, where the desk breaks it by hand"),
        Key("byline", COPY, "who wrote it"),
        Key("dateline", COPY, "the words run into the first paragraph, such as 本報訊"),
        Key(
            "formerly",
            ListOf(FORMERLY, 1, 20),
            "names it was published under before: a story of this issue, or issue/story; these addresses lead here",
        ),
        Key("composition", composition.COMPOSITION, "settings of composition for the body of this story alone"),
        Key(
            "fit", FIT, "what copy-fitting may do to this story by itself, in this order; as the issue says by default"
        ),
    ),
)
