"""What PDF/X-1a:2001 wants otherwise than PDF/X-4 (ISO 15930-1:2001)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import PdfFacts
from compositor.preflight.told import ERROR, at, told

_SPACES: Final = frozenset(("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern"))


def claims(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what the Info dictionary lacks (6.2, 6.3)."""
    said = pdf.told
    if said.get("GTS_PDFXVersion") != "PDF/X-1:2001" or said.get("GTS_PDFXConformance") != "PDF/X-1a:2001":
        yield told("V2", ERROR, "Info doesn't claim PDF/X-1a:2001", "export it as PDF/X-1a:2001")
    missing = [key for key in ("Title", "CreationDate", "ModDate") if not said.get(key)]
    if said.get("Trapped") not in ("/True", "/False"):
        missing.append("Trapped (True or False)")
    if missing:
        yield told("V3", ERROR, f"Info has no {', '.join(missing)}", "export it as PDF/X-1a:2001")


def colours(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what is painted in other than inks, and what is seen through (6.8, 6.13)."""
    for page in pdf.pages:
        for mark in page.marks:
            look = mark.look
            kinds = {space.partition(":")[0] for space in (look.space, look.behind) if space}
            if not kinds <= _SPACES:
                words = f"{look.kind} is painted in {look.space.partition(':')[0]}"
                yield at(told("V5", ERROR, words, "turn it into inks", page), page, mark.area)
            if look.clear:
                yield at(told("V6", ERROR, f"{look.kind} is transparent", "flatten it", page), page, mark.area)
        if page.group is not None or any(picture.masked for picture in page.pictures) or page.soft_groups:
            yield told("V6", ERROR, "it has transparency: a group or a soft mask", "flatten it", page)


def made_of(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what came after PDF 1.3: codings, layers, 16 bits (1.5), OpenType programs (1.6; ISO 32000-1 Table 126)."""
    for coding in sorted(pdf.codings & {"LZWDecode", "JBIG2Decode", "JPXDecode"}):
        yield told("V7", ERROR, f"it has streams in {coding}", "save it with Flate or JPEG")
    if "OCProperties" in pdf.features:
        yield told("V8", ERROR, "it has layers", "flatten them")
    for page in pdf.pages:
        for picture in page.pictures:
            if picture.bits == 16:
                words = f"picture {picture.name} has 16 bits to the ink"
                yield at(told("V12", ERROR, words, "bring it down to 8", page), page, picture.area)
        for font in page.fonts:
            if font.program is not None and font.program.key == "FontFile3 OpenType":
                yield told("V13", ERROR, f"the font {font.name} is embedded as OpenType", "embed it as CFF", page)
    if "object streams" in pdf.features:
        yield told("V8", ERROR, "it has object or cross-reference streams", "save it as PDF 1.3")
