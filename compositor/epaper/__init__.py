"""What readers get: the whole issue as one PDF for screens, and as a site."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.epaper.archive.register import ADDRESSES, Register
    from compositor.epaper.bundle import ROOMS, Copy, Published, ReaderPdf, coming, published, site_files
    from compositor.epaper.judging import judged
    from compositor.epaper.keeping import from_json
    from compositor.epaper.media import Studio
    from compositor.epaper.reader import file_name, reader_pdf
else:
    __getattr__ = late.names(
        __name__,
        {
            "archive.register": "ADDRESSES Register",
            "bundle": "ROOMS Copy Published ReaderPdf coming published site_files",
            "judging": "judged",
            "keeping": "from_json",
            "media": "Studio",
            "reader": "file_name reader_pdf",
        },
    )

__all__ = [
    "ADDRESSES",
    "ROOMS",
    "Copy",
    "Published",
    "ReaderPdf",
    "Register",
    "Studio",
    "coming",
    "file_name",
    "from_json",
    "judged",
    "published",
    "reader_pdf",
    "site_files",
]
