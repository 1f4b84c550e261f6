"""The vendored faces, opened without intake, and small faces built on the spot."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from compositor.faces import FaceFile, Faces, Role
from compositor.model.settings import HanForms, Region, Script, Setting

ROOT = Path(__file__).resolve().parents[2]
CN = Setting(Region.CN, Script.HANT, HanForms.CN)
TW = Setting(Region.TW, Script.HANT, HanForms.TW)
HK = Setting(Region.HK, Script.HANT, HanForms.HK)

Box = tuple[int, int, int, int]
"""Ink of a drawn glyph in units: left, bottom, right, top."""

SQUARE: Box = (50, -70, 950, 830)


@cache
def vendored(setting: Setting = CN) -> Faces:
    files, roles = {}, {}
    for name, row in yaml.safe_load((ROOT / "fonts" / "fonts.yaml").read_text(encoding="utf-8")).items():
        weights = {}
        for weight, file in row.items():
            if weight in {"latin", "marks", "fallback"}:
                continue
            path = ROOT / "fonts" / file
            files[path.stem] = FaceFile(path.stem, str(path), path.read_bytes())
            weights[weight] = path.stem
        roles[name] = Role(name, weights, tuple(row.get("fallback", ())), row.get("latin"), row.get("marks"))
    return Faces(files, roles, setting)


def truetype(glyphs: Mapping[str, tuple[int, Box | None]], upem: int = 1000, *, features: str = "") -> bytes:
    """Build a TrueType face from characters to their advance and ink, in units.

    ``features`` is a feature file; glyphs are named u0FF0C and so on. The em box's head is at 880.
    """
    builder, names = _builder(glyphs, upem, cff=False)
    drawn = {}
    for name, (_, box) in names.items():
        pen = TTGlyphPen(None)
        _draw(pen, box)
        drawn[name] = pen.glyph()
    builder.setupGlyf(drawn)
    if features:
        builder.addOpenTypeFeatures(features)
    return _saved(builder, names)


def opentype(glyphs: Mapping[str, tuple[int, Box | None]], upem: int = 1000) -> bytes:
    """Build an OpenType face with a name-keyed CFF table."""
    builder, names = _builder(glyphs, upem, cff=True)
    drawn = {}
    for name, (advance, box) in names.items():
        pen = T2CharStringPen(advance, None)
        _draw(pen, box)
        drawn[name] = pen.getCharString()
    builder.setupCFF("Square-Regular", {}, drawn, {})
    return _saved(builder, names)


def collection(*fonts: bytes) -> bytes:
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(font)) for font in fonts]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def face_set(fonts: Mapping[str, bytes], roles: Mapping[str, Role], setting: Setting = CN) -> Faces:
    files = {name: FaceFile(name, f"fonts/{name}", content) for name, content in fonts.items()}
    return Faces(files, roles, setting)


def one_face(content: bytes, setting: Setting = CN) -> Faces:
    return face_set({"own": content}, {"song": Role("song", {"regular": "own"})}, setting)


Named = dict[str, tuple[int, Box | None]]


def _builder(glyphs: Mapping[str, tuple[int, Box | None]], upem: int, *, cff: bool) -> tuple[FontBuilder, Named]:
    names: Named = {".notdef": (upem, SQUARE)}
    cmap = {}
    for character, drawn in glyphs.items():
        name = f"u{ord(character):05X}"
        names[name] = drawn
        cmap[ord(character)] = name
    builder = FontBuilder(upem, isTTF=not cff)
    builder.setupGlyphOrder(list(names))
    builder.setupCharacterMap(cmap)
    return builder, names


def upem_of(builder: FontBuilder) -> int:
    return int(builder.font["head"].unitsPerEm)


def _draw(pen: TTGlyphPen | T2CharStringPen, box: Box | None) -> None:
    if box is None:
        return
    left, bottom, right, top = box
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()


def _saved(builder: FontBuilder, names: Named) -> bytes:
    metrics = {name: (advance, box[0] if box else 0) for name, (advance, box) in names.items()}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    head = {
        name: (upem_of(builder), 880 * upem_of(builder) // 1000 - (box[3] if box else 0))
        for name, (_, box) in names.items()
    }
    builder.setupVerticalMetrics(head)
    builder.setupVerticalHeader(ascent=500, descent=-500)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()
