"""YAML as the desk types it: what is plain is what the parser would make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.faults import Faults
from compositor.intake.source import Source
from compositor.intake.yamltree import _plain, _Reader, read_tree

LETTERS = st.text(st.sampled_from("a1_ -é字，。：“”…—·\u3000\u2028#:'\"[{\t"), max_size=6)


def parsed(source: Source) -> object:
    return _Reader(source, 0, Faults()).read(source.text)


@pytest.mark.parametrize("value", ["今天很好", "12", "null", "yes", "a b  c", "字“引”文", "é", "1_0", "字—…·：字"])
def test_plain_words_are_taken_without_the_parser(value: str) -> None:
    source = Source.of("story.md", f"kicker: 字\nheadline: {value}\n")
    assert _plain(source, 0, len(source.text)) == parsed(source) == read_tree(source, Faults())


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: x y \n",
        "a: x",
        "a: x\r\n",
        "a: x #y\n",
        "a: x: y\n",
        "a:  x\n",
        "a:\n",
        "a: “x”\n",
        "a: x\n b\n",
    ],
)
def test_all_else_goes_to_the_parser(text: str) -> None:
    assert _plain(Source.of("story.md", text), 0, len(text)) is None


@given(st.lists(st.tuples(st.text(st.sampled_from("abz_"), max_size=2), LETTERS), max_size=3))
def test_what_is_taken_as_plain_is_what_the_parser_reads(lines: list[tuple[str, str]]) -> None:
    source = Source.of("story.md", "".join(f"{key}: {value}\n" for key, value in lines))
    plain = _plain(source, 0, len(source.text))
    assert plain is None or plain == parsed(source)
