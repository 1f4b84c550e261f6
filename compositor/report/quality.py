"""How even an issue is set: measures of its lines by story and by page, read from the ink alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from operator import and_, attrgetter, mul
from typing import Final

from compositor.kept import Last
from compositor.model.copy import ParagraphKind, Part
from compositor.model.lines import Line, Run
from compositor.model.page import Page, SetLine
from compositor.proof import many
from compositor.records import dataclass
from compositor.report.outcome import Outcome
from compositor.text.letters import classes
from compositor.text.marks import BY_KIND, Kind, Reduction

_story = attrgetter("story")

LOOSE = 1 / 8
"""A gap between Han is loose from an eighth of an em on (the least that a reader sees)."""

_EXACT = 0.004
_SINGLES = "".join(
    kind.value for kind, row in BY_KIND.items() if row.reduction in {Reduction.BRACKET, Reduction.COMMA, Reduction.STOP}
)
_HAN = Kind.HAN.value
_IS_HAN = bytes(code == ord(_HAN) for code in range(256))
"""A table for ``bytes.translate``: 1 for the class of Han, 0 for all others."""
_ALONE = re.compile(f"{re.escape(_HAN)}(?=[{re.escape(_SINGLES)}]{re.escape(_HAN)})")
"""The Han before a mark that stands alone between two, in a string of classes."""


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
                for one in squares:  # one after another, as they were always summed
                    whole.squares += one
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
    measured = _measured([ink.line for ink in justified])
    for ink, (gaps, singles) in zip(justified, measured, strict=True):
        widest = max(gaps, default=0.0)
        found.pairs += len(gaps)
        squares.append(sum(map(mul, gaps, gaps)))
        if widest > LOOSE + _EXACT:
            found.loose += 1
        if singles:
            found.singles += len(singles)
            found.squeezed += sum([cell < 1 - _EXACT for cell in singles])
        if widest > _EXACT and widest > found.loosest.gap:
            found.loosest = Loosest(widest, page.label, ink.box, ink.line.text)
    return found, squares


_Measured = tuple[Sequence[float], Sequence[float]]
"""The gaps of a line between neighbouring Han, and the cells of its marks that stand alone, in ems."""


def _measured(lines: Sequence[Line]) -> Iterator[_Measured]:
    """Yield the gaps and single marks of each line; see `_gaps_and_singles`.

    Lines of one size with nothing beside them, in which a glyph is a character, are measured all at once.
    """
    size = lines[0].runs[0].size if lines and lines[0].runs else 0
    plain = [size > 0 and _is_plain(line, size) for line in lines]
    together = _together(list(compress(lines, plain)), size)
    for line, one in zip(lines, plain, strict=True):
        yield next(together) if one else _gaps_and_singles(line)


def _is_plain(line: Line, size: int) -> bool:
    return not line.annotations and not [run for run in line.runs if run.counts or run.size != size]


def _together(lines: Sequence[Line], size: int) -> Iterator[_Measured]:
    """Yield the gaps and single marks of lines of one size whose every glyph is a character.

    Their classes stand in one string, parted by line breaks, and their advances likewise.
    """
    kinds = "\n".join([classes(line.text) for line in lines])
    advances, ends = list[int](), list[int]()
    for line in lines:
        for run in line.runs:
            advances += run.advances
        ends.append(len(advances))
        advances.append(0)
    hans = kinds.encode().translate(_IS_HAN)
    pairs = bytes(map(and_, hans, hans[1:]))
    gaps = [advance / size - 1 for advance in compress(advances, pairs)]
    alone = [match.start() for match in _ALONE.finditer(kinds)]
    singles = iter([(at, advances[at] / size + advances[at + 1] / size - 1) for at in alone])
    next_single = next(singles, None)
    begin = done = 0
    for end in ends:
        count = pairs.count(1, begin, end)
        own: list[float] = []
        while next_single is not None and next_single[0] < end:
            own.append(next_single[1])
            next_single = next(singles, None)
        yield gaps[done : done + count], own
        begin, done = end + 1, done + count


def _gaps_and_singles(line: Line) -> tuple[list[float], list[float]]:
    """Return the gaps between neighbouring Han, and the cells of marks that stand alone between two Han, in ems."""
    kinds, cells = "", list[float]()
    for run in line.runs:
        kinds += _kinds(run)
        size = run.size
        cells += [advance / size for advance in run.advances]
    if line.annotations:
        kinds = _no_bases(line, kinds)
    gaps = [cell - 1 for cell, one, other in zip(cells, kinds, kinds[1:], strict=False) if one == other == _HAN]
    singles = [cells[at] + cells[at + 1] - 1 for at in map(re.Match.start, _ALONE.finditer(kinds))]
    return gaps, singles


def _kinds(run: Run) -> str:
    """Return the classes of a run, one for each glyph."""
    if not run.counts:
        return classes(run.text)
    return classes("".join(text[:1] or "\0" for text in run.texts()))


def _no_bases(line: Line, kinds: str) -> str:
    """Return the classes of a line without those of characters that a reading stands beside: they are just cells."""
    bases = line.bases
    places = [at for run in line.runs for at in run.offsets()]
    return "".join(Kind.CELL.value if at in bases else kind for at, kind in zip(places, kinds, strict=True))


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
