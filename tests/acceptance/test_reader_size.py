"""How large readers' PDFs are: an issue of eight broadsheet pages comes over a slow line."""

from __future__ import annotations

import pikepdf

from tests.acceptance.conftest import Compose

EIGHT_PAGES = "2025-10-16-wangyu"
MOST = 1_500_000


def test_eight_pages_without_their_pictures_have_a_megabyte_and_a_half_at_most(compose: Compose) -> None:
    issue = compose(EIGHT_PAGES)
    with pikepdf.open(issue.reader) as pdf:
        assert len(pdf.pages) == 8
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        pictures = sum(len(one.read_raw_bytes()) for one in streams if one.get("/Subtype") == "/Image")
        programs = [one.objgen for one in streams if one.get("/Subtype") == "/CIDFontType0C" or "/Length1" in one]
        assert all("/Filter" in one for one in streams if one.get("/Type") != "/Metadata")
        faces = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()}
        assert len(programs) == len(set(programs)) < 4 * len(faces)
    assert issue.reader.stat().st_size - pictures <= MOST
    assert pictures < MOST


def test_pages_come_in_order(compose: Compose) -> None:
    with pikepdf.open(compose(EIGHT_PAGES).reader) as pdf:
        assert pdf.is_linearized
        assert pdf.check_linearization() is True
