"""How even an issue is set: measures of its lines by story and by page, read from the ink alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compositor.model.copy import Paragraph, ParagraphKind, Part
from compositor.model.lines import Line
from compositor.model.page import Page, SetLine
from compositor.proof import many
from compositor.report.outcome import Outcome
from compositor.text.marks import BY_KIND, Kind, Reduction, kind_of

LOOSE = 1 / 8
"""A gap between Han is loose from an eighth of an em on (the least that a reader sees)."""

_EXACT = 0.004
_SINGLES = frozenset({Reduction.BRACKET, Reduction.COMMA, Reduction.STOP})


@dataclass(frozen=True, slots=True)
class Loosest:
    """The line with the widest gap between Han, in ems, and where it stands."""

    gap: float = 0.0
    page: str = ""
    box: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
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
    loosest: Loosest = Loosest()

    @property
    def mean_square(self) -> float:
        """Mean squared gap between Han, in (em/100)²."""
        return self.squares / self.pairs * 10_000 if self.pairs else 0.0

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


def by_story(outcome: Outcome) -> dict[str, Quality]:
    """Return the measures of every story that stands on a page, in the order of the pages."""
    found: dict[str, Quality] = {}
    for _, story, quality in _measured(outcome):
        found[story] = found.get(story, Quality()) + quality
    return found


def by_page(outcome: Outcome) -> dict[str, Quality]:
    """Return the measures of every page by its label; pages without stories measure nothing."""
    found = {page.label: Quality() for page in outcome.pages}
    for page, _, quality in _measured(outcome):
        found[page] += quality
    return found


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


def _measured(outcome: Outcome) -> Iterator[tuple[str, str, Quality]]:
    """Yield measures with the page and the story that they are of."""
    for page in outcome.pages:
        own = [ink for ink in page.ink if isinstance(ink, SetLine) and ink.story and not ink.generated]
        for ink in own:
            yield page.label, ink.story, _of_line(page, ink)
        for story in dict.fromkeys(ink.story for ink in own):
            body = outcome.issue.story(story).part("body")
            if body is not None:
                lines = [ink for ink in own if (ink.story, ink.part) == (story, "body")]
                yield page.label, story, _of_paragraphs(lines, body)


def _of_line(page: Page, ink: SetLine) -> Quality:
    line = ink.line
    if not line.justified:
        return Quality(rescued=int(line.rescued))
    gaps, singles = _gaps_and_singles(line)
    widest = max(gaps, default=0.0)
    return Quality(
        lines=1,
        pairs=len(gaps),
        squares=sum(gap * gap for gap in gaps),
        loose=int(widest > LOOSE + _EXACT),
        singles=len(singles),
        squeezed=sum(cell < 1 - _EXACT for cell in singles),
        rescued=int(line.rescued),
        loosest=Loosest(widest, page.label, ink.box, line.text) if widest > _EXACT else Loosest(),
    )


def _gaps_and_singles(line: Line) -> tuple[list[float], list[float]]:
    """Return the gaps between neighbouring Han, and the cells of marks that stand alone between two Han, in ems."""
    bases = line.bases
    cells = [
        (kind_of(text[:1]) if text and at not in bases else Kind.CELL, advance / run.size)
        for run in line.runs
        for at, text, advance in zip(run.offsets(), run.texts(), run.advances, strict=True)
    ]
    gaps = [one[1] - 1 for one, other in pairwise(cells) if one[0] is other[0] is Kind.HAN]
    singles = [
        before[1] + mark[1] - 1
        for before, mark, after in zip(cells, cells[1:], cells[2:], strict=False)
        if before[0] is after[0] is Kind.HAN and _is_single(mark[0])
    ]
    return gaps, singles


def _is_single(kind: Kind) -> bool:
    row = BY_KIND.get(kind)
    return row is not None and row.reduction in _SINGLES


def _of_paragraphs(lines: Sequence[SetLine], body: Part) -> Quality:
    """Return last lines of one character, and single lines at column edges, of a page's lines of one story."""
    starts = [paragraph.start for paragraph in body.paragraphs]
    found = Quality()
    for column in _columns(lines):
        for at, ink in enumerate(column):
            paragraph = body.paragraphs[max(bisect_right(starts, ink.line.start) - 1, 0)]
            if paragraph.kind is ParagraphKind.TEXT:
                found += _at_edge(ink.line, paragraph, head=at == 0, foot=at == len(column) - 1)
    return found


def _columns(lines: Iterable[SetLine]) -> Iterable[list[SetLine]]:
    columns: dict[tuple[str, int], list[SetLine]] = {}
    for ink in lines:
        columns.setdefault((ink.box, ink.column), []).append(ink)
    return columns.values()


def _at_edge(line: Line, paragraph: Paragraph, *, head: bool, foot: bool) -> Quality:
    first, last = line.start <= paragraph.start, line.end >= paragraph.end
    if first == last:
        return Quality()
    alone = last and sum(char.isalnum() for char in line.text) == 1
    single = (first and foot) or (last and head)
    bare = alone and len(line.text.strip()) == 1
    return Quality(lone=int(alone), bare=int(bare), edges=int(single))
