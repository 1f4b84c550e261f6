"""Lines that run round something: what is left of each row, and what stands where it doesn't suffice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.makeup import MadeUp
from compositor.makeup.columns import text_area
from compositor.makeup.pages import in_order
from compositor.model.copy import BoxCopy, Picture, Story
from compositor.model.design import BLACK, Area, PictureBox, TextBox
from compositor.model.page import Tint
from compositor.model.rounds import Point, Round, Sides
from compositor.model.settings import Direction
from tests.makeup.desk import EM, GRID, HERE, LINE, LOOK, box, composed, han, issue_of, lines, part, story, texts

X, Y = GRID.left, GRID.top
Placed = tuple[int, int, int]
"""Row, and from where to where in ems of the box."""


def rectangle(left: int, right: int, rows: tuple[int, int]) -> tuple[Point, ...]:
    """From em to em of the page's type area, and from row to row, both inside."""
    x0, x1, y0, y1 = X + left * EM, X + right * EM, GRID.row_y(rows[0]), GRID.row_y(rows[1] + 1)
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def around(
    outline: tuple[Point, ...], *, gap: int = EM, air: int = 0, least: int = 3, sides: Sides = Sides.BOTH
) -> Round:
    return Round("photo", outline, gap, air, least * EM, sides)


def made(one: Story, text: TextBox) -> MadeUp:
    """A page with the box, and a picture that its lines run round."""
    issue, design = issue_of(one, text)
    page = replace(
        issue.pages[0], boxes=(*issue.pages[0].boxes, BoxCopy("photo", HERE, picture=Picture("photo", HERE, "")))
    )
    template = design.templates["01"]
    photo = PictureBox("photo", text.columns, text.rows, LOOK, HERE)
    template = replace(template, boxes=(*template.boxes, photo))
    return composed(replace(issue, pages=(page,)), replace(design, templates={"01": template}))


def rows(text: TextBox, first: int, last: int) -> list[Placed]:
    found = []
    for column in text_area(text, GRID).columns:
        for row in range(max(first, column.row), min(last + 1, column.foot)):
            found += [(row, (x - X) // EM, (x + measure - X) // EM) for x, measure in column.places(row)]
    return sorted(found)


def wide(*rounds: Round) -> TextBox:
    """One column of text of 21 ems."""
    return box(columns=(1, 2), rows=(1, 10), flow=1, rounds=rounds)


def test_lines_are_shorter_beside_it_and_whole_over_and_under() -> None:
    text = wide(around(rectangle(12, 21, (3, 4))))
    assert rows(text, 2, 5) == [(2, 0, 21), (3, 0, 11), (4, 0, 11), (5, 0, 21)]


def test_a_row_of_white_is_left_over_and_under() -> None:
    text = wide(around(rectangle(12, 21, (3, 4)), air=LINE - (LINE - EM) // 2))
    assert [right for _, _, right in rows(text, 1, 6)] == [21, 11, 11, 11, 11, 21]


def test_lines_run_on_both_sides_where_both_have_the_least_measure() -> None:
    text = wide(around(rectangle(8, 12, (3, 3))))
    assert rows(text, 3, 3) == [(3, 0, 7), (3, 13, 21)]
    text = wide(around(rectangle(8, 12, (3, 3)), least=8))
    assert rows(text, 3, 3) == [(3, 13, 21)]


@pytest.mark.parametrize(
    ("sides", "left"),
    [(Sides.LEFT, [(3, 0, 7)]), (Sides.RIGHT, [(3, 13, 21)]), (Sides.WIDER, [(3, 13, 21)])],
)
def test_lines_run_on_the_sides_that_are_asked_for(sides: Sides, left: list[Placed]) -> None:
    assert rows(wide(around(rectangle(8, 12, (3, 3)), sides=sides)), 3, 3) == left


def test_copy_jumps_over_what_leaves_too_little_on_either_side() -> None:
    text = wide(around(rectangle(3, 19, (3, 4))))
    assert rows(text, 2, 5) == [(2, 0, 21), (5, 0, 21)]
    assert [(column.row, column.rows) for column in text_area(text, GRID).columns] == [(1, 2), (5, 6)]


def test_a_measure_beside_it_is_whole_ems_at_the_edge_of_its_column() -> None:
    x0 = X + 8 * EM + EM // 3
    outline = ((x0, GRID.row_y(3)), (x0 + 4 * EM, GRID.row_y(3)), (x0 + 4 * EM, GRID.row_y(4)), (x0, GRID.row_y(4)))
    assert rows(wide(around(outline)), 3, 3) == [(3, 0, 7), (3, 14, 21)]


def test_it_may_stand_in_parts_of_several_columns() -> None:
    text = box(columns=(1, 2), rows=(1, 10), rounds=(around(rectangle(6, 16, (3, 4))),))
    assert rows(text, 3, 3) == [(3, 0, 5), (3, 17, 21)]


def test_a_column_beside_it_keeps_no_more_than_the_gutter_from_it() -> None:
    text = box(columns=(1, 2), rows=(1, 10), rounds=(around(rectangle(11, 21, (3, 4)), gap=2 * EM),))
    assert rows(text, 3, 3) == [(3, 0, 10)]


def test_lines_run_along_a_contour_by_its_outermost_point_beside_each() -> None:
    """A triangle whose left side goes from its foot at 6 ems to its top at 12."""
    corners = ((X + 12 * EM, GRID.row_y(3)), (X + 21 * EM, GRID.row_y(7)), (X + 6 * EM, GRID.row_y(7)))
    text = wide(around(corners, gap=0, sides=Sides.LEFT))
    assert [right for _, _, right in rows(text, 3, 6)] == [10, 9, 7, 6]


def test_in_a_vertical_box_tiers_are_shorter_beside_it() -> None:
    """The lines of the second column of the grid, from above: only those over which it lies are cut."""
    text = box(
        columns=(1, 2),
        rows=(1, 20),
        direction=Direction.VERTICAL,
        flow=1,
        rounds=(Round("photo", rectangle(0, 10, (11, 20)), EM, 0, 3 * EM),),
    )
    result = made(story(part("body", han(600))), text)
    measures = [(line.x - X, line.line.measure // EM) for line in lines(result, "body")]
    assert {measure for x, measure in measures if x > 10 * EM} == {29}
    assert {measure for x, measure in measures if x < 10 * EM} == {14 - 1}


def test_a_paragraph_is_broken_as_a_whole_over_lines_of_several_measures() -> None:
    copy = han(21 * 2 + 11 * 2 + 21)
    result = made(story(part("body", copy)), wide(around(rectangle(12, 21, (3, 4)))))
    assert [len(text) for text in texts(result, "body")] == [21, 21, 11, 11, 21]
    assert all(line.line.justified and line.line.measure == line.line.width for line in lines(result, "body")[:-1])


def test_a_paragraph_that_meets_nothing_is_set_as_ever() -> None:
    copy = part("body", han(50), han(100))
    plain, beside = (made(story(copy), text) for text in (wide(), wide(around(rectangle(12, 21, (9, 9))))))
    assert [line.line for line in lines(plain, "body")][:8] == [line.line for line in lines(beside, "body")][:8]


def test_copy_reads_across_what_it_stands_on_both_sides_of() -> None:
    copy = han(21 * 2 + 7 + 8 + 21)
    result = made(story(part("body", copy)), wide(around(rectangle(8, 12, (3, 3)))))
    assert [(line.row, (line.x - X) // EM) for line in lines(result, "body")] == [
        (0, 0),
        (1, 0),
        (2, 0),
        (2, 13),
        (3, 0),
    ]
    assert "".join(texts(result, "body")) == copy


def test_a_subhead_stands_in_what_all_of_its_rows_have() -> None:
    body = part("body", han(42), han(13), han(60), subheads=(1,))
    result = made(story(body), wide(around(rectangle(12, 21, (3, 6)))))
    assert texts(result, "body")[2:4] == [han(13)[:7], han(13)[7:]] or len(texts(result, "body")[2]) <= 11
    assert all(line.line.width <= 11 * EM for line in lines(result, "body")[2:4])


def test_the_head_stands_where_nothing_is_in_its_way() -> None:
    text = box(columns=(1, 2), rows=(1, 10), rounds=(around(rectangle(6, 16, (1, 2))),))
    result = made(story(part("headline", "主題"), part("body", han(60))), text)
    (head,) = lines(result, "headline")
    assert head.baseline > GRID.row_y(3)


def test_the_byline_stands_where_it_has_room() -> None:
    copy = story(part("byline", "本報記者沿河某甲"), part("body", han(21 * 2 + 6)))
    result = made(copy, wide(around(rectangle(7, 21, (3, 4)))))
    (byline,) = lines(result, "byline")
    assert (byline.row, byline.x + byline.line.width) == (4, X + 21 * EM)


def tint(name: str) -> Tint:
    return Tint(Area(0, 0, 1, 1), BLACK, name)


def test_what_lies_over_another_is_painted_after_all_of_it() -> None:
    ink = [tint(name) for name in ("seal", "lead", "photo", "lead")]
    assert [one.box for one in in_order(ink, {})] == ["seal", "lead", "photo", "lead"]
    assert [one.box for one in in_order(ink, {"seal": ("lead",)})] == ["lead", "photo", "lead", "seal"]
    assert [one.box for one in in_order(ink, {"seal": ("photo",)})] == ["lead", "photo", "seal", "lead"]
    over = {"lead": ("photo",), "photo": ("seal",)}
    assert [one.box for one in in_order(ink, over)] == ["seal", "photo", "lead", "lead"]
    assert [one.box for one in in_order(ink, {"seal": ("nobody",)})] == [one.box for one in ink]
