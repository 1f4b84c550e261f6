"""Derive ``compositor/text/uax14_table.py`` from the Unicode Character Database 17.0.0.

usage: tools/line_break_table.py LINE_BREAK EAST_ASIAN_WIDTH

Both files are lists of ``first<tab>last<tab>value`` (hexadecimal, inclusive, the whole code space), as derived
from LineBreak.txt and EastAsianWidth.txt. What rule LB1 resolves by general category, and what LB15, LB28a and
LB30b ask beyond the two properties, is worked into the classes here.
"""

from __future__ import annotations

import re
import sys
from itertools import groupby
from pathlib import Path
from textwrap import wrap

TARGET = Path(__file__).resolve().parent.parent / "compositor" / "text" / "uax14_table.py"

# DerivedGeneralCategory 17.0.0: class SA with category Mn or Mc (LB1).
SA_MARKS = (
    "E31 E34-E3A E47-E4E EB1 EB4-EBC EC8-ECE 102B-103E 1056-1059 105E-1060 1062-1064 1067-106D 1071-1074 1082-108D"
    " 108F 109A-109D 17B4-17D3 17DD 1A55-1A5E 1A60-1A7C A9E5 AA7B-AA7D AAB0 AAB2-AAB4 AAB7-AAB8 AABE-AABF AAC1"
    " 1171D-1172B"
)
# DerivedGeneralCategory 17.0.0: class QU with category Pi, and with category Pf (LB15a, LB15b).
INITIAL_QUOTES = "AB 2018 201B-201C 201F 2039 2E02 2E04 2E09 2E0C 2E1C 2E20"
FINAL_QUOTES = "BB 2019 201D 203A 2E03 2E05 2E0A 2E0D 2E1D 2E21"
# emoji-data 17.0.0: Extended_Pictographic and not assigned (LB30b).
RESERVED_PICTOGRAPHS = (
    "1F02C-1F02F 1F094-1F09F 1F0AF-1F0B0 1F0C0 1F0D0 1F0F6-1F0FF 1F1AE-1F1E5 1F203-1F20F 1F23C-1F23F 1F249-1F24F"
    " 1F252-1F25F 1F266-1F2FF 1F6D9-1F6DB 1F6ED-1F6EF 1F6FD-1F6FF 1F7DA-1F7DF 1F7EC-1F7EF 1F7F1-1F7FF 1FA58-1FA5F"
    " 1FA6E-1FA6F 1FA7D-1FA7F 1FA8B-1FA8D 1FAC7 1FAC9-1FACC 1FADD-1FADE 1FAEB-1FAEE 1FAF9-1FAFF 1FC00-1FFFD"
)
# The same where LineBreak.txt leaves them XX: letters by LB1, pictographs by LB30b.
RESERVED_ARROWS = "1F80C-1F80F 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8AF 1F8BC-1F8BF 1F8C2-1F8CF 1F8D9-1F8FF"
DOTTED_CIRCLE = "25CC"  # LB28a
WORKED_IN = (
    (SA_MARKS, "CM"),
    (INITIAL_QUOTES, "QI"),
    (FINAL_QUOTES, "QF"),
    (RESERVED_PICTOGRAPHS, "IX"),
    (RESERVED_ARROWS, "AX"),
    (DOTTED_CIRCLE, "DC"),
)
RESOLVED = {"SA": "AL", "SG": "AL", "XX": "AL"}  # LB1
HEAD = '''"""Line breaking classes of Unicode 17.0.0, derived by tools/line_break_table.py: don't edit.

Runs over the whole code space in order, each as its length (hexadecimal) and its class, with a ``+`` where its
East Asian width is F, W or H. Beyond the classes of UAX #14: ``QI`` and ``QF`` are quotes of categories Pi and
Pf, ``IX`` and ``AX`` reserved pictographs, ``DC`` the dotted circle. Under the Unicode License V3, which
is in UNICODE-LICENSE.txt.
"""

RUNS = """
'''


def ranges(path: Path) -> list[tuple[int, int, str]]:
    """Read a file of ranges."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [(int(first, 16), int(last, 16), value) for first, last, value in rows]


def listed(codes: str) -> list[int]:
    """Return the code points of a list such as ``E31 E34-E3A``."""
    found: list[int] = []
    for first, last in re.findall(r"([0-9A-F]+)(?:-([0-9A-F]+))?", codes):
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


def classes(line_break: Path, width: Path) -> list[str]:
    """Return the class of every code point."""
    found = [""] * 0x110000
    for first, last, value in ranges(line_break):
        found[first : last + 1] = [RESOLVED.get(value, value)] * (last + 1 - first)
    for codes, name in WORKED_IN:
        for code in listed(codes):
            found[code] = name
    for first, last, value in ranges(width):
        if value in {"F", "W", "H"}:
            found[first : last + 1] = [name + "+" for name in found[first : last + 1]]
    return found


def main() -> None:
    """Write the table."""
    found = classes(Path(sys.argv[1]), Path(sys.argv[2]))
    runs = " ".join(f"{len(list(group)):x}{name}" for name, group in groupby(found))
    TARGET.write_text(HEAD + "\n".join(wrap(runs, 120)) + '\n"""\n', encoding="utf-8")


if __name__ == "__main__":
    main()
