"""Pictures inside stories: cropped to fewer body lines, or to more."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.copyfit.remedies import closed, lines_said, remedy
from compositor.copyfit.trial import Case
from compositor.model.copy import Crop, Picture
from compositor.model.design import Area
from compositor.model.fitting import Recrop, Remedy
from compositor.model.page import Image
from compositor.model.settings import Direction
from compositor.model.ways import Way

_KEPT = 3 / 4
"""The part of a picture's height, or width, that a crop keeps of what is shown now."""
_MOST_ROWS = 12


def recropped(case: Case, most: int) -> Iterator[Remedy]:
    """Yield for each picture of the story the crop that takes the fewest body lines less, or more, and does."""
    sign = -1 if case.before.over else 1
    leading = case.draft.design.paper.grid.leading
    for picture in case.before.story.pictures:
        area = _shown(case, picture)
        if area is None:
            continue
        best: Remedy | None = None
        for rows in range(1, (most or _MOST_ROWS) + 1):
            crop = _crop(picture, area, sign * rows * leading)
            if crop is None:
                break
            changes = [Recrop(case.slug, picture.name, crop, sign * rows)]
            outcome = case.with_changes(changes)
            if outcome.own.over and sign > 0:
                break
            words = f"crop picture {picture.name} so that it takes {lines_said(rows)} {'less' if sign < 0 else 'more'}"
            words += f': crop="{_said(crop)}"'
            found = remedy(case, Way.CROP, changes, outcome, words, picture.place)
            best = found if found.lines > (best.lines if best else 0) else best
            if closed(case, outcome):
                break
        if best is not None:
            yield best


def _said(crop: Crop) -> str:
    return " ".join(f"{edge * 100:.1f}".removesuffix(".0") for edge in crop)


def _shown(case: Case, picture: Picture) -> Area | None:
    """Return where a picture stands in the story's boxes, None for charts and in vertical boxes."""
    if picture.asset is None or not picture.asset.has_pixels:
        return None
    if any(box.box.direction is Direction.VERTICAL for box in case.before.thread.boxes):
        return None
    images = (ink for ink in case.before.ink if isinstance(ink, Image))
    return next((ink.area for ink in images if ink.asset.sha256 == picture.asset.sha256), None)


def _crop(picture: Picture, area: Area, more: int) -> Crop | None:
    """Return the crop with which a picture is higher by ``more``, at its width; None where too little is left.

    Less height is taken off above and below, so that the focus keeps its place; for more height the sides lose.
    """
    left, top, right, bottom = picture.framing.crop
    across, down = picture.framing.focus or ((left + right) / 2, (top + bottom) / 2)
    if min(area.height, area.height + more) <= 0:
        return None
    share = (area.height + more) / area.height
    if min(share, 1 / share) < _KEPT:
        return None
    if share < 1:
        over, under = _part((top, bottom), down, share)
        return (left, over, right, under)
    one, other = _part((left, right), across, 1 / share)
    return (one, top, other, bottom)


def _part(span: tuple[float, float], focus: float, share: float) -> tuple[float, float]:
    """Return a part of a span about its focus, rounded to thousandths so that a manifest can name it."""
    size = (span[1] - span[0]) * share
    begin = min(max(focus - size / 2, span[0]), span[1] - size)
    return round(begin, 3), round(begin + size, 3)
