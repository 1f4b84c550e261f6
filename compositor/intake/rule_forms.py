"""The parts of forms that speak of rules: around a box, between its columns, and of no box."""

from __future__ import annotations

from typing import Final

from compositor.intake.scalars import Length, Range, Whole
from compositor.intake.schema import Key, Record

_INSET: Final = Length(("em",))
_RULES: Final = Record(
    "rules around a box",
    (
        *(Key(side, Length(), f"the weight of the rule on the {side}") for side in ("left", "right", "top", "bottom")),
        Key("inset", _INSET, "how far each of them ends short of the box's corners; 0 by default"),
    ),
)
RULED: Final = (
    Key("rules", _RULES, "rules beside it, in the middle of the gutter or half a line away"),
    Key("column_rule", Length(), "the weight of the rules between its columns of text", default="0"),
    Key("column_rule_inset", _INSET, "how far these end short of the columns, above and below; 0 by default"),
)
LOOSE_RULE: Final = Record(
    "a rule",
    (
        Key("columns", Range(), "columns that it runs under", required=True),
        Key("row", Whole(1, 1000), "the body line under which it lies", required=True),
        Key("weight", Length(positive=True), "its weight", required=True),
        Key("inset", _INSET, "how far it ends short of the columns, left and right; 0 by default"),
    ),
)
