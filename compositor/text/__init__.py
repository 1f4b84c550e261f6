"""Text: copy becomes set lines by the rules of Chinese newspaper composition.

``marks`` is the one table of character classes, ``items`` turns copy into box, glue and penalty arithmetic,
``breaker`` chooses the lines, ``adjust`` fills them, ``setter`` and ``heads`` hand them to make-up.
"""

from compositor.text.case import Hyphens, Matter, TypeCase
from compositor.text.extent import hang_of, point_of, width_from, widths_of
from compositor.text.head_audit import forget_accounts
from compositor.text.heads import set_head, set_ragged, set_words
from compositor.text.live import LiveType
from compositor.text.sentences import sentence_ends
from compositor.text.setter import generated_line, set_first_fit, set_lines, set_single
from compositor.text.sorts import measure
from compositor.text.takes import Take, is_plain

__all__ = [
    "Hyphens",
    "LiveType",
    "Matter",
    "Take",
    "TypeCase",
    "forget_accounts",
    "generated_line",
    "hang_of",
    "is_plain",
    "measure",
    "point_of",
    "sentence_ends",
    "set_first_fit",
    "set_head",
    "set_lines",
    "set_ragged",
    "set_single",
    "set_words",
    "width_from",
    "widths_of",
]
