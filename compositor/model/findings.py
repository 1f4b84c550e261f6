"""The findings that don't keep an issue from being composed: how bad each is, and which a paper may play down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from compositor.errors import Severity
from compositor.records import dataclass

ORDER: Final = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
"""Severities from the mildest to the worst."""

Severities = Mapping[str, Severity | None]
"""What a paper makes of findings, by code; None is off."""


@dataclass(frozen=True, slots=True)
class Rating:
    """How bad a finding is by itself, from worst to mildest, and whether a paper may lower it or leave it untold.

    What is ``fixed`` tells of copy that is lost, changed or can't be read, or of a file that would be wrong.
    """

    severities: tuple[Severity, ...]
    fixed: bool = False

    def allows(self, severity: Severity | None) -> bool:
        """Tell whether a paper may give the finding this severity."""
        return not self.fixed or (severity is not None and ORDER.index(severity) >= ORDER.index(self.severities[0]))


_ERROR: Final = Rating((Severity.ERROR,))
_WARNING: Final = Rating((Severity.WARNING,))
_NOTE: Final = Rating((Severity.NOTE,))
_FIXED: Final = Rating((Severity.ERROR,), fixed=True)

RATINGS: Final[Mapping[str, Rating]] = {
    # copy, and what has to be as it is in files
    "OVERSET": _FIXED,
    "GLYPH_MISSING": _FIXED,
    "COPY_LOST": _FIXED,
    "COPY_DOUBLED": _FIXED,
    "COPY_CHANGED": _FIXED,
    "COPY_ORDER": _FIXED,
    "COPY_STRAY": _FIXED,
    "COPY_COVERED": _FIXED,
    "PICTURE_MISSING": _FIXED,
    "PICTURE_BROKEN": _FIXED,
    "PDF_REFUSED": _FIXED,
    "PDF_CHANGED": Rating((Severity.NOTE,), fixed=True),
    "PICTURE_LOST": _FIXED,
    "PICTURE_NO_ROOM": _FIXED,
    "QUOTE_NO_ROOM": _FIXED,
    "HEAD_WIDE": _FIXED,
    "LINE_WIDE": _FIXED,
    "LINE_SHORT": _FIXED,
    "JUMP": _FIXED,
    "FIT_WRONG": _FIXED,
    "OUTSIDE_PAGE": _FIXED,
    "OUTSIDE_BOX": _FIXED,
    "COLLISION": Rating((Severity.ERROR, Severity.WARNING), fixed=True),
    "PREFLIGHT": Rating((Severity.ERROR, Severity.WARNING, Severity.NOTE), fixed=True),
    "READER": Rating((Severity.ERROR, Severity.WARNING, Severity.NOTE), fixed=True),
    "RELEASED_PART": _FIXED,
    "RELEASED_LOST": _FIXED,
    "RELEASED_CHANGED": Rating((Severity.ERROR, Severity.WARNING), fixed=True),
    "CONTROL_REMOVED": Rating((Severity.WARNING,), fixed=True),
    "LITERAL_JUMP_LINE": Rating((Severity.NOTE,), fixed=True),
    # furniture
    "FURNITURE_MISSING": Rating((Severity.ERROR, Severity.WARNING)),
    "FURNITURE_WRONG": _ERROR,
    "FACT_DIFFERS": _WARNING,
    "INDEX_UNPRINTED": _WARNING,
    "PAPER_NAME": _WARNING,
    "REGULATION": _NOTE,
    "SECTION_HEAD": _WARNING,
    "FOLIO_PLACE": _WARNING,
    "QR_NARROW": _WARNING,
    "QR_QUIET": _WARNING,
    "PAGE_ORDER": _WARNING,
    "SHEET_COUNT": _WARNING,
    "EDITION_PAGE": _NOTE,
    "EDITION_SAME": _NOTE,
    "SERIAL_FORM": _WARNING,
    "PAGE_NUMBER": Rating((Severity.ERROR, Severity.WARNING, Severity.NOTE)),
    # the page
    "UNDERSET": _WARNING,
    "BOX_EMPTY": _WARNING,
    "CONTINUES_EMPTY": _WARNING,
    "HEADS": Rating((Severity.WARNING, Severity.NOTE)),
    "BOX_OUTSIDE": _WARNING,
    "BOX_OVERLAP": _ERROR,
    "PAGE_CUT": Rating((Severity.WARNING, Severity.NOTE)),
    "RULE_THROUGH": _WARNING,
    "FOLD_CUT": Rating((Severity.ERROR, Severity.WARNING)),
    "SEAM_SHEETS": _NOTE,
    "GREY": _NOTE,
    "HEAD_ORDER": _WARNING,
    "HEAD_LEVELS": _NOTE,
    "HEADS_MEET": _WARNING,
    "HEADS_STACKED": _WARNING,
    "HEAD_FOOT": _WARNING,
    "REVERSED_SMALL": _WARNING,
    "REVERSED_LOST": _ERROR,
    "BLEED": _WARNING,
    "SAFETY": _WARNING,
    "OVERPRINT": Rating((Severity.ERROR, Severity.WARNING)),
    "INK_PLAN": _NOTE,
    "INK_OVER": _ERROR,
    "RICH_BLACK": _WARNING,
    "RULE_INKS": _WARNING,
    "INKS_SMALL": _WARNING,
    "TINT_DARK": _WARNING,
    "COLUMN_ENDS": _NOTE,
    "OFF_GRID": _WARNING,
    "TABLE_WIDE": _WARNING,
    "ADVERT_LABEL": _FIXED,
    "ADVERT_SIZE": Rating((Severity.ERROR, Severity.WARNING)),
    "PICTURE_CUT": _WARNING,
    "BESIDE_MOVED": _NOTE,
    "RESOLUTION": Rating((Severity.ERROR, Severity.WARNING)),
    "PICTURE_ALT": _WARNING,
    "PICTURE_WORDS": _NOTE,
    # lines and heads
    "RESCUED": _WARNING,
    "LOOSE": Rating((Severity.WARNING, Severity.NOTE)),
    "HEAD_LONE": _WARNING,
    "HEAD_BREAK": _NOTE,
    "HEAD_END_MARK": _NOTE,
    "BETWEEN_LINES": _WARNING,
    "BACKWARDS": _WARNING,
    "LOOSENESS": _NOTE,
    "LEFT_OUT": Rating((Severity.NOTE,), fixed=True),
    "FITTED": _NOTE,
    "NOT_FITTED": _NOTE,
    "SINGLE_LINE": _NOTE,
    "LINE_GAP": _NOTE,
    # usage
    "HALF_WIDTH": _NOTE,
    "QUOTES": _NOTE,
    "QUOTE_OPEN": _NOTE,
    "RANGES": _NOTE,
    # copy as typed: warnings of lint are notes when an issue is composed
    "MIXED_SCRIPT": Rating((Severity.WARNING, Severity.NOTE)),
    "PARAGRAPH_BROKEN": Rating((Severity.WARNING, Severity.NOTE)),
    "PARAGRAPH_JOINED": Rating((Severity.WARNING, Severity.NOTE)),
    "DECIMAL": Rating((Severity.WARNING, Severity.NOTE)),
    "WEEKDAY": Rating((Severity.WARNING, Severity.NOTE)),
    "PAGE_REFERENCE": Rating((Severity.WARNING, Severity.NOTE)),
    "NAME_TWO_WAYS": Rating((Severity.WARNING, Severity.NOTE)),
    "BRACKETS": _NOTE,
    "FULL_WIDTH": _NOTE,
    "MARKS": _NOTE,
    "ETC": _NOTE,
    "END_MARK": _NOTE,
    "SPACES": _NOTE,
    # faces, glyphs, stories and settings
    "HABIT": _NOTE,
    "GLYPH_BOX": _WARNING,
    "SUPPLEMENT_UNUSED": _NOTE,
    "FACE_FORMS": _NOTE,
    "FACE_MARKS": Rating((Severity.WARNING, Severity.NOTE)),
    "STANDBY": _WARNING,
    "EMPTY_STORY": _WARNING,
    "INDENT_IN_PARAGRAPH": _WARNING,
}
"""Every such finding with its rating: the one table that papers, proof and the manuals go by."""
