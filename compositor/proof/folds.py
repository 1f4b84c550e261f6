"""The fold of a spread: no character is cut there, and a strip between two pages lies on one sheet (中縫)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compositor.errors import Finding, Severity
from compositor.model.grid import SEAM
from compositor.model.page import Page, SetLine
from compositor.model.spreads import glyphs_across, leaves
from compositor.proof.areas import extent
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name


def folds(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines of which the fold cuts a character, and boxes in a strip that the sheet hasn't."""
    for page in sheets.pages:
        if not page.halves:
            continue
        for ink in page.ink:
            if isinstance(ink, SetLine) and glyphs_across(ink, page.width // 2):
                yield _cut(page, ink, sheets)
        if not _one_sheet(page, sheets):
            yield from _strips(page, sheets)


def _cut(page: Page, line: SetLine, sheets: Sheets) -> Finding:
    printed = Printed(page.label, line)
    message = (
        f"the fold of pages {page_name(page.label)} cuts a character of {excerpt(line.line.text)!r} "
        f"({line.part} in box {line.box})"
    )
    hint = "break the head elsewhere, centre it, or keep the box on one page"
    severity = Severity.ERROR if line.column >= 0 else Severity.WARNING
    where = extent(line.em_boxes())
    return Finding("FOLD_CUT", severity, message, hint, sheets.place(printed), page.label, line.box, line.story, where)


def _one_sheet(page: Page, sheets: Sheets) -> bool:
    """Tell whether the pages of a spread are of one sheet: each as far from an end of their section."""
    labels = [leaf.label for leaf in leaves(sheets.issue.pages)]
    section = [label for label in labels if _section(label) == _section(page.halves[0].label)]
    places = [section.index(half.label) for half in page.halves if half.label in section]
    return sum(places) == len(section) - 1


def _section(label: str) -> str:
    return re.sub("[0-9]+$", "", label)


def _strips(page: Page, sheets: Sheets) -> Iterator[Finding]:
    for placed in page.boxes:
        box = sheets.box(page.label, placed.name)
        if box is not None and box.columns == SEAM and any(ink.box == box.name for ink in page.ink):
            message = (
                f"box {box.name} stands in the strip between pages {page_name(page.label)}, which are of two sheets "
                "unless these are bound otherwise (中縫)"
            )
            hint = "put it between the two middle pages of its section, or between the last and the first"
            yield Finding("SEAM_SHEETS", Severity.NOTE, message, hint, box.place, page.label, box.name)
