"""Copy as HTML: words with their marks, tables, figures. What copy says is words; what it is, the element tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from compositor.epaper.addresses import plain
from compositor.epaper.markup import Attribute, Markup, element, joined, words
from compositor.epaper.nesting import nested
from compositor.epaper.prose import emphasised, standing
from compositor.epaper.publication import Align, Figure, Grid, Mark, Marked, Words
from compositor.epaper.site.frame import Sheet

_WHOLE: Final = 8
"""Cells of so many characters stay on one line: a name or a figure is not broken, the table rather scrolls."""


class Prose:
    """Writes the copy of one article or page; it remembers which notes were marked, so that they lead back once."""

    def __init__(
        self, sheet: Sheet, folder: str, *, upright: bool = False, notes: frozenset[str] = frozenset()
    ) -> None:
        self.sheet = sheet
        self.folder = folder
        self.upright = upright
        self.notes = notes
        self.marked: set[str] = set()
        self.tables = 0

    def spoken(self, said: Words) -> Markup:
        """Return words with their marks; spans nest, what crosses another is cut at its end."""
        return nested(said, self._marked, standing if self.upright else words)

    def _marked(self, mark: Marked, inside: Markup) -> Markup:
        if mark.mark is Mark.NOTE_MARK:
            return self._note_mark(note_number(mark), inside)
        if mark.mark is Mark.NOTE_NUMBER:
            return element("span", {"class": "note-number"}, inside)
        return emphasised(mark, inside)

    def _note_mark(self, number: str, inside: Markup) -> Markup:
        """Return the mark of a note: a link to it (DPUB-ARIA 1.1 doc-noteref), the first of its number led back to."""
        if not number or number not in self.notes:
            return element("sup", None, inside)
        first = number not in self.marked
        self.marked.add(number)
        told: dict[str, Attribute] = {"href": f"#note-{number}", "role": "doc-noteref"}
        told["id"] = f"mark-{number}" if first else None
        return element("sup", None, element("a", told, inside))

    def table(self, grid: Grid) -> Markup:
        """Return a table whose first row is its head, in a region that scrolls by itself (WHATWG 4.9; WCAG 1.4.10).

        The region is known by its number on the page and its caption: there may be several of one caption.
        """
        self.tables += 1
        name = f"table-{self.tables}"
        title = [element("caption", {"id": f"{name}-caption"}, self.spoken(grid.caption))] if grid.caption else []
        head = [element("thead", None, self._row(grid.rows[0], grid, head=True))] if grid.rows else []
        rows = [self._row(row, grid, head=False) for row in grid.rows[1:]]
        table = element("table", None, *title, *head, *([element("tbody", None, *rows)] if rows else []))
        told: dict[str, Attribute] = {"class": "scrolls", "role": "region", "tabindex": 0, "id": name}
        told["aria-labelledby"] = f"{name} {name}-caption" if grid.caption else None
        return element("div", {**told, **self.sheet.wording.labelled("table", self.tables)}, table)

    def _row(self, row: Sequence[Words], grid: Grid, *, head: bool) -> Markup:
        cells = []
        for at, cell in enumerate(row):
            align = grid.aligns[at] if at < len(grid.aligns) else Align.AUTO
            scope = ("col" if head else "row" if at == 0 else None) if cell.text.strip() else None
            told: dict[str, Attribute] = {"scope": scope}
            kinds = [] if align is Align.AUTO else [f"to-{align.value}"]
            kinds += ["whole"] if len(cell.text) <= _WHOLE else []
            told["class"] = " ".join(kinds) or None
            cells.append(element("th" if scope else "td", told, self.spoken(cell)))
        return element("tr", None, *cells)

    def figure(self, figure: Figure, *, name: str = "") -> Markup:
        """Return a picture with its cutline and credit, a chart as its figures; '' where nothing is told."""
        inside = list(self._shown(figure))
        lines = []
        if figure.advert:
            lines.append(self.sheet.wording("span", "advert", kind="advert"))
        if figure.cutline:
            lines.append(element("span", {"class": "cutline"}, self.spoken(figure.cutline)))
        if figure.credit:
            lines.append(element("span", {"class": "credit"}, self.spoken(figure.credit)))
        if lines:
            inside.append(element("figcaption", None, joined(lines, " ")))
        told: dict[str, Attribute] = {"id": name or None, "class": "advert" if figure.advert else None}
        return element("figure", {**told, "tabindex": -1 if name else None}, *inside) if inside else Markup("")

    def _shown(self, figure: Figure) -> Iterator[Markup]:
        if figure.file:
            told: dict[str, Attribute] = {
                "src": self.sheet.to(f"{self.folder}/{figure.file}"),
                "alt": self._alt(figure),
            }
            if figure.width > 0 and figure.height > 0:
                told |= {"width": figure.width, "height": figure.height}
            yield element("img", {**told, "loading": "lazy", "decoding": "async"})
        elif figure.alt.strip() and figure.grid is None:
            yield element("p", {"class": "instead"}, figure.alt)
        if figure.grid is not None:
            yield self.table(figure.grid)

    def _alt(self, figure: Figure) -> str:
        """Return what stands for a picture; where copy says nothing, and no cutline does, that it is one."""
        said = bool(figure.cutline and figure.cutline.text.strip())
        return figure.alt if figure.alt.strip() or said else self.sheet.wording.text("picture")


def note_number(mark: Marked) -> str:
    """Return the number of a note, '' where what is marked leads to none."""
    return mark.value if mark.value.isascii() and mark.value.isdigit() else ""


def zone_name(slug: str, place: int) -> str:
    """Return the fragment of an article's hot zone on a page: of its parts there the one at ``place``, from 1."""
    return f"zone-{plain(slug)}" + (f"-{place}" if place > 1 else "")
