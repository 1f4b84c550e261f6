"""What an archive of dailies weighs, and how soon it answers: generated issues, added one by one.

Words are drawn from the dictionary of the reader of phrases by their share of running text, so that pairs of characters
recur as they do in copy. `python -m benchmarks.archive 200 FOLDER` makes issues of eight pages, without pictures.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from itertools import accumulate
from math import exp
from pathlib import Path
from urllib.parse import unquote, urlparse

from compositor.epaper import ROOMS
from compositor.epaper.addresses import article_view
from compositor.epaper.archive import ADDRESSES, SHELF, Coming, keep
from compositor.epaper.archive.adding import Files
from compositor.epaper.archive.register import Register
from compositor.epaper.keeping import to_json
from compositor.epaper.publication import Article, Block, Head, Kind, Publication, PublishedPage, Words
from compositor.epaper.search import Change, fixed_files, indexed, words_files
from compositor.epaper.shelf import Shelf
from compositor.epaper.site import issue_files, root_files
from compositor.intake.phrases.lexicon import load

PAGES = 8
ARTICLES = 10
"""On each page."""
CHARACTERS = 650
"""Of an article's body: a page of them has 6,500."""
POOL = 8_000
"""Paragraphs of which articles are made, five each."""
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


@cache
def _paragraphs() -> tuple[str, ...]:
    draw = random.Random(5)
    return tuple(copy(CHARACTERS // 5, draw) for _ in range(POOL))


def issue(day: date, *, seed: int = 1) -> Publication:
    """Return an issue of generated copy; the same for a day and a seed."""
    draw = random.Random(f"{day} {seed}")
    pages, articles = [], []
    for number in range(1, PAGES + 1):
        section, slugs = SECTIONS[(number - 1) % len(SECTIONS)], []
        for turn in range(ARTICLES):
            slug, title = f"s{number:02}{turn:02}", copy(14, draw)
            paragraphs = tuple(Block(Kind.PARAGRAPH, Words(draw.choice(_paragraphs()))) for _ in range(5))
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


def stocked(root: Path, count: int) -> None:
    """Write an archive of so many issues, as if they had been added, less what isn't asked for below."""
    made = list(issues(count))
    shelf, register = Shelf.of(made[-1], ()), Register()
    for one in made:
        shelf, register = Shelf.of(one, shelf.issues), register.entered(one)
    held = {SHELF: to_json(shelf).encode(), ADDRESSES: to_json(register).encode()}
    index = indexed(lambda _: None, [Change(one.folder, one.date, one) for one in made])
    held |= {file.path: file.bytes for file in (*fixed_files(), *index.files, *root_files(shelf))}
    held["files.json"] = to_json(Files(tuple(sorted(held)))).encode()
    for one in made:
        own = {file.path: file.bytes for file in words_files(one, partial(article_view, one.folder))}
        own[f"{one.folder}/publication.json"] = to_json(one).encode()
        own |= {file.path: file.bytes for file in issue_files(one, shelf)} if one in made[-2:] else {}
        held |= own | {f"{one.folder}/files.json": to_json(Files(tuple(sorted(own)))).encode()}
    for path, content in held.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def asked(root: Path, words: str) -> str:
    """Return what a query costs in a browser, from the disk: milliseconds to the first hits, and bytes loaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        loaded: list[str] = []
        tab.on("request", lambda request: loaded.append(request.url))
        began = time.perf_counter()
        tab.goto((root / "search.html").as_uri() + f"?q={words}")
        tab.wait_for_selector("#hits li")
        tab.wait_for_selector("#hits:not([aria-busy])")
        took = time.perf_counter() - began
        count = tab.locator("#count").text_content()
        browser.close()
    files = [Path(unquote(urlparse(url).path)) for url in dict.fromkeys(loaded)]
    parts = [sum(one.stat().st_size for one in files if folder in str(one)) for folder in ("/search/", "/words/")]
    return f"{words}: {took * 1000:.0f} ms, {parts[0]:,} bytes of the index, {parts[1]:,} of words; {count}"


def main(count: int, root: Path) -> None:
    """Make an archive, add one issue more, and say what it weighs, what the last one took and what queries cost."""
    stocked(root, count)
    last = issue(date(2024, 1, 1) + timedelta(days=count))
    began = time.perf_counter(), time.process_time()
    kept = keep(root, Coming(last), ROOMS)
    took = time.perf_counter() - began[0], time.process_time() - began[1]
    wrote = {path: (root / path).stat().st_size for path in kept.written}
    index = sum(size for path, size in wrote.items() if path.startswith("search/"))
    for segment in sorted(path for path in (root / "search").iterdir() if path.is_dir()):
        sizes = [path.stat().st_size for path in segment.iterdir()]
        print(f"{segment.name}: {len(sizes)} files, {sum(sizes):,} bytes, the largest {max(sizes):,}")
    index_bytes = sum(path.stat().st_size for path in (root / "search").rglob("*.js"))
    words = sum(path.stat().st_size for path in root.glob("*/words/*.js"))
    print(f"{count + 1} issues: index {index_bytes:,} bytes, words {words:,}, shelf {(root / SHELF).stat().st_size:,}")
    print(
        f"the last: {took[0]:.1f} s ({took[1]:.1f} s of processor), {len(wrote):,} files, {sum(wrote.values()):,} bytes"
    )
    print(f"of them the index {index:,} bytes")
    for query in ("经济", "体育", "中华人民共和国", "的"):
        print(asked(root, query))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
