"""Adverts that come as PDF, from the manifest: page and box chosen, refusals told of their page, changes as notes."""

from __future__ import annotations

import pytest

from compositor.errors import Severity
from compositor.model.assets import Asset
from compositor.units import SP
from tests.intake.desk import FRONT, LEAD, MANIFEST, Desk
from tests.pdf.foreign import HIGH, LIT, SCENE, WIDE, again, entries, made, note, type_0

PHOTO = "{picture: pictures/plant.png, cutline: 廠房, credit: 本報, alt: 廠房}"
BOX = "photo: {columns: 4, rows: 31-50, kind: picture}"
FILE = "issues/day/ads/bank.pdf"


def sold(desk: Desk, content: bytes, more: str = "") -> None:
    desk.write(FILE, content)
    desk.change(FRONT, BOX, "photo: {columns: 4, rows: 31-50, kind: advert}")
    desk.change(MANIFEST, PHOTO, f"{{advert: ads/bank.pdf, alt: 廣告{more}}}")


def asset(desk: Desk) -> Asset | None:
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    return picture.asset


def test_an_advert_may_be_a_pdf(desk: Desk) -> None:
    sold(desk, made(SCENE, entries(TrimBox=[0, 0, WIDE, HIGH])))
    found = asset(desk)
    assert found is not None
    assert found.leaf is not None
    assert (found.leaf.page, found.leaf.box, found.has_pixels) == (1, "trim", False)
    assert (found.width, found.height) == (WIDE * SP, HIGH * SP)
    assert desk.noted() == ()


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ("", (180, 100)),
        (", pdf_box: art", (60, 100)),
        (", pdf_box: media", (WIDE, HIGH)),
        (", pdf_page: 1", (180, 100)),
    ],
)
def test_page_and_box_are_the_desks_choice(desk: Desk, more: str, size: tuple[int, int]) -> None:
    sold(desk, made(SCENE, entries(TrimBox=[10, 10, 190, 110], ArtBox=[10, 10, 70, 110])), more)
    found = asset(desk)
    assert found is not None
    assert (found.width, found.height) == (size[0] * SP, size[1] * SP)


def test_what_is_changed_in_a_pdf_is_a_note(desk: Desk) -> None:
    sold(desk, made(LIT, entries(TrimBox=[0, 0, WIDE, HIGH])))
    (finding,) = desk.noted()
    assert (str(finding.code), finding.severity, finding.page, finding.box) == (
        "PDF_CHANGED",
        Severity.NOTE,
        "01",
        "photo",
    )
    assert "RGB colours are turned into CMYK" in finding.message
    assert "bank.pdf" in finding.message


def test_every_reason_of_a_refusal_is_told_of_its_page_at_once(desk: Desk) -> None:
    words = "BT 0 0 0 1 k /F1 24 Tf 20 60 Td <0001> Tj ET"
    stamped = made(
        words,
        lambda pdf, page: entries(Annots=[note(pdf, "Stamp", seen=True)], TrimBox=[0, 0, 300, 99])(pdf, page),
        Font={"F1": type_0(embedded=False)},
    )
    sold(desk, stamped)
    assert asset(desk) is None
    noted = desk.noted()
    assert {str(one.code) for one in noted} == {"PDF_REFUSED"}
    assert {(one.severity, one.page, one.box) for one in noted} == {(Severity.ERROR, "01", "photo")}
    reasons = ("not embedded", "a note or stamp", "reaches over its MediaBox")
    for reason in reasons:
        (one,) = (one for one in noted if reason in one.message)
        assert "bank.pdf" in one.message
        assert one.hint
    assert len(noted) == len(reasons)


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (b"", "", "it is no PDF"),
        (made()[:300], "", "damaged"),
        (made(), ", pdf_page: 3", "it has one page, and no page 3"),
        (again(made(), lambda pdf: pdf.pages.append(pdf.pages[0])), "", "say which with pdf_page"),
    ],
)
def test_a_pdf_that_cant_be_used_withholds_its_page(desk: Desk, content: bytes, more: str, words: str) -> None:
    sold(desk, content, more)
    assert asset(desk) is None
    told = [f"{one.message} {one.hint}" for one in desk.noted() if one.code == "PDF_REFUSED"]
    assert any(words in one for one in told)


@pytest.mark.parametrize("more", [", pdf_box: bleed", ", pdf_page: 0", ", pdf_page: first"])
def test_other_pages_and_boxes_are_faults(desk: Desk, more: str) -> None:
    sold(desk, made(), more)
    assert desk.faults()


def test_a_chart_has_no_page_of_a_pdf(desk: Desk) -> None:
    desk.change(
        MANIFEST, "{chart: charts/bars.yaml, cutline: 圖}", "{chart: charts/bars.yaml, cutline: 圖, pdf_page: 2}"
    )
    assert [str(one.code) for one in desk.faults()] == ["TWO_THINGS"]


def test_a_picture_of_a_story_may_be_a_page_of_a_pdf(desk: Desk) -> None:
    desk.write("issues/day/pictures/map.pdf", again(made(), lambda pdf: pdf.pages.append(pdf.pages[0])))
    desk.change(LEAD, "## 小標題", "![圖](pictures/map.pdf){alt=圖 pdf_page=2}\n\n## 小標題")
    (picture,) = next(story for story in desk.read().issue.stories if story.slug == "lead").pictures
    assert picture.asset is not None
    assert picture.asset.leaf is not None
    assert picture.asset.leaf.page == 2
    assert picture.framing.whole
