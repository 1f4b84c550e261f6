"""Press files: one page each, in inks, without links, named as the printing house expects."""

from __future__ import annotations

import pytest

from compositor.press import file_name, page_pdf
from tests.faces.type_library import vendored
from tests.pdf.reading import opened, operators, texts
from tests.press.made_up import ISSUE, PAGES, PAPER


def test_a_plate_is_one_page_without_links() -> None:
    made = page_pdf(PAGES[0], ISSUE, PAPER, vendored())
    with opened(made) as pdf:
        assert len(pdf.pages) == 1
        assert "/Annots" not in pdf.pages[0]
        assert "/Outlines" not in pdf.Root
        assert str(pdf.docinfo["/Title"]) == "金壇時報 2019-11-15 01"
    assert set(texts(made).values()) == {"頭條（下轉第二版）"}


def test_a_plate_is_painted_in_inks_only() -> None:
    used = {operator for _, operator in operators(page_pdf(PAGES[0], ISSUE, PAPER, vendored()))}
    assert "k" in used
    assert not used & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh"}


@pytest.mark.parametrize(("at", "name"), [(0, "jintan-times-20191115-01.pdf"), (1, "jintan-times-20191115-A-2.pdf")])
def test_plates_are_named_by_paper_date_and_label(at: int, name: str) -> None:
    assert file_name(PAPER, ISSUE, PAGES[at]) == name


def test_pages_do_not_depend_on_one_another() -> None:
    alone = page_pdf(PAGES[1], ISSUE, PAPER, vendored())
    page_pdf(PAGES[0], ISSUE, PAPER, vendored())
    assert page_pdf(PAGES[1], ISSUE, PAPER, vendored()) == alone
