"""What is fuzzed: functions of bytes that raise only where the program is wrong.

What the program refuses by a fault, ``CopyError`` or ``Refused`` is answered, and fine. Anything else that is raised,
and a law that doesn't hold of what was made, is a crash.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from compositor.errors import CompositorError, Finding, Place, Severity
from compositor.intake import rebuild
from compositor.intake.decoding import decoded
from compositor.intake.faults import Faults
from compositor.intake.files import Refused
from compositor.intake.forms import FONTS, ISSUE, LAYOUT, PAPER
from compositor.intake.leaves import FIRST, Plates, leaf_asset
from compositor.intake.palette import Palette
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import decoded as text_of
from compositor.intake.story import read_story
from compositor.intake.yamltree import read_tree
from compositor.model.assets import Asset
from compositor.model.copy import Part
from compositor.model.limits import Limits
from compositor.model.settings import Direction, Hanging, Keep, Kinsoku, LineStart, MarkWidth, Region
from compositor.pipeline import Request, Stopwatch, compose, write_files
from compositor.text import Matter, TypeCase, set_first_fit, set_lines
from tests.night.desk import ISSUE as FOLDER
from tests.night.desk import MANIFEST, TEMPLATE, Desk, story
from tests.night.desk import PAPER as LAYS
from tests.testface import EM, PLAIN, type_case
from tests.text.test_text_laws import fits, lawful, tiles

Target = Callable[[bytes], None]
HERE: Final = Place("issue.yaml", 1, 1)
SMALL: Final = Limits(picture_megapixels=4, story_seconds=20)
"""What a picture and a story may take here: more is refused, as it is elsewhere of larger ones."""
_FORMS: Final = (ISSUE, ISSUE, PAPER, LAYOUT, FONTS)
LOST: Final = frozenset({"COPY_CHANGED", "COPY_LOST", "COPY_DOUBLED", "COPY_ORDER", "COPY_STRAY", "PICTURE_LOST"})
"""What proof finds where printed copy isn't the copy that came in: always the program's fault."""
_MOST_SET: Final = 400
_WRITTEN: Final = 8
"""One issue of so many that compose is written too, with its plates read back."""


class Broken(AssertionError):  # noqa: N818  (a law is broken, whoever broke it)
    """A law that doesn't hold."""


def expect(law: bool, words: str) -> None:
    """Raise ``Broken`` where a law doesn't hold."""
    if not law:
        raise Broken(words)


def yaml(content: bytes) -> None:
    """A manifest, paper, template or fonts file, by the first byte; every fault has a place and says what to do."""
    faults = Faults()
    source = text_of("issue.yaml", content[1:], faults)
    tree = read_tree(source, faults) if source else None
    if tree is not None:
        _FORMS[content[0] % len(_FORMS)].check(tree, "", faults)
    told(faults.sorted_faults() + faults.sorted_findings())
    expect(tree is not None or bool(faults.sorted_faults()), "what isn't read has no fault")


def told(findings: tuple[Finding, ...]) -> None:
    """Expect that findings say where, what, and of errors what to do, in one line each that moves no terminal."""
    for one in findings:
        answer = one.hint or one.severity is not Severity.ERROR
        expect(bool(one.message and answer), f"{one.code} doesn't say what, or what to do")
        words = str(one)
        expect(all(letter.isprintable() or letter in "\n\u3000" for letter in words), f"{one.code} says {words!r}")
        expect("\n" not in one.message + one.hint, f"{one.code} says more than a line: {words!r}")
        if one.place is not None:
            expect(min(one.place.line, one.place.column) >= 0, f"{one.code} is at {one.place}")


def markdown(content: bytes) -> None:
    """A story's file: what is read follows from it letter by letter, in paragraphs in order, with spans within it."""
    faults = Faults()
    source = text_of("s.md", content, faults)
    if source is None:
        expect(bool(faults.sorted_faults()), "what isn't read has no fault")
        return
    pictures = Pictures(Path("nowhere"), faults)
    with contextlib.closing(pictures.quarantine):
        read = read_story(source, "s", Stand(HERE, "01", "lead", "s"), pictures)
    told(faults.sorted_faults() + faults.sorted_findings())
    for part in read.parts:
        _whole(part, source.text)


def _whole(part: Part, text: str) -> None:
    expect(rebuild(part, text) == part.text, f"{part.name}: it isn't what its source makes of it")
    for before, after in pairwise(part.paragraphs):
        expect(before.end < after.start, f"{part.name}: paragraphs meet at {before.end}")
    for start, end in [(one.start, one.end) for one in part.paragraphs] + [(one.start, one.end) for one in part.spans]:
        expect(0 <= start <= end <= len(part.text), f"{part.name}: {start} to {end} is outside its copy")
    covered = set[int]()
    for one in part.paragraphs:
        covered.update(range(one.start, one.end))
    lost = {at for at, letter in enumerate(part.text) if letter != "\n"} - covered
    expect(not lost, f"{part.name}: copy in no paragraph at {sorted(lost)[:5]}")


def lines(content: bytes) -> None:
    """Any string in any measures and style: lines tile the copy and fit, or say that they don't."""
    head, text = content[:16].ljust(16, b"\0"), content[16:].decode("utf-8", "replace")[:_MOST_SET]
    way = Direction.VERTICAL if head[0] & 1 else Direction.HORIZONTAL
    style = replace(
        PLAIN,
        direction=way,
        kinsoku=tuple(Kinsoku)[head[1] % len(Kinsoku)],
        mark_width=tuple(MarkWidth)[head[2] % len(MarkWidth)],
        hanging=tuple(Hanging)[head[3] % len(Hanging)],
        line_start=tuple(LineStart)[head[4] % len(LineStart)],
        latin_gap=head[5] * 2,
        keep=tuple(Keep) if head[6] & 1 else (),
        hyphenate=bool(head[6] & 2),
        rescue=bool(head[6] & 4),
        tight_pairs=bool(head[6] & 8),
        squeeze_stops=bool(head[6] & 16),
        latin_gap_fixed=bool(head[6] & 32),
        latin_grid=bool(head[6] & 64),
        part_long_dashes=bool(head[6] & 128),
    )
    measures = tuple(EM // 2 + (head[8] * EM >> 3) if at == 8 else EM + head[at] * EM // 6 for at in range(8, 12))
    region = tuple(Region)[head[7] % len(Region)]
    indent = head[12] % 3 * EM if min(measures) > 4 * EM else 0
    matter = Matter(text, 0, len(text), (), None, style, indent, bool(head[0] & 2), looseness=head[13] % 5 - 2)
    for way_of in (set_lines, set_first_fit):
        found = way_of(matter, measures, _case(region))
        expect(tiles(text, found), "lines don't tile their copy")
        expect(fits(found), "a line doesn't fit, and doesn't say so")
        expect(lawful(text, found, style.kinsoku), "a line breaks where it mustn't, and doesn't say so")


@cache
def _case(region: Region) -> TypeCase:
    """Return the type case of a region: one for all copy, as in a run."""
    return type_case(region)


@cache
def _desk() -> Desk:
    """Return the desk that issues are composed at, in a folder that goes with this process."""
    import atexit

    folder = tempfile.mkdtemp(prefix="fuzz-compose-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Desk.laid(Path(folder))


BUNDLED: Final = {
    "paper": ("layouts/watch/paper.yaml", LAYS),
    "one": ("layouts/watch/one.yaml", TEMPLATE),
    "two": ("layouts/watch/two.yaml", TEMPLATE[: TEMPLATE.index("  photo:")]),
    "issue": (f"{FOLDER}/issue.yaml", MANIFEST),
    "lead": (f"{FOLDER}/stories/lead.md", story("渡口的舊事", 3)),
    "night": (f"{FOLDER}/stories/night.md", story("更夫還在走", 2)),
}
"""The files of an issue that is composed, by the names that they have in a bundle, and what they are otherwise."""
_MARK: Final = re.compile(rb"(?m)^%%([a-z]+)\n")


def bundle(**files: str) -> bytes:
    """Return files of an issue as one, each after a line ``%%name``."""
    return b"".join(b"%%" + name.encode() + b"\n" + text.encode() for name, text in files.items())


def whole(content: bytes) -> None:
    """A whole issue, of a bundle of its files: composed, its copy conserved; one of eight is written as well."""
    desk = _desk()
    pieces = _MARK.split(content)
    given = {name.decode(): text for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    for name, (path, text) in BUNDLED.items():
        desk.write(path, given.get(name, text.encode()))
    request = Request(desk.issue, out=desk.root / "out", only="press")
    watch = Stopwatch(lambda _: None)
    try:
        composed = compose(request, watch)
        told(composed.findings)
        lost = [one.message for one in composed.findings if one.code in LOST]
        expect(not lost, f"copy isn't conserved: {lost[:3]}")
        if zlib.crc32(content) % _WRITTEN == 0:
            write_files(request, composed, watch)
    except CompositorError as error:
        told(tuple(getattr(error, "faults", ())))


def picture(content: bytes) -> None:
    """A picture file, of pixels or drawn: refused, or of a size within the limits."""
    try:
        found = decoded(content, "pier.jpg", _palette(), SMALL)
    except Refused as refused:
        expect(bool(refused.message and refused.hint), "a refusal doesn't say what to do")
        return
    expect(found.width >= 0 and found.height >= 0, f"it is {found.width} by {found.height}")
    expect(found.drawing is not None or 0 < found.width * found.height <= SMALL.picture_megapixels * 10**6, "its size")


@cache
def _palette() -> Palette:
    return Palette()


def pdf(content: bytes) -> None:
    """A PDF of an advert: refused with reasons, or ready for the press, in PDF/X-4 and X-1a by what it is like."""
    plates = Plates(old=bool(zlib.crc32(content) & 1), outlined=bool(zlib.crc32(content) & 2))
    try:
        found = leaf_asset(content, "shop.pdf", FIRST, _palette().condition, plates)
    except Refused as refused:
        expect(bool(refused.message and refused.hint), "a refusal doesn't say what to do")
        return
    if isinstance(found, Asset):
        expect(found.leaf is not None and found.width > 0 and found.height > 0, "it has no page, or no size")
    else:
        expect(bool(found) and all(one.message and one.hint for one in found), "refused without a reason")


TARGETS: Final[dict[str, Target]] = {
    "yaml": yaml,
    "markdown": markdown,
    "lines": lines,
    "compose": whole,
    "picture": picture,
    "pdf": pdf,
}
