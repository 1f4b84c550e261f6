"""The file of a press page: ISO 15930-7 (PDF/X-4) and what both it and ISO 15930-1 (PDF/X-1a) ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import PageFacts, PdfFacts
from compositor.preflight.told import ERROR, NOTE, WARNING, told

_MADE_BY_US: Final = "make the plate again, or send it back to the program that made it"


def readable(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what of a file can't be read, and what is of a wrong type (ISO 32000-1 7.3)."""
    for fault in pdf.faults:
        yield told("PDF", ERROR, fault, "the file is broken, or no PDF; have it made again")
    for odd in pdf.oddities:
        yield told("PDF", ERROR, odd, _MADE_BY_US)
    for words in pdf.mended:
        yield told("PDF", WARNING, f"a reader has to guess: {words}", _MADE_BY_US)
    missing = {"font missing": "a font", "object missing": "a picture or form", "state missing": "a graphics state"}
    for feature, words in missing.items():
        if feature in pdf.features:
            yield told("PDF", ERROR, f"a page uses {words} that its resources don't name", _MADE_BY_US)
    if not pdf.pages and not pdf.faults:
        yield told("PDF", ERROR, "it has no pages")


def version(pdf: PdfFacts, code: str, most: str) -> Iterator[Finding]:
    """Yield a version above that of the standard (ISO 15930-7 6.1, ISO 15930-1 6.1)."""
    if pdf.version > most:
        yield told(code, ERROR, f"it is PDF {pdf.version}; the standard is PDF {most}", "write it as that version")


def sealed(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield encryption and a missing id."""
    if pdf.encrypted:
        yield told("X4-02", ERROR, "it is encrypted", "save it without password and rights")
    if min(pdf.ids) < 1:
        yield told("X4-03", ERROR, "its trailer has no ID of two parts", _MADE_BY_US)


_FORBIDDEN: Final = (
    ("X4-04", ("OpenAction", "AA", "JavaScript"), "actions or scripts"),
    ("X4-05", ("EmbeddedFiles",), "attached files"),
    ("X4-06", ("AcroForm",), "a form to fill in"),
    ("X4-21", ("external stream",), "a stream that lies in another file"),
    ("X4-22", ("PostScript",), "PostScript"),
    ("X4-23", ("OPI", "reference"), "a picture that another is to be put in for (OPI, reference XObject)"),
    ("X4-24", ("Alternates",), "alternate pictures"),
    ("X4-50", ("TR", "HTP", "halftone"), "a transfer curve or halftone of its own"),
)


def forbidden(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what has no place in a file for print (ISO 15930-7 6.9–6.18)."""
    for code, names, words in _FORBIDDEN:
        here = any(page.actions for page in pdf.pages) and "AA" in names
        if here or pdf.features & set(names):
            yield told(code, ERROR, f"it has {words}", "take it out; the press prints pages and nothing else")
    if "LZWDecode" in pdf.codings:
        yield told("X4-20", ERROR, "it has streams in LZW", "save it with Flate instead")


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
        return
    if pdf.packet_coded:
        yield told("X4-31", ERROR, "its XMP packet is compressed", "leave it as plain text")
    missing = [key for key in _KEYS if not said.get(key)]
    if missing:
        yield told("X4-32", ERROR, f"its XMP packet has no {', '.join(missing)}", "export it as PDF/X-4")
    claimed = said.get("pdfxid:GTS_PDFXVersion", "")
    if claimed != "PDF/X-4":
        words = f"it claims {claimed}" if claimed else "it claims no PDF/X standard"
        yield told("X4-33", ERROR, f"{words}, not PDF/X-4", "export it as PDF/X-4")
    trapped = said.get("pdf:Trapped", "")
    if trapped not in ("True", "False"):
        yield told("X4-34", ERROR, f"XMP calls trapping {trapped or 'nothing'}; True or False is wanted", _TRAPPING)
    elif "Trapped" in pdf.told and pdf.told["Trapped"].lstrip("/") != trapped:
        yield told("X4-36", ERROR, "Info and XMP disagree on trapping", _MADE_BY_US)
    yield from _agreement(pdf.told, said)


_TRAPPING: Final = "say whether the file has traps"


def trapping(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield a Trapped that is neither True nor False; the name ``/False_`` is neither (ISO 32000-1 14.11.6)."""
    word = pdf.told.get("Trapped", "")
    if word and word not in ("/True", "/False"):
        yield told("X4-35", ERROR, f"Info calls trapping {word}; True or False is wanted", _TRAPPING)


def _agreement(told_words: Mapping[str, str], said: Mapping[str, str]) -> Iterator[Finding]:
    title = told_words.get("Title")
    if title is not None and said.get("dc:title") and title != said["dc:title"]:
        yield told("X4-37", ERROR, f"Info has the title {title}, XMP {said['dc:title']}", _MADE_BY_US)
    for key, name in (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")):
        one, other = moment(told_words.get(key, "")), moment(said.get(name, ""))
        if told_words.get(key) and said.get(name) and (one is None or one != other):
            yield told("X4-38", ERROR, f"Info's {key} and {name} are not the same moment", _MADE_BY_US)


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


_SLACK: Final = 0.01


def boxes(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield page boxes that are missing or stand outside one another (ISO 15930-7 6.6, ISO 32000-1 14.11.2)."""
    for page in pdf.pages:
        known = page.boxes
        if "MediaBox" not in known:
            yield told("X4-40", ERROR, "it has no MediaBox", _MADE_BY_US, page)
            continue
        trims = [name for name in ("TrimBox", "ArtBox") if name in known]
        if len(trims) != 1:
            words = "both TrimBox and ArtBox" if trims else "neither TrimBox nor ArtBox"
            yield told("X4-41", ERROR, f"it has {words}; one is wanted", "say where the page is cut", page)
        yield from _nested(page, trims)


def _nested(page: PageFacts, trims: list[str]) -> Iterator[Finding]:
    known = page.boxes
    order = [name for name in (*trims, "BleedBox", "CropBox", "MediaBox") if name in known]
    for at_index, inner in enumerate(order):
        for outer in order[at_index + 1 :]:
            if outer == "CropBox":
                continue  # what a viewer shows may be less; X4-43 and R0003 judge it
            small, large = known[inner], known[outer]
            low = all(a >= b - _SLACK for a, b in zip(small[:2], large[:2], strict=True))
            high = all(a <= b + _SLACK for a, b in zip(small[2:], large[2:], strict=True))
            if not (low and high):
                code = "X4-42" if inner in trims else "X4-43"
                yield told(
                    code, ERROR, f"its {inner} reaches over its {outer}", "give boxes that stand in one another", page
                )


def notes(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield annotations that touch the page as printed: links, notes, buttons (ISO 15930-7 6.17)."""
    for page in pdf.pages:
        edge = page.boxes.get("BleedBox", page.boxes.get("TrimBox", page.boxes.get("MediaBox", (0, 0, 0, 0))))
        for kind, rectangle, _ in page.annotations:
            apart = (
                rectangle[0] >= edge[2] or rectangle[2] <= edge[0] or rectangle[1] >= edge[3] or rectangle[3] <= edge[1]
            )
            if kind not in ("PrinterMark", "TrapNet") and not apart:
                yield told("X4-44", ERROR, f"an annotation ({kind}) lies on the page", "take links and notes out", page)


def fonts(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield fonts whose program is not in the file (ISO 15930-7 6.4), and those that say no Unicode.

    Unicode is an error where PDF/A-2u is claimed (ISO 19005-2 6.2.11.7), else a note: the press prints without.
    """
    claims = (pdf.packet or {}).get("pdfaid:conformance", "").upper()
    severity = ERROR if claims in ("U", "A") else NOTE
    for page in pdf.pages:
        for font in page.fonts:
            if not font.embedded:
                yield told("F-01", ERROR, f"the font {font.name} is not embedded", "embed all fonts", page)
            if not font.unicode and font.kind in ("Type0", "TrueType"):
                words = f"the font {font.name} doesn't say which characters its glyphs are (ToUnicode)"
                yield told("F-02", severity, words, "export it with Unicode, so that its words can be read", page)
