"""What the printing house gets: one PDF a page."""

from compositor.press.plates import file_name, page_pdf

__all__ = ["file_name", "page_pdf"]
