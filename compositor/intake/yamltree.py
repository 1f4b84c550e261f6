"""YAML read to a tree of located nodes; scalars stay the text that was typed.

The tree is built from the parser's events without recursion, so depth and aliases can't hurt. Refused, each
with its own fault: aliases and anchors, merge keys, tags, duplicate keys, several documents, control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, Final

import yaml

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.source import BOM, Source
from compositor.records import dataclass

MOST_BYTES: Final = 10_000_000
MOST_NODES: Final = 200_000
DEEPEST: Final = 32
_MOST_OF_A_KIND: Final = 20

# YAML 1.2 5.1: what may not stand in a stream as it is; tab, LF, CR and NEL may. Noncharacters are refused too.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as typed: ``value`` after unquoting; ``style`` is '' (plain), ' or " or | or >."""

    source: Source
    start: int
    end: int
    value: str
    style: str

    @property
    def place(self) -> Place:
        """Where the scalar begins."""
        return self.source.place(self.start)


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes."""

    source: Source
    start: int
    items: tuple[Node, ...]

    @property
    def place(self) -> Place:
        """Where the sequence begins."""
        return self.source.place(self.start)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order in which they were typed; keys are unique."""

    source: Source
    start: int
    entries: tuple[tuple[Scalar, Node], ...]

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.source.place(self.start)


Node = Scalar | Listing | Mapping


@dataclass(slots=True)
class _Open:
    """A collection being read: nodes so far (keys and values in turn, where it is a mapping)."""

    start: int
    mapping: bool
    nodes: list[Node] = field(default_factory=list)


class _Refused(Exception):  # noqa: N818  (it never leaves this module)
    """Reading can't go on; the fault has been recorded."""


def read_tree(source: Source, faults: Faults, *, start: int = 0, end: int | None = None) -> Mapping | None:
    """Read the YAML in ``source.text[start:end]``, which must be one mapping, and return it.

    Offsets and places count in the whole source. Whatever is wrong is recorded in ``faults``; None is returned
    where nothing could be read. Raises nothing.
    """
    start = max(start, 1) if source.text.startswith(BOM) else start
    text = source.text[start:end]
    if (plain := _plain(source, start, start + len(text))) is not None:
        return plain
    if not _clean(source, text, start, faults):
        return None
    reader = _Reader(source, start, faults)
    try:
        root = reader.read(text)
    except _Refused:
        return None
    except yaml.YAMLError as error:
        _tell(error, source, start, faults)
        return None
    if isinstance(root, Mapping):
        return root
    place = root.place if root is not None else source.place(start)
    faults.add(Code.NOT_A_MAPPING, place, "the file must be a mapping of keys to values", "write `key: value` lines")
    return None


# A key and plain words, in which nothing can mean anything but itself (YAML 1.2 7.3.3).
_LINE: Final = r"([a-z_]{1,40}): (\w[\w ，。、；：？！“”‘’「」『』（）《》〈〉…—·]*(?<! ))\n"
_PLAIN_LINE: Final = re.compile(_LINE)
_PLAIN: Final = re.compile(f"(?:{_LINE})+")


def _plain(source: Source, start: int, end: int) -> Mapping | None:
    """Return what is nothing but keys with plain words, a line each, as nearly all front matter is; else None.

    It is what the parser would make of them, in a tenth of the time.
    """
    if _PLAIN.fullmatch(source.text, start, end) is None:
        return None
    entries = {}
    for match in _PLAIN_LINE.finditer(source.text, start, end):
        key, value = (Scalar(source, *match.span(at), match[at], "") for at in (1, 2))
        entries[key.value] = (key, value)
    lines = source.text.count("\n", start, end)
    return Mapping(source, start, tuple(entries.values())) if len(entries) == lines else None


def _clean(source: Source, text: str, start: int, faults: Faults) -> bool:
    found = list(CONTROLS.finditer(text))
    for match in found[:_MOST_OF_A_KIND]:
        name = f"U+{ord(match[0]):04X}"
        place = source.place(start + match.start())
        faults.add(Code.CONTROL_CHARACTER, place, f"the control character {name} can't stand here", "take it out")
    return not found


@dataclass(slots=True)
class _Reader:
    """Builds the tree from events; a stack instead of recursion."""

    source: Source
    base: int
    faults: Faults
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    refused: int = 0

    def read(self, text: str) -> Node | None:
        documents = 0
        for event in _events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(
                        Code.SEVERAL_DOCUMENTS, event, "a second document begins here", "keep one file to one document"
                    )
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(Code.ALIAS, event, f"the alias *{event.anchor} is not taken", "write the value out")
                self._put(Scalar(self.source, self._at(event), self._at(event), "", ""), event)
            elif isinstance(event, yaml.ScalarEvent):
                self._marks(event)
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._marks(event)
                if len(self.stack) >= DEEPEST:
                    self._stop(
                        Code.TOO_DEEP,
                        event,
                        f"more than {DEEPEST} levels inside one another",
                        "nothing here nests so deep",
                    )
                self.stack.append(_Open(self._at(event), isinstance(event, yaml.MappingStartEvent)))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
        return self.root

    def _at(self, event: Any) -> int:
        return self.base + int(event.start_mark.index)

    def _marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(
                Code.ALIAS, event, f"the anchor &{event.anchor} is not taken", "take it out and write values out"
            )
        if event.tag is not None:
            self._refuse(
                Code.TAG,
                event,
                f"the tag {said(str(event.tag))} is not taken",
                "values are typed by their keys; take the tag out",
            )

    def _scalar(self, event: Any) -> None:
        value, begin = str(event.value), self._at(event)
        control = CONTROLS.search(value)
        if control is not None:
            name = f"U+{ord(control[0]):04X}"
            self._refuse(Code.CONTROL_CHARACTER, event, f"the control character {name} can't stand here", "take it out")
            value = CONTROLS.sub("", value)
        self._put(Scalar(self.source, begin, self.base + int(event.end_mark.index), value, event.style or ""), event)

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if not done.mapping:
            self._put(Listing(self.source, done.start, tuple(done.nodes)), event)
            return
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            self._enter(entries, key, value)
        self._put(Mapping(self.source, done.start, tuple(entries.values())), event)

    def _enter(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._fault(Code.WRONG_TYPE, key.place, "a key must be a word", "write `key: value`")
        elif key.value == "<<" and not key.style:
            self._fault(Code.MERGE_KEY, key.place, "the merge key << is not taken", "write the keys out")
        elif key.value in entries:
            first = entries[key.value][0].place
            message = f"the key {said(key.value)} stands here again; it stands first in line {first.line}"
            self._fault(Code.DUPLICATE_KEY, key.place, message, "keep one of the two")
        else:
            entries[key.value] = (key, value)

    def _put(self, node: Node, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._stop(Code.TOO_LARGE, event, f"more than {MOST_NODES:,} values in one file", "split it")
        if self.stack:
            self.stack[-1].nodes.append(node)
        else:
            self.root = node

    def _refuse(self, code: Code, event: Any, message: str, hint: str) -> None:
        self._fault(code, self.source.place(self._at(event)), message, hint)

    def _fault(self, code: Code, place: Place, message: str, hint: str) -> None:
        self.faults.add(code, place, message, hint)
        self.refused += 1
        if self.refused >= _MOST_OF_A_KIND:
            raise _Refused

    def _stop(self, code: Code, event: Any, message: str, hint: str) -> None:
        self.faults.add(code, self.source.place(self._at(event)), message, hint)
        raise _Refused


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


_DEPTH: Final = (
    "this line stands deeper or less deep than its neighbours, its colon is missing, "
    "or a quote in a line above is never closed"
)
# What libyaml and PyYAML say, and what the desk can make of it.
_PLAIN_WORDS: Final = (
    (
        "cannot start any token",
        "a value can't begin with this character; a tab or a mark such as @ or ` needs quotes around the value",
    ),
    ("mapping values are not allowed", "a colon can't stand here; if it belongs to the words, put the value in quotes"),
    ("unexpected end of stream", "a quote or bracket that was opened is never closed"),
    ("while scanning a quoted scalar", "a quote that was opened is never closed"),
    (
        "did not find expected ',' or",
        "a bracket is not closed, a comma is missing, or a brace inside braces stands without quotes",
    ),
    ("expected ',' or", "a bracket is not closed, a comma is missing, or a brace inside braces stands without quotes"),
    ("could not find expected ':'", "a key without a colon after it"),
    ("did not find expected key", _DEPTH),
    ("expected <block end>", _DEPTH),
    ("did not find expected '-' indicator", "this line stands in a list, where every item begins with - and a space"),
    ("nvalid Unicode character escape", "the escape names no character"),
    ("unknown escape character", "a backslash inside double quotes begins an escape, and this one is unknown"),
)


# Typed with a Chinese keyboard: a full-width colon after a key, a full-width comma before the next key.
_WIDE: Final = re.compile(r"^[ ]*(?:-[ ]+)?[\w-]+(：)|[{,][ ]*[\w-]+(：)|(，)[ ]*[\w-]+[ ]*[:：]", re.MULTILINE)


def _wide(text: str, offset: int) -> tuple[int, str] | None:
    """Return where a full-width mark stands that YAML would have as : or , in the line of ``offset`` or that above."""
    line = text.rfind("\n", 0, offset)
    end = text.find("\n", offset)
    found = _WIDE.search(text, max(text.rfind("\n", 0, max(line, 0)) + 1, 0), end if end >= 0 else len(text))
    if found is None or found.lastindex is None:
        return None
    mark, wanted = ("comma ，", ",") if found[0].startswith("，") else ("colon ：", ":")
    return found.start(found.lastindex), f"a full-width {mark} parts no keys; type {wanted} and a space"


def _tell(error: yaml.YAMLError, source: Source, base: int, faults: Faults) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "end of stream" in str(getattr(error, "problem", "")):  # what was opened is more use than where the file ends
        mark = getattr(error, "context_mark", None) or mark
    index = getattr(mark, "index", None)
    offset = base + (int(index) if index is not None else int(getattr(error, "position", 0) or 0))
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "unreadable")
    context = str(getattr(error, "context", "") or "")
    words = next((plain for key, plain in _PLAIN_WORDS if key in problem), None)
    words = words or next(
        (plain for key, plain in _PLAIN_WORDS if key in context), f"the line can't be read as YAML ({problem})"
    )
    if source.text[offset : offset + 1] == "\t":
        words = "a tab can't indent a line"
    offset, words = _wide(source.text, offset) or (offset, words)
    place = source.place(min(offset, len(source.text)))
    faults.add(Code.YAML_SYNTAX, place, words, "indent with spaces, put values with : # or quotes in quotes")
