"""How classes are made of which an issue has tens of thousands: lines, runs, places on a page."""

from __future__ import annotations

from dataclasses import field
from typing import TypeVar, dataclass_transform

from compositor.records import dataclass

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def made_often(cls: type[_T]) -> type[_T]:
    """Make a dataclass that is frozen where types are checked, and in running made in a sixth of the time.

    What is frozen in running too sets its fields by ``object.__setattr__``, one call each.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
