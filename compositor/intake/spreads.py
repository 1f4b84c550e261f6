"""Spreads (通版) in the manifest: labels such as 04-05, which page lies left by the paper's binding, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compositor.intake.faults import Code, Faults, said
from compositor.intake.pages import PageDesk
from compositor.model.design import FurnitureBox, Grid, Template
from compositor.model.spreads import LEFT, RIGHT


def with_halves(
    pages: tuple[PageDesk, ...], spreads: Mapping[str, bool], binding: str, faults: Faults
) -> tuple[PageDesk, ...]:
    """Return pages with those of spreads from left to right; what can't lie beside each other is a fault.

    Of a paper bound at the left, as horizontal ones are, the even page lies at the left and the odd one at the
    right; of one bound at the right it is the other way round. ``spreads`` tells of templates which are of a spread.
    """
    count = sum(len(page.labels) for page in pages)
    made = []
    for at, page in enumerate(pages):
        if page.template in spreads and spreads[page.template] != (len(page.labels) == 2):
            _wrong_template(page, faults)
        made.append(_laid(page, (at, count), binding, faults) if len(page.labels) == 2 else page)
    return tuple(made)


def _wrong_template(page: PageDesk, faults: Faults) -> None:
    place, name = page.sheet.place_of("template"), said(page.template)
    if len(page.labels) == 2:
        message = f"the template {name} is of one page, but {page.label} are two"
        faults.add(Code.SPREAD, place, message, "name a template with spread: true, or give the page one label")
    else:
        message = f"the template {name} is of a spread, but page {page.label} is one page"
        faults.add(Code.SPREAD, place, message, "label the two pages of a spread, such as 04-05")


def _laid(page: PageDesk, at: tuple[int, int], binding: str, faults: Faults) -> PageDesk:
    """Return a spread with the numbers of its pages, left to right: facing pages, or the outside of all the sheets."""
    (first, one), (second, other) = page.keys[1:]
    index, count = at
    outside = index == 0 and other == 1 and one == count and count > 1
    if not outside and (first != second or other != one + 1):
        message = f"pages {said(page.labels[0])} and {said(page.labels[1])} don't lie beside each other"
        hint = "a spread is two pages that follow each other, such as 04-05; listed first, the last page and page 1"
        faults.add(Code.SPREAD, page.sheet.place_of("label"), message, hint)
        return page
    numbers = (count, 1) if outside else (page.number, page.number + 1)
    if numbers[0] % 2:
        message = f"page {said(page.labels[0])} is the {numbers[0]}. of the issue, and lies back to back with the next"
        hint = "in an open paper an even page faces the odd one after it"
        faults.add(Code.SPREAD, page.sheet.place_of("label"), message, hint)
        return page
    halves = tuple(zip(numbers, page.labels, strict=True))
    return replace(page, halves=halves if binding == "left" else halves[::-1])


def parts(template: Template, grid: Grid) -> Mapping[str, Template]:
    """Return the template of a spread by name, and those of the furniture of its two pages."""
    left = tuple(box for box in template.furniture if box.columns[1] <= grid.columns)
    right = tuple(box for box in template.furniture if box.columns[0] > grid.columns)
    across = tuple(box for box in template.furniture if box not in (*left, *right))
    halves = {LEFT: left, RIGHT: tuple(_back(box, grid.columns) for box in right)}
    own = {
        template.name + side: Template(template.name + side, (), furniture, template.place)
        for side, furniture in halves.items()
    }
    return {template.name: replace(template, furniture=across)} | own


def _back(box: FurnitureBox, columns: int) -> FurnitureBox:
    first, last = box.columns
    return replace(box, columns=(first - columns, last - columns))
