"""The soft proof: a page's four plates as the press's profile says they will look, on its paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from compositor.colour import newsprint
from compositor.intake.inspect import PdfFacts
from compositor.intake.inspect.inks import PROCESS
from compositor.preflight.separations import Separations

if TYPE_CHECKING:
    from PIL import Image


class ProofError(ValueError):
    """A profile can't be used to show a page: why."""


def profile_of(pdf: PdfFacts) -> tuple[bytes, str]:
    """Return the profile by which a file is shown, and what it is: its output intent's, or ours of newsprint."""
    for intent in pdf.intents:
        if intent.profile[16:20] == b"CMYK":
            return intent.profile, f"the file's output intent {intent.identifier}".rstrip()
    ours = newsprint()
    return ours.content, f"{ours.name}, for the file brings no profile of a press"


def soft_proof(plates: Separations, profile: bytes) -> Image.Image:
    """Return a page in sRGB, absolutely colorimetric: paper is as dark and warm as it is (ICC.1:2010 6.2.2).

    Spot colours are not shown. Raises ``ProofError`` where the profile can't be used.
    """
    from PIL import Image, ImageCms

    inks = Image.merge("CMYK", [plates.plates[ink] for ink in PROCESS])
    try:
        press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(
            inks, press, ImageCms.createProfile("sRGB"), ImageCms.Intent.ABSOLUTE_COLORIMETRIC, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise ProofError(f"its output profile can't be used: {error}") from error
    assert shown is not None
    shown.info.pop("icc_profile", None)  # LittleCMS dates the sRGB that it makes
    return shown
