"""What fuzzing begins from: small files of our own of every kind, and the words that such files are made of."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

import pikepdf
from PIL import Image

from tests.fuzz.targets import BUNDLED, bundle
from tests.night.desk import MANIFEST, PAPER, TEMPLATE, advert, story

_FONTS: Final = "song: {regular: face.ttf, black: {file: face.ttf, index: 0}}\nhei: {regular: face.ttf}\n"
_MARKED: Final = """\
---
kicker: 市政
headline: [渡口的舊事, 今晚開講]
deck: 三十年，船還是那條船
byline: 本報記者　沈默
dateline: 本報訊
pull_quotes: []
---
船在水上走，**人在岸邊等**，鐘敲過*十一下*，燈還亮着一盞。[^1]

## 碼頭

> 「燈還亮着。」

![渡船](pictures/pier.jpg){credit="沈默 攝" columns=2 alt="一艘渡船"}

| 船 | 噸 |
|---|--:|
| 甲 | 12.5 |

[重]{.dots}[漢字]{ruby="hàn zì"} newspaper 161.52億元——……（完）

[^1]: 見1998年11月5日第3版。
"""
_SVG: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="40mm" height="30mm"><g transform="scale(2)">'
    b'<path d="M1 1h10v5C3 4 5 6 7 8z" fill="#c8102e" stroke="black" stroke-width=".5"/><circle cx="5" cy="5" r="3"/>'
    b'<rect x="1" y="2" width="3" height="4" rx="1" style="fill:none;stroke:#000"/><polygon points="1,2 3,4 5,1"/>'
    b"</g></svg>"
)
_COPY: Final = (
    "近年來，全區上下“咬定目標”不放鬆，在10月完成投資161.52億元。",
    "（1）newspaper——…… “他說：‘好！’”《書名〈篇名〉》",
    "ㄏㄢˋ e\u0301葛\U000e0100 𠮷😀 a-b／c 3,021",
)


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Return what a target begins from."""
    return {
        "yaml": _yaml,
        "markdown": lambda: (_MARKED.encode(), story("渡口", 2).encode()),
        "lines": lambda: tuple(bytes([at * 37 % 256] * 16) + text.encode() for at, text in enumerate(_COPY * 2)),
        "compose": _bundles,
        "picture": _pictures,
        "pdf": _pdfs,
    }[name]()


def _yaml() -> tuple[bytes, ...]:
    files = (MANIFEST, MANIFEST, PAPER, TEMPLATE, _FONTS)
    small = "a: [1, {b: 'c'}]\nd: |\n  e\n"
    return (*(bytes([at]) + text.encode() for at, text in enumerate(files)), b"\0" + small.encode())


def _bundles() -> tuple[bytes, ...]:
    plain = MANIFEST[: MANIFEST.index("      photo:")] + MANIFEST[MANIFEST.index('  - label: "02"') :]
    files = {name: text for name, (_, text) in BUNDLED.items()}
    upright = TEMPLATE.replace("3-28, optional: true", "3-28, direction: vertical, optional: true")
    return (
        bundle(issue=plain, lead=_MARKED),
        bundle(issue=plain, paper=PAPER),
        bundle(issue=plain, one=TEMPLATE),
        bundle(issue=plain, one=upright, lead=story("渡口的舊事", 9)),
        bundle(issue=plain, lead=story("渡口", 1, _COPY[0]), night=story("更夫", 1, _COPY[1])),
        bundle(**files),
    )


def _pictures() -> tuple[bytes, ...]:
    ramp = Image.linear_gradient("L").resize((24, 16))
    made = [_saved(ramp.convert(mode), kind) for mode, kind in _KINDS]
    return (*made, _saved(ramp, "JPEG", progressive=True, exif=_turned()), _SVG)


_KINDS: Final = (
    ("RGB", "JPEG"),
    ("CMYK", "JPEG"),
    ("RGBA", "PNG"),
    ("P", "PNG"),
    ("1", "TIFF"),
    ("RGB", "TIFF"),
    ("P", "GIF"),
    ("RGB", "WEBP"),
)


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "A ferry"
    return exif.tobytes()


def _saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def _pdfs() -> tuple[bytes, ...]:
    return advert(), _open(advert()), _open(_dressed())


def _open(content: bytes) -> bytes:
    """Return a PDF with nothing packed, so that what is changed in it is its words."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return out.getvalue()


def _dressed() -> bytes:
    """Return an advert with a picture, a form, a shading, a state and layers."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(113, 190))
    image = pdf.make_stream(bytes(range(48)), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 4, 4, 8, pikepdf.Name.DeviceRGB
    form = pdf.make_stream(b"0 g 0 0 5 5 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox = pikepdf.Array([0, 0, 5, 5])
    blend = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    shade = pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[0, 0, 9, 9], Function=blend)
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.5, BM=pikepdf.Name.Multiply, OP=True)
    spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/Gold"), pikepdf.Name.DeviceCMYK, _tint()])
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="a"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(Order=[layer]))
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(I=image, F=form),
        Shading=pikepdf.Dictionary(S=shade),
        ExtGState=pikepdf.Dictionary(G=state),
        ColorSpace=pikepdf.Dictionary(C=spot),
        Properties=pikepdf.Dictionary(L=layer),
    )
    page.TrimBox = pikepdf.Array([3, 3, 110, 187])
    page.Contents = pdf.make_stream(
        b"q 1 0 0 rg 10 10 40 60 re f Q /G gs q 40 0 0 40 20 90 cm /I Do Q /F Do q 0 0 9 9 re W n /S sh Q\n"
        b"/C cs .5 scn /OC /L BDC 9 9 20 20 re B EMC q 2 w [3 1] 0 d 0 1 1 0 K 5 5 m 50 80 l S Q"
    )
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _tint() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.8, 0], N=1)


_COMMON: Final = ("-1", "0", "1", "99999999", "1e400", "nan", "\0", "\x1b[2J", "\ufeff", "\ufffd", "\u2028", "\u202e")
_YAML: Final = (
    *": - ? & * ! | > % @ ` { } [ ] , # ' \" --- ... << ~ null !!int &a *a |- 0x10 1_0 2023-02-30".split(),
    *("\n", "\r", "\t", ": ", "- ", "\n  ", '"\\u0000"', '"\\x1b"'),
)
_KEYS: Final = (
    "pages: boxes: lead: columns: rows: story: picture: advert: label: template: styles: size: leading: 12em 9.5pt "
    "110% -3mm 1-2 2-1 3-28 0 role: align: justify direction: vertical min_size: indent: optional: true head: kind: "
    "advert fit: formerly: limits: grid: measure: gutter: furniture: items: text: {name} {page} {{ wording: box_styles:"
).split()
_MARKDOWN: Final = (
    *"# ## ** * _ ` ~~ > - 1. | |---| ![ ]( ){ } [^1] [^1]: \\ \\* --- <!-- --> {.dots}".split(),
    *('{ruby="', "：", "\u3000", "\n", "\n\n", "## ", "> "),
)
_COPY_WORDS: Final = (
    *"， 。 “ ” （ ） 《 》 —— …… · ／ - % 億元 年 a newspaper 19 😀 אב ㄅ ˋ".split(" "),
    *("\u00a0", "\u200b", "\u0301", "\u200d", "\U000e0100", " ", "\u3000"),
)
_PICTURE: Final = (
    *(b"\xff\xd8 \xff\xd9 \xff\xc0 \xff\xc2 \xff\xc4 \xff\xda \xff\xdb \xff\xe1 \xff\xee".split(b" ")),
    *(b"Exif\0\0 Adobe IHDR IDAT IEND PLTE tRNS iCCP eXIf acTL \x89PNG GIF89a II*\0 MM\0* RIFF WEBP VP8L".split(b" ")),
    *(b"<path <use <g <svg d= M L C A z transform=matrix( fill=url(#a) &lt; <!ENTITY viewBox= 1e9 NaN %".split(b" ")),
)
_PDF: Final = (
    b"obj endobj stream endstream xref trailer startxref << >> [ ] R /Type /Page /Pages /Kids /Count /Parent /Contents "
    b"/Resources /XObject /Image /Form /Filter /FlateDecode /DCTDecode /JPXDecode /Length /MediaBox /TrimBox "
    b"/BleedBox /Rotate /UserUnit /Group /SMask /Matte /Decode /Indexed /ICCBased /Separation /DeviceN /Lab /Pattern "
    b"/Shading /Font /Type0 /Type3 /ExtGState /BM /CA /Encrypt /AcroForm /Annots /OCProperties null true (a) <41> re "
    b"f q Q cm Do gs sh scn BI ID EI BT ET Tf Tj W n 1 0 R 2 0 R 3 0 R 99999 -1 .5"
).split()
_WORDS: Final = {
    "yaml": (*_YAML, *_KEYS),
    "markdown": (*_MARKDOWN, *_COPY_WORDS, *_YAML[:8]),
    "lines": _COPY_WORDS,
    "compose": (*_KEYS, *_KEYS, *_MARKDOWN, *_COPY_WORDS, *_YAML),
}


@cache
def words(name: str) -> tuple[bytes, ...]:
    """Return the words of a target's files."""
    common = tuple(word.encode() for word in _COMMON)
    if name in _WORDS:
        return (*common, *(word.encode() for word in _WORDS[name]))
    return (*common, *(_PICTURE if name == "picture" else _PDF))
