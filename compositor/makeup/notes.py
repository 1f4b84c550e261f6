"""Links between the marks of notes and the notes, for readers of the PDF on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.model.copy import Emphasis, Part, Span
from compositor.model.design import Area
from compositor.model.lines import em_box
from compositor.model.page import Ink, Link, SetLine
from compositor.records import dataclass

_MARKS = frozenset({Emphasis.NOTE_MARK, Emphasis.NOTE_NUMBER})


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a mark, or the number of a note, stands."""

    box: int
    area: Area


def note_links(body: Part | None, boxes: Sequence[tuple[str, str, Sequence[Ink]]]) -> list[tuple[Link, ...]]:
    """Return the links of every box, given as page, name and ink: from marks to their notes and back.

    Several marks of one note lead to it; it leads back to the first.
    """
    links: list[list[Link]] = [[] for _ in boxes]
    marks = [span for span in body.spans if span.emphasis in _MARKS] if body else []
    if body is None or not marks:
        return [tuple(own) for own in links]
    stands = {span: stand for span in marks if (stand := _stand(span, boxes)) is not None}
    numbers = {_text(body, span): span for span in stands if span.emphasis is Emphasis.NOTE_NUMBER}
    first: dict[str, Span] = {}
    for span in stands:
        if span.emphasis is Emphasis.NOTE_MARK:
            first.setdefault(_text(body, span), span)
    for span, stand in stands.items():
        ends = numbers if span.emphasis is Emphasis.NOTE_MARK else first
        other = ends.get(_text(body, span))
        if other is not None:
            to = stands[other]
            page, name, _ = boxes[to.box]
            says = _said(body, span, other)
            links[stand.box].append(Link(stand.area, boxes[stand.box][1], page, name, says, to.area))
    return [tuple(own) for own in links]


def _text(body: Part, span: Span) -> str:
    return body.text[span.start : span.end]


def _said(body: Part, one: Span, other: Span) -> str:
    """Return what a link says: the note itself, or where its number leads back to."""
    if one.emphasis is Emphasis.NOTE_NUMBER:
        begin = max(body.text.rfind("\n", 0, other.start) + 1, other.start - 20)
        return body.text[begin : other.end]
    note = next(paragraph for paragraph in body.paragraphs if paragraph.start <= other.start < paragraph.end)
    return body.text[note.start : note.end]


def _stand(span: Span, boxes: Sequence[tuple[str, str, Sequence[Ink]]]) -> _Stand | None:
    for index, (_, _, ink) in enumerate(boxes):
        for line in ink:
            own = isinstance(line, SetLine) and line.part == "body" and not line.generated
            if own and isinstance(line, SetLine) and line.line.start <= span.start < line.line.end:
                return _Stand(index, _area(line, span))
    return None


def _area(line: SetLine, span: Span) -> Area:
    """Return the rectangle of the characters of a span in a line."""
    along, begins, ends, over, under = line.line.indent, 0, 0, 0, 0
    for run in line.line.runs:
        at = run.start
        for count, advance in zip(run.counts or (1,) * len(run.codes), run.advances, strict=True):
            if span.start <= at < span.end:
                begins, ends = (begins if ends else along), along + advance
                above, below = em_box(line.line.direction, run.size)
                over, under = above + run.rise, below - run.rise
            along += advance
            at += count
    return line.area((begins, ends), (-under, over))
