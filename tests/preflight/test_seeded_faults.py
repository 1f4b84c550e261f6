"""Faults made on purpose in a sound plate: each is caught, by its number."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from compositor.preflight import failed, judge
from tests.preflight.plates import Spoil, intent, link, packet, painted, picture, plate, spoiled, states, typed
from tests.press.profiles import tiny


def root(name: str, value: Any) -> Spoil:
    return lambda pdf: pdf.Root.__setitem__(f"/{name}", value)


def page(name: str, value: Any) -> Spoil:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{name}", value)


def without(*path: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        *above, last = path
        holder: Any = pdf.Root if above and above[0] != "page" else pdf.pages[0].obj
        for name in above:
            holder = holder if name == "page" else holder[f"/{name}"] if name != "Root" else holder
        del holder[f"/{last}"]

    return spoil


def told(name: str, value: Any) -> Spoil:
    return lambda pdf: pdf.docinfo.__setitem__(f"/{name}", value)


def box(name: str, *edges: float) -> Spoil:
    return page(name, Array(edges))


def fonts(pdf: Pdf) -> list[Any]:
    return list(pdf.pages[0].Resources.Font.values())


def unembedded(pdf: Pdf) -> None:
    descriptor = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for key in [key for key in descriptor if key.startswith("/FontFile")]:
        del descriptor[key]


def unread(pdf: Pdf) -> None:
    del fonts(pdf)[0]["/ToUnicode"]


def courier(pdf: Pdf) -> None:
    fonts(pdf)[0].BaseFont = Name("/ABCDEF+CourierNew")


def intent_of(pdf: Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def two_profiles(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[1].DestOutputProfile = pdf.make_stream(tiny(name="Another"), N=4)


def lzw(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.Filter = Name.LZWDecode
    pdf.Root.Extra = pdf.make_indirect(stream)


def lying_elsewhere(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_stream(b"", F=String("pictures/plant.eps"))


def wide_page(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.TrimBox = Array([0, 0, 300, 300])


def emptied(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"0 0 0 0 k 0 0 9 9 re f")


def script(pdf: Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


SPOT = Array([Name.Separation, Name("/HKS#2013"), Name.DeviceCMYK, Dictionary()])
ALL = Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary()])
RULE = "20 20 m 200 20 l S"
SQUARE = "100 0 0 100 50 50 cm /X9 Do"

FAULTS: list[tuple[str, str, Spoil]] = [
    ("X4-41", "no TrimBox", without("page", "TrimBox")),
    ("X4-41", "TrimBox and ArtBox", box("ArtBox", 0, 0, 100, 100)),
    ("X4-42", "trim outside bleed", box("BleedBox", 10, 10, 100, 100)),
    ("X4-43", "bleed outside media", box("BleedBox", -10, -10, 2000, 2000)),
    ("PDF", "MediaBox of words", page("MediaBox", String("A4"))),
    ("PDF", "a title that is a number", told("Title", 7)),
    ("PDF", "fonts that no resource names", painted("BT /F99 10 Tf (a) Tj ET")),
    ("X4-35", "Trapped Unknown", told("Trapped", Name.Unknown)),
    ("X4-35", "Trapped False_", told("Trapped", Name("/False_"))),
    ("X4-34", "XMP trapped Unknown", lambda pdf: packet(pdf, "Trapped>False", "Trapped>Unknown")),
    ("X4-36", "trapping disagrees", told("Trapped", Name("/True"))),
    ("X4-37", "titles disagree", told("Title", String("另一標題"))),
    ("X4-38", "dates disagree", told("CreationDate", String("D:20000101000000Z"))),
    ("X4-10", "no output intent", without("Root", "OutputIntents")),
    ("X4-11", "no condition named", lambda pdf: intent_of(pdf).__delitem__("/OutputConditionIdentifier")),
    ("X4-12", "no Info of the condition", lambda pdf: intent_of(pdf).__delitem__("/Info")),
    ("X4-13", "no profile", lambda pdf: intent_of(pdf).__delitem__("/DestOutputProfile")),
    ("X4-14", "no ICC profile", lambda pdf: intent(pdf, b"not a profile")),
    ("X4-15", "a screen's profile", lambda pdf: intent(pdf, tiny(kind=b"mntr"))),
    ("X4-17", "ICC version 5", lambda pdf: intent(pdf, tiny()[:8] + b"\x05" + tiny()[9:])),
    ("X4-18", "two profiles", two_profiles),
    ("R0035", "RGB output profile", lambda pdf: intent(pdf, tiny(space=b"RGB "))),
    ("X4-30", "no XMP", without("Root", "Metadata")),
    ("X4-32", "no DocumentID", lambda pdf: packet(pdf, "xmpMM:DocumentID", "xmpMM:Other")),
    ("X4-33", "wrong GTS_PDFXVersion", lambda pdf: packet(pdf, ">PDF/X-4<", ">PDF/X-3:2003<")),
    ("X4-04", "JavaScript", script),
    ("X4-04", "an action on opening", root("OpenAction", Dictionary(S=Name.GoTo))),
    ("X4-04", "an action of a page", page("AA", Dictionary())),
    ("X4-05", "attached files", root("Names", Dictionary(EmbeddedFiles=Dictionary()))),
    ("X4-06", "a form", root("AcroForm", Dictionary(Fields=Array()))),
    ("X4-20", "LZW", lzw),
    ("X4-21", "an external stream", lying_elsewhere),
    ("X4-22", "PostScript", painted("/X9 Do", XObject={"X9": lambda pdf: pdf.make_stream(b"", Subtype=Name.PS)})),
    ("X4-23", "OPI", painted(SQUARE, XObject={"X9": picture(400, OPI=Dictionary())})),
    ("X4-24", "Alternates", painted(SQUARE, XObject={"X9": picture(400, Alternates=Array())})),
    ("X4-50", "a transfer curve", painted("/GS9 gs", ExtGState=states(TR=Name.Identity))),
    ("X4-44", "an annotation on the page", lambda pdf: link(pdf, 10, 10, 50, 50)),
    ("F-01", "font not embedded", unembedded),
    ("F-02", "no ToUnicode", unread),
    ("L-01", "0.05 pt hairline", painted(f"/GS9 gs 0 0 0 1 K 0.05 w {RULE}", ExtGState=states(OP=True, OPM=1))),
    ("N-01", "400 % ink", painted("1 1 1 1 k 20 20 60 60 re f")),
    ("T-01", "transparency without a group", painted("/GS9 gs 20 20 9 9 re f", ExtGState=states(ca=0.5))),
    ("T-01", "a soft mask", painted(SQUARE, XObject={"X9": picture(400, SMask=picture(400, space="DeviceGray"))})),
    ("R0002", "UserUnit", page("UserUnit", 2)),
    ("R0003", "CropBox is not MediaBox", box("CropBox", 10, 10, 500, 500)),
    ("R0004", "turned", page("Rotate", 90)),
    ("R0004", "two trim sizes", wide_page),
    ("R0005", "an empty page", emptied),
    ("R0007", "white words overprint", typed("/GS9 gs 0 0 0 0 k", 12, ExtGState=states(op=True))),
    ("R0008", "a white area overprints", painted("/GS9 gs 0 0 0 0 k 9 9 9 9 re f", ExtGState=states(op=True))),
    ("R0009", "black words knock out", typed("/GS9 gs 0 0 0 1 k", 9, ExtGState=states(OP=False))),
    ("R0009", "overprint mode 0", typed("/GS9 gs 0 0 0 1 k", 9, ExtGState=states(OP=True, OPM=0))),
    ("R0010", "a black line knocks out", painted(f"/GS9 gs 0 0 0 1 K 1 w {RULE}", ExtGState=states(OP=False))),
    ("R0011", "grey words", typed("0.3 g", 9)),
    ("R0012", "a grey line", painted(f"0.3 G 1 w {RULE}")),
    ("R0013", "grey overprints", painted("/GS9 gs 0.3 g 9 9 9 9 re f", ExtGState=states(op=True))),
    ("R0014", "Courier", courier),
    ("R0015", "rich black words", typed("0.8 0.6 0.4 0.9 k", 14)),
    ("R0016", "small white words", typed("0 0 0 0 k", 7)),
    ("R0017", "small words of two inks", typed("0 1 1 0 k", 7)),
    ("R0018", "a thin white line", painted(f"0 0 0 0 K 0.2 w {RULE}")),
    ("R0019", "a thin line of two inks", painted(f"0 1 1 0 K 0.2 w {RULE}")),
    ("R0020", "a spot colour", painted("/S9 cs 1 scn 9 9 9 9 re f", ColorSpace={"S9": SPOT})),
    ("R0024", "registration colour", painted("/S9 cs 1 scn 9 9 9 9 re f", ColorSpace={"S9": ALL})),
    ("R0027", "RGB fill", painted("1 0 0 rg 9 9 9 9 re f")),
    ("R0027", "an RGB picture", painted(SQUARE, XObject={"X9": picture(400, space="DeviceRGB")})),
    ("R0027", "Lab", painted("/S9 cs 9 9 9 9 re f", ColorSpace={"S9": Array([Name.Lab, Dictionary()])})),
    ("R0030", "a group in RGB", page("Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ("R0031", "58 ppi picture", painted(SQUARE, XObject={"X9": picture(80)})),
    ("R0032", "1 bit, 290 ppi", painted(SQUARE, XObject={"X9": picture(400, bits=1, space="DeviceGray")})),
]


@pytest.mark.parametrize(("code", "spoil"), [fault[::2] for fault in FAULTS], ids=[fault[1] for fault in FAULTS])
def test_the_fault_is_caught(code: str, spoil: Spoil) -> None:
    assert judge(plate()) == ()
    assert code in {finding.code for finding in judge(spoiled(spoil))}


OLD_FAULTS: list[tuple[str, str, Spoil]] = [
    ("V2", "no claim", lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", String("PDF/X-3:2002"))),
    ("V3", "no title", lambda pdf: pdf.docinfo.__delitem__("/Title")),
    ("V3", "no word on trapping", lambda pdf: pdf.docinfo.__delitem__("/Trapped")),
    ("V5", "RGB", painted("1 0 0 rg 9 9 9 9 re f")),
    ("V6", "transparency", painted("/GS9 gs 20 20 9 9 re f", ExtGState=states(ca=0.5))),
    ("V6", "a group", page("Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ("V7", "LZW", lzw),
    ("V8", "layers", root("OCProperties", Dictionary())),
    ("V11", "neither profile nor registry", lambda pdf: intent_of(pdf).__delitem__("/DestOutputProfile")),
]


@pytest.mark.parametrize(("code", "spoil"), [one[::2] for one in OLD_FAULTS], ids=[one[1] for one in OLD_FAULTS])
def test_the_fault_of_a_pdf_x_1a_is_caught(code: str, spoil: Spoil) -> None:
    assert judge(plate("x1a")) == ()
    assert code in {finding.code for finding in judge(spoiled(spoil, "x1a"))}


def test_a_pdf_x_1a_of_a_later_version_is_caught() -> None:
    later = spoiled(lambda _: None, "x1a", force_version="1.5", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert {"V1", "V8"} <= codes(later)


def test_a_later_version_is_caught() -> None:
    assert "X4-01" in codes(spoiled(lambda _: None, force_version="1.7"))


def test_encryption_is_caught() -> None:
    sealed = pikepdf.Encryption(owner="a", user="", R=4)
    assert "X4-02" in codes(spoiled(lambda _: None, encryption=sealed))
    closed = spoiled(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b", R=4))
    assert {"PDF", "X4-02"} <= codes(closed)


def test_a_file_without_an_id_is_caught() -> None:
    content = plate()
    at = content.rindex(b"/ID [")
    assert "X4-03" in codes(content[:at] + content[at:].replace(b"/ID [", b"/IX [", 1))


def test_a_compressed_packet_is_caught() -> None:
    assert "X4-31" in codes(coded_packet(plate()))


def coded_packet(content: bytes) -> bytes:
    """Return the file with its packet compressed in place; pikepdf would not, it knows better."""
    found = re.search(rb"/Subtype /XML /Type /Metadata|/Type /Metadata /Subtype /XML", content)
    assert found
    start = content.index(b"<?xpacket begin")
    end = content.index(b"endstream", start)
    words = zlib.compress(content[start:end].rstrip(b"\n"), 9)
    marked = content[: found.start()] + b"/Filter /FlateDecode".ljust(len(found[0])) + content[found.end() : start]
    return marked + words.ljust(end - start, b"\0") + content[end:]


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.6\n" + b"\0" * 200], ids=["empty", "words", "zeros"])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    findings = judge(content)
    assert {finding.code for finding in findings} == {"PDF"}
    assert failed(findings)


def codes(content: bytes) -> set[str]:
    return {finding.code for finding in judge(content)}
