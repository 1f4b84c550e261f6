"""The law of imports: every letter is in the story, as intake reads it, or named as left out; and it catches losses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.incoming import whole
from compositor.incoming.heads import Recognised, recognise
from compositor.incoming.model import Para, Run
from compositor.incoming.plain import read_text
from compositor.incoming.render import render
from compositor.intake.files import Refused
from tests.incoming.chance import Chance
from tests.incoming.desk import came
from tests.incoming.test_plain import TALL
from tests.incoming.wordfiles import docx, para, part, ruby, run

_NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_LETTERS = st.text(
    st.sampled_from("大橋通車了，。、“”（）—…一二三ab1 *[]{}|#^!\\`_~:-'\"<>&\u3000\t.looseness="), max_size=24
)
_DRESS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:em w:val="dot"/>'])
_RUNS = st.lists(st.tuples(_LETTERS, _DRESS), min_size=1, max_size=6)


@given(st.lists(_LETTERS, min_size=1, max_size=8))
@settings(max_examples=150)
def test_text_of_any_letters_comes_in_whole(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    text = "大橋通車\n" + "\n".join(lines) + "\n橋通了。\n"
    found = came(tmp_path_factory.mktemp("law"), "a.txt", text.encode())
    assert found.whole(text) == {}


@given(st.lists(_RUNS, min_size=1, max_size=4), _RUNS)
@settings(max_examples=150)
def test_documents_of_any_dress_come_in_whole(
    tmp_path_factory: pytest.TempPathFactory, paras: list[list[tuple[str, str]]], head: list[tuple[str, str]]
) -> None:
    body = [para("".join(run(text, dress) for text, dress in runs) + ruby("饕", "tāo")) for runs in paras]
    title = "".join(run(text, dress) for text, dress in head)
    found = came(tmp_path_factory.mktemp("law"), "a.docx", docx(para(run("橋") + title, style="a3"), *body))
    source = "橋" + "".join(text for text, _ in head) + "".join(text for runs in paras for text, _ in runs)
    assert found.whole(source + "饕tāo" * len(paras)) == {}


def test_files_of_any_shape_come_in_whole(tmp_path: Path) -> None:
    """300 files by chance: each is whole, or is refused for what is wrong with it."""
    chance, came_in = Chance(20240308), 0
    for _ in range(300):
        name, content = chance.file()
        try:
            came(tmp_path, name, content)
        except Refused as told:
            refused = told
        else:
            came_in += 1
            continue
        assert refused.code in {"NOT_COPY", "NOT_DOCX"}, (name, content, refused.message)
    assert came_in > 250


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((run("增長。 "), _NOTE), "增長。[^1]"),
        ((run("!"), _NOTE), "\\![^1]"),
        ((run("a", "<w:b/>"), run("b")), "[a]{.strong}b"),
        ((run("一[二", "<w:i/>"), run("三", "<w:b/>")), "*一*\\[*二*[三]{.strong}"),
    ],
)
def test_markup_beside_markup(tmp_path: Path, words: tuple[str, ...], text: str) -> None:
    notes: dict[str, str | bytes] = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{para("注。")}</w:footnote>')
    }
    related = {"rId9": ("footnotes", "footnotes.xml")}
    body = docx(para("大橋", style="a3"), para(*words), para("橋通車了。"), parts=notes, related=related)
    assert f"---\n{text}\n\n" in came(tmp_path, "a.docx", body).made.written.text


def test_a_letter_lost_or_doubled_on_the_way_is_caught() -> None:
    arrival = read_text(TALL.encode(), "a.txt")
    story = recognise(arrival)
    whole.check_whole(arrival, story, ())
    last = story.body[-1]
    assert isinstance(last, Para)
    story.body[-1] = last.cut(1)
    with pytest.raises(Refused, match="letters would be lost: 相"):
        whole.check_whole(arrival, story, ())
    story.body[-1] = replace(last, runs=(*last.runs, Run("了")))
    with pytest.raises(Refused, match="letters would be doubled: 了"):
        whole.check_whole(arrival, story, ())


def test_a_file_that_intake_reads_otherwise_is_caught(tmp_path: Path) -> None:
    story = Recognised({"headline": [Para((Run("大橋通車"),))]}, [Para((Run("一*二*三。"),))])
    text = render(story, {}, "s").text
    whole.check_read_back(text, story, (), tmp_path)
    for spoilt in (text.replace("\\", ""), text.replace("大橋", "橋大"), text.replace("二", "")):
        with pytest.raises(Refused, match="would be read otherwise"):
            whole.check_read_back(spoilt, story, (), tmp_path)
    with pytest.raises(Refused, match="intake would say"):
        whole.check_read_back(text.replace("headline", "headlin"), story, (), tmp_path)
