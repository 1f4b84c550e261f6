"""The body of a story: a small, strict part of Markdown, read with exact offsets.

Paragraphs are parted by blank lines; a line ``## `` is a subhead; ``**strong**`` and ``*kai*`` are emphasis
where they close in their paragraph; ``[words]{.dots}`` and its like are spans (`inline`);
``![cutline](file){credit="…" alt="…" columns=2}`` in a paragraph of its own is a picture, one that is all
``[words]{.quote}`` a quote; ``[^name]`` refers to a note, a paragraph ``[^name]: …`` is one; rows between pipes are a
table; ``{looseness=-1}`` at a paragraph's end asks for a line fewer; a backslash makes the ASCII mark after it a
letter. All else is copy as typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final

from compositor.intake.faults import Code, Faults
from compositor.intake.inline import spanned
from compositor.intake.mapped import Bit, Edit, Mapped, copied, moved, replaced
from compositor.intake.normalise import CONTROL, Tidying, normalised, without_controls
from compositor.intake.notes import NOTE, Notes, clear_of_marks
from compositor.intake.source import Source
from compositor.intake.tables import BELOW, CAPTION, ROW, table
from compositor.intake.wishes import NO_WISHES, Wishes, wishes
from compositor.model.copy import Cell, Emphasis, Normalisation, Paragraph, ParagraphKind, Part, Span, Table
from compositor.model.settings import HanSpace
from compositor.model.wording import NoteMark
from compositor.records import dataclass

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_SUBHEAD: Final = re.compile(r"##[ \t]+(?=\S)")
_TOKEN: Final = re.compile(r"\\([!-/:-@\[-`{-~])|(\*+)")
# One of these stands in every paragraph that has markup.
_MARKED: Final = re.compile(r"[{\[*\\]")
_VALUES: Final = r'(?:[^"{}]|"(?:\\.|[^"\\])*")*'
QUOTE: Final = re.compile(
    rf"\s*\[((?:\\.|\]\{{{_VALUES}\}}|[^\]\\])*)\]\{{({_VALUES})(?<=[\s{{])\.quote(?![\w.])({_VALUES})\}}\s*",
    re.DOTALL,
)
"""A paragraph that is a quote beside the next: its words, and what its braces say before and after their class."""
_RUN_IN: Final = "\u3000"
_KINDS: Final = {"subhead": ParagraphKind.SUBHEAD, "note": ParagraphKind.NOTE}
_GOES_ON: Final = {"text": ("text", "note"), "picture": ("text", "note"), "table": ("table",)}
"""The open blocks that a line of a kind goes on with."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subhead, picture line, note or table of the source, without the line break after it."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class _Body:
    """The body being put together: its text so far, paragraphs, and how far the source is accounted for."""

    source: Source
    reached: int
    notes: Notes
    faults: Faults
    tidying: Tidying
    bits: list[Bit] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    size: int = 0

    def put(self, copy: Mapped, text: str) -> None:
        """Put copy, whose text is known, behind what there is."""
        self.bits += copy.bits
        self.spans += moved(copy.spans, self.size)
        self.size += len(text)

    def gap(self, end: int, text: str = "") -> None:
        """Account for the white between two blocks, which becomes ``text``."""
        if end > self.reached or text:
            rule = Normalisation.PARAGRAPH if text else Normalisation.LINE_ENDING
            self.bits.append(Bit(text, self.reached, end, rule))
            self.size += len(text)
        self.reached = end


def blocks(source: Source, start: int, faults: Faults) -> tuple[Block, ...]:
    """Return the blocks of the body that begins at ``start``, in order."""
    found: list[Block] = []
    open_block = ""
    for line_start, line_end in _lines(source, start):
        if line_start == line_end:
            open_block = ""
            continue
        kind = _kind(source.text, line_start, line_end, open_block)
        goes_on = open_block in _GOES_ON.get(kind, ())
        if kind == "picture" or "table" in {kind, open_block}:
            _look_for_neighbours(source, (line_start, line_end), (open_block, kind), faults)
        if kind in {"text", "table"} and goes_on:
            if kind == "text":
                _look_for_indent(source, line_start, faults)
            found[-1] = Block(open_block, found[-1].start, line_end)
        elif kind:
            found.append(Block(kind, line_start, line_end))
            open_block = kind
        else:
            open_block = ""
    return tuple(
        Block("quote", block.start, block.end) if block.kind == "text" and _is_quote(source.text, block) else block
        for block in found
    )


def _is_quote(text: str, block: Block) -> bool:
    """Tell whether a paragraph is nothing but a span of words to be quoted."""
    return text.startswith("[", block.start) and QUOTE.fullmatch(text, block.start, block.end) is not None


def _look_for_neighbours(source: Source, line: tuple[int, int], kinds: tuple[str, str], faults: Faults) -> None:
    """Tell of pictures and tables with copy right above or below: they stand in a paragraph of their own."""
    before, kind = kinds
    hint = "put a blank line above and below it"
    if kind == "picture" and (before in {"text", "note", "table"} or _runs_on(source.text, line[1])):
        message = "a picture stands in a paragraph of its own"
        faults.add(Code.PICTURE_SYNTAX, source.place(line[0]), message, hint)
    elif "table" in kinds and before and kind and before != kind:
        faults.add(Code.TABLE_SYNTAX, source.place(line[0]), "a table stands in a paragraph of its own", hint)


def _lines(source: Source, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a source begin and end, from ``start`` on, without their line ends."""
    text, starts = source.text, source.line_starts
    for after in (*starts[bisect_right(starts, start) :], len(text)):
        end = after - (after > start and text[after - 1] == "\n")
        if start < len(text):
            yield start, end - (end > start and text[end - 1] == "\r")
        start = after


def _kind(text: str, start: int, end: int, open_block: str) -> str:
    """Return what a line is where a block of that kind stands open above it."""
    if start < end and text[start].isalnum():  # no mark begins it; nearly all
        return "text"
    line = text[start:end]
    words = CONTROL.sub("", line).strip()
    if not words:
        return ""
    if words.startswith("!["):
        return "picture"
    if ROW.match(line) or _goes_with_table(text, (start, end), open_block):
        return "table"
    if NOTE.match(line):
        return "note"
    return "subhead" if _SUBHEAD.match(line) else "text"


def _goes_with_table(text: str, line: tuple[int, int], open_block: str) -> bool:
    """Tell whether a line is the caption right above a table, or what is said right below one."""
    if open_block == "table":
        return BELOW.fullmatch(text, *line) is not None
    if CAPTION.match(text, *line) is None:
        return False
    below = _LINE.match(text, line[0])
    return below is not None and ROW.match(text, below.end()) is not None


def _runs_on(text: str, line_end: int) -> bool:
    following = _LINE.match(text, line_end)
    begin = following.end() if following is not None else len(text)
    below = _LINE.match(text, begin) if begin < len(text) else None
    return below is not None and _kind(below[1], 0, len(below[1]), "") == "text"


def _look_for_indent(source: Source, start: int, faults: Faults) -> None:
    if source.text.startswith(_RUN_IN, start):
        message = "this line is indented like a paragraph, but no blank line parts it from the line above"
        faults.warn(
            Code.INDENT_IN_PARAGRAPH, source.place(start), message, "put a blank line above it, if it is a paragraph"
        )


def body(
    source: Source, start: int, found: tuple[Block, ...], dateline: Mapped, notes: Notes, *, tidying: Tidying
) -> Part:
    """Return the body as a part: paragraphs joined by U+000A, the dateline run into the first, its notes last.

    Subheads and tables keep U+3000 between two Han, whatever becomes of it in paragraphs.
    """
    out = _Body(source, start, notes, notes.faults, tidying)
    if dateline.text:
        spans = (Span(0, len(dateline.text), Emphasis.DATELINE),)
        out.put(Mapped(dateline.bits, (*spans, *dateline.spans)), dateline.text)
        out.put(replaced(_RUN_IN, start, start, Normalisation.RUN_IN), _RUN_IN)
    for block in found:
        _add(out, block)
    notes.close(block.start for block in found if block.kind not in {"note", "picture", "quote"})
    out.gap(len(source.text))
    copy = Mapped(tuple(out.bits), tuple(out.spans))
    if out.size and not out.paragraphs:
        out.paragraphs.append(Paragraph(0, out.size))
    return Part("body", copy.text, tuple(out.paragraphs), clear_of_marks(copy.spans), copy.source_map(source))


def notes_of(source: Source, found: tuple[Block, ...], look: NoteMark, faults: Faults) -> Notes:
    """Return the notes among the blocks of a body."""
    return Notes(source, tuple(block.start for block in found if block.kind == "note"), look, faults)


def _add(out: _Body, block: Block) -> None:
    if block.kind in {"picture", "quote"}:
        _leave_out(out, block)
    elif block.kind == "table":
        _add_table(out, block)
    else:
        copy, asked = _copy(out, block)
        kind = _KINDS.get(block.kind, ParagraphKind.TEXT)
        what = Paragraph(0, 0, kind, looseness=asked.looseness, optional=asked.optional)
        _add_paragraph(out, block, copy, what)


def _leave_out(out: _Body, block: Block) -> None:
    out.gap(block.start)
    out.put(replaced("", block.start, block.end, Normalisation.MARKUP), "")
    out.reached = block.end


def _copy(out: _Body, block: Block) -> tuple[Mapped, Wishes]:
    """Return the copy of a paragraph, subhead or note, and what is wished of it."""
    copy = copied(out.source, block.start, block.end)
    tidying = out.tidying
    if block.kind == "text" and not _MARKED.search(copy.text):  # nearly all
        return normalised(copy, body=True, narrow=tidying.narrow, space=tidying.space), NO_WISHES
    mark = _SUBHEAD.match(copy.text) if block.kind == "subhead" else None
    if mark is not None:
        copy = copy.edited([Edit(0, mark.end(), "", Normalisation.MARKUP)])
    copy, asked = wishes(without_controls(copy), out.source, out.faults, may=block.kind != "subhead")
    note = block.kind == "note"
    if note:
        copy = out.notes.numbered(copy, block.start)
    if mark is not None:
        tidying = replace(tidying, space=HanSpace.KEEP)
    return _words(out, copy, tidying, in_note=note), asked


def _words(out: _Body, copy: Mapped, tidying: Tidying, *, in_note: bool = False) -> Mapped:
    copy = spanned(copy, out.source, out.faults)
    marked = marked_up(out.notes.referred(copy, in_note=in_note))
    return normalised(marked, body=True, narrow=tidying.narrow, space=tidying.space)


def _add_table(out: _Body, block: Block) -> None:
    span = (block.start, block.end)
    tidying = replace(out.tidying, space=HanSpace.KEEP)
    read = table(out.source, span, lambda copy: _words(out, without_controls(copy), tidying), out.faults)
    if read is None:  # a fault stops the issue; till then it is copy as any other
        _add_paragraph(out, block, _copy(out, block)[0], Paragraph(0, 0))
    else:
        _add_paragraph(out, block, read[0], Paragraph(0, 0, ParagraphKind.TABLE, read[1]))


def _add_paragraph(out: _Body, block: Block, copy: Mapped, what: Paragraph) -> None:
    """Add a paragraph; ``what`` is it, without its place in the body."""
    text = copy.text
    out.gap(block.start, "\n" if text and out.paragraphs else "")
    begin = out.size if out.paragraphs else 0
    from_start = out.size
    out.put(copy, text)
    out.reached = block.end
    if text:
        read = _table_moved(what.table, from_start) if what.table else None
        out.paragraphs.append(Paragraph(begin, out.size, what.kind, read, what.looseness, what.optional))


def _table_moved(read: Table, by: int) -> Table:
    """Return a table with its offsets counted in the body."""

    def moved(cell: Cell) -> Cell:
        return Cell(cell.start + by, cell.end + by)

    rows = tuple(tuple(moved(cell) for cell in row) for row in read.rows)
    return replace(read, rows=rows, caption=moved(read.caption) if read.caption else None)


def marked_up(copy: Mapped) -> Mapped:
    """Return a paragraph with its emphasis as spans, and its stars and backslashes taken out."""
    text = copy.text
    if "*" not in text and "\\" not in text:
        return copy
    tokens = list(_TOKEN.finditer(text))
    closers = {width: [t.start() for t in tokens if _closes(text, t, width)] for width in (1, 2)}
    cuts: list[tuple[int, int]] = []
    spans: list[Span] = []
    done = 0
    for token in tokens:
        if token.start() < done and not token[1]:
            continue
        if token[1]:
            cuts.append((token.start(), token.start() + 1))
        elif (close := _closed_at(text, token, closers)) >= 0:
            width = len(token[2])
            cuts += [token.span(), (close, close + width)]
            spans.append(Span(token.end(), close, Emphasis.STRONG if width == 2 else Emphasis.KAI))
            done = close + width
    edits = [Edit(start, end, "", Normalisation.MARKUP) for start, end in sorted(cuts)]
    return Mapped(copy.bits, (*copy.spans, *spans)).edited(edits)


def unescaped(copy: Mapped) -> Mapped:
    """Return copy with the backslashes before ASCII marks taken out."""
    found = (match for match in _TOKEN.finditer(copy.text) if match[1])
    return copy.edited([Edit(m.start(), m.start() + 1, "", Normalisation.MARKUP) for m in found])


def _closes(text: str, token: re.Match[str], width: int) -> bool:
    if token[2] is None or len(token[2]) != width or token.start() == 0:
        return False
    return not text[token.start() - 1].isspace() and not _between_figures(text, token)


def _closed_at(text: str, token: re.Match[str], closers: dict[int, list[int]]) -> int:
    """Return where the emphasis that the token opens is closed; -1 where it opens none."""
    width = len(token[2])
    opens = width in closers and token.end() < len(text) and not text[token.end()].isspace()
    if not opens or _between_figures(text, token):
        return -1
    at = bisect_right(closers[width], token.end())
    return closers[width][at] if at < len(closers[width]) else -1


def _between_figures(text: str, token: re.Match[str]) -> bool:
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    return all(side.isascii() and side.isalnum() for side in (before, after))
