"""What a press file says of itself: its XMP packet, and the Info dictionary that has to agree (ISO 15930-7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import PdfFacts
from compositor.preflight.told import ERROR, MADE_BY_US, WARNING, claims_archive, told

_KEYS: Final = (
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
)


def packet(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what the XMP packet lacks (ISO 15930-7 6.3)."""
    said = pdf.packet
    if said is None:
        yield told("X4-30", ERROR, "it has no XMP packet", "export it as PDF/X-4")
        if "GTS_PDFXVersion" in pdf.told:
            yield told("X4-33", ERROR, f"it claims {pdf.told['GTS_PDFXVersion']}, not PDF/X-4", "export it as PDF/X-4")
        return
    if pdf.packet_coded:
        yield told("X4-31", ERROR, "its XMP packet is compressed", "leave it as plain text")
    missing = [key for key in _KEYS if not said.get(key)]
    if missing:
        yield told("X4-32", ERROR, f"its XMP packet has no {', '.join(missing)}", "export it as PDF/X-4")
    for words in pdf.packet_odd:
        severity = ERROR if claims_archive(pdf) or not said else WARNING
        yield told("X4-39", severity, f"its XMP packet is odd: {words}", MADE_BY_US)
    claimed = said.get("pdfxid:GTS_PDFXVersion", "")
    if claimed != "PDF/X-4":
        words = f"it claims {claimed}" if claimed else "it claims no PDF/X standard"
        yield told("X4-33", ERROR, f"{words}, not PDF/X-4", "export it as PDF/X-4")
    other = pdf.told.get("GTS_PDFXVersion", "")
    if claimed and other and other != claimed:
        yield told("X4-62", WARNING, f"XMP claims {claimed}, Info {other}", "export it as one standard")
    trapped = said.get("pdf:Trapped", "")
    if trapped not in ("True", "False"):
        yield told("X4-34", ERROR, f"XMP calls trapping {trapped or 'nothing'}; True or False is wanted", _TRAPPING)
    elif "Trapped" in pdf.told and pdf.told["Trapped"].lstrip("/") != trapped:
        yield told("X4-36", ERROR, "Info and XMP disagree on trapping", MADE_BY_US)
    yield from _agreement(pdf.told, said)


def described(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield properties in XMP that no schema describes, which PDF/A asks for (ISO 19005-2 6.6.2.3.1)."""
    if claims_archive(pdf):
        for space in sorted(pdf.foreign):
            words = f"its XMP packet has properties of {space}, and no extension schema for them"
            yield told("X4-61", ERROR, words, "describe them in pdfaExtension:schemas, or take them out")


_TRAPPING: Final = "say whether the file has traps"


def trapping(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield a Trapped that is neither True nor False; the name ``/False_`` is neither (ISO 32000-1 14.11.6)."""
    word = pdf.told.get("Trapped", "")
    if word and word not in ("/True", "/False"):
        yield told("X4-35", ERROR, f"Info calls trapping {word}; True or False is wanted", _TRAPPING)


def _agreement(told_words: Mapping[str, str], said: Mapping[str, str]) -> Iterator[Finding]:
    title = told_words.get("Title")
    if title is not None and said.get("dc:title") and title != said["dc:title"]:
        yield told("X4-37", ERROR, f"Info has the title {title}, XMP {said['dc:title']}", MADE_BY_US)
    for key, name in (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")):
        one, other = moment(told_words.get(key, "")), moment(said.get(name, ""))
        if told_words.get(key) and said.get(name) and (one is None or one != other):
            yield told("X4-38", ERROR, f"Info's {key} and {name} are not the same moment", MADE_BY_US)


_MOMENT: Final = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(?:(Z)|([+-])(\d\d)'?:?(\d\d)?'?)?(?:00'00'?)?"
)


def moment(text: str) -> datetime | None:
    """Return the moment that a PDF date or an XMP date names (ISO 32000-1 7.9.4, ISO 8601); None of no date."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return None
    numbers = [
        int(part) if part else default for part, default in zip(match.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
    ]
    away = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    try:
        year, month, day, hour, minute, second = numbers
        zone = timezone(-away if match[8] == "-" else away)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
