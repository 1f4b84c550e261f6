"""What the printing house gets: one PDF a page, and press sheets of them."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.press.conditions import described
    from compositor.press.dockets import Dockets
    from compositor.press.marks import Words
    from compositor.press.plates import Pressroom, file_name, glyphs, have_ready, page_pdf
    from compositor.press.sheets import UnlikePlatesError, sheet_pdf
else:
    __getattr__ = late.names(
        __name__,
        {
            "conditions": "described",
            "dockets": "Dockets",
            "marks": "Words",
            "plates": "Pressroom file_name glyphs have_ready page_pdf",
            "sheets": "UnlikePlatesError sheet_pdf",
        },
    )

__all__ = [
    "Dockets",
    "Pressroom",
    "UnlikePlatesError",
    "Words",
    "described",
    "file_name",
    "glyphs",
    "have_ready",
    "page_pdf",
    "sheet_pdf",
]
