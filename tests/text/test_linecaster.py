"""The line caster: in C lines are filled and made as by the stick, and left to it where they are more than plain."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.model.lines import Line
from compositor.model.settings import Direction, Hanging, LineStart, MarkWidth, Region
from compositor.text import linecaster, set_lines
from compositor.text.case import Matter
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import Break
from compositor.text.setter import Stick
from tests.cores import needs
from tests.testface import type_case
from tests.text.both_ways import PIECES
from tests.text.composing import HAN, ems, matter

needs_c = needs(linecaster)
_FEW = "一二三，。：“”（）《·？9a——／"


def by_the_stick(stick: Stick, ends: Sequence[int], measure: int, *, justify: bool) -> list[Line]:
    """Return the lines that the caster is to make; each of the boundaries divisible by three was forbidden."""
    asked, lines = stick.matter, []
    for index, (start, end) in enumerate(pairwise((0, *ends))):
        indent = asked.hang if index else asked.indent
        full = justify and (end < stick.items.count or not asked.solid_end)
        line = stick.line(start, end, measure=measure, indent=indent, justify=full)
        if end % 3 == 0:
            line.rescued = True  # type: ignore[misc]
        lines.append(line)
    return lines


def by_the_caster(stick: Stick, ends: Sequence[int], measure: int, *, justify: bool) -> Sequence[Line | None]:
    rescued = frozenset(end for end in ends if end % 3 == 0)
    return linecaster.lines(stick.items, stick.matter, tuple(ends), rescued, (measure,), justify, None)


def is_plain(items: Items, start: int, end: int) -> bool:
    hyphenated = end < items.count and items.breaks[end] == Break.HYPHEN
    return not hyphenated and items.tail(end) > start and items.units.first[items.tail(end)] > items.units.first[start]


@needs_c
@settings(max_examples=400, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from((3, 5.3, 9, 13, 30)), st.booleans())
def test_in_c_lines_are_filled_and_made_as_by_the_stick(chance: random.Random, width: float, justify: bool) -> None:
    """Lines may end anywhere, so that every step gives and takes all that it can, and what is left over is."""
    copy = "".join(
        chance.choices(chance.choice((PIECES, tuple(_FEW), tuple(HAN + "，。「」"))), k=chance.randint(1, 60))
    )
    style: dict[str, Any] = {
        "direction": chance.choice(tuple(Direction)),
        "hanging": chance.choice(tuple(Hanging)),
        "mark_width": chance.choice(tuple(MarkWidth)),
        "line_start": chance.choice(tuple(LineStart)),
        "hyphenate": chance.random() < 0.5,
        "squeeze_stops": chance.random() < 0.5,
        "latin_gap_fixed": chance.random() < 0.3,
        "tracking": chance.choice((0, 0, 40)),
    }
    asked = matter(copy, indent=chance.choice((0, 2)), solid_end=chance.random() < 0.5, **style)
    (measure,) = ems(width)
    stick = Stick(items_of(asked, type_case(chance.choice(tuple(Region))), measure), asked, type_case())
    items = stick.items
    ends = sorted({*chance.sample(range(1, items.count + 1), chance.randint(0, items.count // 3)), items.count})
    wanted = by_the_stick(stick, ends, measure, justify=justify)
    found = by_the_caster(stick, ends, measure, justify=justify)
    assert bool(found) is not bool(items.glyphs.missing)
    for start, end, line, one in zip([0, *ends], ends, wanted, found, strict=False):
        if one is None:
            assert not is_plain(items, start, end) or "abreast" in repr(line)
        else:
            assert repr(one) == repr(line)
            assert one == line


def stick() -> tuple[Stick, tuple[int, ...]]:
    asked: Matter = matter("一二，（三）四 a9。b", indent=1)
    items = items_of(asked, type_case(), *ems(9))
    return Stick(items, asked, type_case()), (items.count // 2, items.count)


_ALL = range(9)
SPOILT: tuple[Any, ...] = (
    *(None, "9", (), [], ["一"], bytearray(), bytearray(b"99"), {}, {1: None}, 2**80, -(2**80), type, Ellipsis),
    *([of] * 9 for of in (None, 2**80, -5, 2**35, 99)),
    *(dict.fromkeys(_ALL, of) for of in (2**80, (1, None), (1, 2, 3), -7)),
)
"""What no list, dictionary or number of items is."""


class Told:
    """Has what it was told."""

    def __init__(self, of: object, names: Sequence[str], **changed: object) -> None:
        vars(self).update({name: getattr(of, name) for name in names} | changed)


_OF = {
    "glyphs": ("codes", "advances", "shifts", "counts", "at", "fount_at", "founts", "missing"),
    "units": ("first", "widths", "left", "right", "blank", "lead", "squeezed", "spaces"),
    "items": (
        *("glyphs", "units", "breaks", "stretchable", "gaps", "latin", "starts", "ends", "white", "spaces"),
        *("trimmed_start", "trimmed_end", "gap_shrink", "gap_room"),
    ),
    "matter": ("text", "start", "end", "indent", "hang", "style", "solid_end"),
}


@needs_c
@pytest.mark.parametrize("owner", _OF)
@pytest.mark.parametrize("spoilt", SPOILT, ids=[str(at) for at in range(len(SPOILT))])
@pytest.mark.parametrize("width", [4, 7])
def test_in_c_what_is_no_item_is_left_to_the_stick_or_refused(owner: str, spoilt: object, width: int) -> None:
    made, ends = stick()
    (measure,) = ems(width)
    whole: Any = linecaster.lines
    for name in _OF[owner]:
        at: dict[str, Any] = {"glyphs": made.items.glyphs, "units": made.items.units}
        if owner in at:
            at[owner] = Told(at[owner], _OF[owner], **{name: spoilt})
        items = Told(made.items, _OF["items"], **(at | ({name: spoilt} if owner == "items" else {})))
        asked = Told(made.matter, _OF["matter"], **({name: spoilt} if owner == "matter" else {}))
        try:
            lines = whole(items, asked, ends, frozenset(), (measure,), True, None)
        except (TypeError, AttributeError, KeyError):
            continue
        assert all(line is None or isinstance(repr(line), str) for line in lines)


@needs_c
def test_in_c_what_are_no_ends_or_measures_is_left_to_the_stick_or_refused() -> None:
    made, ends = stick()
    whole: Any = linecaster.lines

    def lines(ends: Any, rescued: Any = frozenset(), measures: Any = (9 << 16,)) -> Any:
        return whole(made.items, made.matter, ends, rescued, measures, True, None)

    assert all(lines(ends))
    assert lines(ends, measures=()) == ()
    for measure in SPOILT:
        assert lines(ends, measures=(measure,)) == (None, None)
    for odd in ((None, 2), (5, 3), (99, 2), (-1, 1), (2**80, 1), ("1", "2"), (0, 0)):
        assert None in lines(odd)
    refused: tuple[tuple[Any, ...], ...] = ((None,), ([1],), (ends, set()), (ends, frozenset(), None), (([],),))
    for told in refused:
        with pytest.raises(TypeError):
            lines(*told)


@needs_c
def test_in_c_lines_are_made_of_nearly_all_copy() -> None:
    asked = matter(f"　{HAN}，「{HAN[:9]}」：3.14 and so on、（{HAN[:4]}）。{HAN}", indent=2, hyphenate=False)
    items = items_of(asked, type_case(), *ems(13))
    made = Stick(items, asked, type_case())
    lines = set_lines(asked, ems(13), type_case())
    ends = [sum(at < line.end for at in items.glyphs.at) for line in lines]
    ends = [items.units.first.index(end) if end < len(items.glyphs.at) else items.count for end in ends]
    assert None not in by_the_caster(made, ends, *ems(13), justify=True)
