"""A plain-JSON issue made into an issue folder: paper, templates, stories, pictures and manifest.

The paper is that of the sample 青禾晚报 under another name. On each page the first story stands over four columns of
six, the others over two, each where the page is filled least and as deep as its copy needs by count; the longest of
them stands over four columns below the right ones. What is left at the foot goes to adverts. Articles that refer to a
text which isn't there are left out.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[2]
PAPER = "converted"
_TOP = 9
"""The first row under the masthead."""
_LEADING, _GUTTER = 13, 14
_SIZES = {"lead": (40, 47, 15, 20), "feature": (26, 32, 12, 16), "news": (20, 25, 12, 16)}
"""Size and leading in points of a headline, of a kicker and a deck."""
_FLOWS = {4: (3, 15), 2: (2, 11)}
"""Columns of text, and their characters, in a box over so many columns of the grid."""


@dataclass
class Piece:
    """A story, or its rest, in one box: how much there is of it, and what the manifest says of the box.

    ``more`` are body lines that the box lacked, or had over, when the issue was last composed.
    """

    says: dict[str, str]
    heads: tuple[str, str, str]
    lengths: list[int]
    rest: int = 0
    aspect: float = 0
    more: int = 0

    def rows(self, style: str) -> int:
        """How deep a box has to be; those in the style news stand over two columns of the grid."""
        span = 2 if style == "news" else 4
        flow, measure = _FLOWS[span]
        width = span * 99 + (span - 1) * _GUTTER
        size, leading, small, close = _SIZES[style]
        kicker, headline, deck = self.heads
        depth = -(-len(headline) * size // width) * leading + 7
        depth += sum((-(-len(one) * small // width)) * close + 4 for one in (kicker, deck) if one)
        lines = sum(-(-(length + 2) // measure) for length in self.lengths) + self.rest + 1
        shown = int(width * 2 / 3 if span == 4 else width) * self.aspect / _LEADING + 2.5 if self.aspect else 0
        return -(-depth // _LEADING) + -(-(lines + round(shown * 2)) // flow) + 1 + _rounded(self.more / flow)


def _rounded(rows: float) -> int:
    """Rows to be added in full, or taken off as far as they are whole."""
    return math.ceil(rows) if rows > 0 else math.trunc(rows)


@dataclass
class Sheet:
    """A page of the issue: what stands on it, and its boxes once they are placed."""

    label: str
    section: str
    pieces: list[Piece] = field(default_factory=list)
    boxes: dict[str, str] = field(default_factory=dict)
    copy: dict[str, dict[str, str]] = field(default_factory=dict)


def convert(manifest: Path, corpus: Path, folder: Path, report: Path | None = None) -> Path:
    """Write the issue of a JSON manifest below ``folder``; articles by reference are taken from ``corpus``.

    With the ``report`` of the issue as composed before, boxes get the lines that they lacked and lose those left free.
    """
    issue = json.loads(manifest.read_text(encoding="utf-8"))
    articles = {one["id"]: one for one in map(json.loads, corpus.read_text(encoding="utf-8").splitlines())}
    out = folder / "issues" / manifest.stem
    (out / "stories").mkdir(parents=True)
    (out / "pictures").mkdir()
    sheets = [Sheet(page["no"], page.get("section") or "综合") for page in issue["pages"]]
    for sheet, page in zip(sheets, issue["pages"], strict=True):
        for article in page["articles"]:
            whole = {**articles.get(article.get("doc_ref"), {}), **article}
            if "paragraphs" in whole:
                _place(sheet, whole, {one.label: one for one in sheets}, out)
    for page in json.loads(report.read_text(encoding="utf-8"))["pages"] if report else ():
        sheet = next(sheet for sheet in sheets if sheet.label == page["page"])
        found = {box["name"]: box["overset_lines"] - box["free_lines"] for box in page["boxes"]}
        for piece in sheet.pieces:
            piece.more = found[piece.says.get("story") or piece.says["continues"]]
    depth = max(_stack(sheet, out, 0) for sheet in sheets) + 2
    for sheet in sheets:
        _stack(sheet, out, depth)
    _write_paper(folder / "layouts" / PAPER, issue["issue"], sheets, depth)
    (out / "issue.yaml").write_text(_issue_yaml(issue["issue"], sheets), encoding="utf-8")
    return out


def _place(sheet: Sheet, article: dict[str, Any], sheets: dict[str, Sheet], out: Path) -> None:
    """Write an article as a story and give it a box on its page, and one on the page that it jumps to."""
    slug = article["id"]
    text, aspect = _story(article, out)
    (out / "stories" / f"{slug}.md").write_text(text, encoding="utf-8")
    lengths = [len(words) for words in article["paragraphs"]]
    rest = len(article["table"]["rows"]) + 3 if article.get("table") else 0
    heads = (article.get("kicker") or "", article["headline"], article.get("deck") or "")
    onward = sheets.get(article.get("jump_to") or "")
    if onward is None:
        sheet.pieces.append(Piece({"story": slug}, heads, lengths, rest, aspect))
        return
    sheet.pieces.append(Piece({"story": slug, "jump": onward.label}, heads, [sum(lengths) * 3 // 5], rest, aspect))
    onward.pieces.append(Piece({"continues": slug}, ("", "续题续题续题", ""), [sum(lengths) * 2 // 5 + 80]))


def _story(article: dict[str, Any], out: Path) -> tuple[str, float]:
    heads = {key: article.get(key) for key in ("kicker", "headline", "deck", "byline")}
    front = [f"{key}: {_quoted(words)}" for key, words in heads.items() if words]
    pictures, aspect = [], 0.0
    for number, photo in enumerate(article["photos"]):
        wide, high = map(int, photo["aspect"].split(":"))
        name = f"pictures/{article['id']}-{number}.png"
        _picture(out / name, wide / high)
        credit = f' credit="{photo["credit"]}"' if photo.get("credit") else ""
        pictures.append(f"![{_typed(photo['caption'])}]({name}){{columns=2 alt={_quoted(photo['caption'])}{credit}}}")
        aspect += high / wide
    blocks = [_typed(words) for words in article["paragraphs"]]
    if article.get("table"):
        blocks.append("\n".join(_table(article["table"])))
    return "\n".join(["---", *front, "---", "\n\n".join([*pictures, *blocks]), ""]), aspect


def _table(table: dict[str, Any]) -> Iterator[str]:
    head, *rows = table["rows"]
    yield f": {_typed(table['caption'])}"
    for cells in (head, ["---", *["---:"] * (len(head) - 1)], *rows):
        yield f"| {' | '.join(cells)} |"


def _typed(words: str) -> str:
    """Copy with the marks escaped that would be markup."""
    return re.sub(r"[\\*\[\]{}|#!]|^:", lambda match: "\\" + match[0], words)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _stack(sheet: Sheet, out: Path, depth: int) -> int:
    """Place the boxes of a page and return the row after the last; adverts fill it down to ``depth``."""
    sheet.boxes.clear()
    sheet.copy.clear()
    lead, *others = sorted(sheet.pieces, key=lambda piece: "continues" in piece.says)
    feet = [_TOP + lead.rows("lead") + 1] * 2 + [_TOP]
    _box(sheet, "lead", lead, (1, _TOP))
    others.sort(key=lambda piece: -sum(piece.lengths))
    last = others.pop(0) if len(others) > 2 else None
    for piece in others:
        at = min(range(3), key=lambda index: feet[index])
        _box(sheet, "news", piece, (2 * at + 1, feet[at]))
        feet[at] += piece.rows("news") + 1
    if last is not None:
        row = max(feet[1:])
        for at in (1, 2):
            _advert(sheet, at, (feet[at], row - 2), out)
        _box(sheet, "feature", last, (3, row))
        feet[1:] = [row + last.rows("feature") + 1] * 2
    if depth:
        for at in range(3):
            _advert(sheet, at, (feet[at], depth - 2), out)
    return max(feet)


def _advert(sheet: Sheet, at: int, rows: tuple[int, int], out: Path) -> None:
    """Fill rows of two columns with an advert, where there are enough of them."""
    first, last = rows
    if last - first < 3:
        return
    name = f"ad-{at}-{first}"
    sheet.boxes[name] = f"{{kind: advert, columns: {2 * at + 1}-{2 * at + 2}, rows: {first}-{last}, style: picture}}"
    sheet.copy[name] = {"advert": f"pictures/{sheet.label}-{name}.png", "alt": "广告"}
    _picture(out / sheet.copy[name]["advert"], 212 / ((last - first + 1) * _LEADING))


def _box(sheet: Sheet, style: str, piece: Piece, place: tuple[int, int]) -> None:
    """Give a piece the box whose first column and row are said."""
    (column, row), span = place, 2 if style == "news" else 4
    where = f"columns: {column}-{column + span - 1}, rows: {row}-{row + piece.rows(style) - 1}"
    slug = piece.says.get("story") or piece.says["continues"]
    sheet.boxes[slug] = f"{{{where}, flow: {_FLOWS[span][0]}, style: {style}, balance: true}}"
    sheet.copy[slug] = piece.says


def _picture(path: Path, proportion: float) -> None:
    """Draw a picture of hills under a sky; it stands for a photograph."""
    width = 1200
    height = max(60, round(width / proportion))
    picture = Image.new("L", (width, height), 215)
    draw = ImageDraw.Draw(picture)
    for step, grey in enumerate((180, 150, 115)):
        foot = height * (5 + step) // 9
        points = [(x, foot + (x * (step + 2) // 3 % 260 - 130) * height // 900) for x in range(0, width + 60, 60)]
        draw.polygon([*points, (width, height), (0, height)], fill=grey)
    picture.save(path)


def _write_paper(folder: Path, facts: dict[str, Any], sheets: list[Sheet], depth: int) -> None:
    folder.mkdir(parents=True)
    sample = ROOT / "layouts" / "qinghe-wanbao"
    paper = (sample / "paper.yaml").read_text(encoding="utf-8")
    paper = paper.replace("name: 青禾晚报", f"name: {facts.get('paper', '临江日报')}", 1)
    paper = paper.replace("[260mm, 390mm]", f"[260mm, {depth * 13 + 66}pt]", 1).replace("rows: 80}", f"rows: {depth}}}")
    paper = re.sub(r"required: .*", "required: {front: [masthead, facts, imprint]}", paper)
    (folder / "paper.yaml").write_text(paper, encoding="utf-8")
    front = (
        (sample / "front.yaml")
        .read_text(encoding="utf-8")
        .partition("\nboxes:")[0]
        .replace("80-80", f"{depth}-{depth}")
    )
    inside = re.sub(r"  masthead:.*?(?=  facts:)", _FOLIO, front, flags=re.DOTALL)
    inside = re.sub(r"  facts:.*?(?=  imprint:)", "", inside, flags=re.DOTALL)
    for number, sheet in enumerate(sheets):
        boxes = "\n".join(f"  {name}: {box}" for name, box in sheet.boxes.items())
        text = f"{inside if number else front}\n\nboxes:\n{boxes}\n"
        (folder / f"page-{sheet.label}.yaml").write_text(text, encoding="utf-8")


_FOLIO = """  folio:
    columns: 1-6
    rows: 1-6
    items:
      - {text: "{page}", style: facts-bold, left: 0, top: 50pt, width: 10%, height: 14pt}
      - {text: "{section}", style: facts-bold, left: 11%, top: 50pt, width: 20%, height: 14pt}
      - {text: "{date}　{weekday}", style: facts, left: 55%, top: 50pt, width: 45%, height: 14pt, align: right}
      - {rule: 0.8pt, left: 0, top: 68pt, width: 100%}
"""


def _issue_yaml(facts: dict[str, Any], sheets: list[Sheet]) -> str:
    lines = [f"paper: {PAPER}", f"date: {facts['date']}", "note: 样张"]
    lines += [f"number: {facts['issue_no']}"] if "issue_no" in facts else []
    lines += [f"entries: {{price: {facts['price']}}}"] if "price" in facts else []
    lines.append("pages:")
    for sheet in sheets:
        lines += [
            f"  - label: {sheet.label}",
            f"    section: {sheet.section}",
            f"    template: page-{sheet.label}",
            "    boxes:",
        ]
        for name, says in sheet.copy.items():
            said = ", ".join(f"{key}: {_quoted(word)}" for key, word in says.items())
            lines.append(f"      {name}: {{{said}}}")
    return "\n".join([*lines, ""])
