"""A face whose positions are whole numbers, and a type case of it, for tests of lines and pages.

1,000 units to the em. Every Han character is the same square; opening marks have their ink in the right half
of the em, closing marks and stops in the left half (or, ``centred``, stops in the middle half); Latin letters,
digits and five Hebrew letters are 500 wide, the word space and the hyphen 250, the interpunct 300. U+7AAE to U+7AFF,
Ext B and emoji are not in it. For vertical lines it has other glyphs (``vert``): brackets with their ink in the
upper half of the em, stops in the upper right, or in the middle if ``centred``; but 〖 〗 and dashes are turned.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import ClassVar

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from compositor.faces import FaceFile, Faces, Role
from compositor.model.design import Style
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.text import TypeCase
from compositor.units import pt

EM = pt(10)
MISSING = range(0x7AAE, 0x7B00)
OPENING = "“‘「『（［｛〔【《〈〖"
CLOSING = "”’」』）］｝〕】》〉〗"
STOPS = "，、；：。．？！"
WHOLE = "　～〜－／‼⁇⁈⁉％℃￥№①②★〓々〇—…⋯⸺あアー한ＡＢ１２ㄉㄏㄔㄗㄜㄢㄤㄨ"
TONES = "ˊˇˋ˙"


def _box(left: int, bottom: int, right: int, top: int) -> Glyph:
    pen = TTGlyphPen(None)
    if right > left:
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()
    return pen.glyph()


def _marks(*, centred: bool) -> dict[str, tuple[int, tuple[int, int, int, int]]]:
    """Return advance and ink box of every glyph that isn't a Han square."""
    stop = (400, 0, 600, 200) if centred else (100, 0, 300, 200)
    marks: dict[str, tuple[int, tuple[int, int, int, int]]] = {}
    marks.update(dict.fromkeys(OPENING, (1000, (600, 0, 900, 800))))
    marks.update(dict.fromkeys(CLOSING, (1000, (100, 0, 400, 800))))
    marks.update(dict.fromkeys(STOPS, (1000, stop)))
    marks.update(dict.fromkeys(WHOLE, (1000, (50, 0, 950, 800))))
    marks.update(dict.fromkeys(TONES, (1000, (400, 500, 600, 700))))
    marks.update({chr(code): (500, (50, 0, 450, 700)) for code in range(0x21, 0x7F)})
    marks.update(dict.fromkeys("אבגדה", (500, (50, 0, 450, 700))))
    marks.update({"⸺": (2000, (0, 300, 2000, 350)), "–": (500, (50, 300, 450, 350)), "é": (500, (50, 0, 450, 700))})
    marks.update({"·": (300, (100, 300, 200, 400)), "・": (1000, (450, 300, 550, 400)), "‧": (300, (100, 0, 200, 400))})
    marks.update({" ": (250, (0, 0, 0, 0)), "-": (250, (20, 300, 230, 350)), "\u3000": (1000, (0, 0, 0, 0))})
    return marks


def _upright(*, centred: bool) -> dict[str, tuple[int, int, int, int]]:
    """Return the ink boxes of the glyphs for vertical lines, by the mark that they stand for."""
    stop = (400, 280, 600, 480) if centred else (700, 580, 900, 780)
    found = dict.fromkeys(OPENING[:-1], (100, -20, 900, 280))
    found |= dict.fromkeys(CLOSING[:-1], (100, 480, 900, 780))
    return found | dict.fromkeys(STOPS, stop)


@cache
def face_bytes(*, centred: bool = False) -> bytes:
    """Return the test face as a TrueType file; ``centred`` has the stops of Taiwan and Hong Kong."""
    marks = _marks(centred=centred)
    cmap = {ord(character): f"u{ord(character):04X}" for character in marks}
    cmap.update({code: "han" for code in range(0x4E00, 0xA000) if code not in MISSING})
    upright = {f"{cmap[ord(character)]}.vert": box for character, box in _upright(centred=centred).items()}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "han", *(f"u{ord(character):04X}" for character in marks), *upright])
    builder.setupCharacterMap(cmap)
    square = _box(50, -80, 950, 820)
    drawn = {cmap[ord(c)]: _box(*box) for c, (_, box) in marks.items()}
    drawn |= {name: _box(*box) for name, box in upright.items()}
    builder.setupGlyf({".notdef": square, "han": square, **drawn})
    widths = {cmap[ord(character)]: (advance, box[0]) for character, (advance, box) in marks.items()}
    widths |= {name: (1000, box[0]) for name, box in upright.items()}
    builder.setupHorizontalMetrics({".notdef": (1000, 50), "han": (1000, 50), **widths})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    subs = " ".join(f"sub {name.removesuffix('.vert')} by {name};" for name in upright)
    builder.addOpenTypeFeatures(f"feature vert {{ {subs} }} vert;")
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


class FewHyphens:
    """A dictionary of hyphenation with the words that tests use."""

    WORDS: ClassVar = {"internationalization": (2, 5, 7, 9, 11, 13, 14, 16), "newspaper": (4, 6), "publisher": (3, 6)}

    def points(self, word: str, language: str = "en") -> tuple[int, ...]:
        return self.WORDS.get(word.lower(), ()) if language == "en" else ()


@cache
def _faces(region: Region) -> Faces:
    content = face_bytes(centred=region is not Region.CN)
    files = {name: FaceFile(name, f"{name}.ttf", content, 0) for name in ("song", "hei")}
    roles = {name: Role(name, {"regular": name}) for name in ("song", "hei")}
    return Faces(files, roles, _setting(region))


def _setting(region: Region) -> Setting:
    return Setting(region, Script.HANS if region is Region.CN else Script.HANT, HanForms(region.value))


def type_case(region: Region = Region.CN) -> TypeCase:
    """Return a type case of the test face, roles song and hei, for a region."""
    return TypeCase(_faces(region), FewHyphens(), _setting(region))


PLAIN = Style(name="body", role="song", weight="regular", size=EM, leading=pt(15), min_size=EM)
"""Body at ten points, GB prohibitions, Han–Latin gap an eighth of an em."""
