"""Short ways for tests of text to set copy with the square test face, and to read lines back in ems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from compositor.model.lines import Line
from compositor.model.settings import Region
from compositor.text import Matter, set_lines
from tests.testface import EM, PLAIN, type_case

HAN = "近年來全區上下咬定目標不放鬆推進創新求提升全力以赴抓落實掀起新一輪招商引資熱潮"


def matter(text: str, *, indent: float = 0, solid_end: bool = True, **style: Any) -> Matter:
    """Return the whole of ``text`` as matter; ``indent`` in ems, the rest are fields of the style."""
    changed = replace(PLAIN, **style)
    return Matter(text, 0, len(text), (), None, changed, indent=round(indent * EM), solid_end=solid_end)


def ems(*widths: float) -> tuple[int, ...]:
    """Return measures given in ems."""
    return tuple(round(width * EM) for width in widths)


def composed(text: str, *widths: float, region: Region = Region.CN, **style: Any) -> tuple[Line, ...]:
    """Set ``text`` to measures in ems."""
    return set_lines(matter(text, **style), ems(*widths), type_case(region))


def texts(lines: Sequence[Line]) -> list[str]:
    """Return what each line draws."""
    return [line.text for line in lines]


def advances(line: Line) -> list[float]:
    """Return the advance of every glyph in ems, to a thousandth."""
    return [round(advance / EM, 3) for run in line.runs for advance in run.advances]


def shifts(line: Line) -> list[float]:
    """Return the shift of every glyph in ems, to a thousandth."""
    return [round(shift / EM, 3) for run in line.runs for shift in run.shifts or (0,) * len(run.codes)]


def adjusted(line: Line) -> dict[str, float]:
    """Return the adjustments of a line in ems."""
    return {name: round(amount / EM, 3) for name, amount in line.adjustments.items()}
