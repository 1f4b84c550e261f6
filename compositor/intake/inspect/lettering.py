"""The fonts of a page: what the PDF says of them, what their programs say, and which glyphs of them are shown."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import partial
from itertools import compress, repeat
from operator import not_
from sys import byteorder
from typing import Any, Final

from compositor.intake.inspect.coding import decoded, entry, unnamed
from compositor.intake.inspect.facts import FontFacts, ProgramFacts
from compositor.intake.inspect.painted import Painted
from compositor.intake.inspect.programs import Program, program
from compositor.kept import NOTHING, Kept
from compositor.records import dataclass

_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_NEAR: Final = 1.0
"""By how much a width may be told otherwise than it is, in thousandths of an em: rounding (ISO 19005-2 6.2.11.5)."""
_MUTE: Final = frozenset((0, 0xFEFF, 0xFFFE))


@dataclass(slots=True)
class Known:
    """What was read so far of the fonts of a document, ``pdf``, by object: pages share them.

    Of a program that could not be read the words stand that say so. What is ``kept`` was read of earlier documents.
    """

    kept: Kept = NOTHING
    pdf: Any = None
    programs: dict[Any, Program | str] = field(default_factory=dict)
    widths: dict[Any, Mapping[int, float]] = field(default_factory=dict)
    mute: dict[Any, tuple[int, ...]] = field(default_factory=dict)


def fonts(painted: Painted, resources: Any, known: Known) -> Iterator[FontFacts]:
    """Yield the fonts that are used, and those that the page names: one not embedded fails unused as well."""
    named = dict(resources.get("/Font", {}).items()) if resources is not None else {}
    every = dict(painted.fonts)
    for name, font in named.items():
        every.setdefault(f"{name} {font.objgen}", font)
    for key, font in every.items():
        cids = _cids(painted.shown.get(key, set()))
        if known.kept.keeping:
            yield known.kept.once("font", key, (_spelt(font, known.pdf), cids), partial(_facts, font, cids, known))
        else:
            yield _facts(font, cids, known)


_REFERENCE: Final = re.compile(rb"([0-9]+) ([0-9]+) R")


def _spelt(thing: Any, pdf: Any) -> tuple[bytes, ...]:
    """Return all that is said of a thing in a file: itself, and whatever it names, streams as they are coded."""
    import pikepdf

    said: list[bytes] = []
    waiting, seen = [thing], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            said.append(bytes(one.read_raw_bytes()))
            one = one.stream_dict
        said.append(bytes(one.unparse(resolved=True)))
        for number, generation in _REFERENCE.findall(said[-1]):
            named = int(number), int(generation)
            if named not in seen:
                seen.add(named)
                waiting.append(pdf.get_object(named))
    return tuple(said)


def _facts(font: Any, shown: set[int], known: Known) -> FontFacts:
    kind = str(font.get("/Subtype", ""))[1:]
    heir = font.DescendantFonts[0] if kind == "Type0" else font
    descriptor = heir.get("/FontDescriptor", {})
    place = next((key for key in _PROGRAMS if key in descriptor), "")
    encoding = _encoding(font) if kind == "Type0" else ""
    cids = shown if encoding in ("Identity-H", "Identity-V") else set()
    return FontFacts(
        name=str(font.get("/BaseFont", f"/{kind}"))[1:],
        kind=kind,
        embedded=kind == "Type3" or bool(place),
        unicode="/ToUnicode" in font,
        heir=str(heir.get("/Subtype", ""))[1:] if kind == "Type0" else "",
        mapped="/CIDToGIDMap" in heir,
        encoding=encoding,
        collection=_collection(heir),
        measured=kind == "Type0" or not (place or kind == "Type3") or _measured(font),
        mute=_mute(font.get("/ToUnicode"), known),
        program=_program(descriptor[place], place, heir, cids, known) if place else None,
    )


def _encoding(font: Any) -> str:
    import pikepdf

    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Name):
        return str(encoding)[1:]
    return f"embedded:{_collection(encoding)}" if isinstance(encoding, pikepdf.Stream) else ""


def _collection(thing: Any) -> str:
    """Return a character collection, Adobe-GB1 say, of a CIDFont or CMap (ISO 32000-1 9.7.3)."""
    said = thing.get("/CIDSystemInfo")
    said = said[0] if said is not None and "Array" in type(said).__name__ else said
    return "" if said is None else f"{said.get('/Registry', '')}-{said.get('/Ordering', '')}"


def _measured(font: Any) -> bool:
    """Tell whether a simple font has a width for each code from FirstChar to LastChar (ISO 32000-1 Table 111)."""
    if not all(key in font for key in ("/FirstChar", "/LastChar", "/Widths")):
        return False
    return len(font.Widths) == int(font.LastChar) - int(font.FirstChar) + 1


def _cids(shown: set[bytes]) -> set[int]:
    """Return the CIDs of strings in which two bytes make one."""
    joined = b"".join([text if len(text) % 2 == 0 else text[:-1] for text in shown])
    codes = array("H", joined)
    if byteorder == "little":
        codes.byteswap()
    return set(codes)


# The program


def _program(stream: Any, place: str, heir: Any, cids: set[int], known: Known) -> ProgramFacts:
    key = place[1:]
    if key == "FontFile3":
        key += f" {str(stream.get('/Subtype', '/'))[1:]}"
    read = known.programs.get(stream.objgen)
    if read is None:
        read = known.programs[stream.objgen] = _read(stream)
    if isinstance(read, str):
        return ProgramFacts(key, "", fault=read)
    told, usual = (_told_widths(heir, known), float(heir.get("/DW", 1000))) if cids else ({}, 0.0)
    table = _glyph_map(heir)
    if not cids:
        return ProgramFacts(key, read.kind, licence=read.licence)
    ordered = sorted(cids)
    glyphs = read.glyphs(ordered) if table is None else [_of_table(table, cid) for cid in ordered]
    there = glyphs if table is None else read.glyphs(glyphs)
    absent: tuple[int, ...] = ()
    if 0 in glyphs or 0 in there:
        missing = [not glyph or not one for glyph, one in zip(glyphs, there, strict=True)]
        absent = tuple(compress(ordered, missing))
        ordered, glyphs = (list(compress(one, map(not_, missing))) for one in (ordered, glyphs))
    said = list(map(told.get, ordered, repeat(usual))) if told else [usual] * len(ordered)
    real = read.widths(glyphs)
    every = () if said == real else zip(ordered, said, real, strict=True)
    widths = [
        (cid, one, round(is_so, 1)) for cid, one, is_so in every if is_so is not None and abs(one - is_so) > _NEAR
    ]
    return ProgramFacts(key, read.kind, tuple(widths), absent, read.licence)


def _read(stream: Any) -> Program | str:
    try:
        return program(decoded(stream, 2))
    except Exception as error:  # a program of others may be broken in any way; that it is, is told
        return f"{type(error).__name__}: {unnamed(error)}"


def _glyph_map(heir: Any) -> bytes | None:
    """Return what makes glyphs of CIDs where the PDF has a table for it (ISO 32000-1 9.7.4.2)."""
    import pikepdf

    table = entry(heir, "/CIDToGIDMap")
    return decoded(table) if isinstance(table, pikepdf.Stream) else None


def _of_table(table: bytes, cid: int) -> int:
    return int.from_bytes(table[2 * cid : 2 * cid + 2], "big")


def _told_widths(heir: Any, known: Known) -> Mapping[int, float]:
    """Return widths by CID: ``c [w …]`` and ``first last w`` (ISO 32000-1 9.7.4.3)."""
    import pikepdf

    if heir.is_indirect and heir.objgen in known.widths:
        return known.widths[heir.objgen]
    found: dict[int, float] = {}
    waiting: list[int] = []
    for one in heir.get("/W", ()):
        if isinstance(one, pikepdf.Array):
            for number, width in enumerate(one, waiting.pop()):
                found[number] = float(width)
        elif len(waiting) == 2:
            first, last = waiting
            found |= dict.fromkeys(range(first, min(last, 0xFFFF) + 1), float(one))
            waiting = []
        else:
            waiting.append(int(one))
    known.widths[heir.objgen] = found
    return found


# Unicode

_BLOCK: Final = re.compile(rb"begin(bfchar|bfrange)([^e]*+(?:e(?!nd\1)[^e]*+)*)end\1")
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")


def _mute(stream: Any, known: Known) -> tuple[int, ...]:
    """Return the code points of ToUnicode that are no characters: U+0000, U+FEFF, U+FFFE (ISO 19005-2 6.2.11.7.2)."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        return ()
    if stream.objgen not in known.mute:
        found: set[int] = set()
        for kind, block in _BLOCK.findall(decoded(stream)):
            digits = block.translate(None, b" \t\r\n\f").upper()
            if any(code in digits for code in (b"0000", b"FEFF", b"FFFE")):
                found |= _MUTE & set(_given(block, 2 if kind == b"bfchar" else 3))
        known.mute[stream.objgen] = tuple(sorted(found))
    return known.mute[stream.objgen]


def _given(block: bytes, count: int) -> Iterator[int]:
    """Yield the code points that a block gives: the last of ``count`` strings, or all in brackets instead of it."""
    at, inside = 0, False
    for digits, bracket in _HEX.findall(block):
        if bracket:
            inside, at = bracket == b"[", count - 1 if bracket == b"[" else 0
            continue
        at += not inside
        if inside or at == count:
            text = bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
            yield from map(ord, text)
            at = at if inside else 0
