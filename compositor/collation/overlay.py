"""Two pictures of a page laid over each other: what both have is grey, what went is red, what came is blue."""

from __future__ import annotations

import io


def overlaid(old: bytes, new: bytes) -> bytes | None:
    """Return both pictures (PNG) in one, the larger size; None where they are the same, pixel by pixel."""
    from PIL import Image, ImageChops

    pictures = [Image.open(io.BytesIO(content)).convert("L") for content in (old, new)]
    size = (max(one.width for one in pictures), max(one.height for one in pictures))
    sheets = []
    for picture in pictures:
        sheet = Image.new("L", size, 255)
        sheet.paste(picture)
        sheets.append(sheet)
    before, after = sheets
    if ImageChops.difference(before, after).getbbox() is None:
        return None
    # Before alone leaves the light of the state after, red; after alone that of the state before, blue.
    grey = ImageChops.lighter(before, after).point(lambda light: (255 - light) * 110 // 255)
    channels = (after, ImageChops.darker(before, after), before)
    picture = Image.merge("RGB", [ImageChops.add(channel, grey) for channel in channels])
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
