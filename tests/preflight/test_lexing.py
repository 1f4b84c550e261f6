"""Content streams read plainly say what pikepdf reads in them; whatever is odd is left to it."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from compositor.intake.inspect.lexing import TYPE, Shown, _content, _OtherwiseError, _plain, instructions

PLAIN = [
    b"q 1 0 0 1 12.5 -7 cm 0 0 0 1 k 10 20 30.5 .5 re f* Q",
    b"BT /F1 9 Tf 1 0 0 1 31.7559 1507.1154 Tm [<52AB432B>-166.7<0574>] TJ /F1.1 9 Tf <41D7> Tj T* ET",
    b"BT\n/F1\t9.25 Tf\r1 0 0 1 3 4 Tm[<>12 <41 D7>]TJ ET".replace(b" D7", b"D7"),
    b"/Over gs\n/CS0 cs 0.25 0.5 scn 1 w 3 4 m 5 6 l S n",
    b"",
    b" \n",
    b"/Tag BMC EMC W* n",
]
ODD = [
    b"BT (a) Tj ET",
    b"/P <</MCID 0>> BDC EMC",
    b"q % words\nQ",
    b"BI /W 1 /H 1 ID \x00 EI",
    b"1.2.3 w",
    b"--1 w",
    b"/A#20B gs",
    b"[<4>] TJ",
    b"[(a) 3] TJ",
    b"true x",
    b"1 2",
    b"1 /F1 9 Tf",
    b"99999999999999999999 w",
]


def read(content: bytes) -> list[tuple[list[Any], str]]:
    """Return instructions with operands as plain values."""
    with pikepdf.new() as pdf:
        steps = [step for one in instructions(pdf.make_stream(content)) for step in _apart(*one)]
        return [([_plainly(one) for one in operands], name) for operands, name in steps]


def _apart(operands: Any, name: str) -> list[tuple[Any, str]]:
    """Return what stands for several instructions one by one."""
    if name != TYPE:
        return [(operands, name)]
    font, place, shown = operands
    return [(said, step) for said, step in ((font, "Tf"), (place, "Tm"), ((shown,), "TJ")) if said]


def by_pikepdf(content: bytes) -> list[tuple[list[Any], str]]:
    with pikepdf.new() as pdf:
        steps = pikepdf.parse_content_stream(pdf.make_stream(content))
        return [([_plainly(one) for one in step.operands], str(step.operator)) for step in steps]


def _plainly(operand: Any) -> Any:
    if isinstance(operand, Shown):
        return list(operand)
    if isinstance(operand, pikepdf.Array):
        return [bytes(one) for one in operand if isinstance(one, pikepdf.String)]
    if isinstance(operand, pikepdf.String):
        return [bytes(operand)]
    return str(operand) if isinstance(operand, pikepdf.Name | str) else float(operand)


@pytest.mark.parametrize("content", PLAIN)
def test_plain_content_says_what_pikepdf_reads_in_it(content: bytes) -> None:
    _plain(content.decode("latin-1"), pikepdf.Name)
    assert read(content) == by_pikepdf(content)


@pytest.mark.parametrize("content", ODD)
def test_odd_content_is_left_to_pikepdf(content: bytes) -> None:
    with pytest.raises(_OtherwiseError):
        _plain(content.decode("latin-1"), pikepdf.Name)


def test_content_in_parts_is_left_to_pikepdf() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pikepdf.Array([pdf.make_stream(b"q 1 0 0 1 0"), pdf.make_stream(b"0 cm Q")])
        assert _content(page) is None
        assert [name for _, name in instructions(page)] == ["q", "cm", "Q"]
