"""The tutorials are true: in an empty folder, their files and commands give what they show."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, blocks

Golden = Callable[[Path, str], None]
TUTORIALS = ("tutorial.md", "tutorial.zh-Hant.md")
_COMMAND = re.compile(r"\$ compositor ([^|]+?)(?: \| grep (\w+))?")
_SECONDS = re.compile(r" *\d+\.\d\d s")


def tutorial(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def shown(page: str, folder: Path) -> str:
    """Return a page with every command in it run, in ``folder``, on the files that it names before."""
    made, done = "", 0
    for block in blocks(page):
        if block.kind == "file":
            path = folder / block.argument
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.kind == "run":
            command = block.text.splitlines()[0]
            output = run(command, int(block.argument), folder)
            made += page[done : block.start] + f"{command}\n{timed(output, block.text)}"
            done = block.end
    return made + page[done:]


def timed(output: str, kept: str) -> str:
    """Return what a command said, with the seconds that the page gives where nothing else is different."""
    known = {_SECONDS.sub("", line): line for line in kept.splitlines(keepends=True)}
    return "".join(known.get(_SECONDS.sub("", line), line) for line in output.splitlines(keepends=True))


def run(command: str, code: int, folder: Path) -> str:
    """Run a command as the page writes it, ``$ compositor … [| grep WORD]``; return all that it says, in order."""
    match = _COMMAND.fullmatch(command)
    assert match is not None, command
    done = subprocess.run(
        [sys.executable, "-u", "-m", "compositor", *match[1].split()],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout
    return "".join(line for line in done.stdout.splitlines(keepends=True) if (match[2] or "") in line)


@pytest.mark.parametrize("name", TUTORIALS)
def test_files_and_commands_give_what_the_tutorial_shows(name: str, tmp_path: Path, golden: Golden) -> None:
    golden(ROOT / "docs" / name, shown(tutorial(name), tmp_path))


def test_both_tutorials_go_the_same_way() -> None:
    one, other = ([steps(block) for block in blocks(tutorial(name))] for name in TUTORIALS)
    assert one == other
    assert sum(kind == "file" for kind, _, _ in one) == 13
    assert [argument for kind, argument, _ in one if kind == "run"] == ["4", "0", "0", "0"]


def steps(block: Block) -> tuple[str, str, str]:
    """Return what a reader does at a block: the file that is typed, or the command."""
    return block.kind, block.argument, block.text if block.kind == "file" else block.text.splitlines()[0]


@pytest.mark.parametrize("name", TUTORIALS)
def test_every_file_and_command_of_the_tutorial_is_run(name: str) -> None:
    page = tutorial(name)
    assert page.count("\n```") == 2 * len(list(blocks(page)))


def test_a_command_that_says_something_else_is_caught(tmp_path: Path) -> None:
    page = tutorial(TUTORIALS[0]).replace("續水不要錢，", "")
    assert shown(page, tmp_path) != page
