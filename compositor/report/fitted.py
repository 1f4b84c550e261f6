"""Copy-fitting in the reports: what was done to make stories fit, and the advice that was tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from compositor.copyfit import Wish, jump_places
from compositor.errors import Place
from compositor.kept import Last
from compositor.model.copy import Issue
from compositor.model.dummy import StoryFit
from compositor.model.fitting import Advice, Remedy, Step
from compositor.model.page import Page, SetLine
from compositor.proof import title
from compositor.report.outcome import Outcome

Record = dict[str, Any]


_of = attrgetter("story")
_RECORDS: Final = Last[list[Record]]()


def story_records(outcome: Outcome) -> list[Record]:
    """Return what every story had and needed, and where it may jump, as plain records."""
    return _RECORDS.of((outcome.issue, outcome.design, outcome.fit, *outcome.pages), lambda: _story_records(outcome))


def _story_records(outcome: Outcome) -> list[Record]:
    pages = dict[str, list[Page]]()
    for page in outcome.pages:
        own = dict[str, list[SetLine]]()
        for story, group in groupby([ink for ink in page.ink if isinstance(ink, SetLine)], _of):
            own.setdefault(story, []).extend(group)
        for story, lines in own.items():
            pages.setdefault(story, []).append(replace(page, ink=tuple(lines)))
    return [_story(fit, outcome, pages.get(fit.story, ())) for fit in outcome.fit.stories]


def _story(fit: StoryFit, outcome: Outcome, pages: Iterable[Page]) -> Record:
    """Return the record of a story, which stands on ``pages`` without the lines of others."""
    body = outcome.issue.story(fit.story).part("body")
    policy = outcome.design.paper.jumps
    places = jump_places(body, fit.story, pages, policy) if body else ()
    had = sum(box.lines_had for box in fit.boxes)
    used = sum(box.lines_used for box in fit.boxes)
    return {
        "story": fit.story,
        "boxes": [{"page": box.page, "box": box.box} for box in fit.boxes],
        "lines_had": had,
        "lines_needed": used + fit.overset_lines,
        "characters_had": sum(box.characters for box in fit.boxes),
        "characters_needed": sum(box.characters for box in fit.boxes) + fit.overset_characters,
        "jump_places": [
            {
                "offset": place.offset,
                "paragraph": place.paragraph,
                "whole": place.whole,
                "lines_before": place.before,
                "lines_after": place.after,
            }
            for place in places
        ],
    }


def step_record(step: Step) -> Record:
    """Return a step as a plain record."""
    return {
        "round": step.round,
        "story": step.story,
        "page": step.page,
        "box": step.box,
        "done": step.done,
        "words": step.words,
        "remedies": [_remedy(one) for one in step.remedies],
    }


def advice_record(one: Advice) -> Record:
    """Return the advice for a story as a plain record."""
    return {
        "story": one.story,
        "page": one.page,
        "box": one.box,
        "over": one.over,
        "lines": one.lines,
        "characters": one.characters,
        "remedies": [_remedy(remedy) for remedy in one.remedies],
    }


def _remedy(remedy: Remedy) -> Record:
    place = remedy.place or Place("")
    return {
        "way": remedy.way.value,
        "words": remedy.words,
        "closes": remedy.closes,
        "lines": remedy.lines,
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }


def said(outcome: Outcome) -> str:
    """Return what was done to make stories fit, and the advice for those that don't, as the terminal shows it."""
    titles = outcome.titles()
    lines = [
        f"{'fitted' if step.done else 'not fitted'}: {titles.get(step.story, step.story)} "
        f"(page {step.page}, box {step.box}): {step.words}"
        for step in outcome.steps
    ]
    for one in outcome.advice:
        lines += _advice_lines(one, titles.get(one.story, one.story))
    return "".join(f"{line}\n" for line in lines)


def gain_record(wish: Wish, found: Advice | None, fit: StoryFit) -> Record:
    """Return what each measure would gain in a story as a plain record; ``lines`` below 0 are to be filled."""
    record: Record = {"story": wish.story, "lines": wish.lines, "boxes": [], "remedies": []}
    record["boxes"] = [
        {"page": box.page, "box": box.box, "lines_had": box.lines_had, "lines_used": box.lines_used}
        for box in fit.boxes
    ]
    return record | {"remedies": [_remedy(remedy) for remedy in found.remedies] if found else []}


def gains_said(wish: Wish, found: Advice | None, fit: StoryFit, issue: Issue) -> str:
    """Return what each measure would gain in a story, as the terminal shows it."""
    names = " and ".join(f"{box.box} on page {box.page}" for box in fit.boxes)
    many = "line" if abs(wish.lines) == 1 else "lines"
    wished = f"{abs(wish.lines)} {many} {'shorter' if wish.lines > 0 else 'longer'}"
    lines = [f"{wish.story}: {title(issue.story(wish.story))} ({names}), to be {wished}"]
    if found is None:
        lines.append("  it is: so many lines are free" if wish.lines > 0 else "  it is: so many lines are left over")
    else:
        lines += list(_remedies(found))
    return "".join(f"{line}\n" for line in lines)


def _advice_lines(found: Advice, name: str) -> Iterator[str]:
    yield f"advice: {name} (page {found.page}, box {found.box}): {_misfit(found)}"
    yield from _remedies(found)


def _remedies(found: Advice) -> Iterator[str]:
    for remedy in found.remedies:
        where = f"  ({remedy.place})" if remedy.place else ""
        yield f"  {'closes it' if remedy.closes else f'{remedy.lines} of {found.lines}'}: {remedy.words}{where}"
    if not found.remedies:
        yield "  nothing that was tried helps"


def _misfit(found: Advice) -> str:
    lines = f"{found.lines} {'line' if found.lines == 1 else 'lines'}"
    return f"{lines}, {found.characters} characters, left over" if found.over else f"{lines} left free"


def steps_rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """Return the rows of the HTML table of steps."""
    titles = outcome.titles()
    return [
        (
            str(step.round),
            f'<span lang="zh">{escape(titles.get(step.story, step.story))}</span>',
            f"page {escape(step.page)}, {escape(step.box)}",
            "made to fit" if step.done else "does not fit",
            escape(step.words),
        )
        for step in outcome.steps
    ]


def advice_rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """Return the rows of the HTML table of advice, a remedy a row."""
    titles = outcome.titles()
    return [
        (
            f'<span lang="zh">{escape(titles.get(one.story, one.story))}</span>' if not number else "",
            f"page {escape(one.page)}, {escape(one.box)}: {_misfit(one)}" if not number else "",
            "closes" if remedy.closes else f"helps by {remedy.lines}",
            escape(remedy.words),
        )
        for one in outcome.advice
        for number, remedy in enumerate(one.remedies)
    ]
