"""The passages of a file as proofreaders read them: heads, paragraphs, cutlines, as typed but without markup.

Unlike the parts of a story nothing is normalised here: what intake mends silently (spaces, breaks) is what they
look for. Every character knows where it stands in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from compositor.intake.faults import Faults
from compositor.intake.markdown import blocks
from compositor.intake.source import BOM, Source
from compositor.intake.story import CLOSING, FENCE, PICTURE_LINE
from compositor.intake.yamltree import Listing, Mapping, Node, Scalar, read_tree
from compositor.records import dataclass

_LINE: Final = re.compile(r"[^\r\n]+")
_BREAK: Final = r"[ \t\u3000]*(?:\r\n|\r|\n)[ \t\u3000]*"
_MARKUP: Final = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*+|\]\{[^{}\r\n]*\}|\[(?=[^\[\]\r\n]*\]\{)|\[\^[^\]\s]+\]:?[ \t]*"
    rf"|\{{(?:looseness|widths)=[^}}]*\}}|\A##[ \t]+|{_BREAK}"
)
_BREAKS: Final = re.compile(_BREAK)
_SPOKEN: Final = frozenset(
    {"cutline", "credit", "jump_head", "text", "title", "label", "section", "series", "source", "staff"}
)
"""Keys of manifests and charts whose values are printed."""
_HEADS: Final = frozenset({"standing_head", "kicker", "headline", "deck", "byline", "dateline"})
_CREDIT: Final = re.compile(r'credit="((?:\\.|[^"\\])*)"')


class PassageKind(StrEnum):
    """What a passage is."""

    HEAD = "head"
    TEXT = "text"
    SUBHEAD = "subhead"
    NOTE = "note"
    TABLE = "table"
    WORDS = "words"
    """Words beside copy: cutlines, credits, what a manifest or a chart has printed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its markup; ``offsets`` has the place in the file of each character, and of the end.

    ``breaks`` are offsets of ``text`` at which a line of the file ended. ``marked`` tells that it begins with markup.
    """

    kind: PassageKind
    text: str
    offsets: tuple[int, ...]
    breaks: tuple[int, ...] = ()
    marked: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where text[start:end] stands in the file."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def whole(self, start: int, end: int) -> bool:
        """Tell whether text[start:end] stands in the file without anything between."""
        first, last = self.span(start, end)
        return last - first == end - start

    @property
    def run_in(self) -> int:
        """Where the words end that stand in markup at the beginning, such as a head that is run in; -1 without any."""
        if self.kind is not PassageKind.TEXT or not self.marked:
            return -1
        ends = (at for at in range(len(self.text)) if self.offsets[at + 1] - self.offsets[at] > 1)
        return next(ends, -2) + 1


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of copy; ``plain`` is one without front matter, in which every line is a paragraph."""

    source: Source
    passages: tuple[Passage, ...]
    plain: bool = False
    story: str = ""


def story_copy(source: Source, slug: str, faults: Faults) -> Copy:
    """Return the passages of a story; of a text without front matter, every line that isn't blank."""
    text = source.text
    opening = FENCE.match(text, 1 if text.startswith(BOM) else 0)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        lines = (_plain(text, *match.span()) for match in _LINE.finditer(text.replace(BOM, " ")))
        return Copy(source, tuple(line for line in lines if line.text.strip()), plain=True, story=slug)
    tree = read_tree(source, faults, start=opening.end(), end=closing.start())
    heads = tuple(_values(tree, _HEADS, PassageKind.HEAD)) if tree else ()
    body = tuple(_body(source, closing.end()))
    return Copy(source, (*heads, *body), story=slug)


def manifest_copy(source: Source, tree: Mapping) -> Copy:
    """Return what a manifest or a chart has printed."""
    return Copy(source, tuple(_values(tree, _SPOKEN, PassageKind.WORDS)))


def _plain(text: str, start: int, end: int) -> Passage:
    return Passage(PassageKind.TEXT, text[start:end], tuple(range(start, end + 1)))


def _body(source: Source, start: int) -> Iterator[Passage]:
    """Yield the passages of a body; what can't be read as a picture is left to intake's own faults."""
    for block in blocks(source, start, Faults()):
        if block.kind != "picture":
            kind = PassageKind.WORDS if block.kind == "quote" else PassageKind(block.kind)
            yield _unmarked(source.text, (block.start, block.end), kind)
            continue
        match = PICTURE_LINE.fullmatch(source.text, block.start, block.end)
        if match is not None:
            yield _unmarked(source.text, match.span(1), PassageKind.WORDS)
            credit = _CREDIT.search(match[3] or "")
            if credit is not None:
                at = match.start(3)
                yield _unmarked(source.text, (at + credit.start(1), at + credit.end(1)), PassageKind.WORDS)


def _values(node: Node, keys: frozenset[str], kind: PassageKind, key: str = "") -> Iterator[Passage]:
    """Yield the scalars that stand under one of ``keys``, or under one of them with ``_lines``, however deep."""
    if isinstance(node, Scalar):
        if key in keys and node.value.strip():
            yield _unmarked(node.source.text, _inside(node), kind)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _values(item, keys, kind, key)
    else:
        for name, value in node.entries:
            yield from _values(value, keys, kind, "staff" if key == "staff" else name.value.removesuffix("_lines"))


def _inside(scalar: Scalar) -> tuple[int, int]:
    """Return where the letters of a scalar stand, its quotes left out."""
    quoted = scalar.style in {"'", '"'}
    start, end = scalar.start, scalar.end
    raw = scalar.source.text[start:end]
    return (start + 1, end - 1) if quoted and len(raw) > 1 and raw[0] == raw[-1] else (start, end)


def _unmarked(text: str, span: tuple[int, int], kind: PassageKind) -> Passage:
    """Return a passage without markup; a line break inside it is one space between Latin words, else nothing."""
    pattern = _BREAKS if kind is PassageKind.TABLE else _MARKUP
    out: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    raw, at = text[span[0] : span[1]], 0
    for match in pattern.finditer(raw):
        out.append(raw[at : match.start()])
        offsets.extend(range(span[0] + at, span[0] + match.start()))
        if _BREAKS.fullmatch(match[0]):
            breaks.append(len(offsets))
            if kind is PassageKind.TABLE or _between_words(raw, match):
                out.append("\n" if kind is PassageKind.TABLE else " ")
                offsets.append(span[0] + match.start())
        at = match.end()
    out.append(raw[at:])
    offsets.extend(range(span[0] + at, span[1] + 1))
    marked = raw.lstrip(" \t\u3000").startswith(("*", "["))
    return Passage(kind, "".join(out), tuple(offsets), tuple(breaks), marked)


def _between_words(raw: str, match: re.Match[str]) -> bool:
    before, after = raw[: match.start()][-1:], raw[match.end() :][:1]
    return before.isascii() and after.isascii() and bool(before and after)
