"""All that a value is, as bytes: two values have the same bytes only if nothing that is made of them can differ.

What is kept is found by such bytes. They are Python's own marshalled form of tuples and plain values, which says of
each what it is and how long, in its second version: later ones depend on which objects are shared.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

_PLAIN: Final = frozenset((NoneType, bool, int, float, str, bytes))
_FORM: Final = 2
_Parts = tuple[Callable[[Any], Any], tuple[int, ...], int]
"""What gives a dataclass's fields, which of them aren't plain by their types, and how many there are."""


class Exact:
    """Turns values into bytes: plain ones, tuples, sets, mappings, dates, members of enums and dataclasses of them.

    ``leaving`` names fields by class that nothing is made of, '*' for all of a class. Fields that dataclasses don't
    compare are left out too.
    """

    def __init__(self, leaving: Mapping[type, tuple[str, ...]] | None = None) -> None:
        self._leaving = leaving or {}
        self._known: dict[type, _Parts] = {}
        self._members: dict[int, tuple[str, str]] = {}

    def __call__(self, *values: Any) -> bytes:
        """Return the bytes of values; raises ``TypeError`` where there is something of another kind among them."""
        return marshal.dumps(tuple(map(self._told, values)), _FORM)

    def _told(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in self._known:
            return self._noun(value, kind)
        if kind is tuple:
            return value if _PLAIN.issuperset(map(type, value)) else tuple(map(self._told, value))
        if id(value) in self._members:
            return self._members[id(value)]
        if is_dataclass(kind):
            self._known[kind] = self._parts(kind)
            return self._noun(value, kind)
        return self._other(value)

    def _noun(self, value: Any, kind: type) -> tuple[Any, ...]:
        got, rich, count = self._known[kind]
        if count < 2:
            return (kind.__qualname__, *((self._told(got(value)),) if count else ()))
        held = [kind.__qualname__, *got(value)]
        for at in rich:
            held[at + 1] = self._told(held[at + 1])
        return tuple(held)

    def _parts(self, kind: type) -> _Parts:
        left = self._leaving.get(kind, ())
        names = [one.name for one in fields(kind) if one.compare and one.name not in left and "*" not in left]
        try:
            hints = get_type_hints(kind)
        except NameError:  # a type that is imported for checking alone: its fields are looked at one by one
            hints = {}
        rich = tuple(at for at, name in enumerate(names) if not _is_plain(hints.get(name)))
        return (attrgetter(*names) if names else _nothing), rich, len(names)

    def _other(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return self._members.setdefault(id(value), (type(value).__qualname__, value.name))
        if isinstance(value, list):
            return tuple(map(self._told, value))
        if isinstance(value, Mapping):
            told = [(self._told(key), self._told(one)) for key, one in value.items()]
            return "mapping", tuple(sorted(told, key=_by_bytes))
        if isinstance(value, set | frozenset):
            return "set", tuple(sorted(map(self._told, value), key=_by_bytes))
        if isinstance(value, date):
            return "date", value.isoformat()
        raise TypeError(f"a {type(value).__qualname__} has no bytes of its own")


def _is_plain(hint: Any) -> bool:
    """Tell whether a type has plain values alone, or tuples of them, which can be marshalled as they are."""
    if get_origin(hint) in (Union, UnionType):
        return all(map(_is_plain, get_args(hint)))
    if get_origin(hint) is tuple:
        return all(one is Ellipsis or _is_plain(one) for one in get_args(hint))
    return hint in _PLAIN


def _by_bytes(told: Any) -> bytes:
    return marshal.dumps(told, _FORM)


def _nothing(_value: Any) -> tuple[()]:
    return ()
