"""The dump: copy first, then every set line; its slices are the copy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from compositor.model.copy import Paragraph
from compositor.model.page import SetLine
from compositor.report import dump_json, dump_text
from compositor.report.dump import points
from compositor.units import SP
from tests.conftest import Golden
from tests.proof.desk import BODY, CUT, SIZE, desk
from tests.report.told import COPY, accounted_desk

SOUND = desk()


def records() -> list[dict[str, Any]]:
    text = dump_json(SOUND.issue, SOUND.dummy, SOUND.pages)
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_copy_comes_first_with_a_record_for_every_part() -> None:
    found = records()
    copies = [record["copy"] for record in found if "copy" in record]
    assert all("copy" in record for record in found[: len(copies)])
    assert [(copy["story"], copy["part"], copy["page"], copy["box"]) for copy in copies] == [
        ("sprint", "headline", "", ""),
        ("sprint", "body", "", ""),
        ("brief", "headline", "", ""),
        ("brief", "byline", "", ""),
        ("brief", "body", "", ""),
        ("", "photo:cutline", "01", "photo"),
        ("", "photo:credit", "01", "photo"),
        ("sprint", "jump_head", "02", "rest"),
    ]
    assert copies[1]["text"] == BODY
    assert copies[1]["source"]["stretches"] == [{"start": 0, "source_start": 700, "size": len(BODY)}]
    piece = {"start": 42, "end": 43, "source_start": 742, "source_end": 743, "rule": "paragraph"}
    assert copies[1]["source"]["pieces"][0] == piece


def test_every_line_of_copy_is_the_slice_that_its_offsets_name() -> None:
    found = records()
    texts = {(c["story"], c["part"]): c["text"] for c in (record["copy"] for record in found if "copy" in record)}
    lines = [record for record in found if "copy" not in record]
    assert len(lines) == len(SOUND.lines())
    own = [line for line in lines if not line["generated"]]
    assert own
    for line in own:
        assert line["text"] == texts[line["story"], line["part"]][line["start"] : line["end"]]
    body = [line for line in own if (line["story"], line["part"]) == ("sprint", "body")]
    assert [line["page"] for line in body if line["end"] <= CUT] == ["01"] * 11
    assert "".join(line["text"] for line in body) == BODY.replace("\n", "")


def test_a_line_has_every_field_of_the_design_in_points() -> None:
    line = next(record for record in records() if record.get("part") == "body")
    assert list(line) == [
        "page",
        "box",
        "story",
        "part",
        "generated",
        "column",
        "row",
        "x",
        "baseline",
        "width",
        "measure",
        "start",
        "end",
        "text",
        "runs",
        "direction",
        "justified",
        "adjustments",
        "audit",
        "annotations",
    ]
    assert (line["page"], line["box"], line["column"], line["row"]) == ("01", "lead", 0, 2)
    assert line["x"] == 60.0  # where the first glyph starts: the column at 40, an indent of two ems of ten
    assert (line["width"], line["measure"], line["baseline"]) == (80.0, 100.0, 126.3)
    assert line["runs"] == [{"face": "song-regular", "size": 10.0, "start": 0, "end": 8}]
    assert (line["direction"], line["justified"]) == ("horizontal", True)


def test_adjustments_are_in_points_and_in_the_order_of_their_names() -> None:
    def adjusted(line: SetLine) -> tuple[SetLine]:
        return (replace(line, line=replace(line.line, adjustments={"han": SP // 2, "comma": -SP})),)

    spoiled = SOUND.spoil(adjusted, part="byline")
    text = dump_json(spoiled.issue, spoiled.dummy, spoiled.pages)
    assert '"adjustments": {"comma": -1.0, "han": 0.5}' in text


def test_furniture_and_generated_words_are_marked() -> None:
    marked = {(line["story"], line["part"]) for line in records() if line.get("generated")}
    assert marked == {
        ("", "masthead:item-0"),
        ("", "masthead:item-1"),
        ("", "masthead:item-2"),
        ("", "folio:item-0"),
        ("sprint", "jump_line"),
        ("sprint", "continued_line"),
    }


def test_points_have_three_decimals_and_no_negative_nought() -> None:
    assert points(SIZE) == 10.0
    assert points(SP // 3) == 0.333
    assert str(points(-1)) == "0.0"


def test_chinese_stands_as_it_is_and_the_same_pages_give_the_same_dump() -> None:
    one = dump_json(SOUND.issue, SOUND.dummy, SOUND.pages)
    assert "衝刺全年目標" in one
    again = desk()
    assert one == dump_json(again.issue, again.dummy, again.pages)


def test_standby_copy_is_in_the_dump_too() -> None:
    extra = replace(SOUND.issue.stories[1], slug="standby")
    issue = replace(SOUND.issue, stories=(*SOUND.issue.stories, extra))
    text = dump_json(issue, SOUND.dummy, SOUND.pages)
    assert '"story": "standby", "part": "headline"' in text
    assert Paragraph(0, 6) in extra.parts[0].paragraphs


def test_the_text_dump_is_the_golden_layout(golden: Golden) -> None:
    golden(Path("golden/desk.txt"), dump_text(SOUND.issue, SOUND.dummy, SOUND.pages))


ACCOUNTED = accounted_desk()


def test_every_line_with_a_choice_has_its_account_in_json() -> None:
    text = dump_json(ACCOUNTED.issue, ACCOUNTED.dummy, ACCOUNTED.pages)
    lines = [record for record in map(json.loads, text.splitlines()) if "copy" not in record]
    audits = [line["audit"] for line in lines if (line["story"], line["part"]) == ("brief", "body")]
    assert [audit["line"] for audit in audits] == [1, 2, 3, 4]
    assert {audit["lines"] for audit in audits} == {4}
    assert {audit["paragraph_cost"] for audit in audits} == {sum(sum(audit["cost"].values()) for audit in audits)}
    assert list(audits[0]) == [
        "line",
        "lines",
        "head",
        "room",
        "natural",
        "ending",
        "edges",
        "steps",
        "cost",
        "paragraph_cost",
        "joint",
        "looseness",
        "refused",
    ]
    assert audits[2]["steps"][:2] == [
        {"class": "bracket", "places": 1, "room": 5.0, "amount": -5.0},
        {"class": "comma", "places": 1, "room": 5.0, "amount": -1.25},
    ]
    assert all(refused["before"] == COPY[refused["at"] - 1] for audit in audits for refused in audit["refused"])
    assert next(line for line in lines if line["generated"])["audit"] is None


def test_the_text_dump_has_accounts_where_they_are_asked_for() -> None:
    made = (ACCOUNTED.issue, ACCOUNTED.dummy, ACCOUNTED.pages)
    plain, told = dump_text(*made).splitlines(), dump_text(*made, audit=True).splitlines()
    assert [row for row in told if not row.startswith(("    | ", "    × "))] == plain
    assert sum(row.startswith("    | line ") for row in told) == 4
    assert any("may not begin a line" in row for row in told if row.startswith("    × "))
