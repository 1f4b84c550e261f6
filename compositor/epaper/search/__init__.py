"""Full-text search in the reader's browser, without a server: an index in classic scripts, loaded shard by shard."""

from compositor.epaper.search.folding import fold, terms
from compositor.epaper.search.index import INDEX, BrokenIndexError, Change, Indexed, fixed_files, indexed, search_files
from compositor.epaper.search.words import WORDS, words_files, words_folder

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
