"""Settings of composition: of the paper, of a style, of a story; the nearest that speaks counts."""

from __future__ import annotations

import pytest

from compositor.intake.composition import KEYS
from compositor.model.copy import Normalisation
from compositor.model.design import Style, TextBox
from compositor.model.settings import Hanging, Keep, Kinsoku, LineStart, MarkWidth, Posture, SingleLines
from compositor.plan.threads import threads
from tests.intake.desk import LEAD, PAPER, Desk

_ALL = (
    "kinsoku: loose, rescue: false, mark_width: half, tight_pairs: true, line_start: keep, hanging: all, "
    "squeeze_stops: false, latin_gap: 0.25em, latin_gap_most: 0.5em, latin_gap_fixed: true, latin_grid: true, "
    "hyphenate: false, keep: [dates], part_long_dashes: false, ellipsis_line: true, single_lines: avoid, "
    "abreast: 2, long_numbers: upright, upright_letters: 4"
)
_READ = {
    "kinsoku": Kinsoku.LOOSE,
    "rescue": False,
    "mark_width": MarkWidth.HALF,
    "tight_pairs": True,
    "line_start": LineStart.KEEP,
    "hanging": Hanging.ALL,
    "squeeze_stops": False,
    "latin_gap": 250,
    "wide_latin_gap": 250,
    "latin_gap_most": 500,
    "latin_gap_fixed": True,
    "latin_grid": True,
    "hyphenate": False,
    "keep": (Keep.DATES,),
    "part_long_dashes": False,
    "abreast": 2,
    "long_numbers": Posture.UPRIGHT,
    "upright_letters": 4,
    "ellipsis_line": True,
    "single_lines": SingleLines.AVOID,
}


def style(desk: Desk, part: str = "body", box: str = "main") -> Style:
    """Return the style in which a part of the lead is set."""
    made = desk.read()
    thread = next(thread for thread in threads(made.issue, made.design) if thread.story == "lead")
    found = next(one.box for one in thread.boxes if one.box.name == box)
    return found.style.style(part)


def told(one: Style) -> dict[str, object]:
    return {name: getattr(one, name) for name in _READ}


def test_every_key_is_read() -> None:
    assert {key.name for key in KEYS} == set(_READ) - {"wide_latin_gap"}
    assert all(f"{key.name}:" in _ALL for key in KEYS)


def test_a_paper_lays_down_the_settings_of_all_its_styles(desk: Desk) -> None:
    assert told(style(desk)) != _READ
    desk.change(PAPER, "styles:\n  body:", f"composition: {{{_ALL}}}\nstyles:\n  body:")
    assert told(style(desk)) == _READ
    assert told(style(desk, "headline")) == _READ
    assert style(desk, "cutline").latin_gap == 200  # the style's own


def test_a_style_has_settings_of_its_own(desk: Desk) -> None:
    desk.change(PAPER, "leading: 14pt, indent: 2em}", f"leading: 14pt, indent: 2em, {_ALL}}}")
    assert told(style(desk)) == _READ
    assert style(desk, "headline").kinsoku is Kinsoku.GB


def test_a_story_has_settings_of_its_own_in_every_box_but_not_for_its_heads(desk: Desk) -> None:
    desk.change(LEAD, "byline: 某某\n", f"byline: 某某\ncomposition: {{{_ALL}}}\n")
    assert told(style(desk)) == told(style(desk, box="rest")) == _READ
    assert told(style(desk, "strong")) == told(style(desk, "cutline")) == _READ
    assert style(desk, "headline").kinsoku is style(desk, "subhead").kinsoku is Kinsoku.GB
    made = desk.read()
    box = made.design.templates["front"].box("main")
    assert isinstance(box, TextBox)
    assert box.style.style("body").kinsoku is Kinsoku.GB


def test_the_gap_is_an_eighth_or_in_wide_lines_a_quarter_unless_something_else_is_said(desk: Desk) -> None:
    body = style(desk)
    assert (body.latin_gap, body.wide_latin_gap) == (125, 250)


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ("kinsoku: losse", "NOT_A_CHOICE", 23),
        ("latin_gap: 2pt", "NOT_A_LENGTH", 25),
        ("latin_gap: 0.6em", "OUT_OF_RANGE", 25),
        ("keep: [dates, words]", "NOT_A_CHOICE", 28),
        ("hanging: true", "NOT_A_CHOICE", 23),
        ("rescue: 1", "WRONG_TYPE", 22),
        ("kinsuko: gb", "UNKNOWN_KEY", 14),
        ("fullwidth: wide", "NOT_A_CHOICE", 25),
    ],
)
def test_faults_in_settings_have_their_place(desk: Desk, typed: str, code: str, column: int) -> None:
    desk.change(LEAD, "byline: 某某\n", f"composition: {{{typed}}}\n")
    assert desk.told() == [f"{code} issues/day/stories/lead.md:7:{column + 1}"]


WIDE = "在２０１９年１１月，ＧＤＰ增長１２．５％，達１，２３４億元，見第３，４版。"
NARROW = "在2019年11月，GDP增長12.5％，達1,234億元，見第3，4版。"


def body_of(desk: Desk) -> str:
    part = desk.read().issue.story("lead").part("body")
    assert part is not None
    return part.text


def test_full_width_latin_stays_unless_a_paper_or_a_story_asks_for_proportional(desk: Desk) -> None:
    desk.change(LEAD, "第一段，有", WIDE)
    assert WIDE in body_of(desk)
    desk.change(PAPER, "styles:\n  body:", "composition: {fullwidth: narrow}\nstyles:\n  body:")
    assert NARROW in body_of(desk)
    desk.write(
        LEAD, (desk.root / LEAD).read_text("utf-8").replace("byline: 某某\n", "composition: {fullwidth: keep}\n")
    )
    assert WIDE in body_of(desk)


def test_narrowed_letters_are_recorded_and_found_again_in_the_file(desk: Desk) -> None:
    desk.change(LEAD, "第一段，有", "第一段，有ＧＤＰ，")
    desk.write(
        LEAD,
        (desk.root / LEAD)
        .read_text("utf-8")
        .replace("主題一 主題二", "Ａ１ 主題")
        .replace("headline_lines: [主題一, 主題二]\n", "composition: {fullwidth: narrow}\n"),
    )
    story = desk.read().issue.story("lead")
    body, headline = story.part("body"), story.part("headline")
    assert body is not None
    assert headline is not None
    assert headline.text.startswith("A1")
    piece = next(piece for piece in body.source.pieces if piece.rule is Normalisation.FULLWIDTH_LATIN)
    assert body.text[piece.start : piece.end] == "GDP"
    typed = (desk.root / LEAD).read_text("utf-8")
    assert typed[piece.source_start : piece.source_end] == "ＧＤＰ"
