"""Type as filled paths: the same glyphs in the same places, once each, in the page's colours, and no font left."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from compositor.faces import Faces
from compositor.model.copy import Emphasis, Span
from compositor.model.design import WHITE, Area, Colour
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine, Tint
from compositor.model.settings import Direction
from compositor.units import pt
from tests.conftest import Tool
from tests.faces.type_library import TW, vendored
from tests.pdf.printed_alike import ink, rendered, unlike
from tests.pdf.reading import glyphs, opened, operators
from tests.pdf.setting_desk import line, pen
from tests.pdf.test_annotations import line as annotated
from tests.pdf.test_vertical import COPY, columns

TEXT = "據《漁農月刊》2019年11月15日報道：“潮水”（下轉第2版），Typography first——字字分明！"
HALVED = "《》：“”（），！"
CHAIN = vendored().chain("song")
RED = Colour("red", (0, 95, 90, 12), (200, 16, 46))
PLAIN = line(CHAIN, "潮水漲了 Typography 六十七", size=pt(20))


def narrowed(one: Line, by: int = 700) -> Line:
    return one.narrowed(by, one.measure)


def page(*ink: Ink, outlined: bool, over: bool = False, faces: Faces | None = None) -> bytes:
    used = pen(faces, outlined=outlined)
    used.page(pt(400), pt(300), 0, label="01")
    for one in ink:
        used.draw(one, overprint=over)
    return used.finish()


def every_kind() -> tuple[Ink, ...]:
    """Return squeezed marks, condensed heads, white on colour, and vertical lines with turned words and figures."""
    upright = columns(COPY * 2, measure=22)
    return (
        SetLine(line(CHAIN, TEXT, halved=HALVED), pt(20), pt(30), "a"),
        SetLine(narrowed(line(vendored().chain("hei"), "船廠街 Sunrise 重開", size=pt(36))), pt(20), pt(80), "b"),
        Tint(Area(pt(20), pt(90), pt(200), pt(40)), RED, "c"),
        SetLine(line(vendored().chain("kai"), "白字反白", size=pt(24)), pt(30), pt(118), "c", colour=WHITE),
        *(SetLine(one, pt(360 - 16 * at), pt(50), "d") for at, one in enumerate(upright)),
    )


def places(content: bytes) -> list[tuple[float, ...]]:
    """Return the matrix of every glyph painted."""
    steps = operators(content)
    return [tuple(before[0]) for before, (_, name) in pairwise(steps) if name == "Do"]


@pytest.mark.parametrize(
    "lines",
    [(PLAIN,), (narrowed(PLAIN),), columns(COPY.replace("，", "一"), measure=40)],
    ids=["plain", "narrow", "down"],
)
def test_every_glyph_is_painted_where_its_font_would_paint_it(lines: tuple[Line, ...]) -> None:
    """To two hundredths of a point: fonts give vertical origins in whole thousandths of an em."""
    ink = [SetLine(one, pt(200), pt(20), "a") for one in lines]
    wanted = [one for one in glyphs(page(*ink, outlined=False)) if one.text.strip()]
    found = places(page(*ink, outlined=True))
    assert len(found) == len(wanted) > 15
    for matrix, glyph in zip(found, wanted, strict=True):
        turned = [glyph.size * number for number in glyph.turn]
        assert matrix[:4] == pytest.approx(turned, abs=0.01), glyph
        assert matrix[4:] == pytest.approx((glyph.x, glyph.y), abs=0.02), glyph


def test_it_prints_as_its_fonts_do_but_for_antialiasing(tool: Tool, tmp_path: Path) -> None:
    fonts = rendered(page(*every_kind(), outlined=False), tmp_path, tool)
    paths = rendered(page(*every_kind(), outlined=True), tmp_path, tool)
    assert unlike(fonts, paths) == 0
    assert ink(paths) == pytest.approx(ink(fonts), rel=0.03)


def test_readings_beside_lines_are_outlined_too(tool: Tool, tmp_path: Path) -> None:
    spans = (Span(1, 2, Emphasis.RUBY, "hàn"), Span(2, 3, Emphasis.RUBY, "ㄗˋ"), Span(4, 5, Emphasis.DOTS))
    lines = [annotated("讀漢字了嗎", *spans, direction=one) for one in Direction]
    ink = [SetLine(one, pt(100), pt(40 + 30 * at), "a") for at, one in enumerate(lines)]
    fonts, paths = (page(*ink, outlined=how, faces=vendored(TW)) for how in (False, True))
    assert len(places(paths)) == len(glyphs(fonts)) == 20
    assert unlike(rendered(fonts, tmp_path, tool), rendered(paths, tmp_path, tool)) == 0


@pytest.mark.parametrize("fault", ["moved", "unturned", "wide", "gone"])
def test_a_glyph_out_of_place_would_be_seen(
    fault: str, tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = rendered(page(*every_kind(), outlined=False), tmp_path, tool)
    made = page(*every_kind(), outlined=True)
    with opened(made) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        steps = {
            "moved": (rb"(\d+) (\S+) cm (/\S+ Do Q)\Z", rb"1\1 \2 cm \3"),
            "unturned": (rb"q 0 -(\S+) \1 0", rb"q \1 0 0 \1"),
            "wide": (rb"q 25\.2 0 0 36", rb"q 36 0 0 36"),
            "gone": (rb"(.*)q .+? Do Q", rb"\1"),
        }
        pdf.pages[0].Contents = pdf.make_stream(re.sub(*steps[fault], content.rstrip(), flags=re.DOTALL))
        pdf.save(tmp_path / "spoiled.pdf")
    assert unlike(fonts, rendered((tmp_path / "spoiled.pdf").read_bytes(), tmp_path, tool)) > 10


def test_no_font_is_left_and_every_glyph_is_there_once() -> None:
    made = page(*every_kind(), outlined=True)
    used = Counter(str(operands[0]) for operands, name in operators(made) if name == "Do")
    with opened(made) as pdf:
        resources = pdf.pages[0].Resources
        forms = resources.XObject
        assert set(used) == set(forms.keys())
        assert max(used.values()) > 3
        shapes = [(form.read_bytes(), form.BBox) for form in forms.values()]
        assert len({content for content, _ in shapes}) == len(shapes)
        assert "/Font" not in resources
        assert not any(isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" for one in pdf.objects)
    assert not {name for _, name in operators(made)} & {"BT", "Tf", "TJ"}


def test_a_form_fills_paths_and_says_nothing_of_colour() -> None:
    with opened(page(*every_kind(), outlined=True)) as pdf:
        for form in pdf.pages[0].Resources.XObject.values():
            steps = [str(step.operator) for step in pikepdf.parse_content_stream(form)]
            assert set(steps[:-1]) <= {"m", "l", "c"}
            assert steps[-1] == "f"
            left, foot, right, top = (float(edge) for edge in form.BBox)
            for step in pikepdf.parse_content_stream(form):
                numbers = [float(number) for number in step.operands]
                assert all(left <= x <= right for x in numbers[::2])
                assert all(foot <= y <= top for y in numbers[1::2])


@pytest.mark.parametrize("over", [False, True])
def test_colours_and_overprint_are_those_of_fonts(over: bool) -> None:
    def said(outlined: bool) -> list[tuple[Any, str]]:
        steps = operators(page(*every_kind(), outlined=outlined, over=over))
        return [(operands, name) for operands, name in steps if name in {"k", "K", "gs", "re", "f"}]

    assert said(True) == said(False)
    assert ([["/Over"], "gs"] in [list(one) for one in said(True)]) is over


def test_spaces_are_not_painted_and_files_are_the_same_twice() -> None:
    made = page(SetLine(line(CHAIN, "a a a"), pt(20), pt(30), "a"), outlined=True)
    assert len(places(made)) == 3
    assert made == page(SetLine(line(CHAIN, "a a a"), pt(20), pt(30), "a"), outlined=True)
