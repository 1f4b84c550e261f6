"""What a content stream paints, and in which look: the graphics state of ISO 32000-1 8.4, operator by operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from compositor.intake.inspect import spaces
from compositor.intake.inspect.facts import Box, Kind, Look, Mark, PictureFacts
from compositor.intake.inspect.matrices import PLAIN, Matrix, around, height, moved, scale, square, times, width

if TYPE_CHECKING:
    pass

_DEEPEST: Final = 24
"""How deep forms may stand in forms: a file that says more draws in a circle."""
_CLIP, _UNSEEN = 7, 3
_FILLS: Final = frozenset("f F f* B B* b b*".split())
_STROKES: Final = frozenset("S s B B* b b*".split())
_PATH_ENDS: Final = _FILLS | _STROKES | {"n"}
_SHOWS: Final = frozenset(("Tj", "TJ", "'", '"'))
_DEVICE_COLOURS: Final = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


@dataclass(slots=True)
class _State:
    """The graphics state (ISO 32000-1 8.4.1), as far as looks depend on it."""

    ctm: Matrix = PLAIN
    fill: tuple[str, str, tuple[float, ...]] = ("DeviceGray", "", (0.0,))
    stroke: tuple[str, str, tuple[float, ...]] = ("DeviceGray", "", (0.0,))
    weight: float = 1.0
    size: float = 0.0
    rendering: int = 0
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    clear_fill: bool = False
    clear_stroke: bool = False
    blended: bool = False


@dataclass(slots=True)
class Painted:
    """What was found painted on a page so far."""

    trim: Box | None = None
    looks: dict[tuple[Look, bool], tuple[int, Box]] = field(default_factory=dict)
    pictures: dict[tuple[Any, ...], PictureFacts] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    fonts: dict[str, Any] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    untagged: int = 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything painted, look by look."""
        return tuple(Mark(look, count, area, outside) for (look, outside), (count, area) in self.looks.items())

    def outside(self, area: Box) -> bool:
        """Tell whether an area stands beside the page, where it is cut off."""
        if self.trim is None:
            return False
        left, foot, right, top = self.trim
        return area[0] >= right or area[2] <= left or area[1] >= top or area[3] <= foot


class Reader:
    """Reads one content stream after another; forms are read where they are painted."""

    def __init__(self, painted: Painted) -> None:
        self._painted = painted
        self._state = _State()
        self._kept: list[_State] = []
        self._text, self._row, self._leading = PLAIN, PLAIN, 0.0
        self._path: list[tuple[float, float]] = []
        self._resources: Any = None
        self._tagged: list[bool] = []
        self._steps: Mapping[str, Callable[[Any], None]] = self._table()

    def read(self, stream: Any, resources: Any, depth: int = 0) -> None:
        """Read a page's or a form's content with the resources that it names."""
        import pikepdf

        above, self._resources = self._resources, resources
        for instruction in pikepdf.parse_content_stream(stream):
            operands, name = instruction.operands, str(instruction.operator)
            if name == "Do":
                self._paint(operands, depth)
                continue
            step = self._steps.get(name)
            if step is not None:
                step(operands)
            elif name in _PATH_ENDS:
                self._end_path(name)
            elif name in _SHOWS:
                self._show(name)
        self._resources = above

    def _table(self) -> Mapping[str, Callable[[Any], None]]:
        def colours(name: str, space: str) -> Callable[[Any], None]:
            return lambda operands: self._colour(name, (space, "", _numbers(operands)))

        table: dict[str, Callable[[Any], None]] = {
            "q": lambda _: self._kept.append(replace(self._state)),
            "Q": lambda _: self._restore(),
            "cm": lambda operands: self._set(ctm=times(_matrix(operands), self._state.ctm)),
            "w": lambda operands: self._set(weight=float(operands[0])),
            "gs": lambda operands: self._extended(str(operands[0])),
            "cs": lambda operands: self._space("fill", operands[0]),
            "CS": lambda operands: self._space("stroke", operands[0]),
            "sh": lambda operands: self._shade(str(operands[0])),
            "BT": lambda _: self._begin(PLAIN),
            "Tf": self._font,
            "Tr": lambda operands: self._set(rendering=int(operands[0])),
            "Tm": lambda operands: self._begin(_matrix(operands)),
            "Td": lambda operands: self._next_row(*_numbers(operands)),
            "TD": lambda operands: self._leading_row(*_numbers(operands)),
            "TL": lambda operands: self._lead(float(operands[0])),
            "T*": lambda _: self._next_row(0.0, -self._leading),
            "INLINE IMAGE": lambda operands: self._inline(operands[0]),
            "re": self._rectangle,
            "BMC": lambda operands: self._tagged.append(str(operands[0]) == "/Artifact"),
            "BDC": lambda operands: self._tagged.append(str(operands[0]) == "/Artifact" or "/MCID" in _keys(operands)),
            "EMC": lambda _: self._untag(),
            "Do": lambda _: None,
        }
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

    def _restore(self) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def _colour(self, name: str, wanted: tuple[str, str, tuple[float, ...]]) -> None:
        setattr(self._state, name, wanted)

    def _space(self, name: str, space: Any) -> None:
        found, behind = spaces.name_of(space, _of(self._resources, "/ColorSpace"))
        self._colour(name, (found, behind, spaces.first_values(found)))

    def _values(self, name: str, operands: Any) -> None:
        space, behind, _ = getattr(self._state, name)
        self._colour(name, (space, behind, _numbers(operands)))

    def _extended(self, name: str) -> None:
        """Take over a graphics state of the resources (ISO 32000-1 8.4.5)."""
        known = _of(self._resources, "/ExtGState")
        if known is None or name not in known:
            self._painted.features.add("state missing")
            return
        state, now = known[name], self._state
        if "/OP" in state:
            now.over_stroke = bool(state.OP)
            now.over_fill = bool(state.get("/op", state.OP))
        if "/op" in state:
            now.over_fill = bool(state["/op"])
        now.mode = int(state.get("/OPM", now.mode))
        now.weight = float(state.get("/LW", now.weight))
        if "/CA" in state:
            now.clear_stroke = float(state.CA) < 1
        if "/ca" in state:
            now.clear_fill = float(state["/ca"]) < 1
        self._blend(state)

    def _blend(self, state: Any) -> None:
        import pikepdf

        now = self._state
        if "/BM" in state or "/SMask" in state:
            mode, mask = state.get("/BM", pikepdf.Name("/Normal")), state.get("/SMask", pikepdf.Name("/None"))
            mode = mode[0] if isinstance(mode, pikepdf.Array) and len(mode) else mode
            now.blended = str(mode) not in ("/Normal", "/Compatible") or isinstance(mask, pikepdf.Dictionary)
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
                self._group(mask.G)

    def _group(self, form: Any) -> None:
        group = form.get("/Group")
        if group is not None and "/CS" in group:
            self._painted.groups.append(spaces.name_of(group.CS, _of(self._resources, "/ColorSpace"))[0])

    def _untag(self) -> None:
        if self._tagged:
            self._tagged.pop()

    # Painting

    def _mark(self, kind: Kind, size: float, area: Box, *, stroked: bool = False) -> None:
        state = self._state
        space, behind, values = state.stroke if stroked else state.fill
        over = state.over_stroke if stroked else state.over_fill
        clear = state.blended or (state.clear_stroke if stroked else state.clear_fill)
        values = tuple(round(value, 4) for value in values)
        look = Look(kind, space, values, round(size, 3), over, state.mode, clear, behind)
        key = (look, self._painted.outside(area))
        count, first = self._painted.looks.get(key, (0, area))
        self._painted.looks[key] = (count + 1, _both(first, area))
        if not any(self._tagged):
            self._painted.untagged += 1

    def _points(self, operands: Any) -> None:
        numbers, ctm = _numbers(operands), self._state.ctm
        self._path += [moved(ctm, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]

    def _rectangle(self, operands: Any) -> None:
        x, y, wide, high = _numbers(operands)
        ctm = self._state.ctm
        self._path += [moved(ctm, x + across, y + up) for across in (0, wide) for up in (0, high)]

    def _end_path(self, name: str) -> None:
        if self._path:
            area = around(self._path)
            if name in _FILLS:
                self._mark(Kind.AREA, 0.0, area)
            if name in _STROKES:
                self._mark(Kind.LINE, self._state.weight * scale(self._state.ctm), area, stroked=True)
        self._path = []

    def _shade(self, name: str) -> None:
        known = _of(self._resources, "/Shading")
        shading = known[name] if known is not None and name in known else {}
        space, behind = spaces.name_of(shading.get("/ColorSpace"), _of(self._resources, "/ColorSpace"))
        kept, self._state.fill = self._state.fill, (space, behind, ())
        self._mark(Kind.SHADE, 0.0, square(self._state.ctm))
        self._state.fill = kept

    # Type

    def _begin(self, matrix: Matrix) -> None:
        self._text = self._row = matrix

    def _next_row(self, x: float, y: float) -> None:
        self._begin(times((1.0, 0.0, 0.0, 1.0, x, y), self._row))

    def _leading_row(self, x: float, y: float) -> None:
        self._leading = -y
        self._next_row(x, y)

    def _lead(self, leading: float) -> None:
        self._leading = leading

    def _font(self, operands: Any) -> None:
        self._state.size = float(operands[1])
        known, name = _of(self._resources, "/Font"), str(operands[0])
        if known is not None and name in known:
            font = known[name]
            self._painted.fonts.setdefault(f"{name} {font.objgen}", font)
        else:
            self._painted.features.add("font missing")

    def _show(self, name: str) -> None:
        if name in ("'", '"'):
            self._next_row(0.0, -self._leading)
        state, whole = self._state, times(self._text, self._state.ctm)
        size = abs(state.size) * height(whole)
        x, y = moved(whole, 0, 0)
        area = (x, y - size * 0.12, x + size, y + size * 0.88)
        if state.rendering % 4 in (0, 2):
            self._mark(Kind.TEXT, size, area)
        if state.rendering % 4 in (1, 2):
            self._mark(Kind.LINE, state.weight * scale(whole), area, stroked=True)

    # Objects

    def _paint(self, operands: Any, depth: int) -> None:
        known, name = _of(self._resources, "/XObject"), str(operands[0])
        if known is None or name not in known:
            self._painted.features.add("object missing")
            return
        thing = known[name]
        match str(thing.get("/Subtype")):
            case "/Image":
                self._picture(name[1:], thing)
            case "/Form" if depth < _DEEPEST:
                self._form(thing, depth)
            case "/PS":
                self._painted.features.add("PostScript")

    def _form(self, form: Any, depth: int) -> None:
        if "/Ref" in form:
            self._painted.features.add("reference")
        self._group(form)
        kept, self._state = self._state, replace(self._state)
        stack, self._kept = self._kept, []
        if "/Matrix" in form:
            self._set(ctm=times(_matrix(form.Matrix), self._state.ctm))
        self.read(form, form.get("/Resources", self._resources), depth + 1)
        self._state, self._kept = kept, stack

    def _inline(self, picture: Any) -> None:
        self._picture("inline", picture.obj)

    def _picture(self, name: str, picture: Any) -> None:
        ctm = self._state.ctm
        wide, high = int(picture.get("/Width", picture.get("/W", 1))), int(picture.get("/Height", picture.get("/H", 1)))
        known = _of(self._resources, "/ColorSpace")
        stencil = bool(picture.get("/ImageMask", picture.get("/IM", False)))
        space, behind = spaces.name_of(picture.get("/ColorSpace", picture.get("/CS")), known)
        if stencil:
            space, behind, _ = self._state.fill
        resolution = min(wide / max(width(ctm), 1e-6), high / max(height(ctm), 1e-6)) * 72
        masked = "/SMask" in picture
        bits = 1 if stencil else int(picture.get("/BitsPerComponent", picture.get("/BPC", 8)))
        area, coding = square(ctm), filters(picture)
        found = PictureFacts(name, wide, high, bits, space or "?", coding, round(resolution, 1), masked, area)
        self._painted.pictures.setdefault((name, round(resolution, 1), area), found)
        if stencil:
            self._mark(Kind.AREA, 0.0, area)
            return
        kept, self._state.fill = self._state.fill, (space or "?", behind, ())
        self._mark(Kind.IMAGE, 0.0, area)
        self._state.fill = kept
        if masked:
            self._painted.features.add("soft mask")
        self._painted.features |= {key[1:] for key in ("/Alternates", "/OPI") if key in picture}


def filters(stream: Any) -> tuple[str, ...]:
    """Return the names of a stream's filters, outermost first."""
    import pikepdf

    found = stream.get("/Filter", stream.get("/F"))
    names = found if isinstance(found, pikepdf.Array) else [] if found is None else [found]
    return tuple(str(name)[1:] for name in names if isinstance(name, pikepdf.Name))


def _numbers(operands: Any) -> tuple[float, ...]:
    import pikepdf

    return tuple(0.0 if isinstance(one, pikepdf.Name) else float(one) for one in operands)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _of(resources: Any, kind: str) -> Any:
    return None if resources is None else resources.get(kind)


def _keys(operands: Any) -> Any:
    import pikepdf

    return operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else ()


def _both(first: Box, second: Box) -> Box:
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )
