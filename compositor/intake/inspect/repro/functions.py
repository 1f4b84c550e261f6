"""Functions (ISO 32000-1 7.10): sampled, exponential, stitched, and those written in a little PostScript."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from compositor.intake.inspect.repro.telling import Unprintable

Function = Callable[[Sequence[float]], tuple[float, ...]]

_DEEPEST: Final = 16
_MOST_STEPS: Final = 100_000
_MOST_SAMPLES: Final = 1 << 22
_HINT: Final = "turn its colours into CMYK where it was made, and export it again"


def function(given: Any, depth: int = 0) -> Function:
    """Return a function that can be called; an array of functions gives one value each."""
    import pikepdf

    if depth > _DEEPEST:
        raise broken()
    if isinstance(given, pikepdf.Array):
        parts = [function(one, depth + 1) for one in given]
        return lambda values: tuple(value for part in parts for value in part(values))
    try:
        made = _KINDS[int(given.FunctionType)](given, depth)
        return _ranged(made, _pairs(given.Domain), _pairs(given.get("/Range", ())))
    except (KeyError, AttributeError, TypeError, ValueError, IndexError, RuntimeError) as error:
        raise broken() from error


def broken() -> Unprintable:
    """Return the reason that a function can't be worked out."""
    return Unprintable("a function that its colours are worked out with can't be read", _HINT)


def _pairs(numbers: Any) -> tuple[tuple[float, float], ...]:
    found = [float(one) for one in numbers]
    return tuple(zip(found[::2], found[1::2], strict=True))


def _held(value: float, ends: tuple[float, float]) -> float:
    return min(max(value, ends[0]), ends[1])


def _ranged(
    made: Function, domain: tuple[tuple[float, float], ...], ranges: tuple[tuple[float, float], ...]
) -> Function:
    def called(values: Sequence[float]) -> tuple[float, ...]:
        try:
            found = made([_held(value, ends) for value, ends in zip(values, domain, strict=True)])
        except (ValueError, IndexError, ZeroDivisionError, OverflowError, TypeError, ArithmeticError) as error:
            raise broken() from error
        return tuple(_held(value, ends) for value, ends in zip(found, ranges, strict=True)) if ranges else found

    return called


def _sampled(given: Any, _: int) -> Function:
    """Read a type 0 function: between samples values run straight (7.10.2)."""
    sizes, bits = [int(one) for one in given.Size], int(given.BitsPerSample)
    domain, ranges = _pairs(given.Domain), _pairs(given.Range)
    count, width = math.prod(sizes), len(ranges)
    if not 0 < count * width <= _MOST_SAMPLES or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise broken()
    content = bytes(given.read_bytes())
    most = (1 << bits) - 1
    coded = _pairs(given.Encode) if "/Encode" in given else tuple((0.0, size - 1.0) for size in sizes)
    decoded = _pairs(given.Decode) if "/Decode" in given else ranges

    def sample(at: int, which: int) -> float:
        place = (at * width + which) * bits
        first, last = place // 8, (place + bits + 7) // 8
        whole = int.from_bytes(content[first:last], "big") >> (last * 8 - place - bits)
        low, high = decoded[which]
        return low + (whole & most) / most * (high - low)

    def called(values: Sequence[float]) -> tuple[float, ...]:
        corners = [(0, 1.0)]
        stride = 1
        for value, ends, code, size in zip(values, domain, coded, sizes, strict=True):
            along = code[0] + (value - ends[0]) / ((ends[1] - ends[0]) or 1) * (code[1] - code[0])
            along = _held(along, (0, size - 1))
            low = min(int(along), max(size - 2, 0))
            part = along - low
            next_one = min(low + 1, size - 1)
            corners = [
                (at + spot * stride, weight * share)
                for at, weight in corners
                for spot, share in ((low, 1 - part), (next_one, part))
                if share
            ]
            stride *= size
        return tuple(sum(sample(at, which) * weight for at, weight in corners) for which in range(width))

    return called


def _exponential(given: Any, _: int) -> Function:
    """Read a type 2 function (7.10.3)."""
    start = [float(one) for one in given.get("/C0", (0.0,))]
    end = [float(one) for one in given.get("/C1", (1.0,))]
    power = float(given.N)
    return lambda values: tuple(low + values[0] ** power * (high - low) for low, high in zip(start, end, strict=True))


def _stitched(given: Any, depth: int) -> Function:
    """Read a type 3 function: several that share out its domain (7.10.4)."""
    parts = [function(one, depth + 1) for one in given.Functions]
    bounds, coded = [float(one) for one in given.Bounds], _pairs(given.Encode)
    ((first, last),) = _pairs(given.Domain)
    edges = [first, *bounds, last]
    if len(parts) != len(coded) or len(parts) != len(edges) - 1:
        raise broken()

    def called(values: Sequence[float]) -> tuple[float, ...]:
        value = values[0]
        at = sum(value >= bound for bound in bounds)
        low, high = edges[at], edges[at + 1]
        share = (value - low) / (high - low) if high > low else 0.0
        return parts[at]([coded[at][0] + share * (coded[at][1] - coded[at][0])])

    return called


# Type 4: a calculator with a stack (7.10.5)

_TOKEN: Final = re.compile(r"[{}]|[^\s{}]+")
_Program = list[Any]


def _calculated(given: Any, _: int) -> Function:
    tokens = _TOKEN.findall(re.sub(r"%[^\r\n]*", "", bytes(given.read_bytes()).decode("latin-1")))
    if not tokens or tokens[0] != "{" or len(tokens) > _MOST_STEPS:
        raise broken()
    program, end = _program(tokens, 1, 0)
    if end != len(tokens):
        raise broken()
    width = len(_pairs(given.Range))

    def called(values: Sequence[float]) -> tuple[float, ...]:
        stack: list[Any] = list(values)
        _run(program, stack)
        if len(stack) < width:
            raise broken()
        return tuple(float(one) for one in stack[len(stack) - width :])

    return called


def _program(tokens: list[str], at: int, depth: int) -> tuple[_Program, int]:
    """Return what stands between braces, and where it ends."""
    if depth > _DEEPEST * 4:
        raise broken()
    program: _Program = []
    while at < len(tokens):
        word = tokens[at]
        at += 1
        if word == "}":
            return program, at
        if word == "{":
            inner, at = _program(tokens, at, depth + 1)
            program.append(inner)
        elif word in _STEPS or word in ("if", "ifelse"):
            program.append(word)
        else:
            program.append(float(word) if "." in word or "e" in word.lower() else int(word))
    raise broken()


def _run(program: _Program, stack: list[Any]) -> None:
    for step in program:
        if step == "if":
            then = stack.pop()
            if stack.pop():
                _run(then, stack)
        elif step == "ifelse":
            other, then = stack.pop(), stack.pop()
            _run(then if stack.pop() else other, stack)
        elif isinstance(step, str):
            _STEPS[step](stack)
        else:
            stack.append(step)
        if len(stack) > 1000:
            raise broken()


def _one(step: Callable[[Any], Any]) -> Callable[[list[Any]], None]:
    def run(stack: list[Any]) -> None:
        stack.append(step(stack.pop()))

    return run


def _two(step: Callable[[Any, Any], Any]) -> Callable[[list[Any]], None]:
    def run(stack: list[Any]) -> None:
        second = stack.pop()
        stack.append(step(stack.pop(), second))

    return run


def _roll(stack: list[Any]) -> None:
    turn, count = int(stack.pop()), int(stack.pop())
    if not 0 <= count <= len(stack):
        raise broken()
    if count:
        top = stack[-count:]
        turn %= count
        stack[-count:] = top[-turn:] + top[:-turn] if turn else top


def _copy(stack: list[Any]) -> None:
    count = int(stack.pop())
    if not 0 <= count <= len(stack):
        raise broken()
    if count:
        stack.extend(stack[-count:])


def _index(stack: list[Any]) -> None:
    stack.append(stack[-1 - abs(int(stack.pop()))])


def _exchange(stack: list[Any]) -> None:
    stack[-1], stack[-2] = stack[-2], stack[-1]


def _shifted(value: int, by: int) -> int:
    return value << by if by >= 0 else value >> -by


_STEPS: Final[dict[str, Callable[[list[Any]], None]]] = {
    "abs": _one(abs),
    "add": _two(lambda a, b: a + b),
    "and": _two(lambda a, b: a & b),
    "atan": _two(lambda a, b: math.degrees(math.atan2(a, b)) % 360),
    "bitshift": _two(lambda a, b: _shifted(int(a), max(-64, min(64, int(b))))),
    "ceiling": _one(math.ceil),
    "copy": _copy,
    "cos": _one(lambda a: math.cos(math.radians(a))),
    "cvi": _one(int),
    "cvr": _one(float),
    "div": _two(lambda a, b: a / b),
    "dup": lambda stack: stack.append(stack[-1]),
    "eq": _two(lambda a, b: a == b),
    "exch": _exchange,
    "exp": _two(lambda a, b: float(a) ** b),
    "false": lambda stack: stack.append(False),
    "floor": _one(math.floor),
    "ge": _two(lambda a, b: a >= b),
    "gt": _two(lambda a, b: a > b),
    "idiv": _two(lambda a, b: int(a / b)),
    "index": _index,
    "le": _two(lambda a, b: a <= b),
    "ln": _one(math.log),
    "log": _one(math.log10),
    "lt": _two(lambda a, b: a < b),
    "mod": _two(math.fmod),
    "mul": _two(lambda a, b: a * b),
    "ne": _two(lambda a, b: a != b),
    "neg": _one(lambda a: -a),
    "not": _one(lambda a: (not a) if isinstance(a, bool) else ~a),
    "or": _two(lambda a, b: a | b),
    "pop": lambda stack: stack.pop() and None,
    "roll": _roll,
    "round": _one(lambda a: math.floor(a + 0.5)),
    "sin": _one(lambda a: math.sin(math.radians(a))),
    "sqrt": _one(math.sqrt),
    "sub": _two(lambda a, b: a - b),
    "true": lambda stack: stack.append(True),
    "truncate": _one(math.trunc),
    "xor": _two(lambda a, b: a ^ b),
}

_KINDS: Final[dict[int, Callable[[Any, int], Function]]] = {
    0: _sampled,
    2: _exponential,
    3: _stitched,
    4: _calculated,
}
