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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import cached_property, partial
from reprlib import recursive_repr
from types import CodeType, FunctionType, MappingProxyType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final, cast

from compositor.patterns import METHODS

_Class = type[Any]
_Method = Callable[..., Any]


class _Source:
    """The text of a method, with the fields by number; what it knows by name; what its parameters are by default."""

    __slots__ = ("defaults", "known", "named", "text")

    def __init__(
        self,
        text: str,
        known: Mapping[str, object] = MappingProxyType({}),
        defaults: tuple[object, ...] = (),
        named: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self.text, self.known, self.defaults, self.named = text, known, defaults, named


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
_STRINGS: Final = frozenset({str})


class _Fields:
    """Stands for the fields of a class until somebody asks for them; ``of`` is the class before it got slots."""

    def __init__(self, of: _Class, names: tuple[str, ...]) -> None:
        self.of, self.names = of, names
        self.made: _Class | None = None

    @cached_property
    def parts(self) -> tuple[_Part, ...]:
        """The fields, as far as methods are made of them."""
        own = self.of.__dict__
        return tuple([_Part(name, own.get(name, MISSING)) for name in self.names])

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


class _Asked:
    """What is asked of a class: methods of which kinds, and whether it has slots; ``hashed`` as `_is_hashed` has it."""

    __slots__ = ("eq", "frozen", "hashed", "slots")

    def __init__(self, *, frozen: bool, slots: bool, eq: bool, hashed: bool | None) -> None:
        self.frozen, self.slots, self.eq, self.hashed = frozen, slots, eq, hashed


def _slotted(cls: _Class, asked: _Asked) -> _Class | None:
    """Return a class with slots for its fields; None where that is not as plain as nearly all are."""
    own = cls.__dict__
    said: dict[str, Any] = own.get("__annotations__", {})
    if (
        type(cls) is not type
        or cls.__bases__ != (object,)
        or not own.keys().isdisjoint(("__slots__", "__match_args__"))
    ):
        return None
    if not _STRINGS.issuperset(map(type, said.values())) or any(
        word in "\n".join(said.values()) for word in _NO_FIELDS
    ):
        return None
    space = {name: value for name, value in own.items() if name not in said} | _GIVEN
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    names = space["__slots__"] = tuple(said)
    space["__match_args__"] = tuple([name for name in names if _is_matched(own.get(name))])
    late = space[_FIELDS] = _Fields(cls, names)
    owner: list[_Class] = []
    space |= _methods(cls, names, asked, owner)
    late.made = type(cls.__name__, (object,), space)
    late.made.__qualname__ = cls.__qualname__
    owner.append(late.made)
    return late.made


def _is_matched(said: object) -> bool:
    """Tell whether a field has its place in patterns: all that ``__init__`` takes by their places have."""
    return not isinstance(said, Field) or (said.init and said.kw_only is not True)


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
        asked = _Asked(frozen=frozen, slots=slots, eq=eq, hashed=hashed)
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses would make one of the signature
        plain = _slotted(cls, asked) if slots else None
        if plain is None:
            plain = _PLAIN(slots=slots)(cls)
            for name, method in _methods(plain, tuple(one.name for one in fields(plain)), asked, [plain]).items():
                _put(plain, name, method)
        return plain

    return made


def _methods(cls: _Class, names: tuple[str, ...], asked: _Asked, owner: list[_Class]) -> dict[str, object]:
    """Return the methods that a class lacks; ``owner`` will have the class when they are called."""
    own = cls.__dict__
    made: dict[str, object] = {}
    if "__init__" not in own:
        made["__init__"] = _later(owner, "__init__", _init_frozen if asked.frozen else _init)
    if "__repr__" not in own:
        made["__repr__"] = _repr
    if asked.eq and "__eq__" not in own:
        made["__eq__"] = _later(owner, "__eq__", _eq)
    if asked.hashed is not None:
        made["__hash__"] = _later(owner, "__hash__", _hash) if asked.hashed else None
    if asked.frozen:
        made |= _frozen(cls, names, owner)
    if asked.frozen and asked.slots:  # what is unpickled sets fields, and these can't be set
        made |= {"__getstate__": own.get("__getstate__", _state), "__setstate__": own.get("__setstate__", _set_state)}
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


def _later(owner: list[_Class], name: str, make: Callable[[_Class], _Source]) -> _Method:
    """Return a method that makes itself when it is first called."""

    def first(self: object, *given: object, **named: object) -> object:
        (cls,) = owner
        method = _method(cls, name, make(cls))
        _put(cls, name, method)
        return method(self, *given, **named)

    first.__name__ = name
    return first


def _method(cls: _Class, name: str, source: _Source) -> _Method:
    """Return the method that a source defines, with the names of the fields where it numbers them."""
    code = _compiled(source.text)
    own = {f"_{at}": one.name for at, one in enumerate(_parts(cls))}
    if "self" in own.values():
        own["self"] = "_self"

    def told(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([own.get(one, one) for one in names])

    whole = f"{cls.__qualname__}.{name}"
    code = code.replace(co_varnames=told(code.co_varnames), co_names=told(code.co_names), co_qualname=whole)
    method = FunctionType(code, {**source.known, "__name__": cls.__module__}, name, source.defaults)
    method.__kwdefaults__ = dict(source.named) or None
    return method


def _compiled(text: str) -> CodeType:
    """Compile a method once: few differ in more than names and what fields are by default."""
    if text not in METHODS:
        known: dict[str, FunctionType] = {}
        exec(text, known)  # noqa: S102  it has words of ours alone
        del known["__builtins__"]
        (method,) = known.values()
        METHODS[text] = method.__code__
    return METHODS[text]


def _init(cls: _Class) -> _Source:
    return _filled(cls, lambda at, _, value: f"self._{at} = {value}", {})


def _init_frozen(cls: _Class) -> _Source:
    slots = [getattr(cls, one.name, None) for one in _parts(cls)]
    known: dict[str, object] = {
        f"_put_{at}": slot.__set__ for at, slot in enumerate(slots) if isinstance(slot, MemberDescriptorType)
    }

    def line(at: int, name: str, value: str) -> str:
        return f"_put_{at}(self, {value})" if f"_put_{at}" in known else f"_put(self, {name!r}, {value})"

    return _filled(cls, line, known | {"_put": object.__setattr__})


def _filled(cls: _Class, line: Callable[[int, str, str], str], known: dict[str, object]) -> _Source:
    """Return the source of ``__init__``; ``line`` has one field set. Fields are called by their numbers."""
    known["_absent"] = MISSING
    params, named, lines = list[str](), list[str](), list[str]()
    defaults, apart = list[object](), dict[str, object]()
    for at, one in enumerate(_parts(cls)):
        made, value = one.default_factory is not MISSING, f"_{at}"
        if made:
            known[f"_factory_{at}"], value = one.default_factory, f"_factory_{at}()"
        if one.init:
            value = f"{value} if _{at} is _absent else _{at}" if made else value
            default = MISSING if made else one.default
            is_free = made or default is not MISSING
            if one.kw_only:
                named.append(f"_{at}")
                apart |= {one.name: default} if is_free else {}
            else:
                params.append(f"_{at}")
                if is_free:
                    defaults.append(default)
                elif defaults:
                    raise TypeError(f"non-default argument {one.name!r} follows default argument")
        elif not made:
            if one.default is MISSING:
                continue
            known[f"_default_{at}"], value = one.default, f"_default_{at}"
        lines.append(line(at, one.name, value))
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    heading = ", ".join(("self", *params, *(("*", *named) if named else ())))
    text = f"def __init__({heading}):\n " + "\n ".join(lines or ["pass"])
    return _Source(text, known, tuple(defaults), apart)


def _eq(cls: _Class) -> _Source:
    compared = [at for at, one in enumerate(_parts(cls)) if one.compare]
    head = "def __eq__(self, other):\n if other.__class__ is not self.__class__:\n  return NotImplemented\n return"
    return _Source(f"{head} {_tuple('self', compared)} == {_tuple('other', compared)}")


def _hash(cls: _Class) -> _Source:
    hashed = [at for at, one in enumerate(_parts(cls)) if (one.compare if one.hash is None else one.hash)]
    return _Source(f"def __hash__(self):\n return hash({_tuple('self', hashed)})")


def _tuple(whose: str, fields: list[int]) -> str:
    return f"({''.join(f'{whose}._{at}, ' for at in fields)})"


@recursive_repr()
def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in _parts(type(self)) if one.repr)
    return f"{type(self).__qualname__}({said})"


def _frozen(cls: _Class, names: tuple[str, ...], owner: list[_Class]) -> dict[str, object]:
    """Return what lets nobody set or delete fields of a class, nor anything else of its own objects."""
    if not cls.__dict__.keys().isdisjoint(("__setattr__", "__delattr__")):
        raise TypeError(f"Cannot overwrite attribute __setattr__ or __delattr__ in class {cls.__name__}")

    def put(self: object, name: str, value: object) -> None:
        if type(self) is owner[0] or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(owner[0], self).__setattr__(name, value)

    def drop(self: object, name: str) -> None:
        if type(self) is owner[0] or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(owner[0], self).__delattr__(name)

    return {"__setattr__": put, "__delattr__": drop}


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in _parts(type(self))]


def _set_state(self: Any, state: list[object]) -> None:
    for one, value in zip(_parts(type(self)), state, strict=True):
        object.__setattr__(self, one.name, value)


__all__ = ["dataclass"]
