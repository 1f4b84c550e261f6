"""The command ``release``: pages checked, frozen, entered into the ledger and handed to the printing house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from compositor import intake, pipeline, release
from compositor.errors import ExitCode, Finding, OutputError
from compositor.intake.pages import label_key
from compositor.model.page import Page
from compositor.pdf.previews import page_pictures
from compositor.pipeline import Composed, Night, Request, Stopwatch
from compositor.records import dataclass
from compositor.release import Entry, Going, Place, Signed, Wrong

_DPI: Final = 72
"""Dots to the inch of the page pictures that go with plates."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asks for: who signs and when, whether released pages may be replaced, where the plates go.

    ``at`` is empty for now. ``again`` delivers what was delivered before.
    """

    by: str
    at: str = ""
    replace: bool = False
    to: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """What came of it: the issue with what was found, what became of each page, and what was written where.

    ``failure`` is why released plates couldn't be delivered, all or some.
    """

    composed: Composed
    going: Going
    entries: tuple[Entry, ...]
    paths: tuple[Path, ...]
    delivered: tuple[str, ...] = ()
    failure: OutputError | None = None

    @property
    def labels(self) -> frozenset[str]:
        """The pages that were asked for."""
        return frozenset((*self.going.versions, *self.going.same, *self.going.refused))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the pages that were asked for, and what refuses them wherever it stands."""
        own = (one for one in self.composed.findings if not one.page or one.page in self.labels)
        return tuple(dict.fromkeys((*own, *self.going.findings)))

    def told(self) -> Iterator[str]:
        """Yield what became of each page, a line each, and the paths of what was written."""
        made = {entry.page: entry for entry in self.entries if entry.version and not entry.to}
        for page in sorted(self.labels):
            entry = made.get(page)
            if entry:
                was = "released" if entry.event == "release" else "replaced"
                yield f"{page}  version {entry.version} {was}: {entry.file}, {entry.ink or 0:g} % ink"
            else:
                yield f"{page}  {'as released' if page in self.going.same else 'refused'}"
        yield from map(str, self.paths)
        yield from self.delivered

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every page that was asked for is released."""
        return ExitCode.PAGES_WITHHELD if self.going.refused else ExitCode.DONE


def release_pages(request: Request, asked: Asked, watch: Stopwatch) -> Released:
    """Release the pages that a request names; raises ``CopyError``, ``UsageError`` and ``OutputError``.

    First plates are kept, then the ledger vouches for them, then they are written to the output folder and delivered:
    whatever ends a run in between, the same command again does the rest.
    """
    release.moment(asked.at, "")  # a time that is none is told at once, and so is an address
    if asked.to:
        release.place(asked.to)
    composed = pipeline.compose(request, watch)
    request = replace(request, pages=_plates_of(request.pages, composed))
    folder = request.out / composed.read.issue.slug
    to = asked.to or composed.read.design.paper.printing.delivery.to
    place = release.place(to) if to else None
    with ExitStack() as locks:
        if place is not None:
            locks.callback(place.close)
        locks.enter_context(release.alone(release.folder_of(request.issue)))
        locks.enter_context(release.alone(folder))
        at = pipeline.night(request, composed)
        zone = composed.read.design.paper.timezone
        signed = Signed(asked.by, release.moment(asked.at, zone))
        pages = [page for page in pipeline.plated(composed) if pipeline.asked(request, page)]
        wrong = Wrong(composed.withheld, composed.findings)
        going = release.going(pages, at.standing, at.setter, wrong=wrong, again=asked.replace)
        intake.expect_unchanged(composed.read)
        before = len(at.standing.book.entries)
        book = release.released(pages, going, at.standing, at.setter, signed)
        watch.stage("release", f"{len(going.versions)} plates frozen")
        at = Night(replace(at.standing, book=book), at.setter, releasing=True)
        composed = _with(composed, going.findings, frozenset(going.refused))
        written = pipeline.write_files(replace(request, only="press"), composed, watch, at)
        done = Released(written.composed, going, book.entries[before:], written.paths)
        if place is None or not (going.versions or going.same):
            return done
        going_out = [page for page in pages if page.label in {*going.versions, *going.same}]
        try:
            names = _hand_over(going_out, at, Errand(place, signed, asked.again))
        except OutputError as error:
            return replace(done, failure=error)
        watch.stage("delivery", f"{len(names)} files")
        return replace(done, delivered=tuple(f"{place.name}/{name}" for name in names))


@dataclass(frozen=True, slots=True)
class Errand:
    """A way to the printing house: where to, who signs for it, and whether what was fetched is brought again."""

    place: Place
    signed: Signed
    again: bool = False


def _hand_over(pages: Sequence[Page], at: Night, errand: Errand) -> tuple[str, ...]:
    """Deliver the plates of released pages with their papers; return the names of what was written."""
    place, standing, read = errand.place, at.standing, at.setter.read
    plates = []
    for page in pages:
        entry = standing.released[page.label]
        plate = standing.plate(entry, page, at.setter)
        if plate is None:
            raise OutputError(f"{entry.file} can't be delivered: it isn't kept as it was released")
        plates.append((entry, plate))
    given = release.deliver(plates, place, standing.book, errand.signed, again=errand.again)
    standing = replace(standing, book=given.book)
    release.cleared(place, given.book)
    sheet = release.job(read, standing, place)
    papers = release.papers(
        sheet, release.job_pdf(sheet, read, at.setter.words), release.stem(read.design.paper, read.issue)
    )
    if read.design.paper.printing.delivery.previews:
        fresh = {entry.file for entry, _ in plates if place.sum(release.preview_name(entry.file)) is None}
        shown = {
            release.preview_name(entry.file): page_pictures(plate, dpi=_DPI)[0]
            for entry, plate in plates
            if entry.file in fresh
        }
        papers = {**shown, **papers}
    return (*given.names, *release.accompany(place, papers))


def _plates_of(labels: tuple[str, ...], composed: Composed) -> tuple[str, ...]:
    """Return the pages asked for; of a spread all its plates, for what crosses the fold stands on each of them."""
    found, asked = list(labels), {label_key(label) for label in labels}
    for page in composed.made.pages:
        spread = (page.label, *(half.label for half in page.halves))
        if page.halves and asked & {label_key(label) for label in spread}:
            found += spread
    return tuple(found)


def _with(composed: Composed, findings: tuple[Finding, ...], failed: frozenset[str]) -> Composed:
    found = tuple(dict.fromkeys((*composed.findings, *findings)))
    return replace(composed, findings=found, failed=composed.failed | failed)
