"""A plate made with what is kept of the plates before is, byte for byte, the one that is made of nothing."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator
from dataclasses import replace

import pytest

from compositor import press
from compositor.kept import NOTHING, Kept
from compositor.model.lines import Line
from compositor.model.page import Page, SetLine
from compositor.units import mm, pt
from tests.faces.type_library import vendored
from tests.pdf.setting_desk import line
from tests.press.made_up import ISSUE, PAGES, PAPER

COPY = ("夜裏，更夫走過「渡口」；", "一，“二”。三：四；（五）、六", "GDP 12.5 萬（上接第一版）")
PIECES = ("font program", "meanings", "measures")


def pool() -> Iterator[Line]:
    """Yield lines in several faces and sizes, and some whose glyphs mean something else."""
    for role in ("song", "hei"):
        for text in COPY:
            for size in (pt(9), pt(14)):
                yield line(vendored().chain(role), text, size=size, halved="，。（）「」")
    other = line(vendored().chain("song"), COPY[0], size=pt(9))
    yield replace(other, runs=tuple(replace(run, text=run.text[::-1]) for run in other.runs if not run.counts))


def pages(rng: random.Random) -> Iterator[Page]:
    """Yield pages of which each has most lines of the one before, in their places."""
    lines = tuple(pool())
    places = [rng.choice(lines) for _ in range(6)]
    for _ in range(12):
        places[rng.randrange(6)] = rng.choice(lines)
        ink = tuple(SetLine(one, mm(20), mm(30 + 9 * at), "lead") for at, one in enumerate(places))
        yield replace(PAGES[0], ink=ink[rng.randrange(2) :])


def strays(seed: int) -> int:
    """Return how many plates aren't those that are made of nothing."""
    kept, found = Kept(), 0
    for page in pages(random.Random(seed)):
        made, alone = (press.page_pdf(page, ISSUE, PAPER, vendored(), kept=one) for one in (kept, NOTHING))
        kept.composed()
        found += made != alone
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_plate_is_another_for_what_is_kept(seed: int) -> None:
    assert not strays(seed)


@pytest.mark.parametrize("seeded", PIECES)
def test_a_piece_that_was_made_of_something_else_is_noticed(monkeypatch: pytest.MonkeyPatch, seeded: str) -> None:
    find = Kept.find

    def stale(kept: Kept, kind: str, name: Hashable, made_of: object) -> object:
        entries = kept._entries.get((kind, name)) if kind == seeded else None
        return entries[-1].made if entries else find(kept, kind, name, made_of)

    monkeypatch.setattr(Kept, "find", stale)
    assert strays(0)
