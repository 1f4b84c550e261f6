"""Press files: DeviceCMYK, black type in black only, page boxes, no links (prepress practice of ISO 15930-7)."""

from __future__ import annotations

from compositor.faces import Faces
from compositor.model.copy import Issue
from compositor.model.design import Paper
from compositor.model.page import Page
from compositor.pdf import ColourSpace, Pen

_UNSAFE = frozenset('/\\:*?"<>|')


def page_pdf(page: Page, issue: Issue, paper: Paper, faces: Faces) -> bytes:
    """Return the press file of one page."""
    pen = Pen(
        faces,
        space=ColourSpace.CMYK,
        title=f"{paper.name} {issue.date:%Y-%m-%d} {page.label}",
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
        ink_limit=paper.ink_limit,
    )
    pen.page(page.width, page.height, page.bleed, label=page.label)
    for ink in page.ink:
        pen.draw(ink)
    return pen.finish()


def file_name(paper: Paper, issue: Issue, page: Page) -> str:
    """Return a page's file name: paper, date and page label, such as jintan-times-20191115-01.pdf."""
    label = "".join("-" if letter in _UNSAFE or letter.isspace() else letter for letter in page.label)
    return f"{paper.slug}-{issue.date:%Y%m%d}-{label}.pdf"
