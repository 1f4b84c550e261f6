"""What a mainland paper has to print of itself: its name, the facts of its record (版本記錄), heads of 專版, folios.

Sources: 報紙出版管理規定 (2005) article 31 for the facts, article 34 for the heads of 專版 and 專刊, which may not be
more prominent than the paper's name; 報紙質量管理規定 (2020) for the place of 版序, which is the same on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import Issue, PageCopy
from compositor.model.design import Area, Design, FurnitureBox, FurnitureItem, ItemKind
from compositor.model.page import Image, Page, SetLine
from compositor.model.settings import Region
from compositor.model.spreads import leaves
from compositor.proof.areas import extent
from compositor.proof.homes import NUMBERS, home
from compositor.proof.sheets import page_name

FACTS: Final = (
    (
        "the date of publication (出版日期)",
        r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[〇零一二三四五六七八九]{4}年.{1,2}月.{1,3}日",
    ),
    ("the total number of the issue (總期號)", r"[總总]?第[ 　]*[0-9０-９]+[ 　]*期|[總总]期[號号数數]"),
    ("the number of pages (版數)", r"(?:今日|本期|共)[ 　]*[0-9〇一二三四五六七八九十]+[ 　]*版"),
    ("the CN number (國內統一連續出版物號)", r"CN[ :：　]*[0-9×X]|[國国][內内][統统]一"),
    ("who is responsible (主管單位)", r"主管"),
    ("who runs it (主辦單位)", r"主[辦办]"),
    ("who publishes it (出版單位)", r"出版|[編编][輯辑]出版|[報报]社"),
    ("the editor-in-chief or director (總編輯、社長)", r"[總总][編编]|社[長长]"),
    ("the address (社址)", r"社址|地址"),
    ("a telephone number (電話)", r"[電电][話话]|[熱热][線线]|[0-9]{3,4}-[0-9]{7,8}"),
    ("the postal code (郵政編碼)", r"[郵邮][編编]|[郵邮]政[編编][碼码]"),
    ("the printer and the printer's address (印刷單位)", r"印刷|承印|印[務务]"),
    ("how it is distributed (發行方式、郵發代號)", r"[發发]行|[郵邮][發发]代[號号]"),
    ("the price (定價)", r"定[價价]|零售|售[價价]|每[份期]|[¥￥][ ]*[0-9]|[0-9][ ]*元|免[費费]"),
)
"""What article 31 asks for, with words by which it is known in furniture; 版序 has a check of its own."""


def regulation(issue: Issue, design: Design, pages: Sequence[Page]) -> tuple[Finding, ...]:
    """Return what mainland papers have to print of themselves and don't; other regions have no such rules."""
    if design.paper.setting.region is not Region.CN:
        return ()
    return (
        *_name(issue, design, pages),
        *_facts(issue, design, pages),
        *_prominence(issue, design, pages),
        *_folios(issue, design),
    )


def _furniture(issue: Issue, design: Design, page: Page) -> Iterator[tuple[SetLine | Image, FurnitureBox]]:
    """Yield the words and images of a page's furniture with their boxes."""
    boxes = {box.name: box for box in design.templates[issue.page(page.label).template].furniture}
    for ink in page.ink:
        if ink.box in boxes and isinstance(ink, SetLine | Image):
            yield ink, boxes[ink.box]


def _words(ink: SetLine | Image) -> str:
    return ink.line.text if isinstance(ink, SetLine) else ink.alt


def _says(ink: SetLine | Image, name: str) -> bool:
    return "".join(name.split()) in "".join(_words(ink).split())


def _name(issue: Issue, design: Design, pages: Sequence[Page]) -> Iterator[Finding]:
    name = design.paper.name
    for page in (page for page in pages if page.number == 1 and not page.halves):
        if not any(_says(ink, name) for ink, _ in _furniture(issue, design, page)):
            message = f"no furniture on page {page_name(page.label)} prints the paper's name, {name}"
            hint = "let the masthead print {name}, or say so in the alt of its image"
            place = design.templates[issue.page(page.label).template].place
            box, where = home(design.templates[issue.page(page.label).template], page, ("{name}", "{paper}"))
            yield Finding("PAPER_NAME", Severity.WARNING, message, hint, place, page.label, box, "", where)


def _facts(issue: Issue, design: Design, pages: Sequence[Page]) -> Iterator[Finding]:
    template = design.templates[issue.page(pages[0].label).template]
    text = "\n".join(_words(ink) for page in pages for ink, _ in _furniture(issue, design, page))
    for what, words in FACTS:
        if not re.search(words, text):
            message = f"no furniture prints {what}"
            hint = "print it in a fixed place; or set REGULATION in the paper's severities"
            box, where = home(template, pages[0], ("{imprint}",))
            place = design.paper.place
            yield Finding("REGULATION", Severity.NOTE, message, hint, place, pages[0].label, box, "", where)


def _prominence(issue: Issue, design: Design, pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield section names in larger type than the paper's name has where it is largest."""
    inked = [(page, ink, box) for page in pages for ink, box in _furniture(issue, design, page)]
    largest = max((_size(ink) for _, ink, _ in inked if _says(ink, design.paper.name)), default=0)
    for page, ink, box in inked:
        item = _item(ink, box) if isinstance(ink, SetLine) else None
        if largest and item and "{section}" in item.text and _size(ink) > largest:
            message = f"the head of {page.section} on page {page_name(page.label)} is larger than the paper's name"
            hint = "set {section} no larger than {name} in the masthead"
            yield Finding("SECTION_HEAD", Severity.WARNING, message, hint, item.place, page.label, box.name)


def _size(ink: SetLine | Image) -> int:
    if isinstance(ink, Image):
        return min(ink.area.width, ink.area.height)
    return max((run.size for run in ink.line.runs), default=0)


def _item(line: SetLine, box: FurnitureBox) -> FurnitureItem | None:
    index = line.part.removeprefix("item-")
    return box.items[int(index)] if index.isdigit() and int(index) < len(box.items) else None


def _folios(issue: Issue, design: Design) -> Iterator[Finding]:
    """Yield inside pages whose number stands elsewhere than on the first page of the same hand, left or right."""
    first: dict[bool, tuple[PageCopy, Area]] = {}
    for page in leaves(issue.pages)[1:]:
        found = _number(page, design)
        if found is None:
            continue
        item, area = found
        other, place = first.setdefault(page.number % 2 == 0, (page, area))
        if (area.x, area.y) != (place.x, place.y):
            one, two = page_name(page.label), page_name(other.label)
            message = f"the number of page {one} stands elsewhere than that of page {two}"
            hint = "give the folio one place on all inside pages; mirror: true changes sides on even pages"
            where = extent(area)
            yield Finding("FOLIO_PLACE", Severity.WARNING, message, hint, item.place, page.label, "", "", where)


def _number(page: PageCopy, design: Design) -> tuple[FurnitureItem, Area] | None:
    """Return the item that prints a page's number, and where it stands."""
    for box in design.templates[page.template].furniture:
        for item in box.items:
            if item.kind is ItemKind.TEXT and any(name in item.text for name in NUMBERS):
                whole, own = design.paper.grid.area(box.columns, box.rows), item.area
                mirrored = box.mirror and page.number % 2 == 0
                x = whole.width - own.x - own.width if mirrored else own.x
                return item, Area(whole.x + x, whole.y + own.y, own.width, own.height)
    return None
