"""The forms of what a paper says and how it is printed: the words for jumps and notes, the press."""

from __future__ import annotations

from typing import Final

from compositor.intake.art_forms import RESOLUTION
from compositor.intake.furniture_forms import QR_MODULE
from compositor.intake.scalars import Choice, Flag, Length, Text, Whole
from compositor.intake.schema import Key, ListOf, MapOf, Record

_PAGE_WORDS: Final = Text(r"[^{}]*\{page\}[^{}]*", "wording with {page} in it, and no other braces")
WORDING: Final = Record(
    "the wording",
    (
        Key("jump", _PAGE_WORDS, "the words at the end of a first part", default="（下轉第{page}版）"),
        Key("continued", _PAGE_WORDS, "the words over the rest", default="（上接第{page}版）"),
        Key("advert", Text(most=12), "the word that marks adverts; 廣告 or 广告 by script"),
        Key("numerals", Choice(("han", "arabic")), "how page numbers are written in them", default="han"),
        Key(
            "note_mark",
            Choice(("circled", "brackets", "square")),
            "how notes are numbered: ①, 〔1〕 or [1]",
            default="circled",
        ),
    ),
)
LINT: Final = Record(
    "how copy is proofread",
    (
        Key("keep", ListOf(Text(), 1, 2000), "words that are right as they are, such as 于 in a name"),
        Key("report", Flag(), "whether compose tells what lint finds, as notes", default="false"),
    ),
)
PRESS: Final = Record(
    "the press",
    (
        Key(
            "standard",
            Choice(("x4", "x1a")),
            "the standard that the plates are meant for; none claims it yet",
            default="x4",
        ),
        Key("ink_limit", Whole(100, 400), "the most ink in a picture, in percent of all four together", default="220"),
        *RESOLUTION,
        QR_MODULE,
        Key(
            "profile",
            Text(wanted="default, or the path of a profile", most=500),
            "the press's ICC profile, a file in the paper's folder; default is our own of coldset newsprint",
            default="default",
        ),
    ),
)
SHEETS: Final = (
    Key(
        "binding",
        Choice(("left", "right")),
        "the side of the fold on page one: left where lines begin at the left, right in vertical papers; by it the "
        "even one of two facing pages lies left, or right",
        default="left",
    ),
    Key("seam", Length(), "中縫: the width of the strip between the two pages of a sheet, for boxes of spreads"),
)
_DELIVERED: Final = Choice(("pages", "panorama", "both"))
SPREADS: Final = Record(
    "the delivery of spreads",
    (
        Key("press", _DELIVERED, "as plates: two pages, one sheet with both, or all three", default="pages"),
        Key("epaper", _DELIVERED, "in the reader's PDF; both makes a second file of it", default="pages"),
    ),
)
FACING: Final = Record(
    "the second page of a spread",
    (
        Key("section", Text(empty=True), "its section"),
        Key("staff", MapOf(Text(empty=True)), "who made it, by duty"),
    ),
)
