"""Copy is conserved: set lines tile every part from its first character to its last, or to a named overset.

T-81 of the house's rules: the text of all parts joins up to the source with no loss, doubling or disorder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import Crop, Part, Picture, solid
from compositor.model.dummy import Fit, StoryFit
from compositor.model.lines import Line, Run
from compositor.model.page import Image, Ink, MissingPicture, SetLine
from compositor.proof.readings import kept
from compositor.proof.sheets import Expected, Printed, Sheets, blank, excerpt, page_name
from compositor.proof.stretches import Stretch
from compositor.proof.tables import cells_of

_BUG = "this is a fault of the program, not of the copy: report it with the issue's folder"
_NO_ROOM = "give the box more rows, or take the picture or some of the words around it out"
LEAST_SHOWN = 2 / 3
"""The part of a picture that its box has to show; a box cuts what doesn't have its proportions."""
_GETA = "\u3013"
_HYPHENS = frozenset("-\u2010")

Span = tuple[int, int]


def conserved(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield what of the copy the pages lost, doubled, changed or set in the wrong order."""
    expected = {part.key: part for part in sheets.expected}
    printed: dict[tuple[str, str, str, str], list[Stretch]] = {key: [] for key in expected}
    for stretch in sheets.stretches:
        if stretch.generated:
            continue
        key = _key(stretch, expected)
        if key is None:
            yield from map(_stray, stretch.printed)
        else:
            printed[key].append(stretch)
    reached, fits = _reached(sheets, expected.values()), {one.story: one for one in reversed(fit.stories)}
    for key, part in expected.items():
        own, end = printed[key], _end(part, fits.get(part.story), sheets)
        if _unused_jump_head(part, reached) or (not own and stands_beside(part, sheets)):
            continue
        if not _plainly_whole(part, own, end, sheets):
            lines = list(chain.from_iterable([stretch.printed for stretch in own]))
            yield from _part(part, _in_order(lines, sheets, part), end, sheets)
    yield from _pictures(sheets)


def _key(stretch: Stretch, expected: Mapping[tuple[str, str, str, str], Expected]) -> tuple[str, str, str, str] | None:
    for page, box in (("", ""), (stretch.page, stretch.box)):
        if (stretch.story, stretch.part, page, box) in expected:
            return (stretch.story, stretch.part, page, box)
    return None


def _plainly_whole(part: Expected, own: Sequence[Stretch], end: int, sheets: Sheets) -> bool:
    """Tell whether stretches carry all of a part up to ``end``, each character once and where it belongs.

    What has tables, readings or marks beside its words, or was shortened to fit, is to be read line by line.
    """
    copy, at = part.part, 0
    if copy.left_out or copy.spans or any(paragraph.table is not None for paragraph in copy.paragraphs):
        return False
    rank = sheets.ranks(part.story)
    ranks = [(rank.get((one.page, one.box), len(rank)), one.column, one.baselines[0]) for one in own]
    ordered = [own[number] for number in sorted(range(len(own)), key=ranks.__getitem__)]
    for stretch in ordered:
        start = stretch.starts[0]
        follows = at <= start and blank(copy.text[at:start]) and stretch.in_order and stretch.reach is not None
        if not follows or any(one.line.line.annotations for one in stretch.told):
            return False
        if not _reads_plainly(stretch, copy.text):
            return False
        at = stretch.ends[-1]
    return (at == end or blank(copy.text[at:end])) and _stand_in_order(ordered, rank)


def _stand_in_order(own: Sequence[Stretch], rank: Mapping[tuple[str, str], int]) -> bool:
    """Tell whether each stretch stands under the one before, right of it, or in the box that comes next."""
    lefts: dict[tuple[str, str, int], list[Span]] = {}
    for one in own:
        lefts.setdefault((one.page, one.box, one.column), []).extend([one.reach.lefts] if one.reach else [])
    for one, other in pairwise(own):
        box, column = (one.page, one.box), one.column
        if box != (other.page, other.box):
            if rank.get(box) == rank.get((other.page, other.box)):
                return False
        elif column == other.column:
            if one.baselines[-1] >= other.baselines[0]:
                return False
        elif max(right for _, right in lefts[*box, column]) >= min(left for left, _ in lefts[*box, other.column]):
            return False
    return True


def _reads_plainly(stretch: Stretch, text: str) -> bool:
    """Tell whether the lines of a stretch read what the copy has where they claim to stand."""
    if stretch.gaps is None:
        between = pairwise(printed.line.line for printed in stretch.printed)
        lost = any(not blank(text[one.end : other.start]) for one, other in between)
        return not lost and not any(_misprint(printed.line.line, text) for printed in stretch.printed)
    if not all(blank(text[start:end]) for start, end in stretch.gaps):
        return False
    starts, ends = [stretch.starts[0]], []
    for start, end in stretch.gaps:
        ends.append(start)
        starts.append(end)
    ends.append(stretch.ends[-1])
    return stretch.text == "".join([text[start:end] for start, end in zip(starts, ends, strict=True)])


def _reached(sheets: Sheets, expected: Iterable[Expected]) -> frozenset[tuple[str, str, str]]:
    """Return pages and boxes with the stories whose body stands in them, where anything is expected of that."""
    if all(part.part.name != "jump_head" for part in expected):
        return frozenset()
    return frozenset([(one.page, one.box, one.story) for one in sheets.stretches if one.part == "body"])


def _unused_jump_head(part: Expected, reached: frozenset[tuple[str, str, str]]) -> bool:
    """Tell whether a jump head belongs to a box that the story never reached."""
    return part.part.name == "jump_head" and (*part.home, part.story) not in reached


def stands_beside(part: Expected, sheets: Sheets) -> bool:
    """Tell whether a part is said by something that stands beside a paragraph, and may find no room there."""
    if not part.story:
        return False
    story = sheets.issue.story(part.story)
    pictures = (one for one in story.pictures if one.beside is not None)
    named = {words.name for one in pictures for words in (one.cutline, one.credit) if words is not None}
    return part.part.name in named | {quote.part.name for quote in story.quotes}


def _in_order(lines: Sequence[Printed], sheets: Sheets, part: Expected) -> list[Printed]:
    """Return lines as a reader meets them: box by box of the thread, column by column, line by line.

    A row of a table is read cell by cell.
    """
    rank = sheets.ranks(part.story)
    lain = [Printed(line.page, sheets.lain(line)) for line in lines]
    cells = cells_of(part.part, lain)

    def place(number: int) -> tuple[int, ...]:
        line = lain[number].line
        box = rank.get((lain[number].page, line.box), len(rank))
        return (box, line.column, *cells.get(number, (line.baseline, line.x)), line.baseline)

    return [lines[number] for number in sorted(range(len(lines)), key=place)]


def _end(part: Expected, over: StoryFit | None, sheets: Sheets) -> int:
    """Return the offset up to which a part has to stand: its end, or the overset that the fit names."""
    length = len(part.part.text)
    if over is None or not over.overset_characters:
        return length
    if part.part.name == "body":
        return min(over.overset_start, length)
    if part.part.name == "byline" and byline_left(part.story, over, sheets):
        return 0
    return length


def byline_left(story: str, over: StoryFit, sheets: Sheets) -> bool:
    """Tell whether the overset that a fit names counts the byline among what is left over."""
    body, byline = sheets.issue.story(story).part("body"), sheets.issue.story(story).part("byline")
    if byline is None:
        return False
    left = body.solid(over.overset_start, len(body.text)) if body else 0
    return over.overset_characters == left + solid(byline.text)


def _part(part: Expected, lines: list[Printed], end: int, sheets: Sheets) -> Iterator[Finding]:
    text = part.part.text
    yield from _left_out(part, sheets)
    for printed in lines:
        fault = _misprint(printed.line.line, text)
        if fault:
            yield _finding("COPY_CHANGED", part, printed, (printed.line.line.start, printed.line.line.end), fault)
    for code, span, fault, where in kept(part.part, lines, end):
        yield _finding(code, part, where, span, fault)
    by_offset = sorted(lines, key=lambda printed: (printed.line.line.start, printed.line.line.end))
    at, before = 0, None
    for printed in by_offset:
        start, stop = printed.line.line.start, printed.line.line.end
        if start > at and not blank(_wanted(part.part, at, start)):
            yield _finding("COPY_LOST", part, before or printed, (at, start), "is not on the pages")
        doubled = (start, min(at, stop))
        if start < at and not blank(text[slice(*doubled)]):
            yield _finding("COPY_DOUBLED", part, printed, doubled, "stands twice on the pages")
        at, before = max(at, stop), printed
    if not blank(_wanted(part.part, at, end)):
        yield _finding("COPY_LOST", part, before, (at, end), "is not on the pages")
    yield from _disorder(part, lines, sheets)


def _wanted(part: Part, start: int, end: int) -> str:
    """Return what of text[start:end] has to be on the pages: all but what copy-fitting left out and named."""
    if not part.left_out:
        return part.text[start:end]
    gone = [range(max(one, start), min(other, end)) for one, other in part.left_out]
    return "".join(part.text[at] for at in range(start, end) if not any(at in one for one in gone))


def _left_out(part: Expected, sheets: Sheets) -> Iterator[Finding]:
    """Yield every stretch of a part that copy-fitting left out: it is on no page, so it is named here."""
    for start, end in part.part.left_out:
        characters = solid(part.part.text[start:end])
        message = (
            f'{characters} characters of "{sheets.title(part.story)}" are left out to make it fit: '
            f'"{excerpt(part.part.text[start:end].strip())}"'
        )
        hint = "the story marks them as optional; take {optional} away where they have to stand"
        place = part.part.source.place(start)
        yield Finding("LEFT_OUT", Severity.NOTE, message, hint, place, part.home[0], part.home[1], part.story)


def _disorder(part: Expected, lines: list[Printed], sheets: Sheets) -> Iterator[Finding]:
    for one, other in pairwise(lines):
        if other.line.line.start < one.line.line.start:
            span = (other.line.line.start, other.line.line.end)
            yield _finding("COPY_ORDER", part, other, span, "stands after copy that it should precede")
            return
    columns: dict[tuple[str, str, int], list[Printed]] = {}
    for line in lines:
        if line.line.column >= 0:
            columns.setdefault((line.page, line.line.box, line.line.column), []).append(line)
    for (one_key, left), (other_key, right) in pairwise(sorted(columns.items(), key=lambda item: item[0])):
        if one_key[:2] != other_key[:2]:
            continue
        if max(sheets.lain(line).x for line in left) >= min(sheets.lain(line).x for line in right):
            span = (right[0].line.line.start, right[-1].line.line.end)
            yield _finding(
                "COPY_ORDER", part, right[0], span, "stands in a column before the one that it should follow"
            )


def _misprint(line: Line, text: str) -> str:
    """Return in what a line's runs differ from the copy that the line claims, or nothing."""
    at = line.start
    for run in line.runs:
        if run.start == at and run.text == text[at : run.end]:  # nearly all
            at = run.end
            continue
        if run.start == run.end:
            if not set(run.text) <= _HYPHENS:
                return f"has {run.text!r} that is not in the copy"
            continue
        if run.start < at:
            return f"prints {excerpt(text[run.start : at])!r} twice in one line"
        if not blank(text[at : run.start]):
            return f"leaves out {excerpt(text[at : run.start])!r}"
        if not _same(run, text, line.missing):
            return f"reads {excerpt(run.text)!r} where the copy has {excerpt(text[run.start : run.end])!r}"
        at = run.end
    return "" if blank(text[at : line.end]) else f"leaves out {excerpt(text[at : line.end])!r}"


def _same(run: Run, text: str, missing: Sequence[int]) -> bool:
    copy = text[run.start : run.end]
    if run.text == copy:
        return True
    lacking = {offset - run.start for offset in missing}
    return len(run.text) == len(copy) and all(
        one == other or (one == _GETA and index in lacking)
        for index, (one, other) in enumerate(zip(run.text, copy, strict=True))
    )


def _finding(code: str, part: Expected, printed: Printed | None, span: Span, fault: str) -> Finding:
    page, box = (printed.page, printed.line.box) if printed else part.home
    whose = f'story "{part.story}"' if part.story else f"box {part.home[1]}"
    where = f"{part.part.name} {span[0]}–{span[1]}"
    text = excerpt(part.part.text[slice(*span)])
    place = part.part.source.place(span[0])
    message = f"{whose}, {where}: {text!r} {fault} (box {box}, page {page_name(page)})"
    return Finding(code, Severity.ERROR, message, _BUG, place, page, box, part.story)


def _stray(printed: Printed) -> Finding:
    line = printed.line
    whose = f'of story "{line.story}"' if line.story else "of no story"
    message = (
        f"a line {whose}, part {line.part}, stands in box {line.box} on page {page_name(printed.page)}, "
        f"where the issue has no such copy: {excerpt(line.line.text)!r}"
    )
    return Finding("COPY_STRAY", Severity.ERROR, message, _BUG, None, printed.page, line.box, line.story)


def _pictures(sheets: Sheets) -> Iterator[Finding]:
    """Yield the placed pictures that stand on no page, not even as a crossed frame, or that their boxes cut short."""
    for page in sheets.issue.pages:
        for copy in page.boxes:
            pictures: tuple[Picture, ...] = (copy.picture,) if copy.picture else ()
            if copy.story:
                pictures = sheets.issue.story(copy.story).pictures
                yield from _pictures_left_out(copy.story, (page.label, copy.box), sheets)
            for picture in pictures:
                ends = (picture.place, page.label, copy.box, copy.story)
                drawn = [ink for home in _homes(picture, ends, sheets) for ink in _drawn(picture, sheets, *home)]
                yield from _picture(picture, drawn, ends)


def _homes(picture: Picture, ends: tuple[Place, str, str, str], sheets: Sheets) -> list[tuple[str, str]]:
    """Return the pages and boxes in which a picture may stand: beside a paragraph, wherever that stands."""
    if picture.beside is None:
        return [(ends[1], ends[2])]
    return [(box.page, box.box.name) for one in sheets.dummy.threads if one.story == ends[3] for box in one.boxes]


def _pictures_left_out(story: str, home: tuple[str, str], sheets: Sheets) -> Iterator[Finding]:
    for picture in sheets.issue.story(story).left_out:
        message = f'picture {picture.name} of "{sheets.title(story)}" is left out, with its words, to make it fit'
        hint = "the story marks it as optional; take optional= away where it has to stand"
        yield Finding("LEFT_OUT", Severity.NOTE, message, hint, picture.place, *home, story)


def _picture(picture: Picture, drawn: Sequence[Ink], ends: tuple[Place, str, str, str]) -> Iterator[Finding]:
    where = f"in box {ends[2]} on page {page_name(ends[1])}"
    if not drawn and picture.beside is not None:
        message = f"picture {picture.name} has no room beside its paragraph, or its paragraph none"
        hint = "make it narrower, name another paragraph, or cut or add a few lines above it"
        yield Finding("PICTURE_NO_ROOM", Severity.ERROR, message, hint, *ends)
        return
    if not drawn:
        message = f"picture {picture.name} is not drawn {where}"
        yield Finding("PICTURE_LOST", Severity.ERROR, message, _BUG, *ends)
        return
    if picture.chart is not None and all(isinstance(ink, MissingPicture) for ink in drawn):
        message = f"the chart of {picture.name} has no room for its words {where}"
        yield Finding("PICTURE_NO_ROOM", Severity.ERROR, message, _NO_ROOM, *ends)
        return
    areas = [ink.area for ink in drawn if isinstance(ink, Image | MissingPicture)]
    if areas and not any(area.width > 0 and area.height > 0 for area in areas):
        message = f"picture {picture.name} has no room {where}"
        yield Finding("PICTURE_NO_ROOM", Severity.ERROR, message, _NO_ROOM, *ends)
        return
    yield from _cut(picture, [ink.crop for ink in drawn if isinstance(ink, Image)], ends)


def _cut(picture: Picture, crops: Sequence[Crop], ends: tuple[Place, str, str, str]) -> Iterator[Finding]:
    """Yield a picture of which too little is shown of what may be, or not the point that the desk wants in view."""
    where = f"in box {ends[2]} on page {page_name(ends[1])}"
    framing = picture.framing
    shown = max((_size(crop) for crop in crops), default=1.0) / _size(framing.crop)
    hint = "give the box the picture's proportions, crop the picture by hand, or let it run over fewer columns"
    if crops and shown < LEAST_SHOWN:
        message = f"only {shown:.0%} of picture {picture.name} is shown {where}"
        yield Finding("PICTURE_CUT", Severity.WARNING, message, hint, *ends)
    across, down = framing.focus or (-1.0, -1.0)
    if (
        crops
        and framing.focus
        and not any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in crops)
    ):
        message = f"the focus of picture {picture.name} is not in view {where}"
        yield Finding("PICTURE_CUT", Severity.WARNING, message, hint, *ends)


def _size(crop: Crop) -> float:
    return (crop[2] - crop[0]) * (crop[3] - crop[1])


def _drawn(picture: Picture, sheets: Sheets, label: str, box: str) -> list[Ink]:
    """Return the ink of a box that draws a picture; of a chart, its words."""
    ink = [ink for page in sheets.pages if page.label == label for ink in page.ink if ink.box == box]
    if picture.chart is not None:
        words: list[Ink] = [
            piece for piece in ink if isinstance(piece, SetLine) and piece.generated and not piece.story
        ]
        return words or [piece for piece in ink if isinstance(piece, MissingPicture)]
    asset = picture.asset
    if asset is None:
        return [piece for piece in ink if isinstance(piece, MissingPicture)]
    return [piece for piece in ink if isinstance(piece, Image) and piece.asset.sha256 == asset.sha256]
