"""What furniture prints: names and numbers of the paper, the issue and the page, computed where they can be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compositor.model.copy import Issue, PageCopy
from compositor.model.design import Paper
from compositor.model.lunar import lunar_day
from compositor.model.settings import Script
from compositor.model.spreads import leaves
from compositor.records import dataclass

_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_NAME = re.compile(r"\{([^{}]+)\}")


def han_number(number: int) -> str:
    """Write a number below 100 as newspapers count pages: 二, 十, 十二, 二十, 二十一; others digit by digit."""
    if number >= 100:
        return han_digits(str(number))
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def han_digits(text: str) -> str:
    """Write the digits of ``text`` one by one in Han: 2019 is 二〇一九."""
    return "".join(_DIGITS[int(char)] if char.isascii() and char.isdigit() else char for char in text)


def page_word(page: PageCopy, paper: Paper) -> str:
    """Return a page as jump lines name it: its number in the paper's numerals, or its label if that is no number."""
    if not page.label.isdigit():
        return page.label
    return han_number(int(page.label)) if paper.wording.numerals == "han" else str(int(page.label))


def issue_number(issue: Issue, paper: Paper) -> int:
    """Return the total number of an issue: as typed, else as the paper reckons it; 0 where it isn't known."""
    reckoned = paper.numbering.of(issue.date) if paper.numbering and not issue.number else None
    return issue.number or reckoned or 0


def values(issue: Issue, page: PageCopy, paper: Paper) -> Mapping[str, str]:
    """Return every name that a furniture pattern may use on a page, with its words; see `Words`."""
    return Words(issue, paper).on(page)


class Words:
    """The words that furniture may print, by name.

    Later sources win: the paper's entries, its imprint, the issue's entries, the page's staff, and what is
    computed from the date and the page (GB/T 7408 order of year, month, day).
    """

    def __init__(self, issue: Issue, paper: Paper) -> None:
        """Find what is the same on all pages."""
        day, number, count = issue.date, issue_number(issue, paper), issue.count
        lunar = _lunar(issue, paper)
        self.paper = paper
        self.typed = dict(paper.entries) | dict(paper.imprint) | dict(issue.entries)
        self.computed = {
            "name": paper.name,
            "paper": paper.name,
            "year": str(day.year),
            "month": str(day.month),
            "day": str(day.day),
            "date": f"{day.year}年{day.month}月{day.day}日",
            "date_han": f"{han_digits(str(day.year))}年{han_number(day.month)}月{han_number(day.day)}日",
            "weekday": f"星期{_WEEKDAYS[day.weekday()]}",
            "pages": str(count),
            "pages_han": han_number(count),
            "note": issue.note,
            "edition": issue.edition,
            "number": str(number) if number else "",
            "lunar": lunar[0],
            "lunar_year": lunar[1],
            "lunar_month": lunar[2],
            "lunar_day": lunar[3],
            "imprint": _pairs(paper.imprint),
        }
        self.read = {**_index(issue, paper), **_weather(issue)}

    def on(self, page: PageCopy) -> Mapping[str, str]:
        """Return every name that a furniture pattern may use on this page, with its words."""
        page = leaves((page,))[0]
        own = {
            "page": page_word(page, self.paper),
            "label": page.label,
            "section": page.section,
            "staff": _pairs(page.staff),
        }
        found = {**self.typed, **dict(page.staff), **self.computed, **own, **self.read}
        return {name: word for name, word in found.items() if word}


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a name of furniture leads: page and box in which a story begins, and its title."""

    page: str
    box: str
    title: str


def leads(issue: Issue) -> Mapping[str, Lead]:
    """Return where the names of 今日導讀 lead: ``index1`` and ``index1_page`` to where its first story begins."""
    if not issue.index:
        return {}
    begins = {box.story: (page.label, box.box) for page in issue.pages for box in page.boxes if box.story}
    found: dict[str, Lead] = {}
    for number, item in enumerate(issue.index, 1):
        if item.story in begins:
            lead = Lead(*begins[item.story], item.text)
            found |= {f"index{number}": lead, f"index{number}_page": lead}
    return found


def _index(issue: Issue, paper: Paper) -> Mapping[str, str]:
    """Return the words of 今日導讀 and the page on which each story begins, as jump lines name pages."""
    words: dict[str, str] = {}
    for name, lead in leads(issue).items():
        half = next(box.half for box in issue.page(lead.page).boxes if box.box == lead.box)
        page = issue.page(half or lead.page)
        words[name] = page_word(page, paper) if name.endswith("_page") else lead.title
    return words


def _weather(issue: Issue) -> Mapping[str, str]:
    """Return what is known of the weather by name, and the degrees and all of it in one line."""
    known = dict(issue.weather)
    if "low" in known and "high" in known:
        known["degrees"] = f"{known['low']}℃～{known['high']}℃"
    order = ("place", "sky", "degrees", "wind", "air")
    told = "　".join(known[key] for key in order if key in known)
    return {f"weather_{key}": word for key, word in known.items()} | ({"weather": told} if told else {})


def _lunar(issue: Issue, paper: Paper) -> tuple[str, str, str, str]:
    """Return the lunar date of an issue, and its year, month and day, in the paper's script; '' where none is known."""
    lunar, simplified = lunar_day(issue.date), paper.setting.script is Script.HANS
    if lunar is None:
        return ("", "", "", "")
    words = lunar.words(simplified=simplified)
    return (words, f"{lunar.year_name}年", lunar.month_name(simplified=simplified), lunar.day_name)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return "\u3000".join(f"{name}：{word}" for name, word in pairs if word)


def filled(pattern: str, words: Mapping[str, str]) -> str | None:
    """Return ``pattern`` with its names replaced, or None where one of them has no value."""
    names = _NAME.findall(pattern)
    if any(name not in words for name in names):
        return None
    return _NAME.sub(lambda match: words[match[1]], pattern)
