"""Reads PDFs, ours or not, into plain facts that others judge: ISO 32000-1's words, no opinions.

This room alone opens PDFs of others; what can't be read of one is a fact as well.
"""

from compositor.intake.inspect.facts import (
    Box,
    FontFacts,
    Intent,
    Kind,
    Look,
    Mark,
    PageFacts,
    PdfFacts,
    PictureFacts,
    Tags,
)
from compositor.intake.inspect.opening import inspect

__all__ = [
    "Box",
    "FontFacts",
    "Intent",
    "Kind",
    "Look",
    "Mark",
    "PageFacts",
    "PdfFacts",
    "PictureFacts",
    "Tags",
    "inspect",
]
