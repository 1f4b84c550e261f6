"""Threads on pages made up: over the fold of a spread, delivered either way, and round what stands in a column."""

from __future__ import annotations

from compositor.epaper.threads import threads
from compositor.model.design import Area
from compositor.model.page import Page, SetLine
from compositor.model.spreads import delivered
from tests.makeup.desk import box, han, part, story
from tests.makeup.test_spreads import FOLD, composed, spread_of


def over_the_fold() -> tuple[Page, ...]:
    text = box(columns=(3, 6), flow=4)
    return composed(*spread_of(story(part("headline", han(8)), part("body", han(1600))), boxes=(text,))).pages


def starts(pages: tuple[Page, ...]) -> list[int]:
    """Return where the copy begins that stands first in each bead, heads left out."""
    ((_, beads),) = threads(pages)
    found = []
    for at, area in beads:
        lines = [ink for ink in pages[at].ink if isinstance(ink, SetLine) and ink.part == "body"]
        inside = [line.line.start for line in lines if _inside(line.em_boxes(), area)]
        found += inside[:1]
    return found


def _inside(one: Area, other: Area) -> bool:
    return other.x <= one.x and one.right <= other.right and other.y <= one.y and one.bottom <= other.bottom


def test_a_story_over_the_fold_is_read_column_by_column_on_both_pages() -> None:
    pages = delivered(over_the_fold(), "pages")
    ((_, beads),) = threads(pages)
    assert len(starts(pages)) == 4
    assert starts(pages) == sorted(starts(pages))
    heads = [at for at, _ in beads].index(2)
    assert [at for at, _ in beads] == [1] * heads + [2] * (len(beads) - heads)
    assert all(area.x >= 0 and area.right <= pages[at].width for at, area in beads)


def test_a_panorama_is_one_page_of_beads() -> None:
    pages = delivered(over_the_fold(), "panorama")
    ((_, beads),) = threads(pages)
    assert {at for at, _ in beads} == {1}
    assert any(area.x >= FOLD for _, area in beads)
    assert starts(pages) == sorted(starts(pages))
