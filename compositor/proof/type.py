"""Set lines read one by one: glyphs that are missing, lines too wide, too loose or broken where none may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, pairwise

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import HEAD_PARTS, Part
from compositor.model.lines import Line
from compositor.model.settings import Hanging
from compositor.proof.readings import lacking
from compositor.proof.sheets import (
    Printed,
    Sheets,
    excerpt,
    many,
    named,
    page_name,
)
from compositor.proof.stretches import EXACT, LOOSE

_EVEN = 0.004
"""What whole scaled points, shared out, may differ by, in ems."""

TOO_LOOSE = 2
"""From half an em on, no line should be so loose: it is a warning."""

_HEADS = frozenset((*HEAD_PARTS, "jump_head"))
_BUG = "this is a fault of the program, not of the copy: report it with the issue's folder"

Parts = Mapping[tuple[str, str, str, str], Part]


def lines_read(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is wrong with single lines, so that their page can't be printed."""
    parts = sheets.parts
    yield from _missing(sheets, parts)
    yield from _wide_heads(sheets, parts)
    for printed in chain.from_iterable([stretch.unfit for stretch in sheets.stretches]):
        yield from _wide(printed, sheets, parts)


def lines_told(sheets: Sheets) -> Iterator[Finding]:
    """Yield single lines that are broken against the rules, looser than they should be, or longer than asked for."""
    parts = sheets.parts
    for printed in chain.from_iterable([stretch.told for stretch in sheets.stretches]):
        if printed.line.line.rescued:
            yield _rescued(printed, parts)
        if printed.line.line.off:
            yield _off(printed, sheets, parts)
    yield from _loose(sheets, parts)


def part_of(printed: Printed, parts: Parts) -> Part | None:
    """Return the part of the copy that a line is set from, None for furniture and generated words."""
    line = printed.line
    if line.generated:
        return None
    own = parts.get((line.story, line.part, "", ""))
    return own or parts.get((line.story, line.part, printed.page, line.box))


def _place(printed: Printed, parts: Parts, offset: int) -> Place | None:
    part = part_of(printed, parts)
    return part.source.place(offset) if part else None


def _missing(sheets: Sheets, parts: Parts) -> Iterator[Finding]:
    """Yield one finding a page, part and character that no face has."""
    seen: dict[tuple[str, str, str, str], list[tuple[Printed, int]]] = {}
    for printed in chain.from_iterable([stretch.told for stretch in sheets.stretches]):
        part = part_of(printed, parts)
        text = part.text if part else printed.line.line.text
        lost = [(offset, text[offset] if offset < len(text) else "\u3013") for offset in printed.line.line.missing]
        for offset, char in (*lost, *lacking(printed.line.line)):
            key = (printed.page, printed.line.story, printed.line.part, char)
            seen.setdefault(key, []).append((printed, offset))
    for (page, story, part_name, char), places in seen.items():
        printed, offset = places[0]
        times = f", {len(places)} times" if len(places) > 1 else ""
        whose = f'in {part_name} of "{sheets.title(story)}"' if story else f"in {part_name} of box {printed.line.box}"
        message = f"no face has {named(char)} ({whose}, page {page_name(page)}{times})"
        style = sheets.style(printed)
        role = f"the role {style.role}" if style else "the role"
        hint = f"point {role} at a face that has it in fonts.yaml, or replace the character"
        if unicodedata.category(char)[0] not in "MCZ" or unicodedata.category(char) in {"Co", "Cn"}:
            drawing = f"supplement: {{glyphs: {{U+{ord(char):04X}: glyphs/u{ord(char):04x}.svg}}}}"
            hint = f"{hint}, or draw it: in the issue, {drawing}"
        place = _place(printed, parts, offset) or sheets.place(printed)
        yield Finding("GLYPH_MISSING", Severity.ERROR, message, hint, place, page, printed.line.box, story)


def over_measure(printed: Printed, sheets: Sheets) -> int:
    """Return by how much a line is wider than its measure allows, in scaled points, at least 0.

    A style with hanging marks may put one of them outside the measure (clreq #hanging_punctuation_marks).
    """
    line = printed.line.line
    over = line.indent + line.width - line.measure
    if over <= 0 or line.tight:
        return max(0, over)
    style = sheets.style(printed)
    hang = line.size if style is not None and style.hanging is not Hanging.NONE else 0
    return over if over - hang > EXACT else 0


def _wide_heads(sheets: Sheets, parts: Parts) -> Iterator[Finding]:
    heads: dict[tuple[str, str, str, str], list[Printed]] = {}
    for one in sheets.stretches:
        if one.part in _HEADS and not one.generated:
            heads.setdefault((one.page, one.box, one.story, one.part), []).extend(one.printed)
    for (page, box, story, part), lines in heads.items():
        widest = max(lines, key=lambda printed: over_measure(printed, sheets))
        over = over_measure(widest, sheets)
        if not over:
            continue
        line = widest.line.line
        cut = -(-over // max(1, line.width // max(1, len(line.text))))
        message = (
            f'{part.replace("_", " ")} of "{sheets.title(story)}" is {many(cut, "character")} too long '
            f"for box {box} on page {page_name(page)}, set as small as its style allows"
        )
        hint = f"cut {many(cut, 'character')} from {excerpt(line.text)!r}, break the head by hand, or widen the box"
        place = _place(widest, parts, line.start)
        yield Finding("HEAD_WIDE", Severity.ERROR, message, hint, place, page, box, story)


def _wide(printed: Printed, sheets: Sheets, parts: Parts) -> Iterator[Finding]:
    line, set_line = printed.line.line, printed.line
    over = over_measure(printed, sheets)
    wide = over and set_line.part not in _HEADS
    short = line.justified and line.measure - line.indent - line.width > EXACT
    if not wide and not short and abs(sum([sum(run.advances) for run in line.runs]) - line.width) <= EXACT:
        return
    where = f"box {set_line.box} on page {page_name(printed.page)}"
    ends = (_place(printed, parts, line.start), printed.page, set_line.box, set_line.story)
    if wide:
        message = f"a line of {where} is {over / 65536:.2f} pt wider than its measure: {excerpt(line.text)!r}"
        hint = "shorten or hyphenate the long word, or make the column wider"
        yield Finding("LINE_WIDE", Severity.ERROR, message, hint, *ends)
        return
    message = f"a justified line of {where} does not meet its measure: {excerpt(line.text)!r}"
    yield Finding("LINE_SHORT", Severity.ERROR, message, _BUG, *ends)


def _rescued(printed: Printed, parts: Parts) -> Finding:
    line = printed.line.line
    message = (
        f"a break that the rules forbid had to be allowed in box {printed.line.box} "
        f"on page {page_name(printed.page)}: the line reads {excerpt(line.text)!r}"
    )
    hint = "reword the sentence a little, so that another break is found"
    place = _place(printed, parts, line.start)
    return Finding(
        "RESCUED",
        Severity.WARNING,
        message,
        hint,
        place,
        printed.page,
        printed.line.box,
        printed.line.story,
    )


def _off(printed: Printed, sheets: Sheets, parts: Parts) -> Finding:
    line, set_line = printed.line.line, printed.line
    lines = f"{many(abs(line.off), 'line')} {'shorter' if line.off < 0 else 'longer'}"
    message = (
        f'a paragraph of "{sheets.title(set_line.story)}" in box {set_line.box} on page {page_name(printed.page)} '
        f"could not be set {lines}: it ends {excerpt(line.text)!r}"
    )
    hint = f"{'cut' if line.off < 0 else 'add'} a few characters, or take its {{looseness=…}} away"
    place = _place(printed, parts, line.start)
    return Finding("LOOSENESS", Severity.NOTE, message, hint, place, printed.page, set_line.box, set_line.story)


def han_gap(line: Line) -> float:
    """Return the widest white between two neighbouring Han of a line, in ems; 0 where no two are neighbours.

    Measured from one advance to the next, as benchmarks/gaps.py measures every engine: gaps beside Latin letters
    and marks are other gaps, so is the room that a reading takes beside its base, and the last character of a line
    has none.
    """
    bases = line.bases
    cells = [
        (len(text) == 1 and _is_han(text) and at not in bases, advance - run.size, run.size)
        for run in line.runs
        for at, text, advance in zip(run.offsets(), run.texts(), run.advances, strict=True)
    ]
    return max((white / size for (han, white, size), (other, _, _) in pairwise(cells) if han and other), default=0.0)


def _may_be_loose(line: Line) -> bool:
    """Tell whether a Han of a line that stands before another is so much wider than its em; hardly one is."""
    runs = line.runs
    if any(run.counts for run in runs):
        return True
    text, begin = line.text, 0
    for run in runs:
        if max(run.advances, default=0) * LOOSE > run.size * (LOOSE + 1):
            for at, advance in enumerate(run.advances, begin):
                if advance * LOOSE > run.size * (LOOSE + 1) and all(map(_is_han, text[at : at + 2])):
                    return True
        begin += len(run.advances)
    return False


@cache
def _is_han(char: str) -> bool:
    return unicodedata.category(char) == "Lo" and unicodedata.east_asian_width(char) in "WF"


def _loose(sheets: Sheets, parts: Parts) -> Iterator[Finding]:
    """Yield one note a box whose justified lines are set with more than 1/8 em between Han, a warning over 1/2 em."""
    loose: dict[tuple[str, str, str], list[tuple[float, Printed]]] = {}
    for printed in chain.from_iterable([stretch.loose for stretch in sheets.stretches]):
        if _may_be_loose(printed.line.line):
            gap = han_gap(printed.line.line)
            if gap > 1 / LOOSE + _EVEN:
                key = (printed.page, printed.line.box, printed.line.story)
                loose.setdefault(key, []).append((gap, printed))
    for (page, box, story), lines in loose.items():
        widest = max(gap for gap, _ in lines)
        first = next(printed for gap, printed in lines if gap == widest)
        is_set = "is" if len(lines) == 1 else "are"
        message = (
            f"{many(len(lines), 'line')} of box {box} on page {page_name(page)} {is_set} set loose; "
            f"the widest gap is {widest:.2f} em: {excerpt(first.line.line.text)!r}"
        )
        hint = "reword the sentence a little, or let the box have a wider measure"
        place = _place(first, parts, first.line.line.start)
        severity = Severity.WARNING if widest * TOO_LOOSE > 1 else Severity.NOTE
        yield Finding("LOOSE", severity, message, hint, place, page, box, story)
