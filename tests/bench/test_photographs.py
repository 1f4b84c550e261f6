"""The photographs that are measured: the same from the same seed, and as hard to code as a camera's."""

from __future__ import annotations

import io
from pathlib import Path

from benchmarks.photographs import make_issue, make_photographs, photograph
from compositor import intake

SMALL = (800, 600)


def test_a_seed_draws_one_photograph() -> None:
    first = photograph(1, SMALL)
    assert first.tobytes() == photograph(1, SMALL).tobytes()
    assert first.tobytes() != photograph(2, SMALL).tobytes()
    assert [band.getextrema()[0] for band in first.split()] == [0, 0, 0]


def test_a_photograph_takes_as_many_bytes_as_one_of_a_camera() -> None:
    """Cameras' JPEGs have one to four bits to a pixel at such a quality."""
    out = io.BytesIO()
    photograph(3, SMALL).save(out, "JPEG", quality=90)
    assert 1 < len(out.getvalue()) * 8 / (SMALL[0] * SMALL[1]) < 4


def test_the_issue_prints_three_photographs_on_a_page(tmp_path: Path) -> None:
    issue = make_issue(tmp_path, 4, "JPEG", 200)
    for file in make_photographs(issue / "pictures", 4, "JPEG", SMALL):
        assert file.is_file()
    read = intake.read(issue, layouts=tmp_path / "layouts")
    pictures = [[box.picture for box in page.boxes if box.picture] for page in read.issue.pages]
    assert [len(found) for found in pictures] == [3, 1]
    assert all(picture.asset for found in pictures for picture in found)
