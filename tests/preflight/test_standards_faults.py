"""Faults beyond the thirty, one for each demand of a standard: made on purpose in a sound plate, caught by number."""

from __future__ import annotations

import struct
from functools import cache
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from compositor.errors import Severity
from compositor.preflight import judge
from tests.preflight.plates import Spoil, intent, intent_n, packet, painted, picture, plate, spoiled, states
from tests.preflight.test_seeded_faults import page, root, told
from tests.press.profiles import tiny

SQUARE = "100 0 0 100 50 50 cm /X9 Do"


def font(pdf: Pdf, kind: str) -> Any:
    """Return the first composite font of a kind."""
    every = pdf.pages[0].Resources.Font.values()
    return next(one for one in every if str(one.DescendantFonts[0].Subtype) == f"/{kind}")


def heir(pdf: Pdf, kind: str = "CIDFontType0") -> Any:
    return font(pdf, kind).DescendantFonts[0]


def program(pdf: Pdf) -> Any:
    return heir(pdf).FontDescriptor.FontFile3


def wider(pdf: Pdf) -> None:
    heir(pdf).W, heir(pdf).DW = Array([0, 65535, 777]), 777


def swapped(pdf: Pdf) -> None:
    descriptor = heir(pdf).FontDescriptor
    descriptor.FontFile2 = descriptor.FontFile3
    del descriptor["/FontFile3"]


def renamed_program(pdf: Pdf) -> None:
    program(pdf).Subtype = Name.Type1C


def cut_program(pdf: Pdf) -> None:
    program(pdf).write(program(pdf).read_bytes()[:60])


def shown(codes: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        name = next(iter(pdf.pages[0].Resources.Font.keys()))
        pdf.pages[0].contents_add(f"q 0 0 0 1 k BT {name} 14 Tf 100 100 Td <{codes}> Tj ET Q".encode())

    return spoil


def outlines(*, licence: int = 0, mapped: bool = True) -> Spoil:
    """Return what sets a glyph in a TrueType font made by hand: one square, 500 wide."""

    def spoil(pdf: Pdf) -> None:
        content = truetype(licence)
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Square"), Flags=4)
        descriptor.FontFile2 = pdf.make_stream(content, Length1=len(content))
        kept = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Square"), DW=500)
        kept.CIDSystemInfo = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        kept.FontDescriptor = pdf.make_indirect(descriptor)
        if mapped:
            kept.CIDToGIDMap = Name.Identity
        whole = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Square"), Encoding=Name("/Identity-H")
        )
        whole.DescendantFonts = Array([pdf.make_indirect(kept)])
        whole.ToUnicode = pdf.make_stream(b"1 beginbfchar <0001> <4E00> endbfchar")
        painted("/GS9 gs 0 0 0 1 k BT /F9X 14 Tf 50 50 Td <0001> Tj ET", Font={"F9X": whole}, ExtGState=over())(pdf)

    return spoil


def over() -> dict[str, Any]:
    return states(OP=True, op=True, OPM=1)


@cache
def truetype(licence: int) -> bytes:
    """Return a TrueType program of two empty glyphs, as far as the tables go that PDF asks for."""
    tables = {
        b"OS/2": struct.pack(">hhHHH", 4, 500, 400, 5, licence) + bytes(86),
        b"glyf": b"",
        b"head": struct.pack(">IIIIHH", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000) + bytes(34),
        b"hhea": struct.pack(">I", 0x10000) + bytes(30) + struct.pack(">H", 2),
        b"hmtx": struct.pack(">HhHh", 500, 0, 500, 0),
        b"loca": bytes(6),
        b"maxp": struct.pack(">IH", 0x10000, 2) + bytes(26),
    }
    at, table, body = 12 + 16 * len(tables), b"", b""
    for name, content in tables.items():
        table += struct.pack(">4sIII", name, 0, at + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48) + table + body


def simple(**entries: Any) -> Spoil:
    """Return what names a simple TrueType font with entries of its own."""

    def spoil(pdf: Pdf) -> None:
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Square"), Flags=4)
        descriptor.FontFile2 = pdf.make_stream(truetype(0))
        one = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/AAAAAA+Square"), **entries)
        one.ToUnicode, one.FontDescriptor = pdf.make_stream(b""), pdf.make_indirect(descriptor)
        pdf.pages[0].Resources.Font["/F9X"] = pdf.make_indirect(one)

    return spoil


def unicode(text: str) -> Spoil:
    return lambda pdf: font(pdf, "CIDFontType0").ToUnicode.write(
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 {text}".encode()
    )


def tiles(content: bytes, **entries: Any) -> Any:
    def made(pdf: Pdf) -> Stream:
        stream = pdf.make_stream(content, Type=Name.Pattern, PatternType=1, TilingType=1, **entries)
        stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 9, 9]), 9, 9
        stream.PaintType = entries.get("PaintType", 1)
        stream.Resources = Dictionary()
        return stream

    return made


def shading(space: Name, *stops: list[float]) -> Any:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array(stops[0]), C1=Array(stops[1]))
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 9, 9]), Function=function)


def glyphs(content: bytes) -> Any:
    """Return what makes a font whose only glyph is drawn by a content stream."""

    def made(pdf: Pdf) -> Dictionary:
        one = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]))
        one.FontBBox, one.FirstChar, one.LastChar, one.Widths = Array([0, 0, 750, 750]), 97, 97, Array([750])
        one.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.square]))
        one.CharProcs = Dictionary(square=pdf.make_stream(content))
        return one

    return made


def form(content: bytes, **entries: Any) -> Any:
    def made(pdf: Pdf) -> Stream:
        return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), **entries)

    return made


def added(content: str) -> Spoil:
    return lambda pdf: pdf.pages[0].contents_add(content.encode())


def inline(pdf: Pdf) -> None:
    head = b"q 9 0 0 9 50 50 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 /F /LZW ID "
    pdf.pages[0].contents_add(head + b"\x80\x00\x40\x20\x10\x09 EI Q")


def coded(name: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"abc")
        stream.Filter = Name(f"/{name}")
        pdf.Root.Extra = pdf.make_indirect(stream)

    return spoil


def layers(**view: Any) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        one = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("版")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=Dictionary(**view))

    return spoil


def reference(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfileRef = Dictionary()


def defaults(device: str) -> Spoil:
    """Return what lets a calibrated space stand for a device space."""

    def spoil(pdf: Pdf) -> None:
        profile = pdf.make_stream(tiny(), N=4)
        spaces = {f"Default{device}": Array([Name.ICCBased, profile])}
        painted("0.1 0 0 0 k 9 9 9 9 re f", ColorSpace=spaces)(pdf)

    return spoil


def unnamed_schema(pdf: Pdf) -> None:
    packet(pdf, "<pdfaSchema:namespaceURI>http://www.npes.org/pdfx/ns/id/", "<pdfaSchema:namespaceURI>http://x/")


def not_utf8(pdf: Pdf) -> None:
    content = pdf.Root.Metadata.read_bytes().decode().replace('encoding="', 'was="')
    pdf.Root.Metadata.write('<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + content.encode("utf-16")[2:])


def with_picture(pdf: Pdf) -> Any:
    tile = tiles(b"100 0 0 100 0 0 cm /X9 Do")(pdf)
    tile.Resources = Dictionary(XObject=Dictionary(X9=picture(40)(pdf)))
    return tile


INK = "0 0 0 0.5 k 9 9 9 9 re f"
EVERY_INK: list[float] = [1, 1, 1, 1]

FAULTS: list[tuple[str, str, Spoil]] = [
    # The file
    ("X4-16", "N of the profile: ISO 32000-1 Table 66", lambda pdf: intent_n(pdf, 3)),
    ("X4-19", "a profile by reference: ISO 15930-7 Annex A", reference),
    ("X4-19", "an output intent of a page: PDF 2.0", page("OutputIntents", Array())),
    ("X4-20", "LZW in a picture in the content: ISO 19005-2 6.1.10", inline),
    ("X4-25", "a filter that there is not: ISO 32000-1 Table 6", coded("BrotliDecode")),
    ("X4-26", "steps of a presentation: ISO 19005-2 6.10", page("PresSteps", Dictionary())),
    ("X4-26", "presentations: ISO 19005-2 6.10", root("Names", Dictionary(AlternatePresentations=Dictionary()))),
    ("X4-27", "layers by themselves: ISO 19005-2 6.9", layers(Name=String("a"), AS=Array())),
    ("X4-28", "a view without a name: ISO 19005-2 6.9", layers()),
    ("X4-39", "XMP cut off: ISO 19005-2 6.6.2.1", lambda pdf: packet(pdf, "</rdf:RDF>", "")),
    ("X4-39", "XMP in UTF-16: ISO 19005-2 6.6.2.1", not_utf8),
    (
        "X4-39",
        "an encoding in XMP's header: ISO 19005-2 6.6.2.1",
        lambda pdf: packet(pdf, "<?xpacket begin=", '<?xpacket encoding="a" begin='),
    ),
    ("X4-61", "no extension schema: ISO 19005-2 6.6.2.3.1", unnamed_schema),
    (
        "X4-33",
        "the claim in another namespace: ISO 15930-7",
        lambda pdf: packet(pdf, 'pdfxid="http://www.npes.org/pdfx/ns/id/"', 'pdfxid="http://ns.adobe.com/pdfx/1.3/"'),
    ),
    ("X4-62", "Info claims PDF/X-3", told("GTS_PDFXVersion", String("PDF/X-3:2003"))),
    # Boxes
    ("X4-45", "a trim of nothing: ISO 32000-1 C.2", page("TrimBox", Array([50, 50, 50, 90]))),
    ("X4-45", "a page over 14400: ISO 32000-1 C.2", page("MediaBox", Array([0, 0, 20000, 20000]))),
    ("PDF", "a box of three numbers: ISO 32000-1 7.9.5", page("TrimBox", Array([0, 0, 9]))),
    # How pages are written
    ("X4-51", "an operator that there is not: ISO 32000-1 7.8.2", added("q 1 zz Q")),
    ("X4-51", "an operator between BX and EX: ISO 19005-2 6.2.2", added("BX 1 zz EX")),
    ("X4-52", "q without Q: ISO 32000-1 8.4.2", added("q")),
    ("X4-52", "Q without q: ISO 32000-1 8.4.2", added("Q")),
    ("X4-52", "BT in BT: ISO 32000-1 9.4.1", added("BT BT ET")),
    ("X4-53", "29 q in one another: ISO 32000-1 C.2", added("q " * 29 + "Q " * 29)),
    ("X4-54", "a rendering intent by ri: ISO 32000-1 Table 70", added("/Pretty ri")),
    ("X4-54", "a rendering intent of a state", painted(f"/GS9 gs {INK}", ExtGState=states(RI=Name.Auto))),
    ("X4-54", "a rendering intent of a picture", painted(SQUARE, XObject={"X9": picture(400, Intent=Name.Vivid)})),
    ("X4-55", "a smoothed picture: ISO 19005-2 6.2.8", painted(SQUARE, XObject={"X9": picture(400, Interpolate=True)})),
    ("X4-56", "3 bits: ISO 32000-1 Table 89", painted(SQUARE, XObject={"X9": picture(400, bits=3)})),
    ("X4-57", "a blend mode: ISO 19005-2 6.2.10", painted(f"/GS9 gs {INK}", ExtGState=states(BM=Name.Pale))),
    (
        "X4-58",
        "a form that borrows: ISO 32000-1 7.8.3",
        painted("/X9 Do", XObject={"X9": form(b"/GS9 gs")}, ExtGState=over()),
    ),
    (
        "T-01",
        "a blend mode before a soft mask is put off",
        painted(
            "/GS9 gs /GS8 gs 9 9 9 9 re f",
            ExtGState=states(BM=Name.Multiply) | {"GS8": Dictionary(SMask=Name("/None"))},
        ),
    ),
    (
        "X4-59",
        "a shading of three values in four inks: ISO 32000-1 8.7.4.5",
        painted("/S9 sh", Shading={"S9": shading(Name.DeviceCMYK, [0, 0, 0], [0.1, 0, 0])}),
    ),
    # Colour
    ("R0027", "DefaultCMYK: ISO 32000-1 8.6.5.6", defaults("CMYK")),
    (
        "R0027",
        "RGB in a tile: ISO 32000-1 8.7.3",
        painted("/Pattern cs /P9 scn 9 9 9 9 re f", Pattern={"P9": tiles(b"1 0 0 rg 0 0 5 5 re f")}),
    ),
    (
        "R0027",
        "RGB in a shading: ISO 32000-1 8.7.4",
        painted(
            "/Pattern cs /P9 scn 9 9 9 9 re f",
            Pattern={"P9": Dictionary(PatternType=2, Shading=shading(Name.DeviceRGB, [0, 0, 0], [1, 1, 1]))},
        ),
    ),
    (
        "R0027",
        "RGB in a drawn glyph: ISO 32000-1 9.6.5",
        painted("BT /F9 14 Tf (a) Tj ET", Font={"F9": glyphs(b"750 0 d0 1 0 0 rg 0 0 500 500 re f")}),
    ),
    (
        "N-01",
        "400 % in a tile",
        painted("/Pattern cs /P9 scn 9 9 9 9 re f", Pattern={"P9": tiles(b"1 1 1 1 k 0 0 5 5 re f")}),
    ),
    (
        "N-01",
        "400 % at a shading's end",
        painted("/S9 sh", Shading={"S9": shading(Name.DeviceCMYK, [0, 0, 0, 0], EVERY_INK)}),
    ),
    ("R0031", "a coarse picture in a tile", painted("/Pattern cs /P9 scn 9 9 9 9 re f", Pattern={"P9": with_picture})),
    # Fonts
    ("F-03", "CFF under FontFile2: ISO 32000-1 Table 126", swapped),
    ("F-03", "Type1C for a CIDFont: ISO 32000-1 Table 126", renamed_program),
    ("F-04", "a program cut off: ISO 32000-1 9.9", cut_program),
    ("F-05", "other widths: ISO 32000-1 9.7.4.3", wider),
    ("F-06", "the glyph .notdef: ISO 19005-2 6.2.11.8", shown("0000")),
    ("F-06", "a glyph that is not there: ISO 19005-2 6.2.11.4.1", shown("FFF0")),
    ("F-07", "no CIDToGIDMap: ISO 32000-1 9.7.4.2", outlines(mapped=False)),
    (
        "F-08",
        "a CMap that there is not: ISO 32000-1 9.7.5.2",
        lambda pdf: font(pdf, "CIDFontType0").__setitem__("/Encoding", Name("/Big5-H")),
    ),
    (
        "F-08",
        "a CMap of others: ISO 32000-1 9.7.3",
        lambda pdf: font(pdf, "CIDFontType0").__setitem__("/Encoding", Name("/UniJIS-UTF16-H")),
    ),
    ("F-09", "U+0000: ISO 19005-2 6.2.11.7.2", unicode("beginbfchar <0001> <0000> endbfchar")),
    ("F-09", "U+FFFE in a range", unicode("beginbfrange <0001> <0002> [<4E00> <FFFE>] endbfrange")),
    ("F-10", "a restricted licence: ISO 19005-2 6.2.11.4.1", outlines(licence=2)),
    ("F-11", "no widths: ISO 32000-1 Table 111", simple(FirstChar=32, LastChar=34)),
    ("F-11", "too few widths: ISO 32000-1 Table 111", simple(FirstChar=32, LastChar=34, Widths=Array([500]))),
]


@pytest.mark.parametrize(("code", "spoil"), [one[::2] for one in FAULTS], ids=[one[1] for one in FAULTS])
def test_the_fault_is_caught(code: str, spoil: Spoil) -> None:
    assert code in codes(spoiled(spoil))


def test_there_are_more_than_twenty_checks_of_them() -> None:
    new = {code for code, *_ in FAULTS} - {"PDF", "X4-20", "X4-33", "R0027", "R0031", "N-01", "T-01"}
    assert len(new) > 20


def inherited(pdf: Pdf) -> None:
    sheet = pdf.pages[0].obj
    sheet.Parent.MediaBox = sheet.MediaBox
    del sheet["/MediaBox"]


def corners(pdf: Pdf) -> None:
    left, foot, right, top = pdf.pages[0].obj.TrimBox
    pdf.pages[0].obj.TrimBox = Array([right, top, left, foot])


SOUND: list[tuple[str, Spoil]] = [
    ("a MediaBox of the tree above: ISO 32000-1 7.7.3.4", inherited),
    ("a box from corner to corner: ISO 32000-1 7.9.5", corners),
    ("a TrueType font", outlines()),
    ("a font that may be embedded to be read", outlines(licence=4)),
    ("28 q in one another", added("q " * 28 + "Q " * 28)),
    (
        "the four rendering intents",
        added("/Perceptual ri /Saturation ri /RelativeColorimetric ri /AbsoluteColorimetric ri"),
    ),
    ("a tile in ink", painted("/Pattern cs /P9 scn 9 9 9 9 re f", Pattern={"P9": tiles(b"0 0 0 0.3 k 0 0 5 5 re f")})),
    (
        "a tile coloured from without",
        painted(
            "/S9 cs 0.2 0 0 0 /P9 scn 9 9 9 9 re f",
            ColorSpace={"S9": Array([Name.Pattern, Name.DeviceCMYK])},
            Pattern={"P9": tiles(b"1 0 0 rg 0 0 5 5 re f", PaintType=2)},
        ),
    ),
    (
        "a glyph that is only a shape",
        painted(
            "/GS9 gs 0 0 0 1 k BT /F9 14 Tf (a) Tj ET",
            ExtGState=over(),
            Font={"F9": glyphs(b"750 0 0 0 750 750 d1 1 0 0 rg 0 0 500 500 re f")},
        ),
    ),
    ("a form with resources", painted("/X9 Do", XObject={"X9": form(INK.encode(), Resources=Dictionary())})),
    ("a shading in ink", painted("/S9 sh", Shading={"S9": shading(Name.DeviceCMYK, [0, 0, 0, 0], [1, 0.5, 0.5, 0])})),
]


@pytest.mark.parametrize("spoil", [one[1] for one in SOUND], ids=[one[0] for one in SOUND])
def test_what_is_sound_is_let_pass(spoil: Spoil) -> None:
    assert judge(spoiled(spoil)) == ()


def test_sound_plates_are_clean_by_both_standards() -> None:
    assert judge(plate()) == judge(plate("x1a")) == ()


OLD_FAULTS: list[tuple[str, str, Spoil]] = [
    ("V5", "DefaultCMYK: ISO 15930-1", defaults("CMYK")),
    ("V12", "16 bits: PDF 1.5", painted(SQUARE, XObject={"X9": picture(400, bits=16)})),
    ("V13", "an OpenType program: PDF 1.6", lambda pdf: program(pdf).__setitem__("/Subtype", Name.OpenType)),
    ("X4-17", "ICC version 4: ISO 32000-1 Table 67", lambda pdf: intent(pdf, tiny()[:8] + b"\x04" + tiny()[9:])),
]


@pytest.mark.parametrize(("code", "spoil"), [one[::2] for one in OLD_FAULTS], ids=[one[1] for one in OLD_FAULTS])
def test_the_fault_of_an_old_file_is_caught(code: str, spoil: Spoil) -> None:
    assert code in codes(spoiled(spoil, "x1a"))


def test_icc_version_4_wants_pdf_1_5() -> None:
    newer = spoiled(lambda pdf: intent(pdf, tiny()[:8] + b"\x04" + tiny()[9:]), force_version="1.4")
    assert "X4-17" in codes(newer)


def test_the_filter_crypt_is_told() -> None:
    content = spoiled(coded("Crypx"))  # what pikepdf would not write
    assert "X4-25" in codes(content.replace(b"/Crypx", b"/Crypt"))


def test_words_before_the_header_are_told() -> None:
    assert "X4-07" in codes(b"\r\nContent-Type: application/pdf\r\n\r\n" + plate())


@pytest.mark.parametrize("tail", [b"\n\n", b"\n<html>", b"\0" * 9])
def test_words_after_the_end_are_told(tail: bytes) -> None:
    assert "X4-08" in codes(plate() + tail)


def test_a_second_line_of_plain_letters_is_told() -> None:
    lines = plate().split(b"\n", 2)
    lines[1] = b"%abcd".ljust(len(lines[1]), b"e")
    assert "X4-09" in codes(b"\n".join(lines))


def test_a_broken_cross_reference_is_told() -> None:
    content = plate()
    at = content.rindex(b"startxref")
    assert "PDF" in codes(content[:at] + b"startxref\n17\n%%EOF\n")


def test_a_wrong_length_is_told() -> None:
    content = plate()
    at = content.index(b"/Length ") + len(b"/Length ")
    assert "PDF" in codes(content[:at] + b"9" + content[at + 1 :])


def test_demands_of_pdf_a_are_warnings_where_it_is_not_claimed() -> None:
    def unclaimed(pdf: Pdf) -> None:
        packet(pdf, "http://www.aiim.org/pdfa/ns/id/", "http://example.org/other/")
        painted(SQUARE, XObject={"X9": picture(400, Interpolate=True)})(pdf)

    found = {finding.code: finding.severity for finding in judge(spoiled(unclaimed))}
    assert found["X4-55"] is Severity.WARNING
    assert "X4-61" not in found


def test_what_hangs_on_nothing_is_not_judged() -> None:
    content = spoiled(lambda pdf: pdf.Root.__setitem__("/Extra", pdf.make_indirect(Dictionary(HalftoneType=6))))
    assert "X4-50" in codes(content)
    assert judge(content.replace(b"/Extra 3 0 R", b" " * 12, 1)) == ()


def test_a_form_that_paints_itself_ends() -> None:
    def spoil(pdf: Pdf) -> None:
        one = pdf.make_indirect(form(b"/X9 Do /X9 Do", Resources=Dictionary(XObject=Dictionary()))(pdf))
        one.Resources.XObject.X9 = one
        painted("/X9 Do", XObject={"X9": one})(pdf)

    assert judge(spoiled(spoil)) == ()


def codes(content: bytes) -> set[str]:
    return {finding.code for finding in judge(content)}
