"""The issue as a book: EPUB 3.3, pages and their articles in reading order, for readers of any size and for the ear."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.epaper.book.binding import book
else:
    __getattr__ = late.names(
        __name__,
        {
            "binding": "book",
        },
    )

__all__ = ["book"]
