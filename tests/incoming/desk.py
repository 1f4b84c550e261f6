"""Copy that arrives, and what became of it: the story as intake reads it, and the letters of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from compositor.errors import Place
from compositor.incoming import Imported, Wish, read_file
from compositor.incoming.model import Action, Entry, seen
from compositor.intake.faults import Faults
from compositor.intake.pictures import Pictures, Stand
from compositor.intake.source import Source
from compositor.intake.story import read_story
from compositor.model.copy import Emphasis, ParagraphKind, Story

_MARKS = {Emphasis.NOTE_MARK, Emphasis.NOTE_NUMBER}


@dataclass(frozen=True)
class Came:
    """An import: what was made, and the story as intake reads its file."""

    made: Imported
    story: Story

    def part(self, name: str) -> str:
        """Return a part's words, "" where there is none."""
        part = self.story.part(name)
        return part.text if part is not None else ""

    @property
    def heads(self) -> dict[str, str]:
        """Return the parts of the head, the dateline among them."""
        found = {
            part.name: part.text for part in self.story.parts if part.name not in {"body"} and ":" not in part.name
        }
        body = self.story.part("body")
        dated = [span for span in body.spans if span.emphasis is Emphasis.DATELINE] if body else []
        return found | ({"dateline": body.text[dated[0].start : dated[0].end]} if body and dated else {})

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the body."""
        body = self.story.part("body")
        return [body.text[one.start : one.end] for one in body.paragraphs] if body else []

    @property
    def subheads(self) -> list[str]:
        """Return the subheads."""
        body = self.story.part("body")
        found = body.paragraphs if body else ()
        return [body.text[one.start : one.end] for one in found if body and one.kind is ParagraphKind.SUBHEAD]

    def words_in(self, emphasis: Emphasis) -> list[str]:
        """Return the words of the body in a dress."""
        body = self.story.part("body")
        spans = sorted((one.start, one.end) for one in body.spans if one.emphasis is emphasis) if body else []
        return [body.text[start:end] for start, end in spans] if body else []

    def entries(self, action: Action) -> list[Entry]:
        """Return the account's entries of one action."""
        return [entry for entry in self.made.entries if entry.action is action]

    def left_out(self) -> list[tuple[str, str]]:
        """Return what was left out, and its words."""
        return [(entry.what, entry.text) for entry in self.entries(Action.LEFT_OUT)]

    def letters(self) -> Counter[str]:
        """Return every letter of the story as intake reads it, readings and pictures' words too."""
        out: Counter[str] = Counter()
        for part in self.story.parts:
            words = list(part.text)
            for span in part.spans:
                if span.emphasis in _MARKS:
                    words[span.start : span.end] = [""] * (span.end - span.start)
                out.update(seen(span.reading))
            out.update(seen("".join(words)))
        return out

    def whole(self, source: str) -> Counter[str]:
        """Return what of ``source`` is neither in the story nor named, or is there twice; nothing where it is whole."""
        out = self.letters()
        for entry in self.made.entries:
            if entry.action is Action.LEFT_OUT and entry.what != "invisible character":
                out.update(seen(entry.text))
        for entry in self.entries(Action.ADDED):
            out.subtract(seen(entry.text))
        wanted = Counter(seen(source))
        return Counter({letter: count for letter in wanted | out if (count := wanted[letter] - out[letter])})


def came(folder: Path, name: str, content: bytes, wish: Wish | None = None) -> Came:
    """Import a file of that name and content, and read its story back."""
    path = folder / name
    path.write_bytes(content)
    made = read_file(path, path.stem, wish or Wish(), folder)
    return Came(made, read_back(made.written.text, folder))


def read_back(text: str, folder: Path) -> Story:
    """Return a story's file as intake reads it; it has no faults, but that a headline may be missing."""
    faults = Faults()
    story = read_story(Source.of("s.md", text), "s", Stand(Place("s.md", 1)), Pictures(folder, faults))
    assert [fault for fault in faults.stopping if fault.code != "MISSING_KEY"] == []
    return story
