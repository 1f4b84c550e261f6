"""The commands ``archive``, ``withdraw`` and ``correct``: issues kept in one site, and what is told of them later."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from compositor import epaper, intake, pipeline, preflight, publishing, release
from compositor.epaper.archive import SHELF, Coming, Kept, keep
from compositor.epaper.keeping import KeptError, from_json
from compositor.epaper.publication import Publication
from compositor.epaper.shelf import Shelf
from compositor.epaper.sitefile import SiteFile
from compositor.errors import ExitCode, UsageError
from compositor.filing import alone, put
from compositor.intake.notices import NOTICES, read_file, written
from compositor.model.notices import NoticeKind, StoryNotice
from compositor.pipeline import Composed, Request, Stopwatch
from compositor.records import dataclass

_MADE_ANEW: Final = (".html", ".htm")
"""Files of a finished site that the archive writes itself: pages lead to other issues."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What the desk asks for: the issue (or a finished site), the archive's folder, and whether all pages are new."""

    request: Request
    to: Path
    anew: bool = False

    @classmethod
    def of(cls, options: Namespace) -> Archived:
        """Return what the options of the command line say."""
        request = Request(options.issue, layouts=options.layouts, fonts=options.fonts)
        return cls(request, options.to, options.anew)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the desk tells readers of a story: the kind of notice, its words, when ('' for now) and who signs.

    ``pictures`` are withdrawn with the story.
    """

    kind: NoticeKind
    words: str
    at: str
    by: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A notice on a story of an issue, or those of its kind taken back (``undo``); ``archive`` follows."""

    request: Request
    story: str
    notice: Notice
    undo: bool = False
    archive: Path | None = None

    @classmethod
    def of(cls, options: Namespace, user: Callable[[], str]) -> Told:
        """Return what the options of the command line say; the ``user`` signs where nobody is named."""
        request = Request(options.issue, options.out, options.layouts, options.fonts)
        kind = NoticeKind.WITHDRAWN if options.command == "withdraw" else NoticeKind.CORRECTED
        notice = Notice(
            kind, options.notice, options.at, " ".join(options.by.split()) or user(), tuple(options.picture)
        )
        return cls(request, options.story, notice, options.undo, options.archive)


def archive(asked: Archived) -> ExitCode:
    """Add an issue to an archive, or make it anew there, and say what was written."""
    issue = asked.request.issue
    if (issue / SHELF).is_file():
        for coming in _of_site(issue):
            _keep(asked, coming)
        return ExitCode.DONE
    composed = pipeline.compose(asked.request, Stopwatch(_progress))
    if _waits(composed):
        return composed.exit_code
    published = pipeline.readers(composed)
    found = publishing.judged(published)
    if preflight.failed(found):
        for finding in found:
            print(finding, file=sys.stderr)
        return ExitCode.PREFLIGHT_FAILED
    _keep(asked, epaper.coming(published))
    return ExitCode.DONE


def _waits(composed: Composed) -> bool:
    """Tell whether an issue has to wait because pages are in error, and say so."""
    held = ", ".join(page.label for page in composed.made.pages if page.label in composed.withheld)
    if held:
        print(f"withheld: {held}; the e-paper waits until every page is released", file=sys.stderr)
    return bool(held)


def _keep(asked: Archived, coming: Coming) -> None:
    _say(asked.to, coming, keep(asked.to, coming, epaper.ROOMS, anew=asked.anew))


def _say(to: Path, coming: Coming, kept: Kept) -> None:
    many = f"{len(kept.written)} files written, {kept.same} as they were, {len(kept.removed)} removed"
    print(f"{to / coming.publication.folder}: {many}")


def _of_site(root: Path) -> Iterator[Coming]:
    """Yield the issues of a finished site, the oldest first; raises ``UsageError``."""
    try:
        shelf = from_json(Shelf, (root / SHELF).read_text("utf-8"))
        for one in reversed(shelf.issues):
            kept = root / one.folder / "publication.json"
            publication = from_json(Publication, kept.read_text("utf-8"))
            yield Coming(publication, tuple(_files(root, one.folder)))
    except (OSError, UnicodeDecodeError, KeptError) as error:
        raise UsageError(f"{root} is no site that compose has made: {error}") from error


def _files(root: Path, folder: str) -> Iterator[SiteFile]:
    """Yield what lies in an issue's folder, less its pages."""
    for path in sorted((root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        own = PurePosixPath(name).relative_to(folder).parts
        if path.is_file() and not name.endswith(_MADE_ANEW) and own[0] not in ("words", "files.json"):
            yield SiteFile(name, partial(path.read_bytes))


def tell(told: Told) -> ExitCode:
    """Record a notice, or take it back, and have all that readers get follow it: the output folder and the archive."""
    read = intake.read(told.request.issue, layouts=told.request.layouts, fonts=told.request.fonts)
    slugs = [story.slug for story in read.issue.stories]
    if told.story not in slugs:
        raise UsageError(f"the issue has no story {told.story}; its stories are {', '.join(slugs)}")
    issue = told.request.issue
    folder = issue if issue.is_dir() else issue.parent
    with alone(folder):
        path = folder / NOTICES
        before = read_file(path) if path.exists() else ()
        put(path, written(_after(told, before, read.design.paper.timezone)).encode("utf-8"))
    print(path)
    composed = pipeline.compose(told.request, Stopwatch(_progress))
    out = told.request.out / composed.read.issue.slug
    if told.archive is not None and not _waits(composed):  # first, and whatever preflight says: words have to go
        _keep(Archived(told.request, told.archive), epaper.coming(pipeline.readers(composed)))
    if out.is_dir():
        what = replace(told.request, only="site" if (out / publishing.SITE).is_dir() else "epaper")
        with alone(out):
            written_now = pipeline.write_files(what, composed, Stopwatch(_progress))
        for one in written_now.paths:
            print(one)
        composed = written_now.composed
    return composed.exit_code


def _after(told: Told, before: tuple[StoryNotice, ...], zone: str) -> tuple[StoryNotice, ...]:
    """Return the notices with the new one, or without those taken back; corrections stay, each with its day."""
    notice = told.notice
    others = tuple(one for one in before if (one.story, one.kind) != (told.story, notice.kind))
    if told.undo:
        if others == before:
            raise UsageError(f"{told.story} has no notice that it was {notice.kind}")
        return others
    words = " ".join(notice.words.split())
    if not words:
        raise UsageError("--notice: say what readers are told")
    fresh = StoryNotice(
        told.story, notice.kind, release.moment(notice.at, zone), words, notice.by, None, notice.pictures
    )
    return (*(before if notice.kind is NoticeKind.CORRECTED else others), fresh)


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
