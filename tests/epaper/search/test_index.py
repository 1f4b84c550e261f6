"""The index: what is added issue by issue is what is made at once, and nothing of what goes is left in it."""

from __future__ import annotations

import random
import re

import pytest

from compositor.epaper.publication import Publication
from compositor.epaper.search import BrokenIndexError, Change, fixed_files, fold, indexed, terms, words_files
from compositor.epaper.search.index import INDEX, SCRIPT
from compositor.epaper.search.postings import added, last, read, written
from compositor.epaper.search.scripts import call, held
from compositor.epaper.search.segment import SHARD, opened
from tests.epaper.search.papers import article, paper


def issue(date: str, *, words: str = "") -> Publication:
    body = f"{date}的新聞。\n河灣橋{words}通車，第 12 屆電影周開幕。"
    return paper(date, article("a", f"頭條{words}", body), article("b", "副刊", "一篇散文。", page="02"))


def put(site: dict[str, bytes], *changes: Change, whole: bool = False) -> None:
    made = indexed(site.get, changes, whole=whole)
    site |= {file.path: file.bytes for file in made.files}
    for one in changes:
        for path in [path for path in site if path.startswith(f"{one.folder}/words/")]:
            del site[path]
        if one.publication is not None:
            site |= {file.path: file.bytes for file in words_files(one.publication, str)}
    for path in made.stale:
        del site[path]


def came(*publications: Publication) -> list[Change]:
    return [Change(one.folder, one.date, one) for one in publications]


def found(site: dict[str, bytes], term: str) -> set[tuple[str, int, bool]]:
    """Return folder, turn and whether in heads of the articles that have a term."""
    hits = set()
    for name, _ in held(site[INDEX])[1]:
        segment = opened(str(name), site.get)
        for posting in read(segment.kept[term]) if term in segment.kept else ():
            number = posting >> 1
            entry = next(
                one for one in segment.entries.values() if one.first <= number < one.first + max(one.count, one.room)
            )
            hits.add((entry.folder, number - entry.first, bool(posting & 1)))
    return hits


def test_copy_is_folded_by_width_case_and_script() -> None:
    assert fold("Ｆｉｌｍ 2024，後臺髮型\ufe00") == "film 2024,后台发型"
    assert terms("河灣橋，Art-12") == {"河", "湾", "桥", "河湾", "湾桥", "art", "12"}


def test_postings_are_read_as_they_were_written_and_can_be_added_to() -> None:
    draw = random.Random(8)
    for _ in range(200):
        numbers = sorted(draw.sample(range(10 ** draw.randint(2, 7)), draw.randint(2, 60)))
        postings = [number * 2 + draw.randint(0, 1) for number in numbers]
        cut = draw.randint(1, len(postings) - 1)
        kept = written(postings)
        assert read(kept) == postings
        assert last(kept) == numbers[-1]
        assert added(written(postings[:cut]), postings[cut:]) == kept
        assert added(written(postings[1::2]), postings[::2]) == kept
        assert not set(kept) & set('"\\|=')


def test_issues_added_one_by_one_are_found_as_if_added_at_once() -> None:
    issues = [issue(f"2023-12-{day:02}") for day in (30, 31)] + [issue(f"2024-01-{day:02}") for day in (1, 2)]
    one_by_one: dict[str, bytes] = {}
    for one in issues:
        put(one_by_one, *came(one))
    at_once: dict[str, bytes] = {}
    put(at_once, *came(*issues))
    for term in ("河湾", "头条", "散", "12"):
        assert found(one_by_one, term) == found(at_once, term)
        assert len(found(at_once, term)) == 4
    assert [name for name, _ in held(one_by_one[INDEX])[1]] == ["2024-01", "2023"]
    assert {path.split("/")[1] for path in one_by_one if path.startswith("search/2")} == {"2024-01", "2023"}


def test_an_issue_made_anew_loses_the_words_that_it_no_longer_has() -> None:
    site: dict[str, bytes] = {}
    put(site, *came(issue("2024-01-01"), issue("2024-01-02", words="密語"), issue("2024-01-03")))
    assert found(site, "密语") == {("2024-01-02", 0, True)}
    put(site, *came(issue("2024-01-02")))
    assert found(site, "密语") == set()
    assert not any("密" in content.decode() for content in site.values())
    assert {folder for folder, _, _ in found(site, "河湾")} == {"2024-01-01", "2024-01-02", "2024-01-03"}
    put(site, Change("2024-01-02", "2024-01-02", None))
    assert {folder for folder, _, _ in found(site, "河湾")} == {"2024-01-01", "2024-01-03"}


def test_an_issue_of_another_date_leaves_the_segment_that_it_stood_in() -> None:
    site: dict[str, bytes] = {}
    put(site, *came(issue("2024-01-01"), issue("2024-03-02")))
    moved = paper("2024-02-02", article("a", "河灣橋", "換了日子。"))
    put(site, Change("2024-01-01", "2024-02-02", moved))
    assert {folder for folder, _, _ in found(site, "河湾")} == {"2024-01-01", "2024-03-02"}
    assert "search/2024-01/issues.js" not in site


def test_what_a_run_left_that_was_cut_off_is_not_found_twice() -> None:
    site: dict[str, bytes] = {}
    put(site, *came(issue("2024-01-01")))
    half = dict(site)
    made = indexed(site.get, came(issue("2024-01-02", words="密語")))
    half |= {file.path: file.bytes for file in made.files if "issues" not in file.path and file.path != INDEX}
    put(half, *came(issue("2024-01-02")), whole=True)
    whole = dict(site)
    put(whole, *came(issue("2024-01-02")))
    assert half == whole


def test_the_script_is_small() -> None:
    (script,) = (file for file in fixed_files() if file.path == SCRIPT)
    assert len(script.bytes) <= 25_000


def test_shards_stay_small_as_issues_come() -> None:
    site: dict[str, bytes] = {}
    draw = random.Random(3)
    for day in range(1, 4):
        body = "".join(chr(draw.randint(0x4E00, 0x9FA5)) for _ in range(9_000))
        put(site, *came(paper(f"2024-01-{day:02}", article("a", "頭條", body))))
    shards = [len(content) for path, content in site.items() if re.fullmatch(r"search/2024-01/\d+-[0-9a-f]+\.js", path)]
    assert len(shards) >= 8
    assert sum(shards) / len(shards) < SHARD + 100
    assert max(shards) < 2 * SHARD


def test_an_index_that_others_changed_is_told() -> None:
    site: dict[str, bytes] = {}
    put(site, *came(issue("2024-01-01")))
    for path in list(site):
        if path.startswith("search/2024-01"):
            with pytest.raises(BrokenIndexError):
                indexed((site | {path: b"newsindex(1);\n"}).get, came(issue("2024-01-02")))


def test_no_words_leave_the_string_that_holds_them() -> None:
    hostile = '");alert(1)//</script>\u2028\\\u202e\x00\ud800'
    script = call("a/words/0", {"body": hostile})
    assert held(script) == ("a/words/0", {"body": hostile})
    assert script.count(b"\n") == 1
