"""The register of addresses: which number each page and article has under its day, once and for ever.

Customary e-papers of the mainland name a page html/2024-05/20/node_2.htm and an article content_5.htm in the same
folder. Numbers are given in the order of the pages, to what has none yet: what is made anew, edited or moved to another
page keeps its own, and that of what is gone is not given again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from compositor.epaper.addresses import article_view, page_view
from compositor.epaper.publication import Publication
from compositor.records import dataclass

ADDRESSES: Final = "addresses.json"
"""Where the register is kept, at the root."""

Numbered = tuple[str, str]
"""What has a number: an issue's folder, and the name of a page or the slug of an article."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the register: pages and articles in the order of their numbers, the first of which is 1."""

    date: str
    nodes: tuple[Numbered, ...] = ()
    contents: tuple[Numbered, ...] = ()

    @property
    def folder(self) -> str:
        """Where the day's pages lie under the customary pattern."""
        return f"html/{self.date[:7]}/{self.date[8:]}"


@dataclass(frozen=True, slots=True)
class Register:
    """All days, in the order of their dates."""

    days: tuple[Day, ...] = ()

    def day(self, date: str) -> Day:
        """Return a day, an empty one where the register has none."""
        return next((day for day in self.days if day.date == date), Day(date))

    def entered(self, publication: Publication) -> Register:
        """Return the register with a number for every page and article of an issue."""
        day, folder = self.day(publication.date), publication.folder
        nodes = [(folder, page.name) for page in publication.pages]
        contents = [(folder, slug) for slug in _in_order(publication)]
        told = replace(day, nodes=_with(day.nodes, nodes), contents=_with(day.contents, contents))
        rest = tuple(one for one in self.days if one.date != day.date)
        return Register(tuple(sorted((*rest, told), key=lambda one: one.date)))

    def names(self, folder: str, date: str) -> dict[str, str]:
        """Return where the pages and articles that an issue ever had lie: customary addresses by their usual ones."""
        return _names(self.day(date), folder)

    def slugs(self) -> dict[str, list[str]]:
        """Return the slugs of all articles that each issue ever had, by its folder."""
        found: dict[str, list[str]] = {}
        for day in self.days:
            for folder, slug in day.contents:
                found.setdefault(folder, []).append(slug)
        return found

    def all_names(self) -> dict[str, str]:
        """Return the customary address of every page and article by its usual one."""
        found: dict[str, str] = {}
        for day in self.days:
            for folder in dict.fromkeys(one for one, _ in (*day.nodes, *day.contents)):
                found |= _names(day, folder)
        return found


def _names(day: Day, folder: str) -> dict[str, str]:
    pages = {
        page_view(folder, name): f"{day.folder}/node_{number}.htm"
        for number, (one, name) in enumerate(day.nodes, 1)
        if one == folder
    }
    articles = {
        article_view(folder, slug): f"{day.folder}/content_{number}.htm"
        for number, (one, slug) in enumerate(day.contents, 1)
        if one == folder
    }
    return pages | articles


def _in_order(publication: Publication) -> tuple[str, ...]:
    """Return the slugs of an issue's articles as they follow each other on its pages."""
    on_pages = (slug for page in publication.pages for slug in page.articles)
    known = {article.slug for article in publication.articles}
    slugs = dict.fromkeys((*on_pages, *(article.slug for article in publication.articles)))
    return tuple(slug for slug in slugs if slug in known)


def _with(numbered: tuple[Numbered, ...], more: list[Numbered]) -> tuple[Numbered, ...]:
    return tuple(dict.fromkeys((*numbered, *more)))
