"""The product's own answers in the shape that conformance data ask for: offsets count characters, widths are ems.

Thin calls: everything is decided by the functions that set a newspaper's lines. ``uax14`` is the same line
breaker with its tailoring off; ``loose`` and ``normal`` are the floor at that strictness without the table of
marks; ``basic``, ``gb`` and ``strict`` are the levels of the product.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from compositor.intake.mapped import Bit, Mapped
from compositor.intake.normalise import lines_joined
from compositor.model.design import Align
from compositor.model.settings import Hanging, Kinsoku, MarkWidth, Region
from compositor.text import Matter, TypeCase, set_first_fit, set_lines
from compositor.text.casting import items_of
from compositor.text.floor import Strictness, tailoring
from compositor.text.items import Items
from compositor.text.marks import Break
from compositor.text.uax14 import ROOT, opportunities
from tests.testface import EM, PLAIN, type_case

_UNBOUNDED = 1 << 60
_OPEN = frozenset({Break.ALLOWED, Break.SOFT, Break.NUMERAL, Break.SEAM})
_SETTINGS = {
    "normal": MarkWidth.LINE_END_HALF,
    "space-first": MarkWidth.LINE_END_HALF,
    "trim-start": MarkWidth.LINE_END_HALF,
    "space-all": MarkWidth.FULL,
    "trim-all": MarkWidth.HALF,
}


def region_of(lang: str) -> Region:
    """Return the region whose rules a language tag asks for; mainland where it names none."""
    tag = lang.lower()
    if "hk" in tag:
        return Region.HK
    if tag.startswith("zh-hant") and not tag.endswith("-cn"):
        return Region.TW
    return Region.CN


@cache
def case_of(region: Region) -> TypeCase:
    """Return the type case of a region."""
    return type_case(region)


def items(text: str, lang: str, **style: Any) -> Items:
    """Return the items of a text set in one line."""
    return items_of(Matter(text, 0, len(text), (), None, replace(PLAIN, **style)), case_of(region_of(lang)), _UNBOUNDED)


def breaks(text: str, lang: str, strictness: str) -> list[int]:
    """Return the offsets inside ``text`` at which a line may end."""
    if strictness == "uax14":
        return list(opportunities(text, ROOT))
    if strictness in {"loose", "normal"}:
        return list(opportunities(text, tailoring(Strictness(strictness), chinese=lang.startswith("zh"))))
    found = items(text, lang, kinsoku=Kinsoku(strictness), hyphenate=False)
    at, first = found.glyphs.at, found.units.first
    return [at[first[boundary]] for boundary in range(1, found.count) if found.breaks[boundary] in _OPEN]


def lines(text: str, width_em: float, lang: str, opts: Mapping[str, Any]) -> list[int]:
    """Return the offsets at which lines start: of first fit in the plain modes, of total fit when justified."""
    level = {"normal": Kinsoku.GB, "gb": Kinsoku.GB, "basic": Kinsoku.BASIC, "loose": Kinsoku.BASIC}.get(
        opts["strictness"], Kinsoku.STRICT
    )
    justify = opts["mode"] == "justify"
    style = replace(
        PLAIN,
        kinsoku=level,
        hyphenate=False,
        latin_gap=125 if justify else 0,
        mark_width=MarkWidth.FULL if opts["mode"] == "plain" else MarkWidth.LINE_END_HALF,
        hanging=Hanging.STOPS if opts["hanging"] else Hanging.NONE,
        align=Align.JUSTIFY if justify else Align.LEFT,
    )
    compose = set_lines if justify else set_first_fit
    starts = []
    for start, end in _paragraphs(text):
        indent = round(opts.get("first_line_indent", 0) * EM)
        matter = Matter(text, start, end, (), None, style, indent=indent)
        starts += [line.start for line in compose(matter, (round(width_em * EM),), case_of(region_of(lang)))]
    return starts


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for paragraph in text.split("\n"):
        found.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return found


def advances(text: str, lang: str, setting: str) -> list[float]:
    """Return the advance of every character of ``text`` in one line, in ems."""
    found = items(text, lang, mark_width=_SETTINGS[setting], latin_gap=0)
    glyphs = found.glyphs
    widths = [0.0] * len(text)
    for at, advance in zip(glyphs.at, glyphs.advances, strict=True):
        widths[at] = advance / EM
    if setting == "trim-start" and 0 in found.trimmed_start:
        widths[0] -= found.trimmed_start[0] / EM
    return widths


def gaps(text: str, lang: str, setting: str) -> dict[int, float]:
    """Return the gaps between Han and Latin, in ems, by the offset of the character after each."""
    gap = 0 if setting == "no-autospace" else 125
    found = items(text, lang, latin_gap=gap)
    at, first = found.glyphs.at, found.units.first
    return {at[first[boundary]]: found.latin_gap / EM for boundary in found.latin}


def join(text: str) -> str:
    """Return a paragraph after the line endings of its source are joined."""
    return lines_joined(Mapped((Bit(text, 0, len(text)),))).text
