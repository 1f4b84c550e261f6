"""Dates and names of things: from the issue and its notices alone, the same whenever they are made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timezone
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from compositor.epaper.publication import Article, Publication

_NAMES: Final = UUID("2f6c1f0e-6f0b-5d2b-9a53-5f6d0c1a7e44")
"""The namespace (RFC 4122 4.3) of what papers publish, drawn once."""


def issued(date: str, zone: str) -> datetime:
    """Return 00:00 of an issue's date in its zone; ``zone`` such as +08:00."""
    return datetime.fromisoformat(f"{date}T00:00:00{zone}")


def published(publication: Publication) -> datetime:
    """Return when an issue appeared: 00:00 of its date."""
    return issued(publication.date, publication.timezone)


def updated(publication: Publication, articles: Iterable[Article] | None = None) -> datetime:
    """Return when an issue, or some of its articles, last changed: the last of its date and their notices."""
    told = publication.articles if articles is None else articles
    first = published(publication)
    return max([first, *(noticed(one.notice.at, first) for one in told if one.notice)])


def noticed(at: str, like: datetime) -> datetime:
    """Return when a notice was given; without a zone it is of the issue's."""
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)


def changed(publication: Publication, article: Article) -> datetime:
    """Return when an article last changed."""
    return updated(publication, (article,))


def stamp(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it (also W3C-DTF): 2024-05-20T00:00:00+08:00."""
    return moment.isoformat(timespec="seconds")


def mail_stamp(moment: datetime) -> str:
    """Return a moment as RFC 822 has it (RSS 2.0): Mon, 20 May 2024 00:00:00 +0800."""
    offset = moment.utcoffset()
    return format_datetime(moment.astimezone(timezone(offset)) if offset else moment.astimezone(UTC))


def basic_stamp(moment: datetime) -> str:
    """Return a moment in the basic form of ISO 8601, as NITF has it: 20240520T000000+0800."""
    return moment.strftime("%Y%m%dT%H%M%S%z")


def universal_stamp(moment: datetime) -> str:
    """Return a moment in UTC, as EPUB's dcterms:modified has it: 2024-05-19T16:00:00Z (EPUB 3.3 5.5.4)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def paper_name(paper: str) -> str:
    """Return the permanent name of a paper, by its slug."""
    return _name(f"paper {paper}")


def issue_name(paper: str, folder: str) -> str:
    """Return the permanent name of an issue, by its paper and its folder."""
    return _name(f"issue {paper} {folder}")


def article_name(publication: Publication, article: Article) -> str:
    """Return the permanent name of an article: it outlives corrections, and a site that moves (RFC 4287 4.2.6.1)."""
    return _name(f"article {publication.paper} {publication.folder} {article.slug}")


def _name(said: str) -> str:
    return uuid5(_NAMES, said.encode("utf-8", "backslashreplace").decode("utf-8")).urn


def absolute(address: str, path: str) -> str:
    """Return the URL of a file of the site by the site's address."""
    return f"{address.rstrip('/')}/{quote(path, safe='/')}"
