"""Write the table of conformance into docs/conformance.md; ``make conformance`` runs this.

usage: python -m tests.conformance.table [--show N] [DOCUMENT]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.conformance import adapter
from tests.conformance.scoring import Score, checker, files, score

ROOT = Path(__file__).resolve().parent.parent.parent
BEGIN, END = "<!-- table: make conformance -->", "<!-- end of table -->"


def table(scores: list[Score]) -> str:
    """Return the scores as a Markdown table."""
    out = ["| data set | required | reported |", "|---|---|---|"]
    for one in scores:
        cells = [f"{one.right[kind]} of {one.total(kind)}" if one.total(kind) else "–" for kind in (True, False)]
        out.append(f"| {one.name} | {cells[0]} | {cells[1]} |")
    return "\n".join(out)


def put(document: str, found: str) -> str:
    """Return the document with the table between its two marks replaced."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{after}"


def every_score(cases: Path) -> list[Score]:
    """Score every data set that is there and has something to check."""
    checks = checker(cases, adapter)
    return [one for one in (score(path, checks) for path in files(cases)) if one.total(True) + one.total(False)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong rows of each data set")
    parser.add_argument("document", type=Path, nargs="?", help="the document whose table is to be rewritten")
    asked = parser.parse_args()
    cases = Path(os.environ.get("COMPOSITOR_CASES", ROOT.parent / "shared")).expanduser()
    if not (cases / "cases").is_dir():
        sys.exit(f"conformance: no data in {cases}\n  hint: set COMPOSITOR_CASES to the folder that holds cases/")
    scores = every_score(cases)
    sys.stdout.write(table(scores) + "\n")
    for one in scores:
        for row, got in [*one.wrong[True], *one.wrong[False]][: asked.show]:
            sys.stdout.write(f"{one.name}: {row}: {str(got)[:100]}\n")
    if asked.document:
        kept = asked.document.read_text(encoding="utf-8")
        asked.document.write_text(put(kept, table(scores)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
