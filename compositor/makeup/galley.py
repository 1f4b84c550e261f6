"""The galley of a story: its body as blocks of set lines, asked from text as they are needed and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compositor.model.copy import Paragraph, ParagraphKind, Part
from compositor.model.design import BoxStyle, Style
from compositor.model.lines import Line
from compositor.text import Matter, TypeCase, set_head, set_lines


@dataclass(frozen=True, slots=True)
class Block:
    """Set lines that belong together: the lines of a paragraph, or a subhead that stays whole."""

    kind: ParagraphKind
    lines: tuple[Line, ...]
    style: Style

    @property
    def height(self) -> int:
        """The height of a subhead's lines, without the white around them, in scaled points."""
        return len(self.lines) * self.style.leading


class Galley:
    """A part's lines at any measure; what was set once is not set again."""

    def __init__(self, part: Part, box_style: BoxStyle, case: TypeCase) -> None:
        """Take the part to be set, the styles to set it in, and what lines are set from."""
        self.part = part
        self.box_style = box_style
        self.case = case
        self._kept: dict[tuple[int, int, int], tuple[Line, ...]] = {}

    def blocks(self, start: int, stop: int, measure: int) -> Iterator[Block]:
        """Yield the blocks of text[start:stop]; a paragraph cut by ``stop`` is set as if it ended there."""
        for paragraph in self.part.paragraphs:
            if paragraph.end <= start or paragraph.start >= stop:
                continue
            begin, end = max(paragraph.start, start), min(paragraph.end, stop)
            yield self._block(paragraph, begin, end, measure)

    def _block(self, paragraph: Paragraph, start: int, end: int, measure: int) -> Block:
        name = "subhead" if paragraph.kind is ParagraphKind.SUBHEAD else "body"
        style = self.box_style.style(name)
        key = (start, end, measure)
        if key not in self._kept:
            self._kept[key] = self._set(paragraph, start, end, measure)
        return Block(paragraph.kind, self._kept[key], style)

    def _set(self, paragraph: Paragraph, start: int, end: int, measure: int) -> tuple[Line, ...]:
        subhead = paragraph.kind is ParagraphKind.SUBHEAD
        style = self.box_style.style("subhead" if subhead else "body")
        indent = style.indent if start == paragraph.start else 0
        matter = Matter(
            text=self.part.text,
            start=start,
            end=end,
            spans=self.part.spans,
            box_style=self.box_style,
            style=style,
            indent=0 if subhead else indent,
        )
        if subhead:
            return set_head(matter, measure, self.case)
        return set_lines(matter, (measure,), self.case)
