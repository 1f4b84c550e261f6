"""How characters stand in vertical lines: upright, turned, or digits abreast in one em.

UAX #50 says what is upright and what is turned; clreq #mixed_text_composition_in_vertical_writing_mode has single
letters and acronyms upright in cells of one em, words turned, and two or three digits abreast (縱中橫).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from compositor.model.design import Style
from compositor.model.settings import Posture
from compositor.text.marks import Kind
from compositor.text.uax50_table import RUNS

TURNED = frozenset(
    {
        Kind.OPENING,
        Kind.CLOSING,
        Kind.RIGHT_SINGLE,
        Kind.TWO_EM_DASH,
        Kind.EM_DASH,
        Kind.DOTS,
        Kind.ELLIPSIS,
        Kind.CONNECTOR,
        Kind.SHORT_CONNECTOR,
        Kind.SOLIDUS,
    }
)
"""Marks that run with the line: a face draws them anew for vertical lines, or they are turned (GB/T 15834-2011 5.2)."""
_SINGLE = re.compile(r"[AD]v{0,30}")
_PIECE = re.compile(r"(D+)|A|T$")


@cache
def _runs() -> tuple[list[int], list[str]]:
    rows = re.findall(r"([0-9a-f]+)(Tr|Tu|R|U)", RUNS)
    return [0, *accumulate(int(length, 16) for length, _ in rows)], [value for _, value in rows]


def orientation(character: str) -> str:
    """Return a character's vertical orientation: U, R, Tu or Tr (UAX #50)."""
    starts, values = _runs()
    return values[bisect_right(starts, ord(character)) - 1]


def cells(run: str, kinds: str, style: Style) -> tuple[int, ...]:
    """Return the lengths of the upright cells that a Latin run of those classes is set in; none if it is turned.

    A letter or digit by itself is upright, and so are acronyms in capitals and digits, each letter in a cell,
    digits abreast up to ``style.abreast`` of them; a % may follow. Words, addresses, numbers with points and
    longer numbers are turned, unless ``style.long_numbers`` stands digits of those too one below the other.
    """
    if _SINGLE.fullmatch(kinds):
        return (len(kinds),)
    if not run.replace("%", "").isalnum() or run != run.upper():
        return ()
    lengths: list[int] = []
    at = 0
    while at < len(kinds):
        piece = _PIECE.match(kinds, at)
        if piece is None:
            return ()
        digits = len(piece[1] or "")
        if digits > max(style.abreast, 1):
            if style.long_numbers is not Posture.UPRIGHT:
                return ()
            lengths += [1] * digits
        else:
            lengths.append(len(piece[0]))
        at = piece.end()
    letters = kinds.count("A")
    return tuple(lengths) if letters <= style.upright_letters else ()
