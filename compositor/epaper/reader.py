"""The reader's PDF: sRGB, outline by page and story, links both ways, threads, page labels, and its structure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compositor.epaper.marking import Marker
from compositor.epaper.naming import story_title
from compositor.epaper.references import referring
from compositor.epaper.slots import finder, of_box, of_place
from compositor.epaper.threads import threads
from compositor.epaper.tree import tree
from compositor.faces import Faces
from compositor.filing import NO_CACHE, Cache
from compositor.model.copy import Issue
from compositor.model.design import Area, Design, Paper
from compositor.model.page import Link, Page
from compositor.pdf import ColourSpace, Darkroom, Pen


def reader_pdf(pages: Sequence[Page], issue: Issue, design: Design, faces: Faces, *, cache: Cache = NO_CACHE) -> bytes:
    """Return the reader's PDF of the pages given, in their order; the ``cache`` may have their pictures."""
    paper = design.paper
    pen = Pen(
        faces,
        space=ColourSpace.SRGB,
        title=f"{paper.name} {issue.date:%Y-%m-%d}",
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
        darkroom=Darkroom(cache=cache),
        screens=paper.epaper,
        from_right=paper.binding == "right",
    )
    spreads = _spreads(issue, pages)
    pages = _leading(referring(pages, issue), spreads)
    marker = Marker(pen, finder(issue, paper, pages), faces)
    for page in pages:
        pen.page(page.width, page.height, 0, label=page.label)
        _outline(pen, page, issue)
        links = []
        for link in page.links:
            number = _lead(pen, link, spreads.get(link.to_page, (link.to_page,)), pages)
            if number is not None:
                links.append((number, link))
        marker.page(page, links)
    for slug, beads in threads(pages):
        pen.thread(story_title(issue.story(slug)), beads)
    pen.structure(tree(marker.marked, issue, paper))
    return pen.finish()


def _spreads(issue: Issue, pages: Sequence[Page]) -> dict[str, tuple[str, ...]]:
    """Return where what is said of a spread or of a page of one stands among the pages given."""
    there = {page.label for page in pages}
    found = {}
    for page in issue.pages:
        labels = tuple(half.label for half in page.halves)
        for label in (page.label, *labels):
            found[label] = (
                (label,) if label in there else labels if labels[:1] and labels[0] in there else (page.label,)
            )
    return found


def _leading(pages: Sequence[Page], spreads: Mapping[str, tuple[str, ...]]) -> tuple[Page, ...]:
    """Return the pages without what would lead to a page that isn't given: words that lead nowhere are only printed."""
    there = {page.label for page in pages}

    def leads(link: Link) -> bool:
        return bool(link.address) or not there.isdisjoint(spreads.get(link.to_page, (link.to_page,)))

    return tuple(replace(page, links=tuple(filter(leads, page.links))) for page in pages)


def _lead(pen: Pen, link: Link, labels: tuple[str, ...], pages: Sequence[Page]) -> int | None:
    """Let a link lead to its address, or to the page, of those of a spread, that has its box; return its number."""
    if link.address:
        return pen.web_link(link.area, link.address)
    found = [(at, page) for at, page in enumerate(pages) if page.label in labels]
    to = next(((at, page) for at, page in found if _box(page, link.to_box)), found[0] if found else None)
    if to is None:
        return None
    at, page = to
    box = link.to_area or _box(page, link.to_box)
    named = of_place(at, link.to_area) if link.to_area else of_box(page.label, link.to_box)
    return pen.link(link.area, page=at, to=box, contents=link.title, element=named)


def file_name(paper: Paper, issue: Issue, *, panorama: bool = False) -> str:
    """Return the file's name, such as jintan-times-20191115-epaper.pdf."""
    zone = f"-{issue.zone}" if issue.zone else ""
    return f"{paper.slug}-{issue.date:%Y%m%d}{zone}-epaper{'-panorama' if panorama else ''}.pdf"


def _outline(pen: Pen, page: Page, issue: Issue) -> None:
    """Enter the page and beneath it every story that stands on it, in reading order."""
    pen.bookmark(f"{page.label} {page.section}".strip(), level=0)
    seen: set[str] = set()
    for box in page.boxes:
        if box.story and box.story not in seen:
            seen.add(box.story)
            named = of_box(page.label, box.name)
            pen.bookmark(story_title(issue.story(box.story)), level=1, area=box.area, element=named)


def _box(page: Page, name: str) -> Area | None:
    return next((box.area for box in page.boxes if box.name == name), None)
