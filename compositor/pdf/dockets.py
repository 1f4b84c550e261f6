"""What drawn pages are made from, as bytes: by that, what was made of them before is found again.

What is left out must have no part in what is drawn: a plate that is found so goes to the press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from compositor.errors import Place
from compositor.faces import Faces
from compositor.model.assets import Asset
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine

LEFT_OUT: Final = {
    Asset: ("file", "held"),  # the file is known by its sum, wherever it lies
    Place: ("*",),  # where in which file something was written
    Line: ("adjustments",),  # what was given and taken stands in the advances
}


def faces_of(line: Line) -> Iterator[str]:
    """Yield the faces that a line is set in, with what stands beside it."""
    for run in line.runs:
        yield run.face
    for annotation in line.annotations:
        for gloss in annotation.glosses:
            yield from faces_of(gloss.line)


def sums_of(ink: Iterable[Ink], faces: Faces) -> tuple[tuple[str, str], ...]:
    """Return each face that ink is set in with the sum of its file."""
    used = sorted({face for one in ink if isinstance(one, SetLine) for face in faces_of(one.line)})
    return tuple((face, faces.face(face).sum) for face in used)
