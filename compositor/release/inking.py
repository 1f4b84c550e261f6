"""The ink of a plate as a RIP lays it: each separation drawn by Ghostscript inside the trim, and added up."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

_RESOLUTION: Final = 72
_INKS: Final = ("Cyan", "Magenta", "Yellow", "Black")
_FULL: Final = 255
_LONGEST: Final = 300


def most_ink(plate: bytes) -> float | None:
    """Return the most ink of a plate's pixels inside the trim, in percent of one ink; None where nothing measures it.

    Ghostscript draws them at 72 to the inch, with overprint.
    """
    gs = shutil.which("gs")
    if gs is None:
        return None
    from PIL import Image, ImageMath

    with tempfile.TemporaryDirectory(prefix="compositor-") as name:
        folder = Path(name)
        (folder / "plate.pdf").write_bytes(plate)
        drawn = [gs, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{_RESOLUTION}", "-dUseTrimBox"]
        drawn += ["-dOverprint=/simulate", f"-sOutputFile={folder / 'p%d.tif'}", str(folder / "plate.pdf")]
        try:
            subprocess.run(drawn, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603  (our own file)
            inks = [Image.open(folder / f"p1({ink}).tif").convert("I") for ink in _INKS]
        except (OSError, subprocess.SubprocessError):
            return None
        white = ImageMath.lambda_eval(
            lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], **dict(zip("cmyk", inks, strict=True))
        )
        least = white.getextrema()[0]
    return round((len(_INKS) * _FULL - float(least)) * 100 / _FULL, 1)
