"""The reader's PDF of whole issues: jump lines lead to the other end and back, the outline names every story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pytest

from tests.acceptance import sheets, source_copy
from tests.acceptance.composing import Box, Composed, Record
from tests.acceptance.conftest import SAMPLES, Compose
from tests.acceptance.sheets import Area

_JUMP = re.compile("（[上下][轉转接].+）")
SPACES = {"/DeviceRGB", "/ICCBased", "/SMask", "/DeviceGray"}


@dataclass(frozen=True)
class Link:
    """A link of the reader's PDF: where it stands, where it leads, and what it says; places as in the dump."""

    page: int
    area: Area
    to_page: int
    to: tuple[float, float]
    says: str


def links(issue: Composed) -> list[Link]:
    with pikepdf.open(issue.reader) as pdf:
        return [link for at in range(len(pdf.pages)) for link in _links(pdf, at)]


def _links(pdf: pikepdf.Pdf, at: int) -> Iterator[Link]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for annotation in pdf.pages[at].get("/Annots", []):
        assert annotation.Subtype == "/Link"
        if "/A" in annotation and annotation.A.S == "/URI":
            continue
        left, foot, right, top = (float(edge) for edge in annotation.Rect)
        height = float(pdf.pages[at].trimbox[3])
        to, place = target(pdf, annotation, numbers)
        yield Link(at, Area(left, height - top, right - left, top - foot), to, place, str(annotation.Contents))


def target(pdf: pikepdf.Pdf, entry: Any, numbers: dict[tuple[int, int], int]) -> tuple[int, tuple[float, float]]:
    """Return the page and the point on it that an annotation or an outline entry leads to (ISO 32000-1 12.3.2.2)."""
    place = entry.Dest if "/Dest" in entry else entry.A.D
    assert place[1] == "/XYZ"
    to = numbers[place[0].objgen]
    return to, (float(place[2]), float(pdf.pages[to].trimbox[3]) - float(place[3]))


def corner(place: Area | tuple[float, float]) -> tuple[int, int]:
    """Return the left and top of a box, or of where something leads, in whole points."""
    x, y = (place.x, place.y) if isinstance(place, Area) else place
    return round(x), round(y)


def words_on(issue: Composed, link: Link) -> str:
    """Return what is printed where a link stands."""
    return "".join(sort.text for sort in sheets.sorts(issue.reader, link.page) if link.area.holds(sort.x, sort.y))


def of_jumps(issue: Composed, found: list[Link]) -> list[Link]:
    """Return the links that stand on jump lines and continued lines."""
    return [link for link in found if _JUMP.fullmatch(words_on(issue, link))]


def misled(issue: Composed, found: list[Link]) -> list[str]:
    """Tell which jumps have no link from their jump line to the other box, or none back."""
    faults = []
    for jump in issue.report["jumps"]:
        for here, there, part in (("from", "to", "jump_line"), ("to", "from", "continued_line")):
            line = jump_line(issue, jump, jump[f"{here}_page"], part)
            page, onward = (issue.labels.index(jump[f"{end}_page"]) for end in (here, there))
            box = box_of(issue, jump[f"{there}_page"], jump[f"{there}_box"])
            middle = (line["x"] + line["width"] / 2, line["baseline"] - 2)
            mine = [link for link in found if link.page == page and link.area.holds(*middle)]
            if [(link.to_page, corner(link.to)) for link in mine] != [(onward, corner(box.area))]:
                faults.append(f"{line['text']} of {jump['story']} leads to {mine}")
    return faults


def jump_line(issue: Composed, jump: Record, page: str, part: str) -> Record:
    (line,) = (
        line for line in issue.lines if (line["story"], line["part"], line["page"]) == (jump["story"], part, page)
    )
    return line


def box_of(issue: Composed, page: str, name: str) -> Box:
    return next(box for box in issue.boxes if (box.page, box.name) == (page, name))


def test_jump_lines_lead_to_the_other_end_and_back(issue: Composed) -> None:
    found = of_jumps(issue, links(issue))
    assert misled(issue, found) == []
    assert len(found) == 2 * len(issue.report["jumps"])
    assert all(link.says for link in found)


def test_the_index_leads_to_the_stories_that_it_names(issue: Composed) -> None:
    manifest = source_copy.typed((issue.issue / "issue.yaml").read_text(encoding="utf-8"))
    furniture = [(issue.labels.index(box.page), box.area) for box in issue.boxes if box.kind == "furniture"]
    found = [
        link
        for link in links(issue)
        if any(page == link.page and area.holds(link.area.x, link.area.y) for page, area in furniture)
    ]
    entries = manifest.get("index", [])
    assert len(found) == 2 * len(entries)
    for entry, title, number in zip(entries, found[::2], found[1::2], strict=True):
        box = next(box for box in issue.boxes if box.story == entry["story"])
        for link in (title, number):
            assert (link.to_page, corner(link.to)) == (issue.labels.index(box.page), corner(box.area))
        headline = source_copy.read(issue.issue)[entry["story"], "headline", "", ""].text
        assert words_on(issue, title) == entry.get("text", headline)
        assert words_on(issue, number).endswith(("版", "頁", "页"))


def test_the_outline_is_pages_and_their_stories(issue: Composed) -> None:
    sections = {page["page"]: page["section"] for page in issue.report["pages"]}
    wanted, copy = [], source_copy.read(issue.issue)
    for label in issue.labels:
        mine = [box for box in issue.boxes if box.page == label and box.kind == "text" and box.story]
        heads = list(dict.fromkeys(copy[box.story, "headline", "", ""].text for box in mine))
        wanted.append((f"{label} {sections[label]}".strip(), heads))
    with pikepdf.open(issue.reader) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == wanted


def test_the_outline_leads_to_the_pages_and_boxes_it_names(issue: Composed) -> None:
    with pikepdf.open(issue.reader) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        assert pdf.Root.PageMode == "/UseOutlines"
        assert [page.label for page in pdf.pages] == issue.labels
        for at, item in enumerate(outline.root):
            assert target(pdf, item.obj, numbers)[0] == at
            places = {corner(box.area) for box in issue.boxes if box.page == issue.labels[at] and box.story}
            for child in item.children:
                page, place = target(pdf, child.obj, numbers)
                assert page == at
                assert corner(place) in places


def test_the_reader_is_light_only(issue: Composed) -> None:
    found = sheets.colours(issue.reader)
    assert found["operators"] <= {"rg", "RG"}
    assert found["spaces"] <= SPACES


def test_the_reader_says_its_language(issue: Composed) -> None:
    with pikepdf.open(issue.reader) as pdf:
        assert str(pdf.Root.Lang) == f"zh-{issue.paper['script']}-{issue.paper['region']}"


# Faults that the checks have to find


@pytest.fixture(scope="session")
def jumping(compose: Compose) -> Composed:
    """Return the first sample in which a story jumps."""
    return next(issue for issue in map(compose, SAMPLES) if issue.report["jumps"])


def test_a_link_that_leads_astray_is_found(jumping: Composed) -> None:
    found = of_jumps(jumping, links(jumping))
    link = found[0]
    assert misled(jumping, found[1:])
    (x, y), moved = link.to, replace(link.area, y=link.area.y + 30)
    astray = [replace(link, to_page=link.page), replace(link, area=moved)]
    for wrong in (*astray, *(replace(link, to=to) for to in ((x, y + 40), (x + 40, y)))):
        assert misled(jumping, [wrong, *found[1:]])
