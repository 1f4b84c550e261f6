"""Adverts by module: what a paper sells, which boxes take it, and what a manifest says of one."""

from __future__ import annotations

import pytest

from compositor.model.copy import Advert
from compositor.model.design import PictureBox
from compositor.units import mm
from tests.intake.desk import FRONT, MANIFEST, PAPER, Desk

PHOTO = "{picture: pictures/plant.png, cutline: 廠房, credit: 本報, alt: 廠房}"
BOX = "photo: {columns: 4, rows: 31-50, kind: picture}"
SOLD = 'entries: {cn: ""}\nadverts: {tall: {columns: 1, rows: 20}, wide: {width: 90mm, height: 30mm}}'


def sell(desk: Desk, box: str = "kind: advert, module: tall", advert: str = "module: tall", paper: str = SOLD) -> None:
    desk.change(PAPER, 'entries: {cn: ""}', paper)
    desk.change(FRONT, BOX, f"photo: {{columns: 4, rows: 31-50, {box}}}")
    desk.change(MANIFEST, PHOTO, f"{{advert: pictures/plant.png, alt: 廣告, {advert}}}")


def test_an_advert_stands_in_a_box_of_its_module(desk: Desk) -> None:
    sell(desk, advert="module: tall, labelled: true")
    found = desk.read()
    box = found.design.templates["front"].box("photo")
    assert isinstance(box, PictureBox)
    assert box.advert is not None
    assert (box.advert.label, box.advert.module) == ("廣告", found.design.paper.modules["tall"])
    assert found.design.paper.modules["wide"].width == mm(90)
    picture = found.issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.advert == Advert("tall", labelled=True)
    assert picture.framing.whole
    assert desk.noted() == ()


def test_the_papers_own_word_marks_adverts(desk: Desk) -> None:
    sell(desk, paper=SOLD + "\nwording: {advert: 資訊·廣告}")
    box = desk.read().design.templates["front"].box("photo")
    assert isinstance(box, PictureBox)
    assert box.advert is not None
    assert box.advert.label == "資訊·廣告"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"box": "kind: advert, module: wide"}, ["ADVERT_MODULE"]),
        ({"box": "kind: advert, module: tal"}, ["UNKNOWN_NAME"]),
        ({"advert": "module: tal"}, ["UNKNOWN_NAME"]),
        ({"box": "kind: picture"}, ["WRONG_BOX"]),
        ({"box": "kind: picture, module: tall"}, ["WRONG_BOX", "WRONG_BOX"]),
        ({"box": "kind: advert, flow: 2"}, ["WRONG_BOX"]),
        ({"advert": "cutline: 字"}, ["TWO_THINGS"]),
        ({"paper": 'entries: {cn: ""}\nadverts: {tall: {columns: 1, width: 9mm}}'}, ["TWO_THINGS", "ADVERT_MODULE"]),
        ({"paper": 'entries: {cn: ""}\nadverts: {tall: {columns: 1}}'}, ["MISSING_KEY", "ADVERT_MODULE"]),
        ({"paper": 'entries: {cn: ""}\nadverts: {tall: {columns: 9, rows: 2}}'}, ["OUTSIDE_GRID", "ADVERT_MODULE"]),
    ],
)
def test_what_does_not_go_together_is_a_fault(desk: Desk, more: dict[str, str], codes: list[str]) -> None:
    sell(desk, **more)
    assert sorted(str(one.code) for one in desk.faults()) == sorted(codes)


def test_a_picture_cannot_stand_in_a_box_for_adverts(desk: Desk) -> None:
    desk.change(FRONT, BOX, "photo: {columns: 4, rows: 31-50, kind: advert}")
    assert [str(one.code) for one in desk.faults()] == ["WRONG_BOX"]
