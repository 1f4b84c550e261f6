"""schema.org's words for articles, pages and issues (schema.org 15: NewsArticle, PublicationIssue, Newspaper)."""

from __future__ import annotations

from compositor.epaper.addresses import issue_page, issue_pdf, page_view
from compositor.epaper.feeds.entry import Entry
from compositor.epaper.feeds.ninjs import pages
from compositor.epaper.feeds.stamps import absolute, issue_name, paper_name, published, stamp, updated
from compositor.epaper.markup import shown
from compositor.epaper.publication import Publication, PublishedPage
from compositor.epaper.sayings import named

Told = dict[str, object]


def _told(**said: object) -> Told:
    """Return what is said; what is empty is left out, and a first underscore is JSON-LD's @."""
    return {f"@{key[1:]}" if key.startswith("_") else key: one for key, one in said.items() if one}


def newspaper(publication: Publication) -> Told:
    """Return a paper."""
    return _told(
        _type="Newspaper",
        _id=paper_name(publication.paper),
        name=shown(publication.name),
        url=f"{publication.address.rstrip('/')}/" if publication.address else "",
        inLanguage=shown(publication.language),
        publisher=_organisation(publication.publisher),
    )


def _organisation(name: str) -> Told:
    return _told(_type="Organization", name=shown(name)) if name else {}


def issue(publication: Publication) -> Told:
    """Return an issue of its paper."""
    return _told(
        _type="PublicationIssue",
        _id=issue_name(publication.paper, publication.folder),
        name=shown(named(publication)),
        issueNumber=str(publication.number) if publication.number else "",
        datePublished=stamp(published(publication)),
        url=_at(publication, issue_page(publication.folder)),
        isPartOf=newspaper(publication),
        editor=_told(_type="Person", name=shown(publication.editor)) if publication.editor else {},
    )


def article(entry: Entry) -> Told:
    """Return an article with the pages on which it was printed; a corrected one with its correction."""
    one, publication = entry.article, entry.publication
    deck = one.head("deck")
    labels = [shown(label) for label in pages(entry)]
    byline = _told(_type="Person", name=entry.author) if entry.author else {}
    return {
        "@context": "https://schema.org",
        **_told(
            _type="NewsArticle",
            _id=entry.name,
            url=entry.address,
            mainEntityOfPage=entry.address,
            headline=shown(" ".join(one.title.split())),
            alternativeHeadline=shown(deck.words.text) if deck else "",
            description=entry.summary,
            articleSection=shown(one.section),
            inLanguage=shown(publication.language),
            datePublished=stamp(entry.published),
            dateModified=stamp(entry.changed),
            author=byline or _organisation(publication.name),
            publisher=_organisation(publication.publisher or publication.name),
            image=[entry.picture] if entry.picture else [],
            pageStart=labels[0],
            pageEnd=labels[-1],
            pagination=", ".join(labels),
            printPage=labels[0],
            printSection=shown(one.section),
            printEdition=shown(publication.edition or publication.zone),
            isPartOf=issue(publication),
            correction=_correction(entry),
        ),
    }


def _correction(entry: Entry) -> Told:
    notice = entry.article.notice
    if notice is None:
        return {}
    return _told(_type="CorrectionComment", text=shown(notice.words), datePublished=stamp(entry.changed))


def page(publication: Publication, one: PublishedPage) -> Told:
    """Return a page of an issue, and which articles stand on it."""
    standing = [Entry(publication.article(slug), publication) for slug in one.articles]
    return {
        "@context": "https://schema.org",
        **_told(
            _type="WebPage",
            name=shown(f"{publication.name} {one.label} {one.section}".strip()),
            url=_at(publication, page_view(publication.folder, one.name)),
            inLanguage=shown(publication.language),
            datePublished=stamp(published(publication)),
            isPartOf=issue(publication),
            mentions=[
                _told(_type="NewsArticle", _id=entry.name, url=entry.address, headline=shown(entry.article.title))
                for entry in standing
                if not entry.article.withdrawn
            ],
        ),
    }


def whole_issue(publication: Publication) -> Told:
    """Return an issue with its articles, as its own page says it."""
    entries = [Entry(one, publication) for one in publication.articles if not one.withdrawn]
    return {
        "@context": "https://schema.org",
        **issue(publication),
        **_told(
            dateModified=stamp(updated(publication)),
            inLanguage=shown(publication.language),
            encoding=_told(_type="MediaObject", encodingFormat="application/pdf", contentUrl=_pdf(publication))
            if publication.address
            else {},
            hasPart=[
                _told(
                    _type="NewsArticle",
                    _id=entry.name,
                    url=entry.address,
                    headline=shown(entry.article.title),
                    pageStart=shown(entry.article.page),
                )
                for entry in entries
            ],
        ),
    }


def _pdf(publication: Publication) -> str:
    return _at(publication, issue_pdf(publication.folder))


def _at(publication: Publication, path: str) -> str:
    return absolute(publication.address, path) if publication.address else ""
