"""Plates placed on press sheets, each as a form, whole and unchanged (ISO 32000-1 8.10)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compositor.pdf.numbers import decimal
from compositor.pdf.saving import saved
from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    import pikepdf

Matrix = tuple[int, int, int, int, int, int]
"""A turn by whole quarters and, in scaled points, a shift (ISO 32000-1 8.3.3)."""


@dataclass(frozen=True, slots=True)
class Size:
    """The trim of a plate and its bleed, in scaled points."""

    width: int
    height: int
    bleed: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A plate on one side of a sheet: what of it shows, from the foot of its trim's left, and where that lies."""

    plate: bytes
    shown: tuple[int, int, int, int]
    matrix: Matrix


def size_of(plate: bytes) -> Size:
    """Return the size of a plate's one page; its bleed is the least that it has on any side."""
    import pikepdf

    with pikepdf.open(io.BytesIO(plate)) as pdf:
        page = pdf.pages[0]
        trim, bleed = _edges(page, "/TrimBox"), _edges(page, "/BleedBox")
    over = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return Size(trim[2] - trim[0], trim[3] - trim[1], max(0, over))


def _edges(page: pikepdf.Page, name: str) -> tuple[int, int, int, int]:
    box = page.obj.get(name, page.mediabox)
    left, foot, right, top = (round(float(edge) * SP) for edge in box)
    return left, foot, right, top


def imposed(base: bytes, sides: Sequence[Iterable[Placed]], version: str) -> bytes:
    """Return the sheets of ``base`` with plates placed under what is drawn on each of its pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(base)) as pdf:
        for page, side in zip(pdf.pages, sides, strict=True):
            operators = []
            for number, placed in enumerate(side, 1):
                name = f"/Plate{number}"
                page.add_resource(_form(pdf, placed), pikepdf.Name.XObject, pikepdf.Name(name))
                operators.append(f"q {_operands(placed.matrix)} cm {name} Do Q")
            page.contents_add(" ".join(operators).encode(), prepend=True)
        return saved(pdf, version, object_streams=False)


def _form(pdf: pikepdf.Pdf, placed: Placed) -> pikepdf.Object:
    """Return a plate's page as a form whose origin is the foot of its trim's left edge."""
    import pikepdf

    with pikepdf.open(io.BytesIO(placed.plate)) as plate:
        page = plate.pages[0]
        left, foot, _, _ = _edges(page, "/TrimBox")
        form = pdf.copy_foreign(page.as_form_xobject(handle_transformations=False))
    x0, y0, x1, y1 = placed.shown
    form.BBox = pikepdf.Array(_decimals(x0 + left, y0 + foot, x1 + left, y1 + foot))
    form.Matrix = pikepdf.Array([1, 0, 0, 1, *_decimals(-left, -foot)])
    return form


def _decimals(*lengths: int) -> list[object]:
    from decimal import Decimal

    return [Decimal(decimal(length / SP)) for length in lengths]


def _operands(matrix: Matrix) -> str:
    return " ".join((*map(str, matrix[:4]), *(decimal(shift / SP) for shift in matrix[4:])))
