"""The forms of what a paper says and how it is printed: the words for jumps and notes, the press."""

from __future__ import annotations

from typing import Final

from compositor.intake.art_forms import RESOLUTION
from compositor.intake.epaper_forms import EPAPER
from compositor.intake.furniture_forms import QR_MODULE
from compositor.intake.limit_forms import LIMIT_FORM
from compositor.intake.scalars import Choice, Flag, Length, Number, Text, Whole
from compositor.intake.schema import Key, ListOf, MapOf, Record
from compositor.model.imposition import Gathering, Turn
from compositor.model.printing import FILE_NAME, INKS, InkPlan

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
INK_PLAN: Final = Choice(tuple(InkPlan))
_NAMED: Final = r"(?:[^{}/\\:*?\"<>|\s.]|\{(?:paper|date|version)\})"
_APART: Final = r"(?!.*\{(?:page\}\{version|version\}\{page)\})"
_PLATE_NAME: Final = Text(
    _APART + rf"{_NAMED}*\{{page\}}{_NAMED}*",
    "name with {page} in it, perhaps {paper}, {date} and {version}, and no dots, spaces or slashes",
    most=120,
)
_FOLDER: Final = Text(
    r"(?:/|[A-Za-z]:[/\\]|sftp://).+", "whole path of a folder, from / on, or address sftp://user@host/folder", most=500
)
DELIVERY: Final = Record(
    "the delivery of released plates",
    (
        Key(
            "to",
            _FOLDER,
            "where the printing house fetches from: a folder, or sftp://press@host/in; release --to names another",
        ),
        Key("previews", Flag(), "whether page pictures go with the plates", default="true"),
    ),
)
PRESS_SHEETS: Final = Record(
    "press sheets",
    (
        Key("up", Choice(("2", "4", "8")), "the pages on each side of a whole sheet", default="2"),
        Key(
            "gathering",
            Choice(tuple(Gathering)),
            "folded sheets one inside the other (套帖), or one after the other (疊帖)",
            default="nested",
        ),
        Key(
            "turn",
            Choice(tuple(Turn)),
            "how a sheet is turned to its back: side to side, head over foot",
            default="side",
        ),
        Key("least", Choice(("2", "4", "8", "16")), "the pages on the smallest sheet, both sides counted", default="4"),
        Key("most", Whole(2, 512), "the pages that the press prints in one run, of each section"),
        Key("gap", Length(), "the white between the trims of two pages"),
        Key("margin", Length(), "what the sheet has round its pages, for fold marks and its name", default="10mm"),
        Key("sections", Choice(("apart", "together")), "whether sections have sheets of their own", default="apart"),
        Key(
            "pages",
            Choice(("upright", "lying")),
            "how pages lie; tabloids lie on a broadsheet's web",
            default="upright",
        ),
    ),
)
PRESS: Final = Record(
    "the press",
    (
        Key(
            "standard",
            Choice(("x4", "x1a")),
            "the standard of the plates: PDF/X-4:2010, or PDF/X-1a:2001 for old RIPs",
            default="x4",
        ),
        Key("ink_limit", Whole(100, 400), "the most ink in a picture, in percent of all four together", default="220"),
        *RESOLUTION,
        Key(
            "line_resolution",
            Number(1, 2400),
            "pixels to the inch under which line art, black and white alone, is a warning (GWG R0032)",
            default="550",
        ),
        Key(
            "picture_resolution", Whole(72, 600), "pixels to the inch that finer pictures are reduced to", default="200"
        ),
        Key("sharpen", Whole(0, 300), "how much pictures are sharpened at that size, in percent", default="0"),
        Key(
            "text",
            Choice(("fonts", "outlines")),
            "how the plates have their type: in embedded fonts, or as filled paths for RIPs that ask for them",
            default="fonts",
        ),
        Key(
            "marks",
            ListOf(Choice(("crop", "registration", "bar", "slug")), 1, 4),
            "what stands outside the bleed: crop marks, crosses, a colour bar, a slug line; nothing by default",
        ),
        Key("ink", INK_PLAN, "which plates of a page have ink, where it says nothing itself", default="colour"),
        Key(
            "second_inks",
            ListOf(Choice(INKS[:3]), 1, 2),
            "the inks that a second colour is printed with (套紅); [magenta, yellow] by default",
        ),
        Key(
            "text_tint",
            Number(0, 100),
            "the most ink of a tint behind type under 12 pt, in percent of any one but yellow; dot gain doubles it",
            default="8",
        ),
        Key(
            "least_inks", Length(), "the size under which type in several inks is a warning (GWG R0017)", default="10pt"
        ),
        QR_MODULE,
        Key("sheets", PRESS_SHEETS, "the sheets that the press prints, for compositor impose"),
        Key(
            "file_name",
            _PLATE_NAME,
            "how plates are named, .pdf left out; without {version} in it, -v2 and so on follow from version 2 on",
            default=FILE_NAME,
        ),
        Key("delivery", DELIVERY, "where released plates go"),
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
MADE: Final = (
    Key("press", PRESS, "what the printing house takes"),
    Key("epaper", EPAPER, "what readers get"),
    Key("limits", LIMIT_FORM, "how much of everything is taken in"),
)
