"""Each fault has its own code, its place and words for the desk; all faults of a run come together."""

from __future__ import annotations

import os
import time

import pytest

from compositor.errors import Severity
from tests.intake.desk import FILES, FONTS, FRONT, INSIDE, LEAD, MANIFEST, PAPER, Desk

Change = tuple[str, str, str]

MANIFEST_FAULTS: list[tuple[Change, str, str]] = [
    ((MANIFEST, "paper: times", "paper: time"), "FILE_MISSING issues/day/issue.yaml:1:8", "layouts/time/paper.yaml"),
    ((MANIFEST, "template: front", "template: frnt"), "FILE_MISSING issues/day/issue.yaml:8:15", "frnt.yaml"),
    ((MANIFEST, "story: brief", "story: brieff"), "FILE_MISSING issues/day/issue.yaml:12:21", "stories/brieff.md"),
    ((MANIFEST, "number: 3021", "numbr: 3021"), "UNKNOWN_KEY issues/day/issue.yaml:3:1", "do you mean number?"),
    ((MANIFEST, "jump: 02/rest", "jmp: 02"), "UNKNOWN_KEY issues/day/issue.yaml:11:27", "do you mean jump?"),
    ((MANIFEST, "date: 2019-11-15\n", ""), "MISSING_KEY issues/day/issue.yaml:1:1", '"date"'),
    ((MANIFEST, "date: 2019-11-15", "date:"), "EMPTY issues/day/issue.yaml:2:6", "date"),
    ((MANIFEST, "number: 3021", "number: many"), "WRONG_TYPE issues/day/issue.yaml:3:9", "number"),
    ((MANIFEST, "number: 3021", "number: -1"), "OUT_OF_RANGE issues/day/issue.yaml:3:9", "number"),
    ((MANIFEST, "number: 3021", "number: " + "9" * 5000), "WRONG_TYPE issues/day/issue.yaml:3:9", "number"),
    ((MANIFEST, "{lunar: 十月十九}", "[十月十九]"), "WRONG_TYPE issues/day/issue.yaml:4:10", "a list is no mapping"),
    ((MANIFEST, "section: 要聞", "section: null"), "WRONG_TYPE issues/day/issue.yaml:7:14", "null"),
    ((MANIFEST, "2019-11-15", "2019-02-30"), "NOT_A_DATE issues/day/issue.yaml:2:7", "month 2 of 2019 has 28 days"),
    ((MANIFEST, "2019-11-15", "2019-13-01"), "NOT_A_DATE issues/day/issue.yaml:2:7", "no month 13"),
    ((MANIFEST, "2019-11-15", "15.11.2019"), "NOT_A_DATE issues/day/issue.yaml:2:7", "year-month-day"),
    ((MANIFEST, "2019-11-15", "0000-01-01"), "NOT_A_DATE issues/day/issue.yaml:2:7", "no year 0"),
    ((MANIFEST, 'label: "01"', "label: one"), "BAD_NAME issues/day/issue.yaml:6:12", "page label"),
    ((MANIFEST, "story: brief", "story: ../brief"), "BAD_NAME issues/day/issue.yaml:12:21", "story"),
    ((MANIFEST, 'label: "01"', "label: 2"), "LABEL_TWICE issues/day/issue.yaml:14:5", "line 6"),
    ((MANIFEST, "      side:", "      sidee:"), "BOX_UNKNOWN issues/day/issue.yaml:12:7", "do you mean side?"),
    (
        (MANIFEST, "      side: {story: brief}", "      side: {}"),
        "MISSING_KEY issues/day/issue.yaml:12:7",
        "nothing is put",
    ),
    (
        (MANIFEST, "side: {story: brief}", "side: {picture: pictures/plant.png, alt: 甲}"),
        "WRONG_BOX issues/day/issue.yaml:12:7",
        "text box",
    ),
    (
        (MANIFEST, "bars: {chart: charts/bars.yaml, cutline: 圖}", "bars: {story: brief2}"),
        "WRONG_BOX issues/day/issue.yaml:18:7",
        "picture box",
    ),
    (
        (MANIFEST, "{story: brief}", "{story: brief, continues: brief}"),
        "TWO_THINGS issues/day/issue.yaml:12:28",
        "story and continues",
    ),
    ((MANIFEST, "{story: brief}", "{story: brief, cutline: 甲}"), "TWO_THINGS issues/day/issue.yaml:12:28", "cutline"),
    ((MANIFEST, "story: brief", "story: lead"), "STORY_TWICE issues/day/issue.yaml:12:21", "line 11"),
    ((MANIFEST, "jump: 02/rest", "jump: 03/rest"), "JUMP_PAGE issues/day/issue.yaml:11:33", "01, 02"),
    ((MANIFEST, "jump: 02/rest", "jump: 02/rst"), "JUMP_BOX issues/day/issue.yaml:11:33", "do you mean rest?"),
    ((MANIFEST, "jump: 02/rest", "jump: 02/other"), "JUMP_BOX issues/day/issue.yaml:11:33", "nothing stands"),
    ((MANIFEST, "jump: 02/rest", "jump: 01/side"), "JUMP_BACK issues/day/issue.yaml:11:33", "its own page"),
    (
        (MANIFEST, "{continues: lead, jump_head: 其餘}", "{continues: lead, jump: 01}"),
        "JUMP_BACK issues/day/issue.yaml:17:37",
        "comes before",
    ),
    ((MANIFEST, "jump: 02/rest", "jump: 02/bars"), "JUMP_CONTRADICTED issues/day/issue.yaml:11:33", "line 18"),
    (
        (MANIFEST, "{story: lead, jump: 02/rest}", "{story: lead}"),
        "JUMP_CONTRADICTED issues/day/issue.yaml:17:25",
        "line 11",
    ),
    (
        (MANIFEST, "      rest:", "      other: {continues: lead}\n      rest:"),
        "JUMP_CONTRADICTED issues/day/issue.yaml:17:26",
        "nothing jumps to it",
    ),
    (
        (MANIFEST, "      bars:", "      other: {continues: nobody}\n      bars:"),
        "CONTINUES_UNSTARTED issues/day/issue.yaml:18:26",
        "begins nowhere",
    ),
    (
        (MANIFEST, "{story: brief}", "{continues: lead}"),
        "CONTINUES_UNSTARTED issues/day/issue.yaml:12:25",
        "line 11",
    ),
    (
        (MANIFEST, "pictures/plant.png", "../../fonts/tiny.ttf"),
        "OUTSIDE_FOLDER issues/day/issue.yaml:13:24",
        "outside the folder",
    ),
    ((MANIFEST, "pictures/plant.png", "/etc/passwd"), "OUTSIDE_FOLDER issues/day/issue.yaml:13:24", "/etc/passwd"),
    ((MANIFEST, "pictures/plant.png", "http://a/b.png"), "OUTSIDE_FOLDER issues/day/issue.yaml:13:24", "http"),
    ((MANIFEST, "cutline: 廠房", "cutline: |\n        廠房"), "YAML_SYNTAX issues/day/issue.yaml:13:53", ""),
]

YAML_FAULTS: list[tuple[Change, str, str]] = [
    ((MANIFEST, "number: 3021", "number: &n 3021"), "ALIAS issues/day/issue.yaml:3:9", "anchor &n"),
    ((MANIFEST, "number: 3021", "number: *n"), "ALIAS issues/day/issue.yaml:3:9", "alias *n"),
    ((MANIFEST, "{lunar: 十月十九}", "{<<: {a: b}}"), "MERGE_KEY issues/day/issue.yaml:4:11", "merge key"),
    ((MANIFEST, "number: 3021", "number: !!int 3021"), "TAG issues/day/issue.yaml:3:9", "tag"),
    ((MANIFEST, "date: 2019", "paper: other\ndate: 2019"), "DUPLICATE_KEY issues/day/issue.yaml:2:1", "line 1"),
    ((MANIFEST, "number: 3021", "number: 3021\n---\n"), "SEVERAL_DOCUMENTS issues/day/issue.yaml:4:1", "second"),
    ((MANIFEST, "number: 3021", "number: 30\x1b21"), "CONTROL_CHARACTER issues/day/issue.yaml:3:11", "U+001B"),
    ((MANIFEST, "number: 3021", "number: 30\x0021"), "CONTROL_CHARACTER issues/day/issue.yaml:3:11", "U+0000"),
    ((MANIFEST, "lunar: 十月十九", 'lunar: "a\\eb"'), "CONTROL_CHARACTER issues/day/issue.yaml:4:18", "U+001B"),
    ((MANIFEST, "lunar: 十月十九", 'lunar: "\\uD800"'), "YAML_SYNTAX issues/day/issue.yaml:4:21", "escape"),
    ((MANIFEST, "lunar: 十月十九", "lunar: \u202e反"), "CONTROL_CHARACTER issues/day/issue.yaml:4:18", "U+202E"),
    ((MANIFEST, "number: 3021", "\tnumber: 3021"), "YAML_SYNTAX issues/day/issue.yaml:3:1", "tab"),
    ((MANIFEST, 'label: "01"', 'label: "01'), "YAML_SYNTAX issues/day/issue.yaml:6:12", "never closed"),
    ((MANIFEST, "{lunar: 十月十九}", "{lunar: 十月十九"), "YAML_SYNTAX issues/day/issue.yaml:5:6", "not closed"),
    ((MANIFEST, "{lunar: 十月十九}", "[" * 40 + "]" * 40), "TOO_DEEP issues/day/issue.yaml:4:41", "levels"),
    ((MANIFEST, "paper: times", "- paper: times"), "YAML_SYNTAX issues/day/issue.yaml:2:1", ""),
    ((MANIFEST, FILES[MANIFEST], "- a\n- b\n"), "NOT_A_MAPPING issues/day/issue.yaml:1:1", "mapping"),
    ((MANIFEST, FILES[MANIFEST], ""), "NOT_A_MAPPING issues/day/issue.yaml:1:1", "mapping"),
    ((MANIFEST, FILES[MANIFEST], "42\n"), "NOT_A_MAPPING issues/day/issue.yaml:1:1", "mapping"),
    ((PAPER, "name: 時報", "name: 時報\nnome: 甲"), "UNKNOWN_KEY layouts/times/paper.yaml:2:1", "do you mean name?"),
    ((FRONT, "kind: picture", "kid: picture"), "UNKNOWN_KEY layouts/times/front.yaml:12:36", "do you mean kind?"),
    ((LEAD, "deck: ", "dek: "), "UNKNOWN_KEY issues/day/stories/lead.md:5:1", "do you mean deck?"),
]

DESIGN_FAULTS: list[tuple[Change, str, str]] = [
    ((PAPER, "region: CN", "region: XX"), "NOT_A_CHOICE layouts/times/paper.yaml:2:9", "CN, TW, HK"),
    ((PAPER, "gutter: 14pt", "gutter: 14"), "NOT_A_LENGTH layouts/times/paper.yaml:5:43", "needs a unit"),
    ((PAPER, "gutter: 14pt", "gutter: wide"), "NOT_A_LENGTH layouts/times/paper.yaml:5:43", "no length"),
    ((PAPER, "gutter: 14pt", "gutter: -1pt"), "OUT_OF_RANGE layouts/times/paper.yaml:5:43", "out of range"),
    ((PAPER, "200mm", "1e308mm"), "NOT_A_LENGTH layouts/times/paper.yaml:4:15", "no length"),
    ((PAPER, "200mm", "0mm"), "OUT_OF_RANGE layouts/times/paper.yaml:4:15", "more than nothing"),
    ((PAPER, "columns: 4", "columns: 0"), "OUT_OF_RANGE layouts/times/paper.yaml:5:17", "from 1"),
    ((PAPER, "measure: 11em", "measure: 11.5em"), "OUT_OF_RANGE layouts/times/paper.yaml:5:29", "11em or 12em"),
    ((PAPER, "columns: 4", "columns: 5"), "TYPE_AREA layouts/times/paper.yaml:5:7", "the margins leave"),
    ((PAPER, "rows: 50", "rows: 60"), "TYPE_AREA layouts/times/paper.yaml:5:7", "60 rows"),
    ((PAPER, "inside: 14mm", "inside: 20mm"), "TYPE_AREA layouts/times/paper.yaml:5:7", "in the middle of the page"),
    ((PAPER, "leading: 14pt, rows", "leading: 9pt, rows"), "OUT_OF_RANGE layouts/times/paper.yaml:5:71", "leading"),
    ((PAPER, "body: {size: 9.5pt", "body: {size: 9pt"), "BASELINE_GRID layouts/times/paper.yaml:11:16", "9.5pt"),
    ((PAPER, "  body: {size", "  bdy: {size"), "MISSING_KEY layouts/times/paper.yaml:11:3", "body"),
    ((PAPER, "size: 30pt", "size: 30000pt"), "OUT_OF_RANGE layouts/times/paper.yaml:13:30", "out of range"),
    ((PAPER, "size: 30pt", "leading: 3pt"), "OUT_OF_RANGE layouts/times/paper.yaml:13:33", "leading"),
    ((PAPER, "extends: head", "extends: hed"), "UNKNOWN_NAME layouts/times/paper.yaml:13:18", "do you mean head?"),
    ((PAPER, "head: {size: 20pt", "head: {extends: big"), "EXTENDS_ITSELF layouts/times/paper.yaml:12:19", "head"),
    ((PAPER, "colour: red}", "colour: rod}"), "UNKNOWN_NAME layouts/times/paper.yaml:13:44", "do you mean red?"),
    ((PAPER, "[0, 100, 100, 10]", "[120, -5, 0, 0]"), "OUT_OF_RANGE layouts/times/paper.yaml:9:16", "120"),
    ((PAPER, '"#c8102e"', "red"), "BAD_NAME layouts/times/paper.yaml:9:40", "colour"),
    ((PAPER, "  red: {cmyk", "  black: {cmyk"), "DUPLICATE_KEY layouts/times/paper.yaml:9:3", "built in"),
    ((PAPER, "    kicker: head\n", ""), "PARTS_MISSING layouts/times/paper.yaml:17:5", "kicker"),
    ((PAPER, "  default:\n", "  defalt:\n"), "MISSING_KEY layouts/times/paper.yaml:16:3", "default"),
    (
        (PAPER, "    chart: small", "    chart: smal"),
        "UNKNOWN_NAME layouts/times/paper.yaml:33:12",
        "do you mean small?",
    ),
    ((PAPER, "{headline: big,", "{body: small,"), "BASELINE_GRID layouts/times/paper.yaml:34:16", "11pt"),
    (
        (PAPER, "script: Hant", "script: Hant\nwording: {jump: 下轉}"),
        "BAD_NAME layouts/times/paper.yaml:4:17",
        "{page}",
    ),
    ((FRONT, "columns: 1-3", "columns: 1-5"), "OUTSIDE_GRID layouts/times/front.yaml:10:19", "4 columns"),
    ((FRONT, "rows: 31-50", "rows: 31-59"), "OUTSIDE_GRID layouts/times/front.yaml:12:29", "50 rows"),
    ((FRONT, "rows: 1-6", "rows: 1-51"), "OUTSIDE_GRID layouts/times/front.yaml:4:11", "50 rows"),
    ((FRONT, "rows: 8-30", "rows: 30-8"), "NOT_A_RANGE layouts/times/front.yaml:11:28", "30 comes after 8"),
    ((FRONT, "rows: 8-30", "rows: 0-30"), "NOT_A_RANGE layouts/times/front.yaml:11:28", "begins at 1"),
    ((FRONT, "inset: 1", "inset: 12"), "OUT_OF_RANGE layouts/times/front.yaml:11:19", "no room"),
    ((INSIDE, "flow: 3", "flow: 20"), "OUT_OF_RANGE layouts/times/inside.yaml:2:42", "no room"),
    ((FRONT, "style: lead", "style: led"), "UNKNOWN_NAME layouts/times/front.yaml:10:43", "do you mean lead?"),
    ((FRONT, "tint: red}\n  photo", "tint: rod}\n  photo"), "UNKNOWN_NAME layouts/times/front.yaml:11:64", "red"),
    ((FRONT, "style: big", "style: bigg"), "UNKNOWN_NAME layouts/times/front.yaml:6:33", "do you mean big?"),
    ((FRONT, "style: big, ", ""), "MISSING_KEY layouts/times/front.yaml:6:9", "style"),
    (
        (FRONT, "{tint: red, left", "{tint: red, rule: 1pt, left"),
        "TWO_THINGS layouts/times/front.yaml:8:9",
        "rule and tint",
    ),
    ((FRONT, "{rule: 0.5pt, top: 90%}", "{top: 90%}"), "MISSING_KEY layouts/times/front.yaml:7:9", "nothing"),
    ((FRONT, "top: 90%", "top: 110%"), "OUTSIDE_BOX layouts/times/front.yaml:7:9", "beyond its box"),
    ((FRONT, "top: 90%", "height: 5pt"), "OUT_OF_RANGE layouts/times/front.yaml:7:9", "lies"),
    ((FRONT, '"{name}"', '"{name"'), "BAD_NAME layouts/times/front.yaml:6:16", "braces"),
    ((INSIDE, "optional: true", "optional: yes"), "WRONG_TYPE layouts/times/inside.yaml:3:47", "true nor false"),
    ((INSIDE, "optional: true", "overlaps: [bar]"), "UNKNOWN_NAME layouts/times/inside.yaml:3:48", "do you mean bars?"),
    ((INSIDE, "kind: picture", "kind: picture, flow: 2"), "WRONG_BOX layouts/times/inside.yaml:4:52", "flow"),
    (
        (INSIDE, "kind: picture", "kind: picture, direction: vertical"),
        "WRONG_BOX layouts/times/inside.yaml:4:52",
        "direction",
    ),
    ((INSIDE, "flow: 3", "direction: vertical, flow: 30"), "OUT_OF_RANGE layouts/times/inside.yaml:2:63", "no room"),
    ((INSIDE, "flow: 3", "direction: down"), "NOT_A_CHOICE layouts/times/inside.yaml:2:47", "vertical"),
    ((FONTS, "tiny.ttf, latin", "none.ttf, latin"), "FILE_MISSING fonts/fonts.yaml:1:17", "none.ttf"),
    ((FONTS, "tiny.ttf, latin", "fonts.yaml, latin"), "NOT_A_FONT fonts/fonts.yaml:1:17", "fonts.yaml"),
    ((FONTS, "tiny.ttf, latin", "../tiny.ttf, latin"), "OUTSIDE_FOLDER fonts/fonts.yaml:1:17", "outside"),
    ((FONTS, FILES[FONTS], "{}"), "UNKNOWN_NAME layouts/times/paper.yaml:11:9", "there is no role"),
    ((FONTS, "latin: latin", "latin: latn"), "UNKNOWN_NAME fonts/fonts.yaml:1:1", "do you mean latin?"),
    ((FONTS, "{file: tiny.ttf}", "{file: tiny.ttf, index: 9}"), "NOT_A_FONT fonts/fonts.yaml:3:18", "tiny.ttf"),
    ((FONTS, "hei: {regular: tiny.ttf}", "hei: {latin: latin}"), "MISSING_KEY fonts/fonts.yaml:2:1", "neither a face"),
    (
        (PAPER, "  small: {size", "  small: {role: sang, size"),
        "UNKNOWN_NAME layouts/times/paper.yaml:14:17",
        "do you mean song?",
    ),
]

STORY_FAULTS: list[tuple[Change, str, str]] = [
    ((LEAD, "---\nkicker", "kicker"), "FRONT_MATTER issues/day/stories/lead.md:1:1", "front matter"),
    ((LEAD, "byline: 某某\n---\n", "byline: 某某\n"), "FRONT_MATTER issues/day/stories/lead.md:1:1", "never closed"),
    (
        (LEAD, "headline: 主題一 主題二\nheadline_lines: [主題一, 主題二]\n", ""),
        "MISSING_KEY issues/day/stories/lead.md:2:1",
        "headline",
    ),
    ((LEAD, "[主題一, 主題二]", "[主題一, 主題三]"), "HEADLINE_LINES issues/day/stories/lead.md:4:17", "line 3"),
    ((LEAD, "deck: ——副題", "deck: |\n  ——副題"), "WRONG_TYPE issues/day/stories/lead.md:5:7", "block"),
    ((LEAD, "deck: ——副題", "deck: [甲]"), "WRONG_TYPE issues/day/stories/lead.md:5:7", "list"),
    ((LEAD, "---\n第一段", "---\n## 小\n\n第一段"), "DATELINE issues/day/stories/lead.md:6:11", "line 9"),
    ((LEAD, "## 小標題", "![甲](a.png"), "PICTURE_SYNTAX issues/day/stories/lead.md:11:1", "can't be read"),
    ((LEAD, "## 小標題\n", "![甲](a.png){alt=乙}"), "PICTURE_SYNTAX issues/day/stories/lead.md:11:1", "of its own"),
    ((LEAD, "## 小標題", '![甲](a.png){art="乙" alt=丙}'), "UNKNOWN_KEY issues/day/stories/lead.md:11:13", "alt"),
    ((LEAD, "## 小標題", "![甲](a.png){alt=丙 columns=two}"), "WRONG_TYPE issues/day/stories/lead.md:11:1", "columns"),
    ((LEAD, "## 小標題", "![甲](../a.png){alt=丙}"), "OUTSIDE_FOLDER issues/day/stories/lead.md:11:1", "outside"),
]


def _told(desk: Desk, change: Change) -> list[str]:
    desk.write("issues/day/stories/brief2.md", FILES["issues/day/stories/brief.md"])
    desk.change(*change)
    return desk.told()


@pytest.mark.parametrize(
    ("change", "told", "words"),
    [*MANIFEST_FAULTS, *YAML_FAULTS, *DESIGN_FAULTS, *STORY_FAULTS],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_fault(desk: Desk, change: Change, told: str, words: str) -> None:
    assert told in _told(desk, change)
    fault = next(one for one in desk.faults() if f"{one.code} {desk.where(one)}" == told)
    assert fault.severity is Severity.ERROR
    assert words in f"{fault.message} {fault.hint}"
    assert fault.hint
    assert "\x1b" not in str(fault)


def test_all_faults_of_a_run_come_together(desk: Desk) -> None:
    """Manifest, paper, template, story and font are all faulty; one run tells all, in the order of their places."""
    desk.change(MANIFEST, "number: 3021", "numbr: 3021")
    desk.change(PAPER, "colour: red}", "colour: rod}")
    desk.change(INSIDE, "rows: 1-25", "rows: 1-260")
    desk.change(LEAD, "deck: ", "dek: ")
    desk.change(FONTS, "tiny.ttf, latin", "none.ttf, latin")
    told = desk.told()
    assert [one.split()[0] for one in told] == [
        "FILE_MISSING",
        "UNKNOWN_KEY",
        "UNKNOWN_KEY",
        "OUTSIDE_GRID",
        "UNKNOWN_NAME",
    ]
    places = [fault.place for fault in desk.faults() if fault.place is not None]
    assert places == sorted(places)


def test_a_contradiction_names_both_lines(desk: Desk) -> None:
    changed = FILES[MANIFEST].replace("jump: 02/rest", "jump: 02/other")
    desk.write(MANIFEST, changed.replace("      bars:", "      other: {continues: brief}\n      bars:"))
    contradicted = [fault for fault in desk.faults() if fault.code == "JUMP_CONTRADICTED"]
    assert any("line 11" in fault.message and "line 18" in fault.message for fault in contradicted)


def test_a_jump_that_could_go_to_two_boxes(desk: Desk) -> None:
    changed = FILES[MANIFEST].replace("jump: 02/rest", "jump: 02")
    desk.write(MANIFEST, changed.replace("      bars:", "      other: {continues: lead}\n      bars:"))
    fault = next(fault for fault in desk.faults() if fault.code == "JUMP_AMBIGUOUS")
    assert desk.where(fault) == "issues/day/issue.yaml:11:33"
    assert "rest (line 17)" in fault.message
    assert "other (line 18)" in fault.message


def test_two_boxes_may_not_jump_to_one(desk: Desk) -> None:
    desk.change(MANIFEST, "{story: brief}", "{story: lead, jump: 02/rest}")
    assert "JUMP_CONTRADICTED issues/day/issue.yaml:12:33" in desk.told()


def test_a_circle_of_styles_names_its_members(desk: Desk) -> None:
    desk.change(PAPER, "head: {size: 20pt", "head: {extends: big")
    messages = [fault.message for fault in desk.faults() if fault.code == "EXTENDS_ITSELF"]
    assert any("head → big → head" in message for message in messages)


@pytest.mark.parametrize("content", ["utf-16", "gb18030", "big5"])
def test_not_utf8(desk: Desk, content: str) -> None:
    desk.write(MANIFEST, "paper: 時報\n".encode(content))
    assert [one.split()[0] for one in desk.told()] == ["NOT_UTF8"]
    assert "byte " in desk.faults()[0].message


def test_aliases_are_never_expanded(desk: Desk) -> None:
    """Nine levels of nine aliases: refused at once, not unfolded to 9^13 nodes."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + at)}: &{chr(98 + at)} [{', '.join(['*' + chr(97 + at)] * 9)}]" for at in range(12)]
    desk.write(MANIFEST, "\n".join(lines))
    began = time.perf_counter()
    assert {one.split()[0] for one in desk.told()} == {"ALIAS"}
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("text", ["[" * 20000 + "]" * 20000, "".join(" " * at + "a:\n" for at in range(3000))])
def test_depth_ends_in_a_fault(desk: Desk, text: str) -> None:
    desk.write(MANIFEST, text)
    assert {one.split()[0] for one in desk.told()} <= {"TOO_DEEP", "YAML_SYNTAX"}


def test_a_file_too_large(desk: Desk) -> None:
    desk.write(MANIFEST, "# " + "x" * 10_000_000)
    assert [one.split()[0] for one in desk.told()] == ["TOO_LARGE"]


def test_faults_without_end_are_counted(desk: Desk) -> None:
    desk.write(MANIFEST, FILES[MANIFEST] + "".join(f"k{at}: 1\n" for at in range(1000)))
    faults = desk.faults()
    assert len(faults) == 200
    assert "801 more" in faults[-1].message


def test_a_pipe_or_a_folder_is_no_file(desk: Desk) -> None:
    story = desk.root / "issues/day/stories/brief.md"
    story.unlink()
    story.mkdir()
    assert desk.told() == ["NOT_A_FILE issues/day/issue.yaml:12:21"]
    story.rmdir()
    os.mkfifo(story)
    assert desk.told() == ["NOT_A_FILE issues/day/issue.yaml:12:21"]


def test_links_out_of_the_folder_are_not_followed(desk: Desk) -> None:
    story = desk.root / "issues/day/stories/brief.md"
    story.unlink()
    story.symlink_to(desk.root / "fonts/fonts.yaml")
    assert desk.told() == ["OUTSIDE_FOLDER issues/day/issue.yaml:12:21"]
    story.unlink()
    story.symlink_to(story)
    assert {one.split()[0] for one in desk.told()} <= {"UNREADABLE", "OUTSIDE_FOLDER", "FILE_MISSING"}


def test_an_issue_that_is_not_there(desk: Desk) -> None:
    (desk.root / MANIFEST).unlink()
    assert desk.told() == ["FILE_MISSING issues/day/issue.yaml"]


def test_faults_write_nothing(desk: Desk) -> None:
    before = sorted(path.name for path in desk.root.rglob("*"))
    desk.change(MANIFEST, "number: 3021", "numbr: 3021")
    desk.faults()
    assert sorted(path.name for path in desk.root.rglob("*")) == before
