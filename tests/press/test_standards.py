"""Plates claim a standard and keep it: read from the file, item by item."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from compositor.model.printing import InkPlan, Printing
from compositor.preflight import judge
from compositor.press import page_pdf
from tests.conftest import Tool
from tests.faces.type_library import vendored
from tests.pdf.reading import opened
from tests.preflight.plates import intent, painted, plate, spoiled, states
from tests.press import verapdf
from tests.press.made_up import ISSUE, PAPER
from tests.press.profiles import tiny
from tests.press.test_ink import page

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


BOXES = ("Media", "Crop", "Bleed", "Trim")
LIGHT = {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "SC", "SCN", "sh"}
X1A: dict[str, Callable[[pikepdf.Pdf], bool]] = {
    "V1": lambda pdf: pdf.pdf_version == "1.3",
    "V2": lambda pdf: (
        (str(pdf.docinfo.GTS_PDFXVersion), str(pdf.docinfo.GTS_PDFXConformance)) == ("PDF/X-1:2001", "PDF/X-1a:2001")
    ),
    "V3": lambda pdf: (
        all(str(pdf.docinfo[key]) for key in ("/Title", "/CreationDate", "/ModDate"))
        and pdf.docinfo.Trapped == "/False"
    ),
    "V4": lambda pdf: len(pdf.trailer.ID) == 2 and all(len(bytes(one)) == 16 for one in pdf.trailer.ID),
    "V5": lambda pdf: painted_in(pdf) == {"/DeviceCMYK"} and not operators_of(pdf) & LIGHT,
    "V6": lambda pdf: not keys_of(pdf) & {"/SMask", "/Group", "/ca", "/CA", "/BM"},
    "V7": lambda pdf: codings_of(pdf) <= {"/FlateDecode", "/DCTDecode"},
    "V8": lambda pdf: not keys_of(pdf) & {"/OCProperties", "/OC"} and not types_of(pdf) & {"/ObjStm", "/XRef"},
    "V9": lambda pdf: not keys_of(pdf) & {"/HTP", "/HT", "/TR", "/TR2"},
    "V10": lambda pdf: nested(pdf.pages[0]) and "/ArtBox" not in pdf.pages[0].obj,
    "V11": lambda pdf: (
        [str(one.S) for one in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
        and all(f"/{key}" in pdf.Root.OutputIntents[0] for key in ("OutputConditionIdentifier", "Info"))
        and pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == tiny()
    ),
}
"""What ISO 15930-1:2001 asks for, item by item, read from the file without preflight."""


@cache
def full(outlined: bool) -> bytes:
    """Return an X-1a plate with type, tints, rules, paths, a drawing with lines over colour, and a photograph."""
    printing = Printing(profile=tiny(), outlined=outlined)
    return page_pdf(page(InkPlan.COLOUR), ISSUE, replace(PAPER, press_standard="x1a", printing=printing), vendored())


@pytest.mark.parametrize("outlined", [False, True], ids=["fonts", "outlines"])
@pytest.mark.parametrize("item", X1A)
def test_a_plate_of_pdf_x_1a_keeps_every_item(item: str, outlined: bool) -> None:
    with opened(full(outlined)) as pdf:
        assert X1A[item](pdf)


@pytest.mark.parametrize(
    ("item", "spoil"),
    [
        ("V3", lambda pdf: pdf.docinfo.__setitem__("/Trapped", pikepdf.Name.Unknown)),
        ("V5", painted("1 0 0 rg 9 9 9 9 re f")),
        ("V6", painted("/GS9 gs", ExtGState=states(ca=0.5))),
        ("V8", lambda pdf: pdf.Root.__setitem__("/OCProperties", pikepdf.Dictionary())),
        ("V9", painted("/GS9 gs", ExtGState=states(TR=pikepdf.Name.Identity))),
        ("V10", lambda pdf: pdf.pages[0].obj.__setitem__("/TrimBox", pikepdf.Array([-9, 0, 99, 99]))),
    ],
)
def test_a_broken_item_would_be_seen(item: str, spoil: Callable[[pikepdf.Pdf], None]) -> None:
    with opened(spoiled(spoil, "x1a")) as pdf:
        assert not X1A[item](pdf)


def objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream))


def keys_of(pdf: pikepdf.Pdf) -> set[str]:
    """Return every key of every dictionary, those inside of others too."""
    found: set[str] = set()
    rest = [*objects(pdf), pdf.trailer]
    while rest:
        one = rest.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            found |= set(one.keys())
            rest += [value for value in one.values() if not getattr(value, "is_indirect", True)]
        elif isinstance(one, pikepdf.Array):
            rest += [value for value in one if not getattr(value, "is_indirect", True)]
    return found


def types_of(pdf: pikepdf.Pdf) -> set[str]:
    return {str(one.get("/Type")) for one in objects(pdf)}


def codings_of(pdf: pikepdf.Pdf) -> set[str]:
    return {str(one.Filter) for one in objects(pdf) if "/Filter" in one}


def painted_in(pdf: pikepdf.Pdf) -> set[str]:
    return {str(one.ColorSpace) for one in objects(pdf) if "/ColorSpace" in one}


def operators_of(pdf: pikepdf.Pdf) -> set[str]:
    """Return the operators of the page and of its forms."""
    forms = [one for one in objects(pdf) if one.get("/Subtype") == "/Form"]
    return {str(step.operator) for one in (pdf.pages[0], *forms) for step in pikepdf.parse_content_stream(one)}


def nested(sheet: pikepdf.Page) -> bool:
    media, crop, bleed, trim = ([float(edge) for edge in sheet.obj[f"/{name}Box"]] for name in BOXES)
    pairs = ((trim, bleed), (bleed, crop), (crop, media))
    return all(
        one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3] for one, other in pairs
    )
