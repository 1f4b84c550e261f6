"""Reads an issue's copy from its files without any part of the compositor, so that pages are judged by the source.

What intake may change is written out here again, from the list that the manifest reference gives: front matter and
markup taken off, paragraphs joined by U+000A, lines of a paragraph joined, white space at edges and between Han and
Latin taken out, runs of it made one space, literal jump lines taken out of a body, a dateline run in with U+3000.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

HEADS = ("standing_head", "kicker", "headline", "deck", "byline")
Key = tuple[str, str, str, str]
"""Story, part, page and box; the last two where copy belongs to a box."""

_PICTURE = re.compile(r'!\[([^\]]*)\]\(([^)]*)\)(?:\{.*?credit="([^"]*)".*?\}|\{[^}]*\})?')
_JUMP_LINE = re.compile("[（(](?:下[轉转]|上接)第?[0-9〇零一二三四五六七八九十百]+版[）)]")


@dataclass(frozen=True)
class Copy:
    """A part's text, and the offsets (start, end) of those of its paragraphs that are subheads."""

    text: str
    subheads: tuple[tuple[int, int], ...] = ()


def typed(text: str) -> Any:
    """Return YAML with every scalar as it was typed."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def read(issue: Path) -> dict[Key, Copy]:
    """Return all copy of an issue: its stories', what its pictures say, and its jump heads."""
    manifest = typed((issue / "issue.yaml").read_text(encoding="utf-8"))
    found: dict[Key, Copy] = {}
    for path in sorted((issue / "stories").glob("*.md")):
        for name, copy in story(path.read_text(encoding="utf-8")).items():
            found[path.stem, name, "", ""] = copy
    for number, page in enumerate(manifest["pages"], 1):
        label = page.get("label") or f"{number:02d}"
        for box, placed in (page.get("boxes") or {}).items():
            for name, said in _under_the_picture(issue, placed).items():
                found["", f"{box}:{name}", label, box] = Copy(plain(said))
            if "continues" in placed:
                slug = placed["continues"]
                head = placed.get("jump_head")
                text = plain(head) if head else _phrase(found[slug, "headline", "", ""].text)
                found[slug, "jump_head", label, box] = Copy(text)
    return found


def _under_the_picture(issue: Path, placed: dict[str, str]) -> dict[str, str]:
    """Return cutline and credit of a box; a chart without a credit is credited to the source of its figures."""
    said = {name: placed[name] for name in ("cutline", "credit") if placed.get(name)}
    if "chart" in placed and "credit" not in said:
        source = typed((issue / placed["chart"]).read_text(encoding="utf-8")).get("source")
        said |= {"credit": source} if source else {}
    return said


def story(text: str) -> dict[str, Copy]:
    """Return a story's parts by their names."""
    _, front, rest = re.split(r"^---[ \t]*$\n?", text, maxsplit=2, flags=re.MULTILINE)
    matter = typed(front)
    heads = {name: plain(matter[name]) for name in HEADS if matter.get(name)}
    if "headline_lines" in matter and "headline" not in heads:
        heads["headline"] = " ".join(plain(line) for line in matter["headline_lines"])
    parts = {name: Copy(heads[name]) for name in HEADS if name in heads}
    dateline = plain(matter.get("dateline", ""))
    body = dateline + "\u3000" if dateline else ""
    subheads, paragraphs, shown = [], 0, 0
    for block in _blocks(rest):
        picture = _PICTURE.fullmatch(block.strip())
        if picture:
            shown += 1
            name = f"{PurePosixPath(picture[2]).stem}-{shown}"
            for which, said in (("cutline", picture[1]), ("credit", picture[3])):
                if said:
                    parts[f"{name}:{which}"] = Copy(plain(said))
            continue
        body += "\n" if paragraphs else ""
        words = plain(_unmarked(block.removeprefix("## ")), body=True)
        if block.startswith("## "):
            subheads.append((len(body), len(body) + len(words)))
        body += words
        paragraphs += 1
    parts["body"] = Copy(body, tuple(subheads))
    return parts


def han_of(text: str) -> Counter[str]:
    """Count the Han that a story has to print, whatever its lines do: heads, copy, tables, notes, quotes, cutlines.

    Words marked as a quote inside a paragraph stand in the copy and beside it; a paragraph that is all quote stands
    beside it alone. Readings that are Han are none here.
    """
    _, front, rest = re.split(r"^---[ \t]*$\n?", text, maxsplit=2, flags=re.MULTILINE)
    matter = typed(front)
    said = [matter.get(name, "") for name in (*HEADS, "dateline")]
    if "headline_lines" in matter and not matter.get("headline"):
        said += matter["headline_lines"]
    for block in _blocks(rest):
        for picture in _PICTURE.finditer(block):
            said += [picture[1], picture[3] or ""]
        words = _JUMP_LINE.sub("", _PICTURE.sub("", block))
        quoted = re.findall(r"\[([^\[\]]+)\]\{[^{}]*\.quote[^{}]*\}", words)
        alone = re.fullmatch(r"\[[^\[\]]+\]\{[^{}]*\.quote[^{}]*\}", words.strip())
        said += [] if alone else quoted
        words = re.sub(r"\[\^[^\]]*\]:?", "", words)
        words = re.sub(r"\]\{[^{}]*\}", "]", words)
        said.append(re.sub(r"(?m)^\{[^{}]*\}$", "", words))
    return Counter(letter for one in said for letter in one if is_han(letter))


def _blocks(body: str) -> list[str]:
    """Return paragraphs, subheads and pictures; a subhead is one line, whatever stands under it."""
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n", body):
        lines = block.strip("\n").split("\n")
        while lines and lines[0].startswith("## "):
            found.append(lines.pop(0))
        if any(line.strip() for line in lines):
            found.append("\n".join(lines))
    return found


def _unmarked(text: str) -> str:
    text = re.sub(r"\*\*(?=\S)([^*]+)\*\*", r"\1", text)
    text = re.sub(r"(?<!\*)\*(?=\S)([^*]+)\*", r"\1", text)
    text = re.sub(r"\[([^\[\]]+)\]\{[^{}]*\}", r"\1", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def plain(text: str, *, body: bool = False) -> str:
    """Return a paragraph or a head as it is normalised."""
    text = re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", _joint, text)
    if body:
        text = _JUMP_LINE.sub("", text)
    text = text.strip(" \t\u3000")
    text = "".join(letter for at, letter in enumerate(text) if letter not in " \t" or not _between_scripts(text, at))
    return re.sub(r"[ \t]+", " ", text)


def _joint(match: re.Match[str]) -> str:
    """Return what stands between two joined lines: a space where both sides are narrow."""
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return " " if before.isascii() and after.isascii() else ""


def _between_scripts(text: str, at: int) -> bool:
    left, right = text[:at].rstrip(" \t")[-1:], text[at:].lstrip(" \t")[:1]
    return (is_han(left) and _latin(right)) or (_latin(left) and is_han(right))


def is_han(letter: str) -> bool:
    """Tell of ideographs."""
    return "CJK" in unicodedata.name(letter, "") and unicodedata.category(letter) == "Lo"


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _phrase(headline: str) -> str:
    """Return a headline up to its first space, point or dash outside quotes: what a jump head is by default."""
    depth = 0
    for at, letter in enumerate(headline):
        depth += (letter in "“‘《〈『「（") - (letter in "”’》〉』」）")
        if at > 1 and not depth and letter in " \u3000，、；：。！？—":
            return headline[:at]
    return headline


def bare(text: str) -> str:
    """Return text without white space, as characters are counted."""
    return re.sub(r"\s+", "", text)
