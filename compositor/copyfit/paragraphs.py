"""Paragraphs: set a line shorter or longer, cut at their ends, left out where they are optional, or added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from compositor.copyfit.remedies import remedy
from compositor.copyfit.trial import Case
from compositor.model.copy import Paragraph, ParagraphKind, Part, solid
from compositor.model.fitting import Add, Change, Cut, DropPicture, Loosen, Remedy
from compositor.model.page import SetLine
from compositor.model.ways import Way
from compositor.plan.changes import MOST_ADDED
from compositor.records import dataclass
from compositor.text import sentence_ends

_MOST_PARAGRAPHS = 24
"""Paragraphs of a story that are tried one by one, the longest first."""
_LONGEST = 1_500
"""Characters of a paragraph that is tried: of a longer one the lines by their number take seconds to find."""
_MOST_FREE = 150
"""Lines left free up to which it is told how much copy would fill them: above, the box needs another story."""
_MOST_CUT = 6
"""Paragraphs in which the least cut is looked for: those with the shortest last lines, which give up a line first."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph of copy and its number, counted from 1 over all paragraphs that are no subheads."""

    number: int
    paragraph: Paragraph


def _copy(part: Part) -> list[_Numbered]:
    kinds = (ParagraphKind.TEXT,)
    return [_Numbered(number, one) for number, one in enumerate((p for p in part.paragraphs if p.kind in kinds), 1)]


def _begins(part: Part, paragraph: Paragraph) -> str:
    return part.text[paragraph.start : min(paragraph.end, paragraph.start + 8)]


def _named(part: Part, one: _Numbered) -> str:
    return f"paragraph {one.number} ({_begins(part, one.paragraph)}…)"


def loosened(case: Case, most: int) -> Iterator[Remedy]:
    """Yield paragraphs set a line shorter where copy is left over, or longer where room is: the fewest that do.

    Lines keep the limits of their style; a paragraph that can't have a line fewer or more is passed over.
    """
    body = case.before.body
    if body is None:
        return
    lines = -1 if case.before.over else 1
    way = Way.TIGHTEN if lines < 0 else Way.LOOSEN
    taken: list[Change] = []
    names: list[str] = []
    best = case.before
    numbered = [one for one in _copy(body) if not one.paragraph.looseness and _is_short(one.paragraph)]
    for one in sorted(numbered, key=lambda one: one.paragraph.start - one.paragraph.end)[:_MOST_PARAGRAPHS]:
        outcome = case.with_changes([*taken, Loosen(case.slug, one.paragraph.start, lines)])
        if outcome.own.tight > case.before.tight or (outcome.own.over and lines > 0):
            continue
        if case.left(outcome.own) >= case.left(best):
            continue
        taken.append(Loosen(case.slug, one.paragraph.start, lines))
        names.append(_named(body, one))
        best = outcome.own
        if outcome.own.fits or (most and len(taken) == most):
            break
    if taken:
        how = "a line shorter" if lines < 0 else "a line longer"
        words = f"set {' and '.join(names)} {how}: {{looseness={lines}}} at the end"
        yield remedy(case, way, taken, case.with_changes(taken), words, body.source.place(taken_at(taken)))


def _is_short(paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start <= _LONGEST


def taken_at(changes: Sequence[Change]) -> int:
    """Return where in the body the first of the changes to paragraphs begins."""
    return min((change.start for change in changes if isinstance(change, Cut | Loosen)), default=0)


def dropped(case: Case, most: int) -> Iterator[Remedy]:
    """Yield the optional paragraphs and pictures to be left out, in their order, as few as do."""
    body = case.before.body
    if body is None or not case.before.over:
        return
    turns: list[tuple[int, int, Change, str]] = []
    for one in _copy(body):
        if one.paragraph.optional:
            whole: Change = Cut(case.slug, one.paragraph.start, one.paragraph.end)
            turns.append((one.paragraph.optional, -one.paragraph.start, whole, _named(body, one)))
    for picture in case.before.story.pictures:
        if picture.optional:
            turns.append((picture.optional, 0, DropPicture(case.slug, picture.name), f"picture {picture.name}"))
    taken: list[Change] = []
    names: list[str] = []
    for _, _, change, name in sorted(turns, key=lambda turn: turn[:2])[: most or None]:
        taken.append(change)
        names.append(name)
        outcome = case.with_changes(taken)
        if not outcome.own.over:
            break
    if taken:
        words = f"leave out {' and '.join(names)}, marked as optional"
        yield remedy(case, Way.DROP, taken, outcome, words, body.source.place(taken_at(taken)))


def cut(case: Case) -> Iterator[Remedy]:
    """Yield the least cuts that make a story fit: at paragraphs' ends, whole sentences, and at the story's end."""
    body = case.before.body
    if body is None or not case.before.over:
        return
    found: list[_Found] = []
    last = _last_lines(case, body)
    numbered = sorted(_copy(body), key=lambda one: last.get(one.paragraph.end, body.solid(0, len(body.text))))
    for one in numbered[:_MOST_CUT]:
        span = (one.paragraph.start, one.paragraph.end)
        found += _cuts(case, body, span, (f"at the end of {_named(body, one)}", f"{_named(body, one)} from"), last)
    if not found and numbered:  # more is left over than any paragraph has
        copy = [one.paragraph for one in _copy(body)]
        span = (copy[0].start, copy[-1].end)
        found += _cuts(case, body, span, ("at the story's end", "the story's end from"), {})
    for _, change, words in sorted(found, key=lambda one: one[0])[:4]:
        yield remedy(case, Way.CUT, [change], case.with_changes([change]), words, body.source.place(change.start))


_Found = tuple[int, Cut, str]
"""The characters of a cut, the cut, and what it is called."""


def _cuts(
    case: Case, body: Part, span: tuple[int, int], names: tuple[str, str], last: Mapping[int, int]
) -> Iterator[_Found]:
    """Yield the least cut at the end of text[start:end] that makes a story fit, and that from a sentence on."""
    characters = _least(case, body, span, last.get(span[1], 0))
    if characters is None:
        return
    at = _from_end(body.text, span, characters)
    yield characters, Cut(case.slug, at, span[1]), f"cut {characters} {_characters(characters)} {names[0]}"
    sentence = _sentence(case, body, span, at)
    if sentence is not None:
        size = solid(body.text[sentence : span[1]])
        begins = body.text[sentence : sentence + 8].strip()
        yield size, Cut(case.slug, sentence, span[1]), f"cut {names[1]} “{begins}…” on, {size} characters"


def _characters(number: int) -> str:
    return "character" if number == 1 else "characters"


def _from_end(text: str, span: tuple[int, int], characters: int) -> int:
    """Return the offset from which on text[start:end] has so many characters that are no white space."""
    at = span[1]
    while characters and at > span[0]:
        at -= 1
        characters -= not text[at].isspace()
    return at


def _last_lines(case: Case, body: Part) -> dict[int, int]:
    """Return how many characters the last line of each paragraph has that is set whole, by the paragraph's end."""
    lines = (ink.line for ink in case.before.ink if isinstance(ink, SetLine) and ink.part == "body")
    ends = {one.end for one in body.paragraphs}
    return {line.end: solid(body.text[line.start : line.end]) for line in lines if line.end in ends}


def _least(case: Case, body: Part, span: tuple[int, int], last: int = 0) -> int | None:
    """Return the least number of characters cut from the end of text[start:end] that makes the story fit.

    ``last`` are those of its last line: the search begins where that and as many full lines as are left over are
    gone. None where the whole stretch is too little. With a character less copy is left over: both were tried.
    """
    whole = solid(body.text[span[0] : span[1]])

    def fits(characters: int) -> bool:
        change = Cut(case.slug, _from_end(body.text, span, characters), span[1])
        return not case.alone(change).over

    over = case.before.made.fit.overset_characters
    guess = last + over * (case.before.over - 1) // case.before.over if last else over
    return least(fits, whole, guess=min(whole, guess))


def least(fits: Callable[[int], bool], most: int, *, guess: int) -> int | None:
    """Return a number from 1 to ``most`` that fits while the one before it doesn't; None where there is none."""
    low, high = 0, min(max(guess, 1), most)
    step = max(1, high // 16)
    if not high:
        return None
    if fits(high):
        while high - step > 0 and fits(high - step):
            high, step = high - step, 2 * step
        low = max(0, high - step)
    else:
        while True:
            if high == most:
                return None
            low, high, step = high, min(high + step, most), 2 * step
            if fits(high):
                break
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return high


def _sentence(case: Case, body: Part, span: tuple[int, int], at: int) -> int | None:
    """Return the last sentence's beginning in a paragraph from which on a cut makes the story fit."""
    ends = [end for end in sentence_ends(body.text, span[0], span[1]) if span[0] < end <= at]
    for end in sorted(ends, reverse=True)[:3]:
        if not case.alone(Cut(case.slug, end, span[1])).over:
            return end
    return None


def added(case: Case) -> Iterator[Remedy]:
    """Yield how many characters more fill an underset story: the least that do."""
    body = case.before.body
    if body is None or case.before.over or case.before.free > _MOST_FREE:
        return

    def fits(characters: int) -> bool:
        own = case.alone(Add(case.slug, characters))
        return bool(own.over) or not own.underset

    characters = least(fits, MOST_ADDED, guess=case.before.free * 12)
    if characters is None:
        return
    change = Add(case.slug, characters)
    outcome = case.with_changes([change])
    if outcome.own.fits:
        words = f"add {characters} {_characters(characters)} or a few more"
        yield remedy(case, Way.ADD, [change], outcome, words, body.source.place(len(body.text)))
