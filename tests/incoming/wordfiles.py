"""Word documents for tests, put together part by part as word processors write them."""

from __future__ import annotations

import io
import zipfile
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLE_NAMES = {
    "a": "Normal",
    "a3": "Title",
    "a5": "Subtitle",
    "1": "heading 1",
    "2": "heading 2",
    "zz": "作者",
    "yt": "引題",
    "a9": "caption",
    "lp": "List Paragraph",
}


def run(text: str, properties: str = "") -> str:
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; runs that aren't XML are words."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{inner}</w:p>"


def ruby(base: str, reading: str) -> str:
    return (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr>'
        f"<w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def part(root: str, inner: str) -> str:
    return f"{_HEAD}<w:{root} {_SPACES}>{inner}</w:{root}>"


def styles(names: dict[str, str] | None = None) -> str:
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (names or STYLE_NAMES).items()
    )
    strong = '<w:style w:type="character" w:styleId="ae"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    return part("styles", inner + strong)


def relations(found: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for name, (kind, target) in found.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'


def docx(
    *body: str, parts: dict[str, str | bytes] | None = None, related: dict[str, tuple[str, str]] | None = None
) -> bytes:
    """Return a document of that body, with further parts and what its main part relates to."""
    related = {"rId1": ("styles", "styles.xml"), **(related or {})}
    document = part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(related),
        "word/styles.xml": styles(),
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
