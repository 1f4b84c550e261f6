"""An issue added to a site of many, or made anew in it: which files that gives, and which have no use any more.

Nothing here touches the disk: what the site holds is asked for file by file. A site of one issue is an archive with
nothing in it before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, TypeVar

from compositor.epaper.addresses import article_view, kept, page_view
from compositor.epaper.archive.redirects import leading, standing_in
from compositor.epaper.archive.register import ADDRESSES, Register
from compositor.epaper.archive.renaming import Renaming
from compositor.epaper.keeping import KeptError, from_json, to_json
from compositor.epaper.publication import Publication
from compositor.epaper.search import BrokenIndexError, Change, fixed_files, indexed, words_files
from compositor.epaper.shelf import MOST_LATEST, Shelf
from compositor.epaper.sitefile import SiteFile
from compositor.errors import OutputError, UsageError
from compositor.records import dataclass

SHELF: Final = "shelf.json"
Read = Callable[[str], bytes | None]
"""What returns a file of the site by its path from the root, None where it isn't there."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Who makes what of a site: pages of an issue, of the root, its assets, feeds, and records of each story."""

    issue: Callable[[Publication, Shelf], Iterable[SiteFile]]
    root: Callable[[Shelf], Iterable[SiteFile]]
    assets: Callable[[], Iterable[SiteFile]]
    feeds: Callable[[Shelf, Sequence[Publication]], Iterable[SiteFile]]
    stories: Callable[[Publication], Iterable[SiteFile]]


@dataclass(frozen=True, slots=True)
class Coming:
    """An issue that comes: what is published of it, and what of it is no page: pictures, PDFs, the book."""

    publication: Publication
    files: Iterable[SiteFile] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong together: those of an issue by its folder, of the root ('').

    What a ``whole`` group had before and hasn't now goes; one that isn't whole keeps what it had, less the ``gone``.
    """

    name: str
    files: Iterable[SiteFile]
    whole: bool = True
    gone: frozenset[str] = frozenset()
    kept: str = ""
    """The prefix of what a whole group keeps though it isn't made now."""


@dataclass(slots=True)
class Site:
    """A site as it is, and what is kept of it: its shelf and its register of addresses; raises ``OutputError``."""

    read: Read
    rooms: Rooms
    shelf: Shelf | None = None
    register: Register = field(default_factory=Register)
    publications: dict[str, Publication] = field(default_factory=dict)

    @classmethod
    def opened(cls, read: Read, rooms: Rooms) -> Site:
        """Return a site as it stands on the disk, or a new one."""
        site = cls(read, rooms)
        if (shelf := read(SHELF)) is not None:
            site.shelf = _kept(Shelf, shelf, SHELF)
        if (register := read(ADDRESSES)) is not None:
            site.register = _kept(Register, register, ADDRESSES)
        return site

    def publication(self, folder: str) -> Publication:
        """Return what is published of an issue on the shelf; raises ``OutputError``."""
        if folder not in self.publications:
            content = self.read(kept(folder))
            if content is None:
                raise OutputError(f"{kept(folder)} is missing: add that issue again")
            self.publications[folder] = _kept(Publication, content, kept(folder))
        return self.publications[folder]

    def take(self, publication: Publication) -> Shelf:
        """Enter an issue on the shelf and in the register; raises ``UsageError`` where it is another paper's."""
        old = self.shelf
        if old is not None and old.paper != publication.paper:
            message = f"the folder holds {old.name} ({old.paper}), the issue is of {publication.name}"
            raise UsageError(f"{message} ({publication.paper}); name another folder for it")
        shelf = Shelf.of(publication, old.issues if old else ())
        if old is not None and shelf.issues[0].folder != publication.folder:
            shelf = replace(old, issues=shelf.issues)
        shelf = replace(shelf, numbered=shelf.numbered or (old is not None and old.numbered))
        self.shelf = shelf
        self.register = self.register.entered(publication)
        self.publications[publication.folder] = publication
        return shelf


_T = TypeVar("_T")


def _kept(cls: type[_T], content: bytes, path: str) -> _T:
    try:
        return from_json(cls, content.decode("utf-8"))
    except (KeptError, UnicodeDecodeError) as error:
        raise OutputError(f"{path} can't be read: {error}") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """How an issue is added: ``also`` are issues, by folder and date, that an earlier run didn't finish.

    That run was ``cut`` off; ``anew`` writes the pages of all issues.
    """

    also: Sequence[tuple[str, str]] = ()
    cut: bool = False
    anew: bool = False


_NOTHING: Final = Asked()


def added(site: Site, coming: Coming, asked: Asked = _NOTHING) -> Iterator[Group]:
    """Yield what an issue changes in a site, group by group, in the order in which it is to stand there."""
    publication, before = coming.publication, site.shelf
    shelf = site.take(publication)
    anew = asked.anew or (before is not None and before.pattern != shelf.pattern)
    yield Group("", (SiteFile(ADDRESSES, _bytes(site.register)),), whole=False)
    yield Group(publication.folder, _issue(site, shelf, coming))
    others = _others(before, shelf, publication.folder)
    others = tuple(one.folder for one in shelf.issues) if anew else (*others, *(one for one, _ in asked.also))
    there = {one.folder for one in shelf.issues} - {publication.folder}
    for folder in dict.fromkeys(others):
        if folder in there:
            yield Group(folder, _pages(site, shelf, site.publication(folder)), whole=False)
    yield _root(site, shelf, publication, asked)


def _others(before: Shelf | None, shelf: Shelf, folder: str) -> tuple[str, ...]:
    """Return the issues whose pages lead to this one, as it was and as it is on the shelf."""
    beside = [one for some in (before, shelf) if some for one in some.beside(folder) if one is not None]
    return tuple(dict.fromkeys(one.folder for one in beside))


def _bytes(held: object) -> bytes:
    return to_json(held).encode("utf-8", "surrogatepass")


def _by_number(shelf: Shelf) -> bool:
    return shelf.pattern == "node"


def _names(site: Site, shelf: Shelf, publication: Publication) -> dict[str, str]:
    """Return where the pages of an issue lie, where that isn't where they usually do."""
    return site.register.names(publication.folder, publication.date) if _by_number(shelf) else {}


def _issue(site: Site, shelf: Shelf, coming: Coming) -> Iterator[SiteFile]:
    """Yield all files of an issue."""
    publication = coming.publication
    names = _names(site, shelf, publication)
    known: set[str] = set()
    for file in coming.files:
        known.add(file.path)
        yield file
    yield from Renaming(names, known, shelf.address).renamed(site.rooms.stories(publication))
    yield from words_files(publication, lambda slug: _at(names, article_view(publication.folder, slug)))
    yield from _pages(site, shelf, publication, known)
    yield SiteFile(kept(publication.folder), _bytes(publication))


def _at(names: dict[str, str], path: str) -> str:
    return names.get(path, path)


def _pages(site: Site, shelf: Shelf, publication: Publication, known: set[str] | None = None) -> Iterator[SiteFile]:
    """Yield the pages of an issue; where they have customary addresses too, pages at the others lead to them."""
    names = _names(site, shelf, publication)
    known = set(files_of(site.read, publication.folder)) if known is None else known
    yield from Renaming(names, known, shelf.address).renamed(site.rooms.issue(publication, shelf))
    titles = {article_view(publication.folder, one.slug): one.title for one in publication.articles}
    titles |= {
        page_view(publication.folder, one.name): f"{one.label} {one.section}".strip() for one in publication.pages
    }
    numbers = site.register.names(publication.folder, publication.date) if shelf.numbered else {}
    for usual, title in titles.items():
        if usual in numbers:
            yield _other(shelf, usual, numbers[usual], title)


def _other(shelf: Shelf, usual: str, customary: str, title: str) -> SiteFile:
    """Return the page at that of two addresses at which the page itself isn't."""
    one, other = (usual, customary) if _by_number(shelf) else (customary, usual)
    return leading(shelf, one, other, title)


def _root(site: Site, shelf: Shelf, publication: Publication, asked: Asked) -> Group:
    changes = {publication.folder: Change(publication.folder, publication.date, publication)}
    there = {one.folder for one in shelf.issues}
    for folder, day in asked.also:
        changes.setdefault(folder, Change(folder, day, site.publication(folder) if folder in there else None))
    try:
        index = indexed(site.read, tuple(changes.values()), whole=asked.cut)
    except BrokenIndexError:
        every = (site.publication(one.folder) for one in reversed(shelf.issues))
        index = indexed(lambda _: None, [Change(one.folder, one.date, one) for one in every])
    return Group("", _root_files(site, shelf, index.files), gone=frozenset(index.stale), kept="search/")


def _root_files(site: Site, shelf: Shelf, index: Sequence[SiteFile]) -> Iterator[SiteFile]:
    numbers = site.register.all_names() if shelf.numbered else {}
    names = numbers if _by_number(shelf) else {}
    renaming = Renaming(names, (), shelf.address)
    latest = [site.publication(one.folder) for one in shelf.issues[:MOST_LATEST]]
    yield from site.rooms.assets()
    yield from fixed_files()
    yield from index
    yield from renaming.renamed(site.rooms.root(shelf))
    yield from renaming.renamed(site.rooms.feeds(shelf, latest))
    for file in standing_in(shelf, site.register):
        yield from renaming.renamed((file,))
        if file.path in numbers:
            yield _other(shelf, file.path, numbers[file.path], "")
    yield SiteFile(ADDRESSES, _bytes(site.register))
    yield SiteFile(SHELF, _bytes(shelf))


def site_files(coming: Coming, rooms: Rooms, register: bytes | None = None) -> Iterator[SiteFile]:
    """Yield the site of one issue; ``register`` are the addresses that it had before, as they were kept."""
    site = Site.opened(lambda path: register if path == ADDRESSES else None, rooms)
    found: dict[str, SiteFile] = {}
    for group in added(site, coming):
        for file in group.files:
            found[file.path] = file
    yield from found.values()


FILES: Final = "files.json"


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a group that are the archive's own: no others are ever touched.

    ``unfinished`` are issues, by folder and date, that a run was about to write.
    """

    files: tuple[str, ...] = ()
    unfinished: tuple[tuple[str, str], ...] = ()


def list_of(group: str) -> str:
    """Return where the list of a group's files is kept."""
    return f"{group}/{FILES}" if group else FILES


def files_listed(read: Read, group: str) -> Files:
    """Return the list of a group's files; raises ``OutputError`` where it can't be read."""
    content = read(list_of(group))
    return Files() if content is None else _kept(Files, content, list_of(group))


def files_of(read: Read, group: str) -> tuple[str, ...]:
    """Return the files of a group."""
    return files_listed(read, group).files
