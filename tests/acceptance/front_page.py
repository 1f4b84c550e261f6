"""The original front page as an issue: its text cut into stories where a desk would cut it.

The text is conformance data and stands nowhere here: stories are named by the blocks of the file, which blank lines
part. Paragraphs that were broken in mid-sentence where a column ended lose that blank line and nothing else, so that
intake joins their lines and says so; literal jump lines stay, for intake to take out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

SLUG = "front-page"
BLOCKS = 47

MANIFEST = """\
paper: jintan-times
date: 2019-11-15
note: 樣張
index: [{story: top100, text: 樣張}, {story: comment, text: 樣張}]
pages:
  - section: 要聞
    template: front
    boxes:
      lead: {story: sprint, jump: 02/rest-a}
      second: {story: top100, jump: 02/rest-b}
      report: {story: inspection}
      notice: {story: subscriptions}
      brief: {story: cooperation}
      opinion: {story: comment}
  - section: 綜合
    template: inside
    boxes:
      rest-a: {continues: sprint}
      rest-b: {continues: top100}
"""

WITHOUT_JUMPS = re.sub("(?s), jump: [^}]*|  - section: 綜合.*", "", MANIFEST)
"""Page one alone: the two stories that jump have nowhere to go."""


@dataclass(frozen=True)
class Cutting:
    """A story by its blocks: head, body from first to last, and what of the body is not plain paragraphs.

    ``broken`` are the blocks that go on in the next one; ``line_over`` and ``line_under`` are blocks that stand as
    standing head and byline.
    """

    slug: str
    head: int
    body: tuple[int, int]
    subheads: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    line_over: int | None = None
    line_under: int | None = None


CUTTINGS = (
    Cutting("sprint", 5, (6, 16), subheads=(8, 14), broken=(9, 12)),
    Cutting("top100", 17, (18, 21), broken=(18,)),
    Cutting("inspection", 22, (23, 26)),
    Cutting("subscriptions", 27, (28, 31)),
    Cutting("cooperation", 32, (33, 37), broken=(34, 36)),
    Cutting("comment", 38, (40, 45), broken=(41, 43), line_over=46, line_under=39),
)


def cut(text: str, folder: Path, manifest: str = MANIFEST) -> Path:
    """Cut the text of the front page into an issue in ``folder`` and return the issue's folder."""
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n+", text) if block.strip()]
    if len(blocks) != BLOCKS:
        raise ValueError(f"front-page.txt has {len(blocks)} blocks, not {BLOCKS}: it is another text than was cut")
    issue = folder / "issues" / SLUG
    (issue / "stories").mkdir(parents=True)
    (issue / "issue.yaml").write_text(manifest, encoding="utf-8", newline="\n")
    for cutting in CUTTINGS:
        path = issue / "stories" / f"{cutting.slug}.md"
        path.write_text(_story(cutting, blocks), encoding="utf-8", newline="\n")
    return issue


def _story(cutting: Cutting, blocks: list[str]) -> str:
    heads = _heads(blocks[cutting.head])
    body, dateline, byline = _body(cutting, blocks)
    if cutting.line_over is not None:
        heads = {"standing_head": blocks[cutting.line_over], **heads}
    if cutting.line_under is not None:
        byline = blocks[cutting.line_under]
    front: dict[str, str | list[str]] = {**heads, "dateline": dateline, "byline": byline}
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value]
    return "\n".join(["---", *rows, "---", body, ""])


def _heads(block: str) -> dict[str, str | list[str]]:
    """Tell kicker, headline and deck apart by their dashes; a head of two lines keeps them."""
    lines = block.split("\n")
    if len(lines) > 1:
        return {"headline_lines": lines}
    before, dashes, after = block.partition("——")
    if not dashes:
        return {"headline": block}
    if before.endswith(" "):
        return {"headline": before.rstrip(), "deck": dashes + after}
    return {"kicker": before + dashes, "headline": after.lstrip()}


def _body(cutting: Cutting, blocks: list[str]) -> tuple[str, str, str]:
    """Return the body, the dateline that its first paragraph began with, and the byline that its last ended with."""
    first, last = cutting.body
    texts = blocks[first : last + 1]
    dateline, space, rest = texts[0].partition(" ")
    if space and len(dateline) == 3:
        texts[0] = rest
    else:
        dateline = ""
    end = max(texts[-1].rfind(mark) for mark in "。）")
    texts[-1], byline = texts[-1][: end + 1], texts[-1][end + 1 :]
    body = ""
    for at, text in enumerate(texts, first):
        mark = "## " if at in cutting.subheads else ""
        body += mark + text + ("\n" if at in cutting.broken else "\n\n")
    return body.rstrip("\n"), dateline, byline
