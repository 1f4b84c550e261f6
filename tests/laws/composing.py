"""An issue composed in memory, from plan to proof, with the vendored faces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyphen

from compositor import makeup, plan, proof
from compositor.errors import Finding, Severity
from compositor.intake.hyphens import Hyphens
from compositor.kept import Kept
from compositor.makeup import MadeUp
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy
from compositor.model.settings import Setting
from compositor.text import TypeCase
from tests.faces.type_library import vendored
from tests.laws.strategies import Drawn


@dataclass(frozen=True, slots=True)
class Proofs:
    """A drawn issue as composed: the last dummy, what was made up from it, and what proof found."""

    issue: Issue
    design: Design
    dummy: Dummy
    made: MadeUp
    findings: tuple[Finding, ...]

    def found(self, *codes: str, page: str = "", box: str = "", story: str = "") -> list[Finding]:
        """The findings of these codes on a page, in a box, of a story; an empty word asks for any."""
        return [
            finding
            for finding in self.findings
            if finding.code in codes
            and (not page or finding.page == page)
            and (not box or finding.box == box)
            and (not story or finding.story == story)
        ]


@cache
def case_of(setting: Setting) -> TypeCase:
    """Everything that lines are set from; the faces are opened once."""
    hyphens = Hyphens(pyphen.Pyphen(lang="en_US", left=2, right=3))
    return TypeCase(vendored(setting), hyphens, setting)


def composed(drawn: Drawn, case: TypeCase | None = None) -> Proofs:
    """Plan, make up, plan anew until nothing is to be bettered, and proof."""
    case = case or case_of(drawn.design.paper.setting)
    dummy = plan.plan(drawn.issue, drawn.design)
    made = makeup.make_up(drawn.issue, drawn.design, dummy, case)
    while (better := plan.propose(dummy, made.fit)) is not None:
        assert better.round <= plan.MOST_ROUNDS, "plan and make-up do not come to rest"
        dummy, made = better, makeup.make_up(drawn.issue, drawn.design, better, case)
    return proofed(drawn, dummy, made)


def proofed(drawn: Drawn, dummy: Dummy, made: MadeUp) -> Proofs:
    """Read what was made up, as a whole and page by page: a watch reads anew what has changed alone."""
    found = proof.read(drawn.issue, drawn.design, dummy, made.pages, made.fit, made.jumps)
    parts = proof.read(drawn.issue, drawn.design, dummy, made.pages, made.fit, made.jumps, kept=Kept())
    assert parts == found, "pages read one by one are found otherwise than all together"
    grave = proof.read(drawn.issue, drawn.design, dummy, made.pages, made.fit, made.jumps, checks=proof.GRAVE)
    assert set(_errors(found)) == set(_errors(grave)), "a check that is said to be mild found an error"
    return Proofs(drawn.issue, drawn.design, dummy, made, found)


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that are errors by themselves."""
    return (one for one in findings if one.severity is Severity.ERROR)
