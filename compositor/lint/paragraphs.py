"""What is left of columns in copy: paragraphs broken in mid-sentence, white by hand, and ends without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.normalise import JUMP_LINE
from compositor.intake.passages import Copy, Passage, PassageKind
from compositor.intake.phrases import PhraseReader
from compositor.lint.halves import is_han
from compositor.lint.remarks import Change, Reading, Remark, said
from compositor.records import dataclass
from compositor.text.marks import BY_KIND, QUOTES, Kind, kind_of

_WHITE: Final = " \t\u00a0\u3000"
_RUN: Final = re.compile(f"[{_WHITE}]+")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_DATELINE: Final = re.compile(r"[訊讯電电](?:[（(][^）)]*[）)]?)?\Z|[\]】]\Z")
_DATELINE_MOST: Final = 20
_BYLINE: Final = re.compile(r"[（(]?[^\W\d_]{2,4}(?:[ \u3000、/／]+[^\W\d_]{2,4}){0,5}[）)]?\Z")
_STOPS: Final = BY_KIND[Kind.STOP].marks + BY_KIND[Kind.EXCLAMATION].marks + "；"
_SENTENCE: Final = re.compile(f"[{_STOPS}]")
_AFTER_STOP: Final = re.compile(f"[{_STOPS}{''.join(pair[1] for pairs in QUOTES.values() for pair in pairs)}…]")
_OPENERS: Final = "".join(pair[0] for pairs in QUOTES.values() for pair in pairs)
"""A quote turned the wrong way is told of by itself."""
_PAUSES: Final = BY_KIND[Kind.PAUSE].marks
_LEANING: Final = "了的地得着過过們们為为並并和與与及而或"
"""Particles and the like: after a sentence without an end they go on with it."""
_BRACKETS: Final = ("《》", "（）", "()", "〈〉")
_NEAR: Final = 6
_SIGHT: Final = 32
"""So much before a line's end tells whether a sentence ends there."""
_PROSE: Final = 30
"""A line of so many characters with a comma is prose; a shorter one without a stop may be a head."""
_ENDS: Final = frozenset(
    {Kind.STOP, Kind.EXCLAMATION, Kind.DOUBLE_MARK, Kind.DOTS, Kind.ELLIPSIS, Kind.EM_DASH, Kind.TWO_EM_DASH}
)
_AFTER_END: Final = frozenset({Kind.CLOSING, Kind.RIGHT_SINGLE, Kind.LATIN_CLOSING, Kind.LATIN_QUOTE})
_NEVER_FIRST: Final = frozenset({Kind.CLOSING, Kind.RIGHT_SINGLE, Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION})
_INTRODUCES: Final = "：:"


def paragraphs(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield paragraphs that end in mid-sentence: broken, where the next goes on, else without their last mark."""
    pairs = pairwise([*copy.passages, None])
    for passage, after in pairs:
        if passage is None or passage.kind is not PassageKind.TEXT or not _unfinished(passage.text):
            continue
        reading = Reading(copy, passage)
        end = len(passage.text.rstrip(_WHITE))
        if after is not None and after.kind is PassageKind.TEXT and _goes_on(passage, after):
            yield _broken(reading, after, end)
        elif not _byline(passage.text):
            message = f"the paragraph has no mark at its end, {said('…' + passage.text[:end][-8:])}"
            put = [(end - 1, end, passage.text[end - 1] + "。")] if _wants_stop(passage.text[end - 1]) else []
            yield reading.remark("END_MARK", (message, "end it with 。 or what it needs"), (end - 1, end), put)


def _unfinished(text: str) -> bool:
    """Tell whether a paragraph is prose and has no mark at its end."""
    words = text.strip(_WHITE)
    return (is_prose(words) or ("，" in words and _left_open(words))) and not _finished(text)


def _finished(text: str) -> bool:
    """Tell whether a paragraph ends with a mark that ends a sentence, or introduces what follows."""
    last = _words(text).rstrip(_closing() + _OPENERS + _WHITE)[-1:]
    return not last or kind_of(last) in _ENDS or last in _INTRODUCES or last in ".!?;"


def _words(text: str) -> str:
    """Return a paragraph without the white around it, and without jump lines, which are no part of it."""
    return JUMP_LINE.sub("", text).strip(_WHITE)


def _closing() -> str:
    """Return the marks that may stand after the last mark of a sentence."""
    return "".join(BY_KIND[kind].marks for kind in _AFTER_END)


def is_prose(words: str) -> bool:
    """Tell whether a line is of running copy, not a head, a name or a list of facts."""
    if _SENTENCE.search(words[:-1]):
        return True
    return len(words) >= _PROSE and "，" in words and sum(words.count(mark) for mark in _INTRODUCES) < 2


def _byline(text: str) -> bool:
    """Tell whether what stands after the last mark are names: who wrote it."""
    tail = _AFTER_STOP.split(_words(text))[-1].strip(_WHITE)
    return _BYLINE.fullmatch(tail) is not None


def _goes_on(passage: Passage, after: Passage) -> bool:
    """Tell whether the next paragraph is the rest of this one's sentence.

    It is where this one stops at a pause or inside a bracket, where the next begins with what never begins a
    paragraph, or where a word stands across the two.
    """
    before, words = _words(passage.text), _words(after.text)
    if not words or not (_finished(after.text) or is_prose(words)) or kind_of(words[0]) is Kind.OPENING:
        return False
    if before[-1] in _PAUSES or kind_of(words[0]) in _NEVER_FIRST or words[0] in _LEANING:
        return True
    return _left_open(before) or _word_across(before[-_NEAR:], words[:_NEAR])


def _left_open(words: str) -> bool:
    """Tell whether a bracket that words open isn't closed in them."""
    return any(words.count(opening) > words.count(closing) for opening, closing in _BRACKETS)


def _word_across(before: str, after: str) -> bool:
    """Tell whether a word of the dictionary begins in one text and ends in the other."""
    seam = len(before)
    return any(word.start < seam < word.end and word.kind != "R" for word in _reader().words(before + after))


@cache
def _reader() -> PhraseReader:
    return PhraseReader()


def _broken(reading: Reading, after: Passage, end: int) -> Remark:
    start = len(after.text) - len(after.text.lstrip(_WHITE))
    change = Change(reading.passage.offsets[end], after.offsets[start], "")
    ends, begins = said("…" + reading.text[:end][-8:]), said(after.text[start:][:8] + "…")
    words = (f"the paragraph breaks in mid-sentence: {ends} {begins}", "join it with the next")
    one = reading.remark("PARAGRAPH_BROKEN", words, (end - 1, end))
    return Remark(one.code, one.message, one.hint, one.copy, one.start, one.end, (change,))


def _wants_stop(last: str) -> bool:
    return kind_of(last) in {Kind.HAN, Kind.CLOSING, Kind.DIGIT, Kind.LETTER}


def spaces(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield white that doesn't belong into Chinese copy: runs of it, between Han, and beside full-width marks."""
    indents: list[Change] = []
    for passage in copy.passages:
        if passage.kind is PassageKind.TABLE:
            continue
        white = _White.of(Reading(copy, passage))
        for match in _RUN.finditer(passage.text):
            if match.start() == 0 or match.end() == len(passage.text):
                if match.start() == 0 and passage.kind is PassageKind.TEXT and not copy.plain:
                    indents.append(Change(*passage.span(*match.span()), ""))
                continue
            yield from _space(white, match)
    yield from _indents(copy, indents)


@dataclass(frozen=True, slots=True)
class _White:
    """A passage with what decides about its white: is it prose, where its last mark is, does it end with names."""

    reading: Reading
    prose: bool
    last_mark: int
    signed: bool
    run_in: int

    @classmethod
    def of(cls, reading: Reading) -> _White:
        text, kind = reading.text, reading.passage.kind
        prose = kind in {PassageKind.TEXT, PassageKind.NOTE} and is_prose(text)
        last = max(text.rfind(mark) for mark in f"{_STOPS}，") if prose else -1
        return cls(reading, prose, last, prose and _byline(text), reading.passage.run_in)

    def meant(self, match: re.Match[str]) -> bool:
        """Tell whether white stands after a dateline, about a head that is run in, or between the names at the end."""
        start, end = match.span()
        if start <= self.run_in or not self.reading.passage.whole(start - 1, end + 1):
            return True
        if start < _DATELINE_MOST and _DATELINE.search(self.reading.text[:start]):
            return True
        return self.signed and end > self.last_mark


def line_breaks(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield line breaks without a blank line that part sentences: what was meant as two paragraphs is set as one.

    In copy whose lines are wrapped, where many end in mid-sentence, a break means nothing.
    """
    if copy.plain:
        return
    found = [
        (Reading(copy, passage), at)
        for passage in copy.passages
        if passage.kind is PassageKind.TEXT
        for at in passage.breaks
    ]
    ends = [(reading, at) for reading, at in found if _finished(reading.text[max(0, at - _SIGHT) : at])]
    if len(ends) < len(found):
        return
    for reading, at in ends:
        words = (
            f"a line ends here without a blank line below: {said(reading.text[max(0, at - 8) : at])} and "
            f"{said(reading.text[at : at + 8])} are set as one paragraph"
        )
        offset = reading.passage.offsets[at - 1] + 1
        hint = "put a blank line there, or join the lines"
        line_end = _LINE_END.search(copy.source.text, offset)
        change = Change(offset, offset, line_end[0] if line_end else "\n")
        yield Remark("PARAGRAPH_JOINED", words, hint, copy, offset - 1, offset, (change,))


def _space(white: _White, match: re.Match[str]) -> Iterator[Remark]:
    reading, text, (start, end) = white.reading, white.reading.text, match.span()
    before, after = kind_of(text[start - 1]), kind_of(text[end])
    shown = said(reading.around(start, end))
    if _leans(before, after):
        words = (f"a space stands beside a full-width mark, in {shown}", "take it out")
        yield reading.remark("SPACES", words, (start, end), [(start, end, "")])
    elif white.prose and not white.meant(match):
        if is_han(text, start - 1) and is_han(text, end):
            words = (f"a space stands between Han, in {shown}", "take it out")
            yield reading.remark("SPACES", words, (start, end), [(start, end, "")])
        elif end - start > 1 or match[0] in "\t\u3000":
            put = "" if is_han(text, start - 1) or is_han(text, end) else " "
            words = (f"{end - start} spaces stand in a row, in {shown}", "one, or none beside Han")
            yield reading.remark("SPACES", words, (start, end), [(start, end, put)])


def _leans(before: Kind, after: Kind) -> bool:
    """Tell whether one of the neighbours of white is a full-width mark that has its own."""
    if after in {Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION, Kind.CLOSING} or before is Kind.OPENING:
        return True
    return before in {Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION} and after in {Kind.HAN, Kind.LETTER, Kind.DIGIT}


def _indents(copy: Copy, changes: list[Change]) -> Iterator[Remark]:
    """Yield one remark for all paragraphs of a file that are indented by hand."""
    if changes:
        many = f"{len(changes)} paragraphs are" if len(changes) > 1 else "a paragraph is"
        message = f"{many} indented by hand"
        hint = "take the white out: the style has the indent"
        yield Remark("SPACES", message, hint, copy, changes[0].start, changes[0].end, tuple(changes))
