"""The index as a whole: its segments, and what of them changes when issues come, change and go.

Issues of the newest year stand in segments by month, so that the issue of the day rewrites little; those of the years
before in one segment a year, so that a reader loads few. Once a new year has its first issue, the months of the old one
are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Final

from compositor.epaper.addresses import article_view
from compositor.epaper.publication import Publication
from compositor.epaper.search.folding import HAN, fold_table, terms
from compositor.epaper.search.scripts import call, held
from compositor.epaper.search.segment import BrokenIndexError, Entry, Read, Segment, opened, paths
from compositor.epaper.search.words import found_in, words_files, words_folder
from compositor.epaper.sitefile import SiteFile
from compositor.records import dataclass

__all__ = ["INDEX", "BrokenIndexError", "Change", "Entry", "Indexed", "indexed", "search_files"]

INDEX: Final = "search/index.js"
FOLD: Final = "search/fold.js"
SCRIPT: Final = "assets/search.js"
_SCRIPT: Final = Path(__file__).with_name("search.js")


@dataclass(frozen=True, slots=True)
class Change:
    """An issue that comes or is made anew, by its folder and date; ``publication`` is None for one that goes."""

    folder: str
    date: str
    publication: Publication | None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What of the index is to be written, in this order, and what then has no use any more."""

    files: tuple[SiteFile, ...]
    stale: tuple[str, ...]


@dataclass(slots=True)
class _Index:
    """The index as it is worked on: stamps of all segments, and those that have been opened."""

    read: Read
    stamps: dict[str, str]
    whole: bool = False
    opened: dict[str, Segment] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)

    def segment(self, name: str) -> Segment:
        if name not in self.opened:
            there = name in self.stamps
            self.opened[name] = opened(name, self.read) if there else Segment(name)
            self.before |= set(paths(self.opened[name])) if there else set()
        return self.opened[name]

    def drop(self, name: str) -> None:
        self.segment(name)
        del self.opened[name]
        self.stamps.pop(name, None)


def indexed(read: Read, changes: Sequence[Change], *, whole: bool = False) -> Indexed:
    """Return the index with issues changed; raises ``BrokenIndexError`` where what is kept of it can't be read.

    With ``whole`` all postings are read for those of an issue, where a run was cut off that wrote them.
    """
    index = _Index(read, _stamps(read), whole)
    newest = max([name[:4] for name in index.stamps] + [one.date[:4] for one in changes if one.publication], default="")
    for one in changes:
        _change(index, one, newest)
    for name in [one for one in {**index.stamps, **index.opened} if "-" in one and one[:4] < newest]:
        index.segment(name[:4]).join(index.segment(name))
        index.drop(name)
    files: list[SiteFile] = []
    for name in sorted(index.opened):
        if not index.opened[name].entries:
            index.stamps.pop(name, None)
            continue
        made, stamp = index.opened[name].files()
        files += made
        index.stamps[name] = stamp
    listed = [[name, index.stamps[name]] for name in sorted(index.stamps, key=_newest_first, reverse=True)]
    files.append(SiteFile(INDEX, call("index", listed)))
    made_paths = {file.path for file in files}
    return Indexed(tuple(files), tuple(sorted(index.before - made_paths)))


def _change(index: _Index, one: Change, newest: str) -> None:
    year, month = one.date[:4], one.date[:7]
    if one.publication is not None:
        name = year if year < newest else month
        holder = _holder(index, one.folder, (year, month)) or name
        if holder[:7] != month and holder != year:
            index.segment(holder).take(one.folder, _likely(index, holder, one.folder))
            holder = name
        likely = _likely(index, holder, one.folder)
        index.segment(holder).put((one.folder, one.date), found_in(one.publication), likely)
        return
    holder = _holder(index, one.folder, (year, month))
    if holder:
        index.segment(holder).take(one.folder, _likely(index, holder, one.folder))


def _likely(index: _Index, name: str, folder: str) -> set[str]:
    """Return the terms of an issue as it was, as far as its words are still there."""
    entry = index.segment(name).entries.get(folder)
    found: set[str] = set()
    if index.whole:
        return found
    for at in range(entry.count if entry else 0):
        with suppress(ValueError, TypeError, KeyError):
            told = held(index.read(f"{words_folder(folder)}/{at}.js") or b"")[1]
            found |= terms(str(told["heads"])) | terms(str(told["body"]))
    return found


def _holder(index: _Index, folder: str, likely: tuple[str, str]) -> str:
    """Return the segment that has an issue: that of its date, or if its date was another once, any; '' for none."""
    names = [name for name in (*likely, *index.stamps) if name in index.stamps or name in index.opened]
    return next((name for name in dict.fromkeys(names) if folder in _folders(index, name)), "")


def _folders(index: _Index, name: str) -> frozenset[str]:
    """Return the folders of a segment's issues, without reading its shards."""
    if name in index.opened:
        return frozenset(index.opened[name].entries)
    content = index.read(f"search/{name}/issues.js")
    try:
        return frozenset(str(issue[0]) for issue in held(content or b"")[1]["issues"])
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise BrokenIndexError(f"search/{name}/issues.js is broken: {error}") from error


def _newest_first(name: str) -> str:
    return name if "-" in name else f"{name}-00"


def _stamps(read: Read) -> dict[str, str]:
    content = read(INDEX)
    if content is None:
        return {}
    try:
        return {str(name): str(stamp) for name, stamp in held(content)[1]}
    except (ValueError, TypeError) as error:
        raise BrokenIndexError(f"{INDEX} is broken: {error}") from error


def fixed_files() -> Iterator[SiteFile]:
    """Yield the script of the search page, and the table by which it folds what is typed."""
    yield SiteFile(FOLD, call("fold", [*fold_table(), HAN]))
    yield SiteFile(SCRIPT, _SCRIPT.read_bytes)


def search_files(publication: Publication) -> Iterator[SiteFile]:
    """Yield all that search needs in a site of one issue."""
    yield from fixed_files()
    yield from words_files(publication, lambda slug: article_view(publication.folder, slug))
    made = indexed(lambda _: None, (Change(publication.folder, publication.date, publication),))
    yield from made.files
