"""Stages abreast: hands that are free begin with what comes next before its turn.

While one begins with setting lines the first hand reads what later stages take, then it makes up stories as their
lines come, and sets lines itself in between; glyphs that set-up hasn't cut are cut out of their faces while pages are
made up; while proofs are read, plates are made. Which pages are let go is known when the proofs are read; the plate of
one that isn't was made in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import partial
from itertools import chain
from typing import Any

from compositor import copyfit, makeup, pipeline, preflight, press, proof, report
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
from compositor.release.hands import Gang, free, patient
from compositor.text import TypeCase

_Glyphs = Mapping[str, Mapping[int, bytes]]


@dataclass(slots=True)
class Abreast(pipeline.InTurn):
    """A press run of as many hands as there are processors; of one it goes stage by stage."""

    request: Request
    setter: Platesetter | None = None
    _setting: Gang[Any, Any] | None = None
    _cutting: list[tuple[Faces, Gang[tuple[Line, ...], _Glyphs]]] = field(default_factory=list)

    @property
    def _wanted(self) -> bool:
        return self.request.only in ("", "press")

    def set_lines(self, read: Intake, dummy: Dummy, case: TypeCase) -> None:
        """Have set what make-up is going to ask for; where its glyphs are still to be cut out, wait for all of it."""

        def share(work: Callable[[Any], Any], parts: Sequence[Any]) -> Iterator[Any]:
            self._setting = Gang(patient(work), parts, min(free(), len(parts)) - 1)
            if self._setting.at_work:
                self.read(read)
            return self._setting.in_turn()

        set_ahead(read.issue, read.design.paper.grid, dummy, case, share=share)
        if self._wanted and not read.design.paper.printing.outlined and not _are_cut(dummy, read.faces):
            case.ahead.all_come()
            self._cut(read.faces, tuple(chain.from_iterable(case.ahead.lines.values())))

    def read(self, read: Intake) -> None:
        """Have read what make-up, proofs, plates and reports take: a hand would else read it for itself.

        A blank plate is made and judged: what the first plate takes longer than others is done before hands are set to
        work, and once, such as the coding of the profile that all plates have.
        """
        _ = makeup.make_up, copyfit.close, copyfit.advised
        _ = proof.read, proof.told, proof.marks_read, proof.regulation_read
        if self._wanted:
            _ = press.page_pdf, press.Dockets, report.measured, report.report_html, report.fit_table
            issue, paper = read.issue, read.design.paper
            blank = Page(issue.pages[0].label, 0, "", paper.width, paper.height, paper.bleed, (), ())
            with suppress(CompositorError):  # it is told when the plates are made in earnest
                preflight.judge_plate(press.page_pdf(blank, issue, paper, read.faces), ink_limit=paper.ink_limit)

    def _cut(self, faces: Faces, lines: tuple[Line, ...]) -> None:
        """Have glyphs of lines cut out of their faces by another hand."""
        if free() > 1 and lines:
            self._cutting.append((faces, Gang(partial(_cut_out, faces), (lines,), 1)))

    def begin(self, made: Composed) -> None:
        """Have plates begun of an issue that is made up."""
        if self._setting is not None:
            self._setting.close()
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
        for gang in filter(None, (self._setting, *(gang for _, gang in self._cutting))):
            gang.close()
        if self.setter is not None:
            self.setter.leave()


def _are_cut(dummy: Dummy, faces: Faces) -> bool:
    """Tell whether the glyphs of all faces that bodies are set in are at hand."""
    styles = {box.box.style.style("body") for thread in dummy.threads for box in thread.boxes}
    return faces.at_hand.issuperset(faces.chain(style.role, style.weight).faces[0] for style in styles)


def _cut_out(faces: Faces, lines: tuple[Line, ...]) -> _Glyphs:
    return {face: faces.face(face).cut_out(codes) for face, codes in press.glyphs(lines, faces).items()}


def _taken(faces: Faces, made: _Glyphs) -> None:
    for face, glyphs in made.items():
        if glyphs:
            faces.face(face).take(glyphs)


def _hands(free: int) -> int:
    """Return how many of the hands that are free make plates: checks, which take a quarter of the time, get theirs."""
    return free - 1 if free < 4 else free - free // 4
