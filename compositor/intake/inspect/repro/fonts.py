"""Fonts of others: embedded, with what PDF/A-2u asks for added where it is lacking (ISO 19005-2 6.2.11)."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, Final

from compositor.intake.inspect.repro.telling import Told
from compositor.records import dataclass

_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_UNKNOWN: Final = 0xFFFD
_NAMED: Final = re.compile(r"(?:uni|u)([0-9A-F]{4,6})(?:\.\w+)?")
_CODECS: Final = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_SINGLES: Final = re.compile(rb"beginbfchar.*?endbfchar", re.DOTALL)
_MUTE: Final = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<(?:0000|FEFF|feff|FFFE|fffe)>")
_BLOCK: Final = 100
_DROPPED: Final = ("/CIDSet", "/CharSet", "/Metadata")
"""What lists the glyphs of a font, mostly wrongly, and needn't be there (ISO 19005-2 6.2.11.4.2)."""


@dataclass(slots=True)
class Fonts:
    """The fonts that a page uses, with the codes of the glyphs that it shows."""

    pdf: Any
    told: Told
    old: bool
    codes: dict[Any, set[bytes]] = field(default_factory=dict)
    _known: dict[Any, Any] = field(default_factory=dict)

    def use(self, font: Any) -> None:
        """Take a font into use; one that isn't embedded is told."""
        if font.objgen in self._known and font.objgen != (0, 0):
            return
        self._known[font.objgen] = font
        kind = str(font.get("/Subtype", ""))[1:]
        program = font.DescendantFonts[0] if kind == "Type0" else font
        descriptor = program.get("/FontDescriptor", {})
        name = _plain_name(str(font.get("/BaseFont", "/?"))[1:])
        if kind != "Type3" and not any(key in descriptor for key in _PROGRAMS):
            self.told.refuse(
                f"the font {name} is not embedded",
                "embed all fonts when you export it, or turn the words into outlines",
            )
            return
        stream = descriptor.get("/FontFile3") if kind != "Type3" else None
        if self.old and stream is not None and str(stream.get("/Subtype", "")) == "/OpenType":
            words = f"the font {name} is embedded as OpenType, which PDF/X-1a doesn't know"
            self.told.refuse(words, "export it as PDF/X-1a, or turn the words into outlines")
        self._tidy(program, descriptor)
        self._speaking(font)

    def _speaking(self, font: Any) -> None:
        """Let glyphs that are said to be no characters be unknown ones (ISO 19005-2 6.2.11.7.2)."""
        import pikepdf

        given = font.get("/ToUnicode")
        if isinstance(given, pikepdf.Stream):
            said = bytes(given.read_bytes())
            mended = _SINGLES.sub(lambda block: _MUTE.sub(rb"\1<FFFD>", block[0]), said)
            if mended != said:
                given.write(mended)

    def _tidy(self, program: Any, descriptor: Any) -> None:
        import pikepdf

        for key in _DROPPED:
            if key in descriptor:
                del descriptor[key]
        for key in _PROGRAMS:
            if key in descriptor and "/Metadata" in descriptor[key]:
                del descriptor[key]["/Metadata"]
        if str(program.get("/Subtype", "")) == "/CIDFontType2" and "/CIDToGIDMap" not in program:
            program.CIDToGIDMap = pikepdf.Name.Identity

    def show(self, font: Any, text: bytes) -> None:
        """Note the codes of words that are shown; only a font without Unicode needs them."""
        if "/ToUnicode" in font:
            return
        wide = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        found = self.codes.setdefault(font.objgen, set())
        found.update(text[at : at + wide] for at in range(0, len(text) - wide + 1, wide))
        self._known[font.objgen] = font

    def finish(self) -> None:
        """Give fonts that say no Unicode a map of the characters shown; what isn't known is U+FFFD."""
        for key, codes in self.codes.items():
            font = self._known[key]
            if codes and "/ToUnicode" not in font:
                self.told.change("fonts that don't say which characters they show have got a map of them")
                font.ToUnicode = self.pdf.make_stream(_map(font, sorted(codes)))


def _plain_name(name: str) -> str:
    bare = name[7:] if re.match(r"[A-Z]{6}\+", name) else name
    return "".join(letter if letter.isprintable() else "?" for letter in bare)[:60]


def _map(font: Any, codes: list[bytes]) -> bytes:
    """Return a CMap from codes to Unicode (9.10.3)."""
    known = _characters(font)
    wide = len(codes[0])
    rows = [f"<{code.hex()}> <{known.get(code, chr(_UNKNOWN)).encode('utf-16-be').hex()}>" for code in codes]
    blocks = []
    for at in range(0, len(rows), _BLOCK):
        block = rows[at : at + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    head = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <{'00' * wide}> <{'ff' * wide}> endcodespacerange\n"
    )
    foot = "\nendcmap CMapName currentdict /CMap defineresource pop end end"
    return (head + "\n".join(blocks) + foot).encode("ascii")


def _characters(font: Any) -> dict[bytes, str]:
    """Return the characters of codes, as far as the font's encoding names them (9.6.6)."""
    import pikepdf

    given = font.get("/Encoding")
    if str(font.get("/Subtype", "")) == "/Type0":
        return {}
    base = given.get("/BaseEncoding") if isinstance(given, pikepdf.Dictionary) else given
    codec = _CODECS.get(str(base), "")
    found: dict[bytes, str] = {}
    if codec:
        for code in range(32, 256):
            letter = bytes([code]).decode(codec, "ignore")
            if letter:
                found[bytes([code])] = letter
    if isinstance(given, pikepdf.Dictionary):
        at = 0
        for one in given.get("/Differences", ()):
            if isinstance(one, pikepdf.Name):
                found[bytes([at & 255])] = _letter(str(one)[1:])
                at += 1
            else:
                at = int(one)
    return found


def _letter(name: str) -> str:
    if len(name) == 1:
        return name
    match = _NAMED.fullmatch(name)
    code = int(match[1], 16) if match else _NAMES.get(name, _UNKNOWN)
    good = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 and code not in (0xFEFF, 0xFFFE)
    return chr(code) if good else chr(_UNKNOWN)


_NAMES: Final = {
    "space": 0x20, "zero": 0x30, "one": 0x31, "two": 0x32, "three": 0x33, "four": 0x34, "five": 0x35, "six": 0x36,
    "seven": 0x37, "eight": 0x38, "nine": 0x39, "period": 0x2E, "comma": 0x2C, "colon": 0x3A, "semicolon": 0x3B,
    "hyphen": 0x2D, "slash": 0x2F, "percent": 0x25, "parenleft": 0x28, "parenright": 0x29, "ampersand": 0x26,
    "exclam": 0x21, "question": 0x3F, "at": 0x40, "plus": 0x2B, "dollar": 0x24, "quotesingle": 0x27, "quotedbl": 0x22,
}  # fmt: skip
"""The names of the Adobe Glyph List that fonts of adverts most often have."""
