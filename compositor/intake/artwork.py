"""SVG as vector art (logos, mastheads): shapes filled and stroked with flat colours.

Read are paths, basic shapes, groups, local clones, clips by shapes, transforms and plain style rules (SVG 2, 5 to 14).
What would print otherwise than it looks (gradients, transparency, text, pictures, filters, masks, scripts, anything
outside the file) is refused, each with its place and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from compositor.faces import DrawingError, Figure, traced
from compositor.intake import shapes
from compositor.intake.faults import Code, said
from compositor.intake.palette import Palette
from compositor.intake.shapes import NotANumber
from compositor.intake.svg import GROUPS, REFUSED, SILENT, Element, Styled, SvgError, elements, opacity, refused
from compositor.model.design import Colour
from compositor.model.drawing import Drawing, Matrix, Outline, Shape, Step, Stroke

_LONG_SIDE: Final = 10_000
"""The longer side of a drawing in its own units."""
_MOST_ELEMENTS: Final = 50_000
_MOST_STEPS: Final = 400_000
_DEEPEST: Final = 40
_INHERITED: Final = {
    "fill": "black", "fill-rule": "nonzero", "fill-opacity": "1", "stroke": "none", "stroke-width": "1",
    "stroke-opacity": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
    "stroke-dasharray": "none", "stroke-dashoffset": "0", "visibility": "visible", "color": "black",
    "clip-rule": "nonzero", "paint-order": "normal", "marker-start": "none", "marker-mid": "none",
    "marker-end": "none", "marker": "none",
}  # fmt: skip
_OWN: Final = ("display", "opacity", "clip-path", "mask", "filter", "vector-effect", "mix-blend-mode")
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_LOCAL: Final = re.compile(r"""url\(\s*["']?#([^"')]+)["']?\s*\)""")
_UNIT: Final = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|)\s*")
_IN_PX: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_HREFS: Final = ("href", "http://www.w3.org/1999/xlink href")
_FLAT: Final = "fill it with a flat colour; export the drawing without gradients and patterns"
_OPAQUE: Final = "make it opaque: mix the colour that it gives on paper"


def read_art(content: bytes, name: str, palette: Palette) -> Drawing:
    """Return the drawing in an SVG file; raises ``SvgError`` with the place of what can't be printed."""
    root = elements(content, name, most=_MOST_ELEMENTS)
    width, height, matrix = _sheet(root)
    painted = tuple(_ArtPainter(root, palette).painted(root, matrix, (_INHERITED, ())))
    if not painted:
        raise refused(root, "nothing in it is filled or stroked", "draw something, or take the picture out")
    return Drawing(width, height, painted)


def _sheet(root: Element) -> tuple[float, float, Matrix]:
    """Return the size of a drawing, and the matrix that takes its viewBox there (SVG 2, 8.6)."""
    box = root.attributes.get("viewBox", "")
    hint = 'give the svg a viewBox, such as viewBox="0 0 1000 400"'
    try:
        if box:
            left, top, width, height = shapes.numbers(box, 4)
        else:
            left = top = 0.0
            width, height = (_pixels(root.attributes.get(key, "")) for key in ("width", "height"))
    except NotANumber:
        wrong = f"its viewBox {said(box)} can't be read" if box else "it has no viewBox and no size"
        raise refused(root, wrong, hint) from None
    if not (width > 0 and height > 0 and 0.001 < width / height < 1000):
        raise refused(root, f"its viewBox is {width:g} wide and {height:g} high", hint)
    scale = _LONG_SIDE / max(width, height)
    return width * scale, height * scale, (scale, 0, 0, scale, -left * scale, -top * scale)


def _pixels(text: str) -> float:
    match = _UNIT.fullmatch(text)
    if match is None:
        raise NotANumber(text)
    return float(match[1]) * _IN_PX[match[2]]


_Above = tuple[Mapping[str, str], tuple[Outline, ...]]
"""The properties that an element inherits, and the clips around it."""


class _ArtPainter(Styled):
    """Walks a drawing in painting order."""

    reads: ClassVar[tuple[str, ...]] = (*_INHERITED, *_OWN)

    def __init__(self, root: Element, palette: Palette) -> None:
        super().__init__(root)
        self._palette = palette
        self._by_id: dict[str, Element] = {}
        self._enter(root)
        self._steps = 0

    def _enter(self, element: Element) -> None:
        if "id" in element.attributes:
            self._by_id.setdefault(element.attributes["id"], element)
        for child in element.children:
            self._enter(child)

    def painted(self, element: Element, matrix: Matrix, above: _Above, depth: int = 0) -> Iterator[Shape]:
        """Yield what an element and those in it ink."""
        name = element.name
        if name in SILENT or name in {"view", "namedview"}:
            return
        if depth > _DEEPEST:
            raise refused(element, "it is nested too deep, or clones itself", "ungroup it")
        style = self._style(element, above[0])
        if style.get("display") == "none" or opacity(style.get("opacity", "1")) == 0:
            return
        if name in REFUSED and name != "use":
            raise refused(element, f"it has a {name} element", REFUSED[name])
        matrix = self.moved(element, matrix)
        clips = (*above[1], *self._clip(element, style, matrix))
        self._expect_plain(element, style)
        if name in GROUPS or name == "use":
            inner = [self._cloned(element)] if name == "use" else element.children
            matrix = shapes.times(matrix, self._offset(element)) if name == "use" else matrix
            for child in inner:
                if child.name == "svg":
                    raise refused(child, "it has a drawing within the drawing", "ungroup it")
                yield from self.painted(child, matrix, (style, clips), depth + 1)
            return
        shape = self._shape(element, style, matrix)
        if shape is not None:
            yield Shape(shape.outline, matrix, shape.fill, shape.stroke, clips)

    def _style(self, element: Element, above: Mapping[str, str]) -> dict[str, str]:
        own = {key: value for key, value in self.own(element).items() if value != "inherit"}
        if "transform" in own:
            raise refused(element, "its style sheet transforms it", "save the drawing with transforms as attributes")
        return {key: value for key, value in above.items() if key in _INHERITED} | own

    def _shape(self, element: Element, style: Mapping[str, str], matrix: Matrix) -> Shape | None:
        outline = Outline(self._traced(element), style["fill-rule"] == "evenodd")
        if not outline.steps or style["visibility"] != "visible":
            return None
        fill = self._paint(element, style, "fill") if element.name != "line" else None
        stroke = self._stroke(element, style)
        if fill is None and stroke is None:
            return None
        return Shape(outline, matrix, fill, stroke)

    def _traced(self, element: Element, matrix: Matrix = (1, 0, 0, 1, 0, 0)) -> tuple[Step, ...]:
        path = self.path(element)
        if element.name in {"line", "polyline"}:
            path = path.removesuffix("z")  # open where it is stroked; filling closes it anyway (SVG 2, 13.4)
        try:
            steps = traced(Figure(path, matrix)) if path else ()
        except DrawingError as error:
            raise refused(element, error.message, error.hint) from None
        if steps and steps[0][0] != "m":
            raise refused(element, "its path begins with no move (M)", "save the drawing anew as plain SVG")
        self._steps += len(steps)
        if self._steps > _MOST_STEPS:
            hint = f"simplify the drawing; at most {_MOST_STEPS:,} lines and curves are read"
            raise SvgError(Code.TOO_LARGE, element.place, "it has too many lines and curves", hint)
        return steps

    def _paint(self, element: Element, style: Mapping[str, str], key: str) -> Colour | None:
        """Return the colour of a fill or stroke; None where there is none (SVG 2, 13.2)."""
        text = style[key] if style[key] != "currentColor" else style["color"]
        if text in {"none", "transparent"} or opacity(style[f"{key}-opacity"]) == 0:
            return None
        if opacity(style[f"{key}-opacity"]) != 1:
            raise refused(element, f"a {element.name} is half-transparent", _OPAQUE)
        if "url(" in text or text.startswith("context-"):
            done = "filled" if key == "fill" else "stroked"
            raise refused(element, f"a {element.name} is {done} with {said(text)}", _FLAT)
        rgb = _rgb(text)
        if rgb is None:
            raise refused(element, f"the colour {said(text)} can't be read", "write it as #rrggbb")
        if rgb[3:] not in {(), (0,), (255,)}:
            raise refused(element, f"a {element.name} is half-transparent", _OPAQUE)
        return None if rgb[3:] == (0,) else self._palette.colour((rgb[0], rgb[1], rgb[2]))

    def _stroke(self, element: Element, style: Mapping[str, str]) -> Stroke | None:
        colour = self._paint(element, style, "stroke")
        if colour is None:
            return None
        if style.get("vector-effect", "none") != "none":
            raise refused(element, "its stroke keeps its width when scaled", "take vector-effect out")
        if style["paint-order"].split()[0] == "stroke":
            raise refused(element, "its stroke lies under its fill", "convert the stroke to an outline, below the fill")
        try:
            weight = shapes.number(style["stroke-width"])
            miter = max(1.0, shapes.number(style["stroke-miterlimit"]))
            dashes = () if style["stroke-dasharray"] == "none" else tuple(shapes.numbers(style["stroke-dasharray"]))
            phase = shapes.number(style["stroke-dashoffset"])
        except NotANumber as error:
            message = f"a {element.name} has the length {said(str(error))}"
            raise refused(element, message, "write lengths as plain numbers") from None
        if weight <= 0:
            return None
        sound = dashes and min(dashes) >= 0 and sum(dashes) > 0
        cap, join = _CAPS.get(style["stroke-linecap"], 0), _JOINS.get(style["stroke-linejoin"], 0)
        return Stroke(colour, weight, cap, join, miter, dashes if sound else (), max(0.0, phase) if sound else 0.0)

    def _expect_plain(self, element: Element, style: Mapping[str, str]) -> None:
        for key in ("mask", "filter", "marker", "marker-start", "marker-mid", "marker-end"):
            if style.get(key, "none") != "none":
                raise refused(element, f"it has a {key}", "convert it to plain shapes")
        if style.get("mix-blend-mode", "normal") != "normal":
            raise refused(element, "its colours are blended", _OPAQUE)
        if opacity(style.get("opacity", "1")) != 1:
            raise refused(element, "it is half-transparent", _OPAQUE)

    def _clip(self, element: Element, style: Mapping[str, str], matrix: Matrix) -> tuple[Outline, ...]:
        """Return the clip of an element: the shapes in a clipPath, joined (SVG 1.1, 14.3.5)."""
        text = style.get("clip-path", "none")
        if text == "none":
            return ()
        hint = "release the clip, and cut the shapes themselves"
        local = _LOCAL.fullmatch(text)
        clip = self._by_id.get(local[1]) if local else None
        if clip is None or clip.name != "clipPath" or clip.attributes.get("clipPathUnits", "") == "objectBoundingBox":
            raise refused(element, f"its clip {said(text)} can't be read", hint)
        if "clip-path" in clip.attributes:
            raise refused(clip, "a clip is itself clipped", hint)
        matrix = self.moved(clip, matrix)
        steps: list[Step] = []
        even_odd = False
        for child in clip.children:
            if child.name in {"title", "desc"}:
                continue
            if child.name in GROUPS or child.name in REFUSED or "clip-path" in child.attributes:
                raise refused(child, f"its clip has a {child.name} in it", hint)
            own = self._style(child, _INHERITED)
            even_odd = even_odd or own["clip-rule"] == "evenodd"
            steps += self._traced(child, self.moved(child, matrix))
        if even_odd and len(clip.children) > 1:
            raise refused(clip, "a clip of several shapes is filled by the even-odd rule", hint)
        return (Outline(tuple(steps), even_odd),)

    def _cloned(self, element: Element) -> Element:
        """Return what a clone repeats; it has to stand in this file (SVG 2, 5.6)."""
        href = next((element.attributes[key] for key in _HREFS if key in element.attributes), "")
        found = self._by_id.get(href[1:]) if href.startswith("#") else None
        if href and not href.startswith("#"):
            raise refused(element, f"it refers to another file, {said(href)}", "copy what is meant into the drawing")
        if found is None or found.name == "symbol":
            raise refused(element, "it has a clone", REFUSED["use"])
        return found

    def _offset(self, element: Element) -> Matrix:
        try:
            x, y = (shapes.number(element.attributes.get(key, "0")) for key in ("x", "y"))
        except NotANumber as error:
            raise refused(element, f"a clone has the place {said(str(error))}", REFUSED["use"]) from None
        return (1, 0, 0, 1, x, y)


def _rgb(text: str) -> tuple[int, ...] | None:
    """Read a colour of CSS: a name, #rgb, #rrggbb, rgb() or hsl(); with its alpha where it has one."""
    from PIL import ImageColor  # late: only issues with art pay for it

    match = re.fullmatch(r"(\w+)\(([^()]*)\)", text.strip())
    if match is not None:
        parts = [part for part in re.split(r"[\s,/]+", match[2].strip()) if part]
        if len(parts) == 4 and match[1].lower() in {"rgba", "rgb"}:
            parts[3] = str(round(opacity(parts[3]) * 255))
            text = f"rgba({','.join(parts)})"
        else:
            text = f"{match[1]}({','.join(parts)})"
    try:
        return tuple(ImageColor.getrgb(text.strip()))
    except ValueError:
        return None
