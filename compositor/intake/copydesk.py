"""Copy as proofreaders get it: an issue's stories and printed words, or single stories, with what they are read by."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Final

from compositor.errors import CopyError, Finding, Place, Severity
from compositor.intake import files
from compositor.intake.faults import Code, Faults
from compositor.intake.files import said_path, shown
from compositor.intake.folders import beside_issue
from compositor.intake.forms import ISSUE
from compositor.intake.pages import read_pages
from compositor.intake.paper import read_paper
from compositor.intake.passages import Copy, manifest_copy, story_copy
from compositor.intake.reading import MANIFEST, Intake
from compositor.intake.severities import severities
from compositor.intake.sheet import Sheet
from compositor.intake.source import Source
from compositor.intake.yamltree import Mapping, Node, Scalar, read_tree
from compositor.model.findings import Severities
from compositor.model.settings import Region, Script
from compositor.records import dataclass

_STORIES: Final = "stories"


@dataclass(frozen=True, slots=True)
class Terms:
    """What copy is read by: script and region, the words that are right as they are, the day and pages of the issue.

    ``keep`` are the paper's exceptions, ``names`` the names that paper and issue list. ``day`` is None and ``labels``
    empty where no issue is known.
    """

    script: Script = Script.HANT
    region: Region = Region.CN
    keep: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    day: date | None = None
    labels: tuple[str, ...] = ()
    severities: Severities = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopyDesk:
    """Copy to be proofread, each file with its path; ``terms`` is None where no paper is known."""

    copies: tuple[Copy, ...]
    paths: tuple[Path, ...]
    terms: Terms | None


@dataclass(slots=True)
class _Desk:
    """What is being read."""

    faults: Faults = field(default_factory=Faults)
    copies: list[Copy] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    def source(self, path: Path, what: str, place: Place | None = None) -> Source | None:
        return files.source(path, what, place, self.faults)

    def put(self, path: Path, copy: Copy) -> None:
        self.paths.append(path)
        self.copies.append(copy)

    def story(self, path: Path) -> None:
        source = self.source(path, "the story")
        if source is not None:
            self.put(path, story_copy(source, path.stem, self.faults))


def read_copy(path: Path, *, layouts: Path | None = None) -> CopyDesk:
    """Read the copy of an issue, or one story, placed or not; raises ``CopyError`` where it can't be read.

    ``path`` is an issue's folder or its YAML file, a story, or a file of plain text. A story in an issue's folder is
    read by that issue's paper.
    """
    desk = _Desk()
    if files.is_folder(path) or path.suffix in {".yaml", ".yml"}:
        manifest = path / MANIFEST if files.is_folder(path) else path
        if not os.path.lexists(manifest):
            raise CopyError((_no_copy(manifest),))
        terms = _issue(desk, manifest, layouts, whole=True)
    else:
        manifest = path.parent.parent / MANIFEST
        known = path.resolve().parent.name == _STORIES and manifest.is_file()
        terms = _issue(desk, manifest, layouts, whole=False) if known else None
        desk.story(path)
    desk.faults.stop()
    return CopyDesk(tuple(desk.copies), tuple(desk.paths), terms)


def _no_copy(path: Path) -> Finding:
    hint = "name an issue's folder, its YAML file, or a story"
    return Finding(Code.FILE_MISSING, Severity.ERROR, f"{said_path(shown(path))} isn't there", hint, Place(shown(path)))


def _issue(desk: _Desk, manifest: Path, layouts: Path | None, *, whole: bool) -> Terms | None:
    """Return the terms of an issue, and read its copy if the ``whole`` of it is asked for."""
    source = desk.source(manifest, "the manifest")
    tree = read_tree(source, desk.faults) if source else None
    value = ISSUE.check(tree, "", desk.faults) if tree else None
    sheet = value.content if value is not None else None
    if source is None or tree is None or not isinstance(sheet, Sheet):
        return None
    if whole:
        desk.put(manifest, manifest_copy(source, tree))
        for path in _charts(tree, manifest.parent):
            _chart(desk, path)
        for path in sorted((manifest.parent / _STORIES).glob("*.md")):
            if not path.name.startswith("."):
                desk.story(path)
    return _terms(desk, sheet, layouts or beside_issue(manifest.parent, "layouts"))


def _charts(node: Node, folder: Path, key: str = "") -> Iterator[Path]:
    """Yield the charts that a manifest names; one that can't be opened is told when the issue is composed."""
    if isinstance(node, Scalar):
        if key == "chart":
            try:
                path = files.inside(folder, node.value)
            except files.Refused:
                return
            if path.is_file():
                yield path
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            yield from _charts(value, folder, name.value)
    else:
        for item in node.items:
            yield from _charts(item, folder)


def _chart(desk: _Desk, path: Path) -> None:
    source = desk.source(path, "the chart")
    tree = read_tree(source, desk.faults) if source else None
    if source is not None and tree is not None and path not in desk.paths:
        desk.put(path, manifest_copy(source, tree))


def _terms(desk: _Desk, sheet: Sheet, layouts: Path) -> Terms:
    slug = sheet.text("paper")
    source = desk.source(layouts / slug / "paper.yaml", "the paper", sheet.place_of("paper")) if slug else None
    read = read_paper(source, slug, layouts / slug, desk.faults)
    setting, own = read.setting, read.sheet
    labels = tuple(page.label for page in read_pages(sheet, desk.faults))
    day, names = sheet.day("date"), sheet.texts("names")
    if setting is None or own is None:
        return Terms(names=names, day=day, labels=labels)
    asked = own.sheet("lint")
    keep = asked.texts("keep") if asked else ()
    weights = severities(own, Faults())
    return Terms(setting.script, setting.region, keep, (*own.texts("names"), *names), day, labels, weights)


def copy_of(read: Intake) -> CopyDesk:
    """Return the copy of an issue that is being composed: its manifest and the stories that it places."""
    issue, paper = read.issue, read.design.paper
    copies = []
    manifest = Source.of(issue.file, read.sources[issue.file])
    tree = read_tree(manifest, Faults())
    if tree is not None:
        copies.append(manifest_copy(manifest, tree))
    for story in issue.stories:
        source = Source.of(story.place.file, read.sources[story.place.file])
        copies.append(story_copy(source, story.slug, Faults()))
    labels = tuple(page.label for page in issue.pages)
    setting, weights = paper.setting, paper.severities
    terms = Terms(setting.script, setting.region, paper.lint_keep, read.names, issue.date, labels, weights)
    return CopyDesk(tuple(copies), (), terms)
