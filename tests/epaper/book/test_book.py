"""The book of an issue: valid EPUB, in order, notes linked, vertical copy vertical, nothing that runs."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from compositor.epaper.book import book
from compositor.epaper.markup import shown
from compositor.epaper.publication import Block, Figure, Kind, Publication
from tests.conftest import absent
from tests.epaper.feeds.published import HARM, hostile, issue

JAR = Path("/usr/share/java/epubcheck.jar")
TYPE = "{http://www.idpf.org/2007/ops}type"


@cache
def _picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (12, 8), (40, 90, 140)).save(out, kind)
    return out.getvalue()


def pictures() -> dict[str, bytes]:
    return {
        "pictures/plant-3f2a9c.jpg": _picture("JPEG"),
        "pictures/view-2.png": _picture("PNG"),
        "pictures/ad-1.jpg": _picture("JPEG"),
        "pictures/a\"'<b>.jpg": _picture("WEBP"),
        "pages/01.webp": _picture("WEBP"),
        "pages/x1.webp": _picture("WEBP"),
    }


def opened(publication: Publication) -> dict[str, bytes]:
    with ZipFile(BytesIO(book(publication, pictures()))) as sheets:
        return {name: sheets.read(name) for name in sheets.namelist()}


def read(files: dict[str, bytes], name: str) -> Any:
    return etree.fromstring(files[f"EPUB/{name}"])


def spine(files: dict[str, bytes]) -> list[str]:
    """Return the files of the book in reading order."""
    package = read(files, "package.opf")
    places = {one.get("id"): one.get("href") for one in package.iterfind(".//{*}item")}
    return [places[one.get("idref")] for one in package.iterfind(".//{*}itemref")]


@pytest.mark.parametrize("make", [issue, hostile])
def test_epubcheck_finds_nothing(make: Callable[[], Publication], tmp_path: Path, tool: Callable[[str], str]) -> None:
    java = tool("java")
    if not JAR.exists():
        absent("Debian's package epubcheck")
    made = tmp_path / "issue.epub"
    made.write_bytes(book(make(), pictures()))
    done = subprocess.run(
        [java, "-jar", str(JAR), "--failonwarnings", str(made)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


def test_pages_and_their_articles_stand_in_order_withdrawn_ones_nowhere() -> None:
    files = opened(issue())
    assert spine(files) == [
        *("cover.xhtml", "nav.xhtml", "page-001.xhtml", "story-001.xhtml", "story-002.xhtml"),
        *("page-002.xhtml", "story-003.xhtml", "colophon.xhtml"),
    ]
    toc, listed, landmarks = read(files, "nav.xhtml").iterfind(".//{*}nav")
    titles = ["01 要聞", "河灣橋通車", "稅率下調", "02 副刊", "渡口", "版權頁"]
    assert [one.text for one in toc.iterfind(".//{*}a")] == titles
    assert [one.get("href") for one in listed.iterfind(".//{*}a")] == ["page-001.xhtml#page", "page-002.xhtml#page"]
    assert [one.get(TYPE) for one in landmarks.iterfind(".//{*}a")] == ["cover", "toc", "bodymatter"]
    assert [one.text for one in read(files, "page-002.xhtml").iterfind(".//{*}ol/{*}li/{*}a")] == ["河灣橋通車", "渡口"]
    assert "撤".encode() not in b"".join(files.values())


def test_notes_and_their_marks_lead_to_one_another() -> None:
    page = read(opened(issue()), "story-001.xhtml")
    marks = [one for one in page.iter("{*}a") if one.get("role") == "doc-noteref"]
    assert [(one.get("href"), one.get(TYPE)) for one in marks] == [("#note-1", "noteref")] * 2
    (note,) = page.iter("{*}aside")
    assert (note.get("id"), note.get("role"), note.get(TYPE)) == ("note-1", "doc-footnote", "footnote")
    assert note.find(".//{*}a").get("href") == "#mark-1"
    assert [one.get("id") for one in page.iter("{*}span") if (one.get("id") or "").startswith("mark")] == ["mark-1"]


def test_vertical_copy_is_vertical_with_short_numbers_upright() -> None:
    files = opened(issue())
    page = read(files, "story-003.xhtml")
    assert page.get("class") == "upright"
    upright = ["".join(one.itertext()) for one in page.iter("{*}span") if one.get("class") == "upright"]
    assert upright == ["12", "7", "5", "20", "02"]
    assert read(files, "story-001.xhtml").get("class") is None
    css = files["EPUB/book.css"].decode()
    assert "writing-mode: vertical-rl" in css
    assert "text-combine-upright: all" in css


@pytest.mark.parametrize(
    ("binding", "vertical", "order"), [("left", 1, "ltr"), ("left", 3, "rtl"), ("right", 0, "rtl")]
)
def test_leaves_turn_as_the_paper_does(binding: str, vertical: int, order: str) -> None:
    whole = issue()
    articles = tuple(replace(one, vertical=at < vertical) for at, one in enumerate(whole.articles))
    package = read(opened(replace(whole, binding=binding, articles=articles)), "package.opf")
    assert package.find("{*}spine").get("page-progression-direction") == order


def test_a_claim_of_accessibility_is_made_only_where_pictures_are_told() -> None:
    def said(publication: Publication) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {}
        for one in read(opened(publication), "package.opf").iterfind(".//{*}meta[@property]"):
            told.setdefault(one.get("property"), []).append(one.text)
        return told

    whole = issue()
    told = said(whole)
    assert told["dcterms:conformsTo"] == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert {"alternativeText", "rubyAnnotations", "pageBreakMarkers"} <= set(told["schema:accessibilityFeature"])
    mute = Block(Kind.FIGURE, figure=Figure("plant", "pictures/plant-3f2a9c.jpg", 12, 8, ""))
    articles = (replace(whole.articles[0], blocks=(mute,)), *whole.articles[1:])
    told = said(replace(whole, articles=articles))
    assert "dcterms:conformsTo" not in told
    assert told["schema:accessModeSufficient"] == ["textual,visual"]


def test_the_book_is_dated_by_the_issue_and_its_last_notice() -> None:
    whole = issue()
    modified = ".//{*}meta[@property='dcterms:modified']"
    assert read(opened(whole), "package.opf").find(modified).text == "2024-05-20T10:30:00Z"
    articles = tuple(replace(one, notice=None) for one in whole.articles if not one.withdrawn)
    calm = replace(whole, articles=articles)
    assert read(opened(calm), "package.opf").find(modified).text == "2024-05-19T16:00:00Z"
    fixed = read(opened(whole), "story-002.xhtml")
    assert ["".join(one.itertext()) for one in fixed.iter("{*}p") if one.get("class") == "notice"] == [
        "更正：前稿誤作2%。"
    ]


def test_same_issue_same_bytes_in_a_lawful_container() -> None:
    one = book(issue(), pictures())
    assert one == book(issue(), pictures())
    with ZipFile(BytesIO(one)) as sheets:
        first, *others = sheets.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert {told.date_time for told in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    assert one[38:58] == b"application/epub+zip"


def test_pictures_are_of_kinds_that_every_reader_shows_and_adverts_stay_out() -> None:
    files = opened(issue())
    names = sorted(name for name in files if "pictures" in name)
    assert names == [f"EPUB/pictures/{name}" for name in ("001.png", "002.jpg", "cover.jpg")]
    assert files["EPUB/pictures/cover.jpg"].startswith(b"\xff\xd8\xff")
    with ZipFile(BytesIO(book(issue(), {}))) as sheets:
        assert not [name for name in sheets.namelist() if "pictures" in name or "cover" in name]
        assert "通車那天。" in sheets.read("EPUB/story-001.xhtml").decode()


def test_copy_that_means_harm_is_words() -> None:
    files = opened(hostile())
    pages = {name: content for name, content in files.items() if name.endswith(".xhtml")}
    for content in pages.values():
        page = etree.fromstring(content)
        names = {etree.QName(one).localname for one in page.iter()}
        assert not names & {"script", "style", "iframe", "object", "form"}
        attributes = {str(key) for one in page.iter() for key in one.attrib}
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        links = [one.get("href") or one.get("src") for one in page.iter("{*}a", "{*}img", "{*}link")]
        assert all(re.fullmatch(r"[\w./-]*(#[\w-]+)?", link) for link in links)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", content.decode())
    title = read(files, "story-001.xhtml").find(".//{*}title").text
    assert title == shown(HARM)
