"""A file as it arrives to a story's file: its kind told, read, taken apart, written, and proved whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Final

from compositor.errors import Finding, Place, Severity
from compositor.incoming import pictures
from compositor.incoming.decoding import decoded
from compositor.incoming.heads import recognise
from compositor.incoming.model import Arrival, Entry, Para, seen
from compositor.incoming.ninjs import is_ninjs, read_ninjs
from compositor.incoming.nitf import read_nitf
from compositor.incoming.plain import read_text
from compositor.incoming.prepare import prepare
from compositor.incoming.render import Written, render
from compositor.incoming.whole import check_read_back, check_whole
from compositor.incoming.word import read_word
from compositor.intake import files
from compositor.intake.faults import Code
from compositor.intake.files import Refused, said_path, shown
from compositor.records import dataclass

KINDS: Final = ("auto", "text", "docx", "ninjs", "nitf")
MOST_BYTES: Final = {"docx": 200_000_000, "text": 8_000_000, "ninjs": 20_000_000, "nitf": 20_000_000}
MOST_LETTERS: Final = 500_000
MOST_BLOCKS: Final = 20_000
_FOREIGN: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc), or one with a password", "save it as .docx without a password"),
    (b"{\\rtf", "a document in RTF", "save it as .docx"),
    (b"%PDF", "a PDF", "ask for the copy itself: .docx or plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it"),
    (b"Rar!", "a compressed file", "unpack it"),
    (b"\xff\xd8\xff", "a picture", "name it in the manifest or in a story"),
    (b"\x89PNG", "a picture", "name it in the manifest or in a story"),
)
_SLUG: Final = re.compile(r"[^\w.-]+")
_MOST_OF_A_SLUG: Final = 60
_MARKED_UP: Final = re.compile(r"\s*<(?:\?xml|!doctype|html|body)\b", re.IGNORECASE)
_HINT_STORY: Final = "it may stand in stories/ as it is"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the desk wants files read: of which kind, in which encoding, by which styles; "" where the file decides."""

    kind: str = "auto"
    encoding: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """A story as it is to be written: its slug, its file, its pictures, and the account of how it came about."""

    file: str
    slug: str
    kind: str
    encoding: str
    written: Written
    entries: tuple[Entry, ...]
    paragraphs: int
    characters: int


def slug_of(path: Path) -> str:
    """Return the slug of a file: its name without what no slug may have."""
    found = _SLUG.sub("-", path.stem).strip("-._")[:_MOST_OF_A_SLUG].rstrip("-._")
    return found or "story"


def read_file(path: Path, slug: str, wish: Wish, folder: Path) -> Imported:
    """Read a file into a story of ``folder``, an issue's; raises ``Refused`` where it can't be read whole."""
    file = shown(path)
    content = files.content(path, max(MOST_BYTES.values()))
    kind = _kind(path, content, wish)
    if len(content) > MOST_BYTES[kind]:
        raise Refused(Code.TOO_LARGE, f"has {len(content):,} bytes", f"at most {MOST_BYTES[kind]:,} are read of {kind}")
    arrival = _read(content, file, kind, (path.parent, wish))
    if len(arrival.letters) > MOST_LETTERS or len(arrival.blocks) > MOST_BLOCKS:
        size = f"{len(arrival.letters):,} characters in {len(arrival.blocks):,} paragraphs"
        hint = f"no story is so long (at most {MOST_LETTERS:,} in {MOST_BLOCKS:,}); part the file"
        raise Refused(Code.TOO_LARGE, f"has {size}", hint)
    if not arrival.blocks:
        raise Refused(Code.NOT_COPY, "has no copy in it", "ask for the copy anew", Place(file))
    story = recognise(arrival)
    notes = prepare(story, arrival.notes)
    check_whole(arrival, story, notes.values())
    written = render(story, notes, slug)
    check_read_back(written.text, story, notes.values(), folder)
    body = [block for block in story.body if isinstance(block, Para)]
    characters = sum(len(seen(block.text)) for block in body)
    told = (file, slug, kind, arrival.encoding)
    return Imported(*told, written, tuple(story.account.entries), len(body), characters)


def finding(path: Path, refused: Refused) -> Finding:
    """Return what the desk is told of a file that couldn't be imported."""
    name = shown(path)
    return Finding(
        refused.code, Severity.ERROR, f"{said_path(name)} {refused.message}", refused.hint, refused.place or Place(name)
    )


def _kind(path: Path, content: bytes, wish: Wish) -> str:
    """Return what a file is; by its first bytes, where the desk doesn't say it."""
    if not content.strip():
        raise Refused(Code.NOT_COPY, "is empty", "ask for the copy anew")
    if wish.kind != "auto":
        return wish.kind
    for magic, what, hint in _FOREIGN:
        if content.startswith(magic):
            raise Refused(Code.NOT_COPY, f"is {what}", hint)
    suffix = path.suffix.lower()
    if content.startswith(b"PK") or suffix in {".docx", ".docm"}:
        return "docx"
    if suffix == ".json":
        return "ninjs"
    if suffix in {".nitf", ".xml"} or _begins(content, b"<nitf"):
        return "nitf"
    return _kind_of_text(content, wish, shown(path))


def _begins(content: bytes, tag: bytes) -> bool:
    head = content[:3000].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and tag in head


def _kind_of_text(content: bytes, wish: Wish, file: str) -> str:
    text = decoded(content, file, wish.encoding).text if len(content) <= MOST_BYTES["text"] else ""
    if text.startswith(("---\n", "---\r")):
        raise Refused(Code.NOT_COPY, "begins as a story does, with front matter", _HINT_STORY)
    if _MARKED_UP.match(text):
        raise Refused(Code.NOT_COPY, "is a web page, or other marked-up text", "save it as .docx or as plain text")
    return "ninjs" if is_ninjs(text) else "text"


def _read(content: bytes, file: str, kind: str, beside: tuple[Path, Wish]) -> Arrival:
    folder, wish = beside
    fetch = partial(pictures.beside, folder)
    if kind == "docx":
        return read_word(content, file, wish.styles)
    if kind == "ninjs":
        return read_ninjs(content, file, fetch, wish.encoding)
    if kind == "nitf":
        return read_nitf(content, file, fetch)
    return read_text(content, file, wish.encoding)
