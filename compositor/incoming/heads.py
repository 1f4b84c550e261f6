"""What is the head of a story and what is its body: by what the source says, by labels, by shape and place.

What is only likely is acted on and reported; what is unsure stays in the body, and is reported too.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import Final

from compositor.incoming.model import (
    HEADS,
    Account,
    Arrival,
    Block,
    Confidence,
    Grid,
    Para,
    cut,
    merged,
    seen,
    words_of,
)
from compositor.incoming.patterns import byline, byline_at_end, dateline, labelled
from compositor.incoming.shape import ends_inside, pauses, stops
from compositor.records import dataclass

_LONGEST_HEAD: Final = 60
_LONGEST_SUBHEAD: Final = 26
_MOST_HEADS: Final = 6
_LABELLED_WITHIN: Final = 10
_MOST_LETTERS: Final = 10_000
"""What a value of front matter may have."""
_DASH_AT_END: Final = re.compile("(?:——|--+|⸺)$")
_DASH_AT_START: Final = re.compile("(?:——|--+|⸺)")
_KICKER_ON_LINE: Final = re.compile("^(.{2,40}?(?:——|⸺))[ \u3000]+(?=[^ \u3000])")
_DECK_ON_LINE: Final = re.compile("[ \u3000]+(?=(?:——|⸺)[^—⸺ \u3000])")


@dataclass(slots=True)
class Recognised:
    """A story taken apart: its heads by part, each in the lines it came in, and the blocks of its body."""

    heads: dict[str, list[Para]] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    dated: int = -1
    """The block that begins with a dateline which stays in the copy."""

    def take(self, part: str, para: Para, why: str, confidence: Confidence = Confidence.SURE) -> None:
        """Enter a paragraph as a head."""
        self.heads.setdefault(part, []).append(para)
        self.account.recognised(part, para, why, confidence)


def recognise(arrival: Arrival) -> Recognised:
    """Return what arrived as heads and body; every guess is in the account."""
    out = Recognised(account=arrival.account)
    out.body = _by_roles(arrival.blocks, out)
    _by_labels(out)
    _by_place(out)
    _sign(out)
    _date(out)
    _subheads(out)
    _look_for_others(out)
    if "headline" not in out.heads:
        spot = next((block.spot for block in out.body), arrival.blocks[0].spot if arrival.blocks else None)
        if spot is not None:
            out.account.warned("headline", spot, "none was recognised; write it at the top of the story")
    return out


def _by_roles(blocks: list[Block], out: Recognised) -> list[Block]:
    """Take what the source itself names; a headline below copy is a subhead."""
    left: list[Block] = []
    copy = False
    for block in blocks:
        if not isinstance(block, Para) or block.role not in HEADS or not seen(block.text):
            copy = copy or (isinstance(block, Para) and (stops(block.text) or len(block.text) > _LONGEST_HEAD))
            left.append(block)
        elif len(block.text) > _MOST_LETTERS:
            out.account.unsure(block.role, block, "too long for a head")
            left.append(replace(block, role="body"))
        elif block.role in {"headline", "kicker", "deck"} and copy:
            left.append(replace(block, role="subhead"))
        else:
            out.take(block.role, block, block.why)
    return left


def _by_labels(out: Recognised) -> None:
    """Take what a label such as 標題： names; the label isn't printed."""
    left: list[Block] = []
    for at, block in enumerate(out.body):
        words = block.text if isinstance(block, Para) and not block.role else ""
        part, end = labelled(words) if at < _LABELLED_WITHIN else ("", 0)
        if not part or not isinstance(block, Para) or (len(words) - end > _LONGEST_HEAD and part != "body"):
            left.append(block)
            continue
        out.account.left_out("label", words[:end], block.spot, f"it names the {part}", quiet=True)
        rest = block.cut(end)
        if part == "body":
            left += [replace(rest, role="body" if stops(rest.text) else "")] if seen(rest.text) else []
        elif seen(rest.text):
            out.take(part, rest, "the label before it says so")
    out.body = left


def _by_place(out: Recognised) -> None:
    """Take heads by shape and place: short lines without a final mark, above the first paragraph of copy."""
    zone = 0
    while zone < min(len(out.body), _MOST_HEADS) and _may_be_head(out.body[zone]):
        zone += 1
    if zone == len(out.body) and zone > 1:  # nothing but short lines: a list, and its head
        zone = 1
    lines = [block for block in out.body[:zone] if isinstance(block, Para)]
    left: list[Block] = []
    for line in lines:
        below = line is not lines[0] or "headline" in out.heads
        signed = byline(line.text) if below and "byline" not in out.heads else None
        if signed is not None and (signed.confidence is Confidence.SURE or line is lines[-1]):
            _take_byline(out, line, (signed.start, signed.end), signed.why, signed.confidence)
        else:
            left.append(line)
    heads = [line for line in left if isinstance(line, Para)]
    out.body = [*_heads_among(out, heads), *out.body[zone:]]


def _may_be_head(block: Block) -> bool:
    if not isinstance(block, Para) or block.role or not seen(block.text):
        return False
    text = block.text
    short = len(text) <= _LONGEST_HEAD and not block.indented and not ends_inside(text)
    return short and not (stops(text) and text[-1] in "。.") and not pauses(text) and dateline(text) is None


def _heads_among(out: Recognised, lines: list[Para]) -> list[Para]:
    """Take kicker, headline and deck from lines above the copy; return those that stay in it."""
    if "headline" in out.heads or not lines:
        return _decks_among(out, lines)
    first, rest = lines[0], lines[1:]
    kicker = _KICKER_ON_LINE.match(first.text)
    if kicker is not None:
        out.take("kicker", first.cut(0, kicker.end(1)), "the first line begins with it, up to ——", Confidence.LIKELY)
        first = first.cut(kicker.end())
    elif rest and _DASH_AT_END.search(first.text) and "kicker" not in out.heads:
        out.take("kicker", first, "the first line, with —— at its end", Confidence.LIKELY)
        first, rest = rest[0], rest[1:]
    deck = _DECK_ON_LINE.search(first.text)
    head = first.cut(0, deck.start()) if deck else first
    out.take("headline", head, "the first line: short, and without a mark at its end", Confidence.LIKELY)
    if deck is not None:
        out.take("deck", first.cut(deck.end()), "it follows the headline after ——", Confidence.LIKELY)
    return _decks_among(out, rest)


def _decks_among(out: Recognised, lines: list[Para]) -> list[Para]:
    """Take a deck that begins with —— under the headline; tell of other lines that may be heads."""
    left: list[Para] = []
    for line in lines:
        if "deck" not in out.heads and "headline" in out.heads and _DASH_AT_START.match(line.text):
            out.take("deck", line, "a line under the headline that begins with ——", Confidence.LIKELY)
        else:
            out.account.unsure("deck", line, "a short line above the copy; it stays in the body")
            left.append(replace(line, role="body"))
    return left


def _take_byline(out: Recognised, para: Para, span: tuple[int, int], why: str, confidence: Confidence) -> None:
    """Take a byline, and name the brackets that stood around it."""
    around = para.text[: span[0]] + para.text[span[1] :]
    if seen(around):
        out.account.left_out("brackets", around.strip(), para.spot, "they stood around the byline", quiet=True)
    out.take("byline", para.cut(*span), why, confidence)


def _sign(out: Recognised) -> None:
    """Look for a byline below the copy: a line of its own, or in brackets at the end of the last paragraph."""
    texts = [at for at, block in enumerate(out.body) if isinstance(block, Para) and seen(block.text)]
    if not texts or "byline" in out.heads:
        return
    last = out.body[texts[-1]]
    assert isinstance(last, Para)
    signed = byline(last.text) if len(texts) > 1 and last.role in {"", "body"} else None
    if signed is not None and not any(isinstance(block, Grid) for block in out.body[texts[-1] :]):
        _take_byline(out, last, (signed.start, signed.end), f"the last line; {signed.why}", signed.confidence)
        del out.body[texts[-1]]
        return
    guess = byline_at_end(last.text)
    if guess is None:
        return
    signature = last.cut(guess.outer)
    _take_byline(out, signature, (1, len(signature.text) - 1), guess.why, guess.confidence)
    out.body[texts[-1]] = last.cut(0, guess.outer)


def _date(out: Recognised) -> None:
    """Take the dateline that the first paragraph begins with."""
    at = next((at for at, block in enumerate(out.body) if isinstance(block, Para) and seen(block.text)), None)
    if at is None:
        return
    first = out.body[at]
    assert isinstance(first, Para)
    if first.role not in {"", "body"}:
        return
    found = dateline(first.text)
    if found is None:
        _date_below(out, at)
        return
    if not seen(first.text[found.end :]) or any(run.note for run in cut(first.runs, 0, found.end)):
        return
    if "dateline" in out.heads:
        out.account.unsure("dateline", first.cut(0, found.end), "the copy has another already; it stays in the body")
        return
    out.take("dateline", first.cut(0, found.end), found.why, found.confidence)
    out.body[at] = first.cut(found.end)


def _date_below(out: Recognised, at: int) -> None:
    """Tell of a dateline below lines that may be heads: it stays in the copy, since it would run into them."""
    while at < len(out.body) - 1 and _is_short_line(out.body[at]):
        at += 1
    para = out.body[at]
    found = dateline(para.text) if isinstance(para, Para) and para.role in {"", "body"} else None
    if found is not None and isinstance(para, Para):
        out.account.unsure("dateline", para.cut(0, found.end), "lines stand above it; it stays in the copy")
        out.dated = at


def _is_short_line(block: Block) -> bool:
    return isinstance(block, Para) and block.role == "body" and not stops(block.text)


def _subheads(out: Recognised) -> None:
    """Tell subheads by shape: short lines without a final mark, between paragraphs that have one."""
    marked = any(isinstance(block, Para) and block.role == "subhead" for block in out.body)
    indents = any(isinstance(block, Para) and block.indented for block in out.body)
    for at in range(1, len(out.body) - 1):
        before, line, after = out.body[at - 1 : at + 2]
        if not (isinstance(line, Para) and isinstance(before, Para) and isinstance(after, Para)):
            continue
        if line.role or not _looks_like_subhead(line) or not stops(before.text) or not stops(after.text):
            continue
        strong = all(run.strong for run in line.runs)
        if len(after.text) <= len(line.text) or marked or (indents and line.indented and not strong):
            out.account.unsure("subhead", line, "a short line without a mark at its end; it stays a paragraph")
            continue
        why = "a short line without a mark at its end, between paragraphs"
        out.account.recognised("subhead", line, why + (", all strong" if strong else ""), Confidence.LIKELY)
        runs = merged(replace(run, strong=False) for run in line.runs) if strong else line.runs
        out.body[at] = replace(line, runs=runs, role="subhead")


def _look_for_others(out: Recognised) -> None:
    """Tell where several paragraphs have a dateline: several stories may stand in one file."""
    others = [block for at, block in enumerate(out.body) if at != out.dated and isinstance(block, Para)]
    found = [para for para in others if dateline(para.text[:_LONGEST_HEAD]) is not None]
    if found:
        why = f"{len(found)} more paragraphs begin with a dateline: is it one story? Else part the file"
        out.account.warned("several stories", found[0].spot, why, found[0].text[:_LONGEST_HEAD])


def _looks_like_subhead(line: Para) -> bool:
    text = line.text
    return 2 <= len(text) <= _LONGEST_SUBHEAD and not stops(text) and not pauses(text) and not ends_inside(text)


def letters_of(heads: dict[str, list[Para]], body: list[Block]) -> str:
    """Return every word of a story that the source has."""
    out = [words_of(para.runs, made=False) for lines in heads.values() for para in lines]
    for block in body:
        if isinstance(block, Para):
            out.append(words_of(block.runs, made=False))
        elif isinstance(block, Grid):
            out += [words_of(cell, made=False) for row in block.rows for cell in row]
            out.append(words_of(block.caption, made=False))
        else:
            out += [words_of(block.cutline, made=False), block.credit]
    return seen("".join(out))
