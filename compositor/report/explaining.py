"""`compositor explain`: why one line of a story stands as it does, for whoever lays out the page."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from compositor.errors import UsageError
from compositor.intake.pages import label_key
from compositor.model.copy import Issue, Story
from compositor.model.page import Page, SetLine
from compositor.proof import many, title
from compositor.records import dataclass
from compositor.report import accounts
from compositor.units import SP

Placed = tuple[Page, SetLine]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which line: the ``line``-th (from 1) of a story's part, counted over all its boxes or in one of them."""

    story: str
    line: int
    part: str = "body"
    page: str = ""
    box: str = ""


def explain(issue: Issue, pages: tuple[Page, ...], asked: Asked) -> str:
    """Return the account of a line; raises ``UsageError`` where there is no such line, saying what there is."""
    story = _story(issue, asked.story)
    lines = _lines(issue, pages, story, asked)
    if not 1 <= asked.line <= len(lines):
        where = f" in {_place(asked)}" if asked.page or asked.box else ""
        whole = f"{asked.part} of {asked.story!r}{where} has {many(len(lines), 'line')}"
        raise UsageError(f"{story.place}: there is no line {asked.line}: {whole}")
    return "\n".join(_told(story, lines, asked)) + "\n"


def _story(issue: Issue, slug: str) -> Story:
    slugs = [story.slug for story in issue.stories]
    if slug in slugs:
        return issue.story(slug)
    near = get_close_matches(slug, slugs, 1)
    which = f"did you mean {near[0]!r}?" if near else f"its stories are {', '.join(slugs)}"
    raise UsageError(f"{issue.file}: the issue has no story {slug!r}; {which}")


def _lines(issue: Issue, pages: tuple[Page, ...], story: Story, asked: Asked) -> list[Placed]:
    """Return the lines that are counted, in the order in which they are read."""
    own = [(page, ink) for page in pages for ink in page.ink if isinstance(ink, SetLine) and ink.story == story.slug]
    if not own:
        raise UsageError(f"{story.place}: story {story.slug!r} stands on no page of {issue.slug}")
    of_part = [(page, ink) for page, ink in own if ink.part == asked.part]
    if not of_part:
        parts = ", ".join(dict.fromkeys(ink.part for _, ink in own))
        raise UsageError(f"{story.place}: story {story.slug!r} has no part {asked.part!r} set; it has {parts}")
    found = [placed for placed in of_part if _is_asked(placed, asked)]
    if not found:
        places = ", ".join(dict.fromkeys(f"{page.label}/{ink.box}" for page, ink in of_part))
        raise UsageError(f"{story.place}: no line of {asked.part} stands in {_place(asked)}; it stands in {places}")
    return found


def _is_asked(placed: Placed, asked: Asked) -> bool:
    """Tell whether a line stands on the page and in the box asked for; 1 and 01 name the same page."""
    page, ink = placed
    here = not asked.page or label_key(page.label) == label_key(asked.page)
    return here and asked.box in ("", ink.box)


def _place(asked: Asked) -> str:
    named = [f"page {asked.page}"] if asked.page else []
    return " ".join([*named, f"box {asked.box}"] if asked.box else named)


def _told(story: Story, lines: list[Placed], asked: Asked) -> Iterator[str]:
    page, ink = lines[asked.line - 1]
    line, account = ink.line, ink.line.audit
    here = f" of {_place(asked)}" if asked.page or asked.box else ""
    yield f"{title(story)} ({story.slug}): {asked.part} line {asked.line} of {len(lines)}{here}"
    column = f", column {ink.column + 1}, row {ink.row + 1}" if ink.column >= 0 else ""
    sizes = ", ".join(f"{size / SP:g} pt" for size in dict.fromkeys(run.size for run in line.runs))
    faces = ", ".join(dict.fromkeys(run.face for run in line.runs))
    narrow = f", condensed to {line.condensed / 10:g}%" if line.condensed < 1000 else ""
    yield f"page {page.label}, box {ink.box}{column}; characters {line.start}–{line.end}; {sizes} {faces}{narrow}"
    yield ""
    for number in range(max(asked.line - 1, 1), min(asked.line + 1, len(lines)) + 1):
        sign = "▸" if number == asked.line else " "
        yield f"{sign} {number:>4}  {lines[number - 1][1].line.text}"
    yield ""
    if account is None:
        yield "set on one line at its natural width: there was nothing to choose"
        return
    yield from accounts.sentences(line, account)
    if account.refused:
        yield ""
        yield "breaks not taken (characters from the break, and what stands at both sides of it):"
        yield from (f"  {told}" for told in accounts.refusals(line, account))
