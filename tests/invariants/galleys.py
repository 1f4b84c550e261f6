"""Galleys of public news: whole articles set at one measure and printed, for the invariants to be read from the file.

The articles are those of 05-corpora (NTREX-128, CC BY-SA 4.0), read at run time, each by its region's rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from compositor.intake.hyphens import hyphens_for
from compositor.intake.mapped import Bit, Mapped
from compositor.intake.normalise import normalised
from compositor.model.design import Style
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Direction, HanForms, Region, Script, Setting
from compositor.pdf import ColourSpace, Pen
from compositor.text import Matter, TypeCase, set_lines
from compositor.units import pt
from tests.faces.type_library import vendored

SIZE, LEADING = pt(9), pt(14)
EDGE = pt(30)
_LINES = 50
"""Lines on a page of a galley."""
Articles = list[tuple[str, list[str]]]
"""Articles: id, and paragraphs."""
CORPORA = {
    "news_zh-CN.jsonl": Setting(Region.CN, Script.HANS, HanForms.CN),
    "news_zh-TW.jsonl": Setting(Region.TW, Script.HANT, HanForms.TW),
    "news_yue.jsonl": Setting(Region.HK, Script.HANT, HanForms.HK),
}
BODY = Style("body", "song", "regular", SIZE, LEADING, SIZE)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article as intake hands it on, and its set lines."""

    article: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Galley:
    """Paragraphs at one measure (in ems) in one direction, and the PDF that they are printed in."""

    setting: Setting
    direction: Direction
    measure: int
    paragraphs: tuple[Paragraph, ...]
    pdf: bytes

    @property
    def edge(self) -> float:
        """The place, in points along the line, at which justified lines end."""
        return (EDGE + self.measure * SIZE) / 65536


def articles(path: Path) -> Articles:
    """Return every article of a corpus: its id and its paragraphs, normalised as a story's body is."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts = (normalised(Mapped((Bit(text, 0, len(text)),)), body=True).text for text in row["paragraphs"])
        found.append((str(row["id"]), [text for text in texts if text]))
    return found


def galley(chosen: Articles, setting: Setting, measure: int, direction: Direction = Direction.HORIZONTAL) -> Galley:
    """Set articles to a measure in ems, first lines indented by two, and print them line below line."""
    case = TypeCase(vendored(setting), hyphens_for([]), setting)
    style = replace(BODY, direction=direction)
    paragraphs = []
    for article, texts in chosen:
        for text in texts:
            matter = Matter(text, 0, len(text), (), None, style, indent=2 * SIZE)
            paragraphs.append(Paragraph(article, text, set_lines(matter, (measure * SIZE,), case)))
    return Galley(setting, direction, measure, tuple(paragraphs), _printed(paragraphs, setting, measure, direction))


def _printed(paragraphs: list[Paragraph], setting: Setting, measure: int, direction: Direction) -> bytes:
    pen = Pen(
        vendored(setting),
        space=ColourSpace.CMYK,
        title="galley",
        issue_date=date(2019, 11, 15),
        timezone="+08:00",
        language=setting.document_language,
    )
    along, across = 2 * EDGE + measure * SIZE, 2 * EDGE + _LINES * LEADING
    size = (along, across) if direction is Direction.HORIZONTAL else (across, along)
    for number, line in enumerate(line for paragraph in paragraphs for line in paragraph.lines):
        at = number % _LINES
        if not at:
            pen.page(*size, 0, label=str(number // _LINES + 1))
        down = EDGE + at * LEADING
        place = (EDGE, down) if direction is Direction.HORIZONTAL else (across - down, EDGE)
        pen.draw(SetLine(line, *place, "galley"))
    return pen.finish()


def by_measure(found: Articles, measures: list[int]) -> Iterator[tuple[int, Articles]]:
    """Deal articles out over measures, every article to one of them."""
    dealt = sorted((measures[at % len(measures)], at) for at in range(len(found)))
    for measure, group in groupby(dealt, key=lambda pair: pair[0]):
        yield measure, [found[at] for _, at in group]
