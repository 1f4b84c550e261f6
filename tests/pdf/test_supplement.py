"""Drawn glyphs on the page, across and down: their text reads back, and their ink stands in its em box."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from compositor.faces import FaceFile, Faces, Figure, Supplement, drawn_face, outlined
from compositor.model.design import Align, Style
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.text import Matter, TypeCase, set_lines
from compositor.units import pt
from tests.faces.type_library import CN, ROOT, vendored
from tests.pdf.reading import texts
from tests.pdf.setting_desk import pen
from tests.testface import FewHyphens

SIZE, LEFT, TOP = 10, 100, 100
BOX = "M0 -120H1000V880H0Z"
COPY = "老𠮶“𠮶”\ue001𠮶GDP𠮶。"


def faces() -> Faces:
    files = {
        path.stem: FaceFile(path.stem, str(path), path.read_bytes()) for path in sorted((ROOT / "fonts").glob("*.?tf"))
    }
    glyph = outlined([Figure(BOX, (1, 0, 0, 1, 0, 0))])
    files["drawn"] = FaceFile("drawn", "", drawn_face("Supplement-1", {"𠮶": glyph, "\ue001": glyph}))
    return Faces(files, vendored().roles, CN, Supplement({("", ""): "drawn"}))


def line(used: Faces, copy: str, direction: Direction) -> Line:
    size = pt(SIZE)
    style = Style("body", "song", "regular", size, pt(16), size, align=Align.LEFT, direction=direction)
    (made,) = set_lines(Matter(copy, 0, len(copy), (), None, style), (30 * size,), TypeCase(used, FewHyphens(), CN))
    return made


def page(used: Faces, one: Line) -> bytes:
    drawing = pen(used)
    drawing.page(pt(400), pt(400), 0, label="01")
    drawing.draw(SetLine(one, pt(LEFT), pt(TOP), "box"))
    return drawing.finish()


@pytest.mark.parametrize("direction", Direction)
def test_drawn_characters_read_back_in_both_directions(direction: Direction) -> None:
    used = faces()
    one = line(used, COPY, direction)
    assert not one.missing
    assert set(texts(page(used, one)).values()) == {COPY}


@pytest.mark.parametrize(
    ("direction", "left", "top"),
    [(Direction.HORIZONTAL, LEFT, TOP - 8.8), (Direction.VERTICAL, LEFT - SIZE / 2, TOP)],
)
def test_the_ink_of_a_drawn_glyph_fills_its_em_box(direction: Direction, left: float, top: float) -> None:
    used = faces()
    content = page(used, line(used, "𠮶", direction))
    picture = pypdfium2.PdfDocument(io.BytesIO(content))[0].render(scale=10).to_pil().convert("L")
    box = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box == tuple(round(10 * edge) for edge in (left, top, left + SIZE, top + SIZE))
