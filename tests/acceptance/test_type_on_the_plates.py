"""The type of the finished plates: line starts and ends, measures, the grid; read from the files alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.acceptance.composing import Composed, Row, owed
from tests.acceptance.laws import (
    NO_END,
    NO_START,
    begins,
    broken,
    forbidden,
    left_edge,
    off_grid,
    uneven,
    unjustified,
)
from tests.acceptance.sheets import Sort

BLACK = (0.0, 0.0, 0.0, 1.0)
Columns = dict[tuple[str, str, int], list[Row]]


def points(length: str) -> float:
    """Return a length of the paper's file in points."""
    unit = {"pt": 1.0, "mm": 72 / 25.4}
    return float(length[:-2]) * unit[length[-2:]]


def of_copy(issue: Composed) -> list[Row]:
    return [row for row in issue.rows if not row.line["generated"]]


def is_subhead(issue: Composed, row: Row) -> bool:
    return any(start <= row.line["start"] < end for start, end in issue.text_of(row.line).subheads)


def columns(issue: Composed, *, subheads: bool = False) -> Columns:
    """Return the body's rows by page, box and column, subheads with them or not."""
    found: Columns = {}
    for row in of_copy(issue):
        if row.line["part"] == "body" and (subheads or not is_subhead(issue, row)):
            found.setdefault((row.line["page"], row.line["box"], row.line["column"]), []).append(row)
    return found


def edged(issue: Composed) -> list[tuple[tuple[Sort, ...], float]]:
    """Return every justified row with the right edge of its column."""
    found = []
    for rows in columns(issue).values():
        edge = left_edge(rows, issue.text_of(rows[0].line).text)
        found += [(row.sorts, edge + row.line["measure"]) for row in rows if row.line["justified"]]
    return found


def paragraphs(issue: Composed) -> Iterator[list[str]]:
    """Yield the lines of every paragraph as they are printed; a paragraph may go on in another box."""
    threads: dict[tuple[str, str, str], list[Row]] = {}
    for row in of_copy(issue):
        home = "" if row.line["part"] == "body" else row.line["box"]
        threads.setdefault((row.line["story"], row.line["part"], home), []).append(row)
    for rows in threads.values():
        text = issue.text_of(rows[0].line).text
        lines: list[str] = []
        for row in rows:
            if lines and begins(row.line, text):
                yield lines
                lines = []
            lines.append("".join(sort.text for sort in row.sorts))
        yield lines


def test_no_line_begins_or_ends_with_a_forbidden_mark(issue: Composed) -> None:
    assert forbidden([sort.text for sort in row.sorts] for row in of_copy(issue)) == []


def test_dashes_ellipses_and_figures_are_not_broken(issue: Composed) -> None:
    assert [fault for lines in paragraphs(issue) for fault in broken(lines)] == []


def test_the_marks_of_this_test_are_those_of_the_conformance_data(cases: Path) -> None:
    path = cases / "cases" / "03-clreq-jlreq" / "clreq_kinsoku_lists.json"
    level = json.loads(path.read_text(encoding="utf-8"))["levels"]["gb"]
    assert set(level["no_line_start"]) <= NO_START
    assert set(level["no_line_end"]) <= NO_END


def test_justified_lines_meet_their_measure(issue: Composed) -> None:
    rows = edged(issue)
    assert len(rows) > 40
    assert unjustified(rows) == []


def test_lines_of_a_column_begin_at_its_edge_or_two_ems_in(issue: Composed) -> None:
    for rows in columns(issue).values():
        text = issue.text_of(rows[0].line).text
        edge = left_edge(rows, text)
        for row in rows:
            indent = 2 * row.sorts[0].size if begins(row.line, text) else 0
            assert row.line["x"] == pytest.approx(edge + indent, abs=row.sorts[0].size / 4 + 0.02)


def test_the_last_line_of_a_paragraph_is_solid(issue: Composed) -> None:
    found = 0
    for row in of_copy(issue):
        text = issue.text_of(row.line).text
        if row.line["part"] == "body" and text[row.line["end"] : row.line["end"] + 1] in {"", "\n"}:
            found += 1
            assert stretched(row.sorts) == []
    assert found > 5


def stretched(sorts: Sequence[Sort]) -> list[str]:
    """Tell which neighbouring Han stand further apart than an em."""
    return [
        one.text + other.text
        for one, other in pairwise(sorts)
        if min(one.text, other.text) >= "一" and max(one.text, other.text) <= "鿿" and other.x - one.x > one.size + 0.02
    ]


def test_body_baselines_of_all_columns_stand_on_one_grid(issue: Composed) -> None:
    leading = points(issue.paper["grid"]["leading"])
    for label in issue.plates:
        found = [row.sorts[0] for (page, _, _), rows in columns(issue).items() if page == label for row in rows]
        assert len(found) > 40 or label != "01"
        assert off_grid(found, leading) == []


def test_the_columns_of_a_box_end_together(issue: Composed) -> None:
    leading = points(issue.paper["grid"]["leading"])
    faults = []
    for (page, box), ends in column_ends(issue, leading).items():
        if (page, box) not in issue.stepped:
            faults += [f"{page}/{box}: {fault}" for fault in uneven(ends, leading)]
    assert faults == []


def column_ends(issue: Composed, leading: float) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Return of every box, for each column, its last baseline and the white that a subhead left there.

    A subhead takes two lines of text with it, so it may leave as many rows blank as it and they would have needed.
    """
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    lasts: dict[tuple[str, str, int], float] = {}
    for row in issue.rows:
        if row.line["column"] >= 0:
            place = (row.line["page"], row.line["box"], row.line["column"])
            lasts[place] = max(lasts.get(place, 0.0), row.sorts[0].y)
    body = columns(issue, subheads=True)
    for (page, box, column), last in sorted(lasts.items()):
        onward = body.get((page, box, column + 1))
        moved = onward is not None and is_subhead(issue, onward[0])
        found.setdefault((page, box), []).append((last, 3 * leading if moved else 0.0))
    return found


def test_body_type_is_black_and_nothing_else(issue: Composed) -> None:
    for row in of_copy(issue):
        if row.line["part"] == "body":
            assert {sort.ink for sort in row.sorts} == {BLACK}
    inks = {sort.ink for page in issue.sorts.values() for sort in page}
    assert all(len(ink) == 4 for ink in inks)


def test_the_head_of_the_lead_is_half_as_large_again_as_the_next(sample: Composed) -> None:
    sizes = {
        line["box"]: max(run["size"] for run in line["runs"])
        for line in sample.all_lines
        if line["page"] == sample.labels[0] and line["part"] == "headline"
    }
    lead, following = sorted(sizes.values(), reverse=True)[:2]
    assert lead >= 1.5 * following


def test_few_lines_of_a_page_stay_blank(sample: Composed) -> None:
    grid = sample.paper["grid"]
    for page in sample.report["pages"]:
        assert page["free_lines"] <= 0.02 * int(grid["rows"]) * int(grid["columns"]), page["page"]


# Faults that the checks have to find


def test_a_mark_at_the_wrong_edge_is_found(first: Composed) -> None:
    row = next(row for row in of_copy(first) if row.line["part"] == "body" and len(row.sorts) > 8)
    texts = [sort.text for sort in row.sorts]
    assert forbidden([texts]) == []
    for mark in "。，、」”）·%":
        assert forbidden([[mark, *texts[1:]]])
    for mark in "（“《":
        assert forbidden([[*texts[:-1], mark]])
    assert forbidden([["—", "—", *texts]]) == []
    assert forbidden([["—", *texts]])


def test_a_broken_dash_or_figure_is_found() -> None:
    assert broken(["甲乙丙——", "丁161.52億"]) == []
    assert broken(["甲乙丙—", "—丁戊"])
    assert broken(["甲乙…", "…丙丁"])
    assert broken(["甲乙161", ".52億"])
    assert broken(["甲乙161.", "52億"])


def test_a_sort_that_moved_is_found(first: Composed) -> None:
    rows = edged(first)
    sorts, edge = rows[len(rows) // 2]
    last = sorts[-1]
    for moved in (-0.1, 0.1):
        spoiled = (*sorts[:-1], replace(last, x=last.x + moved, right=last.right + moved))
        assert unjustified([(spoiled, edge)])
    assert unjustified([(sorts[:-1], edge)])
    assert stretched([Sort("甲", 0, 0, 9, 9), Sort("乙", 9.1, 0, 18.1, 9)]) == ["甲乙"]
    sunk = [replace(sort, y=sort.y + 0.1) for sort in sorts]
    assert off_grid(sorts, 13.0) == []
    assert off_grid([sorts[0], *sunk], 13.0)


def test_columns_that_end_apart_are_found() -> None:
    assert uneven([(100.0, 0.0), (87.0, 0.0), (40.0, 0.0)], 13.0) == []
    assert uneven([(74.0, 0.0), (100.0, 0.0), (100.0, 0.0)], 13.0)
    assert uneven([(74.0, 39.0), (100.0, 0.0), (100.0, 0.0)], 13.0) == []


def test_owed_counts_a_hyphen_that_the_line_adds() -> None:
    line = {"start": 0, "end": 3, "runs": [{"start": 0, "end": 3}, {"start": 3, "end": 3}]}
    assert owed(line, "com-positor") == "com-"
