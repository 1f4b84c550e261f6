"""Collation (校異): two states of an issue compared, word by word, box by box, picture over picture."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.collation.changes import Change, Kind, collate, lines_had
    from compositor.collation.editions import edition_told
    from compositor.collation.overlay import overlaid
    from compositor.collation.sheets import Sheetwork, SheetworkError, from_json, sheetwork, to_json
    from compositor.collation.telling import as_json, as_text, grouped, short, where
else:
    __getattr__ = late.names(
        __name__,
        {
            "changes": "Change Kind collate lines_had",
            "editions": "edition_told",
            "overlay": "overlaid",
            "sheets": "Sheetwork SheetworkError from_json sheetwork to_json",
            "telling": "as_json as_text grouped short where",
        },
    )

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
