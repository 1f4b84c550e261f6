"""Regular expressions that set-up has compiled: Python compiles those of a run anew each time, for a tenth of a second.

`tools/keep_patterns.py` leaves what the compiler of `re` made of them in the virtual environment, under the very
version of Python that made it. Here `re` is given it as if it had compiled them before: an expression that isn't among
them, in whatever letter or flag it differs, is compiled as ever. So it is with the methods of `records`.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any, Final

_CODES: Final = "I"
"""An instruction of the matcher, as `array` has it."""
METHODS: Final[dict[str, CodeType]] = {}
"""What Python compiled of methods, by their very sources."""


def place() -> Path:
    """Return where the patterns of this Python are, or would be."""
    return Path(sys.prefix) / "composer" / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}"


def put_in_force(kept: Path | None = None) -> None:
    """Have `re` know what was compiled; where there is nothing, or it can't be read, it compiles."""
    known = _known()
    try:
        expressions, methods = marshal.loads((kept or place()).read_bytes())  # noqa: S302  (trusted as code is)
        METHODS.update(methods)
        for pattern, flags, made in expressions:
            known.setdefault((type(pattern), pattern, flags), _pattern(pattern, *made))
    except (OSError, EOFError, ValueError, TypeError, RuntimeError, OverflowError):
        return


def packed() -> bytes:
    """Return all that `re` has compiled in this process, and all methods, to be kept."""
    expressions = [
        (pattern, flags, _compiled(pattern, flags))
        for kind, pattern, flags in _known()
        if kind in {str, bytes} and not flags & (re.LOCALE | re.DEBUG)
    ]
    return marshal.dumps((expressions, METHODS))


def _known() -> dict[Any, Any]:
    """Return what `re` has compiled, by kind, pattern and flags; a Python that keeps it elsewhere isn't given any."""
    found: dict[Any, Any] = getattr(re, "_cache", {})
    return found


def _pattern(pattern: str | bytes, flags: int, code: bytes, groups: int, *names: Any) -> object:
    return import_module("_sre").compile(pattern, flags, array(_CODES, code).tolist(), groups, *names)


def _compiled(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """Compile a pattern as `re` does, and return what the matcher is made of."""
    read = import_module("re._parser").parse(pattern, flags)
    code = array(_CODES, import_module("re._compiler")._code(read, flags))  # noqa: SLF001  (all of it is)
    names = {number: name for name, number in read.state.groupdict.items()}
    order = tuple(names.get(number) for number in range(read.state.groups))
    return flags | read.state.flags, code.tobytes(), read.state.groups - 1, dict(read.state.groupdict), order
