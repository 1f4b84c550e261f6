"""Colours as operators of a content stream: the one place where inks are chosen (ISO 32000-1 8.6.8)."""

from __future__ import annotations

from enum import StrEnum

from compositor.model.design import Colour
from compositor.pdf.numbers import decimal


class ColourSpace(StrEnum):
    """What a document's colours are written in: inks for the press, light for screens."""

    CMYK = "cmyk"
    SRGB = "srgb"


def fill(colour: Colour, space: ColourSpace) -> str:
    """Return the operator that sets the colour of type, tints and other areas."""
    return f"{_values(colour, space)} {'k' if space is ColourSpace.CMYK else 'rg'}"


def stroke(colour: Colour, space: ColourSpace) -> str:
    """Return the operator that sets the colour of rules."""
    return f"{_values(colour, space)} {'K' if space is ColourSpace.CMYK else 'RG'}"


def _values(colour: Colour, space: ColourSpace) -> str:
    if space is ColourSpace.CMYK:
        return " ".join(decimal(ink / 100) for ink in colour.cmyk)
    return " ".join(decimal(light / 255) for light in colour.srgb)
