"""Content streams read plainly say what pikepdf reads in them; whatever is odd is left to it."""

from __future__ import annotations

import io
import random
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from compositor.intake.inspect import inspect, lexing
from compositor.intake.inspect.lexing import (
    LETTERED,
    TYPE,
    Lettered,
    Shown,
    _content,
    _OtherwiseError,
    _plain,
    instructions,
)

PLAIN = [
    b"q 1 0 0 1 12.5 -7 cm 0 0 0 1 k 10 20 30.5 .5 re f* Q",
    b"BT /F1 9 Tf 1 0 0 1 31.7559 1507.1154 Tm [<52AB432B>-166.7<0574>] TJ /F1.1 9 Tf <41D7> Tj T* ET",
    b"BT\n/F1\t9.25 Tf\r1 0 0 1 3 4 Tm[<>12 <41 D7>]TJ ET".replace(b" D7", b"D7"),
    b"/Over gs\n/CS0 cs 0.25 0.5 scn 1 w 3 4 m 5 6 l S n",
    b"q\nBT /F1 9 Tf 1 0 0 1 3 4 Tm [<52AB432B>-166.7<0574>] TJ /F2 7 Tf [<41D7>] TJ ET\n0 g\nBT [<41D7><>] TJ ET",
    b"BT [<41>] TJ ET\nBT /F1 9 Tf ET\nBT [<41D7>] TJ [<41D7>] TJ\nET",
    b"q\nBT /F1 9 Tf 1 0 0 1 3 4 Tm [<52AB432B>-166.7<0574>] TJ /F2 7 Tf 1 0 0 1 5 .5 Tm [<41D7>] TJ ET\nBT ET Q",
    b"BT 1 0 0 1 5 -6 Tm [ <41D7> 7 ] TJ ET\nBT 1 0 0 1 5 6 Tm [] TJ ET\rBT /F1 9 Tf 1 0 0 1 3 4 Tm [<41D7>] TJ ET Q",
    b"BT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\nBT 1 0 0 1 5 6 Tm [<41>] TJ ET\nBT 1 0 0 1 5 6 Tm [<41D7>] TJ /F1 9 Tf ET",
    b"BT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\nBT /F1 9 Tf 1 0 0 1 5 6 Tm [<41D7>] TJ /F1 8 Tf [<41D7>] TJ ET\n",
    b"1 2\nBT [<41D7>] TJ ET\n3 w",
    b"BT ET",
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
    b"(\nBT [<41D7>] TJ ET\n) Tj",
    b"BT [<41D7>] TJ ET % [<41D7>] TJ ET\n",
    b"BT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\nBT 1 0 0 1 5 6 Tm [<41D>] TJ ET\n",
    b"(\nBT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\n) Tj",
    b"BT 1 0 0 1 5 6 Tm [<41D7>] TJ ET% words\n",
    b"1 2\nBT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\nw",
    b"BT 1 0 0 1 5 6 Tm [<41D7>] TJ ET\nBT 1 0 0 1 5 6.7.8 Tm [<41D7>] TJ ET\n",
    b"BT /F1 -- Tf 1 0 0 1 5 6 Tm [<41D7>] TJ ET\n",
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
    if isinstance(operands, Lettered):
        assert name == LETTERED
        lines = [[one for step in line for one in _apart(step, TYPE)] for line in operands.steps()]
        return [one for line in lines for one in [([], "BT"), *line, ([], "ET")]]
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


CLAUSES = (
    "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm [<0041>-20<0042>] TJ ET",
    "BT 1 0 0 1 {x} {y} Tm [<0043>] TJ /F2 {size} Tf [<0044>] TJ 1 0 0 1 {y} {x} Tm [<0045>] TJ /F1 9 Tf [<46>] TJ ET",
    "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm [<0047>] TJ /F2 {size} Tf 1 0 0 1 {y} {x} Tm [<0048><0049>] TJ ET",
    "BT 1 0 0 1 {x} {y} Tm [<004E>-3<004F>] TJ /F3 {size} Tf 1 0 0 1 {y} {x} Tm [<0050>] TJ ET",
    "BT 1 0 0 1 {x} {y} Tm [<0051>] TJ /F1 {size} Tf [<0052>] TJ /F1 9 Tf 1 0 0 1 {x} {x} Tm [<0053>] TJ ET",
    "BT 1 0 0 1 {x} {y} Tm [<0054>] TJ /F1 9 Tf [<0055>] TJ ET",
    "BT [<004A>] TJ ET",
    "BT /F3 {size} Tf [<004B>] TJ 1 0 0 1 {x} {y} Tm [<004C>] TJ ET",
    "BT /F9 {size} Tf [<004D>] TJ ET",
    "0 0 0 {ink} k",
    "/Cs cs 0.25 scn",
    "/Over gs",
    "/Clear gs",
    "q",
    "Q",
    "1 0 0 1 {x} 0 cm",
    "{mode} Tr",
    "/Artifact BMC",
    "EMC",
    "BT",
)


def odd_page(rng: random.Random) -> bytes:
    """Return a PDF of a page of type in all kinds of states."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        page = pdf.pages[0].obj
        page.TrimBox = pikepdf.Array([20, 20, 280, 280])
        font = {
            kind: pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name(f"/{kind}"))) for kind in ("Type1", "Type3")
        }
        heir = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0)
        font["Type0"] = pdf.make_indirect(Dictionary(Subtype=Name.Type0, DescendantFonts=pikepdf.Array([heir])))
        page.Resources = Dictionary(
            Font=Dictionary(F1=font["Type0"], F2=font["Type1"], F3=font["Type3"]),
            ExtGState=Dictionary(Over=Dictionary(op=True, OPM=1), Clear=Dictionary(ca=0.5)),
        )
        clauses = [
            rng.choice(rng.choice((CLAUSES, CLAUSES[:4], CLAUSES[:7]))).format(
                x=rng.choice((50, 60.25, 200, 270, 270, 300)),
                y=rng.choice((30, 40, 100.5, 200, 270, 290)),
                size=rng.choice((9, 9, 12.5, -7)),
                ink=rng.choice((0, 1)),
                mode=rng.choice((0, 1, 2, 3)),
            )
            for _ in range(rng.randrange(1, 14))
        ]
        page.Contents = pdf.make_stream("\n".join(clauses).encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_type_that_is_taken_at_once_is_found_as_it_is_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [odd_page(random.Random(seed)) for seed in range(80)]
    at_once = [inspect(one) for one in pages]
    monkeypatch.setattr(lexing, "_lettered", lambda _: None)
    step_by_step = [inspect(one) for one in pages]
    assert at_once == step_by_step
