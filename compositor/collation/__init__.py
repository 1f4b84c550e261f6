"""Collation (校異): two states of an issue compared, word by word, box by box, picture over picture."""

from compositor.collation.changes import Change, Kind, collate, lines_had
from compositor.collation.editions import edition_told
from compositor.collation.overlay import overlaid
from compositor.collation.sheetwork import Sheetwork, SheetworkError, from_json, sheetwork, to_json
from compositor.collation.telling import as_json, as_text, grouped, short, where

__all__ = [
    "Change",
    "Kind",
    "Sheetwork",
    "SheetworkError",
    "as_json",
    "as_text",
    "collate",
    "edition_told",
    "from_json",
    "grouped",
    "lines_had",
    "overlaid",
    "sheetwork",
    "short",
    "to_json",
    "where",
]
