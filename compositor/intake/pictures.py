"""Pictures and charts: files opened and found sound, or a finding on the page where they should stand."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compositor.errors import CopyError, Finding, Place, Severity
from compositor.intake import files
from compositor.intake.art_forms import CHART
from compositor.intake.artwork import Palette, read_art
from compositor.intake.charts import read_chart
from compositor.intake.copytext import part
from compositor.intake.embedded import words_in
from compositor.intake.faults import Code, Faults, said
from compositor.intake.files import Refused, inside, said_path, shown
from compositor.intake.leaves import ANY, FIRST, Choice, Plates, is_pdf, leaf_asset
from compositor.intake.mapped import copied
from compositor.intake.normalise import normalised, without_controls
from compositor.intake.sheet import Sheet
from compositor.intake.source import Source, decoded
from compositor.intake.svg import SvgError
from compositor.intake.yamltree import read_tree
from compositor.model.assets import Asset, Tones
from compositor.model.copy import Chart, Part
from compositor.model.drawing import Drawing
from compositor.model.settings import HanSpace

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 150_000_000
"""A full broadsheet page at 300 ppi has 30 million; a bomb that unpacks to gigabytes has thousands."""
MOST_BYTES: Final = 100_000_000
MOST_DRAWN: Final = 10_000_000
MOST_HELD: Final = 500_000
"""Bytes of a picture file that stay in memory; a larger one is read anew where it is wanted."""
_SVG: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|(?:\w+:)?svg)")
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "GIF")
_TONES: Final = {"1": Tones.LINE, **dict.fromkeys(("L", "LA", "I;16", "I;16B", "I;16L"), Tones.GREY)}
_DEEP: Final = frozenset({"I", "F"})
_DRAFTED: Final = frozenset({"JPEG", "MPO"})
_BEGINNINGS: Final = {b"\xff\xd8": "JPEG", b"\x89PNG": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF"}
_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset({5, 6, 7, 8})  # Exif 2.3 4.6.4: these orientations swap width and height


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

    def __call__(self) -> bytes:
        """Return the file; raises ``CopyError`` where it has changed or gone since intake."""
        try:
            content = files.content(self.path, MOST_BYTES)
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
        try:
            content = files.content(path, MOST_BYTES)
        except Refused as refused:
            return (refused,)
        if is_pdf(content, path.name):
            found = leaf_asset(content, shown(path), wanted, self.palette.condition, self.plates)
            return replace(found, held=_held(content, path)) if isinstance(found, Asset) else found
        try:
            return _picture(content, path, self.palette)
        except Refused as refused:
            return (refused,)

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
        inside = words_in(asset.content)
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
        path = self._path(text, stand)
        if path is None:
            return None
        try:
            content = files.content(path)
        except Refused as refused:
            self._missed(refused, "the chart", path, stand)
            return None
        faults = Faults()
        source = decoded(shown(path), content, faults)
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


def _picture(content: bytes, path: Path, palette: Palette) -> Asset:
    drawing = _drawn(content, shown(path), palette) if _SVG.match(content) else None
    width, height, tones = (
        (round(drawing.width), round(drawing.height), Tones.COLOUR) if drawing else _measured(content)
    )
    digest = hashlib.sha256(content).hexdigest()
    held = content if drawing else _held(content, path)
    return Asset(shown(path), digest, max(1, width), max(1, height), held, drawing, tones)


def _held(content: bytes, path: Path) -> bytes | OnDisk:
    """Return a file, or where it is large what fetches it anew."""
    return content if len(content) <= MOST_HELD else OnDisk(path.absolute(), hashlib.sha256(content).hexdigest())


def _drawn(content: bytes, name: str, palette: Palette) -> Drawing:
    if len(content) > MOST_DRAWN:
        raise Refused(Code.PICTURE_BROKEN, f"is too large: {len(content):,} bytes", f"at most {MOST_DRAWN:,} are read")
    try:
        return read_art(content, name, palette)
    except SvgError as error:
        message = f"can't be drawn: {error.message} (line {error.place.line})"
        raise Refused(Code.PICTURE_BROKEN, message, error.hint, error.place) from error


def _measured(content: bytes) -> tuple[int, int, Tones]:
    """Return width and height in pixels after EXIF rotation, and its tones; all of it is decoded to prove it sound."""
    from PIL import Image  # late: only issues with pictures pay for it

    if not content:
        raise Refused(Code.PICTURE_BROKEN, "is empty", "copy the picture again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow only warns of is judged by the limits here
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                pixels = image.width * image.height
                if pixels > MOST_PIXELS:
                    raise _too_many(pixels)
                tones = _tones(image)
                size = image.size
                image.draft(image.mode, (1, 1))  # a JPEG's bits are all read, but an eighth of its pixels made
                image.load()  # turns a TIFF upright and takes its orientation out, so it comes before both questions
                turned = image.getexif().get(_ORIENTATION, 1) in _TURNED
                width, height = size if image.format in _DRAFTED else image.size
    except Image.DecompressionBombError as error:
        told = re.search(r"[0-9]{6,}", str(error))  # Pillow measures before we do, and says so in words
        raise _too_many(int(told[0]) if told else 0) from error
    except Refused:
        raise
    except Exception as error:  # decoders of broken pictures raise whatever they stumble over
        name = type(error).__name__
        if name == "UnidentifiedImageError":
            raise _unknown(content) from error
        raise Refused(
            Code.PICTURE_BROKEN, f"is broken ({said(str(error))[1:-1] or name})", "copy or export it again"
        ) from error
    return (height, width, tones) if turned else (width, height, tones)


def _unknown(content: bytes) -> Refused:
    """Return why a file can't be opened at all: it is of another kind, or a kind's build that isn't read."""
    for begin, kind in _BEGINNINGS.items():
        if content.startswith(begin):
            message = f"is a {kind} of a build that isn't read, or broken at its beginning"
            return Refused(Code.PICTURE_BROKEN, message, "save it anew in grey, RGB or CMYK, 8 or 16 bits each")
    kinds = ", ".join((*_FORMATS, "SVG", "PDF"))
    return Refused(Code.PICTURE_BROKEN, "is no picture that can be read", f"the kinds read are {kinds}")


def _tones(image: Image.Image) -> Tones:
    """Return what tones a picture has; raises ``Refused`` where its numbers don't say how light they are."""
    if image.mode in _DEEP:
        raise Refused(
            Code.PICTURE_BROKEN, "has 32 bits to a pixel, or numbers below zero", "save it with 8 or 16 bits to a pixel"
        )
    return _TONES.get(image.mode, Tones.COLOUR)


def _too_many(pixels: int) -> Refused:
    count = f"{pixels:,} pixels" if pixels else "far too many pixels"
    return Refused(Code.PICTURE_BROKEN, f"is too large: {count}", f"at most {MOST_PIXELS:,} pixels are read")
