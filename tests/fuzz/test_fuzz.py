"""Whatever is fed to it, the program answers: each target on files spoilt by a fixed seed, and on drawn ones.

``make fuzz`` does the same for longer. What has crashed before stands here by what it was, and is told now.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.errors import Finding, Place, Severity
from compositor.intake.faults import said
from compositor.model.settings import Kinsoku
from compositor.text import set_first_fit, set_lines
from tests.fuzz import many
from tests.fuzz.corpus import seeds, words
from tests.fuzz.mutator import spoilt
from tests.fuzz.targets import TARGETS, Broken, bundle, told
from tests.intake.test_notes_and_tables import read
from tests.laws.words import MORSELS
from tests.testface import type_case
from tests.text.composing import ems, matter
from tests.text.test_text_laws import lawful, tiles

SHORT = {"yaml": 300, "markdown": 300, "lines": 60, "compose": 12, "picture": 200, "pdf": 60}
_STORY_WORDS = (
    *MORSELS,
    "\n",
    "\n\n",
    "## ",
    "**",
    "*",
    "> ",
    "[^1]",
    "\n\n[^1]: ",
    "| 甲 |",
    "\n|---|",
    "![",
    "](",
    ")",
    "{",
)


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_files_are_answered(name: str) -> None:
    for content in (*seeds(name), *spoilt(20230407, SHORT[name], seeds(name), words(name))):
        assert not many.answered(TARGETS[name], content)


@given(st.binary(min_size=16, max_size=16), st.lists(st.sampled_from(MORSELS), max_size=20).map("".join) | st.text())
@settings(max_examples=40)
def test_any_string_is_set_in_any_measures(way: bytes, text: str) -> None:
    assert not many.answered(TARGETS["lines"], way + text.encode("utf-8", "replace"))


@given(st.lists(st.sampled_from(_STORY_WORDS), max_size=40).map("".join))
@settings(max_examples=100)
def test_any_markdown_is_a_story_or_faults(text: str) -> None:
    assert not many.answered(TARGETS["markdown"], f"---\nheadline: 題\n---\n{text}".encode())


_VALUES = st.recursive(
    st.sampled_from(("01", "lead", "1-2", "12em", "~", "''", "2023-04-07", "one", "true", "題")),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(("story", "picture", "boxes", "label", "head")), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(("paper", "date", "pages", "fonts", "note", "grid", "styles")), _VALUES))
@settings(max_examples=50)
def test_any_manifest_is_read_or_told(values: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in values.items())
    for form in range(5):
        assert not many.answered(TARGETS["yaml"], bytes([form]) + text.encode())


@pytest.mark.parametrize(("name", "faults"), [("\x11", ["NOTE_SYNTAX"]), ("1\x11", [])])
def test_control_characters_in_the_name_of_a_note_are_told(name: str, faults: list[str]) -> None:
    """Copy loses control characters before its notes are numbered; a name of nothing else was none any more."""
    copy = f"甲[^{name}]。" if name != "\x11" else "甲。"
    assert [fault.code for fault in read(f"{copy}\n\n[^{name}]: 注")[1].sorted_faults()] == faults


def test_spaces_of_other_kinds_in_what_is_quoted_are_shown() -> None:
    """A key with U+00A0 in it was told as it stood: it looks right, and nobody finds what is wrong."""
    assert said("by\xa0line 甲\u3000乙\ue000") == '"by<U+00A0>line 甲\u3000乙<U+E000>"'


@pytest.mark.parametrize(
    "text", ["船’\u200d〈篇名〉", "船\u200d〈上", "船。\u200d（上", "船\u200d\u200d（上船", "——\u200d《上船》"]
)
def test_a_joiner_takes_nothing_from_a_mark(text: str) -> None:
    """A mark that U+200D stood before was taken into one cluster with what came first, and could end a line."""
    for compose in (set_lines, set_first_fit):
        for width in (2, 3):
            lines = compose(matter(text), ems(width), type_case())
            assert tiles(text, lines)
            assert lawful(text, lines, Kinsoku.GB)


@pytest.mark.parametrize("text", ["船上船／ “船上", "船上船￥ 船上船", "渡口／ 碼頭更夫"])
def test_a_space_frees_no_mark_from_what_it_holds(text: str) -> None:
    """After ／ and a space a line could end: what is drawn last was a mark that may not end one (GB/T 15834 5.1.9)."""
    for compose in (set_lines, set_first_fit):
        for width in (3, 4, 5):
            assert lawful(text, compose(matter(text), ems(width), type_case()), Kinsoku.GB)


@pytest.mark.parametrize("end", ["]\0\0{.dots}", "]\u200b{.dots}", '\0]\0{ruby="hàn"}'])
def test_control_characters_between_a_span_and_its_kind_are_accounted_for(end: str) -> None:
    """They go before a span is read; the map of the copy then has them among its markup, which has to be lawful."""
    content = f"---\nheadline: 渡口\n---\n船在[水上{end}走。\n".encode()
    assert not many.answered(TARGETS["markdown"], content)


def test_control_characters_in_the_marks_of_a_figure_are_accounted_for() -> None:
    content = "---\nheadline: 渡口\n---\n船在水上走。\n\n!\0\0[渡船](pictures/pier.jpg){credit=沈默}\n".encode()
    assert not many.answered(TARGETS["markdown"], content)


def test_copy_that_a_message_quotes_moves_no_terminal() -> None:
    """Emoji joined by U+200D stood in findings as they were typed; so would anything else that shows nothing."""
    told_of = Finding("OVERSET", Severity.ERROR, "甲\u3000乙\u200d\u202e", "cut “\x1b[2J”", Place("a", 1, 1))
    assert str(told_of).endswith("甲\u3000乙<U+200D><U+202E>\n  hint: cut “<U+001B>[2J”")


def test_the_same_seed_spoils_the_same_files() -> None:
    made = [list(spoilt(7, 50, seeds("yaml"), words("yaml"))) for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 40


def test_what_crashes_is_kept_and_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(content: bytes) -> None:
        if b"pages" not in content:
            raise KeyError("pages")

    monkeypatch.setitem(TARGETS, "yaml", crash)
    assert many.spoil("yaml", 40, 7, tmp_path) > 1
    (file,) = (tmp_path / "yaml").iterdir()
    assert "KeyError" in many.answered(TARGETS["yaml"], file.read_bytes())


def test_what_takes_too_long_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr(many, "LONGEST", 0.2)
    assert "TookTooLong" in many.answered(hang, b"")


def test_errors_without_an_answer_and_lost_copy_are_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Broken, match="ODD doesn't say"):
        told((Finding("ODD", Severity.ERROR, "odd", "", Place("a", 1, 1)),))
    monkeypatch.setattr("tests.fuzz.targets.LOST", frozenset({"OVERSET"}))
    with pytest.raises(Broken, match="copy isn't conserved"):
        TARGETS["compose"](bundle(lead="---\nheadline: 題\n---\n" + "近年來，全區上下。" * 120))
