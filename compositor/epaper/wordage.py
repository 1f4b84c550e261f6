"""Words of copy as they are published: a stretch of a part with its marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from compositor.epaper.publication import Mark, Marked, Words
from compositor.model.copy import Emphasis, Part, Span

_MARKS: Final = {
    Emphasis.STRONG: Mark.STRONG,
    Emphasis.KAI: Mark.KAI,
    Emphasis.DATELINE: Mark.DATELINE,
    Emphasis.LABEL: Mark.LABEL,
    Emphasis.NOTE_MARK: Mark.NOTE_MARK,
    Emphasis.NOTE_NUMBER: Mark.NOTE_NUMBER,
    Emphasis.RUBY: Mark.RUBY,
    Emphasis.DOTS: Mark.DOTS,
    Emphasis.NAME: Mark.NAME,
    Emphasis.TITLE: Mark.TITLE,
}


def words(part: Part, start: int, end: int, numbers: Mapping[str, int] | None = None) -> Words:
    """Return text[start:end] of a part with its marks, nested; what crosses another is cut at its end."""
    text = part.text[start:end].replace("\n", " ")
    marks: list[Marked] = []
    open_: list[int] = []
    for span in sorted(part.spans, key=lambda one: (one.start, -one.end)):
        first, last = max(span.start, start) - start, min(span.end, end) - start
        mark = _MARKS.get(span.emphasis)
        if first >= last or mark is None:
            continue
        while open_ and open_[-1] <= first:
            open_.pop()
        last = min([last, *open_])
        open_.append(last)
        marks.append(Marked(first, last, mark, _value(span, part, numbers or {})))
    return Words(text, tuple(marks))


def _value(span: Span, part: Part, numbers: Mapping[str, int]) -> str:
    if span.emphasis in (Emphasis.NOTE_MARK, Emphasis.NOTE_NUMBER):
        number = numbers.get(part.text[span.start : span.end])
        return str(number) if number else ""
    return span.reading
