"""Which checks read the pages, in what order they tell, and on what each of them depends.

A check of a page depends on that page alone; one of copy on all pages that a story of it runs to; the rest on the whole
issue. Where an issue is composed again and again, pages that haven't changed aren't read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from compositor.errors import Finding
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue, PageCopy, Story
from compositor.model.design import Design
from compositor.model.dummy import Dummy, Fit, StoryFit, Thread
from compositor.model.page import JumpMark, Page
from compositor.proof.adverts import adverts
from compositor.proof.annotations import room
from compositor.proof.backwards import backwards
from compositor.proof.beside import copy_on_pictures, quotes_left_out, things_moved
from compositor.proof.bleed import short_bleeds
from compositor.proof.codes import codes
from compositor.proof.conserved import conserved
from compositor.proof.covered import covered
from compositor.proof.facts import facts, index_read
from compositor.proof.fitting import empty_boxes, overset, underset
from compositor.proof.fixtures import furniture
from compositor.proof.folds import folds
from compositor.proof.grey import grey
from compositor.proof.headings import at_foot, side_by_side, stacked, subheads_under
from compositor.proof.headlines import head_lines
from compositor.proof.headsizes import head_sizes
from compositor.proof.inks import inks, too_much_ink
from compositor.proof.jumps import reciprocal
from compositor.proof.overprint import black_on_colour
from compositor.proof.pictures import resolutions
from compositor.proof.places import column_ends, in_place, on_grid
from compositor.proof.reversed import reversed_out
from compositor.proof.safety import near_trim
from compositor.proof.sheets import Sheets, sheets
from compositor.proof.single_lines import single_lines
from compositor.proof.spread import boxes_in_place, cuts
from compositor.proof.tables import tables_read
from compositor.proof.type import lines_read, lines_told
from compositor.proof.usage import usage
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Pulled:
    """Pages, and what they are read against; ``fit`` and ``jumps`` are those of the last round."""

    issue: Issue
    design: Design
    dummy: Dummy
    pages: tuple[Page, ...]
    fit: Fit
    jumps: Sequence[JumpMark]


Find = Callable[[Sheets, Pulled], Iterable[Finding]]
PAGE, COPY, ISSUE = "page", "copy", "issue"
"""What a check depends on."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: what it depends on, how it finds, and whether it is ``mild``: it never finds an error by itself."""

    kind: str
    find: Find
    mild: bool = False


Share = Callable[[Callable[[Check], tuple[Finding, ...]], Sequence[Check]], Iterable[tuple[Finding, ...]]]
"""What has each check made, and returns what they found in their order."""


def _alone(kind: str, check: Callable[[Sheets], Iterable[Finding]], *, mild: bool = False) -> Check:
    """Return a check that asks for nothing but the sheets."""
    return Check(kind, lambda desk, _: check(desk), mild)


def _fitted(check: Callable[[Sheets, Fit], Iterable[Finding]], *, mild: bool = False) -> Check:
    """Return a check of copy that asks how stories fit."""
    return Check(COPY, lambda desk, pulled: check(desk, pulled.fit), mild)


CHECKS: Final[tuple[Check, ...]] = (
    _fitted(conserved),
    _fitted(overset),
    Check(COPY, lambda desk, pulled: reciprocal(desk, pulled.jumps)),
    _alone(COPY, lines_read),
    _alone(COPY, lines_told, mild=True),
    _alone(COPY, tables_read, mild=True),
    _alone(COPY, room, mild=True),
    _alone(COPY, head_lines, mild=True),
    _alone(PAGE, in_place),
    _alone(PAGE, copy_on_pictures),
    _alone(PAGE, covered),
    _fitted(quotes_left_out),
    _fitted(things_moved, mild=True),
    _alone(ISSUE, furniture),
    _alone(ISSUE, facts, mild=True),
    _alone(PAGE, codes, mild=True),
    _alone(ISSUE, index_read, mild=True),
    _fitted(underset, mild=True),
    _fitted(empty_boxes, mild=True),
    _alone(PAGE, resolutions),
    _alone(PAGE, adverts),
    _alone(PAGE, on_grid, mild=True),
    _alone(PAGE, head_sizes, mild=True),
    _alone(PAGE, reversed_out),
    _alone(PAGE, black_on_colour),
    _alone(PAGE, short_bleeds, mild=True),
    _alone(PAGE, near_trim, mild=True),
    _alone(PAGE, too_much_ink),
    _alone(PAGE, inks, mild=True),
    _alone(PAGE, side_by_side, mild=True),
    _alone(PAGE, stacked, mild=True),
    _alone(COPY, subheads_under, mild=True),
    _alone(COPY, at_foot, mild=True),
    _alone(PAGE, boxes_in_place),
    _alone(PAGE, cuts, mild=True),
    _alone(PAGE, column_ends, mild=True),
    _alone(PAGE, grey, mild=True),
    _alone(COPY, single_lines, mild=True),
    _alone(ISSUE, folds),
    _alone(COPY, backwards, mild=True),
    _alone(COPY, usage, mild=True),
)
"""Every check, in the order in which findings are told."""

GRAVE: Final = tuple(check for check in CHECKS if not check.mild)
"""The checks that may find an error."""


def read(  # noqa: PLR0913, PLR0917  (the pages, and what they are read against)
    issue: Issue,
    design: Design,
    dummy: Dummy,
    pages: tuple[Page, ...],
    fit: Fit,
    jumps: Sequence[JumpMark],
    *,
    share: Share = map,
    kept: Kept = NOTHING,
    checks: Sequence[Check] = CHECKS,
) -> tuple[Finding, ...]:
    """Read ``pages`` against the copy and return every finding once: check by check, within each page by page.

    ``dummy``, ``fit`` and ``jumps`` are those of the last round: they are checked against the ink as well. ``share``
    may have checks made by several readers at once; what is ``kept`` of pages isn't read again.
    """
    pulled = Pulled(issue, design, dummy, pages, fit, jumps)
    found = _read_anew(pulled, checks, kept) if kept.keeping else _read_whole(pulled, checks, share)
    order = {page.label: number for number, page in enumerate(pulled.pages)}
    told = chain.from_iterable(sorted(one, key=lambda finding: order.get(finding.page, -1)) for one in found)
    return tuple(dict.fromkeys(told))


def _read_whole(pulled: Pulled, checks: Sequence[Check], share: Share) -> Iterable[tuple[Finding, ...]]:
    """Return what each check finds in all pages."""
    desk = sheets(pulled.issue, pulled.design, pulled.dummy, pulled.pages)
    return share(lambda check: tuple(check.find(desk, pulled)), checks)


def _read_anew(pulled: Pulled, checks: Sequence[Check], kept: Kept) -> Iterator[Iterable[Finding]]:
    """Yield what each check finds, read anew where something is otherwise than it was."""
    ground = _Ground.of(pulled)
    found: dict[Check, list[tuple[Finding, ...]]] = {check: [] for check in checks}
    for kind, groups in ((PAGE, ground.families()), (COPY, ground.threaded())):
        bands = [[one for one in checks if (one.kind, one.mild) == (kind, mild)] for mild in (False, True)]
        for labels in groups:
            part = ground.part(labels)
            for band in filter(None, bands):
                name = f"{'remarks on' if band[0].mild else 'proof of'} {kind}"
                told = kept.once(name, labels, part, partial(_found, part, band, kept))
                for check, one in zip(band, told, strict=True):
                    found[check].append(one)
    desk = sheets(pulled.issue, pulled.design, pulled.dummy, pulled.pages, kept)
    for check in checks:
        yield check.find(desk, pulled) if check.kind == ISSUE else chain.from_iterable(found[check])


def _found(part: _Part, checks: Sequence[Check], kept: Kept) -> tuple[tuple[Finding, ...], ...]:
    """Return what each of some checks finds in a part of the issue."""
    pulled = part.pulled()
    desk = sheets(pulled.issue, pulled.design, pulled.dummy, pulled.pages, kept)
    return tuple(tuple(check.find(desk, pulled)) for check in checks)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the pages, with the copy that stands on them and nothing else of the issue: ``bare`` has no copy."""

    bare: Pulled
    pages: tuple[PageCopy, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    printed: tuple[Page, ...]
    fits: tuple[StoryFit, ...]
    jumps: tuple[JumpMark, ...]

    def pulled(self) -> Pulled:
        """Return them as what is read."""
        bare = self.bare
        issue = replace(bare.issue, pages=self.pages, stories=self.stories)
        dummy = replace(bare.dummy, threads=self.threads)
        return Pulled(issue, bare.design, dummy, self.printed, Fit(self.fits), self.jumps)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What pages are taken out of for reading: by labels the pages, the stories on them, and where copy goes on."""

    pulled: Pulled
    bare: Pulled
    stories: dict[str, frozenset[str]]
    found: dict[str, dict[str, tuple[Any, ...]]]

    @classmethod
    def of(cls, pulled: Pulled) -> _Ground:
        """Look through the pages once."""
        stories = {
            page.label: {one for box in page.boxes for one in (box.story, box.continues)} for page in pulled.issue.pages
        }
        for thread in pulled.dummy.threads:
            for box in thread.boxes:
                stories.setdefault(box.page, set()).add(thread.story)
        found = {
            "page": _by((page.label, page) for page in pulled.issue.pages),
            "printed": _by((page.label, page) for page in pulled.pages),
            "story": _by((story.slug, story) for story in pulled.issue.stories),
            "thread": _by((thread.story, thread) for thread in pulled.dummy.threads),
            "fit": _by((fit.story, fit) for fit in pulled.fit.stories),
            "jump": _by((jump.story, jump) for jump in pulled.jumps),
        }
        issue = replace(pulled.issue, pages=(), stories=(), index=(), fact_places={})
        bare = Pulled(issue, pulled.design, replace(pulled.dummy, pages=(), threads=()), (), Fit(()), ())
        return cls(pulled, bare, {label: frozenset(slugs - {""}) for label, slugs in stories.items()}, found)

    def all(self, what: str, names: Collection[str]) -> tuple[Any, ...]:
        """Return all of a kind that have some names, in their order."""
        of = self.found[what]
        if len(names) == 1:
            return tuple([one for name in names for _, one in of.get(name, ())])
        numbered = [one for name in names if name in of for one in of[name]]
        if len(numbered) > 1:
            numbered.sort(key=itemgetter(0))
        return tuple([one for _, one in numbered])

    def families(self) -> list[tuple[str, ...]]:
        """Return the labels of each page, of a spread with those of its halves."""
        return [(page.label, *(half.label for half in page.halves)) for page in self.pulled.issue.pages]

    def threaded(self) -> list[tuple[str, ...]]:
        """Return the labels of pages that stories run through together, in order."""
        group = {label: family for family in self.families() for label in family}
        runs: dict[str, list[str]] = {}
        for label, slugs in self.stories.items():
            for slug in slugs:
                runs.setdefault(slug, []).append(label)
        for labels in runs.values():
            ends = dict.fromkeys(group[label] for label in labels)
            joined = tuple(dict.fromkeys(chain.from_iterable(ends)))
            group |= dict.fromkeys(joined, joined)
        order = {label: number for number, label in enumerate(group)}
        group = {label: tuple(sorted(labels, key=order.__getitem__)) for label, labels in group.items()}
        return list(dict.fromkeys(group.values()))

    def part(self, labels: tuple[str, ...]) -> _Part:
        """Return some of the pages with their copy."""
        slugs = frozenset[str]().union(*(self.stories.get(label, ()) for label in labels))
        return _Part(
            self.bare,
            self.all("page", labels),
            self.all("story", slugs),
            self.all("thread", slugs),
            self.all("printed", labels),
            self.all("fit", slugs),
            self.all("jump", slugs),
        )


def _by(named: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return things by name, each with its number in the order of all."""
    found: dict[str, tuple[Any, ...]] = {}
    for number, (name, one) in enumerate(named):
        own = ((number, one),)
        found[name] = found[name] + own if name in found else own
    return found
