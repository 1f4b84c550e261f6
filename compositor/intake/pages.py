"""The issue's manifest: pages and what stands in their boxes, before stories and templates are looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.sheet import Sheet
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One box of a page as the manifest fills it, with its sheet and the place of its name."""

    page: PageDesk
    name: str
    sheet: Sheet
    place: Place

    @property
    def story(self) -> str:
        """The story that begins here, or ''."""
        return self.sheet.text("story")

    @property
    def continues(self) -> str:
        """The story whose rest stands here, or ''."""
        return self.sheet.text("continues")

    @property
    def copy(self) -> str:
        """The story of which something stands here, or ''."""
        return self.story or self.continues

    @property
    def draws(self) -> bool:
        """Tell whether a picture, chart or advert is put here."""
        return any(key in self.sheet.keys for key in ("picture", "chart", "advert"))


@dataclass(frozen=True, slots=True)
class PageDesk:
    """A page of the manifest, or the two of a spread; ``keys`` are its label and theirs as labels are compared.

    ``halves`` are number and label of the pages of a spread, from left to right.
    """

    number: int
    label: str
    labels: tuple[str, ...]
    keys: tuple[tuple[str, int], ...]
    sheet: Sheet
    halves: tuple[tuple[int, str], ...] = ()
    _slots: list[Slot] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def template(self) -> str:
        """The template's name, '' where it is faulty."""
        return self.sheet.text("template")

    def slots(self) -> Sequence[Slot]:
        """Return the boxes of the page in the order typed."""
        table = self.sheet.sheet("boxes")
        if table and not self._slots:
            sheets = self.sheet.sheets("boxes")
            self._slots.extend(Slot(self, name, sheet, table.key_place(name)) for name, sheet in sheets)
        return self._slots


def label_key(label: str) -> tuple[str, int]:
    """Return a label as labels are compared: 2, 02 and "02" are one page, A1 and a1 too."""
    match = re.fullmatch(r"([A-Za-z]*)([0-9]+)", label.strip())
    return (match[1].upper(), int(match[2])) if match else (label, 0)


def read_pages(sheet: Sheet, faults: Faults) -> tuple[PageDesk, ...]:
    """Return the pages in order, labels given where they were left out; a label that comes twice is a fault."""
    pages: list[PageDesk] = []
    seen: dict[tuple[str, int], Place] = {}
    node = sheet.values["pages"].node if "pages" in sheet else None
    sound = {id(value.node): value.content for value in sheet.items("pages")}
    number = 1
    for item in getattr(node, "items", ()):
        one = sound.get(id(item))
        if not isinstance(one, Sheet):
            number += 1
            continue
        label = one.text("label") or f"{number:02d}"
        labels, place = tuple(label.split("-")), one.place_of("label")
        own = tuple(label_key(each) for each in labels)
        keys = (label_key(label), *own) if len(labels) > 1 else own
        twice = next((key for key in own if key in seen), None)
        if twice is not None:
            message = f"the label {said(label)} comes twice; it stands first in line {seen[twice].line}"
            faults.add(Code.LABEL_TWICE, place, message, "each page has its own label")
        for key in own:
            seen.setdefault(key, place)
        pages.append(PageDesk(number, label, labels, keys, one))
        outside = len(own) > 1 and number == 1 and own[1][1] < own[0][1]
        number += 1 if outside else len(labels)
    return tuple(pages)


def check_slots(pages: tuple[PageDesk, ...], faults: Faults) -> None:
    """Check of each box that what is put in it goes together."""
    for page in pages:
        for slot in page.slots():
            _check_slot(slot, faults)


_FILLS = ("story", "continues", "picture", "chart", "advert")
_NEEDS = {
    "jump": ("story", "continues"),
    "jump_head": ("continues",),
    "cutline": ("picture", "chart"),
    "credit": ("picture", "chart"),
    "alt": ("picture", "chart", "advert"),
    "crop": ("picture", "advert"),
    "focus": ("picture", "advert"),
    "fit": ("picture", "advert"),
    "module": ("advert",),
    "labelled": ("advert",),
    "embedded": ("picture",),
    "pdf_page": ("picture", "advert"),
    "pdf_box": ("picture", "advert"),
}


def _check_slot(slot: Slot, faults: Faults) -> None:
    keys = slot.sheet.keys
    fills = [key for key in _FILLS if key in keys]
    if not fills:
        message = f"{slot.name}: nothing is put in this box"
        faults.add(
            Code.MISSING_KEY,
            slot.place,
            message,
            "name a story, continues, a picture, a chart or an advert, or take the box out",
        )
        return
    if len(fills) > 1:
        kinds = f"{', '.join(_FILLS[:-1])} and {_FILLS[-1]}"
        message = f"{slot.name}: a box takes one of {kinds}; this one has {' and '.join(fills)}"
        faults.add(Code.TWO_THINGS, slot.sheet.key_place(fills[1]), message, "use two boxes")
    for key, wanted in _NEEDS.items():
        if key in keys and not any(one in keys for one in wanted):
            message = f"{slot.name}: {key} has no meaning without {' or '.join(wanted)}"
            faults.add(Code.TWO_THINGS, slot.sheet.key_place(key), message, "take it out")
