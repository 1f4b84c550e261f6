"""Facts that can be reckoned: the weekday of a date, the page that copy refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.normalise import JUMP_LINE
from compositor.intake.passages import Copy
from compositor.lint.remarks import Reading, Remark, said
from compositor.proof.numerals import read_number

_NUMBER: Final = "[0-9〇零一二三四五六七八九十]"
_DATE: Final = (
    rf"(?:(?P<year>[0-9〇零一二三四五六七八九]{{4}})年)?(?P<month>{_NUMBER}{{1,3}})月(?P<day>{_NUMBER}{{1,3}})[日号號]"
)
_WEEKDAY: Final = r"(?:星期|週|周|禮拜|礼拜)(?P<weekday>[一二三四五六日天])"
_DAYS: Final = "一二三四五六日"
_DATE_FIRST: Final = re.compile(rf"{_DATE}[ \u3000]?[（(，,、]?[ \u3000]?{_WEEKDAY}(?![年期起至到])")
_WEEKDAY_FIRST: Final = re.compile(rf"{_WEEKDAY}[ \u3000]?[（(，,][ \u3000]?{_DATE}")
_PLAIN_DATE: Final = re.compile(_DATE)
_REFERENCE: Final = re.compile(
    rf"(?:[見见轉转載载]|刊於|刊于|刊登在|登在)(?:今日|今天|今|本[報报])?第?(?P<page>[A-Za-z]?{_NUMBER}{{1,3}})版"
    rf"|今[日天]第?(?P<today>[A-Za-z]?{_NUMBER}{{1,3}})版"
)


def weekdays(copy: Copy, terms: Terms) -> Iterator[Remark]:
    """Yield dates that don't exist, and weekdays that their dates haven't.

    A date without a year is the nearest one to the issue's day; without an issue nothing is said of it.
    """
    for passage in copy.passages:
        reading = Reading(copy, passage)
        for match in _PLAIN_DATE.finditer(passage.text):
            if _impossible(match):
                words = (f"there is no {match[0]}", "look the date up")
                yield reading.remark("WEEKDAY", words, match.span())
        for pattern in (_DATE_FIRST, _WEEKDAY_FIRST):
            for match in pattern.finditer(passage.text):
                day = _day(match, terms.day)
                if day is not None and _DAYS[day.weekday()] != match["weekday"].replace("天", "日"):
                    yield _wrong(reading, match, day)


def _wrong(reading: Reading, match: re.Match[str], day: date) -> Remark:
    right = _DAYS[day.weekday()]
    message = f"{said(match[0])}: {day.year}年{day.month}月{day.day}日 is 星期{right}"
    at = match.start("weekday")
    hint = f"星期{right}, or another date"
    return reading.remark("WEEKDAY", (message, hint), match.span(), [(at, at + 1, right)])


def _impossible(match: re.Match[str]) -> bool:
    month, day = read_number(match["month"]), read_number(match["day"])
    year = read_number(match["year"]) if match["year"] else 2000
    if month is None or day is None or year is None:
        return False
    return not 1 <= month <= 12 or _date(year, month, day) is None


def _day(match: re.Match[str], issue: date | None) -> date | None:
    month, day = read_number(match["month"]), read_number(match["day"])
    if month is None or day is None:
        return None
    if match["year"]:
        return _date(read_number(match["year"]) or 0, month, day)
    if issue is None:
        return None
    near = [found for year in (-1, 0, 1) if (found := _date(issue.year + year, month, day)) is not None]
    return min(near, key=lambda one: abs(one - issue), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def page_references(copy: Copy, terms: Terms) -> Iterator[Remark]:
    """Yield references to pages that the issue hasn't, and jump lines typed in copy."""
    known = {_page(label) for label in terms.labels}
    for passage in copy.passages:
        reading = Reading(copy, passage)
        typed = [match.span() for match in JUMP_LINE.finditer(passage.text)]
        for start, end in typed:
            words = (f"the jump line {said(passage.text[start:end])} is typed", "jump lines are set; take it out")
            yield reading.remark("LITERAL_JUMP_LINE", words, (start, end), [(start, end, "")])
        within = {at for span in typed for at in range(*span)}
        for match in _REFERENCE.finditer(passage.text if known else ""):
            if match.start() in within:
                continue
            page = match["page"] or match["today"]
            if _page(page) not in known:
                message = f"{said(match[0])}: the issue has no page {page}"
                words = (message, f"its pages are {', '.join(terms.labels)}")
                yield reading.remark("PAGE_REFERENCE", words, match.span())


def _page(label: str) -> str:
    """Return a page by one name: 2, 02 and 二 are the same."""
    number = read_number(label)
    return str(number) if number is not None else label.upper()
