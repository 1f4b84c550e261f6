"""Pictures and shadings in one ink, as grey, and the small objects of which a page in one ink is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from compositor.intake.inspect.inks import ALL, PROCESS, Space, space_of
from compositor.intake.inspect.light import PLAINLY, Plainly
from compositor.intake.inspect.pixels import Inked, UnreadError, inked
from compositor.records import dataclass

Asked = tuple[str, bool]
"""An ink, and whether what lies under is to stay where a thing doesn't name the ink."""

_MOST: Final = "2 copy lt {exch} if pop"
_KEPT: Final = ("/Width", "/Height", "/SMask", "/Interpolate", "/Mask", "/Matte")


def dictionary(entries: Mapping[str, Any]) -> Any:
    """Return a dictionary of entries."""
    import pikepdf

    return pikepdf.Dictionary(dict(entries))


def name(text: str) -> Any:
    """Return a name."""
    import pikepdf

    return pikepdf.Name(text)


def instruction(operator: str, operands: Sequence[Any]) -> Any:
    """Return an instruction of a content stream."""
    import pikepdf

    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def uncoloured() -> Any:
    """Return the space of patterns that are painted in a grey."""
    import pikepdf

    return pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])


def stencil(pdf: Any, picture: Any) -> Any:
    """Return a stencil as an object; one that stands in a content stream has its short names written out."""
    import pikepdf

    if isinstance(picture, pikepdf.Stream):
        return picture
    made = pdf.make_stream(bytes(picture.read_bytes()))
    made.Type, made.Subtype, made.ImageMask = pikepdf.Name.XObject, pikepdf.Name.Image, True
    made.BitsPerComponent = 1
    for long, short in (("/Width", "/W"), ("/Height", "/H"), ("/Decode", "/D"), ("/Interpolate", "/I")):
        value = picture.get(long, picture.get(short))
        if value is not None:
            made[long] = value
    return made


@dataclass(slots=True)
class Darkened:
    """Pictures in single inks; each is decoded once for all of them. ``unread`` tells which could not be, and why."""

    unread: dict[str, None] = field(default_factory=dict)
    light: Plainly = PLAINLY
    _inked: dict[tuple[int, int], Inked | None] = field(default_factory=dict)

    def picture(self, pdf: Any, picture: Any, known: Any, asked: Asked) -> Any | None:
        """Return a picture in an ink, or None where it isn't painted in it."""
        ink, overprint = asked
        found = self._found(picture, known)
        if found is None:
            return None
        plane = found.planes.get(ink, found.planes.get(ALL))
        if plane is None and overprint:
            return None
        return _grey_picture(pdf, picture, plane)

    def _found(self, picture: Any, known: Any) -> Inked | None:
        number = picture.objgen
        if number in self._inked and number != (0, 0):
            return self._inked[number]
        try:
            found: Inked | None = inked(picture, known, self.light)
        except UnreadError as reason:
            found = None
            self.unread[f"a picture is left out: {reason}"] = None
        self._inked[number] = found
        return found


def _grey_picture(pdf: Any, picture: Any, plane: Any) -> Any:
    import pikepdf

    even = plane is None or plane.getextrema()[0] == plane.getextrema()[1]
    if even:
        dark = 0 if plane is None else plane.getextrema()[0]
        size, content = (1, 1), bytes([255 - dark])
    else:
        size, content = plane.size, plane.point([255 - value for value in range(256)]).tobytes()
    made = pdf.make_stream(content)
    for key in _KEPT:
        if key in picture and not (key == "/Mask" and isinstance(picture[key], pikepdf.Array)):
            made[key] = picture[key]
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height = size
    made.ColorSpace, made.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    return made


def shading(pdf: Any, found: Any, known: Any, asked: Asked) -> Any | None:
    """Return a shading in an ink, or None where it isn't painted in it.

    Its colours stay, in a space of inks whose alternate is the grey of this one (ISO 32000-1 8.6.6.5).
    """
    ink, overprint = asked
    space = space_of(found.get("/ColorSpace"), known)
    code = _code(space, ink)
    if code is None:
        if overprint and space.kind == "named":
            return None
        code = " ".join(["pop"] * max(space.count, 1)) + " 1"
    made = _copied(pdf, found)
    made.ColorSpace = _darkening(pdf, max(space.count, 1), code)
    return made


def _copied(pdf: Any, found: Any) -> Any:
    import pikepdf

    if not isinstance(found, pikepdf.Stream):
        return pdf.make_indirect(dictionary(dict(found.items())))
    made = pdf.make_stream(bytes(found.read_raw_bytes()))
    for key, value in found.items():
        if key != "/Length":
            made[key] = value
    return made


def _darkening(pdf: Any, count: int, code: str) -> Any:
    """Return a space of ``count`` inks that shows as grey what a calculation says of them (7.10.5)."""
    import pikepdf

    function = pdf.make_stream(f"{{{code}}}".encode())
    function.FunctionType = 4
    function.Domain, function.Range = pikepdf.Array([0, 1] * count), pikepdf.Array([0, 1])
    names = pikepdf.Array([pikepdf.Name(f"/Ink{at}") for at in range(count)])
    return pikepdf.Array([pikepdf.Name.DeviceN, names, pikepdf.Name.DeviceGray, function])


def _code(space: Space, ink: str) -> str | None:
    """Return the calculation of a colour's grey; None where the space doesn't name the ink."""
    if space.kind == "grey":
        return "" if ink == PROCESS[3] else None
    if space.kind == "light" and ink in PROCESS:
        if ink == PROCESS[3]:
            return f"{_MOST} {_MOST}"
        kept = _alone(3, PROCESS.index(ink))
        return f"3 copy {_MOST} {_MOST} 4 1 roll {kept} exch sub 1 add"
    names = PROCESS if space.kind == "inks" else space.names
    at = names.index(ink) if ink in names else names.index(ALL) if ALL in names else -1
    return None if at < 0 else f"{_alone(len(names), at)} 1 exch sub"


def _alone(count: int, at: int) -> str:
    """Return what leaves of the last ``count`` values one."""
    return " ".join(["pop"] * (count - 1 - at) + ["exch pop"] * at)
