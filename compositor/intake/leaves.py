"""Adverts and pictures that come as PDF: made ready for the press by the repro room, or refused with the reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from compositor.colour import Condition
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.intake.sheet import Sheet
from compositor.model.assets import Asset, Tones
from compositor.model.leaves import Leaf
from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    from compositor.intake.inspect import FontFacts, PageFacts, PdfFacts

_PAINTED: Final = frozenset(("DeviceCMYK", "DeviceGray", "Pattern", ""))
_LEAST: Final = {1: (549, 550), 8: (99, 150)}
"""Pixels to the inch that a plate isn't let go with, and that should be there, by bits (GWG 2022 R0031, R0032)."""
_ORNAMENT: Final = 16
_DEEPEST: Final = 26
"""How many states may be kept in one another (ISO 19005-2 6.1.13), less those of the plate itself."""
_AGAIN: Final = "ask for it anew, as PDF/X-4 or PDF/X-1a"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which page of a PDF (0 where none is named), and which of its boxes."""

    page: int = 0
    box: str = "trim"


@dataclass(frozen=True, slots=True)
class Plates:
    """What a paper's plates may not have: what PDF/X-1a doesn't know (``old``), fonts (``outlined``)."""

    old: bool = False
    outlined: bool = False


ANY: Final = Plates()
"""Plates in PDF/X-4, with type."""
FIRST: Final = Choice()
"""The only page of a PDF, cut at its TrimBox."""


def choice(sheet: Sheet) -> Choice:
    """Return which page and box of a PDF a checked sheet asks for."""
    return Choice(sheet.whole("pdf_page"), sheet.text("pdf_box") or "trim")


def is_pdf(content: bytes, name: str) -> bool:
    """Tell whether a file is a PDF, or by its name should be one."""
    return content[:1024].lstrip().startswith(b"%PDF-") or name.lower().endswith(".pdf")


def leaf_asset(
    content: bytes, name: str, wanted: Choice, condition: Condition, plates: Plates = ANY
) -> Asset | tuple[Refused, ...]:
    """Return a page of a PDF as a picture that is ready for the press, or all the reasons that it can't be printed."""
    # Late: papers that print no PDF don't read the room that judges and mends them.
    from compositor.intake.inspect import inspect
    from compositor.intake.inspect.repro import Inks, Wanted, ready

    made = ready(content, Wanted(wanted.page, wanted.box, plates.old), Inks(condition))
    found = list(made.refused)
    if not found:
        facts = inspect(made.content)
        found = list(dict.fromkeys(_doubts(facts)))
        fonts = sorted({font.name for page in facts.pages for font in page.fonts})
        if plates.outlined and fonts:
            words = f"it has fonts ({', '.join(fonts[:3])}), and this paper's plates have none"
            found.append((words, "turn all words into outlines, and export it again"))
    if found:
        return tuple(Refused(Code.PDF_REFUSED, message, hint) for message, hint in found)
    page = max(wanted.page, 1)
    told = hashlib.sha256(content)
    told.update(f"#page={page}&box={wanted.box}".encode())
    leaf = Leaf(page, wanted.box, made.content, made.clear, made.changed)
    width, height = (max(1, round(side * SP)) for side in (made.width, made.height))
    return Asset(name, told.hexdigest(), width, height, content, tones=_tones(facts.pages[0]), leaf=leaf)


def _doubts(facts: PdfFacts) -> Iterator[tuple[str, str]]:
    """Yield why a page that was made ready can't be printed all the same."""
    if facts.faults or facts.oddities or facts.mended or facts.features - {"soft mask"} or len(facts.pages) != 1:
        yield "something in it can't be read: it is damaged, or breaks the rules of PDF", _AGAIN
        return
    (page,) = facts.pages
    if all(_white(mark.look.space, mark.look.values) for mark in page.marks):
        yield "its page is empty", "look whether the right page and the right box are named"
    if any(not {mark.look.space, mark.look.behind} <= _PAINTED for mark in page.marks):
        yield "it has colours that can't be turned into CMYK", "export it with all colours in CMYK"
    if page.grammar.unknown or page.grammar.unbalanced or page.grammar.deepest > _DEEPEST:
        yield "its content is not written as PDF has it, or in too many layers of states", _AGAIN
    for font in page.fonts:
        wrong = _wrong(font)
        if wrong:
            yield (
                f"the font {font.name} {wrong}",
                "embed it again from the font itself, or turn the words into outlines",
            )
    for picture in page.pictures:
        least, wanted = _LEAST[1 if picture.bits == 1 else 8]
        if picture.resolution <= least and min(picture.width, picture.height) > _ORNAMENT:
            words = f"a picture in it has {picture.resolution:.0f} pixels to the inch; over {least} have to be there"
            yield words, f"put a larger picture in, of at least {wanted} pixels to the inch at the size it is printed"


def _wrong(font: FontFacts) -> str:
    """Return what is wrong with a font, as a plate may not have it (ISO 19005-2 6.2.11)."""
    program = font.program
    if program is not None and program.fault:
        return "is broken"
    if program is not None and program.widths:
        return "is embedded with other widths than the words are set in"
    if program is not None and program.absent:
        return "lacks glyphs of the words that are set in it"
    if not font.measured:
        return "doesn't say how wide each of its glyphs is"
    return "says of its glyphs that they are no characters" if font.mute else ""


def _white(space: str, values: tuple[float, ...]) -> bool:
    return bool(values) and (not any(values) if space == "DeviceCMYK" else space == "DeviceGray" and min(values) >= 1)


def _tones(page: PageFacts) -> Tones:
    """Return what tones a page has: greys where black is its only ink."""
    inks = all(
        mark.look.space == "DeviceGray"
        or (mark.look.space == "DeviceCMYK" and mark.look.values and not any(mark.look.values[:3]))
        for mark in page.marks
    )
    return Tones.GREY if inks else Tones.COLOUR
