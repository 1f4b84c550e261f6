"""Pictures in a page of others: kept as they are where they are in the target's colours, else turned into them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final

from compositor.intake.inspect.repro import streams
from compositor.intake.inspect.repro.spaces import GREY, Space, Spaces
from compositor.intake.inspect.repro.targets import Paint, Target
from compositor.intake.inspect.repro.telling import Told, Unprintable
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 150_000_000
_SHORT: Final = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
}
_FULL_FILTERS: Final = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_LATE: Final = frozenset(("/JPXDecode", "/JBIG2Decode"))
_HINT: Final = "save the picture as CMYK, and export the page again"


@dataclass(slots=True)
class Pictures:
    """Makes pictures ready in a document; each is made once."""

    pdf: Any
    target: Target
    told: Told
    old: bool
    """Whether the standard is PDF/X-1a, which knows no soft masks and no JBIG2."""
    clear: bool = False
    """Whether a picture was found that is seen through."""
    _made: dict[Any, Any] = field(default_factory=dict)

    def made(self, stream: Any, named: Any) -> Any:
        """Return what is painted in a picture's place; ``named`` are the colour spaces of the resources."""
        key = stream.objgen
        if key not in self._made or key == (0, 0):
            self._made[key] = self._picture(stream, named)
        return self._made[key]

    def inline(self, picture: Any) -> Any:
        """Return a picture that stands in a content stream as one that has an object of its own (8.9.7)."""
        import pikepdf

        entries = picture.obj
        stream = self.pdf.make_stream(bytes(picture.read_raw_bytes()))
        for key, value in entries.items():
            stream[_SHORT.get(key, key)] = value
        names = [pikepdf.Name(_FULL_FILTERS.get(name, name)) for name in streams.filters(stream)]
        if names:
            stream.Filter = pikepdf.Array(names) if len(names) > 1 else names[0]
        return self.pdf.make_indirect(stream)

    # One picture

    def _picture(self, stream: Any, named: Any) -> Any:
        wide, high = int(stream.Width), int(stream.Height)
        if not (wide > 0 and high > 0 and wide * high <= MOST_PIXELS):
            raise Unprintable(f"a picture in it has {wide:,} × {high:,} pixels", "save it at 300 pixels to the inch")
        streams.check(stream)
        coding = streams.filters(stream)
        if self.old and "/JBIG2Decode" in coding:
            self.told.refuse("a picture in it is in JBIG2, which PDF/X-1a doesn't know", "save it in CCITT G4 or Flate")
        if bool(stream.get("/ImageMask", False)):
            return self._like(stream, {"/ImageMask": True})
        made = self._coloured(stream, named, coding)
        self._masked(stream, made)
        return made

    def _coloured(self, stream: Any, named: Any, coding: Sequence[str]) -> Any:
        if "/JPXDecode" in coding:
            return self._jpx(stream, named)
        space = Spaces(self.told).of(stream.ColorSpace, named)
        bits = int(stream.get("/BitsPerComponent", 8))
        if bits not in (1, 2, 4, 8, 16) or space.kind == "Pattern":
            raise _broken()
        photograph = bool(coding) and coding[-1] == "/DCTDecode"
        if space.count == 1 and not photograph and bits <= 8:
            return self._looked_up(stream, space, bits)
        if space.kind == "DeviceGray" and "/Decode" not in stream:
            return self._like(stream, {"/ColorSpace": _name("DeviceGray"), "/BitsPerComponent": bits}, mask=True)
        if space.kind in ("Lab", "Separation", "DeviceN") and not space.of_press:
            self.told.refuse(f"a picture in it is in {_words(space)}", _HINT)
            return stream
        pixels = self._pixels(stream, space, bits, photograph=photograph)
        profile = space.profile
        if self.target.kept(pixels, profile) and bits == 8 and space.kind in ("DeviceCMYK", "DeviceRGB"):
            entries = {"/ColorSpace": _name(space.kind), "/BitsPerComponent": 8}
            return self._like(stream, entries, mask=True)
        return self._turned(pixels, space, photograph=photograph, stream=stream)

    def _turned(self, pixels: Image.Image, space: Space, *, photograph: bool, stream: Any) -> Any:
        """Return a picture turned into the target's colours."""
        import pikepdf

        if self.target.mode == "CMYK":
            words = {"RGB": "RGB pictures are turned into CMYK", "L": "grey pictures by a profile are black alone"}
            self.told.change(words.get(pixels.mode, "CMYK pictures are turned into this press's inks, or held to them"))
        if space.kind == "CalRGB":
            self.told.change("pictures in calibrated RGB are read as sRGB")
        made = self.target.picture(pixels, space.profile)
        coding, packed, upside = self.target.packed(made, photograph=photograph)
        entries = {
            "/Type": _name("XObject"),
            "/Subtype": _name("Image"),
            "/Width": made.width,
            "/Height": made.height,
            "/BitsPerComponent": 8,
            "/ColorSpace": _name(self.target.space),
        }
        if upside:
            entries["/Decode"] = pikepdf.Array([1, 0] * 4)
        new = self.pdf.make_stream(packed, entries)
        new.Filter = _name(coding)
        return self._keyed(stream, pixels, new)

    def _looked_up(self, stream: Any, space: Space, bits: int) -> Any:
        """Return a picture of one component with a palette of what each of its values becomes, its pixels untouched."""
        import pikepdf

        if space.kind == "DeviceGray" and bits > 1 and "/Decode" not in stream:
            return self._like(stream, {"/ColorSpace": _name("DeviceGray"), "/BitsPerComponent": bits}, mask=True)
        count = 1 << bits
        steps = _decoded(stream, space, bits)
        paints = [space.paint((value,)) for value in steps]
        table = bytes(round(value * 255) for colour in self.target.flats(paints) for value in colour)
        if self.target.mode == "CMYK" and any(paint.mode == "RGB" for paint in paints):
            self.told.change("RGB pictures are turned into CMYK")
        palette = pikepdf.Array([_name("Indexed"), _name(self.target.space), count - 1, pikepdf.String(table)])
        made = self._like(stream, {"/ColorSpace": palette, "/BitsPerComponent": bits}, mask=True)
        if "/Decode" in made:
            del made["/Decode"]
        return made

    def _jpx(self, stream: Any, named: Any) -> Any:
        """Return a picture of JPEG 2000 as others have it (7.4.9)."""
        from PIL import Image

        if int(stream.get("/SMaskInData", 0)):
            self.told.refuse("a picture in it is seen through by what its JPEG 2000 says", _HINT)
        with Image.open(io.BytesIO(bytes(stream.read_raw_bytes())), formats=("JPEG2000",)) as file:
            pixels = file.convert({"I;16": "L", "RGBA": "RGB", "LA": "L"}.get(file.mode, file.mode))
        space = Spaces(self.told).of(stream.ColorSpace, named) if "/ColorSpace" in stream else GREY
        if pixels.mode not in ("L", "RGB", "CMYK") or space.kind not in (
            "DeviceGray",
            "DeviceRGB",
            "DeviceCMYK",
            "ICCBased",
        ):
            self.told.refuse("a picture in it is in JPEG 2000 of other colours than grey, RGB or CMYK", _HINT)
            return stream
        self.told.change("JPEG 2000 pictures are saved anew")
        return self._turned(pixels, space if space.mode == pixels.mode else GREY, photograph=True, stream=stream)

    # Pixels

    def _pixels(self, stream: Any, space: Space, bits: int, *, photograph: bool) -> Image.Image:
        from PIL import Image, ImageChops

        pixels: Image.Image
        wide, high = int(stream.Width), int(stream.Height)
        mode = "CMYK" if space.of_press else space.mode
        if photograph:
            with Image.open(io.BytesIO(self._inner(stream)), formats=("JPEG",)) as file:
                pixels = file.copy()
            if pixels.mode == "CMYK":
                pixels = ImageChops.invert(pixels)  # Pillow takes all of them to be upside down
        else:
            content = streams.content(stream)
            pixels = _unpacked(content, (wide, high), bits, 4 if space.of_press and space.count == 4 else space.count)
        if space.of_press and space.kind != "DeviceCMYK":
            pixels = _ordered(pixels, space)
        if pixels.mode != mode or pixels.size != (wide, high):
            raise _broken()
        return _with_decode(pixels, stream)

    def _inner(self, stream: Any) -> bytes:
        """Return a JPEG out of its outer filters."""
        import pikepdf

        names = streams.filters(stream)
        raw = bytes(stream.read_raw_bytes())
        if len(names) == 1:
            return raw
        outer = self.pdf.make_stream(raw)
        outer.Filter = pikepdf.Array([pikepdf.Name(name) for name in names[:-1]])
        return streams.content(outer)

    # Masks

    def _masked(self, stream: Any, made: Any) -> None:
        """Carry over what hides parts of a picture: a stencil or a soft mask (8.9.6, 11.6.5.2)."""
        import pikepdf

        soft, mask = stream.get("/SMask"), stream.get("/Mask")
        if isinstance(soft, pikepdf.Stream):
            self.clear = True
            if self.old:
                return
            if "/Matte" in soft:
                self.told.refuse("a picture in it was blended with a ground beforehand (Matte)", _HINT)
            streams.check(soft)
            grey = Spaces(self.told).of(soft.ColorSpace, None)
            if grey.count != 1 or grey.base is not None or _LATE & set(streams.filters(soft)):
                self.told.refuse("a picture in it has a soft mask that isn't grey", _HINT)
            bits = int(soft.get("/BitsPerComponent", 8))
            made.SMask = self._like(soft, {"/ColorSpace": _name("DeviceGray"), "/BitsPerComponent": bits})
        elif isinstance(mask, pikepdf.Stream):
            streams.check(mask)
            made.Mask = self._like(mask, {"/ImageMask": True})

    def _keyed(self, stream: Any, pixels: Image.Image, made: Any) -> Any:
        """Turn colours that are left out (8.9.6.4) into a stencil: 1 where nothing is painted."""
        import pikepdf
        from PIL import Image, ImageChops

        mask = stream.get("/Mask")
        if not isinstance(mask, pikepdf.Array):
            return made
        ends = [int(one) for one in mask]
        hidden = Image.new("L", pixels.size, 255)
        for band, low, high in zip(pixels.split(), ends[::2], ends[1::2], strict=True):
            table = [255 if low <= value <= high else 0 for value in range(256)]
            hidden = ImageChops.darker(hidden, band.point(table))
        bits = zlib.compress(hidden.convert("1", dither=Image.Dither.NONE).tobytes(), 6)
        stencil = self.pdf.make_stream(bits)
        for key, value in (("Type", "XObject"), ("Subtype", "Image"), ("Filter", "FlateDecode")):
            stencil[f"/{key}"] = _name(value)
        stencil.Width, stencil.Height, stencil.ImageMask, stencil.BitsPerComponent = *pixels.size, True, 1
        made.Mask = self.pdf.make_indirect(stencil)
        return made

    def _like(self, stream: Any, more: dict[str, Any], *, mask: bool = False) -> Any:
        """Return a picture with the same coded content, and no entries but those a plate may have."""
        import pikepdf

        new = self.pdf.make_stream(bytes(stream.read_raw_bytes()))
        new.Type, new.Subtype = _name("XObject"), _name("Image")
        new.Width, new.Height = int(stream.Width), int(stream.Height)
        for key in ("/Decode", "/Filter", "/DecodeParms"):
            if key in stream:
                new[key] = stream[key]
        for key, value in more.items():
            new[key] = value
        if "/ImageMask" in more:
            new.BitsPerComponent = 1
        if mask and isinstance(stream.get("/Mask"), pikepdf.Array):
            new.Mask = stream.Mask
        return self.pdf.make_indirect(new)


def _name(bare: str) -> Any:
    import pikepdf

    return pikepdf.Name(f"/{bare}")


def _words(space: Space) -> str:
    return {"Lab": "Lab", "DeviceN": "several spot colours"}.get(space.kind, "a spot colour")


def _broken() -> Unprintable:
    return Unprintable("a picture in it is broken", "export the page again")


def _decoded(stream: Any, space: Space, bits: int) -> list[float]:
    """Return what each value of a pixel stands for (8.9.5.2)."""
    most = (1 << bits) - 1
    low, high = (0.0, float(most)) if space.kind == "Indexed" else (0.0, 1.0)
    if "/Decode" in stream:
        low, high = (float(one) for one in stream.Decode)
    return [low + value / most * (high - low) for value in range(most + 1)]


def _unpacked(content: bytes, size: tuple[int, int], bits: int, count: int) -> Image.Image:
    """Return pixels of one, three or four components, rows of which begin with a byte (8.9.5.2)."""
    from PIL import Image

    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(count)
    row = (size[0] * count * bits + 7) // 8
    if mode is None or len(content) < row * size[1]:
        raise _broken()
    if bits == 16:
        content = content[0 : row * size[1] : 2]
    elif bits < 8:
        per, most = 8 // bits, (1 << bits) - 1
        spread = [
            bytes(((byte >> (8 - bits * (at + 1))) & most) * 255 // most for at in range(per)) for byte in range(256)
        ]
        wide = size[0] * count
        rows = (content[at * row : (at + 1) * row] for at in range(size[1]))
        content = b"".join(b"".join(spread[byte] for byte in one)[:wide] for one in rows)
    return Image.frombytes(mode, size, content[: size[0] * size[1] * count])


def _ordered(pixels: Image.Image, space: Space) -> Image.Image:
    """Return a picture in some of the press's inks with all four, in their order."""
    from PIL import Image

    bands = dict(zip(space.inks, pixels.split(), strict=True))
    empty = Image.new("L", pixels.size, 0)
    return Image.merge("CMYK", [bands.get(ink, empty) for ink in ("Cyan", "Magenta", "Yellow", "Black")])


def _with_decode(pixels: Image.Image, stream: Any) -> Image.Image:
    """Return a picture as its Decode array has it."""
    if "/Decode" not in stream:
        return pixels
    ends = [float(one) for one in stream.Decode]
    tables: list[int] = []
    for low, high in zip(ends[::2], ends[1::2], strict=True):
        tables += [round(min(max(low + value / 255 * (high - low), 0), 1) * 255) for value in range(256)]
    if len(tables) != 256 * len(pixels.getbands()):
        raise _broken()
    return pixels.point(tables)


def flat_paint(values: Sequence[float], space: Space) -> Paint:
    """Return what a colour of a space is, its values checked."""
    if len(values) < space.count:
        raise Unprintable("a colour in it lacks values", "export it again")
    return space.paint(tuple(values[: space.count]))
