"""The reader's PDF of whole issues: threads lead through columns, boxes and pages of each story as its copy runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pikepdf

from tests.acceptance import source_copy
from tests.acceptance.composing import Composed, Record
from tests.acceptance.sheets import Area


@dataclass(frozen=True)
class Bead:
    """A rectangle of a page on which a story is read; places as in the dump."""

    page: int
    area: Area


def threads(issue: Composed) -> list[tuple[str, list[Bead]]]:
    with pikepdf.open(issue.reader) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return [(str(thread.I.Title), list(_beads(pdf, thread, numbers))) for thread in pdf.Root.Threads]


def _beads(pdf: pikepdf.Pdf, thread: Any, numbers: dict[tuple[int, int], int]) -> Iterator[Bead]:
    """Yield the beads of a ring, which is one both ways, and of which each page knows (ISO 32000-1 12.4.3)."""
    bead = thread.F
    assert bead.T.objgen == thread.objgen
    while True:
        assert bead.N.V.objgen == bead.V.N.objgen == bead.objgen
        page = numbers[bead.P.objgen]
        assert any(one.objgen == bead.objgen for one in pdf.pages[page].obj.B)
        left, foot, right, top = (float(edge) for edge in bead.R)
        yield Bead(page, Area(left, float(pdf.pages[page].trimbox[3]) - top, right - left, top - foot))
        bead = bead.N
        if bead.objgen == thread.F.objgen:
            return


def astray(issue: Composed, found: list[tuple[str, list[Bead]]]) -> list[str]:
    """Tell which beads stand in no box of their story, and which stories aren't read in the order of their copy."""
    faults, titles = [], source_copy.read(issue.issue)
    stories = list(dict.fromkeys(line["story"] for line in issue.all_lines if line["story"] and line["part"] == "body"))
    stories.sort(key=lambda story: min(at for at, line in enumerate(issue.all_lines) if line["story"] == story))
    for story, (title, beads) in zip(stories, found, strict=True):
        if "".join(titles[story, "headline", "", ""].text.split()) != "".join(title.split()):
            faults.append(f"{story} is called {title}")
        boxes = [(issue.labels.index(box.page), box.area) for box in issue.boxes if box.story == story]
        for bead in beads:
            corners = [(bead.area.x, bead.area.y), (bead.area.x + bead.area.width, bead.area.y + bead.area.height)]
            if not any(page == bead.page and all(area.holds(*one) for one in corners) for page, area in boxes):
                faults.append(f"{story} has {bead} outside its boxes")
        body = [line for line in issue.all_lines if (line["story"], line["part"]) == (story, "body")]
        order = [_held(issue, beads, line) for line in sorted(body, key=lambda line: line["start"])]
        if -1 in order or any(one > other for one, other in pairwise(order)):
            faults.append(f"{story} is read in the order {order}")
    return faults


def _held(issue: Composed, beads: list[Bead], line: Record) -> int:
    """Return which bead a line of copy stands in."""
    x, y = line["x"], line["baseline"]
    middle = (x, y + 4) if line["direction"] == "vertical" else (x + line["width"] / 2, y - 2)
    page = issue.labels.index(line["page"])
    return next((at for at, bead in enumerate(beads) if bead.page == page and bead.area.holds(*middle)), -1)


def test_threads_follow_every_story_through_its_columns_and_boxes(issue: Composed) -> None:
    assert astray(issue, threads(issue)) == []


def test_a_bead_that_leads_astray_is_found(first: Composed) -> None:
    found = threads(first)
    at = next(at for at, (_, beads) in enumerate(found) if len({bead.page for bead in beads}) > 1)
    title, beads = found[at]
    moved = replace(beads[1], area=replace(beads[1].area, x=beads[1].area.x + 90))
    for wrong in ([beads[0], moved, *beads[2:]], [beads[0], *beads[:0:-1]], beads[:-1]):
        assert astray(first, [*found[:at], (title, wrong), *found[at + 1 :]])
