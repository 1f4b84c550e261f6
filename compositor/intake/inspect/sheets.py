"""One page of a PDF: its boxes, fonts, pictures, annotations, and what its content paints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from compositor.intake.inspect import spaces
from compositor.intake.inspect.coding import entry
from compositor.intake.inspect.content import Reader
from compositor.intake.inspect.facts import Box, PageFacts, PictureFacts
from compositor.intake.inspect.lettering import Known, fonts
from compositor.intake.inspect.painted import Painted

_BOXES: Final = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
_INHERITED: Final = ("MediaBox", "CropBox", "Rotate", "Resources")


Found = tuple[tuple[PageFacts, Painted], tuple[str, ...]]


def page_facts(page: Any, number: int, known: Known, *, pixels: bool = False) -> Found:
    """Return what stands on a page, what was painted on it, and what is of a wrong type.

    With ``pixels`` the ink of its pictures is measured.
    """
    oddities: list[str] = []
    boxes = dict(_boxes(page.obj, number, oddities))
    painted = Painted(boxes.get("TrimBox", boxes.get("ArtBox")))
    resources = inherited(page.obj, "Resources")
    Reader(painted).read(page, resources)
    group = entry(page.obj, "/Group")
    space = spaces.name_of(group.get("/CS"), None)[0] if group is not None else None
    facts = PageFacts(
        number=number,
        boxes=boxes,
        rotated=bool(inherited(page.obj, "Rotate") or 0),
        user_unit="/UserUnit" in page.obj,
        actions="/AA" in page.obj,
        annotations=tuple(_annotations(page.obj)),
        group=space,
        soft_groups=tuple(painted.groups),
        marks=painted.marks,
        pictures=tuple(_measured(painted) if pixels else painted.pictures.values()),
        fonts=tuple(dict.fromkeys(fonts(painted, resources, known))),
        untagged=painted.untagged,
        structure_order=str(entry(page.obj, "/Tabs", "")) == "/S",
        grammar=painted.grammar,
    )
    for key in ("PresSteps", "OutputIntents"):
        if f"/{key}" in page.obj:
            painted.features.add(f"page {key}")
    return (facts, painted), tuple(oddities)


def _measured(painted: Painted) -> Iterator[PictureFacts]:
    """Yield the pictures with the most ink of their pixels; one that is painted more than once is decoded once."""
    from compositor.intake.inspect.pixels import UnreadError, inked, most_possible

    found: dict[tuple[int, int], float] = {}
    for key, picture in painted.pictures.items():
        if key not in painted.streams or painted.outside(picture.area):
            yield picture
            continue
        stream, known = painted.streams[key]
        number = stream.objgen
        try:
            most = found[number] if number in found and number != (0, 0) else inked(stream, known).most()
        except UnreadError as reason:
            possible = most_possible(stream, known)
            yield replace(picture, most_ink=possible, unread=str(reason) if possible is None else "")
            continue
        found[number] = most
        yield replace(picture, most_ink=round(most, 1))


def inherited(page: Any, name: str) -> Any:
    """Return an entry of a page or of the tree above it (ISO 32000-1 7.7.3.4)."""
    for _ in range(64):
        if page is None or f"/{name}" in page:
            break
        page = entry(page, "/Parent")
    return None if page is None else page.get(f"/{name}")


def _boxes(page: Any, number: int, oddities: list[str]) -> Iterator[tuple[str, Box]]:
    for name in _BOXES:
        found = inherited(page, name) if name in _INHERITED else entry(page, f"/{name}")
        if found is None:
            continue
        try:
            x0, y0, x1, y1 = (float(edge) for edge in found)
        except (TypeError, ValueError):
            oddities.append(f"{name} of page {number} is no rectangle")
            continue
        yield name, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _annotations(page: Any) -> Iterator[tuple[str, Box, bool]]:
    """Yield each annotation's kind, rectangle, and whether it says in words what it is."""
    for one in entry(page, "/Annots", ()):
        x0, y0, x1, y1 = (float(edge) for edge in one.get("/Rect", (0, 0, 0, 0)))
        yield str(one.get("/Subtype", ""))[1:], (x0, y0, x1, y1), bool(str(one.get("/Contents", "")))
