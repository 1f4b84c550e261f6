"""What every feed says of an article, gathered once: feeds differ in how they write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import Final
from urllib.parse import quote

from compositor.epaper.addresses import article_view, social_picture
from compositor.epaper.feeds.stamps import absolute, article_name, changed, noticed, published, stamp
from compositor.epaper.markup import Markup, joined, shown
from compositor.epaper.prose import Dress, body, heading, notice, source
from compositor.epaper.publication import Article, Figure, Kind, Publication
from compositor.epaper.sayings import named, sayings
from compositor.epaper.shelf import Shelf
from compositor.records import dataclass

MOST_ENTRIES: Final = 200
"""How many articles a feed holds, but always all of the newest issue: it is read whole each time it is asked for."""

_SUMMARY: Final = 200
"""How many characters a summary has at most."""


@dataclass(frozen=True)
class Entry:
    """An article in a feed, and the issue that it stands in."""

    article: Article
    publication: Publication

    @cached_property
    def name(self) -> str:
        """Its permanent name."""
        return article_name(self.publication, self.article)

    @property
    def title(self) -> str:
        """Its title in one line, a corrected one's marked; never ''."""
        said = shown(" ".join(self.article.title.split())) or shown(self.article.slug)
        kind = self.article.notice.kind if self.article.notice else None
        return f"{said}（{sayings(self.publication).notice[kind]}）" if kind else said

    @property
    def address(self) -> str:
        """Its URL; '' where the paper names no address for its site."""
        return self._at(article_view(self.publication.folder, self.article.slug))

    @property
    def path(self) -> str:
        """Where it lies from the site's root, as URLs write it."""
        return quote(article_view(self.publication.folder, self.article.slug), safe="/")

    @property
    def picture(self) -> str:
        """The URL of the picture that stands for it; '' without an address or a place on a page."""
        here = social_picture(self.publication.folder, self.article.slug)
        begins = any(zone.page == self.article.page for zone in self.article.zones)
        return self._at(here) if begins else ""

    @property
    def author(self) -> str:
        """Its byline; '' without."""
        byline = self.article.head("byline")
        return shown(" ".join(byline.words.text.split())) if byline else ""

    @property
    def published(self) -> datetime:
        """When it appeared."""
        return published(self.publication)

    @property
    def changed(self) -> datetime:
        """When it last changed."""
        return changed(self.publication, self.article)

    @property
    def summary(self) -> str:
        """Its deck, else how it begins."""
        deck = self.article.head("deck")
        paragraphs = [one.words.text for one in self.article.blocks if one.kind is Kind.PARAGRAPH]
        for text in ([deck.words.text] if deck else []) + paragraphs:
            said = " ".join(text.split())
            if said:
                return shown(said if len(said) <= _SUMMARY else said[: _SUMMARY - 1] + "…")
        return ""

    @property
    def html(self) -> Markup:
        """All of it, as HTML."""
        dress = Dress(sayings(self.publication), partial(_picture, self.publication))
        printed = source(self.publication, self.article, dress)
        return joined([notice(self.article, dress), heading(self.article, dress), body(self.article, dress), printed])

    def _at(self, path: str) -> str:
        return absolute(self.publication.address, path) if self.publication.address else ""


def _picture(publication: Publication, figure: Figure) -> str:
    path = f"{publication.folder}/{figure.file}"
    return absolute(publication.address, path) if publication.address else quote(path, safe="/")


@dataclass(frozen=True)
class Feed:
    """A feed: of which paper, of which issues, and its entries, those of the newest issue first."""

    shelf: Shelf
    latest: tuple[Publication, ...]
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, shelf: Shelf, latest: Sequence[Publication]) -> Feed:
        """Return the feed of the newest issues; withdrawn articles aren't in it. The site is where it is now."""
        entries: list[Entry] = []
        used: list[Publication] = []
        here = [replace(one, address=shelf.address) for one in latest]
        for publication in sorted(here, key=lambda one: (one.date, one.folder), reverse=True):
            told = [Entry(one, publication) for one in publication.articles if not one.withdrawn]
            if used and len(entries) + len(told) > MOST_ENTRIES:
                break
            used.append(publication)
            entries += told
        return cls(shelf, tuple(used), tuple(entries))

    @property
    def title(self) -> str:
        """The paper's name."""
        return shown(self.shelf.name)

    @property
    def changed(self) -> datetime | None:
        """When anything of it last changed; None without issues."""
        moments = []
        for publication in self.latest:
            first = published(publication)
            moments += [first, *(noticed(one.notice.at, first) for one in publication.articles if one.notice)]
        return max(moments) if moments else None

    @property
    def summary(self) -> str:
        """What the feed is: the paper and its newest issue."""
        return shown(named(self.latest[0])) if self.latest else self.title

    @property
    def gone(self) -> tuple[tuple[str, str, str], ...]:
        """Of each withdrawn article its name, when it was withdrawn and the notice's words."""
        told = []
        for publication in self.latest:
            first = published(publication)
            for one in publication.articles:
                if one.withdrawn and one.notice:
                    moment = stamp(noticed(one.notice.at, first))
                    told.append((article_name(publication, one), moment, one.notice.words))
        return tuple(told)

    @property
    def home(self) -> str:
        """The site's address; '' without."""
        return f"{self.shelf.address.rstrip('/')}/" if self.shelf.address else ""
