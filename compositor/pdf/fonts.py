"""Faces as composite fonts of a document: codes, widths, meanings and the subset that is embedded.

A glyph's code is its CID in the full face (ISO 32000-1 9.7.4.2), so lines are painted before anybody knows the
subset. One code has one meaning in a font's ToUnicode; a glyph that means two things (“ and 『 share one in some
vertical faces) gets its second meaning in a second font, a *layer*, of the same program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from compositor.faces import GETA, Face, Outline
from compositor.kept import NOTHING, Kept, Told
from compositor.model.lines import MIDDLE
from compositor.pdf.file import Body, Reference, Stream, dictionary, name, packed
from compositor.records import dataclass

Sort = tuple[int, str, int]
"""How a glyph is painted: its layer, its code in hexadecimal, and its width in thousandths of an em."""
FontSet = tuple[str, int]
"""The font that a content stream has set, by its name, and its size."""

# Adobe Technical Note 5014: at most 100 entries in a bfchar block.
_BLOCK = 100
_ENTRY = b"<0000> <0000>\n"
_SYMBOLIC = 4
_ITALIC = 64
_STEM_V = 80
_CFF = "/Subtype /CIDFontType0C"


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """How sorts are cut from a face's glyphs: moved by ``shift``, and ``width`` wide, 0 for their own width.

    In thousandths of an em. Squeezed marks are cut half or three quarters of an em wide, and those whose white
    stands before the ink are moved, so that a program that reads text back sees characters side by side and in order.
    Sorts of ``vertical`` lines need no cutting: there extent and place are metrics of the font (ISO 32000-1 9.7.4.3).
    Their middle stands ``across``, to the right of the pen.
    """

    shift: int = 0
    width: int = 0
    vertical: bool = False
    across: int = 0


WHOLE = Cut()
UPRIGHT = Cut(vertical=True, across=MIDDLE)
"""The pen of a vertical line goes down where the baseline of turned words is, so that both are of one column."""
# What a glyph means that shares its characters with the one before it: an empty meaning confuses some readers.
_NOTHING = "\N{ZERO WIDTH SPACE}"
_FULL = 1000
_OVER = 880
"""The vertical origin over the baseline where a face says nothing else: the top of the em box."""
# Readers of text take sorts that overlap by more than a tenth of an em for different words.
_NARROW = 950
# By where the ink stands: in the second half of the em box, in its middle, in its first half.
_SHIFTS = ((-375, -500), (-125, -250), (1000, 0))


class Layer:
    """One font resource of a face: its name in the document, its cut, and what each of its codes means."""

    def __init__(self, name: str, cut: Cut) -> None:
        self.name = name
        self.cut = cut
        self.meanings: dict[str, str] = {}


class EmbeddedFace:
    """A face in one document. It adds its objects at the end, when all that is set in it is known.

    What is ``kept`` of it was coded for an earlier document. CFF programs stand ``bare``, or in Flate, which makes them
    a fifth smaller.
    """

    def __init__(self, face: Face, name: str, kept: Kept = NOTHING, *, bare: bool = False) -> None:
        self.face = face
        self.painted = face.painted
        self._kept, self._bare = kept, bare
        self.layers: list[Layer] = []
        self.name = name
        self._cuts: dict[Cut, Sorts] = {}
        self._narrowed: Final[Told[int, Sorts]] = Told(lambda width: self.of(_narrowed(WHOLE, 0, width)))
        self.squeezed: Final[Told[tuple[int, int], Sorts]] = Told(self._squeezed)
        """The sorts of glyphs an em wide that move the pen on by less, by that and the size of the em."""
        self.whole = self.of(WHOLE)

    def of(self, cut: Cut) -> Sorts:
        """Return the sorts of a cut."""
        if cut is WHOLE and self._cuts:
            return self.whole
        found = self._cuts.get(cut)
        if found is None:
            found = self._cuts[cut] = Sorts(self, cut)
        return found

    def sort(self, code: int, text: str, cut: Cut = WHOLE) -> Sort:
        """Return how glyph ``code`` is painted where it stands for ``text``."""
        return self.of(cut).known[code, text]

    def layer(self, cut: Cut) -> int:
        """Add one more layer of a cut, and return its number."""
        self.layers.append(Layer(f"{self.name}.{len(self.layers)}" if self.layers else self.name, cut))
        return len(self.layers) - 1

    def width(self, code: int) -> int:
        """Return a glyph's natural width in whole thousandths of an em, as the font dictionary gives it.

        Whole, because some readers keep no fractions of it; positions are reckoned from what is written.
        """
        return self.face.width(code)

    def height(self, code: int) -> int:
        """Return how far down a vertical line a glyph takes it, in whole thousandths of an em."""
        return round(self.face.vertical(code)[0] * 1000 / self.face.upem)

    def extent(self, code: int, whole: Cut) -> int:
        """Return the natural extent of a glyph along its line: its width, or its height where it stands upright."""
        return self.height(code) if whole.vertical else self.width(code)

    def cut(self, code: int, advance: int, shift: int, whole: Cut = WHOLE) -> Cut:
        """Return the cut of a sort that moves the pen by ``advance`` and is drawn ``shift`` further on.

        Both in thousandths of an em. Only full-width sorts that are set narrower are cut, so that the next one
        never stands inside their box. ``whole`` is the cut of the others, and tells the direction.
        """
        if advance >= _NARROW or self.extent(code, whole) != _FULL:
            return whole
        return _cut(whole, advance, shift)

    def _squeezed(self, sizes: tuple[int, int]) -> Sorts:
        thousandths = sizes[0] * 1000 // sizes[1]
        return self.whole if thousandths >= _NARROW else self._narrowed[_narrowed_width(thousandths)]

    # What the document has of it

    def add_to(self, body: Body) -> Iterator[tuple[str, Reference]]:
        """Add the embedded programs, and a font dictionary for every layer; yield those by the layers' names."""
        programs: dict[Cut, _Embedded] = {}
        for cut in sorted(cut for cut, sorts in self._cuts.items() if sorts.codes):
            drawn = WHOLE if cut.vertical else cut
            if drawn not in programs:
                programs[drawn] = self._embedded(body, self._program(drawn))
            program = programs[drawn]
            descendant = body.add(self._descendant(program, cut))
            encoding = "Identity-V" if cut.vertical else "Identity-H"
            for layer in self.layers:
                if layer.cut != cut:
                    continue
                font = {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": name(program.named if program.gids else f"{program.named}-{encoding}"),
                    "Encoding": f"/{encoding}",
                    "DescendantFonts": f"[{descendant}]",
                    "ToUnicode": body.stream(self._meanings(layer)),
                }
                yield layer.name, body.add(dictionary(font))

    def _meanings(self, layer: Layer) -> Stream:
        """Return the ToUnicode CMap of a layer, coded."""
        made_of = layer.meanings
        return self._kept.once("meanings", layer.name, made_of, lambda: _meant(made_of))

    def _program(self, cut: Cut) -> _Program:
        """Return the program of a cut, coded."""
        whole = (sorts.codes for one, sorts in self._cuts.items() if one == WHOLE or one.vertical)
        codes = tuple(sorted(set().union(*whole) if cut == WHOLE else self._cuts[cut].codes))
        face, bare = self.face, self._bare
        make = _few_glyphs if len(codes) <= _FEW else _program
        return self._kept.once(
            "font program", (face.id, cut), (face, codes, bare), lambda: make(face, cut, codes, bare=bare)
        )

    def _descendant(self, program: _Embedded, cut: Cut) -> str:
        codes, face = {0, *self._cuts[cut].codes}, self.face
        measures = self._kept.once("measures", (face.id, cut), (face, codes), lambda: self._measures(codes, cut))
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2" if program.gids else "/CIDFontType0",
            "BaseFont": name(program.named),
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": program.descriptor,
            "DW": _FULL,
            "W": measures[0],
            "CIDToGIDMap": program.gids,
        }
        if cut.vertical:
            entries["DW2"] = f"[{_OVER} -{_FULL}]"
            entries["W2"] = measures[1]
        return dictionary(entries)

    def _measures(self, codes: set[int], cut: Cut) -> tuple[str, str]:
        """Return the W array of glyphs in a cut, and the W2 array where it is one of vertical lines."""
        narrowed = 0 if cut.vertical else cut.width
        cids, natural = self.painted.cids, self.painted.widths
        others = codes if narrowed else codes - self.painted.ems
        told = ((code, narrowed or natural[code]) for code in others)
        wide = widths({cids[code]: width for code, width in told if width != _FULL})
        return wide, heights({cids[code]: self._stance(code, cut) for code in codes}) if cut.vertical else ""

    def _stance(self, code: int, cut: Cut) -> tuple[int, int, int]:
        """Return a glyph's height and the place of its vertical origin, as ``heights`` writes them."""
        _, x, y = (round(value * 1000 / self.face.upem) for value in self.face.vertical(code))
        return cut.width or self.height(code), x - cut.across, y + cut.shift

    def _embedded(self, body: Body, program: _Program) -> _Embedded:
        """Add a program with its descriptor, once for all the fonts that are of it."""
        descriptor = body.add(self._descriptor(body, program))
        return _Embedded(program.named, descriptor, body.stream(program.gids) if program.gids else "")

    def _descriptor(self, body: Body, program: _Program) -> str:
        metrics = self.face.metrics
        entries = {
            "Type": "/FontDescriptor",
            "FontName": name(program.named),
            "Flags": _SYMBOLIC | (_ITALIC if metrics.italic_angle else 0),
            "FontBBox": f"[{' '.join(map(str, metrics.box))}]",
            "ItalicAngle": metrics.italic_angle,
            "Ascent": metrics.ascent,
            "Descent": metrics.descent,
            "CapHeight": metrics.cap_height,
            "StemV": _STEM_V,
            "FontFile2" if program.gids else "FontFile3": body.stream(program.content),
        }
        return dictionary(entries)


def _cut(whole: Cut, advance: int, shift: int) -> Cut:
    """Return the cut of a sort that is set narrower than its em (`EmbeddedFace.cut`)."""
    return _narrowed(whole, next(cut for edge, cut in _SHIFTS if shift <= edge), _narrowed_width(advance))


def _narrowed_width(advance: int) -> int:
    return 750 if advance >= 750 else 500


@cache
def _narrowed(whole: Cut, shift: int, width: int) -> Cut:
    return replace(whole, shift=shift, width=width)


class Sorts:
    """The sorts of a cut in a document: those that were asked for, and the layers that they are in."""

    def __init__(self, font: EmbeddedFace, cut: Cut) -> None:
        self._font, self._cut = font, cut
        self.width = cut.width or _FULL
        self.known: Final[Told[tuple[int, str], Sort]] = Told(self._new_sort)
        """How glyphs are painted, by glyph and what it stands for."""
        self.codes: set[int] = set()
        self.layers: list[tuple[int, dict[str, str]]] = []
        """Numbers of layers, and what their codes mean."""
        self._extents: tuple[set[int], set[int]] = set(), set()

    def narrow(self, codes: Sequence[int]) -> set[int]:
        """Return glyphs that have another extent than an em, as letters do: of these nothing is cut.

        Those of ``codes`` are among them that are such.
        """
        known, narrow = self._extents
        if not known.issuperset(codes):
            fresh = set(codes) - known
            known |= fresh
            narrow.update(code for code in fresh if self._font.extent(code, self._cut) != _FULL)
        return narrow

    def _new_sort(self, pair: tuple[int, str]) -> Sort:
        (code, text), face, cut = pair, self._font.face, self._cut
        width = cut.width or (self._font.height(code) if cut.vertical else face.width(code))
        told = self._font.painted
        painted = told.codes[code] or f"{told.cids[code]:04X}"
        return self._layer(code, text, painted), painted, width

    def agree(self, codes: Sequence[int], painted: Sequence[str], text: str) -> bool:
        """Have glyphs stand for a character each in the first layer; tell whether none means something else there.

        They are not the geta, and no .notdef.
        """
        self.codes.update(codes)
        return "".join(map(self.first()[1].setdefault, painted, text)) == text

    def first(self) -> tuple[int, dict[str, str]]:
        """Return the number of the first layer and what its codes mean; it is made if there is none yet."""
        return self.layers[0] if self.layers else self._new_layer()

    def _layer(self, code: int, text: str, painted: str) -> int:
        """Return the layer in which a glyph stands for ``text``: the first in which it means nothing else."""
        face = self._font.face
        meaning = GETA if code in (0, face.geta) else text or _NOTHING
        self.codes.add(code)
        for at, meanings in self.layers:
            if meanings.setdefault(painted, meaning) == meaning:
                return at
        at, meanings = self._new_layer()
        meanings[painted] = meaning
        return at

    def _new_layer(self) -> tuple[int, dict[str, str]]:
        at = self._font.layer(self._cut)
        self.layers.append((at, self._font.layers[at].meanings))
        return self.layers[-1]


@dataclass(frozen=True, slots=True)
class _Program:
    """A font program: the name of its subset, its content, and a TrueType program's map from codes to glyphs.

    Both are coded as the document has them.
    """

    named: str
    content: Stream
    gids: Stream | None = None


def _program(face: Face, cut: Cut, codes: tuple[int, ...], *, bare: bool) -> _Program:
    """Make the program of a cut: the face's subset for whole and upright sorts, else one of sorts cut to width."""
    if cut != WHOLE:
        content = face.cut(codes, shift=cut.shift, width=cut.width)
        named = f"{_tag(f'{face.name} {cut.shift} {cut.width}', codes)}+{face.name}"
        return _Program(named, _outlines(content, bare=bare))
    content, order = face.subset(codes)
    named = f"{_tag(face.name, codes)}+{face.name}"
    if face.outline is not Outline.TRUETYPE:
        return _Program(named, _outlines(content, bare=bare))
    return _Program(named, packed(content, f"/Length1 {len(content)}", dense=True), packed(gid_map(order)))


_FEW: Final = 64
"""How many glyphs a program or a map may have that is kept for other plates: the same squeezed marks are on many."""
_few: Final = WeakKeyDictionary[Face, dict[tuple[Cut, tuple[int, ...], bool], _Program]]()


def _few_glyphs(face: Face, cut: Cut, codes: tuple[int, ...], *, bare: bool) -> _Program:
    """Return a small program of a face, made once for as long as the face is at hand."""
    kept, key = _few.setdefault(face, {}), (cut, codes, bare)
    if key not in kept:
        if len(kept) == _FEW:
            kept.clear()
        kept[key] = _program(face, cut, codes, bare=bare)
    return kept[key]


def _outlines(content: bytes, *, bare: bool) -> Stream:
    """Return a CFF table as the document has it."""
    return Stream(_CFF, content) if bare else packed(content, _CFF, dense=True)


@dataclass(frozen=True, slots=True)
class _Embedded:
    """A program in the document: references to its descriptor and to its map from codes to glyphs, if it has one."""

    named: str
    descriptor: Reference
    gids: Reference = ""


def widths(natural: Mapping[int, int]) -> str:
    """Write the W array (ISO 32000-1 9.7.4.3) of widths by code, but those that are as wide as the default."""
    parts: list[str] = []
    run: list[str] = []
    after = -1
    for code, width in sorted(natural.items()):
        if code != after and run:
            parts.append(f"[{' '.join(run)}]")
            run = []
        if not run:
            parts.append(str(code))
        run.append(str(width))
        after = code + 1
    if run:
        parts.append(f"[{' '.join(run)}]")
    return f"[{' '.join(parts)}]"


def heights(stances: Mapping[int, tuple[int, int, int]]) -> str:
    """Write the W2 array (ISO 32000-1 9.7.4.3): by codes the height and the x and y of the vertical origin.

    Each code is told by itself, also where all stand alike. Of a range Ghostscript (10.00 at least) takes nothing and
    sets the glyphs elsewhere; Poppler (up to 22.12 at least) finds of a second range the last code alone.
    """
    codes = sorted(stances)
    parts: list[str] = []
    for code in codes:
        height, x, y = stances[code]
        parts.append(
            f"{'' if code - 1 in stances else f'{code} ['}{-height} {x} {y}{'' if code + 1 in stances else ']'}"
        )
    return f"[{' '.join(parts)}]"


def gid_map(order: tuple[int, ...]) -> bytes:
    """Write the CIDToGIDMap (ISO 32000-1 9.7.4.2) from the full face's glyph ids to the program's."""
    gids = bytearray(2 * (max(order) + 1))
    for gid, code in enumerate(order):
        gids[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
    return bytes(gids)


def to_unicode(meanings: Mapping[str, str]) -> bytes:
    """Write the ToUnicode CMap (ISO 32000-1 9.10.3) of codes in hexadecimal, four digits each."""
    codes = sorted(meanings)
    texts = list(map(meanings.__getitem__, codes))
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for at in range(0, len(codes), _BLOCK):
        block = codes[at : at + _BLOCK]
        lines += [f"{len(block)} beginbfchar", f"{_entries(block, texts[at : at + _BLOCK])}endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


def _meant(meanings: Mapping[str, str]) -> Stream:
    """Return a ToUnicode CMap, coded."""
    return _few_meanings(tuple(sorted(meanings.items()))) if len(meanings) <= _FEW else packed(to_unicode(meanings))


@lru_cache(maxsize=64)
def _few_meanings(meanings: tuple[tuple[str, str], ...]) -> Stream:
    return packed(to_unicode(dict(meanings)))


def _entries(codes: Sequence[str], texts: Sequence[str]) -> str:
    """Write entries: where all mean a character of the BMP, digits are put into all of them at once."""
    meant = _sixteens("".join(texts))
    if len(meant) != 4 * len(codes) or "" in texts:
        return "".join(f"<{code}> <{_sixteens(text)}>\n" for code, text in zip(codes, texts, strict=True))
    spelt, meaning = "".join(codes).encode("ascii"), meant.encode("ascii")
    rows, width = bytearray(_ENTRY * len(codes)), len(_ENTRY)
    for at in range(4):
        rows[1 + at :: width] = spelt[at::4]
        rows[8 + at :: width] = meaning[at::4]
    return rows.decode("ascii")


def _sixteens(text: str) -> str:
    """Return text in UTF-16, in hexadecimal: characters beyond the BMP become surrogate pairs."""
    return text.encode("utf-16-be").hex().upper()


def _tag(name: str, order: tuple[int, ...]) -> str:
    """Return the six letters that tell one subset from another (ISO 32000-1 9.6.4)."""
    said = f"{name} {' '.join(['%d'] * len(order)) % order}"
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters
