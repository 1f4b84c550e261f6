"""What lines are set from: the type case, the copy to be set, and what text asks of faces and hyphens."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from compositor.model.copy import Span
from compositor.model.design import BoxStyle, Style
from compositor.model.lines import Line
from compositor.model.phrases import Phrases
from compositor.model.settings import InkAt, Setting
from compositor.records import dataclass


class Shape(Protocol):
    """A shaped cluster, in font units of ``upem`` to the em; ``counts`` are characters per glyph."""

    @property
    def face(self) -> str: ...  # noqa: D102
    @property
    def upem(self) -> int: ...  # noqa: D102
    @property
    def codes(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def advances(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def shifts(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def counts(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def missing(self) -> bool: ...  # noqa: D102


class Half(Protocol):
    """How a face halves a mark, in thousandths of an em."""

    @property
    def advance(self) -> int: ...  # noqa: D102
    @property
    def shift(self) -> int: ...  # noqa: D102


class Ink(Protocol):
    """The ink of a mark in thousandths of an em: along the line from where its box begins, and over the baseline."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def low(self) -> int: ...  # noqa: D102
    @property
    def high(self) -> int: ...  # noqa: D102


class Chain(Protocol):
    """A role and weight with its fallbacks."""

    def han(self, text: str, *, vertical: bool = False) -> Shape:
        """Shape one Han character or grapheme cluster."""

    def squares(self, characters: str, face: str) -> Mapping[str, int]:
        """Return what glyphs of a face `han` gives Han characters, of those that are known to be an em wide."""

    def mark(self, text: str, *, vertical: bool = False, at: InkAt | None = None) -> Shape:
        """Shape one Chinese mark, or a cluster such as —— or ……, from a face whose ink lies ``at``, if there is one."""

    def latin(self, text: str) -> tuple[Shape, ...]:
        """Shape a run of Latin letters and digits with kerning."""

    def upright(self, letter: str) -> Shape:
        """Shape one Latin letter or digit that stands upright in a vertical line."""

    def fits(self, mark: str, *, vertical: bool = False, at: InkAt) -> bool:
        """Tell whether the mark that `mark` gives has its ink there."""

    def half(self, mark: str, *, vertical: bool = False, at: InkAt | None = None) -> Half | None:
        """Say how a mark is halved; None where it can't be."""

    def ink(self, mark: str, *, vertical: bool = False) -> Ink | None:
        """Return where the ink of a mark lies; None where it draws nothing."""


class Faces(Protocol):
    """Where chains come from."""

    def chain(self, role: str, weight: str = "regular") -> Chain:
        """Return the chain of a role; raises ``KeyError`` where there is none."""


class Hyphens(Protocol):
    """A dictionary of hyphenation."""

    def points(self, word: str, language: str = "en") -> tuple[int, ...]:
        """Return the offsets at which ``word`` may be parted."""


class Live(Protocol):
    """Where paragraphs are found that were set before."""

    def lines(self, matter: Matter, measures: Sequence[int]) -> tuple[Line, ...]:
        """Return the lines of a paragraph, set before or now."""


@dataclass(slots=True)
class Ahead:
    """Paragraphs that are set before they are asked for: each is given once, to whom asks for just these lines.

    ``lines`` has those that have come, ``coming`` by the text of a part what waits until all of it has.
    """

    lines: dict[Hashable, tuple[Line, ...]] = field(default_factory=dict)
    coming: dict[str, Callable[[], object]] = field(default_factory=dict)

    def lay(self, matter: Matter, measures: Sequence[int], lines: tuple[Line, ...]) -> None:
        """Have the lines of a paragraph at hand."""
        self.lines[_ahead_key(matter, measures)] = lines

    def find(self, matter: Matter, measures: Sequence[int]) -> tuple[Line, ...] | None:
        """Return the lines of a paragraph, None where they were not set ahead."""
        if self.coming:
            self.coming.pop(matter.text, _nothing)()
        return self.lines.pop(_ahead_key(matter, measures), None) if self.lines else None

    def all_come(self) -> None:
        """Wait until all has come that is coming."""
        while self.coming:
            self.coming.popitem()[1]()

    def clear(self) -> None:
        """Have nothing at hand any more, and wait for nothing."""
        self.lines.clear()
        self.coming.clear()


def _nothing() -> None:
    """Wait for nothing."""


def _ahead_key(matter: Matter, measures: Sequence[int]) -> Hashable:
    """Return all that the lines of a plain paragraph depend on."""
    own = (matter.text, matter.start, matter.end, matter.spans)
    return *own, *measures, matter.indent, matter.looseness, matter.style


@dataclass(frozen=True, slots=True)
class TypeCase:
    """What lines are set from: faces, hyphenation, the paper's settings, and a reader of phrases for its heads.

    ``sorts`` keeps what has been measured, by role, weight and size, and ``ahead`` has paragraphs that are set before
    they are asked for, ``live`` those that were set for an earlier composition; none ever changes what is set.
    """

    faces: Faces
    hyphens: Hyphens
    setting: Setting
    phrases: Phrases | None = field(default=None, repr=False, compare=False)
    sorts: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    ahead: Ahead = field(default_factory=Ahead, repr=False, compare=False)
    live: Live | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Matter:
    """Copy to be set, with how: ``text[start:end]`` is one paragraph or the rest of one.

    ``spans`` are emphasis, by offsets into ``text``; an emphasis is set in the style of its name in
    ``box_style`` (role, weight and size are taken from there), else in ``style``; of nested ones the inner counts.
    Readings, dots and lines stand beside the type and don't change it. ``indent`` is the first
    line's, ``hang`` that of all others, in scaled points. ``solid_end`` False justifies the last line too: copy
    goes on after a jump inside a sentence. ``looseness`` is by how many lines the paragraph is to be longer (below
    0: shorter) than its best lines make it.
    """

    text: str
    start: int
    end: int
    spans: tuple[Span, ...]
    box_style: BoxStyle | None
    style: Style
    indent: int = 0
    solid_end: bool = True
    hang: int = 0
    looseness: int = 0
