"""QR codes (ISO/IEC 18004) as vector art: dark modules in black, their quiet zone of four modules around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from compositor.model.assets import Asset
from compositor.model.design import BLACK
from compositor.model.drawing import Drawing, Outline, Shape, Step

QUIET: Final = 4
"""The modules of white around a code (ISO/IEC 18004 9.1)."""

_Point = tuple[int, int]


def code(address: str, level: str) -> Asset | None:
    """Return the code of an address as a drawing with a unit a module, quiet zone and all; None where it holds no code.

    ``level`` is the least error correction, L, M, Q or H: a higher one is taken where it costs no room.
    """
    import segno  # late: only papers with codes pay for it

    try:
        made = segno.make(address, error=level, micro=False, encoding=None if address.isascii() else "utf-8")
    except ValueError:  # too long for the largest code
        return None
    modules = tuple(tuple(bool(module) for module in row) for row in made.matrix)
    side = len(modules) + 2 * QUIET
    steps = tuple(step for loop in outlines(modules) for step in _drawn(loop))
    drawing = Drawing(side, side, (Shape(Outline(steps, even_odd=True), (1, 0, 0, 1, QUIET, QUIET), BLACK),))
    name = f"qr:{level}:{address}"
    return Asset(name, hashlib.sha256(name.encode()).hexdigest(), side, side, b"", drawing)


def outlines(modules: Sequence[Sequence[bool]]) -> Iterator[tuple[_Point, ...]]:
    """Yield the closed outlines around dark modules, corner by corner, so that no seam stands between neighbours."""
    ways: dict[_Point, list[_Point]] = {}
    for one, other in _edges(modules):
        ways.setdefault(one, []).append(other)
    while ways:
        start = min(ways)
        at, loop = start, [start]
        while True:
            following = ways[at].pop()
            if not ways[at]:
                del ways[at]
            if len(loop) > 1 and _straight(loop[-2], loop[-1], following):
                loop.pop()
            at = following
            if at == start:
                break
            loop.append(at)
        yield tuple(loop)


def _edges(modules: Sequence[Sequence[bool]]) -> Iterator[tuple[_Point, _Point]]:
    """Yield the edges between dark and light modules, the dark on the right hand."""
    size = len(modules)

    def dark(x: int, y: int) -> bool:
        return 0 <= x < size and 0 <= y < size and modules[y][x]

    for y in range(size):
        for x in range(size):
            if not dark(x, y):
                continue
            if not dark(x, y - 1):
                yield (x, y), (x + 1, y)
            if not dark(x + 1, y):
                yield (x + 1, y), (x + 1, y + 1)
            if not dark(x, y + 1):
                yield (x + 1, y + 1), (x, y + 1)
            if not dark(x - 1, y):
                yield (x, y + 1), (x, y)


def _straight(one: _Point, two: _Point, three: _Point) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]


def _drawn(loop: Sequence[_Point]) -> Iterator[Step]:
    yield "m", loop[0]
    for point in loop[1:]:
        yield "l", point
    yield "h", ()
