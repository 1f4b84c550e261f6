"""What compositions made, kept for the next one by what it was made of: `compositor watch` makes again what changed.

Everything kept is made by a function of what it is filed under, so that finding it again is the same as making it
again. Where nothing is kept, as in every other command, each thing is simply made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from typing import Any, Final, Generic, TypeVar

from compositor.records import dataclass

_Made = TypeVar("_Made")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_MOST: Final = 3
"""How many things of one name are kept: as it is, as it was, and as it was before an interrupted composition."""


@dataclass(slots=True)
class _Entry:
    """Something made, what it was made of, and the composition that used it last."""

    made_of: object
    made: Any
    used: int


class Kept:
    """Keeps what is made under a kind, a name, and what it was made of, which is compared in full.

    Comparing is cheap, for what hasn't changed is the same object. What the last two whole compositions didn't use is
    dropped, and of one name the oldest.
    """

    def __init__(self, *, keeping: bool = True) -> None:
        """Begin with nothing; one that isn't ``keeping`` never has anything."""
        self.keeping = keeping
        self._entries: dict[tuple[str, Hashable], list[_Entry]] = {}
        self._now = 0

    def __len__(self) -> int:
        """Return how much is kept."""
        return sum(map(len, self._entries.values()))

    def once(self, kind: str, name: Hashable, made_of: object, make: Callable[[], _Made]) -> _Made:
        """Return what was made of the same before, else what ``make`` makes now."""
        found: _Made | None = self.find(kind, name, made_of)
        if found is None:
            found = make()
            self.keep(kind, name, made_of, found)
        return found

    def find(self, kind: str, name: Hashable, made_of: object) -> Any:
        """Return what was made of the same before, None where there is nothing."""
        for entry in self._entries.get((kind, name), ()):
            if entry.made_of is made_of or entry.made_of == made_of:  # as `same`, which is asked for every story
                entry.used = self._now
                return entry.made
        return None

    def keep(self, kind: str, name: Hashable, made_of: object, made: object) -> None:
        """Keep something for later compositions."""
        if not self.keeping:
            return
        others = [one for one in self._entries.get((kind, name), ()) if not same(one.made_of, made_of)]
        newest = sorted(others, key=lambda one: one.used)[1 - _MOST :]
        self._entries[kind, name] = [*newest, _Entry(made_of, made, self._now)]

    def composed(self) -> None:
        """Note that a composition has come to its end, and drop what neither it nor the one before used."""
        for key, entries in list(self._entries.items()):
            left = [one for one in entries if one.used >= self._now - 1]
            if left:
                self._entries[key] = left
            else:
                del self._entries[key]
        self._now += 1


def same(one: object, other: object) -> bool:
    """Tell whether two things are made of the same: whatever is not the same object is compared by what it holds."""
    return one is other or one == other


NOTHING: Final = Kept(keeping=False)
"""What every command but ``watch`` has kept."""


class Last(Generic[_Made]):
    """What was worked out last, for several that ask for it of the same things."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._made_of: tuple[object, ...] = ()
        self._made: list[_Made] = []

    def of(self, made_of: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """Return what was made of the very same things before, else what ``make`` makes now."""
        same = len(made_of) == len(self._made_of) and all(map(is_, made_of, self._made_of))
        if not self._made or not same:
            self._made_of, self._made = made_of, [make()]
        return self._made[0]


class Told(dict[_Key, _Value]):
    """What is told of things by name or number; of those that weren't asked for before it is found out."""

    def __init__(self, tell: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, key: _Key) -> _Value:
        """Find out what isn't known."""
        found = self[key] = self._tell(key)
        return found
