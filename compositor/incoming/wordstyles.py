"""What styles and lists of a Word document mean: which part of a story a style is, and what number an item has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Final

from compositor.incoming.package import Package
from compositor.incoming.xmltree import Element
from compositor.records import dataclass

STYLE_PARTS: Final = ("standing_head", "kicker", "headline", "deck", "byline", "dateline", "subhead", "caption", "body")
"""What a style may be mapped to; ``caption`` is the words under the picture before it."""
_DEFAULT: Final = {
    "headline": "title|標題|标题|主題|主题|主標題|主标题|heading 1|標題 1|标题 1|headline|題目|题目|大標題|大标题",
    "deck": "subtitle|副標題|副标题|副題|副题|deck",
    "kicker": "引題|引题|肩題|肩题|眉題|眉题|kicker|overline",
    "byline": "author|作者|署名|byline|記者|记者",
    "dateline": "dateline|電頭|电头",
    "standing_head": "欄題|栏题|欄目|栏目|standing head",
    "subhead": "小標題|小标题|插題|插题|subhead|subheading|heading 2|heading 3|heading 4|heading 5|heading 6|heading 7|"
    "heading 8|heading 9|標題 2|標題 3|標題 4|标题 2|标题 3|标题 4",
    "caption": "caption|圖說|图说|圖片說明|图片说明|題注|题注",
    "body": "body text|正文|body|正文文本|quote|intense quote|引文|footnote text|endnote text|list bullet|list number",
}
STYLES: Final = {name: part for part, names in _DEFAULT.items() for name in names.split("|")}
_DEEPEST: Final = 12
_DIGITS: Final = "〇一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_LEVEL: Final = re.compile("%([1-9])")
_OFF: Final = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name as the desk reads it, the one it is based on, and its dress."""

    name: str
    based_on: str
    dress: Mapping[str, bool]
    numbering: tuple[str, int] | None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on; None where nothing is said."""
    found = properties.first(f"w:{name}") if properties is not None else None
    return found.attributes.get("w:val", "1").lower() not in _OFF if found is not None else None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    mapped: Mapping[str, str]
    styles: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, part: str, mapped: Mapping[str, str]) -> Styles:
        """Read the styles of a package; ``mapped`` are those that the desk has mapped, by name in small letters."""
        found = cls(dict(STYLES) | {name.casefold(): to for name, to in mapped.items()})
        if part in package.names:
            for one in package.tree(part).elements("w:style"):
                found.styles[one.attributes.get("w:styleId", "")] = _style(one)
        return found

    def name(self, style: str) -> str:
        """Return a style's name."""
        return self.styles[style].name if style in self.styles else style

    def role(self, style: str) -> tuple[str, str]:
        """Return the part that a style is mapped to, itself or by one it is based on, and the name that says so."""
        for name in (self.name(one) for one in self._chain(style)):
            if name.casefold() in self.mapped:
                return self.mapped[name.casefold()], name
        return "", ""

    def wears(self, style: str, what: str) -> bool:
        """Tell whether a style is strong (b) or in italics (i)."""
        return next((on for one in self._chain(style) if (on := self._dress(one, what)) is not None), False)

    def numbering(self, style: str) -> tuple[str, int] | None:
        """Return the list that paragraphs of a style are items of."""
        chain = (self.styles[one].numbering for one in self._chain(style) if one in self.styles)
        return next((one for one in chain if one is not None), None)

    def _dress(self, style: str, what: str) -> bool | None:
        return self.styles[style].dress.get(what) if style in self.styles else None

    def _chain(self, style: str) -> list[str]:
        found: list[str] = []
        while style and style not in found and len(found) < _DEEPEST:
            found.append(style)
            style = self.styles[style].based_on if style in self.styles else ""
        return found


def _style(one: Element) -> Style:
    name, based = one.first("w:name"), one.first("w:basedOn")
    properties = one.first("w:rPr")
    dress = {what: on for what in ("b", "i") if (on := is_on(properties, what)) is not None}
    spoken = name.attributes.get("w:val", "") if name else one.attributes.get("w:styleId", "")
    return Style(spoken, based.attributes.get("w:val", "") if based else "", dress, numbering_of(one))


def numbering_of(element: Element) -> tuple[str, int] | None:
    """Return the list and the level that a paragraph, or a style, says it is an item of."""
    found = element.first("w:pPr", "w:numPr")
    number, level = (found.first(name) if found else None for name in ("w:numId", "w:ilvl"))
    if number is None:
        return None
    deep = level.attributes.get("w:val", "0") if level is not None else "0"
    return number.attributes.get("w:val", "0"), min(int(deep), 8) if re.fullmatch("[0-9]", deep) else 0


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, part: str) -> Lists:
        """Read the lists of a package."""
        found = cls()
        if part not in package.names:
            return found
        root = package.tree(part)
        abstract = {
            one.attributes.get("w:abstractNumId", ""): {
                _whole(level.attributes.get("w:ilvl", "0")): _level(level) for level in one.elements("w:lvl")
            }
            for one in root.elements("w:abstractNum")
        }
        for one in root.elements("w:num"):
            kind = one.first("w:abstractNumId")
            name = kind.attributes.get("w:val", "") if kind is not None else ""
            found.kinds[one.attributes.get("w:numId", "")] = name
            found.levels[one.attributes.get("w:numId", "")] = abstract.get(name, {})
        return found

    def mark(self, item: tuple[str, int]) -> str:
        """Count an item and return what its list writes before it; "" for none."""
        number, deep = item
        levels = self.levels.get(number, {})
        level = levels.get(deep)
        if level is None or level.form == "none":
            return ""
        counts = self.counts.setdefault(self.kinds.get(number, number), [0] * 9)
        counts[deep] = counts[deep] + 1 if counts[deep] else level.start
        counts[deep + 1 :] = [0] * (8 - deep)
        if level.form == "bullet":
            return "•"

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at)
            count = counts[at] or (other.start if other else 1)
            return _numeral(count, other.form if other else "decimal")

        return _LEVEL.sub(counted, level.text)


def _level(element: Element) -> _Level:
    form, text, start = (element.first(name) for name in ("w:numFmt", "w:lvlText", "w:start"))
    return _Level(
        form.attributes.get("w:val", "decimal") if form is not None else "decimal",
        text.attributes.get("w:val", "") if text is not None else "",
        _whole(start.attributes.get("w:val", "1")) if start is not None else 1,
    )


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0


def _numeral(count: int, form: str) -> str:
    if "hinese" in form or form in {"japaneseCounting", "ideographDigital", "taiwaneseCountingThousand"}:
        return _han(count)
    if form == "ideographTraditional":
        return _STEMS[(count - 1) % len(_STEMS)]
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        return _roman(count) if form.startswith("upper") else _roman(count).lower()
    if form == "decimalEnclosedCircle" and count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def _han(count: int) -> str:
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    out = ""
    for value, letters in zip(values, "M CM D CD C XC L XL X IX V IV I".split(), strict=True):
        times, count = divmod(min(count, 4999), value)
        out += letters * times
    return out
