"""The calendar: a page a year, a table a month, each day a link to its issues; nothing of it needs a script."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from compositor.epaper.addresses import calendar_page, issue_page
from compositor.epaper.markup import Markup, element, joined
from compositor.epaper.shelf import Shelf, Shelved
from compositor.epaper.site.frame import Contents, Sheet, written
from compositor.epaper.sitefile import SiteFile

Days = Mapping[int, Sequence[Shelved]]


def calendar_files(shelf: Shelf) -> Iterator[SiteFile]:
    """Yield the calendar of each year that has an issue, the newest first."""
    for year, issues in groupby(shelf.issues, lambda one: one.date[:4]):
        yield _year_file(shelf, year, tuple(issues))


def _year_file(shelf: Shelf, year: str, issues: Sequence[Shelved]) -> SiteFile:
    sheet = Sheet(calendar_page(year), shelf, issues[0].date)
    months = [month_section(sheet, month, tuple(within)) for month, within in groupby(issues, lambda one: one.date[:7])]
    title = f"{sheet.wording.text('calendar')} {sheet.wording.text('year', year)}"
    main = [
        element("h1", None, sheet.wording("span", "calendar"), " ", sheet.wording("span", "year", year)),
        years(sheet, shelf, year),
        element("div", {"class": "months"}, *reversed(months)),
    ]
    return written(sheet, Contents((title,), main, "calendar-view"))


def years(sheet: Sheet, shelf: Shelf, here: str = "") -> Markup:
    """Return links to the calendars of all years."""
    found = [year for year, _ in groupby(shelf.issues, lambda one: one.date[:4])]
    items = [
        element(
            "li", None, sheet.said_link(calendar_page(year), "year", year, current="page" if year == here else None)
        )
        for year in found
    ]
    return element("nav", {"class": "years", **sheet.wording.labelled("calendar")}, element("ol", None, *items))


def month_section(sheet: Sheet, month: str, issues: Sequence[Shelved]) -> Markup:
    """Return a month (2024-05) as a table of its weeks, from Monday (GB/T 7408.1 4.2.1)."""
    year, number = int(month[:4]), int(month[5:7])
    days: dict[int, list[Shelved]] = {}
    for one in sorted(issues, key=lambda one: (one.date, one.folder)):
        days.setdefault(int(one.date[8:10]), []).append(one)
    name = [sheet.wording("span", "year", year), " ", element("span", {"data-m": number}, _month(sheet, number))]
    weeks = [
        element("tr", None, *(_day(sheet, day, days) for day in week))
        for week in Calendar().monthdayscalendar(year, number)
    ]
    head = [element("th", {"scope": "col", "data-k": at}, one) for at, one in enumerate(sheet.wording.list("weekdays"))]
    table = element(
        "table",
        {"class": "month"},
        element("thead", None, element("tr", None, *head)),
        element("tbody", None, *weeks),
    )
    return element("section", {"class": "month"}, element("h2", {"id": f"m{number:02}"}, *name), table)


def _month(sheet: Sheet, number: int) -> str:
    return sheet.wording.list("months")[number - 1]


def _day(sheet: Sheet, day: int, days: Days) -> Markup:
    if not day:
        return element("td")
    issues = days.get(day)
    if not issues:
        return element("td", None, element("span", {"class": "none"}, str(day)))
    return element("td", None, joined(_day_links(sheet, day, issues), " "))


def _day_links(sheet: Sheet, day: int, issues: Sequence[Shelved]) -> Iterator[Markup]:
    """Yield the day as a link to its first issue, and further issues of the day by their edition or zone."""
    for at, one in enumerate(issues):
        name = sheet.wording.day(one.date)
        further = one.edition or one.zone or one.folder if at else ""
        hidden = element("span", {"class": "unseen"}, name, element("bdi", None, " " + one.edition if at == 0 else ""))
        shown = element("bdi", None, further) if at else element("span", {"aria-hidden": "true"}, str(day))
        yield sheet.link(issue_page(one.folder), shown, hidden, kind="further" if at else "day")
