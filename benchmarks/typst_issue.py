"""Set the copy of an issue with typst: the pages, columns, faces and sizes of newspapers.py; run by benchmarks.issues.

usage: python -I typst_issue.py COPY.json FONTS OUT.pdf

It imports nothing but typst. Every story's headline stands in its column, and every page begins anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

_PAGE = """
#let pages = json(bytes(sys.inputs.copy))
#set page(width: 390mm, height: 550mm, margin: (x: 11mm, y: 15mm), columns: 6)
#set columns(gutter: 14pt)
#set text(size: 9pt, lang: "zh", region: "cn",
  font: ((name: "Compositor Latin Serif", covers: "latin-in-cjk"), "Noto Serif CJK SC"))
#set par(justify: true, leading: 5pt, spacing: 5pt, first-line-indent: (amount: 2em, all: true))
#for (at, page) in pages.enumerate() {
  if at > 0 { pagebreak() }
  for story in page {
    block(text(size: 24pt, weight: 900, story.at(0)))
    if story.at(1) != "" { block(text(size: 14pt, story.at(1))) }
    for paragraph in story.slice(2) { par(paragraph) }
  }
}
"""

if __name__ == "__main__":
    copy, fonts, pdf = sys.argv[1:]
    compiler = typst.Compiler(_PAGE.encode(), font_paths=[fonts], ignore_system_fonts=True)
    inputs = {"copy": Path(copy).read_text(encoding="utf-8")}
    Path(pdf).write_bytes(compiler.compile(format="pdf", sys_inputs=inputs))
