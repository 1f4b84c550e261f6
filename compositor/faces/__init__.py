"""Everything HarfBuzz and OpenType: font files to advances, glyphs, ink boxes and subsets. Knows no Chinese rules."""

from compositor.faces.cabinet import Faces, Role, Shortfall
from compositor.faces.chain import Chain
from compositor.faces.coverage import Coverage, Row, describe
from compositor.faces.face import GETA, Face, FaceFile, Metrics, Outline
from compositor.faces.lie import Ink
from compositor.faces.sfnt import FaceError, faces_in
from compositor.faces.shape import Half, Shape

__all__ = [
    "GETA",
    "Chain",
    "Coverage",
    "Face",
    "FaceError",
    "FaceFile",
    "Faces",
    "Half",
    "Ink",
    "Metrics",
    "Outline",
    "Role",
    "Row",
    "Shape",
    "Shortfall",
    "describe",
    "faces_in",
]
