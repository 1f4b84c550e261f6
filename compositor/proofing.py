"""Proofing: what is found in an issue that is made up, and which of its pages wait for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compositor import copyfit, intake, plan, proof
from compositor.errors import Finding, Severity
from compositor.intake import Intake
from compositor.kept import Kept
from compositor.model.fitting import Advice
from compositor.model.spreads import held
from compositor.records import dataclass
from compositor.release.hands import in_order

if TYPE_CHECKING:
    from compositor.copyfit import Closed

_MANY: Final = 8
"""From so many pages on their checks are shared out."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What is found in an issue, in the order in which it is told, and the labels of the pages that wait for it.

    ``advice`` is for stories that don't fit.
    """

    findings: tuple[Finding, ...]
    withheld: frozenset[str]
    advice: tuple[Advice, ...] = ()


def proofed(read: Intake, closed: Closed, advice: tuple[Advice, ...], kept: Kept) -> Proofs:
    """Read the proofs of an issue; ``read`` has it with all that copy-fitting changed."""
    issue, design, dummy, made = read.issue, read.design, closed.dummy, closed.made
    findings = read.findings + proof.marks_read(design, made.pages, read.faces, read.face_places, kept=kept)
    findings += proof.unused(made.pages, read.brought.characters, read.brought.faces)
    share = in_order if len(made.pages) >= _MANY and not kept.keeping else map
    findings += proof.read(issue, design, dummy, made.pages, made.fit, made.jumps, share=share, kept=kept)
    findings += proof.regulation_read(issue, design, made.pages)
    findings += _proofread(read)
    findings = copyfit.with_advice(findings, advice) + copyfit.steps_told(closed.steps, issue)
    findings = proof.told(findings, issue, design, dummy, made.pages)
    return Proofs(findings, _held(findings, closed), advice)


def waiting(read: Intake, closed: Closed, kept: Kept) -> frozenset[str]:
    """Return the labels of the pages that wait for what `proofed` finds, from the checks that may find an error.

    Where the paper takes milder things for errors, everything is read.
    """
    issue, design, dummy, made = read.issue, read.design, closed.dummy, closed.made
    if Severity.ERROR in design.paper.severities.values():
        return proofed(read, closed, (), kept).withheld
    found = proof.read(issue, design, dummy, made.pages, made.fit, made.jumps, kept=kept, checks=proof.GRAVE)
    errors = [one for one in (*read.findings, *found) if one.severity is Severity.ERROR]
    told = proof.told(errors, issue, design, dummy, made.pages) if errors else ()
    return _held(told, closed)


def _held(findings: tuple[Finding, ...], closed: Closed) -> frozenset[str]:
    """Return the labels of the pages that wait for what is found."""
    jumps = closed.made.jumps + plan.unmade_jumps(closed.first, closed.made.fit)
    return held(closed.made.pages, proof.withheld(findings, jumps))


def _proofread(read: Intake) -> tuple[Finding, ...]:
    """Return what proofreading finds in the copy, where the paper wants it told."""
    if not read.design.paper.lint_report:
        return ()
    from compositor import lint  # late: only papers that want its remarks pay for it

    desk = intake.copy_of(read)
    begins = {copy.story: (page.label, copy.box) for page in read.issue.pages for copy in page.boxes if copy.story}
    return tuple(
        replace(note, page=page, box=box)
        for note in lint.notes(desk.copies, desk.terms or lint.guessed_terms(desk.copies))
        for page, box in (begins.get(note.story, ("", "")),)
    )
