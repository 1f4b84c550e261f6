"""Pictures that look like photographs, drawn from seeded noise: nothing in them was in front of a lens."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Colour = tuple[int, int, int]


def noise(size: tuple[int, int], cells: tuple[int, int], rng: random.Random, octaves: int = 5) -> Image.Image:
    """Return grey clouds: random values of `cells` in number, and of twice as many at half the strength, and so on."""
    out = Image.new("L", size, 128)
    for octave in range(octaves):
        across, down = min(cells[0] << octave, size[0]), min(cells[1] << octave, size[1])
        layer = Image.frombytes("L", (across, down), rng.randbytes(across * down)).resize(
            size, Image.Resampling.BICUBIC
        )
        out = Image.blend(out, layer, 0.55 if octave == 0 else 0.5 ** (octave + 0.4))
    return ImageOps.autocontrast(out, cutoff=1)


def ramp(size: tuple[int, int], stops: list[tuple[float, Colour]]) -> Image.Image:
    """Return colours from top to bottom: each stop is a share of the height and its colour."""
    strip = Image.new("RGB", (1, size[1]))
    for y in range(size[1]):
        at = y / max(1, size[1] - 1)
        (low, first), (high, second) = next(
            (pair for pair in pairwise(stops) if at <= pair[1][0]), (stops[-2], stops[-1])
        )
        share = min(1.0, max(0.0, (at - low) / (high - low)))
        strip.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True)))
    return strip.resize(size)


def levels(image: Image.Image, low: int, high: int, top: int = 255) -> Image.Image:
    """Return grey in which `low` is black and `high` is `top`."""
    return image.point([round(top * min(1.0, max(0.0, (v - low) / (high - low)))) for v in range(256)])


def glow(size: tuple[int, int], centre: tuple[int, int], radius: float) -> Image.Image:
    """Return light that falls off round a centre."""
    small = Image.new("L", (size[0] // 4, size[1] // 4))
    for y in range(small.height):
        for x in range(small.width):
            far = math.hypot(x * 4 - centre[0], y * 4 - centre[1]) / radius
            small.putpixel((x, y), round(255 * math.exp(-far * far)))
    return small.resize(size, Image.Resampling.BICUBIC)


def sky(size: tuple[int, int], stops: list[tuple[float, Colour]], light: Colour, rng: random.Random) -> Image.Image:
    """Return a sky with torn clouds, lit from below."""
    base = ramp(size, stops)
    clouds = levels(noise(size, (3, 9), rng, 6), 105, 235, 190)
    fade = ramp(size, [(0.0, (255, 255, 255)), (0.75, (200, 200, 200)), (1.0, (40, 40, 40))]).convert("L")
    return Image.composite(Image.new("RGB", size, light), base, ImageChops.multiply(clouds, fade))


def sea(size: tuple[int, int], stops: list[tuple[float, Colour]], crest: Colour, rng: random.Random) -> Image.Image:
    """Return water to the horizon: noise laid down in perspective, light on the crests and dark in the troughs."""
    width, height = size
    flat = noise((width * 2, height * 3), (26, 70), rng, 5)
    # The far edge of the picture takes the whole of the noise, the near one an eighth of it.
    quad = (0, 0, int(width * 0.84), height * 3, int(width * 1.16), height * 3, width * 2, 0)
    waves = flat.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    depth = ramp(size, [(0.0, (90, 90, 90)), (0.2, (190, 190, 190)), (1.0, (255, 255, 255))]).convert("L")
    base = ramp(size, stops)
    dark = Image.composite(
        ImageEnhance.Brightness(base).enhance(0.62),
        base,
        ImageChops.multiply(levels(ImageOps.invert(waves), 120, 220), depth),
    )
    return Image.composite(
        Image.new("RGB", size, crest), dark, ImageChops.multiply(levels(waves, 150, 245, 200), depth)
    )


def develop(image: Image.Image, rng: random.Random, *, grey: bool = False) -> Image.Image:
    """Return the picture as a lens and a film would leave it: soft, a little darker in the corners, with grain."""
    size = image.size
    soft = image.filter(ImageFilter.GaussianBlur(0.7))
    corners = ImageOps.invert(glow(size, (size[0] // 2, size[1] // 2), size[0] * 0.95)).point(
        [v // 3 for v in range(256)]
    )
    shaded = Image.composite(Image.new("RGB", size, (10, 10, 14)), soft, corners)
    grain = Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(0.6))
    film = Image.blend(shaded, Image.merge("RGB", (grain,) * 3), 0.035)
    return ImageEnhance.Contrast(film.convert("L") if grey else film).enhance(1.14)


def hills(image: Image.Image, base: int, height: int, colour: Colour, rng: random.Random) -> None:
    """Draw a far shore along the horizon."""
    draw = ImageDraw.Draw(image)
    phases = [(rng.random() * 6.3, 1.5 + rng.random() * 2 + octave * 3) for octave in range(6)]
    line = []
    for x in range(0, image.width + 4, 4):
        rise = sum(
            math.sin(x / image.width * 6.3 * rate + phase) / (octave + 1.2)
            for octave, (phase, rate) in enumerate(phases)
        )
        line.append((x, base - height * (0.5 + 0.25 * rise)))
    draw.polygon([(0, base + 2), *line, (image.width, base + 2)], fill=colour)


def crane(draw: ImageDraw.ImageDraw, foot: tuple[int, int], tall: int, reach: int) -> None:
    """Draw a floating crane on its barge, as a dark shape against the light."""
    x, y = foot
    dark = (26, 28, 34)
    draw.polygon(
        [
            (x - tall * 0.5, y - tall * 0.09),
            (x + tall * 0.55, y - tall * 0.09),
            (x + tall * 0.46, y),
            (x - tall * 0.42, y),
        ],
        fill=dark,
    )
    draw.rectangle((x - tall * 0.34, y - tall * 0.24, x - tall * 0.08, y - tall * 0.08), fill=dark)
    top = (x + reach, y - tall)
    for shift in (0, tall * 0.07):
        draw.line((x + shift, y - tall * 0.1, *top), fill=dark, width=4)
    for step in range(1, 9):
        share = step / 9
        left = (x + (top[0] - x) * share, y - tall * 0.1 - tall * 0.9 * share)
        draw.line((*left, left[0] + tall * 0.07 * (1 - share), left[1] + 7), fill=dark, width=2)
    draw.line((x - tall * 0.2, y - tall * 0.24, *top), fill=dark, width=2)
    draw.line((*top, top[0], y - tall * 0.42), fill=dark, width=2)
    draw.polygon(
        [
            (top[0] - 13, y - tall * 0.42),
            (top[0] + 13, y - tall * 0.42),
            (top[0] + 18, y - tall * 0.33),
            (top[0] - 18, y - tall * 0.33),
        ],
        fill=dark,
    )


def boat(draw: ImageDraw.ImageDraw, foot: tuple[int, int], length: int, colour: Colour) -> None:
    """Draw a fishing boat from the side."""
    x, y = foot
    draw.polygon(
        [
            (x - length * 0.5, y - length * 0.14),
            (x + length * 0.56, y - length * 0.2),
            (x + length * 0.42, y),
            (x - length * 0.42, y),
        ],
        fill=colour,
    )
    draw.rectangle((x - length * 0.32, y - length * 0.34, x - length * 0.04, y - length * 0.1), fill=colour)
    draw.line(
        (x + length * 0.14, y - length * 0.1, x + length * 0.14, y - length * 0.62),
        fill=colour,
        width=max(2, length // 40),
    )
    draw.line((x + length * 0.14, y - length * 0.58, x + length * 0.5, y - length * 0.2), fill=colour, width=1)
    draw.line((x + length * 0.14, y - length * 0.58, x - length * 0.3, y - length * 0.34), fill=colour, width=1)


def block(draw: ImageDraw.ImageDraw, at: tuple[float, float], size: float, rng: random.Random) -> None:
    """Draw one block of the mole: a tumbled box with a lit top, a grey and a dark side."""
    turn, tilt = rng.uniform(-0.5, 0.5), rng.uniform(0.35, 0.6)
    shade = rng.randrange(-14, 15)
    corners = [
        (at[0] + size * math.cos(turn + k * math.pi / 2), at[1] + size * tilt * math.sin(turn + k * math.pi / 2))
        for k in range(4)
    ]
    low = [(x, y + size * 0.9) for x, y in corners]
    draw.polygon([corners[1], corners[2], low[2], low[1]], fill=(70 + shade, 68 + shade, 70 + shade))
    draw.polygon([corners[0], corners[1], low[1], low[0]], fill=(112 + shade, 102 + shade, 94 + shade))
    draw.polygon(corners, fill=(206 + shade, 184 + shade, 160 + shade))


def breakwater() -> Image.Image:
    """Return the mole at dawn, the last block on the hook."""
    rng = random.Random(1015)
    width, height, horizon = 1180, 784, 330
    picture = Image.new("RGB", (width, height))
    dawn: list[tuple[float, Colour]] = [(0.0, (74, 104, 140)), (0.55, (178, 178, 184)), (1.0, (248, 208, 158))]
    picture.paste(sky((width, horizon), dawn, (240, 206, 180), rng), (0, 0))
    water: list[tuple[float, Colour]] = [(0.0, (222, 190, 160)), (0.25, (120, 140, 158)), (1.0, (44, 70, 92))]
    picture.paste(sea((width, height - horizon), water, (196, 206, 210), rng), (0, horizon))
    sun = glow((width, height), (830, horizon - 6), 210)
    picture = Image.composite(Image.new("RGB", (width, height), (255, 236, 196)), picture, sun)
    hills(picture, horizon, 30, (112, 124, 144), rng)
    draw = ImageDraw.Draw(picture)
    for x, length in ((300, 44), (372, 30), (655, 40), (1100, 36)):
        boat(draw, (x, horizon + length // 3), length, (52, 56, 66))
    rows = []
    for step in range(150):
        share = (step / 149) ** 0.62
        near = 1 - share
        spread = 18 + 330 * near**1.5
        middle = 640 - 560 * near**1.25
        y = horizon + 14 + 470 * near**1.25
        rows.extend(
            (y + rng.uniform(-6, 6) * near * 6, middle + rng.uniform(-1, 1) * spread, 4 + 40 * near**1.2)
            for _ in range(9)
        )
    shadow = Image.new("L", (width, height), 0)
    shade = ImageDraw.Draw(shadow)
    for y, x, size in rows:
        shade.ellipse((x - size * 1.4, y, x + size * 2.4, y + size * 2.1), fill=150)
    picture = Image.composite(
        Image.new("RGB", (width, height), (26, 36, 46)), picture, shadow.filter(ImageFilter.GaussianBlur(9))
    )
    draw = ImageDraw.Draw(picture)
    crane(draw, (826, horizon + 62), 250, 66)
    for y, x, size in sorted(rows):
        block(draw, (x, y), size, rng)
    return develop(picture, rng)


def harbour() -> Image.Image:
    """Return the old quay after sunset, its lamps drawn out over the water."""
    rng = random.Random(460)
    width, height, shore = 1100, 720, 330
    picture = Image.new("RGB", (width, height))
    dusk: list[tuple[float, Colour]] = [(0.0, (70, 80, 100)), (0.6, (128, 132, 148)), (1.0, (206, 184, 172))]
    picture.paste(sky((width, shore), dusk, (150, 140, 150), rng), (0, 0))
    hills(picture, shore, 74, (44, 50, 66), rng)
    draw = ImageDraw.Draw(picture)
    lamps: list[tuple[int, int]] = []
    x = -20
    while x < width:
        wide, tall = rng.randrange(44, 104), rng.randrange(40, 96)
        draw.polygon(
            [
                (x, shore),
                (x, shore - tall),
                (x + wide // 2, shore - tall - rng.randrange(12, 30)),
                (x + wide, shore - tall),
                (x + wide, shore),
            ],
            fill=(28, 31, 40),
        )
        for wx in range(x + 9, x + wide - 10, 17):
            for wy in range(shore - tall + 12, shore - 14, 21):
                if rng.random() < 0.5:
                    draw.rectangle((wx, wy, wx + 6, wy + 9), fill=(250, 214, 150))
        lamps.append((x + wide // 2, shore - 8))
        x += wide + rng.randrange(0, 8)
    mirror = ImageOps.flip(picture.crop((0, 0, width, shore))).resize((width, height - shore))
    ripple = noise((width, height - shore), (14, 60), rng, 4)
    water = ImageEnhance.Brightness(mirror.filter(ImageFilter.GaussianBlur(3))).enhance(0.85)
    water = Image.composite(water, ImageEnhance.Brightness(water).enhance(0.55), levels(ripple, 70, 190))
    picture.paste(water, (0, shore))
    light = Image.new("RGB", (width, height))
    beam = ImageDraw.Draw(light)
    for lx, ly in lamps:
        beam.ellipse((lx - 5, ly - 5, lx + 5, ly + 5), fill=(255, 226, 170))
        for step in range(46):
            y = shore + 4 + step * 8
            wide = 5 + step * 0.5
            jitter = rng.uniform(-6, 6) * step / 20
            strong = max(0, 190 - step * 4 - rng.randrange(60))
            beam.ellipse(
                (lx + jitter - wide, y, lx + jitter + wide, y + 4), fill=(strong, strong * 4 // 5, strong // 2)
            )
    picture = ImageChops.screen(picture, light.filter(ImageFilter.GaussianBlur(2)))
    picture = ImageChops.screen(picture, light.filter(ImageFilter.GaussianBlur(14)))
    draw = ImageDraw.Draw(picture)
    for bx, by, length in ((180, 470, 200), (520, 430, 130), (860, 520, 270)):
        boat(draw, (bx, by), length, (14, 16, 22))
    return develop(picture, rng, grey=True)


def sail(draw: ImageDraw.ImageDraw, foot: tuple[int, int], tall: int, number: int) -> None:
    """Draw a dinghy heeling to the wind, its two sails lit from the left."""
    x, y = foot
    lean = tall * 0.13
    mast = (x + lean, y - tall)
    draw.polygon(
        [
            (x - tall * 0.24, y - tall * 0.06),
            (x + tall * 0.3, y - tall * 0.07),
            (x + tall * 0.22, y + tall * 0.03),
            (x - tall * 0.18, y + tall * 0.03),
        ],
        fill=(236, 234, 228),
    )
    draw.polygon(
        [
            (x - tall * 0.24, y - tall * 0.03),
            (x + tall * 0.28, y - tall * 0.03),
            (x + tall * 0.22, y + tall * 0.03),
            (x - tall * 0.18, y + tall * 0.03),
        ],
        fill=(150, 44, 40) if number % 2 else (36, 58, 92),
    )
    bands = 12
    for k in range(bands):
        low, high = k / bands, (k + 1) / bands
        shade = 250 - round(70 * low)
        edge = [(x + lean * 0.1 - (tall * 0.36) * t * (1 - 0.12 * t), y - tall * 0.1) for t in (low, high)]
        draw.polygon([mast, edge[0], edge[1]], fill=(shade, shade, shade - 6))
    draw.polygon(
        [(mast[0] + 3, mast[1] + tall * 0.16), (x + tall * 0.27, y - tall * 0.1), (x + lean * 0.25, y - tall * 0.1)],
        fill=(206, 210, 212),
    )
    draw.line((x, y - tall * 0.05, *mast), fill=(60, 60, 60), width=max(2, tall // 90))
    for k in (-1, 1):
        draw.ellipse(
            (x + k * tall * 0.06 - tall * 0.025, y - tall * 0.13, x + k * tall * 0.06 + tall * 0.025, y - tall * 0.08),
            fill=(70, 50, 44),
        )


def regatta() -> Image.Image:
    """Return dinghies rounding the mark in a fresh breeze."""
    rng = random.Random(88)
    width, height, horizon = 1180, 700, 300
    picture = Image.new("RGB", (width, height))
    noon: list[tuple[float, Colour]] = [(0.0, (64, 112, 166)), (0.7, (150, 182, 206)), (1.0, (214, 222, 224))]
    picture.paste(sky((width, horizon), noon, (246, 246, 244), rng), (0, 0))
    water: list[tuple[float, Colour]] = [(0.0, (120, 158, 178)), (0.3, (52, 100, 130)), (1.0, (18, 58, 86))]
    picture.paste(sea((width, height - horizon), water, (214, 228, 232), rng), (0, horizon))
    hills(picture, horizon, 56, (104, 128, 146), rng)
    draw = ImageDraw.Draw(picture)
    fleet = [
        (1040, 330, 90),
        (930, 338, 104),
        (120, 340, 110),
        (760, 366, 170),
        (330, 392, 220),
        (560, 470, 350),
        (960, 540, 440),
        (210, 560, 460),
    ]
    for number, (x, y, tall) in enumerate(fleet):
        draw.ellipse((x - tall * 0.34, y + tall * 0.01, x + tall * 0.36, y + tall * 0.07), fill=(196, 214, 220))
        sail(draw, (x, y), tall, number)
        for step in range(18):
            span = tall * 0.2 * (1 - step / 22)
            lift = y + tall * 0.05 + step * tall * 0.028
            left = x + rng.uniform(-1, 1) * tall * 0.05
            draw.line((left - span, lift, left + span, lift), fill=(150, 178, 190), width=1)
    draw.ellipse((646, 528, 704, 586), fill=(222, 92, 34))
    draw.polygon([(650, 540), (700, 540), (690, 490), (660, 490)], fill=(232, 108, 44))
    return develop(picture, rng)


def stars() -> Image.Image:
    """Return the sky over the old lighthouse, the Milky Way standing on it."""
    rng = random.Random(2025)
    width, height = 760, 560
    picture = ramp((width, height), [(0.0, (12, 14, 22)), (0.7, (32, 36, 48)), (1.0, (70, 70, 78))])
    band = noise((width, height), (4, 7), rng, 6)
    lane = Image.new("L", (width, height), 0)
    ImageDraw.Draw(lane).line((170, height, 520, -40), fill=255, width=130)
    lane = ImageChops.multiply(lane.filter(ImageFilter.GaussianBlur(48)), levels(band, 60, 240))
    picture = Image.composite(
        Image.new("RGB", (width, height), (206, 206, 214)), picture, lane.point([v * 4 // 5 for v in range(256)])
    )
    draw = ImageDraw.Draw(picture)
    for _ in range(1500):
        x, y, bright = rng.randrange(width), int(rng.random() ** 1.2 * height * 0.92), rng.random() ** 5
        size = 0.4 + 1.9 * bright
        tone = 120 + round(135 * bright)
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(tone, tone, tone))
    hills(picture, height, 120, (10, 11, 14), rng)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(586, 520), (596, 330), (620, 330), (630, 520)], fill=(16, 17, 20))
    draw.rectangle((590, 322, 626, 331), fill=(16, 17, 20))
    draw.rectangle((599, 300, 617, 323), fill=(250, 246, 230))
    draw.polygon([(595, 301), (621, 301), (608, 282)], fill=(16, 17, 20))
    beam = Image.new("L", (width, height), 0)
    ImageDraw.Draw(beam).polygon([(608, 312), (-40, 200), (-40, 300)], fill=90)
    ImageDraw.Draw(beam).polygon([(608, 312), (800, 270), (800, 300)], fill=80)
    picture = Image.composite(
        Image.new("RGB", (width, height), (236, 234, 224)), picture, beam.filter(ImageFilter.GaussianBlur(7))
    )
    return develop(picture, rng, grey=True)


def save(folder: Path) -> None:
    """Write the pictures."""
    for name, picture in (
        ("breakwater", breakwater()),
        ("harbour", harbour()),
        ("regatta", regatta()),
        ("stars", stars()),
    ):
        picture.save(folder / f"{name}.jpg", quality=80, optimize=True, dpi=(180, 180))
