"""What a package hands out is read when it is asked for.

A package's ``__init__`` names what others may take from it. Had it import all that, whoever takes one name would read
every module of the stage; a run that makes plates would read the site, the book and the archive. So the imports stand
there for readers and checkers of types and layers alone, and this answers in running (PEP 562)::

    if TYPE_CHECKING:
        from compositor.report.html import report_html
    else:
        __getattr__ = late.names(__name__, {"html": "report_html"})

A test compares the table with the imports. No name may be that of a module of the package: once read, the module
would stand in its place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def names(package: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """Return what finds a package's names: ``places`` has, by module, the names that it gives.

    ``name=other`` is handed out as ``other``. What another package of ours gives stands under its whole name.
    """
    found = {said.split("=")[-1]: (module, said.split("=")[0]) for module in places for said in places[module].split()}

    def named(name: str) -> object:
        if name not in found:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=sys.modules[package])
        module, own = found[name]
        place = module if module.startswith("compositor.") else f"{package}.{module}"
        value: object = getattr(import_module(place), own)
        setattr(sys.modules[package], name, value)  # asked once
        return value

    return named
