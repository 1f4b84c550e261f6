"""What is read from the finished files is the copy as the source has it: nothing lost, doubled or changed."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf

from tests.acceptance import front_page, sheets
from tests.acceptance.composing import Box, Composed, Record, beside, matched, owed, run
from tests.acceptance.conftest import Compose
from tests.acceptance.laws import unread, untiled
from tests.acceptance.sheets import Area, Sort
from tests.acceptance.source_copy import bare, han_of, is_han
from tests.conftest import Tool


def boxes_with_copy(issue: Composed) -> list[Box]:
    boxes = [box for box in issue.boxes if box.kind != "furniture" and (box.page, box.name) not in issue.apart]
    return [box for box in boxes if lines_of(issue, box)]


def others_within(issue: Composed, box: Box) -> list[Area]:
    """Return the areas of smaller boxes in the rectangle round a box: inside it, or in its angle."""
    whole = [other for other in issue.boxes if (other.page, other.name) not in issue.stepped]
    others = [other.area for other in whole if other.page == box.page and other != box]
    smaller = [area for area in others if area.width * area.height < box.area.width * box.area.height]
    across = [area for area in smaller if area.x < box.area.x + box.area.width and box.area.x < area.x + area.width]
    return [area for area in across if area.y < box.area.y + box.area.height and box.area.y < area.y + area.height]


def lines_of(issue: Composed, box: Box) -> list[Record]:
    return [line for line in issue.lines if (line["page"], line["box"]) == (box.page, box.name)]


def owed_by(issue: Composed, box: Box) -> list[tuple[Record, str]]:
    return [(line, issue.text_of(line).text) for line in lines_of(issue, box) if not line["generated"]]


def generated(lines: list[Record], printed: list[Sort]) -> list[Sort]:
    """Return the sorts that stand where the dump says that the compositor wrote words of its own."""
    found = []
    for line in lines:
        if line["generated"]:
            x, y, end = line["x"] - sheets.NEAR, line["baseline"], line["x"] + line["width"] - sheets.NEAR
            found += [sort for sort in printed if x <= sort.x < end and abs(sort.y - y) < sheets.NEAR]
    return found


def faults_of(issue: Composed, page: dict[str, list[Sort]]) -> list[str]:
    faults = []
    for box in boxes_with_copy(issue):
        within = others_within(issue, box)
        mine = [sort for sort in page[box.page] if box.area.holds(sort.x, sort.y)]
        inside = [sort for sort in mine if not any(area.holds(sort.x, sort.y) for area in within)]
        words = generated(lines_of(issue, box), inside)
        faults += [f"{box.page}/{box.name}: {one}" for one in unread(owed_by(issue, box), inside, words)]
    return faults


def test_every_page_is_released(issue: Composed) -> None:
    assert issue.said.returncode == 0, issue.said.stderr
    assert list(issue.plates) == issue.report["released"] == issue.labels


def test_the_dump_has_the_copy_of_the_source(issue: Composed) -> None:
    told = {}
    for record in issue.records:
        if "copy" in record:
            copy = record["copy"]
            if copy["story"] in issue.apart_stories:
                continue
            told[copy["story"], copy["part"], copy["page"], copy["box"]] = copy["text"]
    assert told == {key: copy.text for key, copy in issue.copy.items()}


def test_stories_with_tables_notes_readings_and_quotes_have_all_their_han_once(issue: Composed) -> None:
    """Of what stands elsewhere than lines of copy the order isn't read, but every character is counted."""
    placed = {line["story"] for line in issue.all_lines}
    for path in sorted((issue.issue / "stories").glob("*.md")):
        own = [line for line in issue.all_lines if line["story"] == path.stem and line["part"] != "jump_head"]
        printed = Counter(letter for line in own if not line["generated"] for letter in line["text"] if is_han(letter))
        if path.stem in placed:
            assert printed == han_of(path.read_text(encoding="utf-8")), path.stem


def test_a_story_whose_table_lost_a_character_is_found() -> None:
    whole = "---\nheadline: 題\n---\n\n| 街 | 人數 |\n|---|---|\n| 東街 | 十 |\n"
    assert han_of(whole) - han_of(whole.replace("東", "")) == Counter("東")
    assert han_of("---\nheadline: 題\n---\n\n[甲乙]{.quote}\n\n丙[丁]{.quote}[^a]。\n\n[^a]: 戊。") == Counter(
        "題甲乙丙丁丁戊"
    )


def test_every_box_of_the_plates_reads_as_its_copy(issue: Composed) -> None:
    assert faults_of(issue, issue.sorts) == []
    assert {box.story for box in boxes_with_copy(issue)} >= {key[0] for key in issue.copy if key[0]}


def test_pdfium_reads_every_box_of_the_plates_as_its_copy(issue: Composed) -> None:
    assert faults_of(issue, {label: sheets.seen_by_pdfium(path) for label, path in issue.plates.items()}) == []


def test_every_box_of_the_readers_pdf_reads_as_its_copy(issue: Composed) -> None:
    assert faults_of(issue, {label: sheets.sorts(issue.reader, at) for at, label in enumerate(issue.labels)}) == []


def test_poppler_reads_every_box_of_the_plates(issue: Composed, tool: Tool) -> None:
    for box in boxes_with_copy(issue):
        wanted = ""
        for line in lines_of(issue, box):
            wanted += line["text"] if line["generated"] else owed(line, issue.text_of(line).text)
        if not others_within(issue, box):
            assert cropped(tool("pdftotext"), issue.plates[box.page], box) == bare(wanted), box


def cropped(program: str, plate: Path, box: Box) -> str:
    """Return what poppler reads in a box, to which the bleed is added."""
    with pikepdf.open(plate) as pdf:
        bleed = float(pdf.pages[0].trimbox[0])
    edges = (box.area.x + bleed, box.area.y + bleed, box.area.width, box.area.height)
    words = [program, "-raw", "-nopgbrk", "-r", "72"]
    for name, edge in zip("xyWH", edges, strict=True):
        words += [f"-{name}", str(round(edge))]
    told = subprocess.run([*words, str(plate), "-"], capture_output=True, encoding="utf-8", check=True)
    return sheets.read_by_poppler(told.stdout)


def test_nothing_is_printed_outside_the_boxes(issue: Composed) -> None:
    for label, page in issue.sorts.items():
        areas = [box.area for box in issue.boxes if box.page == label]
        assert [sort for sort in page if not any(area.holds(sort.x, sort.y) for area in areas)] == []


def test_every_set_line_stands_where_the_dump_says(issue: Composed) -> None:
    for row in issue.rows:
        assert bare("".join(sort.text for sort in row.sorts)) == bare(row.line["text"])


def test_the_lines_of_a_thread_tile_its_story(issue: Composed) -> None:
    overset = {box["story"]: box["overset_characters"] for page in issue.report["pages"] for box in page["boxes"]}
    for (story, part, page, box), copy in issue.copy.items():
        mine = [line for line in issue.lines if (line["story"], line["part"]) == (story, part)]
        spans = [
            (line["start"], line["end"]) for line in mine if not page or (page, box) == (line["page"], line["box"])
        ]
        placed = any(line["story"] == story for line in issue.lines)
        if placed:
            assert untiled(spans, copy.text, overset.get(story, 0) if part == "body" else 0) == [], (story, part)


def test_the_jump_lines_are_in_the_papers_words(issue: Composed) -> None:
    wording = issue.paper["wording"]
    told = [line["text"] for line in issue.lines if line["part"] in {"jump_line", "continued_line"}]
    known = {
        wording[which].format(page=number)
        for which in ("jump", "continued")
        for number in ("一二三四五六七八" if wording["numerals"] == "han" else "12345678")
    }
    assert set(told) <= known
    assert len(told) == 2 * len(issue.report["jumps"])


def test_the_original_is_cut_as_a_desk_would(compose: Compose) -> None:
    issue = compose(front_page.SLUG)
    changes = [change for story in issue.report["normalisations"] for change in story["changes"]]
    rules = [change["rule"] for change in changes if change["part"] == "body"]
    assert rules.count("literal-jump-line") == 2
    joined = [change for change in changes if change["rule"] == "line-ending" and change["characters"] == 1]
    assert len([change for change in joined if not change["text"]]) >= 7
    assert [jump["from_page"] for jump in issue.report["jumps"]] == ["01", "01"]
    for jump in issue.report["jumps"]:
        copy = issue.copy[jump["story"], "body", "", ""].text
        printed = [line for line in issue.lines if (line["story"], line["part"]) == (jump["story"], "body")]
        left = max(line["end"] for line in printed if line["page"] == "01")
        assert len(bare(copy[left:])) > 100, "the story jumps earlier than the original did"


def test_overset_is_left_over_at_the_end_and_nothing_else(original: str, tmp_path: Path) -> None:
    issue = front_page.cut(original, tmp_path, front_page.WITHOUT_JUMPS)
    told = run("compose", *beside(issue), "--out", tmp_path / "out")
    made = Composed(issue, tmp_path / "out" / issue.name, told)
    assert told.returncode == 4
    assert made.report["withheld"] == ["01"]
    assert made.plates == {}
    over = {box["story"]: box["overset_characters"] for page in made.report["pages"] for box in page["boxes"]}
    assert over["sprint"] > 100
    assert over["top100"] > 100
    for slug, left in over.items():
        mine = [line for line in made.lines if (line["story"], line["part"]) == (slug, "body")]
        copy = made.copy[slug, "body", "", ""].text
        assert untiled([(line["start"], line["end"]) for line in mine], copy, left) == []
        assert f"has {left} characters (" in told.stderr or not left
    (proof,) = (made.folder / "proof").glob("*.pdf")
    for row in matched([line for line in made.lines if line["text"].strip()], sheets.rows(sheets.sorts(proof))):
        assert bare("".join(sort.text for sort in row.sorts)) == bare(row.line["text"])


# Faults that the checks have to find


def first_box(issue: Composed) -> tuple[Box, list[Sort], list[Sort]]:
    box = next(box for box in boxes_with_copy(issue) if box.kind == "text")
    inside = [sort for sort in issue.sorts[box.page] if box.area.holds(sort.x, sort.y)]
    return box, inside, generated(lines_of(issue, box), inside)


def test_a_dropped_doubled_or_changed_character_is_found(first: Composed) -> None:
    box, inside, words = first_box(first)
    lines = owed_by(first, box)
    middle = len(inside) // 2
    assert unread(lines, inside, words) == []
    assert unread(lines, inside[:middle] + inside[middle + 1 :], words)
    assert unread(lines, inside[:middle] + inside[middle - 1 :], words)
    assert unread(lines, [*inside[:middle], replace(inside[middle], text="〓"), *inside[middle + 1 :]], words)
    assert unread(lines, inside, words[:-1])
    assert unread(lines[:-1], inside, words)


def test_a_box_whose_copy_stands_elsewhere_is_found(first: Composed) -> None:
    moved = {label: [replace(sort, x=sort.x + 400) for sort in page] for label, page in first.sorts.items()}
    assert faults_of(first, moved)


def test_lines_that_do_not_tile_are_found() -> None:
    text = "甲乙丙丁\n戊己庚辛"
    assert untiled([(0, 4), (5, 9)], text) == []
    assert untiled([(0, 4), (5, 7)], text, overset=2) == []
    assert untiled([(0, 4), (5, 7)], text)
    assert untiled([(0, 3), (5, 9)], text)
    assert untiled([(0, 4), (3, 9)], text)
    assert untiled([(5, 9), (0, 4)], text)
