"""The reader's PDF of a spread: links and bookmarks land on the corner of the box, on the half where it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from compositor.epaper import reader_pdf
from compositor.faces import Faces
from compositor.model.design import Area
from compositor.model.page import Link, Page
from compositor.model.spreads import delivered
from compositor.units import SP, pt
from tests.makeup.desk import CASE, box, han, part, story
from tests.makeup.test_spreads import FOLD, composed, spread_of
from tests.pdf.reading import opened

FROM = Area(pt(60), pt(60), pt(80), pt(12))


def reader(how: str, columns: tuple[int, int]) -> tuple[bytes, tuple[Page, ...]]:
    """Return the reader's PDF of a page that leads to a box of the spread after it, and its pages."""
    text = box(columns=columns, flow=columns[1] - columns[0] + 1)
    issue, design = spread_of(story(part("headline", "題"), part("body", han(300))), boxes=(text,))
    front, *others = delivered(composed(issue, design).pages, how)
    pages = (replace(front, links=(Link(FROM, "folio", "02-03", "lead", "題"),)), *others)
    return reader_pdf(pages, issue, design, cast(Faces, CASE.faces)), pages


@pytest.mark.parametrize("how", ["pages", "panorama"])
@pytest.mark.parametrize("columns", [(1, 2), (3, 6), (5, 8)], ids=["left", "over the fold", "right"])
def test_what_leads_to_a_box_lands_on_its_corner(how: str, columns: tuple[int, int]) -> None:
    content, pages = reader(how, columns)
    wanted = 2 if how == "pages" and columns[0] > 4 else 1
    (placed,) = [one for one in pages[wanted].boxes if one.name == "lead"]
    corner = placed.area.x / SP, (pages[wanted].height - placed.area.y) / SP
    with opened(content) as pdf, pdf.open_outline() as outline:
        (link,) = pdf.pages[0].Annots
        (entry,) = outline.root[wanted].children
        assert entry.obj is not None
        for place in (link.Dest, entry.obj.Dest):
            assert place[0].objgen == pdf.pages[wanted].obj.objgen
            assert [float(place[2]), float(place[3])] == pytest.approx(corner, abs=0.001)
        rectangle = FROM.x, pages[0].height - FROM.bottom, FROM.right, pages[0].height - FROM.y
        assert [float(edge) * SP for edge in link.Rect] == pytest.approx(rectangle, abs=SP // 1000)


@pytest.mark.parametrize("how", ["pages", "panorama"])
def test_beads_lie_on_the_pages_that_show_them(how: str) -> None:
    content, pages = reader(how, (3, 6))
    with opened(content) as pdf:
        (thread,) = pdf.Root.Threads
        bead = thread.F
        seen: list[tuple[int, list[float]]] = []
        while not seen or bead.objgen != thread.F.objgen:
            at = next(at for at, page in enumerate(pdf.pages) if page.obj.objgen == bead.P.objgen)
            seen.append((at, [float(edge) * SP for edge in bead.R]))
            bead = bead.N
    assert {at for at, _ in seen} == ({1, 2} if how == "pages" else {1})
    assert all(0 <= left < right <= pages[at].width + SP for at, (left, _, right, _) in seen)
    assert how == "pages" or any(left >= FOLD for _, (left, *_) in seen)


def test_a_spread_is_the_same_every_time() -> None:
    assert reader("pages", (3, 6)) == reader("pages", (3, 6))
