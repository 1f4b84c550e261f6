"""What each command does and says: results to standard output, progress and findings to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compositor import faces, intake, pipeline, publishing, release, report
from compositor.abreast import Abreast
from compositor.errors import ExitCode, Finding, OutputError, Severity
from compositor.filing import Cache
from compositor.pipeline import Composed, Request, Stopwatch

if TYPE_CHECKING:
    from compositor import releasing
    from compositor.report import Asked

MOST_SAID: Final = 100
"""How many findings the terminal is told; the reports have them all."""


def compose(request: Request) -> ExitCode:
    """Compose an issue and write its files; say what was made and how each story fits."""
    watch = Stopwatch(progress)
    with closing(Abreast(request)) as begun:
        composed = pipeline.compose(request, watch, ahead=begun)
        try:
            with release.alone(request.out / composed.read.issue.slug):
                written = pipeline.write_files(request, composed, watch, begun.night(composed))
        except OutputError as error:
            say_findings(composed.findings)
            if composed.withheld:  # of several exit codes the lowest holds
                error.exit_code = composed.exit_code
            raise
    composed = written.composed
    say_findings(composed.findings)
    _say_quality(composed)
    told = pipeline.outcome(composed)
    print(report.fit_table(told) + report.fitting_said(told))
    print("\n".join(_told(written.paths)))
    say_withheld(composed)
    closed(request.cache)
    return composed.exit_code


def _told(paths: tuple[Path, ...]) -> Iterator[str]:
    """Yield the files that were written; of a site the one that opens it."""
    site = tuple(Path(publishing.SITE).parts)
    for path in paths:
        at = next((at for at in range(len(path.parts)) if path.parts[at : at + len(site)] == site), None)
        if at is None or path.parts[at + len(site) :] == ("index.html",):
            yield str(path)


def check(request: Request) -> ExitCode:
    """Compose an issue, say what is wrong and how each story fits; write nothing."""
    composed = pipeline.compose(request, Stopwatch(progress))
    composed, _ = pipeline.looked_at(request, composed, pipeline.night(request, composed))
    say_findings(composed.findings)
    _say_quality(composed)
    told = pipeline.outcome(composed)
    sys.stdout.write(report.fit_table(told) + report.fitting_said(told))
    say_withheld(composed)
    return composed.exit_code


def release_pages(request: Request, asked: releasing.Asked) -> ExitCode:
    """Release pages and say what became of each."""
    from compositor import releasing

    done = releasing.release_pages(request, asked, Stopwatch(progress))
    closed(request.cache)
    say_findings(done.findings)
    for line in done.told():
        print(line)
    if done.failure:
        if done.going.refused:  # of several exit codes the lowest holds
            done.failure.exit_code = done.exit_code
        raise done.failure
    return done.exit_code


def ledger(issue: Path, form: str) -> ExitCode:
    """Print what the ledger of an issue tells, as text or as the lines that it has; say which plates aren't kept."""
    book, store = release.opened(issue)
    if form == "json":
        sys.stdout.write(book.text.decode("utf-8"))
    else:
        print("\n".join(release.said(book)))
    gone = tuple(release.missing(book, store))
    for line in gone:
        print(line, file=sys.stderr)
    return ExitCode.FOUND if gone else ExitCode.DONE


def dump(request: Request, form: str, *, audit: bool) -> ExitCode:
    """Print every story's copy and every set line, as text (with ``audit`` each with its account) or as JSON lines."""
    composed = pipeline.compose(request, Stopwatch(lambda _: None))
    made = (composed.read.issue, composed.dummy, composed.made.pages)
    sys.stdout.write(report.dump_json(*made) if form == "json" else report.dump_text(*made, audit=audit))
    say_findings(composed.findings)
    return composed.exit_code


def explain(request: Request, asked: Asked) -> ExitCode:
    """Print why a line stands as it does."""
    composed = pipeline.compose(request, Stopwatch(lambda _: None))
    sys.stdout.write(report.explain(composed.read.issue, composed.made.pages, asked))
    return ExitCode.DONE


def schema(name: str) -> ExitCode:
    """Print the JSON Schema of a file format."""
    made = {"report": report.schema, "job": release.schema}
    found = made[name]() if name in made else intake.json_schema(name)
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return ExitCode.DONE


def fonts(folder: Path | None, issue: Path | None = None) -> ExitCode:
    """List roles, faces and what they cover; of an issue, the roles that its paper uses, and what it brings."""
    found = intake.read(issue, fonts=folder).faces if issue else intake.read_fonts(folder)
    sys.stdout.write(report.font_table(faces.describe(found)))
    if found.supplement.faces:
        sys.stdout.write("\n" + report.supplement_table(faces.brought(found)))
    return ExitCode.DONE


def closed(cache: Cache) -> None:
    """Let a cache keep no more than it may, and tell what was wrong with it; that is no fault of the issue."""
    cache.trim()
    if cache.tally.spoilt:
        told = "1 entry was damaged and is" if cache.tally.spoilt == 1 else f"{cache.tally.spoilt} entries were damaged"
        print(f"cache: {told}{'' if cache.tally.spoilt == 1 else ' and are'} made anew", file=sys.stderr)
    if cache.tally.refused:
        print(f"cache: nothing is kept in {cache.tally.refused}", file=sys.stderr)


def progress(words: str) -> None:
    """Say how far a run is."""
    print(words, file=sys.stderr, flush=True)


def say_findings(findings: Iterable[Finding]) -> None:
    """Say what is wrong, as much of it as anyone reads."""
    told = [finding for finding in findings if finding.severity is not Severity.NOTE]
    for finding in told[:MOST_SAID]:
        print(finding, file=sys.stderr)
    if len(told) > MOST_SAID:
        print(f"and {len(told) - MOST_SAID} more findings; compose writes them all into report.html", file=sys.stderr)


def _say_quality(composed: Composed) -> None:
    words = report.quality_said(pipeline.outcome(composed))
    if words:
        print(words, file=sys.stderr)


def say_withheld(composed: Composed) -> None:
    """Say which pages wait, and what waits with them."""
    if composed.unread:
        print("withheld: the reader's PDF; the pages' plates are not", file=sys.stderr)
    if not composed.held:
        return
    held = [page.label for page in composed.made.pages if page.label in composed.held]
    rest = "all other pages are released" if len(held) < len(composed.made.pages) else "no page is released"
    waits = "; the reader's PDF waits until every page is" if composed.withheld else ""
    print(f"withheld: {', '.join(held)}; {rest}{waits}", file=sys.stderr)
