"""What is told the printing house is true: every check of preflight stands in its list, and no other."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT

_CODE = re.compile(r"\b(?:X4-\d\d|V\d+|R00\d\d|[DFLTNU]-\d\d)\b")


def test_every_check_is_listed() -> None:
    words = (
        (ROOT / "docs" / "press.md")
        .read_text(encoding="utf-8")
        .partition("## Every check")[2]
        .partition("\nNumbers R")[0]
    )
    listed = set(_CODE.findall(words))
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "compositor" / "preflight").glob("*.py"))
    made = set(re.findall(r'"(X4-\d\d|V\d+|R00\d\d|[DFLTNU]-\d\d)"', sources))
    assert len(made) > 60
    assert listed == made
