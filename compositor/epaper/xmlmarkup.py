"""Elements of XML vocabularies that are no HTML: feeds, NITF, packages. Copy is escaped as ``markup`` does it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from compositor.epaper.markup import Markup, joined, words

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?")


def tag(name: str, attributes: Mapping[str, str | int | None] | None = None, /, *children: str) -> Markup:
    """Return an element of XML 1.0; attributes that are None are left out, children that are no markup are words.

    Raises ``ValueError`` for names that are none: names come from here, never from copy.
    """
    told = {key: value for key, value in (attributes or {}).items() if value is not None}
    for one in (name, *told):
        if not _NAME.fullmatch(one):
            raise ValueError(f"{one!r} is no name")
    start = f"<{name}" + "".join(f' {key}="{words(str(value))}"' for key, value in told.items())
    inside = joined(children)
    return Markup(f"{start}>{inside}</{name}>" if inside else f"{start}/>")


def document(root: Markup, *, before: str = "") -> bytes:
    """Return a document of XML 1.0 in UTF-8; ``before`` stands between its declaration and its root."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{before}{root}\n'.encode()


def written(markup: Markup) -> str:
    """Return markup as words: so that a feed may carry HTML, escaped, in an element of XML."""
    return str.__str__(markup)
