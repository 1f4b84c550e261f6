"""Pages released one by one (付印): frozen, versions raised only by change, and nothing else makes them disagree."""

from __future__ import annotations

import hashlib
import shutil

import jsonschema
import pikepdf
import pytest

from compositor import report
from compositor.release import alone
from tests.release.conftest import EARLY
from tests.release.eight import DATE, SENTENCES, Desk

pytestmark = pytest.mark.slow

_SIX = "  - section: 第6\n    template: inside\n    boxes:\n      main: {story: story"
_SEVEN = "  - section: 第7\n    template: inside\n    boxes:\n      main: {story: story"


def plate(page: str, version: int = 1) -> str:
    return f"night-20240520-{page}{f'-v{version}' if version > 1 else ''}.pdf"


def longer(night: Desk) -> None:
    """Put a sentence into the first part of the story that jumps: what follows it moves to page two."""
    night.correct("lead", SENTENCES[0], SENTENCES[0] + "等船的人站成一排，沒有人說話。")


def swapped(night: Desk) -> None:
    """Let the stories of pages six and seven change places; the index on page one names that of page six."""
    night.plan(f"{_SIX}6}}", f"{_SIX}seven}}")
    night.plan(f"{_SEVEN}7}}", f"{_SEVEN}6}}")
    night.plan("storyseven", "story7")


# Release


def test_a_release_freezes_plates_and_says_so(night: Desk) -> None:
    assert [(entry["event"], entry["page"], entry["version"]) for entry in night.ledger] == [
        ("release", page, 1) for page in EARLY
    ]
    for entry in night.ledger:
        frozen = (night.issue / "released" / entry["file"]).read_bytes()
        assert hashlib.sha256(frozen).hexdigest() == entry["plate"] == night.press[plate(entry["page"])]
        assert entry["bytes"] == len(frozen)
        assert (entry["by"], entry["at"]) == ("夜班", f"{DATE}T21:00:00+08:00")
        assert entry["sheet"]["width_mm"] == 136


def test_ink_is_measured(night: Desk) -> None:
    assert all(95 <= entry["ink"] <= 220 for entry in night.ledger)


def test_a_page_in_error_is_refused_and_the_others_go(night: Desk) -> None:
    night.correct("story7", SENTENCES[0], SENTENCES[0] * 12)
    said = night.release("7,8")
    assert said.code == 4
    assert "OVERSET" in said.err
    assert [(entry["event"], entry["page"]) for entry in night.ledger[-2:]] == [("refusal", "07"), ("release", "08")]
    assert plate("07") not in night.press
    assert not (night.issue / "released" / plate("07")).exists()


def test_a_page_is_told_what_holds_it_back_on_another(night: Desk) -> None:
    night.correct("lead", SENTENCES[0], SENTENCES[0] * 6)
    said = night.release("1")
    assert said.code == 4
    assert "01  refused" in said.out
    assert "left over after box rest on page 2" in said.err
    assert night.ledger[-1]["why"] == ["OVERSET"]


def test_the_same_again_changes_nothing(night: Desk) -> None:
    before = (night.ledger, night.press)
    said = night.release("5", at="22:00")
    assert said.code == 0
    assert "05  as released" in said.out
    assert (night.ledger, night.press) == before


@pytest.mark.parametrize(("words", "told"), [(("--at", "half past"), "half past"), (("--pages", "77"), "77")])
def test_wrong_usage_writes_nothing(night: Desk, words: tuple[str, str], told: str) -> None:
    before = (night.ledger, night.press)
    said = night.release("5", *words)
    assert said.code == 2
    assert told in said.err
    assert (night.ledger, night.press) == before


# A frozen page


def test_a_corrected_page_keeps_its_plate(night: Desk) -> None:
    before = night.press
    night.correct("story5", "豆角", "黃瓜")
    night.correct("story8", "豆角", "黃瓜")
    said = night.compose()
    assert said.code == 0
    assert "RELEASED_CHANGED: page 05 was released as version 1 at 21:00 by 夜班" in said.err
    assert "it differs in main\n" in said.err
    assert [name for name in before if night.press[name] != before[name]] == [plate("08")]
    assert [finding["page"] for finding in night.report["findings"] if finding["code"] == "RELEASED_CHANGED"] == ["05"]
    jsonschema.Draft202012Validator(report.schema()).validate(night.report)
    told = {one["page"]: (one["version"], one["changed"]) for one in night.report["releases"]}
    assert told == {"02": (1, False), "04": (1, False), "05": (1, True), "06": (1, False)}
    page = (night.made / "report.html").read_text(encoding="utf-8")
    assert page.count("changed; the plate stays") == 1


def test_an_error_after_the_release_takes_no_plate_away(night: Desk) -> None:
    before = night.press
    night.correct("story5", SENTENCES[0], SENTENCES[0] * 12)
    said = night.compose()
    assert said.code == 4
    assert night.press[plate("05")] == before[plate("05")]


def test_a_change_of_the_printing_is_a_change_of_the_page(night: Desk) -> None:
    before = night.press
    night.paper("press: {marks: [crop]}\n")
    said = night.compose()
    assert said.err.count("RELEASED_CHANGED") == len(EARLY)
    assert "profile, faces, marks or program" in said.err
    assert all((night.press[plate(page)] == before[plate(page)]) == (page in EARLY) for page in ("01", *EARLY, "08"))


def test_a_plate_that_was_lost_is_made_again_to_the_byte(night: Desk) -> None:
    before = night.press
    (night.issue / "released" / plate("05")).unlink()
    (night.made / "press" / plate("05")).write_bytes(b"damaged")
    assert night.release("5", at="22:00").code == 0
    assert night.press == before
    assert (night.issue / "released" / plate("05")).is_file()


def test_a_plate_that_is_lost_for_good_is_told(night: Desk) -> None:
    before = night.press
    (night.issue / "released" / plate("05")).write_bytes(b"damaged")
    night.correct("story5", "豆角", "黃瓜")
    said = night.compose()
    assert "error: RELEASED_LOST: page 05" in said.err
    assert night.press[plate("05")] == before[plate("05")]


def test_a_page_that_went_from_the_plan_keeps_its_plate(night: Desk) -> None:
    night.plan("  - section: 第4", '  - label: "14"\n    section: 第4')
    said = night.compose()
    assert "the issue has no such page any more" in said.err
    assert plate("04") in night.press


# Replacement (換版)


def test_a_changed_page_is_replaced_only_when_asked(night: Desk) -> None:
    night.correct("story5", "豆角", "黃瓜")
    said = night.release("5", at="22:00")
    assert said.code == 4
    assert "error: RELEASED_CHANGED: page 05" in said.err
    assert night.ledger[-1]["event"] == "refusal"
    said = night.release("5", "--replace", at="22:05")
    assert said.code == 0
    assert (night.ledger[-1]["event"], night.ledger[-1]["version"], night.ledger[-1]["why"]) == (
        "replacement",
        2,
        ["main"],
    )
    assert plate("05") not in night.press
    assert night.press[plate("05", 2)] == night.ledger[-1]["plate"]


def test_only_what_changed_is_a_new_version(night: Desk) -> None:
    before = night.press
    night.correct("story5", "豆角", "黃瓜")
    assert night.release("4,5,6", "--replace", at="22:05").code == 0
    assert [entry["page"] for entry in night.ledger if entry["event"] == "replacement"] == ["05"]
    assert all(night.press[plate(page)] == before[plate(page)] for page in ("04", "06"))


def test_the_version_stands_in_name_slug_line_and_packet(night: Desk) -> None:
    night.paper('press: {marks: [slug], file_name: "{date}_{page}_v{version}"}\n')
    assert night.release("5,8", "--replace", at="22:05").code == 0
    assert set(night.press) >= {"20240520_05_v2.pdf", "20240520_08_v1.pdf"}
    for name, version in (("20240520_05_v2.pdf", "2"), ("20240520_08_v1.pdf", "1")):
        with pikepdf.open(night.made / "press" / name) as pdf:
            assert pdf.open_metadata()["xmpMM:VersionID"] == version
    again = night.release("5,8", "--replace", at="22:06")
    assert again.out.count("as released") == 2


# What other pages may no longer do


def test_a_jump_to_a_released_page_has_to_end_where_that_begins(night: Desk) -> None:
    longer(night)
    before = night.press
    said = night.compose()
    assert said.code == 4
    assert "RELEASED_PART: page 01 would change page 02, which was released as version 1 at 21:00" in said.err
    assert "the rest of lead there" in said.err
    assert "--pages 01,02 --replace" in said.err
    assert {name: sum_ for name, sum_ in before.items() if name != plate("01")} == night.press
    said = night.release("1", at="22:00")
    assert said.code == 4
    assert night.ledger[-1]["why"] == ["RELEASED_PART"]


def test_both_ends_of_a_jump_are_released_together(night: Desk) -> None:
    longer(night)
    assert night.release("1,2", at="22:00").code == 4
    assert [entry["event"] for entry in night.ledger[-2:]] == ["refusal", "refusal"]
    assert night.release("1,2", "--replace", at="22:01").code == 0
    assert [(entry["event"], entry["version"]) for entry in night.ledger[-2:]] == [("release", 1), ("replacement", 2)]


def test_a_correction_that_leaves_the_seam_alone_refuses_nothing(night: Desk) -> None:
    night.correct("lead", "兩筐新摘的豆角", "三筐新摘的豆角")
    said = night.compose()
    assert "RELEASED_PART" not in said.err
    assert said.code == 0


def test_a_line_of_the_index_has_to_lead_where_it_was_printed(night: Desk) -> None:
    assert night.release("1", at="23:30").code == 0
    swapped(night)
    said = night.compose()
    assert said.code == 4
    assert "RELEASED_PART: page 07 would change page 01" in said.err
    assert "the line of the index there that leads to story6" in said.err
    assert plate("07") not in night.press


def test_check_tells_it_too(night: Desk) -> None:
    longer(night)
    before = night.press
    said = night.run("check")
    assert "RELEASED_PART: page 01" in said.err
    assert night.press == before


# Trouble


def test_a_damaged_ledger_stops_everything_and_says_where(night: Desk) -> None:
    path = night.issue / "released" / "ledger.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("夜班", "日班", 1), encoding="utf-8")
    before = night.press
    for said in (night.compose(), night.run("check"), night.release("5")):
        assert said.code == 3
        assert said.err.splitlines()[-3].startswith(f"{path}:1:1: error: LEDGER_DAMAGED")
    assert night.press == before


def test_one_release_at_a_time(night: Desk) -> None:
    before = (night.ledger, night.press)
    with alone(night.issue / "released"):
        said = night.release("8")
    assert said.code == 6
    assert "is locked" in said.err
    assert (night.ledger, night.press) == before


def test_a_file_in_the_way_of_the_folder_is_told(night: Desk) -> None:
    shutil.rmtree(night.issue / "released")
    (night.issue / "released").write_text("", encoding="utf-8")
    said = night.release("8")
    assert said.code == 6
    assert "released is a file; a folder has to stand there" in said.err


_WIDE = """\
spread: true
furniture:
  left: {columns: 1-3, rows: 1, items: [{text: "第{page}版　{date}", style: small, height: 13pt, width: 100%}]}
  right: {columns: 4-6, rows: 1, items: [{text: "第{page}版　{date}", style: small, height: 13pt, width: 100%}]}
boxes:
  main: {columns: 1-2, rows: 3-22, flow: 2}
  side: {columns: 4-5, rows: 3-22, flow: 2}
"""
_SPREAD = """\
  - label: "08-09"
    section: 影像
    template: wide
    boxes: {main: {story: story8}, side: {story: story9}}
"""


def test_plates_of_a_spread_go_together(night: Desk) -> None:
    paper = night.folder / "layouts" / "night" / "paper.yaml"
    paper.write_text(paper.read_text(encoding="utf-8").replace(", inside: [folio]", ""), encoding="utf-8")
    (paper.parent / "wide.yaml").write_text(_WIDE, encoding="utf-8")
    plan = (night.issue / "issue.yaml").read_text(encoding="utf-8")
    (night.issue / "issue.yaml").write_text(plan[: plan.index("  - section: 第8")] + _SPREAD, encoding="utf-8")
    night.write("story9", (night.issue / "stories" / "story8.md").read_text(encoding="utf-8"))
    night.paper("spreads: {press: both}\n")
    said = night.release("9")
    assert said.code == 0, said.err
    assert [entry["page"] for entry in night.ledger[-3:]] == ["08", "09", "08-09"]
    assert {plate("08"), plate("09"), plate("08-09")} <= set(night.press)


def test_the_ledger_tells_which_plate_is_not_kept(night: Desk) -> None:
    (night.issue / "released" / plate("05")).write_bytes(b"damaged")
    said = night.run("ledger")
    assert said.code == 1
    assert f"released/{plate('05')}: warning: it isn't the plate that was released" in said.err


def test_an_issue_without_a_ledger_has_no_page_released(night: Desk) -> None:
    shutil.rmtree(night.issue / "released")
    assert night.run("ledger").out == "no page is released\n"
