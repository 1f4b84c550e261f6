"""The inks of a picture, pixel by pixel at its own resolution: decoded as a RIP would (ISO 32000-1 7.4, 8.9.5)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from compositor.intake.inspect.coding import filters, unnamed
from compositor.intake.inspect.inks import ALL, BLACK, NONE, PROCESS, Space, space_of
from compositor.intake.inspect.light import PLAINLY, Plainly
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

_MOST_PIXELS: Final = 200_000_000
_PLAIN: Final = frozenset(("FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"))
_NAMES: Final = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2", "CCITTFaxDecode": "CCITT fax"}
_MODES: Final = {1: "L", 3: "RGB", 4: "CMYK"}


class UnreadError(ValueError):
    """A picture's pixels can't be read: why."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A picture in inks: a plane for each ink that it paints, 255 where it is solid.

    ``process`` tells that it paints all four, also where it names less.
    """

    planes: Mapping[str, Image.Image]
    process: bool

    def most(self) -> float:
        """Return the most ink on any pixel, in percent."""
        from compositor.colour import most_ink

        if not self.planes:
            return 0.0
        if tuple(self.planes) == PROCESS:
            from PIL import Image

            return most_ink(Image.merge("CMYK", list(self.planes.values())))
        return float(summed(self.planes).getextrema()[1]) * 100 / 255


def summed(planes: Mapping[str, Image.Image]) -> Any:
    """Return all planes in one, of 32 bits; the registration colour counts for four."""
    from PIL import ImageMath

    total: Any = None
    for ink, plane in planes.items():
        times = 4 if ink == ALL else 1
        if total is None:
            total = ImageMath.lambda_eval(lambda names: names["one"] * names["times"], one=plane, times=times)
        else:
            total = ImageMath.lambda_eval(
                lambda names: names["total"] + names["one"] * names["times"], total=total, one=plane, times=times
            )
    return total


def inked(picture: Any, known: Any, light: Plainly = PLAINLY) -> Inked:
    """Return a picture in inks; ``known`` are the colour spaces of its page, ``light`` turns RGB.

    Raises ``UnreadError``.
    """
    try:
        return _read(picture, known, light)
    except UnreadError:
        raise
    except Exception as error:  # a picture of others may say anything; its page is read all the same
        raise UnreadError(f"{type(error).__name__}: {str(error)[:120]}") from error


def _read(picture: Any, known: Any, light: Plainly) -> Inked:
    wide, high = (int(_of(picture, *keys, 0)) for keys in (("/Width", "/W"), ("/Height", "/H")))
    space = space_of(_of(picture, "/ColorSpace", "/CS", None), known)
    if not space.kind or space.patterned:
        raise UnreadError("its colour space is not known")
    if wide < 1 or high < 1 or wide * high * space.count > _MOST_PIXELS * 4:
        raise UnreadError(f"it has {wide:,} × {high:,} pixels")
    bits = int(_of(picture, "/BitsPerComponent", "/BPC", 8))
    bands = _bands(picture, (wide, high), space, bits)
    return _in_inks(_decoded(bands, picture, space, bits), space, light)


def most_possible(picture: Any, known: Any) -> float | None:
    """Return the most ink that a picture in one component can have whatever its pixels are; None of others."""
    try:
        space = space_of(_of(picture, "/ColorSpace", "/CS", None), known)
        bits = int(_of(picture, "/BitsPerComponent", "/BPC", 8))
        if space.kind == "grey":
            return 100.0
        if space.kind != "Indexed" or not 0 < bits <= 8:
            return None
        return max(sum(space.entry(index).values()) * 100 for index in range(1 << bits))
    except Exception:  # a picture of others may say anything
        return None


def _of(picture: Any, name: str, short: str, otherwise: Any) -> Any:
    return picture.get(name, picture.get(short, otherwise))


def _bands(picture: Any, size: tuple[int, int], space: Space, bits: int) -> list[Image.Image]:
    """Return the picture's components as they are stored, of 8 bits each; of a table its indexes."""
    names = filters(picture)
    if names and names[-1] == "DCTDecode":
        return _of_jpeg(_before_jpeg(picture, names[:-1]), size, space.count)
    strange = [name for name in names if name not in _PLAIN]
    if strange:
        raise UnreadError(f"it is coded as {_NAMES.get(strange[0], strange[0])}")
    if bits not in (1, 2, 4, 8, 16):
        raise UnreadError(f"it has {bits} bits to a component")
    wide, high = size
    wanted = (wide * space.count * bits + 7) // 8 * high
    content = _content(picture, names, wanted)
    if len(content) < wanted:
        raise UnreadError("it has fewer pixels than it says")
    return _of_samples(content[:wanted], size, space, bits)


def _content(picture: Any, names: tuple[str, ...], wanted: int) -> bytes:
    """Return the samples; what unpacks to far more than a picture says is not unpacked."""
    import pikepdf

    try:
        if names == ("FlateDecode",) and isinstance(picture, pikepdf.Stream):
            packed, plain = picture.read_raw_bytes(), _of(picture, "/DecodeParms", "/DP", None) is None
            unpacking = zlib.decompressobj()
            if plain:
                return unpacking.decompress(packed, wanted)
            if len(unpacking.decompress(packed, wanted * 2 + 4096)) > wanted * 2 + 4095:
                raise UnreadError("it has more pixels than it says")
        return bytes(picture.read_bytes())
    except (pikepdf.PdfError, zlib.error, RuntimeError, AttributeError) as error:
        raise UnreadError(f"it can't be unpacked: {unnamed(error)}") from error


def _before_jpeg(picture: Any, names: tuple[str, ...]) -> bytes:
    content = bytes(picture.read_raw_bytes())
    for name in names:
        if name != "FlateDecode":
            raise UnreadError(f"it is coded as JPEG in {name}")
        try:
            content = zlib.decompressobj().decompress(content, len(content) * 64)
        except zlib.error as error:
            raise UnreadError(f"it can't be unpacked: {unnamed(error)}") from error
    return content


def _of_jpeg(content: bytes, size: tuple[int, int], count: int) -> list[Image.Image]:
    """Return what a JPEG stores. Pillow turns all JPEGs of four inks round; a RIP turns none (only Decode does)."""
    from PIL import Image, ImageChops

    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as file:
            if file.width * file.height > _MOST_PIXELS:
                raise UnreadError(f"it has {file.width:,} × {file.height:,} pixels")
            file.load()
            bands = list(file.split())
            mode = file.mode
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadError(f"its JPEG can't be read: {error}") from error
    if len(bands) != count or bands[0].size != size:
        raise UnreadError("its JPEG has another size or other components than it says")
    return [ImageChops.invert(band) for band in bands] if mode == "CMYK" else bands


def _of_samples(content: bytes, size: tuple[int, int], space: Space, bits: int) -> list[Image.Image]:
    from PIL import Image

    wide, high = size
    count = space.count
    if bits == 8 and count in _MODES:
        return list(Image.frombytes(_MODES[count], size, content).split())
    if bits == 16:
        content = content[::2]
    elif bits < 8:
        kind = "P" if space.kind == "Indexed" else "L"
        raw = f"{kind};{bits}" if bits > 1 or kind == "P" else "1"
        mode = "1" if raw == "1" else kind
        unpacked = Image.frombytes(mode, (wide * count, high), content, "raw", raw)
        content = (unpacked.convert("L") if mode == "1" else unpacked).tobytes()
    return [Image.frombytes("L", size, content[at::count]) for at in range(count)]


def _decoded(bands: list[Image.Image], picture: Any, space: Space, bits: int) -> list[Image.Image]:
    """Return components after the Decode array (8.9.5.2)."""
    decode = [float(one) for one in _of(picture, "/Decode", "/D", ())]
    if len(decode) < 2 * len(bands):
        return bands
    top = float((1 << bits) - 1) if space.kind == "Indexed" else 1.0
    turned = []
    for at, band in enumerate(bands):
        low, high = decode[2 * at] / top, decode[2 * at + 1] / top
        if space.kind == "Lab":
            low, high = (low / 100, high / 100) if at == 0 else (0.0, 1.0)
        if (low, high) == (0.0, 1.0):
            turned.append(band)
            continue
        scale = (1 << min(bits, 8)) - 1 if space.kind == "Indexed" else 255
        table = [min(max(round((low + (high - low) * value / scale) * scale), 0), 255) for value in range(256)]
        turned.append(band.point(table))
    return turned


def _in_inks(bands: list[Image.Image], space: Space, light: Plainly) -> Inked:
    from PIL import ImageChops

    match space.kind:
        case "inks":
            return Inked(dict(zip(PROCESS, bands, strict=True)), process=True)
        case "grey" | "Lab":
            return Inked({BLACK: ImageChops.invert(bands[0])}, process=True)
        case "light":
            return Inked(dict(zip(PROCESS, light.picture(bands), strict=True)), process=True)
        case "named":
            named = {name: band for name, band in zip(space.names, bands, strict=True) if name != NONE}
            return Inked(named, process=False)
    entries = [space.entry(index, light) for index in range(256)]
    names = tuple(entries[0])
    planes: dict[str, Image.Image] = {
        name: bands[0].point([round(entry[name] * 255) for entry in entries]) for name in names
    }
    return Inked(planes, process=names == PROCESS or space.base is None or space.base.kind != "named")
