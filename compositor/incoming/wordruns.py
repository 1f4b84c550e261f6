"""The runs of one paragraph of a Word document (ECMA-376 part 1, 17.3): words, dress, readings, fields, revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final

from compositor.incoming.model import Block, Figure, Grid, Para, Run, Spot, merged, seen
from compositor.incoming.package import by_whom, chosen, text_of
from compositor.incoming.pictures import suffix_of
from compositor.incoming.wordstyles import is_on
from compositor.incoming.xmltree import Element
from compositor.records import dataclass

if TYPE_CHECKING:
    from compositor.incoming.word import Document

_GETA: Final = "〓"
"""The mark for a sort that is missing."""
_THROUGH: Final = frozenset(
    "w:hyperlink w:smartTag w:customXml w:sdt w:sdtContent w:ins w:moveTo w:fldSimple w:dir w:bdo mc:AlternateContent "
    "w:rubyBase m:oMath m:oMathPara".split()
)
_SYMBOLS: Final = frozenset(
    {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapf dingbats", "zapfdingbats"}
)
_KEYS: Final = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_NOTES: Final = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_PLAIN: Final = {"w:strike": "a strike", "w:dstrike": "a strike", "w:vertAlign": "a raised or lowered figure"}


@dataclass(frozen=True, slots=True)
class Dress:
    """How words look: strong, in italics (set in Kai), with dots."""

    strong: bool = False
    kai: bool = False
    dots: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result is being read."""

    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class Runner:
    """Reads a paragraph into ``lines`` of runs; ``after`` is what stands in it and goes behind it."""

    document: Document
    dress: Dress
    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    after: list[Block] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    @property
    def spot(self) -> Spot:
        """Where the paragraph stands."""
        return self.document.spot

    def read(self, element: Element) -> None:
        """Read what stands in a paragraph, or in an element that is looked through."""
        for child in chosen(element):
            if child.name == "w:r":
                self._run(child)
            elif child.name in _THROUGH:
                self._through(child)
            elif child.name in {"w:del", "w:moveFrom"}:
                self._left_out("deleted words", child, by_whom(child))
            elif child.name.startswith("m:"):
                self._formula(child)
            elif child.name not in {"w:pPr", "w:rPr", "w:sdtPr"}:
                self._left_out("words", child, f"in an element {child.name} that isn't known")

    def _through(self, child: Element) -> None:
        if child.name == "w:hyperlink":
            self._link(child)
        elif child.name == "w:fldSimple":
            self._tell("field", child.attributes.get("w:instr", ""))
        elif child.name.startswith("m:"):
            self.document.account.warned("formula", self.spot, "is set as plain words: look at it", text_of(child))
        self.read(child)

    def _formula(self, child: Element) -> None:
        if child.name == "m:t":
            self._put(child.words())
        else:
            self.read(child)

    def _link(self, child: Element) -> None:
        relations = self.document.package.relations(self.document.main)
        target = relations.get(child.attributes.get("r:id", ""))
        if target is not None and target.outside:
            self.document.account.changed("link", self.spot, "isn't printed", text=target.target[:500])

    def _left_out(self, what: str, element: Element, why: str) -> None:
        words = text_of(element)
        if seen(words):
            self.document.account.left_out(what, words, self.spot, why)

    def _tell(self, what: str, words: str) -> None:
        if words.strip():
            self.document.account.changed(
                what, self.spot, "its result is copied, its instruction not", text=words.strip()[:200]
            )

    def _run(self, element: Element) -> None:
        properties = element.first("w:rPr")
        if self.fields and not self.fields[-1].result:
            self._instruction(element)
            return
        if is_on(properties, "vanish") or is_on(properties, "webHidden"):
            self._left_out("hidden words", element, "nobody sees them")
            return
        before, self.dress = self.dress, self._dressed(properties)
        self._look(properties, element)
        for child in chosen(element):
            self._inside(child)
        self.dress = before

    def _dressed(self, properties: Element | None) -> Dress:
        """Return the dress of a run: its paragraph's, its own style's, its own."""
        style = properties.first("w:rStyle") if properties is not None else None
        name = style.attributes.get("w:val", "") if style is not None else ""
        strong, kai = is_on(properties, "b"), is_on(properties, "i")
        marks = properties.first("w:em") if properties is not None else None
        dots = marks is not None and marks.attributes.get("w:val", "none") != "none"
        styles = self.document.styles
        return Dress(
            strong if strong is not None else self.dress.strong or styles.wears(name, "b"),
            kai if kai is not None else self.dress.kai or styles.wears(name, "i"),
            dots or self.dress.dots,
        )

    def _look(self, properties: Element | None, element: Element) -> None:
        """Tell once a paragraph of looks that are lost, and of symbol fonts, in which letters are other signs."""
        if properties is None or not seen(text_of(element)):
            return
        for name, what in _PLAIN.items():
            if properties.first(name) is not None and is_on(properties, name[2:]) is not False:
                self._once(what, f"{what} is set as any other words", text_of(element))
        fonts = properties.first("w:rFonts")
        named = {one.lower() for one in fonts.attributes.values()} & _SYMBOLS if fonts is not None else set()
        for name in sorted(named):
            self._once(name, f"letters of the symbol font {name}: they are other signs there", text_of(element))

    def _once(self, what: str, why: str, words: str) -> None:
        if what not in self.told:
            self.told.add(what)
            self.document.account.warned("dress", self.spot, why, words)

    def _inside(self, child: Element) -> None:
        act: dict[str, Callable[[Element], None]] = {
            "w:t": self._text,
            "m:t": self._text,
            "w:br": self._break,
            "w:cr": self._break,
            "w:sym": self._symbol,
            "w:ruby": self._ruby,
            "w:fldChar": self._field,
            "w:drawing": self._drawing,
            "w:pict": self._drawing,
            "w:object": self._drawing,
            "mc:AlternateContent": self._alternative,
            "w:delText": self._deleted,
        }
        if child.name in act:
            act[child.name](child)
        elif child.name in _KEYS:
            self._put(_KEYS[child.name], made=child.name == "w:noBreakHyphen")
            if child.name == "w:noBreakHyphen":
                self.document.account.added("hyphen", _KEYS[child.name], self.spot)
        elif child.name in _NOTES:
            name = f"{_NOTES[child.name]}-{child.attributes.get('w:id', '')}"
            self.lines[-1].append(Run("", note=name))
            self.document.note(name)
        elif child.name != "w:rPr":
            self._left_out("words", child, f"in an element {child.name}")

    def _alternative(self, child: Element) -> None:
        for one in chosen(child):
            self._inside(one)

    def _text(self, child: Element) -> None:
        self._put(child.words())

    def _deleted(self, child: Element) -> None:
        self._left_out("deleted words", child, "")

    def _put(self, text: str, *, made: bool = False) -> None:
        dress = self.dress
        self.lines[-1].append(Run(text, strong=dress.strong, kai=dress.kai, dots=dress.dots, made=made))

    def _break(self, _child: Element) -> None:
        if self.lines[-1]:
            self.lines.append([])

    def _symbol(self, child: Element) -> None:
        """Put 〓 for a sign that only a symbol font has, and name it."""
        name = f"{child.attributes.get('w:font', '?')[:40]} {child.attributes.get('w:char', '?')[:8]}"
        self._put(_GETA, made=True)
        self.document.account.added("symbol", _GETA, self.spot, f"for the sign {name}")
        self.document.account.warned("symbol", self.spot, f"the sign {name} is 〓 now: type what it is")

    def _ruby(self, child: Element) -> None:
        """Put a reading and its base (17.3.3.25)."""
        inner = Runner(self.document, self.dress)
        base, reading = child.first("w:rubyBase"), child.first("w:rt")
        if base is not None:
            inner.read(base)
        runs = merged(run for line in inner.lines for run in line)
        text = "".join(run.text for run in runs)
        words = text_of(reading) if reading is not None else ""
        if not seen(text):
            self._put(words)
            return
        first = next(run for run in runs if run.text)
        self.lines[-1] += [replace(first, text=text, ruby=words), *(run for run in runs if run.note)]
        self.after += inner.after

    def _field(self, child: Element) -> None:
        kind = child.attributes.get("w:fldCharType", "")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self._tell("field", self.fields.pop().instruction)

    def _instruction(self, element: Element) -> None:
        """Read a run in a field before its result: its instruction, which isn't copy."""
        for child in chosen(element):
            if child.name in {"w:instrText", "w:delInstrText"} and self.fields:
                self.fields[-1].instruction += child.words()
            elif child.name == "w:fldChar":
                self._field(child)
            elif child.name in {"w:t", "w:delText"} and self.fields:
                self._left_out("words", child, "in the instruction of a field")

    def _drawing(self, child: Element) -> None:
        """Take the pictures and the text boxes of a drawing: they go behind the paragraph."""
        alt = ""
        waiting = [child]
        while waiting:
            one = waiting.pop(0)
            if one.name == "wp:docPr":
                alt = one.attributes.get("descr", "") or alt
            elif one.name in {"a:blip", "v:imagedata"}:
                given = one.attributes
                self._picture(given.get("r:embed") or given.get("r:id") or given.get("r:link") or "", alt)
            elif one.name == "w:txbxContent":
                self._text_box(one)
                continue
            elif one.name in {"a:t", "w:t"}:
                self._left_out("words in a drawing", one, "")
                continue
            waiting = [*chosen(one), *waiting]

    def _text_box(self, element: Element) -> None:
        found = self.document.blocks(element)
        if found:
            words = "".join(block.text for block in found if isinstance(block, Para))
            why = "its words stand behind the paragraph that it hangs on"
            self.document.account.changed("text box", self.spot, why, text=words, quiet=False)
        self.after += [
            block if isinstance(block, Figure | Grid) else replace(block, role=block.role or "body") for block in found
        ]

    def _picture(self, name: str, alt: str) -> None:
        document = self.document
        found = document.package.relations(document.main).get(name)
        if found is None or found.outside or found.target not in document.package.names:
            what = found.target[:200] if found is not None else name
            document.account.warned("picture", self.spot, "isn't in the file, and nothing is fetched", what)
            return
        content = document.package.content(found.target)
        suffix = suffix_of(content)
        if suffix:
            self.after.append(Figure(content, suffix, self.spot, alt=alt))
        else:
            why = "is of a kind that isn't printed; ask for it as JPEG, PNG or SVG"
            document.account.warned("picture", self.spot, why, found.target.rsplit("/", 1)[-1])
