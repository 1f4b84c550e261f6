"""The Unicode line breaking algorithm, UAX #14 for Unicode 17.0.0: the floor under the Chinese table of marks.

Rules LB1 to LB31 over the classes of ``uax14_table``, in time that grows with the length of the text. A
tailoring changes classes of single characters and nothing else (UAX #14 section 8, class tailoring): the rules
are one set for all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cache
from itertools import accumulate

from compositor.records import dataclass
from compositor.text.uax14_table import RUNS


class Verdict(IntEnum):
    """What UAX #14 says of the boundary before a character."""

    NOT = 0
    MAY = 1
    MUST = 2


@dataclass(frozen=True, slots=True)
class Tailoring:
    """Classes that differ from those of the Unicode Character Database.

    ``resolved`` says what ambiguous classes become (LB1), ``characters`` what single characters become; a
    class of ``characters`` keeps the width of its character.
    """

    name: str
    resolved: Mapping[str, str]
    characters: Mapping[str, str]

    def __hash__(self) -> int:
        """Tailorings are told apart by name."""
        return hash(self.name)


ROOT = Tailoring("root", {"AI": "AL", "CJ": "NS"}, {})
"""UAX #14 as it stands."""

_START, _WIDE = 0x100, 0x100
_HARD = ("BK", "CR", "LF", "NL", "SP", "ZW")
_MARKS = ("CM", "ZWJ")
_LINE_ENDS = frozenset({"BK", "CR", "LF", "NL"})
_QUOTES = frozenset({"QU", "QI", "QF"})
_HYPHENS = frozenset({"HY", "HH"})
_ALPHABETIC = frozenset({"AL", "HL", "DC", "AX"})
_AKSARA = frozenset({"AK", "AS", "DC"})
_IDEOGRAPHIC = frozenset({"ID", "IX", "EB", "EM"})
_CONJOINING = frozenset({"JL", "JV", "JT", "H2", "H3"})
_BEFORE_INITIAL = frozenset({"", "OP", "GL", "SP", "ZW"}) | _LINE_ENDS | _QUOTES
_AFTER_FINAL = frozenset({"", "SP", "GL", "WJ", "CL", "CP", "EX", "IS", "SY", "ZW"}) | _LINE_ENDS | _QUOTES
_BEFORE_HYPHEN = frozenset({"", "SP", "ZW", "CB", "GL"}) | _LINE_ENDS
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rules look at: a boundary between two units of LB9, ``before`` and ``after``, "" off the text.

    ``base`` is the last unit before the boundary that isn't a space and ``prior`` the one before that, ``last``
    the one before ``before``; ``narrow`` are the offsets from the boundary (-2, -1, 0, 1) whose unit isn't
    East Asian; ``number`` is "N" after NU (SY | IS)*, "C" after its closing bracket; ``paired`` says that an odd
    number of regional indicators stands before.
    """

    prior: str
    base: str
    last: str
    before: str
    after: str
    next: str
    third: str
    narrow: frozenset[int]
    number: str
    paired: bool


_Rule = Callable[[_Around], Verdict | None]


def _line_ends(at: _Around) -> Verdict | None:
    """LB4 to LB8: after line ends always, before them, spaces and zero-width spaces never."""
    if at.before == "CR" and at.after == "LF":
        return Verdict.NOT
    if at.before in _LINE_ENDS:
        return Verdict.MUST
    if at.after in _LINE_ENDS or at.after in {"SP", "ZW"}:
        return Verdict.NOT
    return Verdict.MAY if at.base == "ZW" else None


def _glue(at: _Around) -> Verdict | None:
    """LB11 to LB12a: word joiners and no-break spaces."""
    if "WJ" in {at.before, at.after} or at.before == "GL":
        return Verdict.NOT
    if at.after == "GL" and at.before not in {"SP", "BA", *_HYPHENS}:
        return Verdict.NOT
    return None


def _brackets(at: _Around) -> Verdict | None:
    """LB13 to LB15b: not before what closes, not after what opens, whatever spaces follow it."""
    if at.after in {"CL", "CP", "EX", "SY"} or at.base == "OP":
        return Verdict.NOT
    if at.base == "QI" and at.prior in _BEFORE_INITIAL:
        return Verdict.NOT
    return Verdict.NOT if at.after == "QF" and at.next in _AFTER_FINAL else None


def _spaces(at: _Around) -> Verdict | None:
    """LB15c to LB18: infix separators, and what holds across spaces; else spaces part."""
    if at.after == "IS":
        return Verdict.MAY if at.before == "SP" and at.next == "NU" else Verdict.NOT
    if (at.base in {"CL", "CP"} and at.after == "NS") or (at.base == at.after == "B2"):
        return Verdict.NOT
    return Verdict.MAY if at.before == "SP" else None


def _quotes(at: _Around) -> Verdict | None:
    """LB19 and LB19a: quotes hold to both sides, but initial and final ones among East Asian characters."""
    if at.after in _QUOTES and (at.after != "QI" or at.narrow & {-1, 1} or not at.next):
        return Verdict.NOT
    if at.before in _QUOTES and (at.before != "QF" or at.narrow & {0, -2} or not at.last):
        return Verdict.NOT
    return None


def _hyphens(at: _Around) -> Verdict | None:
    """LB20 to LB22: contingent breaks, hyphens, what may not start a line."""
    if "CB" in {at.before, at.after}:
        return Verdict.MAY
    if at.before in _HYPHENS and at.last in _BEFORE_HYPHEN and at.after in _ALPHABETIC:
        return Verdict.NOT
    if at.after in {"BA", "HH", "HY", "NS", "IN"} or at.before == "BB":
        return Verdict.NOT
    if at.last == "HL" and at.before in _HYPHENS and at.after != "HL":
        return Verdict.NOT
    return Verdict.NOT if at.before == "SY" and at.after == "HL" else None


def _affixes(at: _Around) -> Verdict | None:
    """LB23 to LB24: letters and digits, prefixes and postfixes."""
    if (at.before in _ALPHABETIC and at.after == "NU") or (at.before == "NU" and at.after in _ALPHABETIC):
        return Verdict.NOT
    if (at.before == "PR" and at.after in _IDEOGRAPHIC) or (at.before in _IDEOGRAPHIC and at.after == "PO"):
        return Verdict.NOT
    affix = {"PR", "PO"}
    if (at.before in affix and at.after in _ALPHABETIC) or (at.before in _ALPHABETIC and at.after in affix):
        return Verdict.NOT
    return None


def _numbers(at: _Around) -> Verdict | None:
    """LB25: numbers with their signs, brackets and units."""
    if at.number and at.after in {"PO", "PR"}:
        return Verdict.NOT
    if at.after == "NU" and (at.number == "N" or at.before in {"PO", "PR", "HY", "IS"}):
        return Verdict.NOT
    if at.before in {"PO", "PR"} and at.after == "OP":
        numeric = at.next == "NU" or (at.next == "IS" and at.third == "NU")
        return Verdict.NOT if numeric else None
    return None


def _syllables(at: _Around) -> Verdict | None:
    """LB26 to LB28a: Korean syllable blocks, words, aksaras of the Brahmic scripts."""
    if (
        (at.before == "JL" and at.after in {"JL", "JV", "H2", "H3"})
        or (at.before in {"JV", "H2"} and at.after in {"JV", "JT"})
        or (at.before in {"JT", "H3"} and at.after == "JT")
        or (at.before in _CONJOINING and at.after == "PO")
        or (at.before == "PR" and at.after in _CONJOINING)
    ):
        return Verdict.NOT
    return Verdict.NOT if at.before in _ALPHABETIC and at.after in _ALPHABETIC else None


def _aksaras(at: _Around) -> Verdict | None:
    """LB28a: not inside orthographic syllables of the Brahmic scripts."""
    if at.before == "AP" and at.after in _AKSARA:
        return Verdict.NOT
    if at.before in _AKSARA and (at.after in {"VF", "VI"} or (at.after in _AKSARA and at.next == "VF")):
        return Verdict.NOT
    return Verdict.NOT if at.last in _AKSARA and at.before == "VI" and at.after in {"AK", "DC"} else None


def _last(at: _Around) -> Verdict | None:
    """LB29 to LB30b: full stops inside words, narrow brackets, flags, emoji."""
    if at.before == "IS" and at.after in _ALPHABETIC:
        return Verdict.NOT
    letters = _ALPHABETIC | {"NU"}
    if at.before in letters and at.after == "OP" and 0 in at.narrow:
        return Verdict.NOT
    if at.before == "CP" and -1 in at.narrow and at.after in letters:
        return Verdict.NOT
    if at.before == at.after == "RI" and at.paired:
        return Verdict.NOT
    return Verdict.NOT if at.before in {"EB", "IX", "AX"} and at.after == "EM" else None


_RULES: tuple[_Rule, ...] = (
    _line_ends,
    _glue,
    _brackets,
    _spaces,
    _quotes,
    _hyphens,
    _affixes,
    _numbers,
    _syllables,
    _aksaras,
    _last,
)


def _judge(at: _Around) -> Verdict:
    """Apply the rules in order; LB31 where none speaks."""
    for rule in _RULES:
        found = rule(at)
        if found is not None:
            return found
    return Verdict.MAY


@cache
def _runs() -> tuple[list[int], list[str], dict[str, int]]:
    """Read the table once, when it is first wanted: where its runs start, their classes, a number for each class."""
    rows = re.findall(r"([0-9a-f]+)([A-Z][A-Z0-9]+\+?)", RUNS)
    starts = [0, *accumulate(int(length, 16) for length, _ in rows)]
    names = [name for _, name in rows]
    return starts, names, {name: number for number, name in enumerate(sorted({name.rstrip("+") for name in names}))}


def class_of(character: str) -> str:
    """Return the line breaking class of a character, untailored; ``+`` follows where it is East Asian.

    East Asian are the widths F, W and H of UAX #11, as LB19a and LB30 ask for them.
    """
    starts, names, _ = _runs()
    return names[bisect_right(starts, ord(character)) - 1]


class _Letters(dict[int, str]):
    """A table for ``str.translate``: one letter for each class and width, learnt as characters are met."""

    def __init__(self, tailoring: Tailoring) -> None:
        super().__init__()
        self._tailoring = tailoring
        numbers = _runs()[2]
        self.names = {chr(_START + number): name for name, number in numbers.items()}
        self.letter = {name: letter for letter, name in self.names.items()}
        self.units = re.compile(
            f"[{''.join(map(self.letter_of, _HARD))}]|.[{''.join(map(self.letter_of, _MARKS))}]*", re.DOTALL
        )
        self.verdicts: dict[str, Verdict] = {}

    def letter_of(self, name: str) -> str:
        """Return the letter of a class; none of the hard classes and of the marks has wide members."""
        return self.letter[name]

    def __missing__(self, code: int) -> str:
        found = class_of(chr(code))
        name = found.rstrip("+")
        name = self._tailoring.characters.get(chr(code)) or self._tailoring.resolved.get(name, name)
        wide = found.endswith("+") and name not in _HARD and name not in _MARKS
        letter = self[code] = chr(ord(self.letter[name]) + (_WIDE if wide else 0))
        return letter

    def judge(self, window: str, number: str, paired: str) -> Verdict:
        """Return the verdict on a window of seven letters: prior and base, then five around the boundary."""
        key = window + number + paired
        verdict = self.verdicts.get(key)
        if verdict is None:
            if len(self.verdicts) > _REMEMBERED:
                self.verdicts.clear()
            verdict = self.verdicts[key] = _judge(self._around(window, number, paired))
        return verdict

    def _around(self, window: str, number: str, paired: str) -> _Around:
        prior, base, last, before, after, following, third = (self.name(letter) for letter in window)
        around = window[2:6]
        narrow = {at - 2 for at, letter in enumerate(around) if letter != " " and ord(letter) < _START + _WIDE}
        sides = (prior, base, last, before, after, following, third)
        return _Around(*sides, frozenset(narrow), number, paired == "1")

    def name(self, letter: str) -> str:
        """Return the class of a letter, "" of a blank that stands for the outside of the text."""
        if letter == " ":
            return ""
        return self.names[letter if ord(letter) < _START + _WIDE else chr(ord(letter) - _WIDE)]


@cache
def _letters(tailoring: Tailoring) -> _Letters:
    return _Letters(tailoring)


def verdicts(text: str, tailoring: Tailoring = ROOT) -> bytearray:
    """Return the verdict on every boundary of ``text``, by offset; that at 0 is NOT, that at its end MUST.

    Never fails, on any text.
    """
    out = bytearray(len(text) + 1)
    if not text:
        return out
    table = _letters(tailoring)
    mark, joiner, letter = table.letter["CM"], table.letter["ZWJ"], table.letter["AL"]
    found = [match.span() for match in table.units.finditer(text.translate(table))]
    raw = text.translate(table)
    units = "".join(letter if raw[start] in {mark, joiner} else raw[start] for start, _ in found)  # LB10
    reader = _Reader(table, "  " + units + "  ")
    for index, (start, _) in enumerate(found[1:], 1):
        verdict = reader.step(index)
        if raw[start - 1] != joiner:  # LB8a
            out[start] = verdict
    out[len(text)] = Verdict.MUST
    return out


def opportunities(text: str, tailoring: Tailoring = ROOT) -> tuple[int, ...]:
    """Return the offsets inside ``text`` at which a line may or must end, ascending."""
    return tuple(offset for offset, verdict in enumerate(verdicts(text, tailoring)[:-1]) if verdict)


class _Reader:
    """Goes through the units of a text once, from left to right."""

    def __init__(self, table: _Letters, padded: str) -> None:
        self._table = table
        self._units = padded
        self._space = table.letter["SP"]
        self._base = self._prior = " "
        self._number = ""
        self._flags = 0

    def step(self, index: int) -> Verdict:
        """Return the verdict on the boundary before unit ``index``; called for 1, 2, 3 ... in order."""
        units, at = self._units, index + 2
        before = units[at - 1]
        if before != self._space:
            self._base, self._prior = before, units[at - 2]
        self._count(self._table.name(before))
        window = self._prior + self._base + units[at - 2 : at + 3]
        return self._table.judge(window, self._number, "1" if self._flags & 1 else "0")

    def _count(self, before: str) -> None:
        """Keep count of regional indicators (LB30a) and of whether a number runs on (LB25)."""
        self._flags = self._flags + 1 if before == "RI" else 0
        if before == "NU":
            self._number = "N"
        elif self._number == "N" and before in {"CL", "CP"}:
            self._number = "C"
        elif self._number != "N" or before not in {"SY", "IS"}:
            self._number = ""
