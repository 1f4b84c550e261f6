"""Region, script, Han forms and direction: the settings on which all typography keys.

None of them follows from another (clreq, introduction: rules are stated per region): a mainland paper may
print traditional copy with mainland Han forms and marks by GB/T 15834.
"""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass


class Region(StrEnum):
    """Decides marks: their positions, widths, line-edge prohibitions and quotes."""

    CN = "CN"
    TW = "TW"
    HK = "HK"


class Script(StrEnum):
    """Says which characters the copy is written in."""

    HANS = "Hans"
    HANT = "Hant"


class HanForms(StrEnum):
    """Says which glyph forms Han characters take."""

    CN = "CN"
    TW = "TW"
    HK = "HK"
    JP = "JP"


class Direction(StrEnum):
    """The direction in which lines run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class Posture(StrEnum):
    """How the glyphs of a run stand in a vertical line; those of horizontal lines are all upright."""

    UPRIGHT = "upright"
    """Each below the other, by the face's vertical metrics."""
    SIDEWAYS = "sideways"
    """Turned a quarter clockwise: the run's baseline runs down the page."""
    ABREAST = "abreast"
    """Side by side across the line, within one em of it (縱中橫)."""


class Kinsoku(StrEnum):
    """Levels of line-start and line-end prohibition (clreq #prohibition_rules_for_line_start_end).

    ``LOOSE`` is the newspapers' set of jlreq (#characters_not_starting_a_line, "very loose"), for copy in Chinese.
    """

    NONE = "none"
    LOOSE = "loose"
    BASIC = "basic"
    GB = "gb"
    STRICT = "strict"


class MarkWidth(StrEnum):
    """Width schemes of marks (clreq #punctuation_width_adjustment)."""

    FULL = "full"
    KAIMING = "kaiming"
    LINE_END_HALF = "line-end-half"
    HALF = "half"


class InkAt(StrEnum):
    """Where in its em box a mark has its ink, along the line; the rest of the box is white that may be taken.

    CORNER is START with the ink at the foot of the box in horizontal lines, at its right in vertical ones
    (clreq #positioning_of_punctuation_marks; GB/T 15834-2011 5.1.1, 5.2.1).
    """

    START = "start"
    CORNER = "corner"
    MIDDLE = "middle"
    END = "end"


class Hanging(StrEnum):
    """Which marks may hang outside the measure at a line's end (clreq #hanging_punctuation_marks_at_line_end)."""

    NONE = "none"
    STOPS = "stops"
    """、，。 and ．"""
    ALL = "all"
    """In the mainland every mark that pauses or stops; elsewhere as ``STOPS``."""


class LineStart(StrEnum):
    """Where an opening mark that begins a line loses its leading half (clreq #punctuation_adjustment_at_line_start)."""

    TRIM = "trim"
    """On every line but an indented first one."""
    TRIM_ALL = "trim-all"
    KEEP = "keep"


class SingleLines(StrEnum):
    """Whether one line of a paragraph may stand alone at a column's head or foot (clreq: 孤行)."""

    ALLOW = "allow"
    AVOID = "avoid"


class HanSpace(StrEnum):
    """What becomes of U+3000 between two Han inside a paragraph of a body (CSS Text 4, segment breaks)."""

    MEND = "mend"
    """It goes where it is debris, and stays where it parts a dateline, names, or halves of verse."""
    REMOVE = "remove"
    KEEP = "keep"


class Keep(StrEnum):
    """What is kept together where the line can still be filled otherwise: conventions of the trade."""

    UNITS = "units"
    """A number and the measure word after it: 161.52億元, 50天."""
    DATES = "dates"
    """A number and the 年, 月, 日 after it; 第 and the number after it."""
    LIST_NUMBERS = "list-numbers"
    """The number of an item, 一、（一）1.（1）①, and what it numbers (GB/T 15834-2011 appendix B)."""


_LANGUAGE = {"CN": "zh-Hans", "TW": "zh-Hant-TW", "HK": "zh-Hant-HK", "JP": "ja"}


@dataclass(frozen=True, slots=True)
class Setting:
    """The three settings of a paper, with the language tags that fonts are asked with."""

    region: Region
    script: Script
    han_forms: HanForms

    @property
    def marks_language(self) -> str:
        """The BCP 47 tag with which marks are looked up in a face: the region's."""
        return _LANGUAGE[self.region.value]

    @property
    def han_language(self) -> str:
        """The BCP 47 tag with which Han characters are looked up in a face: the forms'."""
        return _LANGUAGE[self.han_forms.value]

    @property
    def document_language(self) -> str:
        """The BCP 47 tag of the copy: script and region, such as ``zh-Hant-CN``."""
        return f"zh-{self.script.value}-{self.region.value}"


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Columns of text that aren't the grid's (破欄): their measure, 0 for what fits, and the white between two.

    Where that is None, it is what the columns leave of the box.
    """

    measure: int = 0
    gutter: int | None = None
