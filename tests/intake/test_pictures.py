"""A picture that is missing or broken withholds its page; it never stops the issue, hangs or fills the memory."""

from __future__ import annotations

import io
import os
import random
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from compositor.errors import CopyError, Severity
from compositor.intake.embedded import Embedded, words_in
from compositor.intake.mapped import rebuild
from compositor.model.copy import Framing
from tests.intake.desk import MANIFEST, Desk, tiny_picture

PLANT = "issues/day/pictures/plant.png"


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 9, 9)).save(out, "JPEG", **options)
    return out.getvalue()


def deep(mode: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 30), 9).save(out, "TIFF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        ("這不是圖片".encode(), "no picture"),
        (tiny_picture()[:60], "broken"),
        (jpeg()[:-200], "broken"),
        (png(60_000, 60_000), "too large"),
        (png(0x7FFFFFFF, 0x7FFFFFFF), "too large"),
        (png(0, 48), "is a PNG of a build that isn't read"),
        (deep("I"), "has 32 bits to a pixel"),
        (deep("F"), "has 32 bits to a pixel"),
    ],
)
def test_broken_picture_withholds_its_page(desk: Desk, content: bytes, words: str) -> None:
    desk.write(PLANT, content)
    found = desk.read()
    finding = next(one for one in found.findings if one.code == "PICTURE_BROKEN")
    assert (finding.severity, finding.page, finding.box) == (Severity.ERROR, "01", "photo")
    assert desk.where(finding) == "issues/day/issue.yaml:13:24"
    assert words in finding.message
    picture = found.issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.asset is None


def grainy() -> bytes:
    """A picture of more bytes than are held."""
    out = io.BytesIO()
    Image.frombytes("RGB", (600, 400), random.Random(1).randbytes(720_000)).save(out, "PNG")
    return out.getvalue()


def test_a_large_picture_is_read_anew_and_has_to_be_the_same(desk: Desk) -> None:
    content = grainy()
    desk.write(PLANT, content)
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.asset is not None
    assert not isinstance(picture.asset.held, bytes)
    assert picture.asset.content == content
    desk.write(PLANT, content[:-1] + b"x")
    with pytest.raises(CopyError) as changed:
        picture.asset.content  # noqa: B018
    (desk.root / PLANT).unlink()
    with pytest.raises(CopyError) as gone:
        picture.asset.content  # noqa: B018
    told = [caught.value.faults[0] for caught in (changed, gone)]
    assert [str(one.code) for one in told] == ["PICTURE_BROKEN", "PICTURE_MISSING"]
    assert "has changed while the issue was composed" in told[0].message
    assert all(one.place is not None and one.place.file.endswith("plant.png") for one in told)


def test_missing_picture_withholds_its_page(desk: Desk) -> None:
    (desk.root / PLANT).unlink()
    finding = desk.noted()[0]
    assert (str(finding.code), finding.page, finding.box) == ("PICTURE_MISSING", "01", "photo")


def test_missing_chart_withholds_its_page(desk: Desk) -> None:
    (desk.root / "issues/day/charts/bars.yaml").unlink()
    finding = desk.noted()[0]
    assert (str(finding.code), finding.page, finding.box) == ("PICTURE_MISSING", "02", "bars")


def test_a_pipe_in_place_of_a_picture(desk: Desk) -> None:
    (desk.root / PLANT).unlink()
    os.mkfifo(desk.root / PLANT)
    assert [str(one.code) for one in desk.noted()] == ["PICTURE_BROKEN"]


def tiff(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 9, 9)).save(out, "TIFF", **options)
    return out.getvalue()


TURNED = Image.Exif()
TURNED[0x0112] = 6


@pytest.mark.parametrize("content", [jpeg(exif=TURNED), tiff(tiffinfo={0x0112: 6})], ids=["JPEG", "TIFF"])
def test_exif_rotation_turns_width_and_height(desk: Desk, content: bytes) -> None:
    desk.write(PLANT, content)
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.asset is not None
    assert (picture.asset.width, picture.asset.height) == (30, 40)


def test_picture_without_alt_is_a_warning(desk: Desk) -> None:
    desk.change(MANIFEST, ", alt: 廠房", "")
    findings = desk.noted()
    assert [(str(one.code), one.severity) for one in findings] == [("PICTURE_ALT", Severity.WARNING)]


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="樣張社"><dc:description><rdf:Alt><rdf:li xml:lang="en">A plant</rdf:li>
<rdf:li xml:lang="x-default">新廠房  落成</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>甲某</rdf:li><rdf:li>乙某</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def iptc(**sets: bytes) -> bytes:
    """A JPEG whose Photoshop block has datasets of record two."""
    records = b"".join(
        b"\x1c\x02" + bytes([int(key[1:])]) + len(value).to_bytes(2, "big") + value for key, value in sets.items()
    )
    block = b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + block
    plain = jpeg()
    return plain[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + plain[2:]


def words(desk: Desk) -> tuple[str, str, str]:
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    cutline, credit = picture.cutline, picture.credit
    return (cutline.text if cutline else "", credit.text if credit else "", picture.alt)


def test_words_in_the_file_count_where_none_are_typed(desk: Desk) -> None:
    desk.write(PLANT, jpeg(xmp=XMP.encode()))
    assert words(desk) == ("廠房", "本報", "廠房")
    assert desk.noted() == ()
    desk.change(MANIFEST, "cutline: 廠房, credit: 本報, ", "")
    found = desk.read()
    picture = found.issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.cutline is not None
    assert picture.credit is not None
    assert (picture.cutline.text, picture.credit.text) == ("新廠房 落成", "樣張社")
    assert picture.cutline.source.file.endswith("plant.png")
    for one in (picture.cutline, picture.credit):
        assert rebuild(one, found.sources[one.source.file]) == one.text
    assert [str(one.code) for one in desk.noted()] == ["PICTURE_WORDS"]
    desk.change(MANIFEST, "cutline: 廠房, credit: 本報, ", "embedded: false, ")
    assert words(desk) == ("", "", "廠房")


def in_every_format() -> dict[str, bytes]:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP)
    options: dict[str, dict[str, object]] = {
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": XMP.encode()},
        "TIFF": {"tiffinfo": {700: XMP.encode()}},
        "JPEG": {"xmp": XMP.encode()},
    }
    made = {}
    for kind, more in options.items():
        out = io.BytesIO()
        Image.new("RGB", (8, 8)).save(out, kind, **more)
        made[kind] = out.getvalue()
    return made


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "JPEG"])
def test_xmp_is_read_in_every_format(kind: str) -> None:
    assert words_in(in_every_format()[kind]) == Embedded("新廠房  落成", "樣張社", "")


def test_words_in_the_file_of_a_storys_picture_can_be_left(desk: Desk) -> None:
    desk.write(PLANT, jpeg(xmp=XMP.encode()))
    for more, credit in (("", "樣張社"), (" embedded=false", None)):
        head = "---\nheadline: 題\n---\n甲\n\n"
        desk.write("issues/day/stories/brief.md", f'{head}![](pictures/plant.png){{alt="圖"{more}}}\n')
        (picture,) = desk.read().issue.story("brief").pictures
        assert (picture.credit.text if picture.credit else None) == credit


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_iptc_is_read_in_both_encodings(desk: Desk, encoding: str) -> None:
    desk.write(PLANT, iptc(s120="厂房落成".encode(encoding), s80="甲某".encode(encoding)))
    desk.change(MANIFEST, "cutline: 廠房, credit: 本報, ", "")
    assert words(desk) == ("厂房落成", "甲某", "廠房")


@pytest.mark.parametrize("xmp", ["<a", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "\0\0", "<x:xmpmeta/>"])
def test_words_that_cannot_be_read_are_not_there(desk: Desk, xmp: str) -> None:
    desk.write(PLANT, jpeg(xmp=xmp.encode()))
    desk.change(MANIFEST, "cutline: 廠房, credit: 本報, ", "")
    assert words(desk) == ("", "", "廠房")


def test_crop_focus_and_fit_are_read(desk: Desk) -> None:
    desk.change(MANIFEST, ", alt: 廠房", ", alt: 廠房, crop: 10% 0 90 80, focus: 35 40.5, fit: whole")
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.framing == Framing((0.1, 0.0, 0.9, 0.8), (0.35, 0.405), whole=True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("crop: 90 0 10 80", "OUT_OF_RANGE"),
        ("crop: 0 0 10", "WRONG_TYPE"),
        ("crop: 0 0 10 101", "WRONG_TYPE"),
        ("focus: 5", "WRONG_TYPE"),
        ("focus: a b", "WRONG_TYPE"),
        ("focus: -1 2", "WRONG_TYPE"),
        ("crop: 0 0 50 50, focus: 60 20", "OUT_OF_RANGE"),
        ("fit: stretch", "NOT_A_CHOICE"),
    ],
)
def test_a_framing_that_shows_nothing_is_a_fault(desk: Desk, typed: str, code: str) -> None:
    desk.change(MANIFEST, ", alt: 廠房", f", alt: 廠房, {typed}")
    assert [str(one.code) for one in desk.faults()] == [code]


def test_a_picture_in_a_story_is_framed_in_its_braces(desk: Desk) -> None:
    braces = '{alt="圖" columns=2 crop="0 0 100 60" focus="50 30"}'
    desk.write("issues/day/stories/brief.md", f"---\nheadline: 題\n---\n甲\n\n![](pictures/plant.png){braces}\n")
    (picture,) = desk.read().issue.story("brief").pictures
    assert picture.framing == Framing((0.0, 0.0, 1.0, 0.6), (0.5, 0.3))
    desk.write(
        "issues/day/stories/brief.md", '---\nheadline: 題\n---\n甲\n\n![](pictures/plant.png){alt="a" focus=9}\n'
    )
    (fault,) = desk.faults()
    assert desk.where(fault) == "issues/day/stories/brief.md:6:39"


CHART = "issues/day/charts/bars.yaml"


def typed(kind: str, values: str, unit: str = "噸") -> str:
    return f'kind: {kind}\ntitle: 收成\nunit: "{unit}"\nvalues: [{values}]\n'


def test_a_value_left_out_is_a_gap(desk: Desk) -> None:
    desk.write(CHART, typed("line", "{label: 一月, value: 1.50}, {label: 二月}, {label: 三月, value: -2}"))
    picture = desk.read().issue.pages[1].box("bars")
    assert picture is not None
    assert picture.picture is not None
    assert picture.picture.chart is not None
    bars = picture.picture.chart.bars
    assert [(one.value, one.figure) for one in bars] == [(1.5, "1.50"), (None, ""), (-2.0, "-2")]


@pytest.mark.parametrize(
    ("kind", "values", "unit", "words"),
    [
        ("bar", "{label: 甲}", "噸", "none of them is known"),
        ("pie", "{label: 甲, value: -1}, {label: 乙, value: 2}", "噸", "below zero"),
        ("pie", "{label: 甲, value: 0}", "噸", "nor all be nothing"),
        ("ring", "{label: 甲, value: 60}, {label: 乙, value: 50}", "%", "110 percent"),
        ("donut", "{label: 甲, value: 60}", "%", "donut"),
        ("bar", "{label: 甲, value: 1", "噸", "not closed"),
    ],
)
def test_a_chart_that_cannot_be_drawn_honestly_withholds_its_page(
    desk: Desk, kind: str, values: str, unit: str, words: str
) -> None:
    desk.write(CHART, typed(kind, values, unit))
    (finding,) = desk.noted()
    assert (str(finding.code), finding.severity) == ("PICTURE_BROKEN", Severity.ERROR)
    assert (finding.page, finding.box) == ("02", "bars")
    assert words in finding.message
    assert finding.place is not None
    assert finding.place.file.endswith("bars.yaml")


def test_several_series_are_read_by_name_and_one_left_out_is_a_gap(desk: Desk) -> None:
    desk.write(
        CHART,
        "kind: column\ntitle: 收成\nseries: [去年, 今年]\n"
        "values:\n  - {label: 稻, values: {今年: 12.50, 去年: 10}}\n  - {label: 麥, values: {今年: 3}}\n",
    )
    box = desk.read().issue.pages[1].box("bars")
    assert box is not None
    assert box.picture is not None
    assert box.picture.chart is not None
    read = [(one.name, [(bar.label, bar.figure) for bar in one.bars]) for one in box.picture.chart.series]
    assert read == [("去年", [("稻", "10"), ("麥", "")]), ("今年", [("稻", "12.50"), ("麥", "3")])]


@pytest.mark.parametrize(
    ("kind", "series", "value", "words"),
    [
        ("pie", "[甲, 乙]", "values: {甲: 1}", "one series"),
        ("bar", "[甲, 甲]", "values: {甲: 1}", "a name stands twice"),
        ("bar", "[甲, 乙]", "values: {丙: 1, 甲: 2}", "there is no series"),
        ("bar", "[甲, 乙]", "{label: 一, value: 1}, values: {甲: 2}", "figures by name"),
        ("bar", "", "values: {甲: 1}", "values by name need series"),
    ],
)
def test_series_that_do_not_go_with_their_figures_are_told(
    desk: Desk, kind: str, series: str, value: str, words: str
) -> None:
    item = value if value.startswith("{label") else f"{{label: 一, {value}}}"
    item = item.replace("}, values", "}, {label: 二, values") + ("}" if "}, values" in item else "")
    named = f"series: {series}\n" if series else ""
    desk.write(CHART, f"kind: {kind}\ntitle: 收成\n{named}values: [{item}, {{label: 末}}]\n")
    assert any(words in one.message for one in desk.noted())


def test_every_fault_of_a_chart_is_told_and_another_page_composes(desk: Desk) -> None:
    desk.write(CHART, "kind: bar\ntitle: 收成\nvalue: 1\nvalues: [{label: 甲, value: x}]\n")
    findings = desk.noted()
    assert [desk.where(one) for one in findings] == [f"{CHART}:3:1", f"{CHART}:4:28"]
    picture = desk.read().issue.pages[1].box("bars")
    assert picture is not None
    assert picture.picture is not None
    assert picture.picture.chart is None
