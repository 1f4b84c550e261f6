"""Rules, frames and tints that a box carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from compositor.makeup.columns import TextColumn, text_area
from compositor.makeup.pictures import outline
from compositor.model.copy import HEAD_PARTS
from compositor.model.design import Grid, PictureBox, Template, TextBox
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.model.rounds import Round
from compositor.model.shapes import Edge, area_of, outline_of, tall
from compositor.model.standing import Stance

_HEADS = frozenset((*HEAD_PARTS, "jump_head"))


def under(box: TextBox, grid: Grid) -> tuple[Ink, ...]:
    """Return what lies under a text box's copy: its tint."""
    return tuple(Tint(area, box.tint, box.name) for area in tall(box, grid)) if box.tint else ()


def around(box: TextBox | PictureBox, grid: Grid) -> tuple[Ink, ...]:
    """Return the rules at a box's sides: in the middle of the gutter, or half a line above and below."""
    if isinstance(box, TextBox) and box.shape:
        weights = {side: getattr(box.rules, side) for side in ("left", "right", "top", "bottom")}
        edges = (_shortened(edge, box.rules.inset) for edge in outline_of(box, grid))
        return tuple(_along(edges, weights, (grid.gutter // 2, grid.leading // 2), box.name))
    area, rules = area_of(box, grid), box.rules
    left, right = area.x - grid.gutter // 2, area.right + grid.gutter // 2
    top, bottom = area.y - grid.leading // 2, area.bottom + grid.leading // 2
    across, down = min(rules.inset, area.width // 2), min(rules.inset, area.height // 2)
    sides = (
        (rules.left, (left, area.y + down, left, area.bottom - down)),
        (rules.right, (right, area.y + down, right, area.bottom - down)),
        (rules.top, (area.x + across, top, area.right - across, top)),
        (rules.bottom, (area.x + across, bottom, area.right - across, bottom)),
    )
    return tuple(Rule(*ends, weight, box.name) for weight, ends in sides if weight)


def between_columns(box: TextBox, grid: Grid, first_row: int, foot: int) -> tuple[Ink, ...]:
    """Return the rules between a box's columns of text, from the first text row to the row before ``foot``."""
    if not box.column_rule or foot <= first_row:
        return ()
    columns = text_area(box, grid).columns
    air = _air(box, grid)
    y0, y1 = grid.row_y(first_row) + air, grid.row_y(foot) - air
    if y1 <= y0:
        return ()
    rules = []
    if box.shape or box.holes or box.upright or box.rounds:
        return tuple(_between_parts(box, grid, columns, (first_row, foot)))
    fold = grid.fold(box.columns)
    for one, other in pairwise(columns):
        if fold and one.x < fold[0] < other.x:
            continue
        x = (one.x + one.measure + other.x) // 2
        rules.append(Rule(x, y0, x, y1, box.column_rule, box.name))
    return tuple(rules)


def _air(box: TextBox, grid: Grid) -> int:
    """Return how far a rule between columns ends short of their rows: level with the Han, and the inset."""
    return (grid.leading - grid.size) // 2 + box.rules.between


def _shortened(edge: Edge, inset: int) -> Edge:
    """Return a side shortened at its corners, not in re-entrant angles, where it meets the next."""
    first, last = edge.ends
    first, last = first + (0 if edge.before else inset), last - (0 if edge.after else inset)
    return replace(edge, ends=(min(first, last), max(first, last)))


def clear_of_head(rules: Sequence[Ink], lines: Sequence[SetLine], stands: Stance) -> tuple[Ink, ...]:
    """Return the rules between columns, lying, without what would run through a head over some of them.

    Between columns that a head has for itself stands none.
    """
    place = stands.box.head
    if place.columns is None:
        return tuple(rules)
    own = text_area(stands.box, stands.grid).across(place.columns)
    heads = [line for line in lines if line.row < 0 and line.part in _HEADS]
    if not own.columns or not heads:
        return tuple(rules)
    half = stands.grid.leading // 2
    top = min(line.baseline - line.line.runs[0].size for line in heads if line.line.runs) - half
    foot = max(line.baseline for line in heads) + half
    found: list[Ink] = []
    for rule in rules:
        if not isinstance(rule, Rule) or not own.x < rule.x0 < own.x + own.width:
            found.append(rule)
            continue
        if place.alone:
            continue
        pieces = (replace(rule, y1=min(rule.y1, top)), replace(rule, y0=max(rule.y0, foot)))
        found += (piece for piece in pieces if piece.y1 - piece.y0 >= 2 * half)
    return tuple(found)


def _between_parts(box: TextBox, grid: Grid, columns: tuple[TextColumn, ...], rows: tuple[int, int]) -> Iterator[Rule]:
    """Yield rules between neighbouring columns over the rows that both have, none at a fold."""
    fold = grid.fold(box.columns)
    air = _air(box, grid)
    for one in columns:
        for other in columns:
            first, foot = max(one.row, other.row, rows[0]), min(one.foot, other.foot, rows[1])
            folded = fold and one.x < fold[0] < other.x
            if other.index == one.index + 1 and first < foot and not folded:
                x = (one.x + one.measure + other.x) // 2
                rule = Rule(x, grid.row_y(first) + air, x, grid.row_y(foot) - air, box.column_rule, box.name)
                yield from _clear_of(box.rounds, rule, grid) if rule.y0 < rule.y1 else ()


def _clear_of(rounds: Sequence[Round], rule: Rule, grid: Grid) -> Iterator[Rule]:
    """Yield what is left of a standing rule above and below what lines run round."""
    left = [rule]
    for one in rounds:
        xs, ys = zip(*one.outline, strict=True)
        if min(xs) - grid.gutter // 2 < rule.x0 < max(xs) + grid.gutter // 2:
            top, foot = min(ys) - one.air, max(ys) + one.air
            pieces = [(replace(piece, y1=min(piece.y1, top)), replace(piece, y0=max(piece.y0, foot))) for piece in left]
            left = [piece for pair in pieces for piece in pair if piece.y1 - piece.y0 >= grid.leading]
    yield from left


def loose(template: Template, grid: Grid) -> tuple[Ink, ...]:
    """Return a template's rules that belong to no box, each in the middle of its row."""
    rules = []
    for one in template.rules:
        area = grid.area(one.columns, (one.row, one.row))
        y, inset = area.y + area.height // 2, min(one.inset, area.width // 2)
        rules.append(Rule(area.x + inset, y, area.right - inset, y, one.weight, ""))
    return tuple(rules)


def framed(box: TextBox, grid: Grid) -> tuple[Ink, ...]:
    """Return the frame around a boxed story."""
    if box.frame_weight and box.shape:
        weights = dict.fromkeys(("left", "right", "top", "bottom"), box.frame_weight)
        half = box.frame_weight // 2
        return tuple(_along(outline_of(box, grid), weights, (-half, -half), box.name))
    area = area_of(box, grid)
    return tuple(outline(area, box.frame_weight, box.name)) if box.frame_weight else ()


def _along(edges: Iterable[Edge], weights: Mapping[str, int], out: tuple[int, int], box: str) -> Iterator[Rule]:
    """Yield rules along an outline, ``out`` of it across and down (or into it, where that is less than nothing).

    In a re-entrant angle both sides end where they meet.
    """
    for edge in edges:
        weight = weights[edge.side]
        if not weight:
            continue
        stands = edge.side in ("left", "right")
        away, along = out if stands else out[::-1]
        at = edge.at - away if edge.side in ("left", "top") else edge.at + away
        meet = along if along > 0 else along - (weight - weight // 2)
        first, last = edge.ends[0] + meet * edge.before, edge.ends[1] - meet * edge.after
        yield Rule(at, first, at, last, weight, box) if stands else Rule(first, at, last, at, weight, box)
