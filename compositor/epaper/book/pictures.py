"""Pictures as a book may hold them: JPEG, PNG and GIF are read everywhere (EPUB 3.3 3.2); others become JPEG or PNG."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from compositor.epaper.publication import Article, Figure, Publication, PublishedPage
from compositor.records import dataclass

_KINDS = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"GIF8", "image/gif", "gif"),
)
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Print:
    """A picture of the book: its name there, its media type and its bytes."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Prints:
    """The pictures of a book by where they lie in the issue's folder; ``cover`` is that of the first page, or None."""

    by_file: Mapping[str, Print]
    cover: Print | None

    def place(self, figure: Figure) -> str:
        """Return where a figure's picture lies in the book; '' where it isn't in it."""
        found = self.by_file.get(figure.file)
        return found.name if found else ""


def prints(publication: Publication, pictures: Mapping[str, bytes]) -> Prints:
    """Return the pictures of what is published, of those given by where they lie in the issue's folder."""
    files = dict.fromkeys(figure.file for figure in _figures(publication) if figure.file in pictures)
    by_file = {file: _print(pictures[file], f"pictures/{at:03}") for at, file in enumerate(files, start=1)}
    return Prints(by_file, _cover(publication, pictures))


def page_figures(page: PublishedPage) -> tuple[Figure, ...]:
    """Return the pictures that stand on a page in boxes of their own, each once; adverts aren't of the book."""
    found = dict.fromkeys(figure for figure, _ in page.figures if not figure.advert)
    return tuple(found)


def article_figures(article: Article) -> tuple[Figure, ...]:
    """Return the pictures of an article."""
    return tuple(block.figure for block in article.blocks if block.figure is not None)


def _figures(publication: Publication) -> tuple[Figure, ...]:
    of_pages = [figure for page in publication.pages for figure in page_figures(page)]
    of_articles = [figure for one in publication.articles if not one.withdrawn for figure in article_figures(one)]
    return (*of_pages, *of_articles)


def _cover(publication: Publication, pictures: Mapping[str, bytes]) -> Print | None:
    for page in publication.pages[:1]:
        for ending in ("webp", "jpg", "png"):
            if content := pictures.get(f"pages/{page.name}.{ending}"):
                return _print(content, "pictures/cover")
    return None


def _print(content: bytes, name: str) -> Print:
    for start, kind, ending in _KINDS:
        if content.startswith(start):
            return Print(f"{name}.{ending}", kind, content)
    from PIL import Image

    with Image.open(BytesIO(content)) as picture:
        clear = "A" in picture.getbands()
        out = BytesIO()
        if clear:
            picture.convert("RGBA").save(out, "PNG", optimize=True)
            return Print(f"{name}.png", "image/png", out.getvalue())
        picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
        return Print(f"{name}.jpg", "image/jpeg", out.getvalue())
