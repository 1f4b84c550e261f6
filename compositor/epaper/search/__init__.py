"""Full-text search in the reader's browser, without a server: an index in classic scripts, loaded shard by shard."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.epaper.search.folding import fold, terms
    from compositor.epaper.search.index import (
        INDEX,
        BrokenIndexError,
        Change,
        Indexed,
        fixed_files,
        indexed,
        search_files,
    )
    from compositor.epaper.search.words import WORDS, words_files, words_folder
else:
    __getattr__ = late.names(
        __name__,
        {
            "folding": "fold terms",
            "index": "INDEX BrokenIndexError Change Indexed fixed_files indexed search_files",
            "words": "WORDS words_files words_folder",
        },
    )

__all__ = [
    "INDEX",
    "WORDS",
    "BrokenIndexError",
    "Change",
    "Indexed",
    "fixed_files",
    "fold",
    "indexed",
    "search_files",
    "terms",
    "words_files",
    "words_folder",
]
