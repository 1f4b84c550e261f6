"""Small sheets for measuring ink: a few operators on a page of 60 by 80 mm, in PDF as plain as it gets."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops

MM = 72 / 25.4
WIDE, HIGH = 60.0, 80.0
Make = Callable[[Pdf], Any]


def sheet(operators: str, *, margin: float = 0, **resources: dict[str, Any]) -> bytes:
    """Return a sheet; resources are objects by kind and name, or functions that make them in the document."""
    with pikepdf.new() as pdf:
        whole = (WIDE + 2 * margin) * MM, (HIGH + 2 * margin) * MM
        pdf.add_blank_page(page_size=whole)
        page = pdf.pages[0]
        page.TrimBox = Array([margin * MM, margin * MM, (WIDE + margin) * MM, (HIGH + margin) * MM])
        named = {
            f"/{kind}": Dictionary({f"/{name}": one(pdf) if callable(one) else one for name, one in things.items()})
            for kind, things in resources.items()
        }
        page.obj.Resources = Dictionary(named)
        page.obj.Contents = pdf.make_stream(operators.encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def box(x: float, y: float, wide: float, high: float) -> str:
    """Return operators of a filled rectangle, in millimetres from the foot."""
    return f"{x * MM:.3f} {y * MM:.3f} {wide * MM:.3f} {high * MM:.3f} re f "


def shown(name: str, x: float = 10, y: float = 10, side: float = 40) -> str:
    """Return operators that paint a picture as a square of so many millimetres."""
    return f"q {side * MM:.3f} 0 0 {side * MM:.3f} {x * MM:.3f} {y * MM:.3f} cm /{name} Do Q "


def picture(content: bytes, side: int, space: Any, bits: int = 8, **entries: Any) -> Make:
    """Return what makes a square picture of samples as they are."""

    def made(pdf: Pdf) -> Any:
        stream = pdf.make_stream(zlib.compress(content))
        stream.Filter = Name.FlateDecode
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, side, side
        stream.ColorSpace = space(pdf) if callable(space) else space
        stream.BitsPerComponent = bits
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return stream

    return made


def jpeg(inks: Image.Image, *, turned: bool, adobe: bool = True, **entries: Any) -> Make:
    """Return what makes a picture in JPEG: ``turned`` stores inks upside down, with a Decode array that says so."""
    out = io.BytesIO()
    # Pillow turns inks round when it writes them: Adobe's way.
    (inks if turned else ImageChops.invert(inks)).save(out, "JPEG", quality=100, subsampling=0)
    content = out.getvalue()
    at = content.index(b"\xff\xee")
    if not adobe:
        content = content[:at] + content[at + 2 + int.from_bytes(content[at + 2 : at + 4], "big") :]
    more = {"Decode": Array([1, 0] * 4)} if turned else {}

    def made(pdf: Pdf) -> Any:
        stream = picture(b"", inks.width, Name.DeviceCMYK, **(more | entries))(pdf)
        stream.write(content, filter=Name.DCTDecode)
        return stream

    return made


def flat(*percents: float, side: int = 32) -> Image.Image:
    """Return a square picture in one colour of ink."""
    return Image.new("CMYK", (side, side), tuple(round(percent * 2.55) for percent in percents))


def separation(name: str, *inks: float) -> Make:
    """Return what makes a space of one ink, with what it looks like in the four."""

    def made(pdf: Pdf) -> Any:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array(inks), N=1)
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, pdf.make_indirect(function)])

    return made


def device_n(*names: str) -> Make:
    """Return what makes a space of process inks by name."""

    def made(pdf: Pdf) -> Any:
        order = ["Cyan", "Magenta", "Yellow", "Black"]
        assert names == tuple(order[: len(names)])
        function = pdf.make_stream(f"{{{' 0' * (4 - len(names))}}}".encode())
        function.FunctionType, function.Domain = 4, Array([0, 1] * len(names))
        function.Range = Array([0, 1] * 4)
        return Array([Name.DeviceN, Array([Name(f"/{name}") for name in names]), Name.DeviceCMYK, function])

    return made


def form(operators: str, **resources: dict[str, Any]) -> Make:
    """Return what makes a form of the page's size."""

    def made(pdf: Pdf) -> Any:
        stream = pdf.make_stream(operators.encode())
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, WIDE * MM, HIGH * MM])
        stream.Resources = Dictionary(
            {
                f"/{kind}": Dictionary({f"/{name}": one for name, one in things.items()})
                for kind, things in resources.items()
            }
        )
        return stream

    return made


def tile(operators: str) -> Make:
    """Return what makes a coloured pattern of 4 mm tiles."""

    def made(pdf: Pdf) -> Any:
        stream = pdf.make_stream(operators.encode())
        stream.Type, stream.PatternType, stream.PaintType, stream.TilingType = Name.Pattern, 1, 1, 1
        stream.BBox = Array([0, 0, 4 * MM, 4 * MM])
        stream.XStep = stream.YStep = 4 * MM
        stream.Resources = Dictionary()
        return stream

    return made


def shade(space: Any, first: list[float], last: list[float]) -> Make:
    """Return what makes a shading from foot to top."""

    def made(pdf: Pdf) -> Any:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
        return pdf.make_indirect(
            Dictionary(
                ShadingType=2,
                ColorSpace=space(pdf) if callable(space) else space,
                Coords=Array([0, 0, 0, HIGH * MM]),
                Function=function,
                Extend=Array([True, True]),
            )
        )

    return made


OVER = {"over": Dictionary(OP=True, op=True, OPM=1), "plain": Dictionary(OP=False, op=False, OPM=0)}
OVER_0 = {"over": Dictionary(OP=True, op=True, OPM=0)}
