"""Changes made on request: the text of a file with them, and what was different as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from compositor.lint.remarks import Change, Remark


def changed(text: str, remarks: Iterable[Remark]) -> str:
    """Return a file's text with the changes of ``remarks``.

    A remark's changes are made all or not at all: not where they touch what an earlier one changes.
    """
    made: list[Change] = []
    taken: set[int] = set()
    for remark in remarks:
        touched = {at for change in remark.changes for at in range(change.start, max(change.end, change.start + 1))}
        if taken.isdisjoint(touched):
            taken |= touched
            made += remark.changes
    return _put(text, sorted(made, key=lambda change: (change.start, change.end)))


def _put(text: str, changes: list[Change]) -> str:
    out, at = [], 0
    for change in changes:
        out += [text[at : change.start], change.text]
        at = change.end
    return "".join((*out, text[at:]))


def diff(file: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff, without line ends."""
    yield from unified_diff(before.splitlines(), after.splitlines(), file, file, n=0, lineterm="")
