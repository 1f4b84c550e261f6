"""What collation found, as the terminal and programs show it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from compositor.collation.changes import Change, Kind, lines_had
from compositor.collation.sheets import Sheetwork

_MOST: Final = 60
"""Characters of a change that are shown: more is told by its ends."""


def as_text(changes: Sequence[Change], old: Sheetwork, new: Sheetwork) -> str:
    """Return the changes as the terminal shows them, story by story and then page by page."""
    lines = []
    for head, own in grouped(changes, old, new):
        lines.append(head)
        lines += [f"  {where(change)}: {said(change)}" for change in own]
    count = f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}" if changes else "no change"
    return "".join(f"{line}\n" for line in (*lines, count))


def as_json(changes: Sequence[Change]) -> str:
    """Return the changes for programs: ``{"changes": [{kind, what, page, box, story, part, line, before, after}]}``."""
    records = [
        {
            "kind": change.kind.value,
            "what": change.what,
            "page": change.page,
            "box": change.box,
            "story": change.story,
            "part": change.part,
            "line": change.line,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    return json.dumps({"changes": records}, ensure_ascii=False, indent=2) + "\n"


def grouped(changes: Iterable[Change], old: Sheetwork, new: Sheetwork) -> Iterator[tuple[str, list[Change]]]:
    """Yield the changes of each story under its title and its lines, then those of each page."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.story, "" if change.story else change.page), []).append(change)
    before, after = lines_had(old), lines_had(new)
    for (story, page), own in groups.items():
        if not story:
            yield f"page {page}", own
            continue
        title = new.titles.get(story) or old.titles.get(story) or story
        had, has = before.get(story, 0), after.get(story, 0)
        yield f"{story}: {title} ({has} lines{f', before {had}' if had != has else ''})", own


def where(change: Change) -> str:
    """Return where a change is."""
    page = f"page {change.page}" if change.page else "on no page"
    box = f", box {change.box}" if change.box else ""
    part = f", {change.part.replace('_', ' ')}" if change.part else ""
    return f"{page}{box}{part}{f', line {change.line}' if change.line else ''}"


def said(change: Change) -> str:
    """Return what was changed, in words."""
    before, after = short(change.before), short(change.after)
    what = "" if change.kind in {Kind.WORDS, Kind.FURNITURE} else f"{change.what} "
    if before and after:
        return f"{what}“{before}” became “{after}”"
    if before or after:
        return f"{what}“{before or after}” {'was taken out' if before else 'was put in'}"
    return f"{what}changed"


def short(text: str) -> str:
    """Return a text, the middle of a long one left out."""
    one = text.replace("\n", "¶")
    return one if len(one) <= _MOST else f"{one[: _MOST // 2]}…{one[-_MOST // 2 :]}"
