"""An issue as it stands on its pages, kept so that another state of it can be compared: copy, lines, boxes, art.

Written by every run that makes a proof, ``proof/pages.json``; lengths are scaled points.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Final

from compositor.model.copy import Issue
from compositor.model.dummy import Dummy
from compositor.model.page import Image, Ink, MissingPicture, Page, Rule, SetLine, Tint, Trace
from compositor.model.seen import seen
from compositor.proof import story_parts
from compositor.records import dataclass

FORMAT: Final = 1
_DIGEST: Final = 12
Record = Mapping[str, Any]


class SheetworkError(Exception):
    """A file is no record of pages, or one of another version of the program."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line as set: its box, whose copy it is and which part of it, where in that part, its text and its type.

    ``generated`` marks words of the compositor's own, such as jump lines.
    """

    box: str
    story: str
    part: str
    start: int
    end: int
    text: str
    type: str
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Art:
    """A picture in a box: its file's name and digest, its size and what is shown; no digest where it is missing."""

    box: str
    file: str
    digest: str
    size: tuple[int, int]
    crop: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A box: its kind, the story in it, and its area (x, y, width, height)."""

    name: str
    kind: str
    story: str
    area: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page; ``drawn`` are digests of rules, tints and drawings, by box."""

    label: str
    size: tuple[int, int]
    boxes: tuple[Place, ...]
    lines: tuple[Words, ...]
    art: tuple[Art, ...]
    drawn: Mapping[str, str] = field(default_factory=dict)

    def box(self, name: str) -> Place | None:
        """Return the box of a name, or None."""
        return next((box for box in self.boxes if box.name == name), None)


@dataclass(frozen=True, slots=True)
class Sheetwork:
    """An issue's pages in one state: every story's parts, ``titles`` of the stories, and the pages."""

    name: str
    copy: Mapping[tuple[str, str], str]
    titles: Mapping[str, str]
    sheets: tuple[Sheet, ...]

    def sheet(self, label: str) -> Sheet | None:
        """Return the page of a label, or None."""
        return next((sheet for sheet in self.sheets if sheet.label == label), None)

    def stories(self) -> tuple[str, ...]:
        """Return the stories that stand on pages, in the order in which they begin."""
        return tuple(dict.fromkeys(line.story for sheet in self.sheets for line in sheet.lines if line.story))

    def places(self, story: str) -> tuple[tuple[str, str], ...]:
        """Return the boxes that have copy of a story, by page and name, in their order."""
        lines = ((sheet.label, line) for sheet in self.sheets for line in sheet.lines if line.story == story)
        return tuple(dict.fromkeys((label, line.box) for label, line in lines if not line.generated))


def sheetwork(issue: Issue, dummy: Dummy, pages: Iterable[Page]) -> Sheetwork:
    """Return an issue as it stands on its pages."""
    copy = {(story.slug, part.name): part.text for story in issue.stories for part in story_parts(story)}
    for thread in dummy.threads:
        for link in thread.boxes[1:]:
            if link.jump_head is not None:
                copy[thread.story, link.jump_head.name] = link.jump_head.text
    titles = {story: text.replace("\n", "") for (story, part), text in copy.items() if part == "headline"}
    return Sheetwork(f"{issue.slug}", copy, titles, tuple(_sheet(page) for page in pages))


def _sheet(page: Page) -> Sheet:
    boxes = tuple(
        Place(box.name, box.kind, box.story, (box.area.x, box.area.y, box.area.width, box.area.height))
        for box in page.boxes
    )
    lines = tuple(_words(ink) for ink in page.ink if isinstance(ink, SetLine))
    art = tuple(one for ink in page.ink if (one := _art(ink)) is not None)
    return Sheet(page.label, (page.width, page.height), boxes, lines, art, _drawn(page.ink))


def _words(ink: SetLine) -> Words:
    line = ink.line
    faces = sorted({(run.face, run.size) for run in line.runs})
    main = max(faces, key=lambda one: one[1], default=("", 0))
    said = f"{main[0]} {main[1]} {'/'.join(map(str, ink.colour.cmyk))}"
    return Words(ink.box, ink.story, ink.part, line.start, line.end, line.text, said, ink.generated)


def _art(ink: Ink) -> Art | None:
    if isinstance(ink, MissingPicture):
        return Art(ink.box, PurePosixPath(ink.file).name, "", (ink.area.width, ink.area.height), ())
    if not isinstance(ink, Image):
        return None
    return Art(
        ink.box,
        PurePosixPath(ink.asset.file).name,
        ink.asset.sha256[:_DIGEST],
        (ink.area.width, ink.area.height),
        ink.crop,
    )


def _drawn(inks: Iterable[Ink]) -> dict[str, str]:
    found: dict[str, Any] = {}
    for ink in inks:
        if isinstance(ink, Rule | Tint | Trace):
            found.setdefault(ink.box, hashlib.sha256()).update(repr(seen(ink)).encode())
    return {box: digest.hexdigest()[:_DIGEST] for box, digest in found.items()}


def to_json(work: Sheetwork) -> str:
    """Return the record of an issue's pages as JSON, a page a line."""
    head = {
        "format": FORMAT,
        "issue": work.name,
        "titles": dict(work.titles),
        "copy": [{"story": story, "part": part, "text": text} for (story, part), text in work.copy.items()],
    }
    written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_told).encode
    return "".join(f"{written(line)}\n" for line in (head, *work.sheets))


def _told(noun: object) -> Record:
    """Return a noun's fields by name, none of them copied."""
    kind: type = type(noun)
    return {name: getattr(noun, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def from_json(text: str) -> Sheetwork:
    """Read a record of pages; raises ``SheetworkError``."""
    try:
        head, *pages = (json.loads(line) for line in text.splitlines())
        if head["format"] != FORMAT:
            raise SheetworkError(f"it is of format {head['format']}; this program reads format {FORMAT}")
        copy = {(one["story"], one["part"]): one["text"] for one in head["copy"]}
        return Sheetwork(head["issue"], copy, head["titles"], tuple(map(_read_sheet, pages)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SheetworkError("it is no record of an issue's pages") from error


def _read_sheet(said: Record) -> Sheet:
    boxes = tuple(Place(box["name"], box["kind"], box["story"], _four(box["area"])) for box in said["boxes"])
    lines = tuple(Words(**line) for line in said["lines"])
    art = tuple(
        Art(one["box"], one["file"], one["digest"], (one["size"][0], one["size"][1]), tuple(one["crop"]))
        for one in said["art"]
    )
    return Sheet(said["label"], (said["size"][0], said["size"][1]), boxes, lines, art, dict(said["drawn"]))


def _four(area: Iterable[int]) -> tuple[int, int, int, int]:
    x, y, width, height = area
    return x, y, width, height


def lines_of(work: Sheetwork, story: str, part: str) -> Iterator[tuple[str, Words]]:
    """Yield the lines of a part of a story with their pages, in their order."""
    for sheet in work.sheets:
        for line in sheet.lines:
            if (line.story, line.part) == (story, part):
                yield sheet.label, line
