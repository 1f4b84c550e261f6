"""What proofreading finds: remarks with their places and the changes that would mend them; and what it goes by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from compositor.errors import Finding, Place, Severity
from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy, Passage
from compositor.model.findings import RATINGS
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Characters start to end of a file become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that looks wrong: its code, what and what to do, where it stands, and the changes that mend it."""

    code: str
    message: str
    hint: str
    copy: Copy
    start: int
    end: int
    changes: tuple[Change, ...] = ()

    @property
    def place(self) -> Place:
        """File, line and column."""
        return self.copy.source.place(self.start)

    @property
    def before(self) -> str:
        """The stretch of the file that the changes touch, as it is."""
        return self.copy.source.text[self._first : self._last]

    @property
    def after(self) -> str:
        """The same stretch as it would be."""
        out, at = [], self._first
        for change in self.changes:
            out += [self.copy.source.text[at : change.start], change.text]
            at = change.end
        return "".join((*out, self.copy.source.text[at : self._last]))

    @property
    def _first(self) -> int:
        return self.changes[0].start if self.changes else self.start

    @property
    def _last(self) -> int:
        return self.changes[-1].end if self.changes else self.end

    def severity(self, terms: Terms) -> Severity | None:
        """Return how bad the paper finds it; None where it is off."""
        return terms.severities.get(self.code, RATINGS[self.code].severities[0])

    def finding(self, severity: Severity) -> Finding:
        """Return the remark as the reports tell it."""
        return Finding(self.code, severity, self.message, self.hint, self.place, story=self.copy.story)


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage in its file, from which remarks are made."""

    copy: Copy
    passage: Passage

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.passage.text

    def remark(
        self, code: str, words: tuple[str, str], span: tuple[int, int], put: Iterable[tuple[int, int, str]] = ()
    ) -> Remark:
        """Return a remark on ``span`` of the passage; ``words`` are message and hint, ``put`` what to put where.

        Nothing is proposed where markup stands within what would change.
        """
        start, end = self.passage.span(*span)
        puts = tuple(put)
        changes: tuple[Change, ...] = ()
        if all(self.passage.whole(first, last) for first, last, _ in puts):
            changes = tuple(self._change(*self.passage.span(first, last), text) for first, last, text in puts)
        return Remark(code, *words, self.copy, start, end, changes)

    def _change(self, start: int, end: int, text: str) -> Change:
        """Return a change with the backslash before what it replaces: the new characters need none."""
        at = bisect_left(self.passage.offsets, start)
        alone = at == 0 or self.passage.offsets[at - 1] < start - 1
        escaped = alone and self.copy.source.text[start - 1 : start] == "\\"
        return Change(start - escaped, end, text)

    def around(self, start: int, end: int) -> str:
        """Return the words around a span, for a message."""
        return self.text[max(0, start - 5) : end + 5].strip()


def said(text: str, most: int = 24) -> str:
    """Return copy in quotes as a message shows it: on one line, shortened."""
    line = " ".join(text.split("\n"))
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 1]}…"'
