"""SVG's numbers, transforms and basic shapes (SVG 2, 8.5 and 10): each shape becomes path data."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from compositor.model.drawing import Matrix

_NUMBER: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_NUMBERS: Final = re.compile(rf"\s*(?:{_NUMBER}(?:\s*,\s*|\s+|(?=[-+.])|\s*$))*")
_LENGTH: Final = re.compile(rf"\s*({_NUMBER})(?:px)?\s*")
_CALL: Final = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)")

Attributes = Mapping[str, str]


class NotANumber(ValueError):  # noqa: N818  (a reason that becomes a fault)
    """A text should be a number, or so many, and isn't."""


def number(text: str) -> float:
    """Read a length in user units; raises ``NotANumber``."""
    match = _LENGTH.fullmatch(text)
    if match is None or not math.isfinite(float(match[1])):
        raise NotANumber(text)
    return float(match[1])


def numbers(text: str, *counts: int) -> list[float]:
    """Read a list of numbers, as many as one of ``counts`` says, any where there are none; raises ``NotANumber``."""
    if not _NUMBERS.fullmatch(text):
        raise NotANumber(text)
    found = [float(one) for one in re.findall(_NUMBER, text)]
    if (counts and len(found) not in counts) or not all(map(math.isfinite, found)):
        raise NotANumber(text)
    return found


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``then`` inside ``first``."""
    a, b, c, d, e, f = first
    u, v, w, x, y, z = then
    return (a * u + c * v, b * u + d * v, a * w + c * x, b * w + d * x, a * y + c * z + e, b * y + d * z + f)


def transform(text: str) -> Matrix:
    """Read a transform list (SVG 2, 8.5); raises ``NotANumber``."""
    made: Matrix = (1, 0, 0, 1, 0, 0)
    if _CALL.sub("", text).strip():
        raise NotANumber(text)
    for match in _CALL.finditer(text):
        if match[1] not in _TRANSFORMS:
            raise NotANumber(text)
        counts, make = _TRANSFORMS[match[1]]
        made = times(made, make(*numbers(match[2], *counts)))
    return made


def _rotated(angle: float, x: float = 0, y: float = 0) -> Matrix:
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    turned = (cosine, sine, -sine, cosine, 0.0, 0.0)
    return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))


_TRANSFORMS: Final[dict[str, tuple[tuple[int, ...], Callable[..., Matrix]]]] = {
    "matrix": ((6,), lambda a, b, c, d, e, f: (a, b, c, d, e, f)),
    "translate": ((1, 2), lambda x, y=0.0: (1, 0, 0, 1, x, y)),
    "scale": ((1, 2), lambda x, y=None: (x, 0, 0, x if y is None else y, 0, 0)),
    "rotate": ((1, 3), _rotated),
    "skewX": ((1,), lambda angle: (1, 0, math.tan(math.radians(angle)), 1, 0, 0)),
    "skewY": ((1,), lambda angle: (1, math.tan(math.radians(angle)), 0, 1, 0, 0)),
}


def path_of(name: str, attributes: Attributes) -> str:
    """Return an element as path data, '' where it encloses nothing.

    Raises ``KeyError`` where the element is no shape, ``NotANumber`` where a length of it can't be read.
    """
    return _SHAPES[name](attributes)


def _length(attributes: Attributes, key: str) -> float:
    return number(attributes[key]) if attributes.get(key, "").strip() else 0.0


def _rect(attributes: Attributes) -> str:
    x, y, width, height = (_length(attributes, key) for key in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return ""
    given = [key for key in ("rx", "ry") if attributes.get(key, "auto").strip() not in {"", "auto"}]
    radii = {key: _length(attributes, key) for key in given}
    rx = min(radii.get("rx", radii.get("ry", 0.0)), width / 2)
    ry = min(radii.get("ry", radii.get("rx", 0.0)), height / 2)
    if rx <= 0 or ry <= 0:
        return f"M{x!r},{y!r} h{width!r} v{height!r} h{-width!r} z"
    across, down, corner = width - 2 * rx, height - 2 * ry, f"a{rx!r},{ry!r} 0 0 1"
    return (
        f"M{x + rx!r},{y!r} h{across!r} {corner} {rx!r},{ry!r} v{down!r} {corner} {-rx!r},{ry!r} "
        f"h{-across!r} {corner} {-rx!r},{-ry!r} v{-down!r} {corner} {rx!r},{-ry!r} z"
    )


def _ellipse(attributes: Attributes) -> str:
    x, y = _length(attributes, "cx"), _length(attributes, "cy")
    rx = _length(attributes, "r") or _length(attributes, "rx")
    ry = _length(attributes, "r") or _length(attributes, "ry")
    if rx <= 0 or ry <= 0:
        return ""
    arc = f"a{rx!r},{ry!r} 0 1 1"
    return f"M{x - rx!r},{y!r} {arc} {2 * rx!r},0 {arc} {-2 * rx!r},0 z"


def _polygon(attributes: Attributes) -> str:
    points = numbers(attributes.get("points", ""))
    if len(points) < 6:
        return ""
    pairs = zip(points[::2], points[1::2], strict=False)
    return "M" + " ".join(f"{x!r},{y!r}" for x, y in pairs) + " z"


def _line(attributes: Attributes) -> str:
    x1, y1, x2, y2 = (_length(attributes, key) for key in ("x1", "y1", "x2", "y2"))
    return f"M{x1!r},{y1!r} L{x2!r},{y2!r} z"


_SHAPES: Final[dict[str, Callable[[Attributes], str]]] = {
    "path": lambda attributes: attributes.get("d", "").strip(),
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "polyline": _polygon,
    "line": _line,
}
