"""What a plate says of itself: its page boxes, its dates, and the standard and the inks that it claims to be for.

It is written in one go. Only where pages of other PDFs stand in it, pikepdf puts them there afterwards.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from compositor.colour import newsprint, newsprint_flate
from compositor.pdf.claims import Claim, Condition, Standard
from compositor.pdf.drawn import Drawn, Sheet, Side
from compositor.pdf.file import Body, Reference, Stream, dictionary, flate, name, packed, string
from compositor.pdf.leaves import embed
from compositor.pdf.numbers import length
from compositor.pdf.packet import CREATOR, Titling, pdf_date, press_claims, xmp
from compositor.pdf.saving import saved

OVER, KNOCK_OUT = "Over", "Out"
"""The graphics states in which ink lies on what is under it, and takes its place."""


def press(drawn: Drawn, titling: Titling, sheets: Sequence[Sheet], claim: Claim | None = None) -> bytes:
    """Finish a file for the printing house: all page boxes, no annotations (ISO 32000-1 14.11.2).

    MediaBox and CropBox are the sheet, TrimBox the page within it. What ``claim`` says is claimed: the output intents
    and what the Info dictionary or the XMP packet has to say.
    """
    standard, body = claim.standard if claim else Standard.X4, drawn.body
    pages = body.reserve()
    kids = list(_pages(drawn, sheets, pages))
    body.put(pages, f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]>>")
    root = {"Type": "/Catalog", "Pages": pages}
    if standard is Standard.X4:
        packet = xmp(titling, press_claims(titling) if claim else ())
        root["Metadata"] = body.stream(Stream("/Type /Metadata /Subtype /XML", packet))
    told = _titled(titling)
    if claim:
        root["OutputIntents"] = f"[{' '.join(_intents(body, claim))}]"
        if standard is not Standard.X4:
            told |= {"GTS_PDFXVersion": "(PDF/X-1:2001)", "GTS_PDFXConformance": "(PDF/X-1a:2001)"}
    content = body.file(standard.version, body.add(dictionary(root)), body.add(dictionary(told)))
    if not drawn.leaves:
        return content

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        embed(pdf, drawn.leaves)
        return saved(pdf, standard.version, object_streams=False)


def _pages(drawn: Drawn, sheets: Sequence[Sheet], parent: Reference) -> Iterator[Reference]:
    body = drawn.body
    resources = drawn.resources(_states(drawn))
    for side, sheet, named in zip(drawn.sides, sheets, resources, strict=True):
        page = {
            "Type": "/Page",
            "Parent": parent,
            **_boxes(sheet),
            "Resources": named,
            "Contents": body.stream(packed(side.content)),
        }
        yield body.add(dictionary(page))


def _states(drawn: Drawn) -> str:
    """Name both graphics states; with OPM 1 an ink of no value leaves what is under it (ISO 32000-1 8.6.7).

    A page begins with overprint off, so a file that never turns it on needs neither.
    """
    if not any(_overprints(side) for side in drawn.sides):
        return ""
    words = {state: f"<</Type /ExtGState /OP {on} /op {on} /OPM {mode}>>" for state, on, mode in _OVERPRINT}
    return dictionary({state: drawn.body.add(said) for state, said in words.items()})


_OVERPRINT: Final = ((OVER, "true", 1), (KNOCK_OUT, "false", 0))


def _overprints(side: Side) -> bool:
    return f"/{OVER} gs".encode() in side.content


def _boxes(sheet: Sheet) -> dict[str, str]:
    edge, margin = sheet.edge, sheet.margin
    right, top = sheet.width + edge, sheet.height + edge
    whole = _box(0, 0, right + edge, top + edge)
    bleed = _box(margin, margin, right + sheet.bleed, top + sheet.bleed)
    return {"MediaBox": whole, "CropBox": whole, "BleedBox": bleed, "TrimBox": _box(edge, edge, right, top)}


def _box(*edges: int) -> str:
    return f"[{' '.join(map(length, edges))}]"


def _titled(titling: Titling) -> dict[str, str]:
    """Return the Info dictionary."""
    moment = string(pdf_date(titling))
    return {
        "Title": string(titling.title),
        "Creator": string(CREATOR),
        "Producer": string(CREATOR),
        "CreationDate": moment,
        "ModDate": moment,
        "Trapped": "/False",
    }


def _intents(body: Body, claim: Claim) -> Iterator[Reference]:
    """Say which printing condition the inks are meant for (ISO 15930-7 6.7; ISO 19005-2 6.2.3: one profile for both).

    PDF/X-1a:2001 says which standard it is in the Info dictionary (ISO 15930-1 6.3).
    """
    condition = claim.condition
    profile = body.stream(Stream("/N 4 /Filter /FlateDecode", _coded(condition.profile)))
    kinds = ("GTS_PDFX", "GTS_PDFA1") if claim.standard is Standard.X4 else ("GTS_PDFX",)
    for kind in kinds:
        yield body.add(_intent(kind, condition, profile))


def _intent(kind: str, condition: Condition, profile: Reference) -> str:
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": name(kind),
            "OutputConditionIdentifier": string(condition.identifier),
            "OutputCondition": string(condition.words),
            "Info": string(condition.words),
            "DestOutputProfile": profile,
            "RegistryName": string(condition.registry) if condition.registry else "",
        }
    )


@cache
def _coded(profile: bytes) -> bytes:
    """Return a profile in Flate (ISO 32000-1 7.4.4): half a megabyte that all plates have alike, coded once.

    Our own comes coded with the program.
    """
    return newsprint_flate() if profile == newsprint().content else flate(profile)
