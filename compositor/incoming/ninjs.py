"""IPTC ninjs, 1.x to 3.x: https://iptc.org/std/ninjs/userguide/.

In 1.x a kind of words is a name (``headline``, ``body_xhtml``); from 2.0 on ``headlines`` and ``bodies`` are lists of
``role``, ``contenttype`` and ``value``, and ``byline`` is ``by``. Of several bodies the richest is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any, Final

from compositor.errors import Place
from compositor.incoming.decoding import decoded
from compositor.incoming.hypertext import Flow, hypertext
from compositor.incoming.model import Account, Arrival, Block, Figure, Para, Run, Spot, seen
from compositor.incoming.patterns import dateline
from compositor.intake.faults import Code
from compositor.intake.files import Refused
from compositor.records import dataclass

_HINT: Final = "ask for the item anew"
_DEEPEST: Final = 64
_OPENS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_RICH: Final = ("xhtml", "html", "richtext", "xml")
_FIELDS: Final = ("headline", "body", "byline", "by", "located", "description", "bodies", "headlines")
_DECKS: Final = frozenset("sub subtitle subheadline subhead deck secondary 副題 副题".split())
_KICKERS: Final = frozenset("kicker overline pre 引題 引题".split())
_HELD: Final = {"withheld": "it is withheld", "canceled": "it is cancelled", "cancelled": "it is cancelled"}
_PICTURES: Final = frozenset({"picture", "graphic"})
_LINE: Final = re.compile("[\r\n\u2028\u2029]+")

_READ: Final = frozenset(
    "headline body byline by located description headlines bodies bylines descriptions associations ednote usageterms "
    "slugline title subtitle pubstatus".split()
)
_LISTS: Final = frozenset({"headlines", "bodies", "bylines", "descriptions"})

Fetch = Callable[[str], "tuple[bytes, str] | None"]
"""What returns the content and the suffix of a picture by the name that an item gives it, where it lies beside it."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of an item: the name of their property, their role in the list there, and whether they are hypertext."""

    name: str
    role: str
    value: str
    rich: bool

    @property
    def said(self) -> str:
        return f"{self.name} {self.role}".strip()


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    content: dict[str, Any]
    file: str
    fetch: Fetch
    account: Account = field(default_factory=Account)
    blocks: list[Block] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    fetched: set[str] = field(default_factory=set)

    def left_out(self, words: _Words, why: str, *, quiet: bool = False) -> None:
        self.letters.append(words.value)
        self.account.left_out(words.said, words.value, Spot(words.name), why, quiet=quiet)

    def head(self, part: str, words: _Words) -> None:
        """Put words as lines of a head; lines of hypertext count as one."""
        text = _text(words)
        self.letters.append(text)
        lines = [line.strip() for line in _LINE.split(text) if seen(line)]
        self.blocks += [Para((Run(line),), Spot(words.name), part, f"the item's {words.said}") for line in lines]


def is_ninjs(text: str) -> bool:
    """Tell whether JSON looks like an item of ninjs."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and any(f'"{name}' in text for name in _FIELDS)


def read_ninjs(content: bytes, file: str, fetch: Fetch, encoding: str = "") -> Arrival:
    """Read an item; raises ``Refused`` where it is none, or can't be read."""
    read = decoded(content, file, encoding)
    account = Account()
    item = _Item(_object(read.text, file, account), file, fetch, account)
    _tell_status(item)
    _heads(item)
    body = _body(item)
    _located(item, body)
    _pictures(item)
    _tell_rest(item)
    return Arrival("ninjs", item.blocks, seen("".join(item.letters)), item.account, encoding=read.encoding)


def _object(text: str, file: str, account: Account) -> dict[str, Any]:
    """Return the JSON object of a file; surrogates without a partner become U+FFFD, and are named."""
    if _depth(text) > _DEEPEST:
        raise Refused(Code.NOT_NINJS, f"can't be read: more than {_DEEPEST} levels inside one another", _HINT)

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in found:
            if name in made and isinstance(made[name], str):
                account.warned("property", Spot(_sound(name)), "stands here twice; the later one is read", made[name])
            made[_sound(name)] = _sound(value) if isinstance(value, str) else value
        return made

    try:
        read = json.loads(text, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        words = error.msg[:1].lower() + error.msg[1:]
        raise Refused(Code.NOT_NINJS, f"can't be read as JSON: {words}", _HINT, place) from None
    if not isinstance(read, dict):
        raise Refused(Code.NOT_NINJS, "is no item of ninjs: one JSON object has to stand there", "one item to a file")
    if _SURROGATE.search(json.dumps(read)) or "\\ud" in text.lower():
        lone = sum(value.count("\ufffd") for value in _strings(read)) - text.count("\ufffd")
        if lone > 0:
            account.warned("broken character", Spot(), f"{lone} surrogates without a partner are U+FFFD now")
    return read


def _sound(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _depth(text: str) -> int:
    deepest = depth = 0
    for match in _OPENS.finditer(text):
        depth += 1 if match[0] in "[{" else -1 if match[0] in "]}" else 0
        deepest = max(deepest, depth)
    return deepest


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _of(item: dict[str, Any], single: str, several: str) -> list[_Words]:
    """Return words of a kind, by the names of 1.x (``headline``, ``headline_main``) and of 2.0 (``headlines``)."""
    found = [
        _Words(name, name.removeprefix(single).strip("_"), value, any(kind in name for kind in _RICH))
        for name, value in item.items()
        if (name == single or name.startswith(f"{single}_")) and isinstance(value, str) and seen(value)
    ]
    listed = item.get(several)
    for one in listed if isinstance(listed, list) else ():
        value = one.get("value") if isinstance(one, dict) else one
        if isinstance(value, str) and seen(value):
            kind = str(one.get("contenttype", "")) if isinstance(one, dict) else ""
            role = str(one.get("role", "")) if isinstance(one, dict) else ""
            found.append(_Words(several, role, value, any(name in kind for name in _RICH)))
    return found


def _text(words: _Words) -> str:
    """Return words without hypertext."""
    if not words.rich:
        return words.value
    flow = Flow(Account(), lambda _number: Spot(words.name))
    hypertext(words.value, flow)
    return "".join(flow.letters)


def _tell_status(item: _Item) -> None:
    status = str(item.content.get("pubstatus", "usable")).lower()
    if status in _HELD:
        item.account.warned("pubstatus", Spot("pubstatus"), f"{_HELD[status]} by its agency: don't print it")
    for name in ("embargoed", "expires"):
        value = item.content.get(name)
        if isinstance(value, str) and value:
            item.account.warned(name, Spot(name), "mind the hour", value)


def _heads(item: _Item) -> None:
    headlines = _of(item.content, "headline", "headlines")
    main = next((one for one in headlines if one.role in {"", "main"}), headlines[0] if headlines else None)
    taken: set[str] = set()
    for one in headlines:
        part = "headline" if one is main else "deck" if one.role in _DECKS else "kicker" if one.role in _KICKERS else ""
        if part and part not in taken:
            item.head(part, one)
            taken.add(part)
        else:
            item.left_out(one, "the item has another headline")
    bylines = [one for one in _of(item.content, "byline", "bylines") + _of(item.content, "by", "") if one.value]
    for at, one in enumerate(bylines):
        if at:
            item.left_out(one, "the item has another byline")
        else:
            item.head("byline", one)


def _body(item: _Item) -> list[Block]:
    """Read the richest body; what the others have that it hasn't is named."""
    bodies = _of(item.content, "body", "bodies")
    order = ("xhtml", "html", "richtext")
    ranked = sorted(bodies, key=lambda one: (not one.rich, _rank(one, order)))
    best = ranked[0] if ranked else None
    blocks = _blocks(item, best) if best else []
    headline = next((one for one in item.blocks if isinstance(one, Para) and one.role == "headline"), None)
    if blocks and headline is not None and _repeats(blocks[0], headline):
        first = blocks.pop(0)
        assert isinstance(first, Para)
        item.account.left_out("headline", first.text, first.spot, "the body repeats it", quiet=True)
    item.blocks += blocks
    for one in ranked[1:]:
        same = seen(_text(one)) == seen(_text(ranked[0]))
        item.left_out(one, "the same words again" if same else "another form of the body, in other words", quiet=same)
    if best is None and item.content.get("type") not in _PICTURES:
        item.account.warned("body", Spot(), "the item has none")
    return blocks


def _rank(one: _Words, order: tuple[str, ...]) -> int:
    return next((at for at, kind in enumerate(order) if kind in one.said), len(order))


def _repeats(block: Block, headline: Para) -> bool:
    return isinstance(block, Para) and seen(block.text) == seen(headline.text)


def _blocks(item: _Item, words: _Words) -> list[Block]:
    if words.rich:
        flow = Flow(item.account, lambda number: Spot(f"{words.name}, paragraph {number}"))
        flow.figure = lambda given, spot: _figure(item, given.get("src", ""), given.get("alt", ""), spot)
        hypertext(words.value, flow)
        item.letters += flow.letters
        return flow.blocks
    item.letters.append(words.value)
    lines = [line for line in _LINE.split(words.value) if seen(line)]
    return [
        Para((Run(line.strip()),), Spot(f"{words.name}, paragraph {number}"), indented=line[0].isspace())
        for number, line in enumerate(lines, start=1)
    ]


def _located(item: _Item, body: list[Block]) -> None:
    """Take where an item comes from as the dateline, unless its copy begins with one."""
    place = item.content.get("located")
    if not isinstance(place, str) or not seen(place):
        return
    words = _Words("located", "", place, rich=False)
    first = next((block for block in body if isinstance(block, Para)), None)
    if first is not None and (dateline(first.text) or first.text.startswith(place.split(",")[0].strip())):
        item.left_out(words, "the copy begins with a dateline", quiet=True)
    else:
        item.head("dateline", words)


def _figure(item: _Item, source: str, alt: str, spot: Spot) -> Figure | None:
    """Return a picture that lies beside the item; others are named, and never fetched."""
    if source in item.fetched:
        return None
    found = item.fetch(source)
    if found is None:
        item.account.warned("picture", spot, "isn't beside the item, and nothing is fetched", source[:500])
        return None
    item.fetched.add(source)
    return Figure(found[0], found[1], spot, alt=alt)


def _pictures(item: _Item) -> None:
    """Take the pictures that an item is associated with: one rendition of each, the largest that is there."""
    associated = item.content.get("associations")
    named = associated.items() if isinstance(associated, dict) else ()
    listed = associated if isinstance(associated, list) else ()
    for name, one in [*named, *((str(one.get("name", "")), one) for one in listed if isinstance(one, dict))]:
        if isinstance(one, dict):
            _associated(item, name, one)


def _associated(item: _Item, name: str, one: dict[str, Any]) -> None:
    spot = Spot(f"association {name}".strip())
    said = _of(one, "description", "descriptions")
    by = [words for words in _of(one, "byline", "bylines") + _of(one, "by", "") if words.value]
    rest = _of(one, "headline", "headlines") + said[1:] + by[1:] + _of(one, "body", "bodies")
    content = next((found for href in _renditions(one) if (found := item.fetch(href)) is not None), None)
    if content is not None and one.get("type") in _PICTURES | {None}:
        cutline = _text(said[0]) if said else ""
        credit = _text(by[0]) if by else ""
        item.letters += [cutline, credit]
        cutline = " ".join(_LINE.split(cutline)).strip()
        item.blocks.append(Figure(content[0], content[1], spot, (Run(cutline),) if cutline else (), credit))
    else:
        hrefs = ", ".join(_renditions(one))[:500]
        item.account.warned(str(one.get("type", "item")), spot, "isn't beside the item, and nothing is fetched", hrefs)
        rest = [*said[:1], *by[:1], *rest]
    for words in rest:
        item.letters.append(words.value)
        item.account.left_out(f"{words.said} of {spot.words}", words.value, spot)


def _renditions(one: dict[str, Any]) -> list[str]:
    """Return where the renditions of a picture are, the widest first."""
    found = one.get("renditions")
    listed = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    sized = [(_width(each), str(each["href"])) for each in listed if isinstance(each, dict) and "href" in each]
    return [href for _, href in sorted(sized, key=lambda pair: -pair[0])]


def _width(rendition: dict[str, Any]) -> int:
    text = str(rendition.get("width", ""))
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0


def _tell_rest(item: _Item) -> None:
    """Name the words for the desk, and the properties that say nothing to be printed."""
    for words in _of(item.content, "description", "descriptions"):
        item.left_out(words, "a summary, not the copy")
    for name in ("ednote", "usageterms", "slugline", "title", "subtitle"):
        value = item.content.get(name)
        if isinstance(value, str) and seen(value):
            item.left_out(_Words(name, "", value, rich=False), "not to be printed", quiet=name == "slugline")
    _tell_unread(item)
    rest = [name for name in item.content if name not in _READ and not name.startswith(("headline_", "body_"))]
    rest = [name for name in rest if not name.startswith(("byline_", "description_"))]
    if rest:
        item.account.changed(
            "properties", Spot(), "not read: they say nothing to be printed", text=", ".join(rest)[:500]
        )


def _tell_unread(item: _Item) -> None:
    """Name words that stand where ninjs has none: a list for a text, or entries of a list without a value."""
    for name, value in item.content.items():
        of_copy = name in _READ or name.startswith(("headline_", "body_", "byline_", "description_"))
        if not of_copy or isinstance(value, str) or name == "associations":
            continue
        listed = value if isinstance(value, list) and name in _LISTS else [value]
        odd = [one for one in listed if not isinstance(one.get("value") if isinstance(one, dict) else one, str)]
        for one in odd if name in _LISTS else listed:
            words = "\n".join(_strings(one))
            if seen(words):
                item.left_out(_Words(name, "", words, rich=False), "it doesn't stand as ninjs has it")
