"""The galley of a story: its body as blocks of set lines, asked from text as they are needed and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from compositor.makeup.heads import Head
from compositor.makeup.tables import SetTable, TableSetter, set_table
from compositor.makeup.things import Thing
from compositor.model.copy import Paragraph, ParagraphKind, Part, Span
from compositor.model.design import BoxStyle, Style
from compositor.model.lines import Line
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, hang_of, is_plain, set_head, set_lines

Measures = tuple[int, ...]
"""The measures of lines in turn, of which the last repeats."""


@dataclass(frozen=True, slots=True)
class Block:
    """Set lines that belong together: those of a paragraph or note, a subhead that stays whole, or a table.

    ``again`` sets them anew to other measures, such as there are beside what lines run round; ``things`` stand beside
    the first of them.
    """

    kind: ParagraphKind
    lines: tuple[Line, ...]
    style: Style
    table: SetTable | None = None
    again: Callable[[Measures], tuple[Line, ...]] | None = None
    things: tuple[Thing, ...] = ()

    @property
    def height(self) -> int:
        """The height of a subhead's lines, without the white around them, in scaled points."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True, slots=True)
class Kept:
    """Lines and tables set before, by where their copy begins and ends, the measure, and the looseness of lines."""

    lines: dict[tuple[int, int, Measures, int], tuple[Line, ...]] = field(default_factory=dict)
    tables: dict[tuple[int, int, int], SetTable] = field(default_factory=dict)


class Shelf:
    """Lines that galleys set, for other galleys of the same text in the same styles: what is tried is set once."""

    def __init__(self) -> None:
        """Begin with nothing on the shelf."""
        self._kept: list[tuple[str, tuple[Span, ...], BoxStyle, Kept]] = []
        self._heads: dict[Hashable, tuple[BoxStyle, Head]] = {}

    def heads(self, parts: Sequence[Part], place: Hashable, style: BoxStyle, make: Callable[[], Head]) -> Head:
        """Return the heads of a box: those made before of the same parts in the same ``place`` and style."""
        key = (tuple((part.name, part.text, part.breaks, part.spans) for part in parts), place, id(style))
        found = self._heads.get(key)
        if found is None:
            found = self._heads[key] = (style, make())  # the style is kept, so that its id stays its own
        return found[1]

    def galley(self, part: Part, box_style: BoxStyle, case: TypeCase, things: tuple[Thing, ...] = ()) -> Galley:
        """Return the galley of a part, with what is kept of its lines."""
        for text, spans, style, kept in self._kept:
            if text == part.text and spans == part.spans and (style is box_style or style == box_style):
                return Galley(part, box_style, case, things, kept=kept)
        kept = Kept()
        self._kept.append((part.text, part.spans, box_style, kept))
        return Galley(part, box_style, case, things, kept=kept)


class Galley:
    """A part's lines at any measure; what was set once is not set again.

    ``wishes`` are by how many lines make-up wishes whole paragraphs to be longer, by where they begin; ``things`` are
    what stands beside its paragraphs.
    """

    def __init__(
        self,
        part: Part,
        box_style: BoxStyle,
        case: TypeCase,
        things: tuple[Thing, ...] = (),
        *,
        kept: Kept | None = None,
    ) -> None:
        """Take the part to be set, the styles to set it in, what lines are set from, and those set before."""
        self.part = part
        self.box_style = box_style
        self.case = case
        self.things = things
        self.wishes: dict[int, int] = {}
        kept = kept or Kept()
        self._kept, self._tables = kept.lines, kept.tables
        self._setter = TableSetter(box_style, case)

    def blocks(self, start: int, stop: int, measure: int) -> Iterator[Block]:
        """Yield the blocks of text[start:stop]; a paragraph cut by ``stop`` is set as if it ended there."""
        for paragraph in self.part.paragraphs:
            if paragraph.end <= start or paragraph.start >= stop:
                continue
            begin, end = max(paragraph.start, start), min(paragraph.end, stop)
            block = self._block(paragraph, begin, end, measure)
            things = tuple(thing for thing in self.things if thing.stands_at(begin, paragraph))
            yield replace(block, things=things) if things else block

    def may_stop(self, offset: int) -> bool:
        """Tell whether copy may be cut at an offset: not inside a row of a table, nor between its head and its rows."""
        for paragraph in self.part.paragraphs:
            table = paragraph.table
            if table is not None and paragraph.start < offset < paragraph.end:
                return offset >= table.first_end and any(row[-1].end == offset for row in table.rows)
        return True

    def _block(self, paragraph: Paragraph, start: int, end: int, measure: int) -> Block:
        style = self.box_style.style(_STYLES[paragraph.kind])
        key = (start, end, measure)
        if paragraph.table is not None:
            if key not in self._tables:
                self._tables[key] = set_table(self.part, paragraph.table, (start, end), measure, self._setter)
            table = self._tables[key]
            return Block(paragraph.kind, table.lines, style, table)
        again = partial(self._lines, paragraph, start, end)
        return Block(paragraph.kind, again((measure,)), style, again=again)

    def granted(self, paragraph: Paragraph, measure: int) -> bool:
        """Tell whether a paragraph, whole, has the number of lines that is wished of it."""
        return not self._lines(paragraph, paragraph.start, paragraph.end, (measure,))[-1].off

    def _lines(self, paragraph: Paragraph, start: int, end: int, measures: Measures) -> tuple[Line, ...]:
        looseness = paragraph.looseness if end == paragraph.end else 0
        if (start, end) == (paragraph.start, paragraph.end):
            looseness = looseness or self.wishes.get(start, 0)
        key = (start, end, measures, looseness)
        if key not in self._kept:
            own = paragraph if paragraph.looseness == looseness else replace(paragraph, looseness=looseness)
            self._kept[key] = self._set(own, start, end, measures)
        return self._kept[key]

    def plain(self) -> Iterator[Matter]:
        """Yield the paragraphs, whole, that are nothing but type in lines."""
        for paragraph in self.part.paragraphs:
            if paragraph.kind is ParagraphKind.TEXT and paragraph.table is None:
                matter = self._matter(paragraph, paragraph.start, paragraph.end)
                if is_plain(matter):
                    yield matter

    def _set(self, paragraph: Paragraph, start: int, end: int, measures: Measures) -> tuple[Line, ...]:
        kind = paragraph.kind
        matter = self._matter(paragraph, start, end)
        if kind is ParagraphKind.TEXT and (lines := self.case.ahead.find(matter, measures)):
            return lines
        if self.case.live is not None and kind is ParagraphKind.TEXT:
            return self.case.live.lines(matter, measures)
        if kind is ParagraphKind.SUBHEAD:
            return set_head(matter, min(measures), self.case)
        if kind is ParagraphKind.NOTE:
            hang = min(
                hang_of(replace(matter, start=paragraph.start, end=paragraph.end), self.case), min(measures) // 2
            )
            matter = replace(matter, hang=hang, indent=hang if start > paragraph.start else 0)
        return set_lines(matter, measures, self.case)

    def _matter(self, paragraph: Paragraph, start: int, end: int) -> Matter:
        style = self.box_style.style(_STYLES[paragraph.kind])
        own = paragraph.kind is ParagraphKind.TEXT and start == paragraph.start
        return Matter(
            text=self.part.text,
            start=start,
            end=end,
            spans=self.part.spans,
            box_style=self.box_style,
            style=style,
            indent=style.indent if own else 0,
            looseness=paragraph.looseness,
        )


_STYLES = {
    ParagraphKind.TEXT: "body",
    ParagraphKind.SUBHEAD: "subhead",
    ParagraphKind.NOTE: "note",
    ParagraphKind.TABLE: "table",
}
"""The style that each kind of paragraph is set in."""
