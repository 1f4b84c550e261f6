"""The press of a paper: the profile of its printing condition, read and proven to print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from compositor.colour import ProfileError, newsprint, profile_of
from compositor.intake import files
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import Refused, inside
from compositor.intake.sheet import Sheet
from compositor.model.imposition import Gathering, PressSheets, Turn
from compositor.model.printing import FILE_NAME, Delivery, InkPlan, Printing

MOST_BYTES: Final = 20_000_000
DEFAULT: Final = "default"
OUTLINES: Final = "outlines"


def printing(press: Sheet | None, folder: Path, faults: Faults) -> Printing:
    """Return how a paper is printed; a profile that can't be used is a fault."""
    if press is None:
        return Printing(newsprint().content)
    return Printing(
        profile=_profile(press, folder, faults),
        plan=InkPlan(press.text("ink") or InkPlan.COLOUR),
        second=tuple(dict.fromkeys(press.texts("second_inks"))) or Printing().second,
        resolution=press.whole("picture_resolution"),
        sharpen=press.whole("sharpen"),
        line_resolution=press.number("line_resolution"),
        text_tint=press.number("text_tint"),
        least_inks=press.length("least_inks"),
        marks=press.texts("marks"),
        file_name=press.text("file_name") or FILE_NAME,
        delivery=_delivery(press.sheet("delivery")),
        outlined=press.text("text") == OUTLINES,
        sheets=_sheets(press.sheet("sheets")),
    )


def _sheets(sheets: Sheet | None) -> PressSheets | None:
    """Return the sheets that a press prints; none where the paper says nothing of them."""
    if sheets is None:
        return None
    return PressSheets(
        up=int(sheets.text("up")),
        gathering=Gathering(sheets.text("gathering")),
        turn=Turn(sheets.text("turn")),
        least=int(sheets.text("least")),
        most=sheets.whole("most") if "most" in sheets else 0,
        gap=sheets.length("gap") if "gap" in sheets else 0,
        margin=sheets.length("margin"),
        apart=sheets.text("sections") == "apart",
        lying=sheets.text("pages") == "lying",
    )


def _delivery(delivery: Sheet | None) -> Delivery:
    return Delivery(delivery.text("to"), delivery.flag("previews")) if delivery else Delivery()


def _profile(press: Sheet, folder: Path, faults: Faults) -> bytes:
    name, place = press.text("profile"), press.place_of("profile")
    if name in {"", DEFAULT}:
        return newsprint().content
    try:
        return profile_of(files.content(inside(folder, name), MOST_BYTES)).content
    except Refused as refused:
        faults.add(refused.code, place, f"profile: the file {said(name)} {refused.message}", refused.hint)
    except ProfileError as error:
        faults.add(Code.NOT_A_PROFILE, place, f"profile: the file {said(name)} {error.message}", error.hint)
    return newsprint().content
