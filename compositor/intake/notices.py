"""The notices of an issue, `notices.yaml` beside its manifest: what was withdrawn or corrected after publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from compositor.errors import Place
from compositor.intake import files
from compositor.intake.faults import Code, Faults, said
from compositor.intake.scalars import COPY, NAME, Choice, Json, Text, typed
from compositor.intake.schema import Key, ListOf, Record
from compositor.intake.sheet import Sheet, Value, nearest
from compositor.intake.source import Source
from compositor.intake.yamltree import Node, read_tree
from compositor.model.notices import NoticeKind, StoryNotice
from compositor.records import dataclass

NOTICES: Final = "notices.yaml"
_MOMENT: Final = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})"
_KINDS: Final = tuple(kind.value for kind in NoticeKind)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as ISO 8601 writes it, with its zone: 2024-05-21T09:30:00+08:00."""

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the moment as typed, whole to the second."""
        text = typed(node, name, "moment", faults)
        if text is None:
            return None
        try:
            found = datetime.fromisoformat(text.strip()) if re.fullmatch(_MOMENT, text.strip()) else None
        except ValueError:
            found = None
        if found is None:
            hint = "write date, T, time and zone, such as 2024-05-21T09:30+08:00"
            faults.add(Code.NOT_A_DATE, node.place, f"{name}: {said(text)} is no moment", hint)
            return None
        return Value(node, found.isoformat(timespec="seconds"))

    def json(self) -> Json:
        """Return a moment."""
        return {"type": "string", "format": "date-time", "pattern": f"^{_MOMENT}$"}


_PICTURE: Final = Text(r"[^/\s]{1,40}/[^/\s]{1,80}", "page and box such as 01/photo")
NOTICE: Final = Record(
    "a notice",
    (
        Key("story", NAME, "the story, by the name of its file", required=True),
        Key("kind", Choice(_KINDS), "what was done to it", required=True),
        Key("at", Moment(), "when, such as 2024-05-21T09:30+08:00", required=True),
        Key("words", COPY, "what readers are told", required=True),
        Key("by", Text(most=200), "who signed it"),
        Key(
            "pictures",
            ListOf(_PICTURE, 1, 40),
            "pictures in boxes of their own that are withdrawn with it, by page and box",
        ),
    ),
)
FORM: Final = Record(
    "the notices of an issue",
    (Key("notices", ListOf(NOTICE, 0, 1000), "one for each withdrawal and correction, in their order", required=True),),
)


def read_notices(
    folder: Path,
    known: Sequence[str],
    look: Callable[[Path], Source | None],
    faults: Faults,
    *,
    boxes: Collection[str] | None = None,
) -> tuple[StoryNotice, ...]:
    """Read the notices in an issue's folder, none where there is no such file; ``known`` are the issue's stories.

    ``boxes`` are those that take a picture, by page and box.
    """
    path = folder / NOTICES
    source = look(path) if path.exists() else None
    tree = read_tree(source, faults) if source else None
    value = FORM.check(tree, "", faults) if tree else None
    if value is None or not isinstance(value.content, Sheet):
        return ()
    found = []
    for item in value.content.items("notices"):
        one = item.content
        if not isinstance(one, Sheet) or any(key not in one for key in ("story", "kind", "at", "words")):
            continue
        slug = one.text("story")
        if slug not in known and not _has_copy(folder, slug):
            message = f"notices: the issue has no story {said(slug)}"
            hint = nearest(slug, tuple(known), "name a story of this issue, or take the notice out")
            faults.add(Code.UNKNOWN_NAME, one.place_of("story"), message, hint)
            continue
        pictures = one.texts("pictures")
        _look_at(one, boxes, faults)
        kind, words = NoticeKind(one.text("kind")), " ".join(one.text("words").split())
        found.append(StoryNotice(slug, kind, one.text("at"), words, one.text("by"), one.place, pictures))
    return tuple(found)


def _look_at(notice: Sheet, boxes: Collection[str] | None, faults: Faults) -> None:
    """Warn of pictures that aren't there: an edition may have others."""
    for item in notice.items("pictures"):
        if boxes is not None and item.content not in boxes:
            message = f"notices: no picture stands in {said(str(item.content))}"
            hint = nearest(str(item.content), tuple(boxes), "name page and box, such as 01/photo")
            faults.warn(Code.UNKNOWN_NAME, item.node.place, message, hint)


def _has_copy(folder: Path, slug: str) -> bool:
    """Tell whether copy of that name is there: a story of another edition, or one that stands by."""
    try:
        return files.inside(folder, f"stories/{slug}.md").is_file()
    except files.Refused:
        return False


def read_file(path: Path) -> tuple[StoryNotice, ...]:
    """Read a file of notices by itself; raises ``CopyError``."""
    faults = Faults()
    place = Place(files.shown(path))
    found = read_notices(path.parent, (), lambda one: files.source(one, "the notices", place, faults), faults)
    faults.stop()
    return found


def written(notices: Sequence[StoryNotice]) -> str:
    """Return notices as the file has them: YAML whose texts are in quotes, for JSON's are YAML's (YAML 1.2.2 1.3)."""
    if not notices:
        return "notices: []\n"
    lines = ["# written by compositor withdraw and compositor correct", "notices:"]
    for one in notices:
        fields = {"story": one.story, "kind": one.kind.value, "at": one.at, "words": one.words, "by": one.by}
        told = [f"{key}: {_quoted(text)}" for key, text in fields.items() if text]
        told += [f"pictures: [{', '.join(map(_quoted, one.pictures))}]"] if one.pictures else []
        lines.append("  - " + "\n    ".join(told))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    out = []
    for character in text:
        code = ord(character)
        if character in '"\\':
            out.append("\\" + character)
        elif code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF):
            out.append(f"\\u{code:04x}")
        else:
            out.append(character)
    return f'"{"".join(out)}"'
