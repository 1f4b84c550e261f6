"""Simplified characters in traditional copy, and the other way round.

What is of one script alone is OpenCC's word for it (`intake/scripts`); characters that both scripts have (后, 里, 干,
著) are never told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy
from compositor.intake.scripts import tables
from compositor.lint.remarks import Reading, Remark, said
from compositor.model.settings import Script

_LONGEST: Final = 4
_WHOLE: Final = 8
"""So many strays in one passage, more than what is of the paper's script, are a passage in the other script."""
_HINTS: Final = {
    Script.HANT: "write it in traditional characters; what is right as it is goes into the paper's lint: {keep: […]}",
    Script.HANS: "write it in simplified characters; what is right as it is goes into the paper's lint: {keep: […]}",
}
_NAMES: Final = {Script.HANT: "simplified", Script.HANS: "traditional"}


def guessed(texts: Iterator[str]) -> Script:
    """Return the script that most of the copy is in."""
    simplified = traditional = 0
    for text in texts:
        simplified += len(tables().strays[Script.HANT].findall(text))
        traditional += len(tables().strays[Script.HANS].findall(text))
    return Script.HANS if simplified > traditional else Script.HANT


def mixed_scripts(copy: Copy, terms: Terms) -> Iterator[Remark]:
    """Yield characters of the other script, those that stand together in one remark."""
    strays = tables().strays[terms.script]
    for passage in copy.passages:
        found = [match.start() for match in strays.finditer(passage.text)]
        if not found:
            continue
        kept = _kept(passage.text, (*terms.keep, *terms.names))
        found = [at for at in found if at not in kept]
        reading = Reading(copy, passage)
        own = len(tables().strays[_other(terms.script)].findall(passage.text))
        if len(found) >= _WHOLE and len(found) > own:
            yield _whole(reading, found, terms)
            continue
        for run in _runs(found):
            yield _stray(reading, run, terms)


def _kept(text: str, words: tuple[str, ...]) -> set[int]:
    """Return the offsets of words that are right as they are."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while word and at >= 0:
            found.update(range(at, at + len(word)))
            at = text.find(word, at + 1)
    return found


def _other(script: Script) -> Script:
    return Script.HANS if script is Script.HANT else Script.HANT


def _runs(found: list[int]) -> Iterator[list[int]]:
    run = found[:1]
    for before, at in pairwise(found):
        if at - before > 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _stray(reading: Reading, run: list[int], terms: Terms) -> Remark:
    start, end = run[0], run[-1] + 1
    letters = reading.text[start:end]
    message = f"{said(letters)} is {_NAMES[terms.script]}, in {said(reading.around(start, end))}"
    return reading.remark(
        "MIXED_SCRIPT", (message, _HINTS[terms.script]), (start, end), [(start, end, _proposed(reading, run, terms))]
    )


def _whole(reading: Reading, found: list[int], terms: Terms) -> Remark:
    message = f"this passage is {_NAMES[terms.script]}, with {len(found)} such characters: {said(reading.text)}"
    put = [(at, at + 1, _proposed(reading, [at], terms)) for at in found]
    return reading.remark("MIXED_SCRIPT", (message, _HINTS[terms.script]), (0, len(reading.text)), put)


def _proposed(reading: Reading, run: list[int], terms: Terms) -> str:
    table = tables()
    if terms.script is Script.HANS:
        return "".join(table.traditional[reading.text[at]] for at in run)
    first = max(0, run[0] - _LONGEST)
    folded = reading.text[first : run[-1] + _LONGEST].translate(table.folded)
    forms = table.forms[terms.region]
    letters = (_in_phrase(folded, at - first) or table.simplified[reading.text[at]][0] for at in run)
    return "".join(forms.get(letter, letter) for letter in letters)


def _in_phrase(folded: str, at: int) -> str:
    """Return what a phrase around a character makes of it: 头发 髮; '' where none does."""
    phrases = tables().phrases
    for length in range(_LONGEST, 1, -1):
        for start in range(max(0, at - length + 1), at + 1):
            phrase = folded[start : start + length]
            if phrase in phrases:
                return phrases[phrase][at - start]
    return ""
