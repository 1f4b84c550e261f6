"""Jumps and continuations: whether both ends of every thread say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.pages import PageDesk, Slot, label_key
from compositor.intake.sheet import nearest
from compositor.records import dataclass

AUTO: Final = "auto"
"""The jump that is left to the engine: it finds an empty box for the rest, if there is any."""


@dataclass(slots=True)
class Threads:
    """Resolves the jumps of an issue. ``boxes`` are each template's box names, None where they aren't known."""

    pages: tuple[PageDesk, ...]
    boxes: Mapping[str, Mapping[str, str] | None]
    faults: Faults
    targets: dict[tuple[int, str], Slot] = field(default_factory=dict)
    """Where the slot of a page number and box name jumps to."""
    told: set[tuple[int, str]] = field(default_factory=set)
    """Boxes that a contradiction has been told of already, from its other end."""

    def check(self) -> None:
        """Check every story's thread and fill in ``targets``."""
        slots = [slot for page in self.pages for slot in page.slots()]
        starts: dict[str, Slot] = {}
        for slot in slots:
            if slot.story:
                self._start(slot, starts)
        for slot in slots:
            if slot.sheet.text("jump") and slot.copy:
                self._jump(slot)
        reached: dict[tuple[int, str], Slot] = {}
        for slot in slots:
            target = self.targets.get((slot.page.number, slot.name))
            if target is not None:
                self._reach(slot, target, reached)
        for slot in slots:
            if slot.continues:
                self._continued(slot, starts, reached)

    def _start(self, slot: Slot, starts: dict[str, Slot]) -> None:
        first = starts.setdefault(slot.story, slot)
        if first is not slot:
            message = (
                f"the story {said(slot.story)} is placed twice: in {_where(first)} (line {first.place.line}) "
                f"and in {_where(slot)}"
            )
            hint = f"take one out, or write continues: {slot.story} here and a jump there"
            self.faults.add(Code.STORY_TWICE, slot.sheet.place_of("story"), message, hint)

    def _jump(self, slot: Slot) -> None:
        text = slot.sheet.text("jump")
        if text == AUTO:
            return
        label, _, box = text.partition("/")
        key = label_key(label)
        page = next((page for page in self.pages if key in page.keys), None)
        if page is None:
            labels = ", ".join(page.label for page in self.pages)
            self._fault(slot, Code.JUMP_PAGE, f"there is no page {said(label)} to jump to", f"the pages are {labels}")
        elif page.number <= slot.page.number:
            here = "its own page" if page.number == slot.page.number else f"page {page.label}, which comes before"
            message = f"the story {said(slot.copy)} would jump from page {slot.page.label} to {here}"
            self._fault(slot, Code.JUMP_BACK, message, "a story jumps to a later page")
        elif box:
            self._jump_to_box(slot, page, box)
        else:
            self._jump_to_page(slot, page)

    def _jump_to_page(self, slot: Slot, page: PageDesk) -> None:
        found = [other for other in page.slots() if other.continues == slot.copy]
        if len(found) == 1:
            self.targets[slot.page.number, slot.name] = found[0]
        elif found:
            names = " and ".join(f"{other.name} (line {other.place.line})" for other in found)
            message = f"{len(found)} boxes of page {page.label} continue {said(slot.copy)}: {names}"
            self._fault(slot, Code.JUMP_AMBIGUOUS, message, f"name one: jump: {page.label}/{found[0].name}")
        else:
            message = f"no box of page {page.label} continues {said(slot.copy)}"
            self._fault(slot, Code.JUMP_BOX, message, f"write continues: {slot.copy} in a box of page {page.label}")

    def _jump_to_box(self, slot: Slot, page: PageDesk, box: str) -> None:
        target = next((other for other in page.slots() if other.name == box), None)
        known = self.boxes.get(page.template)
        if target is not None and target.continues == slot.copy:
            self.targets[slot.page.number, slot.name] = target
        elif target is not None:
            stands = f"continues {said(target.continues)}" if target.continues else "continues nothing"
            message = (
                f"{slot.name} (line {slot.place.line}) jumps to {_where(target)} with {said(slot.copy)}, "
                f"but line {target.place.line} {stands}"
            )
            hint = f"write continues: {slot.copy} in line {target.place.line}, or mend the jump"
            self._fault(slot, Code.JUMP_CONTRADICTED, message, hint)
            self.told.add((target.page.number, target.name))
        elif known is None or box in known:
            message = f"nothing stands in box {said(box)} of page {page.label}"
            self._fault(slot, Code.JUMP_BOX, message, f"write there {box}: {{continues: {slot.copy}}}")
        else:
            hint = nearest(box, tuple(known), f"the boxes of {page.template} are {', '.join(known)}")
            self._fault(slot, Code.JUMP_BOX, f"page {page.label} has no box {said(box)}", hint)

    def _reach(self, slot: Slot, target: Slot, reached: dict[tuple[int, str], Slot]) -> None:
        first = reached.setdefault((target.page.number, target.name), slot)
        if first is not slot:
            message = f"{_where(first)} (line {first.place.line}) and {_where(slot)} both jump to {_where(target)}"
            self._fault(slot, Code.JUMP_CONTRADICTED, message, "one box takes the rest of one box")

    def _continued(self, slot: Slot, starts: dict[str, Slot], reached: dict[tuple[int, str], Slot]) -> None:
        start = starts.get(slot.continues)
        place = slot.sheet.place_of("continues")
        if start is None:
            names = tuple(starts)
            message = f"{slot.name} continues {said(slot.continues)}, which begins nowhere"
            hint = nearest(slot.continues, names, f"put story: {slot.continues} in a box of an earlier page")
            self.faults.add(Code.CONTINUES_UNSTARTED, place, message, hint)
        elif start.page.number >= slot.page.number:
            begins = f"{_where(start)} (line {start.place.line})"
            message = f"{slot.name} continues {said(slot.continues)}, which begins only in {begins}"
            self.faults.add(Code.CONTINUES_UNSTARTED, place, message, "a story goes on on a later page than it begins")
        elif (slot.page.number, slot.name) not in self.told.union(reached) and not self._mistold(slot):
            message = (
                f"{_where(slot)} continues {said(slot.continues)}, but nothing jumps to it: "
                f"{start.name}, where the story begins (line {start.place.line}), has no jump to this box"
            )
            hint = f"write jump: {slot.page.label}/{slot.name} in line {start.place.line}"
            self.faults.add(Code.JUMP_CONTRADICTED, place, message, hint)

    def _mistold(self, slot: Slot) -> bool:
        """Tell whether a jump of this story is faulty already; its other end is then not told again."""
        others = (other for page in self.pages for other in page.slots())
        return any(
            other.copy == slot.continues
            and other.sheet.text("jump") not in {"", AUTO}
            and (other.page.number, other.name) not in self.targets
            for other in others
        )

    def _fault(self, slot: Slot, code: Code, message: str, hint: str) -> None:
        self.faults.add(code, slot.sheet.place_of("jump"), message, hint)


def _where(slot: Slot) -> str:
    return f"box {slot.name} of page {slot.page.label}"
