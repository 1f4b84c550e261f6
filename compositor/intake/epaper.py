"""The e-paper of a paper: the standard and the pictures of the reader's PDF, and the site's address."""

from __future__ import annotations

from compositor.intake.sheet import Sheet
from compositor.model.epaper import AddressPattern, Epaper, ReaderStandard


def epaper(asked: Sheet | None) -> Epaper:
    """Return what a paper says of its e-paper."""
    if asked is None:
        return Epaper()
    return Epaper(
        standard=ReaderStandard(asked.text("standard") or ReaderStandard.UA1),
        resolution=asked.whole("resolution"),
        quality=asked.whole("quality"),
        address=asked.text("address").rstrip("/"),
        pattern=AddressPattern(asked.text("pattern") or AddressPattern.SLUG),
        site=asked.flag("site"),
    )
