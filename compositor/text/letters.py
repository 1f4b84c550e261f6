"""Copy as a string of classes: one letter of ``marks.Kind`` a character."""

from __future__ import annotations

from functools import cache

from compositor.text.marks import Kind, kind_of

_UNTOLD = "\x80"
_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
_COMMON_BLOCKS = (range(0x250), range(0x2000, 0x2070), range(0x3000, 0x3040), range(0xFF00, 0xFF70))


def classes(text: str) -> str:
    """Return the classes of ``text`` as a string of the same length, one letter of ``Kind`` a character."""
    letters = text.translate(_common())
    return letters if letters.isascii() else text.translate(_LEARNT)


@cache
def _common() -> str:
    """Return the classes of what nearly all copy is made of, by code point; other characters are untold."""
    letters = [_UNTOLD] * _COMMON_BLOCKS[-1].stop
    for block in _HAN_BLOCKS:
        letters[block.start : block.stop] = Kind.HAN.value * len(block)
    for block in _COMMON_BLOCKS:
        letters[block.start : block.stop] = [kind_of(chr(code)).value for code in block]
    return "".join(letters)


class _Letters(dict[int, str]):
    """A table for ``str.translate`` that learns each character's class when it first meets it."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = kind_of(chr(code)).value
        return kind


_LEARNT = _Letters()
