"""Text that remembers where it came from, while it is edited step by step; and the proof that it still does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Final

from compositor.intake.source import Source
from compositor.model.copy import Normalisation, Part, Piece, SourceMap, Span, Stretch
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text with the source it stands for; ``rule`` None says that it is copied letter for letter."""

    text: str
    start: int
    end: int
    rule: Normalisation | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] becomes ``text`` by a rule."""

    start: int
    end: int
    text: str
    rule: Normalisation


@dataclass(frozen=True, slots=True)
class Mapped:
    """Text as bits in order, with spans of emphasis (offsets into the text)."""

    bits: tuple[Bit, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return self.bits[0].text if len(self.bits) == 1 else "".join([bit.text for bit in self.bits])

    def edited(self, edits: Sequence[Edit]) -> Mapped:
        """Return the text with ``edits`` done, which ascend, don't overlap and each replace at least one letter.

        Spans move along; a span that loses all its letters is dropped.
        """
        if not edits:
            return self
        moves = _Moves(edits) if self.spans else None
        spans = (replace(s, start=moves.to(s.start), end=moves.to(s.end)) for s in self.spans if moves)
        return Mapped(tuple(_edited(self.bits, edits)), tuple(span for span in spans if span.start < span.end))

    def source_offset(self, offset: int) -> int:
        """Return where the letter at ``offset`` stands in the source."""
        at = 0
        for bit in self.bits:
            if offset < at + len(bit.text):
                return bit.start if bit.rule is not None else bit.start + offset - at
            at += len(bit.text)
        return self.bits[-1].end if self.bits else 0

    def source_map(self, source: Source) -> SourceMap:
        """Return the map of the text, as the model keeps it."""
        stretches: list[Stretch] = []
        pieces: list[Piece] = []
        at = 0
        for bit in _joined(self.bits):
            end = at + len(bit.text)
            if bit.rule is None:
                stretches.append(Stretch(at, bit.start, end - at))
            else:
                pieces.append(Piece(at, end, bit.start, bit.end, bit.rule))
            at = end
        return SourceMap(source.file, tuple(stretches), tuple(pieces), source.line_starts)


def copied(source: Source, start: int, end: int) -> Mapped:
    """Return source.text[start:end] letter for letter."""
    return Mapped((Bit(source.text[start:end], start, end),) if end > start else ())


def joined(parts: Iterable[Mapped]) -> Mapped:
    """Return texts set one after another."""
    bits: list[Bit] = []
    spans: list[Span] = []
    at = 0
    for part in parts:
        bits.extend(part.bits)
        spans.extend(moved(part.spans, at))
        at += len(part.text)
    return Mapped(tuple(bits), tuple(spans))


def moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    """Yield spans of a text before which so many letters are put."""
    return (replace(span, start=span.start + by, end=span.end + by) for span in spans)


def replaced(text: str, start: int, end: int, rule: Normalisation) -> Mapped:
    """Return ``text`` standing for source[start:end] by a rule."""
    return Mapped((Bit(text, start, end, rule),))


class _Moves:
    """Where offsets go when edits are done."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._shifts = list(accumulate((len(edit.text) - (edit.end - edit.start) for edit in edits), initial=0))

    def to(self, offset: int) -> int:
        """Return where an offset goes; one inside an edit goes to where that begins."""
        index = bisect_right(self._ends, offset)
        if index < len(self._starts):
            offset = min(offset, self._starts[index])
        return offset + self._shifts[index]


def _edited(bits: tuple[Bit, ...], edits: Sequence[Edit]) -> Iterator[Bit]:
    """Yield the bits with the edits done; a bit that an edit cuts is one that is copied letter for letter."""
    at, waiting = 0, iter(edits)
    edit = next(waiting, None)
    covered: list[Bit] = []
    for bit in bits:
        begin, rest = at, bit
        at += len(bit.text)
        if not bit.text:
            inside = edit is not None and edit.start < begin < edit.end
            if inside:
                covered.append(bit)
            else:
                yield bit
            continue
        while edit is not None and edit.start < at:
            if edit.start > begin:
                yield _part(rest, 0, edit.start - begin)
                rest, begin = _part(rest, edit.start - begin, len(rest.text)), edit.start
            if edit.end > at:
                covered.append(rest)
                rest = _part(rest, len(rest.text), len(rest.text))
                break
            covered.append(_part(rest, 0, edit.end - begin))
            yield from _done(edit, covered)
            covered = []
            rest, begin = _part(rest, edit.end - begin, len(rest.text)), edit.end
            edit = next(waiting, None)
        if rest.text:
            yield rest


def _done(edit: Edit, covered: list[Bit]) -> Iterator[Bit]:
    """Yield what an edit puts. Letters taken out before, inside what it covers, keep their own record.

    Only a jump line, the mark of a note, and the braces of a span swallow what is inside them, so that their record has
    its words whole.
    """
    braces = edit.rule is Normalisation.MARKUP and covered[0].text.startswith("]")
    if braces or edit.rule in {Normalisation.LITERAL_JUMP_LINE, Normalisation.NOTE}:
        yield Bit(edit.text, covered[0].start, covered[-1].end, edit.rule)
        return
    text = edit.text
    for gone, group in groupby(covered, key=lambda bit: not bit.text):
        bits = list(group)
        if gone:
            yield from bits
        else:
            yield Bit(text, bits[0].start, bits[-1].end, edit.rule)
            text = ""


def _part(bit: Bit, start: int, end: int) -> Bit:
    if (start, end) == (0, len(bit.text)):
        return bit
    return Bit(bit.text[start:end], bit.start + start, bit.start + end, bit.rule)


def _joined(bits: tuple[Bit, ...]) -> Iterator[Bit]:
    """Yield the bits without empty ones, neighbours that copy neighbouring letters made one."""
    last: Bit | None = None
    for bit in bits:
        if not bit.text and bit.start == bit.end:
            continue
        if last is not None and last.rule is None and bit.rule is None and last.end == bit.start:
            last = Bit(last.text + bit.text, last.start, bit.end)
            continue
        if last is not None:
            yield last
        last = bit
    if last is not None:
        yield last


_SPACE: Final = r"[\s\u00a0\u3000\u0085\u2028\u2029]"
_GONE: Final = r"[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
_ESCAPE: Final = r"\\(?:[xuU][0-9A-Fa-f]+|\s+|[0abtnvfreNLP_ ])"
_BLANK: Final = f"(?:{_SPACE}|{_GONE}|{_ESCAPE})"
_FIGURE: Final = rf"{_BLANK}*!{_GONE}*\[.*|{_BLANK}*\[.*\]{_GONE}*\{{.*\.quote.*\}}{_BLANK}*"
_WISH: Final = r"\*{0,2}\s*\{[ \t]*(?:looseness|optional)[^{}]*\}\s*"
# What each rule may put, and what may have stood in its place. A character may be an escape's (\u4e2d, '').
_LAWFUL: Final[dict[Normalisation, tuple[str, str]]] = {
    Normalisation.LINE_ENDING: (" ?", f"{_BLANK}+"),
    Normalisation.PARAGRAPH: ("\n", f"{_BLANK}*"),
    Normalisation.INDENT: ("", f"{_BLANK}+"),
    Normalisation.TRAILING_SPACE: ("", f"{_BLANK}+"),
    Normalisation.HAN_LATIN_SPACE: ("", f"{_BLANK}+"),
    Normalisation.HAN_SPACE: ("", f"{_BLANK}+"),
    Normalisation.RUN_OF_SPACES: (" ?", f"{_BLANK}+"),
    Normalisation.FULLWIDTH_LATIN: ("[!-~]", "[！-～]"),
    Normalisation.LITERAL_JUMP_LINE: ("", "[（(].*版.*[）)]"),
    Normalisation.MARKUP: (
        ".?",
        rf"##[ \t]+|\*{_GONE}*\*?|\[|\]{_GONE}*\{{.*\}}|{_FIGURE}|\\.*|''|(?:\s|\\)+|{_WISH}",
    ),
    Normalisation.RUN_IN: ("[\u3000 ]", ""),
    Normalisation.NOTE: (
        r".|[\[〔]\d+[\]〕]|",
        rf"[\s{_GONE[1:-1]}]*\[{_GONE}*\^[^\[\]]+\]{_GONE}*(?::[ {_GONE[1:-1]}]*)?",
    ),
    Normalisation.TABLE: ("[\t\n]?", rf"(?:{_BLANK}|[|:-]|\{{[^{{}}]*\}})*"),
    Normalisation.CONTROL: ("", f"(?:{_GONE}|{_ESCAPE})+"),
}


def rebuild(part: Part, source: str) -> str:
    """Rebuild a part's text from its source file's text by its map alone, and return it.

    Raises ``ValueError``, with words that say where, unless stretches and pieces tile the text without gap or
    overlap, follow one another in the source leaving nothing out (but where a dateline or lines of a head are
    run in), every stretch equals its source, and every piece is a change that its rule allows.
    """
    out: list[str] = []
    at, reached, run_in = 0, -1, False
    items: list[Stretch | Piece] = [*part.source.stretches, *part.source.pieces]
    for item in sorted(items, key=_order):
        if item.start != at:
            raise ValueError(f"{part.name}: offset {at}: the map goes on at {item.start}")
        gap = reached >= 0 and item.source_start != reached
        runs_in = isinstance(item, Piece) and item.rule is Normalisation.RUN_IN
        if item.source_start < reached or (gap and not run_in and not runs_in):
            raise ValueError(f"{part.name}: offset {at}: source {reached} to {item.source_start} is left out")
        text, reached = _stands_for(part, item, source)
        out.append(text)
        at += len(text)
        run_in = runs_in
    rebuilt = "".join(out)
    if rebuilt != part.text:
        raise ValueError(f"{part.name}: the source gives another text than the part has")
    return rebuilt


def _order(item: Stretch | Piece) -> tuple[int, int, int]:
    end = item.source_end if isinstance(item, Piece) else item.source_start + item.size
    return item.start, item.source_start, end


def _stands_for(part: Part, item: Stretch | Piece, source: str) -> tuple[str, int]:
    if isinstance(item, Stretch):
        if item.size < 1 or item.source_start < 0 or item.source_start + item.size > len(source):
            raise ValueError(f"{part.name}: offset {item.start}: the stretch leaves the source")
        end = item.source_start + item.size
        return source[item.source_start : end], end
    text, was = part.text[item.start : item.end], source[item.source_start : item.source_end]
    put, stood = _LAWFUL[item.rule]
    lawful = re.fullmatch(put, text, re.DOTALL) and re.fullmatch(stood, was, re.DOTALL)
    if item.source_end < item.source_start or not lawful:
        raise ValueError(f"{part.name}: offset {item.start}: {item.rule} does not turn {was!r} into {text!r}")
    return text, item.source_end
