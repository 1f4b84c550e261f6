"""Dataclasses whose methods are made when they are first called.

``dataclasses.dataclass`` writes, compiles and runs the source of up to six methods for every class: near a millisecond,
for several hundred classes of which a run calls few methods. ``dataclass`` here makes ``__init__``, ``__eq__`` and
``__hash__`` the first time that one is called. They then are what ``dataclasses`` would have made, and all that is
asked of a class (``fields``, ``replace``, ``asdict``, pickling, copying, equality, order, immutability) is answered
alike. ``__init__`` of frozen classes with slots fills the slots by their descriptors, in two thirds of the time that it
takes through ``object.__setattr__``.

A class with slots and no base is made here too, as its annotations say; ``dataclasses`` reads its fields only when they
are asked for. It makes all others.

``InitVar`` is not known here. Where types are checked this is the ``dataclass`` of the standard library.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final, cast

_Class = type[Any]
_Method = Callable[..., Any]
_Source = tuple[str, dict[str, object]]
"""The text of a method, and what it knows by name."""


_PLAIN: Final = partial(dataclasses.dataclass, init=False, repr=False, eq=False)
_FIELDS: Final = "__dataclass_fields__"


@_PLAIN(slots=True)
class _Sample:
    """What ``dataclasses`` makes of a class without fields."""


_GIVEN: Final = {
    name: value for name, value in vars(_Sample).items() if name in {"__dataclass_params__", "__replace__"}
}
"""What ``dataclasses`` gives to every class alike."""
_NO_FIELDS: Final = ("ClassVar", "InitVar", "KW_ONLY")


class _Fields:
    """Stands for the fields of a class until somebody asks for them; ``of`` is the class before it got slots."""

    def __init__(self, of: _Class, parts: tuple[_Part, ...]) -> None:
        self.of, self.parts = of, parts
        self.made: _Class | None = None

    def __get__(self, _one: object, _cls: _Class) -> dict[str, Any]:
        found: dict[str, Any] = getattr(_PLAIN()(self.of), _FIELDS)
        _put(cast(_Class, self.made), _FIELDS, found)
        return found


class _Part:
    """A field of a class, as far as its methods are made of it."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "kw_only", "name", "repr")

    def __init__(self, name: str, said: Any) -> None:
        self.name = name
        if isinstance(said, Field):
            self.default, self.default_factory, self.init = said.default, said.default_factory, said.init
            self.compare, self.hash, self.repr = said.compare, said.hash, said.repr
            self.kw_only = said.kw_only is True
        else:
            self.default, self.default_factory, self.init = said, MISSING, True
            self.compare, self.hash, self.repr, self.kw_only = True, None, True, False


def _slotted(cls: _Class) -> _Class | None:
    """Return a class with slots for its fields; None where that is not as plain as nearly all are."""
    own = cls.__dict__
    said: dict[str, Any] = own.get("__annotations__", {})
    if (
        type(cls) is not type
        or cls.__bases__ != (object,)
        or not own.keys().isdisjoint(("__slots__", "__match_args__"))
    ):
        return None
    if not all(type(one) is str and not any(word in one for word in _NO_FIELDS) for one in said.values()):
        return None
    parts = tuple([_Part(name, own.get(name, MISSING)) for name in said])
    space = {name: value for name, value in own.items() if name not in said} | _GIVEN
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    space["__slots__"] = tuple(said)
    space["__match_args__"] = tuple([one.name for one in parts if one.init and not one.kw_only])
    late = space[_FIELDS] = _Fields(cls, parts)
    late.made = type(cls.__name__, (object,), space)
    late.made.__qualname__ = cls.__qualname__
    return late.made


def _parts(cls: _Class) -> Iterable[Any]:
    """Return the fields of a class, or what is known of them before ``dataclasses`` has read them."""
    late = cls.__dict__.get(_FIELDS)
    return late.parts if isinstance(late, _Fields) else fields(cls)


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False, unsafe_hash: bool = False
) -> Callable[[_Class], _Class]:
    """Make a dataclass; what each word asks for is said in the standard library."""
    if order:  # few have one
        return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=order, unsafe_hash=unsafe_hash)

    def made(cls: _Class) -> _Class:
        hashed = _is_hashed(cls, eq=eq, frozen=frozen, unsafe=unsafe_hash)
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses would make one of the signature
        cls = (_slotted(cls) if slots else None) or _PLAIN(slots=slots)(cls)
        own = cls.__dict__
        if "__init__" not in own:
            _later(cls, "__init__", _init_frozen if frozen else _init)
        if "__repr__" not in own:
            _put(cls, "__repr__", _repr)
        if eq and "__eq__" not in own:
            _later(cls, "__eq__", _eq)
        if hashed:
            _later(cls, "__hash__", _hash)
        elif hashed is not None:
            _put(cls, "__hash__", None)
        if frozen:
            _freeze(cls)
        if frozen and slots:  # what is unpickled sets fields, and these can't be set
            _put(cls, "__getstate__", own.get("__getstate__", _state))
            _put(cls, "__setstate__", own.get("__setstate__", _set_state))
        return cls

    return made


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass: Final = _dataclass


def _is_hashed(cls: _Class, *, eq: bool, frozen: bool, unsafe: bool) -> bool | None:
    """Tell whether a class gets a hash of its fields; None where it keeps what it has."""
    own = cls.__dict__
    explicit = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    if unsafe and explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe or (eq and frozen and not explicit):
        return True
    return False if eq and not explicit else None


def _put(cls: _Class, name: str, method: object) -> None:
    setattr(cls, name, method)


def _later(cls: _Class, name: str, make: Callable[[_Class], _Source]) -> None:
    """Give a class a method that makes itself when it is first called."""

    def first(self: object, *given: object, **named: object) -> object:
        text, known = make(cls)
        method = _method(cls, name, text, known)
        _put(cls, name, method)
        return method(self, *given, **named)

    first.__name__ = name
    _put(cls, name, first)


def _method(cls: _Class, name: str, text: str, known: dict[str, object]) -> _Method:
    """Return the method that a source defines."""
    known["__name__"] = cls.__module__
    exec(text, known)  # noqa: S102  its words are names of fields
    method: Any = known[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method  # type: ignore[no-any-return]


def _init(cls: _Class) -> _Source:
    return _filled(cls, "{mine}.{name} = {value}".format)


def _init_frozen(cls: _Class) -> _Source:
    slots = {one.name: getattr(cls, one.name, None) for one in _parts(cls)}
    setters = {name: slot.__set__ for name, slot in slots.items() if isinstance(slot, MemberDescriptorType)}

    def line(*, mine: str, name: str, value: str) -> str:
        return f"_put_{name}({mine}, {value})" if name in setters else f"_put({mine}, {name!r}, {value})"

    text, known = _filled(cls, line)
    known |= {f"_put_{name}": setter for name, setter in setters.items()}
    return text, known | {"_put": object.__setattr__}


def _filled(cls: _Class, line: Callable[..., str]) -> _Source:
    """Return the source of ``__init__``; ``line`` has one field set."""
    mine = "_self" if any(one.name == "self" for one in _parts(cls)) else "self"
    known: dict[str, object] = {"_absent": MISSING}
    params: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for one in _parts(cls):
        parameter, value = one.name, one.name
        if one.default is not MISSING:
            value = f"_default_{one.name}"
            known[value] = one.default
            parameter = f"{one.name}={value}"
        elif one.default_factory is not MISSING:
            known[f"_factory_{one.name}"] = one.default_factory
            value = f"_factory_{one.name}()"
            parameter = f"{one.name}=_absent"
        elif not one.init:
            continue
        if one.init:
            (named if one.kw_only else params).append(parameter)
            made = one.default_factory is not MISSING
            value = f"{value} if {one.name} is _absent else {one.name}" if made else one.name
        lines.append(line(mine=mine, name=one.name, value=value))
    if hasattr(cls, "__post_init__"):
        lines.append(f"{mine}.__post_init__()")
    heading = ", ".join((mine, *params, *(("*", *named) if named else ())))
    return f"def __init__({heading}):\n " + "\n ".join(lines or ["pass"]), known


def _eq(cls: _Class) -> _Source:
    compared = [one.name for one in _parts(cls) if one.compare]
    head = "def __eq__(self, other):\n if other.__class__ is not self.__class__:\n  return NotImplemented\n return"
    return f"{head} {_tuple('self', compared)} == {_tuple('other', compared)}", {}


def _hash(cls: _Class) -> _Source:
    hashed = [one.name for one in _parts(cls) if (one.compare if one.hash is None else one.hash)]
    return f"def __hash__(self):\n return hash({_tuple('self', hashed)})", {}


def _tuple(whose: str, names: list[str]) -> str:
    return f"({''.join(f'{whose}.{name}, ' for name in names)})"


@recursive_repr()
def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in _parts(type(self)) if one.repr)
    return f"{type(self).__qualname__}({said})"


def _freeze(cls: _Class) -> None:
    """Let nobody set or delete fields of a class, nor anything else of its own objects."""
    names = frozenset(one.name for one in _parts(cls))
    if {"__setattr__", "__delattr__"} & cls.__dict__.keys():
        raise TypeError(f"Cannot overwrite attribute __setattr__ or __delattr__ in class {cls.__name__}")

    def put(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def drop(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    _put(cls, "__setattr__", put)
    _put(cls, "__delattr__", drop)


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in _parts(type(self))]


def _set_state(self: Any, state: list[object]) -> None:
    for one, value in zip(_parts(type(self)), state, strict=True):
        object.__setattr__(self, one.name, value)


__all__ = ["dataclass"]
