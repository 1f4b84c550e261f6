"""What readers get: the whole issue as one PDF for screens, and as a site."""

from compositor.epaper.archive.register import ADDRESSES, Register
from compositor.epaper.bundle import ROOMS, Copy, Published, ReaderPdf, coming, published, site_files
from compositor.epaper.judging import judged
from compositor.epaper.keeping import from_json
from compositor.epaper.reader import file_name, reader_pdf

__all__ = [
    "ADDRESSES",
    "ROOMS",
    "Copy",
    "Published",
    "ReaderPdf",
    "Register",
    "coming",
    "file_name",
    "from_json",
    "judged",
    "published",
    "reader_pdf",
    "site_files",
]
