"""Sizes of heads: by number or in points, listed or every half point, and how far they may be condensed."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.intake.faults import Faults
from compositor.intake.paper import read_paper
from compositor.intake.source import Source
from compositor.model.design import Style
from compositor.units import NUMBERED_SIZES, pt
from tests.intake.desk import FILES, PAPER

HEAD = "size: 20pt, weight: black, align: left, min_size: 16pt"
BIG = "extends: head, size: 30pt, colour: red"


def read(head: str, big: str = BIG) -> tuple[dict[str, Style], list[str]]:
    """Read the paper with other settings of its heads; return its styles and what is wrong."""
    faults = Faults()
    text = FILES[PAPER].replace(HEAD, head).replace(BIG, big)
    assert head in text
    assert big in text
    desk = read_paper(Source.of("paper.yaml", text), "times", Path(), faults)
    told = [one.message for one in (*faults.sorted_faults(), *faults.sorted_findings()) if one.code != "HABIT"]
    return dict(desk.styles), told


def test_sizes_by_number_go_down_from_one_to_the_next() -> None:
    """clreq #considerations_in_designing_type_area; both scripts' forms of the sign."""
    sizes = [pt(points) for name, points in NUMBERED_SIZES.items() if "号" not in name]
    assert sizes == sorted(set(sizes), reverse=True)
    assert NUMBERED_SIZES["五號"] == NUMBERED_SIZES["五号"] == "10.5"


@pytest.mark.parametrize(
    ("settings", "sizes", "least"),
    [
        ("sizes: [小初, 初號, 小三]", (42, 36, 15), 15),
        ("sizes: [一号, 20pt]", (26, 20), 20),
        ("size: 36pt, sizes: [初號, 小初, 一號, 小三]", (36, 26, 15), 15),
        ("size: 小初, min_size: 二號, sizes: [初號, 小初, 一號, 小三]", (36, 26), 26),
        ("sizes: [初號, 小初, 一號, 小三], min_size: 0.5em", (42, 36, 26), 26),
        ("size: 小初, min_size: 二號", (), 22),
    ],
)
def test_the_sizes_listed_are_those_between_the_limits(settings: str, sizes: tuple[int, ...], least: int) -> None:
    styles, told = read(settings)
    head = styles["head"]
    assert not told
    assert head.sizes == tuple(map(pt, sizes))
    assert (head.size, head.min_size) == (pt(sizes[0] if sizes else 36), pt(least))


def test_a_limit_of_the_style_extended_does_not_bound_a_list_of_ones_own() -> None:
    styles, told = read(HEAD, "extends: head, sizes: [初號, 七號]")
    assert not told
    assert styles["big"].sizes == (pt(42), pt("5.5"))


def test_a_list_of_the_style_extended_is_bounded_by_limits_of_ones_own() -> None:
    styles, told = read("sizes: [初號, 小初, 二號, 小二]", "extends: head, size: 36pt, min_size: 20pt")
    assert not told
    assert styles["big"].sizes == (pt(36), pt(22))


def test_no_size_between_the_limits_is_a_fault() -> None:
    told = read("size: 20pt, sizes: [初號]", "size: 30pt")[1]
    assert told == ['the style "head": none of its sizes is between min_size and size']


def test_how_far_a_head_may_be_condensed() -> None:
    assert read(f"{HEAD}, condense: 92.5%")[0]["head"].condense == 925
    assert read(HEAD)[0]["head"].condense == 1000


@pytest.mark.parametrize(("typed", "words"), [("0.9", "is no percentage"), ("40%", "is out of range"), ("101%", "out")])
def test_what_is_no_share_is_a_fault(typed: str, words: str) -> None:
    told = read(f"{HEAD}, condense: {typed}")[1]
    assert len(told) == 1
    assert words in told[0]


def test_an_unknown_number_is_a_fault_and_a_rule_has_none() -> None:
    assert "初" in read("size: 初")[1][0]
    assert read(HEAD, f"{BIG}, tracking: 小初")[1]
