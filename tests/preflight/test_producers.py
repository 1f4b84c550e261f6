"""Files of other programs are judged as they are: what they lack is told, what is sound passes, nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compositor.errors import Finding, Severity
from compositor.preflight import failed, judge
from tests.conftest import ROOT
from tests.preflight import producers
from tests.preflight.producers import HAN_CFF, HAN_TRUETYPE, X1A, X3

Maker = Callable[[Path], bytes]

NOT_FOR_PRINT = "X4-10 X4-32 X4-33 X4-34 X4-41"
BARE = "X4-03 X4-10 X4-30 X4-41"


def plain_cairo(folder: Path) -> bytes:
    return producers.cairo(folder, producers.luatex(folder))


def rich_cairo(folder: Path) -> bytes:
    return producers.cairo(folder, producers.rich(folder))


def cairo_in_inks(folder: Path, *options: str) -> bytes:
    return producers.ghostscript(folder, X1A, *options, page=plain_cairo(folder))


FILES: dict[str, tuple[Maker, bool, str]] = {
    "typst": (lambda _: producers.typst(inks=False), False, f"X4-01 {NOT_FOR_PRINT} R0027"),
    "typst in cmyk()": (lambda _: producers.typst(inks=True), False, f"X4-01 {NOT_FOR_PRINT}"),
    "WeasyPrint": (lambda _: producers.weasyprint(HAN_TRUETYPE, None), False, "X4-01 X4-03 X4-30"),
    "WeasyPrint as pdf/x-4": (lambda _: producers.weasyprint(HAN_TRUETYPE, "pdf/x-4"), True, ""),
    "WeasyPrint as pdf/x-4, Han in CFF": (lambda _: producers.weasyprint(HAN_CFF, "pdf/x-4"), False, "F-06"),
    "WeasyPrint as pdf/x-4, a rich page": (producers.rich, False, "X4-55 X4-59 T-01 N-01 R0027 R0030 R0031"),
    "Cairo, a rich page": (rich_cairo, False, f"{BARE} X4-55 F-07 R0027 R0030 R0031"),
    "LuaTeX as PDF/X-4": (producers.luatex, True, ""),
    "Ghostscript as PDF/X-1a": (lambda folder: producers.ghostscript(folder, X1A), True, ""),
    "Ghostscript as PDF/X-3": (lambda folder: producers.ghostscript(folder, X3), False, "X4-30 X4-33"),
    "Cairo": (plain_cairo, False, f"{BARE} R0027 R0030"),
    "Cairo, in CMYK by Ghostscript": (cairo_in_inks, False, "N-01"),
    "Cairo, in CMYK by Ghostscript, words in black": (
        lambda folder: cairo_in_inks(folder, "-dBlackText"),
        False,
        "N-01 R0011",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_judged_as_it_is(name: str, tmp_path: Path) -> None:
    made, sound, wanted = FILES[name]
    found = judge(made(tmp_path))
    assert sorted({finding.code for finding in found}) == sorted(wanted.split()), told(found)
    assert failed(found) is not sound
    assert rows()[name] == ("passed" if sound else "failed", set(wanted.split()))


def test_every_file_of_the_list_is_made() -> None:
    assert set(rows()) == set(FILES)


def told(found: tuple[Finding, ...]) -> str:
    return "\n".join(f"{finding.code} {finding.message}" for finding in found if finding.severity is not Severity.NOTE)


def rows() -> dict[str, tuple[str, set[str]]]:
    """Return verdicts and codes by producer, as the printing house is told them."""
    part = (ROOT / "docs" / "press.md").read_text(encoding="utf-8").partition("## Files of other programs")[2]
    found = re.findall(r"^\| ([^|]+) \| (passed|failed) \| ([^|]*) \|$", part.partition("\n## ")[0], re.MULTILINE)
    return {
        name: (verdict, set(re.findall(r"\b(?:(?:X4|[FLTN])-\d\d|R\d{4}|V\d+)\b", why))) for name, verdict, why in found
    }
