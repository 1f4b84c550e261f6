"""Pictures and charts: files opened and found sound, or a finding on the page where they should stand."""

from __future__ import annotations

import hashlib
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compositor.errors import CopyError, Finding, Place, Severity
from compositor.intake import files
from compositor.intake.art_forms import CHART
from compositor.intake.copytext import part
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import Refused, inside, said_path, shown
from compositor.intake.leaves import ANY, FIRST, Choice, Plates, is_pdf
from compositor.intake.limit_forms import raised
from compositor.intake.mapped import copied
from compositor.intake.normalise import normalised, without_controls
from compositor.intake.palette import Palette
from compositor.intake.quarantine import Died, Quarantine
from compositor.intake.sheet import Sheet
from compositor.intake.source import Source
from compositor.intake.source import decoded as text_of
from compositor.intake.yamltree import read_tree
from compositor.model.assets import Asset
from compositor.model.copy import Chart, Part
from compositor.model.limits import LIMITS, MEGA, Limits
from compositor.model.settings import HanSpace
from compositor.records import dataclass

if TYPE_CHECKING:
    from compositor.intake.decoding import Decoded
    from compositor.intake.embedded import Embedded

_MOST_KNOWN: Final = 10_000
_sound: Final[dict[tuple[str, int], Decoded]] = {}
"""Pictures of pixels that were found sound, by their sums: nobody decodes them again to see it."""
MOST_HELD: Final = 500_000
"""Bytes of a picture file that stay in memory; a larger one is read anew where it is wanted."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where something stands or is missed: place in the file that names it, page, box and story."""

    place: Place
    page: str = ""
    box: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A picture file that is too large to be held: read anew, as long as it is what it was."""

    path: Path
    sha256: str
    size: int

    def __call__(self) -> bytes:
        """Return the file; raises ``CopyError`` where it has changed or gone since intake."""
        try:
            content = files.content(self.path, self.size)
        except Refused as refused:
            raise self._lost(refused.message, Code.PICTURE_MISSING) from refused
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise self._lost("has changed while the issue was composed", Code.PICTURE_BROKEN)
        return content

    def _lost(self, message: str, code: Code) -> CopyError:
        name = shown(self.path)
        told = f"the picture {said_path(name)} {message}"
        return CopyError((Finding(code, Severity.ERROR, told, "compose the issue again", Place(name)),))


@dataclass(frozen=True, slots=True)
class Given:
    """The words of a picture: cutline, credit and alternative text."""

    cutline: Part | None
    credit: Part | None
    alt: str


@dataclass(slots=True)
class Pictures:
    """Opens the pictures of one folder, each file once; ``narrow`` tells how the paper reads full-width Latin.

    ``space`` says what it does with U+3000 between two Han in its stories, ``palette`` which inks the colours of
    drawings have, ``plates`` what pages of PDFs may not bring into them.
    """

    folder: Path
    faults: Faults
    known: dict[tuple[str, Choice], Asset | tuple[Refused, ...]] = field(default_factory=dict)
    narrow: bool = False
    space: HanSpace = HanSpace.MEND
    palette: Palette = field(default_factory=Palette)
    plates: Plates = ANY
    sources: dict[str, str] = field(default_factory=dict)
    """Texts of files that copy came from, by the names that places give them; words in pictures are entered here."""
    limits: Limits = LIMITS
    quarantine: Quarantine = field(default_factory=Quarantine)
    inside: dict[str, Embedded] = field(default_factory=dict)
    """The words that picture files carry, by their sums."""

    def asset(self, text: str, stand: Stand, wanted: Choice = FIRST) -> Asset | None:
        """Return the picture that ``text`` names; of a PDF the page that is wanted.

        A path that leads out of the folder stops the issue; a picture that is missing or broken is a finding
        that withholds its page.
        """
        path = self._path(text, stand)
        if path is None:
            return None
        key = (text, wanted)
        if key not in self.known:
            self.known[key] = self._opened(path, wanted)
        found = self.known[key]
        if isinstance(found, Asset):
            self._tell_changes(found, stand)
            return found
        for refused in found:
            self._missed(refused, "the picture", path, stand)
        return None

    def _opened(self, path: Path, wanted: Choice) -> Asset | tuple[Refused, ...]:
        most = self.limits.picture_megabytes
        content = b""
        try:
            content = files.content(path, most * MEGA)
            return self._decoded(content, path, wanted)
        except Refused as refused:
            if refused.code is Code.TOO_LARGE:
                return (Refused(refused.code, refused.message, raised("picture_megabytes", most)),)
            return (refused,)
        except Died as died:
            hint = "open it and save it anew, or ask for it in another format"
            hint += f"; {raised(died.limit, getattr(self.limits, died.limit))}" if died.limit else ""
            code = Code.PDF_REFUSED if is_pdf(content, path.name) else Code.PICTURE_BROKEN
            return (Refused(code, died.message, hint),)

    def _decoded(self, content: bytes, path: Path, wanted: Choice) -> Asset | tuple[Refused, ...]:
        """Return a file as decoded in quarantine; raises ``Refused`` and ``Died``."""
        from compositor.intake.decoding import decoded, page_of  # late: only issues with pictures pay for it

        name, held = shown(path), _held(content, path)
        if is_pdf(content, path.name):
            found = self.quarantine.run(page_of, content, name, wanted, self.palette.condition, self.plates)
            return replace(found, held=held) if isinstance(found, Asset) else found
        digest = hashlib.sha256(content).hexdigest()
        known = (digest, self.limits.picture_megapixels)
        made = _sound.get(known)
        if made is None:
            made = self.quarantine.run(decoded, content, name, self.palette, self.limits)
            if made.drawing is None and len(_sound) < _MOST_KNOWN:
                _sound[known] = made
        self.inside[digest] = made.words
        size = max(1, made.width), max(1, made.height)
        return Asset(name, digest, *size, content if made.drawing else held, made.drawing, made.tones)

    def _tell_changes(self, asset: Asset, stand: Stand) -> None:
        """Tell what was changed in a PDF so that it can be printed."""
        if asset.leaf is not None and asset.leaf.changed:
            message = f"the PDF {said_path(asset.file)} is printed with changes: {'; '.join(asset.leaf.changed)}"
            hint = "compare the proof with what the advertiser sent"
            ends = (stand.place, stand.page, stand.box, stand.story)
            self.faults.note(Finding(Code.PDF_CHANGED, Severity.NOTE, message, hint, *ends))

    def words(self, name: str, asset: Asset | None, given: Given, stand: Stand) -> Given:
        """Return the words of the picture ``name``: those given, and for what is lacking those in its file, noted."""
        if asset is None or not asset.has_pixels or (given.cutline and given.credit and given.alt):
            return given
        from compositor.intake.embedded import NO_WORDS

        inside = self.inside.get(asset.sha256, NO_WORDS)
        source = Source.of(asset.file, f"{inside.cutline}\n{inside.credit}")
        spans = {"cutline": (0, len(inside.cutline)), "credit": (len(inside.cutline) + 1, len(source.text))}
        taken = {}
        for kind, span in spans.items():
            copy = normalised(without_controls(copied(source, *span)), narrow=self.narrow)
            if getattr(given, kind) is None and copy.text:
                taken[kind] = part(f"{name}:{kind}", copy, source)
                self.sources[asset.file] = source.text
        alt = given.alt or " ".join(inside.alt.split())
        told = [*taken, *(["alt"] if alt != given.alt else [])]
        if told:
            message = f"{name}: {' and '.join(told)} are taken from the file {said_path(asset.file)}"
            hint = "type other words, or embedded: false, if they aren't meant"
            ends = (stand.place, stand.page, stand.box, stand.story)
            self.faults.note(Finding(Code.PICTURE_WORDS, Severity.NOTE, message, hint, *ends))
        return Given(given.cutline or taken.get("cutline"), given.credit or taken.get("credit"), alt)

    def chart(self, text: str, stand: Stand) -> Chart | None:
        """Return the chart that ``text`` names.

        As with a picture, one that isn't there or can't be read is a finding that withholds its page.
        """
        from compositor.intake.charts import read_chart  # late, as pictures

        path = self._path(text, stand)
        if path is None:
            return None
        try:
            content = files.content(path)
        except Refused as refused:
            self._missed(refused, "the chart", path, stand)
            return None
        faults = Faults()
        source = text_of(shown(path), content, faults)
        tree = read_tree(source, faults) if source else None
        value = CHART.check(tree, "", faults) if tree else None
        sheet = value.content if value is not None and not faults.stopping else None
        chart = read_chart(sheet, faults) if isinstance(sheet, Sheet) else None
        self.faults.passing += faults.passing
        for fault in faults.sorted_faults():
            told = Refused(Code.PICTURE_BROKEN, f"can't be drawn: {fault.message}", fault.hint, fault.place)
            self._missed(told, "the chart", path, stand)
        return None if faults.stopping else chart

    def _path(self, text: str, stand: Stand) -> Path | None:
        try:
            return inside(self.folder, text)
        except Refused as refused:
            self.faults.add(refused.code, stand.place, f"the file {said(text)} {refused.message}", refused.hint)
            return None

    def _missed(self, refused: Refused, what: str, path: Path, stand: Stand) -> None:
        code = {Code.FILE_MISSING: Code.PICTURE_MISSING, Code.PDF_REFUSED: Code.PDF_REFUSED}.get(
            refused.code, Code.PICTURE_BROKEN
        )
        message = f"{what} {said_path(shown(path))} {refused.message}"
        if code is Code.PDF_REFUSED:
            message = f"the PDF {said_path(shown(path))} can't be printed: {refused.message}"
        place = refused.place or stand.place
        finding = Finding(
            code, Severity.ERROR, message, refused.hint, place, page=stand.page, box=stand.box, story=stand.story
        )
        self.faults.note(finding)


def credit(given: Part | None, chart: Chart | None, name: str) -> Part | None:
    """Return the credit of the picture ``name``: the one given, else a chart's source."""
    if given is not None or chart is None or chart.source is None:
        return given
    return replace(chart.source, name=f"{name}:credit")


def _held(content: bytes, path: Path) -> bytes | OnDisk:
    """Return a file, or where it is large what fetches it anew."""
    if len(content) <= MOST_HELD:
        return content
    return OnDisk(path.absolute(), hashlib.sha256(content).hexdigest(), len(content))
