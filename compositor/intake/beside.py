"""What stands beside paragraphs of a story: where pictures say so, and quotes (抽文).

A paragraph that is all ``[words]{.quote}`` is a quote beside the paragraph after it: the words are added to the copy.
Words inside a paragraph, marked so, stand in the copy as ever, and beside it as a quote too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compositor.errors import Place
from compositor.intake.copytext import part
from compositor.intake.faults import Code, Faults, said
from compositor.intake.inline import spanned
from compositor.intake.mapped import Mapped, copied
from compositor.intake.markdown import QUOTE, Block, marked_up
from compositor.intake.normalise import normalised, without_controls
from compositor.intake.source import Source
from compositor.model.copy import (
    Beside,
    Emphasis,
    ParagraphKind,
    Part,
    Piece,
    Quote,
    SourceMap,
    Stretch,
)

PLACE: Final = ("beside", "width", "columns")
"""What braces may say of where something stands."""
_ATTRIBUTE: Final = re.compile(r'[ \t]*([^\s="]+)=(?:"((?:\\.|[^"\\])*)"|([^\s"]+))[ \t]*')
_EMS: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)em")


def attributes(
    source: Source, span: tuple[int, int], known: Sequence[str], what: str, faults: Faults
) -> dict[str, Mapped]:
    """Read what stands in braces, such as ``credit="…" columns=2``: the values by name; ``what`` they are said of."""
    found: dict[str, Mapped] = {}
    at, end = span
    while at < end and source.text[at:end].strip():
        one = _ATTRIBUTE.match(source.text, at, end)
        if one is None:
            hint = 'write name="words", with straight quotes, and a space between two'
            faults.add(Code.PICTURE_SYNTAX, source.place(at), "what stands in the braces can't be read", hint)
            break
        name, place, at = one[1], source.place(one.start(1)), one.end()
        if name not in known:
            from difflib import get_close_matches  # late: it is for who mistyped a name

            near = get_close_matches(name, known, 1)
            hint = f"do you mean {near[0]}?" if near else "it takes " + ", ".join(known)
            faults.add(Code.UNKNOWN_KEY, place, f"{what} has no {said(name)}", hint)
        elif name in found:
            faults.add(Code.DUPLICATE_KEY, place, f"{name} stands here again", "keep one of the two")
        else:
            found[name] = copied(source, *(one.span(2) if one[2] is not None else one.span(3)))
    return found


def columns(found: dict[str, Mapped], place: Place, faults: Faults) -> int:
    """Return the number of columns that the braces give, 1 by default."""
    text = found["columns"].text if "columns" in found else "1"
    if re.fullmatch("[1-9][0-9]?", text):
        return int(text)
    faults.add(Code.WRONG_TYPE, place, f"columns: {said(text)} is no number of columns", "write columns=2")
    return 1


def turn(found: dict[str, Mapped], place: Place, faults: Faults) -> int:
    """Return the turn in which a picture may be left out of its story, 0 where the braces don't say."""
    text = found["optional"].text if "optional" in found else ""
    if not text or re.fullmatch("[1-9][0-9]?", text):
        return int(text or "0")
    faults.add(Code.WRONG_TYPE, place, f"optional: {said(text)} is no turn", "write optional=1")
    return 0


def beside(found: dict[str, Mapped], anchor: int, place: Place, faults: Faults) -> Beside:
    """Return where something stands beside the paragraph at ``anchor``, as its braces have it."""
    side = found["beside"].text if "beside" in found else "right"
    if side not in {"left", "right"}:
        faults.add(Code.WRONG_TYPE, place, f"beside: {said(side)} is no side", "write beside=left or beside=right")
    width = _EMS.fullmatch(found["width"].text) if "width" in found else None
    if "width" in found and width is None:
        message = f"width: {said(found['width'].text)} is no length in ems"
        faults.add(Code.NOT_A_LENGTH, place, message, "write width=6em")
    wide = round(float(width[1]) * 1000) if width else 0
    return Beside(anchor, left=side == "left", width=wide, columns=columns(found, place, faults))


def anchor_of(body: Part, start: int) -> int:
    """Return where the paragraph begins that follows an offset of the source: the last where none does."""
    copy = [one for one in body.paragraphs if one.kind is not ParagraphKind.NOTE]
    after = (one.start for one in copy if body.source.source_offset(max(one.end - 1, one.start)) >= start)
    return next(after, copy[-1].start if copy else 0)


def quotes(
    source: Source, found: tuple[Block, ...], body: Part, faults: Faults, *, narrow: bool
) -> tuple[Part, tuple[Quote, ...]]:
    """Return the body without its spans of quoted words, and the quotes of a story in order."""
    made: list[tuple[int, Quote]] = []
    for block in found:
        if block.kind == "quote":
            quote = _typed(source, block, body, faults, narrow=narrow)
            if quote is not None:
                made.append((block.start, quote))
    for span in body.spans:
        if span.emphasis is Emphasis.QUOTE:
            paragraph = next(one for one in body.paragraphs if one.start <= span.start < one.end)
            words = _lifted(body, span.start, span.end)
            place = body.source.place(span.start)
            made.append((body.source.source_offset(span.start), Quote(words, Beside(paragraph.start), place)))
    spans = tuple(span for span in body.spans if span.emphasis is not Emphasis.QUOTE)
    ordered = [quote for _, quote in sorted(made, key=lambda pair: pair[0])]
    named = (
        replace(quote, part=replace(quote.part, name=f"quote-{number}:quote"))
        for number, quote in enumerate(ordered, 1)
    )
    return replace(body, spans=spans), tuple(named)


def _typed(source: Source, block: Block, body: Part, faults: Faults, *, narrow: bool) -> Quote | None:
    """Read a quote that stands in a paragraph of its own."""
    place, match = source.place(block.start), QUOTE.fullmatch(source.text, block.start, block.end)
    assert match is not None
    given: dict[str, Mapped] = {}
    for number in (2, 3):
        given |= attributes(source, match.span(number), PLACE, "a quote", faults)
    copy = copied(source, *match.span(1))
    copy = spanned(without_controls(copy), source, faults)
    copy = normalised(marked_up(copy), body=True, narrow=narrow)
    if not copy.text.strip():
        faults.add(Code.EMPTY, place, "a quote without words", "write them in the brackets, or take it out")
        return None
    return Quote(part("quote", copy, source), beside(given, anchor_of(body, block.start), place, faults), place)


def _lifted(body: Part, start: int, end: int) -> Part:
    """Return words of a body as a part of their own, mapped to where they stand in the source."""
    stretches = [
        Stretch(max(one.start, start) - start, one.source_start + max(0, start - one.start), size)
        for one in body.source.stretches
        if (size := min(one.start + one.size, end) - max(one.start, start)) > 0
    ]
    pieces = [
        Piece(one.start - start, one.end - start, one.source_start, one.source_end, one.rule)
        for one in body.source.pieces
        if start < one.start and one.end < end
    ]
    text = body.text[start:end]
    inner = tuple(
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in body.spans
        if span.emphasis is not Emphasis.QUOTE and span.start < end and start < span.end
    )
    mapped = SourceMap(body.source.file, tuple(stretches), tuple(pieces), body.source.line_starts)
    kept = tuple(span for span in inner if span.emphasis in _KEPT)
    return Part(
        "quote",
        text,
        (replace(body.paragraphs[0], start=0, end=len(text), kind=ParagraphKind.TEXT, table=None, looseness=0),),
        kept,
        mapped,
    )


_KEPT: Final = frozenset({Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE})
"""What of the emphasis of quoted words their quote has too; a reading or a note stands once."""
