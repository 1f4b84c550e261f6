"""The file of a press page: ISO 15930-7 (PDF/X-4) and what both it and ISO 15930-1 (PDF/X-1a) ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import PageFacts, PdfFacts
from compositor.preflight.told import ERROR, MADE_BY_US, NOTE, WARNING, claims_archive, told


def readable(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what of a file can't be read, and what is of a wrong type (ISO 32000-1 7.3)."""
    for fault in pdf.faults:
        yield told("PDF", ERROR, fault, "the file is broken, or no PDF; have it made again")
    for odd in pdf.oddities:
        yield told("PDF", ERROR, odd, MADE_BY_US)
    for words in pdf.mended:
        yield told("PDF", WARNING, f"a reader has to guess: {words}", MADE_BY_US)
    missing = {"font missing": "a font", "object missing": "a picture or form", "state missing": "a graphics state"}
    for feature, words in missing.items():
        if feature in pdf.features:
            yield told("PDF", ERROR, f"a page uses {words} that its resources don't name", MADE_BY_US)
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
        yield told("X4-03", ERROR, "its trailer has no ID of two parts", MADE_BY_US)


def ends(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield first and last lines that are not as a PDF has them (ISO 32000-1 7.5.2, 7.5.5; ISO 19005-2 6.1.2, 6.1.3).

    A mark of bytes over 127 in the second line is only recommended where PDF/A isn't claimed; words after the end are
    an error everywhere, but every reader looks over them.
    """
    archive = claims_archive(pdf)
    if "late header" in pdf.features:
        yield told("X4-07", ERROR, "something stands before its header %PDF", MADE_BY_US)
    if "tail" in pdf.features:
        severity = ERROR if archive else WARNING
        yield told("X4-08", severity, "something stands after its end %%EOF", MADE_BY_US)
    if "plain second line" in pdf.features:
        words = "its second line doesn't mark it as binary: transmission may take it for text"
        yield told("X4-09", ERROR if archive else NOTE, words, MADE_BY_US)


_FILTERS: Final = frozenset(
    """ASCIIHexDecode ASCII85Decode LZWDecode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode
    JPXDecode""".split()
)


def coded(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield filters that there are not, and Crypt (ISO 32000-1 Table 6, ISO 19005-2 6.1.7.2, 6.1.10)."""
    for coding in sorted(pdf.codings - _FILTERS):
        words = f"it has streams in {coding}, which no press can read"
        yield told("X4-25", ERROR, words, "save it with Flate or JPEG")


_FORBIDDEN: Final = (
    ("X4-04", ("OpenAction", "AA", "JavaScript"), "actions or scripts"),
    ("X4-05", ("EmbeddedFiles",), "attached files"),
    ("X4-06", ("AcroForm",), "a form to fill in"),
    ("X4-21", ("external stream",), "a stream that lies in another file"),
    ("X4-22", ("PostScript",), "PostScript"),
    ("X4-23", ("OPI", "reference"), "a picture that another is to be put in for (OPI, reference XObject)"),
    ("X4-24", ("Alternates",), "alternate pictures"),
    ("X4-26", ("AlternatePresentations", "page PresSteps"), "a presentation for the screen"),
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


def layers(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield layers that show themselves by zoom or device, and views without a name (ISO 19005-2 6.9).

    What is printed would hang on who prints it (AS, ISO 32000-1 8.11.4.4). Without PDF/A a view needs no name.
    """
    if "layers by themselves" in pdf.features:
        yield told("X4-27", ERROR, "its layers show and hide by themselves (AS)", "flatten them, or let them stay")
    if "layers unnamed" in pdf.features:
        severity = ERROR if claims_archive(pdf) else NOTE
        yield told("X4-28", severity, "a view of its layers has no name", "name it, or flatten the layers")


_LEAST, _MOST = 3.0, 14400.0


def sizes(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield page boxes too small or too large for any reader (ISO 32000-1 C.2, ISO 19005-2 6.1.13)."""
    for page in pdf.pages:
        for name, (left, foot, right, top) in page.boxes.items():
            if not all(_LEAST <= edge <= _MOST for edge in (right - left, top - foot)):
                words = f"its {name} is {right - left:g} by {top - foot:g} pt; 3 to 14400 is what there can be"
                yield told("X4-45", ERROR, words, "give the page its size", page)


_SLACK: Final = 0.01


def boxes(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield page boxes that are missing or stand outside one another (ISO 15930-7 6.6, ISO 32000-1 14.11.2)."""
    for page in pdf.pages:
        known = page.boxes
        if "MediaBox" not in known:
            yield told("X4-40", ERROR, "it has no MediaBox", MADE_BY_US, page)
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
