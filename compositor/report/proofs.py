"""The proof of the whole issue for reading: its pages as they are, with what is wrong marked on them in red."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compositor.errors import Finding, Severity
from compositor.faces import Faces
from compositor.model.copy import Issue
from compositor.model.design import Area, Colour, Design, Paper, Style
from compositor.model.page import Ink, Page, Rule, SetLine, Tint
from compositor.model.settings import Script
from compositor.pdf import ColourSpace, Darkroom, Pen
from compositor.records import dataclass
from compositor.report.outcome import BoxLine, Outcome, box_lines
from compositor.text import TypeCase, set_single
from compositor.units import mm, pt

RED = Colour("proof-red", (0, 100, 100, 0), (204, 0, 0))
AMBER = Colour("proof-amber", (0, 50, 100, 0), (178, 98, 0))
PAPER = Colour("proof-white", (0, 0, 0, 0), (255, 255, 255))

_WORDS = {
    Script.HANT: ("樣張\u3000不予付印", "錯誤", "處", "溢排", "字", "行"),
    Script.HANS: ("样张\u3000不予付印", "错误", "处", "溢排", "字", "行"),
}
_BANNER = mm(8)
_MARK = pt(8)
_FRAME = pt("1.2")
_OUT = pt(2)


def proof_pdf(outcome: Outcome, case: TypeCase, faces: Faces) -> bytes:
    """Return the proof: every page in sRGB without bleed, pages in error under a red banner.

    Boxes with errors are framed in red and those with warnings marked in amber, with the findings' codes and
    their numbers in the report; what is wrong with no one box, such as white that cuts the page, is framed where it
    stands. Overset is counted at the foot of its box. A missing picture is a crossed
    frame and a missing glyph 〓, as make-up and text left them.
    """
    return drawn_pdf(outcome, overlays(outcome, case), faces)


def drawn_pdf(outcome: Outcome, over: Sequence[Sequence[Ink]], faces: Faces, darkroom: Darkroom | None = None) -> bytes:
    """Return the proof, of each page with what is drawn over it; the ``darkroom`` may have its pictures."""
    issue, paper = outcome.issue, outcome.design.paper
    pen = Pen(
        faces,
        darkroom=darkroom,
        space=ColourSpace.SRGB,
        title=f"{paper.name} {issue.date:%Y-%m-%d} {_WORDS[paper.setting.script][0][:2]}",
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
    )
    for page, marks in zip(outcome.pages, over, strict=True):
        pen.page(page.width, page.height, 0, label=page.label)
        for ink in (*page.ink, *marks):
            pen.draw(ink)
    return pen.finish()


def file_name(paper: Paper, issue: Issue) -> str:
    """Return the proof's file name, such as jintan-times-20191115-proof.pdf."""
    zone = f"-{issue.zone}" if issue.zone else ""
    return f"{paper.slug}-{issue.date:%Y%m%d}{zone}-proof.pdf"


@dataclass(frozen=True, slots=True)
class Marker:
    """What red and amber words are set in: the paper's own face for heads."""

    case: TypeCase
    style: Style
    words: tuple[str, ...]

    def line(self, text: str, size: int) -> SetLine:
        """Set ``text`` at a size, its baseline at the origin."""
        style = Style("proof", self.style.role, self.style.weight, size, size, size)
        return SetLine(set_single(text, style, None, self.case), 0, 0, "proof", generated=True)


def overlays(outcome: Outcome, case: TypeCase) -> tuple[tuple[Ink, ...], ...]:
    """Return what the proof draws over each page: banner, frames and marks of findings, counts of overset."""
    marker = Marker(case, _head_style(outcome.design), _WORDS[outcome.design.paper.setting.script])
    over = [box for box in box_lines(outcome) if box.overset_characters]
    return tuple(
        _overlay(page, outcome, {box.box: box for box in over if box.page == page.label}, marker)
        for page in outcome.pages
    )


def _overlay(page: Page, outcome: Outcome, over: Mapping[str, BoxLine], marker: Marker) -> tuple[Ink, ...]:
    here = [(number, finding) for number, finding in enumerate(outcome.findings, 1) if finding.page == page.label]
    ink: list[Ink] = []
    boxes = {box.name: box.area for box in page.boxes}
    for (name, area), found in _by_place(here, boxes).items():
        ink += _marked(area, found, marker, frame=not name)
    for box in page.boxes:
        if box.name in over:
            ink += _overset(box.area, over[box.name], page.height, marker)
    if page.label in outcome.withheld:
        ink += _banner(page, sum(finding.severity is Severity.ERROR for _, finding in here), marker)
    return tuple(ink)


def _head_style(design: Design) -> Style:
    """Return a style to set marks in: that of the first headline that the design has, else its first style."""
    boxes = [box for template in design.templates.values() for box in template.boxes]
    styles = [style for box in boxes for style in box.style.styles.values()]
    headlines = [style for style in styles if style.name == "headline"]
    return (headlines or styles)[0]


_Numbered = tuple[int, Finding]


def _by_place(found: Sequence[_Numbered], boxes: Mapping[str, Area]) -> Mapping[tuple[str, Area], list[_Numbered]]:
    """Return findings by the box of the page that they are of, those of none by their area on it."""
    places: dict[tuple[str, Area], list[_Numbered]] = {}
    for number, finding in found:
        name = finding.box if finding.box in boxes else ""
        area = boxes.get(name) or (Area(*finding.area) if finding.area else None)
        if area is not None and finding.severity is not Severity.NOTE:
            places.setdefault((name, area), []).append((number, finding))
    return places


def _marked(area: Area, found: Sequence[tuple[int, Finding]], marker: Marker, *, frame: bool) -> Iterator[Ink]:
    """Yield a label at the top left corner of a place, and a frame around it where it has errors or is asked for."""
    error = any(finding.severity is Severity.ERROR for _, finding in found)
    colour = RED if error else AMBER
    if error or frame:
        yield from _frame(area, colour)
    text = "  ".join(f"{number} {finding.code}" for number, finding in found[:4])
    more = f"  +{len(found) - 4}" if len(found) > 4 else ""
    line = marker.line(text + more, _MARK)
    width, height = line.line.width + _MARK, _MARK * 3 // 2
    x, y = area.x, max(0, area.y - height)
    yield Tint(Area(x, y, width, height), colour, "proof")
    yield _placed(line, x + _MARK // 2, y + (height - _MARK) // 2 + _MARK * 880 // 1000, PAPER)


def _frame(area: Area, colour: Colour) -> Iterator[Ink]:
    x0, y0, x1, y1 = area.x - _OUT, area.y - _OUT, area.right + _OUT, area.bottom + _OUT
    for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        yield Rule(*ends, _FRAME, "proof", colour)


def _overset(area: Area, box: BoxLine, page_height: int, marker: Marker) -> Iterator[Ink]:
    """Yield the count of what is left over, under the foot of the box, where it hides none of its copy."""
    *_, over, characters, lines = marker.words
    text = f"{over} {box.overset_characters} {characters}（{box.overset_lines} {lines}）"
    size = _MARK * 5 // 4
    line = marker.line(text, size)
    width, height = line.line.width + size, size * 3 // 2
    x, y = area.right - width, min(area.bottom, page_height - height)
    yield Tint(Area(x, y, width, height), RED, "proof")
    yield _placed(line, x + size // 2, y + (height - size) // 2 + size * 880 // 1000, PAPER)


def _banner(page: Page, errors: int, marker: Marker) -> Iterator[Ink]:
    """Yield the red band over the top of a page that is not released."""
    said, wrong, places = marker.words[:3]
    count = f"\u3000{wrong} {errors} {places}" if errors else ""
    size = _BANNER * 6 // 10
    line = marker.line(said + count, size)
    yield Tint(Area(0, 0, page.width, _BANNER), RED, "proof")
    x = max(0, page.width - line.line.width) // 2
    yield _placed(line, x, (_BANNER - size) // 2 + size * 880 // 1000, PAPER)


def _placed(line: SetLine, x: int, baseline: int, colour: Colour) -> SetLine:
    return SetLine(line.line, x, baseline, line.box, colour=colour, generated=True)
