"""From an issue's folder to everything that is composed from it: one pass, every fault gathered, raised once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compositor.errors import CopyError, Finding, Place, Severity
from compositor.faces import Faces
from compositor.intake import files
from compositor.intake.adverts import check_modules
from compositor.intake.again import Again, Sources
from compositor.intake.composition import han_space, is_narrow
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import said_path, shown
from compositor.intake.folders import beside_issue
from compositor.intake.fonts import Brought, FontCase, own_roles, read_roles
from compositor.intake.forms import ISSUE
from compositor.intake.hyphens import Hyphens, hyphens_for
from compositor.intake.limit_forms import raised
from compositor.intake.making import make_issue, make_pages
from compositor.intake.notices import read_notices
from compositor.intake.pages import PageDesk, Slot, check_slots, read_pages
from compositor.intake.paper import PaperDesk, read_paper
from compositor.intake.phrases import PhraseReader
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.quarantine import Quarantine
from compositor.intake.seen import Look, changed, noted
from compositor.intake.sheet import Sheet, nearest
from compositor.intake.source import Source
from compositor.intake.spreads import parts, with_halves
from compositor.intake.story import read_story
from compositor.intake.template import Bench, TemplateDesk, read_template
from compositor.intake.threads import Threads
from compositor.intake.yamltree import Scalar, read_tree
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue, Story
from compositor.model.design import Design, Grid, Template
from compositor.model.limits import Limits
from compositor.model.notices import StoryNotice
from compositor.model.phrases import Phrases
from compositor.records import dataclass

MANIFEST: Final = "issue.yaml"


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake read: the issue, its design and faces, and what it found that doesn't stop the issue.

    ``sources`` are the texts of the files that copy came from, by the names that places give them;
    ``face_places`` is where each face is named, ``brought`` what the issue's supplement brings. ``phrases`` reads
    its dictionary when the first head asks. ``names`` are those that the paper and the issue list. ``base`` is the
    manifest that an edition changes. ``looks`` are all files that were read, as they were then.
    """

    issue: Issue
    design: Design
    faces: Faces
    hyphens: Hyphens
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]
    face_places: Mapping[str, Place]
    brought: Brought
    phrases: Phrases = field(default_factory=PhraseReader)
    names: tuple[str, ...] = ()
    base: Path | None = None
    looks: Mapping[Path, Look] = field(default_factory=dict)


@dataclass(slots=True)
class _Desk:
    """What is being read; every step leaves its faults in ``faults``."""

    folder: Path
    manifest: Path
    faults: Faults = field(default_factory=Faults)
    sources: Sources = field(default_factory=Sources)
    kept: Kept = NOTHING

    @property
    def again(self) -> Again:
        """What takes parts as they were read before."""
        return Again(self.faults, self.sources, self.kept)

    def source(self, path: Path, what: str, place: Place | None = None) -> Source | None:
        found = files.source(path, what, place, self.faults)
        if found is not None:
            self.sources[found.file] = found.text
        return found


def read(issue: Path, *, layouts: Path | None = None, fonts: Path | None = None, kept: Kept = NOTHING) -> Intake:
    """Read and check everything that an issue is composed from.

    ``issue`` is the issue's folder or its YAML file. ``layouts`` and ``fonts`` are looked for beside the folder
    that holds the issues, then in the working directory, then with the program. Raises ``CopyError`` with every
    fault of the manifest, paper, templates, stories and fonts together; what is bound to one page (a missing
    picture) and warnings are the ``findings`` of what is returned. Nothing is written. ``kept`` has what earlier
    readings made.
    """
    with noted(kept) as sight, contextlib.closing(Quarantine()) as quarantine:
        return replace(_read(_opened(issue, kept), (layouts, fonts), quarantine), looks=sight.looks)


def expect_unchanged(read: Intake) -> None:
    """Raise ``CopyError`` where a file isn't any more what was read: what was made of it is out of date."""
    faults = Faults()
    for path, look in read.looks.items():
        if changed(path, look):
            name = shown(path)
            message = f"{said_path(name)} has changed while the issue was composed"
            faults.add(Code.FILE_CHANGED, Place(name), message, "compose the issue again")
    faults.stop()


def _read(desk: _Desk, given: tuple[Path | None, Path | None], quarantine: Quarantine) -> Intake:
    layouts, fonts = given
    sheet, base = _manifest(desk)
    pages = desk.again.once("pages", "", sheet, lambda: _pages(desk, sheet))
    paper = _paper(desk, sheet, layouts or beside_issue(desk.folder, "layouts"))
    _check_count(pages, paper.limits, desk.faults)
    quarantine.limits = paper.limits
    laid = (sheet, paper)
    templates = desk.again.once("templates", "", laid, lambda: _templates(desk, pages, paper, quarantine))
    spreads = {name: one.spread for name, one in templates.items() if one.names is not None}
    pages = with_halves(pages, spreads, paper.paper.binding if paper.paper else "left", desk.faults)
    pictures = _pictures(desk, paper, quarantine)
    copy = _Copy(desk, paper, pictures)
    stories = copy.stories(pages)
    stories |= copy.fillers(sheet, stories)
    filled = (pages, templates, paper)
    targets = desk.again.once("targets", "", filled, lambda: _targets(desk, *filled))
    notices = _notices(desk, pages, stories)
    folder = fonts or beside_issue(desk.folder, "fonts")
    own = (sheet.sheet("supplement"), paper, folder)
    opened = desk.again.once("faces", "", own, lambda: _faces(desk, (sheet, paper), folder, quarantine))
    made_of = (sheet, desk.folder, *filled, targets)
    desks = (templates, targets)
    copies = desk.again.once("copies", "", made_of, lambda: make_pages(pages, desks, pictures, grid=paper.grid))
    made = make_issue(sheet, desk.folder, copies, (stories, pictures))
    desk.faults.stop()
    assert paper.paper is not None
    assert opened is not None
    assert made is not None
    made = replace(made, notices=notices)
    if base is not None:
        zone = desk.manifest.stem
        made = replace(made, slug=f"{made.slug}-{zone}", zone=zone)
    design = Design(paper.paper, _by_name(templates, paper.paper.grid))
    _standby(desk, stories)
    findings = desk.faults.sorted_findings()
    faces, places, brought = opened
    names = sheet.texts("names") + (paper.sheet.texts("names") if paper.sheet else ())
    return Intake(
        made,
        design,
        faces,
        hyphens_for(stories.values(), desk.kept),
        findings,
        MappingProxyType(desk.sources),
        MappingProxyType(places),
        brought,
        desk.kept.once("phrases", "", names, lambda: PhraseReader(names)),
        names,
        base,
    )


def _pages(desk: _Desk, sheet: Sheet) -> tuple[PageDesk, ...]:
    """Return the pages of the manifest, what stands in their boxes checked one by one."""
    pages = read_pages(sheet, desk.faults)
    check_slots(pages, desk.faults)
    return pages


def _targets(
    desk: _Desk, pages: tuple[PageDesk, ...], templates: Mapping[str, TemplateDesk], paper: PaperDesk
) -> Mapping[tuple[int, str], Slot]:
    """Check what stands in boxes against the templates and against one another; return where jumps lead."""
    threads = Threads(pages, {name: one.names for name, one in templates.items()}, desk.faults)
    threads.check()
    _check_boxes(pages, templates, desk.faults)
    check_modules(pages, paper.paper.modules if paper.paper else {}, desk.faults)
    return threads.targets


def _pictures(desk: _Desk, paper: PaperDesk, quarantine: Quarantine) -> Pictures:
    """Return what opens the pictures of the issue."""
    return Pictures(
        desk.folder,
        desk.faults,
        narrow=is_narrow(paper.composition),
        space=han_space(paper.composition),
        palette=paper.palette,
        plates=paper.plates,
        sources=desk.sources,
        limits=paper.limits,
        quarantine=quarantine,
    )


def _check_count(pages: tuple[PageDesk, ...], limits: Limits, faults: Faults) -> None:
    if len(pages) > limits.pages:
        message = f"the issue has {len(pages)} pages; at most {limits.pages} are taken"
        faults.add(Code.TOO_LARGE, pages[limits.pages].sheet.place, message, raised("pages", limits.pages))


def _manifest(desk: _Desk) -> tuple[Sheet, Path | None]:
    """Return the manifest, of an edition laid over its base, which is named; raises ``CopyError``."""
    source = desk.source(desk.manifest, "the manifest")
    return desk.again.once("manifest", "", source, lambda: _sheet(desk, source))


def _sheet(desk: _Desk, source: Source | None) -> tuple[Sheet, Path | None]:
    tree = read_tree(source, desk.faults) if source else None
    base: Scalar | None = None
    if tree is not None and any(word.value == "base" for word, _ in tree.entries):
        from compositor.intake.editions import base_of, layered  # late: few issues are editions of others

        base, tree = base_of(tree), layered(tree, desk.manifest, desk.source, desk.faults)
    value = ISSUE.check(tree, "", desk.faults) if tree else None
    sheet = value.content if value is not None else None
    if not isinstance(sheet, Sheet):
        raise CopyError(desk.faults.sorted_faults())
    return sheet, desk.manifest.with_name(base.value) if base is not None else None


def _by_name(templates: Mapping[str, TemplateDesk], grid: Grid) -> dict[str, Template]:
    """Return the templates by name, and those of the pages of spreads."""
    found: dict[str, Template] = {}
    for name, one in templates.items():
        if one.template is not None:
            found |= parts(one.template, grid) if one.spread else {name: one.template}
    return found


def _opened(issue: Path, kept: Kept) -> _Desk:
    issue = Path(issue)
    if files.is_folder(issue):
        manifest = issue / MANIFEST
        if not os.path.lexists(manifest):
            raise CopyError((_no_issue(f"the folder {said_path(shown(issue))} has no {MANIFEST}", manifest),))
        return _Desk(issue, manifest, kept=kept)
    if issue.suffix not in {".yaml", ".yml"} and not os.path.lexists(issue):
        raise CopyError((_no_issue(f"the issue {said_path(shown(issue))} isn't there", issue),))
    return _Desk(issue.parent, issue, kept=kept)


def _no_issue(message: str, path: Path) -> Finding:
    hint = "name an issue's folder or its YAML file"
    return Finding(Code.FILE_MISSING, Severity.ERROR, message, hint, Place(shown(path)))


def _paper(desk: _Desk, sheet: Sheet, layouts: Path) -> PaperDesk:
    slug = sheet.text("paper")
    folder = layouts / slug
    place = sheet.place_of("paper")
    there = _is_there(layouts, "papers", "--layouts", desk, place)
    source = desk.source(folder / "paper.yaml", "the paper", place) if slug and there else None
    return desk.again.once("paper", slug, (source, folder), lambda: read_paper(source, slug, folder, desk.faults))


def _is_there(folder: Path, what: str, option: str, desk: _Desk, place: Place) -> bool:
    if files.is_folder(folder):
        return True
    message = f"the folder of {what} {said_path(shown(folder))} isn't there"
    desk.faults.add(Code.FILE_MISSING, place, message, f"name another with {option}, or put it beside the issues")
    return False


def _templates(
    desk: _Desk, pages: tuple[PageDesk, ...], paper: PaperDesk, quarantine: Quarantine
) -> dict[str, TemplateDesk]:
    pictures = Pictures(
        paper.folder,
        desk.faults,
        palette=paper.palette,
        plates=paper.plates,
        limits=paper.limits,
        quarantine=quarantine,
    )
    made: dict[str, TemplateDesk] = {}
    for page in pages:
        name = page.template
        if not name or name in made:
            continue
        labels = tuple(other.label for other in pages if other.template == name)
        path = paper.folder / f"{name}.yaml"
        readable = paper.sheet is not None or (files.is_folder(paper.folder) and path.is_file())
        source = desk.source(path, "the template", page.sheet.place_of("template")) if readable else None
        made[name] = read_template(source, name, Bench(paper, labels, pictures))
    return made


@dataclass(frozen=True, slots=True)
class _Copy:
    """Reads the stories of an issue for its paper."""

    desk: _Desk
    paper: PaperDesk
    pictures: Pictures

    def stories(self, pages: tuple[PageDesk, ...]) -> dict[str, Story]:
        """Read the stories that boxes take; those of a page are taken together as they were before."""
        made: dict[str, Story] = {}
        asked: set[str] = set()
        for page in pages:
            wanted: list[Stand] = []
            for slot in page.slots():
                if (slug := slot.story) and slug not in asked:
                    asked.add(slug)
                    wanted.append(Stand(slot.sheet.place_of("story"), page.label, slot.name, slug))
            made_of = (tuple(wanted), self.desk.folder, self.paper)
            made |= self.desk.again.once("page of stories", page.label, made_of, partial(self._beginning, wanted))
        return made

    def _beginning(self, stands: Sequence[Stand]) -> dict[str, Story]:
        """Read the stories that begin where they stand."""
        made = {}
        for stand in stands:
            source = _story_source(self.desk, stand.story, stand.place)
            if source is not None:
                made[stand.story] = self._story(source, stand)
        return made

    def fillers(self, sheet: Sheet, placed: Mapping[str, Story]) -> dict[str, Story]:
        """Read the fillers that no box takes."""
        made: dict[str, Story] = {}
        for item in sheet.items("fillers"):
            slug, place = str(item.content), item.node.place
            source = _story_source(self.desk, slug, place) if slug not in placed and slug not in made else None
            if source is not None:
                made[slug] = self._story(source, Stand(place, "", "", slug))
        return made

    def _story(self, source: Source, stand: Stand) -> Story:
        mark = self.paper.note_mark

        def read() -> Story:
            return read_story(source, stand.story, stand, self.pictures, note_mark=mark)

        return self.desk.again.once("story", stand.story, (source, stand, self.paper), read)


def _story_source(desk: _Desk, story: str, place: Place) -> Source | None:
    try:
        path = files.found(desk.folder, f"stories/{story}.md", desk.kept)
    except files.Refused as refused:
        message = f"the story {said(story)} {refused.message}"
        desk.faults.add(refused.code, place, message, refused.hint)
        return None
    return desk.source(path, "the story", place)


def _notices(desk: _Desk, pages: tuple[PageDesk, ...], stories: Mapping[str, Story]) -> tuple[StoryNotice, ...]:
    drawn = [f"{page.label}/{slot.name}" for page in pages for slot in page.slots() if slot.draws]
    look = partial(desk.source, what="the notices")
    return read_notices(desk.folder, tuple(stories), look, desk.faults, boxes=drawn)


def _check_boxes(pages: tuple[PageDesk, ...], templates: Mapping[str, TemplateDesk], faults: Faults) -> None:
    for page in pages:
        known = templates[page.template].names if page.template in templates else None
        if known is None:
            continue
        for slot in page.slots():
            _check_box(slot, known, faults)


def _check_box(slot: Slot, known: Mapping[str, str], faults: Faults) -> None:
    if slot.name not in known:
        hint = nearest(slot.name, tuple(known), f"its boxes are {', '.join(known)}")
        message = f"the template {said(slot.page.template)} has no box {said(slot.name)}"
        faults.add(Code.BOX_UNKNOWN, slot.place, message, hint)
    elif known[slot.name] in {"picture", "advert"} and slot.copy:
        message = f"{slot.name} is {_a_box(known[slot.name])}; the story {said(slot.copy)} can't stand in it"
        faults.add(Code.WRONG_BOX, slot.place, message, "put the story in a text box")
    elif (
        slot.draws
        and known[slot.name] in {"picture", "advert"}
        and ("advert" in slot.sheet.keys) != (known[slot.name] == "advert")
    ):
        what = "an advert" if "advert" in slot.sheet.keys else "a picture or chart"
        wanted = "advert" if "advert" in slot.sheet.keys else "picture"
        message = f"{slot.name} is {_a_box(known[slot.name])}; {what} can't stand in it"
        faults.add(Code.WRONG_BOX, slot.place, message, f"put it in a box of kind: {wanted}")
    elif known[slot.name] == "text" and slot.draws:
        message = f"{slot.name} is a text box; a picture or chart can't stand in it"
        faults.add(Code.WRONG_BOX, slot.place, message, "put it in a box of kind: picture")


def _faces(
    desk: _Desk, typed: tuple[Sheet, PaperDesk], folder: Path, quarantine: Quarantine
) -> tuple[Faces, dict[str, Place], Brought] | None:
    """Return the faces of a paper's roles and of the issue's supplement, where each is named, and what is brought."""
    sheet, paper = typed
    there = _is_there(folder, "fonts", "--fonts", desk, Place(shown(folder)))
    source = desk.source(folder / "fonts.yaml", "the list of fonts") if there else None
    before = len(desk.faults.stopping)
    roles = read_roles(source, folder, desk.faults) if source else {}
    own = own_roles(paper.fonts, paper.folder)
    wanted = [(name, role.place) for name, role in own.items()]
    place = paper.sheet.place_of("styles") if paper.sheet else Place("")
    wanted += [(style.role, paper.role_places.get(style.name, place)) for style in paper.styles.values()]
    unreadable = source is None or (not roles and len(desk.faults.stopping) > before)
    if unreadable or paper.setting is None:
        return None
    case = FontCase(roles | own, desk.faults, paper.limits, quarantine)
    supplement, brought = case.bring(sheet.sheet("supplement"), desk.folder)
    faces = case.open(wanted, paper.setting, supplement)
    if faces is None:
        return None
    _note_shortfalls(faces, case, desk)
    return faces, case.places, brought


def _note_shortfalls(faces: Faces, case: FontCase, desk: _Desk) -> None:
    """Note every face that can't give the forms that the paper asks for, where its role is typed."""
    hint = "point the role at a face drawn for the paper's region"
    for shortfall in faces.shortfalls():
        place = case.places.get(shortfall.face)
        desk.faults.note(Finding(Code.FACE_FORMS, Severity.NOTE, shortfall.message, hint, place))


def _standby(desk: _Desk, stories: Mapping[str, Story]) -> None:
    """Warn of every story in the folder that isn't placed."""
    folder = desk.folder / "stories"
    names = sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208  (no path for every name)
    copies = (name.removesuffix(".md") for name in names if name.endswith(".md") and not name.startswith("."))
    waiting = [folder / f"{slug}.md" for slug in copies if slug not in stories]
    if not waiting:
        return
    from compositor.intake.editions import placed_elsewhere  # late, as above

    elsewhere = placed_elsewhere(desk.folder, desk.manifest, lambda path: files.source(path, "", None, Faults()))
    for path in waiting:
        if path.stem not in elsewhere:
            message = f"the story {said(path.stem)} stands by: no box takes it"
            desk.faults.warn(Code.STANDBY, Place(shown(path)), message, "place it, or take it out of the folder")


def _a_box(kind: str) -> str:
    return f"an {kind} box" if kind.startswith("a") else f"a {kind} box"
