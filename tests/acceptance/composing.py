"""An issue composed by the command, with what it wrote and said; and its dump, joined to its pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.acceptance import sheets, source_copy
from tests.acceptance.sheets import Area, Sort
from tests.acceptance.source_copy import Copy, Key
from tests.conftest import ROOT

Record = dict[str, Any]
OPENING = frozenset("「『“‘（《〈【〖〔［｛")
_APART = re.compile(r"(?m)^\||\[\^|\{[^{}\n]*(?:ruby=|\.quote)")
"""What a story has in it whose lines stand elsewhere than those of copy: tables, notes, readings, quotes."""
_BOX = re.compile(r"(?m)^ box (\S+) (\w+) ([\d.-]+),([\d.-]+) ([\d.]+)×([\d.]+) ?(\S*)$")


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command and return what it said."""
    place = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    words = [sys.executable, "-m", "compositor", *map(str, arguments)]
    return subprocess.run(words, cwd=cwd, env=place, capture_output=True, encoding="utf-8", check=False)


def beside(issue: Path) -> list[str | Path]:
    """Return an issue with the folders of this repository, wherever the issue is."""
    return [issue, "--layouts", ROOT / "layouts", "--fonts", ROOT / "fonts"]


@dataclass(frozen=True)
class Box:
    """A box of a page as the dump names it."""

    page: str
    name: str
    kind: str
    area: Area
    story: str


@dataclass(frozen=True)
class Composed:
    """An issue's folder, its output folder, and what the command said while composing it."""

    issue: Path
    folder: Path
    said: subprocess.CompletedProcess[str]

    @property
    def slug(self) -> str:
        return self.issue.name

    @cached_property
    def report(self) -> Record:
        found: Record = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def records(self) -> list[Record]:
        told = run("dump", *beside(self.issue), "--format", "json")
        assert told.returncode == self.said.returncode, told.stderr
        return [json.loads(line) for line in told.stdout.splitlines()]

    @cached_property
    def lines(self) -> list[Record]:
        """The lines of boxes that lie and have copy alone."""
        return [line for line in self.all_lines if (line["page"], line["box"]) not in self.apart]

    @cached_property
    def all_lines(self) -> list[Record]:
        return [record for record in self.records if "copy" not in record]

    @cached_property
    def apart(self) -> frozenset[tuple[str, str]]:
        """Boxes, by page and name, with vertical lines, tables, notes, readings or quotes, which other tests hold."""
        stories = {
            path.stem for path in (self.issue / "stories").glob("*.md") if _APART.search(path.read_text("utf-8"))
        }
        return frozenset(
            (line["page"], line["box"])
            for line in self.all_lines
            if line["direction"] == "vertical" or line["story"] in stories
        )

    @cached_property
    def stepped(self) -> frozenset[tuple[str, str]]:
        """Boxes of several rectangles, by page and name: their columns end where the shape does."""
        manifest = source_copy.typed((self.issue / "issue.yaml").read_text(encoding="utf-8"))
        folder = ROOT / "layouts" / str(manifest["paper"])
        found = set()
        for label, page in zip(self.labels, manifest["pages"], strict=True):
            template = source_copy.typed((folder / f"{page['template']}.yaml").read_text(encoding="utf-8"))
            found |= {(label, name) for name, box in template["boxes"].items() if "plus" in box}
        return frozenset(found)

    @cached_property
    def apart_stories(self) -> frozenset[str]:
        return frozenset(line["story"] for line in self.all_lines if (line["page"], line["box"]) in self.apart) - {""}

    @cached_property
    def dump_text(self) -> str:
        return run("dump", *beside(self.issue)).stdout

    @cached_property
    def boxes(self) -> list[Box]:
        found = []
        for page in re.split(r"(?m)^page ", self.dump_text)[1:]:
            for name, kind, x, y, width, height, story in _BOX.findall(page):
                area = Area(float(x), float(y), float(width), float(height))
                found.append(Box(page.split()[0], name, kind, area, story))
        return found

    @cached_property
    def copy(self) -> Mapping[Key, Copy]:
        """The copy of stories that stand in no box apart, and of pictures."""
        found = source_copy.read(self.issue)
        return {key: copy for key, copy in found.items() if key[0] not in self.apart_stories}

    @cached_property
    def paper(self) -> Record:
        manifest = source_copy.typed((self.issue / "issue.yaml").read_text(encoding="utf-8"))
        path = ROOT / "layouts" / str(manifest["paper"]) / "paper.yaml"
        found: Record = source_copy.typed(path.read_text(encoding="utf-8"))
        return found

    @property
    def labels(self) -> list[str]:
        return [page["page"] for page in self.report["pages"]]

    @cached_property
    def plates(self) -> dict[str, Path]:
        """The press PDFs by their page's label."""
        return {path.stem.rpartition("-")[2]: path for path in sorted((self.folder / "press").glob("*.pdf"))}

    @cached_property
    def reader(self) -> Path:
        (path,) = (self.folder / "epaper").glob("*.pdf")
        return path

    @cached_property
    def sorts(self) -> dict[str, list[Sort]]:
        """The sorts of every plate by its page's label."""
        return {label: sheets.sorts(path) for label, path in self.plates.items()}

    @cached_property
    def rows(self) -> list[Row]:
        """Every set line with the row of sorts that stands where the dump says."""
        found = []
        for label, page in self.sorts.items():
            mine = [line for line in self.lines if line["page"] == label and line["text"].strip()]
            found += matched(mine, sheets.rows(page))
        return found

    def text_of(self, line: Record) -> Copy:
        """Return the copy that a line of the dump is set from, as the source has it."""
        key = (line["story"], line["part"])
        return self.copy.get((*key, "", "")) or self.copy[(*key, line["page"], line["box"])]


@dataclass(frozen=True)
class Row:
    """A line of the dump and the sorts that the file has in its place."""

    line: Record
    sorts: tuple[Sort, ...]


def matched(lines: Sequence[Record], printed: Sequence[Sequence[Sort]]) -> list[Row]:
    """Return every line with the row that begins at its place; an assertion fails where none does.

    A row that begins with a bracket or quote squeezed by less than half may begin a quarter of an em early: such a
    sort is cut from its face with its ink moved.
    """
    found = []
    for line in lines:
        level = [row for row in printed if abs(row[0].y - line["baseline"]) < sheets.NEAR]
        row = min(level, key=lambda row: abs(row[0].x - line["x"]), default=None)
        assert row, f"nothing stands at {line['x']}, {line['baseline']}: {line['text']}"
        allowed = row[0].size / 4 if row[0].text in OPENING else sheets.NEAR
        assert abs(row[0].x - line["x"]) < allowed, f"nothing begins at {line['x']}: {line['text']}"
        found.append(Row(line, tuple(row)))
    return found


def owed(line: Record, text: str) -> str:
    """Return what a line has to print: its slice of the copy without white space, and a hyphen that it adds."""
    added = [run for run in line["runs"] if run["start"] == run["end"]]
    return source_copy.bare(text[line["start"] : line["end"]]) + "-" * len(added)
