"""U+3000 between two Han inside a paragraph: debris of files that were pasted, or white that the writer wants.

CSS Text 4 (segment breaks) and clreq know no space between Han, so in prose it is debris. It means something where it
parts a dateline or a label from what follows, names of a list, a name of two characters set as wide as those of three
(王　明), or two halves of verse; and in copy without stops: signatures, verse, lists of names.

Nothing here knows punctuation: marks are told by Unicode's category and East Asian width (UAX #11).
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from typing import Final

from compositor.kept import Told
from compositor.model.settings import HanSpace

HAN: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WHITE: Final = re.compile("[ \t\u00a0\u3000][ \t\u00a0\u3000]*+")  # looked for by its first letter
_ONE_HAN: Final = re.compile(f"[{HAN}]")
_COLON: Final = "："
# What opens a paragraph and is parted from it: a dateline, whoever reports or speaks, a number, one letter (問, 答).
_LABEL: Final = re.compile(
    ".{0,16}(?:[訊讯電电]|報道|报道|報導|报导|消息|記者|记者|通訊員|通讯员|按語?|按语|[附後后][記记]|[問问]|答)"
    "|.{0,3}(?:記者|记者|通訊員|通讯员|本報|本报|特約|特约).{0,12}"
    "|第?[〇一二三四五六七八九十百千]{1,4}[章節节條条回]?|."
)
_NAME, _WORD = 4, 8
_VERSE: Final = range(4, 8)


def white_between_han(text: str, wish: HanSpace) -> Iterator[tuple[int, int]]:
    """Yield where U+3000 stands between two Han of a paragraph and is to go."""
    if "\u3000" not in text or wish is HanSpace.KEEP:
        return
    found = [white.span() for white in _WHITE.finditer(text) if "\u3000" in white[0] and _is_between_han(text, white)]
    if wish is HanSpace.REMOVE:
        yield from found
    elif found and any(map(_IS_STOP.__getitem__, text)):
        for clause, spans in _by_clause(text, found):
            yield from _debris(text, clause, spans)


_IS_HAN: Final = Told[str, bool](lambda letter: _ONE_HAN.match(letter) is not None)
_IS_STOP: Final = Told[str, bool](
    lambda letter: unicodedata.category(letter) == "Po" and unicodedata.east_asian_width(letter) in "WF"
)
_IS_MARK: Final = Told[str, bool](lambda letter: unicodedata.category(letter)[0] in "PS")


def _is_between_han(text: str, white: re.Match[str]) -> bool:
    return _IS_HAN[text[white.start() - 1 : white.start()]] and _IS_HAN[text[white.end() : white.end() + 1]]


def _by_clause(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Yield each stretch between marks that has white in it, and where its white stands."""
    left = deque(found)
    while left:
        start, end = left[0]
        while start and not _IS_MARK[text[start - 1]]:
            start -= 1
        while end < len(text) and not _IS_MARK[text[end]]:
            end += 1
        spans = []
        while left and left[0][1] <= end:
            spans.append(left.popleft())
        yield (start, end), spans


def _debris(text: str, clause: tuple[int, int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those white stretches of a clause that part nothing."""
    start, end = clause
    edges = [start, *(at for span in spans for at in span), end]
    pieces = [text[one:other] for one, other in zip(edges[::2], edges[1::2], strict=True)]
    sizes = [len(piece) for piece in pieces]
    if start == 0 and _LABEL.fullmatch(pieces[0]):  # what follows it may be names, and who reports
        return [span for span, size in zip(spans[1:], sizes[1:], strict=False) if size > _NAME]
    return [] if _is_meant(text, start, sizes) else spans


def _is_meant(text: str, start: int, sizes: list[int]) -> bool:
    """Tell whether the white parts names, items or verse, by how long the pieces between it are."""
    if len(sizes) > 2:
        return max(sizes[1:-1]) <= _NAME
    opened = text[start - 1] if start else ""
    if (opened == _COLON or (opened and unicodedata.category(opened) == "Ps")) and max(sizes) <= _WORD:
        return True
    return sizes == [1, 1] or (sizes[0] == sizes[1] and sizes[0] in _VERSE)
