"""The colours of a content stream, turned at once before it is written: one by one they take fifty times as long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from compositor.intake.inspect.repro.pictures import flat_paint
from compositor.intake.inspect.repro.spaces import GREY, Space, Spaces
from compositor.intake.inspect.repro.targets import Paint, Target
from compositor.intake.inspect.repro.telling import Told, Unprintable

_DEVICES: Final = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_SET: Final = frozenset("sc scn SC SCN".split())


def learn(instructions: Iterable[Any], named: Any, target: Target) -> None:
    """Let a target turn the flat colours that a stream sets; ``named`` are the spaces of its resources.

    What of them can't be read is passed over here: it is told when it is written.
    """
    import pikepdf

    spaces = Spaces(Told())
    known: dict[str, Space] = {}
    now: dict[bool, Space] = {False: GREY, True: GREY}
    found: dict[Paint, None] = {}
    for instruction in instructions:
        name = str(instruction.operator)
        kind = name.lower()
        try:
            if kind in _DEVICES:
                space = _space(f"/{_DEVICES[kind]}", spaces, named, known)
            elif kind == "cs":
                now[name.isupper()] = _space(str(instruction.operands[0]), spaces, named, known)
                continue
            elif name in _SET:
                space = now[name.isupper()]
            else:
                continue
            values = [float(one) for one in instruction.operands if not isinstance(one, pikepdf.Name)]
            found[flat_paint(values, space)] = None
        except (Unprintable, ValueError, TypeError, IndexError):
            continue
    target.flats(list(found))


def _space(name: str, spaces: Spaces, named: Any, known: dict[str, Space]) -> Space:
    import pikepdf

    if name not in known:
        known[name] = spaces.of(pikepdf.Name(name), named)
    return known[name]
