"""The finished files as a printing house gets them: fonts, inks and boxes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from compositor.preflight import Asked, examine
from tests.acceptance import sheets
from tests.acceptance.composing import Composed
from tests.acceptance.test_type_on_the_plates import BLACK, points
from tests.conftest import Tool


def unsound_fonts(listing: str) -> list[str]:
    """Return the rows of pdffonts' listing that are not embedded subsets with Unicode, or are base fonts."""
    faults = []
    for row in listing.splitlines()[2:]:
        name, *words = row.split()
        embedded, subset, known = words[-5:-2]
        tagged = len(name.partition("+")[0]) == 6
        if not (embedded == subset == known == "yes" and tagged) or "Helvetica" in name:
            faults.append(row)
    return faults


def test_every_font_is_embedded_subset_and_has_unicode(issue: Composed, tool: Tool) -> None:
    for path in sorted(issue.folder.glob("*/*.pdf")):
        told = subprocess.run([tool("pdffonts"), str(path)], capture_output=True, encoding="utf-8", check=True)
        assert len(told.stdout.splitlines()) > 4
        assert unsound_fonts(told.stdout) == []
        assert b"Helvetica" not in path.read_bytes()


def test_plates_are_inks_only(issue: Composed) -> None:
    for path in issue.plates.values():
        found = sheets.colours(path)
        assert found["operators"] <= {"k", "K"}
        assert found["spaces"] <= {"/DeviceCMYK"}


def test_text_is_painted_in_black_or_a_colour_of_the_paper(issue: Composed) -> None:
    named = {tuple(float(ink) / 100 for ink in one["cmyk"]) for one in issue.paper["colours"].values()}
    allowed = {BLACK, (0.0, 0.0, 0.0, 0.0), *named}
    for page in issue.sorts.values():
        inks = [sort.ink for sort in page]
        assert {tuple(round(ink, 3) for ink in one) for one in inks} <= allowed
        assert inks.count(BLACK) > 0.9 * len(inks)


def test_the_boxes_of_a_plate_are_those_of_the_paper(issue: Composed) -> None:
    size = [points(edge) for edge in issue.paper["page"]["size"]]
    bleed = points(issue.paper["page"].get("bleed", "0pt"))
    for path in issue.plates.values():
        with pikepdf.open(path) as pdf:
            (page,) = pdf.pages
            trim = [float(edge) for edge in page.obj.TrimBox]
            whole = [float(edge) for edge in page.obj.MediaBox]
            assert [float(edge) for edge in page.obj.BleedBox] == whole
            assert "/Annots" not in page
        assert whole[:2] == [0, 0]
        assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(size, abs=0.01)
        assert [trim[0], trim[1]] == pytest.approx([bleed, bleed], abs=0.01)
        assert whole[2:] == pytest.approx([size[0] + 2 * bleed, size[1] + 2 * bleed], abs=0.01)


def test_a_plate_is_one_page_and_nothing_else_stands_in_its_folder(issue: Composed) -> None:
    assert sorted(path.name for path in (issue.folder / "press").iterdir()) == sorted(
        path.name for path in issue.plates.values()
    )


def test_plates_keep_to_the_ink_limit_in_ghostscript_and_in_our_own_separations(issue: Composed, tool: Tool) -> None:
    """Every pixel of every picture, and every dot of the plates at 150 to the inch (ISO 12647-3; GWG 2022 R0026)."""
    tool("gs")
    limit = int(issue.paper.get("press", {}).get("ink_limit", 220))
    for path in issue.plates.values():
        theirs = examine(path.read_bytes(), Asked(ink_limit=limit, ink=True, rip="ghostscript"))
        assert [str(finding) for finding in theirs.findings] == []
        (measured,) = theirs.coverage
        assert 100 <= measured.most <= limit + 1.2
        ours = examine(path.read_bytes(), Asked(ink_limit=limit, ink=True, rip="own")).coverage[0]
        assert 100 <= ours.most <= measured.most + 2
        assert ours.areas == ()
        assert ours.square == pytest.approx(measured.square, abs=10)
        for (ink, one), (other, another) in zip(measured.inks, ours.inks, strict=True):
            assert ink == other
            assert one == pytest.approx(another, abs=1.5)


def test_qpdf_finds_nothing_wrong(issue: Composed, tool: Tool) -> None:
    """What is linearized is checked by the qpdf within pikepdf, which wrote it: another one doubts its hint tables."""
    for path in sorted(issue.folder.glob("*/*.pdf")):
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []
            if pdf.is_linearized:
                assert pdf.check_linearization(), path
                continue
        told = subprocess.run([tool("qpdf"), "--check", str(path)], capture_output=True, encoding="utf-8", check=False)
        assert told.returncode == 0, told.stdout + told.stderr


# Faults that the checks have to find

HEAD = "name type encoding emb sub uni object ID\n---- ---- ---- --- --- --- ---------\n"


@pytest.mark.parametrize(
    "row",
    [
        "Helvetica Type 1 WinAnsi no no no 4 0",
        "ABCDEF+song-regular CID Type 0C Identity-H no yes yes 4 0",
        "ABCDEF+song-regular CID Type 0C Identity-H yes no yes 4 0",
        "ABCDEF+song-regular CID Type 0C Identity-H yes yes no 4 0",
        "song-regular CID Type 0C Identity-H yes yes yes 4 0",
    ],
)
def test_an_unsound_font_is_found(row: str) -> None:
    assert unsound_fonts(HEAD + row + "\n") == [row]
    assert unsound_fonts(HEAD + "ABCDEF+song-regular CID Type 0C Identity-H yes yes yes 4 0\n") == []


def test_light_on_a_plate_is_found(first: Composed, tmp_path: Path) -> None:
    spoiled = tmp_path / "rgb.pdf"
    with pikepdf.open(next(iter(first.plates.values()))) as pdf:
        pdf.pages[0].contents_add(b"1 0 0 rg")
        pdf.save(spoiled)
    assert "rg" in sheets.colours(spoiled)["operators"]
    assert sheets.colours(first.reader)["operators"] == {"rg", "RG"}
