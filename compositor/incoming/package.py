"""The parts of a .docx package (ECMA-376 part 2), read under limits: nothing is unpacked to disk or fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import field
from typing import Final

from compositor.errors import Place
from compositor.incoming.xmltree import Element, XmlKind, read_xml
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.records import dataclass

MOST_OF_A_PART: Final = 40_000_000
MOST_OF_ALL: Final = 400_000_000
MOST_PARTS: Final = 5_000
_NAMESPACES: Final = (
    ("wordprocessingml/main", "w"),
    ("wordprocessingml/2006/main", "w"),
    ("wordprocessingDrawing", "wp"),
    ("wordprocessingShape", "wps"),
    ("drawingml/main", "a"),
    ("drawingml/2006/main", "a"),
    ("drawingml/picture", "pic"),
    ("drawingml/2006/picture", "pic"),
    ("officeDocument/math", "m"),
    ("officeDocument/2006/math", "m"),
    ("markup-compatibility", "mc"),
    ("schemas-microsoft-com:vml", "v"),
    ("package/2006/relationships", "rel"),
    ("officeDocument/relationships", "r"),
    ("officeDocument/2006/relationships", "r"),
)
_HINT: Final = "open it in the word processor, save it anew as .docx, and import that"


def _named(space: str, local: str) -> str:
    """Return an element's name with the usual prefix of its namespace, of the transitional or the strict form."""
    if not space:
        return local
    return next((f"{prefix}:{local}" for end, prefix in _NAMESPACES if end in space), f"x:{local}")


_TEXT: Final = frozenset({"w:t", "w:delText", "m:t", "a:t"})
XML: Final = XmlKind(Code.NOT_DOCX, "a Word document", _named)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: of which kind it is, where, and whether that is outside the package."""

    kind: str
    target: str
    outside: bool = False


@dataclass(slots=True)
class Package:
    """A .docx file that has been opened; ``left`` is how many bytes may still be unpacked."""

    file: str
    archive: zipfile.ZipFile
    names: frozenset[str]
    left: int = MOST_OF_ALL
    trees: dict[str, Element] = field(default_factory=dict)

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; raises ``Refused`` where it is broken or too large."""
        most = min(MOST_OF_A_PART, self.left)
        try:
            with self.archive.open(name) as stream:
                content = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            words = "it is encrypted" if "encrypted" in str(error) else "it is damaged"
            raise self.refused(f"its part {name[:80]} can't be unpacked: {words}") from None
        if len(content) > most:
            raise Refused(Code.TOO_LARGE, f"unpacks to more than {most:,} bytes in {name[:80]}", "no story is so large")
        self.left -= len(content)
        return content

    def tree(self, name: str) -> Element:
        """Return the XML of a part; raises ``Refused`` where it can't be read."""
        if name not in self.trees:
            root, _ = read_xml(self.content(name), f"{self.file}/{name}", XML)
            self.trees[name] = root
        return self.trees[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part relates to, by the names that it uses."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.names:
            return {}
        found = {}
        for one in self.tree(name).elements("rel:Relationship"):
            given = one.attributes
            outside = given.get("TargetMode") == "External"
            target = given.get("Target", "")
            path = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[given.get("Id", "")] = Relation(given.get("Type", "").rsplit("/", 1)[-1], path, outside)
        return found

    def refused(self, words: str) -> Refused:
        """Return the fault that the file can't be read."""
        return Refused(Code.NOT_DOCX, f"can't be read as a Word document: {words}", _HINT, Place(self.file))


def opened(content: bytes, file: str) -> tuple[Package, str]:
    """Return a package and the name of its main part; raises ``Refused`` where it is none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
        words = f"the file is cut off or damaged ({str(error)[:60].lower()})"
        raise Refused(Code.NOT_DOCX, f"can't be read as a Word document: {words}", _HINT, Place(file)) from None
    package = Package(file, archive, names)
    if len(names) > MOST_PARTS:
        raise package.refused(f"it has more than {MOST_PARTS:,} parts")
    if sum(one.file_size for one in archive.infolist()) > MOST_OF_ALL:
        raise Refused(Code.TOO_LARGE, f"unpacks to more than {MOST_OF_ALL:,} bytes", "no story is so large")
    main = next((one.target for one in package.relations("").values() if one.kind == "officeDocument"), "")
    main = main if main in names else "word/document.xml"
    if main not in names:
        raise package.refused("it has no part word/document.xml")
    return package, main


def chosen(parent: Element) -> list[Element]:
    """Return the elements right inside; of alternatives (ECMA-376 part 3) the first, which is the newer form."""
    if parent.name == "mc:AlternateContent":
        found = parent.first("mc:Choice") or parent.first("mc:Fallback")
        return chosen(found) if found is not None else []
    return list(parent.elements())


def text_of(element: Element) -> str:
    """Return all text in an element as its file has it, of alternatives the first."""
    out: list[str] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.name in _TEXT:
            out.append(one.words())
        else:
            waiting.extend(reversed(chosen(one)))
    return "".join(out)


def by_whom(element: Element) -> str:
    """Return who changed or said something, in words."""
    author = element.attributes.get("w:author", "")[:80]
    return f"by {author}" if author else ""
