"""Hot zones as links: an outline over the page's picture for each part of an article that stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.epaper.addresses import article_view
from compositor.epaper.markup import Attribute, Markup, element
from compositor.epaper.publication import Article, Figure, HotZone, Publication, PublishedPage
from compositor.epaper.site.frame import Sheet, one_line
from compositor.epaper.site.prose import zone_name
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article in a box of a page: its outlines, its number among the parts, its fragment there."""

    page: str
    zones: tuple[HotZone, ...]
    number: int
    fragment: str


def parts(article: Article) -> tuple[Part, ...]:
    """Return the parts of an article in the order in which it is read."""
    found: dict[tuple[str, str], list[HotZone]] = {}
    for zone in article.zones:
        found.setdefault((zone.page, zone.box), []).append(zone)
    out: list[Part] = []
    for number, ((page, _), zones) in enumerate(found.items(), start=1):
        place = 1 + sum(one.page == page for one in out)
        out.append(Part(page, tuple(zones), number, zone_name(article.slug, place)))
    return tuple(out)


def figures(page: PublishedPage) -> Iterator[tuple[str, Figure, tuple[HotZone, ...]]]:
    """Yield the figures that stand on a page in boxes of their own, each once with its fragment and its outlines."""
    found: dict[str, tuple[Figure, list[HotZone]]] = {}
    for figure, zone in page.figures:
        found.setdefault(zone.box, (figure, []))[1].append(zone)
    for number, (figure, zones) in enumerate(found.values(), start=1):
        yield f"figure-{number}", figure, tuple(zones)


def overlay(sheet: Sheet, publication: Publication, page: PublishedPage) -> Markup:
    """Return the links over a page's picture: articles in reading order, then pictures (SVG 2 16.2, 7.2)."""
    links = [*_article_links(sheet, publication, page), *_figure_links(sheet, page)]
    told: dict[str, Attribute] = {"id": "zones", "viewBox": "0 0 10000 10000", "preserveAspectRatio": "none"}
    told |= {"role": "group", **sheet.wording.labelled("page-zones")}
    return element("svg", told, *links)


def _article_links(sheet: Sheet, publication: Publication, page: PublishedPage) -> Iterator[Markup]:
    for slug in page.articles:
        article = publication.article(slug)
        all_parts = parts(article)
        for part in all_parts:
            if part.page == page.label:
                place = f" ({part.number}/{len(all_parts)})" if len(all_parts) > 1 else ""
                target = sheet.to(article_view(publication.folder, slug))
                story: dict[str, Attribute] = {"id": part.fragment, "class": "zone story", "data-story": slug}
                yield _zone(target, one_line(article.title) + place, part.zones, story)


def _figure_links(sheet: Sheet, page: PublishedPage) -> Iterator[Markup]:
    for name, figure, zones in figures(page):
        words = figure.alt or (figure.cutline.text if figure.cutline else "")
        said = one_line(words) if words.strip() else sheet.wording.text("picture")
        if figure.advert:
            said = f"{sheet.wording.text('advert')} {said}"
        yield _zone(f"#{name}", said, zones, {"class": "zone advert" if figure.advert else "zone picture"})


def _zone(target: str, name: str, zones: Sequence[HotZone], attributes: dict[str, Attribute]) -> Markup:
    outlines = [
        element("polygon", {"points": " ".join(f"{x},{y}" for x, y in zone.outline)}) for zone in zones if zone.outline
    ]
    return element("a", {**attributes, "href": target, "aria-label": name}, element("title", None, name), *outlines)
