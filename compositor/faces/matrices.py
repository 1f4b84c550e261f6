"""Charstrings of the faces that came with the program, cut out by set-up: HarfBuzz takes half a tenth of a second.

`tools/keep_matrices.py` leaves those of all their glyphs in the virtual environment, as `charstrings` makes them. They
are used only with the very files that they were made from and by, which are told as Python tells those of what it has
compiled: by place, size and time of the last change. Without them glyphs are cut out in every run, to the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from compositor.compiled import kept

_PLACE: Final = struct.Struct("=I")
_RANGE: Final = struct.Struct("=II")
_STEP: Final = _PLACE.size
_MAKERS: Final = tuple(Path(__file__).with_name(name) for name in ("charstrings.py", "cut.py", "face.py", "sfnt.py"))


def place(face: Path) -> Path:
    """Return where the charstrings of a font file are, or would be."""
    return kept() / "matrices" / face.name


def packed(face: Path, charstrings: Sequence[bytes]) -> bytes:
    """Return the charstrings of all glyphs of a font file, to be kept."""
    head = _head(face)
    ends = [len(head) + _STEP * (len(charstrings) + 1)]
    for one in charstrings:
        ends.append(ends[-1] + len(one))
    return b"".join((head, *map(_PLACE.pack, ends), *charstrings))


def cut(face: Path, codes: Iterable[int]) -> dict[int, bytes] | None:
    """Return the charstrings of glyphs of a font file, None where there are none that were made from it."""
    try:
        head = _head(face)
        with place(face).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as held:
            begin = len(head)
            if held[:begin] != head or not _is_whole(held, begin):
                return None
            ranges = {code: _RANGE.unpack_from(held, begin + _STEP * code) for code in codes}
            return {code: held[first:end] for code, (first, end) in ranges.items()}
    except (OSError, ValueError, struct.error):
        return None


def _is_whole(held: mmap, begin: int) -> bool:
    """Tell whether a file ends where its last charstring does."""
    first: int = _PLACE.unpack_from(held, begin)[0]
    end: int = _PLACE.unpack_from(held, first - _STEP)[0]
    return end == len(held)


def _head(face: Path) -> bytes:
    """Return what charstrings are made from and by, as it stands in front of them."""
    told = f"{face.absolute()} {hb.version_string()} {[_stands(face), *_made_by()]}\n"
    return told.encode("utf-8", "surrogateescape")


@cache
def _made_by() -> tuple[tuple[int, int], ...]:
    """Return of what size and when each module was that cuts them out: this process has read them."""
    return tuple(map(_stands, _MAKERS))


def _stands(file: Path) -> tuple[int, int]:
    stands = file.stat()
    return stands.st_size, stands.st_mtime_ns
