"""How even an issue is set: measures of its lines by story and by page, read from the ink alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import add, attrgetter
from typing import Final

from compositor.kept import Last
from compositor.model.copy import ParagraphKind, Part
from compositor.model.lines import Line
from compositor.model.page import Page, SetLine
from compositor.proof import many
from compositor.records import dataclass
from compositor.report.outcome import Outcome
from compositor.text.evenness import EXACT, evenness

_story = attrgetter("story")

LOOSE = 1 / 8
"""A gap between Han is loose from an eighth of an em on (the least that a reader sees)."""


@dataclass(slots=True, unsafe_hash=True)
class Loosest:
    """The line with the widest gap between Han, in ems, and where it stands."""

    gap: float = 0.0
    page: str = ""
    box: str = ""
    text: str = ""


_NOWHERE = Loosest()


@dataclass(slots=True, unsafe_hash=True)
class Quality:
    """Measures of lines: the fewer the better. Gaps are those between neighbouring Han of justified lines, in ems.

    ``squares`` is the sum of their squares over ``pairs`` gaps; ``loose`` are lines with a gap over an eighth of
    an em; ``singles`` are marks that stand alone between Han, ``squeezed`` those of them narrower than their
    em. ``rescued`` are forbidden breaks; ``lone`` are last lines of one character (孤字), ``bare`` those of them
    where no mark follows it; ``edges`` are single lines of a paragraph at a column's head or foot (孤行).
    """

    lines: int = 0
    pairs: int = 0
    squares: float = 0.0
    loose: int = 0
    singles: int = 0
    squeezed: int = 0
    rescued: int = 0
    lone: int = 0
    bare: int = 0
    edges: int = 0
    loosest: Loosest = _NOWHERE

    @property
    def mean_square(self) -> float:
        """Mean squared gap between Han, in (em/100)²."""
        return self.squares / self.pairs * 10_000 if self.pairs else 0.0

    def take(self, other: Quality) -> None:
        """Add the measures of more lines to these."""
        self.lines += other.lines
        self.pairs += other.pairs
        self.squares += other.squares
        self.loose += other.loose
        self.singles += other.singles
        self.squeezed += other.squeezed
        self.rescued += other.rescued
        self.lone += other.lone
        self.bare += other.bare
        self.edges += other.edges
        if other.loosest.gap > self.loosest.gap:
            self.loosest = other.loosest

    def __add__(self, other: Quality) -> Quality:
        """Return the measures of both together."""
        return Quality(
            self.lines + other.lines,
            self.pairs + other.pairs,
            self.squares + other.squares,
            self.loose + other.loose,
            self.singles + other.singles,
            self.squeezed + other.squeezed,
            self.rescued + other.rescued,
            self.lone + other.lone,
            self.bare + other.bare,
            self.edges + other.edges,
            max(self.loosest, other.loosest, key=lambda loosest: loosest.gap),
        )


def by_story(outcome: Outcome) -> Mapping[str, Quality]:
    """Return the measures of every story that stands on a page, in the order of the pages."""
    return _of(outcome)[0]


def by_page(outcome: Outcome) -> Mapping[str, Quality]:
    """Return the measures of every page by its label; pages without stories measure nothing."""
    return _of(outcome)[1]


def _of(outcome: Outcome) -> tuple[dict[str, Quality], dict[str, Quality]]:
    """Return the measures of stories and those of pages."""
    return _LAST.of((outcome.issue, *outcome.pages), lambda: _added_up(outcome))


def _added_up(outcome: Outcome) -> tuple[dict[str, Quality], dict[str, Quality]]:
    stories, pages = dict[str, Quality](), {page.label: Quality() for page in outcome.pages}
    for page in outcome.pages:
        own = [ink for ink in page.ink if isinstance(ink, SetLine) and ink.story and not ink.generated]
        bodies = dict[str, list[SetLine]]()
        for story, group in groupby(own, _story):
            lines = list(group)
            found, squares = _of_lines(page, lines)
            for whole in (pages[page.label], stories.setdefault(story, Quality())):
                whole.take(found)
                whole.squares = reduce(add, squares, whole.squares)  # one after another, as they were always summed
            bodies.setdefault(story, []).extend([ink for ink in lines if ink.part == "body"])
        for story, lines in bodies.items():
            body = outcome.issue.story(story).part("body")
            if body is not None:
                found = _of_paragraphs(lines, body)
                pages[page.label].take(found)
                stories[story].take(found)
    return stories, pages


_LAST: Final = Last[tuple[dict[str, Quality], dict[str, Quality]]]()


def said(outcome: Outcome) -> str:
    """Return in one line what is worth saying of the issue, empty where there is nothing.

    One character with its mark in a last line is tolerated, and single lines at column edges are common: alone
    they aren't.
    """
    whole = sum(by_page(outcome).values(), Quality())
    if not (whole.loose or whole.rescued or whole.bare):
        return ""
    found = (
        (whole.loose, f"{many(whole.loose, 'line')} with gaps over ⅛ em"),
        (whole.rescued, f"{many(whole.rescued, 'forbidden break')}"),
        (whole.lone, f"{many(whole.lone, 'last line')} of one character"),
        (whole.edges, f"{many(whole.edges, 'single line')} at column edges"),
    )
    loosest = whole.loosest
    widest = f"; the loosest has {loosest.gap:.2f} em (page {loosest.page}, box {loosest.box})" if whole.loose else ""
    return f"quality: {', '.join(words for count, words in found if count)}{widest}"


def _of_lines(page: Page, inks: Sequence[SetLine]) -> tuple[Quality, list[float]]:
    """Return the measures of lines together, but for the sums of their squared gaps: those line by line."""
    found, squares = Quality(rescued=sum([ink.line.rescued for ink in inks])), list[float]()
    justified = [ink for ink in inks if ink.line.justified]
    found.lines = len(justified)
    measured = evenness([ink.line for ink in justified])
    for ink, (pairs, square, widest, singles, squeezed) in zip(justified, measured, strict=True):
        found.pairs += pairs
        squares.append(square)
        found.singles += singles
        found.squeezed += squeezed
        if widest > EXACT and widest > found.loosest.gap:
            found.loosest = Loosest(widest, page.label, ink.box, ink.line.text)
        if widest > LOOSE + EXACT:
            found.loose += 1
    return found, squares


def _of_paragraphs(lines: Sequence[SetLine], body: Part) -> Quality:
    """Return last lines of one character, and single lines at column edges, of a page's lines of one story."""
    starts = [paragraph.start for paragraph in body.paragraphs]
    found = Quality()
    for column in _columns(lines):
        for at, ink in enumerate(column):
            paragraph = body.paragraphs[max(bisect_right(starts, ink.line.start) - 1, 0)]
            ends_it = ink.line.end >= paragraph.end
            if (ink.line.start <= paragraph.start) != ends_it and paragraph.kind is ParagraphKind.TEXT:
                _at_edge(found, ink.line, ends_it=ends_it, head=at == 0, foot=at == len(column) - 1)
    return found


def _columns(lines: Iterable[SetLine]) -> Iterable[list[SetLine]]:
    columns: dict[tuple[str, int], list[SetLine]] = {}
    for ink in lines:
        columns.setdefault((ink.box, ink.column), []).append(ink)
    return columns.values()


def _at_edge(found: Quality, line: Line, *, ends_it: bool, head: bool, foot: bool) -> None:
    """Add what a line is that ends a paragraph, or begins one, and not both."""
    if ends_it and sum([char.isalnum() for char in line.text]) == 1:
        found.lone += 1
        found.bare += len(line.text.strip()) == 1
    found.edges += head if ends_it else foot
