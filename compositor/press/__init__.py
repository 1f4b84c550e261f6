"""What the printing house gets: one PDF a page."""

from compositor.press.plates import Pressroom, file_name, page_pdf

__all__ = ["Pressroom", "file_name", "page_pdf"]
