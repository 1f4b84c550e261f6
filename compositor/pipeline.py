"""The press run: from an issue's folder to its pages and files, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compositor import collation, copyfit, epaper, intake, plan, preflight, proof, publishing, report
from compositor.errors import ExitCode, Finding, Severity, UsageError
from compositor.filing import NO_CACHE, Cache, program
from compositor.intake import Intake
from compositor.intake.pages import label_key
from compositor.kept import NOTHING, Kept
from compositor.makeup import set_ahead
from compositor.model.copy import Issue
from compositor.model.dummy import Dummy, Fit
from compositor.model.fitting import Advice, Draft, Step
from compositor.model.lines import Line
from compositor.model.page import Page
from compositor.model.spreads import delivered, joined, seen
from compositor.patience import bounded, unswept
from compositor.proofing import Proofs, proofed, waiting
from compositor.records import dataclass
from compositor.release import Entry, Platesetter, Standing, Threads, impression
from compositor.release.hands import beside, shared_out, with_patience
from compositor.report import Outcome, OutputFile, Released
from compositor.slugs import slug_words
from compositor.text import TypeCase, forget_accounts

if TYPE_CHECKING:
    from compositor.makeup import MadeUp

Say = Callable[[str], None]
_LINES: Final = "lines "


@dataclass(frozen=True, slots=True)
class Request:
    """What the desk asked for: the issue, where layouts, fonts and output are, and which pages and files.

    ``pages`` empty means all; ``only`` is press, epaper, site, proof, or empty for everything. ``cache`` has what
    earlier runs have made of the same.
    """

    issue: Path
    out: Path = Path("out")
    layouts: Path | None = None
    fonts: Path | None = None
    pages: tuple[str, ...] = ()
    only: str = ""
    cache: Cache = NO_CACHE


@dataclass(frozen=True, slots=True)
class Composed:
    """An issue as composed: what was read, the dummy of the last round, its pages, and what proof found.

    ``read`` has the issue and the design with all that copy-fitting changed, in ``steps``; ``advice`` is for stories
    that still don't fit.
    ``failed`` are pages whose plates preflight would not let go, or that would make a released one wrong; ``same``
    are those that are as in an edition's base; ``releases`` are the released ones. ``unread`` tells that preflight
    would not let the reader's PDF go.
    """

    read: Intake
    case: TypeCase
    dummy: Dummy
    made: MadeUp
    rounds: tuple[Fit, ...]
    findings: tuple[Finding, ...]
    withheld: frozenset[str]
    steps: tuple[Step, ...] = ()
    advice: tuple[Advice, ...] = ()
    failed: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    releases: tuple[Released, ...] = ()
    unread: bool = False

    @property
    def held(self) -> frozenset[str]:
        """The pages that get no plate, for whatever reason."""
        return self.withheld | self.failed

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every page is released, and the reader's PDF."""
        if self.held:
            return ExitCode.PAGES_WITHHELD
        return ExitCode.PREFLIGHT_FAILED if self.unread else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and the issue as composed with what preflight found in its plates."""

    paths: tuple[Path, ...]
    composed: Composed


@dataclass(frozen=True, slots=True)
class Night:
    """How an issue stands between its first plate and its last: what is released, and the platesetter.

    ``releasing`` pages goes on where a file has changed since it was read: they are frozen.
    """

    standing: Standing
    setter: Platesetter
    releasing: bool = False


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage; they stand in ``run.json`` and nowhere else."""

    say: Say
    timings: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=time.perf_counter)

    def stage(self, name: str, words: str) -> None:
        """Note that the stage ``name`` has ended, and say so."""
        now = time.perf_counter()
        self.timings[name] = self.timings.get(name, 0.0) + now - self._began
        self.say(f"{name:<8} {now - self._began:5.2f} s  {words}")
        self._began = now


Leave = Callable[[Callable[[], Proofs]], None]


class InTurn:
    """How an issue is made where nothing is begun before its turn."""

    def set_lines(self, read: Intake, dummy: Dummy, case: TypeCase) -> None:
        """Set what make-up is going to ask for."""
        set_ahead(read.issue, read.design.paper.grid, dummy, case, share=with_patience)

    def begin(self, made: Composed) -> None:
        """Begin with what comes after make-up, before any proof."""


_IN_TURN: Final = InTurn()


@unswept()
def compose(
    request: Request, watch: Stopwatch, kept: Kept = NOTHING, leave: Leave | None = None, ahead: InTurn = _IN_TURN
) -> Composed:
    """Read, plan, make up and proof an issue; writes nothing. Raises ``CopyError`` where it can't be composed.

    ``kept`` has what earlier compositions made. Where it may ``leave`` the proofs for later, what reads them is handed
    to that, and here it is only found out which pages wait. ``ahead`` may do things before their turn.
    """
    forget_accounts()
    read = intake.read(request.issue, layouts=request.layouts, fonts=request.fonts, kept=kept)
    issue, design = read.issue, read.design
    _check_pages(request, issue)
    watch.stage("intake", f"{issue.count} pages, {len(issue.stories)} stories")
    case = case_of(read, kept)
    with bounded(design.paper.limits.story_seconds):
        if not kept.keeping:
            ahead.set_lines(read, plan.plan(issue, design, read.phrases), case)
        closed = copyfit.close(Draft(issue, design), desk := copyfit.Desk(case, read.phrases, kept=kept))
        case.ahead.clear()
        made = closed.made
        watch.stage("makeup", f"{sum(len(page.ink) for page in made.pages)} lines, rules and pictures placed")
    read = replace(read, issue=closed.draft.issue, design=closed.draft.design)
    made_of = (read, case, closed.dummy, made, closed.rounds)
    if read.base is None:
        ahead.begin(Composed(*made_of, (), frozenset()))

    def proofs() -> Proofs:
        with bounded(design.paper.limits.story_seconds):
            advice = copyfit.advised(closed, desk)
        if advice:
            watch.stage("copyfit", f"advice tried for {len(advice)} {'story' if len(advice) == 1 else 'stories'}")
        return proofed(read, closed, advice, kept)

    if leave is not None and read.base is None:
        leave(proofs)
        found = Proofs((), waiting(read, closed, kept))
    else:
        found = proofs()
    watch.stage("proof", _count(found.findings))
    composed = Composed(*made_of, found.findings, found.withheld, closed.steps, found.advice)
    return composed if read.base is None else _edition((request, kept), composed, read.base, watch)


def _edition(asked: tuple[Request, Kept], composed: Composed, base: Path, watch: Stopwatch) -> Composed:
    """Return an edition with what differs from its base, page by page, and which pages are the same to a glyph."""
    request, kept = asked
    under = compose(replace(request, issue=base, pages=()), Stopwatch(lambda _: None), kept)
    before = {page.label: _printed(page) for page in plated(under)}
    pages = plated(composed)
    same = frozenset(page.label for page in pages if before.get(page.label) == _printed(page))
    changes = collation.collate(sheetwork(under), sheetwork(composed))
    told = collation.edition_told(pages, same, changes, base.name)
    watch.stage("edition", f"{len(pages) - len(same)} of {len(pages)} pages differ from {base.name}")
    read = replace(composed.read, looks={**under.read.looks, **composed.read.looks})
    return replace(composed, read=read, findings=(*composed.findings, *told), same=same)


def _printed(page: Page) -> Mapping[str, str]:
    """Return digests of what a page prints, by box."""
    return impression(page, Threads((), {})).items


def case_of(read: Intake, kept: Kept = NOTHING) -> TypeCase:
    """Return the type case of an issue."""
    made_of = (read.faces, read.hyphens, read.design.paper.setting, read.phrases)
    return kept.once("case", "", made_of, lambda: TypeCase(*made_of[:3], phrases=read.phrases))


def _check_pages(request: Request, issue: Issue) -> None:
    labels = {label_key(one.label): one.label for page in issue.pages for one in (*page.halves, page)}
    for label in request.pages:
        if label_key(label) not in labels:
            raise UsageError(f"the issue has no page {label}; its pages are {', '.join(labels.values())}")


def asked(request: Request, page: Page) -> bool:
    """Tell whether a page's plate is asked for; 1 and 01 name the same page, as in the manifest."""
    own = {label_key(label) for label in (page.label, *(half.label for half in page.halves))}
    return not request.pages or bool(own & {label_key(asked) for asked in request.pages})


def _count(findings: tuple[Finding, ...]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    return f"{proof.many(errors, 'error')}, {proof.many(warnings, 'warning')}"


def outcome(composed: Composed) -> Outcome:
    """Return what the reports speak of."""
    return Outcome(
        issue=composed.read.issue,
        design=composed.read.design,
        dummy=composed.dummy,
        pages=joined(composed.made.pages),
        fit=composed.made.fit,
        jumps=composed.made.jumps,
        findings=seen(composed.made.pages, composed.findings),
        withheld=composed.held,
        rounds=composed.rounds,
        steps=composed.steps,
        advice=composed.advice,
        releases=composed.releases,
    )


def write_files(request: Request, composed: Composed, watch: Stopwatch, at: Night | None = None) -> Written:
    """Write what was asked for into the issue's output folder; raises ``OutputError``.

    Raises ``CopyError`` where a file has changed since it was read, unless pages of it are released.
    """
    folder = request.out / composed.read.issue.slug
    files: list[OutputFile] = []
    at = at or night(request, composed)
    if request.only in ("", "press"):
        composed, files = plates(request, composed, at)
        watch.stage("press", f"{len(files)} plates{_from_cache(at.setter.fetched(composed.held))}")
    ahead = beside(_works(request, composed), request.cache)
    if "readers" in ahead:
        composed, made = _readers(request, composed, ahead["readers"], watch)
        files += made
    told = outcome(composed)
    pictures: dict[str, str] = {}
    if "proof" in ahead:
        made, pictures = _proofs(composed, told, ahead, request.cache)
        files += made
        seen = request.cache.tally.found.get(report.SEEN, 0)
        watch.stage("proofs", f"the proof and {len(pictures)} page pictures{_from_cache(seen)}")
    entries = tuple(file.entry() for file in files)
    files.append(OutputFile("report.json", "report", report.report_written(told, entries)))
    lines = {label: ahead[_LINES + label] for label in pictures}
    html = report.html_written(told, entries, pictures=pictures, lines=lines)
    files.append(OutputFile("report.html", "report", html))
    files.append(
        OutputFile("run.json", "run", report.run_json(watch.timings, kept=request.cache.tally.told()).encode())
    )
    if not at.releasing:
        intake.expect_unchanged(composed.read)
    return Written(report.swap(folder, files, stale=_stale((request, composed), at, folder, files)), composed)


def cache_in(folder: Path | None) -> Cache:
    """Return the cache in a folder, for what this program makes; one that keeps nothing without a folder."""
    return NO_CACHE if folder is None else Cache(folder, lambda: program(report.running_versions()))


def _from_cache(found: int) -> str:
    return f", {found} from the cache" if found else ""


def _bytes(text: str) -> bytes:
    """Return a report in UTF-8; the issue's folder gives its name, escaped in a locale without UTF-8 (PEP 383)."""
    return text.encode("utf-8", "surrogateescape")


def plated(composed: Composed) -> tuple[Page, ...]:
    """Return the pages as the press has them, of an edition those that differ from its base."""
    pages = delivered(composed.made.pages, composed.read.design.paper.spreads.get("press", "pages"))
    return tuple(page for page in pages if page.label not in composed.same)


def night(request: Request, composed: Composed, kept: Kept = NOTHING, setter: Platesetter | None = None) -> Night:
    """Return how the issue stands: what of it is released, and who makes its plates; raises ``CopyError``."""
    made, issue = composed.made, composed.read.issue
    threads = Threads.of(made.pages, made.jumps, issue)
    standing = Standing.of(request.issue, plated(composed), threads)
    to = request.out / issue.slug / report.PLATES
    setter = setter or Platesetter.of(composed.read, _words(composed, kept), kept, request.cache, to)
    return Night(standing, setter)


def plates_begun(request: Request, composed: Composed, at: Night, hands: int) -> None:
    """Have so many other hands begin with the plates of an issue that is made up."""
    at.setter.begin(_in_work(request, composed, at, frozenset()), 1, hands)


def formes(request: Request, composed: Composed, at: Night) -> Iterator[str]:
    """Have the pieces of plates that stand at hand for the next ones; yield the label of each page that is done."""
    for page in _in_work(request, composed, at, composed.held):
        at.setter.form(page, 1)
        yield page.label


def _in_work(request: Request, composed: Composed, at: Night, but: frozenset[str]) -> list[Page]:
    """Return the pages whose plates are made, ``but`` some: those asked for that aren't released."""
    kept = but | at.standing.released.keys()
    return [page for page in plated(composed) if asked(request, page) and page.label not in kept]


def looked_at(request: Request, composed: Composed, at: Night) -> tuple[Composed, frozenset[str]]:
    """Return an issue with what is found where it and its released pages differ, and the pages that are refused.

    A released page has its plate: it stays, whatever the page is now.
    """
    standing, labels = at.standing, {page.label for page in plated(composed)}
    pages = [page for page in plated(composed) if asked(request, page)]
    making = {page.label for page in pages if page.label not in standing.released} - composed.withheld
    refused = standing.refused(making)
    findings = [finding for told in refused.values() for finding in told]
    for page in pages:
        entry = standing.released.get(page.label)
        told = any(one.code == "RELEASED_CHANGED" and one.page == page.label for one in composed.findings)
        if entry and not told and standing.is_changed(entry, page, at.setter):
            lost = standing.store.plate(entry) is None
            findings.append(standing.lost(entry) if lost else standing.frozen(entry))
    findings += (standing.frozen(entry) for label, entry in standing.released.items() if label not in labels)
    failed = composed.failed | set(refused)
    found = tuple(dict.fromkeys((*composed.findings, *findings)))
    gone = tuple(_gone(entry, found, standing) for entry in standing.released.values())
    return replace(composed, findings=found, failed=failed, releases=gone), frozenset(refused)


def _gone(entry: Entry, findings: tuple[Finding, ...], standing: Standing) -> Released:
    """Return what the reports tell of a released page."""
    told = any(one.code in ("RELEASED_CHANGED", "RELEASED_LOST") and one.page == entry.page for one in findings)
    changed = told or standing.differs(entry)
    return Released(entry.page, entry.version, entry.file, entry.by, entry.at, changed)


def plates(request: Request, composed: Composed, at: Night) -> tuple[Composed, list[OutputFile]]:
    """Make the plates and read each as the printing house will; what they would send back is not let go."""
    composed, refused = looked_at(request, composed, at)
    files: list[OutputFile] = []
    findings: list[Finding] = []
    failed: set[str] = set(composed.failed)
    pages = [page for page in plated(composed) if asked(request, page)]
    at.setter.prepare(_in_work(request, composed, at, composed.withheld | refused), 1)
    for page in pages:
        entry = at.standing.released.get(page.label)
        if entry:
            plate = at.standing.plate(entry, page, at.setter)
            files += [OutputFile(f"press/{entry.file}", "press", plate)] if plate is not None else []
            continue
        if page.label in composed.withheld | refused:
            continue
        found = at.setter.judged(page, 1)
        findings += (one for one in found if one not in composed.findings)
        if preflight.failed(found):
            failed.add(page.label)
            continue
        files.append(OutputFile(f"press/{at.setter.name(page, 1)}", "press", at.setter.waiting(page, 1)))
    return replace(composed, findings=(*composed.findings, *findings), failed=frozenset(failed)), files


def _words(composed: Composed, kept: Kept) -> Callable[[str, int], Line]:
    """Return what sets the slug lines of plates."""
    read, case = composed.read, composed.case
    return kept.once("slug", "", (case, read.design.templates), lambda: slug_words(read, case))


def _works(request: Request, composed: Composed) -> dict[str, Callable[[], Any]]:
    """Return what needs nothing of one another, the longest first; the proof is drawn with what is found so far."""
    cache, works = request.cache, dict[str, Callable[[], Any]]()
    if request.only in ("", "epaper", "site") and not composed.withheld:
        works["readers"] = partial(_read, composed, cache)
    if request.only in ("", "proof"):
        told, case, faces = outcome(composed), composed.case, composed.read.faces
        works["proof"] = partial(report.drawn, told, case, faces, cache)
        works["pages"] = lambda: collation.to_json(sheetwork(composed))
        accounts = report.Accounts(case, faces, composed.read.names, cache)
        works |= {_LINES + page.label: partial(accounts.hot_lines, page, _picture(page)) for page in told.pages}
    return works


def _picture(page: Page) -> str:
    return f"proof/{page.label}.png"


def _proofs(
    composed: Composed, told: Outcome, ahead: Mapping[str, Any], cache: Cache
) -> tuple[list[OutputFile], dict[str, str]]:
    read = composed.read
    drawn = ahead["proof"]
    if drawn.told != (told.findings, told.withheld):  # the reader's PDF has something wrong: that is marked too
        drawn = report.drawn(told, composed.case, read.faces, cache)
    files = [OutputFile(f"proof/{report.proof_name(read.design.paper, read.issue)}", "proof", drawn.pdf)]
    files.append(OutputFile(report.PAGES, "pages", _bytes(ahead["pages"])))
    pictures = report.pictures(drawn, cache, share=shared_out)
    files += (OutputFile(_picture(page), "picture", one) for page, one in zip(told.pages, pictures, strict=True))
    return files, {page.label: _picture(page) for page in told.pages}


def sheetwork(composed: Composed) -> collation.Sheetwork:
    """Return the record of an issue's pages, for comparing."""
    return collation.sheetwork(composed.read.issue, composed.dummy, joined(composed.made.pages))


def page_pictures(composed: Composed) -> dict[str, bytes]:
    """Return a picture of each page as its proof has it, by label."""
    told = outcome(composed)
    pictures = report.page_pictures(report.proof_pdf(told, composed.case, composed.read.faces))
    return {page.label: picture for page, picture in zip(told.pages, pictures, strict=True)}


def _read(composed: Composed, cache: Cache) -> tuple[tuple[bytes, ...], tuple[Finding, ...]]:
    """Return the reader's PDFs, and what preflight finds in them."""
    published = readers(composed, cache)
    return tuple(pdf.content for pdf in published.pdfs), publishing.judged(published, cache)


def _readers(
    request: Request, composed: Composed, made: tuple[tuple[bytes, ...], tuple[Finding, ...]], watch: Stopwatch
) -> tuple[Composed, list[OutputFile]]:
    """Return the reader's PDFs, and the site where the paper has one or it was asked for.

    Each PDF was read as by one who can't see it; if one can't be, none is let go.
    """
    written, findings = made
    unread = preflight.failed(findings)
    composed = replace(composed, findings=tuple(dict.fromkeys((*composed.findings, *findings))), unread=unread)
    watch.stage("epaper", "the reader's PDF fails preflight" if unread else "the reader's PDF")
    if unread:
        return composed, []
    published = readers(composed, request.cache, written)
    files = [OutputFile(f"epaper/{pdf.name}", "epaper", pdf.content) for pdf in published.pdfs]
    if request.only == "site" or composed.read.design.paper.epaper.site:
        site = publishing.site(published, request.out / composed.read.issue.slug, request.cache, watch.say)
        watch.stage("site", f"{len(site)} files")
        files += site
    return composed, files


def readers(composed: Composed, cache: Cache = NO_CACHE, written: tuple[bytes, ...] = ()) -> epaper.Published:
    """Return the issue as readers get it; ``written`` are its PDFs where they are made."""
    read = composed.read
    copy = epaper.Copy(read.issue, composed.dummy, read.design)
    return epaper.published(composed.made.pages, copy, read.faces, composed.case, cache=cache, written=written)


def _stale(run: tuple[Request, Composed], at: Night, folder: Path, files: list[OutputFile]) -> tuple[str, ...]:
    """Return what an earlier run left that this one may not leave standing."""
    request, composed = run
    paper, issue = composed.read.design.paper, composed.read.issue
    stale = list(stale_plates(run, at, folder, files))
    if request.only in ("", "proof"):
        stale += report.stale_pictures(folder, {Path(file.path).name for file in files})
    if composed.withheld or composed.unread:
        stale += (f"epaper/{epaper.file_name(paper, issue, panorama=which)}" for which in (False, True))
    if composed.withheld or composed.unread or request.only in ("", "epaper", "site"):
        stale += report.stale_below(folder, publishing.SITE, {file.path for file in files})
    return tuple(stale)


def stale_plates(run: tuple[Request, Composed], at: Night, folder: Path, files: list[OutputFile]) -> tuple[str, ...]:
    """Return the plates that an earlier run left and that may not stay."""
    request, composed = run
    released = at.standing.released
    made = {Path(file.path).name for file in files} | {entry.file for entry in released.values()}
    withheld = {at.setter.name(page, 1) for page in plated(composed) if page.label in composed.held}
    withheld |= {old.file for page in released for old in at.standing.book.releases(page)}
    whole = request.only in ("", "press") and not request.pages
    return report.stale_plates(folder, made, withheld=withheld - made, whole=whole)
