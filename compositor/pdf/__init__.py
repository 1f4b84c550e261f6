"""The pen: placed ink to PDF, with composite fonts; readers' files are finished by pikepdf. Decides nothing."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.pdf.claims import Claim, Condition, Standard
    from compositor.pdf.colour import ColourSpace
    from compositor.pdf.conversion import Darkroom
    from compositor.pdf.imposing import Matrix, Placed, Size, size_of
    from compositor.pdf.imposing import imposed as place_plates
    from compositor.pdf.pen import Pen
    from compositor.pdf.structure import Element, Kid, LinkMark, Mark
else:
    __getattr__ = late.names(
        __name__,
        {
            "claims": "Claim Condition Standard",
            "colour": "ColourSpace",
            "conversion": "Darkroom",
            "imposing": "Matrix Placed Size size_of imposed=place_plates",
            "pen": "Pen",
            "structure": "Element Kid LinkMark Mark",
        },
    )

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
