"""Laws that hold between two issues: what must not change, or must grow, when the copy or the boxes do.

Each yields what breaks it, in words; nothing where it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compositor.model.copy import HEAD_PARTS, Issue, ParagraphKind, Part, Story
from compositor.model.design import Cell, Design, Grid, PictureBox, Template, TextBox
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.text import TypeCase
from tests.laws.composing import Proofs, case_of, composed
from tests.laws.strategies import Drawn
from tests.laws.words import longer, shortened


def halved(drawn: Drawn) -> Drawn:
    """The same issue in text boxes half as large: half the rows, or columns if they stand, but room for one line."""
    templates = {name: replace(one, boxes=tuple(map(_half, one.boxes))) for name, one in drawn.design.templates.items()}
    return Drawn(drawn.issue, replace(drawn.design, templates=templates))


def _half(box: TextBox | PictureBox) -> TextBox | PictureBox:
    if not isinstance(box, TextBox):
        return box
    if box.direction is Direction.VERTICAL:
        left, right = box.columns
        return replace(box, columns=(left, left + (right - left) // 2))
    first, last = box.rows
    foot = max(first + 2 * box.inset, first + (last - first + 1) // 2 - 1)
    shape = tuple((columns, (rows[0], min(rows[1], foot))) for columns, rows in box.shape if rows[0] <= foot)
    return replace(box, rows=(first, foot), shape=shape)


def body_of(story: Story) -> Part:
    """The body of a story, which every drawn story has."""
    body = story.part("body")
    assert body is not None
    return body


def with_body(drawn: Drawn, body: Part) -> Drawn:
    """An issue of one story with another body."""
    story = drawn.issue.stories[0]
    parts = tuple(body if part.name == "body" else part for part in story.parts)
    return replace(drawn, issue=replace(drawn.issue, stories=(replace(story, parts=parts),)))


def with_lines(drawn: Drawn, more: int) -> Drawn:
    """An issue of one box whose columns are all ``more`` lines longer: it is deeper, or wider if its lines stand."""
    grid, (template,) = drawn.design.paper.grid, drawn.design.templates.values()
    box, paper, room = template.boxes[0], drawn.design.paper, max(0, more) * drawn.design.paper.grid.leading
    assert isinstance(box, TextBox)
    if box.direction is Direction.VERTICAL:
        width = grid.area(box.columns, box.rows).width + more * grid.leading
        grid, box = replace(grid, columns=1, measure=width), replace(box, columns=(1, 1))
        paper = replace(paper, grid=grid, width=paper.width + room)
    else:
        shape = (*box.shape, *_below(box, more)) if box.shape and more > 0 else box.shape
        box = replace(box, rows=(box.rows[0], box.rows[1] + more), shape=shape)
        paper = replace(paper, grid=replace(grid, rows=grid.rows + more), height=paper.height + room)
    return replace(drawn, design=Design(paper, {template.name: replace(template, boxes=(box,))}))


def _below(box: TextBox, more: int) -> Iterator[Cell]:
    """Yield the rows below the last rectangle of each column of the grid."""
    for column in range(box.columns[0], box.columns[1] + 1):
        foot = max(rows[1] for columns, rows in box.shape if columns[0] <= column <= columns[1])
        yield (column, column), (foot + 1, foot + more)


def body_lines(proofs: Proofs) -> list[tuple[int, int, int, int]]:
    """The body lines of an issue of one story, in order: start, end, indent and width."""
    lines = [
        ink.line for page in proofs.made.pages for ink in page.ink if isinstance(ink, SetLine) and ink.part == "body"
    ]
    return sorted((line.start, line.end, line.indent, line.width) for line in lines)


def threading_is_neutral(drawn: Drawn) -> Iterator[str]:
    """One tall column and many short ones of the same measure set the same lines.

    ``drawn`` has one story in a box of as many columns as its grid has.
    """
    short = body_lines(composed(drawn))
    tall = body_lines(composed(in_one_column(drawn)))
    if tall[: len(short)] != short:
        at = next(index for index, line in enumerate(short) if line != tall[index : index + 1][0])
        yield f"line {at + 1} is {short[at]} in short columns and {tall[at]} in a tall one"


def in_one_column(drawn: Drawn) -> Drawn:
    """The same issue with its box turned into one tall column of the grid."""
    grid: Grid = drawn.design.paper.grid
    (template,) = drawn.design.templates.values()
    (box,) = template.boxes
    assert isinstance(box, TextBox)
    rows = grid.rows * (grid.columns + 1) * 3
    tall = replace(box, columns=(1, 1), rows=(1, rows), flow=1)
    paper = replace(
        drawn.design.paper,
        grid=replace(grid, columns=1, rows=rows),
        height=drawn.design.paper.height + rows * grid.leading,
    )
    return replace(drawn, design=Design(paper, {template.name: Template("front", (tall,), (), template.place)}))


def rows_needed(proofs: Proofs) -> int:
    """The body rows that a story needs: those it took, or those that the box has and what it lacks."""
    (fit,) = proofs.made.fit.stories
    (box,) = fit.boxes
    return box.lines_had + fit.overset_lines if fit.overset_characters else box.lines_used


def more_copy_more_lines(drawn: Drawn, text: str) -> Iterator[str]:
    """A paragraph more takes more lines; as many where a byline had a row to itself and now stands beside the last.

    ``drawn`` has no subheads: they take more or fewer rows by where in a column they come to stand.
    """
    fewer, more = rows_needed(composed(drawn)), rows_needed(composed(with_body(drawn, longer(_body(drawn), text))))
    byline = drawn.issue.stories[0].part("byline") is not None
    if more < fewer or (more == fewer and not byline):
        yield f"{fewer} lines, and with {len(text)} characters more {more}"


def _body(drawn: Drawn) -> Part:
    return body_of(drawn.issue.stories[0])


def overset_figures_are_right(drawn: Drawn) -> Iterator[str]:
    """A box that gets the lines it lacks holds the story; so does one whose story loses what is left over.

    Lines are counted over the columns that hold copy. Of copy with a byline at its end so many characters more have to
    go as its line holds. A head that is set larger where there is more room takes some of the lines for itself.
    """
    before = composed(drawn)
    (fit,) = before.made.fit.stories
    if not fit.overset_characters:
        return
    story, (template,) = drawn.issue.stories[0], drawn.design.templates.values()
    box = template.boxes[0]
    assert isinstance(box, TextBox)
    headed = any(story.part(name) for name in HEAD_PARTS if name != "byline" or box.style.byline_at == "head")
    rows = -(-fit.overset_lines // len(box.filled if headed else range(box.flow)))
    enough, fewer = composed(with_lines(drawn, rows)), composed(with_lines(drawn, rows - 1))
    if enough.made.fit.stories[0].overset_characters and _heads(enough) == _heads(before):
        yield f"{fit.overset_lines} lines more are asked for, and are not enough"
    plain = all(paragraph.kind is ParagraphKind.TEXT for paragraph in _body(drawn).paragraphs)
    if plain and not fewer.made.fit.stories[0].overset_characters and _heads(fewer) == _heads(before):
        yield f"{fit.overset_lines} lines more are asked for, and fewer would do"
    body = _body(drawn)
    if story.part("byline") is not None or not fit.overset_start:
        return
    solid = [at for at, char in enumerate(body.text) if not char.isspace()]
    cut = shortened(body, solid[-fit.overset_characters])
    if composed(with_body(drawn, cut)).made.fit.stories[0].overset_characters:
        yield f"{fit.overset_characters} characters are to be cut, and cutting them is not enough"


def _heads(proofs: Proofs) -> list[tuple[str, Line]]:
    """The lines of an issue's heads as set."""
    ink = [one for page in proofs.made.pages for one in page.ink if isinstance(one, SetLine)]
    return [(one.part, one.line) for one in ink if one.part in HEAD_PARTS and one.row < 0]


def same_again(drawn: Drawn) -> Iterator[str]:
    """The same issue composed again, with nothing kept from the first time, gives the same pages and findings."""
    first, case = composed(drawn), case_of(drawn.design.paper.setting)
    again = composed(drawn, TypeCase(case.faces, case.hyphens, case.setting))
    if first.made != again.made:
        yield "the pages differ"
    if first.findings != again.findings:
        yield "the findings differ"


def threads_are_kept(issue: Issue, proofs: Proofs) -> Iterator[str]:
    """A plan that is bettered takes boxes from the end of a thread only, and never its first."""
    for thread in proofs.dummy.threads:
        copy = next(copy for page in issue.pages for copy in page.boxes if copy.story == thread.story)
        wanted = [copy.box]
        while copy.jump is not None:
            following = issue.page(copy.jump.page).box(copy.jump.box)
            assert following is not None
            copy = following
            wanted.append(copy.box)
        kept = [box.box.name for box in thread.boxes]
        if not kept or wanted[: len(kept)] != kept:
            yield f"{thread.story} runs through {kept}, where {wanted} are wanted"
