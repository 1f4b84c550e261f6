"""The words of each article in a script of its own, from which search shows a hit in its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from compositor.epaper.publication import Article, Block, Figure, Grid, Publication
from compositor.epaper.search.scripts import call
from compositor.epaper.sitefile import SiteFile
from compositor.records import dataclass

WORDS: Final = "words"
Link = Callable[[str], str]
"""What returns the address of an article, from the root, by its slug."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article as it is looked up: ``heads`` and ``body`` are its words, a block a line."""

    slug: str
    title: str
    page: str
    section: str
    heads: str
    body: str


def found_in(publication: Publication) -> tuple[Found, ...]:
    """Return the articles of an issue that can be found, in the order of its pages; a withdrawn one can't be."""
    order = {page.label: at for at, page in enumerate(publication.pages)}
    there = [article for article in publication.articles if not article.withdrawn]
    there.sort(key=lambda article: order.get(article.page, len(order)))
    return tuple(_found(article) for article in there)


def words_folder(folder: str) -> str:
    """Return where the words of an issue's articles lie."""
    return f"{folder}/{WORDS}"


def words_files(publication: Publication, link: Link) -> Iterator[SiteFile]:
    """Yield the words of each article, by its turn among those that can be found."""
    for at, one in enumerate(found_in(publication)):
        told = {
            "title": one.title,
            "page": one.page,
            "section": one.section,
            "link": link(one.slug),
            "heads": one.heads,
            "body": one.body,
        }
        key = f"{words_folder(publication.folder)}/{at}"
        yield SiteFile(f"{key}.js", call(key, told))


def _found(article: Article) -> Found:
    heads = "\n".join(head.words.text for head in article.heads)
    body = "\n".join(line for block in article.blocks for line in _lines(block) if line)
    return Found(article.slug, article.title, article.page, article.section, heads, body)


def _lines(block: Block) -> Iterator[str]:
    yield block.words.text
    if block.grid is not None:
        yield from _cells(block.grid)
    if block.figure is not None:
        yield from _figure(block.figure)


def _figure(figure: Figure) -> Iterator[str]:
    for words in (figure.cutline, figure.credit):
        if words is not None:
            yield words.text
    if figure.grid is not None:
        yield from _cells(figure.grid)


def _cells(grid: Grid) -> Iterator[str]:
    if grid.caption is not None:
        yield grid.caption.text
    for row in grid.rows:
        yield from (cell.text for cell in row)
