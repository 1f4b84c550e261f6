"""Copy as it arrives: Word documents, plain text, ninjs and NITF, made into stories without losing a letter."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.incoming.arriving import KINDS, Imported, Wish, finding, read_file, slug_of
    from compositor.incoming.decoding import known
    from compositor.incoming.saving import Shelf, save
    from compositor.incoming.telling import Told, import_json, said_import, summary
    from compositor.incoming.wordmap import read_styles
else:
    __getattr__ = late.names(
        __name__,
        {
            "arriving": "KINDS Imported Wish finding read_file slug_of",
            "decoding": "known",
            "saving": "Shelf save",
            "telling": "Told import_json said_import summary",
            "wordmap": "read_styles",
        },
    )

__all__ = [
    "KINDS",
    "Imported",
    "Shelf",
    "Told",
    "Wish",
    "finding",
    "import_json",
    "known",
    "read_file",
    "read_styles",
    "said_import",
    "save",
    "slug_of",
    "summary",
]
