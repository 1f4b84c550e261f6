"""Have typst compile an issue in one process again and again, a character changed each time.

Run by benchmarks.watching.

usage: python -I typst_held.py COPY.json FONTS ROUNDS

It prints the seconds of each compilation but the first, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import typst

if __name__ == "__main__":
    copy, fonts, rounds = sys.argv[1:]
    pages = json.loads(Path(copy).read_text(encoding="utf-8"))
    page = (
        Path(__file__).with_name("typst_issue.py").read_text(encoding="utf-8").split('_PAGE = """')[1].split('"""')[0]
    )
    main = Path(copy).with_suffix(".typ")  # what is given as bytes is compiled once only
    main.write_text(page.replace("json(bytes(sys.inputs.copy))", f'json("{Path(copy).name}")'), encoding="utf-8")
    compiler = typst.Compiler(str(main), root=str(main.parent), font_paths=[fonts], ignore_system_fonts=True)
    found = []
    for count in range(int(rounds) + 1):
        story = pages[min(1, len(pages) - 1)][0]
        story[2] = f"{story[2][: 20 + count]}{'天地人'[count % 3]}{story[2][21 + count :]}"
        Path(copy).write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        began = time.perf_counter()
        compiler.compile(format="pdf")
        found.append(time.perf_counter() - began)
    print(json.dumps(found[1:]))
