"""Where layouts and fonts are: beside the issues, in the working directory, or with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from compositor.intake.files import is_folder

_CHECKOUT: Final = Path(__file__).resolve().parents[2]
_PACKAGE: Final = Path(__file__).resolve().parents[1]


def beside_program(name: str) -> Path:
    """Return the folder ``name`` in the working directory if there is one, else that which came with the program."""
    found = (Path(name), _CHECKOUT / name, _PACKAGE / name)
    return next((folder for folder in found if is_folder(folder)), found[0])


def came_with_program(path: Path, name: str) -> bool:
    """Tell whether a file lies in the folder ``name`` that came with the program, links followed."""
    try:
        there = path.resolve()
        return any(there.is_relative_to(folder / name) for folder in (_CHECKOUT, _PACKAGE))
    except (OSError, RuntimeError):
        return False


def beside_issue(issue: Path, name: str) -> Path:
    """Return the folder ``name`` beside the folder that holds the issues, else `beside_program`.

    ``issue`` is the issue's own folder.
    """
    beside = issue.resolve().parent.parent / name
    near = issue.parent.parent / name if len(issue.parts) > 1 else beside
    return next((folder for folder in (near, beside) if is_folder(folder)), beside_program(name))
