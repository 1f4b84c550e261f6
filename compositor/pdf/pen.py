"""The pen: draws placed ink on the pages of one PDF and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from compositor.faces import Faces
from compositor.kept import NOTHING, Kept
from compositor.model.design import BLACK, Area, Colour
from compositor.model.epaper import Epaper
from compositor.model.lines import Annotation
from compositor.model.page import Image, Ink, MissingPicture, Rule, SetLine, Tint, Trace
from compositor.pdf import colour, finish, leaves, presswork
from compositor.pdf.annotations import shape
from compositor.pdf.claims import Claim
from compositor.pdf.colour import ColourSpace
from compositor.pdf.conversion import Darkroom
from compositor.pdf.drawings import form
from compositor.pdf.drawn import Drawn, Sheet, Side
from compositor.pdf.file import Body, Reference, Stream
from compositor.pdf.finish import Bookmark, Jump
from compositor.pdf.fonts import EmbeddedFace
from compositor.pdf.numbers import decimal, length
from compositor.pdf.packet import Titling
from compositor.pdf.pixels import Picture
from compositor.pdf.structure import Element
from compositor.pdf.tagging import Tagger
from compositor.pdf.threads import Thread
from compositor.pdf.type import TypeSetter
from compositor.units import SP, pt

if TYPE_CHECKING:
    from compositor.pdf.outlines import OutlineSetter

_CROSS_WEIGHT = pt("0.5")


_FORM = "FormXob."
"""What the names of forms and pictures begin with."""


class Pen:
    """Draws one document, page after page.

    ``space`` says in which colours; for the press ``darkroom`` makes pictures ready, where ``black`` says so in black
    alone. ``issue_date`` at 00:00 in ``timezone`` (such as ``+08:00``) is the date that the file bears, ``claim`` the
    standard that a press file claims, ``version`` counts those of the page. Type
    that is ``outlined`` is drawn as filled paths, without fonts. ``screens`` says how fine pictures are on screens.
    What is bound at the right has its pages turned ``from_right`` (ISO 32000-1 Table 150). Of what is ``kept`` of an
    earlier document like it, what is the same is found again.
    """

    def __init__(  # noqa: PLR0913  (what one document says of itself)
        self,
        faces: Faces,
        *,
        space: ColourSpace,
        title: str,
        issue_date: date,
        timezone: str,
        language: str,
        darkroom: Darkroom | None = None,
        black: bool = False,
        claim: Claim | None = None,
        version: int = 1,
        outlined: bool = False,
        screens: Epaper | None = None,
        from_right: bool = False,
        kept: Kept = NOTHING,
    ) -> None:
        self._faces, self._kept = faces, kept
        self._space = ColourSpace(space)
        self._titling = Titling(title, issue_date, timezone, language, version)
        self._darkroom, self._black = darkroom or Darkroom(), black
        self._claim, self._screens, self._from_right = claim, screens or Epaper(), from_right
        self._body = Body()
        self._sides: list[Side] = []
        self._written: list[str] = []
        self._objects: dict[str, Reference] = {}
        self._used: set[str] = set()
        self._fonts: dict[str, EmbeddedFace] = {}
        self._glyphs: dict[tuple[str, int], str] = {}
        self._type = self._outliner() if outlined else TypeSetter(self._font)
        self._sheets: list[Sheet] = []
        self._bookmarks: list[Bookmark] = []
        self._jumps: list[Jump] = []
        self._threads: list[Thread] = []
        self._colours: tuple[str, str] = ("", "")
        self._filling: Colour | None = None
        self._over = False
        self._pictures: dict[tuple[Any, ...], str] = {}
        self._leaves: dict[str, leaves.Placed] = {}
        self.tags = Tagger(self._write)
        self._structure: Element | None = None

    # Pages

    def page(self, width: int, height: int, bleed: int, *, label: str = "", margin: int = 0) -> None:
        """Start a page of a trim size with bleed around it, and a ``margin`` for marks around that, in scaled points.

        ``label`` is its page label.
        """
        self.tags.close()
        self._turn_over()
        self.tags.page()
        self._sheets.append(Sheet(label, width, height, bleed, margin))
        self._anew()
        self._over = False

    def _turn_over(self) -> None:
        """Lay the page that was drawn last aside, if there is one."""
        if self._sheets:
            content = "\n".join(("", *self._written, "")).encode("latin-1")
            self._sides.append(Side(content, {name: self._objects[name] for name in sorted(self._used)}))
        self._written.clear()
        self._used.clear()

    def draw(self, ink: Ink, *, overprint: bool = False, lines: tuple[bool, ...] = ()) -> None:
        """Draw one piece of ink on the page that was started last, over what is there or in its place.

        ``lines`` tells of each shape of a drawing whether the line along it overprints; none does without.
        """
        if isinstance(ink, Image):
            self._overprint(on=False)
            self._image(ink, lines)
            return
        self._overprint(on=overprint)
        match ink:
            case SetLine():
                self._set_line(ink)
            case Rule():
                self._rule(ink)
            case Tint():
                self._fill(ink.colour)
                self._write(f"{self._rectangle(ink.area)} re f")
            case Trace():
                self._trace(ink)
            case MissingPicture():
                self._cross(ink.area)

    @contextmanager
    def reduced(self, area: Area, thousandths: int) -> Iterator[None]:
        """Draw what follows as a page of its own, reduced to so many thousandths, and cut at ``area`` of this one.

        The page's top left corner stands in that of the area (ISO 32000-1 8.3.4).
        """
        self._overprint(on=False)
        sheet = self._sheets[-1]
        foot = (sheet.height + sheet.edge) * (1000 - thousandths) // 1000 - area.y
        across = area.x + sheet.edge * (1000 - thousandths) // 1000
        scale = decimal(thousandths / 1000)
        self._write(f"q {self._rectangle(area)} re W n {scale} 0 0 {scale} {length(across)} {length(foot)} cm")
        self._anew()
        yield
        self._overprint(on=False)
        self._write("Q")
        self._anew()

    def _anew(self) -> None:
        """Forget the font and the colours that the content stream has set."""
        self._type.forget()
        self._colours, self._filling = ("", ""), None

    def bookmark(self, title: str, *, level: int, page: int = -1, area: Area | None = None, element: str = "") -> None:
        """Add an entry to the outline: to the corner of ``area`` on ``page`` (from 0; -1 for the last one started).

        ``element`` is the name of what of the structure is meant, '' for what is first on the page.
        """
        left = length(area.x + self._sheets[page].edge) if area else "0"
        self._bookmarks.append(Bookmark(title, level, self._page(page), self._top(page, area), left, element))

    def thread(self, title: str, beads: Iterable[tuple[int, Area]]) -> None:
        """Let an article be followed over rectangles of pages (from 0) that have been started."""
        self._threads.append(
            Thread(title, tuple((page, self._corners(area, self._sheets[page])) for page, area in beads))
        )

    def structure(self, root: Element) -> None:
        """Give the document its structure, of what has been marked on its pages and of its links."""
        self._structure = root

    def link(self, area: Area, *, page: int, to: Area | None, contents: str, element: str = "") -> int:
        """Make ``area`` of the page started last lead to the corner of ``to`` on ``page`` (from 0, may come later).

        ``contents`` says in words where the link leads, ``element`` names what of the structure that is. Returns the
        link's number, from 0.
        """
        here = len(self._sheets) - 1
        top, left = (to.y, to.x) if to else (0, 0)
        self._jumps.append(
            Jump(here, self._corners(area, self._sheets[-1]), page, top, contents, left=left, element=element)
        )
        return len(self._jumps) - 1

    def web_link(self, area: Area, address: str) -> int:
        """Make ``area`` of the page started last lead to an address. Returns the link's number."""
        here = len(self._sheets) - 1
        self._jumps.append(Jump(here, self._corners(area, self._sheets[-1]), here, 0, address, address))
        return len(self._jumps) - 1

    def finish(self) -> bytes:
        """Finish the document and return the file: the same bytes for the same drawing. It is done once."""
        if not self._sheets:
            raise ValueError("a document needs a page")
        self.tags.close()
        self._turn_over()
        fonts = {name: font for face in self._fonts.values() for name, font in face.add_to(self._body)}
        drawn = Drawn(self._body, tuple(self._sides), fonts, self._leaves)
        if self._space is ColourSpace.CMYK:
            return presswork.press(drawn, self._titling, self._sheets, self._claim)
        jumps = tuple(self._to_page(jump) for jump in self._jumps)
        reading = finish.Reading(
            tuple(self._bookmarks),
            jumps,
            tuple(self._threads),
            self._structure,
            self._screens.standard,
            self._from_right,
        )
        return finish.reader(drawn, self._titling, self._sheets, reading)

    # Ink

    def _set_line(self, ink: SetLine) -> None:
        sheet = self._sheets[-1]
        operators = self._type.line(ink.line, ink.x + sheet.edge, sheet.height + sheet.edge - ink.baseline)
        if operators:
            self._fill(ink.colour)
            self._write(" ".join(operators))
        for annotation in ink.line.annotations:
            self._annotation(annotation, ink)

    def _annotation(self, annotation: Annotation, ink: SetLine) -> None:
        """Draw what stands beside a set line, in the colour of its type."""
        for gloss in annotation.glosses:
            x, y = ink.point(gloss.along, gloss.over)
            self._set_line(SetLine(gloss.line, x, y, ink.box, colour=ink.colour))
        drawn, stroked = shape(annotation, ink, self._point)
        if drawn:
            (self._stroke if stroked else self._fill)(ink.colour)
            self._write(drawn)

    def _rule(self, rule: Rule) -> None:
        self._stroke(rule.colour)
        start, end = self._point(rule.x0, rule.y0), self._point(rule.x1, rule.y1)
        self._write(f"{length(rule.weight)} w {start} m {end} l S")

    def _trace(self, trace: Trace) -> None:
        if trace.fill is not None:
            self._fill(trace.fill)
        if trace.stroke is not None:
            self._stroke(trace.stroke)
            self._write(f"{length(trace.weight)} w 1 j")
        words = []
        for name, points in trace.steps:
            words += [self._point(x, y) for x, y in zip(points[::2], points[1::2], strict=True)]
            words.append(name)
        painting = "B" if trace.fill is not None and trace.stroke is not None else "S" if trace.stroke else "f"
        self._write(f"{' '.join(words)} {painting}{' 0 j' if trace.stroke is not None else ''}")

    def _overprint(self, *, on: bool) -> None:
        if on is not self._over:
            self._over = on
            self._write(f"/{presswork.OVER if on else presswork.KNOCK_OUT} gs")

    def _image(self, image: Image, lines: tuple[bool, ...]) -> None:
        name = self._picture(image, lines)
        area, sheet = image.area, self._sheets[-1]
        x, y = length(area.x + sheet.edge), length(sheet.height + sheet.edge - area.bottom)
        inner = self._use(name)
        if image.asset.leaf is not None:
            corner = (area.x + sheet.edge, sheet.height + sheet.edge - area.bottom)
            self._write(leaves.operators(image, inner, corner))
            return
        self._write(f"q {length(area.width)} 0 0 {length(area.height)} {x} {y} cm /{inner} Do Q")

    def _cross(self, area: Area) -> None:
        """Draw a crossed frame where a picture should be."""
        left, top, right, bottom = area.x, area.y, area.right, area.bottom
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, bottom)]
        edges = [*pairwise(corners), ((left, bottom), (right, top))]
        for (x0, y0), (x1, y1) in edges:
            self._rule(Rule(x0, y0, x1, y1, _CROSS_WEIGHT, "", BLACK))

    def _fill(self, wanted: Colour) -> None:
        if wanted is self._filling:
            return
        self._filling = wanted
        fill = colour.fill(wanted, self._space)
        if self._colours[0] != fill:
            self._colours = (fill, self._colours[1])
            self._write(fill)

    def _stroke(self, wanted: Colour) -> None:
        stroke = colour.stroke(wanted, self._space)
        if self._colours[1] != stroke:
            self._colours = (self._colours[0], stroke)
            self._write(stroke)

    def _write(self, operators: str) -> None:
        self._written.append(operators)

    def _add(self, name: str, stream: Stream) -> None:
        self._objects[f"{_FORM}{name}"] = self._body.stream(stream)

    def _use(self, name: str) -> str:
        """Return by what the page started last names a form or picture."""
        inner = f"{_FORM}{name}"
        self._used.add(inner)
        return inner

    # What the document holds once

    def _font(self, face_id: str) -> EmbeddedFace:
        font = self._fonts.get(face_id)
        if font is None:
            face, printed = self._faces.face(face_id), self._space is ColourSpace.CMYK
            font = EmbeddedFace(face, f"F{len(self._fonts) + 1}", self._kept, bare=printed)
            self._fonts[face_id] = font
        return font

    def _outliner(self) -> OutlineSetter:
        from compositor.pdf.outlines import OutlineSetter  # late: few presses want type outlined

        return OutlineSetter(self._faces.face, self._glyph)

    def _glyph(self, face: str, code: int) -> str:
        """Return the form that paints a glyph, as the content stream names it; '' where it has no ink."""
        name = self._glyphs.get((face, code))
        if name is None:
            from compositor.pdf.outlines import glyph

            stream = glyph(self._faces.face(face), code)
            name = self._glyphs[face, code] = f"G{len(self._glyphs) + 1}" if stream else ""
            if stream:
                self._add(name, stream)
        return self._use(name) if name else ""

    def _picture(self, image: Image, lines: tuple[bool, ...]) -> str:
        if image.asset.leaf is not None:
            return self._leaf(image)
        size = (0, 0) if image.asset.drawing else (image.area.width, image.area.height)
        key = (image.asset.sha256, image.crop, *size, lines)
        name = self._pictures.get(key)
        if name is None:
            name = self._pictures[key] = f"P{len(self._pictures) + 1}"
            drawing = image.asset.drawing
            stream = form(drawing, image.crop, self._space, lines) if drawing else self._developed(image).stream()
            self._add(name, stream)
        return name

    def _leaf(self, image: Image) -> str:
        """Return the name of the stub for a page of a PDF, the same wherever the page stands and whatever is shown."""
        key = (image.asset.sha256,)
        name = self._pictures.get(key)
        if name is None:
            name = self._pictures[key] = f"P{len(self._pictures) + 1}"
            self._add(name, leaves.stub())
            self._leaves[f"{_FORM}{name}"] = leaves.placed(image.asset, self._darkroom, self._space, black=self._black)
        return name

    def _developed(self, image: Image) -> Picture:
        if self._space is ColourSpace.CMYK:
            return self._darkroom.picture(image, black=self._black)
        return self._darkroom.light(image, self._screens)

    # Places: the model's y runs down from the trim's top, a PDF's up from the sheet's foot

    def _point(self, x: int, y: int) -> str:
        sheet = self._sheets[-1]
        return f"{length(x + sheet.edge)} {length(sheet.height + sheet.edge - y)}"

    def _rectangle(self, area: Area) -> str:
        return f"{self._point(area.x, area.bottom)} {length(area.width)} {length(area.height)}"

    def _corners(self, area: Area, sheet: Sheet) -> tuple[str, str, str, str]:
        top = sheet.height + sheet.edge
        left, right = length(area.x + sheet.edge), length(area.right + sheet.edge)
        return left, length(top - area.bottom), right, length(top - area.y)

    def _page(self, page: int) -> int:
        return page if page >= 0 else len(self._sheets) - 1

    def _top(self, page: int, area: Area | None) -> str:
        sheet = self._sheets[self._page(page)]
        return decimal((sheet.height + sheet.edge - (area.y if area else 0)) / SP)

    def _to_page(self, jump: Jump) -> Jump:
        """Turn the corner of a link's target into a point of its page, which may have been started after it."""
        sheet = self._sheets[jump.to_page]
        return replace(jump, top=sheet.height + sheet.edge - jump.top, left=jump.left + sheet.edge)
