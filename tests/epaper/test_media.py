"""Page pictures are small, exact and the same each time; a page alone leads nowhere it doesn't hold."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
from PIL import Image as Pixels

from compositor.epaper.addresses import issue_pdf, page_pdf, page_picture, page_thumbnail, page_tile, social_picture
from compositor.epaper.levels import first_size, levels, small_size
from compositor.epaper.media import MOST_BYTES, first_picture, page_files
from compositor.epaper.publication import Article, HotZone, Notice, NoticeKind, Publication, PublishedPage
from compositor.epaper.sharing import SIZE, head_window
from compositor.model.design import Area, Colour
from compositor.model.page import Tint
from compositor.pdf import ColourSpace
from compositor.pdf.screens import shown
from compositor.units import mm
from tests.pdf.setting_desk import pen

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


def test_pages_that_were_made_alone_are_taken_as_they_are() -> None:
    found = {file.path: file.bytes for file in page_files(ISSUE, reader(), whole=b"whole", alone=(b"one", b"two"))}
    assert [found[page_pdf(ISSUE.folder, name)] for name in ("01", "02")] == [b"one", b"two"]
    assert found[issue_pdf(ISSUE.folder)] == b"whole"


def test_a_page_alone_leads_out_but_to_no_other_page() -> None:
    content = made()[page_pdf(ISSUE.folder, "02")]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "報 2019-11-15 02"
        assert not {"/Outlines", "/StructTreeRoot", "/MarkInfo", "/Threads"} & set(pdf.Root.keys())
        (link,) = list(pdf.pages[0].obj.Annots)
        assert str(link.A.URI) == "https://example.org/"
        assert sum(one.get("/Type") == "/Page" for one in pdf.objects if isinstance(one, pikepdf.Dictionary)) == 1
    with shown(content) as one, shown(reader()) as both:
        assert one.paint(0, (270, 390)).tobytes() == both.paint(1, (270, 390)).tobytes()


def test_a_shared_picture_is_the_head_as_it_stands_on_the_page() -> None:
    content = made()[social_picture(ISSUE.folder, "a")]
    pixels = Pixels.open(io.BytesIO(content))
    assert (pixels.size, pixels.format) == (SIZE, "JPEG")


ZONES = [HEAD, ((0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)), ((9_500, 9_800), (10_000, 9_800), (9_900, 10_000))]


@pytest.mark.parametrize("outline", ZONES)
@pytest.mark.parametrize("vertical", [False, True])
def test_what_is_cut_lies_on_the_page_and_begins_where_reading_does(
    outline: tuple[tuple[int, int], ...], vertical: bool
) -> None:
    left, top, right, foot = head_window(FRONT, HotZone("01", outline, "lead"), vertical=vertical)
    assert 0 <= left < right <= WIDE
    assert 0 <= top < foot <= HIGH
    assert (right - left) / (foot - top) == pytest.approx(SIZE[0] / SIZE[1], rel=0.001)
    edges = [x * WIDE // 10_000 for x, _ in outline]
    begin = max(edges) if vertical else min(edges)
    assert left <= begin <= right
    assert top <= min(y for _, y in outline) * HIGH // 10_000 <= foot
