"""Stretches: copy cut where the style in which it is set changes."""

from __future__ import annotations

from dataclasses import replace

from compositor.model.copy import INTERLINEAR, Emphasis, Span
from compositor.model.design import Style
from compositor.text.case import Matter

Stretch = tuple[int, int, Style]
_UNSEEN = INTERLINEAR | {Emphasis.QUOTE}
_SCALED = frozenset({Emphasis.STRONG, Emphasis.KAI})


def stretches(matter: Matter) -> list[Stretch]:
    """Cut the copy where its emphasis changes; of nested spans the inner counts, of others the later.

    What stands between the lines leaves the type as it is.
    """
    if not matter.spans:
        return [(matter.start, matter.end, matter.style)] if matter.start < matter.end else []
    cut = _Cut(matter)
    opened: list[Span] = []
    for span in sorted(matter.spans, key=lambda span: (span.start, -span.end)):
        if span.emphasis in _UNSEEN or span.end <= matter.start or span.start >= matter.end:
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
        self.out.append((self._at, end, self._style(span)))
        self._at = end

    def _style(self, span: Span | None) -> Style:
        """Return the style of an emphasis; strong words and Kai have the size of those around them in heads too.

        Their styles are drawn for the body: elsewhere they are to its type as they are to the body's.
        """
        plain = self._matter.style
        styles = self._matter.box_style.styles if self._matter.box_style is not None else {}
        style = styles.get(span.emphasis.value, plain) if span is not None else plain
        body = styles.get("body", plain)
        if span is None or span.emphasis not in _SCALED or body.size == plain.size:
            return style
        return replace(style, size=style.size * plain.size // body.size)


def style_at(matter: Matter, offset: int) -> Style:
    """Return the style in which the character at ``offset`` is set."""
    for start, end, style in stretches(matter):
        if start <= offset < end:
            return style
    return matter.style
