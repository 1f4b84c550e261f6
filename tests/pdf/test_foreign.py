"""Other people's PDFs: placed right and as they were sent, or refused with the reason; no plate is worse for one."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pixels
from PIL import ImageChops, ImageStat

from compositor import press
from compositor.colour import Condition, newsprint
from compositor.intake.files import Refused
from compositor.intake.inspect import inspect
from compositor.intake.inspect.matrices import Matrix, moved, times
from compositor.intake.leaves import FIRST, Plates, leaf_asset
from compositor.model.assets import Asset, Tones
from compositor.model.design import Area
from compositor.model.page import Image, Page
from compositor.model.printing import InkPlan, Printing
from compositor.pdf import ColourSpace, Pen
from compositor.preflight import judge
from compositor.units import SP, mm, pt
from tests.conftest import Tool
from tests.faces.type_library import vendored
from tests.pdf.foreign import (
    LIT,
    SCENE,
    WHOLE,
    WORDS,
    entries,
    form,
    gradient,
    icc,
    made,
    picture,
    scene,
    state,
    told_about,
)  # fmt: skip
from tests.pdf.foreign_kinds import CLEAR, KINDS, TEXT, Kind
from tests.press import verapdf
from tests.press.made_up import ISSUE, PAGES, PAPER
from tests.press.profiles import tiny

PLACE = (mm(31), mm(123))
"""Where adverts stand in these tests, left and top."""


def asset_of(kind: Kind, tool: Tool, folder: Path) -> Asset | tuple[Refused, ...]:
    return leaf_asset(kind.make(tool, folder), "ads/bank.pdf", kind.choice, Condition(), Plates(kind.old))


def placed(asset: Asset, scale: float = 1.0) -> tuple[Page, Area]:
    area = Area(*PLACE, round(asset.width * scale), round(asset.height * scale))
    image = Image(asset, area, "advert", "廣告")
    return replace(PAGES[0], ink=(*PAGES[0].ink, image)), area


def plate_of(page: Page, *, old: bool = False, profile: bytes = b"") -> bytes:
    standard = "x1a" if old else "x4"
    paper = replace(PAPER, press_standard=standard, printing=Printing(profile=profile or tiny()))
    return press.page_pdf(page, ISSUE, paper, vendored())


def forms_placed(plate: bytes) -> list[tuple[float, ...]]:
    """Return where forms with a matrix of their own stand on a page: left, foot, right, top, in points."""
    found: list[tuple[float, ...]] = []
    with pikepdf.open(io.BytesIO(plate)) as pdf:
        page = pdf.pages[0]
        ctm: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        kept: list[Matrix] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "q":
                    kept.append(ctm)
                case "Q":
                    ctm = kept.pop()
                case "cm":
                    a, b, c, d, e, f = (float(one) for one in operands)
                    ctm = times((a, b, c, d, e, f), ctm)
                case "Do":
                    form = page.Resources.XObject[str(operands[0])]
                    a, b, c, d, e, f = (float(one) for one in form.Matrix)
                    x0, y0, x1, y1 = (float(one) for one in form.BBox)
                    whole = times((a, b, c, d, e, f), ctm)
                    corners = [moved(whole, x, y) for x in (x0, x1) for y in (y0, y1)]
                    xs, ys = [x for x, _ in corners], [y for _, y in corners]
                    found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def in_points(area: Area, page: Page) -> tuple[float, ...]:
    return tuple(edge / SP for edge in (area.x, page.height - area.bottom, area.right, page.height - area.y))


def rendered(pdf: bytes, number: int, box: tuple[float, ...] | None, size: tuple[int, int]) -> Pixels.Image:
    """Return what is seen of a page, or of a rectangle of it, in so many grey pixels."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    if box is not None:
        page.set_mediabox(*box)
        page.set_cropbox(*box)
    seen: Pixels.Image = page.render(scale=2).to_pil()
    return seen.convert("L").resize(size)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_foreign_pdf_is_placed_as_it_is_or_refused_with_the_reason(kind: Kind, tool: Tool, tmp_path: Path) -> None:
    found = asset_of(kind, tool, tmp_path)
    if isinstance(found, tuple):
        assert all(one.code == "PDF_REFUSED" and one.message and one.hint for one in found)
        assert kind.refused, [one.message for one in found]
        assert any(kind.refused in one.message for one in found), [one.message for one in found]
        return
    assert not kind.refused
    assert found.leaf is not None
    assert (found.width / SP, found.height / SP) == pytest.approx(kind.size, abs=0.02)
    assert found.leaf.clear is kind.clear
    for words in kind.changed:
        assert any(words in change for change in found.leaf.changed), found.leaf.changed
    page, area = placed(found, 1.1)
    plate = plate_of(page, old=kind.old)
    assert [one for one in judge(plate) if one.severity == "error"] == []
    assert forms_placed(plate) == [pytest.approx(in_points(area, page), abs=0.001)]
    if kind.alike:
        size = (round(kind.size[0] / 2), round(kind.size[1] / 2))
        sent = rendered(kind.make(tool, tmp_path), max(kind.choice.page, 1) - 1, shown(kind, tool, tmp_path), size)
        printed = rendered(plate, 0, in_points(area, page), size)
        assert ImageStat.Stat(ImageChops.difference(sent, printed)).mean[0] < 14


def shown(kind: Kind, tool: Tool, folder: Path) -> tuple[float, ...] | None:
    """Return the box of what was sent that is to be seen, as its reader asks."""
    with pikepdf.open(io.BytesIO(kind.make(tool, folder))) as pdf:
        page = pdf.pages[max(kind.choice.page, 1) - 1].obj
        name = {"trim": "/TrimBox", "art": "/ArtBox"}[kind.choice.box]
        box: Any = page.get(name, page.get("/CropBox", page.get("/MediaBox")))
        x0, y0, x1, y1 = (float(edge) for edge in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


PLACED = [kind for kind in KINDS if not kind.refused and not kind.old]


def brought(content: bytes) -> Asset:
    found = leaf_asset(content, "ads/bank.pdf", FIRST, Condition())
    assert isinstance(found, Asset)
    return found


def test_at_least_forty_kinds_are_tried_and_both_ends_are_met() -> None:
    refused = [kind for kind in KINDS if kind.refused]
    assert len(KINDS) >= 80
    assert len(refused) >= 30
    assert len(KINDS) - len(refused) >= 40


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.refused and not kind.old], ids=lambda kind: kind.name
)
def test_plates_with_foreign_pdfs_stay_pdf_a_2u(kind: Kind, tool: Tool, tmp_path: Path) -> None:
    asset = asset_of(kind, tool, tmp_path)
    assert isinstance(asset, Asset)
    path = tmp_path / "plate.pdf"
    path.write_bytes(plate_of(placed(asset)[0], profile=newsprint().content))
    assert verapdf.faults(path, "2u") == []


def test_the_same_advert_is_the_same_bytes() -> None:
    content = made(LIT, Shading={"Sh": gradient()})
    first, second = (brought(content) for _ in range(2))
    assert first.leaf == second.leaf
    assert plate_of(placed(first)[0]) == plate_of(placed(second)[0])


def test_an_advert_that_stands_twice_is_in_the_file_once() -> None:
    asset = brought(made(WHOLE, XObject={"Im": picture(scene(), "DeviceRGB")}))
    page, _ = placed(asset)
    below = Image(asset, Area(mm(31), mm(200), mm(50), mm(30)), "below", "廣告")
    twice = replace(page, ink=(*page.ink, below))
    plate = plate_of(twice)
    assert len(forms_placed(plate)) == 2
    with pikepdf.open(io.BytesIO(plate)) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len(pictures) == 1


def test_names_of_two_adverts_do_not_meet() -> None:
    first = brought(made("/Gs gs /Fm Do", XObject={"Fm": form("1 0 0 0 k 0 0 99 99 re f")}, **CLEAR))
    second = brought(made("/Fm Do", XObject={"Fm": form("0 1 0 0 k 0 0 99 99 re f")}))
    page, _ = placed(first)
    other = Image(second, Area(mm(31), mm(200), second.width, second.height), "other", "廣告")
    plate = plate_of(replace(page, ink=(*page.ink, other)))
    looks = {mark.look.values: mark.look.clear for mark in inspect(plate).pages[0].marks}
    assert (looks[1.0, 0.0, 0.0, 0.0], looks[0.0, 1.0, 0.0, 0.0]) == (True, False)
    assert judge(plate) == ()


def test_a_crop_shows_its_part_at_its_place() -> None:
    asset = brought(made())
    area = Area(*PLACE, pt(100), pt(120))
    image = Image(asset, area, "advert", "廣告", (0.5, 0.0, 1.0, 1.0))
    page = replace(PAGES[0], ink=(*PAGES[0].ink, image))
    plate = plate_of(page)
    left, foot, _, top = in_points(area, page)
    assert forms_placed(plate) == [pytest.approx((left - 100, foot, left + 100, top), abs=0.001)]
    assert rendered(plate, 0, (left - 100, foot, left, top), (10, 10)).getextrema() == (255, 255)


@pytest.mark.parametrize("content", [SCENE, LIT, "/Sh sh"], ids=["inks", "light", "gradient"])
def test_screens_get_light(content: str) -> None:
    asset = brought(made(content, Shading={"Sh": gradient()}))
    page, area = placed(asset)
    pen = Pen(
        vendored(), space=ColourSpace.SRGB, title="t", issue_date=ISSUE.date, timezone="+08:00", language="zh-Hant"
    )
    pen.page(page.width, page.height, 0)
    for ink in page.ink:
        pen.draw(ink)
    pdf = pen.finish()
    spaces = {mark.look.space for mark in inspect(pdf).pages[0].marks}
    assert spaces <= {"DeviceRGB"}
    assert forms_placed(pdf) == [pytest.approx(in_points(area, page), abs=0.001)]


@pytest.mark.parametrize("content", [SCENE, LIT, "/Sh sh", WHOLE], ids=["inks", "light", "gradient", "picture"])
def test_pages_without_colours_print_adverts_in_black_alone(content: str) -> None:
    resources = {"Shading": {"Sh": gradient()}, "XObject": {"Im": picture(scene(), "DeviceRGB")}}
    asset = brought(made(content, **resources))
    plate = plate_of(replace(placed(asset)[0], plan=InkPlan.BLACK))
    with pikepdf.open(io.BytesIO(plate)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        tables = [
            bytes(one.read_bytes()) for one in streams if "/FunctionType" in one or one.get("/Subtype") == "/Image"
        ]
    assert all(not any(table[at::4]) for table in tables for at in range(3))
    assert all(not any(mark.look.values[:3]) for mark in inspect(plate).pages[0].marks)
    assert [one for one in judge(plate) if one.severity == "error"] == []


def test_greys_are_told_from_colours() -> None:
    assert brought(made("0.5 g 10 10 60 30 re f 0 0 0 rg 90 10 60 30 re f")).tones is Tones.GREY
    assert brought(made()).tones is Tones.COLOUR


def test_black_words_of_light_become_black_alone_and_colours_keep_to_the_limit() -> None:
    asset = brought(made("0 0 0 rg 10 10 9 9 re f 1 1 1 1 k 20 20 9 9 re f 0.2 0 0.1 rg 0 0 9 9 re f"))
    assert asset.leaf is not None
    values = [mark.look.values for mark in inspect(asset.leaf.ready).pages[0].marks]
    assert (0.0, 0.0, 0.0, 1.0) in values
    assert max(sum(inks) for inks in values) <= 2.2
    limited = next(inks for inks in values if inks[3] == 1.0 and inks[0])
    assert limited[0] == limited[1] == limited[2]


def test_overprint_is_kept_for_inks_and_left_for_light() -> None:
    over = {"ExtGState": {"Gs": state(OP=True, op=True, OPM=1)}}
    asset = brought(made("/Gs gs 0 0 0 1 k 0 0 9 9 re f 0 0.5 1 rg 20 0 9 9 re f 0.5 g 40 0 9 9 re f", **over))
    assert asset.leaf is not None
    looks = [(mark.look.values, mark.look.overprint) for mark in inspect(asset.leaf.ready).pages[0].marks]
    assert [overprint for _, overprint in looks] == [True, False, False]


def test_what_was_hidden_is_not_in_the_plate(tmp_path: Path, tool: Tool) -> None:
    kind = next(kind for kind in KINDS if kind.name == "layers")
    asset = asset_of(kind, tool, tmp_path)
    assert isinstance(asset, Asset)
    assert asset.leaf is not None
    plain = brought(made(SCENE)).leaf
    assert plain is not None
    assert inspect(asset.leaf.ready).pages[0].marks == inspect(plain.ready).pages[0].marks


def test_marks_beside_the_page_are_not_in_the_plate() -> None:
    marks = "0 0 0 1 K 0.1 w 5 -1 m 5 4 l S 1 1 1 1 k 0 0 4 4 re f "
    bare, marked = (brought(made(f"{words} {SCENE}", entries(TrimBox=[10, 10, 190, 110]))) for words in ("", marks))
    assert bare.leaf is not None
    assert marked.leaf is not None
    assert inspect(marked.leaf.ready).pages[0].marks == inspect(bare.leaf.ready).pages[0].marks


def test_a_form_that_stands_beside_the_page_and_on_it_is_seen_there() -> None:
    fine = form("0 0 0 1 K 0.1 w 0 0 m 50 50 l S 0 0 1 0 k 0 0 30 30 re f")
    asset = brought(made("q 1 0 0 1 500 0 cm /Fm Do Q q 4 0 0 4 0 0 cm /Fm Do Q", XObject={"Fm": fine}))
    assert asset.leaf is not None
    looks = [mark.look for mark in inspect(asset.leaf.ready).pages[0].marks]
    assert (0.0, 0.0, 1.0, 0.0) in {look.values for look in looks}
    assert {look.size for look in looks if look.kind == "line"} == {0.25, 0.4}


@pytest.mark.parametrize("seed", range(40))
def test_damage_never_stops_the_desk(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(made(WHOLE + WORDS, told_about, XObject={"Im": picture(scene(scale=1), icc)}, **TEXT))
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    found = leaf_asset(bytes(content), "ads/bank.pdf", FIRST, Condition())
    assert isinstance(found, Asset) or all(one.message and one.hint for one in found)


def test_plates_without_fonts_take_no_advert_that_has_some() -> None:
    sent = made(SCENE + WORDS, **TEXT)
    found = leaf_asset(sent, "ads/bank.pdf", FIRST, Condition(), Plates(outlined=True))
    assert isinstance(found, tuple)
    assert [one.message for one in found] == ["it has fonts (ABCDEF+Square), and this paper's plates have none"]
    assert isinstance(leaf_asset(made(), "ads/bank.pdf", FIRST, Condition(), Plates(outlined=True)), Asset)
