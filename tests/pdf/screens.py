"""Pictures for screens as a reader decodes them from the file."""

from __future__ import annotations

import pikepdf
from PIL import Image as Pixels

from compositor.model.design import Area
from compositor.model.epaper import Epaper
from compositor.model.page import Image
from compositor.pdf import ColourSpace
from compositor.pdf.pixels import Picture
from compositor.units import pt
from tests.pdf.reading import opened
from tests.pdf.setting_desk import pen


def seen(made: Picture) -> Pixels.Image:
    """Return a picture decoded by what its entries say, in RGB."""
    pdf = pikepdf.new()
    entries = {key: value for key, value in _entries(made).items() if value is not None}
    stream = pikepdf.Stream(pdf, made.content, **entries)
    shown = pikepdf.PdfImage(stream).as_pil_image()
    return shown.convert("RGB")


def _entries(made: Picture) -> dict[str, object]:
    name = pikepdf.Name
    space: object = name(f"/{made.space}")
    if isinstance(made.space, tuple):
        _, base, top, table = made.space
        space = pikepdf.Array([name.Indexed, name(f"/{base}"), top, bytes.fromhex(str(table)[1:-1])])
    colours = 3 if made.space == "DeviceRGB" else 1
    parms = pikepdf.Dictionary(Predictor=15, Colors=colours, Columns=made.width, BitsPerComponent=made.bits)
    told = parms if made.as_png else None
    size = {"Width": made.width, "Height": made.height, "BitsPerComponent": made.bits}
    filters = {"Filter": name(f"/{made.coding}"), "DecodeParms": told}
    return {"Type": name.XObject, "Subtype": name.Image, "ColorSpace": space, **size, **filters}


def on_page(image: Image, screens: Epaper) -> Pixels.Image:
    """Return the picture that a reader's file has for a placed one, decoded from the file."""
    used = pen(space=ColourSpace.SRGB, screens=screens)
    used.page(pt(500), pt(400), 0)
    used.draw(image)
    with opened(used.finish()) as pdf:
        (stream,) = [image for _, image in pdf.pages[0].Resources.XObject.items()]
        assert isinstance(stream, pikepdf.Stream)
        return pikepdf.PdfImage(stream).as_pil_image()


AREA = Area(pt(20), pt(30), pt(120), pt(90))
