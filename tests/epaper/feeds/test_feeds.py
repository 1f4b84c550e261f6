"""What feeds say of an issue: permanent names, dates of the issue, notices honoured, copy as words."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from compositor.epaper.feeds import SHARED, head_tags, issue_tags, page_tags, root_feeds, sitemaps, story_files
from compositor.epaper.feeds.entry import MOST_ENTRIES, Feed
from compositor.epaper.markup import shown
from compositor.epaper.publication import Notice, NoticeKind, Publication
from compositor.epaper.sharing import SIZE
from tests.epaper.feeds.judges import judge_xml, read_xml
from tests.epaper.feeds.published import ADDRESS, HARM, hostile, issue, shelf
from tests.epaper.feeds.test_schemas import read_head

ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def _files(*issues: Publication) -> dict[str, bytes]:
    return {file.path: file.bytes for file in root_feeds(shelf(*issues), issues)}


def _everything(publication: Publication) -> str:
    parts = [*_files(publication).values(), *(file.bytes for file in story_files(publication))]
    heads = [head_tags(one, publication) for one in publication.articles]
    heads += [page_tags(one, publication) for one in publication.pages] + [issue_tags(publication)]
    return "".join([*(part.decode() for part in parts), *heads])


def test_a_withdrawn_article_is_nowhere_but_for_its_notice() -> None:
    whole = issue()
    before = _everything(whole)
    assert "河灣橋通車" in before
    notice = Notice(NoticeKind.WITHDRAWN, "2024-05-22T09:00:00+08:00", "本稿失實，已撤。")
    bridge = replace(whole.articles[0], title="", heads=(), blocks=(), zones=(), notice=notice)
    told = replace(whole, articles=(bridge, *whole.articles[1:]))
    files = _files(told)
    assert "河灣橋通車" not in _everything(told)
    assert "story-bridge" not in "".join(content.decode() for content in files.values())
    assert not [file.path for file in story_files(told) if "bridge" in file.path]
    atom = judge_xml(files["atom.xml"], "atom")
    was = judge_xml(_files(whole)["atom.xml"], "atom").find(f"{ATOM}entry/{ATOM}id").text
    gone = {one.get("ref"): one.get("when") for one in atom.findall(GONE)}
    assert gone[was] == "2024-05-22T09:00:00+08:00"
    assert atom.find(f"{ATOM}updated").text == "2024-05-22T09:00:00+08:00"
    head = read_head(head_tags(bridge, told))
    assert head.elements == [
        ("meta", {"name": "robots", "content": "noindex"}),
        ("meta", {"name": "description", "content": "本稿失實，已撤。"}),
    ]


def test_a_corrected_article_is_marked_and_updated() -> None:
    told = issue()
    files = _files(told)
    entry = judge_xml(files["atom.xml"], "atom").findall(f"{ATOM}entry")[1]
    assert entry.find(f"{ATOM}title").text == "稅率下調（更正）"
    assert entry.find(f"{ATOM}published").text == "2024-05-20T00:00:00+08:00"
    assert entry.find(f"{ATOM}updated").text == "2024-05-20T18:30:00+08:00"
    assert "前稿誤作2%。" in entry.find(f"{ATOM}content").text
    item = json.loads(files["feed.json"])["items"][1]
    assert item["date_modified"] == "2024-05-20T18:30:00+08:00"
    linked = json.loads(read_head(head_tags(told.articles[1], told)).scripts[0])
    assert linked["correction"] == {
        "@type": "CorrectionComment",
        "text": "前稿誤作2%。",
        "datePublished": "2024-05-20T18:30:00+08:00",
    }
    assert linked["dateModified"] == "2024-05-20T18:30:00+08:00"
    texts = {file.path: file.bytes.decode() for file in story_files(told)}
    assert texts["2024-05-20/text/tax.txt"].startswith("【更正】前稿誤作2%。\n\n稅率下調\n")
    assert 'correction info="前稿誤作2%。"' in texts["2024-05-20/news/tax.xml"]


def test_names_stay_when_an_article_is_edited_or_the_site_moves() -> None:
    def names(publication: Publication) -> list[str]:
        atom = judge_xml(_files(publication)["atom.xml"], "atom")
        return [one.text for one in atom.iterfind(f".//{ATOM}id")]

    first = issue()
    edited = replace(first.articles[0], title="新題", page="02", blocks=(), zones=())
    moved = replace(first, articles=(edited, *first.articles[1:]), address="https://elsewhere.example")
    assert names(first) == names(moved)
    assert len(set(names(first))) == 4
    rss = read_xml(_files(first)["rss.xml"])
    assert [one.text for one in rss.iterfind(".//guid")] == names(first)[1:]
    assert [one["id"] for one in json.loads(_files(first)["feed.json"])["items"]] == names(first)[1:]


def test_an_article_that_jumps_tells_its_pages() -> None:
    told = issue()
    linked = json.loads(read_head(head_tags(told.articles[0], told)).scripts[0])
    assert (linked["pageStart"], linked["pageEnd"], linked["pagination"]) == ("01", "02", "01, 02")
    assert linked["isPartOf"]["isPartOf"]["name"] == "河灣日報"
    nitf = read_xml({file.path: file.bytes for file in story_files(told)}["2024-05-20/news/bridge.xml"])
    assert [one.get("position.sequence") for one in nitf.iterfind(".//{*}pubdata[@type='print']")] == ["01", "02"]


def test_cards_name_the_picture_cut_from_the_page() -> None:
    assert SHARED == SIZE
    head = read_head(head_tags(issue().articles[0], issue()))
    told = {one.get("property"): one.get("content") for name, one in head.elements if name == "meta"}
    assert told["og:image"] == f"{ADDRESS}2024-05-20/share/bridge.jpg"
    assert (told["og:image:width"], told["og:image:height"]) == tuple(map(str, SHARED))
    links = {(one["rel"], one.get("type")): one["href"] for name, one in head.elements if name == "link"}
    assert links["canonical", None] == f"{ADDRESS}2024-05-20/story-bridge.html"
    assert links["alternate", "text/plain"] == "text/bridge.txt"
    assert links["alternate", "application/atom+xml"] == "../atom.xml"


def test_plain_text_has_all_that_is_printed() -> None:
    text = {file.path: file.bytes.decode() for file in story_files(issue())}["2024-05-20/text/bridge.txt"]
    assert text == (
        "歷時十年\n河灣橋通車\n首日車流四萬輛\n本報記者 林禾\n\n"
        "【本報訊】河灣橋5月20日通車，走了十年①。《河灣志》載：此處舊有渡口，名曰白沙。\n\n"
        "首日四萬輛\n\n車次\n年\t車次\n2023\t8\t多一格\n2024\t\n\n［圖］通車那天。（林禾攝）\n\n橋是路的一口氣。\n\n"
        "［圖］歷年車次\n\n年\n2023\n\n通車後，兩岸往來只要12分鐘①。\n\n①據交通局統計。\n\n"
        f"——《河灣日報》2024年5月20日 第01版 要聞\n{ADDRESS}2024-05-20/story-bridge.html\n"
    )


def test_news_are_of_two_days_and_the_sitemap_of_all_years(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["2023-12-30", "2023-12-31", "2024-01-01"]
    issues = [issue(day) for day in days]
    files = _files(*issues)
    news = [one.text for one in read_xml(files["news-sitemap.xml"]).iterfind(".//{*}loc")]
    assert [one.removeprefix(ADDRESS)[:10] for one in news] == ["2024-01-01"] * 3 + ["2023-12-31"] * 3
    index = [one.text for one in read_xml(files["sitemap.xml"]).iterfind(".//{*}loc")]
    assert index == [f"{ADDRESS}sitemap-2024.xml", f"{ADDRESS}sitemap-2023.xml"]
    year = [one.text.removeprefix(ADDRESS) for one in read_xml(files["sitemap-2023.xml"]).iterfind(".//{*}loc")]
    assert len(year) == 12
    assert not [one for one in year if "gone" in one]
    monkeypatch.setattr(sitemaps, "MOST_URLS", 5)
    parts = _files(*issues)
    assert {path for path in parts if path.startswith("sitemap-2023")} == {
        "sitemap-2023.xml",
        "sitemap-2023-2.xml",
        "sitemap-2023-3.xml",
    }


def test_a_feed_holds_the_newest_issue_whole_and_others_while_there_is_room() -> None:
    def large(day: int, count: int) -> Publication:
        made = issue((date(2024, 5, 1) + timedelta(days=day)).isoformat())
        return replace(made, articles=tuple(replace(made.articles[0], slug=f"s{at}") for at in range(count)))

    issues = [large(0, 3), large(1, 90), large(2, MOST_ENTRIES + 50)]
    feed = Feed.of(shelf(*issues), issues)
    assert len(feed.entries) == MOST_ENTRIES + 50
    issues = [large(0, 30), large(1, 90), large(2, 100)]
    feed = Feed.of(shelf(*issues), issues)
    assert [one.date for one in feed.latest] == ["2024-05-03", "2024-05-02"]


def test_copy_that_means_harm_is_words_in_every_feed() -> None:
    publication = hostile()
    said = shown(" ".join(HARM.split()))
    assert "\u202e" not in said
    assert "[U+202E]" in said
    assert "<script>" in said
    files = _files(publication)
    entry = judge_xml(files["atom.xml"], "atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == said
    assert json.loads(files["feed.json"])["items"][0]["title"] == said
    item = read_xml(files["rss.xml"]).find("channel/item")
    assert item.find("title").text == said
    content = item.find("{http://purl.org/rss/1.0/modules/content/}encoded").text
    for html in (
        content,
        entry.find(f"{ATOM}content").text,
        json.loads(files["feed.json"])["items"][0]["content_html"],
    ):
        body = read_head(html)
        assert {name for name, _ in body.elements} <= set(
            "header h1 h2 p strong span b em u cite sup ruby rp rt table caption thead tbody tr th td figure img "
            "figcaption blockquote".split()
        )
        assert {key for _, told in body.elements for key in told} <= {"class", "src", "alt", "width", "height", "scope"}
        read_xml(f"<div>{html}</div>".encode())
    news = {file.path: file.bytes for file in story_files(publication)}
    nitf = next(content for path, content in news.items() if path.endswith(".xml"))
    assert judge_xml(nitf, "nitf").find(".//{*}head/{*}title").text == said
    linked = json.loads(read_head(head_tags(publication.articles[0], publication)).scripts[0])
    assert linked["headline"] == said
