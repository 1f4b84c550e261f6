"""A small desk on disk: a paper, two templates, an issue of two pages, its stories, and one tiny face."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from compositor.errors import CopyError, Finding
from compositor.intake import Intake, read
from tests.faces.type_library import SQUARE, truetype

MANIFEST = "issues/day/issue.yaml"
PAPER = "layouts/times/paper.yaml"
FRONT = "layouts/times/front.yaml"
INSIDE = "layouts/times/inside.yaml"
FONTS = "fonts/fonts.yaml"
LEAD = "issues/day/stories/lead.md"
GLYPH = "issues/day/glyphs/ge.svg"

FILES = {
    MANIFEST: """\
paper: times
date: 2019-11-15
number: 3021
entries: {lunar: 十月十九}
pages:
  - label: "01"
    section: 要聞
    template: front
    staff: {責任編輯: 某某}
    boxes:
      main: {story: lead, jump: 02/rest}
      side: {story: brief}
      photo: {picture: pictures/plant.png, cutline: 廠房, credit: 本報, alt: 廠房}
  - section: 綜合
    template: inside
    boxes:
      rest: {continues: lead, jump_head: 其餘}
      bars: {chart: charts/bars.yaml, cutline: 圖}
supplement:
  faces: [fonts/extra.ttf]
  glyphs:
    𠮶: glyphs/ge.svg
    U+E001: {hei: glyphs/ge.svg, song: {regular: glyphs/ge.svg, black: glyphs/ge.svg}}
""",
    PAPER: """\
name: 時報
region: CN
script: Hant
page: {size: [200mm, 280mm], margins: {top: 15mm, bottom: 15mm, inside: 14mm, outside: 14mm}}
grid: {columns: 4, measure: 11em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 50}
entries: {cn: ""}
imprint: {主辦: 某單位, 編輯: 某部}
colours:
  red: {cmyk: [0, 100, 100, 10], srgb: "#c8102e"}
styles:
  body: {size: 9.5pt, leading: 14pt, indent: 2em}
  head: {size: 20pt, weight: black, align: left, min_size: 16pt, space_before: 1 line, space_after: 0.5 line}
  big: {extends: head, size: 30pt, colour: red}
  small: {size: 8pt, leading: 11pt, align: right, latin_gap: 0.2em}
box_styles:
  default:
    body: body
    subhead: body
    standing_head: head
    kicker: head
    headline: head
    deck: head
    byline: body
    dateline: body
    strong: body
    kai: body
    label: head
    cutline: small
    credit: small
    jump_head: head
    jump_line: body
    continued_line: body
    chart: small
  lead: {headline: big, label_rule: 1.5pt, label_tint: red, byline_at: head}
required: {front: [masthead], inside: []}
""",
    FRONT: """\
furniture:
  masthead:
    columns: 1-4
    rows: 1-6
    items:
      - {text: "{name}", style: big, width: 60%, height: 80%, required: true}
      - {rule: 0.5pt, top: 90%}
      - {tint: red, left: 70%, width: 10%}
boxes:
  main: {columns: 1-3, rows: 8-50, style: lead, rules: {right: 0.3pt}, column_rule: 0.25pt}
  side: {columns: 4, rows: 8-30, inset: 1, frame: 0.4pt, tint: red}
  photo: {columns: 4, rows: 31-50, kind: picture}
""",
    INSIDE: """\
boxes:
  rest: {columns: 1-2, rows: 1-50, flow: 3}
  other: {columns: 3-4, rows: 1-25, optional: true}
  bars: {columns: 3-4, rows: 26-50, kind: picture}
""",
    FONTS: """\
song: {regular: tiny.ttf, latin: latin, fallback: [hei]}
hei: {regular: tiny.ttf}
latin: {regular: {file: tiny.ttf}}
""",
    LEAD: """\
---
kicker: 引題
headline: 主題一 主題二
headline_lines: [主題一, 主題二]
deck: ——副題
dateline: 本報訊
byline: 某某
---
第一段，有**重點**和*楷體*。

## 小標題

第二段 with Latin
words，到此為止。
""",
    GLYPH: """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
  <path d="M5 20H35V70H5Z M12 27V63H28V27Z"/>
  <path d="M65 5L95 40H70V95H60V40H35Z"/>
</svg>
""",
    "issues/day/stories/brief.md": "---\nheadline: 簡訊\n---\n一段。\n",
    "issues/day/charts/bars.yaml": """\
kind: bar
title: 表
values:
  - {label: 甲, value: 25}
  - {label: 乙, value: 1.50}
""",
}


@cache
def tiny_font() -> bytes:
    """Build a TrueType face of a few square characters."""
    letters = " 〓，。主題一二段Ab-"
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    pen = TTGlyphPen(None)
    for at, point in enumerate(((50, 0), (50, 800), (900, 800), (900, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


@cache
def tiny_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), (200, 16, 46)).save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True)
class Desk:
    """The desk's folder, and what can be done with it."""

    root: Path

    @classmethod
    def laid(cls, root: Path) -> Desk:
        desk = cls(root)
        for name, text in FILES.items():
            desk.write(name, text)
        desk.write("issues/day/pictures/plant.png", tiny_picture())
        desk.write("fonts/tiny.ttf", tiny_font())
        desk.write("issues/day/fonts/extra.ttf", truetype({"丂": (1000, SQUARE)}))
        return desk

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    def change(self, name: str, old: str, new: str) -> None:
        text = FILES[name]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def noted(self) -> tuple[Finding, ...]:
        """What intake found, less what it notes of the vendored Kai, which has no forms, and of habits."""
        return tuple(one for one in self.read().findings if one.code not in {"FACE_FORMS", "HABIT"})

    def read(self) -> Intake:
        return read(self.root / "issues/day")

    def faults(self) -> tuple[Finding, ...]:
        """Read, which must fail, and return the faults."""
        with pytest.raises(CopyError) as caught:
            self.read()
        assert caught.value.faults
        return caught.value.faults

    def told(self) -> list[str]:
        """Return the faults as ``CODE file:line:column``, files from the desk's folder."""
        return [f"{fault.code} {self.where(fault)}" for fault in self.faults()]

    def where(self, fault: Finding) -> str:
        assert fault.place is not None
        return str(fault.place).removeprefix(f"{self.root.as_posix()}/")
