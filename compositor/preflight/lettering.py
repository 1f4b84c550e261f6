"""Fonts: that they are in the file, whole, of the kind that the PDF says, and with the glyphs that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.inspect import FontFacts, PdfFacts, ProgramFacts
from compositor.preflight.told import ERROR, NOTE, WARNING, told

_AGAIN: Final = "embed it again, from the font itself"
Fault = tuple[str, Severity, str, str]


def fonts(pdf: PdfFacts, *, read_aloud: bool = False) -> Iterator[Finding]:
    """Yield fonts whose program is not in the file (ISO 15930-7, ISO 19005-2 6.2.11.4.1), and what is wrong with it.

    Unicode is an error where PDF/A-2u is claimed (ISO 19005-2 6.2.11.7), or where a file is ``read_aloud`` (ISO 14289-1
    7.21.7), else a note: the press prints without.
    """
    claims = (pdf.packet or {}).get("pdfaid:conformance", "").upper()
    readable = ERROR if read_aloud or claims in ("U", "A") else NOTE
    for page in pdf.pages:
        for font in page.fonts:
            for code, severity, words, hint in _wrong(font, readable):
                yield told(code, severity, words, hint, page)


def _wrong(font: FontFacts, readable: Severity) -> Iterator[Fault]:
    if not font.embedded:
        yield "F-01", ERROR, f"the font {font.name} is not embedded", "embed all fonts"
    if not font.unicode and font.kind in ("Type0", "TrueType"):
        words = f"the font {font.name} doesn't say which characters its glyphs are (ToUnicode)"
        yield "F-02", readable, words, "export it with Unicode, so that its words can be read"
    if font.mute:
        codes = ", ".join(f"U+{code:04X}" for code in font.mute)
        words = f"the font {font.name} says that glyphs are {codes}, which are no characters"
        yield "F-09", readable, words, "export it with Unicode, so that its words can be read"
    if not font.measured:
        yield "F-11", ERROR, f"the font {font.name} doesn't say how wide each of its glyphs is", _AGAIN
    if font.kind == "Type0":
        yield from _composite(font)
    if font.program is not None:
        yield from _program(font, font.program)


# The kinds of program by the kind of font and the key under which they stand (ISO 32000-1 Table 126).
_SIMPLE: Final = {"FontFile": "Type1", "FontFile3 Type1C": "CFF", "FontFile3 OpenType": "OpenType"}
_OUTLINES: Final = {"FontFile2": "TrueType", "FontFile3 OpenType": "TrueType"}
_FITS: Final[Mapping[str, Mapping[str, str]]] = {
    "Type1": _SIMPLE,
    "MMType1": _SIMPLE,
    "TrueType": _OUTLINES,
    "CIDFontType0": {"FontFile3 CIDFontType0C": "CFF", "FontFile3 OpenType": "OpenType"},
    "CIDFontType2": _OUTLINES,
}
_RESTRICTED, _USES = 2, 0xF


def _program(font: FontFacts, program: ProgramFacts) -> Iterator[Fault]:
    """Yield what is wrong with a program.

    It is broken, or of another kind than its key and subtype say (ISO 32000-1 9.9); widths are told otherwise than it
    has them (ISO 32000-1 9.7.4.3, ISO 19005-2 6.2.11.5); it lacks glyphs that are shown (ISO 19005-2 6.2.11.4.1,
    6.2.11.8); its maker lets nobody embed it (OpenType OS/2 fsType; ISO 19005-2 6.2.11.4.1).
    """
    kind = font.heir or font.kind
    if program.fault:
        yield "F-04", ERROR, f"the program of the font {font.name} can't be read: {program.fault}", _AGAIN
    elif kind in _FITS and _FITS[kind].get(program.key) != program.kind:
        words = f"the font {font.name} is {kind}, and its program under {program.key} {program.kind or 'no font'}"
        yield "F-03", ERROR, words, _AGAIN
    if program.widths:
        cid, said, real = program.widths[0]
        words = f"the font {font.name} tells other widths than its program has: {said:g}, not {real:g}, of glyph {cid}"
        yield "F-05", ERROR, f"{words}{_more(len(program.widths))}", _AGAIN
    if program.absent:
        words = f"words are set in glyphs that the font {font.name} hasn't got: {program.absent[0]}"
        yield "F-06", ERROR, f"{words}{_more(len(program.absent))}", "set them in a font that has them"
    if program.licence is not None and program.licence & _USES == _RESTRICTED:
        yield "F-10", WARNING, f"the font {font.name} says that it may not be embedded", "ask for its licence"


def _more(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""


_GB1 = "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16"
_CNS1 = "B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16"
_JAPAN1 = "83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16"
_KOREA1 = "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16"
_CMAPS: Final = {
    f"{name}-{way}": f"Adobe-{collection}"
    for collection, names in (("GB1", _GB1), ("CNS1", _CNS1), ("Japan1", _JAPAN1), ("Korea1", _KOREA1))
    for name in names.split()
    for way in "HV"
} | {"H": "Adobe-Japan1", "V": "Adobe-Japan1"}
"""The collections of the CMaps that every reader knows (ISO 32000-1 Table 118)."""


def _composite(font: FontFacts) -> Iterator[Fault]:
    """Yield what keeps codes from becoming glyphs: CIDToGIDMap (ISO 32000-1 9.7.4.2), the CMap (9.7.5.2, 9.7.3)."""
    if font.heir == "CIDFontType2" and font.program is not None and not font.mapped:
        yield "F-07", ERROR, f"the font {font.name} doesn't say which glyphs its codes are (CIDToGIDMap)", _AGAIN
    if font.encoding in ("Identity-H", "Identity-V"):
        return
    wanted = _CMAPS.get(font.encoding, font.encoding.partition("embedded:")[2])
    if not wanted:
        words = f"has no CMap that there is ({font.encoding})" if font.encoding else "has no CMap"
        yield "F-08", ERROR, f"the font {font.name} {words}", _AGAIN
    elif wanted != font.collection:
        words = f"the CMap of the font {font.name} is for {wanted}, the font for {font.collection or 'nothing'}"
        yield "F-08", ERROR, words, _AGAIN
