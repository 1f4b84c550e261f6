"""A small paper with vertical boxes in each region, from its files to its plates: places, order, links, marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from compositor import pipeline
from compositor.errors import Severity
from compositor.model.page import SetLine
from compositor.model.settings import Direction, Posture
from compositor.pipeline import Composed
from compositor.proof import story_parts
from compositor.units import pt
from tests.conftest import ROOT

PAPER = """
name: 石塘報
region: {region}
script: Hant
page: {{size: [200mm, 180mm], margins: {{top: 8mm, bottom: 8mm, inside: 8mm, outside: 8mm}}}}
grid: {{columns: 3, measure: 14em, gutter: 12pt, body: 10pt, leading: 15pt, rows: 30}}
entries: {{place: 石塘}}
styles:
  body: {{role: song, size: 10pt, leading: 15pt, indent: 2em}}
  plain: {{role: kai, size: 10pt, leading: 15pt, align: left}}
  head: {{role: song, weight: black, size: 24pt, min_size: 18pt, leading: 30pt, align: left, space_after: 6pt}}
  end: {{extends: plain, align: right}}
  spine: {{extends: plain, role: hei, direction: vertical}}
box_styles:
  default: {{body: body, subhead: plain, standing_head: plain, kicker: plain, headline: head, deck: plain, byline: end,
    dateline: plain, strong: plain, kai: plain, label: plain, cutline: plain, credit: plain, chart: plain,
    jump_head: plain, jump_line: end, continued_line: plain}}
  tall: {{direction: vertical}}
"""
FRONT = """
furniture:
  spine:
    columns: 3
    rows: 1-12
    items: [{text: "{name}　第{page}版", style: spine, align: right, valign: top}]
boxes:
  lead: {columns: 1-2, rows: 1-18, style: tall, flow: 2, column_rule: 0.4pt}
  flat: {columns: 1-2, rows: 20-30}
  side: {columns: 3, rows: 14-30, direction: vertical, frame: 0.4pt, inset: 1}
"""
INSIDE = """
furniture:
  folio: {columns: 1-3, rows: 1, items: [{text: "第{page}版", style: plain}]}
boxes:
  rest: {columns: 1-3, rows: 3-20, style: tall}
"""
ISSUE = """
paper: stone
date: 2024-05-17
pages:
  - {template: front, boxes: {lead: {story: dam, jump: "02"}, flat: {story: flat}, side: {story: side}}}
  - {template: inside, boxes: {rest: {continues: dam}}}
"""
TALE = "壩高36米，長1,250米（見圖）；守庫人說：{a}聽見沒有？{b}GDP也好，Wi-Fi也好，都不如這365天的水聲——它說了……"
STORIES = {
    "dam": "---\nkicker: 第3期工程\nheadline: 山上的水流進老街\nbyline: 林渡\n---\n" + (TALE + "\n\n") * 9,
    "flat": "---\nheadline: 橫排的消息\n---\n" + TALE * 2,
    "side": "---\nheadline: 豎著讀\nbyline: 余舟\n---\n" + TALE,
}
QUOTES = {"CN": "“”", "TW": "「」", "HK": "「」"}


@pytest.fixture(scope="module", params=QUOTES)
def composed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Composed:
    region: str = request.param
    folder = tmp_path_factory.mktemp(region)
    opening, closing = tuple(QUOTES[region])
    files = {"layouts/stone/paper.yaml": PAPER.format(region=region), "layouts/stone/front.yaml": FRONT}
    files |= {"layouts/stone/inside.yaml": INSIDE, "issues/one/issue.yaml": ISSUE}
    for name, text in STORIES.items():
        files[f"issues/one/stories/{name}.md"] = text.replace("{a}", opening).replace("{b}", closing)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return pipeline.compose(request_in(folder), pipeline.Stopwatch(lambda _: None))


def request_in(folder: Path) -> pipeline.Request:
    return pipeline.Request(folder / "issues/one", out=folder / "out", layouts=folder / "layouts", fonts=ROOT / "fonts")


def lines(composed: Composed, story: str, part: str = "body") -> list[tuple[int, SetLine]]:
    """The lines of a part with the number of their page, in painting order."""
    return [
        (number, ink)
        for number, page in enumerate(composed.made.pages)
        for ink in page.ink
        if isinstance(ink, SetLine) and (ink.story, ink.part) == (story, part)
    ]


def test_the_pages_are_released(composed: Composed) -> None:
    assert [str(one) for one in composed.findings if one.severity is Severity.ERROR] == []
    assert composed.withheld == frozenset()


def test_stories_stand_or_lie_as_their_boxes_do(composed: Composed) -> None:
    for story, direction in (("dam", Direction.VERTICAL), ("side", Direction.VERTICAL), ("flat", Direction.HORIZONTAL)):
        assert {ink.line.direction for _, ink in lines(composed, story)} == {direction}
    spine = next(ink for ink in composed.made.pages[0].ink if isinstance(ink, SetLine) and ink.box == "spine")
    assert spine.line.direction is Direction.VERTICAL


def test_lines_come_from_the_right_tier_by_tier_and_page_by_page(composed: Composed) -> None:
    found = lines(composed, "dam")
    assert [ink.line.start for _, ink in found] == sorted(ink.line.start for _, ink in found)
    places = [(page, ink.column, -ink.x) for page, ink in found]
    assert places == sorted(places)
    assert {page for page, _ in found} == {0, 1}


def test_stops_stand_where_the_region_has_them(composed: Composed) -> None:
    """Upper right in CN, in the middle in TW and HK (GB/T 15834-2011 5.2.1; clreq)."""
    region = composed.read.design.paper.setting.region.value
    seen = 0
    for _, ink in lines(composed, "dam"):
        for run in ink.line.runs:
            for text, code in zip(run.texts(), run.codes, strict=True):
                if text == "，":
                    left, bottom, right, top = composed.read.faces.face(run.face).ink(code)
                    across, down = (left + right) / 2 - 500, 880 - (bottom + top) / 2 - 500
                    assert (across > 200 and down < -200) if region == "CN" else max(abs(across), abs(down)) < 50
                    seen += 1
    assert seen > 10


def test_numbers_acronyms_and_words_stand_as_they_should(composed: Composed) -> None:
    found: dict[str, set[Posture]] = {}
    for _, ink in lines(composed, "dam"):
        for run in ink.line.runs:
            for word in ("36", "365", "1,250", "GDP", "Wi-Fi"):
                if word in run.text and (word != "36" or "365" not in run.text):
                    found.setdefault(word, set()).add(run.posture)
    assert found == {
        "36": {Posture.ABREAST},
        "365": {Posture.ABREAST},
        "1,250": {Posture.SIDEWAYS},
        "GDP": {Posture.UPRIGHT},
        "Wi-Fi": {Posture.SIDEWAYS},
    }


def test_jump_lines_stand_at_the_foot_and_lead_both_ways(composed: Composed) -> None:
    (_, jump), (_, back) = *lines(composed, "dam", "jump_line"), *lines(composed, "dam", "continued_line")
    area = composed.read.design.paper.grid.area((1, 2), (1, 18))
    assert area.bottom - jump.em_boxes().bottom < pt(15)
    for page, line in enumerate((jump, back)):
        (link,) = composed.made.pages[page].links
        inside = line.em_boxes()
        assert link.area.x < inside.x < inside.right < link.area.right
        assert link.area.y <= inside.y < inside.bottom <= link.area.bottom


def test_plates_and_readers_pdf_read_back_in_order(composed: Composed, tmp_path: Path) -> None:
    asked = pipeline.Request(tmp_path, out=tmp_path / "out")
    pipeline.write_files(asked, composed, pipeline.Stopwatch(lambda _: None))
    plates = sorted((tmp_path / "out").rglob("press/*.pdf"))
    read = {"plates": "".join(map(_read, plates)), "reader": _read(next((tmp_path / "out").rglob("epaper/*.pdf")))}
    for story in composed.read.issue.stories:
        for part in story_parts(story):
            for name, text in read.items():
                for chunk in _chunks(composed, story.slug, part.name):
                    assert chunk in text, (name, story.slug, part.name)
    for path in plates:
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            kept = [font for page in pdf.pages for font in page.Resources.Font.values()]
            assert {str(font.Encoding) for font in kept} >= {"/Identity-V"}
            assert all(
                "/FontFile3" in font.DescendantFonts[0].FontDescriptor
                or "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                for font in kept
            )


def _read(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def _chunks(composed: Composed, story: str, part: str) -> Iterator[str]:
    """What has to be read of a part without a break: its lines, tier by tier."""
    tiers: dict[tuple[int, int], str] = {}
    for page, ink in lines(composed, story, part):
        key = (page, ink.column)
        tiers[key] = tiers.get(key, "") + "".join(ink.line.text.split())
    yield from tiers.values()
