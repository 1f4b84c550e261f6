"""The article view: a story in the order in which it is read, as HTML says what its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.epaper.addresses import article_view, issue_page, page_pdf, page_view, text_file
from compositor.epaper.feeds import head_tags
from compositor.epaper.markup import Attribute, Markup, element, joined
from compositor.epaper.publication import Article, Block, Head, Kind, Mark, Publication
from compositor.epaper.site.frame import Contents, Sheet, one_line, section, turns, written
from compositor.epaper.site.prose import Prose, note_number
from compositor.epaper.site.strip import page_name
from compositor.epaper.site.zones import parts
from compositor.epaper.sitefile import SiteFile

_ABOVE: Final = ("standing_head", "kicker")
_LATIN: Final = re.compile(r"[!-~\u00c0-\u024f]")


def article_file(publication: Publication, article: Article) -> SiteFile:
    """Return the view of an article; of one that was withdrawn (撤稿), its notice alone."""
    sheet = Sheet(article_view(publication.folder, article.slug), publication, publication.date)
    prose = Prose(sheet, publication.folder, upright=article.vertical, notes=_numbers(article))
    tags = head_tags(article, publication)
    if article.withdrawn:
        label = sheet.wording.text("withdrawn-title")
        told = element("h1", None, sheet.wording("span", "withdrawn-title"))
        story = element("article", {"class": "story", "lang": publication.language}, told, _notice(sheet, article))
        main = [_crumbs(sheet, publication, article), story]
        return written(sheet, Contents((label, publication.date), main, "article-view", tags))
    kind = "story stands" if article.vertical else "story"
    story = element(
        "article",
        {"class": kind, "lang": publication.language},
        *_story(sheet, publication, article, prose),
    )
    main = [
        element("div", {"class": "story-head"}, _crumbs(sheet, publication, article), *_ways_to_set(sheet, article)),
        story,
        *_places(sheet, publication, article),
        _formats(sheet, publication, article),
        _turns(sheet, publication, article),
    ]
    return written(sheet, Contents((article.title, publication.date), main, "article-view", tags))


def _crumbs(sheet: Sheet, publication: Publication, article: Article) -> Markup:
    """Return where the article stands: its issue and the page on which it begins."""
    folder = publication.folder
    ways = [sheet.link(issue_page(folder), sheet.wording.day(publication.date))]
    page = next((one for one in publication.pages if one.label == article.page), None)
    if page is not None:
        ways.append(sheet.link(_place(publication, article), page_name(sheet, page)))
    items = [element("li", None, way) for way in ways]
    return element("nav", {"class": "crumbs", **sheet.wording.labelled("place")}, element("ol", None, *items))


def _place(publication: Publication, article: Article) -> str:
    """Return the address of an article's first place, with its hot zone."""
    first = next((part for part in parts(article) if part.page == article.page), None)
    return page_view(publication.folder, publication.page(article.page).name) + (f"#{first.fragment}" if first else "")


def _ways_to_set(sheet: Sheet, article: Article) -> Iterator[Markup]:
    """Yield the button that lays vertical text: the site's script shows it."""
    if article.vertical:
        yield sheet.wording("button", "lie", kind="lie", id="lie", type="button", hidden=True)


def _story(sheet: Sheet, publication: Publication, article: Article, prose: Prose) -> Iterator[Markup]:
    head, text = _header(article, prose), tuple(_flow(article, prose))
    notes = _notes(sheet, article, prose)
    yield from [_notice(sheet, article)] if article.notice else []
    if article.vertical:
        scroll: dict[str, Attribute] = {"class": "standing", "role": "region", "tabindex": 0}
        inside = element("div", {"class": "body"}, *text)
        yield element("div", {**scroll, **sheet.wording.labelled("vertical")}, head, inside, *notes)
    else:
        yield head
        yield element("div", {"class": "body"}, *text)
        yield from notes
    printed = [element("cite", None, publication.name), " ", sheet.wording.day(publication.date)]
    yield element("p", {"class": "printed"}, *printed)


def _notice(sheet: Sheet, article: Article) -> Markup:
    """Return the notice on an article: what was done, when, and the words that readers get."""
    notice = article.notice
    assert notice is not None
    label = element("p", None, sheet.wording.notice(notice.kind), " ", sheet.wording.day(notice.at))
    said = [element("p", {"dir": "auto"}, line) for line in notice.words.splitlines() if line.strip()]
    return element(
        "div", {"class": "notice", "role": "note", **sheet.wording.labelled(notice.kind.value)}, label, *said
    )


def _header(article: Article, prose: Prose) -> Markup:
    """Return the heads: the headline as h1, what stands above and below it as paragraphs (WHATWG 4.3.11, hgroup)."""
    headline = article.head("headline")
    title = _lines(headline, prose) if headline and headline.words.text.strip() else one_line(article.title)
    above = [_head(head, prose) for head in article.heads if head.name in _ABOVE]
    decks = [_head(head, prose) for head in article.heads if head.name == "deck"]
    rest = [_head(head, prose) for head in article.heads if head.name not in (*_ABOVE, "headline", "deck")]
    return element(
        "header", {"class": "heads"}, element("hgroup", None, *above, element("h1", None, title), *decks), *rest
    )


def _head(head: Head, prose: Prose) -> Markup:
    kind = {"standing_head": "standing-head", "kicker": "kicker", "deck": "deck", "byline": "byline"}
    return element("p", {"class": kind.get(head.name, "head")}, _lines(head, prose))


def _lines(head: Head, prose: Prose) -> Markup:
    """Return a head in the lines into which the desk broke it: they were broken by sense."""
    if len(head.lines) < 2 or head.words.marks:
        return prose.spoken(head.words)
    out: list[str] = []
    for before, line in zip(("", *head.lines), head.lines, strict=False):
        gap = " " if _LATIN.match(before[-1:]) and _LATIN.match(line[:1]) else ""
        out += [gap, element("span", {"class": "line"}, line)]
    return joined(out)


def _flow(article: Article, prose: Prose) -> Iterator[Markup]:
    for block in article.blocks:
        if block.kind is Kind.TABLE and block.grid is not None:
            yield prose.table(block.grid)
        elif block.kind is Kind.FIGURE and block.figure is not None:
            yield prose.figure(block.figure)
        elif block.kind is not Kind.NOTE and block.words.text.strip():
            yield _words_of(block, prose)


def _words_of(block: Block, prose: Prose) -> Markup:
    said = prose.spoken(block.words)
    if block.kind is Kind.SUBHEAD:
        return element("h2", None, said)
    if block.kind is Kind.QUOTE:
        return element("blockquote", {"class": "quote"}, element("p", None, said))
    return element("p", None, said)


def _numbers(article: Article) -> frozenset[str]:
    """Return the numbers of the notes that there are to lead to."""
    notes = (block.words.marks for block in article.blocks if block.kind is Kind.NOTE)
    return frozenset(note_number(one) for marks in notes for one in marks if one.mark is Mark.NOTE_NUMBER)


def _notes(sheet: Sheet, article: Article, prose: Prose) -> list[Markup]:
    """Return the notes under their heading, each with a way back to its mark (DPUB-ARIA 1.1 doc-endnotes)."""
    items, seen = [], set[str]()
    for block in article.blocks:
        if block.kind is Kind.NOTE:
            numbers = (note_number(one) for one in block.words.marks if one.mark is Mark.NOTE_NUMBER)
            number = next((one for one in numbers if one and one not in seen), "")
            seen.add(number)
            inside: list[str] = [prose.spoken(block.words)]
            if number in prose.marked:
                inside += [" ", _back(sheet, number)]
            items.append(element("li", {"id": f"note-{number}" if number else None}, *inside))
    told: dict[str, Attribute] = {"class": "notes", "role": "doc-endnotes"}
    return [element("section", told, sheet.wording("h2", "notes"), element("ol", None, *items))] if items else []


def _back(sheet: Sheet, number: str) -> Markup:
    told: dict[str, Attribute] = {"href": f"#mark-{number}", "role": "doc-backlink", "class": "back"}
    return element("a", {**told, **sheet.wording.labelled("back")}, "↑")


def _places(sheet: Sheet, publication: Publication, article: Article) -> Iterator[Markup]:
    """Yield links to each part of the article on its page, where its hot zone stands out."""
    pages = {page.label: page for page in publication.pages}
    found = [part for part in parts(article) if part.page in pages]
    items = []
    for part in found:
        page = pages[part.page]
        target = f"{page_view(publication.folder, page.name)}#{part.fragment}"
        more = [" ", sheet.wording("span", "part", part.number, len(found), kind="part")] if len(found) > 1 else []
        items.append(element("li", None, sheet.link(target, page_name(sheet, page), *more)))
    if items:
        yield section(sheet.wording, "places", element("ul", None, *items), kind="places")


def _formats(sheet: Sheet, publication: Publication, article: Article) -> Markup:
    folder = publication.folder
    items = [sheet.said_link(text_file(folder, article.slug), "as-text", type="text/plain")]
    page = next((one for one in publication.pages if one.label == article.page), None)
    if page is not None:
        items.append(sheet.said_link(page_pdf(folder, page.name), "page-pdf", type="application/pdf"))
    made = [element("li", None, item) for item in items]
    return section(sheet.wording, "formats", element("ul", {"class": "files"}, *made), kind="formats")


def _turns(sheet: Sheet, publication: Publication, article: Article) -> Markup:
    there = [one for one in publication.articles if not one.withdrawn]
    at = there.index(article)
    pairs = []
    for key, to in (("previous-article", at - 1), ("next-article", at + 1)):
        other = there[to] if 0 <= to < len(there) else None
        target = article_view(publication.folder, other.slug) if other else ""
        pairs.append((key, target, one_line(other.title) if other else ""))
    return turns(sheet, "article-turn", pairs)
