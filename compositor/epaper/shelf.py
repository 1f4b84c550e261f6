"""The shelf: which issues a site holds, in short, so that calendar, feeds and search need not open them all."""

from __future__ import annotations

from compositor.epaper.publication import Notice, Publication
from compositor.records import dataclass

MOST_LATEST = 10
"""How many of the newest issues feeds are made from."""


@dataclass(frozen=True, slots=True)
class ShelvedPage:
    """A page of an issue on the shelf: its label, section, its name in files, its size as ``PublishedPage`` has it."""

    label: str
    section: str
    name: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ShelvedArticle:
    """An article of an issue on the shelf; ``page`` is the label of the page on which it begins."""

    slug: str
    title: str
    page: str
    notice: Notice | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelved:
    """An issue on the shelf: its folder, date (ISO 8601), total number (0 without), zone, edition and what it holds."""

    folder: str
    date: str
    number: int
    zone: str
    edition: str
    pages: tuple[ShelvedPage, ...]
    articles: tuple[ShelvedArticle, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The issues of one paper, the newest first, of one day by folder; what the paper is, as the newest one has it.

    ``numbered`` tells that pages have, or once had, addresses by numbers (``pattern`` node).
    """

    paper: str
    name: str
    language: str
    region: str
    script: str
    timezone: str
    address: str
    issues: tuple[Shelved, ...]
    pattern: str = "slug"
    numbered: bool = False

    @classmethod
    def of(cls, publication: Publication, others: tuple[Shelved, ...] = ()) -> Shelf:
        """Return a shelf with an issue and others; of those the one in its folder gives way."""
        rest = tuple(one for one in others if one.folder != publication.folder)
        issues = sorted((shelved(publication), *rest), key=lambda one: one.folder)
        issues.sort(key=lambda one: one.date, reverse=True)
        said = publication
        return cls(
            said.paper,
            said.name,
            said.language,
            said.region,
            said.script,
            said.timezone,
            said.address,
            tuple(issues),
            said.pattern,
            said.pattern == "node",
        )

    def beside(self, folder: str) -> tuple[Shelved | None, Shelved | None]:
        """Return the issue before the one in ``folder`` and the one after it, by date."""
        at = next((at for at, one in enumerate(self.issues) if one.folder == folder), None)
        if at is None:
            return None, None
        return (
            self.issues[at + 1] if at + 1 < len(self.issues) else None,
            self.issues[at - 1] if at else None,
        )


def shelved(publication: Publication) -> Shelved:
    """Return an issue as it stands on the shelf."""
    return Shelved(
        publication.folder,
        publication.date,
        publication.number,
        publication.zone,
        publication.edition,
        tuple(ShelvedPage(one.label, one.section, one.name, one.width, one.height) for one in publication.pages),
        tuple(ShelvedArticle(one.slug, one.title, one.page, one.notice, one.formerly) for one in publication.articles),
    )
