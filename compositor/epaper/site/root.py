"""The files at the site's root: its index, the calendar by years, the search page, styles and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, takewhile
from pathlib import Path
from typing import Final

from compositor.epaper.addresses import (
    SEARCH_PAGE,
    article_view,
    calendar_page,
    issue_page,
    page_picture,
    page_thumbnail,
    page_view,
)
from compositor.epaper.levels import first_size, small_size
from compositor.epaper.markup import Attribute, Markup, element, joined
from compositor.epaper.shelf import Shelf, Shelved, ShelvedArticle, ShelvedPage
from compositor.epaper.site.calendar import calendar_files, month_section, years
from compositor.epaper.site.frame import Contents, Sheet, issue_name, one_line, section, written
from compositor.epaper.site.wording import words_script
from compositor.epaper.sitefile import SiteFile

_ASSETS: Final = Path(__file__).parent / "assets"


def root_files(shelf: Shelf) -> Iterator[SiteFile]:
    """Yield the files at the root of a site of these issues."""
    yield _index_file(shelf)
    yield from calendar_files(shelf)
    yield _search_file(shelf)


def asset_files() -> Iterator[SiteFile]:
    """Yield styles, scripts and the icon, the same for every paper."""
    for path in sorted(_ASSETS.iterdir()):
        if path.suffix in {".css", ".js", ".svg"}:
            yield SiteFile(f"assets/{path.name}", path.read_bytes())
    yield SiteFile("assets/words.js", words_script())


def _index_file(shelf: Shelf) -> SiteFile:
    newest = shelf.issues[0] if shelf.issues else None
    sheet = Sheet("index.html", shelf, newest.date if newest else "")
    main = [element("h1", {"class": "masthead"}, element("bdi", None, shelf.name))]
    if newest is not None:
        main += [_newest(sheet, shelf, newest), _looking(sheet, shelf, newest)]
    return written(sheet, Contents((), main, "front-view"))


def _newest(sheet: Sheet, shelf: Shelf, newest: Shelved) -> Markup:
    """Return the newest issue: its front page and what it begins with."""
    name = list(issue_name(sheet, newest.date, newest.number, newest.edition))
    front = newest.pages[0] if newest.pages else None
    picture: list[Markup] = []
    if front is not None:
        label = sheet.wording("span", "page", front.label, kind="label")
        inside = [_front(sheet, newest, front), label, " ", element("bdi", None, front.section)]
        picture = [sheet.link(page_view(newest.folder, front.name), *inside, kind="front")]
    titles = [_page_titles(sheet, newest, label, tuple(of)) for label, of in groupby(newest.articles, lambda a: a.page)]
    whole = element("p", {"class": "open"}, sheet.said_link(issue_page(newest.folder), "open-issue"))
    others = [one for one in takewhile(lambda one: one.date == newest.date, shelf.issues) if one is not newest]
    return element(
        "section",
        {"class": "newest"},
        element("h2", None, sheet.wording("span", "newest", kind="unseen"), " ", joined(name, " ")),
        *picture,
        element("div", {"class": "begins"}, whole, *titles, *_editions(sheet, others)),
    )


def _front(sheet: Sheet, issue: Shelved, page: ShelvedPage) -> Markup:
    """Return the picture of a front page: the small one where that is as fine as the screen, else its first."""
    small, first = page_thumbnail(issue.folder, page.name), page_picture(issue.folder, page.name)
    told: dict[str, Attribute] = {"src": sheet.to(first), "alt": ""}
    if page.width > 0 and page.height > 0:
        (width, height), (least, _) = first_size(page), small_size(page)
        told |= {"srcset": f"{sheet.to(small)} {least}w, {sheet.to(first)} {width}w", "width": width, "height": height}
        told["sizes"] = "(max-width: 40em) 16rem, 22rem"
    return element("img", told)


def _page_titles(sheet: Sheet, issue: Shelved, label: str, articles: tuple[ShelvedArticle, ...]) -> Markup:
    items = [element("li", None, _title(sheet, issue, one)) for one in articles]
    page = next((one for one in issue.pages if one.label == label), None)
    name = [sheet.wording("span", "page", label, kind="label")]
    if page is not None:
        name += [Markup(" "), element("bdi", None, page.section)]
        name = [sheet.link(page_view(issue.folder, page.name), *name)]
    return element("section", None, element("h3", None, *name), element("ol", {"class": "titles"}, *items))


def _title(sheet: Sheet, issue: Shelved, article: ShelvedArticle) -> Markup:
    label = [sheet.wording.notice(article.notice.kind, "span"), " "] if article.notice else []
    words = [one_line(article.title)] if article.title.strip() or not label else []
    name = element("span", {"class": "title"}, *label, *words)
    return sheet.link(article_view(issue.folder, article.slug), name)


def _editions(sheet: Sheet, others: list[Shelved]) -> Iterator[Markup]:
    if others:
        items = [
            element("li", None, sheet.link(issue_page(one.folder), one.edition or one.zone or one.folder))
            for one in others
        ]
        yield section(sheet.wording, "editions", element("ul", {"class": "files"}, *items))


def _looking(sheet: Sheet, shelf: Shelf, newest: Shelved) -> Markup:
    """Return the ways to older issues: search, the newest month, all years."""
    month = newest.date[:7]
    issues = tuple(one for one in shelf.issues if one.date[:7] == month)
    form = search_form(sheet, "search-here")
    return element(
        "div", {"class": "looking"}, form, month_section(sheet, month, issues), years(sheet, shelf), _all(sheet, newest)
    )


def _all(sheet: Sheet, newest: Shelved) -> Markup:
    target = calendar_page(newest.date[:4])
    return element("p", {"class": "open"}, sheet.said_link(target, "calendar"))


def search_form(sheet: Sheet, name: str, *more: Markup) -> Markup:
    """Return the form that asks the search page; ``more`` stands in it below the field."""
    wording = sheet.wording
    field: dict[str, Attribute] = {"id": f"{name}-field", "name": "q", "type": "search", "autocomplete": "off"}
    told: dict[str, Attribute] = {"id": name, "class": "search", "role": "search", "action": sheet.to(SEARCH_PAGE)}
    asked = element(
        "div",
        {"class": "asked"},
        wording("label", "search-for", **{"for": f"{name}-field"}),
        element("input", {**field, "dir": "auto", "maxlength": 200}),
        wording("button", "search", type="submit"),
    )
    return element("form", {**told, "lang": wording.language, "method": "get"}, asked, *more)


def _search_file(shelf: Shelf) -> SiteFile:
    """Return the search page: what stands in it is filled by the search script (assets/search.js)."""
    newest = shelf.issues[0].date if shelf.issues else ""
    sheet = Sheet(SEARCH_PAGE, shelf, newest)
    wording = sheet.wording
    filters = element("div", {"class": "filters", "role": "group", **wording.labelled("filters")})
    main = [
        wording("h1", "search"),
        search_form(sheet, "search", filters),
        element("noscript", None, wording("p", "no-script"), years(sheet, shelf)),
        element("p", {"id": "count", "role": "status"}),
        section(wording, "hits", element("ol", {"id": "hits", "class": "hits"}), kind="results", **{"class": "unseen"}),
    ]
    return written(sheet, Contents((wording.text("search"),), main, "search-view", scripts=("search.js",)))
