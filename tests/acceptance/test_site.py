"""The sites of whole issues: every link leads to what is there, every story is whole, pictures are small enough."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest

from compositor.preflight import judge
from tests.acceptance.composing import Composed, beside, run
from tests.acceptance.conftest import SAMPLES, Compose

FIRST_PICTURE = 300 * 1024
SCRIPTS = 60 * 1024


class Links(HTMLParser):
    """The addresses that a page of the site names, and the words that it shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.names: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.names |= {named["id"] or ""} if "id" in named else set()
        if named.get("rel") not in ("canonical",):
            self.found += [value for key, value in attrs if key in ("href", "src", "xlink:href") and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(path: Path) -> Links:
    page = Links()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def site(issue: Composed) -> Path:
    return issue.folder / "epaper" / "site"


def pages(root: Path) -> dict[str, Links]:
    return {path.relative_to(root).as_posix(): read(path) for path in sorted(root.rglob("*.htm*"))}


def characters(text: str) -> str:
    return "".join(text.split())


def test_every_link_leads_to_what_is_there(sample: Composed) -> None:
    root = site(sample)
    found = pages(root)
    assert "index.html" in found
    links = 0
    for here, page in found.items():
        for address in page.found:
            parts = urlsplit(address)
            assert parts.scheme in ("", "data", "https", "http"), (here, address)
            if parts.scheme:
                continue
            target = normpath(join(dirname(here), unquote(parts.path))) if parts.path else here
            assert (root / target).is_file(), (here, address)
            if parts.fragment and target in found:
                assert unquote(parts.fragment) in found[target].names, (here, address)
            links += 1
    assert links > 100


def test_the_front_page_alone_can_be_read_by_all(sample: Composed) -> None:
    """Its guide to other pages leads nowhere, and is printed; it holds its own faces, not those of the issue."""
    front, *others = sorted(path for path in site(sample).glob("*/pdf/*.pdf") if path.name != "issue.pdf")
    assert judge(front.read_bytes(), "epaper") == ()
    whole = front.with_name("issue.pdf").stat().st_size
    assert not others or front.stat().st_size < whole


def test_every_story_is_read_whole(sample: Composed) -> None:
    """The body's characters stand in its page, in order; its marks of notes are links."""
    root = site(sample)
    (kept,) = root.glob("*/publication.json")
    said = json.loads(kept.read_text(encoding="utf-8"))["kept"]
    for article in said["articles"]:
        page = characters("".join(read(kept.parent / f"story-{article['slug']}.html").words))
        for block in article["blocks"]:
            words = block.get("words", {})
            if words.get("text") and not words.get("marks"):
                assert characters(words["text"]) in page, article["slug"]


def test_first_pictures_and_scripts_are_small(sample: Composed) -> None:
    root = site(sample)
    first = [path for path in root.glob("*/pages/*.webp") if "small" not in path.name]
    assert len(first) >= len(sample.labels)
    assert max(path.stat().st_size for path in first) <= FIRST_PICTURE
    assert sum(path.stat().st_size for path in (root / "assets").glob("*.js")) <= SCRIPTS


def test_the_book_and_the_pdf_are_the_issues(sample: Composed) -> None:
    (book,) = site(sample).glob("*/issue.epub")
    with ZipFile(book) as bound:
        assert bound.namelist()[0] == "mimetype"
        assert bound.testzip() is None
        assert bound.read("EPUB/pictures/cover.jpg").startswith(b"\xff\xd8\xff")
    (pdf,) = site(sample).glob("*/pdf/issue.pdf")
    assert pdf.read_bytes() == sample.reader.read_bytes()


@pytest.mark.parametrize("slug", SAMPLES[:1])
def test_made_anew_it_is_the_same_and_keeps_its_addresses(compose: Compose, slug: str, tmp_path: Path) -> None:
    before = compose(slug)
    first = {path.relative_to(site(before)): path.read_bytes() for path in site(before).rglob("*") if path.is_file()}
    out = tmp_path / "out"
    stray = out / slug / "epaper" / "site" / "2001-01-01" / "story-old.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("an earlier run's", encoding="utf-8")
    register = stray.parents[1] / "addresses.json"
    register.write_bytes(first[Path("addresses.json")])
    said = run("compose", *beside(before.issue), "--out", out, "--only", "site")
    assert said.returncode == 0
    assert not stray.exists()
    made = out / slug / "epaper" / "site"
    assert {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()} == first


def test_no_site_stands_while_a_page_is_withheld(compose: Compose, tmp_path: Path) -> None:
    before = compose(SAMPLES[0])
    issue = tmp_path / "issues" / before.issue.name
    shutil.copytree(before.issue, issue)
    pictures = sorted(path for path in issue.rglob("*.jpg"))
    pictures[0].write_bytes(b"no picture")
    stray = tmp_path / "out" / issue.name / "epaper" / "site" / "index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("an earlier run's", encoding="utf-8")
    said = run("compose", *beside(issue), "--out", tmp_path / "out", "--only", "epaper")
    assert said.returncode == 4
    assert not stray.exists()
