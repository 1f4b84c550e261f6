"""The words that a picture file carries: caption, credit and alternative text, as photographers' programs write them.

XMP (ISO 16684-1; IPTC Photo Metadata Standard 2023, fields dc:description, photoshop:Credit, dc:creator and
Iptc4xmpCore:AltTextAccessibility) counts before IIM (IPTC-NAA 4.2, datasets 2:120, 2:110 and 2:80). What can't be
read counts as not there: a picture is no worse for it.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from xml.parsers import expat

from compositor.records import dataclass

_MOST: Final = 2_000_000
_LONGEST: Final = 2_000
"""Characters of one field that are read; a caption for print has a hundred."""
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_FIELDS: Final = {
    f"{_DC} description": "cutline",
    "http://ns.adobe.com/photoshop/1.0/ Credit": "credit",
    f"{_DC} creator": "creator",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/ AltTextAccessibility": "alt",
}
_IIM: Final = {(2, 120): "cutline", (2, 110): "credit", (2, 80): "creator"}
_UTF8: Final = b"\x1b%G"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Words of a picture file, '' for what it doesn't say; a credit is the picture's own, else its maker's name."""

    cutline: str = ""
    credit: str = ""
    alt: str = ""


NO_WORDS: Final = Embedded()


def words_in(content: bytes) -> Embedded:
    """Return the words that a picture file carries; never raises."""
    from PIL import Image  # late: only issues with pictures pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as image:
                found = {**_iim(image), **_xmp(image)}
    except Exception:  # whatever a decoder stumbles over: the picture itself is judged elsewhere
        return Embedded()
    return Embedded(found.get("cutline", ""), found.get("credit") or found.get("creator", ""), found.get("alt", ""))


def _iim(image: Any) -> Mapping[str, str]:
    from PIL import IptcImagePlugin

    sets = IptcImagePlugin.getiptcinfo(image) or {}
    coded = sets.get((1, 90)) == _UTF8
    found = {}
    for key, name in _IIM.items():
        values = sets.get(key, b"")
        texts = [_decoded(value, coded=coded) for value in (values if isinstance(values, list) else [values])]
        text = "、".join(one for one in texts if one)
        if text:
            found[name] = text[:_LONGEST]
    return found


def _decoded(value: bytes, *, coded: bool) -> str:
    """Return a dataset as text: UTF-8, or where the file says nothing else GB 18030 (IPTC-NAA 4.2, 1:90)."""
    for encoding in ("utf-8",) if coded else ("utf-8", "gb18030"):
        try:
            return value.decode(encoding).strip("\0 \r\n\t")
        except UnicodeDecodeError:
            continue
    return ""


def _xmp(image: Any) -> Mapping[str, str]:
    info = image.info
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp") or getattr(image, "tag_v2", {}).get(700, b"")
    raw = packet.encode() if isinstance(packet, str) else bytes(packet)
    return _Packet().read(raw[raw.find(b"<") :].rstrip(b"\0 ")) if b"<" in raw and len(raw) <= _MOST else {}


class _Packet:
    """Reads the fields of an XMP packet (ISO 16684-1 7): simple values, the default of alternatives, lists."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._field = ""
        self._item: list[str] | None = None
        self._preferred = False

    def read(self, packet: bytes) -> Mapping[str, str]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(packet, True)
        joined = {name: "、".join(one.strip() for one in texts) for name, texts in self._found.items()}
        return {name: text[:_LONGEST] for name, text in joined.items() if text}

    def _refuse(self, *_: object) -> None:
        raise ValueError("a packet of XMP declares no types")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_RDF} Description":
            for key, value in attributes.items():
                if key in _FIELDS:
                    self._found[_FIELDS[key]] = [value]
        elif name in _FIELDS:
            self._field, self._item = _FIELDS[name], []
        elif name == f"{_RDF} li" and self._field:
            self._item = []
            language = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
            self._preferred = language == "x-default"

    def _text(self, text: str) -> None:
        if self._item is not None:
            self._item.append(text)

    def _end(self, name: str) -> None:
        if self._item is not None and (name == f"{_RDF} li" or name in _FIELDS):
            self._keep("".join(self._item).strip())
            self._item = None
        if name in _FIELDS:
            self._field = ""

    def _keep(self, text: str) -> None:
        if not text or not self._field:
            return
        before = self._found.setdefault(self._field, [])
        if self._field == "creator":
            before.append(text)
        elif not before or self._preferred:
            before[:] = [text]
