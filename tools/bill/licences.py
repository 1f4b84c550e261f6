"""The page of licences: read from the metadata of what is installed; what isn't here keeps the row that it has."""

from __future__ import annotations

import re
from importlib import metadata

from tools.bill.locked import USES, Material, materials
from tools.bill.vendored import VENDORED, Vendored

_STATED = {
    "atheris": "Apache-2.0",  # in its licence file alone
    "axe-playwright-python": "MIT",  # likewise
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",  # any of the three, as LibreOffice's dictionaries
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # both, with a comma between: read as the stricter
}
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache-2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "MIT": "MIT",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_ROW = re.compile(r"\| (?P<name>[a-z0-9-]+) \| (?P<version>\S+) \| (?P<licence>[^|]+) \| [^|]+ \|")


class UnknownLicenceError(Exception):
    """A release whose licence can't be told."""


def licences(page: str) -> dict[str, str]:
    """Return the licence of each package that the page has, as an SPDX expression."""
    rows = page.partition("<!-- table: packages -->")[2].partition("<!-- end -->")[0].splitlines()
    return {row["name"]: row["licence"] for row in map(_ROW.fullmatch, rows[3:]) if row}


def rendered(page: str) -> str:
    """Return the page with its tables as the locks and the installed metadata have them."""
    had = licences(page)
    rows = [_row(material, had) for material in materials()]
    kept = [_kept(vendored) for vendored in VENDORED]
    page = _filled(page, "packages", ["| package | release | licence | for |", "|---|---|---|---|", *rows])
    return _filled(page, "vendored", ["| from | release | licence | files |", "|---|---|---|---|", *kept])


def _filled(page: str, table: str, lines: list[str]) -> str:
    begin, end = f"<!-- table: {table} -->", "<!-- end -->"
    head, _, rest = page.partition(begin)
    return "\n".join([head + begin, *lines, end]) + rest.partition(end)[2]


def _row(material: Material, had: dict[str, str]) -> str:
    pin = material.pin
    licence = installed(pin.name, pin.version) or had.get(pin.name)
    if licence is None:
        raise UnknownLicenceError(f"{pin.name} {pin.version}: install it, or write its row in docs/licences.md")
    return f"| {pin.name} | {pin.version} | {licence} | {', '.join(USES[use] for use in material.uses)} |"


def _kept(vendored: Vendored) -> str:
    files = ", ".join(f"`{name}`" for name in vendored.files)
    source = f"[{vendored.name}]({vendored.source})" if vendored.source else vendored.name
    return f"| {source} | {vendored.version} | [{vendored.licence}](../{vendored.text}) | {files} |"


def installed(name: str, version: str) -> str | None:
    """Return the licence of a release as an SPDX expression, or nothing if this very release isn't installed."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    return _licence(name, found) if found.version == version else None


def _licence(name: str, found: metadata.Distribution) -> str:
    told = found.metadata
    if "License-Expression" in told:
        return told["License-Expression"]
    if name in _STATED:
        return _STATED[name]
    classes = [str(line).rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier", []) if "License ::" in line]
    for words in (*told.get_all("License", []), *classes):
        if words in _SPDX:
            return _SPDX[words]
    if "BSD License" in classes:
        return "BSD-3-Clause" if _asks_leave_for_names(found) else "BSD-2-Clause"
    raise UnknownLicenceError(f"{name} {found.version} says nothing of its licence that is known: see tools/bill")


def _asks_leave_for_names(found: metadata.Distribution) -> bool:
    """Tell whether a BSD licence has its third clause, on the use of names: those without are the shorter one."""
    texts = [file.read_text() for file in found.files or () if "licen" in file.name.lower()]
    return any(re.search(r"names? of", text or "", re.IGNORECASE) for text in texts)
