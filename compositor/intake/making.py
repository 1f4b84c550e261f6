"""The issue made from what was read: pages, boxes, jumps and pictures as the model keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from compositor.errors import Finding, Severity
from compositor.intake.copytext import head_part
from compositor.intake.facts import places_of_facts, read_index, read_weather
from compositor.intake.faults import Code, said
from compositor.intake.fit_forms import allowances
from compositor.intake.framing import framing
from compositor.intake.leaves import choice
from compositor.intake.pages import PageDesk, Slot
from compositor.intake.pictures import Given, Pictures, Stand, credit
from compositor.intake.sheet import Sheet
from compositor.intake.template import TemplateDesk
from compositor.intake.threads import AUTO
from compositor.model.copy import Advert, BoxCopy, Issue, JumpTarget, PageCopy, Picture, Story
from compositor.model.design import Grid
from compositor.model.printing import InkPlan
from compositor.model.spreads import LEFT, RIGHT, begins_on

Desks = tuple[Mapping[str, TemplateDesk], Mapping[tuple[int, str], Slot]]
Copy = tuple[Mapping[str, Story], Pictures]


def make_pages(
    pages: tuple[PageDesk, ...], desks: Desks, pictures: Pictures, *, grid: Grid | None
) -> tuple[PageCopy, ...]:
    """Return what stands on the pages, boxes in the template's reading order; the pictures placed are opened now."""
    return tuple(_halved(_page(page, desks, pictures), page, desks[0], grid) for page in pages)


def make_issue(sheet: Sheet, folder: Path, made: tuple[PageCopy, ...], copy: Copy) -> Issue | None:
    """Return the issue of some pages; None where the date is faulty.

    Stories stand in the order of their first boxes, so that the order in which a manifest names them makes no
    difference.
    """
    day = sheet.day("date")
    if day is None:
        return None
    slugs = dict.fromkeys(box.story for page in made for box in page.boxes if box.story)
    return Issue(
        slug=folder.resolve().name,
        file=sheet.place.file,
        paper=sheet.text("paper"),
        date=day,
        number=sheet.whole("number"),
        note=sheet.text("note"),
        edition=sheet.text("edition"),
        entries=sheet.pairs("entries"),
        pages=made,
        stories=tuple(copy[0][slug] for slug in slugs if slug in copy[0]),
        index=read_index(sheet, {slug: copy[0].get(slug) for slug in slugs}, copy[1].faults),
        weather=read_weather(sheet, copy[1].faults),
        fit=allowances(sheet),
        house=tuple(_house(number, one, copy[1]) for number, one in enumerate(_records(sheet, "house_adverts"), 1)),
        fillers=tuple(copy[0][slug] for slug in sheet.texts("fillers") if slug in copy[0] and slug not in slugs),
        fact_places=places_of_facts(sheet, "entries") | {key: sheet.place_of(key) for key in ("date", "number")},
    )


def _page(page: PageDesk, desks: Desks, pictures: Pictures) -> PageCopy:
    templates, targets = desks
    desk = templates.get(page.template)
    order = {name: at for at, name in enumerate(desk.names or ())} if desk else {}
    slots = sorted(page.slots(), key=lambda slot: order.get(slot.name, len(order)))
    return PageCopy(
        number=page.number,
        label=page.label,
        section=page.sheet.text("section"),
        template=page.template,
        staff=page.sheet.pairs("staff"),
        boxes=tuple(_box(slot, targets, pictures) for slot in slots),
        place=page.sheet.place,
        plan=InkPlan(page.sheet.text("ink")) if page.sheet.text("ink") else None,
    )


def _halved(copy: PageCopy, page: PageDesk, desks: Mapping[str, TemplateDesk], grid: Grid | None) -> PageCopy:
    """Return a spread with its two pages, and every box with the one on which it begins."""
    if len(page.halves) != 2 or grid is None:
        return copy
    facing = page.sheet.sheet("facing")
    made = []
    for (number, label), side in zip(page.halves, (LEFT, RIGHT), strict=True):
        own = facing if facing is not None and label == page.labels[1] else None
        section = own.text("section") if own is not None and "section" in own else copy.section
        staff = own.pairs("staff") if own is not None and "staff" in own else copy.staff
        made.append(PageCopy(number, label, section, page.template + side, staff, (), copy.place, plan=copy.plan))
    spread = replace(copy, halves=tuple(made))
    template = desks[page.template].template if page.template in desks else None
    boxes = tuple(
        replace(box, half=begins_on(spread, template.box(box.box) if template else None, grid).label)
        for box in copy.boxes
    )
    return replace(spread, boxes=boxes)


def _box(slot: Slot, targets: Mapping[tuple[int, str], Slot], pictures: Pictures) -> BoxCopy:
    sheet = slot.sheet
    target = targets.get((slot.page.number, slot.name))
    jump = JumpTarget(target.page.label, target.name, sheet.place_of("jump")) if target else None
    jump_head = head_part("jump_head", sheet.scalar("jump_head"), pictures.faults, narrow=pictures.narrow)
    picture = _picture(slot, pictures) if slot.draws else None
    auto = sheet.text("jump") == AUTO
    found = BoxCopy(slot.name, slot.place, slot.story, slot.continues, jump, jump_head, picture)
    return replace(found, jump_auto=auto)


def _records(sheet: Sheet, key: str) -> tuple[Sheet, ...]:
    return tuple(item.content for item in sheet.items(key) if isinstance(item.content, Sheet))


def _house(number: int, sheet: Sheet, pictures: Pictures) -> Picture:
    """Return an advert of the house: shown whole, and marked as adverts are."""
    place = sheet.place_of("advert")
    asset = pictures.asset(sheet.text("advert"), Stand(place, "", ""), choice(sheet)) if sheet.text("advert") else None
    return Picture(
        f"house-{number}",
        place,
        sheet.text("alt"),
        asset=asset,
        framing=framing(sheet, asset, pictures.faults, whole=True),
        advert=Advert(),
    )


def _picture(slot: Slot, pictures: Pictures) -> Picture:
    sheet, name = slot.sheet, slot.name
    key = next(key for key in ("advert", "chart", "picture") if key in sheet.keys)
    stand = Stand(sheet.place_of(key), slot.page.label, name)
    file = sheet.text(key)
    chart = pictures.chart(file, stand) if file and key == "chart" else None
    asset = pictures.asset(file, stand, choice(sheet)) if file and key != "chart" else None
    cutline, said_by = (
        head_part(f"{name}:{part}", sheet.scalar(part), pictures.faults, narrow=pictures.narrow)
        for part in ("cutline", "credit")
    )
    words = Given(cutline, credit(said_by, chart, name), sheet.text("alt") or (chart.title if chart else ""))
    if key == "picture" and (sheet.flag("embedded") or "embedded" not in sheet):
        words = pictures.words(name, asset, words, stand)
    if not words.alt and file and key != "chart":
        message, hint = f"{name}: the {key} {said(file)} has no alt text", "alt: what it shows"
        place, page = sheet.place_of(key), slot.page.label
        pictures.faults.note(Finding(Code.PICTURE_ALT, Severity.WARNING, message, hint, place, page=page, box=name))
    return Picture(
        name,
        stand.place,
        words.alt,
        cutline=words.cutline,
        credit=words.credit,
        asset=asset,
        chart=chart,
        framing=framing(sheet, asset, pictures.faults, whole=key == "advert"),
        advert=Advert(sheet.text("module"), sheet.flag("labelled")) if key == "advert" else None,
    )
