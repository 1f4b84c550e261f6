"""Lines of plain type: in C they are written as in Python, and by Python where the C isn't there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compositor.faces import GETA
from compositor.model.lines import Run
from compositor.pdf import plain as used
from compositor.pdf.fonts import EmbeddedFace, Sorts
from compositor.units import pt
from tests.cores import in_python, is_in_c, needs
from tests.faces.type_library import SQUARE, one_face, truetype, vendored

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_IN_C = is_in_c(used)
needs_c = needs(used)
LETTERS = "一二三四國，。「」、一Ag.é " + GETA
FACES = ("song-regular", "kai-regular", "own")
SIZES = (pt("9"), pt("10.5"), pt("22"), pt("24"), pt("24.01"), pt("36"), pt("300"), 12345, 1)

Written = tuple[str, tuple[str, int] | None] | None
Font = tuple[str, int] | None


@cache
def own() -> Any:
    """A face of which glyphs are as wide as an em, nearly so, wider, and not at all."""
    wide = dict.fromkeys(LETTERS, (1000, SQUARE)) | {"A": (1001, SQUARE), "g": (999, SQUARE), "é": (0, None)}
    return one_face(truetype(wide)).face("own")


class Document(dict[str, EmbeddedFace]):
    """Faces of a document, in the order in which they were asked for."""

    def __missing__(self, name: str) -> EmbeddedFace:
        face = own() if name == "own" else vendored().face(name)
        made = self[name] = EmbeddedFace(face, f"F{len(self) + 1}")
        return made

    def told(self) -> object:
        """All that lines have left in the fonts."""
        return [
            (
                (name, font.name, [(one.name, one.cut, list(one.meanings.items())) for one in font.layers]),
                [(cut, of.codes, of.layers, of.known) for cut, of in font._cuts.items()],
            )
            for name, font in self.items()
        ]


@st.composite
def runs(draw: st.DrawFn) -> Run:
    face, size = draw(st.sampled_from(FACES)), draw(st.sampled_from(SIZES))
    set_in = own() if face == "own" else vendored().face(face)
    most = 1 if draw(st.booleans()) else 6
    letters = draw(st.lists(st.sampled_from(LETTERS[:12] if most > 1 else LETTERS), max_size=12))
    codes = tuple([set_in.code(letter) for letter in letters])
    meant = [draw(st.sampled_from("一二\U00020000")) if draw(st.integers(0, 9)) == 0 else one for one in letters]
    wide = st.sampled_from((1000, 1000, 1000, 500, 750, 949, 950, 1001, 1000.4, 1250, 2000, 0, -300, 999))
    advances = tuple([round(size * draw(wide) / 1000) + draw(st.sampled_from((0, 0, 0, 1, -1, 3001))) for _ in codes])
    if draw(st.booleans()):
        advances = (size,) * len(codes)
    odd = draw(st.integers(0, 60))
    return Run(
        *(face, size, "".join(meant)[: -1 if odd == 1 else None], codes, advances[: -1 if odd == 2 else None], 0, 0),
        shifts=advances if odd == 3 else (),
        counts=(1,) * len(codes) if odd == 4 else (),
        rise=draw(st.sampled_from((0, 0, pt("1.5"), -77))),
        condensed=980 if odd == 5 else 1000,
    )


@needs_c
@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.lists(runs(), max_size=5), st.integers(-(2**27), 2**27), st.booleans()), max_size=6),
    st.integers(-(2**27), 2**27),
)
@example(
    [
        (
            [Run("own", pt("23"), "一，，二三一", (1, 6, 6, 2, 3, 1), (pt("23"), pt("11.7"), *[pt("23")] * 4), 0, 6)],
            0,
            False,
        )
    ],
    0,
)
def test_in_c_a_line_is_written_as_in_python(lines: list[tuple[list[Run], int, bool]], y: int) -> None:
    ours, theirs = Document(), Document()
    font: Font = None
    for line, x, forgotten in lines:
        font = None if forgotten else font
        wanted: Written = in_python("compositor.pdf.plain").written(line, x, y, theirs, font)
        assert used.written(line, x, y, ours, font) == wanted
        assert ours.told() == theirs.told()
        font = wanted[1] if wanted else font


@needs_c
@given(st.integers(-(2**46), 2**46), st.integers(1, 2**31), st.integers(-(2**34), 2**34), st.integers(-(2**34), 2**34))
def test_in_c_numbers_are_written_as_in_python_or_left_to_it(x: int, size: int, first: int, rise: int) -> None:
    """Lengths, sizes and moves of any size: halves to the even neighbour, no needless zeros."""
    run = Run("own", size, "一二三", (1, 2, 3), (first, size, size), 0, 3, rise=rise)
    found = used.written([run], x, 0, Document(), None)
    assert found is None or found == in_python("compositor.pdf.plain").written([run], x, 0, Document(), None)
    if size >= pt(1) and max(x, size, first, rise, -x, -first, -rise) < 2**29:
        assert found is not None


SPOILT: tuple[Any, ...] = (None, "9", 2.5, (), (1,), ("一",), [1], {}, 2**80, -(2**80), b"A", "一", type, Ellipsis)


@needs_c
@pytest.mark.parametrize("name", ["codes", "advances", "text", "size", "rise", "counts", "shifts", "condensed", "face"])
@pytest.mark.parametrize("spoilt", SPOILT, ids=repr)
def test_in_c_what_is_no_run_is_left_to_python_or_refused(name: str, spoilt: object) -> None:
    run = Run("own", pt("9"), "一", (1,), (pt("9"),), 0, 1)
    setattr(run, name, spoilt)
    try:
        found = used.written([run], 0, 0, Document(), None)
    except Exception as error:
        assert isinstance(error, KeyError | TypeError | ValueError | OverflowError | AttributeError), error  # noqa: PT017
    else:
        assert found is None or found[0].isascii()


@needs_c
def test_in_c_what_is_no_font_is_left_to_python_or_refused() -> None:
    run = Run("own", pt("9"), "一，", (1, 6), (pt("9"), pt("4.5")), 0, 2)
    for name in ("painted", "whole", "layers", "codes", "width"):
        for spoilt in SPOILT:
            fonts = Document()
            setattr(fonts["own"].whole if name in {"codes", "width"} else fonts["own"], name, spoilt)
            try:
                found = used.written([run], 0, 0, fonts, None)
            except (AttributeError, TypeError, KeyError, IndexError):
                continue
            assert found is None or found[0].isascii()
    whole: Any = used.written
    refused: tuple[tuple[Any, ...], ...] = ((), (1,), (None, 0, 0, {}, None), ([run], 0, 0, None, None))
    for told in refused:
        with pytest.raises((TypeError, AttributeError)):
            assert whole(*told) is not None
    assert whole([run], "0", 0, Document(), None) is whole([run], 0, 0, Document(), ("F1", None)) is None


@needs_c
def test_in_c_what_goes_wrong_in_a_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run("own", pt("9"), "一，", (1, 6), (pt("9"), pt("4.5")), 0, 2)
    for name in ("_squeezed", "first", "_new_sort"):
        monkeypatch.setattr(EmbeddedFace if name == "_squeezed" else Sorts, name, _broken)
        fonts = Document()
        with pytest.raises(RuntimeError, match="broken"):
            used.written([run], 0, 0, fonts, None)
        monkeypatch.undo()


def _broken(*_: object) -> None:
    raise RuntimeError("broken")


def test_where_nothing_is_compiled_lines_are_written_in_python(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "compositor", tmp_path / "compositor", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "compositor/pdf/plain.c").open("a", encoding="utf-8") as source:
        source.write("/* changed */\n")
    program = "import compositor.pdf.type as it; print(it.plain.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == str(tmp_path / "compositor/pdf/plain.py")


def test_a_core_that_cannot_be_loaded_is_left_for_python(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "compositor", tmp_path / "compositor", ignore=shutil.ignore_patterns("__pycache__"))
    program = "from compositor import compiled; from pathlib import Path; from importlib.machinery import *; "
    program += f"compiled._found = lambda: {str(tmp_path)!r} + '/made'; place = Path('made/compositor/pdf'); "
    program += "place.mkdir(parents=True); (place / ('plain' + EXTENSION_SUFFIXES[0])).write_bytes(b'broken'); "
    program += "import compositor.pdf.plain as it; print(it.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == str(tmp_path / "compositor/pdf/plain.py")
