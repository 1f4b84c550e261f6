"""Press files: DeviceCMYK, black type in black only, page boxes, no links (prepress practice of ISO 15930-7)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from compositor.colour import Condition, newsprint, profile_of
from compositor.faces import Faces
from compositor.filing import NO_CACHE, Cache
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue, PageCopy
from compositor.model.design import WHITE, Paper
from compositor.model.drawing import Drawing
from compositor.model.lines import Line
from compositor.model.linework import lined
from compositor.model.overprint import edging, overprinted
from compositor.model.page import Image, Page, Rule, SetLine
from compositor.model.printing import InkPlan
from compositor.pdf import Claim, ColourSpace, Darkroom, Pen, Standard
from compositor.press.conditions import condition
from compositor.press.ink import Plates
from compositor.press.marks import MARGIN, Words, marks, slug
from compositor.records import dataclass

_UNSAFE = frozenset('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Pressroom:
    """What the plates of a paper have in common: the condition that they are meant for, and pictures made once.

    ``words`` sets a slug line in a size; without it there is none.
    """

    plates: Plates
    darkroom: Darkroom
    words: Words | None = None

    @classmethod
    def of(cls, paper: Paper, words: Words | None = None, cache: Cache = NO_CACHE) -> Pressroom:
        """Fit a pressroom out for a paper; the ``cache`` has pictures of earlier runs."""
        printing = paper.printing
        profile = profile_of(printing.profile) if printing.profile not in {b"", newsprint().content} else newsprint()
        condition = Condition(profile, paper.ink_limit)
        darkroom = Darkroom(condition, printing.resolution, printing.sharpen, cache)
        return cls(Plates(condition, printing), darkroom, words)


def page_pdf(  # noqa: PLR0913  (all that a plate follows from, and what is kept of it)
    page: Page,
    issue: Issue,
    paper: Paper,
    faces: Faces,
    *,
    room: Pressroom | None = None,
    version: int = 1,
    kept: Kept = NOTHING,
) -> bytes:
    """Return the press file of one page, in the inks of its plan; pages of one ``room`` share their pictures.

    The ``version`` (換版) stands in the slug line and in the XMP packet, and nowhere else. What is ``kept`` was made
    for earlier plates of the page.
    """
    room = room or Pressroom.of(paper)
    pen = Pen(
        faces,
        space=ColourSpace.CMYK,
        title=_title(page, issue, paper),
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
        darkroom=room.darkroom,
        black=page.plan is not InkPlan.COLOUR,
        claim=Claim(Standard(paper.press_standard), condition(paper)),
        version=version,
        outlined=paper.printing.outlined,
        kept=kept,
    )
    wanted = paper.printing.marks
    pen.page(page.width, page.height, page.bleed, label=page.label, margin=MARGIN if wanted else 0)
    for mark in marks(page, wanted):
        pen.draw(mark)
    for line in slug_lines(page, issue, paper, room, version=version):
        pen.draw(line)
    drawn = tuple(room.plates.ink(page))
    limit = paper.ink_limit
    for ink, over, edge in zip(drawn, overprinted(drawn, limit), edging(drawn, limit), strict=True):
        if edge and isinstance(ink, Rule):
            pen.draw(replace(ink, colour=WHITE))
        if over and isinstance(ink, Image) and ink.asset.drawing:
            _draw_lined(pen, ink, ink.asset.drawing, limit)
        else:
            pen.draw(ink, overprint=over)
    return pen.finish()


def have_ready(pages: Iterable[Page], faces: Faces) -> None:
    """Have the glyphs of pages cut out of their faces, all that a face has at once, before plates are made of them."""
    lines = (ink.line for page in pages for ink in page.ink if isinstance(ink, SetLine))
    for face, codes in glyphs(lines, faces).items():
        faces.face(face).keep(codes)


def glyphs(lines: Iterable[Line], faces: Faces) -> dict[str, set[int]]:
    """Return the glyphs of lines by face, those of readings too, but for faces that have them all at hand."""
    found: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    waiting, at_hand = list(lines), faces.at_hand
    while waiting:
        line = waiting.pop()
        for run in line.runs:
            if run.face not in at_hand:
                found[run.face].append(run.codes)
        if line.annotations:
            waiting += (gloss.line for annotation in line.annotations for gloss in annotation.glosses)
    return {face: set[int]().union(*codes) for face, codes in found.items()}


def slug_lines(page: Page, issue: Issue, paper: Paper, room: Pressroom, *, version: int) -> tuple[SetLine, ...]:
    """Return the slug line of a plate, where its paper wants one."""
    if room.words is None or "slug" not in paper.printing.marks:
        return ()
    return tuple(slug(page, f"{_title(page, issue, paper)} v{version}", room.words))


def _title(page: Page, issue: Issue, paper: Paper) -> str:
    """Return what a plate is called: paper, date and page, and the edition where it is one's."""
    return " ".join(filter(None, (paper.name, f"{issue.date:%Y-%m-%d}", issue.zone, page.label)))


def _draw_lined(pen: Pen, art: Image, drawing: Drawing, limit: int) -> None:
    """Draw vector art whose black lines lie on its own colours."""
    shapes, lines = lined(drawing.shapes, limit)
    pen.draw(replace(art, asset=replace(art.asset, drawing=replace(drawing, shapes=shapes))), lines=lines)


def file_name(paper: Paper, issue: Issue, page: Page | PageCopy, version: int = 1) -> str:
    """Return a page's file name as the paper has it, such as jintan-times-20191115-01.pdf.

    No two versions of a page have one name: where the paper's pattern has no version, it follows from the second on.
    """
    return _file_name(paper.printing.file_name, paper.slug, (issue.date, issue.zone, page.label), version)


@lru_cache(maxsize=1 << 10)
def _file_name(pattern: str, slug: str, named: tuple[date, str, str], version: int) -> str:
    on, zone, own = named
    label = "".join("-" if letter in _UNSAFE or letter.isspace() else letter for letter in own)
    label = f"{zone}-{label}" if zone else label
    known = {"paper": slug, "date": f"{on:%Y%m%d}", "page": label, "version": str(version)}
    name = re.sub(r"\{(\w+)\}", lambda match: known[match[1]], pattern)
    return f"{name}.pdf" if "{version}" in pattern or version < 2 else f"{name}-v{version}.pdf"
