"""Forms that fill one path, as outlined glyphs do, are read once and judged wherever they are painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from compositor.intake.inspect import inspect
from compositor.intake.inspect.painted import around_path
from compositor.preflight import judge
from tests.preflight.plates import painted, spoiled, states

PATH = b"0 0 m 500 0 l 500 500 l 0 200 300 700 0 500 c h f"


def form(content: bytes, **entries: Any) -> Callable[[pikepdf.Pdf], Any]:
    def made(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content, Subtype=pikepdf.Name.Form, BBox=[-9, -9, 900, 900], **entries)
        stream.Matrix, stream.Resources = pikepdf.Array([0.01, 0, 0, 0.01, 0, 0]), pikepdf.Dictionary()
        return stream

    return made


def codes(operators: str, content: bytes = PATH, **states_named: Any) -> set[str]:
    spoil = painted(operators, XObject={"X9": form(content)}, **states_named)
    return {one.code for one in judge(spoiled(spoil))}


@pytest.mark.parametrize(
    ("operators", "told"),
    [
        ("0 0 0 1 k q 9 0 0 9 99 99 cm /X9 Do Q q 9 0 0 9 110 99 cm /X9 Do Q", set()),
        ("0 0 0 1 k q 9 0 0 9 99 99 cm /X9 Do Q 1 1 1 1 k q 9 0 0 9 120 99 cm /X9 Do Q", {"N-01"}),
        ("1 1 1 1 k q 9 0 0 9 9000 99 cm /X9 Do Q", set()),
        ("1 0 0 rg q 9 0 0 9 99 99 cm /X9 Do Q", {"R0027"}),
    ],
    ids=["black", "400 %", "400 % outside of the trim", "RGB"],
)
def test_each_painting_has_the_look_of_its_page(operators: str, told: set[str]) -> None:
    assert codes(operators) >= told
    assert {"N-01", "R0027"} & codes(operators) == told


def test_white_that_overprints_is_told() -> None:
    assert "R0008" in codes("/GS9 gs 0 0 0 0 k /X9 Do", ExtGState=states(op=True))


@pytest.mark.parametrize("more", [b"1 0 0 rg ", b"q ", b"/GS1 gs "])
def test_forms_that_say_more_are_read_word_by_word(more: bytes) -> None:
    assert around_path(more + PATH) is None
    assert "R0027" in codes("/X9 Do", b"1 0 0 rg " + PATH)


@pytest.mark.parametrize(
    "content", [b"", b"f", b"0 0 m f*", b"0 0 9 9 re f", b"0 0 m 9 9 l S", b"0 0 m nan inf l f", b"0 0 m 1-2 3 l f"]
)
def test_only_one_filled_path_of_lines_and_curves_counts(content: bytes) -> None:
    assert around_path(content) == ((0, 0, 0, 0) if content == b"0 0 m f*" else None)


def test_the_area_is_that_of_the_path_where_it_is_painted() -> None:
    assert around_path(PATH) == (0, 0, 500, 700)
    spoil = painted("0 0.5 0 0 k q 0 -10 10 0 100 200 cm /X9 Do Q", XObject={"X9": form(PATH)})
    (page,) = inspect(spoiled(spoil)).pages
    (mark,) = (one for one in page.marks if one.look.values == (0.0, 0.5, 0.0, 0.0))
    assert mark.area == pytest.approx((100, 150, 170, 200))


def test_a_form_that_cannot_be_decoded_is_told_and_nothing_falls() -> None:
    def broken(pdf: pikepdf.Pdf) -> None:
        stream = form(b"")(pdf)
        stream.write(b"no deflated bytes", filter=pikepdf.Name.FlateDecode)
        painted("/X9 Do", XObject={"X9": stream})(pdf)

    assert "PDF" in {one.code for one in judge(spoiled(broken))}
