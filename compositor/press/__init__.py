"""What the printing house gets: one PDF a page."""

from compositor.press.conditions import described
from compositor.press.marks import Words
from compositor.press.plates import Pressroom, file_name, page_pdf

__all__ = ["Pressroom", "Words", "described", "file_name", "page_pdf"]
