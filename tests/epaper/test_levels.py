"""How finely a page is shown follows from its size alone."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from compositor.epaper.levels import first_size, levels, levels_json, small_size
from compositor.epaper.publication import Publication, PublishedPage


def page(width: int, height: int, name: str = "01") -> PublishedPage:
    return PublishedPage(name, 1, "要闻", name, width, height, ())


TABLOID, BROADSHEET, SPREAD, LEAFLET = (
    page(270_000, 390_000),
    page(390_000, 545_000),
    page(780_000, 545_000),
    page(105_000, 148_000),
)


def test_a_first_picture_has_so_many_dots_whatever_the_page() -> None:
    assert first_size(TABLOID) == (1100, 1589)
    for one in (TABLOID, BROADSHEET, SPREAD, LEAFLET):
        width, height = first_size(one)
        assert width * height == pytest.approx(1100 * 1590, rel=0.01)
        assert width / height == pytest.approx(one.width / one.height, rel=0.002)


def test_small_pictures_are_of_one_height() -> None:
    assert {small_size(one)[1] for one in (TABLOID, BROADSHEET, SPREAD, LEAFLET)} == {360}


def test_body_type_is_sharp_at_the_finest_level() -> None:
    for one in (TABLOID, BROADSHEET, SPREAD):
        finest = levels(one)[-1]
        assert finest.width / (one.width / 25_400) == pytest.approx(300, rel=0.001)


def test_each_level_is_worth_loading_after_the_one_before() -> None:
    for one in (TABLOID, BROADSHEET, SPREAD, LEAFLET):
        widths = [first_size(one)[0], *(level.width for level in levels(one))]
        assert all(b >= 1.25 * a for a, b in pairwise(widths))


def test_a_poster_is_not_shown_dot_by_dot() -> None:
    assert max(max(level.width, level.height) for level in levels(page(2_000_000, 3_000_000))) == 12_000


def test_tiles_cover_their_level_once() -> None:
    for level in levels(TABLOID):
        edges = [edge for _, _, edge in level.tiles()]
        assert sum((right - left) * (foot - top) for left, top, right, foot in edges) == level.width * level.height
        assert len({(column, row) for column, row, _ in level.tiles()}) == len(edges)


def test_the_view_of_a_page_is_told_where_tiles_lie() -> None:
    one = page(270_000, 390_000, "要闻")
    issue = Publication("2019-11-15", "p", "報", "2019-11-15", "+08:00", 1, "zh", "CN", "Hant", (one,), ())
    told = json.loads(levels_json(issue, one))
    assert [entry["path"] for entry in told] == [
        "pages/%E8%A6%81%E9%97%BB/150/",
        "pages/%E8%A6%81%E9%97%BB/300/",
    ]
    assert [(entry["width"], entry["height"]) for entry in told] == [
        (level.width, level.height) for level in levels(one)
    ]
