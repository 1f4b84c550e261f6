"""Every plate of every sample issue as a printing house measures it: veraPDF, our preflight, separations, pictures."""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageMath

from compositor.preflight import judge
from tests.acceptance.composing import Composed
from tests.conftest import Tool
from tests.press import verapdf

LIMIT = 220
ROUNDING = 4 / 2.55 / 2
"""Half a 255th on each of four plates, in percent."""
PLATES = ("Cyan", "Magenta", "Yellow", "Black")


def test_preflight_finds_nothing_at_all(sample: Composed) -> None:
    """Neither an error nor a warning (GWG 2022, ISO 15930-7)."""
    assert len(sample.plates) == len(sample.labels)
    told = {label: [(one.code, one.message) for one in judge(path.read_bytes())] for label, path in plates(sample)}
    assert {label: faults for label, faults in told.items() if faults} == {}


def test_every_plate_is_pdf_a_2u_to_verapdf(sample: Composed) -> None:
    """The Java machine is started once for all of them (ISO 19005-2)."""
    told = {label: verapdf.faults(path, "2u") for label, path in plates(sample)}
    assert {label: faults for label, faults in told.items() if faults} == {}


def test_total_ink_keeps_to_the_limit_inside_the_trim(sample: Composed, tool: Tool, tmp_path: Path) -> None:
    """Measured on separations of 150 pixels to the inch (ISO 12647-3; prepress practice: 220 percent)."""
    most = {label: most_ink(separated(path, tmp_path, tool)) for label, path in plates(sample)}
    assert {label: ink for label, ink in most.items() if not 90 < ink <= LIMIT + ROUNDING} == {}


def test_every_picture_keeps_to_the_limit_at_its_own_resolution(sample: Composed) -> None:
    found = {
        f"{label} {name}": most_ink(channels)
        for label, path in plates(sample)
        for name, channels in pictures(path.read_bytes())
    }
    assert {name: ink for name, ink in found.items() if ink > LIMIT + 0.01} == {}
    assert bool(found) == any(path.suffix in {".jpg", ".png"} for path in sample.issue.glob("*/*"))


def plates(issue: Composed) -> Iterator[tuple[str, Path]]:
    yield from issue.plates.items()


def separated(path: Path, folder: Path, tool: Tool) -> tuple[Image.Image, ...]:
    """Return the plates of a page as Ghostscript makes them, ink 255, cut to the trim."""
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r150", "-dOverprint=/simulate"]
    subprocess.run([tool("gs"), *options, f"-sOutputFile={folder / 'p.tif'}", str(path)], check=True)
    with pikepdf.open(path) as pdf:
        trim, sheet = ([float(edge) for edge in pdf.pages[0].obj[name]] for name in ("/TrimBox", "/MediaBox"))
    left, foot, right, top = (round(edge * 150 / 72) for edge in trim)
    high = round(sheet[3] * 150 / 72)
    found = []
    for name in PLATES:
        with Image.open(folder / f"p({name}).tif") as plate:
            found.append(ImageChops.invert(plate.convert("L").crop((left, high - top, right, high - foot))))
    return tuple(found)


def most_ink(inks: tuple[Image.Image, ...]) -> float:
    """Return the most ink on any pixel of four plates, in percent."""
    total = ImageMath.lambda_eval(
        lambda plate: plate["c"] + plate["m"] + plate["y"] + plate["k"],
        **{name: ink.convert("I") for name, ink in zip("cmyk", inks, strict=True)},
    )
    most: Any = total.getextrema()
    return float(most[1]) / 2.55


def pictures(content: bytes) -> Iterator[tuple[str, tuple[Image.Image, ...]]]:
    """Yield the inks of each picture of a page, decoded by the file's own words (ISO 32000-1 8.9.5)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name, thing in pdf.pages[0].Resources.get("/XObject", {}).items():
            if thing.Subtype == "/Image" and int(thing.BitsPerComponent) == 8:
                assert thing.ColorSpace == "/DeviceCMYK"
                yield name, inks_of(thing)


def inks_of(picture: Any) -> tuple[Image.Image, ...]:
    raw, size = picture.read_raw_bytes(), (int(picture.Width), int(picture.Height))
    if picture.Filter == "/FlateDecode":
        return Image.frombytes("CMYK", size, zlib.decompress(raw)).split()
    assert [int(one) for one in picture.Decode] == [1, 0] * 4
    with Image.open(io.BytesIO(raw)) as decoded:  # upside down in the file; Pillow turns what has Adobe's marker
        assert "adobe" in decoded.info
        return decoded.split()


# Faults that the measurements have to find


def test_too_much_ink_would_be_measured(first: Composed, tool: Tool, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.pdf"
    with pikepdf.open(next(iter(first.plates.values()))) as pdf:
        pdf.pages[0].contents_add(b"q 0.6 0.6 0.5 0.6 k 200 200 40 40 re f Q")
        pdf.save(spoiled)
    assert most_ink(separated(spoiled, tmp_path, tool)) == pytest.approx(230, abs=1)


def test_too_much_ink_of_a_picture_would_be_measured() -> None:
    deep = tuple(Image.new("L", (2, 2), ink) for ink in (200, 150, 100, 120))
    assert most_ink(deep) == pytest.approx(570 / 2.55)
