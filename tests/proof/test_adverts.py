"""Adverts on the pages: marked, of their module's size and of their box's proportions."""

from __future__ import annotations

from dataclasses import replace

from compositor.errors import Severity
from compositor.model.adverts import AdvertBox, AdvertModule
from compositor.model.copy import Advert, BoxCopy, Framing, Picture
from compositor.model.design import WHITE, Area
from compositor.model.leaves import Leaf
from compositor.model.page import Image, Ink, SetLine, Tint
from compositor.units import pt
from tests.proof.desk import ASSET, GRID, PHOTO, Desk, desk, words

SOUND = desk()
MARK = SetLine(words("廣告"), GRID.column_x(1), GRID.baseline(13), "photo", "", "advert_label", generated=True)

PATCH = Tint(Area(MARK.x, MARK.baseline - pt(10), pt(30), pt(14)), WHITE, "photo")


def sold(
    advert: Advert,
    *,
    marked: bool = True,
    size: tuple[int, int] = (1000, 900),
    whole: bool = True,
    leaf: Leaf | None = None,
) -> Desk:
    """The issue with an advert in place of its picture, in a box of one column and six rows, 100 × 90 points."""
    asset = replace(ASSET, width=size[0], height=size[1], leaf=leaf)
    picture = Picture("photo", PHOTO.place, "廣告", asset=asset, advert=advert, framing=Framing(whole=whole))
    page = SOUND.issue.pages[0]
    boxes = tuple(BoxCopy("photo", copy.place, picture=picture) if copy.box == "photo" else copy for copy in page.boxes)
    ink: list[Ink] = []
    for piece in SOUND.pages[0].ink:
        if piece.box != "photo":
            ink.append(piece)
        elif isinstance(piece, Image):
            ink.append(replace(piece, asset=asset))
    ink += [PATCH, MARK] if marked else []
    modules = {"small": AdvertModule("small", 1, 6, 0, 0), "large": AdvertModule("large", 2, 6, 0, 0)}
    made = replace(
        SOUND,
        issue=replace(SOUND.issue, pages=(replace(page, boxes=boxes), SOUND.issue.pages[1])),
        pages=(replace(SOUND.pages[0], ink=tuple(ink)), SOUND.pages[1]),
    )
    box = {"advert": AdvertBox("廣告"), "rows": (13, 18)}
    return made.with_box("front", "photo", **box).with_paper(modules=modules)


def codes(made: Desk) -> list[tuple[str, Severity]]:
    return [(one.code, one.severity) for one in made.read()]


def test_an_advert_that_is_marked_and_fits_is_sound() -> None:
    assert codes(sold(Advert("small"))) == []


def test_an_advert_that_nothing_marks_is_an_error() -> None:
    assert codes(sold(Advert("small"), marked=False)) == [("ADVERT_LABEL", Severity.ERROR)]
    assert codes(sold(Advert("small", labelled=True), marked=False)) == []


def test_an_advert_in_a_box_of_another_module_is_an_error() -> None:
    made = sold(Advert("large"))
    assert codes(made) == [("ADVERT_SIZE", Severity.ERROR)]
    assert "2 columns × 6 rows" in made.read()[0].message


def test_art_of_other_proportions_is_a_warning_that_says_what_to_ask_for() -> None:
    made = sold(Advert("small"), size=(1000, 1000))
    assert codes(made) == [("ADVERT_SIZE", Severity.WARNING)]
    assert "35.3 × 31.8 mm" in made.read()[0].hint
    assert codes(sold(Advert("small"), size=(1000, 905))) == []


def test_a_pdf_of_another_size_than_its_box_is_a_warning_that_tells_both_in_millimetres() -> None:
    leaf = Leaf(1, "trim", b"")
    assert codes(sold(Advert("small"), size=(pt(100), pt(90)), leaf=leaf)) == []
    assert codes(sold(Advert("small"), size=(pt(102), pt(92)), leaf=leaf)) == []
    made = sold(Advert("small"), size=(pt(200), pt(180)), leaf=leaf)
    assert codes(made) == [("ADVERT_SIZE", Severity.WARNING)]
    (finding,) = made.read()
    assert "is 70.6 × 63.5 mm, its box 35.3 × 31.8 mm: it is printed at 50.0 percent" in finding.message
    assert "pdf_box" in finding.hint
    (finding,) = sold(Advert("small"), size=(pt(200), pt(90)), leaf=leaf).read()
    assert "it is printed at 50.0 percent, with white beside it" in finding.message


def test_an_advert_that_is_lost_is_found() -> None:
    made = sold(Advert("small"))
    page = replace(made.pages[0], ink=tuple(ink for ink in made.pages[0].ink if ink.box != "photo"))
    found = codes(replace(made, pages=(page, made.pages[1])))
    assert ("PICTURE_LOST", Severity.ERROR) in found


def test_an_empty_box_for_adverts_is_a_finding() -> None:
    made = sold(Advert("small"))
    page = made.issue.pages[0]
    boxes = tuple(copy for copy in page.boxes if copy.box != "photo")
    issue = replace(made.issue, pages=(replace(page, boxes=boxes), made.issue.pages[1]))
    front = replace(made.pages[0], ink=tuple(ink for ink in made.pages[0].ink if ink.box != "photo"))
    found = replace(made, issue=issue, pages=(front, made.pages[1])).read()
    (empty,) = [one for one in found if one.code == "BOX_EMPTY" and one.box == "photo"]
    assert "advert" in empty.hint
