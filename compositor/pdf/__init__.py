"""The pen: placed ink to PDF, with composite fonts, on reportlab; finished by pikepdf. Decides nothing."""

from compositor.pdf.claims import Claim, Condition, Standard
from compositor.pdf.colour import ColourSpace
from compositor.pdf.conversion import Darkroom
from compositor.pdf.pen import Pen

__all__ = ["Claim", "ColourSpace", "Condition", "Darkroom", "Pen", "Standard"]
