"""The commands ``preflight`` and ``separations``: finished PDFs judged, and their plates shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from compositor import preflight, report
from compositor.errors import ExitCode, UsageError
from compositor.preflight import Judgement, PageFacts, PdfFacts, RipError
from compositor.records import dataclass
from compositor.report import OutputFile


@dataclass(frozen=True, slots=True)
class Files:
    """The files that are to be judged, how it is told (text, json or html), and where to; nowhere is the terminal."""

    paths: tuple[Path, ...]
    form: str = "text"
    out: Path | None = None


def judge(files: Files, asked: preflight.Asked) -> ExitCode:
    """Judge PDFs as the printing house would, and tell what was found."""
    judged: dict[str, Judgement] = {}
    sheets: list[str] = []
    for path in files.paths:
        content = _content(path)
        try:
            judged[str(path)] = found = preflight.examine(content, asked)
        except RipError as error:
            raise _no_rip(error) from error
        if files.form == "html":
            sheets.append(report.preflight_html(path.name, content, found, asked))
    match files.form:
        case "html":
            _tell_sheets(files, sheets)
        case "json":
            _tell(files.out, preflight.as_json(judged, asked.profile))
        case _:
            _tell(files.out, preflight.as_text(judged))
    failed = any(preflight.failed(one.findings) for one in judged.values())
    return ExitCode.PREFLIGHT_FAILED if failed else ExitCode.DONE


def _tell(out: Path | None, words: str) -> None:
    if out is None:
        sys.stdout.write(words)
        return
    _written(out, words)


def _tell_sheets(files: Files, sheets: Sequence[str]) -> None:
    """Print the page of one file, or write it; of several write one each into a folder."""
    if len(sheets) > 1 or (files.out is not None and files.out.is_dir()):
        if files.out is None:
            raise UsageError("several files become several pages: name a folder for them (--out)")
        for stem, sheet in zip(_stems(files.paths), sheets, strict=True):
            _written(files.out / f"{stem}.html", sheet)
    else:
        _tell(files.out, sheets[0])


def _written(path: Path, words: str) -> None:
    named = OutputFile(path.name, "preflight", words.encode("utf-8", "surrogateescape"))
    for written in report.write(path.parent, [named]):
        print(written)


@dataclass(frozen=True, slots=True)
class Separated:
    """The files whose plates are to be shown, the folder for the pictures, the ink limit, and by which RIP."""

    paths: tuple[Path, ...]
    out: Path
    ink_limit: int = 220
    rip: str = "auto"


def separations(asked: Separated) -> ExitCode:
    """Write the plates, the total ink and the soft proof of every page; say each file and what was measured."""
    code = ExitCode.DONE
    for path, stem in zip(asked.paths, _stems(asked.paths), strict=True):
        content = _content(path)
        pdf = preflight.inspect(content)
        for fault in (*pdf.faults, *(() if pdf.pages or pdf.faults else ("it has no pages",))):
            print(f"{path}: error: PDF: {fault}", file=sys.stderr)
            code = ExitCode.PREFLIGHT_FAILED
        for page in pdf.pages:
            if not _shown(asked, (path, stem), content, (pdf, page)):
                code = ExitCode.PREFLIGHT_FAILED
    return code


def _shown(asked: Separated, named: tuple[Path, str], content: bytes, of: tuple[PdfFacts, PageFacts]) -> bool:
    """Write the pictures of a page; tell whether it could be shown."""
    (path, stem), (pdf, page) = named, of
    try:
        shown = preflight.preview(content, pdf, page, limit=asked.ink_limit, rip=asked.rip)
    except RipError as error:
        raise _no_rip(error) from error
    except Exception as error:  # a file of others may say anything; what it says is told, never a traceback
        print(f"{path}: error: PDF: page {page.number} can't be shown: {error}", file=sys.stderr)
        return False
    files = [OutputFile(f"{stem}-{page.number:02}-{name}.png", "plate", picture) for name, picture in shown.pictures]
    for written in report.write(asked.out, files):
        print(written)
    for line in (*preflight.coverage_said(str(path), shown.coverage), *(f"  {note}" for note in shown.notes)):
        print(line, file=sys.stderr)
    return True


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from error


def _no_rip(error: RipError) -> UsageError:
    return UsageError(f"{error}; --rip own does without Ghostscript")


def _stems(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the files' names without their endings; where two are alike the later has a number."""
    found: list[str] = []
    for path in paths:
        stem, number = path.stem, 2
        while stem in found:
            stem, number = f"{path.stem}-{number}", number + 1
        found.append(stem)
    return tuple(found)
