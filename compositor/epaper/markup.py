"""Markup for readers: elements of HTML and XML whose words can only be words. The one place where copy is escaped.

What is written reads the same as HTML (WHATWG 13.1) and as XML 1.0 (2.2, 3.1): EPUB and feeds are made with it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[:-][A-Za-z][A-Za-z0-9]*)*")
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_RAW: Final = frozenset("script style textarea title".split())
_LEADS: Final = frozenset("action cite data formaction href ping poster src xlink:href".split())
_SCHEME: Final = re.compile(r"[\s\x00-\x20]*([^/?#]*?):")
_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_REFUSED: Final = re.compile(r"on.*|style|srcdoc", re.IGNORECASE)
_CONTROLS: Final = {at: 0x2400 + at for at in range(0x20) if at not in (0x09, 0x0A, 0x0D)}
_UNSEEN: Final = dict.fromkeys((127, *range(128, 160), *range(55296, 57344), 65534, 65535), 65533)
_TURNS: Final = {at: f"[U+{at:04X}]" for at in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_SHOWN: Final[Mapping[int, int | str]] = {**_CONTROLS, **_UNSEEN, **_TURNS}

Attribute = str | int | bool | None
"""What an attribute says; True is one without a value, False and None leave it out."""


class Markup(str):
    """Markup made here, or by hand without any copy in it; every other string is words."""

    __slots__ = ()


def shown(text: str) -> str:
    """Return words as they may be shown: nothing in them turns their neighbours or is a character no page may hold.

    Embeddings, overrides and isolates of direction (UAX #9 2.1-2.4) stand as [U+202E]; control characters as their
    pictures; lone surrogates and non-characters as U+FFFD (XML 1.0 2.2 has no place for them).
    """
    return text.translate(_SHOWN)


def words(text: str) -> Markup:
    """Return words as markup: for text and attributes alike, in HTML and XML. What is markup already stays."""
    return text if isinstance(text, Markup) else Markup(escape(shown(text), quote=True))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after another; those that are no markup are words."""
    return Markup(str(words(between)).join(words(part) for part in parts))


def element(name: str, attributes: Mapping[str, Attribute] | None = None, /, *children: str) -> Markup:
    """Return an element; children that are no markup are words.

    Raises ``ValueError`` for what copy could run by: a name that is none, event and style attributes, a link whose
    scheme is not of the web or of mail.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} names no element")
    start = "<" + name + "".join(_attribute(*one) for one in (attributes or {}).items())
    if name in _VOID:
        if children:
            raise ValueError(f"<{name}> holds nothing")
        return Markup(f"{start}/>")
    if name in ("script", "style") and children:
        raise ValueError(f"<{name}> is a file of its own")
    if name in _RAW and any(isinstance(child, Markup) and "<" in child for child in children):
        raise ValueError(f"<{name}> holds words only")
    return Markup(f"{start}>{joined(children)}</{name}>")


def _attribute(name: str, value: Attribute) -> str:
    if not _NAME.fullmatch(name) or _REFUSED.fullmatch(name):
        raise ValueError(f"{name!r} is no attribute to write")
    if value is None or value is False:
        return ""
    said = "" if value is True else str(value)
    if name in _LEADS and (scheme := _SCHEME.match(said)) and scheme[1].lower() not in _SAFE_SCHEMES:
        raise ValueError(f"{name} leads to {said!r}")
    return f' {name}="{words(said)}"'


def json_block(kind: str, told: object) -> Markup:
    """Return told as JSON in a script of a ``kind`` that browsers don't run, such as application/ld+json.

    Nothing in it can end the script or open a comment in it (WHATWG 4.12.1.3): each < > & is an escape of JSON's, and
    what turns the line of those who read the source.
    """
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return Markup(f'<script type="{words(kind)}">{text}</script>')
