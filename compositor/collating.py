"""The command ``diff``: two states of an issue compared, each an issue's folder or what compose wrote of one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from compositor import collation, pipeline, report
from compositor.collation import Sheetwork
from compositor.errors import ExitCode, UsageError
from compositor.pipeline import Request, Stopwatch
from compositor.records import dataclass
from compositor.report import OutputFile


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: two states, how the changes are told, and the folder for a page with pictures."""

    old: Path
    new: Path
    out: Path | None = None
    layouts: Path | None = None
    fonts: Path | None = None
    form: str = "text"


@dataclass(frozen=True, slots=True)
class _State:
    name: str
    work: Sheetwork
    pictures: Mapping[str, bytes]


def diff(asked: Asked) -> ExitCode:
    """Say what was changed; with ``out``, write a page with the pictures laid over each other as well."""
    old, new = (_state(path, asked) for path in (asked.old, asked.new))
    changes = collation.collate(old.work, new.work)
    told = collation.as_json(changes) if asked.form == "json" else collation.as_text(changes, old.work, new.work)
    sys.stdout.write(told)
    if asked.out is not None:
        files, pictures = [], {}
        for label in new.pictures:
            print(f"diff     page {label}", file=sys.stderr)
            both = collation.overlaid(old.pictures[label], new.pictures[label]) if label in old.pictures else None
            if both is not None:
                pictures[label] = f"{label}.png"
                files.append(OutputFile(pictures[label], "picture", both))
        page = report.changes_html(changes, old.work, new.work, pictures, (old.name, new.name))
        files.append(OutputFile("diff.html", "report", page.encode("utf-8", "surrogateescape")))
        for path in report.write(asked.out, files):
            print(path, file=sys.stderr)
    return ExitCode.FOUND if changes else ExitCode.DONE


def _state(path: Path, asked: Asked) -> _State:
    record = path / report.PAGES if path.is_dir() else path
    if record.name == Path(report.PAGES).name and record.is_file():
        return _kept(path, record)
    if path.is_dir() and not (path / "issue.yaml").exists():
        raise UsageError(f"{path} is no issue, and nothing that compose wrote: it has no {report.PAGES}")
    composed = pipeline.compose(Request(path, layouts=asked.layouts, fonts=asked.fonts), Stopwatch(_progress))
    pictures = pipeline.page_pictures(composed) if asked.out is not None else {}
    return _State(str(path), pipeline.sheetwork(composed), pictures)


def _kept(path: Path, record: Path) -> _State:
    """Return a state that compose wrote, with what page pictures are beside it."""
    try:
        work = collation.from_json(record.read_text("utf-8"))
    except (OSError, UnicodeError, collation.SheetworkError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else str(error)
        raise UsageError(f"{record} can't be read: {reason}") from error
    pictures = {}
    for sheet in work.sheets:
        try:
            pictures[sheet.label] = (record.parent / f"{sheet.label}.png").read_bytes()
        except OSError:
            continue
    return _State(str(path), work, pictures)


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
