"""The site as files: every link leads somewhere, headings are in order, copy is text, the same issue the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

import pytest

from compositor.epaper.addresses import article_view, page_view
from compositor.epaper.markup import shown
from compositor.epaper.publication import Publication
from compositor.epaper.shelf import Shelf, shelved
from compositor.epaper.site import issue_file, issue_files, root_files
from compositor.epaper.site.frame import POLICY
from compositor.epaper.site.wording import LANGUAGES, WORDS, words_script
from tests.conftest import ROOT
from tests.epaper.site.paper import files, hostile, publication

OWN = ROOT / "compositor" / "epaper" / "site"
Site = Mapping[str, bytes]


@cache
def site(kind: str) -> Site:
    older = publication("2023-12-31", name="河灣日報")
    plain_one = publication()
    made = {
        "plain": (older, plain_one),
        "hostile": (hostile(plain_one),),
        "right": (publication("2024-05-21", binding="right", script="Hans", language="zh-Hans-CN"),),
    }[kind]
    found: dict[str, bytes] = {}
    for file in files(*made):
        assert file.path not in found, f"{file.path} twice"
        found[file.path] = file.bytes
    return found


@cache
def tree(kind: str, path: str) -> ET.Element:
    """Return a page as XML reads it, which is stricter than HTML."""
    return ET.fromstring(site(kind)[path].decode().removeprefix("<!DOCTYPE html>"))


def pages(kind: str) -> Iterator[tuple[str, ET.Element]]:
    for path in site(kind):
        if path.endswith(".html"):
            yield path, tree(kind, path)


KINDS = pytest.mark.parametrize("kind", ["plain", "hostile", "right"])


def targets(page: ET.Element) -> Iterator[tuple[str, str, str]]:
    for one in page.iter():
        for name in ("href", "src", "action", "data-words"):
            if name in one.attrib:
                yield one.tag, name, one.attrib[name]
        for part in one.get("srcset", "").split(", "):
            if part:
                yield one.tag, "srcset", part.split(" ")[0]


@KINDS
def test_every_link_and_file_is_there(kind: str) -> None:
    for path, page in pages(kind):
        for tag, name, target in targets(page):
            parts = urlsplit(target)
            if tag == "link" and parts.scheme:
                continue  # names of vocabularies, and the site's own address
            assert not parts.scheme, (path, target)
            assert not parts.netloc, (path, target)
            to = normpath(f"{dirname(path)}/{unquote(parts.path)}".lstrip("/")) if parts.path else path
            assert to in site(kind), (path, tag, name, target)
            if parts.fragment:
                there = {one.get("id") for one in tree(kind, to).iter()}
                assert unquote(parts.fragment) in there, (path, target)


@KINDS
def test_each_id_is_one_and_each_heading_in_order(kind: str) -> None:
    for path, page in pages(kind):
        ids = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids)), path
        levels = [int(one.tag[1]) for one in page.iter() if re.fullmatch("h[1-6]", one.tag)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


@KINDS
def test_nothing_stands_in_a_page_that_could_run(kind: str) -> None:
    for path, page in pages(kind):
        for one in page.iter():
            assert one.tag not in {"style", "iframe", "object", "embed", "base", "form"} or one.get("class") == "search"
            assert not [name for name in one.attrib if name.lower().startswith("on") or name == "style"], path
            if one.tag == "script":
                assert one.get("type") == "application/ld+json" or (one.get("src") and not one.text), path
        policies = [one.get("content") for one in page.iter("meta") if one.get("http-equiv")]
        assert policies == [POLICY], path


def test_hostile_copy_is_text() -> None:
    made: Publication = hostile(publication())
    for path, page in pages("hostile"):
        body = page.find("body")
        assert body is not None
        text = "".join(body.itertext())
        assert "<script>window.ran=1</script>" in text, path  # the paper's name, if nothing else
        assert not {"\u202e", "\u2066"} & set(site("hostile")[path].decode()), path
    article = tree("hostile", article_view(made.folder, made.articles[0].slug))
    read = " ".join(article.itertext())
    for words in (
        made.name,
        made.articles[0].heads[2].words.text,
        made.articles[0].blocks[2].words.text,
        made.pages[0].section,
    ):
        assert shown(words) in read
    assert shown(made.articles[0].blocks[1].figure.alt) in {one.get("alt") for one in article.iter("img")}  # type: ignore[union-attr]


def zones(kind: str, path: str) -> list[tuple[str, list[str]]]:
    found = tree(kind, path).find(".//svg[@id='zones']")
    assert found is not None
    return [(one.attrib["href"], [p.attrib["points"] for p in one.iter("polygon")]) for one in found.iter("a")]


def test_hot_zones_are_exact_and_in_reading_order() -> None:
    made = publication()
    first = zones("plain", page_view(made.folder, "01"))
    assert [target for target, _ in first] == ["story-bridge.html", "story-fee.html", "#figure-1"]
    assert first[0][1] == ["500,1000 6000,1000 6000,5000 3000,5000 3000,8000 500,8000"]
    assert len(first[1][1]) == 2  # one part of a story in two outlines is one link
    second = zones("plain", page_view(made.folder, "02"))
    assert [target for target, _ in second] == ["story-headless.html", "story-bridge.html", "#figure-1", "#figure-2"]


def test_a_story_that_jumps_leads_from_and_to_both_of_its_pages() -> None:
    made = publication()
    story = tree("plain", article_view(made.folder, "bridge"))
    links = [one.attrib["href"] for one in story.iter("a")]
    assert links.count("page-01.html#zone-bridge") == 2  # above the story, and among its places
    assert "page-02.html#zone-bridge" in links
    first = [one.attrib["href"] for one in tree("plain", page_view(made.folder, "01")).iter("a")]
    assert "page-02.html#zone-bridge" in first


def test_a_withdrawn_story_has_its_notice_alone_and_a_corrected_one_its_notice_first() -> None:
    made = publication()
    gone = tree("plain", article_view(made.folder, "gone"))
    story = gone.find(".//article")
    assert story is not None
    assert "本稿已撤。" in "".join(story.itertext())
    assert [one.tag for one in story] == ["h1", "div"]
    assert "noindex" in {one.get("content") for one in gone.iter("meta")}
    corrected = tree("plain", article_view(made.folder, "fee")).find(".//article")
    assert corrected is not None
    assert corrected[0].get("class") == "notice"
    assert "五元應為六元。特此更正。" in "".join(corrected[0].itertext())


def test_notes_lead_there_and_back_once() -> None:
    story = tree("plain", article_view(publication().folder, "bridge"))
    there = [one.attrib["href"] for one in story.iter("a") if one.get("role") == "doc-noteref"]
    back = [one.attrib["href"] for one in story.iter("a") if one.get("role") == "doc-backlink"]
    assert there == ["#note-1", "#note-1", *["#note-2"] * 3]  # a mark without a note leads nowhere
    assert back == ["#mark-1", "#mark-2"]


def test_copy_is_what_its_marks_say() -> None:
    story = tree("plain", article_view(publication().folder, "bridge"))
    tags = {(one.tag, one.get("class")) for one in story.iter()}
    wanted = [("ruby", None), ("rt", None), ("em", "dots"), ("u", "name"), ("cite", "title"), ("strong", None)]
    wanted += [("span", "dateline"), ("span", "kai"), ("b", "label"), ("figcaption", None), ("caption", None)]
    assert not [one for one in wanted if one not in tags]
    heads = [(one.tag, one.get("scope")) for one in story.iter("th")]
    assert heads == [("th", "col"), ("th", "col"), ("th", "row"), ("th", "row")] * 3
    article = story.find(".//article")
    assert article is not None
    assert article.get("lang") == "zh-Hant-CN"


def test_an_issue_on_the_shelf_changes_only_the_pages_that_lead_to_it() -> None:
    older, newer = publication("2024-05-19"), publication("2024-05-20")
    alone, both = Shelf.of(older), Shelf.of(newer, (shelved(older),))
    before = {file.path: file.bytes for file in issue_files(older, alone)}
    after = {file.path: file.bytes for file in issue_files(older, both)}
    changed = [path for path in before if before[path] != after[path]]
    assert changed == [issue_file(older, both).path]


def test_the_calendar_has_every_issue_by_year() -> None:
    made = [publication(f"{year}-{month:02}-09") for year in (2023, 2024) for month in (1, 2, 12)]
    made.append(publication("2024-12-09", zone="east", edition="東區"))
    shelf = Shelf.of(made[-1], tuple(shelved(one) for one in made[:-1]))
    found = {file.path: file.bytes.decode() for file in root_files(shelf)}
    for one in made:
        assert f'href="{one.folder}/index.html"' in found[f"calendar-{one.date[:4]}.html"]
    assert "東區" in found["calendar-2024.html"]
    assert 'href="calendar-2023.html"' in found["index.html"]


def test_words_are_said_in_every_language_with_the_same_places() -> None:
    for key, words in WORDS.items():
        assert len(words) == len(LANGUAGES) == len([word for word in words if word.strip()]), key
        if key != "date":
            assert len({word.count("{") for word in words}) == 1, key
    used = {
        one.get(name)
        for kind in ("plain", "right")
        for _, page in pages(kind)
        for one in page.iter()
        for name in ("data-w", "data-l")
    }
    unused = set(WORDS) - used - {"weekdays", "months", "date", "stand", "page-picture", "picture", "editions"}
    assert not unused, unused


def test_scripts_and_styles_are_light() -> None:
    assets = list(OWN.glob("assets/*.js"))
    assert sum(path.stat().st_size for path in assets) + len(words_script()) <= 60_000
    assert sum(path.stat().st_size for path in OWN.glob("assets/*.css")) <= 40_000


def test_the_same_issue_is_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib; from tests.epaper.site.paper import files, publication;"
        "print(hashlib.sha256(b''.join(f.path.encode() + f.bytes for f in files(publication()))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Taipei"))
    }
    assert len(digests) == 1


def test_the_assets_stand_in_the_package() -> None:
    assert {path.suffix for path in Path(OWN / "assets").iterdir()} >= {".css", ".js", ".svg"}
