"""A template's file: boxes and furniture on the grid, and whether they fit it and one another."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from compositor import units
from compositor.intake.adverts import advert_box
from compositor.intake.columns import columns_sound, own_columns, with_flow
from compositor.intake.faults import Code, Faults, said
from compositor.intake.forms import LAYOUT
from compositor.intake.grid import in_points
from compositor.intake.head_place import head_place, head_sound
from compositor.intake.outlines import around, in_grid, nested, shape_of
from compositor.intake.paper import PaperDesk
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.rounds import check_over, extent_of
from compositor.intake.sheet import Sheet, nearest
from compositor.intake.source import Source
from compositor.intake.styles import colour
from compositor.intake.yamltree import read_tree
from compositor.model.adverts import AdvertBox
from compositor.model.assets import Asset
from compositor.model.design import (
    BLACK,
    Align,
    Area,
    BoxStyle,
    Cell,
    Colour,
    FurnitureBox,
    FurnitureItem,
    Grid,
    ItemKind,
    LooseRule,
    PictureBox,
    Rules,
    Style,
    Template,
    TextBox,
)
from compositor.model.settings import Direction
from compositor.model.shapes import area_of
from compositor.records import dataclass

_SLACK: Final = units.pt(1)


@dataclass(frozen=True, slots=True)
class TemplateDesk:
    """What a template's file gives; ``names`` are the boxes typed, by kind, sound or not; None where unreadable."""

    template: Template | None
    names: Mapping[str, str] | None
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """What a template is made with: the paper, the labels of the pages that use it, its folder's pictures."""

    desk: PaperDesk
    pages: tuple[str, ...]
    pictures: Pictures

    @property
    def faults(self) -> Faults:
        """Where faults are recorded."""
        return self.pictures.faults


def read_template(source: Source | None, name: str, bench: Bench) -> TemplateDesk:
    """Read a template's file; every fault is recorded."""
    faults = bench.faults
    tree = read_tree(source, faults) if source else None
    value = LAYOUT.check(tree, "", faults) if tree else None
    sheet = value.content if value is not None and isinstance(value.content, Sheet) else None
    if sheet is None:
        return TemplateDesk(None, None)
    names = {box: inner.text("kind") for box, inner in sheet.sheets("boxes")}
    table = sheet.sheet("boxes")
    for typed in table.keys if table else ():
        names.setdefault(typed, "")
    spread = sheet.flag("spread")
    if bench.desk.grid is None:
        return TemplateDesk(None, names, spread)
    grid = replace(bench.desk.grid, spread=spread)
    boxes = tuple(box for box_name, inner in sheet.sheets("boxes") if (box := _box(box_name, inner, grid, bench)))
    pieces = (_furniture(box_name, inner, grid, bench) for box_name, inner in sheet.sheets("furniture"))
    furniture = tuple(piece for piece in pieces if piece is not None)
    _check_names(sheet, faults)
    boxes = nested(boxes, sheet, grid, faults)
    check_over((*boxes, *furniture), sheet, faults)
    return TemplateDesk(Template(name, boxes, furniture, sheet.place, _loose_rules(sheet, grid, faults)), names, spread)


def _on_grid(name: str, sheet: Sheet, grid: Grid, faults: Faults, *, below: int = 0) -> Cell | None:
    columns, rows = sheet.span("columns"), sheet.span("rows")
    return (columns, rows) if in_grid(name, sheet, grid, faults, below=below) and columns and rows else None


def _rows_below(grid: Grid, bench: Bench) -> int:
    """Return how many body lines the sheet has under the type area."""
    paper = bench.desk.paper
    return max(0, paper.height - grid.row_y(grid.rows + 1)) // grid.leading if paper else 0


def _box(name: str, sheet: Sheet, grid: Grid, bench: Bench) -> TextBox | PictureBox | None:
    spans = _on_grid(name, sheet, grid, bench.faults, below=_rows_below(grid, bench))
    style = _box_style(name, sheet, bench)
    tint = _colour(sheet, "tint", bench)
    if spans is None or style is None:
        return None
    if "cutline_at" in sheet:
        style = replace(style, cutline_at=sheet.text("cutline_at"))
    rules = _rules(sheet, grid)
    extent, over = extent_of(name, sheet, spans, grid, bench.faults), sheet.texts("over")
    frame, inset, overlaps = sheet.length("frame"), sheet.whole("inset"), sheet.texts("overlaps")
    optional = sheet.flag("optional")
    kind = sheet.text("kind")
    if kind != "advert" and "module" in sheet.keys:
        message = f"{name}: only a box of kind: advert has a module"
        bench.faults.add(Code.WRONG_BOX, sheet.key_place("module"), message, "take it out")
    if kind in {"picture", "advert"}:
        for key in (
            "flow",
            "measure",
            "gutter",
            "direction",
            "head",
            "balance",
            "column_rule",
            "column_rule_inset",
            "plus",
        ):
            if key in sheet.keys:
                message = f"{name}: a box of kind {kind} has no {key}"
                bench.faults.add(Code.WRONG_BOX, sheet.key_place(key), message, "take it out")
        picture = PictureBox(
            name, *spans, style=style, place=sheet.place, frame_weight=frame, inset=inset, tint=tint,
            rules=rules, overlaps=overlaps, optional=optional, extent=extent, over=over,
        )  # fmt: skip
        return replace(picture, advert=_advert(picture, sheet, grid, bench)) if kind == "advert" else picture
    direction = Direction(sheet.text("direction")) if "direction" in sheet else style.direction
    shape = shape_of(name, sheet, spans, grid, bench.faults)
    columns, rows = around(shape or (spans,))
    box = TextBox(
        name, columns, rows, shape=shape, flow=1, style=style, place=sheet.place, own=own_columns(sheet, style, grid),
        direction=direction, balance=sheet.flag("balance"), inset=inset,
        frame_weight=frame, tint=tint, rules=rules, column_rule=sheet.length("column_rule"), overlaps=overlaps,
        optional=optional, head=head_place(sheet.sheet("head")), extent=extent, over=over,
    )  # fmt: skip
    box = with_flow(box, sheet, grid)
    if not head_sound(box, sheet.sheet("head"), grid, bench.faults):
        return None
    return box if columns_sound(box, sheet, grid, bench.faults) else None


def _advert(box: PictureBox, sheet: Sheet, grid: Grid, bench: Bench) -> AdvertBox:
    columns, rows = box.columns, box.rows
    count = (columns[1] - columns[0] + 1, rows[1] - rows[0] + 1)
    known = bench.desk.paper.modules if bench.desk.paper else {}
    at = (count, area_of(box, grid))
    return advert_box(box.name, sheet, at, (bench.desk.advert_label, known), bench.faults)


def _box_style(name: str, sheet: Sheet, bench: Bench) -> BoxStyle | None:
    known, wanted = bench.desk.box_styles, sheet.text("style")
    if wanted in known:
        return known[wanted]
    table = bench.desk.sheet.sheet("box_styles") if bench.desk.sheet else None
    if table is not None and wanted not in table.keys and "style" in sheet.keys:
        hint = nearest(wanted, tuple(known), "the box styles are " + ", ".join(known))
        message = f"{name}: the paper has no box style {said(wanted)}"
        bench.faults.add(Code.UNKNOWN_NAME, sheet.place_of("style"), message, hint)
    return None


def _colour(sheet: Sheet, key: str, bench: Bench) -> Colour | None:
    return colour(sheet.text(key), sheet, key, bench.desk.colours, bench.faults) if key in sheet else None


def _rules(box: Sheet, grid: Grid) -> Rules:
    between = box.length("column_rule_inset", em=grid.size)
    sheet = box.sheet("rules")
    if sheet is None:
        return Rules(between=between)
    left, right, top, bottom = (sheet.length(side) for side in ("left", "right", "top", "bottom"))
    return Rules(left, right, top, bottom, inset=sheet.length("inset", em=grid.size), between=between)


def _loose_rules(sheet: Sheet, grid: Grid, faults: Faults) -> tuple[LooseRule, ...]:
    rules = []
    for item in sheet.items("rules"):
        one = item.content
        columns = one.span("columns") if isinstance(one, Sheet) else None
        if not isinstance(one, Sheet) or columns is None or "row" not in one:
            continue
        for key, last, most in (("columns", columns[1], grid.across), ("row", one.whole("row"), grid.rows)):
            if last > most:
                message = f"a rule: {key} {last} lies outside the grid, which has {most}"
                faults.add(Code.OUTSIDE_GRID, one.place_of(key), message, f"counting runs from 1 to {most}")
        rules.append(LooseRule(columns, one.whole("row"), one.length("weight"), one.length("inset", em=grid.size)))
    return tuple(rules)


def _furniture(name: str, sheet: Sheet, grid: Grid, bench: Bench) -> FurnitureBox | None:
    spans = _on_grid(name, sheet, grid, bench.faults)
    if spans is None:
        return None
    area = grid.area(*spans)
    items = tuple(
        item
        for value in sheet.items("items")
        if isinstance(value.content, Sheet) and (item := _item(name, value.content, area, bench))
    )
    overlaps, mirror = sheet.texts("overlaps"), sheet.flag("mirror")
    over = sheet.texts("over")
    return FurnitureBox(name, *spans, items, sheet.place, mirror=mirror, overlaps=overlaps, over=over)


def _item(name: str, sheet: Sheet, box: Area, bench: Bench) -> FurnitureItem | None:
    kinds = [kind for kind in ItemKind if kind.value in sheet.keys]
    if len(kinds) != 1:
        found = " and ".join(kinds) if kinds else "nothing"
        message = f"{name}: an item draws one of text, rule, tint, image and qr; this one has {found}"
        bench.faults.add(Code.TWO_THINGS if kinds else Code.MISSING_KEY, sheet.place, message, "make two items of it")
        return None
    kind = kinds[0]
    if kind.value not in sheet:
        return None
    worded = kind is ItemKind.TEXT or (kind is ItemKind.QR and "label" in sheet)
    if kind is ItemKind.QR:
        importlib.import_module("segno")  # late: only papers with codes pay for it; make-up then finds it loaded
    area = _area(name, kind, sheet, box, bench)
    style = _style(name, sheet, bench) if worded else None
    if worded and style is None:
        return None
    hue = _colour(sheet, "tint" if kind is ItemKind.TINT else "colour", bench)
    return FurnitureItem(
        kind=kind,
        area=area,
        place=sheet.place,
        text=sheet.text(kind.value) if kind in {ItemKind.TEXT, ItemKind.QR} else "",
        style=style,
        align=Align(sheet.text("align")),
        valign=sheet.text("valign"),
        weight=sheet.length("rule"),
        colour=hue or (style.colour if style else BLACK),
        asset=_image(name, sheet, bench) if kind is ItemKind.IMAGE else None,
        alt=sheet.text("alt"),
        required=sheet.flag("required"),
        label=sheet.text("label"),
        level=sheet.text("level") or "M",
    )


def _area(name: str, kind: ItemKind, sheet: Sheet, box: Area, bench: Bench) -> Area:
    em = bench.desk.body
    left, top = sheet.length("left", em=em, whole=box.width), sheet.length("top", em=em, whole=box.height)
    width = sheet.length("width", em=em, whole=box.width)
    flat = kind is ItemKind.RULE
    height = 0 if flat else box.height - max(top, 0)
    if "height" in sheet:
        height = sheet.length("height", em=em, whole=box.height)
    if "width" not in sheet.keys:
        width = box.width - max(left, 0)
    beyond = max(-left, -top, left + width - box.width, top + height - box.height)
    if beyond > _SLACK:
        room = f"{in_points(box.width)} × {in_points(box.height)}"
        message = f"{name}: an item reaches {in_points(beyond)} beyond its box of {room}"
        bench.faults.add(Code.OUTSIDE_BOX, sheet.place, message, "make it smaller, or its box larger")
    if flat and width and height:
        message = (
            f"{name}: a rule lies (height 0) or stands (width 0); this one is {in_points(width)} × {in_points(height)}"
        )
        bench.faults.add(Code.OUT_OF_RANGE, sheet.place, message, "take its height or its width out, or make it a tint")
    return Area(left, top, width, height)


def _style(name: str, sheet: Sheet, bench: Bench) -> Style | None:
    wanted = sheet.text("style")
    table = bench.desk.sheet.sheet("styles") if bench.desk.sheet else None
    if wanted in bench.desk.styles:
        return bench.desk.styles[wanted]
    if not wanted and sheet.silent("style"):
        message = f"{name}: an item with words has to name its style"
        bench.faults.add(Code.MISSING_KEY, sheet.place, message, "style: one of the paper's styles")
    elif wanted and table is not None and wanted not in table.keys:
        hint = nearest(wanted, tuple(bench.desk.styles), "the styles are " + ", ".join(bench.desk.styles))
        bench.faults.add(
            Code.UNKNOWN_NAME, sheet.place_of("style"), f"{name}: the paper has no style {said(wanted)}", hint
        )
    return None


def _image(name: str, sheet: Sheet, bench: Bench) -> Asset | None:
    place = sheet.place_of("image")
    found = [bench.pictures.asset(sheet.text("image"), Stand(place, page, name)) for page in bench.pages]
    return found[0] if found else None


def _check_names(sheet: Sheet, faults: Faults) -> None:
    boxes, furniture = sheet.sheet("boxes"), sheet.sheet("furniture")
    names = {**(boxes.keys if boxes else {}), **(furniture.keys if furniture else {})}
    for twice in set(boxes.keys) & set(furniture.keys) if boxes and furniture else ():
        message = f"a box and a piece of furniture are both called {said(twice)}"
        faults.add(Code.DUPLICATE_KEY, boxes.key_place(twice) if boxes else sheet.place, message, "rename one")
    for _, one in (*sheet.sheets("boxes"), *sheet.sheets("furniture")):
        for named, item in ((key, item) for key in ("overlaps", "over") for item in one.items(key)):
            if str(item.content) not in names:
                hint = nearest(str(item.content), tuple(names), "name a box or furniture of this template")
                message = f"{named}: there is no box {said(str(item.content))}"
                faults.add(Code.UNKNOWN_NAME, item.place, message, hint)
