"""Which checks read the pages, in what order they tell, and on what each of them depends.

A check of a page depends on that page alone; one of copy on all pages that a story of it runs to; the rest on the whole
issue. Where an issue is composed again and again, pages that haven't changed aren't read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from compositor.errors import Finding
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy, Fit
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
from compositor.proof.inks import inks
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
from compositor.proof.type import lines_read
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


Check = Callable[[Sheets, Pulled], Iterable[Finding]]
Share = Callable[[Callable[[Check], tuple[Finding, ...]], Sequence[Check]], Iterable[tuple[Finding, ...]]]
"""What has each check made, and returns what they found in their order."""
PAGE, COPY, ISSUE = "page", "copy", "issue"
"""What a check depends on."""


def _alone(check: Callable[[Sheets], Iterable[Finding]]) -> Check:
    """Return a check that asks for nothing but the sheets."""
    return lambda desk, _: check(desk)


def _fitted(check: Callable[[Sheets, Fit], Iterable[Finding]]) -> Check:
    """Return a check that asks how stories fit."""
    return lambda desk, pulled: check(desk, pulled.fit)


CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    (COPY, _fitted(conserved)),
    (COPY, _fitted(overset)),
    (COPY, lambda desk, pulled: reciprocal(desk, pulled.jumps)),
    (COPY, _alone(lines_read)),
    (COPY, _alone(tables_read)),
    (COPY, _alone(room)),
    (COPY, _alone(head_lines)),
    (PAGE, _alone(in_place)),
    (PAGE, _alone(copy_on_pictures)),
    (PAGE, _alone(covered)),
    (COPY, _fitted(quotes_left_out)),
    (COPY, _fitted(things_moved)),
    (ISSUE, _alone(furniture)),
    (ISSUE, _alone(facts)),
    (PAGE, _alone(codes)),
    (ISSUE, _alone(index_read)),
    (COPY, _fitted(underset)),
    (COPY, _fitted(empty_boxes)),
    (PAGE, _alone(resolutions)),
    (PAGE, _alone(adverts)),
    (PAGE, _alone(on_grid)),
    (PAGE, _alone(head_sizes)),
    (PAGE, _alone(reversed_out)),
    (PAGE, _alone(black_on_colour)),
    (PAGE, _alone(short_bleeds)),
    (PAGE, _alone(near_trim)),
    (PAGE, _alone(inks)),
    (PAGE, _alone(side_by_side)),
    (PAGE, _alone(stacked)),
    (COPY, _alone(subheads_under)),
    (COPY, _alone(at_foot)),
    (PAGE, _alone(boxes_in_place)),
    (PAGE, _alone(cuts)),
    (PAGE, _alone(column_ends)),
    (PAGE, _alone(grey)),
    (COPY, _alone(single_lines)),
    (ISSUE, _alone(folds)),
    (COPY, _alone(backwards)),
    (COPY, _alone(usage)),
)
"""Every check with what it depends on, in the order in which findings are told."""


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
) -> tuple[Finding, ...]:
    """Read ``pages`` against the copy and return every finding once: check by check, within each page by page.

    ``dummy``, ``fit`` and ``jumps`` are those of the last round: they are checked against the ink as well. ``share``
    may have checks made by several readers at once; what is ``kept`` of pages isn't read again.
    """
    pulled = Pulled(issue, design, dummy, pages, fit, jumps)
    found = _read_anew(pulled, kept) if kept.keeping else _read_whole(pulled, share)
    order = {page.label: number for number, page in enumerate(pulled.pages)}
    told = chain.from_iterable(sorted(one, key=lambda finding: order.get(finding.page, -1)) for one in found)
    return tuple(dict.fromkeys(told))


def _read_whole(pulled: Pulled, share: Share) -> Iterable[tuple[Finding, ...]]:
    """Return what each check finds in all pages."""
    desk = sheets(pulled.issue, pulled.design, pulled.dummy, pulled.pages)
    return share(lambda check: tuple(check(desk, pulled)), [check for _, check in CHECKS])


def _read_anew(pulled: Pulled, kept: Kept) -> Iterator[Iterable[Finding]]:
    """Yield what each check finds, read anew where something is otherwise than it was."""
    found: dict[str, list[tuple[tuple[Finding, ...], ...]]] = {PAGE: [], COPY: []}
    ground = _Ground.of(pulled)
    for kind, groups in ((PAGE, ground.families()), (COPY, ground.threaded())):
        for labels in groups:
            part = ground.part(labels)

            def make(part: Pulled = part, kind: str = kind) -> tuple[tuple[Finding, ...], ...]:
                desk = sheets(part.issue, part.design, part.dummy, part.pages)
                return tuple(tuple(check(desk, part)) for one, check in CHECKS if one == kind)

            found[kind].append(kept.once(f"proof of {kind}", labels, part, make))
    desk = sheets(pulled.issue, pulled.design, pulled.dummy, pulled.pages, kept)
    rows = {kind: iter(tuple(zip(*parts, strict=True))) for kind, parts in found.items()}
    for kind, check in CHECKS:
        yield check(desk, pulled) if kind == ISSUE else chain.from_iterable(next(rows[kind]))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What pages are taken out of for reading: by labels the pages, the stories on them, and where copy goes on."""

    pulled: Pulled
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
        return cls(pulled, {label: frozenset(slugs - {""}) for label, slugs in stories.items()}, found)

    def all(self, what: str, names: Iterable[str]) -> tuple[Any, ...]:
        """Return all of a kind that have some names, in their order."""
        numbered = sorted((one for name in names for one in self.found[what].get(name, ())), key=itemgetter(0))
        return tuple(one for _, one in numbered)

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

    def part(self, labels: tuple[str, ...]) -> Pulled:
        """Return some of the pages, with the copy that stands on them and nothing else of the issue."""
        whole, slugs = self.pulled, frozenset[str]().union(*(self.stories.get(label, ()) for label in labels))
        issue = replace(
            whole.issue,
            pages=self.all("page", labels),
            stories=self.all("story", slugs),
            index=(),
            fact_places={},
        )
        return Pulled(
            issue,
            whole.design,
            replace(whole.dummy, pages=(), threads=self.all("thread", slugs)),
            self.all("printed", labels),
            Fit(self.all("fit", slugs)),
            self.all("jump", slugs),
        )


def _by(named: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return things by name, each with its number in the order of all."""
    found: dict[str, tuple[Any, ...]] = {}
    for number, (name, one) in enumerate(named):
        found[name] = (*found.get(name, ()), (number, one))
    return found
