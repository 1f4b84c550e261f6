"""The marked proof and its page pictures."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image as Pixels

from compositor.errors import Finding, Severity
from compositor.faces import Faces
from compositor.model.page import Rule, SetLine, Tint
from compositor.model.settings import Script, Setting
from compositor.report import page_pictures, proof_name, proof_pdf
from compositor.report.proofs import AMBER, RED, overlays
from tests.proof.desk import desk
from tests.report.told import drawable, outcome, overset_desk
from tests.testface import type_case

SOUND = drawable(outcome(desk()))
OVERSET = drawable(outcome(overset_desk()))
CASE = type_case()


def faces() -> Faces:
    assert isinstance(CASE.faces, Faces)
    return CASE.faces


def words(told: object, page: int) -> list[str]:
    assert isinstance(told, type(SOUND))
    return [ink.line.text for ink in overlays(told, CASE)[page] if isinstance(ink, SetLine)]


def test_a_sound_page_is_proofed_as_it_is() -> None:
    assert overlays(SOUND, CASE)[0] == ()
    assert overlays(OVERSET, CASE)[1] == ()


def test_a_page_in_error_has_a_banner_its_findings_and_the_overset_count() -> None:
    assert words(OVERSET, 0) == ["1 OVERSET", "溢排 18 字（2 行）", "樣張\u3000不予付印\u3000錯誤 1 處"]
    ink = overlays(OVERSET, CASE)[0]
    banner = [piece for piece in ink if isinstance(piece, Tint)][-1]
    assert (banner.area.x, banner.area.y, banner.area.width) == (0, 0, OVERSET.pages[0].width)
    assert banner.colour == RED
    assert len([piece for piece in ink if isinstance(piece, Rule)]) == 4


def test_a_simplified_paper_is_marked_in_simplified_words() -> None:
    setting = replace(OVERSET.design.paper.setting, script=Script.HANS)
    assert isinstance(setting, Setting)
    design = replace(OVERSET.design, paper=replace(OVERSET.design.paper, setting=setting))
    assert words(replace(OVERSET, design=design), 0)[-1] == "样张\u3000不予付印\u3000错误 1 处"


def test_warnings_are_marked_without_a_frame_and_notes_not_at_all() -> None:
    found = (
        Finding("LOOSE", Severity.NOTE, "loose", page="01", box="lead"),
        Finding("UNDERSET", Severity.WARNING, "free", page="01", box="brief-2"),
    )
    ink = overlays(replace(SOUND, findings=found), CASE)[0]
    assert [piece.line.text for piece in ink if isinstance(piece, SetLine)] == ["2 UNDERSET"]
    assert [piece.colour for piece in ink if isinstance(piece, Tint)] == [AMBER]
    assert not [piece for piece in ink if isinstance(piece, Rule)]


def test_what_is_wrong_with_no_one_box_is_framed_where_it_stands() -> None:
    area = (1000, 2000, 3000, 4000)
    cut = Finding("PAGE_CUT", Severity.WARNING, "cut", page="01", area=area)
    gone = Finding("FURNITURE_MISSING", Severity.ERROR, "no folio", page="01", box="folio", area=area)
    ink = overlays(replace(SOUND, findings=(cut, gone)), CASE)[0]
    assert [piece.line.text for piece in ink if isinstance(piece, SetLine)] == ["1 PAGE_CUT  2 FURNITURE_MISSING"]
    assert len([piece for piece in ink if isinstance(piece, Rule)]) == 4
    nowhere = replace(SOUND, findings=(replace(gone, area=None),))
    assert overlays(nowhere, CASE)[0] == ()


def test_a_page_held_for_the_other_end_of_a_jump_has_the_banner_too() -> None:
    told = replace(SOUND, withheld=frozenset({"02"}))
    assert words(told, 1) == ["樣張\u3000不予付印"]


def test_the_proof_is_the_whole_issue_the_same_bytes_each_time() -> None:
    pdf = proof_pdf(OVERSET, CASE, faces())
    assert pdf == proof_pdf(OVERSET, CASE, faces())
    document = pypdfium2.PdfDocument(pdf)
    assert [page.get_size() for page in document] == [(300.0, 400.0)] * 2
    document.close()
    assert proof_name(OVERSET.design.paper, OVERSET.issue) == "jintan-times-20191115-proof.pdf"


@pytest.mark.parametrize(("told", "red"), [(OVERSET, True), (SOUND, False)])
def test_page_pictures_show_the_banner_and_are_the_same_each_time(told: object, red: bool) -> None:
    assert isinstance(told, type(SOUND))
    pdf = proof_pdf(told, CASE, faces())
    pictures = page_pictures(pdf)
    assert pictures == page_pictures(pdf)
    assert len(pictures) == 2
    page = Pixels.open(io.BytesIO(pictures[0])).convert("RGB")
    assert page.size == (round(300 * 110 / 72 + 0.49), round(400 * 110 / 72 + 0.49))
    corner = page.getpixel((3, 3))
    assert corner == ((204, 0, 0) if red else (255, 255, 255))
