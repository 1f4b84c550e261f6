"""Photographs that no camera took, and an issue that prints them: what benchmarks.pictures measures.

A photograph is soft light in three scales, edges, shadows without drawing and the grain of a sensor, from a seed.
Coded as JPEG of quality 90 it takes about as many bytes as a camera's.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

SIZE: Final = (4000, 3000)
QUALITY: Final = 90
_SCALES: Final = (((8, 6), 0.5), ((40, 30), 0.3), ((250, 188), 0.2))
"""Patches across and down, and how much of the light is theirs."""
_EDGES: Final = 60
_GRAIN: Final = 8
_COLOUR: Final = 0.35
"""How much of the light each colour has for itself."""
_CURVE: Final = tuple(max(0, min(255, round((light - 128) * 2.6 + 105))) for light in range(256))
_PAPER: Final = """\
name: 樣張報
region: HK
script: Hant
page: {size: [390mm, 324mm], margins: {top: 15mm, bottom: 15mm, inside: 11mm, outside: 11mm}}
grid: {columns: 6, measure: 17em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 59}
styles:
  body: {size: 9.5pt, leading: 14pt, indent: 2em}
  head: {size: 24pt, weight: black, align: left, leading: 28pt}
  small: {role: hei, size: 8pt, leading: 14pt}
box_styles:
  default: {body: body, subhead: body, standing_head: head, kicker: head, headline: head, deck: head, byline: body,
    dateline: body, strong: body, kai: body, label: head, cutline: small, credit: small, jump_head: head,
    jump_line: body, continued_line: body, chart: small}
press: {picture_resolution: %d}
"""
_TEMPLATE: Final = """\
boxes:
  one: {columns: 1-3, rows: 1-29, kind: picture}
  two: {columns: 4-6, rows: 1-29, kind: picture}
  three: {columns: 1-3, rows: 31-59, kind: picture}
  copy: {columns: 4-6, rows: 31-59}
"""
_SENTENCE: Final = "本報在第{page}頁印出三張照片，都是電腦算出來的樣張，用來量度製版要多少時間。"
_BOXES: Final = ("one", "two", "three")


def photograph(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a photograph: always the same one for a seed."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    chance = random.Random(seed)
    edges = Image.new("L", (size[0] // 2, size[1] // 2), 128)
    draw = ImageDraw.Draw(edges)
    for _ in range(_EDGES):
        x, y, reach = chance.randrange(edges.width), chance.randrange(edges.height), chance.randrange(20, 400)
        draw.ellipse((x - reach, y - reach // 2, x + reach, y + reach // 2), chance.randrange(60, 200))
    drawn = edges.filter(ImageFilter.GaussianBlur(1)).resize(size, Image.Resampling.BILINEAR)
    light = _light(chance, drawn)
    bands = [ImageChops.blend(light, _light(chance, drawn), _COLOUR) for _ in range(3)]
    bands = [ImageChops.add(band.point(_CURVE), _grain(chance, size), offset=-128) for band in bands]
    return Image.merge("RGB", bands)


def _light(chance: random.Random, edges: Image.Image) -> Image.Image:
    """Return soft light in three scales around edges."""
    from PIL import Image, ImageChops

    band = edges
    for patches, share in _SCALES:
        soft = Image.frombytes("L", patches, chance.randbytes(patches[0] * patches[1]))
        band = ImageChops.blend(band, soft.resize(edges.size, Image.Resampling.BICUBIC), share)
    return band


def _grain(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Return noise about 128; a strip of it is laid down again and again, turned, so that no seed takes long."""
    from PIL import Image

    strip = Image.frombytes("L", (size[0], 100), chance.randbytes(size[0] * 100))
    curve = [128 + round((light - 127.5) / 127.5 * 2 * _GRAIN) for light in range(256)]
    grain = Image.new("L", size)
    for top in range(0, size[1], 100):
        ways = (Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM)
        grain.paste(strip.point(curve), (0, top))
        strip = strip.transpose(ways[top // 100 % 3])
    return grain


def make_photographs(folder: Path, count: int, kind: str, size: tuple[int, int] = SIZE) -> tuple[Path, ...]:
    """Write so many photographs into a folder, as ``kind`` JPEG or PNG, and return their files."""
    files = tuple(folder / name(at, kind) for at in range(count))
    options = {"quality": QUALITY} if kind == "JPEG" else {"compress_level": 1}
    for at, path in enumerate(files):
        if not path.exists():
            photograph(at + 1, size).save(path, kind, **options)
    return files


def name(at: int, kind: str) -> str:
    """Return the file name of a photograph."""
    return f"photograph-{at + 1:02}.{'jpg' if kind == 'JPEG' else 'png'}"


def make_issue(folder: Path, count: int, kind: str, resolution: int) -> Path:
    """Write an issue that prints ``count`` photographs, three a page, and return its folder.

    The photographs are expected in its folder ``pictures``.
    """
    layouts, issue = folder / "layouts" / "specimen", folder / "issues" / "photographs"
    for path in (layouts, issue / "stories", issue / "pictures"):
        path.mkdir(parents=True, exist_ok=True)
    (layouts / "paper.yaml").write_text(_PAPER % resolution, encoding="utf-8")
    (layouts / "page.yaml").write_text(_TEMPLATE, encoding="utf-8")
    pages = []
    for page in range(-(-count // len(_BOXES))):
        story = f"---\nheadline: 第{page + 1}頁的照片\n---\n" + f"{_SENTENCE.format(page=page + 1) * 4}\n\n" * 9
        (issue / "stories" / f"page-{page + 1}.md").write_text(story, encoding="utf-8")
        shots = zip(_BOXES, range(page * len(_BOXES), count), strict=False)
        boxes = [
            f"      {box}: {{picture: pictures/{name(at, kind)}, cutline: 樣張照片{at + 1}, alt: 樣張}}"
            for box, at in shots
        ]
        pages += [f"  - template: page\n    boxes:\n      copy: {{story: page-{page + 1}}}", *boxes]
    manifest = "\n".join(["paper: specimen", "date: 2026-01-05", "pages:", *pages, ""])
    (issue / "issue.yaml").write_text(manifest, encoding="utf-8")
    return issue
