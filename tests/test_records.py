"""Classes made by ``records`` are what the standard library's dataclasses are, but made when they are used."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from compositor import compiled, records

ROOT = Path(__file__).resolve().parents[1]
Decorator = Callable[..., Callable[[type[Any]], type[Any]]]


def classes(dataclass: Decorator) -> dict[str, type[Any]]:
    """Return classes as one decorator makes them: what our own use of it, and its corners."""

    @dataclass(frozen=True, slots=True)
    class Plain:
        name: str
        size: int = 9
        parts: tuple[int, ...] = ()
        most: ClassVar[int] = 3

    @dataclass(frozen=True, slots=True)
    class Factory:
        name: str
        kept: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
        made: list[int] = field(default_factory=list, init=False, compare=False)
        named: int = field(default=4, kw_only=True)

    @dataclass(slots=True)
    class Changing:
        self: int
        many: list[int] = field(default_factory=list)
        twice: int = field(default=0, init=False)

        def __post_init__(self) -> None:
            self.twice = 2 * len(self.many)

    @dataclass(frozen=True)
    class Open:
        name: str
        rest: int = 0

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        name: str

    @dataclass(slots=True, unsafe_hash=True)
    class Hashed:
        name: str
        left: int = field(default=0, hash=False)

    made = (Plain, Factory, Changing, Open, Itself, Hashed)
    return {cls.__name__: cls for cls in made} | corners(dataclass)


def corners(dataclass: Decorator) -> dict[str, type[Any]]:
    """Return classes with an order, with methods of their own, and without fields."""

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        size: int
        name: str = ""

    @dataclass(frozen=True, slots=True)
    class Own:
        name: str

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    made = (Ordered, Own, Empty)
    return {cls.__name__: cls for cls in made}


OURS, THEIRS = classes(records.dataclass), classes(dataclasses.dataclass)
GIVEN: Mapping[str, tuple[tuple[Any, ...], ...]] = {
    "Plain": (("a",), ("a", 9), ("b", 8, (1, 2)), (float("nan"),)),
    "Factory": (("a",), ("a", {"b": 1}), ("b",)),
    "Changing": ((1,), (1, [1, 2]), (2,)),
    "Open": (("a",), ("a", 1)),
    "Itself": (("a",), ("a",)),
    "Hashed": (("a",), ("a", 1), ("b",)),
    "Ordered": ((1,), (2,), (1, "a")),
    "Own": (("a",), ("b",)),
    "Empty": ((), ()),
}


def answer(ask: Callable[[], Any]) -> object:
    """Return what is answered, or what is raised and said."""
    try:
        return ask()
    except Exception as error:
        return type(error), str(error).replace("_self", "__dataclass_self__")


def compared(one: Any, other: Any) -> tuple[bool, ...]:
    return one == other, one != other, one < other, one >= other


def answers(cls: type[Any], given: tuple[tuple[Any, ...], ...]) -> list[object]:
    """Return all that can be asked of a class and some objects of it."""
    one, *others = [cls(*arguments) for arguments in given]
    name = next((each.name for each in fields(cls)), "")
    return [
        [(each.name, each.type, each.init, each.compare, each.kw_only) for each in fields(cls)],
        [repr(each) for each in (one, *others)],
        [answer(partial(compared, one, each)) for each in (one, *others)],
        [answer(partial(hash, each)) for each in others if cls.__name__ != "Itself"],
        one == given,
        cls.__match_args__,
        getattr(cls, "__slots__", None),
        repr(answer(cls)),
        answer(lambda: cls(*given[0], 1, 2, 3, 4)),
        answer(lambda: cls(*given[0], colour="red")),
        answer(lambda: dataclasses.asdict(one)),
        answer(lambda: repr(replace(one, **({name: "z"} if name else {})))),
        answer(lambda: setattr(one, name, 1)) if name else None,
        repr(copy.copy(one)),
        repr(copy.deepcopy(one)),
        answer(lambda: delattr(one, name)) if name else None,
    ]


@pytest.mark.parametrize("name", GIVEN)
def test_a_class_answers_as_one_of_the_standard_library(name: str) -> None:
    assert answers(OURS[name], GIVEN[name]) == answers(THEIRS[name], GIVEN[name])


@records.dataclass(frozen=True, slots=True)
class Kept:
    name: str
    parts: tuple[int, ...] = ()


def test_what_is_frozen_can_be_pickled_and_not_changed() -> None:
    kept = Kept("a", (1,))
    back = pickle.loads(pickle.dumps(kept))
    assert (back, hash(back)) == (kept, hash(kept))
    with pytest.raises(FrozenInstanceError):
        back.name = "b"
    with pytest.raises(FrozenInstanceError):
        del back.name
    match back:
        case Kept(name, (first,)):
            assert (name, first) == ("a", 1)


def test_methods_are_made_when_they_are_called() -> None:
    cls = classes(records.dataclass)["Plain"]
    before = cls.__init__, cls.__eq__, cls.__hash__
    assert cls("a") == cls("a")
    assert cls.__init__ is not before[0]
    assert cls.__eq__ is not before[1]
    assert cls.__hash__ is before[2]
    assert cls.__init__.__qualname__.endswith("Plain.__init__")


def test_all_but_what_is_compiled_takes_its_dataclasses_from_records() -> None:
    """A class of the other decorator costs a millisecond of every start; mypyc knows only that other one."""
    taking = re.compile(r"^\s*from dataclasses import .*\bdataclass\b|@dataclasses\.", re.MULTILINE)
    paths = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "compositor").rglob("*.py")}
    found = {name for name, path in paths.items() if taking.search(path.read_text(encoding="utf-8"))}
    assert found <= {f"{module.replace('.', '/')}.py" for module in compiled.MODULES} | {"compositor/records.py"}
