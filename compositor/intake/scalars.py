"""Kinds of scalars: text, numbers, dates, lengths, ranges, choices; typed here by their key, with JSON Schema beside.

Scalars arrive as text (so ``NO``, ``02`` and ``1.10`` stay what was typed).
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final, Protocol

from compositor import units
from compositor.intake.faults import Code, Faults, said
from compositor.intake.sheet import LINES, Value, length, nearest
from compositor.intake.yamltree import Listing, Node, Scalar
from compositor.model.grid import SEAM
from compositor.records import dataclass

Json = dict[str, object]

_NULLS: Final = ("~", "null", "Null", "NULL")
_LONGEST_LENGTH: Final = units.mm(5000)
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]")


class Kind(Protocol):
    """What a value has to be."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the typed value, or None after recording what is wrong; ``name`` is the key's path."""

    def json(self) -> Json:
        """Return the kind as JSON Schema, draft 2020-12."""


def wrong_type(node: Node, name: str, wanted: str, faults: Faults, *, example: str = "") -> None:
    """Record that a node is no ``wanted``; ``example`` shows how one is written."""
    hint = f"write {_article(wanted)}" + (f", such as {example}" if example else "")
    if isinstance(node, Scalar) and not node.value and not node.style:
        faults.add(Code.WRONG_TYPE, node.place, f"{name}: nothing stands here", hint)
        return
    found = said(node.value) if isinstance(node, Scalar) else "a list" if isinstance(node, Listing) else "a mapping"
    faults.add(Code.WRONG_TYPE, node.place, f"{name}: {found} is no {wanted}", hint)


def _article(wanted: str) -> str:
    return f"an {wanted}" if wanted[0] in "aeiou" else f"a {wanted}"


def typed(node: Node, name: str, wanted: str, faults: Faults, *, empty: bool = False) -> str | None:
    """Return the scalar's text; None with a fault where it is a collection, empty or a bare null."""
    if not isinstance(node, Scalar):
        wrong_type(node, name, wanted, faults)
        return None
    if not node.style and node.value in _NULLS:
        hint = f'put it in quotes ("{node.value}") if the word is meant, or leave the key out'
        faults.add(Code.WRONG_TYPE, node.place, f"{name}: {node.value} without quotes says that there is nothing", hint)
        return None
    if not node.value.strip() and not empty:
        hint = f"write {_article(wanted)}, or leave the key out"
        faults.add(Code.EMPTY, node.place, f"{name}: nothing stands here", hint)
        return None
    return node.value


@dataclass(frozen=True, slots=True)
class Text:
    """Text as typed. ``pattern`` has to match whole (``wanted`` says what that is); ``copy`` is copy to be printed.

    ``looser`` is the pattern for JSON Schema, where Python's has no equal in ECMAScript.
    """

    pattern: str = ""
    wanted: str = "text"
    empty: bool = False
    copy: bool = False
    most: int = 10_000
    looser: str = ""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the text."""
        text = typed(node, name, self.wanted, faults, empty=self.empty)
        if text is None:
            return None
        if len(text) > self.most:
            faults.add(
                Code.OUT_OF_RANGE,
                node.place,
                f"{name}: {len(text):,} characters are too many",
                f"at most {self.most:,}",
            )
            return None
        invisible = None if self.copy else _INVISIBLE.search(text)
        if invisible is not None:
            mark = f"U+{ord(invisible[0]):04X}"
            faults.add(
                Code.CONTROL_CHARACTER,
                node.place,
                f"{name}: the invisible character {mark} can't stand here",
                "take it out",
            )
            return None
        if self.pattern and not re.fullmatch(self.pattern, text):
            faults.add(
                Code.BAD_NAME, node.place, f"{name}: {said(text)} is no {self.wanted}", f"write {_article(self.wanted)}"
            )
            return None
        return Value(node, text)

    def json(self) -> Json:
        """Return a text; editors that type scalars may see a number or a truth value."""
        if self.pattern:
            return {"type": ["string", "integer"], "pattern": f"^(?:{self.looser or self.pattern})$"}
        return {"type": ["string", "number", "boolean"], "maxLength": self.most} | (
            {} if self.empty else {"minLength": 1}
        )


NAME: Final = Text(r"[^\W_][\w.-]{0,79}", "name of letters, digits, - and _", looser=r"[^\s/:._-][^\s/:]{0,79}")
PATH: Final = Text(wanted="path inside the folder", most=500)
COPY: Final = Text(copy=True)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the number."""
        text = typed(node, name, "whole number", faults)
        if text is None:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,40}", text.strip()):
            wrong_type(node, name, "whole number", faults)
            return None
        return _bounded(Value(node, int(text)), int(text), (self.least, self.most), name, faults)

    def json(self) -> Json:
        """Return an integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number within bounds."""

    least: float
    most: float

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the number."""
        text = typed(node, name, "number", faults)
        if text is None:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?", text.strip()) or not math.isfinite(float(text)):
            wrong_type(node, name, "number", faults)
            return None
        return _bounded(Value(node, float(text)), float(text), (self.least, self.most), name, faults)

    def json(self) -> Json:
        """Return a number."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


def _bounded(value: Value, number: float, bounds: tuple[float, float], name: str, faults: Faults) -> Value | None:
    if bounds[0] <= number <= bounds[1]:
        return value
    text = said(value.node.value) if isinstance(value.node, Scalar) else ""
    message = f"{name}: {text} is out of range"
    faults.add(Code.OUT_OF_RANGE, value.place, message, f"from {bounds[0]:,} to {bounds[1]:,}")
    return None


@dataclass(frozen=True, slots=True)
class Day:
    """A date as ISO 8601 writes it, 2019-11-15."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the date."""
        text = typed(node, name, "date", faults)
        if text is None:
            return None
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip())
        if match is None:
            faults.add(
                Code.NOT_A_DATE,
                node.place,
                f"{name}: {said(text)} is no date",
                "write year-month-day, such as 2019-11-15",
            )
            return None
        year, month, day = (int(part) for part in match.groups())
        try:
            return Value(node, date(year, month, day))
        except ValueError:
            faults.add(
                Code.NOT_A_DATE,
                node.place,
                f"{name}: {text} is no date: {_why_no_date(year, month, day)}",
                "look at the calendar",
            )
            return None

    def json(self) -> Json:
        """Return a date."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _why_no_date(year: int, month: int, day: int) -> str:
    if year < 1:
        return "there is no year 0"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    days = (following - first).days if following else 31
    return f"month {month} of {year} has {days} days, not {day}"


@dataclass(frozen=True, slots=True)
class Length:
    """A length with its unit; ``units`` names those that mean something here (pt and mm always do).

    Of a size of type, ``numbered``, the number will do, such as 小初 (`units.NUMBERED_SIZES`).
    """

    units: tuple[str, ...] = ()
    signed: bool = False
    positive: bool = False
    numbered: bool = False

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the length as typed; `Sheet.length` turns it into scaled points."""
        text = typed(node, name, "length", faults)
        if text is None:
            return None
        try:
            size = self._size(text)
        except ValueError as error:
            faults.add(
                Code.NOT_A_LENGTH,
                node.place,
                f"{name}: {error}",
                "lengths need a unit: " + ", ".join(("pt", "mm", *self.units)),
            )
            return None
        if abs(size) > _LONGEST_LENGTH or (size < 0 and not self.signed) or (size <= 0 and self.positive):
            wanted = "more than nothing" if self.positive else "nothing or more" if not self.signed else "not so long"
            faults.add(
                Code.OUT_OF_RANGE,
                node.place,
                f"{name}: {said(text)} is out of range",
                f"the length must be {wanted}, up to 5000mm",
            )
            return None
        return Value(node, text.strip())

    def _size(self, text: str) -> int:
        if len(text) > 40:
            raise ValueError(f"{said(text)} is no length; write for example 9.5pt, 18mm or 2em")
        if self.numbered and text.strip() in units.NUMBERED_SIZES:
            return length(text)
        if "line" in self.units and LINES.fullmatch(text):
            return length(text, line=10 * units.SP)
        em = 10 * units.SP if "em" in self.units else None
        return units.length(text, em=em, whole=units.mm(100) if "%" in self.units else None)

    def json(self) -> Json:
        """Return a string with a number and a unit, or a bare 0."""
        names = "|".join(("mm", "pt", *(unit if unit != "line" else "lines?" for unit in self.units)))
        pattern = rf"^\s*[+-]?[0-9]+(\.[0-9]+)?\s*({names})\s*$"
        numbered = [{"enum": list(units.NUMBERED_SIZES)}] if self.numbered else []
        return {"anyOf": [{"type": "string", "pattern": pattern}, *numbered, {"const": 0}, {"const": "0"}]}


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred, 90%, from ``least`` to 100."""

    least: int

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the thousandths."""
        text = typed(node, name, "percentage", faults)
        if text is None:
            return None
        match = re.fullmatch(r"\s*([0-9]{1,3}(?:\.[0-9])?)\s*%\s*", text)
        if match is None:
            wrong_type(node, name, "percentage", faults, example="90%")
            return None
        value = round(float(match[1]) * 10)
        return _bounded(Value(node, value), value / 10, (self.least, 100), name, faults)

    def json(self) -> Json:
        """Return a string with a number and %."""
        return {"type": "string", "pattern": r"^\s*[0-9]{1,3}(\.[0-9])?\s*%\s*$"}


@dataclass(frozen=True, slots=True)
class Ems:
    """A share of an em of whatever size, 0.125em; ``most`` in thousandths."""

    most: int

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the thousandths of an em."""
        text = typed(node, name, "length", faults)
        if text is None:
            return None
        match = re.fullmatch(r"\s*(?:([0-9]{1,4}(?:\.[0-9]{1,9})?)\s*em|0)\s*", text)
        if match is None:
            message = f"{name}: {said(text)} is no length in ems"
            faults.add(Code.NOT_A_LENGTH, node.place, message, "write it in ems, such as 0.25em")
            return None
        value = round(float(match[1] or 0) * 1000)
        if value > self.most:
            message = f"{name}: {said(text)} is out of range"
            faults.add(Code.OUT_OF_RANGE, node.place, message, f"from 0 to {self.most / 1000:g}em")
            return None
        return Value(node, value)

    def json(self) -> Json:
        """Return a string with a number and em, or a bare 0."""
        pattern = r"^\s*[0-9]+(\.[0-9]+)?\s*em\s*$"
        return {"anyOf": [{"type": "string", "pattern": pattern}, {"const": 0}, {"const": "0"}]}


@dataclass(frozen=True, slots=True)
class Range:
    """Columns or rows counted from 1, ``1-5`` or ``3``; both ends are inside."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return first and last."""
        text = typed(node, name, "range", faults)
        if text is None:
            return None
        match = re.fullmatch(r"\s*([0-9]{1,4})\s*(?:-\s*([0-9]{1,4})\s*)?", text)
        if match is None:
            faults.add(
                Code.NOT_A_RANGE,
                node.place,
                f"{name}: {said(text)} is no range",
                "write first-last, such as 1-5, or one number",
            )
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            wrong = "counting begins at 1" if first < 1 else f"{first} comes after {last}"
            faults.add(
                Code.NOT_A_RANGE,
                node.place,
                f"{name}: {said(text)} is no range: {wrong}",
                "write first-last, such as 1-5",
            )
            return None
        return Value(node, (first, last))

    def json(self) -> Json:
        """Return a string such as 1-5, or one number."""
        return {
            "anyOf": [
                {"type": "string", "pattern": "^\\s*[0-9]{1,4}\\s*(-\\s*[0-9]{1,4}\\s*)?$"},
                {"type": "integer", "minimum": 1},
            ]
        }


@dataclass(frozen=True, slots=True)
class Columns:
    """A range of columns, or the strip at the fold of a spread."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return first and last, `SEAM` for the strip."""
        if isinstance(node, Scalar) and node.value.strip() == "fold":
            return Value(node, SEAM)
        return Range().check(node, name, faults)

    def json(self) -> Json:
        """Return a range, or the word."""
        return {"anyOf": [Range().json(), {"const": "fold"}]}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the word."""
        text = typed(node, name, "word of these: " + ", ".join(self.words), faults)
        if text is None or text.strip() in self.words:
            return None if text is None else Value(node, text.strip())
        message = f"{name}: {said(text)} is none of {', '.join(self.words)}"
        faults.add(Code.NOT_A_CHOICE, node.place, message, nearest(text, self.words) or "write one of them")
        return None

    def json(self) -> Json:
        """Return the words, and those that are numbers as YAML types them too."""
        return {"enum": [*self.words, *(int(word) for word in self.words if word.isdecimal())]}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false, and no other word for them."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return True or False."""
        text = typed(node, name, "true or false", faults)
        if text is None:
            return None
        if text not in {"true", "false"}:
            faults.add(
                Code.WRONG_TYPE, node.place, f"{name}: {said(text)} is neither true nor false", "write true or false"
            )
            return None
        return Value(node, text == "true")

    def json(self) -> Json:
        """Return a boolean."""
        return {"type": "boolean"}
