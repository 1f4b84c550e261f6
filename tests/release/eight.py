"""A night's issue: eight small pages, page one with the index and a story that jumps, and the command that makes it."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compositor.__main__ import main
from tests.conftest import ROOT

DATE = "2024-05-20"
PAPER = """\
name: 河灣小報
region: CN
script: Hant
timezone: "+08:00"
page: {size: [136mm, 196mm], margins: {top: 10mm, bottom: 10mm, inside: 10mm, outside: 10mm}}
grid: {columns: 3, measure: 11em, gutter: 14pt, body: 9pt, leading: 13pt, rows: 38}
wording: {jump: "（下轉第{page}版）", continued: "（上接第{page}版）", numerals: han}
colours:
  river: {cmyk: [85, 40, 20, 0], srgb: "#1f7a9c"}
styles:
  body: {role: song, size: 9pt, leading: 13pt, indent: 2em}
  head: {role: hei, size: 13pt, min_size: 11pt, leading: 18pt, align: left, space_after: 4pt}
  lead: {role: hei, size: 22pt, min_size: 12pt, leading: 28pt, align: left, space_after: 4pt}
  small-head: {role: hei, size: 10pt, leading: 13pt, align: left}
  kai: {role: kai, size: 9pt, leading: 13pt}
  small: {role: hei, size: 7.5pt, leading: 10pt, align: left}
  name: {role: hei, size: 30pt, leading: 36pt, colour: river}
box_styles:
  default: {body: body, subhead: small-head, standing_head: small-head, kicker: kai, headline: head, deck: kai,
            byline: kai, dateline: kai, strong: kai, kai: kai, label: kai, cutline: small, credit: small,
            jump_head: small-head, jump_line: kai, continued_line: kai, chart: small}
  lead: {headline: lead}
required: {front: [masthead], inside: [folio]}
severities: {REGULATION: "off"}
"""
_FOLIO = '{text: "第{page}版　{section}　{date}", style: small, height: 13pt, width: 100%, required: true}'
TEMPLATES = {
    "front": """\
furniture:
  masthead:
    columns: 1-3
    rows: 1-5
    items:
      - {text: "{name}", style: name, height: 40pt, width: 60%, required: true}
      - {text: "{date}　{weekday}　今日{pages}版　第{page}版", style: small, top: 48pt, height: 13pt, width: 100%}
  guide:
    columns: 3
    rows: 6-9
    items:
      - {text: "{index1}（{index1_page}）", style: small, top: 0pt, height: 13pt, width: 100%}
      - {text: "{index2}（{index2_page}）", style: small, top: 14pt, height: 13pt, width: 100%}
boxes:
  lead: {columns: 1-2, rows: 6-20, flow: 2, style: lead}
  side: {columns: 3, rows: 10-38}
  foot: {columns: 1-2, rows: 22-38, flow: 2, optional: true}
""",
    "inside": f"""\
furniture:
  folio: {{columns: 1-3, rows: 1, items: [{_FOLIO}]}}
boxes:
  main: {{columns: 1-2, rows: 3-22, flow: 2}}
  rest: {{columns: 1-2, rows: 24-38, flow: 2, optional: true}}
  side: {{columns: 3, rows: 3-38, optional: true}}
""",
}
SENTENCES = (
    "清早的河面上起了霧，渡口的燈還亮着。",
    "第一班船載着菜農和學生過河，船頭放着兩筐新摘的豆角。",
    "碼頭邊的茶攤已經燒開了水，攤主把昨天的報紙疊好壓在桌角。",
    "下游的水文站報來水位，比上週低了二十厘米。",
    "修橋的工人在岸上量線，一根一根地釘下木樁。",
    "有人問起橋什麼時候通車，他們只說快了。",
    "太陽出來以後霧就散了，對岸的屋頂一排排亮起來。",
)


def copy(length: int, *, begin: int = 0) -> str:
    """Return copy of about so many characters, in paragraphs, begun with one of the sentences."""
    paragraphs: list[str] = []
    made, at = 0, begin
    while made < length:
        count = 2 + at % 2
        paragraph = "".join(SENTENCES[(at + n) % len(SENTENCES)] for n in range(count))
        paragraphs.append(paragraph[: max(12, length - made)])
        made, at = made + len(paragraph), at + count + 1
    return "\n\n".join(paragraphs)


def story(headline: str, body: str) -> str:
    return f"---\nheadline: {headline}\n---\n{body}\n"


@dataclass(frozen=True)
class Said:
    """What the command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A desk at night: a folder with papers and one issue, and what the commands do there."""

    folder: Path

    @property
    def issue(self) -> Path:
        return self.folder / "issues" / DATE

    @property
    def made(self) -> Path:
        return self.folder / "out" / DATE

    @property
    def press(self) -> dict[str, str]:
        """The plates of the output folder with their sums."""
        return sums(self.made / "press")

    @property
    def ledger(self) -> list[dict[str, Any]]:
        path = self.issue / "released" / "ledger.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.made / "report.json").read_text(encoding="utf-8"))
        return found

    def write(self, slug: str, text: str) -> None:
        (self.issue / "stories" / f"{slug}.md").write_text(text, encoding="utf-8")

    def correct(self, slug: str, before: str, after: str) -> None:
        """Put one word in the place of another in a story, everywhere."""
        path = self.issue / "stories" / f"{slug}.md"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def plan(self, before: str, after: str) -> None:
        path = self.issue / "issue.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, text.count(before)
        path.write_text(text.replace(before, after), encoding="utf-8")

    def paper(self, more: str) -> None:
        path = self.folder / "layouts" / "night" / "paper.yaml"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")

    def run(self, command: str, *words: str | Path, manifest: str = "") -> Said:
        out, err = io.StringIO(), io.StringIO()
        places = ("--layouts", self.folder / "layouts", "--fonts", ROOT / "fonts") if command != "ledger" else ()
        outs = ("--out", self.folder / "out") if command in {"compose", "release"} else ()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([command, *map(str, (self.issue / manifest, *places, *outs, *words))])
        return Said(code, out.getvalue(), err.getvalue())

    def compose(self) -> Said:
        return self.run("compose", "--only", "press")

    def release(self, pages: str, *words: str | Path, at: str = "21:00", by: str = "夜班", manifest: str = "") -> Said:
        return self.run("release", "--pages", pages, "--by", by, "--at", f"{DATE}T{at}", *words, manifest=manifest)


def sums(folder: Path, pattern: str = "*.pdf") -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(pattern))}


def desk(folder: Path, pages: int = 8) -> Desk:
    """Set a desk up: page one jumps to page two and has an index, each other page has a story and a brief."""
    found = Desk(folder)
    paper = folder / "layouts" / "night"
    paper.mkdir(parents=True)
    (paper / "paper.yaml").write_text(PAPER, encoding="utf-8")
    for name, text in TEMPLATES.items():
        (paper / f"{name}.yaml").write_text(text, encoding="utf-8")
    (found.issue / "stories").mkdir(parents=True)
    lines = [
        f"paper: night\ndate: {DATE}\nindex:",
        "  - {story: story4, text: 霧散以後}",
        "  - {story: story6, text: 渡口}",
    ]
    lines += ["pages:", "  - section: 要聞", "    template: front", "    boxes:"]
    lines += ["      lead: {story: lead, jump: 02/rest}", "      side: {story: side}"]
    found.write("lead", story("河灣大橋合龍", copy(440)))
    found.write("side", story("茶攤", copy(240, begin=2)))
    for number in range(2, pages + 1):
        lines += [f"  - section: 第{number}", "    template: inside", "    boxes:"]
        lines += [f"      main: {{story: story{number}}}"]
        lines += ["      rest: {continues: lead}"] if number == 2 else []
        found.write(f"story{number}", story(f"第{number}版的河", copy(330, begin=number)))
    (found.issue / "issue.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found
