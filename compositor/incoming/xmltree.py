"""XML read to a tree of located elements, by rules that no file can abuse.

Entities that a file declares are refused, and with them every kind of expansion; nothing outside the file is read.
Depth, number of elements and size have limits. The parser is expat, without recursion of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from html.entities import html5
from typing import Final
from xml.parsers import expat

from compositor.errors import Place
from compositor.incoming.decoding import known
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.records import dataclass

MOST_ELEMENTS: Final = 300_000
DEEPEST: Final = 120
_DECLARED: Final = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,39})["']"""
)
_DECLARATION: Final = re.compile(r"\A\ufeff?<\?xml[^>]{0,200}?\?>")
_OF_EXPAT: Final = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-1"})
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


@dataclass(slots=True)
class Element:
    """An element: its name as `Names` gave it, its attributes, what stands in it, and where it begins."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield the elements right inside, of these names if any are given."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *path: str) -> Element | None:
        """Return the first element at the end of a path of names."""
        found: Element | None = self
        for name in path:
            found = next(found.elements(name), None) if found is not None else None
        return found

    def walk(self) -> Iterator[Element]:
        """Yield this element and all inside it, in order."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed([child for child in one.children if isinstance(child, Element)]))

    def words(self) -> str:
        """Return all text inside."""
        out: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                out.append(one)
            else:
                waiting.extend(reversed(one.children))
        return "".join(out)


Names = Callable[[str, str], str]
"""What an element or an attribute is called, by its namespace and its local name."""


@dataclass(frozen=True, slots=True)
class XmlKind:
    """How files of one format are read: the code of their faults, what they are, and how elements are called."""

    code: Code
    what: str
    names: Names


def read_xml(content: bytes, file: str, kind: XmlKind) -> tuple[Element, frozenset[str]]:
    """Return the root of an XML file and the names of entities that it has no meaning for; raises ``Refused``."""
    return _Reader(file, kind).read(content)


class _Reader:
    def __init__(self, file: str, kind: XmlKind) -> None:
        self._file, self._kind = file, kind
        self._stack: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._unknown: set[str] = set()
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def read(self, content: bytes) -> tuple[Element, frozenset[str]]:
        try:
            self._parser.Parse(self._text(content), True)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code) or "not well-formed"
            raise self._refused(words, Place(self._file, error.lineno, error.offset + 1)) from None
        assert self._root is not None
        return self._root, frozenset(self._unknown)

    def _text(self, content: bytes) -> bytes | str:
        """Return the file as expat can take it: decoded first, where it names an encoding that expat doesn't know."""
        found = _DECLARED.match(content)
        name = found[1].decode("ascii").lower() if found else ""
        if not name or name in _OF_EXPAT:
            return content
        name = _WIDER.get(name, name)
        if not known(name):
            raise self._refused(f"it names an encoding that isn't known: {name}", Place(self._file, 1, 1))
        try:
            return _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), content.decode(name))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            words = f"byte {error.start:,} is 0x{content[error.start]:02X}, which isn't {name}"
            raise self._refused(words, Place(self._file, line, 0)) from None

    def _refused(self, words: str, place: Place) -> Refused:
        return Refused(self._kind.code, f"can't be read as {self._kind.what}: {words}", "ask for the copy anew", place)

    def _place(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._stack) >= DEEPEST:
            words = f"more than {MOST_ELEMENTS:,} elements, or {DEEPEST} inside one another"
            raise self._refused(words, self._place())
        place = self._place()
        made = Element(self._name(name), {self._name(k): v for k, v in attributes.items()}, place.line, place.column)
        if self._stack:
            self._stack[-1].children.append(made)
        else:
            self._root = made
        self._stack.append(made)

    def _name(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        return self._kind.names(space, local)

    def _end(self, _name: str) -> None:
        self._stack.pop()

    def _words(self, words: str) -> None:
        if self._stack:
            self._stack[-1].children.append(words)

    def _entity(self, name: str, *_rest: object) -> None:
        raise self._refused(f"it declares the entity {name}; files that do aren't read", self._place())

    def _skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 (expat calls it so)
        if is_parameter or not self._stack:
            return
        meant = html5.get(f"{name};")
        if meant is None:
            self._unknown.add(name)
        self._stack[-1].children.append(meant if meant is not None else f"&{name};")
