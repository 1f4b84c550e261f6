"""What a desk wishes of one paragraph: ``{looseness=-1}`` at its end, a line shorter if the limits allow."""

from __future__ import annotations

import re
from typing import Final

from compositor.intake.faults import Code, Faults
from compositor.intake.mapped import Edit, Mapped
from compositor.intake.source import Source
from compositor.model.copy import Normalisation

_LOOSENESS: Final = re.compile(r"(?<![\]\\])\{[ \t]*looseness[ \t]*=([^{}\r\n]*)\}")
_LINES: Final = re.compile(r"([+-]?[1-3])\Z")


def looseness(copy: Mapped, source: Source, faults: Faults, *, may: bool) -> tuple[Mapped, int]:
    """Return a paragraph without the looseness at its end, and by how many lines it is to be longer.

    A fault where that is no number from -3 to 3 other than 0, or where the paragraph ``may`` have none.
    """
    text = copy.text
    end = len(text.rstrip())
    begin = text.rfind("{", 0, end)
    found = _LOOSENESS.fullmatch(text, begin, end) if begin >= 0 else None
    if found is None:
        return copy, 0
    asked = found[1].strip()
    lines = _LINES.match(asked)
    if lines is None or not may:
        what = "only paragraphs and notes have a looseness" if lines else f"{asked!r} is no number of lines"
        hint = "write {looseness=-1} at a paragraph's end for a line fewer, {looseness=1} for a line more"
        faults.add(Code.LOOSENESS_SYNTAX, source.place(copy.source_offset(begin)), what, hint)
    edited = copy.edited([Edit(len(text[:begin].rstrip()), len(text), "", Normalisation.MARKUP)])
    return edited, int(lines[1]) if lines else 0
