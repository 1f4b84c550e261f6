"""Settings of composition: what a paper lays down for all its styles, a style for itself, a story for its body.

All are free of size, so that one word means the same in every style. What each looks like beside its opposite is
in docs/composition.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from compositor.intake.scalars import Choice, Ems, Flag, Whole
from compositor.intake.schema import Key, ListOf, Record
from compositor.intake.sheet import Sheet
from compositor.model.settings import Hanging, HanSpace, Keep, Kinsoku, LineStart, MarkWidth, Posture, SingleLines

KEYS: Final = (
    Key(
        "kinsoku",
        Choice(("none", "loose", "basic", "gb", "strict")),
        "which marks may not begin or end a line; gb in CN, else basic",
    ),
    Key(
        "rescue", Flag(), "whether of three marks together some may begin a line that else were loose; true by default"
    ),
    Key(
        "mark_width",
        Choice(("full", "kaiming", "line-end-half", "half")),
        "how wide marks are; line-end-half by default",
    ),
    Key("tight_pairs", Flag(), "whether two marks together take 1 em instead of 1½; false by default"),
    Key(
        "line_start",
        Choice(("trim", "trim-all", "keep")),
        "whether an opening mark loses its white where it begins a line: on all but an indented first one (trim, by"
        " default), on all, on none",
    ),
    Key(
        "hanging",
        Choice(("none", "stops", "all")),
        "which marks may hang outside the measure: none by default, 、，。, or in CN all that pause or stop; in TW and"
        " HK only 、，。 in vertical lines",
    ),
    Key("squeeze_stops", Flag(), "whether 。？！ give their white to a line that is too wide; true by default"),
    Key(
        "latin_gap",
        Ems(500),
        "the gap between Han and Latin; 0.125em by default, and 0.25em in lines of 20 ems and more",
    ),
    Key("latin_gap_most", Ems(500), "how far that gap may be opened; 0.333em by default"),
    Key("latin_gap_fixed", Flag(), "whether that gap stays as it is in every line; false by default"),
    Key("latin_grid", Flag(), "whether a Latin run with its gaps takes whole ems; false by default"),
    Key("hyphenate", Flag(), "whether Latin words may be broken; true by default"),
    Key(
        "keep",
        ListOf(Choice(tuple(keep.value for keep in Keep)), 0, len(Keep)),
        "what rather stays on one line: numbers with their measure words, dates, the numbers of items; all by default",
    ),
    Key(
        "part_long_dashes",
        Flag(),
        "whether a dash or ellipsis longer than usual may go over two lines; true by default",
    ),
    Key("ellipsis_line", Flag(), "whether ………… stands on a line of its own; false by default"),
    Key(
        "single_lines",
        Choice(tuple(choice.value for choice in SingleLines)),
        "whether one line of a paragraph may stand alone at a column's head or foot; allow by default",
    ),
    Key("abreast", Whole(0, 4), "in vertical lines: how many digits stand side by side in one em; 3 by default"),
    Key(
        "long_numbers",
        Choice(("sideways", "upright")),
        "in vertical lines: how longer numbers stand; sideways by default",
    ),
    Key(
        "upright_letters",
        Whole(0, 20),
        "in vertical lines: how many capitals of an acronym stand upright; longer ones are turned; 6 by default",
    ),
)
"""The keys that a style, a paper's ``composition`` and a story's ``composition`` have."""

FULLWIDTH: Final = Key(
    "fullwidth",
    Choice(("keep", "narrow")),
    "whether full-width Latin letters and figures become proportional ones; keep by default",
)
HAN_SPACE: Final = Key(
    "han_space",
    Choice(tuple(choice.value for choice in HanSpace)),
    "what becomes of U+3000 between two Han inside a paragraph: it goes where it parts nothing (mend, by default), it"
    " always goes, or it stays",
)
COMPOSITION: Final = Record("the settings of composition", (*KEYS, FULLWIDTH, HAN_SPACE))

_READ: Final[dict[str, Callable[[Sheet, str], object]]] = {
    "kinsoku": lambda sheet, key: Kinsoku(sheet.text(key)),
    "mark_width": lambda sheet, key: MarkWidth(sheet.text(key)),
    "line_start": lambda sheet, key: LineStart(sheet.text(key)),
    "hanging": lambda sheet, key: Hanging(sheet.text(key)),
    "long_numbers": lambda sheet, key: Posture(sheet.text(key)),
    "abreast": Sheet.whole,
    "upright_letters": Sheet.whole,
    "single_lines": lambda sheet, key: SingleLines(sheet.text(key)),
    "latin_gap": Sheet.whole,
    "latin_gap_most": Sheet.whole,
    "keep": lambda sheet, key: tuple(keep for keep in Keep if keep.value in sheet.texts(key)),
}


def fields(sheets: Sequence[Sheet]) -> dict[str, object]:
    """Return the fields of a style that the sheets speak of, by name; the first that speaks of a key counts."""
    found: dict[str, object] = {}
    for key in KEYS:
        sheet = next((sheet for sheet in sheets if key.name in sheet), None)
        if sheet is not None:
            found[key.name] = _READ.get(key.name, Sheet.flag)(sheet, key.name)
    if "latin_gap" in found:
        found["wide_latin_gap"] = found["latin_gap"]
    return found


def is_narrow(sheet: Sheet | None, *, otherwise: bool = False) -> bool:
    """Tell whether full-width Latin becomes proportional; ``otherwise`` where the sheet doesn't speak of it."""
    return sheet.text(FULLWIDTH.name) == "narrow" if sheet is not None and FULLWIDTH.name in sheet else otherwise


def han_space(sheet: Sheet | None, *, otherwise: HanSpace = HanSpace.MEND) -> HanSpace:
    """Return what becomes of U+3000 between two Han; ``otherwise`` where the sheet doesn't speak of it."""
    return HanSpace(sheet.text(HAN_SPACE.name)) if sheet is not None and HAN_SPACE.name in sheet else otherwise
