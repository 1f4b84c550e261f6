"""Make a Latin companion out of the Latin that a Chinese face brings along.

Noto CJK's letters and figures were drawn to stand beside its Han in weight, contrast and height, but their
defaults are Chinese: quotes and the ellipsis are one em wide, and signs such as × or † are Han-sized. A
companion answers with the proportional forms and leaves the Han-sized signs to the next face of the chain.
"""

import io
import unicodedata

import uharfbuzz as hb
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

EM = 1000
DIGITS = "0123456789"
LIGATURES = {"ff": 0xFB00, "fi": 0xFB01, "fl": 0xFB02, "ffi": 0xFB03, "ffl": 0xFB04}
SYSTEMS = ("DFLT", "latn", "grek", "cyrl")


def glyph_of(font: hb.Font, char: str, *, features: dict[str, bool]) -> int:
    """Return the glyph that one character becomes in English text under these features."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    hb.shape(font, buffer, features)
    glyphs = [one.codepoint for one in buffer.glyph_infos]
    return int(glyphs[0])


def width_of(font: hb.Font, char: str) -> int:
    """Return the advance of a character's default glyph, in font units."""
    return int(font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))))


def is_han_sized(font: hb.Font, char: str, glyph: int) -> bool:
    """Tell whether a sign fills the em as a Han character does.

    Letters and ASCII never do: W, Ж and @ are just wide.
    """
    letter = unicodedata.category(char) in {"Ll", "Lu", "Lt"}
    if letter or char.isascii() or char.isspace():
        return False
    return bool(font.get_glyph_h_advance(glyph) == EM)


def proportional_glyphs(font: hb.Font, codes: list[int]) -> dict[int, int]:
    """Give each character its proportional glyph; characters that have a Han-sized one only are left out.

    Figures stay what the cmap says (proportional in Song); their tabular forms hide in English `locl`.
    """
    chosen: dict[int, int] = {}
    for code in codes:
        char = chr(code)
        glyph = glyph_of(font, char, features={"pwid": True, "locl": char not in DIGITS})
        if not is_han_sized(font, char, glyph):
            chosen[code] = glyph
    return chosen


def feature_file(font: hb.Font, names: dict[str, str], glyph_order: list[str]) -> str:
    """Write the companion's GSUB: f-ligatures, and figures of one width where they aren't so already.

    `names` gives the glyph name of a character.
    """
    lines = [f"languagesystem {system} dflt;" for system in SYSTEMS]
    lines.append("feature liga {")
    for letters, code in sorted(LIGATURES.items(), key=lambda pair: -len(pair[0])):
        lines.append(f"  sub {' '.join(names[one] for one in letters)} by {names[chr(code)]};")
    lines.append("} liga;")
    tabular = {digit: glyph_of(font, digit, features={"locl": True}) for digit in DIGITS}
    if any(font.get_glyph_h_advance(glyph) != width_of(font, digit) for digit, glyph in tabular.items()):
        lines.append("feature tnum {")
        lines.extend(f"  sub {names[digit]} by {glyph_order[glyph]};" for digit, glyph in tabular.items())
        lines.append("} tnum;")
    return "\n".join(lines) + "\n"


def as_companion(font: bytes) -> bytes:
    """Turn a face that was cut to Latin characters into a companion.

    It must still have `pwid` and `locl`; a second cut takes away what nothing reaches any more.
    """
    shaper = hb.Font(hb.Face(font))
    face = TTFont(io.BytesIO(font), recalcTimestamp=False)
    order = face.getGlyphOrder()
    chosen = proportional_glyphs(shaper, sorted(shaper.face.unicodes))
    cmap = {code: order[glyph] for code, glyph in chosen.items()}
    for table in face["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap = {code: name for code, name in cmap.items() if table.format == 12 or code <= 0xFFFF}
    names = {chr(code): name for code, name in cmap.items()}
    addOpenTypeFeaturesFromString(face, feature_file(shaper, names, order), tables={"GSUB"})
    out = io.BytesIO()
    face.save(out, reorderTables=None)
    return out.getvalue()
