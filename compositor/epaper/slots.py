"""Whose each piece of ink is: the place in the structure that it belongs to, or none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from compositor.model.copy import HEAD_PARTS, Issue, PageCopy, ParagraphKind, Part, Picture, Story
from compositor.model.design import Area, Paper
from compositor.model.page import Image, Ink, Link, Page, SetLine
from compositor.plan.values import han_number
from compositor.records import dataclass

TITLE, DATE, FIGURE, FURNITURE, GUIDE = "title", "date", "figure", "furniture", "guide"
"""Parts that no story has: name and date of the paper, a picture, what of the furniture leads on, the head of that."""
JUMPS = frozenset(("jump_line", "continued_line", "jump_head"))


def of_box(label: str, box: str) -> str:
    """Return the name of what is read of a box on a page."""
    return f"box {label}/{box}"


def of_place(page: int, area: Area) -> str:
    """Return the name of what is read at a place of a page, from 0."""
    return f"place {page} {area.x} {area.y}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the structure: whose it is, which part, and where in the part's text its paragraph or cell begins.

    ``owner`` is a story's slug, or page and box. ``kind`` is the structure type with which ink of it is marked.
    """

    owner: str
    part: str
    at: int = 0
    kind: str = "P"


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of headings: of stories, and of the subheads in one; a document has its title above them or not."""

    titled: bool

    def story(self) -> str:
        """Return the heading of a story."""
        return "H2" if self.titled else "H1"

    def subhead(self, story: Story) -> str:
        """Return the headings in a story, beneath its own if it has one."""
        return f"H{1 + self.titled + (head_of(story) is not None)}"


def head_of(story: Story) -> str | None:
    """Return the part that is a story's heading: the headline, or the first head where there is none."""
    named = [name for name in ("headline", *HEAD_PARTS[:-1]) if (part := story.part(name)) and part.text.strip()]
    return named[0] if named else None


def finder(issue: Issue, paper: Paper, pages: Sequence[Page]) -> Finder:
    """Return what finds the slots of the ink of pages."""
    furniture = {(page.label, box.name) for page in pages for box in page.boxes if box.kind == FURNITURE}
    own = (ink for page in pages for ink in page.ink if (page.label, ink.box) in furniture)
    levels = Levels(any(names_paper(ink, paper.name) for ink in own))
    month, day = issue.date.month, issue.date.day
    dates = (f"{month}月{day}日", f"{han_number(month)}月{han_number(day)}日")
    return Finder(issue, levels, paper.name, dates)


def homes(issue: Issue) -> Mapping[str, PageCopy]:
    """Return the pages of an issue by all their labels, those of spreads by the labels of their halves too."""
    return {label: page for page in issue.pages for label in (page.label, *(half.label for half in page.halves))}


class Finder:
    """Finds the slots of a page's ink."""

    def __init__(self, issue: Issue, levels: Levels, name: str, dates: tuple[str, ...]) -> None:
        self._stories = {story.slug: story for story in issue.stories}
        self._homes, self._levels, self._name, self._dates = homes(issue), levels, name, dates
        self._parts: dict[tuple[str, str], Part] = {}
        self._boxes: dict[str, tuple[str, str]] = {}
        self._page = Page("", 0, "", 0, 0, 0, (), ())
        self._titled, self._dated = not levels.titled, False
        self._guides: set[str] = set()

    def page(self, page: Page) -> None:
        """Go on to a page."""
        self._page = page
        self._boxes = {box.name: (box.kind, box.story) for box in page.boxes}
        self._guides = {link.box for link in page.links if not link.address}

    def is_furniture(self, box: str) -> bool:
        """Tell whether a box of the page is furniture."""
        return self._boxes.get(box, ("", ""))[0] == FURNITURE

    def text(self, ink: SetLine) -> str:
        """Return the copy that a line is of, '' for words that the compositor wrote."""
        part = None if ink.generated else self.part(ink)
        return part.text if part else ""

    def part(self, ink: SetLine) -> Part | None:
        """Return the part that a line is of, None where no copy has it."""
        key = (ink.story or self._owner(ink.box), ink.part)
        if key not in self._parts:
            for part in self._candidates(ink):
                self._parts[key[0], part.name] = part
        return self._parts.get(key)

    def slot(self, ink: Ink, link: Link | None) -> Slot | None:
        """Return the slot of a piece of ink, which ``link`` makes lead somewhere; None for an artifact."""
        kind, story = self._boxes.get(ink.box, ("", ""))
        if kind == FURNITURE:
            return self._of_furniture(ink, link)
        figure = getattr(ink, "figure", "")
        if figure:
            return Slot(story or self._owner(ink.box), f"{FIGURE} {figure}", kind="Figure")
        if not isinstance(ink, SetLine):
            return None
        return self._of_line(ink)

    def _of_line(self, ink: SetLine) -> Slot | None:
        if ink.part in JUMPS and ink.story in self._stories:
            kind = self._levels.subhead(self._stories[ink.story]) if ink.part == "jump_head" else "P"
            return Slot(ink.story, f"{ink.part} {self._page.label}/{ink.box}", kind=kind)
        if ink.part == "advert_label":
            return Slot(self._owner(ink.box), ink.part, kind="Caption")
        part = None if ink.generated else self.part(ink)
        if part is None:
            return None
        owner = ink.story or self._owner(ink.box)
        if ink.part == "body":
            return self._of_body(owner, part, ink)
        if ":" in ink.part:
            return Slot(owner, ink.part, kind="Caption" if not ink.part.endswith(":quote") else "P")
        story = self._stories.get(ink.story)
        return Slot(owner, ink.part, kind=self._levels.story() if story and head_of(story) == ink.part else "P")

    def _of_body(self, owner: str, part: Part, ink: SetLine) -> Slot:
        start = ink.line.start
        at = bisect_right([paragraph.start for paragraph in part.paragraphs], start) - 1
        paragraph = part.paragraphs[max(at, 0)]
        kind = {ParagraphKind.SUBHEAD: self._levels.subhead(self._stories[owner]), ParagraphKind.NOTE: "Note"}
        if paragraph.table is None:
            return Slot(owner, "body", paragraph.start, kind.get(paragraph.kind, "P"))
        caption, rows = paragraph.table.caption, paragraph.table.rows
        cells = [cell for row in ([(caption,)] if caption else []) + list(rows) for cell in row]
        cell = next((cell for cell in reversed(cells) if cell.start <= start and cell.start < cell.end), cells[0])
        named = "Caption" if cell == caption else "TH" if cell in rows[0] else "TD"
        return Slot(owner, "body", cell.start, named)

    def _of_furniture(self, ink: Ink, link: Link | None) -> Slot | None:
        if not self._titled and names_paper(ink, self._name):
            self._titled = True
            return Slot("", TITLE, kind="H1")
        words = ink.line.text if isinstance(ink, SetLine) else ""
        if not self._dated and any(one in words for one in self._dates):
            self._dated = True
            return Slot("", DATE)
        if link is not None and isinstance(ink, SetLine | Image):
            self._guides.discard(ink.box)
            return Slot(self._owner(ink.box), FURNITURE, kind="Link")
        if words and ink.box in self._guides:
            return Slot(self._owner(ink.box), GUIDE, kind="Caption")
        return None

    def _owner(self, box: str) -> str:
        """Return page and box as the issue knows them; a spread's box is the same on both its pages."""
        page, kind = self._page.label, self._boxes.get(box, ("", ""))[0]
        home = self._homes.get(page)
        return f"{page if home is None or kind == FURNITURE else home.label}/{box}"

    def _candidates(self, ink: SetLine) -> Iterator[Part]:
        story = self._stories.get(ink.story)
        if story is not None:
            yield from story.parts
            yield from _words(story.pictures)
            yield from (quote.part for quote in story.quotes)
        home = self._homes.get(self._page.label)
        copy = home.box(ink.box) if home and story is None else None
        if copy is not None and copy.picture is not None:
            yield from _words((copy.picture,))


def _words(pictures: Sequence[Picture]) -> Iterator[Part]:
    for picture in pictures:
        yield from (part for part in (picture.cutline, picture.credit) if part is not None)


def names_paper(ink: Ink, name: str) -> bool:
    """Tell whether a piece of furniture is the paper's name, as words or drawn."""
    if isinstance(ink, SetLine):
        return "".join(ink.line.text.split()) == "".join(name.split())
    return isinstance(ink, Image) and bool(name) and name in ink.alt
