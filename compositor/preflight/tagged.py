"""What a reader's PDF needs for those who can't see it, as far as a machine can tell.

(ISO 14289-1 and -2, PDF/UA-1 and PDF/UA-2; ISO 19005-2 and -4 for its colours.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.inspect import PageFacts, PdfFacts, Tags
from compositor.preflight.lettering import fonts
from compositor.preflight.told import ERROR, NOTE, WARNING, told

_HEADING: Final = re.compile(r"H([1-6])")
_HINT: Final = "export it as tagged PDF/UA"
_SCRIPTS: Final = frozenset(("JavaScript", "OpenAction", "AA"))
_WORDED: Final = frozenset(("Figure", "Formula"))
_STORIES: Final = "Art"
_VERSIONS: Final = {"1": "1.7", "2": "2.0"}


def tagged(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what keeps a file from being read aloud, in its order and with its words."""
    yield from _structure(pdf.tags)
    yield from _claim(pdf)
    if not (pdf.packet or {}).get("dc:title") or not pdf.tags.shows_title:
        words = "it has no title, or readers show its file's name instead (DisplayDocTitle)"
        yield told("U-05", ERROR, words, _HINT)
    for page in pdf.pages:
        yield from _page(page, pdf.tags)
    if pdf.features & _SCRIPTS or any(page.actions for page in pdf.pages):
        yield told("U-12", ERROR, "it has scripts or actions of its own", "take them out: it is for reading")
    yield from fonts(pdf, read_aloud=True)
    yield from _colours(pdf)
    yield from _delivered(pdf)


def _structure(tags: Tags) -> Iterator[Finding]:
    if not tags.marked:
        yield told("U-01", ERROR, "it isn't marked as tagged", _HINT)
    if not (tags.root and tags.parents):
        yield told("U-02", ERROR, "it has no structure tree with a parent tree", _HINT)
    if not tags.language:
        yield told("U-03", ERROR, "it names no language", "name it, such as zh-Hant-CN")
    level = 0
    for element in tags.elements:
        if element.kind in _WORDED and not element.worded:
            yield told("U-07", ERROR, "a picture has no words that stand for it (Alt)", "give its alt")
        if element.kind == "Figure" and not element.placed:
            yield told("U-07", WARNING, "a picture doesn't say where it stands (BBox)", _HINT)
        if element.kind in (_STORIES, "Sect") and not element.full:
            yield told("U-14", WARNING, "an article has nothing in it", _HINT)
        match = _HEADING.fullmatch(element.kind)
        if match and int(match[1]) > level + 1:
            words = f"a heading {element.kind} follows level {level}" if level else f"its first heading is {match[0]}"
            yield told("U-08", ERROR, words, "skip no level")
        level = int(match[1]) if match else level


def _claim(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield a missing claim, and a version or destinations that are not of its part (ISO 14289-2 6.1, 8.8)."""
    part = (pdf.packet or {}).get("pdfuaid:part", "")
    if part not in _VERSIONS or (part == "2" and not (pdf.packet or {}).get("pdfuaid:rev")):
        yield told("U-04", ERROR, f"it claims PDF/UA-{part}" if part else "it doesn't claim PDF/UA", _HINT)
        return
    if (pdf.version >= "2.0") is not (part == "2") or pdf.version > _VERSIONS[part]:
        words = f"it is PDF {pdf.version}; PDF/UA-{part} is of PDF {_VERSIONS[part]}"
        yield told("U-16", ERROR, words, "write it as that version")
    if part == "2" and pdf.tags.unstructured:
        words = f"{pdf.tags.unstructured} links and bookmarks lead to places and not to elements of the structure"
        yield told("U-17", ERROR, words, _HINT)


def _page(page: PageFacts, tags: Tags) -> Iterator[Finding]:
    def at(counts: tuple[int, ...]) -> int:
        return counts[page.number - 1] if page.number <= len(counts) else 0

    if page.untagged:
        yield told("U-06", ERROR, f"{page.untagged} pieces are in no tag and no artifact", _HINT, page)
    if tags.root and at(tags.unheld):
        yield told("U-06", ERROR, f"{at(tags.unheld)} tagged pieces belong to no element", _HINT, page)
    if tags.parents and at(tags.untraced):
        words = f"its parent tree doesn't know whose {at(tags.untraced)} tagged pieces are"
        yield told("U-02", ERROR, words, _HINT, page)
    for kind, _, words_said in page.annotations:
        if kind == "Link" and not words_said:
            yield told("U-09", ERROR, "a link doesn't say where it leads (Contents)", _HINT, page)
    if tags.parents and at(tags.loose):
        yield told("U-09", ERROR, f"{at(tags.loose)} links are in no Link element", _HINT, page)
    if page.annotations and not page.structure_order:
        yield told("U-10", ERROR, "its links don't follow the structure (Tabs)", _HINT, page)


def _colours(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield an output intent that is missing or not of light (ISO 19005-2 6.2.3, 6.2.4.3)."""
    archive = bool((pdf.packet or {}).get("pdfaid:part"))
    severity: Severity = ERROR if archive else WARNING
    found = [intent for intent in pdf.intents if intent.kind == "GTS_PDFA1"]
    if not found:
        yield told("D-03", severity, "it doesn't say what its colours are (output intent)", "give it that of sRGB")
    elif any(intent.profile[16:20] != b"RGB " for intent in found):
        yield told("D-03", ERROR, "its output intent is not of light", "give it that of sRGB")
    else:
        for page in pdf.pages:
            spaces = {mark.look.space for mark in page.marks} | {picture.space for picture in page.pictures}
            if "DeviceCMYK" in spaces:
                words = "it paints in inks (DeviceCMYK), and its output intent is of light"
                yield told("D-04", severity, words, "turn them into sRGB", page)


def _delivered(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what would help readers find their way: bookmarks, page labels; and pages in order for the network."""
    tags, stories = pdf.tags, sum(element.kind == _STORIES for element in pdf.tags.elements)
    if tags.entries < max(stories, 1):
        words = f"it has {tags.entries} bookmarks for {stories} articles" if tags.entries else "it has no bookmarks"
        yield told("U-13", WARNING, words, "let bookmarks name its articles")
    elif tags.opens != "UseOutlines":
        yield told("D-02", NOTE, "its bookmarks aren't shown at first (PageMode)", "let it open with them")
    if not tags.labelled:
        yield told("D-02", NOTE, "its pages aren't called as they are printed (PageLabels)", "label them")
    if not pdf.in_order:
        yield told("D-01", NOTE, "it has to come whole before its first page shows", "linearize it")
