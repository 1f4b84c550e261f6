"""Pictures as they stand on the pages: how large, which part of them, with how many pixels to the inch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.errors import Finding, Severity
from compositor.model.assets import Tones
from compositor.model.copy import Crop, Issue, Picture
from compositor.model.design import Area
from compositor.model.page import Image, Page
from compositor.proof.sheets import Sheets, page_name
from compositor.records import dataclass
from compositor.units import SP


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the issue on a page: the part shown, its place, and its pixels to the inch (0: vector art)."""

    page: str
    box: str
    story: str
    picture: Picture
    area: Area
    crop: Crop
    resolution: float


def pictures_shown(issue: Issue, pages: Sequence[Page]) -> tuple[Shown, ...]:
    """Return the pictures of picture boxes and stories as they stand on the pages, in reading order."""
    by_label = {page.label: page for page in pages}
    found: list[Shown] = []
    for copy_page in issue.pages:
        page = by_label.get(copy_page.label)
        drawn = [ink for ink in page.ink if isinstance(ink, Image)] if page is not None else []
        for copy in copy_page.boxes if drawn else ():
            pictures = (copy.picture,) if copy.picture else issue.story(copy.story).pictures if copy.story else ()
            images = [ink for ink in drawn if ink.box == copy.box]
            for picture in pictures:
                image = _image(picture, images)
                if image is not None:
                    images.remove(image)
                    ends = (copy_page.label, copy.box, copy.story)
                    found.append(Shown(*ends, picture, image.area, image.crop, resolution(image)))
    return tuple(found)


def _image(picture: Picture, images: Sequence[Image]) -> Image | None:
    digest = picture.asset.sha256 if picture.asset else ""
    return next((image for image in images if image.asset.sha256 == digest), None)


def resolution(image: Image) -> float:
    """Return the pixels to the inch of a picture where it stands, the fewer of across and down; 0 for what has none."""
    if not image.asset.has_pixels or image.area.width <= 0 or image.area.height <= 0:
        return 0.0
    left, top, right, bottom = image.crop
    across = image.asset.width * (right - left) * 72 * SP / image.area.width
    down = image.asset.height * (bottom - top) * 72 * SP / image.area.height
    return min(across, down)


def resolutions(sheets: Sheets) -> Iterator[Finding]:
    """Yield pictures with fewer pixels to the inch than the paper wants; under its lower limit they are an error.

    Newsprint is screened at 85 to 100 lines to the inch and shows little beyond 150 pixels (GWG 2022 R0031). The edges
    of line art aren't screened: it wants more (R0032).
    """
    paper = sheets.design.paper
    for shown in pictures_shown(sheets.issue, sheets.pages):
        found = shown.resolution
        line_art = shown.picture.asset is not None and shown.picture.asset.tones is Tones.LINE
        wanted = paper.printing.line_resolution if line_art else paper.resolution
        if not 0 < found < max(wanted, paper.least_resolution):
            continue
        severity = Severity.ERROR if found < paper.least_resolution else Severity.WARNING
        limit = paper.least_resolution if severity is Severity.ERROR else wanted
        message = (
            f"picture {shown.picture.name} has {found:.0f} pixels to the inch in box {shown.box} on page "
            f"{page_name(shown.page)}; at least {limit:g} are wanted"
        )
        narrower = max(1, round(shown.area.width / SP / 72 * 25.4 * found / limit))
        hint = f"take a larger picture or a wider crop, or print it at most {narrower} mm wide"
        yield Finding("RESOLUTION", severity, message, hint, shown.picture.place, shown.page, shown.box, shown.story)
