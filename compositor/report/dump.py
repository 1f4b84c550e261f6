"""The dump: every copy and every set line, as JSON a line or as text for people and golden layouts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from compositor.model.copy import Issue, Part, SourceMap
from compositor.model.dummy import Dummy
from compositor.model.lines import Annotation
from compositor.model.page import Page, SetLine
from compositor.model.settings import Direction
from compositor.proof import story_parts
from compositor.report import accounts
from compositor.units import SP

Record = dict[str, Any]


def dump_json(issue: Issue, dummy: Dummy, pages: tuple[Page, ...]) -> str:
    """Return the dump as JSON lines: a ``{"copy": …}`` record a part, then a record a set line.

    Lengths in points with three decimals; offsets are code points from 0. Copy that belongs to a box rather
    than to a story (what pictures in boxes say, jump heads) names its page and box. Furniture and generated
    words are marked ``generated``; furniture's part is its box and item, ``masthead:item-0``. ``audit`` says why a
    line stands as it does, null where it was set without a choice.
    """
    records = [*copy_records(issue, dummy), *line_records(pages)]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def copy_records(issue: Issue, dummy: Dummy) -> Iterator[Record]:
    """Yield a record for every part: of all stories (standby copy too), picture boxes and jump heads."""
    for story in issue.stories:
        yield from (_copy(story.slug, part, "", "") for part in story_parts(story))
    for page in issue.pages:
        for box in page.boxes:
            parts = (box.picture.cutline, box.picture.credit) if box.picture else ()
            yield from (_copy("", part, page.label, box.box) for part in parts if part is not None)
    for thread in dummy.threads:
        for link in thread.boxes[1:]:
            if link.jump_head is not None:
                yield _copy(thread.story, link.jump_head, link.page, link.box.name)


def _copy(story: str, part: Part, page: str, box: str) -> Record:
    return {
        "copy": {
            "story": story,
            "part": part.name,
            "page": page,
            "box": box,
            "text": part.text,
            "source": _source(part.source),
        }
    }


def _source(source: SourceMap) -> Record:
    """Return a source map: stretches copied letter for letter, and pieces that a normalisation changed."""
    return {
        "file": source.file,
        "stretches": [
            {"start": stretch.start, "source_start": stretch.source_start, "size": stretch.size}
            for stretch in source.stretches
        ],
        "pieces": [
            {
                "start": piece.start,
                "end": piece.end,
                "source_start": piece.source_start,
                "source_end": piece.source_end,
                "rule": piece.rule.value,
            }
            for piece in source.pieces
        ],
    }


def line_records(pages: tuple[Page, ...]) -> Iterator[Record]:
    """Yield a record for every set line, page by page in painting order."""
    for page in pages:
        for ink in page.ink:
            if isinstance(ink, SetLine):
                yield _line(page, ink)


def _line(page: Page, ink: SetLine) -> Record:
    line = ink.line
    x, y = ink.point(line.indent, 0)
    return {
        "page": page.label,
        "box": ink.box,
        "story": ink.story,
        "part": part_name(page, ink),
        "generated": ink.generated,
        "column": ink.column,
        "row": ink.row,
        "x": points(x),
        "baseline": points(y),
        "width": points(line.width),
        "measure": points(line.measure),
        "start": line.start,
        "end": line.end,
        "text": line.text,
        "runs": [{"face": run.face, "size": points(run.size), "start": run.start, "end": run.end} for run in line.runs],
        "direction": line.direction.value,
        "justified": line.justified,
        "adjustments": {name: points(given) for name, given in sorted(line.adjustments.items())},
        "audit": accounts.record(audit) if (audit := line.audit) is not None else None,
        "annotations": [_annotation(one) for one in line.annotations],
    }


def _annotation(one: Annotation) -> Record:
    """Return what stands beside a line, along it from where its measure begins and outward from its em box."""
    return {
        "kind": one.emphasis.value,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "at": points(one.at),
        "length": points(one.length),
        "side": one.side.value,
        "distance": points(one.distance),
        "depth": points(one.depth),
    }


def part_name(page: Page, ink: SetLine) -> str:
    """Return the part that a line is set from; furniture and the words of charts are named by their box."""
    furniture = any(box.name == ink.box and box.kind == "furniture" for box in page.boxes)
    named = not ink.story and ink.generated
    return f"{ink.box}:{ink.part}" if furniture or named else ink.part


def points(length: int) -> float:
    """Return scaled points as points of 1/72 inch, to three decimals."""
    return round(length / SP, 3) + 0.0


def dump_text(issue: Issue, dummy: Dummy, pages: tuple[Page, ...], *, audit: bool = False) -> str:
    """Return the dump as text: copy by its parts, then every page's boxes and lines, one a row.

    A line's row gives its part, column and row, x and baseline (of a vertical line x of its centre and y of its
    head), width and measure, offsets, faces and text; ``=`` stands before the text of a justified line, ``+`` before
    generated words, ``|`` before a vertical line. What stands beside a line follows it, a row each: kind and side,
    where it begins and how long it is, distance and depth, offsets, reading. With ``audit`` the account of a line
    follows: its adjustment, its break and its cost, then the breaks not taken.
    """
    rows = []
    for record in copy_records(issue, dummy):
        copy = record["copy"]
        owner = copy["story"] or f"page {copy['page']} box {copy['box']}"
        text = copy["text"].replace("\n", "⏎")
        rows.append(f"copy {owner} {copy['part']} 0–{len(copy['text'])} {text}")
    for page in pages:
        size = f"{points(page.width):.3f}×{points(page.height):.3f}"
        rows += ["", f"page {page.label} {page.section} {size}".rstrip()]
        for box in page.boxes:
            area = box.area
            corner = f"{points(area.x):.3f},{points(area.y):.3f} {points(area.width):.3f}×{points(area.height):.3f}"
            rows.append(f" box {box.name} {box.kind} {corner} {box.story}".rstrip())
            for ink in page.ink:
                if isinstance(ink, SetLine) and ink.box == box.name:
                    rows += [_row(ink), *(_account(ink) if audit else ())]
    return "\n".join(rows) + "\n"


def _row(ink: SetLine) -> str:
    line = ink.line
    column = f"{ink.column}/{ink.row}" if ink.column >= 0 else "-"
    faces = " ".join(dict.fromkeys(f"{run.face}@{points(run.size):g}" for run in line.runs))
    faces += f" ×{line.condensed / 10:g}%" if line.condensed < 1000 else ""
    sign = "+" if ink.generated else "=" if line.justified else " "
    sign += "|" if line.direction is Direction.VERTICAL else ""
    x, y = ink.point(line.indent, 0)
    place = f"{points(x):>9.3f} {points(y):>9.3f}"
    widths = f"{points(line.width):>8.3f}/{points(line.measure):<8.3f}"
    given = " ".join(f"{name}{points(amount):+.3f}" for name, amount in sorted(line.adjustments.items()))
    tail = f"  {{{given}}}" if given else ""
    tail += "".join(f"\n{_beside(one)}" for one in line.annotations)
    span = f"{line.start}–{line.end}"
    return f"  {ink.part:<14} {column:<6}{place} {widths} {span:<10} {faces} {sign}{line.text}{tail}"


def _account(ink: SetLine) -> Iterator[str]:
    account = ink.line.audit
    if account is not None:
        yield from (f"    | {told}" for told in accounts.sentences(ink.line, account))
        yield from (f"    × {told}" for told in accounts.refusals(ink.line, account))


def _beside(one: Annotation) -> str:
    place = f"{points(one.at):.3f}+{points(one.length):.3f} {points(one.distance):.3f}+{points(one.depth):.3f}"
    return f"    {one.emphasis.value} {one.side.value} {place} {one.start}–{one.end} {one.text}".rstrip()
