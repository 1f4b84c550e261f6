"""What a press run came to: everything the reports speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from compositor import proof
from compositor.errors import Finding
from compositor.kept import Last
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy, Fit
from compositor.model.fitting import Advice, Step
from compositor.model.page import JumpMark, Page
from compositor.model.spreads import label_of
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Released:
    """A released page (付印): in which version, as which file, by whom and when, and whether it changed since."""

    page: str
    version: int
    file: str
    by: str
    at: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """An issue as composed: its last round's pages, what proof found, and the pages withheld from press.

    ``rounds`` are the fits of every round of plan and make-up, the last one included; empty stands for one. ``steps``
    are what copy-fitting did, ``advice`` what can be done for stories that don't fit. ``releases`` are the pages that
    the ledger has as released.
    """

    issue: Issue
    design: Design
    dummy: Dummy
    pages: tuple[Page, ...]
    fit: Fit
    jumps: tuple[JumpMark, ...]
    findings: tuple[Finding, ...]
    withheld: frozenset[str]
    rounds: tuple[Fit, ...] = field(default=())
    steps: tuple[Step, ...] = ()
    advice: tuple[Advice, ...] = ()
    releases: tuple[Released, ...] = ()

    @property
    def all_rounds(self) -> tuple[Fit, ...]:
        """Return the fits of all rounds, first to last."""
        return self.rounds or (self.fit,)

    @property
    def laid(self) -> tuple[object, ...]:
        """Return what no finding changes: what reports tell of it alone is made once, while plates are."""
        told = (*self.jumps, *self.rounds, *self.steps, *self.advice)
        return (self.issue, self.design, self.dummy, self.fit, *told, *self.pages)

    def titles(self) -> Mapping[str, str]:
        """Return the headline of every story by slug, as the desk knows it."""
        return {story.slug: proof.title(story) for story in self.issue.stories}


@dataclass(frozen=True, slots=True)
class BoxLine:
    """How one text box fits: lines and characters of body copy in it, lines left free, characters left over.

    ``half`` is the label of the page that it begins on; of a spread it is one of its two.
    """

    page: str
    box: str
    story: str
    lines: int
    free: int
    characters: int
    overset_characters: int
    overset_lines: int
    half: str

    @property
    def had(self) -> int:
        """The lines below the box's heads, used and free."""
        return self.lines + self.free


_BOXES: Final = Last[tuple[BoxLine, ...]]()


def box_lines(outcome: Outcome) -> tuple[BoxLine, ...]:
    """Return how every text box of the issue fits, page by page in the order of the template's boxes.

    Lines are those that proof counts on the ink; a box without copy has the lines that make-up had for it.
    """
    made_of = (outcome.dummy, outcome.design, outcome.fit, *outcome.pages)
    return _BOXES.of(made_of, lambda: tuple(_box_lines(outcome)))


def _box_lines(outcome: Outcome) -> Iterator[BoxLine]:
    rooms = proof.rooms(outcome.dummy, outcome.pages, outcome.design.paper.grid)
    fits = {(fit.page, fit.box): fit for story in outcome.fit.stories for fit in story.boxes}
    last = {(s.boxes[-1].page, s.boxes[-1].box): s for s in outcome.fit.stories if s.boxes}
    for page in outcome.pages:
        for box in page.boxes:
            if box.kind != "text":
                continue
            key = (page.label, box.name)
            fit, over = fits.get(key), last.get(key)
            room = rooms.get(key, proof.Room(0, fit.lines_had if fit else 0))
            yield BoxLine(
                page=page.label,
                box=box.name,
                story=fit.story if fit else box.story,
                lines=room.lines,
                free=room.free,
                characters=fit.characters if fit else 0,
                overset_characters=over.overset_characters if over else 0,
                overset_lines=over.overset_lines if over else 0,
                half=label_of(outcome.pages, page.label, box.name),
            )
