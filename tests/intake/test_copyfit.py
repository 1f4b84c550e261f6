"""What copy-fitting may do, as it is typed: ``fit``, ``jumps``, ``jump: auto``, ``fillers``, ``{optional}``."""

from __future__ import annotations

import pytest

from compositor.errors import CopyError
from compositor.intake.faults import Code
from compositor.intake.fit_forms import FIT
from compositor.model.copy import Normalisation
from compositor.model.ways import APPLICABLE, JUMPS, Allowance, JumpPolicy, Way
from tests.intake.desk import FILES, LEAD, MANIFEST, PAPER, Desk
from tests.intake.test_story import body_of, read

_STORY = "---\nheadline: 補白\n---\n一句老話。\n"


def test_nothing_is_allowed_where_nothing_is_said(desk: Desk) -> None:
    found = desk.read()
    assert found.design.paper.fit == ()
    assert found.design.paper.jumps == JUMPS
    assert found.issue.fit is None
    assert found.issue.story("lead").fit is None
    assert not any(copy.jump_auto for page in found.issue.pages for copy in page.boxes)


def test_ways_keep_the_order_in_which_they_are_typed(desk: Desk) -> None:
    desk.write(PAPER, FILES[PAPER] + "fit: {rows: 2, tighten: all, jump: auto}\n")
    desk.write(MANIFEST, FILES[MANIFEST] + "fit: {drop: 1}\n")
    desk.write(LEAD, FILES[LEAD].replace("---\n", "---\nfit: {crop: 3, fill: all}\n", 1))
    found = desk.read()
    assert found.design.paper.fit == (Allowance(Way.ROWS, 2), Allowance(Way.TIGHTEN, 0), Allowance(Way.JUMP, 0))
    assert found.issue.fit == (Allowance(Way.DROP, 1),)
    assert found.issue.story("lead").fit == (Allowance(Way.CROP, 3), Allowance(Way.FILL, 0))


@pytest.mark.parametrize("typed", ["{cut: 3}", "{rows: 0}", "{rows: viele}", "{jump: 02}", "[rows]"])
def test_what_is_no_way_or_no_limit_is_a_fault(desk: Desk, typed: str) -> None:
    desk.write(MANIFEST, FILES[MANIFEST] + f"fit: {typed}\n")
    with pytest.raises(CopyError) as raised:
        desk.read()
    assert len(raised.value.faults) == 1
    place = raised.value.faults[0].place
    assert place is not None
    assert place.line == FILES[MANIFEST].count("\n") + 1


def test_the_policy_of_jumps_is_the_papers(desk: Desk) -> None:
    desk.write(PAPER, FILES[PAPER] + "jumps: {per_story: 2, front: 1, same_section: false, before: 4, after: 5}\n")
    assert desk.read().design.paper.jumps == JumpPolicy(2, 1, False, 4, 5)


def test_a_jump_may_be_left_to_the_engine(desk: Desk) -> None:
    manifest = FILES[MANIFEST].replace("jump: 02/rest", "jump: auto")
    desk.write(MANIFEST, manifest.replace("      rest: {continues: lead, jump_head: 其餘}\n", ""))
    main = desk.read().issue.pages[0].boxes[0]
    assert main.jump_auto
    assert main.jump is None


def test_a_box_that_continues_a_story_whose_jump_is_left_to_the_engine_is_a_fault(desk: Desk) -> None:
    desk.write(MANIFEST, FILES[MANIFEST].replace("jump: 02/rest", "jump: auto"))
    with pytest.raises(CopyError) as raised:
        desk.read()
    assert [fault.code for fault in raised.value.faults] == [Code.JUMP_CONTRADICTED]


def test_fillers_are_read_but_not_placed(desk: Desk) -> None:
    desk.write(MANIFEST, FILES[MANIFEST] + "fillers: [proverb]\n")
    desk.write("issues/day/stories/proverb.md", _STORY)
    found = desk.read()
    assert [story.slug for story in found.issue.fillers] == ["proverb"]
    assert all(story.slug != "proverb" for story in found.issue.stories)
    assert not [one for one in found.findings if one.code == Code.STANDBY]


def test_adverts_of_the_house_are_read_but_not_placed(desk: Desk) -> None:
    desk.write(MANIFEST, FILES[MANIFEST] + "house_adverts: [{advert: pictures/plant.png, alt: 訂報}]\n")
    found = desk.read()
    (advert,) = found.issue.house
    assert (advert.name, advert.alt) == ("house-1", "訂報")
    assert advert.asset is not None
    assert advert.framing.whole
    assert found.design.paper.advert_label == "廣告"


def test_a_filler_that_is_not_there_is_a_fault(desk: Desk) -> None:
    desk.write(MANIFEST, FILES[MANIFEST] + "fillers: [proverb]\n")
    with pytest.raises(CopyError) as raised:
        desk.read()
    assert [fault.code for fault in raised.value.faults] == [Code.FILE_MISSING]


@pytest.mark.parametrize(
    ("typed", "text", "turn", "looseness"),
    [
        ("今天。{optional}", "今天。", 1, 0),
        ("今天。{optional=3}", "今天。", 3, 0),
        ("今天。 {looseness=-1}{optional=2}", "今天。", 2, -1),
        ("今天。{optional} {looseness=1}", "今天。", 1, 1),
        ("今{optional}天。", "今{optional}天。", 0, 0),
        ("今天。\\{optional}", "今天。{optional}", 0, 0),
    ],
)
def test_a_paragraph_may_be_optional(typed: str, text: str, turn: int, looseness: int) -> None:
    body = body_of(typed)
    assert body.text == text
    assert [(one.optional, one.looseness) for one in body.paragraphs] == [(turn, looseness)]
    assert all(piece.rule is Normalisation.MARKUP for piece in body.source.pieces)


@pytest.mark.parametrize(
    "typed", ["今天。{optional=零}", "今天。{optional=0}", "今天。{optional=100}", "## 今天{optional}"]
)
def test_a_turn_that_cannot_be_read_is_a_fault(typed: str) -> None:
    faults = read(f"---\nheadline: 題\n---\n{typed}")[1]
    (fault,) = faults.stopping
    assert fault.code == Code.OPTIONAL_SYNTAX
    assert str(fault.place) == f"story.md:4:{typed.index('{') + 1}"


def test_what_may_be_allowed_is_what_the_engine_does_by_itself() -> None:
    assert {key.name for key in FIT.keys} == {way.value for way in APPLICABLE}
