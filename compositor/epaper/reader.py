"""The reader's PDF: sRGB, outline by page and story, jump lines that are links both ways, page labels."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.faces import Faces
from compositor.model.copy import HEAD_PARTS, Issue, Story
from compositor.model.design import Area, Design, Paper
from compositor.model.page import Page
from compositor.pdf import ColourSpace, Pen


def reader_pdf(pages: Sequence[Page], issue: Issue, design: Design, faces: Faces) -> bytes:
    """Return the reader's PDF of the pages given, in their order."""
    paper = design.paper
    pen = Pen(
        faces,
        space=ColourSpace.SRGB,
        title=f"{paper.name} {issue.date:%Y-%m-%d}",
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
    )
    numbers = {page.label: at for at, page in enumerate(pages)}
    for page in pages:
        pen.page(page.width, page.height, 0, label=page.label)
        for ink in page.ink:
            pen.draw(ink)
        _outline(pen, page, issue)
        for link in page.links:
            if link.address:
                pen.web_link(link.area, link.address)
            elif link.to_page in numbers:
                to = numbers[link.to_page]
                target = link.to_area or _box(pages[to], link.to_box)
                pen.link(link.area, page=to, to=target, contents=link.title)
    return pen.finish()


def file_name(paper: Paper, issue: Issue) -> str:
    """Return the file's name, such as jintan-times-20191115-epaper.pdf."""
    return f"{paper.slug}-{issue.date:%Y%m%d}-epaper.pdf"


def story_title(story: Story) -> str:
    """Return what a story is called in the outline: its headline, else its first head, else its slug."""
    for name in ("headline", *HEAD_PARTS):
        part = story.part(name)
        if part and part.text.strip():
            return " ".join(part.text.split())
    return story.slug


def _outline(pen: Pen, page: Page, issue: Issue) -> None:
    """Enter the page and beneath it every story that stands on it, in reading order."""
    pen.bookmark(f"{page.label} {page.section}".strip(), level=0)
    seen: set[str] = set()
    for box in page.boxes:
        if box.story and box.story not in seen:
            seen.add(box.story)
            pen.bookmark(story_title(issue.story(box.story)), level=1, area=box.area)


def _box(page: Page, name: str) -> Area | None:
    return next((box.area for box in page.boxes if box.name == name), None)
