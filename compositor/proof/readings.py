"""Readings, dots and lines: every one that the copy has stands on the pages, once and letter for letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.model.copy import Emphasis, Part, Span
from compositor.model.lines import Annotation, Line
from compositor.proof.sheets import Printed

WHAT = {Emphasis.DOTS: "the dots", Emphasis.NAME: "the name line", Emphasis.TITLE: "the title line"}
"""What stands beside words by their emphasis, a reading apart."""

_GETA = "\u3013"

Fault = tuple[str, tuple[int, int], str, Printed | None]
"""Code, offsets, what is wrong, and the line where it shows."""


def kept(part: Part, lines: Sequence[Printed], end: int) -> Iterator[Fault]:
    """Yield what of a part's readings, dots and lines the pages up to ``end`` lost, doubled or changed.

    A reading is copy: it has to stand once, beside its base, letter for letter.
    """
    found: dict[tuple[Emphasis, int, int], list[tuple[Printed, Annotation]]] = {}
    for printed in lines:
        for one in printed.line.line.annotations:
            found.setdefault((one.emphasis, one.start, one.end), []).append((printed, one))
    wanted: dict[tuple[int, int], list[str]] = {}
    for span in part.spans:
        if span.reading and span.start < end:
            wanted.setdefault((span.start, span.end), []).append(span.reading)
    for where, readings in wanted.items():
        yield from _read_back(where, readings, found.pop((Emphasis.RUBY, *where), []))
    for (emphasis, start, stop), stray in found.items():
        if emphasis is Emphasis.RUBY:
            yield (
                "COPY_CHANGED",
                (start, stop),
                f"has the reading {stray[0][1].text!r}, which is not in the copy",
                stray[0][0],
            )
    drawn = {emphasis: sorted(key[1:] for key in found if key[0] is emphasis) for emphasis in WHAT}
    for span in part.spans:
        if span.emphasis in WHAT and span.start < end and not _is_drawn(span, part, end, drawn[span.emphasis]):
            yield "COPY_CHANGED", (span.start, span.end), f"has lost {WHAT[span.emphasis]} beside it", None


def _read_back(where: tuple[int, int], wanted: list[str], found: list[tuple[Printed, Annotation]]) -> Iterator[Fault]:
    """Compare the readings that a base should have with those that stand beside it."""
    left = list(found)
    unread = []
    for reading in wanted:
        match = next((pair for pair in left if _reads(pair[1], reading)), None)
        if match is None:
            unread.append(reading)
        else:
            left.remove(match)
    for reading in unread:
        if left:
            printed, one = left.pop(0)
            yield "COPY_CHANGED", where, f"reads {one.text!r} where the copy has the reading {reading!r}", printed
        else:
            yield "COPY_LOST", where, f"stands without its reading {reading!r}", None
    for printed, one in left:
        yield "COPY_DOUBLED", where, f"has its reading {one.text!r} twice", printed


def _reads(one: Annotation, reading: str) -> bool:
    if one.text == reading:
        return True
    missing = any(gloss.line.missing for gloss in one.glosses)
    alike = zip(one.text, reading, strict=False)
    return missing and len(one.text) == len(reading) and all(a in {b, _GETA} for a, b in alike)


def _is_drawn(span: Span, part: Part, end: int, drawn: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span up to ``end`` has its dots or line; marks alone have none."""
    if not any(char.isalnum() for char in part.text[span.start : min(span.end, end)]):
        return True
    return any(start < span.end and end > span.start for start, end in drawn)


def lacking(line: Line) -> Iterator[tuple[int, str]]:
    """Yield the characters of readings that no face has, each with the offset of its base."""
    for one in line.annotations:
        for gloss in one.glosses:
            for offset in gloss.line.missing:
                yield one.start, gloss.line.text[offset]
