"""The parts of forms that speak of pictures and charts."""

from __future__ import annotations

import re
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.scalars import NAME, PATH, Choice, Flag, Json, Length, Number, Text, Whole, typed
from compositor.intake.schema import Key, ListOf, MapOf, Record
from compositor.intake.sheet import Value
from compositor.intake.yamltree import Node
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Percents:
    """So many numbers from 0 to 100 with white between them, with % or without: parts of a picture."""

    count: int
    example: str

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the numbers as parts of one."""
        text = typed(node, name, f"list of {self.count} numbers", faults)
        if text is None:
            return None
        words = text.split()
        sound = all(re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?%?", word) for word in words)
        values = tuple(float(word.rstrip("%")) / 100 for word in words) if sound else ()
        if len(values) != self.count or max(values) > 1:
            message = f"{name}: {said(text)} is no list of {self.count} numbers from 0 to 100"
            faults.add(Code.WRONG_TYPE, node.place, message, f"write percent of the picture, such as {self.example}")
            return None
        return Value(node, values)

    def json(self) -> Json:
        """Return a string of numbers."""
        one = r"[0-9]{1,3}(\.[0-9]{1,6})?%?"
        return {"type": "string", "pattern": rf"^\s*{one}(\s+{one}){{{self.count - 1}}}\s*$"}


CROP: Final = Percents(4, "10 0 90 80")
FOCUS: Final = Percents(2, "35 40")
FIT: Final = Choice(("fill", "whole"))
FRAMING: Final = (
    Key("crop", CROP, "the part of the picture that may be shown: left, top, right and bottom edge in percent of it"),
    Key("focus", FOCUS, "the point that stays in view where the box cuts: percent from left and top; the middle"),
    Key("fit", FIT, "fill the box and cut, or show it whole; fill by default, whole for drawings (SVG) and PDF"),
)
EMBEDDED: Final = Key(
    "embedded", Flag(), "whether caption, credit and alt in the picture file count where none are typed; true"
)
LEAF: Final = (
    Key("pdf_page", Whole(1, 9999), "of a PDF: which page of it is shown, where it has several"),
    Key(
        "pdf_box",
        Choice(("trim", "art", "crop", "media")),
        "of a PDF: which of its page boxes is shown; trim, and where it has none crop or media",
    ),
)
PICTURE: Final = (*FRAMING, EMBEDDED, *LEAF)
"""What can be said of a picture in a manifest as well as in a story's braces, besides its words."""
CUTLINES: Final = (
    Key(
        "cutline_at",
        Choice(("under", "over", "beside")),
        "where the words of a picture stand: under it, in it, or beside it in a picture box that is wide enough; under",
    ),
    Key("cutline_tint", NAME, "the colour of the band under words in a picture; white by default"),
)
CUTLINE_AT: Final = Key(
    "cutline_at", Choice(("under", "over", "beside")), "where the words of its pictures stand; as its box style has it"
)
_IMAGE: Final = PATH
ADVERT: Final = (
    Key("advert", _IMAGE, "the art of an advert, a picture file or a PDF in the issue's folder"),
    Key("module", NAME, "the module that the advert was sold in, one of the paper's"),
    Key("labelled", Flag(), "whether the art itself says that it is an advert; else the paper's word is printed on it"),
)
MODULES: Final = MapOf(
    Record(
        "a module",
        (
            Key("columns", Whole(1, 40), "how many columns it is wide"),
            Key("rows", Whole(1, 1000), "how many body lines it is deep"),
            Key("width", Length(positive=True), "the width, where it isn't given in columns"),
            Key("height", Length(positive=True), "the height"),
        ),
    ),
    NAME,
    100,
)
RESOLUTION: Final = (
    Key("resolution", Number(1, 2400), "pixels to the inch under which a picture is a warning", default="150"),
    Key("least_resolution", Number(0, 2400), "pixels to the inch under which it is withheld; none by default"),
    Key("least_reversed", Length(), "the size under which white type is a warning: it fills in", default="10pt"),
)

_BAR: Final = Record(
    "a value",
    (
        Key("label", Text(), "what is counted", required=True),
        Key("value", Number(-1e12, 1e12), "how much; printed as typed; left out where it isn't known: a gap"),
        Key(
            "values",
            MapOf(Number(-1e12, 1e12), Text(), 6),
            "how much in each of the chart's series, by its name; left out where it isn't known",
        ),
    ),
)
CHART: Final = Record(
    "a chart",
    (
        Key(
            "kind",
            Choice(("bar", "column", "line", "pie", "ring", "table")),
            "bars that lie, columns that stand, a line, parts of a whole as a pie or a ring, or a table",
            default="bar",
        ),
        Key("title", Text(), "the words over the chart", required=True),
        Key(
            "unit",
            Text(empty=True),
            "the unit of the values: said once under the title unless that has it; % and the like stand after figures",
        ),
        Key(
            "series",
            ListOf(Text(), 2, 6),
            "the names of what is compared, such as two years: each value has one of each",
        ),
        Key("values", ListOf(_BAR, 1, 60), "the values in order", required=True),
        Key("source", Text(), "where the figures come from: the credit of a picture that has none of its own"),
    ),
)
