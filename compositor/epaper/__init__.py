"""What readers get: the whole issue as one PDF for screens."""

from compositor.epaper.judging import judged
from compositor.epaper.reader import file_name, reader_pdf

__all__ = ["file_name", "judged", "reader_pdf"]
