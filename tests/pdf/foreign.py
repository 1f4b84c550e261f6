"""PDFs of others: made with what printing houses meet, and by hand where it takes a fault to show one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageCms

from tests.faces.type_library import SQUARE, truetype

WIDE, HIGH = 200, 120
"""The size of most of them, in points."""
SCENE = (
    "0 0.9 0.9 0 k 10 10 60 30 re f 0 0 0 1 k 150 90 40 20 re f "
    "1 0 0 0 k 20 70 m 60 70 l 40 110 l h f 0 0 1 0 k 100 20 30 30 re f\n"
)
"""A drawing that looks otherwise from every side and mirrored."""
LIT = (
    "0.9 0.1 0.1 rg 10 10 60 30 re f 0 0 0 rg 150 90 40 20 re f "
    "0 0.6 0.9 rg 20 70 m 60 70 l 40 110 l h f 1 1 0 rg 100 20 30 30 re f\n"
)
"""The same in light."""
Change = Callable[[Pdf, Any], None]


def made(content: str = SCENE, *changes: Change, **resources: Any) -> bytes:
    """Return a PDF of one page with a content stream and named resources; ``changes`` see the document and its page."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDE, HIGH))
    page.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    page.obj.Resources = Dictionary()
    for kind, named in resources.items():
        page.obj.Resources[f"/{kind}"] = Dictionary()
        for name, value in named.items():
            page.obj.Resources[f"/{kind}"][f"/{name}"] = value(pdf) if callable(value) else value
    for change in changes:
        change(pdf, page.obj)
    return saved(pdf)


def saved(pdf: Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **({"deterministic_id": "encryption" not in how} | how))
    return out.getvalue()


def again(content: bytes, change: Callable[[Pdf], Any] = lambda _: None, **how: Any) -> bytes:
    """Return a PDF saved otherwise."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        return saved(pdf, **how)


def entries(**values: Any) -> Change:
    """Return what gives the page entries, such as boxes."""

    def change(_: Pdf, page: Any) -> None:
        for key, value in values.items():
            page[f"/{key}"] = Array(value) if isinstance(value, list | tuple) else value

    return change


def shifted(content: str, x: float, y: float) -> str:
    return f"q 1 0 0 1 {x} {y} cm {content} Q\n"


# Pictures

Stream = Callable[[Pdf], Any]


def picture(pixels: Image.Image, space: Any, *, coding: str = "", **more: Any) -> Stream:
    """Return what makes a picture of pixels, in a space by name or by what makes it."""

    def make(pdf: Pdf) -> Any:
        if coding == "DCTDecode":
            out = io.BytesIO()
            pixels.save(out, "JPEG", quality=92)
            stream = pdf.make_stream(out.getvalue())
            stream.Filter = Name.DCTDecode
        elif coding == "JPXDecode":
            out = io.BytesIO()
            pixels.save(out, "JPEG2000")
            stream = pdf.make_stream(out.getvalue())
            stream.Filter = Name.JPXDecode
        else:
            stream = pdf.make_stream(zlib.compress(pixels.tobytes()))
            stream.Filter = Name.FlateDecode
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width, stream.Height = pixels.size
        stream.BitsPerComponent = 1 if pixels.mode == "1" else 8
        stream.ColorSpace = space(pdf) if callable(space) else Name(f"/{space}")
        for key, value in more.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return pdf.make_indirect(stream)

    return make


def scene(mode: str = "RGB", scale: int = 3) -> Image.Image:
    """Return a picture with a corner, an edge and a run of colours."""
    image = Image.new("RGB", (WIDE * scale, HIGH * scale), (250, 240, 220))
    image.paste((200, 30, 40), (0, 0, 60 * scale, 40 * scale))
    image.paste((20, 20, 20), (150 * scale, 80 * scale, WIDE * scale, HIGH * scale))
    for at in range(100 * scale):
        image.paste((at * 255 // (100 * scale), 120, 200), (50 * scale + at, 50 * scale, 51 * scale + at, 70 * scale))
    return image if mode == "RGB" else image.convert(mode)


WHOLE = f"q {WIDE} 0 0 {HIGH} 0 0 cm /Im Do Q\n"
"""Paints a picture over the page."""


@cache
def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def icc(pdf: Pdf) -> Any:
    stream = pdf.make_stream(srgb())
    stream.N = 3
    return Array([Name.ICCBased, pdf.make_indirect(stream)])


def calrgb(_: Pdf) -> Any:
    matrix = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]
    light = Dictionary(WhitePoint=[0.9505, 1, 1.089], Gamma=[2.2, 2.2, 2.2], Matrix=matrix)
    return Array([Name.CalRGB, light])


def lab(_: Pdf) -> Any:
    return Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])


def separation(name: str = "PANTONE 185 C", ends: tuple[float, ...] = (0, 0.9, 0.8, 0)) -> Stream:
    def make(_: Pdf) -> Any:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(ends), N=1)
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])

    return make


def device_n(pdf: Pdf) -> Any:
    """Return two inks, one a spot colour, worked out with a little PostScript."""
    program = pdf.make_stream(b"{ exch dup 0.2 mul exch 0.7 mul 3 -1 roll 0 exch }")
    program.FunctionType, program.Domain, program.Range = 4, Array([0, 1] * 2), Array([0, 1] * 4)
    inks = Array([Name("/Gold"), Name.Black])
    return Array([Name.DeviceN, inks, Name.DeviceCMYK, pdf.make_indirect(program)])


# Type

LETTERS = dict.fromkeys("BANKbank 0123456789%", (600, SQUARE)) | {" ": (300, None)}


def type_0(*, embedded: bool = True, unicode: bool = True) -> Stream:
    """Return what makes a composite font of squares, its codes the numbers of its glyphs."""

    def make(pdf: Pdf) -> Any:
        program = pdf.make_stream(truetype(LETTERS))
        flags = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Square"), Flags=4, FontBBox=[0, -120, 1000, 880],
            ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=800, StemV=80,
        )  # fmt: skip
        if embedded:
            flags.FontFile2 = pdf.make_indirect(program)
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Square"), DW=600,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(flags), CIDToGIDMap=Name.Identity,
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Square"), Encoding=Name("/Identity-H")
        )
        font.DescendantFonts = Array([pdf.make_indirect(below)])
        if unicode:
            rows = "".join(f"<{code:04x}> <{0x40 + code:04x}>\n" for code in range(1, 9))
            cmap = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 8 beginbfchar\n{rows}endbfchar"
            font.ToUnicode = pdf.make_stream(f"{cmap} endcmap".encode())
        return pdf.make_indirect(font)

    return make


WORDS = "BT 0 0 0 1 k /F1 24 Tf 20 60 Td <0001000200030004> Tj ET\n"


def type_3(pdf: Pdf) -> Any:
    """Return a font of one glyph, drawn in light."""
    glyph = pdf.make_stream(b"1000 0 d0 0.9 0 0 rg 100 100 800 800 re f")
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=65, LastChar=65, Widths=[1000], CharProcs=Dictionary(square=glyph), Resources=Dictionary(),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.square]),
    )  # fmt: skip


# Forms, groups, masks, patterns


def form(content: str, *, box: tuple[float, ...] = (0, 0, WIDE, HIGH), group: str = "", **more: Any) -> Stream:
    def make(pdf: Pdf) -> Any:
        stream = pdf.make_stream(content.encode())
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array(list(box))
        if group:
            stream.Group = Dictionary(S=Name.Transparency, CS=Name(f"/{group}"), I=True)
        for key, value in more.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return pdf.make_indirect(stream)

    return make


def state(**values: Any) -> Stream:
    return lambda pdf: Dictionary(
        {f"/{key}": value(pdf) if callable(value) else value for key, value in values.items()}
    )


def mask(pdf: Pdf) -> Any:
    """Return a soft mask: a run from nothing to all, in grey."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    run = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, WIDE, 0], Function=tint)
    group = form("/Run sh", group="DeviceGray", Resources=Dictionary(Shading=Dictionary(Run=run)))(pdf)
    return Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)


def tile(pdf: Pdf) -> Any:
    stream = pdf.make_stream(b"0.9 0.2 0.2 rg 0 0 20 20 re f")
    stream.Type, stream.PatternType, stream.PaintType, stream.TilingType = Name.Pattern, 1, 1, 1
    stream.BBox, stream.XStep, stream.YStep, stream.Resources = Array([0, 0, 40, 40]), 40, 40, Dictionary()
    return pdf.make_indirect(stream)


def gradient(*, kind: int = 2, space: str = "DeviceRGB") -> Stream:
    def make(pdf: Pdf) -> Any:
        if kind > 3:
            mesh = pdf.make_stream(b"\0" * 40)
            mesh.ShadingType, mesh.ColorSpace, mesh.BitsPerCoordinate = kind, Name(f"/{space}"), 8
            mesh.BitsPerComponent, mesh.BitsPerFlag, mesh.Decode = 8, 8, Array([0, 1] * 5)
            return pdf.make_indirect(mesh)
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0.9, 0.2], C1=[0.2, 0.4, 0.9], N=1)
        return Dictionary(ShadingType=kind, ColorSpace=Name(f"/{space}"), Coords=[0, 0, WIDE, 0], Function=tint)

    return make


# What stands beside the page


def told_about(pdf: Pdf, page: Any) -> None:
    """Give a document a script, an action, a file, a link, a thumbnail and metadata."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    page.AA = Dictionary(O=script)
    pdf.attachments["notes.txt"] = b"notes"
    page.Annots = Array([note(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://example.org")))])
    page.Thumb = picture(Image.new("RGB", (8, 8)), "DeviceRGB")(pdf)
    page.Metadata = pdf.make_stream(b"<x/>")


def note(pdf: Pdf, kind: str, *, seen: bool = False, **more: Any) -> Any:
    made_note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 60, 30]), F=4, **more)
    if seen:
        made_note.AP = Dictionary(N=form("0 0 1 0 k 0 0 50 20 re f", box=(0, 0, 50, 20))(pdf))
    return pdf.make_indirect(made_note)


def layers(pdf: Pdf, page: Any) -> None:
    """Put half of the page on a layer that isn't shown."""
    shown, hidden = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("art", "hidden"))
    pdf.Root.OCProperties = Dictionary(OCGs=[shown, hidden], D=Dictionary(ON=[shown], OFF=[hidden], Order=[]))
    page.Resources.Properties = Dictionary(L1=shown, L2=hidden)


LAYERED = f"/OC /L1 BDC {SCENE} EMC /OC /L2 BDC 0 0 0 1 k 0 0 {WIDE} {HIGH} re f EMC\n"


def in_a_circle(pdf: Pdf, page: Any) -> None:
    """Let a form paint itself."""
    circle = form("/Fm Do")(pdf)
    circle.Resources = Dictionary(XObject=Dictionary(Fm=circle))
    page.Resources.XObject = Dictionary(Fm=circle)


def bomb(pdf: Pdf, page: Any) -> None:
    """Let a content stream unpack to gigabytes."""
    squeezer = zlib.compressobj(9)
    blank = b" " * (1 << 20)
    packed = b"".join(squeezer.compress(blank) for _ in range(250)) + squeezer.flush()
    page.Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)
