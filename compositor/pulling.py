"""The command ``proof``: proof sheets (大樣) of pages and galleys (小樣) of stories, for reading and signing."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace

from compositor import pipeline, release, report
from compositor.errors import ExitCode
from compositor.pipeline import Request, Stopwatch
from compositor.report import OutputFile

_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: sheets of pages, of all where none is named, in a size."""

    request: Request
    size: str = "a3"


def pull(asked: Asked) -> ExitCode:
    """Write a proof sheet of every page asked for, whatever is wrong with it."""
    request, watch = asked.request, Stopwatch(_progress)
    composed = pipeline.compose(request, watch)
    composed, _ = pipeline.looked_at(replace(request, pages=()), composed, pipeline.night(request, composed))
    told, read = pipeline.outcome(composed), composed.read
    desk = report.Desk.of(read.issue, read.design, composed.case)
    files = []
    for page in told.pages:
        if pipeline.asked(request, page):
            name = f"{read.design.paper.slug}-{read.issue.date:%Y%m%d}-{_safe(page.label)}-{asked.size}.pdf"
            files.append(OutputFile(f"proof/{name}", "proof", report.sheet_pdf(page, told, desk, asked.size)))
    watch.stage("proofs", f"{len(files)} proof {'sheet' if len(files) == 1 else 'sheets'}")
    folder = request.out / read.issue.slug
    with release.alone(folder):
        for path in report.write(folder, files):
            print(path)
    held = [page.label for page in told.pages if page.label in told.withheld and pipeline.asked(request, page)]
    if held:
        print(f"in error, and marked so: {', '.join(held)}", file=sys.stderr)
    return ExitCode.DONE


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name)


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
