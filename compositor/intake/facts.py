"""Facts that furniture prints: where the desk typed them, and what numbers are reckoned from."""

from __future__ import annotations

from datetime import date

from compositor.errors import Place
from compositor.intake.faults import Code, Faults
from compositor.intake.furniture_forms import DAYS
from compositor.intake.sheet import Sheet
from compositor.model.numbering import Numbering


def places_of_facts(sheet: Sheet, *keys: str) -> dict[str, Place]:
    """Return where each fact under these keys of a sheet stands, by its name; the later of two counts."""
    tables = [table for key in keys if (table := sheet.sheet(key))]
    return {name: table.place_of(name) for table in tables for name in table.values}


def numbering(sheet: Sheet, faults: Faults) -> Numbering | None:
    """Return what a paper reckons the numbers of its issues from, None where it says nothing or is faulty."""
    typed = sheet.sheet("number_from")
    day = typed.day("date") if typed else None
    if typed is None or day is None or not typed.whole("number"):
        return None
    days = tuple(sorted({DAYS.index(word) for word in typed.texts("days")}))
    without, extra = (_days(typed, key) for key in ("without", "extra"))
    found = Numbering(day, typed.whole("number"), days, without, extra)
    if not found.comes_out(day):
        message = f"number_from: the paper has no issue on {day.isoformat()}, a {day:%A}"
        faults.add(Code.OUT_OF_RANGE, typed.place_of("date"), message, "name a day with an issue, and its number")
    return found


def _days(sheet: Sheet, key: str) -> tuple[date, ...]:
    return tuple(item.content for item in sheet.items(key) if isinstance(item.content, date))
