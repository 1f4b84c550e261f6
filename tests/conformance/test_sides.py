"""On which side each mark gives its white, in both directions and every region (clreq, as data)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compositor.faces import Chain
from compositor.model.settings import Region
from compositor.text.marks import BY_KIND, kind_of
from compositor.text.sorts import Sorts
from compositor.units import pt
from tests.faces.type_library import CN, HK, TW, vendored

_SETTINGS = {"CN": CN, "TW": TW, "HK": HK}
_SIDES = {"right": (500, 0), "bottom": (500, 0), "left": (500, 500), "top": (500, 500), "both": (500, 250)}


@pytest.mark.parametrize("region", Region)
@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_marks_give_their_white_on_the_side_that_clreq_says(cases: Path, region: Region, direction: str) -> None:
    chain: Chain = vendored(_SETTINGS[region.value]).chain("song")
    sorts = Sorts(chain, pt(10), region=region, vertical=direction == "vertical")
    wrong = []
    rows = json.loads((cases / "cases/03-clreq-jlreq/clreq_punctuation.json").read_text(encoding="utf-8"))["marks"]
    for row in rows:
        mark, wanted = row["char"], row["adjustable_side"][region.value][direction]
        if len(row["as_written"]) > 1 or " or " in wanted or kind_of(mark) not in BY_KIND:
            continue
        sort = sorts.mark(mark, kind_of(mark))
        given = (sort.blank * 1000 // pt(10), sort.lead * 1000 // pt(10))
        if given != _SIDES.get(wanted, (0, 0)):
            wrong.append(f"{mark} {wanted}: {given}")
    assert not wrong
