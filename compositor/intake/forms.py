"""The forms that the desk fills in: issue, story, layout (template), paper, chart and fonts.

Both the checking of files and the JSON Schemas are made from these tables.
"""

from __future__ import annotations

from typing import Final

from compositor.intake import composition
from compositor.intake.art_forms import ADVERT, CHART, CUTLINE_AT, CUTLINES, MODULES, PICTURE
from compositor.intake.fit_forms import FIT, HOUSE, JUMP_POLICY
from compositor.intake.furniture_forms import ADDRESS, NUMBER_FROM, WEATHER
from compositor.intake.paper_forms import FACING, INK_PLAN, LINT, MADE, SHEETS, SPREADS, WORDING
from compositor.intake.presets import GRIDS, LIKE, PAGES, Preset
from compositor.intake.rounds import AROUND, EXTENT
from compositor.intake.rule_forms import LOOSE_RULE, RULED
from compositor.intake.scalars import (
    COPY,
    NAME,
    PATH,
    Choice,
    Columns,
    Day,
    Flag,
    Json,
    Kind,
    Length,
    Percent,
    Range,
    Text,
    Whole,
)
from compositor.intake.schema import Either, Key, ListOf, MapOf, Record
from compositor.intake.story_forms import STORY

PARTS: Final = tuple(
    "body subhead standing_head kicker headline deck byline dateline strong kai label cutline credit"
    " jump_head jump_line continued_line chart".split()
)
"""The parts that a box style has a style for."""

LEFT_OUT: Final = {
    "advert_label": "the style of the word that marks adverts; the credit's by default",
    "note": "the style of notes below a story; the body's by default",
    "note_mark": "the style of a note's mark in copy; that of the words around it by default",
    "table": "the style of tables, in the body's leading; the body's by default",
    "table_head": "the style of a table's caption and head; that of tables by default, in the face of strong words",
    "quote": "the style of quotes beside a story's paragraphs; the deck's by default",
    "ruby": "the style whose role and weight readings are set in; that of their base by default",
}
"""The parts that a box style may have a style for."""

WEIGHTS: Final = ("light", "regular", "medium", "bold", "black")

LABEL: Final = Text(
    r"[A-Za-z]{0,2}[0-9]{1,3}(-[A-Za-z]{0,2}[0-9]{1,3})?", "page label such as 01 or A1, of a spread 04-05"
)
_JUMP: Final = Text(
    r"auto|[A-Za-z]{0,2}[0-9]{1,3}(/[^\W_][\w.-]{0,79})?",
    "page label, label/box such as 02/rest-a, or auto",
    looser=r"auto|[A-Za-z]{0,2}[0-9]{1,3}(/[^\s/:._-][^\s/:]{0,79})?",
)
_FACTS: Final = MapOf(Text(empty=True))

_BOX_COPY: Final = Record(
    "a box",
    (
        Key("story", NAME, "the story that begins here: stories/NAME.md"),
        Key(
            "jump",
            _JUMP,
            "where the rest goes: a page's label, with /box where several could be meant; auto finds an empty box",
        ),
        Key("continues", NAME, "the story whose rest stands here"),
        Key("jump_head", COPY, "the head over the rest; the first phrase of the headline where it is left out"),
        Key("picture", PATH, "a picture file in the issue's folder"),
        Key("chart", PATH, "a chart file in the issue's folder"),
        Key("cutline", COPY, "the words under the picture"),
        Key("credit", COPY, "who made the picture"),
        Key("alt", Text(), "what the picture shows, for readers who can't see it; a chart's title by default"),
        *PICTURE,
        *ADVERT,
    ),
)
_PAGE: Final = Record(
    "a page",
    (
        Key(
            "label", LABEL, "what is printed and typed for the page; 01, 02 … where left out; 04-05 is a spread (通版)"
        ),
        Key("section", Text(empty=True), "the section's name, printed in the folio"),
        Key("template", NAME, "the template: layouts/PAPER/TEMPLATE.yaml", required=True),
        Key("staff", _FACTS, "who made the page, by duty, such as {責任編輯: 王某}"),
        Key(
            "ink",
            INK_PLAN,
            "which plates have ink: all four, black and one colour more (套紅), or black; as the paper says",
        ),
        Key("facing", FACING, "section and staff of the second page of a spread; the first's by default"),
        Key("boxes", MapOf(_BOX_COPY, NAME), "what stands in each box of the template"),
    ),
)
_FACE: Final = Either(
    PATH,
    Record(
        "a face",
        (
            Key("file", PATH, "the font file", required=True),
            Key("index", Whole(0, 255), "which face of a collection", default="0"),
        ),
    ),
)
_CHARACTER: Final = Text(
    r".|U\+[0-9A-Fa-f]{4,6}",
    "character or code point, such as 𠮶 or U+20BB6",
    copy=True,
    looser=r".{1,2}|U\+[0-9A-Fa-f]{4,6}",
)
_BY_WEIGHT: Final = Record(
    "a glyph by weight", tuple(Key(weight, PATH, f"the SVG of the {weight} weight") for weight in WEIGHTS)
)
_SUPPLEMENT: Final = Record(
    "a supplement",
    (
        Key("faces", ListOf(_FACE, 0, 20), "font files asked for what no face of the paper has"),
        Key(
            "glyphs",
            MapOf(Either(PATH, MapOf(Either(PATH, _BY_WEIGHT), NAME, 20)), _CHARACTER, 500),
            "drawn characters: each an SVG, or one by role, or by role and weight; the square viewBox is the em",
        ),
    ),
)
_INDEX: Final = Record(
    "a line of the index",
    (
        Key("story", NAME, "the story pointed to; some page has to take it", required=True),
        Key("text", Text(), "the words; the story's headline by default"),
    ),
)
ISSUE: Final = Record(
    "an issue",
    (
        Key("paper", NAME, "the paper: layouts/PAPER/paper.yaml", required=True),
        Key("date", Day(), "the date printed, such as 2019-11-15", required=True),
        Key(
            "number",
            Whole(1, 9_999_999),
            "the total number of the issue (總第N期); reckoned from number_from where left out",
        ),
        Key("note", Text(), "a word printed with the furniture, such as 樣張"),
        Key("edition", Text(most=12), "增期 or 號外: what an extra issue is called, printed as {edition}"),
        Key("names", ListOf(Text(), 1, 2000), "names and words of this issue that heads keep whole"),
        Key("entries", _FACTS, "further facts of this issue, each printed by furniture that names it in braces"),
        Key(
            "index",
            ListOf(_INDEX, 0, 50),
            "今日導讀: stories with the words that point to them; {index1}, {index1_page}",
        ),
        Key("weather", WEATHER, "the weather, printed by furniture as {weather}, {weather_sky} …"),
        Key("supplement", _SUPPLEMENT, "補字: characters that the paper's faces lack, brought in the issue's folder"),
        Key("fit", FIT, "what copy-fitting may do by itself, in this order; as the paper says by default"),
        Key("fillers", ListOf(NAME, 0, 100), "short stories (補白) that may stand where room is left: stories/NAME.md"),
        Key("house_adverts", ListOf(HOUSE, 0, 50), "adverts of the house that may stand where room is left"),
        Key("pages", ListOf(_PAGE, 1, 5_000), "the pages in order", required=True),
    ),
)

_HEIGHT: Final = ("em", "line")
_DIRECTION: Final = Choice(("horizontal", "vertical"))
_STYLE: Final = Record(
    "a style",
    (
        Key("extends", NAME, "the style whose settings count where this one says nothing"),
        Key("role", NAME, "the role of the face in fonts.yaml; song by default"),
        Key("weight", Choice(WEIGHTS), "the weight of the role; regular by default"),
        Key(
            "size",
            Length(positive=True, numbered=True),
            "the size of the type, 3pt to 500pt or by number such as 小初; of a head the largest; has to be given,"
            " here or in the style extended",
        ),
        Key(
            "leading",
            Length(("em",), positive=True),
            "from baseline to baseline, not less than the size; 1.2em by default",
        ),
        Key(
            "min_size",
            Length(("em",), positive=True, numbered=True),
            "how small a head may be set so that it fits; the size, or the smallest of sizes, by default",
        ),
        Key(
            "sizes",
            ListOf(Length(positive=True, numbered=True), 1, 40),
            "the only sizes of a head, such as [初號, 小初, 30pt]; size and min_size beside them are limits;"
            " every half point between size and min_size by default",
        ),
        Key(
            "condense",
            Percent(50),
            "how narrow a horizontal head may be set to fit before it is set smaller, such as 90%; 100% by default",
        ),
        Key("indent", Length(("em",)), "the first line's indent; 0 by default"),
        Key(
            "align",
            Choice(("justify", "left", "centre", "right")),
            "how heads stand in their measure; justify by default",
        ),
        Key("colour", NAME, "a colour's name; black by default"),
        *composition.KEYS,
        Key("space_before", Length(_HEIGHT), "white above a head or subhead, such as 1 line; 0 by default"),
        Key("space_after", Length(_HEIGHT), "white below a head or subhead, such as 0.5 line; 0 by default"),
        Key("tracking", Length(("em",), signed=True), "white added between all Han; 0 by default"),
        Key("rise", Length(("em",), signed=True), "how far emphasis in this style, such as a note's mark, is raised"),
        Key(
            "direction",
            _DIRECTION,
            "the direction of furniture's lines; in boxes for stories that of the box counts; horizontal by default",
        ),
    ),
)
_BOX_STYLE: Final = Record(
    "a box style",
    (
        Key("extends", NAME, "the box style whose parts count where this one says nothing; default by default"),
        *(Key(part, NAME, f"the style of the {part.replace('_', ' ')}") for part in PARTS),
        *(Key(part, NAME, meaning) for part, meaning in LEFT_OUT.items()),
        Key("table_rule", Length(), "the weight of the rules of a table; 0.25pt by default"),
        Key("row_rule", Length(), "the weight of the rules between a table's rows; none by default"),
        Key("quote_rule", Length(), "the weight of the rules over and under a quote; 0.5pt by default"),
        Key("label_rule", Length(), "the weight of the rule under a standing head; none by default"),
        Key(
            "label_tint", NAME, "the colour behind a standing head, and of a chart's bars; none (black bars) by default"
        ),
        *CUTLINES,
        Key("head_tint", NAME, "the colour behind the whole head, which may be white on it; none by default"),
        Key("byline_at", Choice(("head", "end")), "where the byline stands; end by default"),
        Key("direction", _DIRECTION, "the direction of lines in boxes that say nothing else; horizontal by default"),
    ),
)
_ROLE: Final = Record(
    "a role",
    (
        *(Key(weight, _FACE, f"the {weight} face: a file, or file and index") for weight in WEIGHTS),
        Key("latin", NAME, "the role that Latin letters and figures are set in"),
        Key("marks", NAME, "the role that Chinese marks are taken from; its own by default"),
        Key("fallback", ListOf(NAME, 0, 20), "roles asked in turn for a character that this one hasn't"),
    ),
)
FONTS: Final = MapOf(_ROLE, NAME, 200)

_SIZE: Final = Length(positive=True)
_MARGINS: Final = Record(
    "margins",
    (
        Key("top", Length(), "white above the type area", required=True),
        Key("bottom", Length(), "white below it", required=True),
        Key("inside", Length(), "white at the fold", required=True),
        Key("outside", Length(), "white at the open edge", required=True),
    ),
)
_SHEET: Final = Record(
    "a page's size",
    (
        Key("like", LIKE, "the preset that has what is left out"),
        Key("size", ListOf(_SIZE, 2, 2), "width and height of the trim", required=True),
        Key("bleed", Length(), "how far the sheet runs over the trim on every side", default="0"),
        Key("safety", Length(), "how far from the trim type, and art that ends on the page, has to stand", default="0"),
        Key(
            "margins",
            _MARGINS,
            "the white that has to stay around the type area, which stands in the middle",
            required=True,
        ),
        *SHEETS,
    ),
)
_GRID: Final = Record(
    "a grid",
    (
        Key("like", LIKE, "the preset that has what is left out"),
        Key("columns", Whole(1, 40), "how many columns", required=True),
        Key(
            "measure",
            Length(("em",), positive=True),
            "the width of a column, a whole number of body ems",
            required=True,
        ),
        Key("gutter", Length(("em",)), "the white between columns", required=True),
        Key("body", _SIZE, "the size of the body type", required=True),
        Key("leading", Length(("em",), positive=True), "from body baseline to baseline", required=True),
        Key("rows", Whole(1, 1000), "body lines of the type area; as many as fit where left out"),
    ),
)
_COLOUR: Final = Record(
    "a colour",
    (
        Key("cmyk", ListOf(Whole(0, 100), 4, 4), "percent of cyan, magenta, yellow and black", required=True),
        Key("srgb", Text("#[0-9A-Fa-f]{6}", "colour such as #c8102e"), "the colour on screens", required=True),
    ),
)
_REQUIRED: Final = Record(
    "the furniture required",
    (
        Key("front", ListOf(NAME, 0, 50), "furniture that page one has to have"),
        Key("inside", ListOf(NAME, 0, 50), "furniture that every other page has to have"),
    ),
)
PAPER: Final = Record(
    "a paper",
    (
        Key("name", Text(), "the paper's name", required=True),
        Key("region", Choice(("CN", "TW", "HK")), "whose rules punctuation follows", required=True),
        Key(
            "script",
            Choice(("Hans", "Hant")),
            "which characters the copy is written in: it names the language in files and words the proof",
            required=True,
        ),
        Key("han_forms", Choice(("CN", "TW", "HK", "JP")), "which forms Han take; the region's by default"),
        Key(
            "timezone",
            Text(r"[+-](0[0-9]|1[0-4]):[0-5][0-9]", "time zone such as +08:00"),
            "the zone in which the issue's date begins, for the dates inside files",
            default="+08:00",
        ),
        Key("page", Preset(_SHEET, PAGES), "the sheet", required=True),
        Key("grid", Preset(_GRID, GRIDS), "the grid of columns and body lines", required=True),
        Key("spreads", SPREADS, "how spreads are delivered"),
        Key("wording", WORDING, "the paper's words for jumps"),
        Key("entries", _FACTS, "facts of the paper, each printed by furniture that names it in braces"),
        Key("number_from", NUMBER_FROM, "what the total number of every later issue is reckoned from"),
        Key("adverts", MODULES, "the sizes of adverts that the paper sells, by name"),
        Key("imprint", _FACTS, "what the imprint says, in order: who runs the paper, who publishes it"),
        Key("colours", MapOf(_COLOUR, NAME, 100), "named colours; black and white are there"),
        Key(
            "composition", composition.COMPOSITION, "settings of composition of all styles that say nothing themselves"
        ),
        Key("styles", MapOf(_STYLE, NAME), "styles by name; body has to be there", required=True),
        Key(
            "box_styles",
            MapOf(_BOX_STYLE, NAME, 200),
            "the styles of a box by part; default has to be there",
            required=True,
        ),
        Key(
            "names",
            ListOf(Text(), 1, 2000),
            "names and words that heads keep whole, such as those of local people and places",
        ),
        Key("required", _REQUIRED, "furniture that pages have to have; a page without is withheld"),
        Key(
            "severities",
            MapOf(Choice(("note", "warning", "error", "off")), Text()),
            "how bad findings are by code, such as {HEADS: note}; what tells of lost copy can't be lowered",
        ),
        Key("lint", LINT, "how copy is proofread"),
        Key("fit", FIT, "what copy-fitting may do by itself, in this order; nothing by default"),
        Key("jumps", JUMP_POLICY, "what jumps may do where the engine picks the box"),
        *MADE,
        Key("fonts", FONTS, "roles that this paper fills otherwise than fonts.yaml; files in the paper's folder"),
    ),
)

_PART_OF_BOX: Final = Length(("em", "%"), signed=True)
_PATTERN: Final = Text(r"(?:[^{}]|\{[^{}]+\})+", "text whose braces close, with a name in each pair")
_ITEM: Final = Record(
    "an item",
    (
        Key("text", _PATTERN, "words, with names in braces such as 今日{pages}版"),
        Key("rule", Length(positive=True), "a rule of this weight: it lies, or stands where width is 0"),
        Key("tint", NAME, "a filled area of this colour"),
        Key("image", PATH, "an image file in the paper's folder"),
        Key("qr", ADDRESS, "a QR code of this address, as large as fits, with its quiet zone; names in braces work"),
        Key("label", _PATTERN, "the words under a QR code, in the item's style"),
        Key("level", Choice(("L", "M", "Q", "H")), "the least error correction of a QR code", default="M"),
        Key("left", _PART_OF_BOX, "from the box's left edge; % of its width", default="0"),
        Key("top", _PART_OF_BOX, "from the box's top edge; % of its height", default="0"),
        Key(
            "width",
            Length(("em", "%")),
            "the width; % of the box's; as far as the box reaches by default",
            default="100%",
        ),
        Key(
            "height",
            Length(("em", "%")),
            "the height; % of the box's; as far as the box reaches by default, 0 for a rule",
        ),
        Key("style", NAME, "the style of the words; text and label have to name one"),
        Key(
            "align",
            Choice(("left", "centre", "right", "justify")),
            "how the words stand, or the image",
            default="left",
        ),
        Key("valign", Choice(("top", "middle", "bottom")), "how they stand in the height", default="middle"),
        Key("colour", NAME, "a colour's name; the style's, or black, by default"),
        Key("alt", Text(empty=True), "what the image shows"),
        Key("required", Flag(), "whether it is a warning where a name in braces has no value", default="false"),
    ),
)
_PLACE_ON_GRID: Final = (
    Key(
        "columns",
        Columns(),
        "columns of the grid from 1 at the left, both ends inside; fold: the strip at the fold of a spread (中縫)",
        required=True,
    ),
    Key("rows", Range(), "body lines of the grid from 1 at the top, both ends inside", required=True),
    Key("overlaps", ListOf(NAME, 0, 100), "boxes and furniture of this template that it may overlap"),
    Key("over", ListOf(NAME, 0, 100), "boxes and furniture that it may overlap and is drawn over"),
)
_RECTANGLE: Final = Record("a rectangle", _PLACE_ON_GRID[:2])
_FURNITURE: Final = Record(
    "a furniture box",
    (
        *_PLACE_ON_GRID,
        Key("mirror", Flag(), "whether left and right change places on even pages", default="false"),
        Key("items", ListOf(_ITEM, 0, 200), "what is drawn, in painting order", required=True),
    ),
)
_HEAD: Final = Record(
    "the place of a head",
    (
        Key("columns", Range(), "the columns of text that it stands over, from 1; all by default"),
        Key("row", Whole(1, 1000), "the body line of the box at which it begins; copy stands above it", default="1"),
        Key(
            "beside",
            Flag(),
            "whether it stands beside the copy, which then has the other columns alone",
            default="false",
        ),
        Key(
            "direction",
            _DIRECTION,
            "vertical sets it down columns of its own in a horizontal box; they have to be at an edge",
            default="horizontal",
        ),
    ),
)
_BOX: Final = Record(
    "a box of the template",
    (
        *_PLACE_ON_GRID,
        Key("plus", ListOf(_RECTANGLE, 1, 20), "further rectangles of the box, which then is an L, a T or the like"),
        *EXTENT,
        Key("inside", NAME, "the text box in whose columns it stands: their lines leave it room"),
        Key("around", AROUND, "how the lines of the box that it is inside run round it; else it takes whole columns"),
        Key("kind", Choice(("text", "picture", "advert")), "what the box takes", default="text"),
        Key(
            "flow",
            Whole(1, 40),
            "columns of text inside; as many as the box spans by default; in a vertical box tiers, 1 by default",
        ),
        Key(
            "measure",
            Length(("em",), positive=True),
            "破欄: the measure of its columns, a whole number of its body's ems; as many columns as fit by default",
        ),
        Key("gutter", Length(("em",)), "the white between columns of its own; what they leave of the box by default"),
        Key("direction", _DIRECTION, "the direction of its lines; the box style's by default"),
        Key("style", NAME, "the box style", default="default"),
        CUTLINE_AT,
        Key("head", _HEAD, "where the head stands; over all columns, at the top, by default"),
        Key("balance", Flag(), "whether the columns of a story's last box end together", default="false"),
        Key("frame", Length(), "the weight of the rule around it", default="0"),
        Key("inset", Whole(0, 20), "white inside: body lines above and below, body ems at the sides", default="0"),
        Key("tint", NAME, "the colour behind it"),
        *RULED,
        Key("module", NAME, "of a box for adverts: the paper's module that it has the size of"),
        Key("optional", Flag(), "whether it may stay empty without a warning", default="false"),
    ),
)
LAYOUT: Final = Record(
    "a template",
    (
        Key("spread", Flag(), "whether it is of two pages side by side, whose columns count on", default="false"),
        Key("furniture", MapOf(_FURNITURE, NAME, 100), "masthead, ears, folio, imprint"),
        Key("boxes", MapOf(_BOX, NAME, 200), "boxes for stories and pictures, in reading order"),
        Key("rules", ListOf(LOOSE_RULE, 0, 100), "rules that belong to no box"),
    ),
)

_FORMS: Final[dict[str, Kind]] = {
    "issue": ISSUE,
    "story": STORY,
    "layout": LAYOUT,
    "paper": PAPER,
    "chart": CHART,
    "fonts": FONTS,
}
SCHEMAS: Final = tuple(_FORMS)
"""The names that `json_schema` knows."""


def json_schema(name: str) -> Json:
    """Return the JSON Schema (draft 2020-12) of a form; raises ``KeyError`` where there is none of that name."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_FORMS[name].json()}
