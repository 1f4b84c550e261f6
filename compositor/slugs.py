"""Slug lines: what sets them beside the plates of a paper."""

from __future__ import annotations

from collections.abc import Callable

from compositor.intake import Intake
from compositor.model.design import Style
from compositor.model.lines import Line
from compositor.text import TypeCase, set_single


def slug_words(read: Intake, case: TypeCase) -> Callable[[str, int], Line]:
    """Return what sets slug lines: the first style of the paper's boxes, in any size."""
    boxes = (box for template in read.design.templates.values() for box in template.boxes)
    first = next(style for box in boxes for style in box.style.styles.values())

    def words(text: str, size: int) -> Line:
        return set_single(text, Style("slug", first.role, first.weight, size, size, size), None, case)

    return words
