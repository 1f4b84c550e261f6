"""Total ink measured: the most and where, areas over the limit, means of squares (GWG 2022 R0026), empty pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from compositor.errors import Finding
from compositor.preflight.coverage import Coverage, measured, runs
from compositor.preflight.examining import Asked, Judgement, examine
from compositor.preflight.separations import OWN, Separations
from tests.preflight.sheets import HIGH, MM, box, flat, jpeg, separation, sheet, shown

INKS = ("Cyan", "Magenta", "Yellow", "Black")


def page(wide: int = 300, high: int = 400, *, spots: dict[int, int] | None = None) -> Separations:
    """Return plates of 150 dots to the inch on which only black has ink, or dots of it at offsets."""
    plates = {ink: Image.new("L", (wide, high)) for ink in INKS}
    for at, value in (spots or {}).items():
        plates["Black"].putpixel((at % wide, at // wide), value)
    return Separations(1, "a test", 150, plates, (0, 0, wide * 72 / 150, high * 72 / 150))


def covered(*areas: tuple[int, tuple[int, int, int, int]]) -> Coverage:
    """Return what is measured where every plate has a value in areas of dots."""
    made = page()
    for value, area in areas:
        for plate in made.plates.values():
            plate.paste(value, area)
    return measured(made, 220)


def test_an_empty_page_has_no_ink() -> None:
    found = measured(page(), 220)
    assert found.empty
    assert (found.most, found.over, found.square, found.areas, found.dense) == (0, 0, 0, (), ())


def test_the_most_ink_is_found_at_its_dot() -> None:
    found = measured(page(spots={5 * 300 + 7: 100, 100 * 300 + 50: 204}), 220)
    assert found.most == 80
    assert found.most_at == pytest.approx((50 * 25.4 / 150, 100 * 25.4 / 150))


def test_areas_over_the_limit_are_told_apart_and_the_share_is_of_the_page() -> None:
    found = covered((255, (10, 10, 50, 40)), (200, (200, 300, 260, 360)), (140, (100, 100, 140, 140)))
    assert [round(most) for most, _ in found.areas] == [314, 400]
    scale = 25.4 / 150
    assert found.areas[1][1] == pytest.approx((10 * scale, 10 * scale, 40 * scale, 30 * scale))
    assert found.over == pytest.approx((40 * 30 + 60 * 60) * 100 / (300 * 400))


def test_one_dot_over_the_limit_is_an_area() -> None:
    found = covered((255, (150, 200, 151, 201)))
    ((most, area),) = found.areas
    assert most == 400
    assert area[2:] == pytest.approx((25.4 / 150, 25.4 / 150))


def test_rounding_on_four_plates_is_no_fault() -> None:
    """220 percent are 140.25 of 255 on each plate: 140 on three and 141 on one are within."""
    assert covered((140, (10, 10, 90, 90))).areas == ()
    assert covered((142, (10, 10, 90, 90))).areas != ()


def test_smoothed_edges_of_our_own_plates_are_no_fault_but_half_a_millimetre_is() -> None:
    """Two shapes within the limit meet in a row of dots that has some of both."""
    made = page()
    for plate in made.plates.values():
        plate.paste(135, (10, 10, 100, 100))
        plate.paste(150, (10, 100, 100, 102))
    mine = replace(made, method=OWN)
    assert measured(made, 220).areas != ()
    assert (measured(mine, 220).areas, round(measured(mine, 220).most)) == ((), 212)
    for plate in made.plates.values():
        plate.paste(150, (10, 100, 100, 103))
    ((most, area),) = measured(mine, 220).areas
    assert round(most) == 235
    assert area == measured(made, 220).areas[0][1]


@pytest.mark.parametrize("corner", [(0, 0, 3, 3), (297, 397, 300, 400), (0, 200, 3, 203)])
def test_what_is_half_a_millimetre_wide_counts_at_the_edge_of_the_page_as_well(
    corner: tuple[int, int, int, int],
) -> None:
    made = replace(page(), method=OWN)
    for plate in made.plates.values():
        plate.paste(255, corner)
    assert measured(made, 220).most == 400


@given(st.lists(st.lists(st.integers(0, 1020), min_size=7, max_size=7), min_size=5, max_size=9), st.integers(1, 5))
def test_runs_are_the_sums_of_all_stretches(rows: list[list[int]], length: int) -> None:
    total = Image.new("I", (7, len(rows)))
    total.putdata([value for row in rows for value in row])
    across, down = runs(total, length, 0), runs(total, length, 1)
    assert across.size == (8 - length, len(rows))
    assert down.size == (7, len(rows) + 1 - length)
    for y, row in enumerate(rows):
        for x in range(8 - length):
            assert across.getpixel((x, y)) == sum(row[x : x + length])
    for x in range(7):
        for y in range(len(rows) + 1 - length):
            assert down.getpixel((x, y)) == sum(rows[y + at][x] for at in range(length))


# Seeded faults: a sound sheet with one thing wrong, by Ghostscript and by our own plates


def examined(content: bytes, rip: str) -> Judgement:
    return examine(content, Asked(ink=True, rip=rip))


def found(content: bytes, rip: str, code: str) -> list[Finding]:
    return [finding for finding in examined(content, rip).findings if finding.code == code]


BOTH = pytest.mark.parametrize("rip", ["own", "auto"])


@BOTH
def test_r0005_a_page_without_ink_is_empty(rip: str) -> None:
    """White areas are content, but no ink."""
    assert len(found(sheet(f"0 0 0 0 k {box(10, 10, 30, 30)}"), rip, "R0005")) == 1
    hidden = sheet(f"0 0 0 1 k {box(10, 10, 30, 30)} 0 0 0 0 k {box(0, 0, 60, 80)}")
    (fault,) = found(hidden, rip, "R0005")
    assert fault.message == "it is empty: no plate has ink"
    assert found(sheet(f"0 0 0 1 k {box(10, 10, 1, 1)}"), rip, "R0005") == []


@BOTH
def test_n01_a_flat_colour_of_400_percent(rip: str) -> None:
    """The content tells it already; the plates say how much of the page it is, and don't tell it twice."""
    content = sheet(f"1 1 1 1 k {box(10, 10, 20, 30)}")
    assert len(found(content, rip, "N-01")) == 1
    (coverage,) = examined(content, rip).coverage
    assert round(coverage.most) == 400
    assert coverage.most_at == pytest.approx((10, HIGH - 40), abs=0.4)
    assert coverage.over == pytest.approx(600 / 48, abs=0.3)
    assert dict(coverage.inks)["Cyan"] == pytest.approx(600 / 48, abs=0.3)


@BOTH
def test_n01_inks_that_only_together_are_too_much(rip: str) -> None:
    """Two areas within the limit, of inks by name, one over the other: no colour of the content has 240 percent."""
    from pikepdf import Dictionary

    content = sheet(
        f"0.8 0.8 0 0 k {box(10, 10, 40, 40)} /over gs 0 0 0.8 0 k {box(20, 20, 20, 20)}",
        ExtGState={"over": Dictionary(OP=True, op=True, OPM=1)},
    )
    (fault,) = found(content, rip, "N-01")
    assert fault.message == "the plates have 240 % ink, over 220 %"
    assert fault.area is not None
    assert [round(edge / 65536 / MM, 1) for edge in fault.area] == pytest.approx([20, 40, 20, 20], abs=0.4)


@BOTH
@pytest.mark.parametrize(("percent", "faults"), [(250, 1), (240, 0)])
def test_r0026_a_square_of_15_mm(rip: str, percent: int, faults: int) -> None:
    share = percent / 400
    content = sheet(f"{share} {share} {share} {share} k {box(20.3, 30.7, 15, 15)}")
    told = found(content, rip, "R0026")
    assert len(told) == faults
    if faults:
        assert told[0].message.startswith(("squares of 15 mm have up to 249 %", "squares of 15 mm have up to 250 %"))
        assert told[0].area is not None
        assert [round(edge / 65536 / MM) for edge in told[0].area] == pytest.approx([20, 34, 15, 15], abs=1)


@BOTH
def test_r0026_a_smaller_square_is_spread_over_15_mm(rip: str) -> None:
    content = sheet(f"1 1 1 1 k {box(20, 30, 11, 11)}")
    (coverage,) = examined(content, rip).coverage
    assert coverage.square == pytest.approx(400 * 121 / 225, abs=12)
    assert found(content, rip, "R0026") == []


@BOTH
@pytest.mark.parametrize("turned", [True, False])
def test_n01_a_picture_with_too_much_ink(rip: str, turned: bool) -> None:
    content = sheet(shown("P"), XObject={"P": jpeg(flat(60, 70, 80, 90), turned=turned)})
    assert "in its pixels" in found(content, rip, "N-01")[0].message
    (coverage,) = examined(content, rip).coverage
    assert coverage.most == pytest.approx(300, abs=4)


@BOTH
def test_r0020_a_spot_colour_is_a_plate_of_its_own(rip: str) -> None:
    content = sheet(f"/S cs 1 scn {box(10, 10, 20, 30)}", ColorSpace={"S": separation("Festival Red", 0, 1, 1, 0)})
    (coverage,) = examined(content, rip).coverage
    assert dict(coverage.inks)["Festival Red"] == pytest.approx(600 / 48, abs=0.3)
    assert len(found(content, rip, "R0020")) == 1


def test_a_page_that_can_t_be_measured_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from compositor.preflight import inking

    def breaks(*_: object, **__: object) -> None:
        raise ValueError("no plates today")

    monkeypatch.setattr(inking, "separate", breaks)
    judgement = examined(sheet(f"0 0 0 1 k {box(1, 1, 9, 9)}"), "own")
    assert judgement.coverage == ()
    (told,) = [finding for finding in judgement.findings if finding.code == "PDF"]
    assert "no plates today" in told.message


def test_the_same_file_has_the_same_map() -> None:
    content = sheet(f"1 1 1 1 k {box(10, 10, 20, 30)}")
    assert examined(content, "own").maps == examined(content, "own").maps
