"""Facts of the issue beside what is reckoned: entries, total number, day of issue, order of pages, serial numbers.

Sources: 報紙出版管理規定 (2005) article 31; the forms of CN numbers are those of GB/T 9999.1-2018, and newspapers have
the serials from 0001 to 0999; 郵發代號 of newspapers have an odd prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import PageCopy
from compositor.model.lunar import lunar_day, lunar_words
from compositor.model.page import Page
from compositor.model.settings import Region
from compositor.model.spreads import leaves
from compositor.plan.imposition import UnevenError, imposed, uneven_words
from compositor.plan.values import issue_number, values
from compositor.proof.areas import extent
from compositor.proof.homes import home
from compositor.proof.sheets import Printed, Sheets, page_name

_CN = re.compile(r"CN[ :：\u3000]*([0-9]+[-－–‑][0-9]+)")
_POST = re.compile(r"[郵邮][發发]代[號号][ :：\u3000]*([0-9]+)[-－–‑][0-9]+")
_REGIONS = frozenset(
    (*range(10, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)),
)
NAMES = re.compile(r"\{([^{}]+)\}")
"""The names in a pattern of furniture."""
_LABEL = re.compile(r"([A-Za-z]*)([0-9]+)")
_DATES = ("date", "date_han", "day", "weekday")
_RECKONED = ("date", "date_han", "weekday", "lunar", "lunar_year", "lunar_month", "lunar_day", "pages", "pages_han")


def facts(sheets: Sheets) -> Iterator[Finding]:
    """Yield facts that the desk typed and that are not so, pages out of order, and serials of a wrong form."""
    yield from _entries(sheets)
    yield from _number(sheets)
    yield from _order(sheets)
    yield from _press_sheets(sheets)
    if sheets.design.paper.setting.region is Region.CN:
        yield from _serials(sheets)


def _entries(sheets: Sheets) -> Iterator[Finding]:
    """Yield entries under names that are reckoned, where they say something else than what is printed."""
    issue, paper = sheets.issue, sheets.design.paper
    words = values(issue, leaves(issue.pages)[0], paper)
    lunar = lunar_day(issue.date)
    places = {**paper.fact_places, **issue.fact_places}
    typed = dict(paper.entries) | dict(issue.entries)
    if paper.numbering or issue.number:
        words = {**words, "number": str(issue_number(issue, paper))}
    for name in (*_RECKONED, "number"):
        said, truth = typed.get(name, ""), words.get(name, "")
        said_lunar = tuple(lunar_words(said)) or tuple(lunar_words(f"農曆{said}")) if name == "lunar" else ()
        if lunar and said_lunar and said_lunar[0].agrees(lunar):
            continue
        if said and truth and said != truth:
            message = f"entries: {name} says {said}; it is {truth}, which is printed"
            hint = "take the entry out, or look at the issue's date"
            where = _printing(sheets, (name,))
            yield Finding("FACT_DIFFERS", Severity.WARNING, message, hint, places.get(name), *where)


def _press_sheets(sheets: Sheets) -> Iterator[Finding]:
    """Yield a section whose pages make no whole press sheets, where the paper says what its press prints."""
    issue, paper = sheets.issue, sheets.design.paper
    if paper.printing.sheets is None:
        return
    try:
        imposed(leaves(issue.pages), paper.printing.sheets)
    except UnevenError as uneven:
        message, hint = uneven_words(uneven, paper.printing.sheets)
        yield Finding("SHEET_COUNT", Severity.WARNING, message, hint, issue.pages[-1].place)


def _number(sheets: Sheets) -> Iterator[Finding]:
    issue, numbering = sheets.issue, sheets.design.paper.numbering
    if numbering is None:
        return
    day = f"{issue.date.isoformat()}, a {issue.date:%A}"
    reckoned = numbering.of(issue.date)
    if reckoned is None:
        before = issue.date < numbering.start
        message = f"the paper has no issue on {day}" if not before else f"{day} is before number_from begins"
        hint = "look at the issue's date, or enter the day in number_from: extra"
        if before:
            hint = "let number_from begin with an earlier issue"
        where = _printing(sheets, _DATES)
        yield Finding("FACT_DIFFERS", Severity.WARNING, message, hint, issue.fact_places.get("date"), *where)
    elif issue.number and issue.number != reckoned:
        message = f"the issue has the number {issue.number}; from the paper's number_from it is {reckoned}"
        hint = "take number out, or enter days without an issue in number_from: without"
        where = _printing(sheets, ("number",))
        yield Finding("FACT_DIFFERS", Severity.WARNING, message, hint, issue.fact_places.get("number"), *where)


def _printing(sheets: Sheets, names: Sequence[str]) -> tuple[str, str, str, tuple[int, int, int, int] | None]:
    """Return page, box, story and area of the first line of furniture that prints one of these facts, if one does."""
    for printed in sheets.furniture:
        item = sheets.item(printed)
        if item is not None and set(names) & set(NAMES.findall(item.text)):
            return printed.page, printed.line.box, "", extent(printed.line.em_boxes())
    return "", "", "", None


def index_read(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines of 今日導讀 that no furniture prints with their page."""
    used: set[str] = set()
    for printed in sheets.furniture if sheets.issue.index else ():
        item = sheets.item(printed)
        used.update(NAMES.findall(item.text) if item else ())
    for number, line in enumerate(sheets.issue.index, 1):
        lack = [name for name in (f"index{number}", f"index{number}_page") if name not in used]
        if lack:
            names = " and ".join(f"{{{name}}}" for name in lack)
            message = f"index: no furniture prints {names} for the story {line.story}"
            hint = "let an item of the front page name it, or take the line out"
            front = next((page for page in sheets.pages if page.number == 1 and not page.halves), None)
            ends = _at_home(sheets, front) if front else ()
            yield Finding("INDEX_UNPRINTED", Severity.WARNING, message, hint, line.place, *ends)


def _at_home(sheets: Sheets, front: Page) -> tuple[str, str, str, tuple[int, int, int, int]]:
    template = sheets.design.templates[sheets.issue.page(front.label).template]
    box, where = home(template, front, ("{index1}",))
    return front.label, box, "", where


def _order(sheets: Sheets) -> Iterator[Finding]:
    """Yield pages whose label doesn't follow the one before: 02 after 01, or the first page of a later section."""
    for before, page in pairwise(leaves(sheets.issue.pages)):
        first, second = _parted(before), _parted(page)
        if first is None or second is None or _follows(first, second):
            continue
        missing = "; pages between are missing" if second > first else ""
        message = f"page {page_name(page.label)} comes after page {page_name(before.label)}{missing}"
        hint = "list the pages in the order of their labels (版序)"
        yield Finding("PAGE_ORDER", Severity.WARNING, message, hint, page.place, page.label)


def _follows(one: tuple[str, int], other: tuple[str, int]) -> bool:
    return other == (one[0], one[1] + 1) or (other[0] > one[0] and other[1] == 1)


def _parted(page: PageCopy) -> tuple[str, int] | None:
    match = _LABEL.fullmatch(page.label)
    return (match[1].upper(), int(match[2])) if match else None


def _serials(sheets: Sheets) -> Iterator[Finding]:
    for printed in sheets.furniture:
        text = printed.line.line.text
        for number in _CN.findall(text):
            if not _is_newspaper(number):
                hint = "CN, two digits of the region, and a serial from 0001 to 0999, such as CN 32-0001"
                yield _serial(printed, sheets, (number, f"CN {number} is no newspaper's number"), hint)
        for prefix in _POST.findall(text):
            if int(prefix) % 2 == 0:
                hint = "newspapers have odd prefixes (25-1), magazines even ones"
                yield _serial(printed, sheets, (f"{prefix}-", f"the 郵發代號 {prefix}-… is no newspaper's"), hint)


def _is_newspaper(number: str) -> bool:
    region, _, serial = re.sub("[－–‑]", "-", number).partition("-")
    return len(region) == 2 and int(region) in _REGIONS and len(serial) == 4 and 1 <= int(serial) <= 999


def _serial(printed: Printed, sheets: Sheets, told: tuple[str, str], hint: str) -> Finding:
    said, what = told
    line = printed.line
    message = f'"{line.line.text}" in box {line.box} on page {page_name(printed.page)}: {what}'
    place = typed_at(printed, said, sheets) or sheets.place(printed)
    where = extent(line.em_boxes())
    return Finding("SERIAL_FORM", Severity.WARNING, message, hint, place, printed.page, line.box, "", where)


def typed_at(printed: Printed, said: str, sheets: Sheets) -> Place | None:
    """Return where the desk typed the fact that a line of furniture prints and that says ``said``, None if nowhere."""
    label, line = printed.page, printed.line
    item = sheets.item(printed)
    if item is None:
        return None
    paper, issue = sheets.design.paper, sheets.issue
    words = values(issue, issue.page(label), paper)
    places = {**paper.fact_places, **issue.fact_places}
    names = (name for name in NAMES.findall(item.text) if name in places)
    return next((places[name] for name in names if said in words.get(name, "") and said in line.line.text), None)
