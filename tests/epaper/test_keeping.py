"""A publication is kept as JSON and read back to the last field; addresses are plain and don't change."""

import pytest

from compositor.epaper.addresses import article_view, folder_name, href, plain
from compositor.epaper.keeping import KeptError, from_json, to_json
from compositor.epaper.publication import (
    Align,
    Article,
    Block,
    Figure,
    Grid,
    Head,
    HotZone,
    Kind,
    Mark,
    Marked,
    Notice,
    NoticeKind,
    Publication,
    PublishedPage,
    Words,
)
from compositor.epaper.shelf import Shelf, shelved


def publication(slug: str = "2024-05-20", date: str = "2024-05-20") -> Publication:
    words = Words("河灣橋通車，走了[十年]。", (Marked(0, 3, Mark.NAME), Marked(0, 1, Mark.RUBY, "hé")))
    zone = HotZone("01", ((0, 0), (5000, 0), (5000, 2500), (0, 2500)), "lead", jump="02")
    figure = Figure("plant", "pictures/plant-3f2a9c.jpg", 1200, 800, "橋上的人", Words("通車那天。"), Words("林禾攝"))
    table = Grid(((Words("年"), Words("車次")), (Words("2023"), Words(""))), (Align.LEFT, Align.RIGHT), Words("車次"))
    blocks = (
        Block(Kind.PARAGRAPH, words),
        Block(Kind.TABLE, grid=table),
        Block(Kind.FIGURE, figure=figure),
    )
    articles = (
        Article("bridge", "河灣橋通車", "01", "要聞", (Head("headline", Words("河灣橋通車")),), blocks, (zone,)),
        Article("gone", "", "02", "", notice=Notice(NoticeKind.WITHDRAWN, f"{date}T12:00:00+08:00", "本稿已撤。")),
    )
    pages = (PublishedPage("01", 1, "要聞", "01", 390_000, 550_000, ("bridge",), ((figure, zone),)),)
    return Publication(slug, "hewan", "河灣日報", date, "+08:00", 12, "zh-Hant-CN", "CN", "Hant", pages, articles)


def test_what_is_kept_is_read_back() -> None:
    kept = to_json(publication())
    assert from_json(Publication, kept) == publication()
    assert to_json(from_json(Publication, kept)) == kept
    shelf = Shelf.of(publication())
    assert from_json(Shelf, to_json(shelf)) == shelf


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"form":1', '{"form":2'),
        ('"slug":"2024-05-20"', '"slug":7'),
        ('"kind":"withdrawn"', '"kind":"eaten"'),
        ('"number":12', '"number":true'),
        ('"paper":"hewan"', '"paper":"hewan","spare":1'),
        ('"paper":"hewan",', ""),
        ('"pages":[', '"pages":[7,'),
        ('{"form"', '{{"form"'),
    ],
)
def test_what_others_changed_is_told(old: str, new: str) -> None:
    kept = to_json(publication())
    assert old in kept
    with pytest.raises(KeptError):
        from_json(Publication, kept.replace(old, new, 1))


def test_names_are_plain_or_a_digest() -> None:
    assert plain("bridge") == "bridge"
    assert plain("橋-2") == "橋-2"
    odd = ["", "../x", "a/b", "CON", "nul.txt", "a\nb", "🙂", "a" * 300, ".hidden", "a.", "a b", "\udcff"]
    assert len({plain(name) for name in odd}) == len(odd)
    for name in odd:
        assert plain(name) == plain(plain(name))
        assert plain(name).startswith("x")
        assert plain(name).isalnum()
    assert folder_name("2024-05-20", "east") != folder_name("2024-05-20")


def test_links_are_relative_and_escaped() -> None:
    here = article_view("2024-05-20", "橋")
    assert href(article_view("2024-05-20", "bridge"), start=here) == "story-bridge.html"
    assert href(here, start="index.html") == "2024-05-20/story-%E6%A9%8B.html"
    assert href("index.html", start=here) == "../index.html"
    assert href("2024-05-20/page-01.html#story-橋", start=here) == "page-01.html#story-%E6%A9%8B"


def test_the_newest_issue_stands_first_and_is_replaced_in_its_place() -> None:
    first, second = publication(), publication("2024-05-21", "2024-05-21")
    shelf = Shelf.of(first, (shelved(second),))
    assert [one.folder for one in shelf.issues] == ["2024-05-21", "2024-05-20"]
    assert Shelf.of(first, shelf.issues) == shelf
    before, after = shelf.beside("2024-05-20")
    assert before is None
    assert after == shelved(second)
