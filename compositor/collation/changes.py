"""Collation: what differs between two states of an issue, told once each, and what only follows from it left out.

A word taken out sets the lines after it anew and moves the picture below it: that is the one change, the word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from compositor.collation.sheets import Art, Place, Sheet, Sheetwork, Words, lines_of
from compositor.collation.words import edits
from compositor.records import dataclass


class Kind(StrEnum):
    """What was changed."""

    PAGE = "page"
    STORY = "story"
    PLACE = "place"
    PART = "part"
    WORDS = "words"
    TYPE = "type"
    LINES = "lines"
    BOX = "box"
    PICTURE = "picture"
    FURNITURE = "furniture"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where it is, and what stood there before and stands there after ('' for nothing).

    ``line`` is the line of the part in its box, from 1, in the later state (in the earlier where it went); 0 where
    there is none. ``what`` names the thing that was changed.
    """

    kind: Kind
    what: str
    page: str = ""
    box: str = ""
    story: str = ""
    part: str = ""
    line: int = 0
    before: str = ""
    after: str = ""


def collate(old: Sheetwork, new: Sheetwork) -> tuple[Change, ...]:
    """Return everything that differs, page by page as far as it belongs to one, stories first."""
    found = [*_pages(old, new), *_stories(old, new)]
    reworked = {change.story for change in found if change.story}
    gone = {change.page for change in found if change.kind is Kind.PAGE}
    for sheet in new.sheets:
        before = old.sheet(sheet.label)
        if before is not None and sheet.label not in gone:
            found += _sheet(before, sheet, reworked)
    found += _set_otherwise(old, new, found)
    return tuple(found)


def _pages(old: Sheetwork, new: Sheetwork) -> Iterator[Change]:
    olds, news = ([sheet.label for sheet in work.sheets] for work in (old, new))
    for label in olds:
        if label not in news:
            yield Change(Kind.PAGE, f"page {label}", label, before=label)
    for label in news:
        if label not in olds:
            yield Change(Kind.PAGE, f"page {label}", label, after=label)


def _stories(old: Sheetwork, new: Sheetwork) -> Iterator[Change]:
    olds, news = old.stories(), new.stories()
    for story in dict.fromkeys((*olds, *news)):
        if story not in news or story not in olds:
            yield _whole(old if story in olds else new, story, gone=story in olds)
            continue
        before, after = old.places(story), new.places(story)
        if before != after:
            page, box = after[0]
            yield Change(Kind.PLACE, "place", page, box, story, before=_said(before), after=_said(after))
        parts = [part for work in (old, new) for one, part in work.copy if one == story]
        for part in dict.fromkeys(parts):
            yield from _part(old, new, story, part)


def _whole(work: Sheetwork, story: str, *, gone: bool) -> Change:
    places = work.places(story)
    page, box = places[0]
    title = work.titles.get(story, story)
    return Change(
        Kind.STORY, title, page, box, story, before=_said(places) if gone else "", after="" if gone else _said(places)
    )


def _said(places: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{box} on page {page}" for page, box in places)


def _part(old: Sheetwork, new: Sheetwork, story: str, part: str) -> Iterator[Change]:
    before, after = old.copy.get((story, part)), new.copy.get((story, part))
    one, two = (list(lines_of(work, story, part)) for work in (old, new))
    if before is None or after is None:
        page, box = next(((label, line.box) for label, line in (*two, *one)), ("", ""))
        yield Change(Kind.PART, part, page, box, story, part, before=before or "", after=after or "")
        return
    for edit in edits(before, after):
        page, box, row = _line(two, edit.new) if edit.after else _line(one, edit.old)
        yield Change(Kind.WORDS, "words", page, box, story, part, row, edit.before, edit.after)
    types = [Counter(line.type for _, line in lines) for lines in (one, two)]
    main = [counter.most_common(1)[0][0] if counter else "" for counter in types]
    if all(main) and main[0] != main[1]:
        page, line = two[0]
        yield Change(Kind.TYPE, "type", page, line.box, story, part, before=_type(main[0]), after=_type(main[1]))


def _type(said: str) -> str:
    face, size, colour = said.rsplit(" ", 2)
    return f"{face} {int(size) / 65536:g} pt, inks {colour}"


def _line(lines: list[tuple[str, Words]], span: tuple[int, int]) -> tuple[str, str, int]:
    """Return the page and box of the line that has an offset of a part, and which it is in that box, from 1."""
    counts: Counter[tuple[str, str]] = Counter()
    last = ("", "", 0)
    for page, line in lines:
        counts[page, line.box] += 1
        last = (page, line.box, counts[page, line.box])
        if span[0] < line.end or (span[0] == span[1] == line.end):
            return last
    return last


def _sheet(old: Sheet, new: Sheet, reworked: set[str]) -> Iterator[Change]:
    label = new.label
    if old.size != new.size:
        yield Change(Kind.PAGE, f"page {label}", label, before=_size(old.size), after=_size(new.size))
    for name in dict.fromkeys(box.name for sheet in (old, new) for box in sheet.boxes):
        before, after = old.box(name), new.box(name)
        moved = list(_box(label, before, after, reworked))
        yield from moved
        stories = {box.story for box in (before, after) if box} - {""}
        same = not moved and before is not None and after is not None
        yield from _art(label, name, (old, new), quiet=bool(stories & reworked) or not same)
        yield from _other_words(label, name, (old, new))
        redrawn = same and not stories & reworked and old.drawn.get(name) != new.drawn.get(name)
        if redrawn and not _told(label, name, (old, new)):
            yield Change(Kind.DRAWN, "rules, tints and drawings", label, name)
    if old.drawn.get("") != new.drawn.get(""):
        yield Change(Kind.DRAWN, "rules of the page", label)


def _told(label: str, name: str, sheets: tuple[Sheet, Sheet]) -> bool:
    """Tell whether words or pictures of a box were changed: what is drawn about them follows."""
    return any(_other_words(label, name, sheets)) or any(_art(label, name, sheets, quiet=False))


def _box(label: str, old: Place | None, new: Place | None, reworked: set[str]) -> Iterator[Change]:
    box = new or old
    assert box is not None
    if old is None or new is None:
        if box.story not in reworked or not box.story:
            yield Change(
                Kind.BOX,
                f"{box.kind} box",
                label,
                box.name,
                box.story,
                before=_area(old.area) if old else "",
                after=_area(new.area) if new else "",
            )
    elif old.area != new.area:
        yield Change(
            Kind.BOX, f"{box.kind} box", label, box.name, new.story, before=_area(old.area), after=_area(new.area)
        )


def _area(area: tuple[int, int, int, int]) -> str:
    x, y, width, height = (f"{edge / 65536 * 25.4 / 72:.1f}" for edge in area)
    return f"{width} × {height} mm at {x}, {y}"


def _size(size: tuple[int, int]) -> str:
    return _area((0, 0, *size)).partition(" at")[0]


def _art(label: str, name: str, sheets: tuple[Sheet, Sheet], *, quiet: bool) -> Iterator[Change]:
    """Yield pictures put in, taken out, replaced, cropped or made larger; ``quiet`` where their size only follows."""
    olds, news = ([one for one in sheet.art if one.box == name] for sheet in sheets)
    for old, new in _paired(olds, news):
        if old is None or new is None or old.digest != new.digest:
            before, after = (one.file if one else "" for one in (old, new))
            what = "picture" if before != after else "picture, of the same name"
            yield Change(Kind.PICTURE, what, label, name, before=before, after=after)
        elif old.crop != new.crop and not (quiet and old.size != new.size):
            yield Change(Kind.PICTURE, "crop", label, name, before=_crop(old), after=_crop(new))
        elif old.size != new.size and not quiet:
            yield Change(
                Kind.PICTURE, "size of the picture", label, name, before=_size(old.size), after=_size(new.size)
            )


def _crop(art: Art) -> str:
    return f"{art.file}: {' '.join(f'{100 * edge:.1f}' for edge in art.crop)}"


def _paired(olds: list[Art], news: list[Art]) -> Iterator[tuple[Art | None, Art | None]]:
    """Yield pictures of a box before and after: of one file together, then what is left in their order."""
    left, more = list(olds), []
    for new in news:
        same = next((old for old in left if old.file == new.file), None)
        if same is None:
            more.append(new)
        else:
            left.remove(same)
            yield same, new
    for at in range(max(len(left), len(more))):
        yield (left[at] if at < len(left) else None), (more[at] if at < len(more) else None)


def _other_words(label: str, name: str, sheets: tuple[Sheet, Sheet]) -> Iterator[Change]:
    """Yield changes of words that are no story's: furniture, captions of picture boxes, labels, charts."""
    olds, news = (_texts(sheet, name) for sheet in sheets)
    for part in dict.fromkeys((*olds, *news)):
        for edit in edits(olds.get(part, ""), news.get(part, "")):
            yield Change(Kind.FURNITURE, "words", label, name, part=part, before=edit.before, after=edit.after)


def _texts(sheet: Sheet, name: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for line in sheet.lines:
        if line.box == name and not line.story:
            found.setdefault(line.part, []).append(line.text)
    return {part: "".join(lines) for part, lines in found.items()}


def _set_otherwise(old: Sheetwork, new: Sheetwork, found: list[Change]) -> Iterator[Change]:
    """Yield parts of stories in which nothing was changed, but whose lines break otherwise."""
    changed = {change.story for change in found} | {
        box.story
        for change in found
        if change.box and (sheet := new.sheet(change.page)) and (box := sheet.box(change.box))
    }
    for story in new.stories():
        if story in changed:
            continue
        for part in (part for one, part in new.copy if one == story):
            before, after = (_breaks(work, story, part) for work in (old, new))
            if before != after:
                page, name = next(((page, name) for page, name, _ in after), ("", ""))
                many = ("", "") if len(before) == len(after) else (f"{len(before)} lines", f"{len(after)} lines")
                yield Change(Kind.LINES, "line breaks", page, name, story, part, before=many[0], after=many[1])


def _breaks(work: Sheetwork, story: str, part: str) -> list[tuple[str, str, int]]:
    return [(page, line.box, line.start) for page, line in lines_of(work, story, part)]


def lines_had(work: Sheetwork) -> Mapping[str, int]:
    """Return how many lines of body each story has."""
    counts: Counter[str] = Counter(
        line.story for sheet in work.sheets for line in sheet.lines if line.story and line.part == "body"
    )
    return counts
