"""Pictures of the page specimens: computed from waves, the same bytes every time; nothing comes from elsewhere."""

from __future__ import annotations

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

HALF = (468.0, 195.0)
"""Width and height of the larger module that the specimen's paper sells, in points."""
_RED, _SLATE = "#c8102e", "#4a4a49"


def _ridge(x: float, seed: int, depth: float) -> float:
    """Return the height of a ridge at a place from 0 to 1: a few waves whose lengths share no measure."""
    waves = ((2.1, 0.5), (4.7, 0.25), (9.3, 0.13), (23.9, 0.05), (57.1, 0.02))
    return depth * sum(high * math.sin(long * x * math.tau / 2 + seed * (1.7 + long)) for long, high in waves)


def river(width: int, height: int, *, seed: int, dusk: bool = False) -> Image.Image:
    """Draw hills in mist over a river, in greys."""
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    shore = height * 62 // 100
    for y in range(height):
        light = (
            236 - (60 * y // shore if dusk else 20 * (shore - y) // shore)
            if y < shore
            else 176 - 70 * (y - shore) // (height - shore)
        )
        draw.line((0, y, width, y), fill=light)
    for layer, (base, tone) in enumerate(((34, 196), (43, 166), (52, 124), (58, 82))):
        points = [(x, height * base // 100 - _ridge(x / width, seed + layer, height * 0.13)) for x in range(width)]
        draw.polygon([*points, (width, shore), (0, shore)], fill=tone - (30 if dusk else 0))
        draw.rectangle((0, shore - height // 60, width, shore), fill=150)
    for wave in range(90):
        y = shore + (height - shore) * (wave * wave) // 8100
        start = (wave * 7919 * (seed + 3)) % width
        length = width // 9 - wave * width // 1400
        draw.line((start, y, start + length, y), fill=214 if wave % 3 else 92, width=1 + wave // 24)
    return image.filter(ImageFilter.GaussianBlur(1.2))


def boat(image: Image.Image, x: int, y: int, size: int) -> Image.Image:
    """Draw a boat on the water."""
    draw = ImageDraw.Draw(image)
    hull = ((x, y), (x + size, y), (x + size * 82 // 100, y + size // 6), (x + size * 16 // 100, y + size // 6))
    draw.polygon(hull, fill=34)
    draw.polygon(
        (
            (x + size * 3 // 10, y),
            (x + size * 38 // 100, y - size // 5),
            (x + size * 7 // 10, y - size // 5),
            (x + size * 78 // 100, y),
        ),
        fill=58,
    )
    draw.line((x + size // 12, y - size // 3, x + size // 5, y + size // 9), fill=40, width=max(2, size // 50))
    return image


def _record(number: int, text: str) -> bytes:
    """Return one field of IPTC-IIM record 2 in UTF-8."""
    content = text.encode()
    return bytes((0x1C, 2, number)) + len(content).to_bytes(2, "big") + content


def with_words(image: Image.Image, caption: str, credit: str) -> bytes:
    """Return a JPEG that carries a caption and a credit (IPTC-IIM 4.2, 2:120 and 2:110) in its APP13 segment."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    fields = b"\x1c\x01\x5a\x00\x03\x1b%G" + _record(110, credit) + _record(120, caption)
    block = b"8BIM\x04\x04\x00\x00" + len(fields).to_bytes(4, "big") + fields + b"\0" * (len(fields) % 2)
    content = b"Photoshop 3.0\0" + block
    jpeg = out.getvalue()
    segment = b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content
    return jpeg[:2] + segment + jpeg[2:]


def _svg(width: int, height: int, *shapes: str) -> str:
    inside = "".join(f"<{shape}/>" for shape in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{inside}</svg>\n'


def _path(points: str, fill: str) -> str:
    return f'path d="{points}" fill="{fill}"'


def _line(points: str, stroke: str, weight: int) -> str:
    return f'path d="{points}" fill="none" stroke="{stroke}" stroke-width="{weight}"'


def _advert(width: int, height: int) -> str:
    """Return the art of an advert without words: a steaming pot under a roof, within a rule."""
    middle, eaves, brim, foot = width // 2, height * 26 // 100, height * 56 // 100, height * 82 // 100
    edge = f"M8 8 H{width - 8} V{height - 8} H8 Z"
    roof = f"M{middle - 230} {eaves} L{middle} {height * 8 // 100} L{middle + 230} {eaves} Z"
    pot = f"M{middle - 150} {brim} h 300 l -40 {foot - brim} h -220 Z"
    curl = "c -18 -20 18 -36 0 -58 c -18 -20 18 -36 0 -58"
    steam = [_line(f"M{middle + at} {brim - 24} {curl}", _SLATE, 5) for at in (-70, 0, 70)]
    shelf = f"M{middle - 190} {foot} h 380 v 14 h -380 Z"
    return _svg(
        width, height, _line(edge, _SLATE, 4), _path(roof, _RED), *steam, _path(pot, _SLATE), _path(shelf, _RED)
    )


def advert_pdf(width: float, height: float) -> bytes:
    """Return the same as a PDF from an office: light, a run of colours, a link, marks and bleed around its TrimBox."""
    edge = 24
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width + 2 * edge, height + 2 * edge), invariant=1)
    canvas.setTrimBox((edge, edge, edge + width, edge + height))
    canvas.translate(edge, edge)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(-9, -9, width + 18, height + 18)
    canvas.clipPath(clip, stroke=0)
    canvas.linearGradient(0, height, 0, 0, (Color(0.98, 0.86, 0.66), Color(0.78, 0.88, 0.92)), extend=True)
    canvas.setFillColorRGB(0.22, 0.42, 0.5)
    hills = canvas.beginPath()
    hills.moveTo(-9, -9)
    for at in range(61):
        hills.lineTo(-9 + (width + 18) * at / 60, height * 0.42 + _ridge(at / 60, 31, height * 0.16))
    hills.lineTo(width + 9, -9)
    canvas.drawPath(hills, stroke=0, fill=1)
    canvas.setFillColorRGB(0.79, 0.06, 0.18)
    roof = canvas.beginPath()
    roof.moveTo(width * 0.36, height * 0.56)
    for x, y in ((0.5, 0.88), (0.64, 0.56)):
        roof.lineTo(width * x, height * y)
    canvas.drawPath(roof, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(width * 0.4, height * 0.2, width * 0.03, height * 0.36, stroke=0, fill=1)
    canvas.rect(width * 0.57, height * 0.2, width * 0.03, height * 0.36, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    for at in range(3):
        canvas.circle(width * (0.47 + 0.03 * at), height * 0.3, height * 0.05, stroke=0, fill=1)
    canvas.restoreState()
    for x in (0.0, width):
        canvas.line(x, -20, x, -11)
        canvas.line(x, height + 11, x, height + 20)
    canvas.linkURL("https://example.org", (0, 0, width, height))
    canvas.save()
    return out.getvalue()


def draw_all(folder: Path) -> None:
    """Draw every picture that the page specimens name into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    boat(river(1000, 700, seed=2), 560, 540, 190).save(folder / "bridge.jpg", "JPEG", quality=85)
    boat(river(2400, 1000, seed=5), 1500, 760, 260).save(folder / "wide.jpg", "JPEG", quality=82)
    river(1200, 760, seed=9).save(folder / "hills.tif", "TIFF", compression="tiff_lzw")
    boat(river(1200, 760, seed=12, dusk=True), 300, 610, 220).save(folder / "dusk.webp", "WEBP", quality=80)
    captioned = with_words(boat(river(900, 620, seed=21), 430, 470, 180), "說明讀自文件：歇在樹下的船", "樣張 攝")
    (folder / "captioned.jpg").write_bytes(captioned)
    boat(river(320, 210, seed=7), 160, 150, 70).save(folder / "coarse.jpg", "JPEG", quality=85)
    boat(river(90, 60, seed=7), 45, 42, 20).save(folder / "coarser.jpg", "JPEG", quality=85)
    white = "#ffffff"
    seal = (_path("M0 0 H100 V100 H0 Z", _RED), _line("M20 20 h60 v60 h-60 Z M50 20 v60 M20 50 h60", white, 7))
    diamond = [
        _path(f"M50 {at} L{100 - at} 50 L50 {100 - at} L{at} 50 Z", fill)
        for at, fill in ((0, _SLATE), (22, white), (36, _RED))
    ]
    for name, drawing in (
        ("seal", _svg(100, 100, *seal)),
        ("diamond", _svg(100, 100, *diamond)),
        ("quarter", _advert(1000, 680)),
    ):
        (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
    (folder / "half.pdf").write_bytes(advert_pdf(*HALF))
