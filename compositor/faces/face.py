"""One face of a font file: what it covers, how it shapes, where its ink lies, and its subsets.

HarfBuzz does the work; a face never guesses a language: every shaping names language and script.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from mmap import mmap

import uharfbuzz as hb

from compositor.faces.bidi import in_reading_order, runs_backwards
from compositor.faces.charstrings import Charstrings
from compositor.faces.cut import Frame, Segment, narrowed, program
from compositor.faces.painted import Painted
from compositor.faces.sfnt import FaceError, FaceFile, cids, keyed_by_cid, summed, table, tables
from compositor.faces.shape import Shape, characters_of, folded, is_ignorable
from compositor.faces.tracing import traced
from compositor.records import dataclass

GETA = "〓"
"""U+3013 GETA MARK, which printers set in place of a sort that they don't have."""

_SUBSET = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DESUBROUTINIZE
)
# A composite font of a PDF needs no more than outlines and widths (ISO 32000-1 9.9, table 126).
_UNPRINTED = hb.Set(
    int.from_bytes(tag.encode(), "big")
    for tag in (
        *"BASE DSIG GDEF GPOS GSUB LTSH OS/2 PCLT STAT VDMX VORG".split(),
        *"cmap gasp hdmx kern meta name post vhea vmtx".split(),
    )
)
_SMALL = ("OS/2", "head", "post")
"""Tables that are read here; a face isn't kept but in HarfBuzz, which has a copy of its own."""
_DAMAGED = "has glyphs that can't be cut out for printing (damaged?)"
# HarfBuzz makes these from U+0020 where a face has none (hb-unicode.hh, space_fallback_type).
_SPACES = frozenset((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))


class Outline(StrEnum):
    """How a face draws its glyphs, which decides how a PDF embeds it."""

    TRUETYPE = "truetype"
    CFF = "cff"
    CFF_CID = "cff-cid"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a PDF says of a face as a whole (ISO 32000-1 table 122), in thousandths of an em; angle in degrees."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    italic_angle: int


class Face:
    """A face, opened. Raises ``FaceError`` where its file can't be used."""

    def __init__(self, file: FaceFile) -> None:
        self.id = file.id
        self.path = file.path
        self._tables = tables(file.content, file.index)
        self._read = {tag: table(file.content, self._tables.get(tag)) for tag in _SMALL}
        self._cff, self._keyed = memoryview(b""), False
        self._mapped = (file.mapped, file.index) if file.mapped else None
        blob = hb.Blob.from_file_path(file.mapped) if file.mapped else hb.Blob(bytes(file.content))
        self._face = hb.Face(blob, file.index)
        self._font = hb.Font(self._face)
        self.upem = int(self._face.upem)
        self.glyphs = int(self._face.glyph_count)
        self._shapes: dict[tuple[str, str, str, bool, str], Shape | None] = {}
        self._narrowed: dict[tuple[int, int], dict[int, bytes]] = {}
        self._part: tuple[hb.Face, Mapping[int, int]] | None = None
        self._expect_usable(file.content)

    def _expect_usable(self, content: bytes | mmap) -> None:
        if not self.glyphs:
            raise FaceError("has no glyphs")
        if not 16 <= self.upem <= 16384:
            raise FaceError(f"has {self.upem} units to the em; 16 to 16384 are allowed")
        if not len(self._held):
            raise FaceError("has no character table that can be read (cmap)")
        self._font.scale = (self.upem, self.upem)
        probe = next((self.code(text) for text in "一A國国e" if self.has(text)), None)
        if probe is not None and not self._font.get_glyph_h_advance(probe):
            raise FaceError("has no widths that can be read (hmtx)")
        if "CFF " in self._tables:
            offset, length = self._tables["CFF "]
            self._cff = memoryview(content)[offset : offset + length]
            self._keyed = keyed_by_cid(self._cff)
        if not self._mapped:  # one that came with the program is known, and read as it is asked for
            _ = self._cids
            self._subset({0, probe or 0})

    @cached_property
    def _cids(self) -> Sequence[int]:
        """The CID of every glyph of a face that is keyed by them."""
        try:
            return cids(self._cff, self.glyphs) if self._keyed else ()
        finally:
            self._cff = memoryview(b"")

    @cached_property
    def sum(self) -> str:
        """The SHA-256 of its file with its place in it: where that is the same, all that is drawn is."""
        return f"{summed(self._mapped[0] if self._mapped else self._face.blob.data)}-{self._face.index}"

    # What it covers

    @cached_property
    def _held(self) -> hb.Set:
        """The code points of the face's cmap as HarfBuzz has them, in a hundredth of the room."""
        return self._face.unicodes

    @property
    def characters(self) -> frozenset[int]:
        """The code points of the face's cmap."""
        return frozenset(self._held)

    def code(self, character: str) -> int:
        """Return the nominal glyph id of a character, 0 where the face has none."""
        code = int(self._font.get_nominal_glyph(ord(character)) or 0)
        return code if code < self.glyphs else 0

    def has(self, text: str) -> bool:
        """Tell whether the face's cmap has the whole of a cluster, as it stands or as Unicode normalises it."""
        if self._has_each(text):
            return True
        forms = {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
        return any(self._has_each(form) for form in sorted(forms))

    def _has_each(self, text: str) -> bool:
        held = self._held
        for character in text:
            code = ord(character)
            if code not in held and not (code in _SPACES and 0x20 in held) and not is_ignorable(character):
                return False
        return True

    def has_variant(self, base: str, selector: str) -> bool:
        """Tell whether the face has the form that a variation selector asks for (UTS #37)."""
        return bool(self._font.get_variation_glyph(ord(base), ord(selector)))

    def has_locl(self, language: str) -> bool:
        """Tell whether the face holds forms of its own for a language (``locl`` under the script ``hani``)."""
        wanted = {"zh-Hans": "ZHS ", "zh-Hant-TW": "ZHT ", "zh-Hant-HK": "ZHH ", "ja": "JAN "}.get(language, "")
        for at, script in enumerate(self._face.get_table_script_tags("GSUB")):
            if script != "hani":
                continue
            for number, system in enumerate(self._face.get_script_language_tags("GSUB", at)):
                if system.ljust(4) == wanted and "locl" in self._face.get_language_feature_tags("GSUB", at, number):
                    return True
        return False

    def drawn_for(self, forms: str) -> bool:
        """Tell whether the face says by its code pages (OS/2) that it was drawn for one region."""
        table = self._read["OS/2"]
        if len(table) < 82:
            return False
        pages = int.from_bytes(table[78:82], "big")
        declared = {name for bit, name in ((17, "JP"), (18, "CN"), (20, "TW")) if pages >> bit & 1}
        return declared == {forms}

    def has_feature(self, feature: str) -> bool:
        """Tell whether the face has a positioning feature such as ``halt`` under any script and language."""
        return feature in self._positioning

    @cached_property
    def _positioning(self) -> frozenset[str]:
        face = self._face
        found: set[str] = set()
        for at in range(len(face.get_table_script_tags("GPOS"))):
            found.update(face.get_language_feature_tags("GPOS", at))
            for number in range(len(face.get_script_language_tags("GPOS", at))):
                found.update(face.get_language_feature_tags("GPOS", at, number))
        return frozenset(found)

    # How it shapes

    def shape(
        self, text: str, *, language: str, script: str, vertical: bool = False, feature: str = ""
    ) -> Shape | None:
        """Shape ``text`` whole; None where a glyph is lacking. ``feature`` is one more feature to switch on.

        Raises ``ValueError`` without a language: untagged, faces answer with Japanese or Latin forms.
        """
        if not language:
            raise ValueError(f"{text!r} is shaped without a language")
        key = (text, language, script, vertical, feature)
        if key not in self._shapes:
            self._shapes[key] = self._shaped(key)
        return self._shapes[key]

    def _shaped(self, key: tuple[str, str, str, bool, str]) -> Shape | None:
        text, language, script, vertical, feature = key
        if not text:
            return Shape(self.id, self.upem, (), (), (), ())
        if len(text) == 1 and script and not (vertical or feature) and (alone := self._alone(text, language, script)):
            return alone
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_codepoints([ord(character) for character in text])
        buffer.guess_segment_properties()
        backwards = not vertical and runs_backwards(text)
        buffer.direction = "ttb" if vertical else "rtl" if backwards else "ltr"
        if script:
            buffer.script = script
        elif buffer.script in {None, "Zyyy", "Zinh", "Zzzz"}:
            buffer.script = "Latn"
        buffer.language = language
        hb.shape(self._font, buffer, {feature: True} if feature else {})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        codes = tuple(info.codepoint for info in infos)
        if not all(0 < code < self.glyphs for code in codes):  # a damaged cmap may name glyphs that aren't there
            return None
        if vertical:
            advances = tuple(-position.y_advance if self._stands else self.upem for position in positions)
            origins = (self._font.get_glyph_v_origin(code) for code in codes)
            shifts = tuple(
                -(position.y_offset + origin[1]) for position, origin in zip(positions, origins, strict=True)
            )
        else:
            advances = tuple(position.x_advance for position in positions)
            shifts = tuple(position.x_offset for position in positions)
        clusters = [info.cluster for info in infos]
        counts = characters_of(clusters[::-1] if backwards else clusters, len(text))
        shape = Shape(self.id, self.upem, codes, advances, shifts, counts)
        return folded(text, in_reading_order(shape) if backwards else shape)

    def _alone(self, text: str, language: str, script: str) -> Shape | None:
        """Shape one Han character that stays one glyph, as `_shaped` would; None where it is to say."""
        if not "一" <= text <= "鿿":
            return None
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(text)])
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self._font, buffer)
        infos = buffer.glyph_infos
        if len(infos) != 1 or not 0 < (code := infos[0].codepoint) < self.glyphs:
            return None
        (place,) = buffer.glyph_positions
        return Shape(self.id, self.upem, (code,), (place.x_advance,), (place.x_offset,), (1,))

    def squares(self, characters: str, *, language: str, script: str) -> Mapping[str, int]:
        """Return the glyphs of those Han characters that, each shaped alone, become one glyph an em wide.

        They are shaped all at once, in a fiftieth of the time. Of a face that came with the program it is known that no
        Han character's glyph depends on its neighbours; of others nothing is returned.
        """
        held = [character for character in characters if ord(character) in self._held] if self._mapped else []
        if not held:
            return {}
        buffer = hb.Buffer()
        buffer.add_codepoints(list(map(ord, held)))
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self._font, buffer)
        return {
            character: info.codepoint
            for character, info, place in zip(held, buffer.glyph_infos, buffer.glyph_positions, strict=True)
            if 0 < info.codepoint < self.glyphs and place.x_advance == self.upem and not place.x_offset
        }

    # Where its ink lies

    def ink(self, code: int) -> tuple[int, int, int, int]:
        """Return the ink box of a glyph in thousandths of an em: left, bottom, right, top from the origin."""
        extents = self._font.get_glyph_extents(code)
        if extents is None:
            return (0, 0, 0, 0)
        left, top = extents.x_bearing, extents.y_bearing
        box = (left, top + extents.height, left + extents.width, top)
        return tuple(round(value * 1000 / self.upem) for value in box)

    def advance(self, code: int) -> int:
        """Return the natural advance of a glyph in horizontal lines, in units of the face."""
        return int(self._font.get_glyph_h_advance(code))

    def width(self, code: int) -> int:
        """Return the natural advance of a glyph in horizontal lines in whole thousandths of an em."""
        return self.painted.widths[code]

    def vertical(self, code: int) -> tuple[int, int, int]:
        """Return a glyph's advance downwards and the x and y of its origin in vertical lines, in units.

        Of a face without vertical metrics it is the middle of the em box's top, an em down (ISO 32000-1 9.7.4.3).
        """
        if not self._stands:
            return self.upem, self.advance(code) // 2, self.upem * 880 // 1000
        x, y = self._font.get_glyph_v_origin(code)
        return -int(self._font.get_glyph_v_advance(code)), int(x), int(y)

    @property
    def _stands(self) -> bool:
        """Tell whether the face has vertical metrics; HarfBuzz would centre the ink of one that hasn't."""
        return "vmtx" in self._tables

    @cached_property
    def metrics(self) -> Metrics:
        """What a PDF's font descriptor says of the face."""
        extents = self._font.get_font_extents("ltr")
        tags = hb.OTMetricsTag

        def thousandths(tag: int, otherwise: int) -> int:
            value = self._font.get_metric_position(tag)
            return round((otherwise if value is None else value) * 1000 / self.upem)

        edges = [edge * 1000 // self.upem for edge in self._box]
        post = self._read["post"]
        angle = int.from_bytes(post[4:6], "big", signed=True) if len(post) >= 8 else 0
        return Metrics(
            thousandths(tags.HORIZONTAL_ASCENDER, extents.ascender),
            thousandths(tags.HORIZONTAL_DESCENDER, extents.descender),
            thousandths(tags.CAP_HEIGHT, self.upem * 7 // 10),
            (edges[0], edges[1], edges[2], edges[3]),
            angle,
        )

    @property
    def _box(self) -> tuple[int, int, int, int]:
        """The box around all its glyphs, in units of the face (OpenType 1.9, head)."""
        left, foot, right, top = struct.unpack(">4h", self._read["head"][36:44].ljust(8, b"\0"))
        return left, foot, right, top

    @cached_property
    def geta(self) -> int:
        """The glyph id of 〓, 0 where the face has none."""
        return self.code(GETA)

    @property
    def licence(self) -> str:
        """What the face says of its licence: the address it names, else the first sentence of its licence text."""
        ids = hb.OTNameIdPredefined
        address = str(self._face.get_name(ids.LICENSE_URL) or "").strip()
        return address or str(self._face.get_name(ids.LICENSE) or "").strip().split(". ")[0]

    # Its subsets

    @cached_property
    def name(self) -> str:
        """The PostScript name of the face, made from its id where it has none that a PDF may use."""
        given = str(self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "")
        fit = "".join(letter for letter in given if letter.isascii() and (letter.isalnum() or letter in "-_."))
        return fit or "Face-" + "".join(letter for letter in self.id if letter.isascii() and letter.isalnum())

    @cached_property
    def outline(self) -> Outline:
        """How the face draws its glyphs."""
        if "glyf" in self._tables:
            return Outline.TRUETYPE
        return Outline.CFF_CID if self._keyed else Outline.CFF

    @cached_property
    def pdf_codes(self) -> Sequence[int]:
        """The code with which a PDF paints each glyph id: the CID where the face is keyed by CIDs, else itself.

        HarfBuzz keeps CIDs through a subset (ISO 32000-1 9.7.4.2: a CIDFontType0C program is asked by CID), so
        a page can be painted before its subset is known.
        """
        return self._cids if self._keyed else range(self.glyphs)

    @cached_property
    def painted(self) -> Painted:
        """How a PDF paints its glyphs, told once for all documents."""
        return Painted(
            lambda code: self.pdf_codes[code],
            lambda code: round(self.advance(code) * 1000 / self.upem),
            frozenset((0, self.geta)),
        )

    def subset(self, codes: Iterable[int]) -> tuple[bytes, tuple[int, ...]]:
        """Return a font program with only the glyphs of ``codes``, and those in the program's order.

        The program is a bare CFF table, asked by ``pdf_codes``, or a TrueType file: of that the second value lists the
        full face's glyph id of each of its glyphs. Raises ``FaceError`` where HarfBuzz can't make the subset.
        """
        wanted = dict.fromkeys((0, *codes))  # in their order, which is that of the program
        try:
            if self.outline is not Outline.TRUETYPE:
                cid = self.painted.cids.__getitem__
                content = self._charstrings.program(self.name, wanted, cid, self._box)
                if content:
                    return content, ()
            return self._subset(set(wanted))
        except FaceError as error:
            raise FaceError(f"{self.path} {error}") from None

    def keep(self, codes: Iterable[int]) -> bool:
        """Have glyphs ready for ``subset``; tell whether they are kept as charstrings.

        Many that are asked for at once take little longer than one. Of a TrueType face those that were asked for last
        are ready: what is cut from a part of it is what would be cut from all of it, in a thirtieth of the time.
        """
        if self.outline is not Outline.TRUETYPE:
            return self._charstrings.keep(codes)
        self._part = None
        with suppress(FaceError):  # it is told when a plate asks for the glyph
            made, places = self._cut_out({0, *codes}, _SUBSET)
            self._part = hb.Face(hb.Blob(bytes(made.blob.data))), places
        return False

    @property
    def at_hand(self) -> bool:
        """Tell whether set-up has cut its glyphs out: to have them ready takes no time then."""
        return self.outline is not Outline.TRUETYPE and self._charstrings.at_hand

    def cut_out(self, codes: Iterable[int]) -> Mapping[int, bytes]:
        """Return what `keep` has ready of glyphs; `take` has the same face of another process keep it."""
        return {} if self.outline is Outline.TRUETYPE else self._charstrings.cut_out(codes)

    def take(self, made: Mapping[int, bytes]) -> None:
        """Keep what another process has cut out."""
        self._charstrings.take(made)

    @cached_property
    def _charstrings(self) -> Charstrings:
        def cut(codes: set[int]) -> tuple[bytes, dict[int, int]]:
            made, places = self._cut_out(codes, _SUBSET)
            return bytes(made.reference_table("CFF ").data), places

        return Charstrings(cut, self.upem, *(self._mapped or ()))

    def _subset(self, codes: set[int]) -> tuple[bytes, tuple[int, ...]]:
        if self.outline is not Outline.TRUETYPE:
            flags = _SUBSET | hb.SubsetFlags.RETAIN_GIDS if self.outline is Outline.CFF else _SUBSET
            content = bytes(self._cut_out(codes, flags)[0].reference_table("CFF ").data)
            order: tuple[int, ...] = ()
        else:
            made, places = self._cut_out_of_part(codes) or self._cut_out(codes, _SUBSET)
            content = bytes(made.blob.data)
            at = {new: old for old, new in places.items()}
            order = tuple(at.get(one, 0) for one in range(max(at, default=-1) + 1))
        if not content:
            raise FaceError(_DAMAGED)
        return content, order

    def _cut_out(self, codes: set[int], flags: hb.SubsetFlags) -> tuple[hb.Face, dict[int, int]]:
        """Have HarfBuzz cut glyphs out, and return with what it made where each of them is in it."""
        if self._mapped:  # anew: what is read of its outlines doesn't stay in memory
            return _cut_out(hb.Face(hb.Blob.from_file_path(self._mapped[0]), self._mapped[1]), codes, flags)
        return _cut_out(self._face, codes, flags)

    def _cut_out_of_part(self, codes: set[int]) -> tuple[hb.Face, dict[int, int]] | None:
        """Do the same with a part of the face that has them all, if there is one."""
        if self._part is None:
            return None
        part, places = self._part
        if not codes <= places.keys():
            return None
        made, found = _cut_out(part, set(map(places.__getitem__, codes)), _SUBSET)
        return made, {code: found[place] for code, place in places.items() if place in found}

    def cut(self, codes: Iterable[int], *, shift: int, width: int) -> bytes:
        """Return a CFF program, keyed by ``pdf_codes``, of glyphs moved by ``shift`` (thousandths of an em).

        All its glyphs are ``width`` wide.
        """
        made = self._narrowed.setdefault((shift, width), {})
        for code in {0, *codes}.difference(made):
            made[code] = narrowed(self.drawn(code, 1000) if code else (), shift, width)
        by_cid = {self.pdf_codes[code]: made[code] for code in codes if code}
        return program(self.name, {0: made[0], **{cid: by_cid[cid] for cid in sorted(by_cid)}}, Frame())

    def drawn(self, code: int, em: int) -> list[Segment]:
        """Return a glyph's outline, curves as cubics, where an em has so many units; nothing of one without ink."""
        return traced(self._font, code, em / self.upem)


def _cut_out(face: hb.Face, codes: set[int], flags: hb.SubsetFlags) -> tuple[hb.Face, dict[int, int]]:
    """Have HarfBuzz cut glyphs out of a face; those that they are put together of are cut out too."""
    asked = hb.SubsetInput()
    asked.flags = flags
    asked.unicode_set.clear()
    asked.glyph_set.update(sorted(codes))
    asked.drop_table_tag_set.update(_UNPRINTED)
    try:
        plan = hb.SubsetPlan(face, asked)
        return plan.execute(), dict(plan.old_to_new_glyph_mapping)
    except (RuntimeError, MemoryError):
        raise FaceError(_DAMAGED) from None
