"""The invariants of Chinese composition, on PDFs printed from all articles of the public news corpora."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from compositor.model.lines import Line
from compositor.model.settings import Direction
from tests.invariants import galleys, printed, rules
from tests.invariants.printed import Printed, Sort
from tests.invariants.table import BEGIN, END, MEASURES, count, put
from tests.pdf import reading

DIRECTIONS = list(Direction)
EDGE = 100.0
LAW = rules.Law("CN", frozenset("，。”）—"), frozenset("“（"), {"，“": 1.5}, EDGE)


def corpus(cases: Path, name: str) -> galleys.Articles:
    return galleys.articles(cases / "cases" / "05-corpora" / name)


@pytest.mark.slow
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("name", galleys.CORPORA)
def test_every_article_keeps_the_invariants(cases: Path, name: str, direction: Direction) -> None:
    found = count(cases, name, direction, every=False)
    assert found.lines > 3_000
    assert not found.shown


@pytest.mark.slow
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("name", galleys.CORPORA)
def test_i15_and_i17_the_same_bytes_twice_and_the_copy_extracted(cases: Path, name: str, direction: Direction) -> None:
    chosen = corpus(cases, name)[:6]
    one, other = (galleys.galley(chosen, galleys.CORPORA[name], 18, direction) for _ in range(2))
    assert one.pdf == other.pdf
    read = ""
    with reading.opened(one.pdf) as pdf:
        count = len(pdf.pages)
    for page in range(count):
        read += reading.texts(one.pdf, page)["pypdfium2"]
    wanted = letters("".join(paragraph.text for paragraph in one.paragraphs))
    assert sorted(letters(read)) == sorted(wanted)
    assert moved(letters(read), wanted) <= (0 if direction is Direction.HORIZONTAL else len(wanted) // 500)


def moved(read: str, wanted: str) -> int:
    """Count the characters that a reader put elsewhere: PDFium takes some stops at a column's foot for the next one."""
    return sum(
        block[2] - block[1]
        for block in SequenceMatcher(None, read, wanted, autojunk=False).get_opcodes()
        if block[0] != "equal"
    )


def letters(text: str) -> str:
    """Return a text without white space and hyphens, which lines may add."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-\u2010\u00ad\u200b\ufffe\x02")


def test_articles_are_dealt_out_to_every_measure() -> None:
    dealt = list(galleys.by_measure([(str(number), []) for number in range(50)], MEASURES))
    assert [measure for measure, _ in dealt] == MEASURES
    assert sorted(int(article) for _, chosen in dealt for article, _ in chosen) == list(range(50))


# Seeded faults: every rule catches what it is there for, and lets its opposite pass.


def line(text: str, places: Sequence[tuple[str, float, float]], *, start: int = 0, justified: bool = True) -> Printed:
    """Return a printed line of sorts (text, place, width), each right after the other in the copy."""
    sorts, at = [], start
    for word, place, width in places:
        sorts.append(Sort(word, place, place + width, 10.0, at, at + len(word)))
        at += len(word)
    return Printed(tuple(sorts), text, start, at, Line(start, at, (), 0, 0, justified=justified), hyphenated=False)


FULL = [("國", 0.0, 10.0), ("家", 90.0, 10.0)]
SEEDED: dict[str, tuple[rules.Rule, Printed, Printed]] = {
    "I01": (
        rules.line_start,
        line("國，家國家", [("，", 0.0, 5.0), ("家", 90.0, 10.0)], start=1),
        line("國——家國", [("——", 0.0, 20.0), ("家", 90.0, 10.0)], start=1),
    ),
    "I02": (
        rules.line_end,
        line("國“家國家", [("國", 0.0, 10.0), ("“", 95.0, 5.0)]),
        line("國”家國家", [("國", 0.0, 10.0), ("”", 95.0, 5.0)]),
    ),
    "I03 parted": (
        rules.dashes,
        line("國——家國", [("國", 0.0, 10.0), ("—", 90.0, 10.0)]),
        line("國————家", [("國", 0.0, 10.0), ("——", 80.0, 20.0)]),
    ),
    "I03 opened": (
        rules.dashes,
        line("國……家", [("…", 0.0, 10.0), ("…", 11.0, 10.0)], start=1),
        line("國……家", [("…", 0.0, 10.0), ("…", 10.0, 10.0)], start=1),
    ),
    "I05 short": (rules.measure, line("國家國家", [("國", 0.0, 10.0), ("家", 89.9, 10.0)]), line("國家國家", FULL)),
    "I05 wide": (rules.measure, line("國家", [("國", 0.0, 10.0), ("家", 90.1, 10.0)]), line("國家", FULL)),
    "I05 ragged": (
        rules.measure,
        line("國家國家", [("國", 0.0, 10.0), ("家", 10.0, 10.0)], justified=False),
        line("國家", [("國", 0.0, 10.0), ("家", 10.0, 10.0)], justified=False),
    ),
    "I06": (
        rules.line_end_width,
        line("國。家國", [("國", 0.0, 10.0), ("。", 90.0, 10.0)]),
        line("國。家國", [("國", 0.0, 10.0), ("。", 95.0, 5.0)]),
    ),
    "I07": (
        rules.pair_width,
        line("國，“家", [("國", 0.0, 10.0), ("，", 10.0, 10.0), ("“", 20.0, 10.0), ("家", 30.0, 10.0)]),
        line("國，“家", [("國", 0.0, 10.0), ("，", 10.0, 5.0), ("“", 15.0, 10.0), ("家", 25.0, 10.0)]),
    ),
    "I08": (
        rules.latin_gap,
        line("國A", [("國", 0.0, 10.0), ("A", 10.5, 6.0)]),
        line("國A", [("國", 0.0, 10.0), ("A", 11.25, 6.0)]),
    ),
    "I09 number": (
        rules.whole_words,
        line("國12國", [("國", 0.0, 10.0), ("1", 90.0, 5.0)]),
        line("國12國", [("國", 0.0, 10.0), ("1", 85.0, 5.0), ("2", 90.0, 5.0)]),
    ),
    "I09 unit": (
        rules.whole_words,
        line("國12%國", [("國", 0.0, 10.0), ("1", 85.0, 5.0), ("2", 90.0, 5.0)]),
        line("國12億國", [("國", 0.0, 10.0), ("1", 85.0, 5.0), ("2", 90.0, 5.0)]),
    ),
    "I10": (
        rules.lone_character,
        line("國家。", [("家", 0.0, 10.0), ("。", 10.0, 10.0)], start=1),
        line("國家們。", [("家", 0.0, 10.0), ("們", 10.0, 10.0), ("。", 20.0, 10.0)], start=1),
    ),
    "I12 uneven": (
        rules.even,
        line("國家國家國", [("國", 0.0, 10.0), ("家", 10.0, 10.0), ("國", 21.0, 10.0)]),
        line("國家國家國", [("國", 0.0, 10.0), ("家", 10.5, 10.0), ("國", 21.0, 10.0)]),
    ),
    "I12 loose": (
        rules.loose,
        line("國家國", [("國", 0.0, 10.0), ("家", 11.4, 10.0)]),
        line("國家國", [("國", 0.0, 10.0), ("家", 11.2, 10.0)]),
    ),
    "I13": (
        rules.opening_at_start,
        line("國“家國", [("“", 0.0, 10.0), ("家", 10.0, 10.0)], start=1),
        line("國“家國", [("“", 0.0, 5.0), ("家", 5.0, 10.0)], start=1),
    ),
    "I14": (
        rules.clusters,
        line("國\u0301家國", [("\u0301", 0.0, 0.0), ("家", 0.0, 10.0)], start=1),
        line("國家國", [("家", 0.0, 10.0)], start=1),
    ),
    "I16": (
        rules.double_marks,
        line("國？！國", [("國", 0.0, 10.0), ("？", 10.0, 10.0), ("！", 20.0, 10.0), ("國", 30.0, 10.0)]),
        line("國？！國", [("國", 0.0, 10.0), ("？", 10.0, 5.0), ("！", 15.0, 5.0), ("國", 20.0, 10.0)]),
    ),
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_rule_catches_its_seeded_fault_and_passes_its_opposite(name: str) -> None:
    rule, wrong, right = SEEDED[name]
    assert rule(wrong, LAW)
    assert not rule(right, LAW)


def test_i04_lost_and_doubled_copy_is_caught() -> None:
    setting = galleys.CORPORA["news_zh-CN.jsonl"]
    whole = galleys.galley([("own", ["國家的事情，大家一起做，一定能做好。"])], setting, 10)
    paragraph = whole.paragraphs[0]
    for text in ("國家的事，大家一起做，一定能做好。", "國家的的事情，大家一起做，一定能做好。", paragraph.text + "了"):
        with pytest.raises(AssertionError):
            list(printed.lines(replace(whole, paragraphs=(replace(paragraph, text=text),))))
    assert len(list(printed.lines(whole))) == len(paragraph.lines)


def test_the_table_goes_between_its_marks() -> None:
    assert put(f"a\n{BEGIN}\nold\n{END}\nb", "new") == f"a\n{BEGIN}\n\nnew\n\n{END}\nb"
    with pytest.raises(ValueError, match="no"):
        put("a page without marks", "new")
