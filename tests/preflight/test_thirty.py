"""The thirty faults that a preflight has to catch, by name: each made on purpose in a sound file, each caught."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest

from compositor.preflight import judge
from tests.preflight import test_seeded_faults as press
from tests.preflight import test_tagged as epaper
from tests.preflight.plates import plate, spoiled

PRESS = {what: spoil for _, what, spoil in press.FAULTS}
EPAPER = {what: spoil for _, what, spoil in epaper.FAULTS}


def encrypted() -> bytes:
    return spoiled(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="", R=4))


THIRTY: tuple[tuple[str, str, str | Callable[[], bytes]], ...] = (
    ("no TrimBox", "X4-41", "no TrimBox"),
    ("Trim outside Bleed", "X4-42", "trim outside bleed"),
    ("Trapped Unknown", "X4-35", "Trapped Unknown"),
    ("no output intent", "X4-10", "no output intent"),
    ("RGB output profile", "R0035", "RGB output profile"),
    ("no XMP", "X4-30", "no XMP"),
    ("wrong GTS_PDFXVersion", "X4-33", "wrong GTS_PDFXVersion"),
    ("encrypted", "X4-02", encrypted),
    ("RGB fill", "R0027", "RGB fill"),
    ("font not embedded", "F-01", "font not embedded"),
    ("TAC 400", "N-01", "400 % ink"),
    ("white overprint", "R0007", "white words overprint"),
    ("0.05 pt hairline", "L-01", "0.05 pt hairline"),
    ("58 ppi picture", "R0031", "58 ppi picture"),
    ("annotation inside the trim", "X4-44", "an annotation on the page"),
    ("JavaScript", "X4-04", "JavaScript"),
    ("CropBox is not MediaBox", "R0003", "CropBox is not MediaBox"),
    ("black text knocks out", "R0009", "black words knock out"),
    ("spot colour", "R0020", "a spot colour"),
    ("group CS RGB", "R0030", "a group in RGB"),
    ("/False_ for Trapped", "X4-35", "Trapped False_"),
    ("no ToUnicode", "F-02", "no ToUnicode"),
    ("wrong object type", "PDF", "a title that is a number"),
    ("e-paper: no Alt", "U-07", "no Alt"),
    ("e-paper: heading level skipped", "U-08", "heading level skipped"),
    ("e-paper: no Lang", "U-03", "no Lang"),
    ("e-paper: untagged content", "U-06", "untagged content"),
    ("e-paper: no DisplayDocTitle", "U-05", "no DisplayDocTitle"),
    ("e-paper: no ParentTree", "U-02", "no ParentTree"),
    ("e-paper: Link without Contents", "U-09", "Link without Contents"),
)


def test_they_are_thirty() -> None:
    assert len({name for name, *_ in THIRTY}) == 30
    assert judge(plate()) == judge(epaper.tagged(), "epaper") == ()


@pytest.mark.parametrize(("name", "code", "made"), THIRTY, ids=[one[0] for one in THIRTY])
def test_it_is_caught(name: str, code: str, made: str | Callable[[], bytes]) -> None:
    if callable(made):
        content = made()
    else:
        content = epaper.tagged(EPAPER[made]) if name.startswith("e-paper") else spoiled(PRESS[made])
    found = judge(content, "epaper" if name.startswith("e-paper") else "newsprint")
    assert code in {finding.code for finding in found}
