"""Charts: figures as typed, of one series or of several, and whether they can be drawn honestly."""

from __future__ import annotations

from typing import Final

from compositor.intake.copytext import head_part
from compositor.intake.faults import Code, Faults, said
from compositor.intake.sheet import Sheet, nearest
from compositor.model.copy import Bar, Chart, Series

MOST_PERCENT: Final = 100.5
"""Percents that were rounded may come to a little more than a hundred."""
_WHOLES: Final = frozenset({"pie", "ring"})


def read_chart(sheet: Sheet, faults: Faults) -> Chart:
    """Return the chart that a checked file describes; of several series the first are its ``bars``."""
    items = tuple(item.content for item in sheet.items("values") if isinstance(item.content, Sheet))
    names = sheet.texts("series")
    _check_keys(sheet, items, names, faults)
    series = tuple(Series(name, tuple(_bar(item, item.sheet("values"), name) for item in items)) for name in names)
    bars = series[0].bars if series else tuple(_bar(item, item, "value") for item in items)
    _check_whole(sheet, [bar for one in series for bar in one.bars] if series else list(bars), faults)
    source = head_part("credit", sheet.scalar("source"), faults)
    return Chart(sheet.text("kind"), sheet.text("title"), sheet.text("unit"), bars, sheet.place, source, series)


def _bar(item: Sheet, found: Sheet | None, key: str) -> Bar:
    """Return the figure that stands under a key; one that was left out isn't known."""
    figure = found.scalar(key) if found is not None else None
    number = found.number(key) if found is not None and figure is not None else None
    return Bar(item.text("label"), number, figure.value.strip() if figure else "")


def _check_keys(sheet: Sheet, items: tuple[Sheet, ...], names: tuple[str, ...], faults: Faults) -> None:
    """Check that a chart of several series has figures of each of them by name, and one of a single series none."""
    if names and sheet.text("kind") in _WHOLES:
        message = f"series: a {sheet.text('kind')} has one series: the parts of one whole"
        faults.add(Code.TWO_THINGS, sheet.key_place("series"), message, "draw columns, or a pie for each series")
    if len(set(names)) < len(names):
        faults.add(Code.DUPLICATE_KEY, sheet.place_of("series"), "series: a name stands twice", "name each once")
    for item in items:
        wrong = "value" if names else "values"
        if wrong in item.keys:
            hint = f"values: {{{names[0]}: …}}" if names else "list the names in series: at the top of the chart"
            message = "a chart of several series has figures by name" if names else "values by name need series"
            faults.add(Code.TWO_THINGS, item.key_place(wrong), f"{wrong}: {message}", hint)
        given = item.sheet("values")
        for name, key in given.keys.items() if given is not None and names else ():
            if name not in names:
                hint = nearest(name, names, "the series are " + ", ".join(names))
                faults.add(Code.UNKNOWN_NAME, key.place, f"values: there is no series {said(name)}", hint)


def _check_whole(sheet: Sheet, bars: list[Bar], faults: Faults) -> None:
    """Check that a chart has figures, and that parts of a whole are parts: none below zero, no more than a hundred."""
    known = [bar.value for bar in bars if bar.value is not None]
    if bars and not known:
        faults.add(Code.EMPTY, sheet.place_of("values"), "values: none of them is known", "type at least one value")
    if sheet.text("kind") not in _WHOLES or not known:
        return
    hint = "draw a bar chart, or mend the values"
    if min(known) < 0 or max(known) == 0:
        message = "values: parts of a whole can't be below zero, nor all be nothing"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("values"), message, hint)
    elif sheet.text("unit") in {"%", "％"} and sum(known) > MOST_PERCENT:
        message = f"values: the parts are {sum(known):g} percent of the whole"
        faults.add(Code.OUT_OF_RANGE, sheet.place_of("values"), message, hint)
