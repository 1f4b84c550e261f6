"""Files spoilt by a seed: bits turned, pieces taken, doubled, moved and spliced in, words of the trade put in.

The same seed spoils the same files everywhere. Most files are spoilt a little, so that much of them is still read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

_MOST = 20_000
"""The most bytes that a file grows to."""


def spoilt(seed: int, count: int, beginnings: Sequence[bytes], words: Sequence[bytes]) -> Iterator[bytes]:
    """Return so many files, spoilt from what is given."""
    chance = random.Random(seed)
    for _ in range(count):
        content = bytearray(chance.choice(beginnings))
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 12))):
            _spoil(content, chance, (beginnings, words))
        yield bytes(content[:_MOST])


def _spoil(content: bytearray, chance: random.Random, given: tuple[Sequence[bytes], Sequence[bytes]]) -> None:
    beginnings, words = given
    at = chance.randint(0, len(content))
    size = chance.choice((1, 1, 2, 4, 8, 32, 200))
    match chance.randrange(9):
        case 0 if content:
            content[at % len(content)] ^= 1 << chance.randrange(8)
        case 1 if content:
            content[at % len(content)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x20, chance.randrange(256)))
        case 2:
            del content[at : at + size]
        case 3:
            content[at:at] = content[at : at + size] * chance.choice((1, 1, 2, 20))
        case 4:
            other = chance.choice(beginnings)
            begin = chance.randint(0, len(other))
            content[at : at + chance.choice((0, size))] = other[begin : begin + 4 * size]
        case 5:
            del content[at:]
        case 6:
            piece = bytes(content[at : at + size])
            del content[at : at + size]
            to = chance.randint(0, len(content))
            content[to:to] = piece
        case _:
            content[at : at + chance.choice((0, 0, 1, size))] = chance.choice(words)
