"""SVG drawings of single characters: what is inked in them, as figures on the em square.

Elements, style rules, transforms and shapes are read here for art too (`artwork`).

Read are paths, basic shapes, groups, transforms and plain style rules (SVG 2, 8 to 13). What can't be one flat
outline (strokes, text, pictures, clones, clips, tints over ink) is refused, each with its place and what to do.
Document types with declarations, and with them entities of every kind, are refused; nothing outside the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar, Final
from xml.parsers import expat

from compositor.errors import Place
from compositor.faces import EM, HEAD, Figure
from compositor.intake import shapes
from compositor.intake.faults import Code, said
from compositor.intake.shapes import NotANumber
from compositor.model.drawing import Matrix
from compositor.records import dataclass

MOST_BYTES: Final = 2_000_000
_MOST_ELEMENTS: Final = 5_000
_DEEPEST: Final = 50
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
GROUPS: Final = frozenset({"svg", "g", "a"})
# Elements that are never painted where they stand, and those that say nothing of the drawing.
SILENT: Final = frozenset(
    "defs symbol clipPath mask marker pattern filter linearGradient radialGradient title desc metadata style".split()
)
_OUTLINE_STROKES: Final = "convert strokes to outlines (Inkscape: Path, Stroke to Path)"
REFUSED: Final = {
    "text": "convert the text to outlines (Inkscape: Path, Object to Path)",
    "image": "trace the picture (Inkscape: Path, Trace Bitmap), then delete it",
    "use": "unlink the clone (Inkscape: Edit, Clone, Unlink)",
    "script": "take the script out",
    "foreignObject": "take it out",
    "switch": "ungroup it",
    "animate": "take the animation out",
    "animateTransform": "take the animation out",
    "set": "take the animation out",
}
_INHERITED: Final = ("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "visibility")
_READ: Final = (*_INHERITED, "display", "opacity", "clip-path", "mask", "filter")
_START: Final = {
    "fill": "black",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "visibility": "visible",
}
_WHITE: Final = re.compile(r"white|#fff|#ffffff|rgb\(\s*(?:255|100%)\s*(?:,\s*(?:255|100%)\s*){2}\)", re.IGNORECASE)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"[.#]?[\w-]+|\*")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


class SvgError(Exception):
    """A drawing can't be used: code, place, what is wrong, and what to do."""

    def __init__(self, code: Code, place: Place, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.place, self.message, self.hint = code, place, message, hint

    def __reduce__(self) -> tuple[type[SvgError], tuple[Code, Place, str, str]]:
        """Go from one process to another whole."""
        return SvgError, (self.code, self.place, self.message, self.hint)


@dataclass(slots=True)
class Element:
    """An element of the file with what stands in it."""

    name: str
    attributes: Mapping[str, str]
    place: Place
    children: list[Element] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Inked:
    """A figure of the drawing with where it stands in the file."""

    figure: Figure
    place: Place


def read_svg(content: bytes, name: str) -> tuple[Inked, ...]:
    """Return what is inked in a drawing, its viewBox being the em square; raises ``SvgError``."""
    root = elements(content, name)
    return tuple(_Painter(root).painted(root, _em(root)))


def elements(content: bytes, name: str, *, most: int = _MOST_ELEMENTS) -> Element:
    """Return the root of a drawing with at most so many elements; raises ``SvgError``."""
    root = _Reader(name, most).read(content)
    if root.name != "svg":
        raise SvgError(Code.NOT_AN_SVG, root.place, f"it is no SVG: it begins with {said(root.name)}", "save it as SVG")
    return root


class _Reader:
    """Reads XML into elements; the svg namespace is dropped from names, elements of others are left out."""

    def __init__(self, name: str, most: int) -> None:
        self._file = name
        self._most = most
        self._stack: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._foreign = 0
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction

    def read(self, content: bytes) -> Element:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            place = Place(self._file, error.lineno, error.offset + 1)
            words = expat.ErrorString(error.code) or "not well-formed"
            raise SvgError(Code.NOT_AN_SVG, place, f"it is no SVG: {words}", "save the drawing anew as SVG") from None
        assert self._root is not None
        return self._root

    def _place(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._foreign or (space not in {"", _NAMESPACE} and self._root is not None):
            self._foreign += 1
            return
        self._count += 1
        if self._count > self._most or len(self._stack) >= _DEEPEST:
            hint = f"simplify the drawing; at most {self._most:,} elements, {_DEEPEST} deep, are read"
            raise SvgError(Code.TOO_LARGE, self._place(), "it has too many elements", hint)
        element = Element(local, attributes, self._place())
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self._root = element
        self._stack.append(element)

    def _end(self, _: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            self._stack.pop()

    def _words(self, text: str) -> None:
        if self._stack and not self._foreign:
            self._stack[-1].text += text

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            self._refuse_declarations()

    def _entity(self, *_: object) -> None:
        self._refuse_declarations()

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            hint = "save the drawing with its styles inside it"
            raise SvgError(Code.NOT_A_GLYPH, self._place(), "it refers to a style sheet in another file", hint)

    def _refuse_declarations(self) -> None:
        hint = "save the drawing as plain SVG, without declarations in its DOCTYPE"
        raise SvgError(Code.NOT_A_GLYPH, self._place(), "it declares entities", hint)


def _em(root: Element) -> Matrix:
    """Return the matrix that takes the drawing's viewBox to the em square (SVG 2, 8.6)."""
    box = root.attributes.get("viewBox", "")
    hint = 'give the svg a square viewBox, such as viewBox="0 0 1000 1000"'
    try:
        if box:
            left, top, width, height = shapes.numbers(box, 4)
        else:
            left = top = 0.0
            width, height = (shapes.number(root.attributes.get(key, "")) for key in ("width", "height"))
    except NotANumber:
        wrong = f"its viewBox {said(box)} can't be read" if box else "it has no viewBox"
        raise SvgError(Code.NOT_A_GLYPH, root.place, wrong, hint) from None
    if not (width > 0 and height > 0 and abs(width - height) <= width / 1000):
        message = f"its viewBox is {width:g} wide and {height:g} high; it has to be a square, the em box"
        raise SvgError(Code.NOT_A_GLYPH, root.place, message, hint)
    scale = EM / width
    return (scale, 0, 0, -scale, -left * scale, HEAD + top * scale)


_StyleRule = tuple[str, Mapping[str, str]]


def _style_rules(element: Element) -> Iterator[_StyleRule]:
    """Yield selector and properties of every rule in the file's style elements, in order."""
    if element.name == "style":
        text = _COMMENT.sub("", element.text)
        rest = _RULE.sub("", text)
        hint = "save the drawing with presentation attributes or plain classes"
        if rest.strip() or "url(" in text or "@" in text:
            raise SvgError(Code.NOT_A_GLYPH, element.place, "its style sheet has more than plain rules", hint)
        for match in _RULE.finditer(text):
            for selector in match[1].split(","):
                if not _SELECTOR.fullmatch(selector.strip()):
                    message = f"its style sheet selects by {said(selector.strip())}"
                    raise SvgError(Code.NOT_A_GLYPH, element.place, message, hint)
                yield selector.strip(), _declared(match[2])
    for child in element.children:
        yield from _style_rules(child)


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.partition("!")[0].strip() for name, _, value in pairs if value.strip()}


class Styled:
    """Reads style, transform and shape of a drawing's elements with the style rules of its file."""

    reads: ClassVar[tuple[str, ...]] = _READ

    def __init__(self, root: Element) -> None:
        ranks = {"*": 0, ".": 2, "#": 3}
        self._rules = sorted(_style_rules(root), key=lambda rule: ranks.get(rule[0][0], 1))

    def own(self, element: Element) -> dict[str, str]:
        """Return the properties that an element declares itself."""
        attributes = element.attributes
        own = {key: attributes[key].strip() for key in self.reads if key in attributes}
        names = {"*", element.name, f"#{attributes.get('id', '')}"}
        names |= {f".{one}" for one in attributes.get("class", "").split()}
        for selector, declared in self._rules:
            if selector in names:
                own |= declared
        return own | _declared(attributes.get("style", ""))

    def moved(self, element: Element, matrix: Matrix) -> Matrix:
        """Return the matrix inside an element."""
        text = element.attributes.get("transform", "")
        try:
            return shapes.times(matrix, shapes.transform(text)) if text else matrix
        except NotANumber:
            hint = "save the drawing with its transforms applied"
            raise refused(element, f"its transform {said(text)} can't be read", hint) from None

    def path(self, element: Element) -> str:
        """Return a shape as path data."""
        try:
            return shapes.path_of(element.name, element.attributes)
        except KeyError:
            hint = "convert it to a path (Inkscape: Path, Object to Path), or take it out"
            raise refused(element, f"it has a {element.name} element", hint) from None
        except NotANumber as error:
            message = f"a {element.name} has the length {said(str(error))}"
            raise refused(element, message, "write lengths as plain numbers") from None


class _Painter(Styled):
    """Walks a drawing in painting order."""

    _inked = False

    def painted(self, element: Element, matrix: Matrix, above: Mapping[str, str] = _START) -> Iterator[Inked]:
        """Yield what an element and those in it ink; ``above`` are the properties that it inherits."""
        name = element.name
        if name in SILENT:
            return
        style = {key: value for key, value in above.items() if key in _INHERITED} | self.own(element)
        if style.get("display") == "none":
            return
        if name in REFUSED:
            raise refused(element, f"it has a {name} element", REFUSED[name])
        if "transform" in style:
            raise refused(element, "its style sheet transforms it", "save the drawing with transforms as attributes")
        matrix = self.moved(element, matrix)
        if name in GROUPS:
            if opacity(style.get("opacity", "1")) == 0:
                return
            self._expect_flat(element, style)
            for child in element.children:
                if child.name == "svg":
                    raise refused(child, "it has a drawing within the drawing", "ungroup it")
                yield from self.painted(child, matrix, style)
            return
        path = self.path(element)
        if path and self._inks(element, style):
            yield Inked(Figure(path, matrix, style.get("fill-rule") == "evenodd"), element.place)

    def _expect_flat(self, element: Element, style: Mapping[str, str]) -> None:
        for key in ("clip-path", "mask", "filter"):
            if style.get(key, "none") != "none":
                raise refused(element, f"it has a {key}", "release it, and cut the shapes themselves")
        for key in ("opacity", "fill-opacity"):
            if opacity(style.get(key, "1")) not in {0.0, 1.0}:
                raise refused(element, "it has half-transparent ink", "make it opaque: a sort has ink or none")

    def _inks(self, element: Element, style: Mapping[str, str]) -> bool:
        """Tell whether an element leaves ink; raises ``SvgError`` where it does so otherwise than by filling."""
        if style.get("visibility") in {"hidden", "collapse"} or opacity(style.get("opacity", "1")) == 0:
            return False
        self._expect_flat(element, style)
        stroke, width = style.get("stroke", "none"), style.get("stroke-width", "1")
        if stroke not in {"none", "transparent"} and not re.fullmatch(r"0*\.?0*(?:px)?", width):
            raise refused(element, f"a {element.name} is stroked", _OUTLINE_STROKES)
        fill = style.get("fill", "black")
        if fill in {"none", "transparent"} or opacity(style.get("fill-opacity", "1")) == 0 or element.name == "line":
            return False
        if fill.startswith("url("):
            raise refused(element, f"a {element.name} is filled with {said(fill)}", "fill it black")
        if _WHITE.fullmatch(fill):
            if self._inked:
                raise refused(
                    element, f"a {element.name} is white over ink", "cut it out of the shape below instead (a hole)"
                )
            return False  # paper behind the drawing
        self._inked = True
        return True


def opacity(text: str) -> float:
    """Read an opacity; what can't be read is opaque."""
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return 1.0


def refused(element: Element, message: str, hint: str) -> SvgError:
    """Return what is wrong with an element, at its place."""
    return SvgError(Code.NOT_A_GLYPH, element.place, message, hint)
