"""Proof: reads the made-up pages against the copy, from their ink alone, and says what is wrong with them.

It trusts nothing that make-up says of itself. Pure: no disk, clock or chance.
"""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.proof.brought import unused
    from compositor.proof.fitting import Room, room_of, rooms
    from compositor.proof.marks import marks_read
    from compositor.proof.pictures import Shown, pictures_shown
    from compositor.proof.reading import GRAVE, read
    from compositor.proof.regulation import regulation as regulation_read
    from compositor.proof.sheets import many, page_name, story_parts, title
    from compositor.proof.withholding import told, withheld
else:
    __getattr__ = late.names(
        __name__,
        {
            "brought": "unused",
            "fitting": "Room room_of rooms",
            "marks": "marks_read",
            "pictures": "Shown pictures_shown",
            "reading": "GRAVE read",
            "regulation": "regulation=regulation_read",
            "sheets": "many page_name story_parts title",
            "withholding": "told withheld",
        },
    )

__all__ = [
    "GRAVE",
    "Room",
    "Shown",
    "many",
    "marks_read",
    "page_name",
    "pictures_shown",
    "read",
    "regulation_read",
    "room_of",
    "rooms",
    "story_parts",
    "title",
    "told",
    "unused",
    "withheld",
]
