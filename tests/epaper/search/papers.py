"""Issues of a few articles for tests of search and of the archive."""

from __future__ import annotations

from compositor.epaper.publication import Article, Block, Head, Kind, Publication, PublishedPage, Words


def article(slug: str, headline: str, body: str, *, page: str = "01", section: str = "要聞") -> Article:
    """Return an article of a headline and paragraphs, a line each."""
    paragraphs = tuple(Block(Kind.PARAGRAPH, Words(line)) for line in body.split("\n"))
    return Article(slug, headline, page, section, (Head("headline", Words(headline)),), paragraphs)


def paper(date: str, *articles: Article, paper: str = "hewan", name: str = "河灣日報") -> Publication:
    """Return an issue of that day with these articles, each page that they name once."""
    labels = sorted({one.page for one in articles} or {"01"})
    pages = tuple(
        PublishedPage(
            label,
            number,
            next((one.section for one in articles if one.page == label), ""),
            label,
            390_000,
            550_000,
            tuple(one.slug for one in articles if one.page == label),
        )
        for number, label in enumerate(labels, 1)
    )
    return Publication(date, paper, name, date, "+08:00", 0, "zh-Hant-CN", "CN", "Hant", pages, articles)
