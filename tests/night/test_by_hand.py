"""Rows that need a manifest of our own: layouts, articles, paths, what stands where it can't. Each is answered.

A row is what is done to the desk, the exit code, and the codes (or words) that have to be told.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from tests.night.desk import ISSUE, MANIFEST, PAPER, Desk, advert, photograph, story
from tests.night.told import composed

PAGES = f"{ISSUE}/issue.yaml"
LEAD = f"{ISSUE}/stories/lead.md"
ONE, TWO = "layouts/watch/one.yaml", "layouts/watch/two.yaml"
PAPERS = "layouts/watch/paper.yaml"
PIER = f"{ISSUE}/pictures/pier.jpg"
SHOP = f"{ISSUE}/adverts/shop.pdf"
Form = Literal["NFC", "NFD"]
Do = Callable[[Desk], object]


def to(name: str, old: str, new: str) -> Do:
    return lambda desk: desk.change(name, old, new)


def put(name: str, content: str | bytes) -> Do:
    return lambda desk: desk.write(name, content)


def also(*steps: Do) -> Do:
    return lambda desk: [step(desk) for step in steps]


def chain(pages: int) -> Do:
    """Have one story jump over so many pages."""
    lines = ["paper: watch", "date: 2023-04-07", "pages:"]
    for number in range(1, pages + 1):
        goes = f", jump: {number + 1:02}/lead" if number < pages else ""
        copy = "story: lead" if number == 1 else "continues: lead, jump_head: 渡口"
        lines.append(f"  - {{label: '{number:02}', section: 要聞, template: two, boxes: {{lead: {{{copy}{goes}}}}}}}")
    return also(put(PAGES, "\n".join(lines) + "\n"), put(LEAD, story("渡口", 60)))


def second(boxes: str) -> Do:
    """Give page two these boxes."""
    return to(PAGES, "lead: {story: night}", boxes)


JUMP = to(PAGES, "lead: {story: lead}", "lead: {story: lead, jump: 02/lead}")
BEYOND = "rows: 3-14, kind: picture"

ROWS: dict[str, tuple[Do, int, tuple[str, ...]]] = {
    # layout
    "S03 a box beside the page": (to(ONE, "lead: {columns: 1,", "lead: {columns: 3,"), 3, ("OUTSIDE_GRID one.yaml:7",)),
    "S03 a box over the trim": (to(ONE, "rows: 15-28", "rows: 15-90"), 3, ("OUTSIDE_GRID",)),
    "S04 text over a picture": (to(ONE, "columns: 2, rows: 3-14", "columns: 1-2, rows: 3-14"), 4, ("BOX_OVERLAP",)),
    "S04 an advert over all": (to(ONE, "ad: {columns: 2, rows: 15-28", "ad: {columns: 1-2, rows: 1-28"), 4, ("lead",)),
    "S07 a page of no size": (to(PAPERS, "[120mm, 160mm]", "[0mm, 160mm]"), 3, ("paper.yaml:4",)),
    "S07 a page of ten metres": (to(PAPERS, "[120mm, 160mm]", "[10000mm, 160mm]"), 3, ("paper.yaml:4",)),
    "S07 the same page twice": (to(PAGES, 'label: "02"', 'label: "1"'), 3, ("LABEL_TWICE issue.yaml:11",)),
    "S07 pages that differ in case alone": (
        also(to(PAGES, 'label: "01"', "label: A1"), to(PAGES, 'label: "02"', "label: a1")),
        3,
        ("LABEL_TWICE",),
    ),
    "S08 a thread in a circle": (
        also(JUMP, second("lead: {continues: lead, jump_head: 渡口, jump: 01/lead}")),
        3,
        ("JUMP_BACK",),
    ),
    "S10 a measure of one em": (to(PAPERS, "measure: 12em", "measure: 1em"), 3, ("OUT_OF_RANGE one.yaml:7",)),
    "S10 a measure of two em": (to(PAPERS, "measure: 12em", "measure: 2em"), -1, ("",)),
    # article
    "J01 a jump to itself": (to(PAGES, "lead: {story: lead}", "lead: {story: lead, jump: 01/lead}"), 3, ("JUMP_BACK",)),
    "J02 a jump to no page": (
        to(PAGES, "lead: {story: lead}", "lead: {story: lead, jump: 09/lead}"),
        3,
        ("JUMP_PAGE",),
    ),
    "J02 a jump to no box": (to(PAGES, "lead: {story: lead}", "lead: {story: lead, jump: 02/none}"), 3, ("JUMP_BOX",)),
    "J02 a rest that nothing jumps to": (second("lead: {continues: lead, jump_head: 渡口}"), 3, ("JUMP_CONTRADICTED",)),
    "J02 a rest of no story": (second("lead: {continues: none, jump_head: 渡口}"), 3, ("CONTINUES_UNSTARTED",)),
    "J03 a story in two boxes": (second("lead: {story: lead}"), 3, ("STORY_TWICE issue.yaml:15",)),
    "J04 a story that isn't there": (second("lead: {story: none}"), 3, ("FILE_MISSING issue.yaml:15",)),
    "J04 a story that nobody places": (put(f"{ISSUE}/stories/late.md", story("遲到", 1)), 0, ("STANDBY",)),
    "J05 a jump chain of thirty pages": (chain(30), -1, ("",)),
    "J06 copy fifty times too long": (put(LEAD, story("渡口", 400)), 4, ("OVERSET",)),
    "J06 a head longer than its box": (put(LEAD, story("渡口的舊事" * 60, 1)), 4, ("lead",)),
    "J07 a story of white": (put(LEAD, "---\nheadline: 渡\n---\n\u3000\u3000\n\n \n\u200b\n"), -1, ("EMPTY_STORY",)),
    "J07 no head": (put(LEAD, '---\nheadline: ""\n---\n船。\n'), 3, ("EMPTY lead.md:2",)),
    "J10 a cutline without a picture": (
        to(PAGES, "photo: {picture: pictures/pier.jpg, ", "photo: {"),
        3,
        ("issue.yaml:9",),
    ),
    "J12 a style that is not there": (to(PAPERS, "{body: body,", "{body: nobody,"), 3, ("UNKNOWN_NAME paper.yaml:10",)),
    "J12 a style that extends itself": (
        to(PAPERS, "head: {role: song", "head: {extends: head"),
        3,
        ("EXTENDS_ITSELF",),
    ),
    "J12 inks out of range": (
        put(PAPERS, PAPER + "colours: {red: {cmyk: [120, -5, 0, 0], srgb: '#ff0000'}}\n"),
        3,
        ("OUT_OF_RANGE paper.yaml:14",),
    ),
    "J13 a story that leads out": (second('lead: {story: "../lead"}'), 3, ("issue.yaml:15",)),
    "J13 a story named with a line end": (second('lead: {story: "a\\nb"}'), 3, ("issue.yaml:15",)),
    # manifest
    "Y18 a pipe for a manifest": (
        also(lambda desk: (desk.root / PAGES).unlink(), lambda desk: os.mkfifo(desk.root / PAGES)),
        3,
        ("NOT_A_FILE",),
    ),
    "Y18 a manifest of eleven megabytes": (put(PAGES, MANIFEST + "#" * 11_000_000), 3, ("TOO_LARGE",)),
    # pictures and paths
    "N01 an address": (to(PAGES, "pictures/pier.jpg", "https://example.org/a.jpg"), 3, ("OUTSIDE_FOLDER",)),
    "N01 a share": (to(PAGES, "pictures/pier.jpg", r"\\server\a.jpg"), 3, ("OUTSIDE_FOLDER issue.yaml:9",)),
    "N01 a drive": (to(PAGES, "pictures/pier.jpg", r"C:\a.jpg"), 3, ("OUTSIDE_FOLDER",)),
    "N01 a home": (to(PAGES, "pictures/pier.jpg", "~/a.jpg"), 3, ("OUTSIDE_FOLDER",)),
    "N01 a variable": (to(PAGES, "pictures/pier.jpg", "$HOME/a.jpg"), 3, ("OUTSIDE_FOLDER",)),
    "N02 a folder that is a link out": (
        also(
            lambda desk: (desk.root / PIER).rename(desk.root / "pier.jpg"),
            lambda desk: (desk.root / ISSUE / "pictures").rmdir(),
            lambda desk: (desk.root / ISSUE / "pictures").symlink_to(desk.root),
        ),
        3,
        ("OUTSIDE_FOLDER issue.yaml:9",),
    ),
    "N02 stories that are a link out": (
        also(
            lambda desk: (desk.root / ISSUE / "stories").rename(desk.root / "elsewhere"),
            lambda desk: (desk.root / ISSUE / "stories").symlink_to(desk.root / "elsewhere"),
        ),
        3,
        ("OUTSIDE_FOLDER issue.yaml:8",),
    ),
    "N04 a name in another case": (
        to(PAGES, "pictures/pier.jpg", "pictures/Pier.JPG"),
        -1,
        ("PICTURE_MISSING", "pier.jpg"),
    ),
    "N04 a name of 300 letters": (to(PAGES, "pictures/pier.jpg", f"pictures/{'渡' * 300}.jpg"), 4, ("PICTURE_BROKEN",)),
    "N05 a picture in the output": (to(PAGES, "pictures/pier.jpg", "../../out/tonight/proof/01.png"), 3, ("OUTSIDE",)),
    "I05 a picture that is a page of text": (put(PIER, "<html>渡口</html>"), 4, ("PICTURE_BROKEN issue.yaml:9",)),
    "I22 a PNG by the name of a JPEG": (put(PIER, photograph("PNG")), 0, ("",)),
    # adverts
    "P18 an advert that is too wide": (put(SHOP, advert(200, 190)), 0, ("ADVERT_SIZE",)),
    "P18 an advert off by a tenth of a millimetre": (put(SHOP, advert(113.3, 190)), 0, ("",)),
    "P18 an advert of another shape": (put(SHOP, advert(400, 40)), 0, ("ADVERT_SIZE",)),
    "P06 a page that a PDF doesn't have": (to(PAGES, "shop.pdf,", "shop.pdf, pdf_page: 3,"), 4, ("PDF_REFUSED",)),
    # faces
    "F01 a role that is not there": (to(PAPERS, "head: {role: song", "head: {role: gothic"), 3, ("UNKNOWN_NAME",)),
    "F01 a face that is not there": (
        put("fonts/fonts.yaml", "song: {regular: no.ttf}\n"),
        3,
        ("FILE_MISSING fonts.yaml:1",),
    ),
    "F01 the hundredth face of a file": (
        put("fonts/fonts.yaml", "song: {regular: {file: face.ttf, index: 99}}\n"),
        3,
        ("NOT_A_FONT fonts.yaml:1",),
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_row(desk: Desk, row: str) -> None:
    do, code, words = ROWS[row]
    do(desk)
    told = composed(desk, command="check")
    assert code in {-1, told.code}, told.err
    for word in words:
        assert word in told.err or word in told.faults, (told.faults, told.err)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_n04_names_are_found_however_their_accents_are_stored(desk: Desk, form: Form, typed: Form) -> None:
    """A folder from a Mac has its accents apart from their letters; the manifest names the same letters."""
    name = "café ポ 'a' -b.jpg"
    desk.write(f"{ISSUE}/pictures/{unicodedata.normalize(form, name)}", photograph())
    desk.change(PAGES, "pictures/pier.jpg", f'"pictures/{unicodedata.normalize(typed, name)}"')
    told = composed(desk, command="check")
    assert told.code == 0, told.err


def test_y19_order_and_style_of_the_manifest_make_no_difference(desk: Desk) -> None:
    import yaml

    assert composed(desk).code == 0
    before = {path.name: path.read_bytes() for path in (desk.out / "press").iterdir()}
    tree = yaml.safe_load((desk.root / PAGES).read_text("utf-8"))
    turned = {key: tree[key] for key in reversed(tree)}
    turned["pages"] = [{key: page[key] for key in reversed(page)} for page in tree["pages"]]
    for flow in (True, False):
        desk.write(PAGES, yaml.safe_dump(turned, allow_unicode=True, default_flow_style=flow, sort_keys=False))
        assert composed(desk).code == 0
        assert {path.name: path.read_bytes() for path in (desk.out / "press").iterdir()} == before


def test_j10_two_hundred_pictures_in_a_story(desk: Desk) -> None:
    lines = "\n\n".join(['![渡船](pictures/pier.jpg){alt="渡船"}'] * 200)
    desk.write(LEAD, f"---\nheadline: 渡口\n---\n船。\n\n{lines}\n")
    told = composed(desk, command="check")
    assert told.code == 4
    assert "Traceback" not in told.err


def test_n05_the_issue_is_its_own_output(desk: Desk) -> None:
    """The output folder is the folder that the issue is in: what is written there is written, and no copy is lost."""
    copy = (desk.root / LEAD).read_bytes()
    told = composed(desk, "--out", str(desk.root / "issues"))
    assert told.code == 0
    assert (desk.root / LEAD).read_bytes() == copy
    assert (desk.issue / "press/watch-20230407-01.pdf").is_file()
    assert composed(desk, "--out", str(desk.root / "issues")).code == 0


def test_n03_a_picture_that_may_not_be_read(desk: Desk) -> None:
    path: Path = desk.root / PIER
    path.chmod(0)
    told = composed(desk, command="check")
    if os.geteuid() == 0:  # to whom everything may be read
        assert told.code == 0
    else:
        assert "look at its rights" in told.err
