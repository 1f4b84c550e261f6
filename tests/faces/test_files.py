"""Font files that are none, or broken: each is refused in plain words, and none brings the program down."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.faces import FaceError, FaceFile, Faces, Ink, Role, Shape
from compositor.faces.sfnt import cids, entries, faces_in, tables
from tests.faces.type_library import CN, SQUARE, collection, face_set, one_face, opentype, truetype, vendored

GLYPHS = {"一": (1000, SQUARE), "A": (600, (50, 0, 550, 700)), "，": (1000, (80, -100, 230, 120)), " ": (250, None)}
FONTS = {"truetype": truetype(GLYPHS), "opentype": opentype(GLYPHS)}


def refused(content: bytes, index: int = 0) -> str:
    with pytest.raises(FaceError) as caught:
        Faces({"own": FaceFile("own", "fonts/own.otf", content, index)}, {"song": Role("song", {"regular": "own"})}, CN)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no TrueType or OpenType font"),
        (b"not a font at all" * 40, "is no TrueType or OpenType font"),
        (b"%PDF-1.7\n", "is no TrueType or OpenType font"),
        (b"wOF2" + bytes(60), "web font"),
        (b"\0\1\0\0\0\x0c" + bytes(6), "is cut short"),
        (b"ttcf\0\1\0\0" + struct.pack(">I", 3), "is cut short"),
        (b"\0\1\0\0" + bytes(8), "lacks the tables cmap"),
    ],
)
def test_a_file_that_is_no_font_is_refused_with_its_path(content: bytes, words: str) -> None:
    message = refused(content)
    assert message.startswith("fonts/own.otf ")
    assert words in message


def test_a_face_that_a_collection_lacks_is_named() -> None:
    assert "has 2 faces, counted from 0, and none of them is 2" in refused(collection(*FONTS.values()), 2)
    assert "has 1 face" in refused(FONTS["truetype"], 1)


@pytest.mark.parametrize("kind", FONTS)
def test_a_font_cut_short_anywhere_is_refused(kind: str) -> None:
    content = FONTS[kind]
    for size in range(0, len(content) - 4, 97):
        assert re.search("cut short|no TrueType|lacks", refused(content[:size])), size


@pytest.mark.parametrize("kind", FONTS)
@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_a_damaged_font_is_refused_or_used_but_never_a_crash(kind: str, random, many: int) -> None:  # type: ignore[no-untyped-def]
    content = bytearray(FONTS[kind])
    for _ in range(many):
        content[random.randrange(12, len(content))] = random.randrange(256)
    try:
        shapes = use(bytes(content))
    except FaceError as error:
        shapes = []
        message = str(error)
    else:
        message = "used"
    assert (message == "used") == bool(shapes)
    assert message.strip()


def use(content: bytes) -> list[Shape]:
    """Ask a font for everything that composing asks for."""
    faces = one_face(content)
    chain = faces.chain("song")
    shapes = [chain.han("一"), chain.mark("，"), *chain.latin("A A")]
    chain.half("，")
    chain.ink("，")
    face = faces.face("own")
    used = {code for shape in shapes for code in shape.codes}
    program, _ = face.subset(used)
    assert program
    assert face.cut(used, shift=-500, width=500)
    return shapes


@pytest.mark.parametrize("kind", FONTS)
def test_each_kind_of_file_is_read(kind: str) -> None:
    chain = one_face(FONTS[kind]).chain("song")
    assert chain.han("一").advances == (1000,)
    assert chain.latin("A ")[0].advances == (600, 250)
    assert chain.ink("，") == Ink(80, 230, -100, 120)


def test_every_face_of_a_collection_is_read() -> None:
    content = collection(truetype({"一": (1000, SQUARE)}), opentype({"一": (900, SQUARE)}))
    assert faces_in(content) == 2
    for index, advance in ((0, 1000), (1, 900)):
        file = FaceFile(f"both#{index}", "both.ttc", content, index)
        chain = Faces({file.id: file}, {"song": Role("song", {"regular": file.id})}, CN).chain("song")
        assert chain.han("一").advances == (advance,)


def test_cids_of_the_vendored_faces_agree_with_fonttools() -> None:
    face = vendored().face("hei-black")
    content = Path(face.path).read_bytes()
    names = TTFont(io.BytesIO(content), lazy=True).getGlyphOrder()
    said = [0 if name == ".notdef" else int(name.removeprefix("cid")) for name in names]
    assert list(face.pdf_codes) == said
    assert (face.pdf_codes[-1], face.pdf_codes[500:504], len(face.pdf_codes)) == (said[-1], said[500:504], len(said))


def test_a_variable_font_is_refused() -> None:
    font = TTFont(io.BytesIO(FONTS["truetype"]))
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [], []
    out = io.BytesIO()
    font.save(out)
    assert "is a variable font" in refused(out.getvalue())


def test_a_damaged_outline_table_is_refused_when_the_face_is_opened() -> None:
    content = bytearray(FONTS["opentype"])
    at = content.index(b"CFF ")
    start = int.from_bytes(content[at + 8 : at + 12], "big")
    content[start + 4 : start + 40] = bytes(36)
    assert re.search("damaged", refused(bytes(content)))


def test_a_damaged_charset_is_refused() -> None:
    with pytest.raises(FaceError, match="CFF table is damaged"):
        cids(b"\1\0\4\1\0\1\1\1", 10)


def test_a_charset_that_ends_before_the_glyphs_or_beyond_the_last_cid_is_refused() -> None:
    content = Path(vendored().face("latin-serif-regular").path).read_bytes()
    offset, length = tables(content, 0)["CFF "]
    cff = content[offset : offset + length]
    assert len(cids(cff, 493)) == 493
    for damaged in (b"\xff\xff\1" * 200, b"\0\1\xff"):
        at = entries(cff)[(15,)][-1] + 1
        with pytest.raises(FaceError, match="CFF table is damaged"):
            cids(cff[:at] + damaged, 493)


def test_roles_name_what_is_there() -> None:
    with pytest.raises(KeyError):
        face_set({"own": FONTS["truetype"]}, {"song": Role("song", {"regular": "other"})})
    with pytest.raises(KeyError):
        face_set({"own": FONTS["truetype"]}, {"song": Role("song", {"regular": "own"}, fallback=("hei",))})
