"""Jumps: an empty box on a later page that takes the rest of a story, chosen by the paper's policy.

Readers lose a story at a jump: it goes forward, to the same section, as few times as can be, from a sentence's or a
paragraph's end, with a few lines on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.copyfit.remedies import remedy, spared
from compositor.copyfit.rows import edges, stories_of, words_of
from compositor.copyfit.trial import Case, Outcome, Tried
from compositor.model.copy import PageCopy, Paragraph, ParagraphKind
from compositor.model.design import TextBox
from compositor.model.fitting import Change, JumpTo, Loosen, Remedy
from compositor.model.ways import JumpPolicy, Way

_MOST_TARGETS = 12
_MOST_ROWS = 5
_LEAST_ROWS = 6
_NEAR = 4
"""Paragraphs before the jump that are set a line shorter or longer till it falls at a sentence's end."""


def jumped(case: Case, most: int) -> Iterator[Remedy]:
    """Yield the boxes that can take the rest of a story, or most of it: the nearest page, then the fullest box."""
    del most
    last = case.before.thread.boxes[-1]
    policy = case.draft.design.paper.jumps
    if not case.before.over or last.copy.jump is not None or not may_jump(case, policy):
        return
    found = []
    for page, box in targets(case, policy):
        change = JumpTo(case.slug, last.page, last.box.name, page.label, box.name)
        made = _lawful(case, change, policy)
        if made is not None:
            changes, outcome, more = made
            words = f"{_words(outcome, change)}{more}"
            rank = (outcome.own.over, page.number, outcome.own.free)
            found.append((rank, remedy(case, Way.JUMP, changes, outcome, words)))
    for _, jump in sorted(found, key=lambda one: one[0])[:3]:
        yield jump


def may_jump(case: Case, policy: JumpPolicy) -> bool:
    """Tell whether the policy leaves the story, and the front page, a jump more."""
    boxes = case.before.thread.boxes
    if len(boxes) > policy.most_per_story:
        return False
    page = case.draft.issue.page(boxes[-1].page)
    return page.number != 1 or sum(copy.jump is not None for copy in page.boxes) < policy.most_on_front


def targets(case: Case, policy: JumpPolicy) -> Sequence[tuple[PageCopy, TextBox]]:
    """Return the empty text boxes on later pages of the section, the nearest page first."""
    issue, templates = case.draft.issue, case.draft.design.templates
    here = issue.page(case.before.thread.boxes[-1].page)
    found = []
    for page in issue.pages:
        if page.number <= here.number or (policy.same_section and page.letters != here.letters):
            continue
        for box in templates[page.template].boxes:
            if isinstance(box, TextBox) and page.box(box.name) is None:
                found.append((page, box))
    return found[:_MOST_TARGETS]


def _lawful(case: Case, change: JumpTo, policy: JumpPolicy) -> tuple[tuple[Change, ...], Outcome, str] | None:
    """Return a jump that the rules allow, and words for what else makes it so, or None.

    Where it would fall inside a sentence a paragraph before it is set shorter or longer, or the box gives or gets a
    few rows, if both are allowed.
    """
    outcome = case.with_changes([change])
    if outcome.own.over >= case.before.over:
        return None
    if outcome.own.lawful(policy):
        return (change,), outcome, ""
    if not outcome.own.jumps_wide(policy):
        return None
    for start, lines in _near(outcome.own) if case.most(Way.TIGHTEN, 1) else ():
        changes = (change, Loosen(case.slug, start, lines))
        other = case.with_changes(changes)
        if other.own.over <= outcome.own.over and other.own.tight <= outcome.own.tight and other.own.lawful(policy):
            return changes, other, f", with a paragraph set a line {'shorter' if lines < 0 else 'longer'} before it"
    return _with_rows(case, change, policy, outcome)


def _with_rows(
    case: Case, change: JumpTo, policy: JumpPolicy, plain: Outcome
) -> tuple[tuple[Change, ...], Outcome, str] | None:
    place = case.before.thread.boxes[-1]
    most = case.most(Way.ROWS, _MOST_ROWS)
    for rows in sorted((*range(-most, 0), *range(1, most + 1)), key=abs):
        for edge in edges(case, place):
            if edge.least(rows) < _LEAST_ROWS:
                continue
            changes: tuple[Change, ...] = (change, *edge.moved(place.page, rows))
            other = case.with_changes(changes, *stories_of(case, place.page, edge))
            if other.own.over <= plain.own.over and other.own.lawful(policy) and spared(case, other):
                return changes, other, f"; {words_of(place, edge, rows)}"
    return None


def _near(tried: Tried) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs just before the last jump begin, and by how many lines they might be longer."""
    body = tried.body
    if body is None:
        return
    end = tried.made.fit.boxes[-2].end
    before: list[Paragraph] = [
        one for one in body.paragraphs if one.kind is ParagraphKind.TEXT and one.start < end and not one.looseness
    ]
    whole = [one for one in before if one.end <= end][-_NEAR:]
    for one in reversed(whole):
        yield one.start, -1
        yield one.start, 1


def _words(outcome: Outcome, change: JumpTo) -> str:
    own = outcome.own
    fit = next(fit for fit in own.made.fit.boxes if (fit.page, fit.box) == (change.page, change.box))
    body = own.body
    after = ""
    if body is not None:
        copy = [one for one in body.paragraphs if one.kind is ParagraphKind.TEXT and one.start < fit.end]
        whole = bool(copy) and copy[-1].end <= fit.end
        after = f", after {'' if whole else 'a sentence of '}paragraph {len(copy)}"
    return f"jump from box {change.box} to box {change.to_box} on page {change.to_page}{after}"
