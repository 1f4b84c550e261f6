"""A sound plate of our own, and ways to spoil it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from compositor import press
from compositor.model.printing import Printing
from tests.faces.type_library import vendored
from tests.press.made_up import ISSUE, PAGES, PAPER
from tests.press.profiles import tiny

Spoil = Callable[[Pdf], None]


@cache
def plate(standard: str = "x4", *, outlined: bool = False) -> bytes:
    paper = replace(PAPER, press_standard=standard, printing=Printing(profile=tiny(), outlined=outlined))
    return press.page_pdf(PAGES[0], ISSUE, paper, vendored())


def spoiled(spoil: Spoil, standard: str = "x4", **saving: Any) -> bytes:
    """Return a sound plate after ``spoil``, with everything else as it was."""
    with pikepdf.open(io.BytesIO(plate(standard))) as pdf:
        spoil(pdf)
        out = io.BytesIO()
        version = "1.6" if standard == "x4" else "1.3"
        level = (
            {}
            if "encryption" in saving
            else {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        )
        pdf.save(out, **({"force_version": version, "fix_metadata_version": False, **level} | saving))
    return out.getvalue()


def painted(operators: str, **resources: Any) -> Spoil:
    """Return what paints something more on the page, with named resources of a kind each."""

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0]
        for kind, named in resources.items():
            if f"/{kind}" not in page.Resources:
                page.Resources[f"/{kind}"] = Dictionary()
            for name, value in named.items():
                page.Resources[f"/{kind}"][f"/{name}"] = value(pdf) if callable(value) else value
        page.contents_add(f"q {operators} Q".encode())

    return spoil


def typed(operators: str, size: float, **resources: Any) -> Spoil:
    """Return what sets one more glyph in the page's first font."""

    def spoil(pdf: Pdf) -> None:
        name = next(iter(pdf.pages[0].Resources.Font.keys()))
        painted(f"{operators} BT {name} {size} Tf 100 100 Td <0001> Tj ET", **resources)(pdf)

    return spoil


def states(**entries: Any) -> dict[str, Dictionary]:
    return {"GS9": Dictionary({f"/{key}": value for key, value in entries.items()})}


def picture(width: int = 100, *, bits: int = 8, space: str = "DeviceCMYK", **entries: Any) -> Callable[[Pdf], Any]:
    """Return what makes a square picture in a document."""

    def made(pdf: Pdf) -> Any:
        channels = {"DeviceCMYK": 4, "DeviceRGB": 3, "DeviceGray": 1}[space]
        content = b"\x20" * (width * channels if bits == 8 else (width + 7) // 8) * width
        more = {f"/{key}": value(pdf) if callable(value) else value for key, value in entries.items()}
        stream = pdf.make_stream(content, more)
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width = stream.Height = width
        stream.ColorSpace, stream.BitsPerComponent = Name(f"/{space}"), bits
        return stream

    return made


def intent(pdf: Pdf, profile: bytes) -> None:
    """Give the file's output intents another profile."""
    stream = pdf.make_stream(profile, N=4)
    for one in pdf.Root.OutputIntents:
        one.DestOutputProfile = stream


def packet(pdf: Pdf, old: str, new: str) -> None:
    """Change a word of the XMP packet."""
    content = pdf.Root.Metadata.read_bytes().decode()
    assert old in content
    pdf.Root.Metadata.write(content.replace(old, new).encode())


def link(pdf: Pdf, *rectangle: float) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array(rectangle), A=Dictionary(S=Name.URI, URI=String("a:"))
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def box_spoiled() -> bytes:
    """Return a plate with a square of all four inks."""
    return spoiled(painted("1 1 1 1 k 20 20 60 60 re f"))


def intent_n(pdf: Pdf, count: int) -> None:
    """Let the stream of the output profile say another number of inks."""
    for one in pdf.Root.OutputIntents:
        one.DestOutputProfile.N = count
