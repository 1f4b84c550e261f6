"""An issue in the archive: of a story that is withdrawn no byte is left, and taken back all is as it was before."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from compositor import intake
from compositor.__main__ import main
from compositor.errors import ExitCode
from tests.acceptance.composing import beside, run
from tests.conftest import ROOT, Tool

SLUG = "2024-03-08-qinghe"
WORDS = "本报撤回此文，特此声明。"


@dataclass(frozen=True)
class Desk:
    """An issue's folder, its archive and its output folder."""

    issue: Path
    archive: Path
    out: Path

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command, *rest = arguments
        return run(command, *beside(self.issue), *rest)

    def tell(self, *arguments: str | Path) -> None:
        command, story, *rest = arguments
        done = run(command, *beside(self.issue), story, *rest, "--archive", self.archive, "--out", self.out)
        assert done.returncode == 0, done.stderr


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "issues" / SLUG, folder / SLUG)
    (folder / "out" / SLUG).mkdir(parents=True)
    made = Desk(folder / SLUG, folder / "site", folder / "out")
    done = made.run("archive", "--to", made.archive)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def whole(desk: Desk) -> dict[str, bytes]:
    """Return the archive as it was before anything was withdrawn."""
    return tree(desk.archive)


@pytest.fixture(scope="module")
def gone(desk: Desk, whole: dict[str, bytes]) -> str:
    """Return the story that was withdrawn: the longest."""
    assert whole
    stories = intake.read(desk.issue, layouts=ROOT / "layouts", fonts=ROOT / "fonts").issue.stories
    story = max(stories, key=lambda one: sum(len(part.text) for part in one.parts))
    desk.tell("withdraw", story.slug, "--notice", WORDS, "--at", "2024-03-09T09:30", "--by", "林禾")
    return story.slug


def runs(desk: Desk, slug: str) -> set[str]:
    """Return what nothing but a story says: runs of ten characters without white space."""
    issue = intake.read(desk.issue, layouts=ROOT / "layouts", fonts=ROOT / "fonts").issue
    others = "".join("".join(part.text.split()) for one in issue.stories if one.slug != slug for part in one.parts)
    found = set()
    for part in issue.story(slug).parts:
        text = "".join(part.text.split())
        found |= {text[at : at + 10] for at in range(len(text) - 9)}
    return {one for one in found if one not in others}


def said(path: str, held: bytes, tool: Tool) -> Iterator[str]:
    """Yield all that a file says: its bytes, the text and the strings of a PDF, the members of a zip."""
    yield held.decode("utf-8", "ignore")
    if path.endswith(".pdf"):
        yield subprocess.run(
            [tool("pdftotext"), "-raw", "-", "-"], input=held, capture_output=True, check=True
        ).stdout.decode()
        with pikepdf.open(io.BytesIO(held)) as pdf:
            yield "\n".join(text for one in pdf.objects for text in strings(one))
    if path.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(held)) as book:
            for name in book.namelist():
                yield book.read(name).decode("utf-8", "ignore")


def strings(one: object) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        for other in one:
            yield from strings(other) if not getattr(other, "is_indirect", False) else ()
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for other in dict(one.items()).values():
            yield from strings(other) if not getattr(other, "is_indirect", False) else ()


def test_no_word_of_what_was_withdrawn_is_left_in_the_archive_or_the_output(
    desk: Desk, gone: str, whole: dict[str, bytes], tool: Tool
) -> None:
    words = runs(desk, gone)
    before = ["".join(text.split()) for path, held in whole.items() for text in said(path, held, tool)]
    assert sum(any(word in text for word in words) for text in before) >= 8
    for root in (desk.archive, desk.out / SLUG / "epaper"):
        files = tree(root)
        assert files
        for path, held in files.items():
            for text in said(path, held, tool):
                bare = "".join(text.split())
                assert not [word for word in words if word in bare], path


def test_its_address_answers_with_the_notice_and_its_neighbours_stay(
    desk: Desk, gone: str, whole: dict[str, bytes]
) -> None:
    now = tree(desk.archive)
    assert WORDS in now[f"{SLUG}/story-{gone}.html"].decode()
    lost = set(whole) - set(now)
    assert {path for path in lost if "/words/" not in path} == {
        f"{SLUG}/text/{gone}.txt",
        f"{SLUG}/news/{gone}.json",
        f"{SLUG}/news/{gone}.xml",
        f"{SLUG}/share/{gone}.jpg",
    }
    stories = [path for path in whole if "/text/" in path and gone not in path]
    assert stories
    assert {path: now[path] for path in stories} == {path: whole[path] for path in stories}


def test_notices_taken_back_leave_the_archive_as_it_was(desk: Desk, gone: str, whole: dict[str, bytes]) -> None:
    other = next(path.split("/")[-1][:-4] for path in whole if "/text/" in path and gone not in path)
    desk.tell("correct", other, "--notice", "第三段的数字有误，现予更正。", "--at", "2024-03-09T10:00", "--by", "林禾")
    page = (desk.archive / SLUG / f"story-{other}.html").read_text()
    assert "现予更正" in page
    desk.tell("correct", other, "--undo")
    desk.tell("withdraw", gone, "--undo")
    now = tree(desk.archive)
    assert {path for path in whole if now.get(path) != whole[path]} == set()
    assert set(now) == set(whole)


def test_a_finished_site_is_taken_as_it_is(desk: Desk, gone: str, whole: dict[str, bytes], tmp_path: Path) -> None:
    site = desk.out / SLUG / "epaper" / "site"
    assert gone
    assert site.is_dir()
    done = run("archive", site, "--to", tmp_path)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path) == tree(desk.archive) == whole


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("withdraw", "nobody", "--notice", "x"), "the issue has no story nobody"),
        (("correct", "{story}", "--undo"), "has no notice that it was corrected"),
        (("withdraw", "{story}", "--notice", " "), "say what readers are told"),
        (("withdraw", "{story}", "--notice", "x", "--at", "gestern"), "is no time"),
    ],
)
def test_what_is_asked_wrongly_changes_nothing(
    desk: Desk, gone: str, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command, story, *rest = (one.format(story=gone) for one in arguments)
    before = (desk.issue / "notices.yaml").read_bytes()
    assert main([command, *map(str, beside(desk.issue)), story, *rest]) == ExitCode.USAGE
    assert told in capsys.readouterr().err
    assert (desk.issue / "notices.yaml").read_bytes() == before


def test_an_issue_that_cannot_be_composed_is_not_kept(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(desk.issue, tmp_path / SLUG)
    (tmp_path / SLUG / "notices.yaml").write_text("notices:\n  - {story: nobody}\n", encoding="utf-8")
    asked = ["archive", *map(str, beside(tmp_path / SLUG)), "--to", str(tmp_path / "site")]
    assert main(asked) == ExitCode.CANNOT_COMPOSE
    assert "notices.yaml:2:5" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
