"""補字 at half past eleven: a page withheld for a character is printed once the issue brings it, and reads back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.acceptance.night_desk import MANIFEST, PLATES, PROOF, READER, SLUG, WELL, Desk, assert_plain
from tests.conftest import Tool
from tests.faces.type_library import SQUARE, truetype

GE = "𠮶"
"""U+20BB6, which none of the vendored faces has."""
OWN = "\ue001"
BRINGING = {
    "drawn": f"supplement: {{glyphs: {{{GE}: glyphs/ge.svg, U+E001: {{song: glyphs/ge.svg}}}}}}\npages:\n",
    "in a face": "supplement: {faces: [fonts/extra.ttf]}\npages:\n",
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill-rule="evenodd">'
    '<path d="M5 20H35V70H5Z M12 27V63H28V27Z"/><path d="M65 5L95 40H70V95H60V40H35Z"/></svg>'
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.laid(tmp_path)
    made.write(f"issues/{SLUG}/glyphs/ge.svg", SVG)
    made.write(f"issues/{SLUG}/fonts/extra.ttf", truetype({GE: (1000, SQUARE), OWN: (1000, SQUARE)}))
    made.change(WELL, "第00段", f"井邊{GE}人說，{GE}{GE}的{OWN}號井水甜。第00段")
    return made


def copy_of(text: str) -> str:
    return "".join(text.split())


def test_a_page_with_a_missing_character_is_withheld_and_told_how_to_bring_it(desk: Desk) -> None:
    said = desk.compose()
    assert said.returncode == 4
    assert_plain(said.stderr)
    assert f"no face has {GE} U+20BB6" in said.stderr
    assert "supplement: {glyphs: {U+20BB6: glyphs/u20bb6.svg}}" in said.stderr
    assert PLATES[2] not in desk.made()


@pytest.mark.parametrize("how", BRINGING)
def test_a_character_that_is_brought_is_printed_and_reads_back(desk: Desk, how: str, tool: Tool) -> None:
    desk.change(MANIFEST, "pages:\n", BRINGING[how])
    said = desk.compose()
    assert said.returncode == 0, said.stderr
    wanted = f"井邊{GE}人說，{GE}{GE}的{OWN}號井水甜。"
    for name in (PLATES[2], READER, PROOF[3]):
        path = desk.out / name
        read = subprocess.run(
            [tool("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True
        ).stdout.decode()
        assert wanted in copy_of(read), name
        pages = pypdfium2.PdfDocument(path)
        assert wanted in copy_of("".join(page.get_textpage().get_text_range() for page in pages)), name
        with pikepdf.open(path) as pdf:  # qpdf as it was built with pikepdf: another one doubts its hint tables
            assert pdf.check_pdf_syntax() == []
    assert "SUPPLEMENT_UNUSED" not in {one["code"] for one in json.loads(desk.made()["report.json"])["findings"]}
    first = {name: content for name, content in desk.made().items() if name != "run.json"}
    desk.compose()
    assert {name: content for name, content in desk.made().items() if name != "run.json"} == first


def test_what_is_brought_and_not_printed_is_noted(desk: Desk) -> None:
    desk.change(MANIFEST, "pages:\n", BRINGING["drawn"].replace(GE, "U+20BB7"))
    desk.change(WELL, GE + GE, "那裏")
    desk.change(WELL, GE, "老")
    assert desk.compose().returncode == 0
    findings = json.loads(desk.made()["report.json"])["findings"]
    (note,) = [one for one in findings if one["code"] == "SUPPLEMENT_UNUSED"]
    assert "U+20BB7" in json.dumps(note, ensure_ascii=False)
    assert note["severity"] == "note"


def test_what_an_issue_brings_is_listed(desk: Desk) -> None:
    desk.change(MANIFEST, "pages:\n", BRINGING["drawn"])
    said = desk.run("fonts", f"issues/{SLUG}")
    assert said.returncode == 0, said.stderr
    assert f"{GE} U+20BB6" in said.stdout
    assert "U+E001" in said.stdout
    assert "song-regular.otf" in said.stdout
