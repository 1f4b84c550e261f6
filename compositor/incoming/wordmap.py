"""A desk's own map of Word styles: a YAML file of ``style name: part``."""

from __future__ import annotations

from pathlib import Path

from compositor.incoming.wordstyles import STYLE_PARTS
from compositor.intake import files
from compositor.intake.faults import Code, Faults, said
from compositor.intake.sheet import nearest
from compositor.intake.yamltree import Scalar, read_tree


def read_styles(path: Path) -> dict[str, str]:
    """Return the parts that styles are mapped to; raises ``CopyError`` with every fault of the file."""
    faults = Faults()
    source = files.source(path, "the map of styles", None, faults)
    tree = read_tree(source, faults) if source else None
    found: dict[str, str] = {}
    for name, value in tree.entries if tree else ():
        part = value.value if isinstance(value, Scalar) else ""
        if part in STYLE_PARTS:
            found[name.value] = part
        else:
            hint = nearest(part, STYLE_PARTS) or f"write one of {', '.join(STYLE_PARTS)}"
            faults.add(Code.NOT_A_CHOICE, value.place, f"{said(name.value)}: {said(part)} is no part of a story", hint)
    faults.stop()
    return found
