"""The limits that a paper sets (``limits:``), and the words that say how one is raised."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from compositor.intake.scalars import Whole
from compositor.intake.schema import Key, Record
from compositor.intake.sheet import Sheet
from compositor.model.limits import LIMITS, Limits

_BOUNDS: Final = {
    "pages": (1, 5_000, "the most pages of an issue"),
    "story": (1_000, 5_000_000, "the most characters of a story's file"),
    "paragraph": (100, 1_000_000, "the most characters of a paragraph, as typed"),
    "story_seconds": (1, 3_600, "how many seconds one story may be in the making"),
    "picture_megabytes": (1, 2_000, "the largest file of a picture or PDF, in millions of bytes"),
    "picture_megapixels": (1, 2_000, "the largest picture, in millions of pixels"),
    "picture_seconds": (1, 3_600, "how many seconds the decoder of one picture or PDF may take"),
    "picture_memory": (100, 64_000, "how many millions of bytes of memory it may take"),
    "font_megabytes": (1, 1_000, "the largest file of a face, in millions of bytes"),
}
LIMIT_FORM: Final = Record(
    "limits",
    tuple(
        Key(name, Whole(least, most), words, default=str(getattr(LIMITS, name)))
        for name, (least, most, words) in _BOUNDS.items()
    ),
)


def limits_of(sheet: Sheet | None) -> Limits:
    """Return the limits of a paper by its checked sheet."""
    own = sheet.sheet("limits") if sheet else None
    if own is None:
        return LIMITS
    return Limits(**{one.name: own.whole(one.name) or getattr(LIMITS, one.name) for one in fields(Limits)})


def raised(name: str, limit: int) -> str:
    """Return the hint that says how a limit is raised."""
    return f"where that is meant, let paper.yaml say more than limits: {{{name}: {limit}}}"
