"""Profiles of printing conditions: our own of coldset newsprint, and any other that a printing house names (ICC.1)."""

from __future__ import annotations

import io
import struct
from functools import cache
from pathlib import Path
from typing import Final

from compositor.records import dataclass

HEADER: Final = 128
_HERE: Final = Path(__file__).parent
_ASK: Final = "ask the printing house for its CMYK output profile"


class ProfileError(ValueError):
    """A profile can't be used: what is wrong with it, and what to do."""

    def __init__(self, message: str, hint: str = _ASK) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of inks: what it calls itself, and the file."""

    name: str
    content: bytes

    @property
    def version(self) -> int:
        """Its version, 2 or 4; a file of PDF 1.3 takes only 2."""
        return self.content[8]


@cache
def newsprint() -> Profile:
    """Return our own profile of coldset newsprint, 220 percent of ink at most."""
    return Profile("Custom coldset newsprint (compositor)", (_HERE / "newsprint.icc").read_bytes())


def newsprint_flate() -> bytes:
    """Return the file of our own profile in Flate (ISO 32000-1 7.4.4), as plates have it."""
    return (_HERE / "newsprint.flate").read_bytes()


def profile_of(content: bytes) -> Profile:
    """Return a profile that can print: of class prtr, four inks, version 2 or 4, with tables both ways.

    Raises ``ProfileError`` (ICC.1:2010 7.2 the header, 8.4 the tags of output profiles).
    """
    if len(content) < HEADER + 4 or content[36:40] != b"acsp":
        raise ProfileError("is no ICC profile")
    size: int = struct.unpack_from(">I", content)[0]
    if size > len(content):
        raise ProfileError(f"is cut off: {len(content):,} bytes of {size:,}", "copy it again")
    kind, space = (content[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    if content[8] not in (2, 4):
        raise ProfileError(f"is of version {content[8]}", f"profiles of versions 2 and 4 are read; {_ASK}")
    if kind != "prtr":
        kinds = {"mntr": "a screen", "scnr": "a camera or scanner", "link": "a link between two devices"}
        raise ProfileError(f"is of {kinds.get(kind, f'the class {kind}')}, not of a press")
    if space != "CMYK":
        raise ProfileError(f"is of the colours {space}, not of four inks")
    count: int = struct.unpack_from(">I", content, HEADER)[0]
    tags = {content[HEADER + 4 + 12 * at :][:4] for at in range(min(count, 200))}
    lacking = [name for name in ("A2B0", "B2A0") if name.encode() not in tags]
    if lacking:
        raise ProfileError(f"has no table {' and no '.join(lacking)}")
    return Profile(_checked(content), content)


def _checked(content: bytes) -> str:
    """Return a profile's own name; colours are turned both ways to prove it sound."""
    from PIL import Image, ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(content))
        light = ImageCms.createProfile("sRGB")
        for ends in ((light, opened, "RGB", "CMYK"), (opened, light, "CMYK", "RGB")):
            turned = ImageCms.buildTransform(*ends)
            ImageCms.applyTransform(Image.new(ends[2], (1, 1)), turned)
        return ImageCms.getProfileDescription(opened).strip()
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise ProfileError("is broken: no colour can be turned with it", "copy it again") from error
