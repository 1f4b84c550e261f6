"""The page view: a page as it was printed, each article on it a link, and beside it what stands on it in words."""

from __future__ import annotations

from compositor.epaper.addresses import article_view, issue_page, issue_pdf, page_pdf, page_picture, page_view
from compositor.epaper.feeds import page_tags
from compositor.epaper.levels import first_size, levels_json
from compositor.epaper.markup import Attribute, Markup, element
from compositor.epaper.publication import Article, Publication, PublishedPage
from compositor.epaper.site.frame import Contents, Sheet, one_line, section, turns, written
from compositor.epaper.site.prose import Prose
from compositor.epaper.site.strip import page_name, strip
from compositor.epaper.site.viewing import panel, tools
from compositor.epaper.site.zones import figures, overlay, parts
from compositor.epaper.sitefile import SiteFile


def page_file(publication: Publication, page: PublishedPage) -> SiteFile:
    """Return the view of a page."""
    sheet = Sheet(page_view(publication.folder, page.name), publication, publication.date)
    wording = sheet.wording
    day = sheet.link(issue_page(publication.folder), wording.day(publication.date))
    title = [wording.text("page", page.label), page.section, publication.date]
    main = [
        element(
            "div",
            {"class": "page-head"},
            element("p", {"class": "crumbs"}, day),
            element("h1", None, page_name(sheet, page)),
            _turns(sheet, publication, page),
        ),
        element("div", {"class": "opened"}, _picture(sheet, publication, page), _beside(sheet, publication, page)),
        strip(sheet, publication, page.label),
        panel(sheet.wording),
    ]
    return written(
        sheet, Contents(title, main, "page-view", page_tags(page, publication), ("viewer.js",), ("viewer.css",))
    )


def _turns(sheet: Sheet, publication: Publication, page: PublishedPage) -> Markup:
    at = publication.pages.index(page)
    before = publication.pages[at - 1] if at else None
    after = publication.pages[at + 1] if at + 1 < len(publication.pages) else None
    pairs = [
        (key, page_view(publication.folder, one.name) if one else "", f"{one.label} {one.section}" if one else "")
        for key, one in (("previous-page", before), ("next-page", after))
    ]
    return turns(sheet, "page-turn", pairs)


def _picture(sheet: Sheet, publication: Publication, page: PublishedPage) -> Markup:
    """Return the page's picture with its links; data-levels tells the viewer of the sharper ones."""
    width, height = first_size(page)
    told: dict[str, Attribute] = {
        "id": "page-picture",
        "src": sheet.to(page_picture(publication.folder, page.name)),
        "alt": sheet.wording.text("page-picture", page.label),
        "width": width,
        "height": height,
        "fetchpriority": "high",
    }
    bound = "right" if publication.binding == "right" else "left"
    where = {"id": "page", "data-levels": levels_json(publication, page), "data-binding": bound}
    stage = element("div", {"id": "stage"}, element("img", told), overlay(sheet, publication, page))
    return element("figure", where, tools(sheet.wording), stage)


def _beside(sheet: Sheet, publication: Publication, page: PublishedPage) -> Markup:
    articles = [_item(sheet, publication, page, publication.article(slug)) for slug in page.articles]
    inside = [element("ol", {"class": "titles"}, *articles)] if articles else [sheet.wording("p", "page-none")]
    prose = Prose(sheet, publication.folder)
    shown = [made for name, figure, _ in figures(page) if (made := prose.figure(figure, name=name))]
    pictures = [section(sheet.wording, "page-figures", *shown, kind="page-figures")] if shown else []
    files = [
        element("li", None, sheet.said_link(page_pdf(publication.folder, page.name), "page-pdf")),
        element("li", None, sheet.said_link(issue_pdf(publication.folder), "issue-pdf")),
    ]
    return element(
        "div",
        {"class": "beside"},
        section(sheet.wording, "page-articles", *inside, id="articles"),
        element("ul", {"class": "files"}, *files),
        *pictures,
    )


def _item(sheet: Sheet, publication: Publication, page: PublishedPage, article: Article) -> Markup:
    """Return an article in the list of a page, with where it comes from and where it goes on."""
    inside: list[str] = [title_link(sheet, publication, article)]
    here = [zone for part in parts(article) if part.page == page.label for zone in part.zones]
    names = {one.label: one.name for one in publication.pages}
    for key, label in (("from-page", here[0].back if here else ""), ("to-page", here[-1].jump if here else "")):
        if label in names and label != page.label:
            fragment = next(one.fragment for one in parts(article) if one.page == label)
            target = f"{page_view(publication.folder, names[label])}#{fragment}"
            inside += [" ", sheet.said_link(target, key, label, kind="jump")]
    return element("li", {"data-story": article.slug}, *inside)


def title_link(sheet: Sheet, publication: Publication, article: Article) -> Markup:
    """Return an article's title as a link, its kicker above it; of one with a notice, what was done to it before it."""
    kicker = article.head("kicker") or article.head("standing_head")
    above = [element("span", {"class": "kicker"}, one_line(kicker.words.text)), " "] if kicker else []
    label = [sheet.wording.notice(article.notice.kind, "span"), " "] if article.notice else []
    if article.withdrawn:
        name = element("span", {"class": "title"}, *label)
    else:
        name = element("span", {"class": "title"}, *label, one_line(article.title))
    return sheet.link(article_view(publication.folder, article.slug), *above, name)
