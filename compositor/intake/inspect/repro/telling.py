"""What a page of somebody else's PDF is refused for, and what is changed in it, in words an advertiser can act on."""

from __future__ import annotations

from dataclasses import field

from compositor.records import dataclass


class Unprintable(Exception):  # noqa: N818  (a reason for the desk, never an error by itself)
    """A page can't be printed, and nothing more of it is read: what is wrong, and what to send instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(slots=True)
class Told:
    """Why a page is refused, each reason once with what to send instead, and what was changed in it."""

    refused: dict[str, str] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)

    def refuse(self, message: str, hint: str) -> None:
        """Give a reason why the page can't be printed."""
        self.refused.setdefault(message, hint)

    def change(self, words: str) -> None:
        """Tell what is changed in the page."""
        self.changed.setdefault(words)
