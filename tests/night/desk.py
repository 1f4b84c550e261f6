"""A made-up issue of two small pages that composes in a fraction of a second: copy, a picture, an advert, a face."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
from PIL import Image

from tests.testface import face_bytes

PAPER = """\
name: 更聲報
region: CN
script: Hant
page: {size: [120mm, 160mm], margins: {top: 10mm, bottom: 10mm, inside: 10mm, outside: 10mm}}
grid: {columns: 2, measure: 12em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 28}
styles:
  body: {role: song, size: 9.5pt, leading: 14pt, indent: 2em}
  head: {role: song, size: 16pt, align: left, min_size: 10pt, leading: 28pt}
box_styles:
  default: {body: body, subhead: body, standing_head: head, kicker: head, headline: head, deck: head, byline: body,
            dateline: body, strong: body, kai: body, label: head, cutline: body, credit: body, jump_head: head,
            jump_line: body, continued_line: body, chart: body}
severities: {REGULATION: "off"}
"""
TEMPLATE = """\
furniture:
  folio:
    columns: 1-2
    rows: 1-2
    items: [{text: "{name}第{page}版　{section}", style: body, width: 90%, height: 80%, required: true}]
boxes:
  lead: {columns: 1, rows: 3-28, optional: true}
  photo: {columns: 2, rows: 3-14, kind: picture, optional: true}
  ad: {columns: 2, rows: 15-28, kind: advert, optional: true}
"""
MANIFEST = """\
paper: watch
date: 2023-04-07
pages:
  - label: "01"
    section: 要聞
    template: one
    boxes:
      lead: {story: lead}
      photo: {picture: pictures/pier.jpg, cutline: 渡船夜泊, alt: 一艘渡船}
      ad: {advert: adverts/shop.pdf, alt: 茶莊}
  - label: "02"
    section: 本埠
    template: two
    boxes:
      lead: {story: night}
"""
SENTENCE = "船在水上走，人在岸邊等，鐘敲過十一下，燈還亮着一盞。"
ISSUE = "issues/tonight"
OUT = "out/tonight"


@cache
def photograph(kind: str = "JPEG") -> bytes:
    """Return a picture of 600 by 400 pixels with tones in it."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((600, 400)).convert("RGB").save(out, kind)
    return out.getvalue()


@cache
def advert(width: float = 113, height: float = 190) -> bytes:
    """Return a PDF of one page in black, so many points wide and high."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    page.Contents = pdf.make_stream(b"0 0 0 1 k 10 10 40 60 re f")
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def story(headline: str, paragraphs: int, sentence: str = SENTENCE) -> str:
    return f"---\nheadline: {headline}\n---\n" + "\n\n".join([sentence] * paragraphs) + "\n"


@dataclass(frozen=True)
class Desk:
    """The folder that has papers, fonts and the issue."""

    root: Path

    @classmethod
    def laid(cls, root: Path) -> Desk:
        desk = cls(root)
        desk.write("fonts/face.ttf", face_bytes())
        desk.write("fonts/fonts.yaml", "song: {regular: face.ttf}\n")
        desk.write("layouts/watch/paper.yaml", PAPER)
        desk.write("layouts/watch/one.yaml", TEMPLATE)
        desk.write("layouts/watch/two.yaml", TEMPLATE[: TEMPLATE.index("  photo:")])
        desk.write(f"{ISSUE}/issue.yaml", MANIFEST)
        desk.write(f"{ISSUE}/stories/lead.md", story("渡口的舊事", 8))
        desk.write(f"{ISSUE}/stories/night.md", story("更夫還在走", 6))
        desk.write(f"{ISSUE}/pictures/pier.jpg", photograph())
        desk.write(f"{ISSUE}/adverts/shop.pdf", advert())
        return desk

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    @property
    def issue(self) -> Path:
        return self.root / ISSUE

    @property
    def out(self) -> Path:
        return self.root / OUT


def sums(folder: Path) -> Mapping[str, str]:
    """Return the sum of every file in an output folder, but for how long the run took."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
