"""A file that a person wrote: its text, and where its lines begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from compositor.errors import Place
from compositor.intake.faults import Code, Faults
from compositor.records import dataclass

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file exactly as decoded (byte-order mark and line ends kept), and its line starts.

    Offsets count code points from 0. Lines end at LF, CR LF or CR, as editors count them.
    """

    file: str
    text: str
    line_starts: tuple[int, ...]

    @classmethod
    def of(cls, file: str, text: str) -> Source:
        """Return the source of ``text`` under the name by which the desk knows the file."""
        if "\r" in text:
            return cls(file, text, (0, *(match.end() for match in _LINE_END.finditer(text))))
        lines = text.split("\n")
        del lines[-1]
        return cls(file, text, tuple(accumulate([len(line) + 1 for line in lines], initial=0)))

    def place(self, offset: int) -> Place:
        """Return file, line and column of the character at ``offset``."""
        line = bisect_right(self.line_starts, offset)
        start = self.line_starts[line - 1]
        skipped = 1 if start == 0 and self.text.startswith(BOM) and offset else 0
        return Place(self.file, line, offset - start + 1 - skipped)


def decoded(file: str, content: bytes, faults: Faults) -> Source | None:
    """Return the source of a file's bytes, which must be UTF-8; a fault and None where they aren't."""
    try:
        return Source.of(file, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Source.of(file, before).place(len(before))
        faults.add(
            Code.NOT_UTF8,
            place,
            f"the file is not UTF-8: byte {error.start} is 0x{content[error.start]:02X}{_guess(content)}",
            "save the file as UTF-8",
        )
        return None


def _guess(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "; it looks like UTF-16"
    return "; it may be GB 18030 or Big5"
