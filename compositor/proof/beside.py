"""Things beside paragraphs: moved away from theirs, left out for want of room, or under copy."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import Story
from compositor.model.dummy import Fit
from compositor.model.page import Image, MissingPicture, SetLine
from compositor.proof.areas import extent, meet
from compositor.proof.places import inked
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name

_HINT = "make it narrower, name another paragraph, or cut or add a few lines above it"


def things_moved(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield pictures and quotes that don't begin level with the paragraph that they belong to."""
    for story in fit.stories:
        places = _places(sheets.issue.story(story.story))
        for box in story.boxes:
            for name in box.moved:
                message = (
                    f"{_said(name)} in box {box.box} on page {page_name(box.page)} "
                    "stands further down, in a later column or box, or in fewer columns: "
                    "beside its paragraph it has no room"
                )
                ends = (places.get(name), box.page, box.box, story.story)
                yield Finding("BESIDE_MOVED", Severity.NOTE, message, _HINT, *ends)


def quotes_left_out(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield quotes that found no room in the box of their paragraph, if that was set, nor in a later one."""
    printed = {(one.story, one.part) for one in sheets.stretches}
    for thread in sheets.dummy.threads:
        story, over = sheets.issue.story(thread.story), fit.story(thread.story)
        for quote in story.quotes:
            left = over.overset_characters and quote.beside.anchor >= over.overset_start
            if left or (story.slug, quote.part.name) in printed:
                continue
            home = thread.boxes[0]
            message = f"the quote {excerpt(quote.part.text)!r} found no room beside its paragraph, nor in a later box"
            ends = (quote.place, home.page, home.box.name, story.slug)
            yield Finding("QUOTE_NO_ROOM", Severity.ERROR, message, _HINT, *ends)


def copy_on_pictures(sheets: Sheets) -> Iterator[Finding]:
    """Yield body lines that stand on a picture of their own box, which they should run round."""
    for page in sheets.pages:
        shown: dict[str, list[Image | MissingPicture]] = {}
        for ink in sheets.drawn(page):
            if isinstance(ink, Image | MissingPicture):
                shown.setdefault(ink.box, []).append(ink)
        for line in page.ink if shown else ():
            if isinstance(line, SetLine) and line.part == "body":
                under = (one for one in shown.get(line.box, ()) if meet(inked(line), one.area))
                if next(under, None) is not None:
                    yield _on_picture(Printed(page.label, line), sheets)


def _on_picture(printed: Printed, sheets: Sheets) -> Finding:
    line = printed.line
    words, page = excerpt(line.line.text), page_name(printed.page)
    message = f"{words!r} ({line.part} in box {line.box}, page {page}) stands on a picture"
    hint = "this is a fault of the program or of the template: look at the box's rows and columns"
    ends = (sheets.place(printed), printed.page, line.box, line.story, extent(line.em_boxes()))
    return Finding("COLLISION", Severity.ERROR, message, hint, *ends)


def _places(story: Story) -> dict[str, Place]:
    pictures = {picture.name: picture.place for picture in story.pictures}
    return pictures | {quote.part.name: quote.place for quote in story.quotes}


def _said(name: str) -> str:
    return f"the {name.partition(':')[0]}" if name.endswith(":quote") else f"the picture {name}"
