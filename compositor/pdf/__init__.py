"""The pen: placed ink to PDF, with composite fonts; readers' files are finished by pikepdf. Decides nothing."""

from compositor.pdf.claims import Claim, Condition, Standard
from compositor.pdf.colour import ColourSpace
from compositor.pdf.conversion import Darkroom
from compositor.pdf.imposing import Matrix, Placed, Size, size_of
from compositor.pdf.imposing import imposed as place_plates
from compositor.pdf.pen import Pen
from compositor.pdf.structure import Element, Kid, LinkMark, Mark

__all__ = [
    "Claim",
    "ColourSpace",
    "Condition",
    "Darkroom",
    "Element",
    "Kid",
    "LinkMark",
    "Mark",
    "Matrix",
    "Pen",
    "Placed",
    "Size",
    "Standard",
    "place_plates",
    "size_of",
]
