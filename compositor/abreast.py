"""Stages abreast: hands that are free begin with what comes next before its turn.

While one sets lines the first hand reads what later stages take; while pages are made up, glyphs are cut out of their
faces; while proofs are read, plates are made. Which pages are let go is known when the proofs are read; the plate of
one that isn't was made in vain.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from functools import partial
from itertools import chain

from compositor import pipeline, preflight, press, proof, report
from compositor.errors import CompositorError, CopyError
from compositor.faces import Faces
from compositor.intake import Intake
from compositor.kept import NOTHING
from compositor.makeup import set_ahead
from compositor.model.dummy import Dummy
from compositor.model.lines import Line
from compositor.model.page import Page
from compositor.pipeline import Composed, Night, Request
from compositor.records import dataclass
from compositor.release import Platesetter
from compositor.release.hands import Gang, free, with_patience
from compositor.text import TypeCase

_Glyphs = Mapping[str, Mapping[int, bytes]]


@dataclass(slots=True)
class Abreast(pipeline.InTurn):
    """A press run of as many hands as there are processors; of one it goes stage by stage."""

    request: Request
    setter: Platesetter | None = None
    _cutting: list[tuple[Faces, Gang[tuple[Line, ...], _Glyphs]]] = field(default_factory=list)

    @property
    def _wanted(self) -> bool:
        return self.request.only in ("", "press")

    def set_lines(self, read: Intake, dummy: Dummy, case: TypeCase) -> None:
        """Set what make-up is going to ask for, and have its glyphs cut out by another hand."""
        share = partial(with_patience, meanwhile=partial(self.read, read))
        set_ahead(read.issue, read.design.paper.grid, dummy, case, share=share)
        if case.ahead and self._wanted and not read.design.paper.printing.outlined:
            self._cut(read.faces, tuple(chain.from_iterable(case.ahead.values())))

    def read(self, read: Intake) -> None:
        """Have read what proofs, plates and reports take: a hand that makes plates would else read it for itself.

        A blank plate is made and judged: what the first plate takes longer than others is done before hands are set to
        work, and once, such as the coding of the profile that all plates have.
        """
        _ = proof.read, proof.told, proof.marks_read, proof.regulation_read
        if self._wanted:
            _ = press.page_pdf, press.Dockets, report.measured, report.report_html, report.fit_table
            issue, paper = read.issue, read.design.paper
            blank = Page(issue.pages[0].label, 0, "", paper.width, paper.height, paper.bleed, (), ())
            with suppress(CompositorError):  # it is told when the plates are made in earnest
                preflight.judge_plate(press.page_pdf(blank, issue, paper, read.faces), ink_limit=paper.ink_limit)

    def _cut(self, faces: Faces, lines: tuple[Line, ...]) -> None:
        """Have glyphs of lines cut out of their faces by another hand, unless those of the copy's faces are at hand."""
        if free() > 1 and not faces.at_hand.issuperset(line.runs[0].face for line in lines if line.runs):
            self._cutting.append((faces, Gang(partial(_cut_out, faces), (lines,), 1)))

    def begin(self, made: Composed) -> None:
        """Have plates begun of an issue that is made up."""
        while self._cutting:
            faces, gang = self._cutting.pop()
            gang.gather(lambda _, found, faces=faces: _taken(faces, found))  # type: ignore[misc]
        hands = _hands(free())
        if not hands or not self._wanted:
            return
        with suppress(CopyError):  # it is told when the plates are made in earnest
            at = pipeline.night(self.request, made)
            self.setter = at.setter
            pipeline.plates_begun(self.request, made, at, hands)

    def night(self, composed: Composed) -> Night:
        """Return how the issue stands now, with the platesetter whose plates have been begun.

        While they are made there is time to measure what the reports tell of the lines.
        """
        if self.setter is not None:
            report.measured(pipeline.outcome(composed))
        return pipeline.night(self.request, composed, NOTHING, self.setter)

    def close(self) -> None:
        """Have nothing made any more that nobody is going to want."""
        for _, gang in self._cutting:
            gang.close()
        if self.setter is not None:
            self.setter.leave()


def _cut_out(faces: Faces, lines: tuple[Line, ...]) -> _Glyphs:
    return {face: faces.face(face).cut_out(codes) for face, codes in press.glyphs(lines, faces).items()}


def _taken(faces: Faces, made: _Glyphs) -> None:
    for face, glyphs in made.items():
        if glyphs:
            faces.face(face).take(glyphs)


def _hands(free: int) -> int:
    """Return how many of the hands that are free make plates: checks, which take a quarter of the time, get theirs."""
    return free - 1 if free < 4 else free - free // 4
