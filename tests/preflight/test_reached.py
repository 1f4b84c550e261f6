"""All that hangs on the trailer is looked at, however it is written, and nothing else."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from compositor.intake.inspect import inspect


def written(said: object) -> bytes:
    """Return a file whose catalog says something odd."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Odd = said(pdf) if callable(said) else said
        out = io.BytesIO()
        level = pikepdf.StreamDecodeLevel.none
        pdf.save(out, compress_streams=False, stream_decode_level=level)
    return out.getvalue()


TOLD = [
    ("JavaScript", Dictionary(S=Name.JavaScript)),
    ("JavaScript", Array([1, Array([Dictionary(A=Dictionary(S=Name.JavaScript))])])),
    ("JavaScript", lambda pdf: Dictionary(S=pdf.make_indirect(Name.JavaScript))),
    ("JavaScript", Dictionary(S=String("/JavaScript"))),
    ("PostScript", lambda pdf: Stream(pdf, b"", Subtype=Name.PS)),
    ("OPI", lambda pdf: Array([pdf.make_indirect(Dictionary(OPI=Dictionary(V=1)))])),
    ("TR", Dictionary(TR2=Name.Identity)),
    ("TR", Dictionary(TR=Name.Identity)),
    ("halftone", Dictionary(HalftoneType=6)),
    ("external stream", lambda pdf: Stream(pdf, b"", F=String("a"))),
]


@pytest.mark.parametrize(("feature", "said"), TOLD)
def test_what_a_press_file_may_not_have_is_found_wherever_it_is_said(feature: str, said: object) -> None:
    assert feature in inspect(written(said)).features


def test_what_may_be_said_is_no_feature() -> None:
    plain = Dictionary(
        S=Name.P, Subtype=Name.Form, TR2=Name.Default, HalftoneType=5, F=4, A=String("/TR 1 /JavaScript")
    )
    assert not inspect(written(plain)).features


def test_what_a_string_only_seems_to_name_is_not_looked_at() -> None:
    hidden = written(lambda pdf: Array([String("(\\) 2 0 R ("), pdf.make_indirect(Dictionary(S=Name.JavaScript))]))
    assert "JavaScript" in inspect(hidden).features
    assert "JavaScript" not in inspect(hidden.replace(b" 2 0 R ]", b" 2 0   ]")).features


@pytest.mark.parametrize("named", [["FlateDecode"], ["LZWDecode"], ["ASCIIHexDecode", "RunLengthDecode"]])
def test_filters_are_told_of_streams_however_they_say_them(named: list[str]) -> None:
    def stream(pdf: Pdf) -> Stream:
        return Stream(pdf, b"abc", Filter=Array([Name(f"/{one}") for one in named]))

    assert inspect(written(stream)).codings == set(named)
    if len(named) == 1:
        assert inspect(written(lambda pdf: Stream(pdf, b"abc", Filter=Name(f"/{named[0]}")))).codings == set(named)


def test_a_name_that_is_no_text_is_a_fault() -> None:
    (fault,) = inspect(written(Dictionary(S=Name.Key)).replace(b"/Key", b"/K\xe9y")).faults
    assert fault.startswith("the streams can't be read: UnicodeDecodeError")
