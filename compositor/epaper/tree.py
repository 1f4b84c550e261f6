"""The structure of an issue, from what was marked on its pages: its stories one after the other, each of them whole.

A story is read as its copy runs, over columns, boxes and pages; what stands beside it follows it. (ISO 14289-1 7.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compositor.epaper.marking import Entry, Marked
from compositor.epaper.naming import story_title
from compositor.epaper.slots import DATE, FIGURE, FURNITURE, GUIDE, JUMPS, TITLE, Slot, homes, of_place
from compositor.model.copy import Cell, Chart, Issue, Paragraph, ParagraphKind, Part, Picture, Story, Table
from compositor.model.design import Area, Paper
from compositor.model.page import Page, PlacedBox
from compositor.pdf import Element, Kid, LinkMark
from compositor.pdf.numbers import length

_TURNED = (("Layout", "WritingMode", "TbRl"),)
_HEAD = (("Table", "Scope", "Column"),)


def tree(marked: Marked, issue: Issue, paper: Paper) -> Element:
    """Return the structure of what was marked."""
    return _Tree(marked, issue, paper).document()


class _Tree:
    """Puts marks in their places; each is put in one."""

    def __init__(self, marked: Marked, issue: Issue, paper: Paper) -> None:
        self._marked, self._issue, self._paper = marked, issue, paper
        self._stories = {story.slug: story for story in issue.stories}
        self._homes = homes(issue)
        self._slots: dict[tuple[str, str], list[Slot]] = {}
        self._over_to: dict[str, list[tuple[Slot, str, str]]] = {}
        for slot in marked.entries:
            self._slots.setdefault((slot.owner, slot.part), []).append(slot)
            part, _, box = slot.part.partition(" ")
            if part in JUMPS:
                self._over_to.setdefault(slot.owner, []).append((slot, part, box))
        self._stands: dict[str, list[str]] = {}
        for slug, box in sorted(marked.reaches, key=lambda key: marked.reaches[key][0]):
            self._stands.setdefault(slug, []).append(box)
        self._led: set[int] = set()
        self._done: set[str] = set()
        places = {page.label: at for at, page in enumerate(marked.pages)}
        self._inside = {
            number: (of_place(page, link.area), of_place(places[link.to_page], link.to_area))
            for number, (page, link) in marked.links.items()
            if link.to_area is not None and link.to_page in places
        }
        """Links from place to place, such as those of notes and their marks, by number: where, and where to."""

    def document(self) -> Element:
        """Return the whole: the paper's name, then page by page what begins there."""
        kids = [*self._title()]
        for page in self._marked.pages:
            for box in page.boxes:
                kids += self._box(page, box)
        left = [number for number in self._marked.links if number not in self._led]
        kids += [Element("P", (Element("Link", (LinkMark(number),)),)) for number in left]
        return Element("Document", tuple(kids))

    def _title(self) -> Iterator[Element]:
        for part in (TITLE, DATE):
            for slot in self._slots.get(("", part), ()):
                entries = self._marked.entries[slot]
                said = self._paper.name if any(entry.alt for entry in entries) else ""
                yield Element(slot.kind, self._kids(slot), actual=said)

    def _box(self, page: Page, box: PlacedBox) -> Iterator[Element]:
        home = self._homes.get(page.label)
        owner = f"{home.label if home and box.kind != FURNITURE else page.label}/{box.name}"
        if box.story:
            if box.story in self._stories and box.story not in self._done:
                self._done.add(box.story)
                yield from self._story(self._stories[box.story])
        elif box.kind == FURNITURE:
            yield from self._leading(owner)
        elif owner not in self._done:
            self._done.add(owner)
            copy = home.box(box.name) if home else None
            if copy is not None and copy.picture is not None:
                yield from self._picture(owner, copy.picture)

    # Stories

    def _story(self, story: Story) -> Iterator[Element]:
        kids: list[Element] = []
        for part in story.parts:
            if part.name == "body":
                kids += self._body(story, part)
            elif ":" not in part.name:
                kids += self._plain(story.slug, part.name)
        for picture in story.pictures:
            kids += self._picture(story.slug, picture)
        for quote in story.quotes:
            kids += [Element("BlockQuote", (words,)) for words in self._plain(story.slug, quote.part.name)]
        if kids:
            turned = _TURNED if story.slug in self._marked.upright else ()
            boxes = self._boxes(story.slug)
            title, key = story_title(story), f"story:{story.slug}"
            named = tuple(f"box {box}" for box in boxes[:1])
            yield Element("Art", tuple(kids), title=title, key=key, attributes=turned, names=named)

    def _boxes(self, slug: str) -> list[str]:
        """Return the boxes, with their pages, in which a story stands, in the order of its copy."""
        return self._stands.get(slug, [])

    def _plain(self, owner: str, part: str) -> Iterator[Element]:
        for slot in self._slots.get((owner, part), ()):
            yield Element(slot.kind, self._kids(slot))

    def _body(self, story: Story, body: Part) -> Iterator[Element]:
        """Yield the paragraphs, each whole; jump lines follow the paragraph in which the story goes over."""
        mine = {slot.at: slot for slot in self._slots.get((story.slug, "body"), ())}
        over = self._jumps(story, body)
        for at, paragraph in enumerate(body.paragraphs):
            yield from over.get(at, ())
            if paragraph.table is not None:
                yield from self._table(paragraph.table, mine)
            elif paragraph.start in mine:
                if paragraph.kind is ParagraphKind.NOTE:
                    yield self._note(mine[paragraph.start], f"note:{story.slug}:{paragraph.start}")
                else:
                    named = self._begun(story.slug, paragraph)
                    yield Element(mine[paragraph.start].kind, self._kids(mine[paragraph.start]), names=named)
        yield from over.get(len(body.paragraphs), ())

    def _begun(self, slug: str, paragraph: Paragraph) -> tuple[str, ...]:
        """Return the names of boxes that begin in a paragraph, with nothing over it that says where it comes from."""
        return tuple(
            f"box {box}"
            for box in self._boxes(slug)[1:]
            if paragraph.start <= self._marked.reaches[slug, box][0] < paragraph.end
            and not any((slug, f"{part} {box}") in self._slots for part in ("jump_head", "continued_line"))
        )

    def _note(self, slot: Slot, key: str) -> Element:
        """Return a note, which refers to its mark in the copy as that does to it (ISO 14289-2 8.2.5.14)."""
        numbers = {entry.role.link for entry in self._marked.entries[slot] if entry.role.link in self._inside}
        named = tuple(self._inside[number][0] for number in sorted(numbers))
        refers = tuple(self._inside[number][1] for number in sorted(numbers))
        return Element(slot.kind, self._kids(slot), key=key, names=named, refers=refers)

    def _jumps(self, story: Story, body: Part) -> dict[int, list[Element]]:
        """Return jump lines, continued lines and jump heads by the paragraph that they stand before."""
        found: dict[int, list[Element]] = {}
        for slot, part, box in self._over_to.get(story.slug, ()):
            at = self._over(story.slug, body.paragraphs, part, box)
            named = () if part == "jump_line" else (f"box {box}",)
            found.setdefault(at, []).append(Element(slot.kind, self._kids(slot), names=named))
        return found

    def _over(self, slug: str, paragraphs: Sequence[Paragraph], part: str, box: str) -> int:
        """Return how many paragraphs begin before the end of a box (before its start, of what stands over it)."""
        first, last = self._marked.reaches.get((slug, box), (0, 0))
        limit = last if part == "jump_line" else first
        return sum(paragraph.start < limit for paragraph in paragraphs)

    def _table(self, table: Table, mine: dict[int, Slot]) -> Iterator[Element]:
        def cell(one: Cell, kind: str) -> Element:
            slot = mine.get(one.start)
            return Element(kind, self._kids(slot) if slot else (), attributes=_HEAD if kind == "TH" else ())

        if not any(one.start in mine for row in table.rows for one in row):
            return
        rows = [Element("TR", tuple(cell(one, "TH") for one in table.rows[0]))]
        rows += [Element("TR", tuple(cell(one, "TD") for one in row)) for row in table.rows[1:]]
        caption = (cell(table.caption, "Caption"),) if table.caption else ()
        yield Element("Table", (*caption, *rows))

    # Pictures

    def _picture(self, owner: str, picture: Picture) -> Iterator[Element]:
        drawn = self._slots.get((owner, f"{FIGURE} {picture.name}"), ())
        kids = tuple(kid for slot in drawn for kid in self._kids(slot))
        words = [part.name for part in (picture.cutline, picture.credit) if part is not None]
        slots = [slot for name in (*words, "advert_label") for slot in self._slots.get((owner, name), ())]
        said = tuple(kid for slot in slots for kid in self._kids(slot))
        if kids:
            box = tuple(one for slot in drawn for one in self._bbox(slot))
            caption = (Element("Caption", said),) if said else ()
            named = (f"box {owner}",)
            yield Element("Figure", (*kids, *caption), alt=self._alt(picture), attributes=box, names=named)
        elif said:
            yield Element("P", said)

    def _alt(self, picture: Picture) -> str:
        """Return what stands for a picture: its alternative text, of a chart with its figures."""
        if picture.chart is not None:
            return in_words(picture.chart, picture.alt)
        label = self._paper.advert_label if picture.advert is not None else ""
        said = picture.alt or (" ".join(picture.cutline.text.split()) if picture.cutline else "")
        return said or label or picture.name

    def _bbox(self, slot: Slot) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        if slot in self._marked.areas:
            yield "Layout", "BBox", self._corners(*self._marked.areas[slot])

    def _corners(self, page: int, area: Area) -> tuple[str, ...]:
        height = self._marked.pages[page].height
        return tuple(length(edge) for edge in (area.x, height - area.bottom, area.right, height - area.y))

    # Furniture that leads somewhere

    def _leading(self, owner: str) -> Iterator[Element]:
        """Yield the guide to the issue as a table of contents, then what else there is with links in it."""
        items: dict[tuple[str, ...], list[Kid]] = {}
        others: list[Kid] = []
        for slot in self._slots.get((owner, FURNITURE), ()):
            for number, alike in groupby(self._marked.entries[slot], key=lambda entry: entry.role.link):
                entries, link = list(alike), self._marked.links[number][1] if number >= 0 else None
                if link is not None and not link.address:
                    key = (link.to_page, link.to_box, link.title)
                    items.setdefault(key, []).append(self._link(number, entries, slot))
                elif link is not None:
                    others.append(self._link(number, entries, slot))
                else:
                    others += [entry.mark for entry in entries]
        heads = [Element("Caption", self._kids(slot)) for slot in self._slots.get((owner, GUIDE), ())]
        if items:
            inside = [Element("TOCI", (Element("Reference", tuple(kids)),)) for kids in items.values()]
            yield Element("TOC", (*heads, *inside))
        if others:
            yield Element("P", tuple(others))

    # Marks

    def _kids(self, slot: Slot) -> tuple[Kid, ...]:
        """Return the marks of a slot in the order of the copy, those in links and with readings in elements."""
        found: list[Kid] = []
        ordered = sorted(self._marked.entries[slot], key=lambda entry: entry.at)
        for role, alike in groupby(ordered, key=lambda entry: entry.role):
            entries = list(alike)
            if role.ruby >= 0:
                found.append(_ruby(entries))
            elif role.link >= 0:
                found.append(self._link(role.link, entries, slot))
            else:
                found += [entry.mark for entry in entries]
        return tuple(found)

    def _link(self, number: int, entries: Iterable[Entry], slot: Slot) -> Element:
        kids: list[Kid] = []
        for entry in entries:
            if entry.area is not None and slot.part == FURNITURE:
                page = entry.mark.page
                box = (("Layout", "BBox", self._corners(page, entry.area)),)
                kids.append(Element("Figure", (entry.mark,), alt=entry.alt or "QR", attributes=box))
            else:
                kids.append(entry.mark)
        own = () if number in self._led else (LinkMark(number),)
        self._led.add(number)
        named, refers = self._inside.get(number, ("", ""))
        return Element("Link", (*kids, *own), names=(named,) if named else (), refers=(refers,) if refers else ())


def _ruby(entries: Sequence[Entry]) -> Element:
    """Return a base with its reading (ISO 32000-1 14.8.4.4.2)."""
    base = tuple(entry.mark for entry in entries if not entry.reading)
    reading = tuple(entry.mark for entry in entries if entry.reading)
    return Element("Ruby", (Element("RB", base), Element("RT", reading)))


def in_words(chart: Chart, alt: str) -> str:
    """Return a chart in words: its alternative text, or what it is called, then its figures, one after the other."""
    if alt and alt != chart.title:
        return alt
    rows = [(one.name, one.bars) for one in chart.series] or [("", chart.bars)]
    told = []
    for name, bars in rows:
        figures = "，".join(f"{bar.label} {bar.figure}".strip() for bar in bars)
        told.append(f"{name}：{figures}" if name else figures)
    head = chart.title
    unit = f"（{chart.unit}）" if chart.unit and chart.unit not in head else ""
    return f"{head}{unit}：{'；'.join(told)}" if any(told) else f"{head}{unit}"
