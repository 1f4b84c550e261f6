"""Content streams as instructions (ISO 32000-1 7.8.2): plain ones read here, all others by pikepdf.

Nearly all content is numbers, names, strings in hexadecimal and operators. Of these pikepdf makes an object each,
which takes longer than to look at what they say. Whatever else stands in a stream (strings in brackets, dictionaries,
pictures, comments, odd numbers) has the whole of it read by pikepdf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from compositor.intake.inspect.coding import decoded
from compositor.intake.inspect.facts import Box
from compositor.kept import Told
from compositor.records import dataclass

# No group is possessive here: Python 3.11 before 3.11.5 goes on from inside a group that it gave up (gh-106052).
_NUMBER: Final = r"[+-]?(?:[0-9]{1,15}+(?:\.[0-9]{0,15}+)?|\.[0-9]{1,15}+)"
_NAME: Final = r"/[!$&'*-.0-;=?-Z\\^-z|~]++"
_SHOWN: Final = rf"\[(?:<[0-9A-Fa-f]*+>|[\s\0]++|{_NUMBER}(?=[\s\0<\]]))*\]"
_AFTER: Final = r"(?=[\s\0/\[<]|\Z)"
_TOKEN: Final = re.compile(
    rf"""[\s\0]*+(?:
      (?:({_NAME})\ ({_NUMBER})\ Tf[ ])?(?:1\ 0\ 0\ 1\ ({_NUMBER})\ ({_NUMBER})\ Tm[ ])?({_SHOWN})\ TJ{_AFTER}
    | 1\ 0\ 0\ 1\ ({_NUMBER})\ ({_NUMBER})\ Tm{_AFTER}
    | ({_NAME})\ ({_NUMBER})\ Tf{_AFTER}
    | ([A-Za-z][A-Za-z0-9]*+\*?){_AFTER}
    | ({_NUMBER}){_AFTER}
    | ({_NAME}){_AFTER}
    | ({_SHOWN})
    | (<[0-9A-Fa-f]*+>)
    )""",
    re.VERBOSE | re.ASCII,
)
"""One token, or one of the three instructions that type is mostly made of, or all of them together."""
_TYPE, _TM, _OPERATOR, _ONE, _CALLED = 5, 7, 10, 11, 12
TYPE: Final = "Tf Tm TJ"
"""No operator, but three, one after another: font and size, the place, what is shown; the first two may be None."""
_HEX: Final = re.compile("<([0-9A-Fa-f]*)>")
_GIVEN: Final = "[-0-9.]{1,15}+"
"""What is a number, or isn't: reading it will tell."""
_SETS: Final = rf"{_NAME} {_GIVEN} Tf "
_PLACES: Final = rf"1 0 0 1 {_GIVEN} {_GIVEN} Tm "
_SHOWS: Final = rf"\[(?:<[0-9A-Fa-f]*+>\] TJ |(?:<[0-9A-Fa-f]*+>|{_NUMBER}(?=[ <\]])| )*\] TJ )"
"""An array of strings and numbers, most often of one string."""
_ROWS: Final = re.compile(
    rf"(?<![^\s\0])(?:BT (?:{_SETS}|){_PLACES}{_SHOWS}"
    rf"(?:{_SETS}(?:{_PLACES}|){_SHOWS}|{_PLACES}{_SHOWS}|{_SHOWS})*ET(?:\n|(?![^\s\0])))+",
    re.ASCII,
)
"""Lines of the stream one after another that are type from BT to ET, which has a place from the beginning."""
_FONTS: Final = re.compile("(/[^ ]*+) ([^ ]*+) Tf ")
_PLACED: Final = re.compile("1 0 0 1 ([^ ]*+ [^ ]*+) Tm ")
"""Fonts and places of such lines."""
_STEP: Final = re.compile(rf"(?:({_NAME}) ({_NUMBER}) Tf )?(?:1 0 0 1 ({_NUMBER}) ({_NUMBER}) Tm )?(\[[^]]*+\]) TJ ")
LETTERED: Final = "BT Tf Tm TJ ET"
"""No operator, but all those from BT to ET, which are only these, line by line: their fonts tell what they show."""
_OTHERWISE: Final = frozenset(("BI", "ID", "EI", "true", "false", "null"))
"""What is no operator, or begins what isn't read here."""

Instruction = tuple[Any, str]
"""Operands and operator: numbers are floats, names those of pikepdf (of a font, a word), what is shown its strings."""


class _OtherwiseError(Exception):
    """There is something in the stream that is not read here."""


def instructions(stream: Any) -> Iterator[Instruction]:
    """Yield the instructions of a page or a stream; raises what pikepdf raises of one that can't be read."""
    import pikepdf

    content = _content(stream)
    if content is not None:
        try:
            yield from _plain(content, pikepdf.Name)
            return
        except _OtherwiseError:
            pass
    for instruction in pikepdf.parse_content_stream(stream):
        yield instruction.operands, str(instruction.operator)


def _content(stream: Any) -> str | None:
    """Return the content of a stream or of a page that has one; None where it is in parts or can't be decoded."""
    import pikepdf

    if isinstance(stream, pikepdf.Page):
        stream = stream.obj.get("/Contents")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        return str(decoded(stream), "latin-1")
    except pikepdf.PdfError:
        return None


def _plain(content: str, name_of: Callable[[str], Any]) -> list[Instruction]:
    out: list[Instruction] = []
    names = Told(name_of)
    at = 0
    for found in _ROWS.finditer(content):
        try:
            lettered = _lettered(found[0])
        except ValueError:  # something has the letters of a number and is none
            lettered = None
        if lettered is not None:
            _read(content[at : found.start()], names, out)
            out.append((lettered, LETTERED))
            at = found.end()
    _read(content[at:], names, out)
    return out


Place = tuple[float, float, float, float, float, float]
_Font = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Lettered:
    """Lines of type from BT to ET: what they show by font and size, and where by size, in the order in which they come.

    ``shows`` has all strings of a font in one, each of whole pairs of bytes. ``stands`` says how often something is
    placed in a size, and the first and the last corner of the rectangle around all those places. The font and the size
    that are set before are None. ``last`` is the font that is set at last, ``place`` the last place.
    """

    content: str
    shows: tuple[tuple[_Font | None, bytes], ...]
    stands: tuple[tuple[float | None, int, Box], ...]
    last: _Font | None
    place: Place

    def lines(self) -> Iterator[tuple[Lettered | None, Iterator[Any]]]:
        """Yield each line at once, and step by step.

        One that goes on in the font before and then sets another can't be taken at once: what size it had is not known.
        """
        lines = [line for line in self.content.split("\n") if line]
        return zip(map(_lettered, lines), map(_steps, lines), strict=True)

    def steps(self) -> Iterator[Iterator[Any]]:
        """Yield the operands of ``TYPE``, step by step, of each line."""
        return map(_steps, filter(None, self.content.split("\n")))


def _steps(line: str) -> Iterator[Any]:
    for name, size, x, y, shown in _STEP.findall(line):
        yield (name, float(size)) if name else None, _place(x, y) if x else None, _shown(shown)


def _place(x: str, y: str) -> Place:
    return 1.0, 0.0, 0.0, 1.0, float(x), float(y)


def _lettered(content: str) -> Lettered | None:
    """Return what lines of type show; None where their strings aren't pairs, or sizes change where nothing is placed.

    They are taken apart at their fonts. What stands behind one that has no place of its own stands where the type
    before it does, of which the size knows already.
    """
    begins, *rest = _FONTS.split(content)
    parts: dict[tuple[str, str] | None, list[str]] = {None: [begins]} if "[" in begins else {}
    before = ""
    for name, size, part in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if size != before and part[0] == "[":
            return None
        before = size
        font = name, size
        if font in parts:
            parts[font].append(part)
        else:
            parts[font] = [part]
    shows: list[tuple[_Font | None, bytes]] = []
    counts: dict[float | None, int] = {}
    places: dict[float | None, list[str]] = {}
    for spelt, every in parts.items():
        said = None if spelt is None else (spelt[0], float(spelt[1]))
        joined = "".join(every)
        strings = [string[: string.index(">")] for string in joined.split("<")[1:]]
        if any(length % 4 for length in set(map(len, strings))):
            return None
        shows.append((said, bytes.fromhex("".join(strings))))
        measured = None if said is None else said[1]
        counts[measured] = counts.get(measured, 0) + joined.count("[")
        places.setdefault(measured, []).extend(_PLACED.findall(joined))
    stands = tuple([(one, count, _around(places[one])) for one, count in counts.items()])
    last = _PLACED.findall(content, content.rfind("\n", 0, -1) + 1)[-1].split(" ")
    return Lettered(content, tuple(shows), stands, (rest[-3], float(rest[-2])) if rest else None, _place(*last))


def _around(places: list[str]) -> Box:
    edges = " ".join(places).split(" ")
    xs, ys = (list(map(float, dict.fromkeys(some))) for some in (edges[::2], edges[1::2]))
    return min(xs), min(ys), max(xs), max(ys)


def _read(content: str, names: Told[str, Any], out: list[Instruction]) -> None:
    """Read instructions one by one."""
    operands: list[Any] = []
    at = 0
    for found in _TOKEN.finditer(content):
        if found.start() != at:
            raise _OtherwiseError
        at, kind = found.end(), found.lastindex or 0
        if kind > _OPERATOR:
            operands.append(_operand(kind, found[kind], names))
            continue
        if operands and kind < _OPERATOR:  # more of them than the operator takes
            raise _OtherwiseError
        out.append(_instruction(kind, found) if kind < _OPERATOR else (operands, _known(found[kind])))
        operands = []
    if operands or content[at:].strip(" \t\r\n\f\0"):
        raise _OtherwiseError


def _instruction(kind: int, found: re.Match[str]) -> Instruction:
    """Return one of the three instructions that are read as a whole."""
    if kind == _TYPE:
        name, size, x, y, shown = found.group(1, 2, 3, 4, 5)
        font = (name, float(size)) if name else None
        return (font, (1.0, 0.0, 0.0, 1.0, float(x), float(y)) if x else None, _shown(shown)), TYPE
    if kind == _TM:
        return (1.0, 0.0, 0.0, 1.0, float(found[6]), float(found[7])), "Tm"
    return (found[8], float(found[9])), "Tf"


def _operand(kind: int, word: str, names: Told[str, Any]) -> Any:
    if kind == _ONE:
        return float(word)
    return names[word] if kind == _CALLED else _shown(word)


def _known(word: str) -> str:
    if word in _OTHERWISE:
        raise _OtherwiseError
    return word


def _shown(word: str) -> Shown:
    """Return what is shown; a string of an odd number of digits lacks its last (ISO 32000-1 7.3.4.3)."""
    try:
        if word.count("<") == 1:
            return Shown((bytes.fromhex(word[word.index("<") + 1 : word.index(">")]),))
        return Shown(map(bytes.fromhex, _HEX.findall(word)))
    except ValueError:
        raise _OtherwiseError from None


class Shown(list[bytes]):
    """The strings of an array that has nothing else but numbers, or one string."""
