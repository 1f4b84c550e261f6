"""The command ``import``: copy as it arrives made into stories, with an account of every guess."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from compositor import incoming
from compositor.errors import ExitCode, OutputError, UsageError
from compositor.incoming import Shelf, Told, Wish
from compositor.intake.files import Refused, shown
from compositor.records import dataclass

_SLUG: Final = re.compile(r"[^\W_][\w.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: which files, into which folder, under which name, and how they are to be read."""

    paths: tuple[Path, ...]
    to: Path | None = None
    slug: str = ""
    kind: str = "auto"
    encoding: str = ""
    styles: Path | None = None
    form: str = "text"
    replace: bool = False
    dry: bool = False


def receive(asked: Asked) -> ExitCode:
    """Import files; those that can't be read don't hold back the others."""
    _check(asked)
    wish = Wish(asked.kind, asked.encoding, incoming.read_styles(asked.styles) if asked.styles else {})
    shelf = Shelf.of(asked.to or Path("stories"))
    told: list[Told] = []
    slugs: dict[str, str] = {}
    for path in asked.paths:
        one = _received(path, asked, (wish, shelf), slugs)
        told.append(one)
        _say(one, asked)
    if asked.form == "json":
        print(incoming.import_json(told))
    print(incoming.summary(told, dry=asked.dry), file=sys.stderr)
    return _code(told)


def _check(asked: Asked) -> None:
    if asked.to is None and not asked.dry:
        raise UsageError("say where the stories go: --to issues/2024-05-20/stories; or --dry-run to write nothing")
    if asked.slug and len(asked.paths) > 1:
        raise UsageError("--as gives one story its name; import the files one by one")
    if asked.slug and not _SLUG.fullmatch(asked.slug):
        raise UsageError(f"{asked.slug!r} can't be a story's name: letters, digits, - and _")
    if asked.encoding and not incoming.known(asked.encoding):
        raise UsageError(f"{asked.encoding!r} is no encoding that is known; such as utf-8, gb18030, big5, utf-16")


def _received(path: Path, asked: Asked, how: tuple[Wish, Shelf], slugs: dict[str, str]) -> Told:
    wish, shelf = how
    file = shown(path)
    slug = asked.slug or incoming.slug_of(path)
    try:
        story = incoming.read_file(path, slug, wish, shelf.issue)
    except Refused as refused:
        return Told(file, fault=incoming.finding(path, refused))
    if slug in slugs:
        return Told(file, story, refused=f"{slugs[slug]} has become the story {slug} already; import {file} with --as")
    slugs[slug] = file
    if asked.dry:
        return Told(file, story)
    try:
        return Told(file, story, incoming.save(story, shelf, replace=asked.replace))
    except OutputError as error:
        return Told(file, story, refused=str(error))


def _say(one: Told, asked: Asked) -> None:
    if one.fault is not None:
        print(one.fault, file=sys.stderr)
    if one.refused:
        print(f"error: {one.refused}", file=sys.stderr)
    if asked.form == "text" and one.story is not None:
        print(incoming.said_import(one))
        if asked.dry:
            print(one.story.written.text)


def _code(told: list[Told]) -> ExitCode:
    """Return the lowest code from 3 up that holds; 1 where something is to be looked at."""
    if any(one.fault for one in told):
        return ExitCode.CANNOT_COMPOSE
    if any(one.refused for one in told):
        return ExitCode.CANNOT_WRITE
    return ExitCode.FOUND if any(one.look for one in told) else ExitCode.DONE
