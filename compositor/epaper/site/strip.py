"""The page strip: every page of an issue as a small picture, in the order in which the paper is turned."""

from __future__ import annotations

from compositor.epaper.addresses import page_thumbnail, page_view
from compositor.epaper.levels import small_size
from compositor.epaper.markup import Attribute, Markup, element
from compositor.epaper.publication import Publication, PublishedPage
from compositor.epaper.site.frame import Sheet


def page_name(sheet: Sheet, page: PublishedPage) -> Markup:
    """Return what a page is called: its label and its section."""
    said = sheet.wording("span", "page", page.label, kind="label")
    return element(
        "span", {"class": "page-name"}, said, *([" ", element("bdi", None, page.section)] * bool(page.section))
    )


def small_picture(sheet: Sheet, publication: Publication, page: PublishedPage, *, eager: bool = False) -> Markup:
    """Return a page's small picture, which says nothing: its name stands beside it."""
    width, height = small_size(page)
    told: dict[str, Attribute] = {
        "src": sheet.to(page_thumbnail(publication.folder, page.name)),
        "alt": "",
        "width": width,
    }
    return element("img", {**told, "height": height, "loading": None if eager else "lazy"})


def strip(sheet: Sheet, publication: Publication, here: str = "") -> Markup:
    """Return the strip, with the page of the label ``here`` marked; from the right where the paper is bound there."""
    items = [
        element(
            "li",
            None,
            sheet.link(
                page_view(publication.folder, page.name),
                small_picture(sheet, publication, page),
                page_name(sheet, page),
                current="page" if page.label == here else None,
            ),
        )
        for page in publication.pages
    ]
    kind = "strip from-right" if publication.binding == "right" else "strip"
    return element(
        "nav", {"id": "strip", "class": kind, **sheet.wording.labelled("pages")}, element("ol", None, *items)
    )
