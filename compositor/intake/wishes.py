"""What a desk wishes of one paragraph, in braces at its end.

``{looseness=-1}`` sets it a line shorter if the limits allow; ``{optional}`` or ``{optional=2}`` lets it be left out,
in that turn, where the story doesn't fit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from compositor.errors import Place
from compositor.intake.faults import Code, Faults
from compositor.intake.mapped import Edit, Mapped
from compositor.intake.source import Source
from compositor.model.copy import Normalisation
from compositor.records import dataclass

_WISH: Final = re.compile(r"(?<![\]\\])\{[ \t]*(looseness|optional)[ \t]*(?:=([^{}\r\n]*))?\}")
_LINES: Final = re.compile(r"([+-]?[1-3])\Z")
_TURN: Final = re.compile(r"([1-9][0-9]?)\Z")


@dataclass(frozen=True, slots=True)
class Wishes:
    """By how many lines a paragraph is to be longer, and in which turn it may be left out; 0 for neither."""

    looseness: int = 0
    optional: int = 0


NO_WISHES: Final = Wishes()


def wishes(copy: Mapped, source: Source, faults: Faults, *, may: bool) -> tuple[Mapped, Wishes]:
    """Return a paragraph without the wishes at its end, and the wishes.

    A fault where a looseness is no number from -3 to 3 other than 0, a turn none from 1 to 99, or where the
    paragraph ``may`` have no wishes.
    """
    found = NO_WISHES
    while "{" in copy.text:
        text = copy.text
        end = len(text.rstrip())
        begin = text.rfind("{", 0, end)
        match = _WISH.fullmatch(text, begin, end) if begin >= 0 else None
        if match is None:
            break
        found = _wished(found, match, (source.place(copy.source_offset(begin)), faults), may=may)
        copy = copy.edited([Edit(len(text[:begin].rstrip()), len(text), "", Normalisation.MARKUP)])
    return copy, found


def _wished(found: Wishes, match: re.Match[str], told: tuple[Place, Faults], *, may: bool) -> Wishes:
    name, asked = match[1], (match[2] or "").strip()
    number = _LINES.match(asked) if name == "looseness" else _TURN.match(asked or "1")
    if number is not None and may:
        return replace(found, **{name: int(number[1])})
    if name == "looseness":
        what = "only paragraphs and notes have a looseness" if number else f"{asked!r} is no number of lines"
        hint = "write {looseness=-1} at a paragraph's end for a line fewer, {looseness=1} for a line more"
        told[1].add(Code.LOOSENESS_SYNTAX, told[0], what, hint)
    else:
        what = "only paragraphs and pictures are optional" if number else f"{asked!r} is no turn"
        hint = "write {optional} at a paragraph's end, or {optional=2} for what is left out second"
        told[1].add(Code.OPTIONAL_SYNTAX, told[0], what, hint)
    return found
