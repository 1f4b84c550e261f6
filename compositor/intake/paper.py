"""A paper's file: settings, sheet, grid, colours, styles, and its own roles of faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from compositor.colour import Condition, Profile
from compositor.errors import Place
from compositor.intake.adverts import label, modules
from compositor.intake.epaper import epaper
from compositor.intake.facts import numbering, places_of_facts
from compositor.intake.faults import Code, Faults, said
from compositor.intake.fit_forms import allowances, jump_policy
from compositor.intake.forms import PAPER
from compositor.intake.grid import grid_of
from compositor.intake.habits import habits
from compositor.intake.leaves import ANY, Plates
from compositor.intake.limit_forms import limits_of
from compositor.intake.palette import Palette
from compositor.intake.printing import printing
from compositor.intake.severities import severities
from compositor.intake.sheet import Sheet, length
from compositor.intake.source import Source
from compositor.intake.styles import Basis, box_styles, styles
from compositor.intake.yamltree import read_tree
from compositor.model.design import BLACK, LEAST_REVERSED, QR_MODULE, WHITE, BoxStyle, Colour, Grid, Paper, Style
from compositor.model.limits import Limits
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.model.wording import NoteMark, Wording
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What a paper's file gives: the paper, and its styles and box styles that templates name.

    ``paper`` and ``grid`` are None where a fault keeps them from being made. ``fonts`` is the paper's own sheet
    of roles, ``folder`` where its files lie.
    """

    folder: Path
    paper: Paper | None
    grid: Grid | None
    colours: Mapping[str, Colour]
    styles: Mapping[str, Style]
    box_styles: Mapping[str, BoxStyle]
    fonts: Sheet | None
    sheet: Sheet | None

    @property
    def setting(self) -> Setting | None:
        """Region, script and Han forms; None where the file couldn't be read."""
        return _setting(self.sheet) if self.sheet else None

    @property
    def advert_label(self) -> str:
        """The word that marks adverts."""
        return label(
            self.sheet.sheet("wording") if self.sheet else None, self.setting.script if self.setting else Script.HANT
        )

    @property
    def plates(self) -> Plates:
        """What pages of PDFs may not bring into the paper's plates."""
        return Plates(self.paper.press_standard == "x1a", self.paper.printing.outlined) if self.paper else ANY

    @property
    def palette(self) -> Palette:
        """Which inks the colours of drawings have."""
        named = {colour.srgb: colour for colour in reversed(tuple(self.colours.values()))}
        return (
            Palette(named, _condition(self.paper.printing.profile, self.paper.ink_limit))
            if self.paper
            else Palette(named)
        )

    @property
    def limits(self) -> Limits:
        """How much of everything the paper takes in."""
        return limits_of(self.sheet)

    @property
    def role_places(self) -> dict[str, Place]:
        """Where each style names its role."""
        table = self.sheet.sheets("styles") if self.sheet else ()
        return {name: one.place_of("role") for name, one in table}

    @property
    def note_mark(self) -> NoteMark:
        """How the paper's notes are numbered."""
        wording = self.sheet.sheet("wording") if self.sheet else None
        return _note_mark(wording) if wording is not None else NoteMark.CIRCLED

    @property
    def composition(self) -> Sheet | None:
        """The settings of composition that hold for all styles and stories."""
        return self.sheet.sheet("composition") if self.sheet else None

    @property
    def body(self) -> int:
        """The body size in scaled points, 0 where it isn't known."""
        return self.grid.size if self.grid else 0


def read_paper(source: Source | None, slug: str, folder: Path, faults: Faults) -> PaperDesk:
    """Read a paper's file; every fault is recorded."""
    tree = read_tree(source, faults) if source else None
    value = PAPER.check(tree, "", faults) if tree else None
    sheet = value.content if value is not None and isinstance(value.content, Sheet) else None
    if sheet is None:
        return PaperDesk(folder, None, None, {}, {}, {}, None, None)
    page = sheet.sheet("page")
    size = _size(page)
    grid = grid_of(sheet.sheet("grid"), size, page, faults)
    colours = _colours(sheet, faults)
    region = Region(sheet.text("region") or "CN")
    table = sheet.sheet("styles")
    names = frozenset(table.keys) if table else frozenset()
    own = sheet.sheet("composition")
    composition = (own,) if own else ()
    basis = Basis(grid.size if grid else 0, grid.leading if grid else 0, colours, region, names, composition)
    made = styles(sheet, basis, faults)
    boxes = box_styles(sheet, made, basis, faults)
    if grid:
        habits(sheet, grid, made.get("body"), faults)
    weights = severities(sheet, faults)
    reckoned = numbering(sheet, faults)
    sizes = modules(sheet, grid, faults)
    paper = _paper(sheet, slug, grid, colours) if grid else None
    if paper is not None:
        paper = replace(paper, severities=weights, numbering=reckoned, modules=sizes, **_lint(sheet.sheet("lint")))
        paper = replace(paper, printing=printing(sheet.sheet("press"), folder, faults))
        paper = replace(paper, epaper=epaper(sheet.sheet("epaper")), limits=limits_of(sheet))
    return PaperDesk(folder, paper, grid, colours, made, boxes, sheet.sheet("fonts"), sheet)


@lru_cache(maxsize=2)
def _condition(profile: bytes, ink_limit: int) -> Condition:
    return Condition(Profile("", profile) if profile else None, ink_limit)


def _lint(asked: Sheet | None) -> dict[str, Any]:
    """Return how the paper's copy is proofread, as fields of the paper."""
    return {"lint_keep": asked.texts("keep"), "lint_report": asked.flag("report")} if asked else {}


def _size(page: Sheet | None) -> tuple[int, int]:
    sizes = [length(str(item.content)) for item in page.items("size")] if page else []
    return (sizes[0], sizes[1]) if len(sizes) == 2 else (0, 0)


def _colours(sheet: Sheet, faults: Faults) -> dict[str, Colour]:
    colours = {BLACK.name: BLACK, WHITE.name: WHITE}
    table = sheet.sheet("colours")
    for name, one in sheet.sheets("colours"):
        if name in (BLACK.name, WHITE.name):
            place = table.key_place(name) if table else one.place
            faults.add(Code.DUPLICATE_KEY, place, f"the colour {said(name)} is built in", "give it another name")
            continue
        inks = [item.content for item in one.items("cmyk")]
        cmyk = tuple(ink for ink in inks if isinstance(ink, int))
        srgb = one.text("srgb")
        if len(cmyk) == 4 and srgb:
            red, green, blue = bytes.fromhex(srgb[1:])
            colours[name] = Colour(name, (cmyk[0], cmyk[1], cmyk[2], cmyk[3]), (red, green, blue))
        else:
            colours[name] = Colour(name, BLACK.cmyk, BLACK.srgb)  # a fault is recorded; its name is known all the same
    return colours


def _paper(sheet: Sheet, slug: str, grid: Grid, colours: Mapping[str, Colour]) -> Paper:
    page, wording, press = sheet.sheet("page"), sheet.sheet("wording"), sheet.sheet("press")
    size = _size(page)
    required = sheet.sheet("required")
    return Paper(
        slug=slug,
        name=sheet.text("name"),
        setting=_setting(sheet),
        timezone=sheet.text("timezone"),
        width=size[0],
        height=size[1],
        bleed=page.length("bleed") if page else 0,
        safety=page.length("safety") if page else 0,
        grid=grid,
        wording=_wording(wording),
        entries=sheet.pairs("entries"),
        imprint=sheet.pairs("imprint"),
        colours=dict(colours),
        required={kind: required.texts(kind) if required else () for kind in ("front", "inside")},
        press_standard=press.text("standard") if press else "x4",
        ink_limit=press.whole("ink_limit") if press else 220,
        place=sheet.place,
        fact_places=places_of_facts(sheet, "entries", "imprint"),
        resolution=press.number("resolution") if press else 150,
        least_resolution=press.number("least_resolution") if press else 0,
        least_reversed=press.length("least_reversed") if press else LEAST_REVERSED,
        qr_module=press.length("qr_module") if press else QR_MODULE,
        binding=page.text("binding") if page else "left",
        spreads=_spreads(sheet.sheet("spreads")),
        advert_label=label(wording, _setting(sheet).script),
        fit=allowances(sheet) or (),
        jumps=jump_policy(sheet),
    )


def _spreads(sheet: Sheet | None) -> Mapping[str, str]:
    return {kind: sheet.text(kind) if sheet else "pages" for kind in ("press", "epaper")}


def _setting(sheet: Sheet) -> Setting:
    region = sheet.text("region") or "CN"
    forms = sheet.text("han_forms") or region
    return Setting(Region(region), Script(sheet.text("script") or "Hans"), HanForms(forms))


def _wording(sheet: Sheet | None) -> Wording:
    if sheet is None:
        return Wording()
    words = (sheet.text("jump"), sheet.text("continued"), sheet.text("numerals"))
    return Wording(*words, _note_mark(sheet))


def _note_mark(wording: Sheet) -> NoteMark:
    return NoteMark(wording.text("note_mark") or NoteMark.CIRCLED)
