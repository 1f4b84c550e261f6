"""Lines in pieces, each of one element of the structure, painted where the whole line has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from compositor.model.lines import Annotation, Line, Run, em_box
from compositor.model.page import Link, SetLine
from compositor.model.settings import Posture
from compositor.records import dataclass

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
SpaceOf = Callable[[str], int]
"""Gives the glyph of a face's space, 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a piece of a line is of its element: plain, or in the ``link`` of that number, or the base of ``ruby``.

    ``ruby`` is where the base begins in the part's text. A piece that is ``twice`` stands elsewhere already. ``said``
    is what it stands for, '' for itself.
    """

    link: int = -1
    ruby: int = -1
    twice: bool = False
    said: str = ""


PLAIN = Role()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line with what it is, and where it begins in the part's text."""

    role: Role
    line: Line
    at: int


def with_white(line: Line, text: str, space_of: SpaceOf) -> Line:
    """Return a copy's line with the white that it swallowed, as spaces that take no room.

    Words of two lines would read as one (ISO 32000-1 14.8.2.5).
    """
    runs: list[Run] = []
    at = line.start
    for run in line.runs:
        if run.start < run.end and run.start > at:
            runs += _white(text[at : run.start], at, run, space_of)
        runs.append(run)
        at = max(at, run.end)
    if runs and at < line.end:
        runs += _white(text[at : line.end], at, runs[-1], space_of)
    return line if len(runs) == len(line.runs) else replace(line, runs=tuple(runs), trail=None)


def _white(text: str, at: int, beside: Run, space_of: SpaceOf) -> list[Run]:
    white, code = text.strip("\n\t"), space_of(beside.face)
    if not white or not white.isspace() or not code:
        return []
    posture = Posture.UPRIGHT if beside.posture is Posture.ABREAST else beside.posture
    run = Run(beside.face, beside.size, white, (code,), (0,), at, at + len(white), counts=(len(white),))
    return [replace(run, rise=beside.rise, posture=posture)]


def linked(ink: SetLine, links: Sequence[tuple[int, Link]]) -> tuple[int, ...]:
    """Return the number of the link in whose rectangle each glyph of a line has its middle, -1 where it is in none."""
    near = [(number, link.area) for number, link in links if link.area.meets(ink.em_boxes())]
    if not near:
        return (-1,) * sum(len(run.codes) for run in ink.line.runs)
    found: list[int] = []
    at = ink.line.indent
    for run in ink.line.runs:
        over, under = em_box(ink.line.direction, run.size)
        for start, advance in zip(accumulate(run.advances, initial=at), run.advances, strict=False):
            middle = ink.area((start, start + advance), (-under + run.rise, over + run.rise))
            found.append(next((number for number, area in near if area.has_middle_of(middle)), -1))
        at += sum(run.advances)
    return tuple(found)


def roles(ink: SetLine, text: str, links: Sequence[int], printed: tuple[int, int] | None) -> list[Role]:
    """Return the role of each glyph of a line of copy; ``printed`` is what of it stands elsewhere already."""
    found: list[Role] = []
    bases = [one for one in ink.line.annotations if one.glosses]
    lacking = frozenset(ink.line.missing)
    if not (bases or lacking or printed) and max(links, default=-1) < 0 and all(map(_is_copy, ink.line.runs)):
        return [PLAIN] * len(links)
    for run in ink.line.runs:
        made = run.start == run.end and not ink.generated
        for offset in run.offsets():
            link = links[len(found)]
            ruby = next((one.start for one in bases if link < 0 and one.start <= offset < one.end), -1)
            twice = printed is not None and printed[0] <= offset <= printed[1]
            said = SOFT_HYPHEN if made else text[offset] if offset in lacking else ""
            found.append(Role(link, ruby, twice, said))
    return found


def _is_copy(run: Run) -> bool:
    return run.start < run.end


def parted(line: Line, roles: Sequence[Role]) -> list[Piece]:
    """Return a line in pieces of one role each, without what stands beside it; digits abreast aren't parted."""
    if len(set(roles)) <= 1:
        return [
            Piece(roles[0] if roles else PLAIN, replace(line, annotations=()) if line.annotations else line, line.start)
        ]
    found: list[Piece] = []
    along, count, held = line.indent, 0, False
    for run in line.runs:
        starts, offsets = list(accumulate(run.advances, initial=along)), run.offsets()
        first = 0
        for index in range(len(run.codes)):
            role = found[-1].role if held and found else roles[count]
            if not found or role != found[-1].role:
                _add(found, run, (first, index))
                first = index
                found.append(Piece(role, replace(line, runs=(), indent=starts[index], annotations=()), offsets[index]))
            held = not run.advances[index] and run.posture is Posture.ABREAST
            count += 1
        _add(found, run, (first, len(run.codes)))
        along = starts[-1]
    return [Piece(one.role, _measured(one.line), one.at) for one in found]


def _add(found: list[Piece], run: Run, glyphs: tuple[int, int]) -> None:
    if glyphs[0] < glyphs[1]:
        last = found[-1]
        found[-1] = replace(last, line=replace(last.line, runs=(*last.line.runs, run.glyphs(*glyphs))))


def _measured(line: Line) -> Line:
    return replace(line, width=sum(sum(run.advances) for run in line.runs), trail=None)


def readings(ink: SetLine) -> list[tuple[Annotation, list[SetLine]]]:
    """Return what is read beside a line, each with its lines in their places."""
    found = []
    for one in ink.line.annotations:
        glosses = [
            SetLine(gloss.line, *ink.point(gloss.along, gloss.over), ink.box, colour=ink.colour)
            for gloss in one.glosses
        ]
        if glosses:
            found.append((one, glosses))
    return found


def strokes(ink: SetLine) -> SetLine | None:
    """Return what stands beside a line and isn't read, dots and lines, on a line without type; None without any."""
    drawn = tuple(one for one in ink.line.annotations if not one.glosses)
    return replace(ink, line=replace(ink.line, runs=(), annotations=drawn, trail=None)) if drawn else None
