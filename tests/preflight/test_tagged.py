"""Readers' PDFs that are tagged: a small one made by hand, and the faults that keep it from being read aloud."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from compositor.preflight import judge
from tests.preflight.plates import Spoil, packet

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">晚報</rdf:li></rdf:Alt></dc:title><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def tagged(spoil: Spoil = lambda _: None) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    marked = "/H1 <</MCID 0>> BDC 9 9 9 9 re f EMC /Figure <</MCID 1>> BDC 30 9 9 9 re f EMC"
    page.Contents = pdf.make_stream(f"{marked} /Artifact BMC 60 9 9 9 re f EMC".encode())
    page.obj.Tabs = Name.S
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Contents=String("第二版"))
    page.obj.Annots = Array([pdf.make_indirect(note)])
    kids = Array([_element(pdf, "H1", 0), _element(pdf, "Figure", 1, Alt=String("一座橋"))])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=kids, ParentTree=Dictionary()))
    pdf.Root.MarkInfo, pdf.Root.Lang = Dictionary(Marked=True), String("zh-Hant-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    said = pdf.make_stream(PACKET.encode())
    said.Type, said.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = said
    spoil(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _element(pdf: Pdf, kind: str, mark: int, **entries: Any) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), K=mark, **entries))


def _without(key: str) -> Spoil:
    return lambda pdf: pdf.Root.__delitem__(f"/{key}")


def _untag(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"90 9 9 9 re f")


FAULTS: list[tuple[str, str, Spoil]] = [
    ("U-01", "not marked", _without("MarkInfo")),
    ("U-02", "no structure", _without("StructTreeRoot")),
    ("U-02", "no ParentTree", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree")),
    ("U-03", "no Lang", _without("Lang")),
    ("U-04", "no claim", lambda pdf: packet(pdf, "pdfuaid:part>", "pdfuaid:other>")),
    ("U-05", "no DisplayDocTitle", _without("ViewerPreferences")),
    ("U-06", "untagged content", _untag),
    ("U-07", "no Alt", lambda pdf: pdf.Root.StructTreeRoot.K[1].__delitem__("/Alt")),
    ("U-08", "heading level skipped", lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/S", Name.H2)),
    ("U-09", "Link without Contents", lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/Contents")),
    ("U-10", "no Tabs", lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs")),
]


def test_a_sound_tagged_file_passes() -> None:
    assert judge(tagged(), "epaper") == ()


@pytest.mark.parametrize(("code", "spoil"), [one[::2] for one in FAULTS], ids=[one[1] for one in FAULTS])
def test_the_fault_of_a_readers_file_is_caught(code: str, spoil: Spoil) -> None:
    assert {finding.code for finding in judge(tagged(spoil), "epaper")} == {code}
