"""The archive: issues come, change and move; addresses stay; a run cut off at any step is mended by the next."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compositor.epaper.archive.adding import site_files
from compositor.epaper.archive.folder import Kept, keep
from compositor.epaper.publication import Article, Notice, NoticeKind, Publication
from compositor.errors import OutputError, UsageError
from compositor.filing import alone
from tests.epaper.archive.rooms import ROOMS, coming, tree
from tests.epaper.search.papers import article, paper

SITE = "https://news.example.org/epaper"


def issue(date: str, *more: Article, pattern: str = "slug") -> Publication:
    two = (article("lead", f"{date}頭條", f"{date}的要聞。"), article("poem", "詩", "河灣的詩。", page="02"))
    return replace(paper(date, *two, *more), address=SITE, pattern=pattern)


def put(root: Path, *publications: Publication, anew: bool = False) -> Kept:
    kept = [keep(root, coming(one), ROOMS, anew=anew) for one in publications]
    return kept[-1]


DAYS = tuple(issue(f"2024-05-{day}") for day in (20, 21, 22))


def test_the_site_of_one_issue_is_an_archive_with_one(tmp_path: Path) -> None:
    put(tmp_path, DAYS[0])
    made = {file.path: file.bytes for file in site_files(coming(DAYS[0]), ROOMS)}
    assert {path: held for path, held in tree(tmp_path).items() if not path.endswith("files.json")} == made


def test_only_what_an_issue_changes_is_written(tmp_path: Path) -> None:
    put(tmp_path, *DAYS)
    assert put(tmp_path, DAYS[2]).written == ()
    before = tree(tmp_path)
    done = put(tmp_path, issue("2024-05-23"))
    changed = {path for path, held in tree(tmp_path).items() if before.get(path) != held}
    assert set(done.written) == {path for path in changed if not path.endswith("files.json")}
    older = {path for path in changed if path.startswith(("2024-05-20", "2024-05-21"))}
    assert older == set()
    assert {path for path in changed if path.startswith("2024-05-22")} == {"2024-05-22/index.html"}


def test_an_issue_in_between_and_an_older_one_find_their_neighbours(tmp_path: Path) -> None:
    put(tmp_path, DAYS[0], DAYS[2], DAYS[1])
    other = tmp_path / "other"
    put(other, *DAYS)
    one, two = tree(tmp_path), tree(other)
    pages = [path for path in two if path.endswith(".html")]
    assert {path: one[path] for path in pages} == {path: two[path] for path in pages}


def test_nothing_is_touched_that_is_not_the_archives(tmp_path: Path) -> None:
    (tmp_path / "2024-05-20").mkdir(parents=True)
    (tmp_path / "robots.txt").write_text("of others")
    (tmp_path / "2024-05-20/notes.txt").write_text("of others")
    put(tmp_path, *DAYS)
    put(tmp_path, replace(DAYS[0], articles=DAYS[0].articles[:1]))
    assert (tmp_path / "robots.txt").read_text() == (tmp_path / "2024-05-20/notes.txt").read_text() == "of others"
    (tmp_path / "2024-05-23").mkdir()
    (tmp_path / "2024-05-23/index.html").write_text("of others")
    before = tree(tmp_path)
    with pytest.raises(OutputError, match=r"2024-05-23/index\.html is there already"):
        put(tmp_path, issue("2024-05-23"))
    assert tree(tmp_path) == before


def test_another_paper_is_refused_and_so_is_a_folder_that_is_being_written(tmp_path: Path) -> None:
    put(tmp_path, DAYS[0])
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"holds 河灣日報 \(hewan\), the issue is of 青禾晚报"):
        put(tmp_path, replace(DAYS[1], paper="qinghe", name="青禾晚报"))
    with alone(tmp_path), pytest.raises(OutputError, match="locked"):
        put(tmp_path, DAYS[1])
    assert tree(tmp_path) == before


def test_what_moved_leads_on_and_what_is_gone_says_so(tmp_path: Path) -> None:
    put(tmp_path, *DAYS)
    renamed = replace(DAYS[0].articles[0], slug="main", formerly=("lead",))
    moved = article("verse", "詩", "河灣的詩。", page="02")
    put(tmp_path, replace(DAYS[0], articles=(renamed,)))
    gone = (tmp_path / "2024-05-20/story-poem.html").read_text()
    assert "本文已不在本期" in gone
    put(tmp_path, issue("2024-05-23", replace(moved, formerly=("2024-05-20/poem",))))
    lead = (tmp_path / "2024-05-20/story-lead.html").read_text()
    assert 'content="0; url=story-main.html"' in lead
    assert f'rel="canonical" href="{SITE}/2024-05-20/story-main.html"' in lead
    assert 'href="story-main.html"' in lead
    assert 'url=../2024-05-23/story-verse.html"' in (tmp_path / "2024-05-20/story-poem.html").read_text()
    put(tmp_path, DAYS[0])
    assert "refresh" not in (tmp_path / "2024-05-20/story-lead.html").read_text()


def test_numbers_are_given_once(tmp_path: Path) -> None:
    first = issue("2024-05-20", pattern="node")
    put(tmp_path, first)
    day = tmp_path / "html/2024-05/20"
    assert sorted(path.name for path in day.iterdir()) == [
        "content_1.htm",
        "content_2.htm",
        "node_1.htm",
        "node_2.htm",
    ]
    assert "2024-05-20頭條" in (day / "content_1.htm").read_text()
    extra = article("extra", "加插", "加插的稿。")
    put(tmp_path, replace(first, articles=(extra, first.articles[1])))
    assert "本文已不在本期" in (day / "content_1.htm").read_text()
    assert "河灣的詩" in (day / "content_2.htm").read_text()
    assert "加插的稿" in (day / "content_3.htm").read_text()
    put(tmp_path, replace(first, slug="2024-05-20-extra", articles=(article("lead", "號外", "另一份。"),)))
    assert "另一份" in (day / "content_4.htm").read_text()
    assert "refresh" not in (day / "node_3.htm").read_text()


def test_customary_pages_are_the_usual_ones_with_their_links_led_on(tmp_path: Path) -> None:
    put(tmp_path, *(replace(one, pattern="node") for one in DAYS))
    day = tmp_path / "html/2024-05/21"
    assert 'href="content_1.htm"' in (day / "node_1.htm").read_text()
    assert 'src="../../../2024-05-21/pages/01.webp"' in (day / "node_1.htm").read_text()
    assert "&quot;../../../2024-05-21/pages/&quot;" in (day / "node_1.htm").read_text()
    assert 'data-words="../../../assets/w.js"' in (day / "node_1.htm").read_text()
    assert 'href="node_1.htm#a"' in (day / "content_1.htm").read_text()
    assert 'href="html/2024-05/21/content_1.htm"' in (tmp_path / "index.html").read_text()
    assert "url=../html/2024-05/21/content_1.htm" in (tmp_path / "2024-05-21/story-lead.html").read_text()
    assert f"{SITE}/html/2024-05/21/content_1.htm" in (tmp_path / "rss.xml").read_text()
    assert f"{SITE}/2024-05-21/story-lead.html" not in (tmp_path / "rss.xml").read_text()
    assert "html/2024-05/21/content_1.htm" in (tmp_path / "2024-05-21/words/0.js").read_text()
    put(tmp_path, DAYS[2])
    assert 'url=../../../2024-05-21/story-lead.html"' in (day / "content_1.htm").read_text()
    assert 'url=../../../2024-05-21/page-01.html"' in (day / "node_1.htm").read_text()
    assert "refresh" not in (tmp_path / "2024-05-21/story-lead.html").read_text()


def test_every_link_of_the_customary_pages_leads_to_a_file(tmp_path: Path) -> None:
    put(tmp_path, *(replace(one, pattern="node") for one in DAYS))
    for path, held in tree(tmp_path).items():
        if path.endswith((".html", ".htm")):
            for part in held.decode().split('href="')[1:]:
                link = part.partition('"')[0].partition("#")[0]
                if not link.startswith("https:"):
                    assert (tmp_path / path).parent.joinpath(link).is_file(), (path, link)


def test_words_that_were_withdrawn_are_in_no_file(tmp_path: Path) -> None:
    secret = article("secret", "撤下的標題", "不該登出的密語在這裏。")
    put(tmp_path, DAYS[0], issue("2024-05-21", secret), DAYS[2])
    assert sum("密語".encode() in held for held in tree(tmp_path).values()) >= 4
    notice = Notice(NoticeKind.WITHDRAWN, "2024-05-22T09:00:00+08:00", "本文撤回。")
    gone = Article("secret", "本文已撤稿", "01", "要聞", notice=notice)
    put(tmp_path, issue("2024-05-21", gone))
    for path, held in tree(tmp_path).items():
        for word in ("密語", "密语", "不該登出", "撤下的標題", "|撤下=", "|密="):
            assert word.encode() not in held, (path, word)
    assert "本文撤回。" in (tmp_path / "2024-05-21/story-secret.html").read_text()
    assert not (tmp_path / "2024-05-21/text/secret.txt").exists()


class Cut(BaseException):
    """A run is killed."""


def cut_at(step: int, patch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the disk's changes go through up to ``step`` of them; return what counts them."""
    done = 0

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            nonlocal done
            done += 1
            if done > step:
                raise Cut
            return change(*args, **options)

        return run

    patch.setattr(Path, "replace", counted(Path.replace))
    patch.setattr(Path, "unlink", counted(Path.unlink))
    patch.setattr(os, "fsync", counted(os.fsync))
    return lambda: done


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_was_cut_off_leaves_whole_files_and_is_mended(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    pattern = draw.choice(("slug", "node"))
    days = [replace(one, pattern=pattern) for one in DAYS]
    edited = replace(days[1], articles=(replace(days[1].articles[0], slug="main", formerly=("lead",)),))
    change = draw.choice((replace(edited), replace(issue("2024-05-23"), pattern=pattern)))
    put(tmp_path / "whole", *days)
    before = tree(tmp_path / "whole")
    with pytest.MonkeyPatch.context() as patch:
        count = cut_at(10_000, patch)
        put(tmp_path / "whole", change)
        steps = count()
    after = tree(tmp_path / "whole")
    for turn, step in enumerate(sorted(draw.sample(range(steps), 7))):
        root = tmp_path / f"cut-{turn}"
        put_tree(root, before)
        with pytest.MonkeyPatch.context() as patch:
            cut_at(step, patch)
            with pytest.raises(Cut):
                put(root, change)
        for path, held in tree(root).items():
            if not path.startswith(".unfinished") and not path.endswith(("files.json", ".part")):
                assert held in (before.get(path), after.get(path)), (step, path)
        put(root, change)
        assert tree(root) == after, step


def test_an_issue_that_was_cut_off_and_never_made_again_is_not_found(tmp_path: Path) -> None:
    put(tmp_path / "whole", DAYS[0])
    before = tree(tmp_path / "whole")
    with pytest.MonkeyPatch.context() as patch:
        count = cut_at(10_000, patch)
        put(tmp_path / "whole", DAYS[1])
        steps = count()
    secret = issue("2024-05-21", article("secret", "密語", "密語。"))
    for step in range(steps // 2, steps, 7):
        root = tmp_path / f"cut-{step}"
        put_tree(root, before)
        with pytest.MonkeyPatch.context() as patch:
            cut_at(step, patch)
            with pytest.raises(Cut):
                put(root, secret)
        put(root, DAYS[2])
        index = [held for path, held in tree(root).items() if path.startswith("search/") and path != "search/fold.js"]
        kept = "2024-05-21" in (root / "shelf.json").read_text()
        assert kept or not any("密".encode() in held for held in index), step


def put_tree(root: Path, files: dict[str, bytes]) -> None:
    for path, held in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(held)
