"""The laws of a made-up issue, read from the ink of its pages and from the copy alone.

Each law yields what breaks it, in words; nothing where it holds. None of them asks proof or make-up how it counts.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from compositor.model.copy import HEAD_PARTS, ParagraphKind, Part, Story
from compositor.model.design import Align, Area, Style, TextBox
from compositor.model.lines import Line
from compositor.model.page import Image, MissingPicture, SetLine
from compositor.model.settings import Direction, Kinsoku
from compositor.model.shapes import areas_of
from tests.laws.areas import holds, meet, within
from tests.laws.composing import Proofs
from tests.laws.glyphs import every_character_has_a_glyph

Law = Callable[[Proofs], Iterator[str]]

HAN_NUMBERS = ("", "一", "二", "三", "四")
NO_START = frozenset("，。、；：？！”’）》〉」』】‼·～-/—")
"""May not begin a line (GB/T 15834-2011 5.1.1 to 5.1.3, 5.1.6 to 5.1.9), kept here apart from the program's table."""
NO_END = frozenset("“‘（《〈「『【")
"""May not end a line (GB/T 15834-2011 5.1.3)."""
_SWALLOWED = " \u00a0"
"""White space that no line is drawn with at its end; U+3000 has a place of its own."""


_NOT_CONSERVED = frozenset("COPY_LOST COPY_DOUBLED COPY_CHANGED COPY_ORDER COPY_STRAY FIT_WRONG PICTURE_LOST".split())


@dataclass(frozen=True, slots=True)
class Stood:
    """A set line where it stood: page label and the box that it belongs to."""

    page: str
    ink: SetLine

    @property
    def line(self) -> Line:
        """The line."""
        return self.ink.line


def stood(proofs: Proofs) -> list[Stood]:
    """Every set line of the issue, page by page in painting order."""
    return [Stood(page.label, ink) for page in proofs.made.pages for ink in page.ink if isinstance(ink, SetLine)]


def threads(proofs: Proofs) -> Iterator[tuple[Story, list[tuple[str, str]]]]:
    """Every placed story with the boxes that the manifest runs it through, page label and box name."""
    for page in proofs.issue.pages:
        for copy in page.boxes:
            if not copy.story:
                continue
            boxes, at = [(page.label, copy.box)], copy
            while at.jump is not None:
                boxes.append((at.jump.page, at.jump.box))
                following = proofs.issue.page(at.jump.page).box(at.jump.box)
                assert following is not None
                at = following
            yield proofs.issue.story(copy.story), boxes


def text_box(proofs: Proofs, page: str, name: str) -> TextBox:
    """A text box of the template of a page."""
    box = proofs.design.templates[proofs.issue.page(page).template].box(name)
    assert isinstance(box, TextBox)
    return box


def _shown(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf")


def _solid(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _tiled(part: Part, lines: list[Stood], end: int) -> Iterator[str]:
    """Tell what of part.text[:end] is not printed once, in order, as it is written, and what is beyond ``end``.

    The cells of a table stand side by side, each on lines of its own.
    """
    times = [0] * len(part.text)
    tables = [range(one.start, one.end) for one in part.paragraphs if one.kind is ParagraphKind.TABLE]
    last = -1
    for one in lines:
        for run in one.line.runs:
            if run.start == run.end and run.text in ("-", "\u2010"):
                continue
            if run.text != part.text[run.start : run.end]:
                yield f"{part.name}: {run.text!r} is printed for {part.text[run.start : run.end]!r}"
            if len("".join(run.texts())) != len(run.text) or len(run.texts()) != len(run.codes):
                yield f"{part.name}: glyphs and characters of {run.text!r} do not go together"
            if run.start < last and not any(run.start in table for table in tables):
                yield f"{part.name}: {run.text!r} stands after what follows it"
            last = run.end
            for offset in range(run.start, run.end):
                times[offset] += 1
    lost = "".join(part.text[at] for at in range(end) if not times[at] and _shown(part.text[at]))
    double = "".join(part.text[at] for at in range(len(times)) if times[at] > 1)
    beyond = "".join(part.text[at] for at in range(end, len(times)) if times[at])
    for what, text in (("lost", lost), ("doubled", double), ("printed though left over", beyond)):
        if text:
            yield f"{part.name}: {what}: {text!r}"


def copy_is_conserved(proofs: Proofs) -> Iterator[str]:
    """No copy is lost or doubled: lines tile every part, the body up to the overset that is named.

    Words that stand where another box is painted are told (COPY_COVERED), as those that run into one are.
    """
    lines = stood(proofs)
    for story, boxes in threads(proofs):
        order = {box: index for index, box in enumerate(boxes)}
        own = [one for one in lines if one.ink.story == story.slug and not one.ink.generated]
        stray = [one for one in own if (one.page, one.ink.box) not in order]
        if stray:
            yield f"{story.slug}: {stray[0].line.text!r} stands in a box that is not the story's"
            continue
        own.sort(key=lambda one: (order[one.page, one.ink.box], one.ink.column, *_onward(one.ink)))
        yield from (f"{story.slug}: {fault}" for fault in _story(proofs, story, own, boxes))
    for page in proofs.issue.pages:
        for copy in page.boxes:
            for part in (copy.picture.cutline, copy.picture.credit) if copy.picture else ():
                if part is not None:
                    captions = [one for one in lines if (one.page, one.ink.box) == (page.label, copy.box)]
                    yield from _tiled(part, _of(captions, part.name), len(part.text))
    for finding in proofs.findings:
        if (finding.code.startswith("COPY_") and finding.code != "COPY_COVERED") or finding.code in (
            "FIT_WRONG",
            "PICTURE_LOST",
        ):
            yield f"proof: {finding.code}: {finding.message}"


def _of(lines: list[Stood], name: str) -> list[Stood]:
    return [one for one in lines if one.ink.part == name]


def _story(proofs: Proofs, story: Story, own: list[Stood], boxes: list[tuple[str, str]]) -> Iterator[str]:
    fit = proofs.made.fit.story(story.slug)
    body, byline = story.part("body"), story.part("byline")
    assert body is not None
    yield from _tiled(body, _of(own, "body"), fit.overset_start if fit.overset_characters else len(body.text))
    over = _solid(body.text[fit.overset_start :]) if fit.overset_characters else 0
    for name in HEAD_PARTS[:4]:
        part = story.part(name)
        if part is not None:
            yield from _tiled(part, _of(own, name), len(part.text))
    if byline is not None:
        set_byline = _of(own, "byline")
        yield from _tiled(byline, set_byline, len(byline.text) if set_byline else 0)
        over += 0 if set_byline else _solid(byline.text)
    if over != fit.overset_characters:
        yield f"{fit.overset_characters} characters are named as left over, {over} are"
    if bool(fit.overset_characters) != bool(proofs.found("OVERSET", story=story.slug)):
        yield "the overset that is named is not found, or found without being named"
    for picture in story.pictures:
        for part in (picture.cutline, picture.credit):
            if part is not None:
                yield from _tiled(part, _of(own, part.name), len(part.text))
    yield from _jump_heads(proofs, own, boxes)


def _jump_heads(proofs: Proofs, own: list[Stood], boxes: list[tuple[str, str]]) -> Iterator[str]:
    """A jump head that the desk wrote stands over each later box that the story reaches."""
    for page, name in boxes[1:]:
        copy = proofs.issue.page(page).box(name)
        assert copy is not None
        here = [one for one in own if (one.page, one.ink.box) == (page, name)]
        if copy.jump_head is not None and _of(here, "body"):
            yield from _tiled(copy.jump_head, _of(here, "jump_head"), len(copy.jump_head.text))


def _style(proofs: Proofs, one: Stood) -> Style | None:
    template = proofs.design.templates[proofs.issue.page(one.page).template]
    box = template.box(one.ink.box)
    return box.style.styles.get(one.ink.part.rpartition(":")[2]) if box is not None else None


def lines_fit(proofs: Proofs) -> Iterator[str]:
    """Every line fits its measure, or is told to be too wide."""
    for one in stood(proofs):
        line = one.line
        if line.width != sum(sum(run.advances) for run in line.runs):
            yield f"{line.text!r}: its advances do not sum to its width"
        if line.indent + line.width <= line.measure:
            continue
        if not line.tight:
            yield f"{line.text!r}: wider than its measure, and not marked so"
        if not proofs.found("LINE_WIDE", "HEAD_WIDE", page=one.page, box=one.ink.box):
            yield f"{line.text!r}: wider than its measure, and nobody is told"


def justified_is_exact(proofs: Proofs) -> Iterator[str]:
    """A justified line fills its measure; one that goes on and could be opened between two Han is justified."""
    parts = {(story.slug, part.name): part for story in proofs.issue.stories for part in story.parts}
    for one in stood(proofs):
        line, style = one.line, _style(proofs, one)
        if line.justified and line.indent + sum(sum(run.advances) for run in line.runs) != line.measure:
            yield f"{line.text!r}: justified, and not as wide as its measure"
        part = parts.get((one.ink.story, one.ink.part))
        if line.justified or line.tight or one.ink.generated or part is None or style is None:
            continue
        if style.align is Align.JUSTIFY and one.ink.part == "body" and _goes_on(part, line, proofs):
            yield f"{line.text!r}: goes on, and is not justified"


def _goes_on(part: Part, line: Line, proofs: Proofs) -> bool:
    """Tell whether a line could be opened between two Han, and its paragraph goes on after it, with no jump there.

    Where copy jumps between two sentences, the rest begins behind the white space that parts them.
    """
    inside = next(one for one in part.paragraphs if one.start <= line.start and line.end <= one.end)
    ends = {box.end for story in proofs.made.fit.stories for box in story.boxes}
    onward = inside.end - len(part.text[line.end : inside.end].lstrip())
    if inside.kind is ParagraphKind.SUBHEAD or line.end == inside.end or not ends.isdisjoint((line.end, onward)):
        return False
    return any("\u4e00" <= one <= "\u9fff" and "\u4e00" <= other <= "\u9fff" for one, other in pairwise(line.text))


def prohibitions_hold(proofs: Proofs) -> Iterator[str]:
    """No line begins or ends with a mark that may not, and no number is parted, unless it was rescued and told."""
    parts = {(story.slug, part.name): part for story in proofs.issue.stories for part in story.parts}
    for one in stood(proofs):
        line, style = one.line, _style(proofs, one)
        part = parts.get((one.ink.story, one.ink.part))
        if line.rescued and not proofs.found("RESCUED", page=one.page, box=one.ink.box):
            yield f"{line.text!r}: broken against the rules, and nobody is told"
        if part is None or style is None or style.kinsoku is Kinsoku.NONE or line.rescued or part.breaks:
            continue
        if line.end == len(part.text) or part.text[line.end] == "\n" or line.hyphenated:
            continue
        before, after = part.text[line.start : line.end].rstrip(_SWALLOWED), part.text[line.end :].lstrip(_SWALLOWED)
        if not before or not after or one.ink.part not in ("body", "headline", "deck", "kicker"):
            continue
        if _may_not_start(after) or before[-1] in NO_END:
            yield f"{one.ink.part}: {before[-4:]!r} | {after[:4]!r}: a forbidden break"
        if one.ink.part == "body" and _is_digit(part.text[line.end - 1]) and _is_digit(part.text[line.end]):
            yield f"{before[-4:]!r} | {after[:4]!r}: a number is parted"


def _may_not_start(after: str) -> bool:
    """Tell of a mark that may not begin a line; —— may (it may not be parted), and so may / and - in an address."""
    if after[0] in "—-/·":
        return after[0] == "·"
    return after[0] in NO_START


def _is_digit(char: str) -> bool:
    return char in "0123456789"


def jumps_come_in_pairs(proofs: Proofs) -> Iterator[str]:
    """下轉第N版 stands on page M exactly where 上接第M版 stands on page N, and both say the right page."""
    lines = stood(proofs)
    for story, boxes in threads(proofs):
        marks = set()
        for one, other in pairwise(boxes):
            leaving = [line for line in lines if _is(line, story.slug, "jump_line", one)]
            arriving = [line for line in lines if _is(line, story.slug, "continued_line", other)]
            goes_on = any(_is(line, story.slug, "body", other) for line in lines)
            if len(leaving) != len(arriving) or len(leaving) != goes_on:
                yield f"{story.slug}: {len(leaving)} jump lines in {one}, {len(arriving)} continued lines in {other}"
            marks |= {(one, other)} if leaving else set()
            yield from _misled(proofs, leaving, other[0], proofs.design.paper.wording.jump)
            yield from _misled(proofs, arriving, one[0], proofs.design.paper.wording.continued)
        yield from _unpaired(proofs, story.slug, boxes, marks)
    for finding in proofs.found("JUMP"):
        yield f"proof: {finding.message}"


def _misled(proofs: Proofs, lines: list[Stood], page: str, pattern: str) -> Iterator[str]:
    wanted = pattern.replace("{page}", _page_word(proofs, page))
    for line in lines:
        if line.line.text != wanted:
            yield f"{line.ink.story}: {line.line.text!r} is said for {wanted!r}"


def _unpaired(
    proofs: Proofs, slug: str, boxes: list[tuple[str, str]], marks: set[tuple[tuple[str, str], tuple[str, str]]]
) -> Iterator[str]:
    recorded = {
        ((mark.from_page, mark.from_box), (mark.to_page, mark.to_box))
        for mark in proofs.made.jumps
        if mark.story == slug
    }
    if recorded != marks:
        yield f"{slug}: the jumps {sorted(recorded)} are recorded, {sorted(marks)} are printed"
    lines = stood(proofs)
    if any(_is(line, slug, "continued_line", boxes[0]) for line in lines):
        yield f"{slug}: a continued line in {boxes[0]}, where the story begins"
    if any(_is(line, slug, "jump_line", boxes[-1]) for line in lines):
        yield f"{slug}: a jump line in {boxes[-1]}, after which no box comes"


def _is(one: Stood, story: str, part: str, box: tuple[str, str]) -> bool:
    return one.ink.story == story and one.ink.part == part and (one.page, one.ink.box) == box


def _page_word(proofs: Proofs, label: str) -> str:
    if not label.isdigit():
        return label
    return HAN_NUMBERS[int(label)] if proofs.design.paper.wording.numerals == "han" else str(int(label))


def _stands(ink: SetLine) -> bool:
    return ink.line.direction is Direction.VERTICAL


def _onward(ink: SetLine) -> tuple[int, int]:
    """Return where a line stands in its column, and where in its line it begins: vertical ones from the right."""
    return (-ink.x, ink.baseline) if _stands(ink) else (ink.baseline, ink.x)


def _extent(ink: SetLine) -> Area:
    """Return what a line's Han fill: their em boxes less a tenth on either side, which is white in any face."""
    size = max((run.size for run in ink.line.runs), default=0)
    if _stands(ink):
        return Area(ink.x - size * 4 // 10, ink.baseline + ink.line.indent, size * 8 // 10, ink.line.width)
    return Area(ink.x + ink.line.indent, ink.baseline - size * 780 // 1000, ink.line.width, size * 8 // 10)


def nothing_leaves_its_box(proofs: Proofs) -> Iterator[str]:
    """All words of a story stand in their box, its copy in its columns, or the desk is told."""
    told = ("OUTSIDE_BOX", "OUTSIDE_PAGE", "HEAD_WIDE", "LINE_WIDE")
    for one in stood(proofs):
        if not one.ink.story:
            continue
        box = text_box(proofs, one.page, one.ink.box)
        area, place = proofs.design.paper.grid.area(box.columns, box.rows), _extent(one.ink)
        inside = holds(area, place)
        if not inside and not proofs.found(*told, page=one.page, box=one.ink.box):
            yield f"{one.ink.part} {one.line.text!r} leaves {box.name}, and nobody is told"
        own = within(place, areas_of(box, proofs.design.paper.grid)) if box.shape else inside
        if one.ink.part == "body" and not one.line.tight and not own:
            yield f"{one.line.text!r} of the body leaves {box.name}"
        holes = (proofs.design.paper.grid.area(*cell) for cell in box.holes)
        if one.ink.part == "body" and not one.line.tight and any(meet(hole, place) for hole in holes):
            yield f"{one.line.text!r} stands on what is inside {box.name}"


def boxes_keep_apart(proofs: Proofs) -> Iterator[str]:
    """No words and no picture of a box stand on another box that holds something, unless one declares it.

    Words that are too wide or too many for their box are told.
    """
    told = ("COLLISION", "OUTSIDE_BOX", "OUTSIDE_PAGE", "HEAD_WIDE", "LINE_WIDE")
    grid = proofs.design.paper.grid
    for page in proofs.made.pages:
        copy = proofs.issue.page(page.label)
        boxes = {box.name: box for box in proofs.design.templates[copy.template].boxes if copy.box(box.name)}
        areas = {name: areas_of(box, grid) for name, box in boxes.items()}
        for ink in page.ink:
            own = boxes.get(ink.box)
            if own is None or not isinstance(ink, SetLine | Image | MissingPicture):
                continue
            place = _extent(ink) if isinstance(ink, SetLine) else ink.area
            for name, other in boxes.items():
                if other is own or name in (*own.overlaps, *own.over) or own.name in (*other.overlaps, *other.over):
                    continue
                if isinstance(other, TextBox) and own.name in {one.name for one in other.rounds}:
                    continue  # its lines run round it: what they keep off is a law of its own
                if any(meet(place, area) for area in areas[name]) and not proofs.found(
                    *told, page=page.label, box=own.name
                ):
                    yield f"{ink!r:.60} of {own.name} stands on {name}"


def nothing_is_overprinted(proofs: Proofs) -> Iterator[str]:
    """No line of a story stands on another line of its box, or the desk is told why.

    Told of are heads and captions that have no room, and jump words that are wider than their column.
    """
    for page in proofs.made.pages:
        boxes: dict[str, list[SetLine]] = defaultdict(list)
        for ink in page.ink:
            if isinstance(ink, SetLine) and ink.story:
                boxes[ink.box].append(ink)
        for name, lines in boxes.items():
            if proofs.found("OUTSIDE_BOX", "LINE_WIDE", "HEAD_WIDE", page=page.label, box=name):
                continue
            lines.sort(key=_onward)
            for index, ink in enumerate(lines):
                for other in lines[index + 1 : index + 12]:
                    if _no_room(ink, other) and proofs.found("COLLISION", "OVERSET", page=page.label, box=name):
                        continue
                    if meet(_extent(ink), _extent(other)):
                        yield f"{name}: {ink.part} {ink.line.text!r} and {other.part} {other.line.text!r} overlap"


def _no_room(one: SetLine, other: SetLine) -> bool:
    if one.part.endswith((":cutline", ":credit")) or other.part.endswith((":cutline", ":credit")):
        return True
    if one.generated and other.generated:
        return True
    return any(
        words.generated and not copy.generated and (copy.part == "jump_head" or words.line.width > copy.line.measure)
        for words, copy in ((one, other), (other, one))
    )


def _kind(part: Part, line: Line) -> ParagraphKind:
    return next(one.kind for one in part.paragraphs if one.start <= line.start < max(one.end, one.start + 1))


def body_stands_on_the_grid(proofs: Proofs) -> Iterator[str]:
    """Body baselines of all columns stand on the page's grid, in the row that they claim."""
    grid = proofs.design.paper.grid
    for one in stood(proofs):
        body = proofs.issue.story(one.ink.story).part("body") if one.ink.story else None
        if body is None or one.ink.part != "body" or _kind(body, one.line) is ParagraphKind.SUBHEAD:
            continue
        box = text_box(proofs, one.page, one.ink.box)
        row = box.rows[0] + one.ink.row
        if box.direction is Direction.VERTICAL:
            area = grid.area(box.columns, box.rows)
            if (
                one.ink.x
                != area.right - (grid.leading // 2 - (grid.leading - grid.size) // 2) - one.ink.row * grid.leading
            ):
                yield f"{one.line.text!r} stands off the lines of {box.name}"
            continue
        if one.ink.baseline != grid.baseline(row) or not box.rows[0] <= row <= box.rows[1]:
            yield f"{one.line.text!r} stands off the grid in row {row} of {box.name}"


def boxes_have_one_direction(proofs: Proofs) -> Iterator[str]:
    """All words of a story in a box run as the box does, those of its head as the head's place has it."""
    for one in stood(proofs):
        box = text_box(proofs, one.page, one.ink.box) if one.ink.story else None
        head = one.ink.part in {*HEAD_PARTS, "jump_head"} and one.ink.row < 0
        upright = box and (box.direction is Direction.VERTICAL or (head and box.head.direction is Direction.VERTICAL))
        if box and _stands(one.ink) != upright:
            yield f"{one.line.text!r} runs otherwise than {one.ink.box}"


def no_subhead_at_a_foot(proofs: Proofs) -> Iterator[str]:
    """A subhead is never the last thing in a column where its own text follows it."""
    columns: dict[tuple[str, str, str, int], list[SetLine]] = defaultdict(list)
    for one in stood(proofs):
        if one.ink.part == "body":
            columns[one.page, one.ink.box, one.ink.story, one.ink.column].append(one.ink)
    for (page, name, slug, _), lines in columns.items():
        body = proofs.issue.story(slug).part("body")
        assert body is not None
        last = max(lines, key=lambda ink: ink.line.end).line
        if _kind(body, last) is not ParagraphKind.SUBHEAD:
            continue
        later = [one for one in body.paragraphs if one.start >= last.end]
        if later and later[0].kind is ParagraphKind.TEXT:
            yield f"{name} on page {page}: the subhead {last.text!r} stands at the foot of its column"


LAWS: tuple[Law, ...] = (
    copy_is_conserved,
    lines_fit,
    justified_is_exact,
    prohibitions_hold,
    jumps_come_in_pairs,
    nothing_leaves_its_box,
    nothing_is_overprinted,
    boxes_keep_apart,
    body_stands_on_the_grid,
    boxes_have_one_direction,
    no_subhead_at_a_foot,
    every_character_has_a_glyph,
)


def broken(proofs: Proofs, *laws: Law) -> list[str]:
    """Everything that breaks a law, with the law's name; of all laws where none is named."""
    return [f"{law.__name__}: {fault}" for law in laws or LAWS for fault in law(proofs)]
