"""One box of a thread: head, pictures, copy from a cursor on, and the jump or byline at its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import count

from compositor.makeup.columns import TextArea, TextColumn, text_area
from compositor.makeup.galley import Block, Galley, Shelf
from compositor.makeup.heads import aligned, set_heads
from compositor.makeup.jumps import Cut, Tail, cut_for_jump, tail_after
from compositor.makeup.pictures import story_picture
from compositor.makeup.pour import Passage, Poured, Pouring, pour, poured
from compositor.makeup.single_lines import keep_company
from compositor.makeup.things import brought_on, things_of
from compositor.model.copy import HEAD_PARTS, ParagraphKind, Part, Picture, Story
from compositor.model.design import Grid, HeadPlace
from compositor.model.dummy import BoxFit, ThreadBox
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine
from compositor.model.settings import SingleLines
from compositor.model.shapes import under_heads
from compositor.model.standing import first_cell
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, generated_line, set_lines, set_single


@dataclass(frozen=True, slots=True)
class FilledBox:
    """A box as filled: its ink, where the rest begins (None: the story has ended), and how it fits.

    ``byline_left`` tells that the byline found no room; ``lines_over`` is how many body lines more, over all
    columns, the box would have to have for all that is left. ``stood`` names the things that stand in it.
    """

    ink: tuple[Ink, ...]
    rest: int | None
    fit: BoxFit
    jump_line: SetLine | None = None
    continued_line: SetLine | None = None
    byline_left: bool = False
    lines_over: int = 0
    stood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a box took of the copy from ``start`` to ``rest`` (None: to its end), and the line after it."""

    area: TextArea
    pouring: Pouring
    start: int
    rest: int | None
    tail: tuple[SetLine, ...] = ()
    own_rows: int = 0
    byline_left: bool = False
    lines_over: int = 0


@dataclass(frozen=True, slots=True)
class BoxMaker:
    """Fills one box of a thread; ``jump`` and ``continued`` are the words of its jumps, empty for none.

    ``byline_at`` is where the box in which the story begins wants the byline: ``head`` or ``end``. ``stood`` names what
    stands beside paragraphs in earlier boxes.
    """

    story: Story
    box: ThreadBox
    grid: Grid
    case: TypeCase
    jump: str
    continued: str
    byline_at: str
    shelf: Shelf
    counting: bool = True
    stood: Collection[str] = ()

    def empty(self, end: int) -> FilledBox:
        """Return the box as it stands when the story ended, or found no way on, at offset ``end`` before it."""
        area = text_area(self.box.box, self.grid)
        fit = BoxFit(self.box.page, self.box.box.name, self.story.slug, area.rows, 0, 0, end, end)
        return FilledBox((), None, fit)

    def fill(self, start: int) -> FilledBox:
        """Fill the box with the story's body from offset ``start`` on."""
        area, ink = self._head(text_area(self.box.box, self.grid))
        continued_line = None
        if self.continued:
            continued_line, area = self._continued(area)
            ink.append(continued_line)
        taken = self._taken(start, area)
        ink += self._body(taken.pouring)
        ink += taken.tail
        rest = taken.rest
        return FilledBox(
            ink=tuple(ink),
            rest=rest,
            fit=self._fit(taken),
            jump_line=next((line for line in taken.tail if line.part == "jump_line"), None),
            continued_line=continued_line,
            byline_left=taken.byline_left,
            lines_over=taken.lines_over,
            stood=tuple(one.thing.name for one in taken.pouring.stood),
        )

    def _taken(self, start: int, area: TextArea) -> _Taken:
        body = self.story.part("body")
        if body is None:
            return _Taken(area, Pouring((), 0, None), start, None)
        owner = (self.box.box.name, self.story.slug, self.box.box.style)
        things = brought_on(things_of(self.story, owner, self.grid, self.case), start, self.stood)
        galley = self.shelf.galley(body, self.box.box.style, self.case, things)
        span = (start, len(body.text))
        self._keep_company(galley, span, area)
        cut = self._cut(galley, span, area)
        if cut is None or not cut.pouring.pieces:  # a box without room for copy is left by no jump
            return self._ending(galley, span, area)
        return self._with_tail(_Taken(cut.pouring.area, cut.pouring, start, cut.rest), cut.tail, "jump_line")

    @property
    def _body_text(self) -> str:
        body = self.story.part("body")
        return body.text if body else ""

    @property
    def _pictures(self) -> tuple[Picture, ...]:
        """The pictures under the head; those beside a paragraph stand where it does."""
        return () if self.continued else tuple(one for one in self.story.pictures if one.beside is None)

    def _head(self, area: TextArea) -> tuple[TextArea, list[Ink]]:
        box, style = self.box.box, self.box.box.style
        owner = (box.name, self.story.slug, style)
        if self.continued:
            parts = [self.box.jump_head] if self.box.jump_head else []
        else:
            parts = [part for part in map(self.story.part, HEAD_PARTS) if part is not None]
            parts = [part for part in parts if part.name != "byline" or self.byline_at == "head"]
        place = box.head if parts else HeadPlace()
        if box.shape or box.holes or box.upright or box.rounds:
            return self._head_in_shape(parts, area)
        area, own = area.parted(place.columns, box.rows[0] + box.inset + place.row - 1)
        head = self.shelf.heads(
            parts,
            (own, place, *owner[:2]),
            style,
            lambda: set_heads(parts, own, self.grid, owner, self.case, place),
        )
        ink, area = list(head.ink), area.without(own) if place.alone else area.put(own.lowered(head.rows))
        for picture in self._pictures:
            drawn, area = story_picture(picture, area, self.grid, owner, self.case)
            ink += drawn
        return area, ink

    def _head_in_shape(self, parts: list[Part], area: TextArea) -> tuple[TextArea, list[Ink]]:
        """Set heads and pictures over the first rectangle of a box, where nothing inside it is in their way."""
        box = self.box.box
        owner = (box.name, self.story.slug, box.style)
        whole = text_area(under_heads(box), self.grid, whole=True) if box.rounds or box.holes else area
        top = whole.over(*first_cell(box, self.grid))
        if parts and box.head != HeadPlace():
            return self._head_beside(parts, area, top)
        head = set_heads(parts, top, self.grid, owner, self.case)
        ink, left = list(head.ink), top.lowered(head.rows)
        for picture in self._pictures:
            drawn, left = story_picture(picture, left, self.grid, owner, self.case)
            ink += drawn
        return area.under(top, left, head.rows), ink

    def _head_beside(self, parts: list[Part], area: TextArea, top: TextArea) -> tuple[TextArea, list[Ink]]:
        """Set heads in their own place over the first rectangle of a box: over some columns, beside, or within."""
        box, place = self.box.box, self.box.box.head
        owner = (box.name, self.story.slug, box.style)
        over = top.across(place.columns)
        area, own = area.parted(place.columns, (over.columns or top.columns)[0].row + place.row - 1)
        level = own.level()
        head = set_heads(parts, level, self.grid, owner, self.case, place)
        area = area.without(own) if place.alone else area.put(own.below(level.columns[0].row + head.rows, first=0))
        ink = list(head.ink)
        for picture in self._pictures:
            drawn, area = story_picture(picture, area, self.grid, owner, self.case)
            ink += drawn
        return area, ink

    def _continued(self, area: TextArea) -> tuple[SetLine, TextArea]:
        column = next((column for column in area.columns if column.rows), area.columns[0])
        style = self.box.box.style.style("continued_line")
        line = set_single(self.continued, style, self.box.box.style, self.case)
        row = column.row
        while row + 1 < column.foot and column.places(row)[0][1] < line.width:
            row += 1
        x, measure = column.places(row)[0]
        placed = self._set_line(line, (column, row), x + aligned(style.align, measure, line), "continued_line")
        return placed, area.only(column.index, row + 1 - column.row)

    def _cut(self, galley: Galley, span: tuple[int, int], area: TextArea) -> Cut | None:
        if not self.jump or not area.rows:
            return None
        style = self.box.box.style
        line = set_single(self.jump, style.style("jump_line"), style, self.case)
        cut = cut_for_jump(galley, span, area, self.grid, line)
        if cut is None and self._byline(area):
            pouring = poured(galley, span, area, self.grid)
            if self._byline_tail(pouring, pouring.area) is None:
                return cut_for_jump(galley, span, area.without_last_row(), self.grid, line)
        return cut

    def _ending(self, galley: Galley, span: tuple[int, int], area: TextArea) -> _Taken:
        """Take the copy to its end, or what of it finds room; the byline follows."""
        start, end = span
        pouring = poured(galley, span, area, self.grid)
        byline = self._byline(area)
        if pouring.stopped is not None:
            over = self._lines_over(galley, span, area)
            return _Taken(pouring.area, pouring, start, pouring.stopped, byline_left=bool(byline), lines_over=over)
        if self.box.box.balance:
            area, pouring = self._balanced(galley, span, area, pouring)
        tail = self._byline_tail(pouring, pouring.area)
        if byline and tail is None:
            over = self._lines_over(galley, span, area)
            return _Taken(pouring.area, pouring, start, end, byline_left=True, lines_over=over)
        return self._with_tail(_Taken(pouring.area, pouring, start, None), tail, "byline")

    def _balanced(
        self, galley: Galley, span: tuple[int, int], area: TextArea, full: Pouring
    ) -> tuple[TextArea, Pouring]:
        """Return the shortest columns, all ending on one row, that hold the copy and the byline."""
        if galley.wishes:
            galley.wishes.clear()
            full = poured(galley, span, area, self.grid)
        place = self.box.box.head
        over = area.columns if place.columns is None or place.alone else area.across(place.columns).columns
        top = (min if place == HeadPlace() else max)(column.row for column in over or area.columns)
        foot = max(column.foot for column in area.columns)
        for end in range(top + 1, foot):
            if area.rows_above(end) < full.rows_used:
                continue
            shorter = area.down_to(end)
            pouring = poured(galley, span, shorter, self.grid)
            if self._fits(pouring):
                self._keep_company(galley, span, shorter)
                return shorter, poured(galley, span, shorter, self.grid) if galley.wishes else pouring
        self._keep_company(galley, span, area)
        return area, poured(galley, span, area, self.grid)

    def _keep_company(self, galley: Galley, span: tuple[int, int], area: TextArea) -> None:
        """Let no line stand alone in a column where the body's style asks for it, and all that fits still does."""
        if self.box.box.style.style("body").single_lines is SingleLines.ALLOW or not area.rows:
            return
        whole = self._fits(poured(galley, span, area, self.grid))
        keep_company(galley, span, area, self.grid, lambda pouring: not whole or self._fits(pouring))

    def _lines_over(self, galley: Galley, span: tuple[int, int], area: TextArea) -> int:
        """Count the body lines, over all columns, that would make all of the copy and its byline fit.

        What fits in columns so much deeper doesn't fit in columns a row shorter than that. Where nobody asks how many
        they are, they are not counted.
        """
        if not self.counting:
            return 1
        blocks = tuple(galley.blocks(*span, area.columns[0].measure))
        flow = len({column.index for column in area.columns})
        heads = [block.table.over * flow for block in blocks if block.table]
        most = sum(len(block.lines) + block.height // self.grid.leading + 4 for block in blocks) + sum(heads)
        last = area.columns[-1]
        endless = TextArea((*area.columns[:-1], replace(last, rows=last.rows + most)))
        pouring = pour(blocks, endless, self.grid)
        tail = self._byline_tail(pouring, pouring.area)
        over = max(1, pouring.rows_used + (tail.own if tail else 0) - area.rows)
        first = short = enough = -(-over // flow)
        while not self._all_fits(blocks, area.deeper(enough)):
            if enough > 2 * most + over:  # no depth is enough: its byline finds no column, say
                return over
            short, enough = enough, 2 * enough - short + 1
        if enough == first:
            return over
        while enough - short > 1:
            middle = (short + enough) // 2
            if self._all_fits(blocks, area.deeper(middle)):
                enough = middle
            else:
                short = middle
        return (enough - 1) * flow + 1

    def _all_fits(self, blocks: tuple[Block, ...], area: TextArea) -> bool:
        return self._fits(pour(blocks, area, self.grid))

    def _fits(self, pouring: Pouring) -> bool:
        area = pouring.area
        return pouring.stopped is None and (not self._byline(area) or self._byline_tail(pouring, area) is not None)

    def _byline(self, area: TextArea) -> tuple[Line, ...]:
        """Return the lines of a byline that stands at the story's end, none where it has none there."""
        style = self.box.box.style
        part = self.story.part("byline")
        if part is None or self.byline_at != "end":
            return ()
        matter = Matter(part.text, 0, len(part.text), part.spans, style, style.style("byline"))
        return set_lines(matter, (area.columns[-1].measure,), self.case)

    def _byline_tail(self, pouring: Pouring, area: TextArea) -> Tail | None:
        lines = self._byline(area)
        return tail_after(pouring, lines, area, self.box.box.style.style("body").size) if lines else None

    def _body(self, pouring: Pouring) -> list[Ink]:
        ink: list[Ink] = []
        for one in pouring.pieces:
            if isinstance(one, Passage):
                ink += self._passage(one)
            else:
                ink.append(self._line(one))
        rules = (replace(rule, box=self.box.box.name) for rule in pouring.rules)
        return [*ink, *rules, *(drawn for thing in pouring.stood for drawn in thing.thing.draw(thing.area))]

    def _passage(self, one: Passage) -> list[SetLine]:
        """Return the lines of a passage in their places."""
        name, slug, colour = self.box.box.name, self.story.slug, one.style.colour
        x, column = one.column.x, one.column.index
        places = zip(one.lines, count(one.baseline, one.leading), count(one.row - self.box.box.rows[0]), strict=False)
        return [SetLine(line, x, at, name, slug, "body", column, row, colour) for line, at, row in places]

    def _line(self, one: Poured) -> SetLine:
        """Return a line that stands by itself in its place."""
        box, column, line, again = self.box.box, one.column, one.line, one.repeated
        x = column.x + one.across
        if one.kind is ParagraphKind.SUBHEAD:
            x += aligned(one.style.align, one.measure or column.measure, line)
        if again:
            line = replace(generated_line(line), missing=())
        part, place = "table_head" if again else "body", (column.index, one.row - box.rows[0])
        own = (box.name, self.story.slug, part, *place, one.style.colour)
        return SetLine(line, x, one.baseline, *own, generated=again)

    def _with_tail(self, taken: _Taken, tail: Tail | None, part: str) -> _Taken:
        if tail is None:
            return taken
        lines = tuple(
            self._set_line(line, (tail.column, tail.row + down), tail.right - line.indent - line.width, part)
            for down, line in enumerate(tail.lines)
        )
        return replace(taken, tail=lines, own_rows=tail.own)

    def _set_line(self, line: Line, at: tuple[TextColumn, int], x: int, part: str) -> SetLine:
        box, (column, row) = self.box.box, at
        return SetLine(
            line,
            x,
            self.grid.baseline(row),
            box.name,
            self.story.slug,
            part,
            column.index,
            row - box.rows[0],
            box.style.style(part).colour,
            generated=part != "byline",
        )

    def _fit(self, taken: _Taken) -> BoxFit:
        body = self.story.part("body")
        end = len(self._body_text) if taken.rest is None else taken.rest
        characters = body.solid(taken.start, end) if body else 0
        used = taken.pouring.rows_used + taken.own_rows
        box = self.box
        moved = tuple(one.thing.name for one in taken.pouring.stood if one.moved)
        ends = (taken.start, end, moved)
        return BoxFit(box.page, box.box.name, self.story.slug, taken.area.rows, used, characters, *ends)
