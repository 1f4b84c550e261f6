"""A page of the reader's PDF alone is as well made as all of them: what would lead to other pages is only printed."""

from __future__ import annotations

import pytest

from compositor.epaper import reader_pdf
from compositor.preflight import judge
from tests.conftest import ROOT
from tests.epaper.test_gathering import made
from tests.pdf.reading import opened


@pytest.mark.parametrize("name", ["2019-11-15", "2024-04-21-wangyu"])
def test_a_page_alone_is_tagged_whole_and_leads_nowhere_it_does_not_hold(name: str) -> None:
    composed, pages, _ = made(ROOT / "issues" / name)
    read = composed.read
    for page in pages:
        pdf = reader_pdf([page], read.issue, read.design, read.faces)
        assert judge(pdf, "epaper") == (), page.label
        with opened(pdf) as file:
            links = list(file.pages[0].get("/Annots", []))
            assert all("/A" in link or link.Dest[0].objgen == file.pages[0].obj.objgen for link in links)
