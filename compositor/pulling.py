"""The command ``proof``: proof sheets (大樣) of pages and galleys (小樣) of stories, for reading and signing."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

from compositor import intake, pipeline, plan, release, report
from compositor.errors import ExitCode, UsageError
from compositor.intake import Intake
from compositor.model.design import BoxStyle, TextBox
from compositor.model.grid import SEAM
from compositor.model.measures import columns_of
from compositor.model.settings import Direction
from compositor.pipeline import Request, Stopwatch
from compositor.records import dataclass
from compositor.report import OutputFile
from compositor.units import SP, length

_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: sheets of pages, of all where none is named, in a size.

    Or the galley of a ``story``, in a ``measure`` such as 18em; that of its box where it is empty.
    """

    request: Request
    size: str = "a3"
    story: str = ""
    measure: str = ""


def pull(asked: Asked) -> ExitCode:
    """Write a proof sheet of every page asked for, whatever is wrong with it, or the galley of a story."""
    if asked.measure and not asked.story:
        raise UsageError("a measure is that of a galley\n  hint: name its story: --story SLUG --measure 18em")
    if asked.story and asked.request.pages:
        raise UsageError("a galley is of a story, a sheet of a page\n  hint: leave out --pages or --story")
    return _galley(asked) if asked.story else _sheets(asked)


def _sheets(asked: Asked) -> ExitCode:
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
    _write(request, read, files)
    held = [page.label for page in told.pages if page.label in told.withheld and pipeline.asked(request, page)]
    if held:
        print(f"in error, and marked so: {', '.join(held)}", file=sys.stderr)
    return ExitCode.DONE


def _galley(asked: Asked) -> ExitCode:
    request = asked.request
    read = intake.read(request.issue, layouts=request.layouts, fonts=request.fonts)
    known = {story.slug: story for story in (*read.issue.stories, *read.issue.fillers)}
    if asked.story not in known:
        raise UsageError(f"the issue has no story {asked.story}; its stories are {', '.join(known)}")
    case = pipeline.case_of(read)
    style, measure = _column(read, asked.story)
    column = report.Column(style, _measure(asked.measure, style) if asked.measure else measure)
    desk = report.Desk.of(read.issue, read.design, case)
    name = f"{read.design.paper.slug}-{read.issue.date:%Y%m%d}-{_safe(asked.story)}-galley.pdf"
    made = report.galley_pdf(known[asked.story], column, desk)
    _write(request, read, [OutputFile(f"proof/{name}", "proof", made)])
    return ExitCode.DONE


def _column(read: Intake, slug: str) -> tuple[BoxStyle, int]:
    """Return the styles of a story's first box, lying, and its measure; of one without a box those of any."""
    grid = read.design.paper.grid
    try:
        box = plan.thread_of(read.issue, read.design, slug, read.phrases).boxes[0].box
    except KeyError:
        boxes = (box for template in read.design.templates.values() for box in template.boxes)
        box = next(box for box in boxes if isinstance(box, TextBox))
    lying = box.direction is Direction.HORIZONTAL and box.columns != SEAM
    measure = columns_of(box, grid).places[0][1] if lying else grid.measure
    return box.style.directed(Direction.HORIZONTAL), min(measure, report.MOST_MEASURE)


def _measure(text: str, style: BoxStyle) -> int:
    """Return a measure that the desk named; raises ``UsageError`` where it is none, or can't be set on a sheet."""
    em = style.style("body").size
    try:
        found = length(text, em=em)
    except ValueError as error:
        raise UsageError(f"--measure: {error}") from error
    if not report.LEAST_MEASURE * em <= found <= report.MOST_MEASURE:
        most, size = report.MOST_MEASURE // em, em / SP
        words = f"a galley of {size:g} pt has a measure of {report.LEAST_MEASURE}em to {most}em, not {text}"
        raise UsageError(words)
    return found


def _write(request: Request, read: Intake, files: list[OutputFile]) -> None:
    folder = request.out / read.issue.slug
    with release.alone(folder):
        for path in report.write(folder, files):
            print(path)


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name)


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
