"""Everything HarfBuzz and OpenType: font files to advances, glyphs, ink boxes and subsets. Knows no Chinese rules."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.faces.cabinet import Faces, Role, Shortfall, Supplement
    from compositor.faces.chain import Chain
    from compositor.faces.coverage import Brought, Coverage, Row, brought, describe
    from compositor.faces.cut import Segment
    from compositor.faces.drawn import EM, HEAD, DrawingError, Figure, Glyph, drawn_face, outlined, traced
    from compositor.faces.face import GETA, Face, Metrics, Outline
    from compositor.faces.lie import Ink
    from compositor.faces.proving import tried
    from compositor.faces.sfnt import FaceError, FaceFile, faces_in
    from compositor.faces.shape import Half, Shape
else:
    __getattr__ = late.names(
        __name__,
        {
            "cabinet": "Faces Role Shortfall Supplement",
            "chain": "Chain",
            "coverage": "Brought Coverage Row brought describe",
            "cut": "Segment",
            "drawn": "EM HEAD DrawingError Figure Glyph drawn_face outlined traced",
            "face": "GETA Face Metrics Outline",
            "lie": "Ink",
            "proving": "tried",
            "sfnt": "FaceError FaceFile faces_in",
            "shape": "Half Shape",
        },
    )

__all__ = [
    "EM",
    "GETA",
    "HEAD",
    "Brought",
    "Chain",
    "Coverage",
    "DrawingError",
    "Face",
    "FaceError",
    "FaceFile",
    "Faces",
    "Figure",
    "Glyph",
    "Half",
    "Ink",
    "Metrics",
    "Outline",
    "Role",
    "Row",
    "Segment",
    "Shape",
    "Shortfall",
    "Supplement",
    "brought",
    "describe",
    "drawn_face",
    "faces_in",
    "outlined",
    "traced",
    "tried",
]
