"""What a paper says of its e-paper: the standard, its pictures, and where the site is."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.intake.faults import Faults
from compositor.intake.paper import read_paper
from compositor.intake.source import Source
from compositor.model.epaper import AddressPattern, Epaper, ReaderStandard
from tests.intake.test_printing import PAPER


def read(epaper: str) -> tuple[Epaper, list[str]]:
    faults = Faults()
    desk = read_paper(Source.of("paper.yaml", f"{PAPER}epaper: {{{epaper}}}\n"), "a", Path(), faults)
    assert desk.paper is not None
    return desk.paper.epaper, [f"{one.place}: {one.message}" for one in faults.stopping if "epaper" in one.message]


def test_a_paper_that_says_nothing_has_the_usual_e_paper() -> None:
    assert read("") == (Epaper(ReaderStandard.UA1, 150, 85, "", AddressPattern.SLUG), [])


def test_a_paper_names_the_standard_and_the_pictures_of_its_readers_pdf() -> None:
    said = "standard: ua2, resolution: 110, quality: 70, address: https://news.example.org/epaper/, pattern: node"
    wanted = Epaper(ReaderStandard.UA2, 110, 70, "https://news.example.org/epaper", AddressPattern.NODE)
    assert read(said) == (wanted, [])


@pytest.mark.parametrize(
    "address", ["ftp://news.example.org", "javascript:alert(1)", "news.example.org", "https://a b", "https://x/?q=1"]
)
def test_a_site_has_an_address_of_the_web(address: str) -> None:
    _, told = read(f"address: '{address}'")
    assert len(told) == 1
    assert told[0].startswith("paper.yaml:8:")
