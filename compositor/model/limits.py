"""How much of everything is taken in: more is an accident, or an attack, until a paper says otherwise."""

from __future__ import annotations

from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a paper takes; each can be set under ``limits:`` in its file.

    ``paragraph`` and ``story`` count characters of the copy as typed, ``story_seconds`` how long one story may be in
    the making. ``picture_seconds`` and ``picture_memory`` (megabytes) bound what the decoder of one picture or PDF may
    take, ``font_megabytes`` the file of a face. A full broadsheet page at 300 pixels to the inch has 30 megapixels.
    """

    pages: int = 500
    story: int = 100_000
    paragraph: int = 20_000
    story_seconds: int = 60
    picture_megabytes: int = 100
    picture_megapixels: int = 150
    picture_seconds: int = 60
    picture_memory: int = 2_000
    font_megabytes: int = 100


LIMITS = Limits()
"""Those of a paper that says nothing."""
MEGA = 1_000_000
