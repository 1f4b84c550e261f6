"""Page pictures are small, exact and the same each time; a page alone leads nowhere it doesn't hold."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image as Pixels

from compositor.epaper.addresses import issue_pdf, page_pdf, page_picture, page_thumbnail, page_tile, social_picture
from compositor.epaper.album import Shot
from compositor.epaper.levels import first_size, levels, small_size
from compositor.epaper.media import MOST_BYTES, SHOWN, TILES, Painted, Studio, first_picture, page_files, picture_files
from compositor.epaper.publication import Article, HotZone, Notice, NoticeKind, Publication, PublishedPage
from compositor.epaper.sitefile import packed, unpacked
from compositor.filing import NO_CACHE, Cache
from compositor.model.design import Area, Colour
from compositor.model.page import Tint
from compositor.pdf import ColourSpace
from compositor.release.hands import shared_out
from compositor.units import mm
from tests.pdf.setting_desk import pen
from tests.pdf.test_pictures import asset, gradient

HERE = os.getpid()
RED, BLUE = Colour("red", (0, 100, 100, 0), (200, 16, 46)), Colour("blue", (100, 50, 0, 0), (0, 80, 160))
WIDE, HIGH = 270_000, 390_000
FRONT, BACK = (PublishedPage(label, at, "要聞", label, WIDE, HIGH, ("a",)) for at, label in ((1, "01"), (2, "02")))
HEAD = ((1_000, 2_000), (6_000, 2_000), (6_000, 3_000), (1_000, 3_000))


def article(slug: str, notice: Notice | None = None) -> Article:
    return Article(slug, slug, "01", "要聞", zones=(HotZone("01", HEAD, "lead"),), notice=notice)


GONE = Notice(NoticeKind.WITHDRAWN, "2019-11-16T09:00:00+08:00", "撤稿")
ISSUE = Publication(
    "2019-11-15",
    "paper",
    "報",
    "2019-11-15",
    "+08:00",
    1,
    "zh-Hant-CN",
    "CN",
    "Hant",
    (FRONT, BACK),
    (article("a"), article("gone", GONE)),
)


@cache
def reader() -> bytes:
    """Two pages: a red square of 10 mm at (100 mm, 200 mm) of the first, blue on the second, links out and on."""
    used = pen(space=ColourSpace.SRGB)
    square = Area(mm(100), mm(200), mm(10), mm(10))
    for at, colour in enumerate((RED, BLUE)):
        used.page(mm(270), mm(390), 0, label=f"0{at + 1}")
        used.draw(Tint(square, colour, "lead"))
        used.link(square, page=1 - at, to=square, contents="下轉")
        used.web_link(square, "https://example.org/")
        used.bookmark("頁", level=0)
    return used.finish()


@cache
def made() -> dict[str, bytes]:
    return {file.path: file.bytes for file in page_files(ISSUE, reader())}


def picture(path: str) -> Pixels.Image:
    return Pixels.open(io.BytesIO(made()[path])).convert("RGB")


def test_every_page_has_its_pictures_and_its_pdf() -> None:
    folder = ISSUE.folder
    wanted = {issue_pdf(folder), social_picture(folder, "a")}
    for page in (FRONT, BACK):
        wanted |= {page_pdf(folder, page.name), page_picture(folder, page.name), page_thumbnail(folder, page.name)}
        wanted |= {
            page_tile(folder, page.name, level.name, (column, row))
            for level in levels(page)
            for column, row, _ in level.tiles()
        }
    assert set(made()) == wanted
    assert made()[issue_pdf(folder)] == reader()


def test_pictures_have_the_size_that_is_told() -> None:
    folder = ISSUE.folder
    assert picture(page_picture(folder, "01")).size == first_size(FRONT)
    assert picture(page_thumbnail(folder, "01")).size == small_size(FRONT)
    for level in levels(FRONT):
        for column, row, (left, top, right, foot) in level.tiles():
            assert picture(page_tile(folder, "01", level.name, (column, row))).size == (right - left, foot - top)


def red(pixel: object) -> bool:
    return isinstance(pixel, tuple) and pixel[0] > 150 and pixel[1] < 80


def test_a_place_of_the_page_is_at_the_same_place_at_every_level() -> None:
    """The square's corners, half a millimetre inside and outside, in tiles that are parted by its edges or not."""
    for level in levels(FRONT):
        for x, y, inside in ((100.5, 200.5, True), (109.5, 209.5, True), (99.5, 200.5, False), (110.5, 209.5, False)):
            across, down = round(x * 1000 * level.width / WIDE), round(y * 1000 * level.height / HIGH)
            tile = page_tile(ISSUE.folder, "01", level.name, (across // level.tile, down // level.tile))
            assert red(picture(tile).getpixel((across % level.tile, down % level.tile))) is inside


def test_a_first_picture_fits_whatever_is_on_the_page() -> None:
    noise = Pixels.merge("RGB", [Pixels.effect_noise((1100, 1590), 120) for _ in range(3)])
    content = first_picture(noise)
    assert len(content) <= MOST_BYTES
    assert Pixels.open(io.BytesIO(content)).size[0] > 200


def test_the_same_pages_make_the_same_files() -> None:
    assert {file.path: file.bytes for file in page_files(ISSUE, reader())} == made()


def test_another_number_of_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="2 pages, the issue 0"):
        list(page_files(Publication("i", "p", "報", "2019-11-15", "", 0, "zh", "CN", "Hant", (), ()), reader()))


def alone() -> tuple[bytes, ...]:
    return tuple(made()[page_pdf(ISSUE.folder, name)] for name in ("01", "02"))


def test_pages_that_were_made_alone_are_taken_as_they_are() -> None:
    files = page_files(ISSUE, b"", whole=b"whole", alone=alone()[::-1].__getitem__)
    found = {file.path: file.bytes for file in files}
    assert [found[page_pdf(ISSUE.folder, name)] for name in ("02", "01")] == list(alone())
    assert found[issue_pdf(ISSUE.folder)] == b"whole"
    painted = Pixels.open(io.BytesIO(found[page_picture(ISSUE.folder, "02")])).convert("RGB")
    assert red(painted.getpixel((painted.width * 105 // 270, painted.height * 205 // 390))), "its picture is of its PDF"


def studio(hands: int, cache: Cache = NO_CACHE, *, deadly: bool = False) -> Studio:
    """Return a studio of as many hands; ``deadly`` has each die but this one."""

    def share(work: Callable[[int], Painted], pieces: Sequence[int], keep: Callable[[int, Painted], None]) -> None:
        def worked(piece: int) -> Painted:
            if deadly and os.getpid() != HERE:
                os.kill(os.getpid(), 9)
            return work(piece)

        shared_out(worked, pieces, keep, hands=hands)

    return Studio(share, cache)


def studied(hands: int, cache: Cache = NO_CACHE, *, deadly: bool = False) -> dict[str, bytes]:
    made_there = studio(hands, cache, deadly=deadly)
    files = page_files(ISSUE, b"", whole=reader(), alone=alone().__getitem__, studio=made_there)
    return {file.path: file.bytes for file in files}


def shots() -> tuple[Shot, ...]:
    one, other = asset(gradient(), "PNG"), asset(gradient().convert("L"), "PNG")
    whole = (0.0, 0.0, 1.0, 1.0)
    return (
        Shot("pictures/a.jpg", one, whole, 88, 96),
        Shot("pictures/b.png", one, whole, 88, 96),
        Shot("pictures/c.png", one, (0.0, 0.0, 0.5, 1.0), 88, 96),
        Shot("pictures/d.png", one, whole, 87, 96),
        Shot("pictures/e.png", other, whole, 88, 96),
    )


def shown_by(made_in: Studio | None) -> dict[str, bytes]:
    return {file.path: file.bytes for file in picture_files(ISSUE, shots(), studio=made_in)}


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")
def test_many_hands_make_the_same_files_whatever_becomes_of_one() -> None:
    assert studied(1) == studied(2) == studied(2, deadly=True) == made()
    every = [shown_by(made_there) for made_there in (None, studio(1), studio(2), studio(2, deadly=True))]
    assert len(set(every[0].values())) == len(shots())
    assert every[0] == every[1] == every[2] == every[3]


def test_pictures_of_stories_are_found_by_all_that_is_asked_of_them(tmp_path: Path) -> None:
    cold, warm = (Cache(tmp_path, lambda: b"one", spare=0) for _ in range(2))
    assert shown_by(studio(1, cold)) == shown_by(studio(1, warm)) == shown_by(None)
    assert (cold.tally.found, warm.tally.found) == ({}, {SHOWN: len(shots())})


def test_pictures_of_a_page_are_found_by_its_pdf_and_all_that_is_asked_of_it(tmp_path: Path) -> None:
    def cache() -> Cache:
        return Cache(tmp_path / "kept", lambda: b"one", spare=0)

    cold, warm = cache(), cache()
    assert studied(1, cold) == studied(1, warm) == made()
    assert (cold.tally.found, warm.tally.found, warm.tally.asked) == ({}, {TILES: 2}, {TILES: 2})
    moved = replace(ISSUE, articles=(replace(article("a"), zones=()), article("gone", GONE)))
    found = {file.path for file in page_files(moved, b"", alone=alone().__getitem__, studio=studio(1, warm))}
    assert social_picture(ISSUE.folder, "a") not in found
    assert warm.tally.found == {TILES: 3}, "the page on which nothing moved, and no other"
    for entry in (tmp_path / "kept" / TILES).rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    spoilt = cache()
    assert studied(1, spoilt) == made()
    assert spoilt.tally.spoilt == 2


@pytest.mark.parametrize("whole", [b"", b"[]\nmore", b'[["a", 9]]\nshort', b"[1]\n", b"{\n"])
def test_what_isnt_packed_isnt_taken_for_files(whole: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        unpacked(whole)
    assert unpacked(packed([("a", b"\n"), ("b", b"")])) == (("a", b"\n"), ("b", b""))
