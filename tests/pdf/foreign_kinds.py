"""The kinds of foreign PDF, each with what becomes of it: where it is placed, what is changed, or why it is refused."""

from __future__ import annotations

import importlib.util
import io
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from compositor.intake.leaves import FIRST, Choice
from tests.conftest import Tool, absent
from tests.faces.type_library import truetype
from tests.pdf import foreign as made_by
from tests.pdf.foreign import (
    HIGH,
    LAYERED,
    LETTERS,
    LIT,
    SCENE,
    WHOLE,
    WIDE,
    WORDS,
    again,
    bomb,
    calrgb,
    device_n,
    entries,
    form,
    gradient,
    icc,
    in_a_circle,
    lab,
    layers,
    made,
    mask,
    note,
    picture,
    scene,
    separation,
    shifted,
    state,
    tile,
    told_about,
    type_0,
    type_3,
)  # fmt: skip

Make = Callable[[Tool, Path], bytes]


@dataclass(frozen=True)
class Kind:
    """A kind of PDF; ``size`` is that of what is shown, upright, in points; ``old`` where plates are PDF/X-1a."""

    name: str
    make: Make
    changed: tuple[str, ...] = ()
    refused: str = ""
    size: tuple[float, float] = (WIDE, HIGH)
    choice: Choice = FIRST
    old: bool = False
    clear: bool = False
    alike: bool = True
    """Whether the plate looks like what was sent."""


def own(content: bytes) -> Make:
    return lambda _, __: content


# By Debian's tools, typst and reportlab


def by_reportlab(_: Tool, folder: Path) -> bytes:
    pdfmetrics.registerFont(TTFont("Square", io.BytesIO(truetype(LETTERS))))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), initialFontName="Square", invariant=1)
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.rect(10, 10, 80, 40, fill=1, stroke=0)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Square", 18)
    canvas.drawString(20, 80, "BANK 100%")
    path = folder / "scene.png"
    scene_path = made_by.scene()
    scene_path.save(path)
    canvas.drawImage(str(path), 110, 20, 60, 36)
    canvas.save()
    return out.getvalue()


def by_typst(_: Tool, folder: Path) -> bytes:
    if importlib.util.find_spec("typst") is None:
        absent("typst: pip install -e '.[producers]'")
    import typst

    path = folder / "advert.typ"
    path.write_text(
        f"#set page(width: {WIDE}pt, height: {HIGH}pt, margin: 12pt)\n"
        '#text(fill: rgb("#b01020"), size: 20pt)[Bank 100%] \\ #text(size: 9pt)[small words in black]\n'
        "#rect(width: 60pt, height: 20pt, fill: gradient.linear(cmyk(0%, 80%, 90%, 0%), cmyk(80%, 20%, 0%, 0%)))\n"
    )
    made: bytes = typst.compile(str(path))
    return made


def by_cairo(source: Make) -> Make:
    def make(tool: Tool, folder: Path) -> bytes:
        return run(tool, folder, source, [tool("pdftocairo"), "-pdf", "in.pdf", "out.pdf"])

    return make


def by_ghostscript(source: Make, *options: str) -> Make:
    def make(tool: Tool, folder: Path) -> bytes:
        command = [tool("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", *options]
        return run(tool, folder, source, [*command, "-sOutputFile=out.pdf", "in.pdf"])

    return make


def by_qpdf(source: Make, *options: str) -> Make:
    return lambda tool, folder: run(tool, folder, source, [tool("qpdf"), *options, "in.pdf", "out.pdf"])


def run(tool: Tool, folder: Path, source: Make, command: list[str]) -> bytes:
    (folder / "in.pdf").write_bytes(source(tool, folder))
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "out.pdf").read_bytes()


def from_postscript(tool: Tool, folder: Path) -> bytes:
    words = "/NimbusSans-Regular 20 selectfont 0 0 0 1 setcmykcolor 20 80 moveto (BANK 100%) show"
    page = (
        f"<< /PageSize [{WIDE} {HIGH}] >> setpagedevice 0 0.9 0.8 0 setcmykcolor 10 10 80 40 rectfill {words} showpage"
    )
    return by_ghostscript(own(f"%!PS\n{page}\n".encode()), "-dCompatibilityLevel=1.3", "-dEmbedAllFonts=true")(
        tool, folder
    )


# Spoiled


def several(_: Tool, __: Path) -> bytes:
    def more(pdf: Pdf) -> None:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0 1 k 0 0 1 1 re f")
        pdf.pages.reverse()

    return again(made(), more)


def tree_in_a_circle(_: Tool, __: Path) -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages])

    with io.BytesIO(made()) as file:
        import pikepdf

        with pikepdf.open(file) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out, static_id=True)
    return out.getvalue()


def without_size(_: Pdf, page: Dictionary) -> None:
    del page.MediaBox


def lzw(pdf: Pdf) -> None:
    """Code the content in LZW, in ASCII (7.4.4: a clear code every 254 bytes keeps codes of nine bits)."""
    content = pdf.pages[0].obj.Contents.read_bytes()
    bits = ""
    for at, byte in enumerate(content):
        bits += (f"{256:09b}" if at % 200 == 0 else "") + f"{byte:09b}"
    bits += f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big").hex().encode() + b">"
    stream = pdf.make_stream(packed)
    stream.Filter = Array([Name.ASCIIHexDecode, Name.LZWDecode])
    pdf.pages[0].obj.Contents = stream


PIXELS = "ff0000 00ff00 0000ff 808080>"
RGB = "RGB colours are turned into CMYK"
NO_TRIM = "it has no TrimBox"
BY_HAND = own(made(SCENE, entries(TrimBox=[0, 0, WIDE, HIGH])))
ROUND = f"1 0 0 -1 0 {HIGH} cm"
SPOT = {"ColorSpace": {"Cs": separation()}}
CLEAR = {"ExtGState": {"Gs": state(ca=0.5, CA=0.5)}}
TEXT = {"Font": {"F1": type_0()}}
BOUND = (f"/Cs cs 1 scn 10 10 60 30 re f 0.4 scn 100 20 30 30 re f {WORDS}", {**SPOT, **TEXT})

KINDS: tuple[Kind, ...] = (
    # made by programs
    Kind("reportlab, light", by_reportlab, (RGB, "RGB pictures", NO_TRIM)),
    Kind("typst", by_typst, ("gradients", NO_TRIM)),
    Kind("cairo", by_cairo(BY_HAND), (RGB,)),
    Kind("cairo, seen through", by_cairo(own(made(f"/Gs gs {SCENE}", **CLEAR))), refused="blended in DeviceRGB"),
    Kind("ghostscript, CMYK", by_ghostscript(BY_HAND, "-sColorConversionStrategy=CMYK")),
    Kind("ghostscript, light", by_ghostscript(by_reportlab, "-sColorConversionStrategy=RGB"), (RGB,)),
    Kind("ghostscript, PDF 1.3", by_ghostscript(BY_HAND, "-dCompatibilityLevel=1.3"), old=True),
    Kind("PostScript", from_postscript, (NO_TRIM,), old=True),
    Kind("qpdf, linearised, object streams", by_qpdf(BY_HAND, "--linearize", "--object-streams=generate")),
    Kind(
        "qpdf, owner's password", by_qpdf(BY_HAND, "--encrypt", "", "owner", "256", "--"), refused="protected against"
    ),
    Kind(
        "qpdf, user's password", by_qpdf(BY_HAND, "--encrypt", "us", "owner", "256", "--"), refused="without a password"
    ),
    # what is no page
    Kind("no PDF", own(b"GIF89a" + b"\0" * 99), refused="it is no PDF"),
    Kind("nothing", own(b""), refused="it is no PDF"),
    Kind("a head alone", own(b"%PDF-1.4\n"), refused="it is damaged"),
    Kind("cut off", own(made()[:-200]), refused="it is damaged"),
    Kind("half", own(made()[: len(made()) // 2]), refused="it is damaged"),
    Kind("bytes lost", own(made().replace(b"endobj", b"endxxx", 2)), refused="it is damaged"),
    Kind("a page it hasn't", BY_HAND, refused="it has one page, and no page 7", choice=Choice(7)),
    Kind("several pages", several, refused="it has 2 pages"),
    Kind("several pages, one named", several, (NO_TRIM,), choice=Choice(2)),
    Kind("pages in a circle", tree_in_a_circle, refused="it is damaged"),
    Kind("an empty page", own(made("")), refused="its page is empty"),
    Kind("a white page", own(made("1 g 0 0 99 99 re f")), refused="its page is empty"),
    Kind("a form in a circle", own(made("/Fm Do", in_a_circle)), refused="draws in a circle"),
    Kind("unpacks to gigabytes", lambda *_: made("", bomb), refused="unpacks to more"),
    # boxes
    Kind("turned right", own(made(SCENE, entries(Rotate=90))), size=(HIGH, WIDE)),
    Kind("upside down", own(made(SCENE, entries(Rotate=-180)))),
    Kind(
        "turned left, origin elsewhere",
        own(made(shifted(SCENE, -50, 300), entries(MediaBox=[-50, 300, 150, 420], Rotate=270))),
        size=(HIGH, WIDE),
    ),
    Kind("units of two points", own(made(SCENE, entries(UserUnit=2))), size=(2 * WIDE, 2 * HIGH)),
    Kind("its bleed beside it", own(made(SCENE, entries(TrimBox=[10, 10, 190, 110]))), size=(180, 100)),
    Kind(
        "ArtBox",
        own(made(SCENE, entries(TrimBox=[0, 0, WIDE, HIGH], ArtBox=[10, 10, 70, 110]))),
        size=(60, 100),
        choice=Choice(box="art"),
    ),
    Kind("CropBox alone", own(made(SCENE, entries(CropBox=[10, 5, 190, 115]))), (NO_TRIM,), size=(180, 110)),
    Kind("edges the wrong way", own(made(SCENE, entries(TrimBox=[190, 110, 10, 10]))), size=(180, 100)),
    Kind("no size", own(made(SCENE, entries(TrimBox=[5, 5, 5, 50]))), refused="its TrimBox is 0.0 × 15.9 mm"),
    Kind("TrimBox outside", own(made(SCENE, entries(TrimBox=[-9, 0, 300, 99]))), refused="reaches over its MediaBox"),
    Kind("TrimBox of words", own(made(SCENE, entries(TrimBox=Name("/all")))), refused="is no rectangle"),
    Kind("no MediaBox", own(made(SCENE, without_size)), refused="it is damaged"),
    Kind("turned by 45", own(made(SCENE, entries(Rotate=45))), refused="turned or scaled"),
    # colours
    Kind("light", own(made(LIT)), (RGB,)),
    Kind("light by a profile", own(made(f"/Cs cs {LIT.replace('rg', 'sc')}", ColorSpace={"Cs": icc})), (RGB,)),
    Kind("calibrated light", own(made(f"/Cs cs {LIT.replace('rg', 'sc')}", ColorSpace={"Cs": calrgb})), (RGB,)),
    Kind("Lab", own(made("/Cs cs 50 60 40 sc 10 10 60 30 re f", ColorSpace={"Cs": lab})), (RGB,)),
    Kind("a light that says what it means", own(made(LIT, ColorSpace={"DefaultRGB": icc})), (RGB,), old=True),
    Kind("a spot colour", own(made(BOUND[0], **BOUND[1])), ("the spot colour PANTONE 185 C",)),
    Kind("a spot colour, PDF/X-1a", own(made(BOUND[0], **BOUND[1])), ("the spot colour",), old=True),
    Kind(
        "two inks by a program",
        own(made("/Cs cs 1 0.2 scn 10 10 60 30 re f", ColorSpace={"Cs": device_n})),
        ("the spot colour Gold",),
    ),
    Kind(
        "a spot colour that overprints",
        own(made("/Gs gs /Cs cs 1 scn 10 10 60 30 re f", ExtGState={"Gs": state(OP=True, op=True)}, **SPOT)),
        refused="PANTONE 185 C overprints",
    ),
    Kind(
        "registration colour",
        own(made("/Cs cs 1 scn 10 10 60 30 re f", ColorSpace={"Cs": separation("All")})),
        ("the registration colour is black alone",),
    ),
    Kind("four hundred percent", own(made("1 1 1 1 k 10 10 60 30 re f")), ("more ink than the press takes",)),
    Kind("gradient", own(made("/Sh sh", Shading={"Sh": gradient()})), ("gradients are turned",)),
    Kind("mesh", own(made("/Sh sh", Shading={"Sh": gradient(kind=4)})), refused="a mesh that isn't in CMYK"),
    Kind("pattern", own(made("/Pattern cs /P scn 10 10 150 90 re f", Pattern={"P": tile})), (RGB,)),
    # pictures
    Kind("picture in light", own(made(WHOLE, XObject={"Im": picture(scene(), "DeviceRGB")})), ("RGB pictures",)),
    Kind("photograph", own(made(WHOLE, XObject={"Im": picture(scene(), icc, coding="DCTDecode")})), ("RGB pictures",)),
    Kind(
        "photograph in four inks",
        own(
            made(
                WHOLE,
                XObject={"Im": picture(scene("CMYK"), "DeviceCMYK", coding="DCTDecode", Decode=Array([1, 0] * 4))},
            )
        ),
    ),
    Kind("grey picture", own(made(WHOLE, XObject={"Im": picture(scene("L"), "DeviceGray")})), old=True),
    Kind("line art", own(made(WHOLE, XObject={"Im": picture(scene("1", 9), "DeviceGray")}))),
    Kind(
        "JPEG 2000",
        own(made(WHOLE, XObject={"Im": picture(scene(), "DeviceRGB", coding="JPXDecode")})),
        ("JPEG 2000 pictures",),
        old=True,
    ),
    Kind(
        "JBIG2, PDF/X-1a",
        own(made(WHOLE, XObject={"Im": picture(scene("1", 9), "DeviceGray", Filter=Name.JBIG2Decode)})),
        refused="JBIG2",
        old=True,
    ),
    Kind(
        "coarse",
        own(made(WHOLE, XObject={"Im": picture(scene(scale=1), "DeviceRGB")})),
        refused="has 72 pixels",
    ),
    Kind(
        "a picture in the content",
        own(made(f"{SCENE} q 40 0 0 40 140 10 cm BI /W 2 /H 2 /BPC 8 /CS /RGB /F /AHx ID {PIXELS} EI Q")),
        ("RGB pictures",),
    ),
    # what is seen through
    Kind("half clear", own(made(f"/Gs gs {SCENE}", **CLEAR)), clear=True),
    Kind("half clear, PDF/X-1a", own(made(f"/Gs gs {SCENE}", **CLEAR)), refused="PDF/X-1a doesn't know", old=True),
    Kind(
        "multiplied in a group of light",
        own(
            made(
                "/Fm Do",
                XObject={
                    "Fm": form(
                        f"/Gs gs {LIT}",
                        group="DeviceRGB",
                        Resources=lambda _: Dictionary(ExtGState=Dictionary(Gs=Dictionary(BM=Name.Multiply))),
                    )
                },
            )
        ),
        refused="blended in DeviceRGB",
    ),
    Kind("a soft mask", own(made(f"/Gs gs {SCENE}", ExtGState={"Gs": state(SMask=mask)})), clear=True),
    Kind(
        "a picture with a soft mask",
        own(
            made(
                WHOLE,
                XObject={"Im": picture(scene("CMYK"), "DeviceCMYK", SMask=picture(scene("L"), "DeviceGray"))},
            )
        ),
        clear=True,
    ),
    Kind(
        "a group that nothing needs",
        own(made(LIT, entries(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))),
        (RGB,),
        old=True,
    ),
    # type
    Kind("type", own(made(SCENE + WORDS, **TEXT))),
    Kind(
        "type that isn't there", own(made(WORDS, Font={"F1": type_0(embedded=False)})), refused="Square is not embedded"
    ),
    Kind("type without Unicode", own(made(WORDS, Font={"F1": type_0(unicode=False)})), ("a map of them",)),
    Kind("type that is named and not used", own(made(f"BT /F1 9 Tf ET {SCENE}", Font={"F1": type_0(embedded=False)}))),
    Kind("drawn type", own(made("BT /F1 40 Tf 20 40 Td (A) Tj ET", Font={"F1": type_3})), (RGB,)),
    # what else stands in files
    Kind(
        "scripts, links, files",
        own(made(SCENE, told_about)),
        ("attached files", "links and notes", "actions"),
    ),
    Kind(
        "a field filled in",
        own(made(SCENE, lambda pdf, page: entries(Annots=[note(pdf, "Widget", seen=True)])(pdf, page))),
        refused="a form field that is filled in",
    ),
    Kind(
        "a stamp",
        own(made(SCENE, lambda pdf, page: entries(Annots=[note(pdf, "Stamp", seen=True)])(pdf, page))),
        refused="a note or stamp (Stamp)",
    ),
    Kind("layers", own(made(LAYERED, layers)), ("its layers are flattened",)),
    Kind(
        "white that overprints",
        own(made(f"{SCENE} /Gs gs 0 0 0 0 k 20 15 20 20 re f", ExtGState={"Gs": state(OP=True, op=True, OPM=1)})),
        ("white that overprints",),
    ),
    Kind(
        "black that overprints",
        own(made(f"{SCENE} /Gs gs 0 0 0 1 k 20 15 20 20 re f", ExtGState={"Gs": state(OP=True, op=True, OPM=1)})),
    ),
    Kind("hairline", own(made(f"{SCENE} 0 w 0 0 m 200 120 l S")), ("thinner than 0.25 pt",)),
    Kind(
        "curves of its own",
        own(
            made(
                f"/Gs gs {SCENE}",
                ExtGState={"Gs": state(TR=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1))},
            )
        ),
        ("transfer curves",),
        alike=False,
    ),
    Kind("LZW and ASCII", own(again(made(), lzw))),
    Kind("PDF 2.0", own(again(made(), force_version="2.0"))),
    Kind("object streams", own(again(made(), object_stream_mode=ObjectStreamMode.generate))),
    Kind(
        "PostScript in it",
        own(made("/Fm Do", XObject={"Fm": form("", Subtype=Name.PS)})),
        refused="it has PostScript in it",
    ),
    Kind("more closed than opened", own(made(f"Q Q {SCENE} q q"))),
    Kind("a font it hasn't", own(made(WORDS)), refused="uses a font that it doesn't have"),
    Kind(
        "protected by a certificate's kin",
        own(again(made(), encryption=Encryption(owner="o", user="u", R=4))),
        refused="without a password",
    ),
)
