"""An article as plain text: UTF-8, a paragraph a line with an empty line between, readings and marks left out."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.epaper.feeds.entry import Entry
from compositor.epaper.markup import shown
from compositor.epaper.publication import Article, Block, Figure, Grid, Kind, Mark, Words
from compositor.epaper.sayings import Sayings, sayings, source_line


def plain_text(entry: Entry) -> bytes:
    """Return an article as text: notice, heads, body, pictures' lines, notes, where it was printed, its address."""
    article, says = entry.article, sayings(entry.publication)
    heads = "\n".join(_line(head.words) for head in article.heads if head.words.text.strip())
    paragraphs = [_notice(article, says), heads or shown(article.title)]
    flow = [block for block in article.blocks if block.kind is not Kind.NOTE]
    notes = [block for block in article.blocks if block.kind is Kind.NOTE]
    for block in (*flow, *notes):
        paragraphs += _block(block, says)
    source = shown(source_line(entry.publication, article))
    paragraphs.append("——" + "\n".join(part for part in (source, entry.address) if part))
    return ("\n\n".join(part for part in paragraphs if part) + "\n").encode()


def _line(words: Words) -> str:
    return shown(words.text.replace("\n", " ").strip())


def _parted(words: Words) -> Words:
    """Return words with an em of space behind a label at their start, which print sets apart by its face."""
    ends = [mark.end for mark in words.marks if mark.mark is Mark.LABEL and mark.start == 0]
    rest = words.text[ends[0] :] if ends else ""
    return Words(f"{words.text[: ends[0]]}\u3000{rest}") if rest.strip() == rest and rest else words


def _notice(article: Article, says: Sayings) -> str:
    if article.notice is None:
        return ""
    return f"【{says.notice[article.notice.kind]}】{shown(' '.join(article.notice.words.split()))}"


def _block(block: Block, says: Sayings) -> Iterator[str]:
    if block.grid is not None:
        yield _grid(block.grid)
    elif block.figure is not None:
        yield from _figure(block.figure, says)
    else:
        yield _line(_parted(block.words))


def _grid(grid: Grid) -> str:
    """Return a table with its cells parted by tabs."""
    caption = [_line(grid.caption)] if grid.caption else []
    return "\n".join([*caption, *("\t".join(_line(cell) for cell in row) for row in grid.rows)])


def _figure(figure: Figure, says: Sayings) -> Iterator[str]:
    said = _line(figure.cutline) if figure.cutline else shown(figure.alt)
    credit = f"（{_line(figure.credit)}）" if figure.credit else ""
    if said or credit:
        yield f"［{says.picture}］{said}{credit}"
    if figure.grid is not None:
        yield _grid(figure.grid)
