"""Plates claim a standard and keep it: read from the file, item by item."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from compositor.preflight import judge
from tests.conftest import Tool
from tests.pdf.reading import opened
from tests.preflight.plates import intent, plate, spoiled
from tests.press import verapdf
from tests.press.profiles import tiny

STANDARDS = ("x4", "x1a")


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_plate_passes_preflight_without_a_remark(standard: str) -> None:
    assert judge(plate(standard)) == ()
    assert judge(plate(standard), standard) == ()


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_plate_is_the_same_twice(standard: str) -> None:
    first = plate(standard)
    plate.cache_clear()
    assert plate(standard) == first


@pytest.mark.parametrize("standard", STANDARDS)
def test_qpdf_finds_nothing_wrong_with_either_standard(standard: str, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "plate.pdf"
    path.write_bytes(plate(standard))
    told = subprocess.run([tool("qpdf"), "--check", str(path)], capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout


def test_both_intents_of_pdf_x_4_point_to_one_profile() -> None:
    with opened(plate("x4")) as pdf:
        print_intent, archive_intent = pdf.Root.OutputIntents
        assert [str(one.S) for one in (print_intent, archive_intent)] == ["/GTS_PDFX", "/GTS_PDFA1"]
        assert print_intent.DestOutputProfile.objgen == archive_intent.DestOutputProfile.objgen
        assert print_intent.DestOutputProfile.read_bytes() == tiny()
        assert int(print_intent.DestOutputProfile.N) == 4
        assert str(print_intent.OutputConditionIdentifier) == "Custom"
        assert str(print_intent.Info) == "A press for tests"
        assert "/RegistryName" not in print_intent
        assert pdf.pdf_version == "1.6"
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_pdf_x_1a_claims_in_info_and_has_nothing_later_than_pdf_1_3() -> None:
    with opened(plate("x1a")) as pdf:
        assert pdf.pdf_version == "1.3"
        assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1:2001"
        assert str(pdf.docinfo.GTS_PDFXConformance) == "PDF/X-1a:2001"
        assert str(pdf.docinfo.Trapped) == "/False"
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert "/Metadata" not in pdf.Root
        assert "/Group" not in pdf.pages[0].obj


def test_a_packet_says_what_info_says() -> None:
    with opened(plate("x4")) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "/Filter" not in pdf.Root.Metadata
        assert str(pdf.docinfo.CreationDate) == "D:20191115000000+08'00'"
    assert "<xmp:CreateDate>2019-11-15T00:00:00+08:00</xmp:CreateDate>" in packet
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in packet


def test_an_old_rip_gets_no_profile_of_version_4() -> None:
    fourth = tiny()[:8] + b"\4\0\0\0" + tiny()[12:]
    assert {one.code for one in judge(spoiled(lambda pdf: intent(pdf, fourth), "x1a"))} == {"X4-17"}
    assert judge(spoiled(lambda pdf: intent(pdf, fourth))) == ()


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_plate_of_outlines_passes_preflight_without_a_remark(standard: str) -> None:
    made = plate(standard, outlined=True)
    assert judge(made) == judge(made, standard) == ()
    with opened(made) as pdf:
        assert "/Font" not in pdf.pages[0].Resources
        assert len(pdf.pages[0].Resources.XObject) == 9


@pytest.mark.parametrize("outlined", [False, True], ids=["fonts", "outlines"])
def test_a_plate_is_pdf_a_2u_to_verapdf(outlined: bool, tmp_path: Path) -> None:
    path = tmp_path / "plate.pdf"
    path.write_bytes(plate("x4", outlined=outlined))
    assert verapdf.faults(path, "2u") == []
