"""The ink of pictures, pixel by pixel: every coding and space that a RIP reads, and what can't be read is told."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from compositor.errors import Severity
from compositor.intake.inspect import PictureFacts, inspect
from compositor.preflight.examining import Asked, examine
from tests.preflight.sheets import device_n, flat, jpeg, picture, separation, sheet, shown

SIDE = 32
INKS = (60, 70, 80, 90)
"""300 percent: turned round they would be 100."""


def read(made: Any) -> PictureFacts:
    (found,) = inspect(sheet(shown("P"), XObject={"P": made}), pixels=True).pages[0].pictures
    return found


def samples(*values: int) -> bytes:
    return bytes(values) * (SIDE * SIDE)


def plane(percent: float) -> int:
    return round(percent * 2.55)


FLAT = samples(*map(plane, INKS))


def icc(pdf: Pdf) -> Any:
    return Array([Name.ICCBased, pdf.make_stream(b"", N=4)])


def indexed(bits: int) -> Any:
    """A table whose last colour has 300 percent, all others none."""
    last = (1 << bits) - 1
    return Array([Name.Indexed, Name.DeviceCMYK, last, bytes(4 * last) + bytes(map(plane, INKS))])


def predicted(pdf: Pdf) -> Any:
    stream = picture(b"", SIDE, Name.DeviceCMYK)(pdf)
    row = bytes(map(plane, INKS)) * SIDE
    packed = zlib.compress((b"\x00" + row) * SIDE)
    parms = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=SIDE)
    stream.write(packed, filter=Name.FlateDecode, decode_parms=parms)
    return stream


READ = {
    "Flate": picture(FLAT, SIDE, Name.DeviceCMYK),
    "Flate, turned": picture(bytes(255 - one for one in FLAT), SIDE, Name.DeviceCMYK, Decode=Array([1, 0] * 4)),
    "Flate with a predictor": predicted,
    "16 bits": picture(b"".join(bytes((one, one)) for one in FLAT), SIDE, Name.DeviceCMYK, 16),
    "by a profile of inks": picture(FLAT, SIDE, icc),
    "JPEG, turned, Decode says so": jpeg(flat(*INKS), turned=True),
    "JPEG, not turned": jpeg(flat(*INKS), turned=False),
    "JPEG, not turned, without Adobe's mark": jpeg(flat(*INKS), turned=False, adobe=False),
    "JPEG, turned, without Adobe's mark": jpeg(flat(*INKS), turned=True, adobe=False),
    "a table of 1 bit": picture(b"\xff" * (SIDE // 8 * SIDE), SIDE, indexed(1), 1),
    "a table of 2 bits": picture(b"\xff" * (SIDE // 4 * SIDE), SIDE, indexed(2), 2),
    "a table of 4 bits": picture(b"\xff" * (SIDE // 2 * SIDE), SIDE, indexed(4), 4),
    "a table of 8 bits": picture(b"\xff" * (SIDE * SIDE), SIDE, indexed(8), 8),
    "a table, turned": picture(b"\x00" * (SIDE // 8 * SIDE), SIDE, indexed(1), 1, Decode=Array([1, 0])),
}


@pytest.mark.parametrize("name", READ)
def test_pictures_are_read_as_a_rip_reads_them(name: str) -> None:
    found = read(READ[name])
    assert found.unread == ""
    assert found.most_ink == pytest.approx(300, abs=3)


def test_a_turned_jpeg_whose_decode_array_is_missing_prints_turned() -> None:
    """Adobe's mark turns nothing round in a PDF; only Decode does (ISO 32000-1 8.9.5.2)."""
    assert read(jpeg(flat(*INKS), turned=True, Decode=Array([0, 1] * 4))).most_ink == pytest.approx(100, abs=3)


def test_colours_of_a_table_that_no_pixel_has_don_t_count() -> None:
    assert read(picture(b"\x00" * (SIDE * SIDE), SIDE, indexed(8))).most_ink == 0


def test_spot_colours_and_inks_by_name_count() -> None:
    spot = picture(samples(200), SIDE, separation("Festival Red", 0, 1, 1, 0))
    assert read(spot).most_ink == pytest.approx(78.4, abs=0.1)
    two = picture(samples(200, 255), SIDE, device_n("Cyan", "Magenta"))
    assert read(two).most_ink == pytest.approx(178.4, abs=0.1)


def test_grey_is_black_alone() -> None:
    assert read(picture(samples(51), SIDE, Name.DeviceGray)).most_ink == 80


def jpx(pdf: Pdf) -> Any:
    stream = picture(b"", SIDE, Name.DeviceCMYK)(pdf)
    stream.write(b"\x00\x00\x00\x0cjP  ", filter=Name.JPXDecode)
    return stream


def broken(pdf: Pdf) -> Any:
    stream = picture(b"", SIDE, Name.DeviceCMYK)(pdf)
    stream.write(b"not packed", filter=Name.FlateDecode)
    return stream


def swollen(pdf: Pdf) -> Any:
    """A few kilobytes that unpack to fifty megabytes."""
    stream = predicted(pdf)
    packed = zlib.compress(bytes(50_000_000), 9)
    parms = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=SIDE)
    stream.write(packed, filter=Name.FlateDecode, decode_parms=parms)
    return stream


def short_jpeg(pdf: Pdf) -> Any:
    stream = jpeg(flat(*INKS), turned=False)(pdf)
    stream.write(bytes(stream.read_raw_bytes())[:300], filter=Name.DCTDecode)
    return stream


UNREAD = {
    "JPEG 2000": (jpx, "JPEG 2000"),
    "broken": (broken, "unpacked"),
    "too few samples": (picture(b"\x00" * 100, SIDE, Name.DeviceCMYK), "fewer pixels"),
    "far too many": (swollen, "more pixels"),
    "a JPEG cut off": (short_jpeg, "JPEG can't be read"),
    "a JPEG of another size": (jpeg(flat(*INKS), turned=False, Width=99), "another size"),
    "a size that is none": (picture(FLAT, SIDE, Name.DeviceCMYK, Decode=Name.None_), "TypeError"),
    "an odd depth": (picture(FLAT, SIDE, Name.DeviceCMYK, 7), "7 bits"),
    "an unknown space": (picture(FLAT, SIDE, Array([Name.Strange])), "not known"),
    "a size beyond all sense": (picture(FLAT, SIDE, Name.DeviceCMYK, Width=10**7, Height=10**7), "10,000,000"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_pictures_that_can_t_be_read_are_told_as_notes(name: str) -> None:
    made, words = UNREAD[name]
    found = examine(sheet(shown("P"), XObject={"P": made}), Asked()).findings
    (note,) = [finding for finding in found if "not measured" in finding.message]
    assert (note.code, note.severity, note.page) == ("N-01", Severity.NOTE, "1")
    assert words in note.message


def test_a_picture_over_the_limit_is_told_with_its_area() -> None:
    inks = Image.merge("CMYK", [Image.linear_gradient("L").resize((64, 64))] * 4)
    content = sheet(shown("P"), XObject={"P": picture(inks.tobytes(), 64, Name.DeviceCMYK)})
    (fault,) = [finding for finding in examine(content, Asked()).findings if finding.code == "N-01"]
    assert (
        fault.message
        == f"picture P has {max(inks.getchannel('C').tobytes()) * 4 / 2.55:.0f} % ink in its pixels, over 220 %"
    )
    assert fault.area is not None
    assert [round(edge / 65536 * 25.4 / 72) for edge in fault.area] == [10, 30, 40, 40]


def test_a_picture_within_the_limit_and_one_beside_the_page_are_not_told() -> None:
    within = sheet(shown("P"), XObject={"P": jpeg(flat(50, 40, 40, 80), turned=True)})
    beside = sheet(shown("P", x=0, y=0, side=4), margin=5, XObject={"P": jpeg(flat(*INKS), turned=True)})
    for content in (within, beside):
        assert "N-01" not in {finding.code for finding in examine(content, Asked()).findings}


def test_a_plate_is_not_decoded_again_unless_asked() -> None:
    """Our own pictures are verified when they are made; ``compose`` doesn't pay for it twice."""
    (found,) = inspect(sheet(shown("P"), XObject={"P": jpeg(flat(*INKS), turned=True)})).pages[0].pictures
    assert found.most_ink is None
