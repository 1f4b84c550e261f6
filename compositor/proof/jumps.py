"""Jumps come in pairs: 下轉第N版 on page M exactly where 上接第M版 on page N (T-81, a rule of the house)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from compositor.errors import Finding, Place, Severity
from compositor.model.page import JumpMark
from compositor.proof.numerals import names_page
from compositor.proof.sheets import Printed, Sheets, page_name
from compositor.proof.stretches import Stretch

_HINT = "this is a fault of the program, not of the copy: report it with the issue's folder"

BoxName = tuple[str, str]
Ends = Mapping[str, Sequence[Printed]]
"""A story's jump lines and continued lines as printed."""


def reciprocal(sheets: Sheets, jumps: Sequence[JumpMark]) -> Iterator[Finding]:
    """Yield jump and continued lines without their other end, or with words that don't lead there.

    The boxes of a story are found by the copy that stands in them, not by what make-up says of its jumps.
    """
    marks = {(mark.story, mark.from_page, mark.from_box, mark.to_page, mark.to_box) for mark in jumps}
    stories = dict.fromkeys(copy.story for page in sheets.issue.pages for copy in page.boxes if copy.story)
    parts, bodies = dict[tuple[str, str], list[Printed]](), dict[str, list[Stretch]]()
    for stretch in sheets.stretches:
        if stretch.part == "body":
            bodies.setdefault(stretch.story, []).append(stretch)
        else:
            parts.setdefault((stretch.story, stretch.part), []).extend(stretch.printed)
    for story in stories:
        boxes = _boxes(bodies.get(story, []))
        steps = list(pairwise(boxes))
        ends = {part: parts.get((story, part), []) for part in ("jump_line", "continued_line")}
        yield from _line_pairs(sheets, story, steps, ends)
        yield from _unpaired(sheets, story, steps, ends)
        for one, other in steps:
            if (story, *one, *other) not in marks:
                yield _fault(sheets, story, one, f"no jump to box {other[1]} on page {page_name(other[0])} is recorded")


def _boxes(body: Sequence[Stretch]) -> list[BoxName]:
    """Return the boxes that hold a story's body, in the order of the copy in them."""
    first: dict[BoxName, int] = {}
    for stretch in body:
        key, start = (stretch.page, stretch.box), min(stretch.starts)
        first[key] = min(first.get(key, start), start)
    return sorted(first, key=lambda box: first[box])


def _line_pairs(sheets: Sheets, story: str, steps: list[tuple[BoxName, BoxName]], ends: Ends) -> Iterator[Finding]:
    wording = sheets.design.paper.wording
    for one, other in steps:
        both = (("jump_line", one, other, wording.jump), ("continued_line", other, one, wording.continued))
        for part, box, target, pattern in both:
            lines = [line for line in ends[part] if (line.page, line.line.box) == box]
            if len(lines) != 1:
                found = "no" if not lines else str(len(lines))
                what = f"{found} {_name(part)}s" if lines else f"no {_name(part)}"
                yield _fault(sheets, story, box, f"{what} to box {target[1]} on page {page_name(target[0])}")
            elif not _leads(lines[0].line.line.text, pattern, target, sheets):
                said = f'{_name(part)} says "{lines[0].line.line.text}", but the copy goes on'
                at = "to" if part == "jump_line" else "from"
                message = f"{said} {at} box {target[1]} on page {page_name(target[0])}"
                yield _fault(sheets, story, box, message)


def _leads(text: str, pattern: str, target: BoxName, sheets: Sheets) -> bool:
    """Tell whether ``text`` is the paper's wording with the page in it on which a box begins."""
    before, _, after = pattern.partition("{page}")
    if not (text.startswith(before) and text.endswith(after) and len(text) >= len(before) + len(after)):
        return False
    word = text[len(before) : len(text) - len(after)]
    return names_page(word, sheets.begins_on(*target), sheets.design.paper.wording)


def _unpaired(sheets: Sheets, story: str, steps: list[tuple[BoxName, BoxName]], ends: Ends) -> Iterator[Finding]:
    allowed = {"jump_line": {one for one, _ in steps}, "continued_line": {other for _, other in steps}}
    for part, boxes in allowed.items():
        for line in ends[part]:
            box = (line.page, line.line.box)
            if box not in boxes:
                end = "nothing goes on from here" if part == "jump_line" else "nothing came before it"
                yield _fault(sheets, story, box, f'{_name(part)} "{line.line.line.text}", but {end}')


def _name(part: str) -> str:
    return part.replace("_", " ")


def _fault(sheets: Sheets, story: str, box: BoxName, what: str) -> Finding:
    copy = sheets.issue.page(box[0]).box(box[1])
    place: Place | None = copy.place if copy else None
    message = f'"{sheets.title(story)}" in box {box[1]} on page {page_name(box[0])}: {what}'
    return Finding("JUMP", Severity.ERROR, message, _HINT, place, box[0], box[1], story)
