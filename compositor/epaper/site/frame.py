"""What every page of the site has around it: its head, the paper's name, ways through the site, choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from compositor.epaper.addresses import SEARCH_PAGE, calendar_page, href
from compositor.epaper.markup import Attribute, Markup, element, joined, shown
from compositor.epaper.publication import Publication
from compositor.epaper.shelf import Shelf
from compositor.epaper.site.wording import LANGUAGES, NAMES, Wording
from compositor.epaper.sitefile import SiteFile
from compositor.records import dataclass

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "font-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""What a page may load: only what is the site's (CSP Level 3 6.1). As a meta element it can't say who may frame it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the site that is being written: its path from the root, whose it is, and the date that it stands by."""

    path: str
    paper: Publication | Shelf
    date: str

    @property
    def wording(self) -> Wording:
        """The site's words in the paper's script."""
        return Wording.of(self.paper.script)

    def to(self, target: str) -> str:
        """Return a link from here to a file of the site."""
        return href(target, start=self.path)

    def link(self, target: str, *children: str, **attributes: Attribute) -> Markup:
        """Return a link to a file of the site; ``kind`` is its class, ``current`` marks the place where one is."""
        told: dict[str, Attribute] = {"href": self.to(target), "class": attributes.pop("kind", None)}
        told["aria-current"] = attributes.pop("current", None)
        return element("a", {**told, **attributes}, *children)

    def said_link(self, target: str, key: str, *values: str | int, **attributes: Attribute) -> Markup:
        """Return a link whose whole text is one of the site's words."""
        wording = self.wording
        return self.link(target, wording.text(key, *values), **attributes, **wording.said(key, *values))


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a sheet: its title in parts, its main part, the class of its body, and what else its head has."""

    titles: Sequence[str]
    main: Sequence[Markup]
    kind: str
    tags: Markup | None = None
    scripts: Sequence[str] = ()
    styles: Sequence[str] = ()


def written(sheet: Sheet, contents: Contents) -> SiteFile:
    """Return the page as a file (WHATWG 4.1)."""
    body = element(
        "body",
        {"class": contents.kind},
        sheet.wording("a", "skip", kind="skip", href="#main"),
        _banner(sheet),
        element("main", {"id": "main", "tabindex": -1}, *contents.main),
        _foot(sheet),
    )
    told: dict[str, Attribute] = {"lang": sheet.paper.language, "data-language": sheet.wording.language}
    html = element("html", told, _head(sheet, contents), body)
    return SiteFile(sheet.path, f"<!DOCTYPE html>\n{html}\n".encode())


def _head(sheet: Sheet, contents: Contents) -> Markup:
    title = " - ".join(" ".join(one.split()) for one in (*contents.titles, sheet.paper.name) if one.strip())
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", None, title),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("link", {"rel": "icon", "href": sheet.to("assets/icon.svg"), "type": "image/svg+xml"}),
        *(
            element("link", {"rel": "stylesheet", "href": sheet.to(f"assets/{one}")})
            for one in ("site.css", *contents.styles)
        ),
        element("script", {"src": sheet.to("assets/site.js"), "data-words": sheet.to("assets/words.js")}),
        *(element("script", {"src": sheet.to(f"assets/{one}"), "defer": True}) for one in contents.scripts),
        *([contents.tags] if contents.tags else []),
    )


def _banner(sheet: Sheet) -> Markup:
    wording, year = sheet.wording, sheet.date[:4]
    inside = [sheet.link("index.html", element("bdi", None, sheet.paper.name), kind="nameplate", rel="home")]
    if year:
        inside.append(
            element(
                "nav",
                {"class": "ways", **wording.labelled("sections")},
                sheet.said_link(f"{calendar_page(year)}#m{sheet.date[5:7]}", "calendar"),
                sheet.said_link(SEARCH_PAGE, "search"),
            )
        )
    return element("header", {"class": "banner"}, *inside, _settings(wording))


def _settings(wording: Wording) -> Markup:
    """Return the reader's choices, which the site's script shows: without it there is nothing to choose by."""
    languages = [
        element("option", {"value": tag, "lang": tag, "selected": tag == wording.language}, name)
        for tag, name in zip(LANGUAGES, NAMES, strict=True)
    ]
    lights = [wording("option", f"light-{one}", value=one) for one in ("auto", "light", "dark")]
    return element(
        "details",
        {"id": "settings", "class": "settings", "hidden": True},
        wording("summary", "settings"),
        element(
            "div",
            {"class": "choices"},
            element("label", None, wording("span", "language"), element("select", {"id": "language"}, *languages)),
            element("label", None, wording("span", "light"), element("select", {"id": "light"}, *lights)),
        ),
    )


def _foot(sheet: Sheet) -> Markup:
    wording = sheet.wording
    feeds = [("atom.xml", "Atom")]
    if sheet.paper.address:
        feeds += [("rss.xml", "RSS"), ("feed.json", "JSON Feed")]
    ways = [wording("span", "feeds"), *(sheet.link(file, name) for file, name in feeds)]
    parts = [element("p", {"class": "feeds"}, joined(ways, " "))]
    if isinstance(sheet.paper, Publication) and sheet.paper.imprint:
        rows = [(element("dt", None, label), element("dd", None, said)) for label, said in sheet.paper.imprint]
        pairs = [element("div", None, *row) for row in rows]
        parts = [element("dl", {"class": "imprint"}, *pairs), *parts]
    return element("footer", {"class": "foot"}, *parts)


def section(wording: Wording, key: str, *children: str, **attributes: Attribute) -> Markup:
    """Return a section under a heading of the site's own (h2), by which it is known."""
    return element("section", {"class": attributes.pop("kind", None)}, wording("h2", key, **attributes), *children)


def turns(sheet: Sheet, key: str, pairs: Sequence[tuple[str, str, str]]) -> Markup:
    """Return the ways to what lies before and after, as word, address and what it is called; '' where there are none.

    Those without an address are left out.
    """
    wording = sheet.wording
    there = [
        sheet.link(target, wording("span", word, kind="where"), " ", element("bdi", None, name), kind=word)
        for word, target, name in pairs
        if target
    ]
    return element("nav", {"class": "turns", **wording.labelled(key)}, *there) if there else Markup("")


def one_line(text: str) -> str:
    """Return words as one line that says something even of a title that is blank."""
    return shown(" ".join(text.split())) or "-"


def issue_name(sheet: Sheet, date: str, number: int, edition: str) -> Iterator[Markup]:
    """Yield how an issue is called: its date, its total number, its edition."""
    yield sheet.wording.day(date)
    if number:
        yield sheet.wording("span", "number", number, kind="number")
    if edition:
        yield element("bdi", {"class": "edition"}, edition)
