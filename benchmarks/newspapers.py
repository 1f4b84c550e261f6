"""Newspapers of any number of pages from a seed: what benchmarks.issues measures.

The copy is that of our own sample issues in simplified characters: their sentences in a new order, and in one of
thirty Han characters another of GB/T 2312, so that pages need as many glyphs as a daily's. Six columns of eighteen
characters in 9 on 14 pt on 390 by 550 mm: about 6,500 characters a page; the lead of every second one jumps on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from benchmarks.photographs import photograph
from benchmarks.texts import SIZE, fresh_case, matter, own
from compositor.model.settings import Script
from compositor.text import set_lines

MEASURE: Final = 18
PHOTOGRAPH: Final = (1600, 1200)
"""Pixels of each photograph: what 170 mm have at 240 pixels to the inch."""
_STRANGE: Final = 30
"""In one of so many characters the copy has another than its author wrote."""
_CUT: Final = 9
"""How many characters are cut at a time from the paragraph that ends a story too long."""
_PARAGRAPH: Final = (70, 190)
_HEAD: Final = (9, 13)
_ENDS: Final = "。；！？"
_PAPER: Final = """\
name: 样张报
region: CN
script: Hans
page: {size: [390mm, 550mm], margins: {top: 15mm, bottom: 15mm, inside: 11mm, outside: 11mm}}
grid: {columns: 6, measure: 18em, gutter: 14pt, body: 9pt, leading: 14pt, rows: 103}
wording: {jump: "（下转第{page}版）", continued: "（上接第{page}版）", numerals: arabic}
styles:
  body: {role: song, size: 9pt, leading: 14pt, indent: 2em}
  head: {role: song, weight: black, size: 24pt, min_size: 18pt, leading: 28pt, align: left, condense: 90%}
  head-lead: {extends: head, size: 44pt, min_size: 32pt, leading: 50pt}
  deck: {role: kai, size: 14pt, min_size: 11pt, leading: 20pt, align: left}
  small: {role: hei, size: 8pt, leading: 14pt, align: left}
  folio: {role: hei, size: 9pt, leading: 12pt}
box_styles:
  default: {body: body, subhead: small, standing_head: small, kicker: deck, headline: head, deck: deck, byline: small,
    dateline: small, strong: small, kai: body, label: small, cutline: small, credit: small, jump_head: deck,
    jump_line: small, continued_line: small, chart: small}
  lead: {headline: head-lead}
severities: {REGULATION: "off"}
"""
_TEMPLATE: Final = """\
furniture:
  folio:
    columns: 1-6
    rows: 1-2
    items:
      - {text: "{name}　{date}　第{page}版", style: folio, left: 0, top: 0, width: 100%, height: 12pt}
      - {rule: 1pt, left: 0, top: 16pt, width: 100%}
boxes:
  lead: {columns: 1-4, rows: 4-37, flow: 4, style: lead, balance: true}
  second: {columns: 5-6, rows: 4-45, flow: 2}
  rest: {columns: 1-2, rows: 39-75, flow: 2, rules: {top: 0.3pt}}
  news: {columns: 3-4, rows: 39-59, flow: 2, rules: {top: 0.3pt}}
  brief: {columns: 3-6, rows: 61-75, flow: 4, rules: {top: 0.3pt}}
  foot: {columns: 5-6, rows: 47-59, flow: 2, rules: {top: 0.3pt}}
  one: {columns: 1-2, rows: 78-103, kind: picture, optional: true}
  two: {columns: 3-4, rows: 78-103, kind: picture, optional: true}
  three: {columns: 5-6, rows: 78-103, kind: picture, optional: true}
"""
_ROOM: Final = {"lead": 116, "second": 80, "rest": 70, "news": 38, "brief": 52, "foot": 18}
"""Body lines of each box under its head, as measured."""
_JUMP: Final = 3
"""Lines that a jump takes: its two jump lines, its head, the end of the sentence where it breaks."""
_PICTURES: Final = ("one", "two", "three")


@dataclass(frozen=True, slots=True)
class Piece:
    """A story: its box, its head, a deck where it has one, its paragraphs."""

    box: str
    headline: str
    deck: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newspaper:
    """An issue: the stories of each page."""

    pages: tuple[tuple[Piece, ...], ...]

    @property
    def body(self) -> str:
        """All body copy, without breaks."""
        return "".join(part for page in self.pages for piece in page for part in piece.paragraphs)


def newspaper(pages: int, seed: int = 5) -> Newspaper:
    """Return an issue: always the same one for a seed, the first pages the same in every length."""
    writer = _Writer(random.Random(seed))
    return Newspaper(tuple(tuple(writer.page(at)) for at in range(pages)))


@cache
def _sentences() -> tuple[str, ...]:
    """Return the sentences of our own copy in simplified characters."""
    found = dict[str, None]()
    for text in own().texts:
        if text.setting.script is Script.HANS:
            for paragraph in text.paragraphs:
                found.update(dict.fromkeys(_parted(paragraph)))
    return tuple(found)


def _parted(paragraph: str) -> Iterator[str]:
    begun = 0
    for at, letter in enumerate(paragraph, 1):
        if letter in _ENDS:
            one, begun = paragraph[begun:at], at
            if len(one) > 6 and not set(one) & set("“”‘’（）《》〈〉【】[]{}*#|_~`<>\\"):
                yield f"{one[:-1]}。"


@cache
def _others() -> str:
    """Return the Han characters of GB/T 2312, the common ones of its first level (rows 16 to 55) three times over."""
    rows = (range(16, 56), range(16, 56), range(16, 56), range(56, 88))
    pairs = (bytes((0xA0 + row, 0xA0 + cell)) for part in rows for row in part for cell in range(1, 95))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


class _Writer:
    """Writes stories that fill their boxes as copy does that was subbed: to the line, as the composer sets it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        text = next(text for text in own().texts if text.setting.script is Script.HANS)
        self.case = fresh_case(text, own().hyphens)

    def page(self, at: int) -> Iterator[Piece]:
        """Yield the stories that begin on page ``at``; the lead of an even one also fills ``rest`` of the next."""
        for box, lines in _ROOM.items():
            if box != "rest" or at % 2 == 0:
                jumps = box == "lead" and at % 2 == 0
                yield self.piece(box, lines + (_ROOM["rest"] - _JUMP if jumps else 0))

    def piece(self, box: str, lines: int) -> Piece:
        """Return a story of so many lines, as near as counting tells."""
        paragraphs = list[str]()
        while lines > 0:
            one = self.paragraph(self.chance.randint(*_PARAGRAPH))
            while (took := self.lines(one)) > lines:
                one = f"{one[: max(len(one) - _CUT * (took - lines), _CUT)]}。"
            paragraphs.append(one)
            lines -= took
        return Piece(box, self.head(), self.head() if box in ("lead", "foot") else "", tuple(paragraphs))

    def lines(self, paragraph: str) -> int:
        """Return how many lines the composer sets a paragraph in."""
        return len(set_lines(matter(paragraph), (MEASURE * SIZE,), self.case))

    def paragraph(self, length: int) -> str:
        """Return sentences of about ``length`` characters, some of them with another character than was written."""
        out, count = list[str](), 0
        while count < length:
            one = self.chance.choice(_sentences())
            out.append(one)
            count += len(one)
        return "".join(self.varied(letter) for letter in "".join(out))

    def varied(self, letter: str) -> str:
        """Return ``letter``, or now and then another Han in its place."""
        han = "\u4e00" <= letter <= "\u9fff"
        return self.chance.choice(_others()) if han and self.chance.randrange(_STRANGE) == 0 else letter

    def head(self) -> str:
        """Return the first words of a sentence."""
        length = self.chance.randint(*_HEAD)
        while True:
            words = self.chance.choice(_sentences()).partition("，")[0].rstrip("。：、—")
            if _HEAD[0] <= len(words) <= length and "\u4e00" <= words[0] <= "\u9fff":
                return words


def write(paper: Newspaper, folder: Path, *, pictures: bool) -> Path:
    """Write an issue, its paper and its template, and return the issue's folder; with three photographs a page."""
    layouts, issue = folder / "layouts" / "specimen", folder / "issues" / f"pages-{len(paper.pages)}"
    for path in (layouts, issue / "stories", issue / "pictures"):
        path.mkdir(parents=True, exist_ok=True)
    (layouts / "paper.yaml").write_text(_PAPER, encoding="utf-8")
    (layouts / "page.yaml").write_text(_TEMPLATE, encoding="utf-8")
    pages = []
    for at, pieces in enumerate(paper.pages):
        boxes = dict(_boxes(at, pieces, last=at + 1 == len(paper.pages)))
        for piece in pieces:
            (issue / "stories" / f"{_slug(at, piece)}.md").write_text(_story(piece), encoding="utf-8")
        if pictures:
            boxes |= dict(_photographs(issue / "pictures", at))
        pages.append({"template": "page", "boxes": boxes})
    manifest = {"paper": "specimen", "date": "2026-01-05", "pages": pages}
    (issue / "issue.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return issue


def _boxes(at: int, pieces: Sequence[Piece], *, last: bool) -> Iterator[tuple[str, dict[str, str]]]:
    for piece in pieces:
        row = {"story": _slug(at, piece)}
        if piece.box == "lead" and at % 2 == 0 and not last:
            row["jump"] = f"{at + 2}/rest"
        yield piece.box, row
    if at % 2:
        yield "rest", {"continues": f"{at:03}-lead"}


def _photographs(folder: Path, at: int) -> Iterator[tuple[str, dict[str, str]]]:
    for count, box in enumerate(_PICTURES):
        seed = at * len(_PICTURES) + count + 1
        path = folder / f"{seed:03}.jpg"
        if not path.exists():
            photograph(seed, PHOTOGRAPH).save(path, "JPEG", quality=85)
        yield box, {"picture": f"pictures/{path.name}", "cutline": "程序绘制的照片", "alt": "样张"}


def _slug(at: int, piece: Piece) -> str:
    return f"{at + 1:03}-{piece.box}"


def _story(piece: Piece) -> str:
    deck = f"deck: {piece.deck}\n" if piece.deck else ""
    paragraphs = "\n\n".join(piece.paragraphs)
    return f"---\nheadline: {piece.headline}\n{deck}---\n{paragraphs}\n"
