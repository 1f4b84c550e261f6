"""Derive ``compositor/text/uax50_table.py`` from the Unicode Character Database 15.0.0.

usage: tools/vertical_table.py VERTICAL_ORIENTATION

The file is VerticalOrientation.txt; what it doesn't list is R.
"""

from __future__ import annotations

import re
import sys
from itertools import groupby
from pathlib import Path
from textwrap import wrap

TARGET = Path(__file__).resolve().parent.parent / "compositor" / "text" / "uax50_table.py"
ROW = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(Tr|Tu|R|U)\b")
HEAD = '''"""Vertical orientation of Unicode 15.0.0 (UAX #50), derived by tools/vertical_table.py: don't edit.

Runs over the whole code space in order, each as its length (hexadecimal) and its value: U upright, R rotated,
Tu and Tr transformed by the face, else upright or rotated. Under the Unicode License V3, which is in
UNICODE-LICENSE.txt.
"""

RUNS = """
'''


def main() -> None:
    """Write the table."""
    found = ["R"] * 0x110000
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row is not None:
            first, last = int(row[1], 16), int(row[2] or row[1], 16)
            found[first : last + 1] = [row[3]] * (last + 1 - first)
    runs = " ".join(f"{len(list(group)):x}{value}" for value, group in groupby(found))
    TARGET.write_text(HEAD + "\n".join(wrap(runs, 120)) + '\n"""\n', encoding="utf-8")


if __name__ == "__main__":
    main()
