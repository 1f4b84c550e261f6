"""Bodies with tables and notes, as intake reads them from a story's file."""

from __future__ import annotations

from pathlib import Path

from compositor.intake.faults import Faults
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import Source
from compositor.intake.story import read_story
from compositor.model.copy import Part, Story
from tests.makeup.desk import HERE


def read(body: str) -> Story:
    """The story walk with a body as the desk types it; it has to be sound."""
    faults = Faults()
    source = Source.of("walk.md", f"---\nheadline: 題\n---\n{body}\n")
    found = read_story(source, "walk", Stand(HERE, "01", "lead", "walk"), Pictures(Path("nowhere"), faults))
    assert [fault.message for fault in faults.stopping] == []
    return Story("walk", HERE, tuple(part for part in found.parts if part.name == "body"))


def body(text: str) -> Part:
    """The body of such a story."""
    part = read(text).part("body")
    assert part is not None
    return part


def table(rows: int, *, columns: int = 2, caption: str = "") -> str:
    """A table of so many rows under its head; a row's cells say which they are."""
    cells = [[f"第{row}行" if not column else f"{row}.5" for column in range(columns)] for row in range(1, rows + 1)]
    head = [f"欄{column}" for column in range(columns)]
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * columns, *cells)]
    return "\n".join(([f": {caption}"] if caption else []) + lines)
