"""Keeping a publication: as JSON and back, field by field. What can't be read is told, not guessed."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
FORM: Final = 1
"""The form of what is kept; another one is not read."""


class KeptError(ValueError):
    """What was kept can't be read: it is of another form, or was changed by other hands."""


def to_json(kept: object) -> str:
    """Return a dataclass as JSON; fields at their defaults are left out."""
    return json.dumps({"form": FORM, "kept": _plain(kept)}, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(cls: type[_T], text: str) -> _T:
    """Return what ``to_json`` kept; raises ``KeptError``."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KeptError(f"it is no JSON: {error}") from error
    if not isinstance(read, dict) or read.get("form") != FORM:
        raise KeptError(f"it is not of form {FORM}, which this version reads")
    found: _T = _typed(cls, read.get("kept"), "kept")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {}
        for field in fields(value):
            held = getattr(value, field.name)
            if field.default is MISSING or held != field.default:
                told[field.name] = _plain(held)
        return told
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _typed(hint: Any, value: Any, where: str) -> Any:
    """Return a value as its type hint has it."""
    if get_origin(hint) in (Union, UnionType):
        if value is None and NoneType in get_args(hint):
            return None
        return _typed(next(one for one in get_args(hint) if one is not NoneType), value, where)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _noun(hint, value, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError as error:
            raise KeptError(f"{where}: {error}") from error
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise KeptError(f"{where} is no {hint.__name__}")
    return value


def _tuple(hints: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or (hints[-1] is not Ellipsis and len(value) != len(hints)):
        raise KeptError(f"{where} is no list of the right length")
    each = [hints[0]] * len(value) if hints[-1] is Ellipsis else list(hints)
    return tuple(_typed(hint, one, f"{where}[{at}]") for at, (hint, one) in enumerate(zip(each, value, strict=True)))


def _noun(cls: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise KeptError(f"{where} is no mapping")
    hints = _hints(cls)
    if unknown := sorted(set(value) - set(hints)):
        raise KeptError(f"{where} has {', '.join(unknown)}, which this version doesn't know")
    try:
        return cls(**{name: _typed(hints[name], one, f"{where}.{name}") for name, one in value.items()})
    except TypeError as error:
        raise KeptError(f"{where}: {error}") from error
