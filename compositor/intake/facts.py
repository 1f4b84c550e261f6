"""Facts that furniture prints: where the desk typed them, and what numbers are reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.furniture_forms import DAYS
from compositor.intake.sheet import Sheet, nearest
from compositor.model.copy import IndexItem, Story
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


def read_index(sheet: Sheet, placed: Mapping[str, Story | None], faults: Faults) -> tuple[IndexItem, ...]:
    """Return 今日導讀; ``placed`` are the stories that begin on some page, None where one couldn't be read."""
    found = []
    for value in sheet.items("index"):
        one = value.content
        if not isinstance(one, Sheet) or not one.text("story"):
            continue
        slug = one.text("story")
        if slug not in placed:
            message = f"index: no page takes the story {said(slug)}"
            hint = nearest(slug, tuple(placed), "place the story in a box, or take the line out")
            faults.add(Code.INDEX_UNPLACED, one.place_of("story"), message, hint)
            continue
        story = placed[slug]
        headline = story.part("headline") if story else None
        text = one.text("text") or (headline.text.replace("\n", " ") if headline else "")
        found.append(IndexItem(slug, text or slug, one.place))
    return tuple(found)


def read_weather(sheet: Sheet, faults: Faults) -> tuple[tuple[str, str], ...]:
    """Return the weather as typed, by name."""
    typed = sheet.sheet("weather")
    if typed is None:
        return ()
    if "low" in typed and "high" in typed and typed.whole("low") > typed.whole("high"):
        message = f"weather: low {typed.whole('low')} is more than high {typed.whole('high')}"
        faults.add(Code.OUT_OF_RANGE, typed.place_of("low"), message, "change their places")
    return tuple((name, str(value.content)) for name, value in typed.values.items())
