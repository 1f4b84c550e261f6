"""The job sheet for people: one page of A4, set by our own pen in the paper's type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.intake import Intake
from compositor.model.design import BLACK, Area, Colour
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.model.settings import Script
from compositor.pdf import ColourSpace, Pen
from compositor.press import Words
from compositor.records import dataclass
from compositor.release.jobs import Job
from compositor.units import mm, pt

_WIDTH, _HEIGHT, _EDGE = mm(210), mm(297), mm(15)
_TOP: Final = mm(52)
"""Where the table begins."""
_ROW: Final = mm(10)
_GREY = Colour("job-grey", (0, 0, 0, 60), (110, 110, 110))
_BAND = Colour("job-band", (0, 0, 0, 8), (238, 238, 238))
_HANT: Final = ("付印單", "版", "版名", "版次", "文件", "油墨", "尺寸 mm", "墨量", "付印", "待付印", "代替")
_HANS: Final = ("付印单", "版", "版名", "版次", "文件", "油墨", "尺寸 mm", "墨量", "付印", "待付印", "代替")
_COLUMNS: Final = (0, 11, 36, 47, 100, 116, 137, 151)
"""Where columns begin, in millimetres; the last ends at the edge."""
_LAST: Final = 180
_GAP: Final = mm(2)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A job sheet being set: what sets its words, and its labels."""

    words: Words
    labels: tuple[str, ...]

    def line(self, text: str, at: tuple[int, int], size: int, room: int, colour: Colour = BLACK) -> Iterator[Ink]:
        """Yield a line, its baseline at a place, as much smaller as it needs to be to have room."""
        line = self.words(text, size)
        while line.width > room and size > pt(3):
            size = size * min(95, 100 * room // line.width) // 100
            line = self.words(text, size)
        yield SetLine(line, at[0], at[1], "job", colour=colour, generated=True)


def job_pdf(job: Job, read: Intake, words: Words) -> bytes:
    """Return the job sheet as a page: the same bytes for the same sheet."""
    paper, issue = read.design.paper, read.issue
    labels = _HANS if paper.setting.script is Script.HANS else _HANT
    pen = Pen(
        read.faces,
        space=ColourSpace.SRGB,
        title=f"{paper.name} {issue.date:%Y-%m-%d} {labels[0]}",
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
    )
    pen.page(_WIDTH, _HEIGHT, 0)
    sheet = _Sheet(words, labels)
    for ink in (*_head(job, sheet), *_table(job, sheet)):
        pen.draw(ink)
    return pen.finish()


def _head(job: Job, sheet: _Sheet) -> Iterator[Ink]:
    room = _WIDTH - 2 * _EDGE
    yield from sheet.line(f"{job['name']}\u3000{sheet.labels[0]}", (_EDGE, mm(25)), pt(22), room)
    standards = sorted({"PDF/X-1a:2001" if plate["standard"] == "x1a" else "PDF/X-4" for plate in job["plates"]})
    told = "\u3000".join((str(job["date"]), *standards, str(job["condition"]), f"≤ {job['ink_limit']} %"))
    yield from sheet.line(told, (_EDGE, mm(33)), pt(10), room)
    if job["waiting"]:
        words = f"{sheet.labels[9]}：{'、'.join(job['waiting'])}"
        yield from sheet.line(words, (_EDGE, mm(40)), pt(10), room)


def _table(job: Job, sheet: _Sheet) -> Iterator[Ink]:
    plates = job["plates"]
    row = min(_ROW, (_HEIGHT - _TOP - _EDGE) // max(1, len(plates)))
    size = pt(9) * row // _ROW
    yield from _cells(sheet.labels[1:9], _TOP - mm(2), pt(8), sheet, colour=_GREY)
    for at, plate in enumerate(plates):
        top = _TOP + at * row
        if plate["version"] > 1:
            yield Tint(Area(_EDGE - _GAP // 2, top, _WIDTH - 2 * _EDGE + _GAP, row), _BAND, "job")
        yield Rule(_EDGE, top, _WIDTH - _EDGE, top, pt("0.4"), "job", _GREY)
        yield from _cells(_row(plate), top + row * 42 // 100, size, sheet)
        small = f"SHA-256 {plate['sha256']}\u3000{plate['bytes']:,} B"
        if plate["replaces"]:
            small += f"\u3000{sheet.labels[10]} v{plate['replaces'][-1]['version']}"
        left = _EDGE + mm(_COLUMNS[1])
        yield from sheet.line(small, (left, top + row * 82 // 100), size * 7 // 10, _WIDTH - _EDGE - left, _GREY)
    foot = _TOP + len(plates) * row
    yield Rule(_EDGE, foot, _WIDTH - _EDGE, foot, pt("0.4"), "job", _GREY)


def _row(plate: Job) -> tuple[str, ...]:
    return (
        plate["page"],
        plate["section"],
        f"v{plate['version']}",
        plate["file"],
        "".join("CMYK"["cmyb".index(ink[0])] for ink in plate["inks"]),
        f"{plate['width_mm']:g} × {plate['height_mm']:g}",
        f"{plate['most_ink']:g} %",
        f"{plate['released']['at'][5:16].replace('T', ' ')} {plate['released']['by']}",
    )


def _cells(texts: tuple[str, ...], baseline: int, size: int, sheet: _Sheet, *, colour: Colour = BLACK) -> Iterator[Ink]:
    ends = (*_COLUMNS[1:], _LAST)
    for text, begin, end in zip(texts, _COLUMNS, ends, strict=True):
        if text:
            yield from sheet.line(text, (_EDGE + mm(begin), baseline), size, mm(end) - mm(begin) - _GAP, colour)
