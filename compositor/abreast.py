"""Plates abreast of proofs: other hands make them as soon as an issue is made up, while its proofs are read here.

Which pages are let go is known when the proofs are read; the plate of one that isn't was made in vain.
"""

from __future__ import annotations

from contextlib import suppress

from compositor import pipeline, preflight, press, proof, report
from compositor.errors import CopyError
from compositor.kept import NOTHING
from compositor.pipeline import Composed, Night, Request
from compositor.records import dataclass
from compositor.release import Platesetter
from compositor.release.hands import free


@dataclass(slots=True)
class Abreast:
    """A press run whose plates are begun as soon as its pages are made up; without a second processor they aren't."""

    request: Request
    setter: Platesetter | None = None

    def read(self) -> None:
        """Have read what proofs, plates and reports take: a hand that makes plates would else read it for itself."""
        _ = proof.read, proof.told, proof.marks_read, proof.regulation_read
        if self._wanted:
            _ = press.page_pdf, press.Dockets, report.measured, report.report_html, report.fit_table
            preflight.judge(b"")

    @property
    def _wanted(self) -> bool:
        return self.request.only in ("", "press")

    def begin(self, made: Composed) -> None:
        """Have plates begun of an issue that is made up."""
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
        if self.setter is not None:
            self.setter.leave()


def _hands(free: int) -> int:
    """Return how many of the hands that are free make plates: checks, which take a quarter of the time, get theirs."""
    return free - 1 if free < 4 else free - free // 4
