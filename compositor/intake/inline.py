"""Spans in a paragraph or a head, as Pandoc writes them: ``[史記]{.title}``, ``[漢字]{ruby="hàn zì"}``.

Brackets with no braces right behind them are copy, and a backslash before one keeps it copy. Spans nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.mapped import Edit, Mapped
from compositor.intake.source import Source
from compositor.model.copy import Emphasis, Normalisation, Span
from compositor.model.zhuyin import is_zhuyin, syllable
from compositor.records import dataclass

_CLASSES: Final = {
    one.value: one
    for one in (Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE, Emphasis.STRONG, Emphasis.KAI, Emphasis.QUOTE)
}
_RUBY: Final = "ruby"
_TOKEN: Final = re.compile(r"\\.|\[|\](?:\{((?:[^\"{}]|\"(?:\\.|[^\"\\])*\")*)\}|(\{))?", re.DOTALL)
_ATTRIBUTE: Final = re.compile(
    r"\s*(?:\.(?P<kind>[A-Za-z]+)|(?P<key>[A-Za-z]+)=(?:\"(?P<value>(?:\\.|[^\"\\])*)\"|(?P<word>[^\s\"{}]+)))(?=\s|$)\s*",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
# What a reading stands beside one by one: Han and 〇 with variation selectors, as clreq
# #h-characters_as_basic_units_for_annotating_pronunciation has it: figures and marks take none.
_HAN: Final = re.compile(
    "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)
_HINT: Final = (
    'write [words]{.dots}, .name, .title, .strong, .kai, .quote or ruby="reading"; or \\[ for a bracket that prints'
)


_DEEPEST: Final = 8
"""Spans inside one another; more are a slip of the hand."""


@dataclass(slots=True)
class _Open:
    """A bracket that may open a span: where it stands, how many spans and edits came before, how deep others nest.

    A ``literal`` one stands behind a backslash: it and what closes it are copy.
    """

    at: int
    spans: int
    edits: int
    depth: int = 0
    literal: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the spans of one paragraph or head."""

    copy: Mapped
    text: str
    source: Source
    faults: Faults
    spans: list[Span]
    edits: list[Edit]

    def fault(self, offset: int, message: str, hint: str = _HINT) -> None:
        self.faults.add(Code.SPAN_SYNTAX, self.source.place(self.copy.source_offset(offset)), message, hint)

    def read(self) -> None:
        opened: list[_Open] = []
        for token in _TOKEN.finditer(self.text):
            if token[0] in {"[", "\\["}:
                opened.append(_Open(token.start(), len(self.spans), len(self.edits), literal=token[0] != "["))
                continue
            if token[0][0] == "\\":
                if token[0] == "\\]" and opened and opened[-1].literal:
                    opened.pop()
                continue
            begin = opened.pop() if opened else None
            if begin is not None and opened:
                opened[-1].depth = max(opened[-1].depth, begin.depth + (token[1] is not None))
            if begin is not None and begin.literal:
                continue
            if token[2] and begin is not None:
                self.fault(token.start() + 1, "the braces that open here are never closed")
            elif token[1] is not None and begin is None:
                self.fault(token.start(), "no bracket [ opens what these braces close")
            elif token[1] is not None and begin is not None:
                self._span(begin, token)

    def _span(self, begin: _Open, token: re.Match[str]) -> None:
        start, end = begin.at + 1, token.start()
        found = list(self._attributes(token))
        if not found:
            return
        if not self.text[start:end].strip():
            self.fault(begin.at, "nothing stands in the brackets")
            return
        if begin.depth >= _DEEPEST:
            if begin.depth == _DEEPEST:
                self.fault(begin.at, f"more than {_DEEPEST} spans stand inside one another", "take some of them out")
            return
        inner = self.spans[begin.spans :]
        bare = self._bare(begin, end)
        for key, value in found:
            if key is Emphasis.RUBY:
                self._ruby(start, bare, value, inner)
            else:
                self._drawn(key, start, end, inner)
        self.edits += [
            Edit(begin.at, start, "", Normalisation.MARKUP),
            Edit(end, token.end(), "", Normalisation.MARKUP),
        ]

    def _attributes(self, token: re.Match[str]) -> Iterator[tuple[Emphasis, str]]:
        """Yield what stands in the braces; a fault for each thing that can't be read."""
        at, end = token.span(1)
        if not token[1].strip():
            self.fault(token.start() + 1, "nothing stands in the braces")
        known: set[str] = set()
        while at < end and self.text[at:end].strip():
            one = _ATTRIBUTE.match(self.text, at, end)
            if one is None:
                self.fault(at, f"what stands in the braces can't be read: {said(self.text[at:end].strip())}")
                return
            name = one["kind"] or one["key"]
            place = one.start("kind") - 1 if one["kind"] else one.start("key")
            value = one["value"] if one["value"] is not None else one["word"] or ""
            if name in known:
                self.fault(place, f"{name} stands here twice", "keep one of the two")
            elif one["kind"] in _CLASSES:
                yield _CLASSES[name], ""
            elif one["key"] == _RUBY:
                yield Emphasis.RUBY, " ".join(_ESCAPE.sub(r"\1", value).split())
            else:
                self.fault(place, f"there is no {said(one[0].strip())} for words")
            known.add(name)
            at = one.end()

    def _drawn(self, kind: Emphasis, start: int, end: int, inner: list[Span]) -> None:
        lines = {Emphasis.NAME, Emphasis.TITLE}
        if kind in lines and any(span.emphasis in lines for span in (*inner, *self._just(start, end))):
            message = "two lines can't stand under the same words"
            self.fault(start - 1, message, "keep the outer of the two, .name or .title")
            return
        self.spans.append(Span(start, end, kind))

    def _just(self, start: int, end: int) -> list[Span]:
        """Return the spans that the same braces have given these words."""
        return [span for span in self.spans[-len(_CLASSES) :] if (span.start, span.end) == (start, end)]

    def _bare(self, begin: _Open, end: int) -> str:
        """Return the words in a bracket with the markup inside them blanked, letter for letter."""
        start, text, at = begin.at + 1, "", begin.at + 1
        for edit in sorted(self.edits[begin.edits :], key=lambda edit: edit.start):
            text += self.text[at : edit.start] + " " * (edit.end - edit.start)
            at = edit.end
        return text + self.text[at:end] if at > start else self.text[start:end]

    def _ruby(self, start: int, bare: str, reading: str, inner: list[Span]) -> None:
        """Give a base its reading: one a character where there are as many readings as Han, else one for all."""
        if not reading:
            self.fault(start - 1, "the reading is empty", 'write ruby="hàn zì" or ruby="ㄏㄢˋ ㄗˋ"')
            return
        zhuyin = is_zhuyin(reading)
        if any(span.reading and is_zhuyin(span.reading) == zhuyin for span in inner):
            self.fault(start - 1, "these words have two readings of one kind", "keep one of them")
            return
        parts = reading.split(" ")
        base = [(start + match.start(), start + match.end()) for match in _HAN.finditer(bare)]
        if zhuyin and not self._spelt(parts, len(base), start):
            return
        whole = any(letter.isascii() and letter.isalnum() for letter in bare)
        if zhuyin or (len(parts) == len(base) and not whole):
            pairs = zip(base, parts, strict=True)
            self.spans += [Span(*place, Emphasis.RUBY, part) for place, part in pairs]
        else:
            self.spans.append(Span(start, start + len(bare), Emphasis.RUBY, reading))

    def _spelt(self, parts: list[str], many: int, start: int) -> bool:
        """Tell whether zhuyin are syllables, one for each Han of the base (clreq #positioning_of_zhuyin)."""
        wrong = next((part for part in parts if syllable(part) is None), None)
        if wrong is not None:
            hint = "one to three letters with at most one tone, ㄏㄢˋ or ˙ㄉㄜ; a space between two syllables"
            self.fault(start - 1, f"{said(wrong)} is no syllable of zhuyin", hint)
        elif len(parts) != many:
            hint = "write one syllable for each Han, a space between two"
            self.fault(
                start - 1,
                f"the zhuyin {said(' '.join(parts))} and its words don't match: {len(parts)} to {many} Han",
                hint,
            )
        return wrong is None and len(parts) == many


def spanned(copy: Mapped, source: Source, faults: Faults) -> Mapped:
    """Return copy with its bracketed spans read and their brackets and braces taken out.

    What can't be read is a fault, and stays in the copy. Backslashes stay, for whoever reads other markup.
    """
    text = copy.text
    if "]{" not in text:
        return copy
    reader = _Reader(copy, text, source, faults, list(copy.spans), [])
    reader.read()
    edits = sorted(reader.edits, key=lambda edit: edit.start)
    return Mapped(copy.bits, tuple(reader.spans)).edited(edits)


_BRACKET: Final = re.compile(r"\\(?=[\[\]])")


def brackets_freed(copy: Mapped) -> Mapped:
    """Return a head with the backslashes before brackets taken out; it has no other markup."""
    return copy.edited([Edit(*match.span(), "", Normalisation.MARKUP) for match in _BRACKET.finditer(copy.text)])
