"""A page painted again in one ink alone, as grey: what any reader then shows is that ink's plate.

Every colour becomes its amount of the ink, white where there is none; what overprints without the ink is left out, so
that what lies under it stays (ISO 32000-1 8.6.7). Shapes, clips, type and transparency stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, Final

from compositor.intake.inspect import recolour
from compositor.intake.inspect.inks import DEVICE, PLAIN_GREY, Space, space_of
from compositor.intake.inspect.overprinting import take_over
from compositor.intake.inspect.recolour import Darkened
from compositor.records import dataclass

_DEEPEST: Final = 16
_CLIPS: Final = 4
_SHOWS: Final = frozenset(("Tj", "TJ", "'", '"'))
_PATHS: Final = {
    "f": ("f", "n", "n"),
    "F": ("f", "n", "n"),
    "f*": ("f*", "n", "n"),
    "S": ("S", "S", "n"),
    "s": ("s", "s", "n"),
    "B": ("B", "S", "f"),
    "B*": ("B*", "S", "f*"),
    "b": ("b", "s", "f"),
    "b*": ("b*", "s", "f*"),
}
"""What a path's end becomes where it is painted whole, where its fill is left out, and where its stroke is."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What areas or lines are painted with: a colour, or a pattern of a name."""

    space: Space = PLAIN_GREY
    values: tuple[float, ...] = (0.0,)
    pattern: bool = False


@dataclass(slots=True)
class _State:
    fill: Paint = field(default_factory=Paint)
    stroke: Paint = field(default_factory=Paint)
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    rendering: int = 0
    shown: int = 0


class Repainter:
    """Writes content streams anew for one ink; forms, patterns, shadings and pictures become those of the ink."""

    def __init__(self, pdf: Any, ink: str, darkened: Darkened) -> None:
        self._pdf, self._ink, self._darkened = pdf, ink, darkened
        self._forms: dict[tuple[Any, ...], Any] = {}

    def page(self, page: Any, resources: Any) -> tuple[bytes, Any]:
        """Return a page's content and resources in the ink."""
        return self._stream(page, resources, _State(), 0)

    def _stream(self, stream: Any, resources: Any, state: _State, depth: int) -> tuple[bytes, Any]:
        import pikepdf

        writer = _Writer(self, resources, state, depth)
        for instruction in pikepdf.parse_content_stream(stream):
            writer.take(instruction)
        return pikepdf.unparse_content_stream(writer.out), writer.resources

    def amount(self, paint: Paint, *, overprint: bool, mode: int) -> float | None:
        """Return how much of the ink a paint has, None where it leaves the ink alone; patterns always paint."""
        if paint.pattern:
            return 1.0
        if not paint.space.kind:
            return 0.0
        amounts = paint.space.amounts(paint.values, self._darkened.light)
        return paint.space.amount(amounts, self._ink, overprint=overprint, mode=mode)

    def form(self, form: Any, state: _State, resources: Any, depth: int) -> Any:
        """Return a form in the ink, as it is painted in a state."""
        looks = (state.fill, state.stroke, state.over_fill, state.over_stroke, state.mode, state.rendering)
        key = ("form", form.objgen, looks)
        if key not in self._forms or form.objgen == (0, 0):
            inner = replace(state, shown=state.rendering)
            content, named = self._stream(form, form.get("/Resources", resources), inner, depth + 1)
            self._forms[key] = self._again(form, content, named)
        return self._forms[key]

    def _again(self, form: Any, content: bytes, resources: Any) -> Any:
        made = self._pdf.make_stream(content)
        for name, value in form.items():
            if name not in ("/Length", "/Filter", "/DecodeParms", "/Resources"):
                made[name] = value
        made.Resources = resources
        if "/Group" in made and "/CS" in made.Group:
            group = dict(made.Group.items())
            del group["/CS"]
            made.Group = recolour.dictionary(group)
        return made

    def picture(self, picture: Any, known: Any, *, overprint: bool) -> Any | None:
        """Return a picture in the ink, or None where it leaves the ink alone."""
        return self._darkened.picture(self._pdf, picture, known, (self._ink, overprint))

    def stencil(self, picture: Any) -> Any:
        """Return a stencil as an object of its own; it is painted in the grey that is chosen."""
        return recolour.stencil(self._pdf, picture)

    def shading(self, shading: Any, known: Any, *, overprint: bool) -> Any | None:
        """Return a shading in the ink, or None where it leaves the ink alone."""
        return recolour.shading(self._pdf, shading, known, (self._ink, overprint))

    def pattern(self, pattern: Any, resources: Any, depth: int) -> Any:
        """Return a pattern in the ink; one without colours of its own stays."""
        if int(pattern.get("/PatternType", 1)) == 2:
            known = None if resources is None else resources.get("/ColorSpace")
            made = recolour.dictionary(dict(pattern.items()))
            shaded = self.shading(pattern.Shading, known, overprint=False)
            if shaded is not None:
                made.Shading = shaded
            return self._pdf.make_indirect(made)
        if int(pattern.get("/PaintType", 1)) == 2 or depth >= _DEEPEST:
            return pattern
        content, named = self._stream(pattern, pattern.get("/Resources", resources), _State(), depth + 1)
        return self._again(pattern, content, named)


class _Writer:
    """Takes the instructions of one stream and writes them as they are for the ink."""

    def __init__(self, repainter: Repainter, resources: Any, state: _State, depth: int) -> None:
        self._painter, self._state, self._depth = repainter, state, depth
        self._kept: list[_State] = []
        self._old = resources
        self.resources = recolour.dictionary(dict(resources.items()) if resources is not None else {})
        self._named: dict[str, Any] = {}
        self.out: list[Any] = []
        self._grey(fill=True)
        self._grey(fill=False)

    def take(self, instruction: Any) -> None:
        """Write one instruction as it is for the ink."""
        name, operands = str(instruction.operator), instruction.operands
        if name in _PATHS:
            self._path(name)
        elif name in _SHOWS:
            self._show(instruction)
        elif name.lower() in DEVICE and name in ("g", "G", "rg", "RG", "k", "K"):
            self._paint(Paint(DEVICE[name.lower()], _numbers(operands)), fill=name.islower())
        elif name in ("cs", "CS", "sc", "scn", "SC", "SCN"):
            self._colour(name, operands)
        elif name == "Do":
            self._do(str(operands[0]))
        elif name == "sh":
            self._shade(str(operands[0]))
        elif name == "INLINE IMAGE":
            self._place(operands[0].obj)
        elif name == "Tr":
            self._state.rendering = int(operands[0])
        else:
            self._step(name, operands)
            self.out.append(instruction)

    def _step(self, name: str, operands: Any) -> None:
        """Follow what changes the state and is written as it stands."""
        if name == "q":
            self._kept.append(replace(self._state))
        elif name == "Q" and self._kept:
            self._state = self._kept.pop()
        elif name == "gs":
            self._extended(str(operands[0]))

    def _extended(self, name: str) -> None:
        known = self._of("/ExtGState")
        if known is None or name not in known:
            return
        state, now = known[name], self._state
        take_over(state, now)

    # Colours

    def _colour(self, name: str, operands: Any) -> None:
        import pikepdf

        fill = name.islower()
        now = self._state.fill if fill else self._state.stroke
        if name in ("cs", "CS"):
            space = space_of(operands[0], self._of("/ColorSpace"))
            first = (0.0, 0.0, 0.0, 1.0) if space.kind == "inks" else (1.0,) * space.count
            first = first if space.kind in ("inks", "named") else (0.0,) * max(space.count, 1)
            self._paint(Paint(space, first), fill=fill)
        elif len(operands) and isinstance(operands[-1], pikepdf.Name):
            self._pattern(now.space, operands, fill=fill)
        else:
            self._paint(Paint(now.space, _numbers(operands)), fill=fill)

    def _paint(self, paint: Paint, *, fill: bool) -> None:
        if fill:
            self._state.fill = paint
        else:
            self._state.stroke = paint
        self._grey(fill=fill)

    def _grey(self, *, fill: bool) -> None:
        paint = self._state.fill if fill else self._state.stroke
        if paint.pattern:
            return
        amount = self._painter.amount(paint, overprint=False, mode=0) or 0.0
        self._write("g" if fill else "G", round(1 - amount, 5))

    def _pattern(self, space: Space, operands: Any, *, fill: bool) -> None:
        known, name = self._of("/Pattern"), str(operands[-1])
        if known is None or name not in known:
            return
        made = self._painter.pattern(known[name], self._old, self._depth)
        put = self._put("/Pattern", made)
        paint = Paint(space, _numbers(operands[:-1]), pattern=True)
        if fill:
            self._state.fill = paint
        else:
            self._state.stroke = paint
        choose, colour = ("cs", "scn") if fill else ("CS", "SCN")
        if paint.values and space.base is not None:
            dark = self._painter.amount(Paint(space.base, paint.values), overprint=False, mode=0)
            self._write(choose, self._put("/ColorSpace", recolour.uncoloured()))
            self._write(colour, round(1 - (dark or 0.0), 5), put)
        else:
            self._write(choose, recolour.name("/Pattern"))
            self._write(colour, put)

    # Painting

    def _painted(self) -> tuple[bool, bool]:
        """Tell whether areas, and whether lines, are painted in the ink."""
        now, amount = self._state, self._painter.amount
        return (
            amount(now.fill, overprint=now.over_fill, mode=now.mode) is not None,
            amount(now.stroke, overprint=now.over_stroke, mode=now.mode) is not None,
        )

    def _path(self, name: str) -> None:
        fill, stroke = self._painted()
        whole, lines, area = _PATHS[name]
        if name in ("f", "F", "f*"):
            self._write(whole if fill else "n")
        elif name in ("S", "s"):
            self._write(whole if stroke else "n")
        else:
            self._write(whole if fill and stroke else lines if stroke else area if fill else "n")

    def _show(self, instruction: Any) -> None:
        """Write type, in the rendering mode in which it shows in the ink (9.3.6)."""
        fill, stroke = self._painted()
        wanted = self._state.rendering
        fill, stroke = fill and wanted % _CLIPS in (0, 2), stroke and wanted % _CLIPS in (1, 2)
        mode = (2 if fill and stroke else 0 if fill else 1 if stroke else 3) + (_CLIPS if wanted >= _CLIPS else 0)
        if mode != self._state.shown:
            self._write("Tr", mode)
            self._state.shown = mode
        self.out.append(instruction)

    def _shade(self, name: str) -> None:
        known = self._of("/Shading")
        if known is None or name not in known:
            return
        made = self._painter.shading(known[name], self._of("/ColorSpace"), overprint=self._state.over_fill)
        if made is not None:
            self._write("sh", self._put("/Shading", made))

    def _do(self, name: str) -> None:
        known = self._of("/XObject")
        if known is None or name not in known:
            return
        thing = known[name]
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            self._place(thing)
        elif kind == "/Form" and self._depth < _DEEPEST:
            made = self._painter.form(thing, self._state, self._old, self._depth)
            if self._state.shown != self._state.rendering:
                self._write("Tr", self._state.rendering)
                self._state.shown = self._state.rendering
            self._write("Do", self._put("/XObject", made))

    def _place(self, picture: Any) -> None:
        if bool(picture.get("/ImageMask", picture.get("/IM", False))):
            if self._painted()[0]:
                self._write("Do", self._put("/XObject", self._painter.stencil(picture)))
            return
        made = self._painter.picture(picture, self._of("/ColorSpace"), overprint=self._state.over_fill)
        if made is not None:
            self._write("Do", self._put("/XObject", made))

    # Writing

    def _of(self, kind: str) -> Any:
        return None if self._old is None else self._old.get(kind)

    def _write(self, operator: str, *operands: Any) -> None:
        self.out.append(recolour.instruction(operator, operands))

    def _put(self, kind: str, thing: Any) -> Any:
        """Name a thing in the new resources; return its name."""
        if kind not in self._named:
            self._named[kind] = recolour.dictionary(dict(self.resources.get(kind, {}).items()))
            self.resources[kind] = self._named[kind]
        name = f"/Ink{len(self._named[kind])}x"
        self._named[kind][name] = thing
        return recolour.name(name)


def _numbers(operands: Sequence[Any]) -> tuple[float, ...]:
    import pikepdf

    return tuple(0.0 if isinstance(one, pikepdf.Name) else float(one) for one in operands)
