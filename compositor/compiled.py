"""Where compiled modules of the composer come from, if there are any for its sources as they are now.

`tools/compile-composer` compiles them with mypyc into a folder of the virtual environment that is named by a digest
of the sources. A finder asks for that folder when the first of them is imported. Sources that were changed since, or
belong to another checkout, have another digest and are run as they are: what is compiled never stands in for what
it wasn't compiled from, and both set the same lines.

A few modules are written in C too. They stand among the compiled ones, and are used in the same way.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

MODULES = (
    "compositor.text.adjust",
    "compositor.text.breaker",
    "compositor.text.casting",
    "compositor.text.costs",
    "compositor.text.evenness",
    "compositor.text.floor",
    "compositor.text.items",
    "compositor.text.latin",
    "compositor.text.letters",
    "compositor.text.notes",
    "compositor.text.rest",
    "compositor.text.sense",
    "compositor.text.setter",
    "compositor.text.sorts",
    "compositor.text.stretches",
)
CORES = (
    "compositor.pdf.plain",
    *("compositor.text.linecaster", "compositor.text.strict", "compositor.text.sums", "compositor.text.tied"),
)
"""Modules that are written in C too, beside their Python, and compiled with the others."""
GROUP = "compositor.text.composer"
"""mypyc puts the code of all modules into one library, ``GROUP`` with a suffix; the modules only point at it."""
_LIBRARY = f"{GROUP}__mypyc"
_NAMES = frozenset((*MODULES, *CORES, _LIBRARY))
_PACKAGE = Path(__file__).parent
_READ = (
    *("checked.h", "errors.py", "model", "records.py", "text", "units.py"),
    *("pdf/numbers.h", "pdf/numbers.py", "pdf/objects.h", "pdf/plain.c", "pdf/plain.py"),
    *("text/filling.h", "text/linecaster.c", "text/records.h", "text/stick.h", "text/strict.c", "text/sums.c"),
    "text/tied.c",
)
"""All that the modules are compiled with: mypyc takes types and constants from modules that it doesn't compile too.

What is written in C stands for the Python beside it as that was when it was compiled.
"""


def folder() -> Path:
    """Return where the modules are, or would be, for the sources as they are now and this Python."""
    from hashlib import sha256

    digest = sha256(f"{sys.version} {EXTENSION_SUFFIXES[0]}".encode())
    for name in _READ:
        for one in _sources(name):
            digest.update(f" {one} ".encode())
            with open(f"{_PACKAGE}/{one}", "rb", buffering=0) as source:  # noqa: PTH123  (every run does it)
                digest.update(source.read())
    return kept() / digest.hexdigest()[:24]


def _sources(name: str) -> list[str]:
    """Return the sources that a name stands for: a file, or the modules of a package, in order."""
    if "." in name:
        return [name]
    return sorted(f"{name}/{one}" for one in os.listdir(_PACKAGE / name) if one.endswith(".py"))  # noqa: PTH208  (faster)


def kept() -> Path:
    """Return the folder of the virtual environment under which compiled modules are kept."""
    return Path(sys.prefix) / "composer"


def names() -> tuple[str, ...]:
    """Return the modules that are compiled in this run."""
    return (*MODULES, *CORES) if _found() is not None else ()


def put_in_force() -> None:
    """Have the modules looked for among the compiled ones first."""
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)


def leave_out() -> None:
    """Run the sources; to be asked for before any of the modules is imported."""
    if _FINDER in sys.meta_path:
        sys.meta_path.remove(_FINDER)
    _found.cache_clear()


class _Finder:
    """Finds the compiled modules; about all others it has nothing to say."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a compiled module is, None where the source is to be run."""
        found = _found() if name in _NAMES and name != _LIBRARY else _loading.get(name)
        spec = PathFinder.find_spec(name, [_place(found, name)]) if found else None
        return spec if name not in CORES or _loads(spec) else None


_FINDER = _Finder()
_loading: dict[str, str] = {}


@cache
def _found() -> str | None:
    """Return the folder of what is compiled, None where there is none or this machine can't load what is in it."""
    if _FINDER not in sys.meta_path or not kept().is_dir():
        return None
    made = str(folder())
    if not Path(_place(made, GROUP)).is_dir():
        return None
    _loading[_LIBRARY] = made
    try:
        importlib.import_module(_LIBRARY)
    except ImportError:
        return None
    return made


def _place(folder: str, name: str) -> str:
    """Return the folder of a module among what is compiled."""
    return "/".join((folder, *name.split(".")[:-1]))


def _loads(spec: ModuleSpec | None) -> bool:
    """Tell whether a module in C is there and this machine can load it."""
    try:
        return spec is not None and spec.loader is not None and spec.loader.create_module(spec) is not None
    except ImportError:
        return False
