"""Pictures as they are published: each once by what it shows, with its cutline, credit and the figures of charts."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from compositor.epaper.addresses import plain
from compositor.epaper.publication import Align, Figure, Grid, Words
from compositor.epaper.wordage import words
from compositor.model.assets import Asset, Tones
from compositor.model.copy import WHOLE, Chart, Crop, Picture
from compositor.records import dataclass

MOST_PIXELS: Final = 1600
"""The longest side of a story's picture on the site."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to be made for the site: its name in the issue's folder, what it is made from, and its pixels."""

    file: str
    asset: Asset
    crop: Crop
    width: int
    height: int


class Album:
    """The pictures that were met, each once by what it shows."""

    def __init__(self) -> None:
        self.shots: dict[str, Shot] = {}

    def shot(self, picture: Picture) -> Shot:
        """Return the picture as it is to be made for the site."""
        asset = picture.asset
        assert asset is not None
        crop = picture.framing.crop
        width, height = picture.framing.proportions(asset)
        longest = max(width, height)
        if longest > MOST_PIXELS or not asset.has_pixels:
            width, height = (max(1, round(side * MOST_PIXELS / longest)) for side in (width, height))
        ending = "png" if asset.drawing is not None or asset.tones is Tones.LINE else "jpg"
        shown = "" if crop == WHOLE else "-" + "-".join(str(round(edge * 1000)) for edge in crop)
        file = f"pictures/{plain(PurePosixPath(asset.file).stem)}-{asset.sha256[:8]}{shown}.{ending}"
        return self.shots.setdefault(file, Shot(file, asset, crop, width, height))


def figure_of(picture: Picture, album: Album, *, advert: bool = False) -> Figure:
    """Return a picture as it is published; its shot goes into the album."""
    cutline, credit = (
        words(part, 0, len(part.text)) if part is not None else None for part in (picture.cutline, picture.credit)
    )
    if picture.chart is not None:
        chart = picture.chart
        if credit is None and chart.source is not None:
            credit = words(chart.source, 0, len(chart.source.text))
        return Figure(picture.name, "", 0, 0, picture.alt, cutline, credit, _chart_grid(chart), advert)
    if picture.asset is None:
        return Figure(picture.name, "", 0, 0, picture.alt, cutline, credit, advert=advert)
    shot = album.shot(picture)
    return Figure(picture.name, shot.file, shot.width, shot.height, picture.alt, cutline, credit, advert=advert)


def _chart_grid(chart: Chart) -> Grid:
    """Return the figures of a chart as a table: a row for each label, a column for each series."""
    columns = [(one.name, one.bars) for one in chart.series] or [(chart.unit, chart.bars)]
    corner = chart.unit if chart.series else ""
    head = tuple(Words(name) for name in (corner, *(name for name, _ in columns)))
    rows = zip(*(bars for _, bars in columns), strict=False)
    told = tuple((Words(bars[0].label), *(Words(bar.figure) for bar in bars)) for bars in rows)
    aligns = (Align.LEFT, *(Align.RIGHT for _ in columns))
    return Grid((head, *told), aligns, Words(chart.title) if chart.title else None)
