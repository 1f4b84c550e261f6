"""What a page's colours become: inks within the limit, black alone, or light for screens."""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from compositor.colour import ROOM, Condition, coded, jpeg, limited, within
from compositor.intake.inspect.repro.telling import Told
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Paint:
    """A flat colour: greys (L), light (RGB) or inks (CMYK), each from 0 to 1, by a profile or by none.

    Greys without a profile are black ink that lacks, as PDF has it (ISO 32000-1 10.3.2).
    """

    mode: str
    values: tuple[float, ...]
    profile: bytes = b""


class Target(Protocol):
    """What colours become: the name of their space, its operators for areas and lines, and the colours themselves."""

    space: str
    mode: str
    operators: tuple[str, str]

    def flat(self, paint: Paint) -> tuple[float, ...]:
        """Return a flat colour."""

    def flats(self, paints: Sequence[Paint]) -> list[tuple[float, ...]]:
        """Return many flat colours."""

    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture in L, RGB or CMYK."""

    def packed(self, pixels: Image.Image, *, photograph: bool) -> tuple[str, bytes, bool]:
        """Return a picture's filter and content, and whether it is coded upside down."""

    def kept(self, pixels: Image.Image, profile: bytes) -> bool:
        """Tell whether a picture is what this makes of it already."""


def _turned(
    paints: Iterable[Paint], turn: Callable[[Image.Image, bytes], Image.Image]
) -> dict[Paint, tuple[float, ...]]:
    """Return what a printing condition makes of colours, all of a profile at once.

    Greys go by themselves: beside colours they would be turned as colours are.
    """
    from PIL import Image

    groups: dict[tuple[str, bytes, bool], list[Paint]] = {}
    for paint in dict.fromkeys(paints):
        groups.setdefault((paint.mode, paint.profile, len(set(paint.values)) == 1), []).append(paint)
    found: dict[Paint, tuple[float, ...]] = {}
    for (mode, profile, _), several in groups.items():
        row = bytes(round(min(max(value, 0.0), 1.0) * 255) for paint in several for value in paint.values)
        made = turn(Image.frombytes(mode, (len(several), 1), row), profile)
        content, count = made.tobytes(), len(made.getbands())
        for at, paint in enumerate(several):
            found[paint] = tuple(round(one / 255, 4) for one in content[at * count : (at + 1) * count])
    return found


@dataclass(slots=True)
class _Turning(ABC):
    """Flat colours turned by a printing condition, each once; what a target needn't turn is ``_plain``."""

    condition: Condition = field(default_factory=Condition)
    _known: dict[Paint, tuple[float, ...]] = field(default_factory=dict)

    def flat(self, paint: Paint) -> tuple[float, ...]:
        """Return a flat colour."""
        return self.flats((paint,))[0]

    def flats(self, paints: Sequence[Paint]) -> list[tuple[float, ...]]:
        """Return many flat colours, those that have to be turned all at once."""
        new = [paint for paint in paints if paint not in self._known]
        plain = {paint: values for paint in new if (values := self._plain(paint)) is not None}
        made = plain | _turned((paint for paint in new if paint not in plain), self.picture)
        self._known |= {paint: self._limited(values) for paint, values in made.items()}
        return [self._known[paint] for paint in paints]

    @abstractmethod
    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture as the condition turns it."""

    @abstractmethod
    def _plain(self, paint: Paint) -> tuple[float, ...] | None:
        """Return what a colour is already, or None."""

    def _limited(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """Return a colour within the limit; light has none."""
        return values


@dataclass(slots=True)
class Inks(_Turning):
    """The four inks of a printing condition; black, and grey, are black alone."""

    space: str = "DeviceCMYK"
    mode: str = "CMYK"
    operators: tuple[str, str] = ("k", "K")
    over: bool = False
    """Whether a colour was found that had more ink than the limit."""

    def _plain(self, paint: Paint) -> tuple[float, ...] | None:
        """Return inks of the press as they are, and black as black alone; None for other colours."""
        if paint.mode == "L" and not paint.profile:
            return 0.0, 0.0, 0.0, 1 - paint.values[0]
        own = paint.profile in (b"", self.condition.profile.content)
        if paint.mode == "CMYK" and (own or not any(paint.values[:3])):
            return paint.values
        return None

    def _limited(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """Hold a colour to the limit as pictures are held: black stays, the others give way together."""
        most = self.condition.ink_limit / 100
        colours = sum(values[:3])
        if colours + values[3] <= most + 1e-6:
            return values
        self.over = True
        share = max(most - values[3], 0) / colours
        return (*(int(ink * share * 1e4) / 1e4 for ink in values[:3]), values[3])

    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture in inks within the limit."""
        return self.condition.inks(pixels, profile)

    def packed(self, pixels: Image.Image, *, photograph: bool) -> tuple[str, bytes, bool]:
        """Return inks as JPEG if that keeps to the limit, upside down as Adobe writes them, or lossless."""
        if photograph:
            content = coded(limited(pixels, self.condition.ink_limit - ROOM), self.condition.ink_limit)
            if content is not None:
                return "DCTDecode", content, True
        return "FlateDecode", zlib.compress(pixels.tobytes(), 6), False

    def kept(self, pixels: Image.Image, profile: bytes) -> bool:
        """Tell whether a picture is in the press's inks and within the limit."""
        own = profile in (b"", self.condition.profile.content)
        return pixels.mode == "CMYK" and own and within(pixels, self.condition.ink_limit + 0.5)


@dataclass(slots=True)
class Black(Inks):
    """Black alone, as light as the colours were: for pages without coloured plates."""

    def _plain(self, paint: Paint) -> tuple[float, ...] | None:
        if paint.mode == "L" and not paint.profile:
            return 0.0, 0.0, 0.0, 1 - paint.values[0]
        return paint.values if paint.mode == "CMYK" and not any(paint.values[:3]) else None

    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture in black alone."""
        return self.condition.black(pixels, profile)

    def kept(self, pixels: Image.Image, profile: bytes) -> bool:
        """Tell whether a picture has black alone."""
        bands = pixels.split()[:3]
        return pixels.mode == "CMYK" and not profile and not any(band.getbbox() for band in bands)


@dataclass(slots=True)
class Light(_Turning):
    """Light for screens, as the printing condition shows inks; black alone is grey."""

    space: str = "DeviceRGB"
    mode: str = "RGB"
    operators: tuple[str, str] = ("rg", "RG")

    def _plain(self, paint: Paint) -> tuple[float, ...] | None:
        if paint.mode == "L":
            return (paint.values[0],) * 3
        if paint.mode == "CMYK" and not any(paint.values[:3]):
            return (1 - paint.values[3],) * 3
        return paint.values if paint.mode == "RGB" and not paint.profile else None

    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture in sRGB."""
        return self.condition.light(pixels, profile).convert("RGB")

    def packed(self, pixels: Image.Image, *, photograph: bool) -> tuple[str, bytes, bool]:
        """Return light as JPEG, or lossless."""
        if photograph:
            return "DCTDecode", jpeg(pixels, 85), False
        return "FlateDecode", zlib.compress(pixels.tobytes(), 6), False

    def kept(self, pixels: Image.Image, profile: bytes) -> bool:
        """Tell whether a picture is in sRGB."""
        return pixels.mode == "RGB" and not profile


@dataclass(slots=True)
class Grey:
    """Greys as they are, for soft masks: what isn't grey in one can't be turned without changing it."""

    told: Told
    space: str = "DeviceGray"
    mode: str = "L"
    operators: tuple[str, str] = ("g", "G")

    def flat(self, paint: Paint) -> tuple[float, ...]:
        """Return a grey."""
        values = paint.values
        if paint.mode == "L":
            return values
        if paint.mode == "RGB" and max(values) - min(values) < 0.002:
            return values[:1]
        if paint.mode == "CMYK" and not any(values[:3]):
            return (1 - values[3],)
        self._refuse()
        return (0.0,)

    def flats(self, paints: Sequence[Paint]) -> list[tuple[float, ...]]:
        """Return many greys."""
        return [self.flat(paint) for paint in paints]

    def picture(self, pixels: Image.Image, profile: bytes) -> Image.Image:
        """Return a picture of greys; any other is told."""
        if pixels.mode != "L" or profile:
            self._refuse()
        return pixels.convert("L")

    def packed(self, pixels: Image.Image, *, photograph: bool) -> tuple[str, bytes, bool]:  # noqa: ARG002  (as others)
        """Return greys, lossless."""
        return "FlateDecode", zlib.compress(pixels.tobytes(), 6), False

    def kept(self, pixels: Image.Image, profile: bytes) -> bool:
        """Tell whether a picture is grey."""
        return pixels.mode == "L" and not profile

    def _refuse(self) -> None:
        self.told.refuse("a soft mask in it has colours", "flatten the transparency, and export it again")
