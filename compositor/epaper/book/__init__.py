"""The issue as a book: EPUB 3.3, pages and their articles in reading order, for readers of any size and for the ear."""

from compositor.epaper.book.binding import book

__all__ = ["book"]
