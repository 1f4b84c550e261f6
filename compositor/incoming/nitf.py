"""IPTC NITF 3.x (https://iptc.org/standards/nitf/): ``body.head``, ``body.content`` and ``body.end`` of a news item."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import field
from typing import Final

from compositor.errors import Place
from compositor.incoming.hypertext import Flow
from compositor.incoming.model import (
    Account,
    Arrival,
    Block,
    Figure,
    Para,
    Run,
    Runs,
    Spot,
    merged,
    seen,
    stripped,
)
from compositor.incoming.ninjs import Fetch
from compositor.incoming.patterns import byline
from compositor.incoming.pictures import suffix_of
from compositor.incoming.xmltree import Element, XmlKind, read_xml
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.records import dataclass

KIND: Final = XmlKind(Code.NOT_NITF, "NITF", lambda _space, local: local)
_NOT_PRINTED: Final = {
    "note": "a note to editors",
    "rights": "rights",
    "distributor": "the distributor",
    "copyrite": "rights",
    "abstract": "a summary, not the copy",
    "series": "the series",
    "bibliography": "a bibliography",
    "datasource": "the source of figures",
}
_HEADS: Final = {"hl1": "headline", "hl2": "deck"}


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    fetch: Fetch
    account: Account = field(default_factory=Account)
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, Runs] = field(default_factory=dict)

    def head(self, part: str, element: Element) -> None:
        """Put an element as lines of a head."""
        for line in _lines(element):
            spot = _spot(element)
            self.blocks.append(Para((Run(line),), spot, part, f"the element {element.name}"))

    def left_out(self, what: str, element: Element, why: str = "") -> None:
        """Name an element that isn't printed, if it has words."""
        if seen(element.words()):
            self.account.left_out(what, _squeezed(element), _spot(element), why)


def read_nitf(content: bytes, file: str, fetch: Fetch) -> Arrival:
    """Read an item; raises ``Refused`` where it is none, or can't be read."""
    root, unknown = read_xml(content, file, KIND)
    body = root.first("body")
    if root.name != "nitf" or body is None:
        what = f"it begins with <{root.name[:40]}>" if root.name != "nitf" else "it has no <body>"
        raise Refused(
            Code.NOT_NITF, f"is no NITF: {what}", "look at what the file is", Place(file, root.line, root.column)
        )
    item = _Item(fetch)
    for name in sorted(unknown):
        item.account.warned("entity", Spot(), f"&{name}; has no meaning here; it is copied as it stands")
    for part in root.elements():
        if part is not body:
            _head_matter(item, part)
    for part in body.elements():
        if part.name == "body.head":
            _body_head(item, part)
        elif part.name == "body.content":
            _content(item, part)
        else:
            _body_end(item, part)
    stray = "".join(child for one in (root, body) for child in one.children if isinstance(child, str))
    if seen(stray):
        item.account.left_out("words", stray, _spot(body), "they stand outside every part of the item")
    return Arrival("nitf", item.blocks, seen(root.words()), item.account, item.notes)


def _spot(element: Element) -> Spot:
    return Spot(line=element.line, column=element.column)


def _squeezed(element: Element) -> str:
    return " ".join(element.words().split())


def _lines(element: Element) -> list[str]:
    """Return the words of an element, parted at its line breaks."""
    lines = [""]
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            lines[-1] += one
        elif one.name == "br":
            lines.append("")
        else:
            waiting.extend(reversed(one.children))
    return [" ".join(line.split()) for line in lines if seen(line)]


def _head_matter(item: _Item, head: Element) -> None:
    """Name what stands before the body: the title, and what the item is about."""
    for one in head.walk():
        own = "".join(child for child in one.children if isinstance(child, str))
        if seen(own):
            item.account.left_out(one.name, " ".join(own.split()), _spot(one), "about the item", quiet=True)
        if one.name == "ed-msg" and one.attributes.get("info", "").strip():
            item.account.warned("ed-msg", _spot(one), "a message to editors", one.attributes["info"])
        if one.name == "docdata" and one.attributes.get("management-status", "usable") not in {"usable", ""}:
            item.account.warned(
                "management-status", _spot(one), "its agency holds it", one.attributes["management-status"]
            )


def _body_head(item: _Item, head: Element) -> None:
    order = {"hedline": 0, "byline": 1, "dateline": 2}
    signed = False
    for part in sorted(head.elements(), key=lambda one: order.get(one.name, 3)):
        if part.name == "hedline":
            _hedline(item, part)
        elif part.name == "byline" and not signed and seen(part.words()):
            item.head("byline", part)
            signed = True
        elif part.name == "dateline":
            item.head("dateline", part)
        else:
            item.left_out(part.name, part, _NOT_PRINTED.get(part.name, ""))
    stray = "".join(child for child in head.children if isinstance(child, str))
    if seen(stray):
        item.account.left_out("words", stray, _spot(head), "they stand between the heads")


def _hedline(item: _Item, hedline: Element) -> None:
    for line in hedline.elements():
        if line.name in _HEADS:
            item.head(_HEADS[line.name], line)
        else:
            item.left_out(line.name, line)
    own = "".join(child for child in hedline.children if isinstance(child, str))
    if seen(own):
        spot = _spot(hedline)
        item.blocks.append(Para((Run(" ".join(own.split())),), spot, "headline", "the element hedline"))


def _body_end(item: _Item, end: Element) -> None:
    for part in end.elements():
        text = _squeezed(part)
        signed = byline(text) if part.name == "tagline" else None
        has = any(isinstance(block, Para) and block.role == "byline" for block in item.blocks)
        if signed is not None and not has:
            whole = "" if (signed.start, signed.end) == (0, len(text)) else text[: signed.start] + text[signed.end :]
            if seen(whole):
                item.account.left_out("brackets", whole, _spot(part), "around the byline", quiet=True)
            runs = (Run(text[signed.start : signed.end]),)
            item.blocks.append(Para(runs, _spot(part), "byline", "the element tagline"))
        elif part.name == "tagline" and seen(text):
            item.blocks.append(Para((Run(text),), _spot(part)))
        else:
            item.left_out(part.name, part, _NOT_PRINTED.get(part.name, ""))
    stray = "".join(child for child in end.children if isinstance(child, str))
    if seen(stray):
        item.account.left_out("words", stray, _spot(end))


def _content(item: _Item, content: Element) -> None:
    reader = _Reader(item)
    reader.read(content)
    item.blocks += reader.flow.blocks


class _Reader:
    """Walks through the copy; pictures, notes and what isn't printed are its own, the rest is as hypertext."""

    def __init__(self, item: _Item) -> None:
        self.item = item
        self.here = Spot()
        self.flow = Flow(item.account, lambda _number: self.here)

    def read(self, element: Element) -> None:
        """Read what stands in an element."""
        for child in element.children:
            if isinstance(child, str):
                self.flow.words(child)
            elif child.name == "media":
                self.flow.flush()
                self._media(child)
            elif child.name == "fn":
                self._note(child)
            elif child.name in _NOT_PRINTED:
                self.item.left_out(child.name, child, _NOT_PRINTED[child.name])
            elif child.name == "dateline":
                self._dateline(child)
            elif child.name == "byline":
                self._byline(child)
            else:
                self._element(child)
        if element.name == "body.content":
            self.flow.end()

    def _element(self, child: Element) -> None:
        if not self.flow.runs:
            self.here = _spot(child)
        given = dict(child.attributes)
        if child.name == "pronounce":
            self._pronounce(child, given)
            return
        self.flow.open(child.name, given)
        self.read(child)
        self.flow.close(child.name)

    def _pronounce(self, child: Element, given: Mapping[str, str]) -> None:
        self.read(child)
        if given.get("phonetic") or given.get("guide"):
            why = "how it is spoken, isn't printed"
            self.item.account.changed("pronounce", _spot(child), why, text=given.get("phonetic") or given["guide"])

    def _has(self, role: str) -> bool:
        return any(isinstance(block, Para) and block.role == role for block in self.item.blocks)

    def _dateline(self, child: Element) -> None:
        if self._has("dateline") or self.flow.blocks:
            self.item.left_out("dateline", child, "the item has another, or it stands below copy")
        else:
            self.item.head("dateline", child)

    def _byline(self, child: Element) -> None:
        if self._has("byline"):
            self.item.left_out("byline", child, "the item has another")
        else:
            self.item.head("byline", child)

    def _note(self, child: Element) -> None:
        name = f"fn{len(self.item.notes) + 1}"
        self.item.notes[name] = ()  # a note inside this one has another name
        inner = _Reader(self.item)
        inner.here = _spot(child)
        inner.read(child)
        inner.flow.end()
        runs: Runs = ()
        for block in inner.flow.blocks:
            if isinstance(block, Para):
                runs = merged([*runs, *((Run("\u3000", made=True),) if runs else ()), *block.runs])
            else:
                self.flow.blocks.append(block)
        self.item.notes[name] = stripped(runs)
        self.flow.runs.append(Run("", note=name))

    def _media(self, media: Element) -> None:
        references = list(media.elements("media-reference"))
        captions = list(media.elements("media-caption"))
        producers = list(media.elements("media-producer"))
        content = self._picture(media, references)
        if content is None:
            sources = ", ".join(filter(None, (_source(one) for one in references)))[:500]
            why = "isn't beside the item, and nothing is fetched"
            self.item.account.warned(media.attributes.get("media-type") or "media", _spot(media), why, sources)
            rest = list(media.elements())
        else:
            alt = next((one.attributes.get("alternate-text", "") for one in references), "")
            cutline = tuple(merged([Run(" ".join(_squeezed(one) for one in captions))]))
            credit = " ".join(_squeezed(one) for one in producers)
            self.flow.blocks.append(Figure(*content, _spot(media), cutline, credit, alt))
            rest = [one for one in media.elements() if one not in (*captions, *producers)]
        for one in rest:
            what = one.name.removeprefix("media-")
            if one.name == "media-object" and content is not None:
                self._object(one)
            else:
                self.item.left_out(f"{what} of a picture", one)
        stray = "".join(child for child in media.children if isinstance(child, str))
        if seen(stray):
            self.item.account.left_out("words", stray, _spot(media), "they stand beside a picture")

    def _object(self, element: Element) -> None:
        self.item.account.left_out(
            "picture in base64", element.words(), _spot(element), "saved as a picture", quiet=True
        )

    def _picture(self, media: Element, references: list[Element]) -> tuple[bytes, str] | None:
        for one in references:
            found = self.item.fetch(_source(one))
            if found is not None:
                return found
        inside = media.first("media-object")
        if inside is None or inside.attributes.get("encoding", "").lower() != "base64":
            return None
        try:
            content = base64.b64decode("".join(inside.words().split()), validate=True)
        except (binascii.Error, ValueError):
            return None
        suffix = suffix_of(content)
        return (content, suffix) if suffix else None


def _source(reference: Element) -> str:
    given = reference.attributes
    return given.get("source") or given.get("data-location") or given.get("name") or ""
