"""Each feed and record is what its standard asks for; schemas in tests/epaper/schemas say from which."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import jsonschema
import pytest

from compositor.epaper.feeds import head_tags, issue_tags, page_tags, root_feeds, story_files
from compositor.epaper.publication import Publication
from tests.epaper.feeds.judges import judge_json, judge_xml
from tests.epaper.feeds.published import hostile, issue, shelf

SCHEMAS = {"atom.xml": "atom", "rss.xml": "rss", "sitemap": "sitemap", "news-sitemap": "sitemap"}


def _issues() -> list[Publication]:
    return [issue(), issue("2024-05-21"), hostile(), issue(address="", publisher="", editor="", number=0)]


def _feeds(*issues: Publication) -> dict[str, bytes]:
    return {file.path: file.bytes for file in root_feeds(shelf(*issues), issues)}


@pytest.mark.parametrize("publication", _issues())
def test_feeds_and_sitemaps_are_valid(publication: Publication) -> None:
    for path, content in _feeds(publication).items():
        if path == "feed.json":
            assert judge_json(content, "jsonfeed")["items"]
        else:
            assert len(judge_xml(content, next(name for key, name in SCHEMAS.items() if path.startswith(key))))


@pytest.mark.parametrize("publication", _issues())
def test_news_files_are_valid(publication: Publication) -> None:
    for file in story_files(publication):
        if file.path.endswith(".json"):
            assert judge_json(file.bytes, "ninjs")["bodies"]
        elif file.path.endswith(".xml"):
            assert judge_xml(file.bytes, "nitf").find(".//{*}hl1") is not None
        else:
            assert file.bytes.decode("utf-8").endswith("\n")


class _Head(HTMLParser):
    """What a <head> holds: its elements, and the words of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script" and data.strip():
            self.scripts.append(data)


def read_head(markup: str) -> _Head:
    head = _Head()
    head.feed(markup)
    head.close()
    return head


@pytest.mark.parametrize("publication", _issues())
def test_heads_hold_only_meta_link_and_linked_data(publication: Publication) -> None:
    heads = [head_tags(one, publication) for one in publication.articles]
    heads += [page_tags(one, publication) for one in publication.pages] + [issue_tags(publication)]
    for markup in heads:
        head = read_head(markup)
        assert {name for name, _ in head.elements} <= {"meta", "link", "script"}
        assert all(told == {"type": "application/ld+json"} for name, told in head.elements if name == "script")
        for script in head.scripts:
            judge_json(script, "linked")
        for name, told in head.elements:
            assert set(told) <= {"name", "property", "content", "rel", "type", "href", "title"}, name


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("atom.xml", "<updated>", "<updated>about "),
        ("atom.xml", ' type="html">', ' type="html" onload="x">'),
        ("rss.xml", "</guid>", "</guid><guid>2</guid>"),
        ("rss.xml", "Mon, 20 May 2024", "20.5.2024"),
        ("news-sitemap.xml", "zh-tw", "zh-Hant-HK"),
        ("sitemap-2024.xml", "<loc>https:", "<loc>"),
    ],
)
def test_schemas_notice_faults(path: str, old: str, new: str) -> None:
    content = _feeds(issue())[path].decode()
    assert old in content
    name = next(name for key, name in SCHEMAS.items() if path.startswith(key))
    with pytest.raises(AssertionError):
        judge_xml(content.replace(old, new, 1).encode(), name)


def test_json_schemas_notice_faults() -> None:
    told = json.loads(_feeds(issue())["feed.json"])
    del told["items"][0]["id"]
    with pytest.raises(jsonschema.ValidationError):
        judge_json(json.dumps(told), "jsonfeed")
    files = {file.path: file.bytes for file in story_files(issue())}
    news = json.loads(files["2024-05-20/news/bridge.json"])
    with pytest.raises(jsonschema.ValidationError):
        judge_json(json.dumps({**news, "associations": [{"uri": "urn:x:y"}]}), "ninjs")
    nitf = files["2024-05-20/news/bridge.xml"].replace(b"<pronounce", b"<ruby").replace(b"</pronounce", b"</ruby")
    with pytest.raises(AssertionError):
        judge_xml(nitf, "nitf")


def test_same_issue_same_bytes() -> None:
    one, other = ([(file.path, file.bytes) for file in story_files(issue())] for _ in range(2))
    assert one == other
    assert _feeds(issue()) == _feeds(issue())


def test_a_paper_without_an_address_has_atom_alone() -> None:
    here = replace(issue(), address="")
    files = _feeds(here)
    assert set(files) == {"atom.xml"}
    links = judge_xml(files["atom.xml"], "atom").findall(".//{*}link")
    assert {link.get("rel") for link in links} == {"alternate"}
    assert all(not link.get("href").startswith(("http", "/")) for link in links)
    assert "canonical" not in head_tags(here.articles[0], here)
    assert "og:image" not in head_tags(here.articles[0], here)
