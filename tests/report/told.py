"""Outcomes of the hand-made issue, sound and spoiled, for the reports to speak of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from compositor.model.dummy import Fit
from compositor.model.page import Image, Ink, MissingPicture, SetLine
from compositor.proof import told, withheld
from compositor.report import FileEntry, Outcome, report_json
from compositor.text import Matter, set_lines
from tests.proof.desk import BRIEF, GRID, PHOTO, Desk, desk, part
from tests.testface import PLAIN, type_case


def overset_desk() -> Desk:
    """The issue with eighteen characters of the brief left over, and markup in its text."""
    sound = desk()
    longer = part("body", BRIEF + "<b>&" + "字" * 14, "stories/brief.md", 6)
    parts = tuple(longer if one.name == "body" else one for one in sound.issue.stories[1].parts)
    brief = replace(sound.fit.stories[1], overset_start=len(BRIEF), overset_characters=18, overset_lines=2)
    return replace(sound.with_story("brief", parts=parts), fit=Fit((sound.fit.stories[0], brief)))


def outcome(made: Desk) -> Outcome:
    found = told(made.read(), made.issue, made.design, made.dummy, made.pages)
    return Outcome(
        issue=made.issue,
        design=made.design,
        dummy=made.dummy,
        pages=made.pages,
        fit=made.fit,
        jumps=made.jumps,
        findings=found,
        withheld=withheld(found, made.jumps),
    )


def report(told: Outcome, files: Sequence[FileEntry] = ()) -> Any:
    """Return what report.json says."""
    return json.loads(report_json(told, files))


def drawable(told: Outcome) -> Outcome:
    """The outcome with every character drawn by the test face's square, and a crossed frame for the picture."""
    crossed = MissingPicture(GRID.area((1, 1), (13, 18)), "photo", PHOTO.name)

    def drawn(piece: Ink) -> Ink:
        if isinstance(piece, SetLine):
            runs = tuple(replace(run, face="song", codes=(1,) * len(run.codes)) for run in piece.line.runs)
            return replace(piece, line=replace(piece.line, runs=runs))
        return crossed if isinstance(piece, Image) else piece

    return replace(told, pages=tuple(replace(page, ink=tuple(map(drawn, page.ink))) for page in told.pages))


COPY = "訂閱工作自即日起，個人（集體）訂戶請撥打161.52熱線，“單位”到郵局辦理登記。"
"""The brief as lines with a choice: marks to be squeezed, a number, quotes."""


def accounted_desk() -> Desk:
    """The issue with its brief set by text itself, so that its lines can be accounted for."""
    sound = desk()
    brief = part("body", COPY, "stories/brief.md", 6)
    lines = iter(set_lines(Matter(COPY, 0, len(COPY), (), None, PLAIN), (GRID.measure,), type_case()))

    def reset(ink: SetLine) -> tuple[SetLine, ...]:
        line = next(lines, None)
        return () if line is None else (replace(ink, line=line),)

    changed = sound.spoil(reset, story="brief", part="body")
    assert next(lines, None) is None
    parts = tuple(brief if one.name == "body" else one for one in sound.issue.stories[1].parts)
    return changed.with_story("brief", parts=parts)


def opened(made: Desk, by: int, **where: Any) -> Desk:
    """The issue with the white between the glyphs of some lines opened."""

    def wider(ink: SetLine) -> tuple[SetLine]:
        (run,) = ink.line.runs
        run = replace(run, advances=tuple(advance + by for advance in run.advances))
        return (replace(ink, line=replace(ink.line, runs=(run,))),)

    return made.spoil(wider, **where)
