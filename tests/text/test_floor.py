"""UAX #14 as the floor under the table of marks, and marks that hang."""

from __future__ import annotations

import pytest

from compositor.model.settings import Hanging, Kinsoku, Region
from compositor.text.floor import Strictness, seams, tailoring
from compositor.text.marks import Break
from compositor.text.uax14 import verdicts
from tests.testface import EM
from tests.text.composing import HAN, adjusted, advances, composed
from tests.text.test_marks import legal


@pytest.mark.parametrize(
    ("copy", "ends"),
    [
        ("字😀字", [1, 2]),
        ("字😀，字", [1, 3]),
        ("佐々木", [2]),
        ("字\u00a0字", []),
        ("字\u3000\u00a0？字", [4]),
        ("字\u2007字", []),
        ("字\u2060字", []),
        ("每㎏重", [1, 2]),
        ("重5㎏的", [1, 3]),
        ("約％的", [2]),
        ("￥的", []),
        ("字\u200b字", [2]),
        ("한글", [1]),
    ],
)
def test_characters_without_a_row_obey_the_floor(copy: str, ends: list[int]) -> None:
    assert legal(copy, Kinsoku.GB) == ends


def test_a_verdict_with_three_han_on_either_side_is_that_of_the_whole_paragraph() -> None:
    own = tailoring(Strictness.NORMAL)
    for beyond in ("5℃", "№ 7", "¥1", "\u3000", "a😀👍🏽b", "🇨🇳🇦", "한글", "字\u200d々"):
        for sides in (("”12 ", " 3）"), ("a ", "%"), ("（🇨", "\u0301。")):
            text = f"{sides[0]}國字的{beyond}字重上{sides[1]}"
            low, high = len(sides[0]), len(text) - len(sides[1])
            own_verdicts = verdicts(text[low:high], own)
            assert own_verdicts[3 : 4 + len(beyond)] == verdicts(text, own)[low + 3 : low + 4 + len(beyond)]


def test_many_characters_without_a_row_are_each_judged() -> None:
    found = legal("國字的5℃的國字。字№7字國字的字￥的", Kinsoku.GB)
    assert sorted(set(range(1, 19)).difference(found)) == [4, 8, 11, 18]


def test_the_table_stands_over_the_floor() -> None:
    assert legal("說“β”的", Kinsoku.GB) == [1, 4]
    assert legal("😀，", Kinsoku.NONE) == [1]


def test_small_kana_begin_lines_unless_strict() -> None:
    assert legal("マッチ", Kinsoku.GB) == [1, 2]
    assert legal("マッチ", Kinsoku.STRICT) == [2]


def test_other_scripts_are_parted_where_unicode_says() -> None:
    assert seams("བོད་ཡིག") == {4: Break.SEAM}
    assert seams("newspaper") == {}
    lines = composed("བོད་ཡིག་" * 10, 4)
    assert not any(line.rescued for line in lines[:-1])


def test_no_gap_stands_at_a_zero_width_space() -> None:
    assert sum(advances(composed("國\u200bA國", 10)[0])) == 2.625


def test_one_mark_hangs_and_the_line_is_exact_without_it() -> None:
    copy = HAN[:9] + "，" + HAN[9:18]
    line = composed(copy, 9, hanging=Hanging.STOPS)[0]
    assert line.text == HAN[:9] + "，"
    assert (line.width, line.measure, adjusted(line)) == (9 * EM, 9 * EM, {"line_end": -1.0})
    assert advances(line)[-1] == 0
    assert composed(copy, 9)[0].text != line.text


def test_no_mark_hangs_beside_another_nor_where_it_is_centred() -> None:
    two = composed(HAN[:8] + "”，" + HAN[8:18], 9, hanging=Hanging.STOPS)[0]
    assert 0 not in advances(two)
    centred = composed(HAN[:9] + "，" + HAN[9:18], 9, hanging=Hanging.STOPS, region=Region.TW)[0]
    assert 0 not in advances(centred)


def test_narrow_brackets_take_the_white_of_wide_neighbours() -> None:
    assert advances(composed("國）)國", 10)[0]) == [1, 0.5, 0.5, 1]
    assert advances(composed("國)（國", 10)[0]) == [1, 0.5, 1, 1]
