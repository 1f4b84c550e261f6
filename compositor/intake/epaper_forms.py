"""The form of what a paper says of its e-paper."""

from __future__ import annotations

from typing import Final

from compositor.intake.scalars import Choice, Flag, Text, Whole
from compositor.intake.schema import Key, Record
from compositor.model.epaper import AddressPattern, Epaper, ReaderStandard

_USUAL: Final = Epaper()
_SITE: Final = Text(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?",
    "web address such as https://news.example.org/epaper",
    most=300,
)
EPAPER: Final = Record(
    "the e-paper",
    (
        Key(
            "standard",
            Choice(tuple(ReaderStandard)),
            "the standard of the reader's PDF: PDF/UA-1 with PDF/A-2a, or PDF/UA-2 with PDF/A-4",
            default=_USUAL.standard,
        ),
        Key(
            "resolution",
            Whole(72, 600),
            "pixels to the inch that finer pictures are reduced to",
            default=str(_USUAL.resolution),
        ),
        Key("quality", Whole(30, 100), "the JPEG quality of photographs", default=str(_USUAL.quality)),
        Key("address", _SITE, "where the site is published, for feeds and permanent addresses"),
        Key(
            "pattern",
            Choice(tuple(AddressPattern)),
            "how pages of the site are named: by slugs, or by numbers (node_2.htm, content_5.htm)",
            default=_USUAL.pattern,
        ),
        Key("site", Flag(), "whether composing an issue makes its site", default="false"),
    ),
)
