"""What readers get of an issue, all from one composition: its PDFs, and what the site is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from compositor.epaper.addresses import issue_book, page_picture
from compositor.epaper.archive.adding import Coming, Rooms
from compositor.epaper.archive.adding import site_files as made_into_a_site
from compositor.epaper.book import book
from compositor.epaper.feeds import root_feeds, story_files
from compositor.epaper.gathering import Gathered, gathered
from compositor.epaper.making import Making
from compositor.epaper.media import Studio, page_files, picture_files
from compositor.epaper.reader import file_name
from compositor.epaper.site import asset_files, issue_files, root_files
from compositor.epaper.sitefile import SiteFile
from compositor.epaper.withdrawal import for_readers, with_notices
from compositor.faces import Faces
from compositor.filing import NO_CACHE, Cache
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy
from compositor.model.page import Page
from compositor.model.spreads import delivered, joined
from compositor.records import dataclass
from compositor.text import TypeCase

ROOMS: Final = Rooms(issue_files, root_files, asset_files, root_feeds, story_files)
"""Who makes what of a site."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What an issue is made from, beside its pages."""

    issue: Issue
    dummy: Dummy
    design: Design


@dataclass(frozen=True, slots=True)
class ReaderPdf:
    """A reader's PDF: its file name, what is in it, and its pages."""

    name: str
    content: bytes
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """An issue as readers get it: what is published of it, and its PDFs; the site has the first.

    ``alone`` makes PDFs of the pages of the first, each by its number from 0.
    """

    gathered: Gathered
    pdfs: tuple[ReaderPdf, ...]
    alone: Callable[[int], bytes]


def published(
    made: Sequence[Page],
    copy: Copy,
    faces: Faces,
    case: TypeCase,
    *,
    cache: Cache = NO_CACHE,
    written: Sequence[bytes] = (),
) -> Published:
    """Return an issue as readers get it, without what was withdrawn.

    Where the paper wants spreads both ways, a second PDF has them as panoramas. The ``cache`` may have PDFs and
    pictures; ``written`` are the PDFs where another hand has made them of the same.
    """
    issue, design = copy.issue, copy.design
    shown = for_readers(made, issue, copy.dummy, case)
    how = design.paper.spreads.get("epaper", "pages")
    ways = ("pages", "panorama") if how == "both" and len(joined(made)) < len(made) else (how.replace("both", "pages"),)
    making = Making(shown.issue, design, faces, cache)
    pdfs = []
    for at, way in enumerate(ways):
        name = file_name(design.paper, issue, panorama=way != ways[0])
        pages = delivered(shown.pages, way)
        pdfs.append(ReaderPdf(name, written[at] if written else making.pdf(pages), pages))
    found = gathered(pdfs[0].pages, shown.issue, copy.dummy, design)

    def alone(at: int) -> bytes:
        return making.pdf(pdfs[0].pages[at : at + 1])

    return Published(replace(found, publication=with_notices(found.publication, issue)), tuple(pdfs), alone)


def coming(one: Published) -> Coming:
    """Return an issue as a site takes it in."""
    return Coming(one.gathered.publication, _files(one))


def site_files(one: Published, register: bytes | None = None, *, studio: Studio | None = None) -> Iterator[SiteFile]:
    """Yield the site of one issue; ``register`` are the addresses that it had before, as they were kept.

    Pictures of its pages are made in the ``studio``, if there is one, before the first file is yielded.
    """
    yield from made_into_a_site(Coming(one.gathered.publication, _files(one, studio)), ROOMS, register)


def _files(one: Published, studio: Studio | None = None) -> Iterator[SiteFile]:
    """Yield what is no page of the site: pictures, PDFs, the book, whose cover is the first page's picture."""
    publication = one.gathered.publication
    covers = {page_picture(publication.folder, page.name) for page in publication.pages[:1]}
    pictures = {}
    for file in page_files(publication, one.pdfs[0].content, alone=one.alone, studio=studio):
        if file.path in covers:
            pictures[file.path.removeprefix(f"{publication.folder}/")] = file.bytes
        yield file
    for file in picture_files(publication, one.gathered.shots, studio=studio):
        pictures[file.path.removeprefix(f"{publication.folder}/")] = file.bytes
        yield file
    yield SiteFile(issue_book(publication.folder), book(publication, pictures))
