"""What copy-fitting may do by itself (``fit:``), what jumps may do (``jumps:``), and fillers: forms and reading."""

from __future__ import annotations

from typing import Final

from compositor.intake.art_forms import LEAF
from compositor.intake.scalars import PATH, Flag, Text, Whole
from compositor.intake.schema import Key, Record
from compositor.intake.sheet import Sheet
from compositor.model.ways import JUMPS, Allowance, JumpPolicy, Way

_MOST: Final = Text(r"all|[1-9][0-9]?", "number up to 99, or all")
_JUMP: Final = Text("auto", "word auto")
FIT: Final = Record(
    "what copy-fitting may do",
    (
        Key("tighten", _MOST, "how many paragraphs may be set a line shorter"),
        Key("loosen", _MOST, "how many paragraphs may be set a line longer"),
        Key("drop", _MOST, "how many paragraphs and pictures that the story marks as optional may be left out"),
        Key("crop", _MOST, "by how many body lines a picture in the story may be cropped"),
        Key("rows", _MOST, "how many rows may move between a box and those above or below it"),
        Key("fill", _MOST, "whether a filler may stand in what is left free: all"),
        Key("jump", _JUMP, "auto: the rest may go to an empty box on a later page"),
    ),
)
JUMP_POLICY: Final = Record(
    "what jumps may do",
    (
        Key("per_story", Whole(1, 9), "how often one story may jump where the engine picks the box", default="1"),
        Key("front", Whole(0, 99), "how many stories may jump from page one", default="4"),
        Key("same_section", Flag(), "whether a story stays in its section, by its pages' letters", default="true"),
        Key("before", Whole(1, 99), "the fewest lines of body before a jump", default="6"),
        Key("after", Whole(1, 99), "the fewest lines of body after it", default="6"),
    ),
)


HOUSE: Final = Record(
    "an advert of the house",
    (
        Key(
            "advert",
            PATH,
            "a picture file or a PDF in the issue's folder",
            required=True,
        ),
        *LEAF,
        Key("alt", Text(), "what the advert says, for readers who can't see it"),
    ),
)


def allowances(sheet: Sheet | None) -> tuple[Allowance, ...] | None:
    """Return what a checked sheet's ``fit`` allows, in the order typed; None where it doesn't speak of it."""
    table = sheet.sheet("fit") if sheet else None
    if table is None:
        return None
    found = []
    for key in table.values:
        said = table.text(key)
        found.append(Allowance(Way(key), int(said) if said.isdigit() else 0))
    return tuple(found)


def jump_policy(sheet: Sheet) -> JumpPolicy:
    """Return what a paper lets jumps do."""
    table = sheet.sheet("jumps")
    if table is None:
        return JUMPS
    numbers = (table.whole("per_story"), table.whole("front"))
    return JumpPolicy(*numbers, table.flag("same_section"), table.whole("before"), table.whole("after"))
