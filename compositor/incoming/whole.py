"""The proof that nothing was lost: letters are counted before and after, and intake reads the story's file back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from compositor.errors import Place
from compositor.incoming.heads import Recognised, letters_of
from compositor.incoming.model import HEADS, Action, Arrival, Grid, Para, Runs, seen
from compositor.intake.faults import Code, Faults
from compositor.intake.files import Refused
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import Source
from compositor.intake.story import read_story
from compositor.model.copy import Emphasis, Normalisation, Part, Story

_MARKS: Final = frozenset({Emphasis.NOTE_MARK, Emphasis.NOTE_NUMBER})
_HINT: Final = "the program's fault: send the file"
_SHOWN: Final = 20


def check_whole(arrival: Arrival, story: Recognised, notes: Iterable[Runs]) -> None:
    """Raise ``Refused`` unless every letter that arrived is in the story or named as left out, and no other is."""
    out = Counter(letters_of(story.heads, story.body))
    out.update(seen("".join(run.text + run.ruby for runs in notes for run in runs if not run.made)))
    for entry in story.account.entries:
        if entry.action is Action.LEFT_OUT and entry.what != "invisible character":
            out.update(seen(entry.text))
    came = Counter(seen(arrival.letters))
    if came != out:
        lost, more = "".join((came - out).elements()), "".join((out - came).elements())
        what = f"letters would be lost: {lost[:_SHOWN]}" if lost else f"letters would be doubled: {more[:_SHOWN]}"
        raise Refused(Code.IMPORT_LOST, f"wasn't imported, since {what}", _HINT)


def check_read_back(text: str, story: Recognised, notes: Iterable[Runs], folder: Path) -> None:
    """Raise ``Refused`` unless intake reads the letters of a story's file, part by part, as they are to be."""
    faults = Faults()
    source = Source.of("story", text)
    pictures = Pictures(folder, faults)
    read = read_story(source, "story", Stand(Place("story", 1)), pictures)
    wrong = [fault for fault in faults.stopping if fault.code not in {Code.MISSING_KEY, Code.OUTSIDE_FOLDER}]
    if wrong:
        raise Refused(Code.IMPORT_LOST, f"wasn't imported, since intake would say: {wrong[0].message}", _HINT)
    for part, wanted in _wanted(story, notes).items():
        found = _found(read, part, text)
        if found != wanted:
            at = next((at for at, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), 0)
            near = wanted[max(0, at - 5) : at + _SHOWN]
            raise Refused(Code.IMPORT_LOST, f"wasn't imported: its {part} would be read otherwise near {near}", _HINT)


def _wanted(story: Recognised, notes: Iterable[Runs]) -> dict[str, str]:
    """Return the letters that each part is to have, and those of all readings."""
    heads = {part: [para.runs for para in story.heads.get(part, ())] for part in HEADS}
    body = heads.pop("dateline")
    for block in story.body:
        if isinstance(block, Para):
            body.append(block.runs)
        elif isinstance(block, Grid):
            body += [block.caption, *(cell for row in block.rows for cell in row)]
    body += notes
    words = {part: seen("".join(run.text for runs in lines for run in runs)) for part, lines in heads.items()}
    words["body"] = seen("".join(run.text for runs in body for run in runs))
    readings = seen("".join(run.ruby for lines in (*heads.values(), body) for runs in lines for run in runs))
    return words | {"readings": "".join(sorted(readings))}


def _found(read: Story, name: str, source: str) -> str:
    if name == "readings":
        parts = [part for part in read.parts if part.name == "body" or part.name in HEADS]
        return "".join(sorted(seen("".join(span.reading for part in parts for span in part.spans))))
    part = read.part(name)
    return seen(_of_part(part, source)) if part is not None else ""


def _of_part(part: Part, source: str) -> str:
    """Return a part's words without the marks of notes, with its readings, and with what intake takes out itself."""
    text = part.text
    out = list(text)
    for span in part.spans:
        if span.emphasis in _MARKS:
            out[span.start : span.end] = [""] * (span.end - span.start)
    for piece in part.source.pieces:
        if piece.rule is Normalisation.LITERAL_JUMP_LINE and piece.start < len(out):
            out[piece.start] = source[piece.source_start : piece.source_end] + out[piece.start]
        elif piece.rule is Normalisation.LITERAL_JUMP_LINE:
            out.append(source[piece.source_start : piece.source_end])
    return "".join(out)
