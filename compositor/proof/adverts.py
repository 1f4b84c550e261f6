"""Adverts: marked as such, in the module that was sold, in their own proportions.

中華人民共和國廣告法 (2021), article 14: an advert in the mass media is plainly marked 廣告.
"""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import BoxCopy, Picture
from compositor.model.design import PictureBox
from compositor.model.page import Page, SetLine
from compositor.model.shapes import area_of
from compositor.proof.sheets import Sheets, page_name
from compositor.units import SP, mm

_NEAR = mm(1)
"""How far an advert that comes as PDF may be off its box."""
_OFF = 50
"""An advert's proportions may differ from its box's by one part in so many."""


def adverts(sheets: Sheets) -> Iterator[Finding]:
    """Yield adverts without their label, of another size than their box, or not of its proportions."""
    for page in sheets.pages:
        for copy in sheets.issue.page(page.label).boxes:
            box = sheets.box(page.label, copy.box)
            picture = copy.picture
            if picture is not None and picture.advert is not None and isinstance(box, PictureBox) and box.advert:
                ends = (copy.place, page.label, copy.box)
                yield from _unmarked(picture, box, page, ends)
                yield from _of_other_size(copy, box, sheets, ends)
                yield from _of_other_shape(picture, box, sheets, ends)


_Ends = tuple[Place, str, str]


def _unmarked(picture: Picture, box: PictureBox, page: Page, ends: _Ends) -> Iterator[Finding]:
    assert box.advert is not None
    assert picture.advert is not None
    lines = [ink.line.text for ink in page.ink if isinstance(ink, SetLine) and ink.box == box.name]
    if not picture.advert.labelled and not any(box.advert.label in line for line in lines):
        message = f"the advert in box {box.name} on page {page_name(page.label)} is not marked {box.advert.label}"
        hint = "this is a fault of the program, or of the box: it has no room for the label"
        yield Finding("ADVERT_LABEL", Severity.ERROR, message, hint, *ends)


def _of_other_size(copy: BoxCopy, box: PictureBox, sheets: Sheets, ends: _Ends) -> Iterator[Finding]:
    assert copy.picture is not None
    assert copy.picture.advert is not None
    module = sheets.design.paper.modules.get(copy.picture.advert.module)
    area = area_of(box, sheets.design.paper.grid)
    span = (box.columns[1] - box.columns[0] + 1, box.rows[1] - box.rows[0] + 1)
    if module is not None and not module.fits(span, area):
        message = (
            f"the advert in box {box.name} on page {page_name(ends[1])} was sold as {module.name}, {module.size}; "
            f"the box is {span[0]} columns × {span[1]} rows, {_mm(area.width)} × {_mm(area.height)} mm"
        )
        hint = "put it in a box of its module, or name the module that the box has"
        yield Finding("ADVERT_SIZE", Severity.ERROR, message, hint, *ends)


def _of_other_shape(picture: Picture, box: PictureBox, sheets: Sheets, ends: _Ends) -> Iterator[Finding]:
    """Yield an advert that isn't of its box's proportions; of a PDF, which has a size, one that isn't of its size."""
    if picture.asset is None:
        return
    area = area_of(box, sheets.design.paper.grid)
    grid = sheets.design.paper.grid
    width, height = area.width - 2 * box.inset * grid.size, area.height - 2 * box.inset * grid.leading
    wide, high = picture.framing.proportions(picture.asset)
    other = abs(wide * height - high * width) * _OFF > max(wide * height, high * width)
    sized = picture.asset.leaf is not None
    if not other and not (sized and max(abs(wide - width), abs(high - height)) > _NEAR):
        return
    if sized:
        shares = (width / wide, height / high)
        told = f"{_mm(wide)} × {_mm(high)} mm, its box {_mm(width)} × {_mm(height)} mm: it is printed at "
        told += f"{100 * (min(shares) if picture.framing.whole else max(shares)):.1f} percent"
        done = ("with white beside it" if picture.framing.whole else "and is cut") if other else ""
        told = f"{told}, {done}" if done else told
    else:
        done = "stands in it with white beside it" if picture.framing.whole else "is cut"
        told = f"{wide / high:.3f} times as wide as high, its box {width / height:.3f} times: it {done}"
    message = f"the advert in box {box.name} on page {page_name(ends[1])} is {told}"
    hint = f"ask for art of {_mm(width)} × {_mm(height)} mm{', or name another pdf_box' if sized else ''}"
    yield Finding("ADVERT_SIZE", Severity.WARNING, message, hint, *ends)


def _mm(length: int) -> str:
    return f"{length / SP / 72 * 25.4:.1f}"
