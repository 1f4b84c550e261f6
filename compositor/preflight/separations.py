"""The plates of a page, one picture for each ink: by Ghostscript where it is at hand, else by our own repainting."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compositor.intake.inspect import Box, PageFacts, page_alone, plates_of, trim_of
from compositor.intake.inspect.inks import PROCESS
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

RESOLUTION: Final = 150
"""Dots to the inch: a sixth of a millimetre each."""
_MOST_DOTS: Final = 20_000_000
_LONGEST: Final = 120
"""Seconds that Ghostscript may take for a page."""
RIPS: Final = ("auto", "ghostscript", "own")
GHOSTSCRIPT, OWN = "Ghostscript", "own repainting"


class RipError(Exception):
    """Ghostscript was asked for, and can't do it: why."""


@dataclass(frozen=True, slots=True)
class Separations:
    """A page's plates, cut to its trim; 255 is solid ink.

    ``method`` is what made them, ``resolution`` its dots to the inch, ``limits`` what they don't show, and ``trim``
    the part of the page, in points.
    """

    page: int
    method: str
    resolution: float
    plates: Mapping[str, Image.Image]
    trim: Box
    limits: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Its dots across and down."""
        first = next(iter(self.plates.values()))
        return first.width, first.height

    @property
    def spots(self) -> tuple[str, ...]:
        """The plates beyond the four."""
        return tuple(ink for ink in self.plates if ink not in PROCESS)


def separate(content: bytes, page: PageFacts, rip: str = "auto", *, profile: bytes = b"") -> Separations:
    """Return a page's plates; ``rip`` says by what, ``profile`` is the press's, by which our own turn RGB into inks.

    Raises ``RipError`` where only Ghostscript would do, and can't.
    """
    program = ghostscript() if rip != "own" else None
    if program is None and rip == "ghostscript":
        raise RipError("Ghostscript (gs) is not installed")
    limits: tuple[str, ...] = ()
    if program is not None:
        try:
            return _by_ghostscript(program, content, page)
        except RipError as reason:
            if rip == "ghostscript":
                raise
            limits = (f"Ghostscript didn't do it: {reason}",)
    return _by_own(content, page, limits, profile)


def ghostscript() -> str | None:
    """Return the path of Ghostscript, None where it is not installed."""
    return shutil.which("gs")


def resolution_of(trim: Box) -> float:
    """Return the dots to the inch at which a page is measured: fewer where it is huge."""
    wide, high = (trim[2] - trim[0]) / 72, (trim[3] - trim[1]) / 72
    most: float = (_MOST_DOTS / max(wide * high, 1e-6)) ** 0.5
    return float(RESOLUTION) if most >= RESOLUTION else max(round(most, 1), 1.0)


def _by_ghostscript(program: str, content: bytes, page: PageFacts) -> Separations:
    """Run Ghostscript on the page alone, in a folder of its own, where it may read and write nothing else (SAFER)."""
    trim = trim_of(page)
    resolution = resolution_of(trim)
    with tempfile.TemporaryDirectory(prefix="compositor-") as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(page_alone(content, page))
        options = ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dNOPROMPT", "-sDEVICE=tiffsep", f"-r{resolution:g}")
        made = ("-dOverprint=/simulate", "-dShowAnnots=false", "-sOutputFile=p%d.tif", "page.pdf")
        try:
            ran = subprocess.run(  # noqa: S603  (the program that PATH has, with our own words)
                [program, *options, *made],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RipError(f"it took longer than {_LONGEST} seconds") from error
        except OSError as error:
            raise RipError(f"it can't be started: {(error.strerror or str(error)).lower()}") from error
        plates = dict(_read(folder))
        if ran.returncode or not set(PROCESS) <= set(plates):
            words = ran.stdout.decode("utf-8", "replace").strip() or ran.stderr.decode("utf-8", "replace").strip()
            raise RipError(words.splitlines()[0][:120] if words else f"it gave up with code {ran.returncode}")
    limits = (_THEIR_LIGHT,) if _of_light(page) else ()
    return Separations(page.number, GHOSTSCRIPT, resolution, plates, trim, limits)


def _read(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the plates that were written: the four in their order, then the spot colours by name."""
    from PIL import Image, ImageChops

    paths = {path.stem.partition("(")[2].removesuffix(")"): path for path in folder.glob("p1(*).tif")}
    for ink in (*PROCESS, *sorted(set(paths) - set(PROCESS))):
        if ink in paths:
            with Image.open(paths[ink]) as file:
                yield ink, ImageChops.invert(file.convert("L"))


_LIGHT: Final = frozenset(("DeviceRGB", "CalRGB", "CalGray", "ICCBased", "Lab"))
_THEIR_LIGHT: Final = "colour that is not ink (RGB, Lab, ICCBased) is turned into ink by Ghostscript's own profiles"
_OUR_LIGHT: Final = "colour that is not ink (RGB, Lab, ICCBased) is turned into ink without regard to its own profile"


def _of_light(page: PageFacts) -> bool:
    """Tell whether a page has colour that a press can't print as it is."""
    return any({mark.look.space.partition(":")[0], mark.look.behind} & _LIGHT for mark in page.marks)


_OWN_LIMITS: Final = ("edges are smoothed: too much ink is told of what is half a millimetre wide or more",)


def _by_own(content: bytes, page: PageFacts, limits: tuple[str, ...], profile: bytes) -> Separations:
    """Paint the page once for each ink in grey, and have PDFium show it."""
    import pypdfium2
    from PIL import ImageChops

    trim = trim_of(page)
    resolution = resolution_of(trim)
    plates: dict[str, Image.Image] = {}
    unread: dict[str, None] = {}
    for ink, made in plates_of(content, page, unread, profile=profile):
        document = pypdfium2.PdfDocument(made)
        try:
            shown = document[0].render(scale=resolution / 72, may_draw_forms=False).to_pil()
            plates[ink] = ImageChops.invert(shown.getchannel(0))
        finally:
            document.close()
    return Separations(
        page.number,
        OWN,
        resolution,
        plates,
        trim,
        (*limits, *_OWN_LIMITS, *((_OUR_LIGHT,) if _of_light(page) else ()), *unread),
    )
