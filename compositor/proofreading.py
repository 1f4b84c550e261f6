"""The command ``lint``: what looks wrong in copy, and on request the changes that mend it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from compositor import intake, lint
from compositor.errors import ExitCode, Severity, UsageError
from compositor.intake import CopyDesk
from compositor.lint import Told
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: issues or stories, which codes alone, and what to do with the changes."""

    paths: tuple[Path, ...]
    layouts: Path | None = None
    only: tuple[str, ...] = ()
    form: str = "text"
    diff: bool = False
    apply: bool = False


def proofread(asked: Asked) -> ExitCode:
    """Say what looks wrong in copy; with ``apply`` make the changes. The code tells whether warnings are left."""
    for code in asked.only:
        if code not in lint.CODES:
            raise UsageError(f"lint has no {code}; it has {', '.join(sorted(lint.CODES))}")
    desks = [intake.read_copy(path, layouts=asked.layouts) for path in asked.paths]
    told = _told(desks, asked)
    files = [copy.source.file for desk in desks for copy in desk.copies]
    if asked.form == "json":
        print(lint.lint_json(told, files))
    elif not (asked.diff or asked.apply):
        for one in told:
            print(lint.said_remark(one))
    if asked.diff or asked.apply:
        _change(desks, told, asked)
    print(lint.summary(told, len(files)), file=sys.stderr)
    if asked.apply:
        told = _told([intake.read_copy(path, layouts=asked.layouts) for path in asked.paths], asked)
        print(f"left      {len(told)}", file=sys.stderr)
    worse = any(lint.severity_of(one) is not Severity.NOTE for one in told)
    return ExitCode.FOUND if worse else ExitCode.DONE


def _told(desks: Sequence[CopyDesk], asked: Asked) -> list[Told]:
    """Return every remark with its terms, those of a file that is asked for twice once."""
    found: dict[tuple[str, int, str, str], Told] = {}
    for desk in desks:
        terms = desk.terms or lint.guessed_terms(desk.copies)
        for remark in lint.lint(desk.copies, terms):
            if not asked.only or remark.code in asked.only:
                key = (remark.copy.source.file, remark.start, remark.code, remark.message)
                found.setdefault(key, (remark, terms))
    return list(found.values())


def _change(desks: Sequence[CopyDesk], told: Sequence[Told], asked: Asked) -> None:
    """Show the changes as a diff, and make them if that is asked for: file by file, each whole or not at all."""
    for path, before, after in _changed(desks, told):
        if asked.form == "text":
            for line in lint.diff(str(path), before, after):
                print(line)
        if asked.apply:
            lint.rewrite(path, before.encode(), after.encode())


def _changed(desks: Sequence[CopyDesk], told: Sequence[Told]) -> Iterator[tuple[Path, str, str]]:
    """Yield each file that has changes, with its text before and after."""
    seen: set[Path] = set()
    for desk in desks:
        for path, copy in zip(desk.paths, desk.copies, strict=True):
            mine = [remark for remark, _ in told if remark.copy.source.file == copy.source.file]
            after = lint.changed(copy.source.text, mine)
            if after != copy.source.text and path.resolve() not in seen:
                yield path, copy.source.text, after
            seen.add(path.resolve())
