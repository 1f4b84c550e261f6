"""Hypertext to paragraphs: the bodies of ninjs items and, by the same rules, the elements of NITF.

Elements are told apart by what they do to copy; those that aren't known are looked through. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from html.parser import HTMLParser
from typing import Final

from compositor.incoming.model import Account, Block, Grid, Para, Run, Runs, Spot, merged, seen, stripped, words_of
from compositor.records import dataclass

_SPACES: Final = re.compile("[ \t\r\n\x0b\x0c]+")
_VOID: Final = frozenset("br hr img wbr meta link input source area col embed".split())
_PARTS: Final = frozenset(
    "p div section article header footer main aside blockquote bq block li dt dd pre figcaption caption center address "
    "body html nav ol ul dl fn note abstract tagline".split()
)
_SUBHEADS: Final = frozenset("h1 h2 h3 h4 h5 h6 hl1 hl2".split())
_SILENT: Final = {"script": "script", "style": "style sheet", "template": "template", "head": "title of the page"}
_STRONG: Final = frozenset("b strong".split())
_KAI: Final = frozenset("i em cite".split())
_FLAT: Final = {"sup": "a superscript", "sub": "a subscript", "u": "an underline", "s": "a strike", "del": "a strike"}


@dataclass(slots=True)
class Flow:
    """Hypertext while it is read, element by element; `hypertext` and NITF drive it.

    ``figure`` is asked what becomes of a picture; it is given the attributes of its element.
    """

    account: Account
    where: Callable[[int], Spot]
    figure: Callable[[Mapping[str, str], Spot], Block | None] = lambda _attributes, _spot: None
    blocks: list[Block] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    dress: dict[str, int] = field(default_factory=dict)
    role: str = ""
    lists: list[int] = field(default_factory=list)
    rows: list[list[Runs]] | None = None
    caption: Runs = ()
    cell: bool = False
    base: list[Run] | None = None
    reading: list[str] | None = None
    kept: list[str] = field(default_factory=list)
    counted: int = 0

    @property
    def spot(self) -> Spot:
        """Where the paragraph stands that is being read."""
        return self.where(self.counted + 1)

    def words(self, text: str) -> None:
        """Take words."""
        self.letters.append(text)
        if self.silent:
            self.kept.append(text)
        elif self.reading is not None:
            self.reading.append(text)
        else:
            flat = text if self.dress.get("pre") else _SPACES.sub(" ", text)
            run = Run(flat, strong=self.dress.get("strong", 0) > 0, kai=self.dress.get("kai", 0) > 0)
            (self.runs if self.base is None else self.base).append(run)

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if name in _SILENT and not self.silent:
            self.kept = []
        if name in _SILENT:
            self.silent.append(name)
        elif name == "br":
            self._break()
        elif name == "img":
            self._picture(attributes)
        elif name in {"ruby", "rt", "rp"}:
            self._open_ruby(name)
        elif name in {"table", "tr", "td", "th", "caption"}:
            self._open_table(name)
        elif name in _SUBHEADS or name in _PARTS:
            self._open_part(name)
        else:
            self._wear(name, attributes, 1)

    def close(self, name: str) -> None:
        """End an element."""
        if name in _SILENT:
            self._close_silent(name)
        elif name in {"ruby", "rt", "rp"}:
            self._close_ruby(name)
        elif name in {"table", "tr", "td", "th", "caption"}:
            self._close_table(name)
        elif name in _SUBHEADS or name in _PARTS:
            self._close_part(name)
        else:
            self._wear(name, {}, -1)

    def end(self) -> None:
        """End the text: what is open is closed."""
        while self.silent:
            self._close_silent(self.silent[-1])
        self._close_ruby("ruby")
        if self.rows is not None:
            self._close_table("table")
        self.flush()

    def flush(self) -> None:
        """End the paragraph that is being read."""
        runs = stripped(merged(self.runs))
        self.runs = []
        if self.rows is None and seen("".join(run.text for run in runs)):
            self.counted += 1
            self.blocks.append(Para(runs, self.where(self.counted), self.role))
        elif self.rows is not None and runs:
            self.runs = [*runs, Run("\u3000", made=True)]

    def _break(self) -> None:
        if self.rows is None and self.role != "subhead":
            self.flush()
        else:
            self.runs.append(Run("\u3000", made=True))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        found = self.figure(attributes, self.spot)
        if found is not None and self.rows is None:
            self.flush()
            self.blocks.append(found)

    def _open_part(self, name: str) -> None:
        self.flush()
        if name in {"ol", "ul", "dl"}:
            self.lists.append(0 if name == "ol" else -1)
        elif name == "li":
            self._number()
        elif name in _SUBHEADS:
            self.role = "subhead"
        elif name == "pre":
            self._dress("pre", 1)

    def _close_part(self, name: str) -> None:
        self.flush()
        if name in {"ol", "ul", "dl"} and self.lists:
            self.lists.pop()
        elif name in _SUBHEADS:
            self.role = ""
        elif name == "pre":
            self._dress("pre", -1)

    def _number(self) -> None:
        """Write the number of a list's item, which readers of hypertext show."""
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            mark = f"{self.lists[-1]}. "
            self.runs.append(Run(mark, made=True))
            self.account.added("number", mark.strip(), self.spot, "of an item in a list")

    def _wear(self, name: str, attributes: Mapping[str, str], by: int) -> None:
        if name in _STRONG or (name == "em" and "bold" in attributes.get("class", "").lower()):
            self._dress("strong", by)
        elif name in _KAI:
            self._dress("kai", by)
        elif name in _FLAT and by > 0:
            self.account.changed("dress", self.spot, f"{_FLAT[name]} is set as any other words", quiet=name == "u")
        elif name == "hr" and by > 0:
            self.flush()
        elif name == "a" and by > 0 and attributes.get("href", "").strip():
            self.account.changed("link", self.spot, "isn't printed", text=attributes["href"][:500])

    def _dress(self, name: str, by: int) -> None:
        self.dress[name] = max(0, self.dress.get(name, 0) + by)

    def _close_silent(self, name: str) -> None:
        if name not in self.silent:
            return
        while self.silent and self.silent.pop() != name:
            pass
        words = "".join(self.kept)
        if not self.silent and seen(words):
            self.account.left_out(_SILENT[name], words, self.spot, "it isn't copy", quiet=True)
        self.kept = [] if not self.silent else self.kept

    def _open_ruby(self, name: str) -> None:
        if name == "ruby":
            self._close_ruby("ruby")
            self.base = []
        elif name == "rt":
            self.reading = []
        else:
            self.silent.append("rp")
            self.kept = []

    def _close_ruby(self, name: str) -> None:
        if name == "rp" and "rp" in self.silent:
            self.silent.remove("rp")
            if seen("".join(self.kept)):
                self.account.left_out("brackets", "".join(self.kept), self.spot, "around a reading", quiet=True)
            self.kept = []
        elif name == "rt" and self.reading is not None:
            self._read()
        elif name == "ruby" and self.base is not None:
            if self.reading is not None:
                self._read()
            self.runs += self.base
            self.base = None

    def _read(self) -> None:
        """Give the words before a reading theirs."""
        words = "".join(self.reading or ())
        self.reading = None
        text = "".join(run.text for run in self.base or ())
        if self.base and seen(text):
            self.runs.append(Run(text, strong=self.base[0].strong, kai=self.base[0].kai, ruby=words))
            self.base = []
        elif seen(words):
            self.runs.append(Run(words))

    def _open_table(self, name: str) -> None:
        if name == "table" and self.rows is None:
            self.flush()
            self.rows = []
        elif self.rows is not None and name in {"tr", "td", "th"}:
            self._end_cell()
            self._cell()
            self.cell = name != "tr"
            if name == "tr":
                self.rows.append([])

    def _cell(self) -> None:
        """Put what stood between two cells into the one before, so that it isn't lost."""
        runs, self.runs = stripped(merged(self.runs)), []
        if runs and self.rows and self.rows[-1]:
            self.rows[-1][-1] = merged([*self.rows[-1][-1], Run("\u3000", made=True), *runs])
        elif runs:
            self.caption = merged([*self.caption, *runs])

    def _close_table(self, name: str) -> None:
        if self.rows is None:
            self.flush()
            return
        if name == "caption":
            self.caption = merged([*self.caption, *_trimmed(self.runs)])
            self.runs = []
        else:
            self._end_cell()
            self._cell()
        if name == "table":
            self._table(self.rows)

    def _end_cell(self) -> None:
        """End the cell that is open, by its tag or because another begins."""
        if self.cell and self.rows is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(_trimmed(self.runs))
            self.runs = []
        self.cell = False

    def _table(self, rows: list[list[Runs]]) -> None:
        self.rows, caption, self.caption = None, self.caption, ()
        for block in tabled(rows, self.spot, caption):
            self.counted += 1
            self.blocks.append(block)


def _trimmed(runs: list[Run]) -> Runs:
    return stripped(merged(runs))


def tabled(rows: list[list[Runs]], spot: Spot, caption: Runs = ()) -> list[Block]:
    """Return a table; paragraphs instead where it has one row or one column, which is no table but a frame."""
    full = [tuple(row) for row in rows if any(seen(words_of(cell)) for cell in row)]
    if len(full) > 1 and max(len(row) for row in full) > 1:
        return [Grid(tuple(full), spot, caption)]
    cells = [caption, *(cell for row in full for cell in row)]
    return [Para(stripped(cell), spot, "body") for cell in cells if seen(words_of(cell))]


def hypertext(text: str, flow: Flow) -> None:
    """Read hypertext into ``flow``, however badly it is written."""
    reader = _Hypertext(flow)
    reader.feed(text)
    reader.close()
    flow.end()


class _Hypertext(HTMLParser):
    def __init__(self, flow: Flow) -> None:
        super().__init__(convert_charrefs=True)
        self._flow = flow

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flow.open(tag, {name: value or "" for name, value in attrs})

    def _open_and_close(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs)
        self._close(tag)

    def _close(self, tag: str) -> None:
        if tag not in _VOID:
            self._flow.close(tag)

    def _words(self, words: str) -> None:
        self._flow.words(words)

    def _section(self, words: str) -> None:
        if words.startswith("CDATA["):
            self._flow.words(words[len("CDATA[") :])

    # What the parser of the standard library calls.
    handle_starttag = _open
    handle_startendtag = _open_and_close
    handle_endtag = _close
    handle_data = _words  # type: ignore[assignment]  # its parameter has a name that is not ours
    unknown_decl = _section  # type: ignore[assignment]
