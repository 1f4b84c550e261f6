"""Adverts by module: the sizes that a paper sells, and whether the boxes of its templates have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compositor.intake.faults import Code, Faults, said
from compositor.intake.pages import PageDesk
from compositor.intake.sheet import Sheet, nearest
from compositor.model.adverts import AdvertBox, AdvertModule
from compositor.model.design import Area, Grid
from compositor.model.settings import Script

_LABELS = {Script.HANT: "廣告", Script.HANS: "广告"}


def label(wording: Sheet | None, script: Script) -> str:
    """Return the word that marks adverts: the paper's own, else that of its script."""
    return (wording.text("advert") if wording else "") or _LABELS[script]


def modules(sheet: Sheet, grid: Grid | None, faults: Faults) -> dict[str, AdvertModule]:
    """Return the advert modules of a paper by name; each is given in columns and rows, or as width and height."""
    found = {}
    for name, one in sheet.sheets("adverts"):
        pairs = [pair for pair in (("columns", "rows"), ("width", "height")) if any(key in one.keys for key in pair)]
        whole = len(pairs) == 1 and all(key in one.keys for key in pairs[0])
        if not whole:
            message = f"adverts.{name}: a module has columns and rows, or width and height"
            code = Code.TWO_THINGS if len(pairs) > 1 else Code.MISSING_KEY
            faults.add(
                code, one.place, message, "write for example {columns: 3, rows: 20} or {width: 120mm, height: 90mm}"
            )
        columns, rows = one.whole("columns"), one.whole("rows")
        if grid is not None and (columns > grid.columns or rows > grid.rows):
            message = f"adverts.{name}: the grid has {grid.columns} columns and {grid.rows} rows"
            faults.add(Code.OUTSIDE_GRID, one.place, message, "make the module smaller")
        found[name] = AdvertModule(name, columns, rows, one.length("width"), one.length("height"))
    return found


def advert_box(
    name: str,
    sheet: Sheet,
    at: tuple[tuple[int, int], Area],
    paper: tuple[str, Mapping[str, AdvertModule]],
    faults: Faults,
) -> AdvertBox:
    """Return what makes a box one for adverts; ``at`` are its columns and rows by count, and its area.

    ``paper`` are the word that marks adverts and the paper's modules. A box that hasn't the size of the module that
    it names is a fault.
    """
    word, known = paper
    if "module" not in sheet:
        return AdvertBox(word)
    wanted = sheet.text("module")
    module = known.get(wanted)
    if module is None:
        hint = nearest(wanted, tuple(known), "the modules are " + (", ".join(known) or "none: list them under adverts"))
        faults.add(Code.UNKNOWN_NAME, sheet.place_of("module"), f"{name}: the paper has no module {said(wanted)}", hint)
    elif not module.fits(*at):
        size = AdvertModule("", *at[0], at[1].width, at[1].height).size
        message = f"{name}: the box is {size}; module {said(wanted)} is {module.size}"
        faults.add(
            Code.ADVERT_MODULE, sheet.place_of("module"), message, "give the box the module's size, or name another"
        )
    return AdvertBox(word, module)


def check_modules(pages: Iterable[PageDesk], known: Mapping[str, AdvertModule], faults: Faults) -> None:
    """Check that the modules which a manifest names are the paper's."""
    for page in pages:
        for slot in page.slots():
            wanted = slot.sheet.text("module")
            if wanted and wanted not in known:
                hint = nearest(wanted, tuple(known), "the modules are " + (", ".join(known) or "none"))
                message = f"{slot.name}: the paper has no module {said(wanted)}"
                faults.add(Code.UNKNOWN_NAME, slot.sheet.place_of("module"), message, hint)
