"""What an archive of dailies weighs, and how soon it answers: generated issues, added one by one.

Words are drawn from the dictionary of the reader of phrases by their share of running text, so that pairs of characters
recur as they do in copy: `python -m benchmarks.archive 200` makes so many issues of eight pages, in the memory alone.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from math import exp

from compositor.epaper.publication import Article, Block, Head, Kind, Publication, PublishedPage, Words
from compositor.epaper.search import Change, fixed_files, indexed, words_files
from compositor.intake.phrases.lexicon import load

PAGES = 8
ARTICLES = 10
"""On each page."""
CHARACTERS = 650
"""Of an article's body: a page of them has 6,500."""
SECTIONS = ("要聞", "本市", "國內", "國際", "經濟", "體育", "副刊", "文化")


@cache
def _words() -> tuple[tuple[str, ...], tuple[float, ...]]:
    words: list[str] = []
    shares: list[float] = []
    for shelf in load().shelves:
        for columns in zip(*shelf.columns, shelf.costs, strict=True):
            words.append("".join(columns[:-1]))
            shares.append(exp(-columns[-1] / 12))
    return tuple(words), tuple(accumulate(shares))


def copy(size: int, draw: random.Random) -> str:
    """Return copy of about so many characters."""
    words, shares = _words()
    out: list[str] = []
    length = since = 0
    while length < size:
        word = words[bisect(shares, draw.random() * shares[-1])]
        out.append(word)
        length, since = length + len(word), since + len(word)
        if since > draw.randint(6, 24):
            out.append(draw.choice("，，，。"))
            length, since = length + 1, 0
    return "".join(out)


def issue(day: date, *, seed: int = 1) -> Publication:
    """Return an issue of generated copy; the same for a day and a seed."""
    draw = random.Random(f"{day} {seed}")
    pages, articles = [], []
    for number in range(1, PAGES + 1):
        section, slugs = SECTIONS[(number - 1) % len(SECTIONS)], []
        for turn in range(ARTICLES):
            slug, title = f"s{number:02}{turn:02}", copy(14, draw)
            paragraphs = tuple(Block(Kind.PARAGRAPH, Words(copy(CHARACTERS // 5, draw))) for _ in range(5))
            head = Head("headline", Words(title))
            articles.append(Article(slug, title, f"{number:02}", section, (head,), paragraphs))
            slugs.append(slug)
        label = f"{number:02}"
        pages.append(PublishedPage(label, number, section, label, 390_000, 550_000, tuple(slugs)))
    return Publication(
        f"{day}", "hewan", "河灣日報", f"{day}", "+08:00", 0, "zh-Hans-CN", "CN", "Hans", tuple(pages), tuple(articles)
    )


def issues(count: int, first: date = date(2024, 1, 1)) -> Iterator[Publication]:
    """Yield so many issues, a day after the other."""
    for turn in range(count):
        yield issue(first + timedelta(days=turn))


def main(count: int) -> None:
    """Add issues to an index, and say what it weighs by segment and what the last one took."""
    site: dict[str, bytes] = {file.path: file.bytes for file in fixed_files()}
    took = 0.0
    for publication in issues(count):
        words = {file.path: file.bytes for file in words_files(publication, str)}
        began = time.perf_counter()
        made = indexed(site.get, (Change(publication.folder, publication.date, publication),))
        wrote = {file.path: file.bytes for file in made.files}
        took = time.perf_counter() - began
        fresh = sum(len(content) for path, content in wrote.items() if site.get(path) != content)
        site |= wrote | words
        for path in made.stale:
            del site[path]
    shards = {
        path: len(content) for path, content in site.items() if path.startswith("search/") and path.count("/") > 1
    }
    by_segment: dict[str, list[int]] = {}
    for path, size in shards.items():
        by_segment.setdefault(path.split("/")[1], []).append(size)
    for name, sizes in sorted(by_segment.items()):
        print(f"{name}: {len(sizes)} files, {sum(sizes):,} bytes, the largest {max(sizes):,}")
    told = sum(len(content) for path, content in site.items() if "/words/" in path)
    print(f"{count} issues: index {sum(shards.values()):,} bytes, words {told:,} bytes")
    print(f"the last issue: {took:.2f} s, {fresh:,} bytes of the index written anew")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
