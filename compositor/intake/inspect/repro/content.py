"""A content stream written anew, operator by operator: the same marks, in the target's colours and within the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from compositor.intake.inspect.matrices import around, moved, scale, times
from compositor.intake.inspect.repro import parts
from compositor.intake.inspect.repro.learning import learn
from compositor.intake.inspect.repro.pictures import flat_paint
from compositor.intake.inspect.repro.spaces import Space
from compositor.intake.inspect.repro.targets import Light, Target
from compositor.intake.inspect.repro.telling import Unprintable
from compositor.intake.inspect.repro.work import DEEPEST, Colour, State, Work

FINE: Final = 0.25
"""Lines under it don't print reliably on newsprint (GWG 2022 R0018)."""
_INTENTS: Final = frozenset(("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"))
_PATHS: Final = frozenset("m l c v y h re".split())
_PAINTS: Final = {
    "S": "S",
    "s": "s",
    "f": "f",
    "F": "f",
    "f*": "f*",
    "B": "B",
    "B*": "B*",
    "b": "b",
    "b*": "b*",
    "n": "n",
}
_FILLS: Final = {"f": "n", "f*": "n", "B": "S", "B*": "S", "b": "s", "b*": "s"}
"""What is left of painting a path where its area isn't painted."""
_STROKES: Final = {"S": "n", "s": "n", "B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_KEPT: Final = frozenset("W W* J j M d i Tc Tw Tz TL Ts Td TD Tm T* d0 d1".split())
_SHOWS: Final = frozenset(("Tj", "TJ", "'", '"'))
_DEVICES: Final = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
BEGIN: Final = b"1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts "
"""What a page's content begins with, whatever stood before it on the plate (ISO 32000-1 tables 52, 53 and 104)."""


class Writer:
    """Writes one content stream anew, with resources of its own; the forms in it are written where they are painted."""

    def __init__(self, work: Work, resources: Any, state: State, *, mask: bool = False, plain: bool = False) -> None:
        self.work, self.resources, self.state = work, resources, state
        self.mask, self._plain = mask, plain
        self.target: Target = work.masks.target if mask else work.target
        self.used: dict[str, dict[str, Any]] = {}
        self.depth = 0
        self._corners: list[tuple[float, float]] = []
        self.bounded = True
        """Whether places are those of the page: those of forms, tiles, masks and glyphs may be several."""
        self.scaled = True
        """Whether sizes are known: a glyph's are not, whose font may stand in any size."""
        self._out: list[Any] = []
        self._kept: list[State] = []
        self._hidden: list[bool] = []
        self._in_text = False
        self._drawing = False
        self._steps: Mapping[str, Callable[[str, Any], None]] = self._table()

    def write(self, stream: Any) -> bytes:
        """Return a stream's content as it is to be."""
        import pikepdf

        instructions = pikepdf.parse_content_stream(stream)
        if not self._plain:
            learn(instructions, self._of("/ColorSpace"), self.target)
        for instruction in instructions:
            self.work.step()
            name = str(instruction.operator)
            if name == "INLINE IMAGE":
                self._inline(cast(Any, instruction).iimage)
                continue
            step = self._steps.get(name)
            if step is not None:
                step(name, instruction.operands)
        if self._in_text:
            self._put("ET")
        for _ in self._kept:
            self._put("Q")
        return bytes(pikepdf.unparse_content_stream(self._out))

    def made_resources(self) -> Any:
        """Return a resource dictionary with what was used and nothing else."""
        import pikepdf

        made = pikepdf.Dictionary()
        for kind in sorted(self.used):
            made[kind] = pikepdf.Dictionary(dict(sorted(self.used[kind].items())))
        return made

    def _table(self) -> Mapping[str, Callable[[str, Any], None]]:
        table: dict[str, Callable[[str, Any], None]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "w": self._weigh,
            "ri": lambda name, operands: self._put(name, operands) if str(operands[0]) in _INTENTS else None,
            "gs": lambda _, operands: parts.extended(self, str(operands[0])),
            "sh": lambda _, operands: self._shade(str(operands[0])),
            "BT": self._text,
            "ET": self._text,
            "Tf": self._font,
            "Tr": self._render,
            "Do": lambda _, operands: self._paint(str(operands[0])),
            "BMC": lambda *_: self._hidden.append(False),
            "BDC": self._mark,
            "EMC": self._unmark,
        }
        table |= dict.fromkeys(_KEPT, self._put)
        table |= dict.fromkeys(_PATHS, self._path)
        table |= dict.fromkeys(_PAINTS, self._end_path)
        table |= dict.fromkeys(_SHOWS, self._show)
        for name in (*_DEVICES, "cs", "sc", "scn"):
            table[name] = table[name.upper()] = self._colour
        return table

    def _put(self, name: str, operands: Any = ()) -> None:
        self._out.append((operands, _operator(name)))

    # The graphics state

    def _save(self, name: str, _: Any) -> None:
        self._kept.append(replace(self.state))
        self._put(name)

    def _restore(self, name: str, _: Any) -> None:
        if self._kept:
            self.state = self._kept.pop()
            self._put(name)

    def _transform(self, name: str, operands: Any) -> None:
        a, b, c, d, e, f = (float(one) for one in operands)
        self.state.ctm = times((a, b, c, d, e, f), self.state.ctm)
        self._put(name, operands)

    def _weigh(self, name: str, operands: Any) -> None:
        self.state.weight = self.state.pen = float(operands[0])
        self._put(name, operands)

    def _colour(self, name: str, operands: Any) -> None:
        which = "stroke" if name.isupper() else "fill"
        kind = name.lower()
        if self._plain:
            return
        if kind in _DEVICES:
            space = self.work.spaces.of(_named(_DEVICES[kind]), self._of("/ColorSpace"))
            self.set(which, space, _numbers(operands))
        elif kind == "cs":
            space = self.work.spaces.of(operands[0], self._of("/ColorSpace"))
            if space.kind == "Pattern":
                setattr(self.state, which, Colour(space, pattern=True))
            else:
                self.set(which, space, space.first)
        else:
            space = getattr(self.state, which).space
            if space.kind == "Pattern":
                self._pattern(which, space, operands)
            else:
                self.set(which, space, _numbers(operands))

    def set(self, which: str, space: Space, values: tuple[float, ...]) -> None:
        """Set the colour of areas or lines, turned into the target's."""
        made = self.target.flat(flat_paint(values, space))
        if space.kind in _TURNED and self.target.mode == "CMYK":
            self.work.told.change("RGB colours are turned into CMYK, black into black alone")
        setattr(self.state, which, Colour(space, made))
        self._put(self.target.operators[which == "stroke"], [_decimal(value) for value in made])

    def _pattern(self, which: str, space: Space, operands: Any) -> None:
        name = str(operands[-1])
        found = parts.pattern(self, self._named_thing("/Pattern", name, "a pattern"))
        self.use("/Pattern", name, found)
        setattr(self.state, which, Colour(space, pattern=True))
        wide = "CS" if which == "stroke" else "cs"
        values = _numbers(operands[:-1]) if len(operands) > 1 and space.base is not None else ()
        if values and space.base is not None:
            made = self.target.flat(flat_paint(values, space.base))
            behind = _array([_named("Pattern"), _named(self.target.space)])
            self.use("/ColorSpace", "/CoPattern", behind)
            self._put(wide, [_named("CoPattern")])
            self._put("SCN" if which == "stroke" else "scn", [*map(_decimal, made), operands[-1]])
            return
        self._put(wide, [_named("Pattern")])
        self._put("SCN" if which == "stroke" else "scn", [operands[-1]])

    def _ready(self, *, picture: bool = False) -> None:
        """Set overprint and line width as they are to be, before something is painted."""
        state = self.state
        if not isinstance(self.target, Light) and not self.mask:
            fill = state.over_fill and not picture and self._lies(state.fill, state.mode)
            stroke = state.over_stroke and self._lies(state.stroke, state.mode)
            wanted = (stroke, fill, state.mode if fill or stroke else 0)
            if wanted != state.over:
                state.over = wanted
                name = f"/CoOver{int(stroke)}{int(fill)}{wanted[2]}"
                self.use("/ExtGState", name, parts.over(*wanted))
                self._put("gs", [_named(name[1:])])
        size = scale(state.ctm)
        wanted_weight = state.weight if state.weight * size >= FINE - 1e-4 or size <= 0 else FINE / size
        if self.scaled and wanted_weight != state.pen and not picture:
            state.pen = wanted_weight
            self._put("w", [_decimal(wanted_weight, 5)])

    def _lies(self, colour: Colour, mode: int) -> bool:
        """Tell whether a colour lies on what is under it: of inks those that it has (8.6.7), and never white.

        Other process colours than inks knock out (ISO 32000-1 table 149).
        """
        if colour.white and mode == 1 and colour.space.of_press:
            self.work.told.change("white that overprints, and so would vanish, knocks out")
            return False
        if colour.space.inks and not colour.space.of_press and not colour.space.unseen:
            words = f"the spot colour {', '.join(colour.space.inks)[:60]} overprints"
            self.work.told.refuse(words, "turn spot colours into CMYK, and export it again")
        return colour.space.of_press and not colour.pattern

    # Painting

    @property
    def _unseen(self) -> bool:
        return any(self._hidden)

    def _path(self, name: str, operands: Any) -> None:
        if not self._drawing:
            self._ready()
            self._drawing, self._corners = True, []
        numbers, ctm = _numbers(operands), self.state.ctm
        if name == "re":
            x, y, wide, high = numbers
            numbers = (x, y, x + wide, y, x, y + high, x + wide, y + high)
        self._corners += [moved(ctm, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        self._put(name, operands)

    def _beside(self) -> bool:
        """Tell whether a path stands beside what is shown of the page, as crop marks do."""
        if self.work.size is None or not self.bounded or not self._corners:
            return False
        left, foot, right, top = around(self._corners)
        reach = 5 * self.state.weight * scale(self.state.ctm)
        wide, high = self.work.size
        return left > wide + reach or right < -reach or foot > high + reach or top < -reach

    def _end_path(self, name: str, _: Any) -> None:
        state, wanted = self.state, _PAINTS[name]
        if self._unseen or self._beside():
            wanted = "n"
        if state.fill.space.unseen:
            wanted = _FILLS.get(wanted, wanted)
        if state.stroke.space.unseen:
            wanted = _STROKES.get(wanted, wanted)
        if wanted in _STROKES and state.pen != state.weight:
            self.work.told.change(f"lines thinner than {FINE} pt are drawn with {FINE} pt")
        self._drawing = False
        self._put(wanted)

    def _shade(self, name: str) -> None:
        found = parts.shading(self.work, self.target, self._named_thing("/Shading", name, "a shading"))
        self.use("/Shading", name, found)
        if not self._unseen:
            self._ready(picture=True)
            self._put("sh", [_named(name[1:])])

    # Type

    def _text(self, name: str, _: Any) -> None:
        if self._in_text is (name == "ET"):
            self._in_text = name == "BT"
            self._put(name)

    def _font(self, _: str, operands: Any) -> None:
        """Note a font; it is taken into use when words are set in it: many files name one that they never use."""
        self.state.font = self._named_thing("/Font", str(operands[0]), "a font")
        self.state.face = (str(operands[0]), operands[1])

    def use_font(self, font: Any) -> None:
        """Take a font into use; the glyphs of a Type 3 font are written anew."""
        self.state.font = font
        self.work.fonts.use(font)
        if str(font.get("/Subtype", "")) == "/Type3":
            parts.drawn_glyphs(self, font)

    def _render(self, name: str, operands: Any) -> None:
        self.state.rendering = int(operands[0])
        self._put(name, operands)

    def _show(self, name: str, operands: Any) -> None:
        import pikepdf

        if self.state.font is None:
            raise Unprintable("words in it are set in no font", "export it again")
        for one in operands[-1] if name == "TJ" else operands[-1:]:
            if isinstance(one, pikepdf.String):
                self.work.fonts.show(self.state.font, bytes(one))
        self._ready()
        if self.state.face != self.state.face_set:
            self.state.face_set = (font_name, size) = self.state.face
            self.use_font(self.state.font)
            self.use("/Font", font_name, self.state.font)
            self._put("Tf", [_named(font_name[1:]), size])
        if self._unseen:
            self._put("Tr", [3])
            self._put(name, operands)
            self._put("Tr", [self.state.rendering])
        else:
            self._put(name, operands)

    # Objects

    def _mark(self, _: str, operands: Any) -> None:
        import pikepdf

        hidden = False
        if str(operands[0]) == "/OC" and len(operands) > 1:
            known = self._of("/Properties")
            found = operands[1]
            if isinstance(found, pikepdf.Name) and known is not None:
                found = known.get(str(found))
            hidden = not self.work.layers.seen(found)
        self._hidden.append(hidden)

    def _unmark(self, _: str, __: Any) -> None:
        if self._hidden:
            self._hidden.pop()

    def _paint(self, name: str) -> None:
        thing = self._named_thing("/XObject", name, "a picture or form")
        hidden = "/OC" in thing and not self.work.layers.seen(thing.OC)
        if hidden or self._unseen:
            return
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            self._ready(picture=not bool(thing.get("/ImageMask", False)))
            made = self._picture(thing)
        elif kind == "/Form":
            if self.depth >= DEEPEST:
                raise Unprintable("it draws in a circle: a form that has itself in it", "export it again")
            made = parts.form(self, thing)
        else:
            self.work.told.refuse("it has PostScript in it", "export it as PDF/X, without PostScript objects")
            return
        known, number, own = self.used.get("/XObject", {}), 0, name
        while own in known and known[own].objgen != made.objgen:  # the same form, made for another state
            number += 1
            own = f"{name}-{number}"
        self.use("/XObject", own, made)
        self._put("Do", [_named(own[1:])])

    def _picture(self, thing: Any) -> Any:
        pictures = self.work.masks if self.mask else self.work.pictures
        return pictures.made(thing, self._of("/ColorSpace"))

    def _inline(self, picture: Any) -> None:
        if self._unseen:
            return
        pictures = self.work.masks if self.mask else self.work.pictures
        stream = pictures.inline(picture)
        self._ready(picture=not bool(stream.get("/ImageMask", False)))
        name = f"CoPicture{self.work.steps}"
        self.use("/XObject", f"/{name}", self._picture(stream))
        self._put("Do", [_named(name)])

    # Resources

    def use(self, kind: str, name: str, thing: Any) -> None:
        """Enter something in the resources."""
        self.used.setdefault(kind, {})[name] = thing

    def _of(self, kind: str) -> Any:
        return None if self.resources is None else self.resources.get(kind)

    def _named_thing(self, kind: str, name: str, words: str) -> Any:
        known = self._of(kind)
        if known is None or name not in known:
            raise Unprintable(f"it uses {words} that it doesn't have", "the file is damaged; export it again")
        return known[name]

    def state_named(self, name: str) -> Any:
        """Return a graphics state of the resources."""
        return self._named_thing("/ExtGState", name, "a graphics state")

    def put_state(self, name: str, made: Any) -> None:
        """Set a graphics state that was written anew."""
        self.use("/ExtGState", name, made)
        self._put("gs", [_named(name[1:])])


_TURNED: Final = frozenset(("DeviceRGB", "CalRGB", "Lab", "ICCBased"))
_OPERATORS: Final[dict[str, Any]] = {}


def _operator(name: str) -> Any:
    import pikepdf

    if name not in _OPERATORS:
        _OPERATORS[name] = pikepdf.Operator(name)
    return _OPERATORS[name]


def _named(bare: str) -> Any:
    import pikepdf

    return pikepdf.Name(f"/{bare}")


def _array(values: list[Any]) -> Any:
    import pikepdf

    return pikepdf.Array(values)


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(one) for one in operands)


def _decimal(value: float, places: int = 4) -> Any:
    from decimal import Decimal

    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return Decimal("0" if text in ("", "-0") else text)
