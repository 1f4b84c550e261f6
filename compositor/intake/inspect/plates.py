"""One page of a file alone: cut to its trim, or as the plates of its inks, each a small PDF in grey."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from compositor.intake.inspect.facts import Box, PageFacts
from compositor.intake.inspect.inks import PROCESS, spot_inks
from compositor.intake.inspect.light import turned_by
from compositor.intake.inspect.matrices import both_in
from compositor.intake.inspect.recolour import Darkened
from compositor.intake.inspect.repainting import Repainter
from compositor.intake.inspect.sheets import inherited

_BESIDE: Final = ("/StructTreeRoot", "/Outlines", "/Names", "/OpenAction", "/AA", "/AcroForm", "/Dests", "/PageLabels")


def trim_of(page: PageFacts) -> Box:
    """Return what of a page is printed: its TrimBox, as far as it lies on the sheet; the sheet where it has none."""
    sheet = page.boxes.get("MediaBox", (0.0, 0.0, 612.0, 792.0))
    trim = page.boxes.get("TrimBox", page.boxes.get("ArtBox", sheet))
    return both_in(trim, sheet) or sheet


def page_alone(content: bytes, page: PageFacts) -> bytes:
    """Return a file of one page, cut to its trim, not turned, without notes."""
    with _opened(content, page) as pdf:
        return _saved(pdf)


def inks_of(page: PageFacts) -> tuple[str, ...]:
    """Return the inks of a page: the four, and the spot colours that it names."""
    spots = dict.fromkeys(ink for mark in page.marks for ink in spot_inks(mark.look.space))
    spots |= dict.fromkeys(ink for picture in page.pictures for ink in spot_inks(picture.space))
    return (*PROCESS, *spots)


def plates_of(
    content: bytes, page: PageFacts, unread: dict[str, None], *, profile: bytes = b""
) -> Iterator[tuple[str, bytes]]:
    """Yield each ink of a page with its plate as a PDF of one page in grey; ``unread`` is told what is left out.

    By ``profile`` RGB becomes ink.
    """
    darkened = Darkened(unread, turned_by(profile))
    with _opened(content, page) as pdf:
        only = pdf.pages[0]
        before = only.obj.get("/Contents"), only.obj.Resources
        _without(only.obj, ("/Group",))
        for ink in inks_of(page):
            only.obj.Contents = before[0] if before[0] is not None else pdf.make_stream(b"")
            painted, resources = Repainter(pdf, ink, darkened).page(only, before[1])
            only.obj.Contents, only.obj.Resources = pdf.make_stream(painted), resources
            yield ink, _saved(pdf)


@contextmanager
def _opened(content: bytes, page: PageFacts) -> Iterator[Any]:
    """Open a file with all pages but one taken out."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        kept = pdf.pages[page.number - 1]
        resources = inherited(kept.obj, "Resources")
        kept.obj.Resources = pikepdf.Dictionary() if resources is None else resources
        del pdf.pages[page.number :]
        del pdf.pages[: page.number - 1]
        only = pdf.pages[0]
        trim = pikepdf.Array([*trim_of(page)])
        _without(only.obj, ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Annots", "/AA", "/UserUnit"))
        only.obj.MediaBox, only.obj.Rotate, only.obj.CropBox = trim, 0, trim
        _without(pdf.Root, _BESIDE)
        yield pdf


def _without(one: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in one:
            del one[name]


def _saved(pdf: Any) -> bytes:
    import pikepdf

    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, encryption=False)
    return out.getvalue()
