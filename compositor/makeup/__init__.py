"""Make-up: lines poured into boxes, heads fitted, furniture placed; pages as lists of placed ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.makeup.ahead import set_ahead
    from compositor.makeup.galley import Shelf
    from compositor.makeup.pages import MadeUp, jump_words, make_up
    from compositor.makeup.stories import JumpWords, SetStory, make_story
else:
    __getattr__ = late.names(
        __name__,
        {
            "ahead": "set_ahead",
            "galley": "Shelf",
            "pages": "MadeUp jump_words make_up",
            "stories": "JumpWords SetStory make_story",
        },
    )

__all__ = ["JumpWords", "MadeUp", "SetStory", "Shelf", "jump_words", "make_story", "make_up", "set_ahead"]
