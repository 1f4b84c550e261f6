"""Takes: what one hand sets for another is what the other would have set, and finds the same account."""

from __future__ import annotations

import pickle
from dataclasses import replace

from compositor.model.copy import Emphasis, Span
from compositor.model.settings import Direction, Region
from compositor.text import Take, is_plain, set_lines
from tests.testface import type_case
from tests.text.composing import HAN, ems, matter

COPY = f"　{HAN}，「{HAN[:9]}」：3.14 and hyphenation、（{HAN[:4]}）。{HAN}"


def handed(take: Take) -> Take:
    return pickle.loads(pickle.dumps(take))  # type: ignore[no-any-return]


def test_lines_from_another_hand_are_those_set_here() -> None:
    case = type_case(Region.CN)
    for direction in Direction:
        for asked in (matter(COPY, indent=2, direction=direction), matter("𠮷\ue000 mm", direction=direction)):
            lines = set_lines(asked, ems(13), case)
            got = handed(Take([None, lines])).lines(1, asked, ems(13), case)
            assert got == lines
            assert [line.audit for line in got or ()] == [line.audit for line in lines]


def test_what_was_not_set_is_not_there() -> None:
    asked, case = matter(COPY), type_case(Region.CN)
    assert handed(Take([None])).lines(0, asked, ems(13), case) is None
    assert Take([None]).lines(0, asked, ems(13), case) is None


def test_what_stands_beside_lines_is_left_to_who_gets_them() -> None:
    case = type_case(Region.CN)
    dotted = replace(matter(COPY), spans=(Span(3, 5, Emphasis.DOTS),))
    lines = set_lines(dotted, ems(13), case)
    assert any(line.annotations for line in lines)
    assert Take([lines]).lines(0, dotted, ems(13), case) == lines
    assert handed(Take([lines])).lines(0, dotted, ems(13), case) is None


def test_a_paragraph_with_emphasis_or_a_wish_or_omitted_verses_is_not_plain() -> None:
    plain = matter(COPY)
    assert is_plain(plain)
    assert is_plain(replace(plain, text=COPY + HAN, spans=(Span(len(COPY) + 1, len(COPY) + 3, Emphasis.STRONG),)))
    assert not is_plain(replace(plain, spans=(Span(3, 5, Emphasis.STRONG),)))
    assert not is_plain(replace(plain, looseness=1))
    assert not is_plain(matter(f"{HAN}…………{HAN}", ellipsis_line=True))
