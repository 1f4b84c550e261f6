"""Issues and designs drawn at random: grids, boxes, threads over pages, all as intake would let them pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from compositor.model.adverts import AdvertBox
from compositor.model.copy import BoxCopy, Issue, JumpTarget, PageCopy, Story
from compositor.model.design import (
    Align,
    Area,
    BoxStyle,
    Colour,
    Design,
    FurnitureBox,
    FurnitureItem,
    Grid,
    HeadPlace,
    ItemKind,
    Paper,
    PictureBox,
    Rules,
    Style,
    Template,
    TextBox,
)
from compositor.model.settings import Direction, HanForms, Kinsoku, MarkWidth, OwnColumns, Region, Script, Setting
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws import shapes
from tests.laws.words import HERE, adverts, head, pictures, stories

MOST = 3000
"""The most characters that a body is drawn with."""

RED = Colour("red", (0, 100, 100, 10), (200, 16, 46))
CN = Setting(Region.CN, Script.HANT, HanForms.CN)
TW = Setting(Region.TW, Script.HANT, HanForms.TW)


def examples(count: int) -> settings:
    """So many examples of a law, and ten times as many with ``--hypothesis-profile=explore``."""
    return settings(max_examples=count * settings().max_examples // 100)


Cell = tuple[tuple[int, int], tuple[int, int]]
Box = TextBox | PictureBox | FurnitureBox


@dataclass(frozen=True, slots=True)
class Drawn:
    """An issue with the design that it is composed in."""

    issue: Issue
    design: Design


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A page grid: 1 to 7 columns of 6 to 20 ems, 10 to 80 rows."""
    size = draw(st.sampled_from((pt(8), pt(9), pt("9.5"))))
    leading = draw(st.sampled_from((size, size * 4 // 3, size * 3 // 2)))
    return Grid(
        columns=draw(st.integers(1, 7)),
        measure=draw(st.integers(6, 20)) * size,
        gutter=draw(st.sampled_from((size, size * 3 // 2, 0))),
        size=size,
        leading=leading,
        rows=draw(st.integers(10, 80)),
        left=pt(40),
        top=pt(42),
    )


def style(name: str, size: int, leading: int, **more: object) -> Style:
    """A style; ragged left where it is not said otherwise."""
    settings: dict[str, object] = {"role": "song", "weight": "regular", "min_size": size, "align": Align.LEFT} | more
    return Style(name=name, size=size, leading=leading, **settings)  # type: ignore[arg-type]


@st.composite
def box_styles(draw: st.DrawFn, grid: Grid, name: str) -> BoxStyle:
    """A box style with a style for every part."""
    size, leading = grid.size, grid.leading
    large = draw(st.sampled_from((12, 16, 22, 30, 45)))
    white = draw(st.sampled_from((0, leading // 2, leading)))
    kinsoku = draw(st.sampled_from((Kinsoku.GB, Kinsoku.GB, Kinsoku.BASIC, Kinsoku.STRICT, Kinsoku.NONE)))
    common = {"kinsoku": kinsoku, "mark_width": draw(st.sampled_from(MarkWidth))}
    body = {"align": Align.JUSTIFY, "indent": draw(st.sampled_from((0, 2))) * size, **common}
    headline = {"min_size": pt(draw(st.integers(8, large))), "space_after": white, "weight": "black", **common}
    headline["condense"] = draw(st.sampled_from((1000, 1000, 850)))
    aligned = draw(st.sampled_from((Align.LEFT, Align.CENTRE, Align.RIGHT)))
    styles = {
        "body": style("body", size, leading, role=draw(st.sampled_from(("song", "kai"))), **body),
        "subhead": style("subhead", size + pt(1), max(leading, size + pt(1)), space_before=white, space_after=pt(3)),
        "standing_head": style("label", pt(11), pt(19), role="hei", weight="black", space_after=pt(7), colour=RED),
        "kicker": style("kicker", pt(13), pt(18), role="kai", align=aligned, min_size=pt(10)),
        "headline": style("headline", pt(large), pt(large) * 6 // 5, align=aligned, **headline),
        "deck": style("deck", pt(12), pt(16), min_size=pt(9), role="kai", align=aligned, space_before=white),
        "jump_head": style("jump_head", pt(14), pt(17), min_size=pt(10), weight="black", space_after=white),
        "cutline": style("cutline", pt("7.5"), pt(11), role="hei", **common),
        "credit": style("credit", pt("7.5"), pt(11), role="kai", align=Align.RIGHT),
        "chart": style("chart", pt(8), pt(12), role="hei"),
    }
    for kai in ("byline", "jump_line", "continued_line", "kai"):
        styles[kai] = style(kai, size, leading, role="kai")
    for hei in ("strong", "dateline", "label"):
        styles[hei] = style(hei, size, leading, role="hei", weight="black")
    tint = draw(st.sampled_from((None, RED)))
    look = BoxStyle(name, styles, pt(1) if tint else 0, tint, draw(st.sampled_from(("head", "end"))))
    behind = draw(st.sampled_from((None, None, None, RED)))
    return replace(look, cutline_at=draw(st.sampled_from(("under", "under", "over", "beside"))), head_tint=behind)


def _parted(draw: st.DrawFn, first: int, last: int, most: int) -> list[tuple[int, int]]:
    """Part first..last into up to ``most`` spans."""
    ends = draw(st.sets(st.integers(first, last), max_size=most - 1)) | {last}
    spans, start = [], first
    for end in sorted(ends):
        spans.append((start, end))
        start = end + 1
    return spans


def _text_box(draw: st.DrawFn, grid: Grid, name: str, cell: Cell, look: BoxStyle) -> TextBox:
    (columns, rows), size = cell, look.style("body").size
    spanned, lines = columns[1] - columns[0] + 1, rows[1] - rows[0] + 1
    inset = draw(st.integers(0, 1)) if lines > 2 and grid.area(columns, rows).width >= 4 * size else 0
    width = grid.area(columns, rows).width - 2 * inset * grid.size
    flow = draw(st.sampled_from((spanned, spanned, 1, 2, 3, 4)))
    vertical = draw(st.sampled_from((False, False, True))) and tiers(grid, rows, inset, size)
    if vertical:
        flow = min(flow, tiers(grid, rows, inset, size))
    while not vertical and flow > 1 and (width - (flow - 1) * grid.gutter) // flow < 2 * size:
        flow -= 1
    return TextBox(
        name,
        columns,
        rows,
        flow,
        look,
        HERE,
        direction=Direction.VERTICAL if vertical else Direction.HORIZONTAL,
        balance=draw(st.booleans()),
        inset=inset,
        frame_weight=draw(st.sampled_from((0, pt(1)))),
        tint=draw(st.sampled_from((None, RED))),
        rules=draw(st.sampled_from((Rules(), Rules(1000, 1000, 1000, 1000)))),
        column_rule=draw(st.sampled_from((0, 1000))),
        optional=True,
        head=draw(_head_places(flow, lines, vertical=bool(vertical))),
        own=draw(_own_columns(grid, (flow, width if not vertical else _height(grid, rows, inset)), size)),
    )


def _text_boxes(draw: st.DrawFn, box: TextBox, grid: Grid) -> list[TextBox | PictureBox]:
    """A text box, perhaps of several rectangles, and the boxes that stand inside it, beside it or over it."""
    box, cells = shapes.inside(draw, shapes.shaped(draw, box, grid))
    found: list[TextBox | PictureBox] = [box]
    for cell in (*cells, *(cell for cell in shapes.beside(box) if draw(st.booleans()))):
        name = f"{box.name}-{len(found)}"
        if draw(st.booleans()) and grid.area(*cell).width >= 4 * box.style.style("body").size:
            found.append(_text_box(draw, grid, name, cell, box.style))
        else:
            found.append(PictureBox(name, *cell, box.style, HERE, pt(1), optional=True))
    if not draw(st.integers(0, 9)):
        found.append(shapes.over(draw, box, f"{box.name}-over", tuple(one.name for one in found)))
    return found


@st.composite
def _own_columns(draw: st.DrawFn, grid: Grid, room: tuple[int, int], size: int) -> OwnColumns | None:
    """A measure that so many columns have for themselves in a box of a width, mostly none."""
    flow, width = room
    most = (width - (flow - 1) * grid.gutter) // flow // size
    if most < 6 or draw(st.integers(0, 3)):
        return None
    return OwnColumns(draw(st.integers(6, most)) * size, draw(st.sampled_from((None, grid.gutter))))


@st.composite
def _head_places(draw: st.DrawFn, flow: int, lines: int, *, vertical: bool) -> HeadPlace:
    """Where a head stands in a box of so many columns of text and lines: mostly over all of it."""
    if flow < 2 or draw(st.integers(0, 2)):
        return HeadPlace()
    first = draw(st.integers(1, flow))
    columns = (first, draw(st.integers(first, flow)))
    way = draw(st.sampled_from(("over", "beside", "within", "upright")))
    whole = columns == (1, flow)
    if way == "upright" and not vertical and not whole and (columns[0] == 1 or columns[1] == flow):
        return HeadPlace(columns, direction=Direction.VERTICAL)
    if way == "within":
        return HeadPlace(columns, row=draw(st.integers(1, lines)))
    return HeadPlace(columns, beside=way == "beside" and not whole)


def tiers(grid: Grid, rows: tuple[int, int], inset: int, size: int) -> int:
    """How many tiers of four ems and more a vertical box of these rows holds."""
    return max(0, (_height(grid, rows, inset) + grid.gutter) // (4 * size + grid.gutter))


def _height(grid: Grid, rows: tuple[int, int], inset: int) -> int:
    """How long the tiers of a vertical box of these rows are together."""
    return grid.row_y(rows[1] + 1) - grid.row_y(rows[0]) - (grid.leading - grid.size) - 2 * inset * grid.size


_PATTERNS = ("{name}", "第{page}版", "今日{pages}版", "{date}　{weekday}", "{nothing}", "總第{number}期", "樣張")


def _furniture(draw: st.DrawFn, grid: Grid, name: str, cell: Cell) -> FurnitureBox:
    area, look = grid.area(*cell), style("folio", pt(8), pt(10))
    within = Area(0, 0, area.width, min(area.height, pt(20)))
    items = [
        FurnitureItem(ItemKind.TEXT, within, HERE, text, look, draw(st.sampled_from(Align)))
        for text in draw(st.lists(st.sampled_from(_PATTERNS), max_size=2))
    ]
    items.append(FurnitureItem(ItemKind.RULE, Area(0, 0, area.width, 0), HERE, weight=pt(1)))
    return FurnitureBox(name, *cell, tuple(items), HERE, mirror=draw(st.booleans()))


def _template(draw: st.DrawFn, grid: Grid, name: str, looks: list[BoxStyle]) -> Template:
    """A page parted into bands, each into boxes of text, a picture, furniture, or nothing."""
    boxes: list[TextBox | PictureBox] = []
    furniture: list[FurnitureBox] = []
    for rows in _parted(draw, 1, grid.rows, 3):
        for columns in _parted(draw, 1, grid.columns, 3):
            cell, look = (columns, rows), draw(st.sampled_from(looks))
            kind = draw(st.sampled_from(("text", "text", "text", "picture", "furniture", "none")))
            if kind == "text":
                boxes += _text_boxes(draw, _text_box(draw, grid, f"text-{len(boxes)}", cell, look), grid)
            elif kind == "picture":
                inset = 1 if rows[1] - rows[0] > 3 and columns[1] > columns[0] and draw(st.booleans()) else 0
                sold = draw(st.sampled_from((None, None, AdvertBox("廣告"))))
                boxes.append(
                    PictureBox(
                        f"photo-{len(boxes)}", columns, rows, look, HERE, pt(1), inset, optional=True, advert=sold
                    )
                )
            elif kind == "furniture":
                furniture.append(_furniture(draw, grid, f"furniture-{len(furniture)}", cell))
    return Template(name, tuple(boxes), tuple(furniture), HERE)


def paper(grid: Grid, wording: Wording, setting: Setting = CN) -> Paper:
    """A paper whose sheet leaves margins around its grid."""
    right = grid.column_x(grid.columns) + grid.measure
    return Paper(
        slug="drawn",
        name="沿河日報",
        setting=setting,
        timezone="+08:00",
        width=right + pt(40),
        height=grid.row_y(grid.rows + 1) + pt(40),
        bleed=0,
        grid=grid,
        wording=wording,
        entries=(),
        imprint=(("主辦", "沿河日報社"),),
        colours={"red": RED},
        required={"front": (), "inside": ()},
        press_standard="x4",
        ink_limit=220,
        place=HERE,
    )


WORDINGS = st.sampled_from((Wording(), Wording("（下转第{page}版）", "（上接{page}版）", "arabic")))


def _threads(draw: st.DrawFn, labels: list[str], designed: list[Template]) -> list[list[tuple[int, str]]]:
    """Give every text box to a story: a jump leads to a later page, a thread has up to four boxes."""
    threads: list[list[tuple[int, str]]] = []
    for number in range(len(labels)):
        for box in designed[number].boxes:
            if not isinstance(box, TextBox):
                continue
            going = [thread for thread in threads if thread[-1][0] < number and len(thread) < 4]
            choice = draw(st.integers(-1, 2 * len(going)))
            if choice > 0:
                going[(choice - 1) % len(going)].append((number, box.name))
            elif choice == 0:
                threads.append([(number, box.name)])
    return threads


def _page_boxes(
    draw: st.DrawFn, labels: list[str], designed: list[Template], threads: list[list[tuple[int, str]]]
) -> dict[tuple[int, str], BoxCopy]:
    copies: dict[tuple[int, str], BoxCopy] = {}
    for index, thread in enumerate(threads):
        for at, (number, box) in enumerate(thread):
            onward = thread[at + 1] if at + 1 < len(thread) else None
            jump = JumpTarget(labels[onward[0]], onward[1], HERE) if onward else None
            slug, later = f"story-{index}", at > 0
            jump_head = draw(st.none() | head("jump_head")) if later else None
            copies[number, box] = BoxCopy(box, HERE, "" if later else slug, slug if later else "", jump, jump_head)
    for number, template in enumerate(designed):
        for picture in template.boxes:
            if isinstance(picture, PictureBox) and draw(st.booleans()):
                shown = draw(adverts(picture.name) if picture.advert else pictures(picture.name))
                copies[number, picture.name] = BoxCopy(picture.name, HERE, picture=shown)
    return copies


def _length(draw: st.DrawFn, grid: Grid, thread: list[tuple[int, str]], designed: list[Template]) -> int:
    """Draw how long a story is: from nothing to twice what its boxes hold, mostly near a box's end."""
    room = 0
    for number, name in thread[: draw(st.integers(1, len(thread)))]:
        box = designed[number].box(name)
        assert box is not None
        area = grid.area(box.columns, box.rows)
        room += area.width // grid.size * (area.height // grid.leading)
    share = draw(st.sampled_from((100, 90, 80, 60, 105, 130, 200, 20, 0)))
    return min(MOST, room * share // 100)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """An issue of one to four pages in a design of its own."""
    grid = draw(grids())
    looks = [draw(box_styles(grid, "default")), draw(box_styles(grid, "other"))]
    count = draw(st.integers(1, 4))
    labels = draw(st.sampled_from((["01", "02", "03", "04"], ["A1", "A2", "B1", "B2"])))[:count]
    designed = [_template(draw, grid, f"page-{label}", looks) for label in labels]
    threads = _threads(draw, labels, designed)
    copies = _page_boxes(draw, labels, designed, threads)
    pages = []
    for number, (label, template) in enumerate(zip(labels, designed, strict=True)):
        found = tuple(copies[number, box.name] for box in template.boxes if (number, box.name) in copies)
        pages.append(PageCopy(number + 1, label, "", template.name, (), found, HERE))
    issue = Issue(
        slug="drawn",
        file="issue.yaml",
        paper="drawn",
        date=date(2019, 11, 15),
        number=draw(st.sampled_from((0, 3021))),
        note="樣張",
        entries=(),
        pages=tuple(pages),
        stories=tuple(
            draw(stories(f"story-{index}", length=_length(draw, grid, thread, designed)))
            for index, thread in enumerate(threads)
        ),
    )
    setting = draw(st.sampled_from((CN, CN, TW)))
    templates = {template.name: template for template in designed}
    return Drawn(issue, Design(paper(grid, draw(WORDINGS), setting), templates))


def one_box(grid: Grid, box: TextBox, story: Story, wording: Wording = Wording()) -> Drawn:  # noqa: B008
    """An issue of one page with one box and one story."""
    template = Template("front", (box,), (), HERE)
    page = PageCopy(1, "01", "", "front", (), (BoxCopy(box.name, HERE, story=story.slug),), HERE)
    issue = Issue("drawn", "issue.yaml", "drawn", date(2019, 11, 15), 0, "", (), (page,), (story,))
    return Drawn(issue, Design(paper(grid, wording), {"front": template}))


@st.composite
def single(
    draw: st.DrawFn, *, heads: bool = True, subheads: bool = True, plain: bool = False, inside: bool = True
) -> Drawn:
    """An issue of one story in one box without jumps, perhaps of several rectangles.

    ``plain`` leaves out heads and all that takes room, ``inside`` False the pictures in the story.
    """
    grid = draw(grids())
    look = draw(box_styles(grid, "default"))
    if plain:
        cell = ((1, grid.columns), (1, grid.rows))
        box = TextBox("text-0", *cell, grid.columns, look, HERE)
    else:
        box = _text_box(draw, grid, "text-0", ((1, draw(st.integers(1, grid.columns))), (1, grid.rows)), look)
        box = shapes.shaped(draw, box, grid)
    area = grid.area(box.columns, box.rows)
    room = area.width // grid.size * (area.height // grid.leading)
    length = min(MOST, room * draw(st.sampled_from((100, 95, 105, 120, 150, 50, 10))) // 100)
    story = draw(stories("story-0", length=length, subheads=subheads))
    if plain or not heads:
        parts = tuple(one for one in story.parts if one.name == "body" or (one.name == "byline" and not plain))
        story = Story(story.slug, HERE, parts)
    story = story if inside else replace(story, pictures=())
    return one_box(grid, box, story)
