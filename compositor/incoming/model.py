"""Copy as it arrives, before it is a story: runs, paragraphs, tables, pictures, and the account of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field, replace
from enum import StrEnum
from typing import Final

from compositor.intake.normalise import CONTROL
from compositor.records import dataclass

HEADS: Final = ("standing_head", "kicker", "headline", "deck", "byline", "dateline")
"""The parts of a story that stand in its front matter, in the order in which they are written."""
_UNSEEN: Final = re.compile(rf"\s+|{CONTROL.pattern}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stood in its file: a line and a column, or words such as "paragraph 3"."""

    words: str = ""
    line: int = 0
    column: int = 0

    def said(self, file: str) -> str:
        """Return the place as editors and desks read it."""
        if self.line:
            return f"{file}:{self.line}:{self.column}"
        return f"{file} ({self.words})" if self.words else file


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one dress. ``note`` names the note that a run without words refers to.

    ``made`` tells that the words don't stand in the source, such as the number of a list's item.
    """

    text: str
    strong: bool = False
    kai: bool = False
    dots: bool = False
    ruby: str = ""
    note: str = ""
    made: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether the run is words and nothing else."""
        return not (self.strong or self.kai or self.dots or self.ruby or self.note)


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. ``role`` is the part that its source says it is, "body" where it is none; "" where it doesn't say.

    ``why`` is what says so. ``indented`` and ``set_in`` tell of white before it: an indent, or so much that it is
    centred or at the right.
    """

    runs: Runs
    spot: Spot = field(default_factory=Spot)
    role: str = ""
    why: str = ""
    indented: bool = False
    set_in: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)

    def cut(self, start: int, end: int | None = None) -> Para:
        """Return the part of the paragraph from ``start`` to ``end``, white at its edges taken out."""
        return replace(self, runs=stripped(cut(self.runs, start, len(self.text) if end is None else end)))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells."""

    rows: tuple[tuple[Runs, ...], ...]
    spot: Spot = field(default_factory=Spot)
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that came with the copy; ``suffix`` says what its content is."""

    content: bytes
    suffix: str
    spot: Spot = field(default_factory=Spot)
    cutline: Runs = ()
    credit: str = ""
    alt: str = ""


Block = Para | Grid | Figure


class Action(StrEnum):
    """What was done with copy that isn't simply a paragraph of the story now."""

    RECOGNISED = "recognised"
    UNSURE = "unsure"
    """A guess that wasn't acted on: the words stay in the body."""
    LEFT_OUT = "left out"
    ADDED = "added"
    """Words that the source shows and doesn't have as letters, such as the numbers of a list."""
    CHANGED = "changed"
    SAVED = "saved"
    WARNED = "look at"


class Confidence(StrEnum):
    """How sure a guess is. What is unsure stays in the body."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account: what was done with which words, where they stood, and why.

    ``what`` is a part of a story, or what the words were. ``quiet`` entries need nobody's look.
    """

    action: Action
    what: str
    text: str = ""
    spot: Spot = field(default_factory=Spot)
    why: str = ""
    confidence: Confidence | None = None
    quiet: bool = True


@dataclass(slots=True)
class Account:
    """The account while copy is read."""

    entries: list[Entry] = field(default_factory=list)

    def recognised(self, what: str, para: Para, why: str, confidence: Confidence = Confidence.SURE) -> None:
        """Enter a part that was recognised."""
        self.entries.append(Entry(Action.RECOGNISED, what, para.text, para.spot, why, confidence))

    def unsure(self, what: str, para: Para, why: str) -> None:
        """Enter a guess that wasn't acted on."""
        entry = Entry(Action.UNSURE, what, para.text, para.spot, why, Confidence.UNSURE, quiet=False)
        self.entries.append(entry)

    def left_out(self, what: str, text: str, spot: Spot, why: str = "", *, quiet: bool = False) -> None:
        """Enter words that aren't in the story."""
        self.entries.append(Entry(Action.LEFT_OUT, what, text, spot, why, quiet=quiet))

    def added(self, what: str, text: str, spot: Spot, why: str = "") -> None:
        """Enter words that the source doesn't have as letters."""
        self.entries.append(Entry(Action.ADDED, what, text, spot, why))

    def changed(self, what: str, spot: Spot, why: str, *, text: str = "", quiet: bool = True) -> None:
        """Enter a change that costs no letters."""
        self.entries.append(Entry(Action.CHANGED, what, text, spot, why, quiet=quiet))

    def warned(self, what: str, spot: Spot, why: str, text: str = "") -> None:
        """Enter what somebody has to look at."""
        self.entries.append(Entry(Action.WARNED, what, text, spot, why, quiet=False))


@dataclass(slots=True)
class Arrival:
    """A file as it was read: its blocks in order, its notes by name, all its letters, and the account so far.

    ``letters`` is every word of the source, counted by another way than the blocks were made.
    """

    kind: str
    blocks: list[Block]
    letters: str
    account: Account
    notes: dict[str, Runs] = field(default_factory=dict)
    encoding: str = ""


def seen(text: str) -> str:
    """Return the letters of a text: without white, and without characters that nobody sees."""
    return _UNSEEN.sub("", text)


def words_of(runs: Iterable[Run], *, made: bool | None = None) -> str:
    """Return the words of runs with their readings; ``made`` asks for those that are, or aren't, in the source."""
    return "".join(run.text + run.ruby for run in runs if made is None or run.made is made)


def cut(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs of a stretch of text; a reading stays with the whole of its base."""
    out, at = [], 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if run.note:
            if start <= at <= end and (at > start or start == 0):
                out.append(run)
        elif first < last:
            out.append(run if (first, last) == (0, len(run.text)) else replace(run, text=run.text[first:last]))
        at += len(run.text)
    return tuple(out)


def stripped(runs: Runs) -> Runs:
    """Return runs without white at their edges; what refers to a note stays, wherever it stands."""
    text = "".join(run.text for run in runs)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    out, at = [], 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if run.note:
            out.append(run)
        elif first < last:
            out.append(run if (first, last) == (0, len(run.text)) else replace(run, text=run.text[first:last]))
        at += len(run.text)
    return tuple(out)


def merged(runs: Iterable[Run]) -> Runs:
    """Return runs without empty ones, neighbours in one dress made one."""
    out: list[Run] = []
    for run in runs:
        if not run.text and not run.note:
            continue
        last = out[-1] if out else None
        whole = last is None or last.ruby or last.note or run.ruby or run.note
        if last is not None and not whole and replace(last, text="") == replace(run, text=""):
            out[-1] = replace(last, text=last.text + run.text)
        else:
            out.append(run)
    return tuple(out)
