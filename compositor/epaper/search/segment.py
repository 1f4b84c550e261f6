"""A segment of the index: the issues of a month, or of a year that is past, and the shards of their terms.

A segment numbers its articles; each issue has a range of numbers that stays its own. A shard holds the terms of which
a digest ends in its number; shards become twice as many once they are larger than a reader should have to load.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import field, replace
from hashlib import sha256
from typing import Any, Final

from compositor.epaper.search.folding import terms
from compositor.epaper.search.postings import Posting, added, last, read, written
from compositor.epaper.search.scripts import call, held
from compositor.epaper.search.words import Found
from compositor.epaper.sitefile import SiteFile
from compositor.records import dataclass

SHARD: Final = 48_000
"""Bytes that shards have at most on average: a query loads one for each term."""
_MASK: Final = 0xFFFFFFFF
Read = Callable[[str], bytes | None]
"""What returns a file of the site by its path from the root, None where it isn't there."""


class BrokenIndexError(ValueError):
    """A part of the index is missing or isn't as it was written: it has to be made anew from what is published."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An issue in a segment: its articles are numbered from ``first``; ``sections`` are runs of them, in order.

    ``room`` is how many numbers are its own, ``count`` how many it has now. ``postings`` are all that it has.
    """

    folder: str
    date: str
    first: int
    room: int
    count: int
    sections: tuple[tuple[str, int], ...]
    postings: int = 0


def shard_of(term: str, shards: int) -> int:
    """Return the number of the shard that holds a term (FNV-1a by character, folded to as many bits as are needed)."""
    digest = 0x811C9DC5
    for character in term:
        digest = ((digest ^ ord(character)) * 0x01000193) & _MASK
    return (digest ^ (digest >> 15)) & (shards - 1)


@dataclass(slots=True)
class Segment:
    """A segment as it is worked on; ``kept`` are the postings of each term."""

    name: str
    shards: int = 1
    entries: dict[str, Entry] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """The first number that no issue has."""
        return max((one.first + one.room for one in self.entries.values()), default=0)

    def put(self, issue: tuple[str, str], articles: Sequence[Found], likely: Collection[str] = ()) -> None:
        """Take in an issue, its folder and date: what it had before (``likely`` under these terms) gives way."""
        folder, date = issue
        before = self.entries.get(folder)
        if before is not None:
            self.take(folder, likely)
        reuse = before is not None and before.room >= len(articles)
        first, room = (before.first, before.room) if before is not None and reuse else (self.next, len(articles))
        fresh: dict[str, list[Posting]] = {}
        for number, article in enumerate(articles, first):
            heads = terms(article.heads)
            for term in heads | terms(article.body):
                fresh.setdefault(term, []).append(number * 2 + (term in heads))
        size = sum(map(len, fresh.values()))
        self.entries[folder] = Entry(folder, date, first, room, len(articles), _runs(articles), size)
        self._merge(fresh)

    def take(self, folder: str, likely: Collection[str] = ()) -> None:
        """Take out an issue with every posting of it: of the ``likely`` terms, of all where that doesn't do."""
        gone = self.entries.pop(folder)
        found = sum(self._take(gone, term) for term in likely if term in self.kept)
        if found != gone.postings:
            for term in list(self.kept):
                self._take(gone, term)

    def clear(self) -> None:
        """Drop postings that no issue has: a run that wrote them was cut off before it wrote the table."""
        end = self.next
        for term, kept in list(self.kept.items()):
            if last(kept) < end:
                continue
            left = [one for one in read(kept) if one < end * 2]
            if left:
                self.kept[term] = written(left)
            else:
                del self.kept[term]

    def _take(self, gone: Entry, term: str) -> int:
        kept = self.kept[term]
        if last(kept) < gone.first:
            return 0
        first, end = gone.first * 2, (gone.first + gone.room) * 2
        postings = read(kept)
        left = [one for one in postings if not first <= one < end]
        if not left:
            del self.kept[term]
        elif len(left) < len(postings):
            self.kept[term] = written(left)
        return len(postings) - len(left)

    def join(self, other: Segment) -> None:
        """Take in all of another segment, its numbers after those of this one."""
        ahead = self.next
        for folder, entry in other.entries.items():
            self.entries[folder] = replace(entry, first=entry.first + ahead)
        self._merge({term: [one + ahead * 2 for one in read(kept)] for term, kept in other.kept.items()})

    def _merge(self, fresh: dict[str, list[Posting]]) -> None:
        for term, postings in fresh.items():
            kept = self.kept.get(term)
            self.kept[term] = added(kept, postings) if kept else written(postings)

    @property
    def table(self) -> str:
        """The path of its table of issues."""
        return f"search/{self.name}/issues.js"

    def shard(self, number: int) -> str:
        """Return the path of one of its shards."""
        return shard_path(self.name, self.shards, number)

    def files(self) -> tuple[list[SiteFile], str]:
        """Return its files, and a stamp that is another one whenever they are."""
        texts = {term: f"|{term}={kept}" for term, kept in self.kept.items()}
        size = sum(len(text.encode()) for text in texts.values())
        while size > SHARD * self.shards:
            self.shards *= 2
        parts: list[list[str]] = [[] for _ in range(self.shards)]
        for term in sorted(texts):
            parts[shard_of(term, self.shards)].append(texts[term])
        made = [SiteFile(self.shard(at), call(f"{self.name}/{at}", "".join(part))) for at, part in enumerate(parts)]
        table = [
            [one.folder, one.date, one.first, one.room, one.count, [list(run) for run in one.sections], one.postings]
            for one in sorted(self.entries.values(), key=lambda one: (one.date, one.folder))
        ]
        made.append(SiteFile(self.table, call(f"{self.name}/issues", {"shards": self.shards, "issues": table})))
        digest = sha256(b"".join(one.bytes for one in made)).hexdigest()
        return made, digest[:10]


def shard_path(name: str, shards: int, number: int) -> str:
    """Return the path of a shard: of another number of shards it has another name."""
    return f"search/{name}/{shards}-{number:x}.js"


def opened(name: str, read_file: Read) -> Segment:
    """Read a segment; raises ``BrokenIndexError``."""
    segment = Segment(name)
    try:
        table = _held(f"search/{name}/issues.js", f"{name}/issues", read_file)
        segment.shards = int(table["shards"])
        for folder, date, first, room, count, sections, postings in table["issues"]:
            runs = tuple((str(section), int(run)) for section, run in sections)
            place = (int(first), int(room), int(count))
            segment.entries[str(folder)] = Entry(str(folder), str(date), *place, runs, int(postings))
        for number in range(segment.shards):
            text = _held(segment.shard(number), f"{name}/{number}", read_file)
            for part in text.split("|")[1:]:
                term, _, kept = part.partition("=")
                segment.kept[term] = kept
        segment.clear()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenIndexError(f"search/{name} is broken: {error}") from error
    return segment


def paths(segment: Segment) -> Iterator[str]:
    """Yield the paths of a segment's files."""
    yield segment.table
    yield from (segment.shard(number) for number in range(segment.shards))


def _held(path: str, key: str, read_file: Read) -> Any:
    content = read_file(path)
    if content is None:
        raise BrokenIndexError(f"{path} is missing")
    name, found = held(content)
    if name != key:
        raise BrokenIndexError(f"{path} is that of another")
    return found


def _runs(articles: Sequence[Found]) -> tuple[tuple[str, int], ...]:
    runs: list[tuple[str, int]] = []
    for article in articles:
        if runs and runs[-1][0] == article.section:
            runs[-1] = (article.section, runs[-1][1] + 1)
        else:
            runs.append((article.section, 1))
    return tuple(runs)
