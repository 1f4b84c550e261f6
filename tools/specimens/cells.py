"""The cells of the specimen sheets: a row's copy set one way in one region and direction, as the product sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from compositor import makeup, plan
from compositor.errors import CopyError, Place
from compositor.faces import Faces
from compositor.intake import Hyphens, read_fonts
from compositor.intake.faults import Faults
from compositor.intake.hyphens import hyphens_for
from compositor.intake.mapped import Mapped
from compositor.intake.markdown import blocks, body, notes_of
from compositor.intake.normalise import Tidying
from compositor.intake.phrases import PhraseReader
from compositor.intake.source import Source
from compositor.model.copy import BoxCopy, Issue, PageCopy, Part, SourceMap, Story
from compositor.model.design import BoxStyle, Design, Grid, Paper, Style, Template, TextBox
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, SetLine
from compositor.model.settings import Direction, HanForms, Region, Script, Setting
from compositor.model.wording import NoteMark, Wording
from compositor.text import Matter, TypeCase, set_first_fit, set_head, set_lines, set_single
from compositor.units import pt
from tools.specimens.rows import OTHER, Row, Way

SIZE, LEADING = pt(10.5), pt(16)
_GUTTER = pt(7)
BODY = Style("body", "song", "regular", SIZE, LEADING, SIZE)
_NOTE = replace(BODY, name="note", size=pt(8.5), min_size=pt(8.5))
_PARTS = (
    "byline dateline label cutline credit jump_line continued_line standing_head deck kicker headline jump_head chart"
)
_HERE = Place("rows.yaml", 1, 1)


class Cases:
    """Type cases by region of marks and of Han forms, each opened when it is first asked for."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Region, Region], TypeCase] = {}

    def of(self, region: Region, way: Way | None = None) -> TypeCase:
        """Return what a region sets from; the marks or the forms of another where a way says so."""
        marks = OTHER[region] if way and way.marks else region
        forms = OTHER[region] if way and way.forms else region
        if (marks, forms) not in self._kept:
            setting = Setting(marks, Script.HANT, HanForms(forms.value))
            faces = read_fonts(setting=setting)
            self._kept[marks, forms] = TypeCase(faces, _hyphens(), setting, PhraseReader())
        return self._kept[marks, forms]

    def faces(self) -> Faces:
        """Return the faces of the mainland, from which the sheets are drawn."""
        faces = self.of(Region.CN).faces
        assert isinstance(faces, Faces)
        return faces


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines set one way in one region and direction; ``placed`` is the ink of a box that make-up filled, from 0, 0."""

    lines: tuple[Line, ...]
    direction: Direction
    size: int
    placed: tuple[Ink, ...] = ()

    @property
    def depth(self) -> int:
        """How far down the page the cell reaches, in scaled points."""
        if self.placed:
            return max(_foot(ink) for ink in self.placed)
        if self.direction is Direction.HORIZONTAL:
            return len(self.lines) * self.pitch
        return max((line.measure for line in self.lines), default=0)

    @property
    def pitch(self) -> int:
        """From line to line."""
        return self.size * LEADING // SIZE

    def ink(self, x: int, y: int) -> Iterable[Ink]:
        """Yield the lines of the cell whose top left corner is given."""
        if self.placed:
            yield from (_moved(ink, x, y) for ink in self.placed)
            return
        for index, line in enumerate(self.lines):
            if self.direction is Direction.HORIZONTAL:
                baseline = y + index * self.pitch + (self.pitch - self.size) // 2 + self.size * 880 // 1000
                yield SetLine(line, x, baseline, "specimen")
            else:
                centre = x + (len(self.lines) - index) * self.pitch - self.pitch // 2
                yield SetLine(line, centre, y, "specimen")


def _foot(ink: Ink) -> int:
    if isinstance(ink, SetLine):
        area = ink.em_boxes()
        return area.y + area.height
    return max(ink.y0, ink.y1) if isinstance(ink, Rule) else 0


def _moved(ink: Ink, x: int, y: int) -> Ink:
    if isinstance(ink, SetLine):
        return replace(ink, x=ink.x + x, baseline=ink.baseline + y)
    if isinstance(ink, Rule):
        return replace(ink, x0=ink.x0 + x, y0=ink.y0 + y, x1=ink.x1 + x, y1=ink.y1 + y)
    raise TypeError(ink)


@cache
def _hyphens() -> Hyphens:
    words = Part("body", "hyphenation", (), (), SourceMap("rows.yaml", (), (), (0,)))
    return hyphens_for((Story("specimen", _HERE, (words,), ()),))


def cell(row: Row, way: Way, region: Region, direction: Direction, cases: Cases) -> Cell:
    """Set a row's copy one way."""
    case = cases.of(region, way)
    style = replace(BODY, direction=direction, **way.style)  # type: ignore[arg-type]
    measure = round(row.length(way) * SIZE)
    if way.lines:
        lines = tuple(set_single(line, style, None, case) for line in way.lines)
        return Cell(tuple(replace(line, measure=measure) for line in lines), direction, style.size)
    copy = _read(row.words(region, way), way)
    indent = (row.indent if way.indent < 0 else way.indent) * style.size
    if way.page:
        return _page(copy, replace(style, indent=indent), (way.page, measure), case)
    matter = Matter(
        copy.text,
        0,
        len(copy.text),
        copy.spans if way.spans else (),
        _look(style),
        style,
        indent=indent,
        solid_end=not way.spread_end,
        looseness=way.looseness,
    )
    if way.head:
        return Cell(set_head(matter, measure, case), direction, style.size)
    compose = set_first_fit if way.first_fit else set_lines
    return Cell(compose(matter, (measure,), case), direction, style.size)


def _look(style: Style) -> BoxStyle:
    own = {"strong": replace(style, role="hei"), "kai": replace(style, role="kai"), "body": style}
    return BoxStyle("specimen", own)


def _read(words: str, way: Way) -> Part:
    """Return copy as a story's body has it, with what its brackets say as spans."""
    source, faults = Source.of("rows.yaml", words), Faults()
    found = blocks(source, 0, faults)
    notes = notes_of(source, found, NoteMark.CIRCLED, faults)
    part = body(source, 0, found, Mapped(), notes, tidying=Tidying(way.narrow, way.space))
    if faults.sorted_faults():
        raise CopyError(faults.sorted_faults())
    return part


def _page(copy: Part, style: Style, room: tuple[tuple[int, int], int], case: TypeCase) -> Cell:
    """Fill a box of so many columns (down the page, tiers) and lines with a body, and return its ink."""
    (columns, lines), measure = room
    down = style.direction is Direction.VERTICAL
    tall = columns * measure + (columns - 1) * _GUTTER
    grid = Grid(
        columns=1 if down else columns,
        measure=lines * LEADING if down else measure,
        gutter=_GUTTER,
        size=SIZE,
        leading=LEADING,
        rows=-(-tall // LEADING) if down else lines,
        left=0,
        top=0,
    )
    plain = replace(style, direction=Direction.HORIZONTAL)
    styles = dict.fromkeys(_PARTS.split(), plain) | {"body": plain, "subhead": plain, "note": _NOTE}
    styles |= {"strong": replace(plain, role="hei"), "kai": replace(plain, role="kai")}
    box = TextBox(
        "specimen",
        (1, grid.columns),
        (1, grid.rows),
        columns,
        BoxStyle("specimen", styles).directed(style.direction),
        _HERE,
        direction=style.direction,
    )
    made = _made(copy, box, grid, case)
    placed = tuple(ink for ink in made.pages[0].ink if isinstance(ink, SetLine | Rule))
    left = min(ink.em_boxes().x if isinstance(ink, SetLine) else min(ink.x0, ink.x1) for ink in placed)
    inked = tuple(_moved(ink, -left, 0) for ink in placed)
    return Cell(tuple(ink.line for ink in placed if isinstance(ink, SetLine)), style.direction, style.size, inked)


def _made(copy: Part, box: TextBox, grid: Grid, case: TypeCase) -> makeup.MadeUp:
    paper = Paper(
        slug="specimen",
        name="specimen",
        setting=case.setting,
        timezone="+08:00",
        width=pt(600),
        height=pt(600),
        bleed=0,
        grid=grid,
        wording=Wording(),
        entries=(),
        imprint=(),
        colours={},
        required={},
        press_standard="x4",
        ink_limit=220,
        place=_HERE,
    )
    page = PageCopy(1, "01", "", "01", (), (BoxCopy(box.name, _HERE, "specimen", "", None),), _HERE)
    story = Story("specimen", _HERE, (copy,), ())
    issue = Issue("specimen", "rows.yaml", "specimen", date(2026, 1, 1), 0, "", (), (page,), (story,))
    design = Design(paper, {"01": Template("01", (box,), (), _HERE)})
    return makeup.make_up(issue, design, plan.plan(issue, design), case)
