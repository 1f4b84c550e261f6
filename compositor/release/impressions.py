"""What a page prints, put so that two makings of it can be compared: box by box, and where it meets other pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from compositor.model.copy import Issue
from compositor.model.page import JumpMark, Page, SetLine
from compositor.model.seen import seen
from compositor.records import dataclass

JUMP, CONTINUED, INDEX = "jump", "continued", "index"
_APART: Final = frozenset(("jump_line", "continued_line", "jump_head"))
_SEAM: Final = 40
"""Characters of copy by which the end of a part is known, and the beginning of the next."""
_DIGEST: Final = 12


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a page meets another, ``page``.

    A part of a story goes on there or comes from there, or a line of the index leads there. ``words`` have to fit:
    the copy's last or first characters, and the jump or continued line.
    """

    kind: str
    story: str
    page: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Impression:
    """What a page prints: a digest of the ink of each box and part of a box, and its seams."""

    page: str
    items: Mapping[str, str]
    seams: tuple[Seam, ...]


@dataclass(frozen=True, slots=True)
class Threads:
    """What pages have in common: pairs of jump lines, which story begins in which box, by page and box, and spreads.

    Of a spread all labels belong together, its own and those of its two pages.
    """

    jumps: tuple[JumpMark, ...]
    begins: Mapping[tuple[str, str], str]
    spreads: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(cls, pages: Iterable[Page], jumps: tuple[JumpMark, ...], issue: Issue) -> Threads:
        """Return what the pages of an issue have in common."""
        begins = {(page.label, box.box): box.story for page in issue.pages for box in page.boxes if box.story}
        spreads = [frozenset((page.label, *(half.label for half in page.halves))) for page in pages if page.halves]
        return cls(jumps, begins, tuple(spreads))

    def family(self, label: str) -> frozenset[str]:
        """Return a page's label with those of the spread that it belongs to."""
        return next((spread for spread in self.spreads if label in spread), frozenset((label,)))


def impression(page: Page, threads: Threads) -> Impression:
    """Return what a page prints."""
    seams = (*_jump_seams(page, threads), *_index_seams(page, threads.begins))
    return Impression(page.label, _items(page), seams)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the items that differ, were added or went."""
    return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))


def _items(page: Page) -> dict[str, str]:
    parts: dict[str, Any] = {}
    for ink in page.ink:
        part = ink.part if isinstance(ink, SetLine) and ink.part in _APART else ""
        name = f"{ink.box} {part}".strip() or "page"
        parts.setdefault(name, hashlib.sha256()).update(repr(seen(ink)).encode("utf-8", "surrogatepass"))
    return {name: digest.hexdigest()[:_DIGEST] for name, digest in parts.items()}


def _jump_seams(page: Page, threads: Threads) -> Iterator[Seam]:
    boxes, own = {box.name for box in page.boxes}, threads.family(page.label)
    for jump in threads.jumps:
        copy = _copy(page, jump.story)
        if jump.from_box in boxes and jump.from_page in own:
            yield Seam(JUMP, jump.story, jump.to_page, f"{copy.get(jump.from_box, '')[-_SEAM:]}｜{jump.jump_line}")
        if jump.to_box in boxes and jump.to_page in own:
            words = f"{jump.continued_line}｜{copy.get(jump.to_box, '')[:_SEAM]}"
            yield Seam(CONTINUED, jump.story, jump.from_page, words)


def _copy(page: Page, story: str) -> dict[str, str]:
    """Return a story's copy on a page without white space, by box."""
    lines: dict[str, list[SetLine]] = {}
    for ink in page.ink:
        if isinstance(ink, SetLine) and ink.story == story and ink.part == "body":
            lines.setdefault(ink.box, []).append(ink)
    return {box: _text(mine) for box, mine in lines.items()}


def _text(lines: Sequence[SetLine]) -> str:
    ordered = sorted(lines, key=lambda line: line.line.start)
    return "".join("".join(line.line.text.split()) for line in ordered)


def _index_seams(page: Page, begins: Mapping[tuple[str, str], str]) -> Iterator[Seam]:
    furniture = {box.name for box in page.boxes if box.kind == "furniture"}
    for link in page.links:
        story = begins.get((link.to_page, link.to_box), "")
        if link.box in furniture and not link.address and story:
            yield Seam(INDEX, story, link.to_page)
