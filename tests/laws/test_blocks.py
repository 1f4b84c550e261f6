"""Laws of notes and tables: whatever a story has of them, its pages are sound, and no row and no note is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.makeup import pour
from compositor.makeup.tables import SetTable, TableRow, TableSetter
from compositor.model.copy import BoxCopy, Issue, JumpTarget, PageCopy, Story
from compositor.model.design import BoxStyle, Design, Grid, Template, TextBox
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws.composing import Proofs, composed
from tests.laws.strategies import Drawn, box_styles, examples, grids, paper, style
from tests.laws.words import HERE, MARKS, PLAIN, phrases
from tests.makeup.blocks_desk import read

FAULTS = (
    *("COPY_LOST", "COPY_DOUBLED", "COPY_CHANGED", "COPY_ORDER", "COPY_STRAY"),
    *("JUMP", "FIT_WRONG", "OFF_GRID", "OUTSIDE_BOX", "OUTSIDE_PAGE", "COLLISION", "LINE_SHORT"),
)
"""What no composed page may have, unless its copy is wider than its column (LINE_WIDE)."""

_CELLS = st.one_of(
    st.sampled_from(("", "12.5", "-3", "1,024", "99.75%", "—", "東城")),
    phrases(1, 4, (*PLAIN, *MARKS)).map(lambda text: text.replace("|", "")),
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of one to five columns and one to twenty rows."""
    columns = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(_CELLS, min_size=columns, max_size=columns), min_size=1, max_size=20))
    dashes = draw(st.lists(st.sampled_from(("---", ":--", ":-:", "--:")), min_size=columns, max_size=columns))
    lines = [[f"欄{number}" for number in range(columns)], dashes, *([row[0] or "甲", *row[1:]] for row in rows)]
    caption = [": 附表　各處情形"] if draw(st.booleans()) else []
    widths = [f'{{widths="{" ".join(["2"] * columns)}"}}'] if draw(st.booleans()) else []
    return "\n".join([*caption, *(f"| {' | '.join(row)} |" for row in lines), *widths])


@st.composite
def bodies(draw: st.DrawFn) -> Story:
    """A story of paragraphs, subheads, tables and notes, each in its turn."""
    words = phrases(4, 12, (*PLAIN, "。", "，")).map(lambda text: "河" + text)
    blocks = draw(st.lists(st.one_of(words, words, tables(), words.map(lambda text: f"## {text[:9]}")), max_size=7))
    count = draw(st.integers(0, 4))
    marked = [f"{draw(words)}[^{number}]{draw(words)}" for number in range(count)]
    notes = [f"[^{number}]: {draw(words) * draw(st.integers(1, 4))}" for number in range(count)]
    return read("\n\n".join(["河岸", *blocks, *marked, *notes]))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A story with notes and tables that runs through one to three boxes."""
    grid = draw(grids())
    look = _look(draw, draw(box_styles(grid, "default")), grid)
    count = draw(st.integers(1, 3))
    pages, templates = [], {}
    for number in range(1, count + 1):
        rows = (1, draw(st.integers(3, grid.rows)))
        flow = draw(st.integers(1, 3)) if grid.columns > 1 else 1
        way = draw(st.sampled_from((Direction.HORIZONTAL, Direction.HORIZONTAL, Direction.VERTICAL)))
        if rows[1] * grid.leading < 10 * grid.size:  # no jump line has room down the page: that is told, rightly
            way = Direction.HORIZONTAL
        box = TextBox("text", (1, grid.columns), rows, flow, look, HERE, balance=draw(st.booleans()), direction=way)
        label = f"{number:02d}"
        onward = JumpTarget(f"{number + 1:02d}", "text", HERE) if number < count else None
        copy = BoxCopy("text", HERE, "" if number > 1 else "walk", "walk" if number > 1 else "", onward)
        templates[label] = Template(label, (box,), (), HERE)
        pages.append(PageCopy(number, label, "", label, (), (copy,), HERE))
    story = draw(bodies())
    issue = Issue("drawn", "issue.yaml", "drawn", date(2019, 11, 15), 0, "", (), tuple(pages), (story,))
    return Drawn(issue, Design(paper(grid, Wording()), templates))


def _look(draw: st.DrawFn, look: BoxStyle, grid: Grid) -> BoxStyle:
    size = draw(st.sampled_from((grid.size, grid.size - pt(1), grid.size - pt(2))))
    white = draw(st.sampled_from((0, grid.leading // 2, grid.leading)))
    styles = dict(look.styles)
    styles["note"] = style("note", size, draw(st.sampled_from((grid.leading, size * 4 // 3))), space_before=white)
    styles["note_mark"] = style("note_mark", size - pt(2), grid.leading, rise=pt(2))
    styles["table"] = style("table", size, grid.leading, space_before=white, space_after=white)
    return replace(look, styles=styles, row_rule=draw(st.sampled_from((0, pt("0.1")))))


def unsound(proofs: Proofs) -> list[str]:
    """Yield what proof finds wrong with the pages; lines that are too wide may run over others."""
    wide = bool(proofs.found("LINE_WIDE", "HEAD_WIDE"))
    found = proofs.found(*FAULTS)
    return [str(one) for one in found if not (wide and one.code in {"COLLISION", "OUTSIDE_BOX", "OUTSIDE_PAGE"})]


def parted_wrongly(proofs: Proofs) -> Iterator[str]:
    """Yield rows that stand in two columns, and rows at a column's top without the head of their table above."""
    body = proofs.issue.stories[0].part("body")
    assert body is not None
    ink = [(page.label, one) for page in proofs.made.pages for one in page.ink if isinstance(one, SetLine)]
    copy = [(label, one) for label, one in ink if one.part == "body"]
    heads = {(label, one.column) for label, one in ink if one.part == "table_head"}
    for table in (paragraph.table for paragraph in body.paragraphs if paragraph.table is not None):
        where = []
        for row in table.rows:
            span = range(row[0].start, max(row[-1].end, row[0].start + 1))
            where.append({(label, one.column) for label, one in copy if one.line.start in span})
        for number, columns in enumerate(where):
            if len(columns) > 1:
                yield f"row {number} stands in {sorted(columns)}"
            if not columns <= heads | where[0]:
                yield f"row {number} stands without its head"


@given(drawn())
@examples(60)
def test_law_pages_with_notes_and_tables_are_sound(one: Drawn) -> None:
    assert unsound(composed(one)) == []


@given(drawn())
@examples(40)
def test_law_rows_stay_whole_under_their_head(one: Drawn) -> None:
    assert list(parted_wrongly(composed(one))) == []


@pytest.fixture
def parted() -> Drawn:
    """A story whose table is parted by a column's foot and by a jump, with two notes below."""
    rows = "\n".join(f"| 第{n}街 | {n}.5 |" for n in range(30))
    body = (
        f"{'沿河步道早晨' * 12}[^a]。\n\n| 街 | 數 |\n|---|---|\n{rows}\n\n河岸[^b]。\n\n[^a]: 注一。\n\n[^b]: 注二。"
    )
    grid = Grid(columns=2, measure=pt(108), gutter=pt(12), size=pt(9), leading=pt(13), rows=12, left=pt(40), top=pt(42))
    names = "body subhead headline jump_head jump_line continued_line byline strong kai dateline".split()
    look = BoxStyle("default", {name: style(name, pt(9), pt(13)) for name in names})
    box = TextBox("text", (1, 2), (1, 12), 2, look, HERE)
    start = BoxCopy("text", HERE, story="walk", jump=JumpTarget("02", "text", HERE))
    pages = tuple(
        PageCopy(number, f"0{number}", "", "page", (), (copy,), HERE)
        for number, copy in ((1, start), (2, BoxCopy("text", HERE, continues="walk")))
    )
    issue = Issue("drawn", "issue.yaml", "drawn", date(2019, 11, 15), 0, "", (), pages, (read(body),))
    return Drawn(issue, Design(paper(grid, Wording()), {"page": Template("page", (box,), (), HERE)}))


def test_the_parted_story_is_sound(parted: Drawn) -> None:
    proofs = composed(parted)
    assert unsound(proofs) == []
    assert list(parted_wrongly(proofs)) == []
    assert len(proofs.made.jumps) == 1


def test_a_row_lost_at_a_parting_is_found(parted: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = SetTable.after_rows
    monkeypatch.setattr(SetTable, "after_rows", lambda table, count: sound(table, count + 1))
    assert any("COPY_LOST" in fault for fault in unsound(composed(parted)))


def test_a_cell_that_is_not_set_is_found(parted: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = TableSetter.row

    def short(*given: Any) -> TableRow:
        row = sound(*given)
        return replace(row, lines=row.lines[:-1])

    monkeypatch.setattr(TableSetter, "row", short)
    assert any("COPY_LOST" in fault for fault in unsound(composed(parted)))


def test_a_head_that_is_not_repeated_is_found(parted: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = TableRow((), 1, 0)
    sound = SetTable.after_rows

    def headless(table: SetTable, count: int) -> SetTable | None:
        rest = sound(table, count)
        return replace(rest, head=bare) if rest else None

    monkeypatch.setattr(SetTable, "after_rows", headless)
    assert "stands without its head" in " ".join(parted_wrongly(composed(parted)))


def test_a_note_that_is_not_poured_is_found(parted: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = pour._Spout.notes
    monkeypatch.setattr(pour._Spout, "notes", lambda spout, lines: sound(spout, lines[:-1]))
    assert any("COPY_LOST" in fault and "注二" in fault for fault in unsound(composed(parted)))
