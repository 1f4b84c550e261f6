"""What is common to the sheets that proofs are corrected on: their words, sizes, colours, and words set on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from compositor.model.copy import Issue
from compositor.model.design import BLACK, Align, Area, Colour, Design, Paper, Style
from compositor.model.lines import Line
from compositor.model.page import Ink, Page, Rule, SetLine, Tint
from compositor.model.settings import Script
from compositor.pdf import ColourSpace, Pen
from compositor.records import dataclass
from compositor.report.outcome import Released
from compositor.text import Matter, TypeCase, generated_line, set_lines, set_single
from compositor.units import SP, mm, pt

RED = Colour("sheet-red", (0, 100, 100, 0), (190, 0, 0))
AMBER = Colour("sheet-amber", (0, 50, 100, 0), (160, 84, 0))
GREY = Colour("sheet-grey", (0, 0, 0, 60), (110, 110, 110))
PALE = Colour("sheet-pale", (0, 0, 0, 10), (232, 232, 232))
PAPER = Colour("sheet-white", (0, 0, 0, 0), (255, 255, 255))

SMALL: Final = pt(7)
"""The smallest type on a sheet besides the page itself."""
EDGE: Final = mm(8)
HEADER: Final = mm(13)
STRIP: Final = mm(21)
"""How high the strip is in which readers and editors sign."""
HAIR: Final = pt("0.3")
THIN: Final = pt("0.5")

SIZES: Final = {"a3": (mm(297), mm(420)), "a4": (mm(210), mm(297))}

_HANT: Final = {
    "proof": "樣張",
    "waiting": "樣張　未付印",
    "error": "樣張　不予付印　未付印",
    "errors": "錯誤 {} 處",
    "released": "第 {} 版次　已付印",
    "changed": "樣張　未付印　與付印的第 {} 版次不同",
    "page": "第 {} 版",
    "stories": "本版稿件",
    "findings": "校對提示",
    "none": "無",
    "goes_on": "轉下張",
    "sheet": "第 {} 張　共 {} 張",
    "lines": "{} 行",
    "characters": "{} 字",
    "over": "溢 {} 行 {} 字",
    "free": "空 {} 行",
    "empty": "空框",
    "notes": "另有備註 {} 條，見報告",
    "column": "欄",
    "row": "行",
    "scale": "比例 {}",
    "trim": "成品 {} × {} 毫米",
    "signing": "一審 二審 三審 一校 二校 三校",
    "signed": "姓名 日期 時間",
    "galley": "小樣",
    "measure": "欄寬 {}",
    "total": "正文共 {} 行　{} 字",
    "beside": "其他文字",
    "corrections": "改動",
}
_HANS: Final = {
    "proof": "样张",
    "waiting": "样张　未付印",
    "error": "样张　不予付印　未付印",
    "errors": "错误 {} 处",
    "released": "第 {} 版次　已付印",
    "changed": "样张　未付印　与付印的第 {} 版次不同",
    "page": "第 {} 版",
    "stories": "本版稿件",
    "findings": "校对提示",
    "none": "无",
    "goes_on": "转下张",
    "sheet": "第 {} 张　共 {} 张",
    "lines": "{} 行",
    "characters": "{} 字",
    "over": "溢 {} 行 {} 字",
    "free": "空 {} 行",
    "empty": "空框",
    "notes": "另有备注 {} 条，见报告",
    "column": "栏",
    "row": "行",
    "scale": "比例 {}",
    "trim": "成品 {} × {} 毫米",
    "signing": "一审 二审 三审 一校 二校 三校",
    "signed": "姓名 日期 时间",
    "galley": "小样",
    "measure": "栏宽 {}",
    "total": "正文共 {} 行　{} 字",
    "beside": "其他文字",
    "corrections": "改动",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What sheets are set with: the issue and its design, type, and the paper's own faces for heads and for text."""

    issue: Issue
    design: Design
    case: TypeCase
    head: Style
    text: Style

    @classmethod
    def of(cls, issue: Issue, design: Design, case: TypeCase) -> Desk:
        """Return a desk whose heads are set like the design's first headline, and its text like the first body."""
        boxes = [box for template in design.templates.values() for box in template.boxes]
        styles = [style for box in boxes for style in box.style.styles.values()]
        head = next((box.style.styles["headline"] for box in boxes if "headline" in box.style.styles), styles[0])
        body = next((box.style.styles["body"] for box in boxes if "body" in box.style.styles), styles[0])
        return cls(issue, design, case, head, body)

    @property
    def paper(self) -> Paper:
        """The paper."""
        return self.design.paper

    def said(self, name: str, *values: object) -> str:
        """Return words in the script of the paper."""
        words = _HANS if self.paper.setting.script is Script.HANS else _HANT
        return words[name].format(*values)

    def line(self, text: str, size: int, *, bold: bool = False) -> Line:
        """Return words in one line of their natural width."""
        return set_single(text, self._style(size, size, bold=bold), None, self.case)

    def lines(self, text: str, size: int, measure: int) -> tuple[Line, ...]:
        """Return words in as many lines of a measure as they need, flush left."""
        text = " ".join(text.split())
        matter = Matter(text, 0, len(text), (), None, self._style(size, size * 13 // 10, bold=False))
        return tuple(generated_line(line) for line in set_lines(matter, (measure,), self.case)) if text else ()

    def _style(self, size: int, leading: int, *, bold: bool) -> Style:
        like = self.head if bold else self.text
        return Style("sheet", like.role, like.weight, size, leading, size, align=Align.LEFT, hyphenate=False)

    def pen(self, title: str) -> Pen:
        """Return a pen for a sheet of this title, in the colours of screens and office printers."""
        return Pen(
            self.case.faces,  # type: ignore[arg-type]
            space=ColourSpace.SRGB,
            title=f"{self.paper.name} {self.issue.date:%Y-%m-%d} {title}",
            issue_date=self.issue.date,
            timezone=self.paper.timezone,
            language=self.paper.setting.document_language,
        )

    def state(self, page: Page, releases: tuple[Released, ...], errors: int | None) -> tuple[str, Colour]:
        """Return whether a page was released (付印), in which version, and the colour to say it in.

        ``errors`` are those of a page that is withheld, None where it isn't.
        """
        gone = [one for one in releases if one.page in (page.label, *(half.label for half in page.halves))]
        whole = gone and not any(one.changed for one in gone) and len(gone) >= max(1, len(page.halves))
        said = "、".join(dict.fromkeys(str(one.version) for one in gone))
        if whole:
            last = max(gone, key=lambda one: one.at)
            when = last.at[:16].replace("T", " ")
            return f"{self.said('released', said)}　{when}　{last.by}".rstrip(), BLACK
        if errors is not None:
            count = f"　{self.said('errors', errors)}" if errors else ""
            return self.said("error") + count, RED
        if gone and any(one.changed for one in gone):
            return self.said("changed", said), RED
        return self.said("waiting"), BLACK


def placed(line: Line, x: int, baseline: int, colour: Colour = BLACK) -> SetLine:
    """Return a line of a sheet in its place."""
    return SetLine(line, x, baseline, "sheet", colour=colour, generated=True)


def tag(line: Line, corner: tuple[int, int], size: int, colour: Colour) -> Iterator[Ink]:
    """Yield words in white on a patch of a colour whose top left corner is given."""
    x, y = corner
    width, height = tag_size(line, size)
    yield Tint(Area(x, y, width, height), colour, "sheet")
    yield placed(line, x + size // 6, y + size // 8 + size * 880 // 1000, PAPER)


def tag_size(line: Line, size: int) -> tuple[int, int]:
    """Return how wide and how high the patch behind words is."""
    return line.width + size // 3, size * 5 // 4


def frame(area: Area, weight: int, colour: Colour) -> Iterator[Ink]:
    """Yield the four rules around an area."""
    x0, y0, x1, y1 = area.x, area.y, area.right, area.bottom
    for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        yield Rule(*ends, weight, "sheet", colour)


def header(desk: Desk, width: int, words: tuple[str, str, str], colour: Colour) -> Iterator[Ink]:
    """Yield the head of a sheet: on a band what it is of, at the right its state, beneath what else there is to say."""
    title, state, small = words
    size = pt(12)
    band = Area(EDGE, EDGE, width - 2 * EDGE, pt(17))
    yield Tint(band, colour if colour == RED else PALE, "sheet")
    shade = PAPER if colour == RED else BLACK
    baseline = band.y + pt("13.2")
    left, right = desk.line(title, size, bold=True), desk.line(state, size, bold=True)
    room = band.width - pt(12)
    while left.width + right.width + pt(12) > room and size > SMALL:
        size -= SP // 2
        left, right = desk.line(title, size, bold=True), desk.line(state, size, bold=True)
    yield placed(left, band.x + pt(4), baseline, shade)
    yield placed(right, band.right - pt(4) - right.width, baseline, shade)
    yield placed(desk.line(small, SMALL), band.x + pt(4), band.bottom + pt("9.5"), GREY)


def signing(desk: Desk, place: Area) -> Iterator[Ink]:
    """Yield the strip for 三審三校: who read the sheet, and when, six times."""
    names, asked = desk.said("signing").split(), desk.said("signed").split()
    step = place.width // len(names)
    yield from frame(replace(place, width=step * len(names)), THIN, BLACK)
    for number, name in enumerate(names):
        x = place.x + number * step
        if number:
            yield Rule(x, place.y, x, place.bottom, THIN if number == len(names) // 2 else HAIR, "sheet", BLACK)
        yield placed(desk.line(name, pt(9), bold=True), x + pt(4), place.y + pt(12))
        row = (place.height - pt(16)) // len(asked)
        for at, word in enumerate(asked, 1):
            line, foot = desk.line(word, SMALL), place.y + pt(13) + at * row
            yield placed(line, x + pt(4), foot - pt("1.5"), GREY)
            yield Rule(x + pt(6) + line.width, foot, x + step - pt(4), foot, HAIR, "sheet", GREY)


def percent(thousandths: int) -> str:
    """Return a scale as percent."""
    return f"{thousandths / 10:g}%"
