"""Bytes to text: by a byte-order mark, as strict UTF-8, or as what most looks like Chinese that people read.

Encodings are weighed by the share of characters that are common: those of the first levels of GB/T 2312 (rows 16 to
55) and of Big5 (rows A4 to C6), and marks. Bytes read in the wrong encoding give rare characters.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

from compositor.errors import Place
from compositor.incoming.model import Confidence
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.intake.source import Source
from compositor.records import dataclass

NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5-HKSCS",
    "cp950": "Big5 (code page 950)",
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED: Final = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_WEIGHED: Final = 20_000
"""So many characters are weighed."""
_FREQUENT: Final = frozenset(
    "的一是不了在人有我他這这個个們们中大為为上以到說说時时地也要就出會会可年月日國国和與与對对於于"
    "市區区長长工作業业發发展生全新記者记第版"
)
_MARK: Final = re.compile("[\u00b7\u2010-\u2027\u3000-\u301f\uff01-\uff5e\u25a0-\u25cf]")
_READINGS: Final = re.compile("[\u0100-\u01dc\u02c7-\u02d9\u3105-\u312f]+")
"""Letters of pinyin and zhuyin: they say neither yes nor no."""
_LEAST: Final = 0.6
_CLEAR: Final = 0.25
_NULLS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, with the encoding it was read in and how sure that is."""

    text: str
    encoding: str
    confidence: Confidence
    why: str


def decoded(content: bytes, file: str, encoding: str = "") -> Decoded:
    """Return the text of a file; raises ``Refused`` at the first byte that can't be read."""
    if encoding:
        return Decoded(_strict(content, encoding, file), _name(encoding), Confidence.SURE, "asked for")
    for mark, name in _BOMS:
        if content.startswith(mark):
            text = _strict(content, name, file).removeprefix("\ufeff")
            return Decoded(text, NAMES[name], Confidence.SURE, "byte-order mark")
    nulls = content.count(0) > _NULLS * len(content)
    if not nulls:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            if _nearly_utf8(content):
                raise _refused(content, "utf-8", error.start, file) from None
        else:
            why = "every byte is ASCII" if text.isascii() else "valid UTF-8 throughout"
            return Decoded(text, NAMES["utf-8"], Confidence.SURE, why)
    return _guessed(content, file)


def known(encoding: str) -> bool:
    """Tell whether there is an encoding of text of that name."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _name(encoding: str) -> str:
    return NAMES.get(codecs.lookup(encoding).name.replace("_", "-"), encoding)


def _nearly_utf8(content: bytes) -> bool:
    """Tell whether bytes are UTF-8 with some damage: others make hardly any whole sequence of it."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - bad >= 2 * bad


def _strict(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(content, encoding, error.start, file) from None


def _refused(content: bytes, encoding: str, at: int, file: str) -> Refused:
    before = content[:at].decode(encoding, "ignore").removeprefix("\ufeff")
    place = Source.of(file, before).place(len(before))
    message = f"can't be read as {_name(encoding)}: byte {at:,} is 0x{content[at]:02X}"
    hint = "ask for the copy anew; if it is in another encoding, name that with --encoding"
    return Refused(Code.ENCODING, message, hint, Place(file, place.line, place.column))


def _guessed(content: bytes, file: str) -> Decoded:
    """Return the text in the encoding in which it looks most like Chinese."""
    found: list[tuple[float, str, str]] = []
    reached: list[tuple[float, str, int]] = []
    for name in _GUESSED:
        try:
            text = content.decode(name)
        except UnicodeDecodeError as error:
            before = content[: error.start].decode(name, "ignore")
            reached.append((len(before) * _weight(before), name, error.start))
        else:
            found.append((_weight(text), name, text))
    found.sort(key=lambda one: -one[0])
    most = max(reached, default=(0.0, "gb18030", 0), key=lambda one: one[0])
    if not found or found[0][0] < _LEAST:
        if most[0] <= 0:
            raise Refused(Code.NOT_COPY, "is no text in any encoding that is known", "look at what the file is")
        raise _refused(content, most[1], most[2], file)
    weight, name, text = found[0]
    others = [(other, score) for score, other, words in found[1:] if words != text]
    clear = not others or weight - others[0][1] >= _CLEAR
    why = "no other encoding makes sense of it" if clear else f"it could be {NAMES[others[0][0]]} as well"
    likely = clear and not name.startswith(("big5", "cp950"))
    return Decoded(text, NAMES[name], Confidence.LIKELY if likely else Confidence.UNSURE, why)


def _weight(text: str) -> float:
    """Return how much a text looks like Chinese, about 1 for what does and less than a half for what doesn't."""
    letters = [letter for letter in _READINGS.sub("", text[:_WEIGHED]) if not letter.isascii()]
    strange = sum(text.count(letter) for letter in "\0\x01\x02\x03\x04\x05\x06\x07")
    if not letters:
        return 0.0 if strange or not text else 1.0
    common = _common()
    good = sum(letter in common or _MARK.match(letter) is not None for letter in letters)
    frequent = sum(letter in _FREQUENT for letter in letters)
    return (good + min(2 * frequent, len(letters)) / 2 - 4 * strange) / len(letters)


@cache
def _common() -> frozenset[str]:
    pairs = (
        bytes((lead, trail)).decode(name, "ignore")
        for name, leads, trails in (
            ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
            ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
        )
        for lead in leads
        for trail in trails
    )
    return frozenset(letter for letter in pairs if letter)
