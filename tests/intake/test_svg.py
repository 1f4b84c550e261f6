"""Drawings of characters: what is inked in an SVG, and what is refused, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.faces import DrawingError, outlined
from compositor.intake.svg import SvgError, read_svg

Box = tuple[int, int, int, int]


def svg(body: str, box: str = "0 0 100 100", *, before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n{body}</svg>'.encode()


def boxed(body: str, box: str = "0 0 100 100") -> Box:
    return outlined([one.figure for one in read_svg(svg(body, box), "g.svg")]).box


TRACED = """<?xml version="1.0" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">
<svg version="1.0" xmlns="http://www.w3.org/2000/svg" width="100.000000pt" height="100.000000pt"
 viewBox="0 0 100.000000 100.000000" preserveAspectRatio="xMidYMid meet">
<metadata>a tracer</metadata>
<g transform="translate(0.000000,100.000000) scale(0.100000,-0.100000)" fill="#000000" stroke="none">
<path d="M100 900 l800 0 0 -800 -800 0 0 800z m100 -100 l0 -10 10 0z"/>
</g></svg>"""
DRAWN = """<svg width="1000mm" height="1000mm" viewBox="0 0 100 100" xmlns="http://www.w3.org/2000/svg"
 xmlns:tool="http://tool.example/ns" xmlns:xlink="http://www.w3.org/1999/xlink" xml:space="preserve" tool:version="1">
<tool:view tool:zoom="1"><tool:grid/></tool:view><defs id="d"><path d="M0 0H99V99Z"/></defs>
<g tool:label="Layer 1" id="layer1" style="display:inline"><path tool:nodetypes="cc" id="p"
 style="fill:#000000;fill-opacity:1;fill-rule:nonzero;stroke:none;stroke-width:0.26"
 d="m 10,10 h 80 v 80 h -80 z"/></g></svg>"""
STYLED = """<svg version="1.1" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px" viewBox="0 0 100 100"
 style="enable-background:new 0 0 100 100;" xml:space="preserve"><style type="text/css">
 /* by a program */ .st0{fill:#231F20;} .st1,.st2{fill:none;}</style>
<g id="x"><polygon class="st0" points="10,10 90,10 90,90 10,90 "/><rect class="st1" width="100" height="100"/></g>
</svg>"""


@pytest.mark.parametrize("drawing", [TRACED, DRAWN, STYLED], ids=["potrace", "Inkscape", "Illustrator"])
def test_what_drawing_programs_write_is_read(drawing: str) -> None:
    figures = [one.figure for one in read_svg(drawing.encode(), "g.svg")]
    assert outlined(figures).box == SQUARED


SQUARE = '<path d="M10 10H90V90H10Z"/>'
SQUARED = (100, -20, 900, 780)
HIDDEN = '<path d="M0 0H99V99H0Z"/>'


@pytest.mark.parametrize(
    "body",
    [
        SQUARE,
        '<rect x="10" y="10" width="80px" height="80"/>',
        '<rect x="10" y="10" width="80" height="80" rx="10"/>',
        '<circle cx="50" cy="50" r="40"/>',
        '<polygon points="10,10 90,10 90,90 10 90"/>',
        '<g transform="translate(10 10)"><path transform="scale(2)" d="M0 0H40V40H0Z"/></g>',
        '<path transform="matrix(1 0 0 1 5 5), skewX(0) skewY(0)" d="M5 5H85V85H5Z"/>',
        f'<path fill="none" d="M0 0H99V99H0Z"/>{SQUARE}',
        f'<rect width="100" height="100" fill="#FFF"/>{SQUARE}',
        f'<style>.a{{fill:none}} #b{{display:none}}</style><g class="a">{HIDDEN}</g><g id="b">{HIDDEN}</g>{SQUARE}',
        f"<defs>{HIDDEN}</defs><title>x</title>{SQUARE}",
        '<path style="stroke:red;stroke-width:0" d="M10 10H90V90H10Z"/>',
        f'<g visibility="hidden">{HIDDEN}</g>{SQUARE}',
        f'<g opacity="0"><text>x</text>{HIDDEN}</g>{SQUARE}',
        f'<line x1="0" y1="0" x2="99" y2="99"/><a href="http://x">{SQUARE}</a>',
        f'<x:view xmlns:x="http://elsewhere">{HIDDEN}</x:view>{SQUARE}',
    ],
)
def test_what_is_filled_is_inked_and_nothing_else(body: str) -> None:
    assert boxed(body) == SQUARED


@pytest.mark.parametrize(
    ("body", "box"),
    [
        ('<ellipse cx="50" cy="50" rx="40" ry="20"/>', (100, 180, 900, 580)),
        ('<polyline points="10-10 90-10 90 90"/>', (100, -20, 900, 980)),
        ('<g transform="translate(0,100) scale(1,-1)"><path d="M10 20H90V30H10Z"/></g>', (100, 80, 900, 180)),
        ('<path transform="rotate(90 50 50)" d="M10 10H20V20H10Z"/>', (800, 680, 900, 780)),
    ],
)
def test_shapes_stand_where_they_are_drawn(body: str, box: Box) -> None:
    assert boxed(body) == box


def test_the_view_box_is_the_em_square() -> None:
    assert boxed('<path d="M-500-500H500V500H-500Z"/>', "-500,-500,1000,1000") == (0, -120, 1000, 880)
    assert boxed('<path d="M0 0H7V7H0Z"/>', "0 0 7 7") == (0, -120, 1000, 880)


def test_width_and_height_stand_for_a_view_box() -> None:
    drawing = b'<svg width="50px" height="50"><path d="M0 0H50V50H0Z"/></svg>'
    assert outlined([one.figure for one in read_svg(drawing, "g.svg")]).box == (0, -120, 1000, 880)


def test_a_document_type_without_declarations_is_harmless() -> None:
    before = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert len(read_svg(svg('<path d="M0 0H9V9Z"/>', before=before), "g.svg")) == 1


def test_the_even_odd_rule_is_inherited() -> None:
    (one,) = read_svg(svg('<g fill-rule="evenodd"><path d="M0 0H9V9Z"/></g>'), "g.svg")
    assert one.figure.even_odd
    assert (one.place.line, one.place.column) == (2, 24)


INKED = '<path d="M0 0H9V9Z"/>'
BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("body", "words", "line", "column"),
    [
        ('<path stroke="#000" d="M0 0H9V9Z"/>', "stroked", 2, 1),
        ('\n <g stroke="red"><circle r="5"/></g>', "a circle is stroked", 3, 18),
        ('<style>.s{stroke:black}</style><path class="s" d="M0 0H9V9Z"/>', "stroked", 2, 32),
        ("<text>字</text>", "a text element", 2, 1),
        ('<image href="x.png"/>', "an? image element", 2, 1),
        ('<use href="#a"/>', "use element", 2, 1),
        ("<script>1</script>", "script element", 2, 1),
        ("<foreignObject/>", "foreignObject element", 2, 1),
        ("<path d='M0 0H9V9Z'/><blob/>", "blob element", 2, 22),
        (f'{INKED}<circle r="2" fill="white"/>', "white over ink", 2, 22),
        ('<path fill="url(#g)" d="M0 0H9V9Z"/>', "filled with", 2, 1),
        (f'<g clip-path="url(#c)">{INKED}</g>', "clip-path", 2, 1),
        (f'<g filter="url(#c)">{INKED}</g>', "filter", 2, 1),
        ('<path opacity="50%" d="M0 0H9V9Z"/>', "half-transparent", 2, 1),
        ('<path transform="turn(3)" d="M0 0H9V9Z"/>', "transform", 2, 1),
        ('<path style="transform:scale(2)" d="M0 0H9V9Z"/>', "style sheet transforms", 2, 1),
        ('<rect width="5mm" height="5"/>', "length \"5mm\"", 2, 1),
        ('<polygon points="1 2 3 x"/>', "length", 2, 1),
        ("<style>g path{fill:none}</style>", "selects by", 2, 1),
        ("<style>@import 'x.css';</style>", "more than plain rules", 2, 1),
        (f"<svg>{INKED}</svg>", "drawing within the drawing", 2, 1),
        ("<g>" * 60 + "</g>" * 60, "too many elements", 2, 148),
    ],
)  # fmt: skip
def test_what_is_no_flat_outline_is_refused_at_its_place(body: str, words: str, line: int, column: int) -> None:
    with pytest.raises(SvgError, match=words) as caught:
        read_svg(svg(body), "g.svg")
    assert (caught.value.place.file, caught.value.place.line, caught.value.place.column) == ("g.svg", line, column)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no element"),
        (b"GIF89a", "no SVG"),
        (b"<svg><path></svg>", "mismatched tag"),
        (b"<html/>", "begins with"),
        (b"\x1f\x8b\x08\x00", "no SVG"),
        (b"<svg/>", "no viewBox"),
        (svg(INKED, "0 0 10"), "viewBox"),
        (svg(INKED, "0 0 100 50"), "has to be a square"),
        (svg(INKED, "0 0 0 0"), "has to be a square"),
        (svg(INKED, "0 0 -5 -5"), "has to be a square"),
        (svg("&b;", before=BOMB), "declares entities"),
        (svg("&a;", before=OUTSIDE), "declares entities"),
        (svg("&a;"), "undefined entity"),
    ],
)
def test_what_is_no_drawing_of_a_character_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(SvgError, match=words) as caught:
        read_svg(content, "g.svg")
    assert caught.value.place.line >= 1


PIECES = (
    *("<svg viewBox='0 0 9 9'>", "<svg>", "</svg>", "<g ", "<path ", "</g>", "<style>", "a{", "}", "</style>"),
    *("d='M0 0H9V9Z'", "d='M1 1", "transform='rotate(", "5 ", ")'", "style='fill:", "none", "'", "/>", ">", "1e9"),
    *("<rect width='", "-", "&a;", "<!DOCTYPE svg [", "]>", "<!--", "-->", "fill='url(#a)'", "\0", "\u2028"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_drawing_is_answered(text: str) -> None:
    try:
        outlined([one.figure for one in read_svg(text.encode(), "g.svg")])
    except (SvgError, DrawingError) as error:
        assert error.message  # noqa: PT017
