"""What of a piece of ink can be seen: all that two makings of a page have to share to print the same."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.model.lines import Annotation, Line
from compositor.model.page import Image, Ink, MissingPicture, Rule, SetLine, Tint, Trace


def seen(ink: Ink) -> tuple[object, ...]:
    """Return what of a piece of ink can be seen: no offsets into copy, no accounts."""
    match ink:
        case SetLine():
            return ink.x, ink.baseline, ink.colour.cmyk, *_line(ink.line)
        case Rule():
            return ink.x0, ink.y0, ink.x1, ink.y1, ink.weight, ink.colour.cmyk
        case Tint():
            return ink.area, ink.colour.cmyk
        case Trace():
            return ink.steps, ink.fill and ink.fill.cmyk, ink.stroke and ink.stroke.cmyk, ink.weight
        case Image():
            return ink.asset.sha256, ink.area, ink.crop
        case MissingPicture():
            return ink.area, ink.file


def _line(line: Line) -> Iterator[object]:
    yield line.indent
    yield str(line.direction)
    for run in line.runs:
        yield (
            *(run.face, run.size, run.codes, run.advances, run.shifts, run.rise),
            *(str(run.posture), run.across, run.condensed),
        )
    for note in line.annotations:
        yield tuple(_note(note))


def _note(note: Annotation) -> Iterator[object]:
    yield repr(note.emphasis), note.at, note.length, str(note.side), note.distance, note.depth, note.em
    for gloss in note.glosses:
        yield (gloss.along, gloss.over, *_line(gloss.line))
