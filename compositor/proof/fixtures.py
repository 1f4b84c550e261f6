"""Furniture: what the paper requires stands on its pages, and what can be computed is right.

Sources: 報紙出版管理規定 (2005) article 31 for the facts, article 34 and the quality rules for 版序 in every folio;
the number of pages and the weekday follow from the issue itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from compositor.errors import Finding, Severity
from compositor.model.copy import PageCopy
from compositor.model.design import FurnitureBox, FurnitureItem, ItemKind, Template
from compositor.model.lunar import lunar_day, lunar_words
from compositor.model.page import Image, Page, SetLine
from compositor.model.spreads import LEFT, RIGHT
from compositor.plan.values import Words, filled, issue_number
from compositor.proof.areas import extent
from compositor.proof.facts import NAMES, typed_at
from compositor.proof.homes import NUMBERS, home
from compositor.proof.numerals import read_number
from compositor.proof.sheets import Printed, Sheets, page_name

_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日天")
_WEEKDAY = re.compile(r"(?:星期|禮拜|礼拜)([一二三四五六日天])")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_PAGES = re.compile(r"(?:今日|本期|共)([0-9〇一二三四五六七八九十]+)版")
_PAGE = re.compile(r"第([A-Za-z]{0,2}[0-9〇一二三四五六七八九十]+)版")
_NUMBER = re.compile(r"[總总]第(\d+)期")


def furniture(sheets: Sheets) -> Iterator[Finding]:
    """Yield furniture that is missing, unnumbered pages, and dates or counts that don't hold."""
    issue, paper = sheets.issue, sheets.design.paper
    words_of = Words(issue, paper)
    facts = (issue.date, issue.count, issue.number, issue.fact_places, paper)
    for page in sheets.pages:
        copy = sheets.issue.page(page.label)
        made_of = (page, copy, sheets.design.templates[copy.template], words_of.on(copy), facts)
        yield from sheets.kept.once("furniture", page.label, made_of, partial(_on_page, page, sheets, words_of))


def _on_page(page: Page, sheets: Sheets, words_of: Words) -> tuple[Finding, ...]:
    """Return what is wrong with the furniture of a page."""
    copy = sheets.issue.page(page.label)
    boxes, words = sheets.design.templates[copy.template].furniture, words_of.on(copy)
    found = [] if page.halves else list(_required_boxes(page, copy, sheets))
    for box in boxes:
        found += _required_items(page, box, copy, words, sheets)
    found += _facts(page, copy, sheets, frozenset(box.name for box in boxes))
    return tuple(found)


def _required_boxes(page: Page, copy: PageCopy, sheets: Sheets) -> Iterator[Finding]:
    kind = "front" if page.number == 1 else "inside"
    inked = sheets.inked(page)
    spread = copy.template.endswith((LEFT, RIGHT))  # names are of both pages: folio, and folio-right on the other
    for name in sheets.design.paper.required.get(kind, ()):
        if not any(box == name or (spread and box.startswith(f"{name}-")) for box in inked):
            message = f"page {page_name(page.label)} has no {name}, which the paper requires on its {kind} pages"
            place = sheets.design.templates[copy.template].place
            hint = f"add furniture box {name} to template {copy.template}"
            yield Finding("FURNITURE_MISSING", Severity.ERROR, message, hint, place, page.label, name)


def _required_items(
    page: Page, box: FurnitureBox, copy: PageCopy, words: Mapping[str, str], sheets: Sheets
) -> Iterator[Finding]:
    printed = {stretch.part for stretch in sheets.on(page) if stretch.box == box.name}
    assets = [ink.asset for ink in sheets.drawn(page) if isinstance(ink, Image) and ink.box == box.name]
    pictures = {asset.sha256 for asset in assets} | {asset.file for asset in assets}
    for index, item in enumerate(box.items):
        if not item.required or _stands(item, f"item-{index}" in printed, pictures, words):
            continue
        names = ", ".join(name for name in NAMES.findall(item.text) if name not in words)
        what = f'"{item.text}"' if item.text else "a picture"
        lack = f": no value for {names}" if names else ""
        message = f"furniture box {box.name} on page {page_name(page.label)} lacks {what}{lack}"
        hint = f"give {names or 'it'} a value in the issue or in paper.yaml, or let the item not be required"
        if item.kind is ItemKind.IMAGE:
            hint = "give the item an image file that can be opened, or let it not be required"
        yield Finding("FURNITURE_MISSING", Severity.WARNING, message, hint, item.place, copy.label, box.name)


def _stands(item: FurnitureItem, printed: bool, pictures: set[str], words: Mapping[str, str]) -> bool:  # noqa: FBT001
    if item.kind is ItemKind.TEXT:
        return printed
    if item.kind is ItemKind.IMAGE:
        return item.asset is not None and item.asset.sha256 in pictures
    if item.kind is ItemKind.QR:
        return f"qr:{item.level}:{filled(item.text, words)}" in pictures
    return True


def _facts(page: Page, copy: PageCopy, sheets: Sheets, boxes: frozenset[str]) -> Iterator[Finding]:
    lines = [line for stretch in sheets.on(page) if stretch.box in boxes for line in stretch.lines]
    if not page.halves:
        yield from _numbered(page, copy, lines, sheets.design.templates[copy.template])
    yield from _wrong_counts(page, lines, sheets)
    yield from _wrong_days(page, lines, sheets)
    yield from _wrong_lunar(page, lines, sheets)


def _numbered(page: Page, copy: PageCopy, lines: list[SetLine], template: Template) -> Iterator[Finding]:
    """Yield a page that doesn't print its own number; on page one 版序 may stand in the masthead or nowhere."""
    texts = [line.line.text for line in lines]
    said = [match for text in texts for match in _PAGE.findall(text)]
    whole = {text.strip("\u3000 版第") for text in texts}
    if not copy.label.isdigit():  # A2 beside the section's name is no other number by chance
        whole |= {word for text in texts for word in text.split()}
    if any(_is_page(word, copy) for word in (*said, *whole)):
        return
    number = page_name(copy.label)
    severity = Severity.NOTE if page.number == 1 else Severity.WARNING
    message = f"no furniture on page {number} prints its number (版序)"
    hint = "let the folio print 第{page}版"
    if said and page.number > 1:
        severity = Severity.ERROR
        message = f"the furniture of page {number} says 第{said[0]}版"
    box, where = home(template, page, NUMBERS)
    yield Finding("PAGE_NUMBER", severity, message, hint, copy.place, page.label, box, "", where)


def _is_page(word: str, copy: PageCopy) -> bool:
    return word == copy.label or (copy.label.isdigit() and read_number(word) == int(copy.label))


def _wrong_counts(page: Page, lines: list[SetLine], sheets: Sheets) -> Iterator[Finding]:
    issue = sheets.issue
    number = issue_number(issue, sheets.design.paper)
    wanted = ((_PAGES, issue.count, "the issue has {} pages"), (_NUMBER, number, "the issue is number {}"))
    for line in lines:
        for pattern, right, words in wanted:
            for said in pattern.findall(line.line.text):
                if right and read_number(said) != right:
                    yield _wrong(page, line, (said, words.format(right)), sheets)


def _wrong_days(page: Page, lines: list[SetLine], sheets: Sheets) -> Iterator[Finding]:
    day = sheets.issue.date
    dated = []
    for line in lines:
        for said in _WEEKDAY.findall(line.line.text):
            if said not in _WEEKDAYS[day.weekday()]:
                truth = f"{day.isoformat()} is 星期{_WEEKDAYS[day.weekday()][0]}"
                yield _wrong(page, line, (f"期{said}", truth), sheets)
        dated += [(line, tuple(map(int, found))) for found in _DATE.findall(line.line.text)]
    # A masthead may also say when the paper was founded: one right date is enough.
    if dated and all(found != (day.year, day.month, day.day) for _, found in dated):
        line, (year, month, _) = dated[0]
        yield _wrong(page, line, (f"{year}年{month}月", f"the issue's date is {day.isoformat()}"), sheets)


def _wrong_lunar(page: Page, lines: list[SetLine], sheets: Sheets) -> Iterator[Finding]:
    """Yield a lunar date that isn't the issue's; a day of festival beside the right one is no fault."""
    lunar = lunar_day(sheets.issue.date)
    found = [(line, words) for line in lines for words in lunar_words(line.line.text)]
    if lunar and found and not any(words.agrees(lunar) for _, words in found):
        line, words = found[0]
        truth = f"{sheets.issue.date.isoformat()} is {lunar.words(simplified=sheets.simplified)}"
        yield _wrong(page, line, (words.text, truth), sheets)


def _wrong(page: Page, line: SetLine, told: tuple[str, str], sheets: Sheets) -> Finding:
    """Return a finding; ``told`` is what the line says in part, and the truth."""
    said, truth = told
    message = f'"{line.line.text}" in box {line.box} on page {page_name(page.label)} is wrong: {truth}'
    hint = "let furniture compute it: {weekday}, {date}, {lunar}, {pages}, {number} have these values"
    printed = Printed(page.label, line)
    place = typed_at(printed, said, sheets) or sheets.place(printed)
    where = extent(line.em_boxes())
    return Finding("FURNITURE_WRONG", Severity.ERROR, message, hint, place, page.label, line.box, "", where)
