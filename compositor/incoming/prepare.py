"""What a story's file can't say is said otherwise before it is written: notes in heads, readings that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from compositor.incoming.heads import Recognised
from compositor.incoming.model import Account, Block, Figure, Grid, Para, Run, Runs, Spot, merged, seen, words_of
from compositor.incoming.render import may_be_reading

_OPEN: Final = "（"
_CLOSE: Final = "）"
_WIDE_BRACKET: Final = "［"
_REFERENCE: Final = re.compile(r"\[(?=\^[^\[\]\s]{1,80}\])")


def prepare(story: Recognised, notes: dict[str, Runs]) -> dict[str, Runs]:
    """Change a story so that its file can say all of it; return the notes that it refers to."""
    desk = _Desk(story.account, {name: _plain(runs) for name, runs in notes.items()})
    for part, lines in story.heads.items():
        story.heads[part] = [desk.head(part, line) for line in lines]
    story.body = [desk.block(block) for block in story.body]
    _settle_dateline(story)
    for name, runs in notes.items():
        words = words_of(runs, made=False)
        if name not in desk.used and seen(words):
            desk.account.left_out("note", words, Spot(f"note {name}"), "nothing in the copy refers to it")
    return {name: desk.read(desk.notes[name]) for name in desk.used}


def _plain(runs: Runs) -> Runs:
    """Return a note without references to others."""
    return tuple(run for run in runs if not run.note)


class _Desk:
    """Looks at runs one after another; ``used`` are the notes referred to, in order."""

    def __init__(self, account: Account, notes: dict[str, Runs]) -> None:
        self.account = account
        self.notes = notes
        self.used: dict[str, None] = {}

    def head(self, part: str, para: Para) -> Para:
        """Return a line of a head without notes."""
        for run in para.runs:
            if run.note and run.note not in self.used:
                words = words_of(self.notes.get(run.note, ()))
                self.account.warned("note", para.spot, f"the {part} refers to it: only the body has notes", words)
        runs = self.read(tuple(run for run in para.runs if not run.note), bare="\\" in para.text)
        plain = (replace(run, strong=False, kai=False) for run in runs)
        return replace(para, runs=tuple(one for run in plain for one in self._unreferred(run, para.spot)))

    def _unreferred(self, run: Run, spot: Spot) -> Iterator[Run]:
        """Yield a run of a head whose words look like a reference to a note, which no head has: its bracket is wide."""
        at = 0
        for match in _REFERENCE.finditer(run.text):
            yield replace(run, text=run.text[at : match.start()])
            yield replace(run, text=_WIDE_BRACKET, made=True)
            self.account.left_out(
                "bracket", match[0], spot, "wide in a head, where it would refer to a note", quiet=True
            )
            self.account.added("bracket", _WIDE_BRACKET, spot)
            at = match.end()
        yield replace(run, text=run.text[at:]) if at else run

    def block(self, block: Block) -> Block:
        """Return a block of the body."""
        if isinstance(block, Para):
            return replace(block, runs=self.copy(block.runs, block.spot))
        if isinstance(block, Grid):
            caption = self.copy(block.caption, block.spot)
            rows = tuple(tuple(self.copy(cell, block.spot) for cell in row) for row in block.rows)
            return replace(block, rows=rows, caption=caption)
        return replace(block, cutline=self._without_notes(block))

    def _without_notes(self, figure: Figure) -> Runs:
        return tuple(Run(run.text + _beside(run), made=run.made) for run in figure.cutline if not run.note)

    def copy(self, runs: Runs, spot: Spot) -> Runs:
        """Return the runs of a paragraph, each reference behind words and to a note that says something."""
        out: list[Run] = []
        waiting: list[Run] = []
        for run in self.read(runs):
            if run.note and not seen(words_of(self.notes.get(run.note, ()))):
                self.account.changed("note", spot, "a reference to a note that says nothing was taken out", quiet=False)
            elif run.note and not seen("".join(one.text for one in out)):
                waiting.append(run)
            else:
                out += [run, *(waiting if seen(run.text) else ())]
                waiting = [] if seen(run.text) else waiting
        for run in out:
            if run.note:
                self.used.setdefault(run.note)
        return merged(out)

    def read(self, runs: Runs, *, bare: bool = False) -> Runs:
        """Return runs whose readings intake takes; others stand in brackets behind their words."""
        return tuple(self._readings(runs, bare=bare))

    def _readings(self, runs: Runs, *, bare: bool) -> Iterator[Run]:
        for run in runs:
            if not run.ruby or (not bare and may_be_reading(run.text, run.ruby)):
                yield replace(run, dots=run.dots and not bare)
                continue
            yield replace(run, ruby="", dots=run.dots and not bare)
            if run.ruby.strip():
                yield Run(_OPEN, made=True)
                yield Run(run.ruby)
                yield Run(_CLOSE, made=True)
                self.account.added(
                    "reading", _OPEN + _CLOSE, Spot(), f"{run.ruby} stands in brackets behind {run.text}"
                )


def _beside(run: Run) -> str:
    return f"（{run.ruby}）" if run.ruby else ""


def _settle_dateline(story: Recognised) -> None:
    """Make a dateline a paragraph where none stands below it that it could run into."""
    lines = story.heads.get("dateline")
    first = next((block for block in story.body if not isinstance(block, Figure) and _has_words(block)), None)
    if not lines or (isinstance(first, Para) and first.role != "subhead"):
        return
    del story.heads["dateline"]
    story.body[:0] = [replace(line, role="body") for line in lines]
    story.account.changed("dateline", lines[0].spot, "no paragraph follows that it could run into; it is one itself")


def _has_words(block: Block) -> bool:
    return isinstance(block, Grid) or (isinstance(block, Para) and bool(seen(block.text)))
