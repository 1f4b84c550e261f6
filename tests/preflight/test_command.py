"""compositor preflight: verdicts, exit codes, JSON."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from compositor.__main__ import main
from tests.preflight.plates import box_spoiled, painted, plate, spoiled


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(plate())
    bad.write_bytes(box_spoiled())
    return good, bad


def test_a_sound_file_passes(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(files[0])]) == 0
    assert capsys.readouterr().out == f"{files[0]}: passed: 0 errors, 0 warnings\n"


def test_one_bad_file_of_two_makes_exit_code_5(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", *map(str, files)]) == 5
    out = capsys.readouterr().out
    assert f"{files[0]}: passed" in out
    assert f"{files[1]}: page 1: error: N-01: area has 400 % ink, over 220 %" in out


def test_json_has_codes_and_places(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "--format", "json", *map(str, files)]) == 5
    told = json.loads(capsys.readouterr().out)
    assert told["profile"] == "newsprint"
    assert [one["passed"] for one in told["files"]] == [True, False]
    (finding,) = told["files"][1]["findings"]
    assert finding["code"], finding["page"] == ("N-01", 1)
    assert finding["area"] == {"x": 20, "y": pytest.approx(390 / 25.4 * 72 - 80, abs=0.01), "width": 60, "height": 60}


def test_a_limit_of_400_lets_all_inks_pass(files: tuple[Path, Path]) -> None:
    assert main(["preflight", "--ink-limit", "400", str(files[1])]) == 0


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(tmp_path / "none.pdf")]) == 2
    assert "can't be read" in capsys.readouterr().err


def test_ink_is_measured_when_asked(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "--ink", "--rip", "own", "--format", "json", *map(str, files)]) == 5
    good, bad = json.loads(capsys.readouterr().out)["files"]
    assert good["passed"]
    (ink,) = bad["ink"]
    assert (ink["page"], ink["method"], ink["resolution"], ink["limit"]) == (1, "own repainting", 150, 220)
    assert ink["most"]["percent"] == 400
    assert list(ink["plates"]) == ["Cyan", "Magenta", "Yellow", "Black"]
    assert 0 < good["ink"][0]["most"]["percent"] <= 220
    assert main(["preflight", "--ink", "--rip", "own", str(files[0])]) == 0
    out = capsys.readouterr().out
    assert "page 1: ink: most " in out
    assert "by own repainting, 150 dots to the inch; edges are smoothed: too much ink" in out


def test_without_ghostscript_it_can_t_be_asked_for(
    files: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for command in (["preflight"], ["separations", "--out", str(tmp_path / "plates")]):
        assert main([*command, "--rip", "ghostscript", str(files[0])]) == 2
        assert "Ghostscript (gs) is not installed; --rip own does without" in capsys.readouterr().err


def test_html_shows_each_page_with_its_faults_marked(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "told" / "bad.html"
    assert main(["preflight", "--ink", "--rip", "own", "--format", "html", "--out", str(out), str(files[1])]) == 5
    page = out.read_text("utf-8")
    assert page.count("<img ") == page.count('src="data:image/png;base64,') == page.count(' alt="') == 2
    assert "http" not in page
    assert "<script" not in page
    (mark,) = re.findall(r'<a class="error" id="mark-1" href="#finding-1" title="N-01[^"]*" style="([^"]*)">', page)
    left = float(dict(part.split(":") for part in mark.split(";"))["left"].rstrip("%"))
    assert left == pytest.approx(100 * 20 / (270 / 25.4 * 72), abs=0.3)
    assert 'id="finding-1"' in page
    assert "a printing house would send it back" in page
    assert "Densest" in page or "densest square of 15 mm" in page


def test_html_tells_one_fault_once_with_all_its_places(tmp_path: Path) -> None:
    path, out = tmp_path / "red.pdf", tmp_path / "red.html"
    spots = "".join(f"1 0 {at / 10} rg {10 + 20 * at} 20 10 10 re f " for at in range(3))
    path.write_bytes(spoiled(painted(spots)))
    assert main(["preflight", "--format", "html", "--out", str(out), str(path)]) == 5
    page = out.read_text("utf-8")
    assert page.count("area is in DeviceRGB</p>") == 1
    assert sorted(re.findall(r'href="#mark-(\d+)"', page)) == sorted(re.findall(r'id="mark-(\d+)"', page))
    assert sorted(re.findall(r'href="#finding-(\d+)"', page)) == sorted(re.findall(r'id="finding-(\d+)"', page))
    assert len(re.findall(r'id="mark-\d+"', page)) == 3


def test_html_of_a_longer_file_leads_to_its_pages(tmp_path: Path) -> None:
    path, out = tmp_path / "two.pdf", tmp_path / "two.html"
    path.write_bytes(spoiled(lambda pdf: pdf.pages.append(pdf.pages[0])))
    main(["preflight", "--format", "html", "--out", str(out), str(path)])
    page = out.read_text("utf-8")
    assert re.findall(r'<a href="#(page-\d)">Page', page) == re.findall(r'<section id="(page-\d)">', page)
    assert page.count("<img ") == 2


def test_html_of_several_files_goes_into_a_folder(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", "--format", "html", *map(str, files)]) == 2
    assert "name a folder" in capsys.readouterr().err
    again = tmp_path / "again" / "good.pdf"
    again.parent.mkdir()
    again.write_bytes(files[0].read_bytes())
    out = tmp_path / "told"
    assert main(["preflight", "--format", "html", "--out", str(out), str(files[0]), str(again)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["good-2.html", "good.html"]
    assert "ready for press" in (out / "good.html").read_text("utf-8")


def test_html_tells_a_file_that_can_t_be_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"no PDF")
    assert main(["preflight", "--ink", "--format", "html", str(path)]) == 5
    assert "it can't be opened" in html.unescape(capsys.readouterr().out)


def test_what_can_t_be_written_is_exit_code_6(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "wall").write_text("")
    assert main(["preflight", "--format", "json", "--out", str(tmp_path / "wall" / "a.json"), str(files[0])]) == 6
    assert main(["separations", "--rip", "own", "--out", str(tmp_path / "wall" / "in"), str(files[0])]) == 6


def test_separations_are_plates_total_ink_and_a_soft_proof(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in ("one", "two"):
        assert main(["separations", "--rip", "own", "--out", str(tmp_path / out), str(files[1])]) == 0
    names = ["bad-01-black", "bad-01-cyan", "bad-01-ink", "bad-01-magenta", "bad-01-proof", "bad-01-yellow"]
    assert sorted(path.stem for path in (tmp_path / "one").iterdir()) == names
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    with Image.open(tmp_path / "one" / "bad-01-cyan.png") as cyan:
        assert cyan.mode == "L"
        left, foot = round(40 * 150 / 72), cyan.height - round(40 * 150 / 72)
        assert cyan.getpixel((left, foot)) == 0
    assert "soft proof by the file's output intent" in capsys.readouterr().err


def test_separations_of_no_pdf_are_exit_code_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"no PDF")
    assert main(["separations", "--out", str(tmp_path / "plates"), str(path)]) == 5
    assert f"{path}: error: PDF: it can't be opened" in capsys.readouterr().err
    assert main(["separations", str(tmp_path / "gone.pdf")]) == 2
    assert not (tmp_path / "plates").exists()
