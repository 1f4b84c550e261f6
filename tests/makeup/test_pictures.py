"""Pictures in boxes and in stories, charts, furniture, rules: where their ink stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.makeup.charts import chart_ink
from compositor.makeup.furniture import Wordbook, furniture
from compositor.makeup.pictures import outline, picture_box
from compositor.makeup.rules import around, between_columns, framed, under
from compositor.model.adverts import AdvertBox
from compositor.model.copy import WHOLE, Advert, Bar, Chart, Framing, Picture
from compositor.model.design import (
    BLACK,
    Align,
    Area,
    FurnitureBox,
    FurnitureItem,
    ItemKind,
    PictureBox,
    Rules,
)
from compositor.model.drawing import Drawing, Outline, Shape, Stroke
from compositor.model.page import Image, Ink, MissingPicture, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.units import pt
from tests.makeup.desk import (
    ASCENT,
    ASSET,
    CASE,
    EM,
    GRID,
    HERE,
    LINE,
    LOOK,
    box,
    han,
    look,
    made,
    part,
    places,
    story,
    style,
)

PHOTO = PictureBox("photo", (1, 2), (1, 10), LOOK, HERE)
PICTURE = Picture("photo", HERE, "河岸", part("photo:cutline", han(25)), part("photo:credit", han(3)), ASSET)


def images(ink: tuple[object, ...]) -> list[Image]:
    return [piece for piece in ink if isinstance(piece, Image)]


def test_a_picture_fills_its_box_above_cutline_and_credit() -> None:
    """Twenty-one ems hold the first line of the cutline; its second has room for the credit beside it."""
    ink, placed = picture_box(PHOTO, PICTURE, GRID, CASE)
    (image,) = images(ink)
    assert placed.area == Area(pt(50), pt(60), pt(210), pt(150))
    assert image.area == Area(pt(50), pt(60), pt(210), pt(120))
    found = [(piece.part, piece.baseline) for piece in ink if isinstance(piece, SetLine)]
    first, second = pt(60) + 8 * LINE + pt("2.5") + ASCENT, pt(60) + 9 * LINE + pt("2.5") + ASCENT
    assert found == [("photo:cutline", first), ("photo:cutline", second), ("photo:credit", second)]
    credit = next(piece for piece in ink if isinstance(piece, SetLine) and piece.part == "photo:credit")
    assert credit.x + credit.line.width == pt(260)


@pytest.mark.parametrize(
    ("size", "crop"),
    [
        ((210, 150), (0.0, 0.0, 1.0, 1.0)),
        ((420, 150), (0.25, 0.0, 0.75, 1.0)),
        ((210, 600), (0.0, 0.375, 1.0, 0.625)),
    ],
)
def test_a_picture_is_cropped_to_its_box_about_its_centre(
    size: tuple[int, int], crop: tuple[float, float, float, float]
) -> None:
    asset = replace(ASSET, width=size[0], height=size[1])
    ink, _ = picture_box(PHOTO, Picture("photo", HERE, "", asset=asset), GRID, CASE)
    assert images(ink)[0].crop == pytest.approx(crop)
    left, top, right, bottom = images(ink)[0].crop
    shown = ((right - left) * size[0]) / ((bottom - top) * size[1])
    assert shown == pytest.approx(210 / 150)


@pytest.mark.parametrize(
    ("size", "framing", "crop"),
    [
        ((420, 150), Framing(focus=(0.1, 0.5)), (0.0, 0.0, 0.5, 1.0)),
        ((420, 150), Framing(focus=(0.6, 0.5)), (0.35, 0.0, 0.85, 1.0)),
        ((210, 600), Framing(focus=(0.5, 0.9)), (0.0, 0.75, 1.0, 1.0)),
        ((420, 300), Framing((0.5, 0.5, 1.0, 1.0)), (0.5, 0.5, 1.0, 1.0)),
        ((840, 150), Framing((0.5, 0.0, 1.0, 1.0), (0.9, 0.1)), (0.75, 0.0, 1.0, 1.0)),
    ],
)
def test_the_focus_stays_in_view_and_nothing_outside_the_crop_is_shown(
    size: tuple[int, int], framing: Framing, crop: tuple[float, float, float, float]
) -> None:
    asset = replace(ASSET, width=size[0], height=size[1])
    ink, _ = picture_box(PHOTO, Picture("photo", HERE, "", asset=asset, framing=framing), GRID, CASE)
    assert images(ink)[0].crop == pytest.approx(crop)


def test_a_picture_shown_whole_stands_in_the_middle_of_its_room() -> None:
    asset = replace(ASSET, width=150, height=150)
    ink, _ = picture_box(PHOTO, Picture("photo", HERE, "", asset=asset, framing=Framing(whole=True)), GRID, CASE)
    assert images(ink)[0].area == Area(pt(80), pt(60), pt(150), pt(150))
    assert images(ink)[0].crop == WHOLE


def test_a_crop_decides_the_depth_of_a_picture_in_a_story() -> None:
    framing = Framing((0.0, 0.0, 1.0, 0.5))
    picture = Picture("p", HERE, "", asset=ASSET, columns=2, framing=framing)
    one = story(part("headline", han(5)), part("body", han(200)), pictures=(picture,))
    whole = made(replace(one, pictures=(replace(picture, framing=Framing()),)), box(columns=(1, 3), rows=(1, 20)))
    cropped = made(one, box(columns=(1, 3), rows=(1, 20)))
    assert images(cropped.pages[0].ink)[0].area.height < images(whole.pages[0].ink)[0].area.height * 2 // 3
    assert images(cropped.pages[0].ink)[0].crop[3] <= 0.5


def test_a_picture_that_is_not_there_leaves_a_crossed_frame() -> None:
    ink, _ = picture_box(PHOTO, Picture("photo", HERE, ""), GRID, CASE)
    assert ink == (MissingPicture(Area(pt(50), pt(60), pt(210), pt(150)), "photo", "photo"),)


def path(x: float, y: float, right: float, bottom: float) -> Outline:
    corners = (("m", (x, y)), ("l", (right, y)), ("l", (right, bottom)), ("l", (x, bottom)))
    return Outline((*corners, ("h", ())))


@pytest.mark.parametrize(
    ("shapes", "within"),
    [
        ((), False),
        (((1, 1, 209, 149),), True),
        (((1, 1, 209, 149), (150, 15, 205, 16)), False),
        (((0, 0, 100, 150),), False),
    ],
    ids=["no rule", "a rule around", "a rule, and words further in", "a rule elsewhere"],
)
def test_the_word_on_an_advert_stands_clear_of_the_rule_around_its_art(
    shapes: tuple[tuple[float, float, float, float], ...], within: bool
) -> None:
    unit = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    drawn = Drawing(210, 150, tuple(Shape(path(*one), unit, stroke=Stroke(BLACK, 2)) for one in shapes))
    advert = Picture("photo", HERE, "", asset=replace(ASSET, width=210, height=150, drawing=drawn), advert=Advert())
    ink, _ = picture_box(replace(PHOTO, advert=AdvertBox("廣告")), advert, GRID, CASE)
    (patch,) = (one for one in ink if isinstance(one, Tint))
    inward = patch.area.height if within else 0
    assert (patch.area.right, patch.area.y) == (pt(260) - inward, pt(60) + inward)


def test_an_advert_is_shown_whole_and_marked_in_its_corner() -> None:
    box_ = replace(PHOTO, advert=AdvertBox("廣告"))
    advert = Picture("photo", HERE, "", asset=ASSET, advert=Advert(), framing=Framing(whole=True))
    ink, placed = picture_box(box_, advert, GRID, CASE)
    assert placed.kind == "advert"
    assert [type(one) for one in ink] == [Image, Tint, SetLine]
    patch, word = ink[1], ink[2]
    assert isinstance(patch, Tint)
    assert isinstance(word, SetLine)
    assert (patch.area.right, patch.area.y) == (pt(260), pt(60))
    assert (word.line.text, word.generated) == ("廣告", True)
    assert patch.area.x < word.x < patch.area.right
    ink, _ = picture_box(box_, replace(advert, advert=Advert(labelled=True)), GRID, CASE)
    assert [type(one) for one in ink] == [Image]


def captioned(at: str, *, cutline: int = 5, **changes: object) -> tuple[object, ...]:
    style_ = replace(LOOK, cutline_at=at, cutline_tint=BLACK)
    picture = replace(PICTURE, cutline=part("photo:cutline", han(cutline)), **changes)  # type: ignore[arg-type]
    return picture_box(replace(PHOTO, style=style_), picture, GRID, CASE)[0]


def test_words_in_a_picture_stand_on_a_band_at_its_foot() -> None:
    """One line and half an em of white: the picture has all of its box, the band its width."""
    ink = captioned("over")
    (image,), (band,) = images(ink), [one for one in ink if isinstance(one, Tint)]
    assert image.area == Area(pt(50), pt(60), pt(210), pt(150))
    assert (band.area.x, band.area.width, band.area.bottom) == (image.area.x, image.area.width, image.area.bottom)
    assert ink.index(image) < ink.index(band)
    lines = [one for one in ink if isinstance(one, SetLine)]
    assert {one.part for one in lines} == {"photo:cutline", "photo:credit"}
    for line in lines:
        assert band.area.y < line.baseline < band.area.bottom
        assert line.x > band.area.x


def test_words_that_would_cover_a_third_of_a_picture_stand_under_it() -> None:
    ink = captioned("over", cutline=100)
    assert not [one for one in ink if isinstance(one, Tint)]
    assert images(ink)[0].area.bottom < pt(210)


def test_words_stand_beside_a_picture_that_leaves_room() -> None:
    """A square picture 150 pt deep leaves 60: less than six ems; one half as wide leaves room."""
    narrow = captioned("beside", asset=replace(ASSET, width=100, height=200))
    (image,) = images(narrow)
    assert image.area == Area(pt(50), pt(60), pt(75), pt(150))
    lines = [one for one in narrow if isinstance(one, SetLine)]
    assert all(one.x > image.area.right for one in lines)
    assert max(one.baseline for one in lines) < image.area.bottom
    wide = captioned("beside", asset=replace(ASSET, width=100, height=100))
    assert images(wide)[0].area.width == pt(210)


def in_story(*columns: int, count: int = 200) -> tuple[list[Image], list[tuple[int, int]]]:
    pictures = tuple(
        Picture(f"p{at}", HERE, "", asset=ASSET, columns=span, cutline=part(f"p{at}:cutline", han(5)))
        for at, span in enumerate(columns)
    )
    one = story(part("headline", han(5)), part("body", han(count)), pictures=pictures)
    result = made(one, box(columns=(1, 3), rows=(1, 20)))
    return images(result.pages[0].ink), places(result, "body")


def test_a_picture_of_a_story_stands_at_the_top_of_its_last_columns() -> None:
    """210 pt wide, 140 high, with a line of cutline and half a line of air: eleven rows under the head's two."""
    (image,), body = in_story(2)
    assert (image.area.x, image.area.y, image.area.width) == (pt(160), pt(60) + 2 * LINE, pt(210))
    assert image.area.height == 11 * LINE - LINE - LINE // 2
    assert [row for column, row in body if column == 0] == list(range(2, 20))
    assert next(row for column, row in body if column == 1) == 13


@pytest.mark.parametrize("columns", [(1, 2), (2, 1), (1, 3)])
def test_a_second_picture_stands_below_the_first(columns: tuple[int, int]) -> None:
    (first, second), _ = in_story(*columns, count=20)
    assert second.area.y >= first.area.bottom + LINE
    assert second.area.right == first.area.right == pt(370)


def test_bars_are_in_proportion_to_their_values() -> None:
    chart = Chart("bar", "收成", "噸", (Bar("甲", 40.0, "40"), Bar("乙", 10.0, "10"), Bar("丙", 0.0, "0")), HERE)
    ink = chart_ink(chart, Area(0, 0, pt(200), pt(120)), "photo", LOOK, CASE)
    bars = [piece.area for piece in ink if isinstance(piece, Tint)]
    assert [bar.width for bar in bars] == [bars[0].width, bars[0].width // 4, 0]
    assert bars[0].width == pt(200) - EM - pt(5) - EM - pt(5)
    assert {bar.x for bar in bars} == {pt(15)}
    assert bars[1].y - bars[0].y == bars[2].y - bars[1].y
    labels = [piece.line.text for piece in ink if isinstance(piece, SetLine)]
    assert labels == ["收成", "单位：噸", "甲", "40", "乙", "10", "丙", "0"]


def test_no_bar_is_drawn_for_less_than_nothing() -> None:
    chart = Chart("bar", "", "", (Bar("甲", -5.0, "-5"), Bar("乙", 10.0, "10")), HERE)
    ink = chart_ink(chart, Area(0, 0, pt(200), pt(120)), "photo", LOOK, CASE)
    assert [piece.area.width >= 0 for piece in ink if isinstance(piece, Tint)] == [True, True]


FOLIO = FurnitureBox(
    "folio",
    (1, 4),
    (1, 1),
    (
        FurnitureItem(ItemKind.TEXT, Area(0, 0, pt(100), LINE), HERE, "第{page}版", style("folio")),
        FurnitureItem(ItemKind.TEXT, Area(pt(100), 0, pt(100), LINE), HERE, "{nothing}", style("folio")),
        FurnitureItem(ItemKind.RULE, Area(pt(10), pt(14), pt(50), 0), HERE, weight=pt(1)),
    ),
    HERE,
    mirror=True,
)


def test_furniture_stands_where_its_items_say() -> None:
    ink, placed, _ = furniture(FOLIO, GRID, Wordbook({"page": "三"}, CASE), even=False)
    line, rule = ink
    assert placed.area == Area(pt(50), pt(60), pt(430), LINE)
    assert isinstance(line, SetLine)
    assert (line.line.text, line.x, line.part) == ("第三版", pt(50), "item-0")
    assert line.baseline == pt(60) + pt("2.5") + ASCENT
    assert rule == Rule(pt(60), pt(74), pt(110), pt(74), pt(1), "folio", BLACK)


def test_mirrored_furniture_changes_sides_on_even_pages() -> None:
    ink, _, _ = furniture(FOLIO, GRID, Wordbook({"page": "二"}, CASE), even=True)
    line, rule = ink
    assert isinstance(line, SetLine)
    assert line.x + line.line.width == pt(480)
    assert rule == Rule(pt(420), pt(74), pt(470), pt(74), pt(1), "folio", BLACK)
    still, _, _ = furniture(replace(FOLIO, mirror=False), GRID, Wordbook({"page": "二"}, CASE), even=True)
    assert isinstance(still[0], SetLine)
    assert still[0].x == pt(50)


def test_an_item_whose_name_has_no_value_is_left_out() -> None:
    ink, _, _ = furniture(FOLIO, GRID, Wordbook({}, CASE), even=False)
    assert [type(piece) for piece in ink] == [Rule]


@pytest.mark.parametrize(("align", "x"), [(Align.LEFT, 50), (Align.CENTRE, 85), (Align.RIGHT, 120)])
@pytest.mark.parametrize(("valign", "down"), [("top", 0), ("middle", 10), ("bottom", 20)])
def test_furniture_is_aligned_in_its_area(align: Align, x: int, valign: str, down: int) -> None:
    item = FurnitureItem(ItemKind.TEXT, Area(0, 0, pt(100), pt(30)), HERE, "第三版", style("folio"), align, valign)
    ink, _, _ = furniture(replace(FOLIO, items=(item,)), GRID, Wordbook({}, CASE), even=False)
    assert isinstance(ink[0], SetLine)
    assert (ink[0].x, ink[0].baseline) == (pt(x), pt(60 + down) + ASCENT)


def test_words_of_furniture_too_wide_for_their_item_take_more_lines_where_it_is_deep_enough() -> None:
    words = "青禾區召開全區會議，部署全年重點任務"
    for deep, lines in ((30, ["青禾區召開全區會議，", "部署全年重點任務"]), (15, [words])):
        item = FurnitureItem(ItemKind.TEXT, Area(0, 0, pt(100), pt(deep)), HERE, words, style("folio"))
        ink, _, _ = furniture(replace(FOLIO, items=(item,)), GRID, Wordbook({}, CASE), even=False)
        placed = [piece for piece in ink if isinstance(piece, SetLine)]
        assert [piece.line.text for piece in placed] == lines
        assert all(piece.generated and piece.line.start == piece.line.end == 0 for piece in placed)
        assert [piece.baseline - placed[0].baseline for piece in placed] == [LINE * n for n in range(len(lines))]


@pytest.mark.parametrize(("align", "x", "valign", "y"), [(Align.LEFT, 0, "top", 0), (Align.RIGHT, 60, "bottom", 0)])
def test_an_image_of_furniture_keeps_its_proportions(align: Align, x: int, valign: str, y: int) -> None:
    item = FurnitureItem(
        ItemKind.IMAGE, Area(0, 0, pt(100), pt(20)), HERE, align=align, valign=valign,
        asset=replace(ASSET, width=200, height=100),
    )  # fmt: skip
    ink = furniture(replace(FOLIO, items=(item,)), GRID, Wordbook({}, CASE), even=False)[0]
    assert images(ink)[0].area == Area(pt(50 + x), pt(60 + y), pt(40), pt(20))


def test_rules_stand_in_the_gutters_and_half_a_line_off() -> None:
    ruled = box(columns=(2, 3), rows=(3, 6), rules=Rules(left=1, right=2, top=3, bottom=4))
    left, top, right, bottom = pt(160), pt(60) + 2 * LINE, pt(370), pt(60) + 6 * LINE
    assert around(ruled, GRID) == (
        Rule(left - pt(5), top, left - pt(5), bottom, 1, "lead"),
        Rule(right + pt(5), top, right + pt(5), bottom, 2, "lead"),
        Rule(left, top - LINE // 2, right, top - LINE // 2, 3, "lead"),
        Rule(left, bottom + LINE // 2, right, bottom + LINE // 2, 4, "lead"),
    )
    assert around(box(), GRID) == ()


def test_rules_end_their_inset_short_of_the_corners() -> None:
    plain, short = (
        around(box(columns=(2, 3), rows=(3, 6), rules=Rules(1, 1, 1, 1, inset=inset)), GRID) for inset in (0, pt(4))
    )
    for one, other in zip(plain, short, strict=True):
        assert isinstance(one, Rule)
        assert isinstance(other, Rule)
        across, down = (pt(4), 0) if one.y0 == one.y1 else (0, pt(4))
        assert (other.x0, other.x1) == (one.x0 + across, one.x1 - across)
        assert (other.y0, other.y1) == (one.y0 + down, one.y1 - down)


def test_rules_between_columns_end_their_inset_short() -> None:
    whole, short = (
        between_columns(box(columns=(1, 3), rows=(1, 10), column_rule=7, rules=Rules(between=inset)), GRID, 3, 8)
        for inset in (0, pt(6))
    )
    for one, other in zip(whole, short, strict=True):
        assert isinstance(one, Rule)
        assert isinstance(other, Rule)
        assert (other.y0 - one.y0, one.y1 - other.y1) == (pt(6), pt(6))
    gone = box(columns=(1, 3), rows=(1, 10), column_rule=7, rules=Rules(between=pt(400)))
    assert between_columns(gone, GRID, 3, 8) == ()


def test_column_rules_stand_in_the_middle_of_the_gutters_of_the_copy() -> None:
    ruled = box(columns=(1, 3), rows=(1, 10), column_rule=7)
    rules = between_columns(ruled, GRID, 3, 8)
    assert [rule.x0 for rule in rules if isinstance(rule, Rule)] == [pt(155), pt(265)]
    assert {(rule.y0, rule.y1) for rule in rules if isinstance(rule, Rule)} == {
        (GRID.row_y(3) + pt("2.5"), GRID.row_y(8) - pt("2.5"))
    }
    assert between_columns(box(columns=(1, 3)), GRID, 3, 8) == ()


def test_a_frame_stands_inside_its_box() -> None:
    area = Area(0, 0, pt(100), pt(50))
    assert outline(area, pt(2), "lead") == [
        Rule(0, pt(1), pt(100), pt(1), pt(2), "lead"),
        Rule(0, pt(49), pt(100), pt(49), pt(2), "lead"),
        Rule(pt(1), 0, pt(1), pt(50), pt(2), "lead"),
        Rule(pt(99), 0, pt(99), pt(50), pt(2), "lead"),
    ]
    assert framed(box(), GRID) == ()
    assert len(framed(box(frame_weight=pt(1)), GRID)) == 4
    assert under(box(tint=BLACK), GRID) == (Tint(Area(pt(50), pt(60), pt(100), 10 * LINE), BLACK, "lead"),)


def test_a_standing_head_is_a_label_with_tint_and_rule() -> None:
    labelled = look(label_rule=pt(2), label_tint=BLACK)
    result = made(story(part("standing_head", han(3)), part("body", han(20))), box(style=labelled))
    tints = [ink for ink in result.pages[0].ink if isinstance(ink, Tint)]
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert [(tint.area.width, tint.area.height) for tint in tints] == [(4 * EM, LINE)]
    assert [(rule.x1 - rule.x0, rule.y0 - tints[0].area.bottom) for rule in rules] == [(10 * EM, pt(1))]


def test_every_kind_of_item_changes_sides_on_even_pages() -> None:
    """What stands so far from the left on odd pages stands as far from the right on even ones, seen as a whole."""
    area = Area(pt(20), 0, pt(120), pt(30))
    kinds = (
        FurnitureItem(ItemKind.TEXT, area, HERE, "第三版", style("folio")),
        FurnitureItem(ItemKind.TEXT, area, HERE, "第三版", style("folio", direction=Direction.VERTICAL)),
        FurnitureItem(ItemKind.TEXT, area, HERE, "第三版", style("folio"), Align.RIGHT),
        FurnitureItem(ItemKind.TEXT, area, HERE, "第三版", style("folio"), Align.CENTRE),
        FurnitureItem(ItemKind.RULE, replace(area, height=0), HERE, weight=pt(1)),
        FurnitureItem(ItemKind.RULE, replace(area, width=0), HERE, weight=pt(1)),
        FurnitureItem(ItemKind.TINT, area, HERE, colour=BLACK),
        FurnitureItem(ItemKind.IMAGE, area, HERE, asset=ASSET),
        FurnitureItem(ItemKind.QR, area, HERE, "https://example.org"),
    )
    whole = GRID.area((1, 4), (1, 4))
    for item in kinds:
        box = replace(FOLIO, rows=(1, 4), items=(item,))
        odd, even = (furniture(box, GRID, Wordbook({}, CASE), even=even)[0] for even in (False, True))
        (left, right), (mirrored, end) = _extent(odd[0]), _extent(even[0])
        assert (left - whole.x, right - whole.x) == (whole.right - end, whole.right - mirrored), item.kind


def _extent(ink: Ink) -> tuple[int, int]:
    """Where ink begins and ends across."""
    if isinstance(ink, Rule):
        return ink.x0, ink.x1
    area = ink.em_boxes() if isinstance(ink, SetLine) else ink.area
    return area.x, area.right
