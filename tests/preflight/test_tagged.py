"""Readers' PDFs that are tagged: a small one made by hand, and the faults that keep it from being read aloud."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from compositor.colour import newsprint, srgb
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
    linked = "/Link /Named BDC 0 0 9 9 re f EMC"
    page.Contents = pdf.make_stream(f"{marked} {linked} /Artifact BMC 60 9 9 9 re f EMC".encode())
    page.obj.Resources = Dictionary(Properties=Dictionary(Named=Dictionary(MCID=2)))
    page.obj.Tabs, page.obj.StructParents = Name.S, 0
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Contents=String("第二版"))
    note.StructParent, note.Dest = 1, Array([page.obj, Name.Fit])
    page.obj.Annots = Array([pdf.make_indirect(note)])
    placed = Dictionary(O=Name.Layout, BBox=Array([30, 9, 39, 18]))
    own = pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=page.obj.Annots[0]))
    kids = [_element(pdf, "H1", 0), _element(pdf, "Figure", 1, Alt=String("一座橋"), A=placed)]
    kids.append(_element(pdf, "Link", Array([2, own])))
    article = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Art, K=Array(kids)))
    parents = Dictionary(Nums=Array([0, Array(kids), 1, kids[2]]))
    tree = Dictionary(Type=Name.StructTreeRoot, K=Array([article]), ParentTree=parents)
    pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
    pdf.Root.MarkInfo, pdf.Root.Lang = Dictionary(Marked=True), String("zh-Hant-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    said = pdf.make_stream(PACKET.encode())
    said.Type, said.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = said
    _deliver(pdf)
    spoil(pdf)
    out = io.BytesIO()
    pdf.save(out, linearize="/Unlinearized" not in pdf.Root)
    return out.getvalue()


def _deliver(pdf: Pdf) -> None:
    """Give a file bookmarks, page labels and the light that its colours are of."""
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("一座橋", 0))
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("01"))]))
    profile = pdf.make_stream(srgb().content, N=3)
    intent = Dictionary(S=Name("/GTS_PDFA1"), OutputConditionIdentifier=String("sRGB"), DestOutputProfile=profile)
    pdf.Root.OutputIntents = Array([intent])


def _element(pdf: Pdf, kind: str, kids: Any, **entries: Any) -> Any:
    page = pdf.pages[0].obj
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), Pg=page, K=kids, **entries))


def _own(pdf: Pdf, at: int) -> Any:
    return pdf.Root.StructTreeRoot.K[0].K[at]


def _without(key: str) -> Spoil:
    return lambda pdf: pdf.Root.__delitem__(f"/{key}")


def _untag(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"90 9 9 9 re f")


def _light(pdf: Pdf) -> None:
    profile = pdf.make_stream(newsprint().content, N=4)
    pdf.Root.OutputIntents[0].DestOutputProfile = profile


def _second(pdf: Pdf) -> None:
    """Claim PDF/UA-2 in a file of PDF 1.7 whose links lead to places."""
    said = "pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"
    packet(pdf, "pdfuaid:part>1</pdfuaid:part>", said)


FAULTS: list[tuple[str, str, Spoil]] = [
    ("U-01", "not marked", _without("MarkInfo")),
    ("U-02", "no structure", _without("StructTreeRoot")),
    ("U-02", "no ParentTree", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree")),
    ("U-02", "ParentTree leads elsewhere", lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Nums[1].__delitem__(0)),
    ("U-03", "no Lang", _without("Lang")),
    ("U-04", "no claim", lambda pdf: packet(pdf, "pdfuaid:part>", "pdfuaid:other>")),
    ("U-05", "no DisplayDocTitle", _without("ViewerPreferences")),
    ("U-06", "untagged content", _untag),
    ("U-06", "tagged content of no element", lambda pdf: _own(pdf, 0).__delitem__("/K")),
    ("U-07", "no Alt", lambda pdf: _own(pdf, 1).__delitem__("/Alt")),
    ("U-07", "no BBox", lambda pdf: _own(pdf, 1).__delitem__("/A")),
    ("U-08", "heading level skipped", lambda pdf: _own(pdf, 0).__setitem__("/S", Name.H2)),
    ("U-09", "Link without Contents", lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/Contents")),
    ("U-09", "a link in no Link element", lambda pdf: _own(pdf, 2).__setitem__("/S", Name.Span)),
    ("U-09", "a link without StructParent", lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/StructParent")),
    ("U-10", "no Tabs", lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs")),
    ("U-12", "a script", lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="1"))),
    ("U-13", "no bookmarks", _without("Outlines")),
    ("U-14", "an empty article", lambda pdf: pdf.Root.StructTreeRoot.K.append(_element(pdf, "Art", Array()))),
    ("U-16", "UA-2 in PDF 1.7", _second),
    ("U-17", "UA-2 without structure destinations", _second),
    ("D-01", "not linearized", lambda pdf: pdf.Root.__setitem__("/Unlinearized", True)),
    ("D-02", "no page labels", _without("PageLabels")),
    ("D-02", "no PageMode", _without("PageMode")),
    ("D-03", "no output intent", _without("OutputIntents")),
    ("D-03", "output intent of inks", _light),
    ("D-04", "painted in inks", lambda pdf: pdf.pages[0].contents_add(b"/Artifact BMC 0 0 0 1 k 60 60 9 9 re f EMC")),
]
_TOGETHER = ({"U-16", "U-17"}, {"U-13", "U-14"})


def test_a_sound_tagged_file_passes() -> None:
    assert judge(tagged(), "epaper") == ()


@pytest.mark.parametrize(("code", "spoil"), [one[::2] for one in FAULTS], ids=[one[1] for one in FAULTS])
def test_the_fault_of_a_readers_file_is_caught(code: str, spoil: Spoil) -> None:
    found = {finding.code for finding in judge(tagged(spoil), "epaper")}
    assert code in found
    assert found == {code} or found in _TOGETHER
