"""What a reader's PDF needs for those who can't see it (ISO 14289-1, PDF/UA-1), as far as a machine can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import PdfFacts, Tags
from compositor.preflight.lettering import fonts
from compositor.preflight.told import ERROR, told

_HEADING: Final = re.compile(r"H([1-6])")
_HINT: Final = "export it as tagged PDF/UA-1"


def tagged(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what keeps a file from being read aloud, in its order and with its words."""
    yield from _structure(pdf.tags)
    if not (pdf.packet or {}).get("pdfuaid:part"):
        yield told("U-04", ERROR, "it doesn't claim PDF/UA", _HINT)
    if not (pdf.packet or {}).get("dc:title") or not pdf.tags.shows_title:
        words = "it has no title, or readers show its file's name instead (DisplayDocTitle)"
        yield told("U-05", ERROR, words, _HINT)
    for page in pdf.pages:
        if page.untagged:
            yield told("U-06", ERROR, f"{page.untagged} pieces are in no tag and no artifact", _HINT, page)
        for kind, _, words_said in page.annotations:
            if kind == "Link" and not words_said:
                yield told("U-09", ERROR, "a link doesn't say where it leads (Contents)", _HINT, page)
        if page.annotations and not page.structure_order:
            yield told("U-10", ERROR, "its links don't follow the structure (Tabs)", _HINT, page)
    yield from fonts(pdf)


def _structure(tags: Tags) -> Iterator[Finding]:
    if not tags.marked:
        yield told("U-01", ERROR, "it isn't marked as tagged", _HINT)
    if not (tags.root and tags.parents):
        yield told("U-02", ERROR, "it has no structure tree with a parent tree", _HINT)
    if not tags.language:
        yield told("U-03", ERROR, "it names no language", "name it, such as zh-Hant-CN")
    level = 0
    for kind, worded in tags.elements:
        if kind == "Figure" and not worded:
            yield told("U-07", ERROR, "a picture has no words that stand for it (Alt)", "give its alt")
        match = _HEADING.fullmatch(kind)
        if match and int(match[1]) > level + 1:
            yield told("U-08", ERROR, f"a heading {kind} follows level {level}", "skip no level")
        level = int(match[1]) if match else level
