"""What was found painted on a page so far, and the operators that content streams are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any, Final

from compositor.intake.inspect.facts import Box, Grammar, Look, Mark, PictureFacts
from compositor.records import dataclass

OPERATORS: Final = frozenset(
    """b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re
    RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"""".split()
)
"""All operators that there are (ISO 32000-1 Annex A)."""
FILLS: Final = frozenset("f F f* B B* b b*".split())
STROKES: Final = frozenset("S s B B* b b*".split())
PATH_ENDS: Final = FILLS | STROKES | {"n"}
SHOWS: Final = frozenset(("Tj", "TJ", "'", '"'))
"""Those that fill a path, stroke it, end it, and those that show type (ISO 32000-1 8.5.3, 9.4.3)."""
_CURVES: Final = frozenset((b"m", b"l", b"c", b"v", b"y", b"h"))


@dataclass(slots=True)
class Tally:
    """What is painted in one look: how often, and around where."""

    area: Box
    count: int = 0

    def add(self, area: Box, often: int = 1) -> None:
        """Count one more, or as many as are within the area."""
        left, foot, right, top = self.area
        self.count += often
        if area[0] < left or area[1] < foot or area[2] > right or area[3] > top:
            self.area = min(left, area[0]), min(foot, area[1]), max(right, area[2]), max(top, area[3])


@dataclass(slots=True)
class Painted:
    """What was found painted on a page so far."""

    trim: Box | None = None
    looks: dict[tuple[Look, bool], Tally] = field(default_factory=dict)
    pictures: dict[tuple[Any, ...], PictureFacts] = field(default_factory=dict)
    streams: dict[tuple[Any, ...], tuple[Any, Any]] = field(default_factory=dict)
    """Pictures with the colour spaces that their page knows, for those who decode them."""
    groups: list[str] = field(default_factory=list)
    fonts: dict[str, Any] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    untagged: int = 0
    numbers: set[int] = field(default_factory=set)
    """Numbers of marked content that has something painted in it (MCID)."""
    unknown: set[str] = field(default_factory=set)
    unbalanced: set[str] = field(default_factory=set)
    deepest: int = 0
    intents: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    codings: set[str] = field(default_factory=set)
    shown: dict[str, set[bytes]] = field(default_factory=dict)
    """Strings shown in composite fonts, by font."""
    read: set[tuple[tuple[int, int], bool]] = field(default_factory=set)
    """Patterns and fonts whose content was read."""

    filled: dict[tuple[int, int], Box | None] = field(default_factory=dict)
    """Around what forms fill that do nothing else, by form; None of all others."""

    _said: dict[tuple[Any, ...], Tally] = field(default_factory=dict)

    @property
    def grammar(self) -> Grammar:
        """What of the content's language is odd."""
        return Grammar(
            frozenset(self.unknown),
            frozenset(self.unbalanced),
            self.deepest,
            frozenset(self.intents),
            frozenset(self.modes),
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything painted, look by look."""
        return tuple(Mark(look, one.count, one.area, outside) for (look, outside), one in self.looks.items())

    def tally(self, said: tuple[Any, ...], area: Box) -> Tally:
        """Return the tally of a look, said without rounding, that paints an area inside the trim or outside."""
        tally = self._said.get(said)
        if tally is None:
            kind, space, values, size, over, mode, clear, behind, outside = said
            values = tuple(round(value, 4) for value in values)
            look = Look(kind, space, values, round(size, 3), over, mode, clear, behind)
            tally = self._said[said] = self.looks.setdefault((look, outside), Tally(area))
        return tally

    def outside(self, area: Box) -> bool:
        """Tell whether an area stands beside the page, where it is cut off."""
        if self.trim is None:
            return False
        left, foot, right, top = self.trim
        return area[0] >= right or area[2] <= left or area[1] >= top or area[3] <= foot

    def within(
        self, stands: Iterable[tuple[float | None, int, Box]], before: float
    ) -> list[tuple[float, int, Box]] | None:
        """Return around what type of each size stands, and how often, from around its places.

        Of no size it is as large as the type before. None where some of it may stand beside the page.
        """
        found: list[tuple[float, int, Box]] = []
        for said, often, (left, foot, right, top) in stands:
            size = abs(before if said is None else said)
            if not self._all_inside(left + size, foot + size * 0.88, right, top - size * 0.12):
                return None
            found.append((size, often, (left, foot - size * 0.12, right + size, top + size * 0.88)))
        return found

    def _all_inside(self, right: float, top: float, left: float, foot: float) -> bool:
        """Tell whether no area stands beside the page; these edges of one or another stand nearest to that."""
        trim = self.trim
        return trim is None or (left < trim[2] and right > trim[0] and foot < trim[3] and top > trim[1])

    def filled_by(self, form: Any) -> Box | None:
        """Return the rectangle around the one path that a form fills, as outlined glyphs do; None where it does more.

        A page paints thousands of them: each is read once.
        """
        key = form.objgen
        if key not in self.filled:
            self.filled[key] = around_path(form.read_bytes())
        return self.filled[key]


def around_path(content: bytes) -> Box | None:
    """Return the rectangle around all points of content that fills one path of lines and curves, and does no more."""
    *words, last = content.split() or [b""]
    numbers = [word for word in words if word not in _CURVES]
    if last not in (b"f", b"f*", b"F") or words[2:3] != [b"m"] or b"".join(numbers).translate(None, b"0123456789+-."):
        return None
    try:
        xs, ys = [float(word) for word in numbers[::2]], [float(word) for word in numbers[1::2]]
    except ValueError:
        return None
    return min(xs), min(ys), max(xs), max(ys)
