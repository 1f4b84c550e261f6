"""A story's file from what was recognised, written so that intake reads every letter back as it was.

Marks that mean something in a story (`intake.markdown`, `intake.inline`) get a backslash where they would mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final

from compositor.incoming.heads import Recognised
from compositor.incoming.model import HEADS, Figure, Grid, Para, Run, Runs, merged, seen, stripped
from compositor.model.zhuyin import is_zhuyin, syllable
from compositor.records import dataclass

_IN_LINES: Final = frozenset({"kicker", "headline", "deck"})
_PARTED: Final = "\u3000"
_MARK: Final = "!-/:-@\\[-`{-~"
_BACKSLASH: Final = re.compile(rf"\\(?=[{_MARK}]|$)")
_WISH: Final = re.compile(r"\{(?=[ \t]*(?:looseness|widths)[ \t]*=)")
_BREAKS: Final = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`\x00-\x1f\x7e\x7f][^\x00-\x1f\x7f]*")
_NOT_PLAIN: Final = re.compile(r":(?:\s|$)|\s#|\s$")
_HAN: Final = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")


@dataclass(frozen=True, slots=True)
class Written:
    """A story's file as it is to be written, and its pictures by the names that it gives them."""

    text: str
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(slots=True)
class _Writer:
    """Writes one story."""

    slug: str
    notes: dict[str, Runs]
    used: dict[str, int] = field(default_factory=dict)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)

    def block(self, block: Para | Grid | Figure) -> str:
        if isinstance(block, Figure):
            return self._figure(block)
        if isinstance(block, Grid):
            return self._grid(block)
        words = self.words(block.runs)
        if block.role == "subhead":
            return f"## {words}"
        return f"\\{words}" if words.startswith(("#", "|", "![")) else words

    def words(self, runs: Runs, *, cell: bool = False) -> str:
        """Return runs as a paragraph or a cell of a table."""
        runs = merged(_parted(runs))
        text = "".join(run.text for run in runs)
        brackets = not all(run.plain for run in runs) or re.search(r"\]\{|\[\^|^\s*!\[", text) is not None
        out = [""]
        for at, run in enumerate(runs):
            if run.note:
                out.append(f"[^{self._number(run.note)}]")
                continue
            lead, words, trail = _edges(run.text)
            shown = _escaped(words, brackets=brackets, cell=cell)
            if not run.plain and words:
                before = ("" if lead else out[-1][-1:]) + _before(runs, at) + lead
                shown = _dressed(replace(run, text=words), shown, (before, trail + _after(runs, at)))
                shown = re.sub(r"(?<!\\)\|", r"\|", shown) if cell else shown
            if shown.startswith("{") and (out[-1] + lead).endswith("]"):
                shown = f"\\{shown}"
            if lead + shown + trail:
                out.append(lead + shown + trail)
        return "".join(out)

    def _number(self, name: str) -> int:
        return self.used.setdefault(name, len(self.used) + 1)

    def _grid(self, grid: Grid) -> str:
        columns = max(len(row) for row in grid.rows)
        caption = [f": {self.words(grid.caption)}"] if seen("".join(run.text for run in grid.caption)) else []
        rows = [[self.words(stripped(cell), cell=True) for cell in row] for row in grid.rows]
        lines = ["| " + " | ".join([*row, *[""] * (columns - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + "---|" * columns)
        return "\n".join([*caption, *lines])

    def _figure(self, figure: Figure) -> str:
        name = f"{self.slug}-{len(self.pictures) + 1}{figure.suffix}"
        self.pictures.append((name, figure.content))
        cutline = re.sub(r"([\[\]\\])", r"\\\1", _BREAKS.sub(" ", "".join(run.text for run in figure.cutline)).strip())
        given = [
            f'{key}="{_quoted(words)}"' for key, words in (("credit", figure.credit), ("alt", figure.alt)) if words
        ]
        return f"![{cutline}](pictures/{name})" + (f"{{{' '.join(given)}}}" if given else "")


def render(story: Recognised, notes: dict[str, Runs], slug: str) -> Written:
    """Return the file of a story, with the pictures that stand in it."""
    writer = _Writer(slug, notes)
    lines = ["---", *(line for part in HEADS for line in _head(part, story.heads.get(part, ())))]
    if "headline" not in story.heads:
        lines.append("headline:")
    blocks = [writer.block(block) for block in story.body if not isinstance(block, Para) or _prints(block)]
    blocks += [f"[^{number}]: {writer.words(notes[name])}" for name, number in list(writer.used.items())]
    text = "\n".join([*lines, "---", ""]) + "".join(f"{block}\n\n" for block in blocks).removesuffix("\n")
    return Written(text, tuple(writer.pictures))


def _prints(para: Para) -> bool:
    return bool(seen(para.text)) or any(run.note for run in para.runs)


def _head(part: str, lines: tuple[Para, ...] | list[Para]) -> list[str]:
    values = [_value(head_words(line.runs)) for line in lines]
    if not values:
        return []
    if len(values) == 1:
        return [f"{part}: {values[0]}"]
    if part in _IN_LINES:
        return [f"{part}_lines:", *(f"  - {value}" for value in values)]
    return [f"{part}: {_value(_PARTED.join(head_words(line.runs) for line in lines))}"]


def head_words(runs: Runs) -> str:
    """Return runs as a head: dots and readings in braces, brackets freed where they might be read as theirs."""
    text = _BREAKS.sub(" ", "".join(run.text for run in runs))
    spans = any((run.ruby or run.dots) and run.text.strip() for run in runs)
    if not spans and re.search(r"\]\{|\\[\[\]]", text) is None:
        return text.strip()
    out = ""
    for run in _parted(runs):
        words = re.sub(r"([\[\]])", r"\\\1", _BREAKS.sub(" ", run.text))
        marked = words.strip() and (run.ruby or run.dots)
        out += f"[{words}]{{{_attributes(replace(run, strong=False, kai=False))}}}" if marked else words
    return out.strip()


def _value(text: str) -> str:
    """Return a value of front matter: as it is where YAML reads it so, else in single quotes."""
    if text and not text.isascii() and _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _parted(runs: Runs) -> Iterator[Run]:
    """Yield runs with brackets outside every dress: intake pairs a bracket that prints with whatever closes next."""
    for run in runs:
        if run.plain or run.ruby or not re.search(r"[\[\]]", run.text):
            yield run
            continue
        for piece in re.split(r"([\[\]])", run.text):
            yield Run(piece, made=run.made) if piece in {"[", "]"} else replace(run, text=piece)


def _edges(text: str) -> tuple[str, str, str]:
    text = _BREAKS.sub(" ", text)
    words = text.strip()
    start = text.index(words) if words else len(text)
    return text[:start], words, text[start + len(words) :]


def _before(runs: Runs, at: int) -> str:
    return next((run.text[-1:] for run in reversed(runs[max(0, at - 2) : at]) if run.text), "")


def _after(runs: Runs, at: int) -> str:
    return next((run.text[:1] for run in runs[at + 1 : at + 3] if run.text), "")


def _escaped(text: str, *, brackets: bool, cell: bool) -> str:
    text = _BACKSLASH.sub(r"\\\\", text).replace("*", r"\*")
    text = _WISH.sub(r"\\{", text)
    if brackets:
        text = re.sub(r"([\[\]])", r"\\\1", text)
    return text.replace("|", r"\|") if cell else text


def _dressed(run: Run, shown: str, beside: tuple[str, str]) -> str:
    """Return words in their markup: stars where these are read, braces elsewhere."""
    before, after = beside[0][-1:], beside[1][:1]
    starred = run.strong != run.kai and not (run.dots or run.ruby)
    near = any(side.isascii() and side.isalnum() for side in (before, after) if side) or "*" in beside[0]
    if starred and not near:
        stars = "**" if run.strong else "*"
        return f"{stars}{shown}{stars}"
    return f"[{shown}]{{{_attributes(run)}}}"


def _attributes(run: Run) -> str:
    dress = (("strong", run.strong), ("kai", run.kai), ("dots", run.dots))
    found = [f".{name}" for name, worn in dress if worn]
    return " ".join([*found, f'ruby="{_quoted(run.ruby)}"'] if run.ruby else found)


def _quoted(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", " ".join(text.split()))


def may_be_reading(base: str, reading: str) -> bool:
    """Tell whether intake takes words as the reading of others (zhuyin are one syllable to each Han)."""
    if not reading.strip() or not base.strip() or re.search(r"[\[\]]", base):
        return False
    parts = reading.split()
    return not is_zhuyin(reading) or (
        all(syllable(part) is not None for part in parts) and len(parts) == len(_HAN.findall(base))
    )
