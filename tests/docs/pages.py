"""The documents as tests read them: marked blocks, code spans, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"<!-- (file|run|example): ([^>]+?) -->\n```\w*\n(.*?)```\n", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block with the comment before it: ``file: PATH``, ``run: EXIT CODE`` or ``example: FORM``."""

    kind: str
    argument: str
    text: str
    start: int
    end: int


def blocks(page: str) -> Iterator[Block]:
    """Yield the marked blocks of a page in order; ``start`` and ``end`` are those of the text in the fence."""
    for match in _BLOCK.finditer(page):
        yield Block(match[1], match[2], match[3], match.start(3), match.end(3))


def links(page: str) -> list[str]:
    """Return the targets of a page's links and pictures, code left out."""
    return _LINK.findall(_CODE.sub("", _FENCE.sub("", page)))


def anchors(page: str) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    heads = re.findall(r"^#+ (.+)$", _FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.replace("`", "").lower()).replace(" ", "-") for head in heads}


def documents() -> list[Path]:
    """Return every Markdown file that the repository speaks through, stories left out."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "fonts" / "README.md"]
    return sorted(found)
