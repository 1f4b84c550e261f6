"""Notes below a story: their own leading, whole body lines, numbers that hang, marks that no line begins with."""

from __future__ import annotations

import itertools

from compositor.model.copy import ParagraphKind
from compositor.units import pt
from tests.makeup.blocks_desk import body, read
from tests.makeup.desk import EM, LINE, box, han, lines, look, made, style, texts

SMALL = look(note=style("note", pt(8), pt(10)), note_mark=style("note_mark", pt(6), rise=pt(3)))
NOTE = f"[^a]: {han(30)}"


def test_a_mark_never_begins_a_line() -> None:
    for before in range(8, 32):
        result = made(read(f"{han(before)}[^a]{han(15)}\n\n[^a]: 注"), box(rows=(1, 10)))
        assert not any(text.startswith("①") for text in texts(result, "body")[:-1]), before


def test_a_mark_is_not_parted_from_its_brackets_or_from_a_mark_before_it() -> None:
    for before in range(8, 32):
        result = made(read(f"{han(before)}。[^a]{han(15)}\n\n[^a]: 注"), box(rows=(1, 10)))
        assert not any(text.startswith(("。", "①")) for text in texts(result, "body")[:-1]), before


def test_no_gap_is_opened_before_a_mark() -> None:
    result = made(read(f"{han(7)}[^a]{han(1)}12345{han(14)}\n\n[^a]: 注"), box(rows=(1, 10)))
    first = lines(result, "body")[0].line
    assert first.justified
    advances = [advance for run in first.runs for advance in run.advances]
    at = first.text.index("①")
    assert advances[at - 1] == EM


def test_a_mark_is_raised_in_its_own_style() -> None:
    result = made(read(f"{han(5)}[^a]{han(3)}\n\n[^a]: 注"), box(rows=(1, 10), style=SMALL))
    runs = lines(result, "body")[0].line.runs
    assert [(run.text, run.size, run.rise) for run in runs] == [
        (han(5), EM, 0),
        ("①", pt(6), pt(3)),
        (han(3), EM, 0),
    ]


def test_notes_stand_below_the_copy_with_their_numbers_hanging() -> None:
    result = made(read(f"{han(15)}[^a]{han(5)}\n\n{NOTE}"), box(rows=(1, 10), style=SMALL))
    notes = lines(result, "body")[3:]
    assert [ink.line.text[0] for ink in notes] == ["①", *[ink.line.text[0] for ink in notes[1:]]]
    hang = pt(8) + pt(2)
    assert [ink.line.indent for ink in notes] == [0, *[hang] * (len(notes) - 1)]
    first = notes[0].line
    advances = [advance for run in first.runs for advance in run.advances]
    assert advances[0] == hang


def test_notes_take_whole_body_lines_and_end_on_the_grid() -> None:
    """Three lines of ten points take two body lines of fifteen."""
    result = made(read(f"{han(9)}[^a]{han(9)}\n\n[^a]: {han(30)}"), box(rows=(1, 10), style=SMALL))
    notes = lines(result, "body")[2:]
    assert len(notes) == 3
    assert [other.baseline - one.baseline for one, other in itertools.pairwise(notes)] == [pt(10), pt(10)]
    assert (notes[-1].baseline - lines(result, "body")[0].baseline) == 3 * LINE
    assert result.fit.story("walk").boxes[0].lines_used == 4


def test_white_stands_between_copy_and_notes_but_not_at_a_columns_top() -> None:
    spaced = look(note=style("note", pt(8), pt(10), space_before=LINE))
    result = made(read(f"{han(9)}[^a]{han(9)}\n\n[^a]: {han(30)}"), box(rows=(1, 10), style=spaced))
    assert result.fit.story("walk").boxes[0].lines_used == 5
    result = made(read(f"{han(9)}[^a]{han(20)}\n\n[^a]: {han(30)}"), box(columns=(1, 2), rows=(1, 3), style=spaced))
    assert result.fit.story("walk").boxes[0].lines_used == 5


def test_notes_flow_through_columns_and_jump_with_the_rest() -> None:
    notes = "\n\n".join(f"[^{n}]: {han(40)}{n}" for n in range(1, 7))
    marks = "".join(f"{han(12)}[^{n}]" for n in range(1, 7))
    one = read(f"{marks}{han(30)}。\n\n{notes}")
    result = made(one, box(columns=(1, 2), rows=(1, 10), style=SMALL), box(columns=(1, 3), rows=(1, 12), style=SMALL))
    (jump,) = result.jumps
    assert jump.to_page == "02"
    printed = "".join(text for page in range(2) for text in texts(result, "body", page))
    assert printed == "".join(one.parts[0].text.split())
    fit = result.fit.story("walk")
    assert fit.overset_characters == 0


def test_notes_that_find_no_room_are_overset() -> None:
    result = made(read(f"{han(99)}[^a]\n\n[^a]: {han(30)}"), box(rows=(1, 10), style=SMALL))
    fit = result.fit.story("walk")
    assert fit.overset_characters == 31
    assert fit.overset_lines >= 1


def test_notes_are_numbered_as_copy_refers_to_them() -> None:
    part = body("甲[^x]乙[^y]丙[^x]。\n\n[^x]: 一\n\n[^y]: 二")
    assert part.text == "甲①乙②丙①。\n①一\n②二"
    assert [paragraph.kind for paragraph in part.paragraphs] == [
        ParagraphKind.TEXT,
        ParagraphKind.NOTE,
        ParagraphKind.NOTE,
    ]


def test_marks_and_notes_lead_to_each_other() -> None:
    one = read(f"{han(5)}[^a]{han(40)}[^b]{han(3)}[^a]。\n\n[^a]: 一\n\n[^b]: 二")
    result = made(one, box(rows=(1, 5)), box(rows=(1, 10)))
    first, second = (page.links for page in result.pages)
    marks = [link for link in (*first, *second) if link.to_area is not None]
    assert [(link.area.x, link.to_page, link.title) for link in marks[:1]] == [(pt(50) + 5 * EM, "02", "①一")]
    areas = {link.title: link for link in marks}
    assert areas["①一"].to_area == areas[f"{han(5)}①"].area
    assert areas[f"{han(5)}①"].to_area == marks[0].area
    assert len(marks) == 5
