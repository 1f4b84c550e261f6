"""The command ``impose``: the plates of an issue laid on the sheets that its press prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from compositor import intake, plan, preflight, press, release, report
from compositor.errors import ExitCode, Finding, Severity, UsageError
from compositor.intake import Intake
from compositor.model.imposition import PressSheet, PressSheets
from compositor.model.spreads import leaves
from compositor.pipeline import case_of
from compositor.records import dataclass
from compositor.report import OutputFile
from compositor.slugs import slug_words

FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: an issue whose plates lie in ``out``, and where layouts and fonts are."""

    issue: Path
    out: Path = Path("out")
    layouts: Path | None = None
    fonts: Path | None = None


def impose(asked: Asked) -> ExitCode:
    """Write the press sheets of an issue's plates; a sheet that preflight would send back is not written."""
    read = intake.read(asked.issue, layouts=asked.layouts, fonts=asked.fonts)
    wanted = _wanted(read)
    folder = asked.out / read.issue.slug
    try:
        sheets = plan.imposed(leaves(read.issue.pages), wanted, right=read.design.paper.binding == "right")
    except plan.UnevenError as error:
        message, hint = plan.uneven_words(error, wanted)
        raise UsageError(f"{message}\n  hint: {hint}") from error
    plates = _plates(read, folder / report.PLATES, asked.issue)
    words = slug_words(read, case_of(read))
    files, findings = [], list[Finding]()
    for sheet in sheets:
        content = _made(sheet, plates, read, words)
        found = preflight.judge_plate(content, ink_limit=read.design.paper.ink_limit)
        findings += (replace(one, message=f"sheet {sheet.name}: {one.message}") for one in found)
        if not preflight.failed(found):
            files.append(OutputFile(f"{FOLDER}/{_file_name(sheet, read)}", "sheet", content))
        print(f"impose   sheet {sheet.name}: pages {_labels(sheet, read)}", file=sys.stderr)
    stale = [f"{FOLDER}/{path.name}" for path in (folder / FOLDER).glob("*.pdf")]
    made = {file.path for file in files}
    with release.alone(folder):
        for path in report.write(folder, files, stale=[path for path in stale if path not in made]):
            print(path)
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            print(finding, file=sys.stderr)
    return ExitCode.DONE if len(files) == len(sheets) else ExitCode.PREFLIGHT_FAILED


def _wanted(read: Intake) -> PressSheets:
    paper = read.design.paper
    if paper.printing.sheets is None:
        raise UsageError("the paper says nothing of its press sheets\n  hint: press: {sheets: {up: 2}} in paper.yaml")
    if paper.spreads.get("press") == "panorama" and any(page.halves for page in read.issue.pages):
        raise UsageError("spreads are delivered as panoramas; sheets take single pages\n  hint: spreads: {press: both}")
    return paper.printing.sheets


def _plates(read: Intake, folder: Path, issue: Path) -> Mapping[int, bytes]:
    """Return the plates by the numbers of their pages; raises ``UsageError`` that names all that lack."""
    found: dict[int, bytes] = {}
    lacking = []
    released = release.read_ledger(release.folder_of(issue)).standing()
    for page in leaves(read.issue.pages):
        name = press.file_name(read.design.paper, read.issue, page)
        path = folder / (released[page.label].file if page.label in released else name)
        try:
            found[page.number] = path.read_bytes()
        except OSError:
            lacking.append(f"page {page.label} ({path.name})")
    if lacking:
        raise UsageError(
            f"{folder} has no plate of {', '.join(lacking)}\n  hint: compose the issue; pages in error have none"
        )
    return found


def _made(sheet: PressSheet, plates: Mapping[int, bytes], read: Intake, words: press.Words) -> bytes:
    try:
        return press.sheet_pdf(sheet, plates, read.issue, read.design.paper, read.faces, words)
    except press.UnlikePlatesError as error:
        label = next(page.label for page in leaves(read.issue.pages) if page.number == error.page)
        words_of = f"the plate of page {label} has another size than the others of sheet {sheet.name}"
        raise UsageError(f"{words_of}\n  hint: compose the issue again; its pages have one size") from error


def _labels(sheet: PressSheet, read: Intake) -> str:
    return ", ".join(page.label for page in leaves(read.issue.pages) if page.number in sheet.pages)


def _file_name(sheet: PressSheet, read: Intake) -> str:
    return f"{read.design.paper.slug}-{read.issue.date:%Y%m%d}-sheet-{sheet.name}.pdf"
