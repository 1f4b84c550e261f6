"""Line drawings of the sample: masthead, chart of the harbour, cartoon, cut, adverts; in black, vermilion and blue."""

from __future__ import annotations

import math
import random
from pathlib import Path

from tools.wangyu.lettering import drawing, number, words

RED, SEA, DEEP, SAND, GREY = "#c0272d", "#d3e4ee", "#2d5f86", "#f8f4e8", "#888888"


def line(points: list[tuple[float, float]], *, close: bool = False) -> str:
    """Return the d of a path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if close else "")


def curve(points: list[tuple[float, float]]) -> str:
    """Return the d of a closed smooth path through points (Catmull-Rom as Béziers)."""
    count = len(points)
    out = f"M{number(points[0][0])} {number(points[0][1])}"
    for k in range(count):
        a, b, c, d = (points[(k + step) % count] for step in (-1, 0, 1, 2))
        handles = (
            b[0] + (c[0] - a[0]) / 6,
            b[1] + (c[1] - a[1]) / 6,
            c[0] - (d[0] - b[0]) / 6,
            c[1] - (d[1] - b[1]) / 6,
        )
        out += "C" + " ".join(number(value) for value in (*handles, *c))
    return out + "Z"


def path(d: str, *, fill: str = "none", stroke: str = "none", weight: float = 1, more: str = "") -> str:
    """Return a path."""
    ends = (
        f' stroke="{stroke}" stroke-width="{number(weight)}" stroke-linejoin="round" stroke-linecap="round"'
        if stroke != "none"
        else ""
    )
    return f'<path d="{d}" fill="{fill}"{ends}{" " + more if more else ""}/>'


def disc(at: tuple[float, float], radius: float, *, fill: str = "none", stroke: str = "none", weight: float = 1) -> str:
    """Return a circle."""
    edge = f' stroke="{stroke}" stroke-width="{number(weight)}"' if stroke != "none" else ""
    return f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}" fill="{fill}"{edge}/>'


def box(x: float, y: float, w: float, h: float, *, fill: str = "none", stroke: str = "none", weight: float = 1) -> str:
    """Return a rectangle."""
    edge = f' stroke="{stroke}" stroke-width="{number(weight)}"' if stroke != "none" else ""
    return f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}" fill="{fill}"{edge}/>'


def scales(area: tuple[float, float, float, float], size: float, *, ink: str, paper: str, weight: float) -> list[str]:
    """Return 青海波, the waves of old textiles: rows of arcs, each over the one behind."""
    left, top, right, bottom = area
    out, row, y = [], 0, top
    while y < bottom:
        x = left + (size if row % 2 else 0)
        while x <= right + size:
            for share in (1.0, 0.7, 0.4):
                out.append(disc((x, y + size), size * share, fill=paper, stroke=ink, weight=weight))
            x += size * 2
        y += size * 0.5
        row += 1
    return out


def masthead() -> str:
    """Return the name in Kai, made heavier by its own outline, beside an island between two waves."""
    heavy = f'stroke="{RED}" stroke-width="3.4" stroke-linejoin="round"'
    island = "M14 64C26 60 30 40 40 26C46 18 52 20 57 30C62 40 66 44 71 46C77 49 82 60 92 64Z"
    wave = "M4 {y}C16 {a} 24 {a} 34 {y}S52 {b} 62 {y}S80 {a} 102 {y}"
    waves = [path(wave.format(y=y, a=y - 8, b=y + 8), stroke=RED, weight=4.4) for y in (75, 88)]
    sun = disc((80, 26), 8.5, fill=RED)
    parts = [path(island, fill=RED), sun, *waves]
    parts += [
        words(letter, (118 + 112 * k, 92), 104, name="kai", fill=RED, more=heavy) for k, letter in enumerate("望屿日报")
    ]
    return drawing((568, 104), *parts)


ISLANDS = (
    ("大屿", (330, 70), 34, 20),
    ("小屿", (500, 168), 20, 13),
    ("北礁", (236, 44), 13, 9),
)


def coast() -> list[tuple[float, float]]:
    """Return the shore of 望屿 from the north-west to the south-west, and round by the sheet's edge."""
    return [
        (0, 0),
        (96, 0),
        (112, 38),
        (92, 74),
        (120, 104),
        (150, 120),
        (146, 152),
        (172, 178),
        (166, 214),
        (140, 236),
        (150, 268),
        (118, 300),
        (126, 352),
        (0, 352),
    ]


def harbour_map() -> str:
    """Return the chart of the harbour: soundings, moles, berths, lines of the ferries, the north and a scale."""
    rng = random.Random(12)
    parts = [box(0, 0, 568, 352, fill=SEA)]
    for grow, tone in ((60, "#c4dae8"), (30, "#e4eff5")):
        land = [(x + (grow if x > 0 else 0), y) for x, y in coast()]
        parts.append(path(line(land, close=True), fill=tone if grow == 60 else "#e9f2f7"))
    parts.append(path(line(coast(), close=True), fill=SAND, stroke="#000", weight=1.2))
    for name, (x, y), rx, ry in ISLANDS:
        ring = [
            (x + rx * rng.uniform(0.8, 1.2) * math.cos(k * 0.785), y + ry * rng.uniform(0.8, 1.2) * math.sin(k * 0.785))
            for k in range(8)
        ]
        parts += [
            path(curve(ring), fill=SAND, stroke="#000", weight=1.2),
            words(name, (x, y + ry + 18), 11, anchor="middle"),
        ]
    # The moles: the western of the last century, the eastern one closed yesterday.
    parts.append(path("M150 268C190 284 226 282 250 268", stroke="#000", weight=6))
    parts.append(path("M150 120C226 112 300 146 312 208C314 232 304 244 296 252", stroke="#000", weight=9))
    parts.append(path("M150 120C226 112 300 146 312 208C314 232 304 244 296 252", stroke=RED, weight=5.6))
    parts += [
        disc((296, 252), 6.5, fill=RED, stroke="#fff", weight=1.5),
        disc((250, 268), 6.5, fill="#000", stroke="#fff", weight=1.5),
    ]
    for k in range(7):
        parts.append(path(line([(167, 158 + k * 9), (188, 160 + k * 9)]), stroke="#000", weight=2.6))
    for ends in (
        "M190 200C226 232 262 250 274 262C330 300 430 240 486 184",
        "M274 262C352 262 372 150 346 96",
        "M274 262C380 230 300 90 252 54",
    ):
        parts.append(path(ends, stroke=DEEP, weight=1.3, more='stroke-dasharray="5 4"'))
    soundings = (
        (210, 180, "6"),
        (236, 214, "7"),
        (214, 246, "5"),
        (276, 196, "8"),
        (372, 232, "14"),
        (420, 260, "18"),
        (300, 320, "11"),
        (536, 232, "21"),
        (390, 40, "16"),
        (200, 84, "9"),
        (210, 320, "7"),
    )
    parts += [words(depth, (x, y), 9, name="thin", anchor="middle", fill=DEEP) for x, y, depth in soundings]
    labels = ((60, 92, "北礁村"), (62, 196, "盐仓街"), (62, 236, "观潮路"), (58, 320, "西港区"))
    parts += [words(name, (x, y), 12, anchor="middle") for x, y, name in labels]
    parts += [
        words("老码头", (128, 196), 11, anchor="middle"),
        words("东防波堤", (318, 168), 13, fill=RED),
        words("西防波堤", (190, 300), 11),
        words("口门宽180米", (308, 276), 10, name="thin"),
        words("避风锚地", (244, 236), 11, anchor="middle", fill=DEEP),
    ]
    parts += compass((510, 282)) + measure((372, 330))
    parts.append(box(0.6, 0.6, 566.8, 350.8, stroke="#000", weight=1.2))
    return drawing((568, 352), *parts)


def compass(at: tuple[float, float]) -> list[str]:
    """Return a rose with its north."""
    x, y = at
    out = [disc(at, 30, fill="#fff", stroke="#000", weight=0.8), disc(at, 25, stroke="#000", weight=0.5)]
    for k in range(8):
        turn, long = k * math.pi / 4, 24 if k % 2 == 0 else 13
        tip = (x + long * math.sin(turn), y - long * math.cos(turn))
        for side, fill in ((1, "#000"), (-1, "#fff")):
            wing = (x + 6 * math.sin(turn + side * 0.785), y - 6 * math.cos(turn + side * 0.785))
            out.append(path(line([at, wing, tip], close=True), fill=fill, stroke="#000", weight=0.5))
    return [*out, words("北", (x, y - 35), 12, anchor="middle")]


def measure(at: tuple[float, float]) -> list[str]:
    """Return the scale: two kilometres by halves."""
    x, y = at
    out = [
        box(x + k * 22, y, 22, 5, fill="#000" if k % 2 == 0 else "#fff", stroke="#000", weight=0.6) for k in range(4)
    ]
    return [
        *out,
        words("0", (x, y - 4), 9, name="thin", anchor="middle"),
        words("2公里", (x + 88, y - 4), 9, name="thin", anchor="middle"),
    ]


def window(ink: str) -> list[str]:
    """Return the window of all business, its shutter half down."""
    parts = [
        box(290, 40, 116, 174, fill="#e6e6e6", stroke=ink, weight=2.2),
        box(304, 84, 88, 66, fill="#fff", stroke=ink, weight=2.2),
    ]
    parts += [box(296, 50, 104, 22, fill=ink), words("综合窗口", (348, 66), 15, anchor="middle", fill="#fff")]
    parts += [path(line([(304, 84 + k * 7), (392, 84 + k * 7)]), stroke=ink, weight=1.2) for k in range(5)]
    parts += [
        path("M296 150H400V160H296Z", fill="#fff", stroke=ink, weight=2.2),
        words("一次办好", (348, 190), 19, name="kai", anchor="middle"),
    ]
    return parts


def cartoon() -> str:
    """Return a snail whose house is a rubber stamp, with forms, before a window that is closing."""
    ink, parts = "#000", [box(1, 1, 421, 253, fill="#fff", stroke="#000", weight=1.6)]
    parts.append(path("M14 216C90 210 160 220 238 215S360 212 410 216", stroke=ink, weight=2))
    parts += window(ink)
    body = "M58 214C62 200 84 196 112 198C150 200 186 202 206 190C218 182 216 160 226 152"
    body += "C238 144 252 152 252 166C252 190 236 214 206 214Z"
    parts += [
        path(body, fill="#fff", stroke=ink, weight=2.6),
        path("M234 150C238 138 242 130 250 122", stroke=ink, weight=2.4),
        path("M246 152C252 144 260 138 268 134", stroke=ink, weight=2.4),
    ]
    parts += [
        disc((251, 121), 3.6, fill=ink),
        disc((269, 133), 3.6, fill=ink),
        path("M238 180C243 184 248 183 251 179", stroke=ink, weight=2),
        disc((240, 167), 2.2, fill=ink),
    ]
    parts += [disc((136, 160), 44, fill="#d9d9d9", stroke=ink, weight=2.8)]
    spiral = [
        (136 + (38 - k * 0.86) * math.cos(k * 0.36), 160 + (38 - k * 0.86) * math.sin(k * 0.36)) for k in range(42)
    ]
    parts += [path(line(spiral), stroke=ink, weight=2.2)]
    # The stamp's handle on the house, and the red mark that it leaves on the topmost form.
    parts += [path("M122 118L126 96H146L150 118Z", fill=ink), disc((136, 88), 13, fill=ink)]
    for k in range(11):
        shift = 6 * math.sin(k * 2.1)
        parts.append(
            path(
                line(
                    [
                        (34 + shift, 190 - k * 11),
                        (96 + shift, 186 - k * 11),
                        (98 + shift, 194 - k * 11),
                        (36 + shift, 198 - k * 11),
                    ],
                    close=True,
                ),
                fill="#fff",
                stroke=ink,
                weight=1.4,
            )
        )
    parts += [
        disc((66, 62), 16, stroke=RED, weight=2.4),
        words("章", (66, 69), 18, name="kai", anchor="middle", fill=RED),
    ]
    parts += [
        words("第17个章……", (168, 60), 21, name="kai"),
        path("M172 76C190 84 214 94 232 112", stroke=ink, weight=1.6),
    ]
    return drawing((423, 255), *parts)


def moonrise() -> str:
    """Return a cut for the literary page: the moon over the waves, a junk under it."""
    parts = [box(0, 0, 278, 206, fill="#1c1c1c")]
    for k in range(26):
        y = 8 + k * 5.2
        parts.append(path(line([(0, y), (278, y)]), stroke="#5a5a5a", weight=0.35 + k * 0.05))
    parts += [disc((176, 74), 46, fill="#fff"), disc((176, 74), 52, stroke="#fff", weight=1.2)]
    parts += scales((-10, 128, 288, 206), 18, ink="#1c1c1c", paper="#fff", weight=1.5)
    hull = "M66 132C90 142 140 142 166 128L156 152C130 160 96 160 76 152Z"
    parts.append(path(hull, fill="#1c1c1c", stroke="#fff", weight=1.4))
    for x, top, wide in ((92, 46, 22), (128, 28, 30)):
        parts.append(path(line([(x, 134), (x, top - 6)]), stroke="#1c1c1c", weight=2.6))
        panel = [
            (x - wide * 0.6, 124),
            (x - wide * 0.75, top + 18),
            (x + 1, top),
            (x + wide * 0.62, top + 30),
            (x + wide * 0.7, 122),
        ]
        parts.append(path(line(panel, close=True), fill="#fff", stroke="#1c1c1c", weight=1.6))
        for k in range(1, 6):
            share = k / 6
            y = top + 18 + (106 - top) * share
            parts.append(path(line([(x - wide * 0.74, y), (x + wide * 0.68, y + 3)]), stroke="#1c1c1c", weight=1.4))
    return drawing((278, 206), *parts)


def quadrat() -> str:
    """Return a square of half a metre on the rocks, and who lives in it."""
    rng = random.Random(38)
    parts = [box(0, 0, 278, 178, fill="#f3f3f3")]
    for _ in range(46):
        x, y, size = rng.uniform(0, 278), rng.uniform(0, 178), rng.uniform(8, 24)
        stone = [
            (x + size * rng.uniform(0.7, 1.25) * math.cos(k), y + size * 0.6 * rng.uniform(0.7, 1.25) * math.sin(k))
            for k in (0, 1, 2, 3, 4, 5.2)
        ]
        parts.append(path(curve(stone), fill=rng.choice(["#fff", "#e0e0e0", "#cfcfcf"]), stroke="#000", weight=0.8))
    parts.append(box(54, 18, 170, 142, fill="#fff", stroke="#000", weight=5))
    parts += [path(line([(54, 18 + 35.5 * k), (224, 18 + 35.5 * k)]), stroke="#888888", weight=0.5) for k in (1, 2, 3)]
    parts += [path(line([(54 + 42.5 * k, 18), (54 + 42.5 * k, 160)]), stroke="#888888", weight=0.5) for k in (1, 2, 3)]
    star = [
        (
            104 + (30 if k % 2 == 0 else 12) * math.sin(k * math.pi / 5),
            62 - (30 if k % 2 == 0 else 12) * math.cos(k * math.pi / 5),
        )
        for k in range(10)
    ]
    parts += [path(curve(star), fill=RED, stroke="#000", weight=1.4)]
    parts += [
        disc((104 + 18 * math.sin(k * 1.2566), 62 - 18 * math.cos(k * 1.2566)), 1.6, fill="#fff") for k in range(5)
    ]
    for x, y in ((150, 36), (166, 32), (162, 46), (178, 42), (190, 34), (200, 46), (186, 54)):
        parts += [
            path(
                f"M{x - 8} {y + 7}L{x - 4} {y - 5}H{x + 4}L{x + 8} {y + 7}Z", fill="#e0e0e0", stroke="#000", weight=1.1
            ),
            path(f"M{x - 2} {y - 5}L{x} {y + 1}L{x + 2} {y - 5}", stroke="#000", weight=0.9),
        ]
    for k in range(7):
        x = 66 + k * 9
        parts.append(path(f"M{x} 158C{x - 9} 146 {x + 9} 136 {x - 3} {118 + (k * 5) % 14}", stroke="#000", weight=2.2))
    coil = [(182 + (20 - k * 0.55) * math.cos(k * 0.42), 108 + (20 - k * 0.55) * math.sin(k * 0.42)) for k in range(34)]
    parts += [
        disc((182, 108), 21, fill="#e0e0e0", stroke="#000", weight=1.5),
        path(line(coil), stroke="#000", weight=1.2),
    ]
    for k in range(4):
        parts.append(
            path(
                f"M{166 - k} {118 + k * 2}C{152 - k * 3} {116 + k * 4} {148 - k * 2} {124 + k * 4} "
                f"{144 - k * 2} {132 + k * 4}",
                stroke="#000",
                weight=1.6,
            )
        )
    parts += [
        path("M164 122C150 128 148 138 158 142C168 144 174 136 174 128Z", fill="#fff", stroke="#000", weight=1.3),
        disc((155, 131), 1.8, fill="#000"),
    ]
    return drawing((278, 178), *parts)


def book_fair() -> str:
    """Return the advert of a book fair: spines on a shelf, each as wide as its book is thick."""
    rng = random.Random(7)
    parts = [
        box(1.5, 1.5, 565, 382, fill="#fff", stroke="#000", weight=3),
        box(8, 8, 552, 369, stroke="#000", weight=0.8),
    ]
    parts += [
        words("半帆书店", (34, 66), 34, name="kai", fill=RED),
        words("秋季旧书集市", (34, 138), 62, name="song"),
        words("三千册旧书  论斤卖  也论缘分", (36, 178), 22, name="kai"),
    ]
    x = 36.0
    while x < 520:
        wide, tall = rng.uniform(12, 30), rng.uniform(66, 104)
        tone = rng.choice(["#fff", "#d9d9d9", "#888888", "#2b2b2b", RED, "#fff"])
        parts.append(box(x, 306 - tall, wide, tall, fill=tone, stroke="#000", weight=1.4))
        for bar in (0.16, 0.24, 0.8):
            parts.append(
                path(
                    line([(x + 3, 306 - tall * (1 - bar)), (x + wide - 3, 306 - tall * (1 - bar))]),
                    stroke="#fff" if tone == "#2b2b2b" else "#000",
                    weight=1,
                )
            )
        x += wide
    parts += [
        box(28, 306, 512, 7, fill="#000"),
        words("10月18日至26日  每天9时至21时", (36, 342), 21),
        words("盐仓街41号（老盐仓二层）  带一本来换一本走，再减五元", (36, 365), 14, name="thin"),
    ]
    return drawing((568, 384.75), *parts)


def boatyard() -> str:
    """Return the advert of a boatyard: a small boat, whose line is the wave's."""
    parts = [box(1, 1, 421, 183.25, fill=SEA, stroke="#000", weight=2)]
    for k in range(5):
        y = 144 + k * 8.5
        parts.append(
            path(
                f"M6 {y}C60 {y - 12} 90 {y + 10} 150 {y}S250 {y - 10} 300 {y}S380 {y + 8} 416 {y - 2}",
                stroke=DEEP,
                weight=2.2 - k * 0.3,
            )
        )
    parts += [
        path(
            "M226 112C270 122 350 122 398 100L378 138C340 146 272 146 246 138Z", fill="#fff", stroke="#000", weight=2.4
        ),
        path("M236 122C280 132 350 130 390 114", stroke=RED, weight=3),
    ]
    parts += [
        path("M290 112L300 84H344L356 110", fill="#fff", stroke="#000", weight=2.2),
        path("M322 84V56H352L345 64L352 72H322", fill=RED, stroke="#000", weight=1.4),
    ]
    parts += [
        words("屿光船厂", (20, 46), 32, name="song"),
        words("电动小艇  试航开放日", (20, 76), 19, name="kai"),
        words("10月25日  14时至17时", (20, 104), 15),
        words("西港区3号船台，带上一颗好奇心", (20, 128), 12, name="thin"),
    ]
    return drawing((423, 185.25), *parts)


def save(pictures: Path, adverts: Path, paper: Path) -> None:
    """Write the drawings."""
    (paper / "masthead.svg").write_text(masthead(), encoding="utf-8")
    for name, art in (
        ("harbour-map", harbour_map()),
        ("snail", cartoon()),
        ("moonrise", moonrise()),
        ("quadrat", quadrat()),
    ):
        (pictures / f"{name}.svg").write_text(art, encoding="utf-8")
    for name, art in (("book-fair", book_fair()), ("boatyard", boatyard())):
        (adverts / f"{name}.svg").write_text(art, encoding="utf-8")
