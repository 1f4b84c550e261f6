"""Streams and font programs that are read in one go say what they say piece by piece."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Name

from compositor.faces import cut
from compositor.faces.cut import operand
from compositor.intake.inspect import inspect
from compositor.intake.inspect.coding import decoded
from compositor.intake.inspect.programs import _offsets, _places, program
from tests.preflight.plates import plate

WORDS = b"BT 1 0 0 1 3 4 Tm [<0041>] TJ ET\n" * 20
CODED = zlib.compress(WORDS)
STREAMS = {
    "sound": CODED,
    "many times as long": zlib.compress(bytes(1 << 18)),
    "empty": zlib.compress(b""),
    "followed by a line end": CODED + b"\r\n",
    "cut short": CODED[:-9],
    "with another checksum": CODED[:-1] + bytes((CODED[-1] ^ 1,)),
}


@pytest.mark.parametrize("said", STREAMS)
def test_a_stream_is_decoded_to_what_qpdf_makes_of_it(said: str) -> None:
    with pikepdf.new() as pdf:
        coded = pikepdf.Stream(pdf, STREAMS[said], Filter=Name.FlateDecode)
        assert decoded(coded) == coded.read_bytes()


def test_a_stream_coded_otherwise_is_decoded_by_qpdf() -> None:
    with pikepdf.new() as pdf:
        assert decoded(pikepdf.Stream(pdf, WORDS)) == WORDS
        twice = pikepdf.Stream(pdf, CODED.hex().encode() + b">", Filter=[Name.ASCIIHexDecode, Name.FlateDecode])
        assert decoded(twice) == WORDS


@pytest.mark.parametrize("wide", [1, 2, 3, 4, 5])
def test_an_index_begins_each_thing_where_its_offsets_say(wide: int) -> None:
    offsets = [1, 4, 4, 200]
    table = b"".join(one.to_bytes(wide, "big") for one in offsets)
    index = b"\0\3" + bytes((wide,)) + table
    assert list(_offsets(table, wide, 4)) == offsets
    assert list(_offsets(table[:-wide], wide, 4)) == offsets[:-1]
    assert _places(b"ab" + index, 2) == [2 + 2 + wide * 4 + one for one in offsets]


def test_an_index_of_nothing_ends_behind_its_count() -> None:
    assert _places(b"abc\0\0", 3) == [5]


def test_an_offset_beyond_reason_is_beyond_the_end_of_the_program() -> None:
    assert _offsets(b"\xff" * 32, 16, 2)[-1] < 1 << 62


@pytest.mark.parametrize("asked", [[7, 9, 300], [9, 300], [7, 8, 9]])
def test_a_program_says_the_same_of_all_its_glyphs_as_of_some(asked: list[int]) -> None:
    widths = {0: 0, 7: 5, 9: 1000, 300: -200}
    charstrings = {cid: (b"" if width == 1000 else operand(width)) + b"\x8b\x16\x0e" for cid, width in widths.items()}
    read = program(cut.program("Own", charstrings, cut.Frame(1000)))
    glyphs = read.glyphs(asked)
    assert list(glyphs) == [[*widths].index(cid) if cid in widths else 0 for cid in asked]
    assert read.widths(glyphs) == [widths.get(cid, 0) for cid in asked]


@pytest.mark.parametrize("content", [b"%PDF-1.6\nnothing", b"%PDF-1.6\n1 0 obj\n<</Type /Catalog>>\nendobj\n"])
def test_what_is_said_of_a_broken_file_names_no_place_in_memory(content: bytes) -> None:
    found = inspect(content)
    assert found.faults
    assert not [said for said in (*found.faults, *found.mended) if "<" in said or said.startswith((":", ","))]


def test_what_is_said_of_a_broken_font_program_names_no_place_in_memory() -> None:
    with pikepdf.open(io.BytesIO(plate())) as pdf:
        descriptor = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one)
        descriptor.FontFile3.write(CODED[:2] + b"\x07" + CODED[3:], filter=Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    faults = [font.program.fault for font in inspect(out.getvalue()).pages[0].fonts if font.program]
    assert any(faults)
    assert "BytesIO" not in "".join(faults)
