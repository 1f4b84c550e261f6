"""What a content stream paints, and in which look: the graphics state of ISO 32000-1 8.4, operator by operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from compositor.intake.inspect import spaces
from compositor.intake.inspect.coding import filters
from compositor.intake.inspect.facts import Box, Kind, PictureFacts
from compositor.intake.inspect.lexing import LETTERED, TYPE, Lettered, Shown, instructions
from compositor.intake.inspect.matrices import PLAIN, Matrix, around, height, moved, scale, square, times, width
from compositor.intake.inspect.operands import matrix_of, numbers, strings
from compositor.intake.inspect.overprinting import take_over
from compositor.intake.inspect.painted import FILLS, OPERATORS, PATH_ENDS, SHOWS, STROKES, Painted
from compositor.intake.inspect.state import State

_DEEPEST: Final = 24
"""How deep forms may stand in forms: a file that says more draws in a circle."""
_ARTIFACT: Final = -1
"""Stands for the number of marked content that is an artifact."""
_UNSEEN: Final = 3
_DEVICE_COLOURS: Final = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


class Reader:
    """Reads one content stream after another; forms are read where they are painted."""

    def __init__(self, painted: Painted) -> None:
        self._painted = painted
        self._state = State()
        self._kept: list[State] = []
        self._text, self._row, self._leading = PLAIN, PLAIN, 0.0
        self._path: list[tuple[float, float]] = []
        self._resources: Any = None
        self._tagged: list[int | None] = []
        self._device: Mapping[str, tuple[str, str]] = {}
        self._within: Box | None = None
        """Where a pattern or a glyph is painted, while what it is made of is read."""
        self._shape, self._texts, self._borrowing = False, 0, False
        self._base = PLAIN
        self._open: list[Any] = []
        self._known: dict[str, tuple[str, Any, str]] = {}
        """The fonts of the resources by name: their key, themselves, what kind they are."""
        self._steps: Mapping[str, Callable[[Any], None]] = self._table()

    def read(self, stream: Any, resources: Any) -> None:
        """Read a page's, form's, pattern's or glyph's content with the resources that it names."""
        above = self._resources, self._device, self._kept, self._texts, self._base, self._known
        self._resources, self._device = resources, spaces.defaults(resources)
        self._kept, self._texts, self._base = [], 0, self._state.ctm
        self._known = {}
        for operands, name in instructions(stream):
            step = self._steps.get(name)
            if step is not None:
                step(operands)
            elif name in PATH_ENDS:
                self._end_path(name)
            elif name not in OPERATORS:
                self._painted.unknown.add(name)
        if self._kept:
            self._painted.unbalanced.add("q without Q")
        if self._texts:
            self._painted.unbalanced.add("BT without ET")
        self._resources, self._device, self._kept, self._texts, self._base, self._known = above

    def _table(self) -> Mapping[str, Callable[[Any], None]]:
        def colours(name: str, space: str) -> Callable[[Any], None]:
            return lambda operands: self._colour(name, (*self._device.get(space, (space, "")), numbers(operands)))

        table: dict[str, Callable[[Any], None]] = {
            "q": lambda _: self._keep(),
            "Q": lambda _: self._restore(),
            "cm": lambda operands: self._set(ctm=times(matrix_of(operands), self._state.ctm)),
            "w": lambda operands: self._set(weight=float(operands[0])),
            "gs": lambda operands: self._extended(str(operands[0])),
            "cs": lambda operands: self._space("fill", operands[0]),
            "CS": lambda operands: self._space("stroke", operands[0]),
            "sh": lambda operands: self._shade(str(operands[0])),
            "ri": lambda operands: self._painted.intents.add(str(operands[0])[1:]),
            "d1": lambda _: self._set_shape(),
            "BT": lambda _: self._begin_text(),
            "ET": lambda _: self._end_text(),
            "Tf": self._font,
            "Tr": lambda operands: self._set(rendering=int(operands[0])),
            "Tm": self._place,
            "Td": lambda operands: self._next_row(*numbers(operands)),
            "TD": lambda operands: self._leading_row(*numbers(operands)),
            "TL": lambda operands: setattr(self, "_leading", float(operands[0])),
            "T*": lambda _: self._next_row(0.0, -self._leading),
            TYPE: self._type,
            LETTERED: self._lettered,
            "INLINE IMAGE": lambda operands: self._inline(operands[0]),
            "re": self._rectangle,
            "BMC": lambda operands: self._tagged.append(_ARTIFACT if str(operands[0]) == "/Artifact" else None),
            "BDC": self._tag,
            "EMC": lambda _: self._untag(),
            "Do": lambda operands: self._paint(str(operands[0])),
        }
        for name in SHOWS:
            table[name] = partial(self._show, name)
        for name in ("m", "l", "c", "v", "y"):
            table[name] = self._points
        for name, space in _DEVICE_COLOURS.items():
            table[name], table[name.upper()] = colours("fill", space), colours("stroke", space)
        for name in ("sc", "scn"):
            table[name] = lambda operands: self._values("fill", operands)
            table[name.upper()] = lambda operands: self._values("stroke", operands)
        return table

    # The graphics state

    def _set(self, **changed: Any) -> None:
        for name, value in changed.items():
            setattr(self._state, name, value)

    def _keep(self) -> None:
        self._kept.append(replace(self._state))
        self._painted.deepest = max(self._painted.deepest, len(self._kept))

    def _restore(self) -> None:
        if self._kept:
            self._state = self._kept.pop()
        else:
            self._painted.unbalanced.add("Q without q")

    def _set_shape(self) -> None:
        self._shape = True

    def _named(self, kind: str, name: str) -> Any:
        """Return a named resource; None where there is none."""
        if self._borrowing:
            self._painted.features.add("borrowed resources")
        known = _of(self._resources, kind)
        return known[name] if known is not None and name in known else None

    def _colour(self, name: str, wanted: tuple[str, str, tuple[float, ...]]) -> None:
        """Set a colour, unless what is read is only a shape (ISO 32000-1 8.7.3.3, 9.6.5)."""
        if not self._shape:
            setattr(self._state, name, wanted)

    def _space(self, name: str, space: Any) -> None:
        found, behind = self._space_of(space)
        self._colour(name, (found, behind, spaces.first_values(found)))

    def _space_of(self, space: Any) -> tuple[str, str]:
        found = spaces.name_of(space, _of(self._resources, "/ColorSpace"))
        return self._device.get(found[0], found) if spaces.is_name(space) else found

    def _values(self, name: str, operands: Any) -> None:
        space, behind, _ = getattr(self._state, name)
        if space == "Pattern" and len(operands) and spaces.is_name(operands[-1]):
            self._set(**{f"{name}_pattern": self._named("/Pattern", str(operands[-1]))})
        self._colour(name, (space, behind, numbers(operands)))

    def _extended(self, name: str) -> None:
        """Take over a graphics state of the resources (ISO 32000-1 8.4.5)."""
        state, now = self._named("/ExtGState", name), self._state
        if state is None:
            self._painted.features.add("state missing")
            return
        take_over(state, now)
        now.weight = float(state.get("/LW", now.weight))
        if "/CA" in state:
            now.clear_stroke = float(state.CA) < 1
        if "/ca" in state:
            now.clear_fill = float(state["/ca"]) < 1
        if "/RI" in state:
            self._painted.intents.add(str(state.RI)[1:])
        self._blend(state)

    def _blend(self, state: Any) -> None:
        import pikepdf

        now = self._state
        if "/BM" in state:
            modes = list(state.BM) if isinstance(state.BM, pikepdf.Array) else [state.BM]
            mode = next((str(one)[1:] for one in modes if str(one)[1:] in spaces.BLENDS), str(modes[0])[1:])
            self._painted.modes.add(mode)
            now.blended = mode not in ("Normal", "Compatible")
        if "/SMask" in state:
            now.softened = isinstance(state.SMask, pikepdf.Dictionary)
            if now.softened and "/G" in state.SMask:
                self._group(state.SMask.G)

    def _group(self, form: Any) -> None:
        group = form.get("/Group")
        if group is not None and "/CS" in group:
            self._painted.groups.append(spaces.name_of(group.CS, _of(self._resources, "/ColorSpace"))[0])

    def _tag(self, operands: Any) -> None:
        """Begin marked content; what is said of it may stand among the resources (ISO 32000-1 14.6.2)."""
        import pikepdf

        said = operands[1] if len(operands) > 1 else None
        said = self._named("/Properties", str(said)) if isinstance(said, pikepdf.Name) else said
        number = said.get("/MCID") if isinstance(said, pikepdf.Dictionary) else None
        artifact = str(operands[0]) == "/Artifact"
        self._tagged.append(_ARTIFACT if artifact else None if number is None else int(number))

    def _untag(self) -> None:
        if self._tagged:
            self._tagged.pop()

    # Painting

    def _mark(self, kind: Kind, size: float, area: Box, *, stroked: bool = False) -> None:
        state, area = self._state, self._within or area
        space, behind, values = state.stroke if stroked else state.fill
        over = state.over_stroke if stroked else state.over_fill
        clear = state.blended or state.softened or (state.clear_stroke if stroked else state.clear_fill)
        look = (kind, space, values, size, over, state.mode, clear, behind, self._painted.outside(area))
        self._painted.tally(look, area).add(area)
        inside = (
            next((number for number in reversed(self._tagged) if number is not None), None) if self._tagged else None
        )
        if inside is None:
            self._painted.untagged += 1
        elif inside != _ARTIFACT:
            self._painted.numbers.add(inside)
        pattern = state.stroke_pattern if stroked else state.fill_pattern
        if space == "Pattern" and pattern is not None:
            self._pattern(pattern, area, stroked=stroked)

    def _pattern(self, pattern: Any, area: Box, *, stroked: bool) -> None:
        """Read what a pattern is made of, once (ISO 32000-1 8.7): content in tiles, or a shading."""
        if not self._first(pattern, area):
            return
        ctm = times(matrix_of(pattern.get("/Matrix", PLAIN)), self._base)
        if int(pattern.get("/PatternType", 1)) == 2:
            space, behind, values = self._shading(pattern.get("/Shading"))
            state = replace(self._state, fill=(space, behind, values), fill_pattern=None)
            kept, self._state = self._state, state
            self._mark(Kind.SHADE, 0.0, area)
            self._state = kept
            return
        state = self._state
        colour = (state.stroke if stroked else state.fill)[1:]
        shape = int(pattern.get("/PaintType", 1)) == 2
        fresh = State(ctm=ctm, over_fill=state.over_fill, over_stroke=state.over_stroke, mode=state.mode)
        if shape:
            fresh.fill = fresh.stroke = (colour[0], "", colour[1][:-1])
        self._inner(pattern, fresh, area, shape=shape)

    def _first(self, thing: Any, area: Box) -> bool:
        """Tell whether a pattern or font is painted for the first time, on the page or beside it."""
        key = (thing.objgen, self._painted.outside(area))
        if key in self._painted.read:
            return False
        if thing.is_indirect:
            self._painted.read.add(key)
        return True

    def _inner(self, stream: Any, state: State, area: Box, *, shape: bool = False, resources: Any = None) -> None:
        """Read content that is painted as a part of something else, within its area."""
        if len(self._open) >= _DEEPEST:
            return
        self._open.append(stream.objgen)
        kept = self._state, self._within, self._shape, self._text, self._row, self._path
        self._state, self._within, self._shape, self._path = state, area, shape, []
        self.read(stream, resources if resources is not None else stream.get("/Resources", self._resources))
        self._state, self._within, self._shape, self._text, self._row, self._path = kept
        self._open.pop()

    def _points(self, operands: Any) -> None:
        found, ctm = numbers(operands), self._state.ctm
        self._path += [moved(ctm, x, y) for x, y in zip(found[::2], found[1::2], strict=False)]

    def _rectangle(self, operands: Any) -> None:
        x, y, wide, high = numbers(operands)
        ctm = self._state.ctm
        self._path += [moved(ctm, x + across, y + up) for across in (0, wide) for up in (0, high)]

    def _end_path(self, name: str) -> None:
        if self._path:
            area = around(self._path)
            if name in FILLS:
                self._mark(Kind.AREA, 0.0, area)
            if name in STROKES:
                self._mark(Kind.LINE, self._state.weight * scale(self._state.ctm), area, stroked=True)
        self._path = []

    def _shade(self, name: str) -> None:
        kept, self._state.fill = self._state.fill, self._shading(self._named("/Shading", name))
        self._mark(Kind.SHADE, 0.0, square(self._state.ctm))
        self._state.fill = kept

    def _shading(self, shading: Any) -> tuple[str, str, tuple[float, ...]]:
        """Return the space of a shading, and of the inks that it says outright those that are the most."""
        if shading is None:
            self._painted.features.add("object missing")
            return "", "", ()
        space, behind = self._space_of(shading.get("/ColorSpace"))
        given = spaces.outputs(shading.get("/Function"))
        if given and given != spaces.count(shading.get("/ColorSpace"), _of(self._resources, "/ColorSpace")):
            self._painted.features.add("odd shading")
        inks = spaces.stops(shading.get("/Function")) if space == "DeviceCMYK" else ()
        return space, behind, max(inks, key=sum, default=())

    # Type

    def _begin(self, matrix: Matrix) -> None:
        self._text = self._row = matrix

    def _place(self, operands: Any) -> None:
        self._text = self._row = operands if type(operands) is tuple else matrix_of(operands)

    def _begin_text(self) -> None:
        if self._texts:
            self._painted.unbalanced.add("BT in BT")
        self._texts = 1
        self._begin(PLAIN)

    def _end_text(self) -> None:
        if not self._texts:
            self._painted.unbalanced.add("ET without BT")
        self._texts = 0

    def _next_row(self, x: float, y: float) -> None:
        self._begin(times((1.0, 0.0, 0.0, 1.0, x, y), self._row))

    def _leading_row(self, x: float, y: float) -> None:
        self._leading = -y
        self._next_row(x, y)

    def _font(self, operands: Any) -> None:
        state, name = self._state, str(operands[0])
        state.size = float(operands[1])
        state.letters = state.codes = None
        if name not in self._known:
            font = self._named("/Font", name)
            if font is None:
                self._painted.features.add("font missing")
                return
            key = f"{name} {font.objgen}"
            self._painted.fonts.setdefault(key, font)
            self._known[name] = key, font, str(font.get("/Subtype", ""))
        key, font, kind = self._known[name]
        if kind == "/Type3":
            state.letters = font
        elif kind == "/Type0":
            state.codes = self._painted.shown.setdefault(key, set())

    def _type(self, operands: Any) -> None:
        font, place, shown = operands
        if font is not None:
            self._font(font)
        if place is not None:
            self._text = self._row = place
        self._paint_type(shown)

    def _lettered(self, lettered: Lettered) -> None:
        """Take all type of many lines at once, where nothing but its fonts makes it look otherwise here and there.

        Where some of it may stand beside the trim they are taken line by line, and step by step if need be.
        """
        if self._tagged or self._within or not self._state.is_plain:
            for steps in lettered.steps():
                self._step_by_step(steps)
        elif not self._take(lettered):
            for line, steps in lettered.lines():
                if line is None or not self._take(line):
                    self._step_by_step(steps)

    def _step_by_step(self, steps: Iterator[Any]) -> None:
        self._begin_text()
        for operands in steps:
            self._type(operands)
        self._end_text()

    def _take(self, lettered: Lettered) -> bool:
        """Count what type shows and how it looks; do nothing where some of it may stand beside the trim."""
        state, painted = self._state, self._painted
        before, shown = (state.size, state.letters, state.codes), []
        marks = painted.within(lettered.stands, state.size)
        if marks is None:
            return False
        for font, codes in lettered.shows:
            if font is not None:
                self._font(font)
            if state.letters is not None:
                state.size, state.letters, state.codes = before
                return False
            shown.append((state.codes, codes))
        self._begin_text()
        for known, codes in shown:
            if known is not None:
                known.add(codes)
        space, behind, values = state.fill
        clear = state.blended or state.softened or state.clear_fill
        for size, often, area in marks:
            look = (Kind.TEXT, space, values, size, state.over_fill, state.mode, clear, behind, False)
            painted.tally(look, area).add(area, often)
            painted.untagged += often
        if lettered.last is not None:
            self._font(lettered.last)
        self._text = self._row = lettered.place
        self._end_text()
        return True

    def _show(self, name: str, operands: Any) -> None:
        if name in ("'", '"'):
            self._next_row(0.0, -self._leading)
        self._paint_type(operands[-1])

    def _paint_type(self, shown: Any) -> None:
        state = self._state
        whole = self._text if state.ctm is PLAIN else times(self._text, state.ctm)
        size = abs(state.size) * height(whole)
        x, y = whole[4:]
        area = (x, y - size * 0.12, x + size, y + size * 0.88)
        if state.codes is not None and state.rendering % 4 != _UNSEEN:
            state.codes.update(shown if isinstance(shown, Shown) else strings(shown))
        if state.rendering % 4 in (0, 2):
            self._mark(Kind.TEXT, size, area)
        if state.rendering % 4 in (1, 2):
            self._mark(Kind.LINE, state.weight * scale(whole), area, stroked=True)
        if state.letters is not None and state.rendering % 4 != _UNSEEN:
            self._drawn(state.letters, times((state.size, 0.0, 0.0, state.size, 0.0, 0.0), whole), area)

    def _drawn(self, font: Any, ctm: Matrix, area: Box) -> None:
        """Read the glyphs of a Type 3 font, once (ISO 32000-1 9.6.5)."""
        if not self._first(font, area):
            return
        ctm = times(matrix_of(font.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0))), ctm)
        for glyph in font.get("/CharProcs", {}).values():
            state = replace(self._state, ctm=ctm, letters=None, codes=None)
            self._inner(glyph, state, area, resources=font.get("/Resources", self._resources))

    # Objects

    def _paint(self, name: str) -> None:
        thing = self._named("/XObject", name)
        if thing is None:
            self._painted.features.add("object missing")
            return
        match str(thing.get("/Subtype")):
            case "/Image":
                self._picture(name[1:], thing)
            case "/Form" if len(self._open) < _DEEPEST and thing.objgen not in self._open:
                self._form(thing)
            case "/PS":
                self._painted.features.add("PostScript")

    def _form(self, form: Any) -> None:
        if "/Ref" in form:
            self._painted.features.add("reference")
        self._group(form)
        kept, self._state = self._state, replace(self._state)
        borrowing, self._borrowing = self._borrowing, "/Resources" not in form
        if "/Matrix" in form:
            self._set(ctm=times(matrix_of(form.Matrix), self._state.ctm))
        area = self._painted.filled_by(form)
        if area:
            self._path = [moved(self._state.ctm, x, y) for x in area[::2] for y in area[1::2]]
            self._end_path("f")
        else:
            self._open.append(form.objgen)
            self.read(form, form.get("/Resources", self._resources))
            self._open.pop()
        self._state, self._borrowing = kept, borrowing

    def _inline(self, picture: Any) -> None:
        self._picture("inline", picture.obj)

    def _picture(self, name: str, picture: Any) -> None:
        ctm = self._state.ctm
        wide, high = int(picture.get("/Width", picture.get("/W", 1))), int(picture.get("/Height", picture.get("/H", 1)))
        stencil = bool(picture.get("/ImageMask", picture.get("/IM", False)))
        space, behind = self._space_of(picture.get("/ColorSpace", picture.get("/CS")))
        if stencil:
            space, behind, _ = self._state.fill
        resolution = min(wide / max(width(ctm), 1e-6), high / max(height(ctm), 1e-6)) * 72
        masked = "/SMask" in picture
        bits = 1 if stencil else int(picture.get("/BitsPerComponent", picture.get("/BPC", 8)))
        area, coding = self._within or square(ctm), filters(picture)
        smooth = bool(picture.get("/Interpolate", picture.get("/I", False)))
        found = PictureFacts(name, wide, high, bits, space or "?", coding, round(resolution, 1), masked, area, smooth)
        key = (name, round(resolution, 1), area)
        self._painted.pictures.setdefault(key, found)
        self._painted.codings |= set(coding)
        if "/Intent" in picture:
            self._painted.intents.add(str(picture.Intent)[1:])
        if stencil:
            self._mark(Kind.AREA, 0.0, area)
            return
        self._painted.streams.setdefault(key, (picture, _of(self._resources, "/ColorSpace")))
        kept, self._state.fill = self._state.fill, (space or "?", behind, ())
        self._mark(Kind.IMAGE, 0.0, area)
        self._state.fill = kept
        if masked:
            self._painted.features.add("soft mask")
        self._painted.features |= {key[1:] for key in ("/Alternates", "/OPI") if key in picture}


def _of(resources: Any, kind: str) -> Any:
    return None if resources is None else resources.get(kind)
