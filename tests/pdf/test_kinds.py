"""Every kind of picture file prints as LittleCMS says within the ink limit, or is refused with a place and a reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import ImageChops, ImageStat

from compositor.colour import most_ink
from compositor.errors import Place, Severity
from compositor.intake.faults import Faults
from compositor.intake.pictures import Pictures, Stand
from compositor.model.assets import Asset
from compositor.model.design import Area
from compositor.model.epaper import Epaper
from compositor.model.page import Image
from compositor.pdf.conversion import Darkroom
from compositor.pdf.pictures import picture
from compositor.units import pt
from tests.pdf import kinds
from tests.pdf.kinds import GREYS, INKS, LINES, PRINTED, PROFILES, Kind
from tests.pdf.plate import decoded, far
from tests.pdf.refused import REFUSED
from tests.pdf.screens import seen

DOCUMENT = Path(__file__).parents[2] / "docs" / "picture-files.md"
LIMIT = 220
STAND = Stand(Place("issue.yaml", 9, 7), "01", "photo")
AREA = Area(0, 0, pt(120), pt(90))


def taken_in(content: bytes, folder: Path) -> tuple[Asset | None, Faults]:
    """Return what intake makes of a file, whatever its name says that it is."""
    (folder / "picture.jpg").write_bytes(content)
    faults = Faults()
    return Pictures(folder, faults).asset("picture.jpg", STAND), faults


def placed(kind: Kind, folder: Path) -> Image:
    asset, faults = taken_in(kind.make(), folder)
    assert asset is not None, faults.passing
    assert (asset.width, asset.height) == kind.size
    return Image(asset, AREA, "photo", "")


@pytest.mark.parametrize("name", PRINTED)
def test_it_prints_as_littlecms_says_within_the_limit(name: str, tmp_path: Path) -> None:
    kind = PRINTED[name]
    plate = decoded(Darkroom().picture(placed(kind, tmp_path)))
    assert far(plate, kind.meant(), lightness=kind.grey) <= kind.off
    assert most_ink(plate) <= LIMIT
    if kind.grey or name in LINES:
        assert [band.getextrema() for band in plate.split()[:3]] == [(0, 0)] * 3


@pytest.mark.parametrize("name", kinds.COLOUR)
def test_it_looks_like_itself_on_screens(name: str, tmp_path: Path) -> None:
    made = picture(placed(kinds.COLOUR[name], tmp_path), Epaper())
    assert "DeviceRGB" in (made.space, made.space[1])
    if "clear" in name or "alpha" in name:
        return
    assert max(ImageStat.Stat(ImageChops.difference(seen(made), kinds.photograph())).mean) < 12


def test_a_mix_up_would_be_seen() -> None:
    """A profile overlooked, a picture moved, inks upside down, a negative: all are far from what is meant."""
    photograph, inks, grey = PRINTED["PNG"].meant(), kinds.own_inks(), GREYS["PNG, grey"].meant()
    moved = ImageChops.offset(photograph, 40, 30)
    assert far(moved, photograph) > 5 * kinds.LOSSY
    assert far(ImageChops.invert(inks), inks) > 5 * kinds.LOSSY
    assert far(ImageChops.invert(grey), grey, lightness=True) > 5 * kinds.LOSSY
    assert far(INKS["TIFF, CMYK, another press's profile"].meant(), inks) > 2 * kinds.CLOSE
    for name in ("JPEG, Adobe RGB", "PNG, Display P3", "TIFF, light without a curve"):
        assert far(PROFILES[name].meant(), photograph) > 2 * kinds.CLOSE, name
    assert far(GREYS["JPEG, grey with a profile"].meant(), grey, lightness=True) > 5 * kinds.LOSSY


def test_some_would_exceed_three_hundred_percent_without_the_limit() -> None:
    for name in ("TIFF, CMYK of 400 %", "JPEG, CMYK of 400 %"):
        assert most_ink(kinds.deepest()) > 300
        assert most_ink(INKS[name].meant()) <= LIMIT


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_place_and_a_reason(name: str, tmp_path: Path) -> None:
    refusal = REFUSED[name]
    asset, faults = taken_in(refusal.make(), tmp_path)
    assert asset is None
    (finding,) = faults.passing
    assert (str(finding.code), finding.severity) == (refusal.code, Severity.ERROR)
    assert (finding.page, finding.box) == ("01", "photo")
    assert finding.place is not None
    assert finding.place.line > 0
    assert refusal.words in finding.message
    assert finding.hint


TABLES = {
    "Colours": (kinds.COLOUR, "as sRGB"),
    "Profiles": (PROFILES, ""),
    "Inks": (INKS, ""),
    "Greys": (GREYS, ""),
    "Line art": (LINES, ""),
    "Sizes": (kinds.SIZES, "as sRGB"),
}


def document() -> str:
    """Return docs/picture-files.md with the tables that hold."""
    kept = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else f"{BEGIN}\n\n{END}\n"
    before, after = kept.split(BEGIN)[0], kept.split(END)[1]
    parts = [f"{len(PRINTED)} kinds are printed, {len(REFUSED)} refused."]
    for title, (rows, otherwise) in TABLES.items():
        parts.append(f"### {title}")
        lines = ["| file | printed | mean ΔE at most |", "| --- | --- | --- |"]
        lines += [f"| {name} | {kind.says or otherwise} | {kind.off:g} |" for name, kind in rows.items()]
        parts.append("\n".join(lines))
    lines = ["| file | what the fault says |", "| --- | --- |"]
    lines += [f"| {name} | {refusal.words.strip(' :')} |" for name, refusal in REFUSED.items()]
    parts += ["### Refused", "\n".join(lines)]
    return before + "\n\n".join((BEGIN, *parts, END)) + after


BEGIN, END = "<!-- kinds: make accept -->", "<!-- end of kinds -->"


def test_the_document_has_every_kind(golden: Callable[[Path, str], None]) -> None:
    assert len(PRINTED) + len(REFUSED) >= 40
    assert all(not set(one) & set(other) for one, other in pairwise(rows for rows, _ in TABLES.values()))
    golden(DOCUMENT, document())
