"""The kinds of picture files that are tried: of each a file, and what LittleCMS gives for the same pixels.

All but the largest and smallest show the same photograph, or the same greys, so that a mix-up is seen.
"""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from PIL import Image as Pixels
from PIL import ImageChops, ImageCms, ImageFilter

from compositor.colour import Condition, newsprint
from tests.pdf.files import ADOBE, P3, SRGB, Tiff, deep, fatter, png, profile, tiff, ycck

SIZE: Final = (240, 180)
PERCEPTUAL, RELATIVE = ImageCms.Intent.PERCEPTUAL, ImageCms.Intent.RELATIVE_COLORIMETRIC
Make = Callable[[], bytes]


@cache
def photograph() -> Pixels.Image:
    """Soft colours with grain, a black corner and a white one: what a camera makes."""
    chance = random.Random(11)
    bands = []
    for _ in range(3):
        soft = Pixels.frombytes("L", (12, 9), chance.randbytes(108)).resize(SIZE, Pixels.Resampling.BICUBIC)
        grain = Pixels.frombytes("L", SIZE, chance.randbytes(SIZE[0] * SIZE[1])).filter(ImageFilter.GaussianBlur(0.7))
        bands.append(ImageChops.blend(soft, grain, 0.25))
    made = Pixels.merge("RGB", bands)
    made.paste((0, 0, 0), (0, 0, 60, 60))
    made.paste((255, 255, 255), (180, 120, 240, 180))
    return made


def greys() -> Pixels.Image:
    return Pixels.linear_gradient("L").resize(SIZE)


@cache
def own_inks() -> Pixels.Image:
    return Condition().inks(photograph())


def deepest() -> Pixels.Image:
    """Return inks of 340 percent in patches, and of 400: no profile's, but advertisers send them."""
    made = Pixels.new("CMYK", SIZE, (230, 200, 190, 247))
    made.paste((0, 0, 0, 0), (60, 40, 120, 90))
    made.paste((255, 255, 255, 255), (150, 40, 200, 90))
    return made


def saved(pixels: Pixels.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    pixels.save(out, kind, **options)
    return out.getvalue()


# What LittleCMS gives


@cache
def _press() -> Any:
    return ImageCms.ImageCmsProfile(io.BytesIO(newsprint().content))


def by_littlecms(pixels: Pixels.Image, source: bytes = b"", intent: Any = PERCEPTUAL) -> Pixels.Image:
    """Return what LittleCMS makes of pixels: from their profile, or from sRGB, into the newsprint profile's inks."""
    meant: Any = ImageCms.ImageCmsProfile(io.BytesIO(source)) if source else ImageCms.createProfile("sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if intent is RELATIVE else ImageCms.Flags.NONE
    made = ImageCms.profileToProfile(pixels, meant, _press(), intent, outputMode="CMYK", flags=flags)
    assert made is not None
    return made


def _in_colour() -> Pixels.Image:
    return by_littlecms(photograph())


def _of_few_colours() -> Pixels.Image:
    return by_littlecms(photograph().quantize(256).convert("RGB"))


def _half_clear() -> Pixels.Image:
    return by_littlecms(Pixels.blend(Pixels.new("RGB", SIZE, "white"), photograph(), 128 / 255))


def _in_grey() -> Pixels.Image:
    return by_littlecms(greys().convert("RGB"), intent=RELATIVE)


CLOSE: Final = 1.0
LOSSY: Final = 1.5
"""How far off files may be whose colours were stored at half the resolution."""
CLEAR_PAPER = "on white paper"
UPPER = "the upper 8 bits"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, and what is to be printed of it.

    ``meant`` is what LittleCMS gives, ``off`` how far from it the plate may be in the mean (ΔE 1976); of greys ``off``
    counts lightness alone, since they print in black. ``size`` is that of the upright picture.
    """

    make: Make
    meant: Callable[[], Pixels.Image] = _in_colour
    off: float = CLOSE
    grey: bool = False
    size: tuple[int, int] = SIZE
    says: str = ""


def _grey(make: Make, off: float = 1.5, says: str = "black alone") -> Kind:
    return Kind(make, _in_grey, off, grey=True, says=says)


# The files


def _jpeg(**options: Any) -> bytes:
    return saved(photograph(), "JPEG", **({"quality": 97, "subsampling": 0} | options))


def _tiff(pixels: Pixels.Image, build: Tiff) -> bytes:
    content = pixels.tobytes()
    return tiff(pixels.size, deep(content, build.order) if build.bits == 16 else content, build)


def _frames(kind: str, **options: Any) -> bytes:
    second = ImageChops.invert(photograph())
    return saved(photograph(), kind, save_all=True, append_images=[second], **options)


def _clear(alpha: int, mode: str = "RGBA") -> Pixels.Image:
    made = photograph().convert(mode)
    made.putalpha(alpha)
    return made


def _turned(orientation: int, kind: str = "JPEG") -> bytes:
    """Return the photograph laid so that this orientation sets it upright (Exif 2.3 4.6.4)."""
    way = Pixels.Transpose
    back = {2: way.FLIP_LEFT_RIGHT, 3: way.ROTATE_180, 4: way.FLIP_TOP_BOTTOM, 5: way.TRANSPOSE}
    back |= {6: way.ROTATE_90, 7: way.TRANSVERSE, 8: way.ROTATE_270}
    laid = photograph().transpose(back[orientation]) if orientation in back else photograph()
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 97, "subsampling": 0, "exif": exif},
        "TIFF": {"tiffinfo": {0x0112: orientation}},
        "PNG": {"exif": exif},
        "WEBP": {"lossless": True, "exif": exif},
    }
    return saved(laid, kind, **options[kind])


def without_marker(content: bytes) -> bytes:
    """Return a JPEG of inks as a file without Adobe's marker has them: the right way up."""
    upside = saved(
        ImageChops.invert(Pixels.open(io.BytesIO(content)).convert("CMYK")), "JPEG", quality=97, subsampling=0
    )
    at = upside.index(b"\xff\xee")
    return upside[:at] + upside[at + 2 + int.from_bytes(upside[at + 2 : at + 4], "big") :]


def other_profile() -> bytes:
    """Return the newsprint profile under another name, so that it counts as another press's."""
    return newsprint().content.replace(b"compositor)", b"the house!)")


def _palette() -> bytes:
    few = photograph().quantize(256)
    table = few.getpalette() or []
    table += [0] * (768 - len(table))
    whole = tuple(257 * table[3 * at + one] for one in range(3) for at in range(256))
    return tiff(SIZE, few.tobytes(), Tiff(3, samples=1, palette=whole))


def _lab() -> Pixels.Image:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    made = ImageCms.profileToProfile(photograph(), srgb, lab, RELATIVE, outputMode="LAB")
    assert made is not None
    made.info = {}
    return made


def _with_profile(content: bytes, says: str, kind: str = "PNG") -> Kind:
    return Kind(
        lambda: saved(photograph(), kind, icc_profile=content),
        lambda: by_littlecms(photograph(), content),
        says=says,
    )


def _littlecms_srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _profile_ignored(content: bytes) -> Kind:
    return Kind(lambda: saved(photograph(), "PNG", icc_profile=content), says="as sRGB: the profile can't be used")


def _art() -> Pixels.Image:
    art = Pixels.new("1", SIZE, 1)
    art.paste(0, (20, 20, 90, 120))
    return art


def _art_in_ink() -> Pixels.Image:
    black = ImageChops.invert(_art().convert("L"))
    return Pixels.merge("CMYK", [Pixels.new("L", SIZE, 0)] * 3 + [black])


def _line(make: Make) -> Kind:
    return Kind(make, _art_in_ink, 0.01, says="one bit, black alone")


def _flat(size: tuple[int, int], kind: str = "PNG") -> Kind:
    colour = (200, 90, 40)
    return Kind(
        lambda: saved(Pixels.new("RGB", size, colour), kind),
        lambda: by_littlecms(Pixels.new("RGB", size, colour)),
        1.0,
        size=size,
    )


def _held() -> Pixels.Image:
    """Return the deepest inks with C, M and Y scaled down to the limit, reckoned pixel by pixel."""
    made = deepest()
    for inks, box in (((230, 200, 190, 247), None), ((255, 255, 255, 255), (150, 40, 200, 90))):
        *colours, black = inks
        share = min(1.0, (561 - black) / sum(colours))
        held = (*(int(ink * share) for ink in colours), black)
        if box is None:
            made = Pixels.new("CMYK", SIZE, held)
        else:
            made.paste(held, box)
    made.paste((0, 0, 0, 0), (60, 40, 120, 90))
    return made


def _in_paper() -> Pixels.Image:
    """Return the photograph with paper where it was black."""
    made = by_littlecms(photograph())
    made.paste((0, 0, 0, 0), (0, 0, 60, 60))
    return made


def _in_grey_on_paper() -> Pixels.Image:
    made = _in_grey()
    made.paste((0, 0, 0, 0), mask=greys().point(lambda light: 255 * (light == 0)).convert("1"))
    return made


def _few_frames() -> bytes:
    few = photograph().quantize(256)
    return saved(few, "GIF", save_all=True, append_images=[ImageChops.invert(photograph()).quantize(256)])


def _multiplied() -> Pixels.Image:
    half = photograph().point(lambda light: round(light * 128 / 255)).convert("RGBA")
    half.putalpha(128)
    return half


def stored_lab() -> Pixels.Image:
    """Return L*a*b* as files have it, a* and b* with a sign (TIFF 6.0 section 23)."""
    lightness, *others = _lab().split()
    return Pixels.merge("RGB", [lightness, *(band.point(lambda value: value ^ 128) for band in others)])


COLOUR: Final[Mapping[str, Kind]] = {
    "JPEG": Kind(_jpeg),
    "JPEG, colours at half the resolution": Kind(lambda: _jpeg(quality=95, subsampling=2), off=LOSSY),
    "JPEG, progressive": Kind(lambda: _jpeg(progressive=True)),
    "JPEG, stored as RGB": Kind(lambda: _jpeg(keep_rgb=True)),
    "JPEG, several pictures (MPO)": Kind(lambda: _frames("MPO", quality=97, subsampling=0), says="the first"),
    **{
        f"JPEG, EXIF orientation {one}": Kind(lambda one=one: _turned(one), says="upright")  # type: ignore[misc]
        for one in range(1, 9)
    },
    "TIFF, orientation 6": Kind(lambda: _turned(6, "TIFF"), says="upright"),
    "PNG, EXIF orientation 5": Kind(lambda: _turned(5, "PNG"), says="upright"),
    "WebP, EXIF orientation 8": Kind(lambda: _turned(8, "WEBP"), says="upright"),
    "PNG": Kind(lambda: png(photograph())),
    "PNG, interlaced": Kind(lambda: png(photograph(), interlaced=True)),
    "PNG, 16 bits": Kind(lambda: png(photograph(), bits=16), says=UPPER),
    "PNG, palette": Kind(lambda: saved(photograph().quantize(256), "PNG"), _of_few_colours),
    "PNG, RGBA, opaque": Kind(lambda: saved(_clear(255), "PNG")),
    "PNG, RGBA, half clear": Kind(lambda: saved(_clear(128), "PNG"), _half_clear, says=CLEAR_PAPER),
    "PNG, RGBA, 16 bits, half clear": Kind(lambda: png(_clear(128), bits=16), _half_clear, says=CLEAR_PAPER),
    "PNG, one colour clear": Kind(
        lambda: png(photograph(), more=((b"tRNS", struct.pack(">HHH", 0, 0, 0)),)), _in_paper, says=CLEAR_PAPER
    ),
    "PNG, 16 bits, one colour clear": Kind(
        lambda: png(photograph(), bits=16, more=((b"tRNS", struct.pack(">HHH", 90, 90, 90)),)),
        _in_paper,
        says=CLEAR_PAPER,
    ),
    "PNG, animated (APNG)": Kind(lambda: _frames("PNG"), says="the first picture"),
    "GIF": Kind(lambda: saved(photograph().quantize(256), "GIF"), _of_few_colours),
    "GIF, animated": Kind(_few_frames, _of_few_colours, says="the first picture"),
    "WebP, lossless": Kind(lambda: saved(photograph(), "WEBP", lossless=True)),
    "WebP, lossy": Kind(lambda: saved(photograph(), "WEBP", quality=95), off=LOSSY),
    "WebP, half clear": Kind(lambda: saved(_clear(128), "WEBP", lossless=True), _half_clear, says=CLEAR_PAPER),
    "WebP, animated": Kind(lambda: _frames("WEBP", lossless=True), says="the first picture"),
    "TIFF": Kind(lambda: saved(photograph(), "TIFF")),
    "TIFF, LZW": Kind(lambda: saved(photograph(), "TIFF", compression="tiff_lzw")),
    "TIFF, deflate": Kind(lambda: saved(photograph(), "TIFF", compression="tiff_adobe_deflate")),
    "TIFF, PackBits": Kind(lambda: saved(photograph(), "TIFF", compression="packbits")),
    "TIFF, JPEG": Kind(lambda: saved(photograph(), "TIFF", compression="jpeg", quality=97), off=LOSSY),
    "BigTIFF": Kind(lambda: saved(photograph(), "TIFF", big_tiff=True)),
    "TIFF, big-endian": Kind(lambda: _tiff(photograph(), Tiff(order=">"))),
    "TIFF, in tiles": Kind(lambda: _tiff(photograph(), Tiff(tile=64))),
    "TIFF, planes apart": Kind(lambda: _tiff(photograph(), Tiff(planar=True))),
    "TIFF, 16 bits": Kind(lambda: _tiff(photograph(), Tiff(bits=16)), says=UPPER),
    "TIFF, 16 bits, big-endian": Kind(lambda: _tiff(photograph(), Tiff(bits=16, order=">")), says=UPPER),
    "TIFF, RGBA, half clear": Kind(
        lambda: _tiff(_clear(128), Tiff(samples=4, extra=2)), _half_clear, says=CLEAR_PAPER
    ),
    "TIFF, RGBA, colours times alpha": Kind(
        lambda: _tiff(_multiplied(), Tiff(samples=4, extra=1)), _half_clear, says=CLEAR_PAPER
    ),
    "TIFF, palette": Kind(_palette, _of_few_colours),
    "TIFF, YCbCr": Kind(lambda: _tiff(photograph().convert("YCbCr"), Tiff(6, more=((530, 1),)))),
    "TIFF, L\\*a\\*b\\*": Kind(lambda: _tiff(stored_lab(), Tiff(8)), says="by way of sRGB"),
    "TIFF, several pages": Kind(lambda: _frames("TIFF"), says="the first"),
    "PNG by the name of a JPEG": Kind(lambda: png(photograph()), says="names don't count"),
}  # fmt: skip

PROFILES: Final[Mapping[str, Kind]] = {
    "PNG, sRGB": _with_profile(_littlecms_srgb(), "as its profile says"),
    "JPEG, Adobe RGB": Kind(
        lambda: _jpeg(icc_profile=profile(ADOBE)), lambda: by_littlecms(photograph(), profile(ADOBE)),
        says="as its profile says",
    ),
    "PNG, Display P3": _with_profile(profile(P3), "as its profile says"),
    "TIFF, light without a curve": _with_profile(profile(SRGB, gamma=1.0), "as its profile says", "TIFF"),
    "PNG, scanner's profile": _with_profile(profile(ADOBE, kind=b"scnr"), "as its profile says"),
    "PNG, no profile at all in its place": _profile_ignored(b"nothing of the kind"),
    "PNG, profile cut off": _profile_ignored(profile(ADOBE)[:200]),
    "PNG, profile of greys": _profile_ignored(profile()),
    "PNG, profile of inks": _profile_ignored(newsprint().content),
    "PNG, profile that links two devices": _profile_ignored(profile(ADOBE, kind=b"link")),
}  # fmt: skip

INKS: Final[Mapping[str, Kind]] = {
    "TIFF, CMYK": Kind(lambda: saved(own_inks(), "TIFF"), own_inks, 0.1, says="the inks it has"),
    "TIFF, CMYK, LZW": Kind(
        lambda: saved(own_inks(), "TIFF", compression="tiff_lzw"), own_inks, 0.1, says="the inks it has"
    ),
    "TIFF, CMYK, planes apart": Kind(
        lambda: _tiff(own_inks(), Tiff(5, samples=4, planar=True)), own_inks, 0.1, says="the inks it has"
    ),
    "TIFF, CMYK, 16 bits": Kind(
        lambda: _tiff(own_inks(), Tiff(5, samples=4, bits=16)), own_inks, 0.1, says="the inks it has, the upper 8 bits"
    ),
    "TIFF, CMYK, the press's own profile": Kind(
        lambda: saved(own_inks(), "TIFF", icc_profile=newsprint().content), own_inks, 0.1, says="the inks it has"
    ),
    "TIFF, CMYK, another press's profile": Kind(
        lambda: saved(own_inks(), "TIFF", icc_profile=fatter(other_profile())),
        lambda: by_littlecms(own_inks(), fatter(other_profile()), RELATIVE), says="its colours kept, black onto black",
    ),
    "TIFF, CMYK, broken profile": Kind(
        lambda: saved(own_inks(), "TIFF", icc_profile=b"x" * 200), own_inks, 0.1, says="the inks it has"
    ),
    "JPEG, CMYK, upside down as Adobe has it": Kind(
        lambda: saved(own_inks(), "JPEG", quality=97, subsampling=0), own_inks, says="the inks it has"
    ),
    "JPEG, CMYK, the right way up": Kind(
        lambda: without_marker(saved(own_inks(), "JPEG", quality=98, subsampling=0)), own_inks, says="the inks it has"
    ),
    "JPEG, YCCK": Kind(lambda: ycck(own_inks()), own_inks, says="the inks it has"),
    "TIFF, CMYK of 400 %": Kind(lambda: saved(deepest(), "TIFF"), _held, 0.1, says="C, M and Y scaled down, K kept"),
    "JPEG, CMYK of 400 %": Kind(
        lambda: saved(deepest(), "JPEG", quality=95), _held, says="C, M and Y scaled down, K kept"
    ),
}  # fmt: skip

GREYS: Final[Mapping[str, Kind]] = {
    "PNG, grey": _grey(lambda: png(greys())),
    "PNG, grey, 16 bits": _grey(lambda: png(greys(), bits=16)),
    "PNG, grey, 16 bits, black clear": Kind(
        lambda: png(greys(), bits=16, more=((b"tRNS", struct.pack(">H", 90)),)), _in_grey_on_paper, 1.5, grey=True,
        says="black alone, on white paper",
    ),
    "PNG, grey, 4 bits": _grey(lambda: png(greys(), bits=4), 2.5),
    "PNG, grey, 2 bits": _grey(lambda: png(greys(), bits=2), 12),
    "PNG, grey with alpha": _grey(lambda: saved(greys().convert("LA"), "PNG")),
    "PNG, grey with alpha, 16 bits": _grey(lambda: png(greys().convert("LA"), bits=16)),
    "PNG, grey saved as RGB": _grey(lambda: png(greys().convert("RGB"))),
    "PNG, grey saved with a palette": _grey(lambda: saved(greys().convert("P"), "PNG")),
    "JPEG, grey": _grey(lambda: saved(greys(), "JPEG", quality=97)),
    "JPEG, grey saved as RGB": _grey(lambda: saved(greys().convert("RGB"), "JPEG", quality=97)),
    "JPEG, grey with a profile": Kind(
        lambda: saved(greys(), "JPEG", quality=97, icc_profile=profile(gamma=1.0)),
        lambda: by_littlecms(greys(), profile(gamma=1.0), RELATIVE), 1.5, grey=True,
        says="black alone, as its profile says",
    ),
    "TIFF, grey": _grey(lambda: saved(greys(), "TIFF")),
    "TIFF, grey, white is 0": _grey(lambda: _tiff(ImageChops.invert(greys()), Tiff(0, samples=1))),
    "TIFF, grey, 16 bits": _grey(lambda: _tiff(greys(), Tiff(1, samples=1, bits=16))),
    "TIFF, grey, 16 bits, big-endian": _grey(lambda: _tiff(greys(), Tiff(1, samples=1, bits=16, order=">"))),
    "TIFF, grey, 16 bits, white is 0": _grey(lambda: _tiff(ImageChops.invert(greys()), Tiff(0, samples=1, bits=16))),
}  # fmt: skip

LINES: Final[Mapping[str, Kind]] = {
    "PNG, 1 bit": _line(lambda: saved(_art(), "PNG")),
    "PNG, 1 bit, black clear": Kind(
        lambda: png(_art().convert("L"), bits=1, more=((b"tRNS", bytes(2)),)),
        lambda: Pixels.new("CMYK", SIZE, 0), 0.01, says=CLEAR_PAPER,
    ),
    "TIFF, 1 bit, G4": _line(lambda: saved(_art(), "TIFF", compression="group4")),
    "TIFF, 1 bit, G3": _line(lambda: saved(_art(), "TIFF", compression="group3")),
    "TIFF, 1 bit, LZW": _line(lambda: saved(_art(), "TIFF", compression="tiff_lzw")),
}  # fmt: skip

SIZES: Final[Mapping[str, Kind]] = {
    "1 × 1 pixel": _flat((1, 1)),
    "1 × 5000 pixels": _flat((1, 5000)),
    "5000 × 1 pixels": _flat((5000, 1), "TIFF"),
    "2000 × 1500 pixels, 5 cm wide": Kind(
        lambda: saved(photograph().resize((2000, 1500), Pixels.Resampling.BICUBIC), "PNG"), size=(2000, 1500),
        says="reduced to 200 pixels to the inch",
    ),
    "12,000 × 12,000 pixels of 1 bit": Kind(
        lambda: saved(Pixels.new("1", (12_000, 12_000), 0), "PNG"),
        lambda: Pixels.new("CMYK", (60, 60), (0, 0, 0, 255)), 0.01, size=(12_000, 12_000),
        says="one bit, reduced to 1200 pixels to the inch",
    ),
}  # fmt: skip

PRINTED: Final[Mapping[str, Kind]] = {**COLOUR, **PROFILES, **INKS, **GREYS, **LINES, **SIZES}
