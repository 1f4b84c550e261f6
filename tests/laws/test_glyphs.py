"""The law of glyphs holds for copy of all planes, and catches a blank, a page released with one, and a silent proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from compositor.model.page import SetLine
from tests.laws.composing import Proofs, composed
from tests.laws.glyphs import every_character_has_a_glyph
from tests.laws.laws import broken
from tests.laws.sample import STORIES, sample, sound
from tests.laws.strategies import Drawn
from tests.laws.words import part

EXTENSIONS = "𠮶\U0002a700\U0002b740\U0002b820\U0002ceb0\U0002ebf0\U00030000\U00031350\U000323b0"
PLANES = f"一{EXTENSIONS}\U0002f800\ue001\U000f0001😀葛\U000e0100"
"""Han of Ext B to J, a compatibility ideograph, private use of two planes, an emoji, a variation sequence."""


def with_planes() -> Proofs:
    issue = sample()
    body = part("body", f"前文{PLANES}後文，{PLANES[1:4]}。", PLANES)
    story = replace(STORIES[1], parts=tuple(body if one.name == "body" else one for one in STORIES[1].parts))
    return composed(Drawn(replace(issue.issue, stories=(STORIES[0], story)), issue.design))


def test_characters_of_every_plane_are_set_or_told() -> None:
    proofs = with_planes()
    assert broken(proofs, every_character_has_a_glyph) == []
    assert proofs.found("GLYPH_MISSING")
    assert broken(sound(), every_character_has_a_glyph) == []
    assert not sound().found("GLYPH_MISSING")


def unmarked(ink: SetLine) -> SetLine:
    return replace(ink, line=replace(ink.line, missing=()))


def blank(ink: SetLine) -> SetLine:
    run = ink.line.runs[0]
    return replace(ink, line=replace(ink.line, runs=(replace(run, codes=(0, *run.codes[1:])), *ink.line.runs[1:])))


@pytest.mark.parametrize("fault", [unmarked, blank])
def test_a_blank_that_is_not_said_to_be_one_is_caught(fault: Callable[[SetLine], SetLine]) -> None:
    proofs = with_planes()
    pages = tuple(
        replace(page, ink=tuple(fault(ink) if isinstance(ink, SetLine) else ink for ink in page.ink))
        for page in proofs.made.pages
    )
    spoiled = replace(proofs, made=replace(proofs.made, pages=pages))
    assert broken(spoiled, every_character_has_a_glyph) != []


def test_a_missing_character_that_nobody_is_told_of_is_caught() -> None:
    silent = replace(with_planes(), findings=())
    faults = broken(silent, every_character_has_a_glyph)
    assert any("is released" in fault for fault in faults)
    assert any("nobody is told" in fault for fault in faults)


def test_a_finding_at_another_place_is_caught() -> None:
    proofs = with_planes()
    moved = tuple(replace(one, place=None) for one in proofs.findings)
    assert any(
        "nobody is told" in fault for fault in broken(replace(proofs, findings=moved), every_character_has_a_glyph)
    )
