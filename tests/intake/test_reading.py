"""A sound issue, read whole."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from compositor.errors import Severity
from compositor.intake import read, rebuild
from compositor.model.copy import Emphasis, ParagraphKind, Part
from compositor.model.design import Align, PictureBox, TextBox
from compositor.model.settings import HanForms, Kinsoku, Region, Script
from compositor.units import mm, pt
from tests.intake.desk import FILES, INSIDE, LEAD, MANIFEST, PAPER, Desk


def test_issue(desk: Desk) -> None:
    issue = desk.read().issue
    assert (issue.slug, issue.paper, issue.date, issue.number) == ("day", "times", date(2019, 11, 15), 3021)
    assert issue.entries == (("lunar", "十月十九"),)
    assert [(page.number, page.label, page.section) for page in issue.pages] == [(1, "01", "要聞"), (2, "02", "綜合")]
    assert [story.slug for story in issue.stories] == ["lead", "brief"]
    main, rest = issue.pages[0].boxes[0], issue.pages[1].boxes[0]
    assert main.jump is not None
    assert (main.jump.page, main.jump.box) == ("02", "rest")
    assert str(main.jump.place).endswith("issue.yaml:11:33")
    assert rest.continues == "lead"
    assert rest.jump_head is not None
    assert rest.jump_head.text == "其餘"


def test_picture_and_chart(desk: Desk) -> None:
    issue = desk.read().issue
    photo, bars = issue.pages[0].boxes[2].picture, issue.pages[1].boxes[1].picture
    assert photo is not None
    assert photo.asset is not None
    assert (photo.asset.width, photo.asset.height, photo.alt) == (30, 20, "廠房")
    assert photo.cutline is not None
    assert (photo.cutline.name, photo.cutline.text) == ("photo:cutline", "廠房")
    assert bars is not None
    assert bars.chart is not None
    assert [(bar.label, bar.value, bar.figure) for bar in bars.chart.bars] == [("甲", 25.0, "25"), ("乙", 1.5, "1.50")]
    assert bars.alt == "表"


def test_story_parts(desk: Desk) -> None:
    found = desk.read()
    story = found.issue.story("lead")
    texts = {part.name: part.text for part in story.parts}
    assert list(texts) == ["kicker", "headline", "deck", "byline", "body"]
    assert texts["body"] == "本報訊\u3000第一段，有重點和楷體。\n小標題\n第二段with Latin words，到此為止。"
    body = story.part("body")
    headline = story.part("headline")
    assert body is not None
    assert headline is not None
    assert headline.breaks == (4,)
    assert [(span.emphasis, body.text[span.start : span.end]) for span in body.spans] == [
        (Emphasis.DATELINE, "本報訊"),
        (Emphasis.STRONG, "重點"),
        (Emphasis.KAI, "楷體"),
    ]
    assert [(one.kind, body.text[one.start : one.end][:3]) for one in body.paragraphs] == [
        (ParagraphKind.TEXT, "本報訊"),
        (ParagraphKind.SUBHEAD, "小標題"),
        (ParagraphKind.TEXT, "第二段"),
    ]
    source = found.sources[body.source.file]
    assert source == FILES[LEAD]
    assert all(rebuild(part, source) == part.text for part in story.parts)
    assert str(body.source.place(body.text.index("到此"))).endswith("lead.md:14:7")
    assert str(body.source.place(0)).endswith("lead.md:6:11")


def test_design(desk: Desk) -> None:
    design = desk.read().design
    paper, grid = design.paper, design.paper.grid
    assert (paper.width, paper.height, grid.rows, grid.columns) == (mm(200), mm(280), 50, 4)
    assert grid.measure == 11 * pt("9.5")
    assert 2 * grid.left + 4 * grid.measure + 3 * grid.gutter in (paper.width, paper.width - 1)
    assert (paper.setting.region, paper.setting.script, paper.setting.han_forms) == (
        Region.CN,
        Script.HANT,
        HanForms.CN,
    )
    assert paper.imprint == (("主辦", "某單位"), ("編輯", "某部"))
    main = design.templates["front"].box("main")
    assert isinstance(main, TextBox)
    assert (main.columns, main.rows, main.flow, main.rules.right) == ((1, 3), (8, 50), 3, pt("0.3"))
    assert isinstance(design.templates["front"].box("photo"), PictureBox)
    big = main.style.style("headline")
    assert (big.size, big.weight, big.align, big.colour.name) == (pt(30), "black", Align.LEFT, "red")
    assert (big.leading, big.min_size, big.space_before, big.kinsoku) == (pt(36), pt(16), pt(14), Kinsoku.GB)
    assert (main.style.style("body").indent, main.style.style("cutline").latin_gap) == (pt(19), 200)
    assert (main.style.label_rule, main.style.byline_at) == (pt("1.5"), "head")
    items = design.templates["front"].furniture[0].items
    box = grid.area((1, 4), (1, 6))
    assert items[0].area.width == round(box.width * 0.6)
    assert (items[1].area.width, items[1].area.height, items[1].weight) == (box.width, 0, pt("0.5"))
    assert (items[2].colour.name, items[2].area.height) == ("red", box.height)


def test_rows_as_many_as_fit(desk: Desk) -> None:
    desk.change(PAPER, ", rows: 50", "")
    grid = desk.read().design.paper.grid
    room = mm(250)
    assert grid.rows * grid.leading <= room < (grid.rows + 1) * grid.leading


@pytest.mark.parametrize("jump", ["02/rest", "2/rest", "2", "02", '"02"', "'2/rest'"])
def test_jump_names_a_page_by_any_spelling(desk: Desk, jump: str) -> None:
    desk.change(MANIFEST, "jump: 02/rest", f"jump: {jump}")
    target = desk.read().issue.pages[0].boxes[0].jump
    assert target is not None
    assert (target.page, target.box) == ("02", "rest")


def test_text_stays_what_was_typed(desk: Desk) -> None:
    """YAML 1.1 would read these as false, 1.1, 37230 and 8."""
    desk.change(MANIFEST, "{lunar: 十月十九}", "{a: NO, b: 1.10, c: 10:20:30, d: 010, e: 2019-11-15, f: 'null'}")
    entries = desk.read().issue.entries
    assert entries == (("a", "NO"), ("b", "1.10"), ("c", "10:20:30"), ("d", "010"), ("e", "2019-11-15"), ("f", "null"))


def test_order_of_keys_makes_no_difference(desk: Desk) -> None:
    before = desk.read().issue
    main = "      main: {story: lead, jump: 02/rest}\n"
    side = "      side: {story: brief}\n"
    desk.change(MANIFEST, main + side, side + main)
    after = desk.read().issue
    assert [box.box for box in after.pages[0].boxes] == [box.box for box in before.pages[0].boxes]
    assert [story.slug for story in after.stories] == [story.slug for story in before.stories]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_make_no_difference(desk: Desk, ends: str) -> None:
    before = desk.read()
    for name, text in FILES.items():
        desk.write(name, text.replace("\n", ends))
    after = desk.read()
    assert [part.text for part in after.issue.stories[0].parts] == [part.text for part in before.issue.stories[0].parts]
    assert after.issue.pages[0].boxes[0].place == before.issue.pages[0].boxes[0].place


def test_byte_order_mark_is_accepted(desk: Desk) -> None:
    for name, text in FILES.items():
        desk.write(name, "\ufeff" + text)
    story = desk.read().issue.story("lead")
    kicker = story.part("kicker")
    assert kicker is not None
    assert str(kicker.source.place(0)).endswith("lead.md:2:9")


def test_story_in_the_folder_that_is_not_placed_is_a_warning(desk: Desk) -> None:
    desk.write("issues/day/stories/spare.md", "no front matter")
    findings = desk.noted()
    assert [(str(one.code), one.severity) for one in findings] == [("STANDBY", Severity.WARNING)]
    assert findings[0].place is not None
    assert findings[0].place.file.endswith("stories/spare.md")


def test_issue_may_be_named_by_its_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    issue = read(Path("issues/day/issue.yaml")).issue
    assert (issue.slug, issue.file) == ("day", "issues/day/issue.yaml")
    assert read(desk.root / "issues/day").issue == issue


def test_layouts_and_fonts_may_be_named(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "layouts").rename(desk.root / "elsewhere")
    (desk.root / "fonts").rename(desk.root / "type")
    found = read(desk.root / "issues/day", layouts=desk.root / "elsewhere", fonts=desk.root / "type")
    assert found.design.paper.name == "時報"


def test_paper_may_fill_a_role_with_its_own_face(desk: Desk) -> None:
    desk.write("layouts/times/own.ttf", (desk.root / "fonts/tiny.ttf").read_bytes())
    desk.write(PAPER, FILES[PAPER] + "fonts:\n  name: {regular: own.ttf, fallback: [song]}\n  hei: {black: own.ttf}\n")
    faces = desk.read().faces
    assert faces.chain("name").role == "name"
    assert faces.role("hei").weights == {"black": "own"}


def test_hyphens_are_loaded_only_for_latin_words(desk: Desk) -> None:
    assert desk.read().hyphens.points("composition") != ()
    desk.change(LEAD, " with Latin\nwords", "")
    assert desk.read().hyphens.points("composition") == ()


def test_furniture_may_overlap_where_declared(desk: Desk) -> None:
    desk.change(INSIDE, "rows: 1-25, optional: true", "rows: 1-26, overlaps: [bars]")
    assert desk.read().issue.number == 3021


def test_same_in_every_process(desk: Desk) -> None:
    """Two processes with different hash seeds read the same issue and design."""
    code = (
        "import sys; from pathlib import Path; from compositor.intake import read;"
        "r = read(Path(sys.argv[1])); print(hash(0), r.issue, r.design, r.findings)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(desk.root / "issues/day")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != b""


def _names(parts: tuple[Part, ...]) -> list[str]:
    return [part.name for part in parts]


def test_picture_inside_a_story(desk: Desk) -> None:
    picture = '![說明 \\] 文](pictures/plant.png){credit="本報 \\"某\\"" alt="廠房" columns=2}'
    desk.change(LEAD, "## 小標題\n", picture + "\n")
    found = desk.read()
    story = found.issue.story("lead")
    assert _names(story.parts) == ["kicker", "headline", "deck", "byline", "body", "plant-1:cutline", "plant-1:credit"]
    one = story.pictures[0]
    assert one.cutline is not None
    assert one.credit is not None
    assert (one.cutline.text, one.credit.text, one.alt, one.columns) == ("說明 ] 文", '本報 "某"', "廠房", 2)
    assert one.asset is not None
    assert all(rebuild(part, found.sources[part.source.file]) == part.text for part in story.parts)
    body = story.part("body")
    assert body is not None
    assert len(body.paragraphs) == 2
