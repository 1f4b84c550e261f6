"""Files of any shape, made by chance: what strangers' programs write, and what nobody would."""

from __future__ import annotations

import json
import random
from html import escape

from tests.incoming.test_nitf import nitf
from tests.incoming.wordfiles import docx, para, part, ruby, run, table

_LETTERS = "大橋通車了，。、“”（）—…一二ab1 *[]{}|#^!\\`_~:-'\"<>&\u3000.王明記者本報訊"
_TAGS = "p b i table ul ol br h2 ruby a div sup td tr pre fn /p /b /table /div words".split()
_STYLES = ("", "", "a3", "a5", "2", "zz", "yt", "a9")
_DRESS = ("", "<w:b/>", "<w:i/>", '<w:em w:val="dot"/>')
_BREAK = "<w:r><w:br/></w:r>"
_SYMBOL = '<w:r><w:sym w:font="W" w:char="F0"/></w:r>'


class Chance:
    """Makes files; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.strict = False

    def words(self, most: int = 12) -> str:
        return "".join(self.random.choice(_LETTERS) for _ in range(self.random.randint(0, most)))

    def file(self) -> tuple[str, bytes]:
        """Return a file's name and content."""
        kind = self.random.choice(("docx", "json", "xml", "txt"))
        made = {"docx": self._word, "json": self._ninjs, "xml": self._nitf, "txt": self._text}[kind]()
        return f"a.{kind}", made

    def _text(self) -> bytes:
        ends = ("\n", "\n\n", "\r\n　　")
        lines = (self.words(30) + self.random.choice(ends) for _ in range(self.random.randint(1, 12)))
        return "".join(lines).encode()

    def _ninjs(self) -> bytes:
        self.strict = False
        item = {"headline": self.words(), "byline": self.words(), "located": self.words(5)}
        return json.dumps(item | {"body_html": self.html(), "body_text": self.words(20)}, ensure_ascii=False).encode()

    def _nitf(self) -> bytes:
        self.strict = True
        hl1, hl2, by, date, end = (escape(self.words()) for _ in range(5))
        heads = f"<body.head><hedline><hl1>{hl1}</hl1><hl2>{hl2}</hl2></hedline><byline>{by}</byline>"
        heads += f"<dateline>{date}</dateline></body.head>"
        return nitf(self.html(), heads, f"<body.end><tagline>{end}</tagline></body.end>").encode()

    def html(self, depth: int = 0) -> str:
        """Return hypertext; of ninjs tags may be missing."""
        return "".join(self._element(depth) for _ in range(self.random.randint(1, 4)))

    def _element(self, depth: int) -> str:
        tag = self.random.choice(_TAGS)
        inner = self.html(depth + 1) if depth < 3 else escape(self.words())
        if tag == "words":
            return escape(self.words())
        if tag == "br":
            return "<br/>"
        if tag == "ruby":
            return f"<ruby>{escape(self.words(4))}<rp>(</rp><rt>{escape(self.words(5))}</rt><rp>)</rp></ruby>"
        if tag == "table":
            rows = (f"<tr><td>{inner}</td><td>{escape(self.words())}</td></tr>" for _ in range(2))
            return f"<table>{''.join(rows)}</table>"
        if tag in {"ul", "ol"}:
            return f"<{tag}><li>{inner}</li><li>{escape(self.words())}</li></{tag}>"
        if tag.startswith("/"):
            return "" if self.strict else f"<{tag}>"
        return f"<{tag}>{inner}</{tag}>"

    def _word(self) -> bytes:
        notes = "".join(f'<w:footnote w:id="{name}">{para(run(self.words()))}</w:footnote>' for name in (1, 2, 3))
        parts: dict[str, str | bytes] = {"word/footnotes.xml": part("footnotes", notes)}
        body = (self._block() for _ in range(self.random.randint(1, 6)))
        return docx(*body, parts=parts, related={"rId9": ("footnotes", "footnotes.xml")})

    def _block(self) -> str:
        if self.random.random() < 0.2:
            rows = (
                tuple(self.words() for _ in range(self.random.randint(1, 3))) for _ in range(self.random.randint(1, 3))
            )
            return table(*rows)
        runs = "".join(self._run() for _ in range(self.random.randint(1, 5)))
        ended = self.random.choice(("", "", '<w:rPr><w:del w:author="x"/></w:rPr>'))
        return para(runs or run("橋"), style=self.random.choice(_STYLES), properties=ended)

    def _run(self) -> str:
        note = f'<w:r><w:footnoteReference w:id="{self.random.randint(1, 3)}"/></w:r>'
        deleted = f'<w:del w:author="a"><w:r><w:delText>{escape(self.words(), quote=False)}</w:delText></w:r></w:del>'
        dressed = run(self.words(), self.random.choice(_DRESS))
        return self.random.choice(
            (dressed, dressed, ruby(self.words(4) or "字", self.words(4)), _BREAK, note, deleted, _SYMBOL)
        )
