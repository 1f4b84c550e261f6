"""Notes of a story: ``[^name]`` behind what is noted, and ``[^name]: …`` paragraphs below the last of the copy.

Notes are numbered in the order in which copy refers to them; they are read in that order too, so that the file
reads as the page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.mapped import Edit, Mapped
from compositor.intake.normalise import CONTROL
from compositor.intake.source import Source
from compositor.model.copy import Emphasis, Normalisation, Part, Span
from compositor.model.wording import NoteMark
from compositor.records import dataclass

_NAME: Final = r"\[\^([^\[\]\s]{1,80})\]"
NOTE: Final = re.compile(rf"[ \t]*{_NAME}:[ \t]*")
"""What a note begins with."""
_TOKEN: Final = re.compile(rf"\\[!-/:-@\[-`{{-~]|(?<![ \t])[ \t]*{_NAME}")
_CIRCLED: Final = "".join(
    map(chr, chain(range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0)))
)  # ① to ⑳, ㉑ to ㉟, ㊱ to ㊿
_WHOLE: Final = frozenset({Emphasis.NOTE_MARK, Emphasis.DATELINE, Emphasis.RUBY})


@dataclass(slots=True)
class Notes:
    """The notes of one story while it is read; ``starts`` are where they begin in the source.

    ``numbers`` are the notes that copy has referred to so far.
    """

    source: Source
    starts: Sequence[int]
    look: NoteMark
    faults: Faults
    names: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the notes' names, without the control characters that copy loses too."""
        for start in self.starts:
            match = NOTE.match(self.source.text, start)
            assert match is not None
            name = CONTROL.sub("", match[1])
            if not name:
                message, hint = "this note has no name", "write a number or a word behind the ^"
                self.faults.add(Code.NOTE_SYNTAX, self.source.place(start), message, hint)
                continue
            if name in self.names:
                first = self.source.place(self.names[name]).line
                message = f"the note {said(name)} stands here again"
                hint = f"it stands in line {first} already; give this one a name of its own"
                self.faults.add(Code.NOTE_TWICE, self.source.place(start), message, hint)
            self.names.setdefault(name, start)

    def mark(self, number: int) -> str:
        """Return the mark of a note."""
        if self.look is NoteMark.SQUARE:
            return f"[{number}]"
        if self.look is NoteMark.BRACKETS or len(self.names) > len(_CIRCLED):
            return f"〔{number}〕"
        return _CIRCLED[number - 1]

    def referred(self, copy: Mapped, *, in_note: bool = False) -> Mapped:
        """Return copy with its references turned into marks; white space before them goes with them."""
        edits: list[Edit] = []
        spans: list[Span] = []
        shift = 0
        for match in _TOKEN.finditer(copy.text) if "[^" in copy.text else ():
            mark = self._mark_for(match, copy, in_note=in_note) if match[1] else ""
            if not mark:
                continue
            start = match.start() + shift
            edits.append(Edit(match.start(), match.end(), mark, Normalisation.NOTE))
            spans.append(Span(start, start + len(mark), Emphasis.NOTE_MARK))
            shift += len(mark) - (match.end() - match.start())
        edited = copy.edited(edits)
        return Mapped(edited.bits, (*edited.spans, *spans)) if spans else copy

    def _mark_for(self, match: re.Match[str], copy: Mapped, *, in_note: bool) -> str:
        """Return the mark of a reference; nothing, with a fault, where it can't have one."""
        name = match[1]
        place = copy.source_map(self.source).place(match.start(1) - 2)
        if in_note:
            message, hint = f"a note refers to the note {said(name)}", "say it in one note"
            self.faults.add(Code.NOTE_SYNTAX, place, message, hint)
        elif not copy.text[: match.start()].strip():
            message = f"nothing stands before the reference to the note {said(name)}"
            self.faults.add(Code.NOTE_SYNTAX, place, message, "put it behind the words that it notes")
        elif name not in self.names:
            hint = f"write it below the last paragraph: [^{name}]: …; or a backslash before the [ to print the brackets"
            self.faults.add(Code.NOTE_UNKNOWN, place, f"there is no note {said(name)}", hint)
        else:
            return self.mark(self.numbers.setdefault(name, len(self.numbers) + 1))
        return ""

    def numbered(self, copy: Mapped, start: int) -> Mapped:
        """Return the copy of the note that begins at ``start``, its name turned into its mark."""
        match = NOTE.match(copy.text)
        if match is None:  # its name was control characters, which has been told
            return copy
        number = self.numbers.get(match[1], 0)
        mark = self.mark(number) if number else ""
        if not copy.text[match.end() :].strip():
            message, hint = f"the note {said(match[1])} says nothing", "write what it says behind the colon"
            self.faults.add(Code.NOTE_SYNTAX, self.source.place(start), message, hint)
        edited = copy.edited([Edit(0, match.end(), mark, Normalisation.NOTE)])
        span = (Span(0, len(mark), Emphasis.NOTE_NUMBER),) if mark else ()
        return Mapped(edited.bits, (*span, *edited.spans))

    def close(self, copy: Iterable[int]) -> None:
        """Find what is wrong with the notes altogether; ``copy`` is where all other paragraphs begin."""
        for name, start in self.names.items():
            if name not in self.numbers:
                message, hint = f"nothing refers to the note {said(name)}", f"write [^{name}] behind what it notes"
                self.faults.add(Code.NOTE_UNUSED, self.source.place(start), message, hint)
        below = max(copy, default=-1)
        early = next((start for start in self.starts if start < below), None)
        if early is not None:
            message = f"copy stands below this note, in line {self.source.place(below).line}"
            hint = "notes are printed after the last paragraph: put them there"
            self.faults.add(Code.NOTE_ORDER, self.source.place(early), message, hint)
        self._look_at_order()

    def _look_at_order(self) -> None:
        stand = [name for name in self.names if name in self.numbers]
        wanted = sorted(stand, key=self.numbers.__getitem__)
        for name, due in zip(stand, wanted, strict=True):
            if name != due:
                message = f"the note {said(name)} stands where {said(due)} is due: the copy refers to that one before"
                hint = f"move the note {said(due)} up here: notes stand in the order of their marks"
                self.faults.add(Code.NOTE_ORDER, self.source.place(self.names[name]), message, hint)
                return


def look_for_notes(head: Part, faults: Faults) -> None:
    """Find references to notes in a head, where none is marked: their brackets would be printed."""
    match = re.search(_NAME, head.text)
    if match is not None:
        message = f"the {head.name.replace('_', ' ')} refers to the note {said(match[1])}: only the body has notes"
        faults.add(Code.NOTE_SYNTAX, head.source.place(match.start()), message, "refer to it in the body")


def clear_of_marks(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that reach over the mark of a note parted around it, which stays as it is."""
    marks = sorted((span.start, span.end) for span in spans if span.emphasis is Emphasis.NOTE_MARK)
    if not marks:
        return tuple(spans)
    out: list[Span] = []
    for span in spans:
        at = span.start
        for start, end in marks if span.emphasis not in _WHOLE else ():
            if at < end and start < span.end:
                if at < start:
                    out.append(replace(span, start=at, end=start))
                at = end
        if at < span.end:
            out.append(replace(span, start=at))
    return tuple(sorted(out, key=lambda span: (span.start, span.end)))
