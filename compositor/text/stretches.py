"""Stretches: copy cut where the style in which it is set changes."""

from __future__ import annotations

from compositor.model.copy import INTERLINEAR, Span
from compositor.model.design import Style
from compositor.text.case import Matter

Stretch = tuple[int, int, Style]


def stretches(matter: Matter) -> list[Stretch]:
    """Cut the copy where its emphasis changes; of nested spans the inner counts, of others the later.

    What stands between the lines leaves the type as it is.
    """
    if not matter.spans:
        return [(matter.start, matter.end, matter.style)] if matter.start < matter.end else []
    cut = _Cut(matter)
    opened: list[Span] = []
    for span in sorted(matter.spans, key=lambda span: (span.start, -span.end)):
        if span.emphasis in INTERLINEAR or span.end <= matter.start or span.start >= matter.end:
            continue
        while opened and opened[-1].end <= span.start:
            cut.to(opened[-1].end, opened.pop())
        cut.to(span.start, opened[-1] if opened else None)
        opened.append(span)
    while opened:
        cut.to(opened[-1].end, opened.pop())
    cut.to(matter.end, None)
    return cut.out


class _Cut:
    """Cuts copy from its start on; ``out`` is what was cut off."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._at = matter.start
        self.out: list[Stretch] = []

    def to(self, end: int, span: Span | None) -> None:
        """Cut off the copy up to ``end``, in the style of ``span``."""
        end = min(end, self._matter.end)
        if self._at >= end:
            return
        styles = self._matter.box_style.styles if self._matter.box_style is not None else {}
        style = styles.get(span.emphasis.value, self._matter.style) if span is not None else self._matter.style
        self.out.append((self._at, end, style))
        self._at = end


def style_at(matter: Matter, offset: int) -> Style:
    """Return the style in which the character at ``offset`` is set."""
    for start, end, style in stretches(matter):
        if start <= offset < end:
            return style
    return matter.style
