"""What was read of a page's earlier plates and is kept finds in the next one what would be found without it."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from compositor.errors import Finding
from compositor.intake.inspect import lettering
from compositor.kept import NOTHING, Kept
from compositor.preflight.judging import judge_plate
from tests.preflight import test_seeded_faults, test_standards_faults
from tests.preflight.plates import plate, spoiled

FONTS = [
    spoil for code, _, spoil in (*test_seeded_faults.FAULTS, *test_standards_faults.FAULTS) if code.startswith("F-")
]
"""What may be wrong with fonts."""


def judged(kept: Kept) -> list[tuple[Finding, ...]]:
    """Return what is found in a sound plate, then in one that is spoiled in each way, with what is kept of them."""
    sound = judge_plate(plate(), ink_limit=220, kept=kept)
    return [sound, *(judge_plate(spoiled(spoil), ink_limit=220, kept=kept) for spoil in FONTS)]


def test_a_plate_is_judged_as_if_nothing_were_kept_of_the_one_before() -> None:
    alone = judged(NOTHING)
    assert not alone[0]
    assert all(alone[1:])
    assert judged(Kept()) == alone


def test_a_font_taken_for_the_one_of_an_earlier_plate_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, find = judged(NOTHING), Kept.find

    def stale(kept: Kept, kind: str, name: Hashable, made_of: object) -> object:
        entries = kept._entries.get((kind, name)) if kind == "font" else None
        return entries[-1].made if entries else find(kept, kind, name, made_of)

    monkeypatch.setattr(Kept, "find", stale)
    assert judged(Kept()) != alone


def test_fonts_that_are_as_they_were_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    first = judge_plate(plate(), ink_limit=220, kept=kept)
    monkeypatch.setattr(lettering, "_facts", lambda *_: pytest.fail("a font is read again"))
    assert judge_plate(plate(), ink_limit=220, kept=kept) == first
