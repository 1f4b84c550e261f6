"""What a small issue reads as: English words over lines, notes, readings, links, a head across a fold, upright type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compositor import pipeline
from compositor.epaper import reader_pdf
from compositor.model.epaper import Epaper, ReaderStandard
from compositor.model.spreads import delivered
from compositor.pipeline import Composed
from compositor.preflight import judge
from tests.conftest import ROOT
from tests.pdf.reading import opened
from tests.pdf.spoken import Spoken, spoken
from tests.press import verapdf

PAPER = """
name: 石塘報
region: TW
script: Hant
page: {size: [200mm, 180mm], margins: {top: 8mm, bottom: 8mm, inside: 8mm, outside: 8mm}}
grid: {columns: 3, measure: 14em, gutter: 12pt, body: 10pt, leading: 15pt, rows: 30}
styles:
  body: {role: song, size: 10pt, leading: 15pt, indent: 2em}
  plain: {role: kai, size: 10pt, leading: 15pt, align: left}
  head: {role: song, weight: black, size: 24pt, min_size: 18pt, leading: 30pt, align: left, space_after: 6pt}
  end: {extends: plain, align: right}
box_styles:
  default: {body: body, subhead: plain, standing_head: plain, kicker: plain, headline: head, deck: plain, byline: end,
    dateline: plain, strong: plain, kai: plain, label: plain, cutline: plain, credit: plain, chart: plain,
    jump_head: plain, jump_line: end, continued_line: plain, note: plain}
"""
FRONT = """
furniture:
  name: {columns: 1-2, rows: 1-2, items: [{text: "{name}", style: head}]}
  facts:
    columns: 3
    rows: 1-2
    items:
      - {text: "{date}", style: plain}
      - {text: "網址 www.example.org 歡迎", style: plain, top: 15pt, height: 15pt}
boxes:
  lead: {columns: 1-2, rows: 4-12, flow: 2}
  tall: {columns: 3, rows: 4-30, direction: vertical}
  rest: {columns: 1-2, rows: 14-30, flow: 2}
"""
SPREAD = """
spread: true
furniture:
  folio: {columns: 1-3, rows: 1, items: [{text: "第{page}版", style: plain}]}
  folio-right: {columns: 4-6, rows: 1, items: [{text: "第{page}版", style: plain}]}
boxes:
  more: {columns: 1-3, rows: 3-12}
  wide: {columns: 1-6, rows: 14-30}
"""
ISSUE = """
paper: stone
date: 2024-05-17
pages:
  - {template: front, boxes: {lead: {story: dam, jump: "02"}, tall: {story: tall}, rest: {story: english}}}
  - {label: "02-03", template: spread, boxes: {more: {continues: dam}, wide: {story: wide}}}
"""
TALE = "壩高36米，長1,250米；守庫人說「聽見沒有？」GDP也好，Wi-Fi也好，都不如這365天的水聲。"
ENGLISH = (
    "The keepers of the reservoir have written everything down since the nineteen seventies, in notebooks "
    "that nobody except them has ever opened; an internationalisation of hydrometeorological measurements."
)
STORIES = {
    "dam": "---\nkicker: 第3期工程\nheadline: 山上的水\nbyline: 林渡\n---\n"
    + (TALE * 3 + "\n\n") * 3
    + "## 壩下\n\n"
    + TALE,
    "tall": '---\nheadline: 直排\n---\n[石塘]{ruby="ㄕˊ ㄊㄤˊ"}的[水聲]{.dots}，' + TALE * 2,
    "english": f"---\nheadline: 英文\n---\n{ENGLISH}[^1]\n\n見 https://example.org/a 的說明。\n\n[^1]: 照原文。\n",
    "wide": "---\nheadline: 通版的大標題一直跨過折縫還沒有完\n---\n" + TALE * 12 + "\n\n\N{YI SYLLABLE IT}",
}


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    folder = tmp_path_factory.mktemp("stone")
    files = {"layouts/stone/paper.yaml": PAPER, "layouts/stone/front.yaml": FRONT, "layouts/stone/spread.yaml": SPREAD}
    files |= {"issues/one/issue.yaml": ISSUE} | {
        f"issues/one/stories/{name}.md": text for name, text in STORIES.items()
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    asked = pipeline.Request(
        folder / "issues/one", out=folder / "out", layouts=folder / "layouts", fonts=ROOT / "fonts"
    )
    return pipeline.compose(asked, pipeline.Stopwatch(lambda _: None))


def made(composed: Composed, standard: ReaderStandard = ReaderStandard.UA1, how: str = "pages") -> bytes:
    design = composed.read.design
    paper = replace(design.paper, epaper=Epaper(standard))
    pages = delivered(composed.made.pages, how)
    return reader_pdf(pages, composed.read.issue, replace(design, paper=paper), composed.read.faces)


@pytest.fixture(scope="module")
def first(composed: Composed) -> Spoken:
    return spoken(made(composed))


def clean(text: str) -> str:
    return text.replace("\N{SOFT HYPHEN}", "")


def test_words_of_two_lines_are_parted_and_words_over_two_lines_are_not(first: Spoken) -> None:
    _, copy, *_ = first.story("english").nodes
    assert copy.text != clean(copy.text)
    assert clean(copy.text) == f"{ENGLISH}①"


def test_a_note_and_its_mark_lead_to_each_other(first: Spoken) -> None:
    _, copy, _, note = first.story("english").nodes
    assert (note.kind, note.text) == ("Note", "①照原文。")
    assert note.key
    assert [[node.text for node in one.all("Link")] for one in (copy, note)] == [["①"], ["①"]]


def test_addresses_in_copy_and_furniture_are_links_among_their_words(first: Spoken) -> None:
    _, _, copy, _ = first.story("english").nodes
    assert [kid if isinstance(kid, str) else (kid.kind, kid.text) for kid in copy.kids] == [
        "見",
        ("Link", "https://example.org/a"),
        "的說明。",
    ]
    facts = next(node for node in first.root.nodes if node.text.startswith("網址"))
    assert [(node.kind, node.text) for node in facts.nodes] == [("Link", "www.example.org")]
    assert facts.text == "網址 www.example.org 歡迎"


def test_the_paper_and_its_date_are_read_first_and_folios_never(first: Spoken) -> None:
    assert [(node.kind, node.text) for node in first.root.nodes[:2]] == [("H1", "石塘報"), ("P", "2024年5月17日")]
    assert first.artifacts == "第二版第三版"
    assert first.untagged == []


def test_a_story_that_jumps_is_whole_and_its_jump_stands_after_the_paragraph_that_it_cuts(first: Spoken) -> None:
    told = [(node.kind, node.text) for node in first.story("dam").nodes]
    assert told == [
        ("P", "第3期工程"),
        ("H2", "山上的水"),
        ("P", "林渡"),
        ("P", TALE * 3),
        ("P", "（下轉第二版）"),
        ("H3", "山上的水"),
        ("P", "（上接第一版）"),
        ("P", TALE * 3),
        ("P", TALE * 3),
        ("H3", "壩下"),
        ("P", TALE),
    ]


@pytest.mark.parametrize("how", ["pages", "panorama"])
def test_what_crosses_the_fold_is_read_once(composed: Composed, how: str) -> None:
    head, copy, _ = spoken(made(composed, how=how)).story("wide").nodes
    assert (head.kind, head.text) == ("H2", "通版的大標題一直跨過折縫還沒有完")
    assert copy.text == TALE * 12


def test_upright_type_says_so_and_readings_stand_by_their_bases(first: Spoken) -> None:
    story = first.story("tall")
    assert story.attributes["WritingMode"] == "/TbRl"
    copy = story.nodes[1]
    assert [[node.text for node in ruby.nodes] for ruby in copy.all("Ruby")] == [["石", "ㄕˊ"], ["塘", "ㄊㄤˊ"]]
    assert copy.base_text == f"石塘的水聲，{TALE * 2}"


def test_a_character_that_no_face_has_is_read_though_it_is_not_shown(first: Spoken) -> None:
    assert first.story("wide").text.count("\N{YI SYLLABLE IT}") == 1
    assert "\N{GETA MARK}" not in first.story("wide").text


@pytest.mark.parametrize(
    ("standard", "flavours"),
    [(ReaderStandard.UA1, ("ua1", "2a")), (ReaderStandard.UA2, ("ua2", "4", "wt1a", "wt1r"))],
)
def test_each_standard_is_kept_to_verapdf_and_to_preflight(
    composed: Composed, tmp_path: Path, standard: ReaderStandard, flavours: tuple[str, ...]
) -> None:
    path = tmp_path / "reader.pdf"
    path.write_bytes(made(composed, standard))
    assert judge(path.read_bytes(), "epaper") == ()
    assert [(flavour, fault) for flavour in flavours for fault in verapdf.faults(path, flavour)] == []


def test_pdf_2_has_its_own_types_and_no_info(composed: Composed) -> None:
    content = made(composed, ReaderStandard.UA2)
    kinds = {node.kind for node in spoken(content).root.all(*"Art Note TOC TOCI Reference BlockQuote".split())}
    assert kinds == set()
    with opened(content) as pdf:
        assert pdf.pdf_version == "2.0"
        assert "/Info" not in pdf.trailer
        assert str(pdf.Root.StructTreeRoot.Namespaces[0].NS) == "http://iso.org/pdf2/ssn"


def test_links_and_bookmarks_of_pdf_2_lead_to_what_is_read_there(composed: Composed) -> None:
    with opened(made(composed, ReaderStandard.UA2)) as pdf, pdf.open_outline() as outline:
        jumps = [one.A for page in pdf.pages for one in page.get("/Annots", []) if one.A.S == "/GoTo"]
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        led = {(numbers[jump.D[0].objgen], str(jump.SD[0].S), str(jump.SD[0].get("/ID", ""))) for jump in jumps}
        assert (0, "/Sect", "story:dam") in led
        assert (1, "/H3", "") in led
        assert {kind for _, kind, _ in led} == {"/Sect", "/H3", "/Link", "/FENote"}
        entries = [_led(child.obj) for item in outline.root for child in item.children]
        assert {str(entry.get("/ID", "")) for entry in entries} >= {"story:dam", "story:tall", "story:english"}
        note = next(jump.SD[0] for jump in jumps if jump.SD[0].S == "/FENote")
        assert note.Ref[0].S == "/Link"
        assert note.Ref[0].Ref[0].objgen == note.objgen


def _led(entry: Any) -> Any:
    return entry.A.SD[0]


def test_the_same_issue_has_the_same_bytes(composed: Composed) -> None:
    assert made(composed) == made(composed)
