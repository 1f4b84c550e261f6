"""Reads PDFs, ours or not, into plain facts that others judge: ISO 32000-1's words, no opinions.

This room alone opens PDFs of others; what can't be read of one is a fact as well.
"""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.intake.inspect.facts import (
        Box,
        Element,
        FontFacts,
        Grammar,
        Intent,
        Kind,
        Look,
        Mark,
        PageFacts,
        PdfFacts,
        PictureFacts,
        ProgramFacts,
        Tags,
    )
    from compositor.intake.inspect.opening import inspect
    from compositor.intake.inspect.plates import page_alone, plates_of, trim_of
    from compositor.intake.inspect.spaces import BLENDS
else:
    __getattr__ = late.names(
        __name__,
        {
            "facts": (
                "Box Element FontFacts Grammar Intent Kind Look Mark PageFacts PdfFacts PictureFacts ProgramFacts Tags"
            ),
            "opening": "inspect",
            "plates": "page_alone plates_of trim_of",
            "spaces": "BLENDS",
        },
    )

__all__ = [
    "BLENDS",
    "Box",
    "Element",
    "FontFacts",
    "Grammar",
    "Intent",
    "Kind",
    "Look",
    "Mark",
    "PageFacts",
    "PdfFacts",
    "PictureFacts",
    "ProgramFacts",
    "Tags",
    "inspect",
    "page_alone",
    "plates_of",
    "trim_of",
]
