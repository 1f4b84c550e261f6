"""Styles and box styles of a paper, inheritance worked out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from compositor import units
from compositor.intake import composition
from compositor.intake.faults import Code, Faults, said
from compositor.intake.forms import LEFT_OUT, PARTS
from compositor.intake.grid import in_points
from compositor.intake.sheet import Sheet, length, nearest
from compositor.model.design import QUOTE_RULE, TABLE_RULE, Align, BoxStyle, Colour, Style
from compositor.model.settings import Direction, Kinsoku, Region
from compositor.records import dataclass

_SMALLEST: Final = units.pt(3)
_LARGEST: Final = units.pt(500)
_LEADING: Final = "1.2em"


@dataclass(frozen=True, slots=True)
class Basis:
    """What styles are worked out from: the body grid's size and leading, the colours, the region's habits.

    ``names`` are the styles that were typed, sound or not; ``composition`` what the paper lays down for all.
    """

    body: int
    leading: int
    colours: Mapping[str, Colour]
    region: Region
    names: frozenset[str]
    composition: tuple[Sheet, ...] = ()


def colour(name: str, sheet: Sheet, key: str, colours: Mapping[str, Colour], faults: Faults) -> Colour | None:
    """Return the colour that the key names; a fault and None where the paper has none of that name."""
    if name in colours:
        return colours[name]
    hint = nearest(name, tuple(colours), "the paper has " + ", ".join(colours))
    faults.add(Code.UNKNOWN_NAME, sheet.place_of(key), f"{key}: the paper has no colour {said(name)}", hint)
    return None


def styles(sheet: Sheet | None, basis: Basis, faults: Faults) -> dict[str, Style]:
    """Return the paper's styles by name. The body style has to have the grid's size and leading."""
    sheets = dict(sheet.sheets("styles")) if sheet else {}
    made: dict[str, Style] = {}
    for name in sheets:
        lineage = _lineage(name, sheets, "style", faults)
        style = _style(name, lineage, basis, faults) if lineage else None
        if style is not None:
            made[name] = style
    _check_body(sheet, made, basis, faults)
    return made


def _lineage(name: str, sheets: Mapping[str, Sheet], what: str, faults: Faults) -> tuple[Sheet, ...]:
    """Return the sheet and those it extends, nearest first; empty with a fault where that fails."""
    line = [name]
    while parent := sheets[line[-1]].text("extends"):
        place = sheets[line[-1]].place_of("extends")
        if parent in line:
            if parent == name:  # once for the whole circle, from each of its members
                message = f"the {what} {said(name)} extends itself: {' → '.join([*line, parent])}"
                faults.add(Code.EXTENDS_ITSELF, place, message, "take one of the extends out")
            return ()
        if parent not in sheets:
            if len(line) == 1:
                hint = nearest(parent, tuple(sheets), f"the paper's are {', '.join(sheets)}")
                faults.add(Code.UNKNOWN_NAME, place, f"extends: there is no {what} {said(parent)}", hint)
            return ()
        line.append(parent)
    return tuple(sheets[one] for one in line)


@dataclass(frozen=True, slots=True)
class _Line:
    """A style with those it extends, nearest first: the first that speaks of a key counts."""

    sheets: tuple[Sheet, ...]

    def of(self, key: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if key in sheet), None)

    def text(self, key: str, otherwise: str) -> str:
        sheet = self.of(key)
        return sheet.text(key) if sheet else otherwise

    def length(self, key: str, otherwise: int, *, em: int = 0, line: int = 0) -> int:
        sheet = self.of(key)
        return sheet.length(key, em=em, line=line) if sheet else otherwise

    def sizes(self) -> tuple[int, ...]:
        """Return the sizes listed that lie between the limits, largest first.

        A limit of a style further off than the list doesn't count.
        """
        listing = self.of("sizes")
        if listing is None:
            return ()
        near = _Line(self.sheets[: self.sheets.index(listing) + 1])
        listed = {length(str(item.content)) for item in listing.items("sizes")}
        most = near.length("size", max(listed, default=0))
        least = near.length("min_size", 0, em=most)
        return tuple(sorted((size for size in listed if least <= size <= most), reverse=True))


def _style(name: str, lineage: tuple[Sheet, ...], basis: Basis, faults: Faults) -> Style | None:
    line, own = _Line(lineage), lineage[0]
    sizes = line.sizes()
    size = sizes[0] if sizes else line.length("size", 0)
    if not size:
        if all(sheet.silent(key) for sheet in lineage for key in ("size", "sizes")):
            message = f"the style {said(name)} has no size"
            faults.add(Code.MISSING_KEY, own.place, message, "give it a size, or let it extend a style that has one")
        return None
    leading = line.length("leading", units.ems(_LEADING[:-2], size), em=size)
    least = sizes[-1] if sizes else min(line.length("min_size", size, em=size), size)
    if not _sizes_sound(name, own, (size, leading, least), faults):
        return None
    if not sizes and line.of("sizes") is not None:
        message = f"the style {said(name)}: none of its sizes is between min_size and size"
        faults.add(Code.OUT_OF_RANGE, own.place_of("sizes"), message, "take the limits out, or name sizes between them")
        return None
    hue = line.text("colour", "black")
    composed = _composed(lineage, basis)
    return Style(
        name=name,
        role=line.text("role", "song"),
        weight=line.text("weight", "regular"),
        size=size,
        leading=leading,
        min_size=least,
        indent=line.length("indent", 0, em=size),
        align=Align(line.text("align", Align.JUSTIFY)),
        colour=colour(hue, line.of("colour") or own, "colour", basis.colours, faults) or basis.colours["black"],
        space_before=line.length("space_before", 0, em=size, line=basis.leading),
        space_after=line.length("space_after", 0, em=size, line=basis.leading),
        tracking=line.length("tracking", 0, em=size),
        rise=line.length("rise", 0, em=size),
        direction=Direction(line.text("direction", Direction.HORIZONTAL)),
        sizes=sizes,
        condense=condense.whole("condense") if (condense := line.of("condense")) else 1000,
        **composed,
    )


def _composed(lineage: tuple[Sheet, ...], basis: Basis) -> dict[str, Any]:
    """Return the settings of composition of a style: its own, the paper's, the region's."""
    kinsoku = Kinsoku.GB if basis.region is Region.CN else Kinsoku.BASIC
    habits = {"kinsoku": kinsoku, "latin_gap": 125, "wide_latin_gap": 250}
    return habits | composition.fields((*lineage, *basis.composition))


def _sizes_sound(name: str, own: Sheet, sizes: tuple[int, int, int], faults: Faults) -> bool:
    size, leading, least = sizes
    if not _SMALLEST <= size <= _LARGEST:
        wrong, key = f"the size {in_points(size)} is out of range", "size"
    elif leading < size:
        wrong, key = f"the leading {in_points(leading)} is less than the size {in_points(size)}", "leading"
    elif least < _SMALLEST:
        wrong, key = f"the min_size {in_points(least)} is out of range", "min_size"
    else:
        return True
    faults.add(
        Code.OUT_OF_RANGE, own.place_of(key), f"the style {said(name)}: {wrong}", "type is set from 3pt to 500pt"
    )
    return False


def _check_body(sheet: Sheet | None, made: Mapping[str, Style], basis: Basis, faults: Faults) -> None:
    table = sheet.sheet("styles") if sheet else None
    if table is None:
        return
    if "body" not in table.keys:
        message, hint = 'there is no style "body"', "give the size and leading of the grid"
        faults.add(Code.MISSING_KEY, table.place, message, hint)
    elif "body" in made:
        _on_grid(made["body"], table, basis, faults)


def _on_grid(body: Style, table: Sheet, basis: Basis, faults: Faults) -> None:
    own = table.sheet("body")
    if not basis.body or own is None:
        return
    for key, has, wanted in (("size", body.size, basis.body), ("leading", body.leading, basis.leading)):
        if has != wanted:
            message = f"the style body has the {key} {in_points(has)}, the grid {in_points(wanted)}"
            faults.add(Code.BASELINE_GRID, own.place_of(key), message, "they have to be the same")


def box_styles(sheet: Sheet | None, made: Mapping[str, Style], basis: Basis, faults: Faults) -> dict[str, BoxStyle]:
    """Return the paper's box styles by name; each takes what it doesn't name from the one it extends or default."""
    table = sheet.sheet("box_styles") if sheet else None
    if table is None:
        return {}
    sheets = dict(table.values.items())
    inner = {name: value.content for name, value in sheets.items() if isinstance(value.content, Sheet)}
    if "default" not in table.keys:
        faults.add(Code.MISSING_KEY, table.place, 'there is no box style "default"', "it names a style for every part")
        return {}
    if "default" not in inner:
        return {}
    maker = _BoxStyles(inner, made, basis, faults)
    return {name: style for name in inner if (style := maker.make(name)) is not None}


@dataclass(frozen=True, slots=True)
class _BoxStyles:
    sheets: Mapping[str, Sheet]
    made: Mapping[str, Style]
    basis: Basis
    faults: Faults

    def make(self, name: str) -> BoxStyle | None:
        lineage = _lineage(name, self.sheets, "box style", self.faults)
        if not lineage:
            return None
        default = self.sheets["default"]
        line = _Line(lineage if default in lineage else (*lineage, default))
        named = (*PARTS, *LEFT_OUT)
        parts = {part: style for part in named if (style := self._part(part, line, name)) is not None}
        missing = [part for part in PARTS if line.of(part) is None]
        if missing and name == "default":
            message = f"the box style default has no style for {', '.join(missing)}"
            self.faults.add(Code.PARTS_MISSING, default.place, message, "name a style for each")
        self._on_grid("body", parts, line)
        self._on_grid("table", parts, line)
        return BoxStyle(
            name,
            parts,
            line.length("label_rule", 0),
            self._tint(line, "label_tint"),
            line.text("byline_at", "end"),
            line.length("table_rule", TABLE_RULE),
            line.length("row_rule", 0),
            direction=Direction(line.text("direction", Direction.HORIZONTAL)),
            cutline_at=line.text("cutline_at", "under"),
            cutline_tint=self._tint(line, "cutline_tint"),
            head_tint=self._tint(line, "head_tint"),
            quote_rule=line.length("quote_rule", QUOTE_RULE),
        )

    def _tint(self, line: _Line, key: str) -> Colour | None:
        sheet = line.of(key)
        return colour(sheet.text(key), sheet, key, self.basis.colours, self.faults) if sheet else None

    def _part(self, part: str, line: _Line, name: str) -> Style | None:
        sheet = line.of(part)
        if sheet is None:
            return None
        named = sheet.text(part)
        if named in self.made:
            return self.made[named]
        if sheet is line.sheets[0] and named not in self.basis.names:
            hint = nearest(named, tuple(self.made), "the styles are " + ", ".join(self.made))
            message = f"box style {name}: {part}: there is no style {said(named)}"
            self.faults.add(Code.UNKNOWN_NAME, sheet.place_of(part), message, hint)
        return None

    def _on_grid(self, part: str, parts: Mapping[str, Style], line: _Line) -> None:
        """All body lines of a page stand on one grid (clreq #type_area), so bodies and tables have its leading."""
        sheet, style = line.of(part), parts.get(part)
        if sheet is None or style is None or not self.basis.leading or style.name == "body":
            return
        if style.leading != self.basis.leading:
            has, wanted = in_points(style.leading), in_points(self.basis.leading)
            message = f"{part}: the style {style.name} has the leading {has}, the grid {wanted}"
            hint = "body lines and tables of all columns stand on one grid"
            self.faults.add(Code.BASELINE_GRID, sheet.place_of(part), message, hint)
