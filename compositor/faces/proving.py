"""A face tried out on a sample of what it covers, before type is set in it: shaped, measured and cut to a subset."""

from __future__ import annotations

from typing import Final

from compositor.faces.face import Face
from compositor.faces.sfnt import FaceError, FaceFile

_SAMPLE: Final = 200


def tried(file: FaceFile) -> str:
    """Return what is wrong with a face that nobody could foresee, '' where it holds; a ``FaceError`` is told elsewhere.

    A broken table may crash or stop whoever reads it: this is run where that harms nobody.
    """
    try:
        face = Face(file)
        covered = sorted(face.characters)
        sample = covered[:: max(1, len(covered) // _SAMPLE)]
        codes = {face.code(chr(code)) for code in sample}
        for code in codes:
            face.ink(code)
            face.advance(code)
            face.vertical(code)
        face.shape("".join(map(chr, sample)), language="zh-Hans", script="Hani", vertical=True)
        face.subset(codes | {0})
        _ = face.metrics, face.outline, face.name, face.geta
    except FaceError:
        return ""
    except Exception as error:  # libraries of fonts raise whatever they stumble over
        return f"is broken ({type(error).__name__})"
    return ""
