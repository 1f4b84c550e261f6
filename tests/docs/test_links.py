"""Links inside the repository lead somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import ROOT, anchors, documents, links


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path.read_text(encoding="utf-8"), path) == []


def broken(page: str, path: Path) -> list[str]:
    found = []
    for link in links(page):
        target, _, anchor = unquote(link).partition("#")
        file = (path.parent / target) if target else path
        if "://" in link or link.startswith("mailto:"):
            continue
        if (
            not file.exists()
            or not file.resolve().is_relative_to(ROOT)
            or (anchor and anchor not in anchors(file.read_text(encoding="utf-8") if target else page))
        ):
            found.append(link)
    return found


def test_a_broken_link_is_caught() -> None:
    page = "# A head\n\n[one](CHANGELOG.md) [two](nowhere.md) [three](#a-head) [four](#no-head)\n"
    assert broken(page, ROOT / "README.md") == ["nowhere.md", "#no-head"]
